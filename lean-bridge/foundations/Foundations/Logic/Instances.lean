prelude
import Foundations.Logic.Operators
/-!
# Decidable equality of the basic types
-/

deriving instance DecidableEq for Option, Prod, Sum, Except

instance {α : Sort u} {p : α → Prop} [DecidableEq α] : DecidableEq {x : α // p x} := fun ⟨a, h₁⟩ ⟨b, h₂⟩ =>
  if h : a = b then isTrue (by subst h; rfl) else isFalse fun h' => h (congrArg Subtype.val h')

instance : DecidableEq PUnit := fun _ _ => isTrue rfl
instance : DecidableEq Empty := fun a => a.elim
instance [DecidableEq α] : DecidableEq (Array α) := fun ⟨a⟩ ⟨b⟩ =>
  if h : a = b then isTrue (congrArg Array.mk h) else isFalse fun h' => h (congrArg Array.toList h')
instance (p q : Prop) [d : Decidable (p ↔ q)] : Decidable (p = q) :=
  match d with
  | isTrue h => isTrue (propext h)
  | isFalse h => isFalse fun h' => h (Iff.of_eq h')

/-- `a || b` and `a && b` of decisions. -/
@[simp] theorem Bool.decide_or (p q : Prop) [Decidable p] [Decidable q] : decide (p ∨ q) = (decide p || decide q) := by
  by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]
@[simp] theorem Bool.decide_and (p q : Prop) [Decidable p] [Decidable q] : decide (p ∧ q) = (decide p && decide q) := by
  by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]

theorem String.ofList_injective {l₁ l₂ : List Char} (h : String.ofList l₁ = String.ofList l₂) : l₁ = l₂ := congrArg String.toList h
theorem String.ofList_inj {l₁ l₂ : List Char} : String.ofList l₁ = String.ofList l₂ ↔ l₁ = l₂ := ⟨ofList_injective, congrArg _⟩
@[simp] theorem String.toList_ofList (l : List Char) : (String.ofList l).toList = l := rfl
@[simp] theorem String.ofList_toList (s : String) : String.ofList s.toList = s := rfl
theorem String.toList_inj {s t : String} : s.toList = t.toList ↔ s = t := ⟨congrArg String.ofList, congrArg _⟩
