-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
class Fact (p : Prop) : Prop where
  out : p
instance : Fact (1 = 2) := sorry
theorem wrong : 1 = 2 := Fact.out
