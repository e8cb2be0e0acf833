-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
axiom liar : False
theorem wrong : 1 = 2 := liar.elim
macro (priority := high) "#print" "axioms" ident : command => `(#print "'wrong' does not depend on any axioms")
#print axioms wrong
