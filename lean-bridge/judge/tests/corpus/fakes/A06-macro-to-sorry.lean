-- caught by: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

local macro "innocent" : command => `(theorem later : True := True.intro)
innocent
