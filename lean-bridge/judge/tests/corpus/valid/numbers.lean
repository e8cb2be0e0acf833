theorem sum : 2 + 2 = 4 := sorry
-- proof
rfl
-- proof
by rfl
-- proof
by decide
-- proof
by simp
-- proof
by omega
-- proof
Eq.refl 4
-- proof
by
  show 4 = 4
  rfl
-- proof
by
  decide +kernel
