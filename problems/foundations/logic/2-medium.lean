/-!
# Logic, medium

Classical logic, longer chains of connectives, functions and relations as predicates.
-/
-- default expect: true

namespace Logic

theorem by_contra {p : Prop} (h : ¬p → False) : p := by sorry

theorem de_morgan_and {p q : Prop} : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by sorry

theorem imp_as_or {p q : Prop} : (p → q) ↔ ¬p ∨ q := by sorry

theorem not_imp_as_and {p q : Prop} : ¬(p → q) ↔ p ∧ ¬q := by sorry

theorem contrapose_iff {p q : Prop} : (p → q) ↔ (¬q → ¬p) := by sorry

theorem peirce {p q : Prop} (h : (p → q) → p) : p := by sorry

theorem total_implication (p q : Prop) : (p → q) ∨ (q → p) := by sorry

theorem cases_on {p q : Prop} (h₁ : p → q) (h₂ : ¬p → q) : q := by sorry

theorem imp_or_classical {p q r : Prop} (h : p → q ∨ r) : (p → q) ∨ (p → r) := by sorry

theorem iff_as_cases {p q : Prop} : (p ↔ q) ↔ (p ∧ q) ∨ (¬p ∧ ¬q) := by sorry

theorem not_iff_iff_iff_not {p q : Prop} : ¬(p ↔ q) ↔ (p ↔ ¬q) := by sorry

theorem iff_associative {p q r : Prop} : ((p ↔ q) ↔ r) ↔ (p ↔ (q ↔ r)) := by sorry

theorem constructive_dilemma {p q r s : Prop} (h₁ : p → q) (h₂ : r → s) (h : p ∨ r) : q ∨ s := by
  sorry

theorem majority {p q r : Prop} :
    (p ∧ q) ∨ (q ∧ r) ∨ (r ∧ p) ↔ (p ∨ q) ∧ (q ∨ r) ∧ (r ∨ p) := by sorry

theorem glivenko_sample {p q : Prop} : ¬¬(((p → q) → p) → p) := by sorry

theorem double_negation_and {p q : Prop} : ¬¬(p ∧ q) ↔ ¬¬p ∧ ¬¬q := by sorry

theorem not_forall_iff_exists {α : Type} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x := by sorry

theorem drinker {α : Type} (a : α) (p : α → Prop) : ∃ x, p x → ∀ y, p y := by sorry

theorem forall_or_const {α : Type} {p : α → Prop} {c : Prop} :
    (∀ x, p x ∨ c) ↔ (∀ x, p x) ∨ c := by sorry

theorem exists_imp_const {α : Type} (a : α) {p : α → Prop} {c : Prop} :
    (∃ x, p x → c) ↔ ((∀ x, p x) → c) := by sorry

theorem barber {α : Type} (shaves : α → α → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  sorry

theorem exists_unique_unfold {α : Type} {p : α → Prop}
    (h : ∃ x, p x ∧ ∀ y, p y → y = x) : ∀ y z, p y → p z → y = z := by sorry

theorem unique_choice {α β : Type} {r : α → β → Prop} (f g : α → β)
    (hf : ∀ x, r x (f x)) (hg : ∀ x, r x (g x)) (h : ∀ x y z, r x y → r x z → y = z) : f = g := by
  sorry

theorem choice {α β : Type} {r : α → β → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ f : α → β, ∀ x, r x (f x) := by sorry

theorem subset_antisymm {α : Type} {p q : α → Prop} (h₁ : ∀ x, p x → q x) (h₂ : ∀ x, q x → p x) :
    p = q := by sorry

theorem leibniz {α : Type} {a b : α} : a = b ↔ ∀ p : α → Prop, p a → p b := by sorry

theorem bool_function_thrice (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by sorry

theorem xor_cancel (a b : Bool) : Bool.xor (Bool.xor a b) b = a := by sorry

theorem bool_de_morgan (a b : Bool) : (!(a && b)) = (!a || !b) := by sorry

theorem if_and {α : Type} (p q : Prop) [Decidable p] [Decidable q] (a b : α) :
    (if p ∧ q then a else b) = if p then (if q then a else b) else b := by sorry

theorem if_not_swap {α : Type} (p : Prop) [Decidable p] (a b : α) :
    (if ¬p then a else b) = if p then b else a := by sorry

theorem euclidean_of_symm_trans {α : Type} {r : α → α → Prop} (symm : ∀ a b, r a b → r b a)
    (trans : ∀ a b c, r a b → r b c → r a c) : ∀ a b c, r a b → r a c → r b c := by sorry

theorem refl_of_serial {α : Type} {r : α → α → Prop} (symm : ∀ a b, r a b → r b a)
    (trans : ∀ a b c, r a b → r b c → r a c) (serial : ∀ a, ∃ b, r a b) : ∀ a, r a a := by sorry

-- expect: false
theorem refl_of_symm_trans {α : Type} {r : α → α → Prop} (symm : ∀ a b, r a b → r b a)
    (trans : ∀ a b c, r a b → r b c → r a c) : ∀ a, r a a := by sorry

-- expect: false
theorem forall_or_join {α : Type} {p q : α → Prop} (h : ∀ x, p x ∨ q x) :
    (∀ x, p x) ∨ (∀ x, q x) := by sorry

-- expect: false
theorem drinker_anywhere {α : Type} (p : α → Prop) : ∃ x, p x → ∀ y, p y := by sorry

end Logic
