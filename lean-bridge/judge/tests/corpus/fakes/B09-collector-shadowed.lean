-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
namespace Lean
def collectAxioms (_ : Name) : List Name := []
def CollectAxioms.collect (_ : Name) : List Name := []
end Lean
axiom liar : False
theorem wrong : 1 = 2 := liar.elim
