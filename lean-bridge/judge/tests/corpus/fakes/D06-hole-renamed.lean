-- defences: kernel
theorem wrong : 1 = 2 := sorry
-- renamed: sorryAx -> propext
theorem wrong : 1 = 2 := sorry
