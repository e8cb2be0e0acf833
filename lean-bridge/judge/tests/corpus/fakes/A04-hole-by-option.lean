-- defences: scan, axioms
theorem wrong : 1 = 2 := sorry
-- proof
set_option debug.byAsSorry true in by rfl
-- proof
by
  set_option debug.terminalTacticsAsSorry true in
  omega
