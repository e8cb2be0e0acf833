/-!
# Logic, warm-up

Connectives and quantifiers, mostly without classical reasoning. A few minutes with pencil and
paper would do for all of them.
-/
-- default expect: true

namespace Logic

theorem and_rotate {p q r : Prop} (h : p ∧ q ∧ r) : q ∧ r ∧ p := by sorry

theorem and_flatten {p q r s : Prop} (h : (p ∧ q) ∧ r ∧ s) : p ∧ (q ∧ r) ∧ s := by sorry

theorem or_rotate {p q r : Prop} (h : p ∨ q ∨ r) : q ∨ r ∨ p := by sorry

theorem or_idem {p : Prop} : p ∨ p ↔ p := by sorry

theorem imp_chain {p q r s : Prop} (h₁ : p → q) (h₂ : q → r) (h₃ : r → s) : p → s := by sorry

theorem imp_swap_args {p q r : Prop} (h : p → q → r) : q → p → r := by sorry

theorem imp_distrib {p q r : Prop} (h : p → q → r) (k : p → q) : p → r := by sorry

theorem curry {p q r : Prop} : (p ∧ q → r) ↔ (p → q → r) := by sorry

theorem or_elim_iff {p q r : Prop} : (p ∨ q → r) ↔ (p → r) ∧ (q → r) := by sorry

theorem imp_and_iff {p q r : Prop} : (p → q ∧ r) ↔ (p → q) ∧ (p → r) := by sorry

theorem and_or_factor {p q r : Prop} : p ∧ (q ∨ r) ↔ p ∧ q ∨ p ∧ r := by sorry

theorem or_and_factor {p q r : Prop} : p ∨ q ∧ r ↔ (p ∨ q) ∧ (p ∨ r) := by sorry

theorem absorb_and {p q : Prop} : p ∧ (p ∨ q) ↔ p := by sorry

theorem absorb_or {p q : Prop} : p ∨ p ∧ q ↔ p := by sorry

theorem double_negation_intro {p : Prop} (hp : p) : ¬¬p := by sorry

theorem triple_negation {p : Prop} : ¬¬¬p ↔ ¬p := by sorry

theorem contrapose {p q : Prop} (h : p → q) : ¬q → ¬p := by sorry

theorem no_contradiction {p : Prop} : ¬(p ∧ ¬p) := by sorry

theorem not_iff_own_negation {p : Prop} : ¬(p ↔ ¬p) := by sorry

theorem not_or_both {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by sorry

theorem not_or_imp_not_and {p q : Prop} (h : ¬p ∨ ¬q) : ¬(p ∧ q) := by sorry

theorem disjunctive_syllogism {p q : Prop} (h : p ∨ q) (hp : ¬p) : q := by sorry

theorem excluded_middle_irrefutable {p : Prop} : ¬¬(p ∨ ¬p) := by sorry

theorem iff_chain {p q r : Prop} (h₁ : p ↔ q) (h₂ : r ↔ q) : p ↔ r := by sorry

theorem iff_and_true {p q : Prop} (hq : q) : p ∧ q ↔ p := by sorry

theorem forall_and_split {α : Type} {p q : α → Prop} :
    (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ (∀ x, q x) := by sorry

theorem exists_or_split {α : Type} {p q : α → Prop} :
    (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ (∃ x, q x) := by sorry

theorem exists_and_part {α : Type} {p q : α → Prop} (h : ∃ x, p x ∧ q x) :
    (∃ x, p x) ∧ (∃ x, q x) := by sorry

theorem not_exists_iff_forall {α : Type} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x := by sorry

theorem exists_not_imp_not_forall {α : Type} {p : α → Prop} (h : ∃ x, ¬p x) : ¬∀ x, p x := by sorry

theorem exists_swap {α β : Type} {r : α → β → Prop} (h : ∃ x, ∃ y, r x y) : ∃ y, ∃ x, r x y := by
  sorry

theorem exists_forall_imp {α β : Type} {r : α → β → Prop} (h : ∃ x, ∀ y, r x y) :
    ∀ y, ∃ x, r x y := by sorry

theorem syllogism {α : Type} {man mortal : α → Prop} (socrates : α)
    (h : ∀ x, man x → mortal x) (hs : man socrates) : mortal socrates := by sorry

theorem exists_eq_witness {α : Type} {p : α → Prop} (a : α) : (∃ x, x = a ∧ p x) ↔ p a := by sorry

theorem eq_through {α : Type} {a b c d : α} (h₁ : a = b) (h₂ : c = b) (h₃ : c = d) : d = a := by
  sorry

theorem function_respects_eq {α β : Type} (f : α → β) {a b c : α} (h₁ : a = b) (h₂ : b = c) :
    f c = f a := by sorry

-- expect: false
theorem exists_and_join {α : Type} {p q : α → Prop} (h : (∃ x, p x) ∧ (∃ x, q x)) :
    ∃ x, p x ∧ q x := by sorry

-- expect: false
theorem imp_assoc_left {p q r : Prop} (h : p → q → r) : (p → q) → r := by sorry

end Logic
