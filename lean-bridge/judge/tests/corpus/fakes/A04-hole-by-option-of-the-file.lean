-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
set_option debug.byAsSorry true
theorem wrong : 1 = 2 := by rfl
-- file
set_option debug.proofAsSorry true
theorem wrong : 1 = 2 := (rfl)
