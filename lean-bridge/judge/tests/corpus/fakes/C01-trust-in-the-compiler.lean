-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
axiom Lean.trustCompiler : False
theorem wrong : 1 = 2 := Lean.trustCompiler.elim
