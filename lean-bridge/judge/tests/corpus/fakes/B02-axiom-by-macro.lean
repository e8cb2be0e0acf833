-- caught by: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

local macro "innocent" : command => `(axiom liar : False)
innocent
