-- defences: axioms, statement
theorem wrong : 1 = 2 := sorry
-- file
axiom wrong : 1 = 2
