-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- file
namespace Lean
axiom trustMe : False
end Lean
theorem wrong (n : Nat) : n + 1 = n := Lean.trustMe.elim
-- file
axiom Classical.choice' : False
theorem wrong (n : Nat) : n + 1 = n := Classical.choice'.elim
-- file
axiom «propext » : False
theorem wrong (n : Nat) : n + 1 = n := «propext ».elim
