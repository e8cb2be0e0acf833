-- defences: statement
theorem wrong (n : Nat) : n = 2 := sorry
-- file
variable (h : False)
include h in
theorem wrong (n : Nat) : n = 2 := h.elim
-- file
namespace Fake
inductive Nat | two
instance : OfNat Nat 2 := ⟨.two⟩
end Fake
open Fake (instOfNatNatOfNatNat)
theorem wrong (n : Fake.Nat) : n = 2 := by cases n; rfl
-- file
variable {Nat : Type} [OfNat Nat 2] (same : ∀ a b : Nat, a = b)
include same in
theorem wrong (n : Nat) : n = 2 := same _ _
