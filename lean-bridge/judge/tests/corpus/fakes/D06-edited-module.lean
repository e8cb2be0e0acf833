-- defences: kernel
theorem wrong : 1 = 2 := sorry
-- forged: wrong <- also
theorem also : 1 = 1 := Eq.refl 1
theorem wrong : 1 = 2 := sorry
-- forged: wrong <- also
theorem also : True := True.intro
theorem wrong : 1 = 2 := sorry
