-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

local macro "innocent" : command => `(axiom liar : False)
innocent
-- file
macro "lemma_about " x:declId : command => `(axiom $x : False)
lemma_about order
theorem wrong (n : Nat) : n + 1 = n := order.elim
