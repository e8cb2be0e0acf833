prelude
import Foundations.Logic.Operators
/-!
# Unique existence

`∃! x, p x`: there is an `x` with `p x`, and only one.
-/

universe u

open Lean in
/-- `∃! x, p x`: exactly one `x` has the property `p`. -/
macro "∃!" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``ExistsUnique xs b

/-- Prints `∃! x, p x`. -/
@[app_unexpander ExistsUnique] meta def unexpandExistsUnique : Lean.PrettyPrinter.Unexpander
  | `($(_) fun $x:ident => $b) => `(∃! $x:ident, $b)
  | `($(_) fun ($x:ident : $t) => $b) => `(∃! ($x:ident : $t), $b)
  | _ => throw ()

section
variable {α : Sort u} {p q : α → Prop}

theorem ExistsUnique.intro (w : α) (h₁ : p w) (h₂ : ∀ y, p y → y = w) : ∃! x, p x := ⟨w, h₁, h₂⟩
theorem ExistsUnique.elim {b : Prop} (h₂ : ∃! x, p x) (h₁ : ∀ x, p x → (∀ y, p y → y = x) → b) : b := by
  obtain ⟨w, hw, u⟩ := h₂
  exact h₁ w hw u
theorem ExistsUnique.exists (h : ∃! x, p x) : ∃ x, p x := by
  obtain ⟨w, hw, _⟩ := h
  exact ⟨w, hw⟩
theorem ExistsUnique.unique (h : ∃! x, p x) {y₁ y₂ : α} (py₁ : p y₁) (py₂ : p y₂) : y₁ = y₂ := by
  obtain ⟨w, _, u⟩ := h
  exact (u y₁ py₁).trans (u y₂ py₂).symm
theorem existsUnique_of_exists_of_unique (hex : ∃ x, p x) (hunique : ∀ y₁ y₂, p y₁ → p y₂ → y₁ = y₂) : ∃! x, p x := by
  obtain ⟨w, hw⟩ := hex
  exact ⟨w, hw, fun y hy => hunique y w hy hw⟩
theorem existsUnique_iff_exists_and_unique : (∃! x, p x) ↔ (∃ x, p x) ∧ ∀ y₁ y₂, p y₁ → p y₂ → y₁ = y₂ :=
  ⟨fun h => ⟨h.exists, fun _ _ => h.unique⟩, fun h => existsUnique_of_exists_of_unique h.1 h.2⟩
theorem existsUnique_congr (h : ∀ a, p a ↔ q a) : (∃! a, p a) ↔ ∃! a, q a := by
  have e : p = q := funext fun a => propext (h a)
  rw [e]
@[simp] theorem existsUnique_eq {a' : α} : ∃! a, a = a' := ⟨a', rfl, fun _ h => h⟩
@[simp] theorem existsUnique_eq' {a' : α} : ∃! a, a' = a := ⟨a', rfl, fun _ h => h.symm⟩
theorem existsUnique_of_subsingleton [Subsingleton α] (a : α) (h : p a) : ∃! x, p x := ⟨a, h, fun y _ => Subsingleton.elim y a⟩

end
