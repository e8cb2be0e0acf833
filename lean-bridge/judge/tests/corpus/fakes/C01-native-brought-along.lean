-- defences: constants, axioms
theorem wrong : 1 = 2 := sorry
-- file
opaque Lean.reduceBool (b : Bool) : Bool := b
axiom Lean.ofReduceBool (a b : Bool) (h : Lean.reduceBool a = b) : a = b
theorem wrong : 1 = 2 := absurd (Lean.ofReduceBool true false sorry) (fun h => by cases h)
