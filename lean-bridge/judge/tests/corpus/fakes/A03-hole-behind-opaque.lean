-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
opaque hidden : 1 = 2 := sorry
theorem wrong : 1 = 2 := hidden
