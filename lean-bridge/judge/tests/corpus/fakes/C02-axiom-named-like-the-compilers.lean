-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
axiom wrong._native.native_decide.ax_1 : 1 = 2
theorem wrong : 1 = 2 := wrong._native.native_decide.ax_1
