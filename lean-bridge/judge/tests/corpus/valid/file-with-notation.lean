namespace Boxed
structure Box (α : Type) where
  inside : α
local notation "⟪" x "⟫" => Box.mk x
def Box.plus (a b : Box Nat) : Box Nat := ⟪a.inside + b.inside⟫
local infixl:65 " ⊞ " => Box.plus
variable {α : Type} (x y : Nat)
open Nat
theorem boxed : ⟪x⟫ ⊞ ⟪y⟫ = ⟪y + x⟫ := sorry
end Boxed
-- proof
congrArg Box.mk (Nat.add_comm x y)
-- proof
by
  show Box.mk (x + y) = Box.mk (y + x)
  rw [Nat.add_comm]
-- proof
by
  have swap : x + y = y + x := Nat.add_comm x y
  exact congrArg Box.mk swap

local notation "Σ'" => Nat.succ
