/-!
# Order and algebra, warm-up

Equations in groups and monoids given by their axioms, first facts on orders and functions. Some
structures are given as hypotheses, others as classes.
-/
-- default expect: true

namespace Algebra

/-- A multiplication that associates, with a neutral element. -/
class Monoid' (M : Type) where
  mul : M → M → M
  one : M
  assoc : ∀ a b c, mul (mul a b) c = mul a (mul b c)
  one_left : ∀ a, mul one a = a
  one_right : ∀ a, mul a one = a

/-- A reflexive, transitive, antisymmetric relation. -/
class Order' (P : Type) where
  le : P → P → Prop
  refl : ∀ a, le a a
  trans : ∀ a b c, le a b → le b c → le a c
  antisymm : ∀ a b, le a b → le b a → a = b

section Monoid

variable {M : Type} [Monoid' M]

open Monoid'

theorem one_unique (e : M) (h : ∀ a : M, mul e a = a) : e = one := by sorry

theorem four_factors (a b c d : M) : mul (mul a b) (mul c d) = mul a (mul (mul b c) d) := by sorry

theorem insert_one (a b : M) : mul (mul a one) (mul one b) = mul a b := by sorry

theorem inverse_unique (a b c : M) (h₁ : mul b a = one) (h₂ : mul a c = one) : b = c := by sorry

theorem cancel_with_inverse (a b c d : M) (h : mul d a = one) (e : mul a b = mul a c) : b = c := by
  sorry

theorem commuting_product (a b c : M) (h₁ : mul a b = mul b a) (h₂ : mul a c = mul c a) :
    mul a (mul b c) = mul (mul b c) a := by sorry

theorem inverse_of_product (a b a' b' : M) (ha : mul a a' = one) (hb : mul b b' = one) :
    mul (mul a b) (mul b' a') = one := by sorry

end Monoid

section Order

variable {P : Type} [Order' P]

open Order'

theorem le_chain_four (a b c d : P) (h₁ : le a b) (h₂ : le b c) (h₃ : le c d) : le a d := by sorry

theorem cycle_collapses (a b c : P) (h₁ : le a b) (h₂ : le b c) (h₃ : le c a) : a = c := by sorry

theorem least_unique (a b : P) (ha : ∀ x, le a x) (hb : ∀ x, le b x) : a = b := by sorry

theorem le_iff_all_above (a b : P) : le a b ↔ ∀ x, le b x → le a x := by sorry

theorem eq_of_same_below (a b : P) (h : ∀ x, le x a ↔ le x b) : a = b := by sorry

theorem monotone_compose (f g : P → P) (hf : ∀ a b, le a b → le (f a) (f b))
    (hg : ∀ a b, le a b → le (g a) (g b)) : ∀ a b, le a b → le (g (f a)) (g (f b)) := by sorry

theorem iterate_above (f : P → P) (a : P) (hf : ∀ x, le x (f x)) : le a (f (f (f a))) := by sorry

-- expect: false
theorem monotone_is_inflating (f : P → P) (hf : ∀ a b, le a b → le (f a) (f b)) (a : P) :
    le a (f a) := by sorry

end Order

section Functions

variable {α β γ : Type}

theorem compose_assoc (f : α → β) (g : β → γ) (h : γ → α) :
    (fun x => h ((fun y => g (f y)) x)) = fun x => (fun y => h (g y)) (f x) := by sorry

theorem injective_compose (f : α → β) (g : β → γ) (hf : ∀ x y, f x = f y → x = y)
    (hg : ∀ x y, g x = g y → x = y) : ∀ x y, g (f x) = g (f y) → x = y := by sorry

theorem surjective_compose (f : α → β) (g : β → γ) (hf : ∀ y, ∃ x, f x = y)
    (hg : ∀ z, ∃ y, g y = z) : ∀ z, ∃ x, g (f x) = z := by sorry

theorem injective_first (f : α → β) (g : β → γ) (h : ∀ x y, g (f x) = g (f y) → x = y) :
    ∀ x y, f x = f y → x = y := by sorry

theorem surjective_second (f : α → β) (g : β → γ) (h : ∀ z, ∃ x, g (f x) = z) :
    ∀ z, ∃ y, g y = z := by sorry

theorem left_inverse_injective (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) :
    ∀ x y, f x = f y → x = y := by sorry

theorem involution_bijective (f : α → α) (h : ∀ x, f (f x) = x) :
    (∀ x y, f x = f y → x = y) ∧ ∀ y, ∃ x, f x = y := by sorry

theorem same_inverse (f : α → β) (g h : β → α) (hg : ∀ x, g (f x) = x) (hh : ∀ y, f (h y) = y) :
    g = h := by sorry

-- expect: false
theorem injective_second (f : α → β) (g : β → γ) (h : ∀ x y, g (f x) = g (f y) → x = y) :
    ∀ x y, g x = g y → x = y := by sorry

end Functions

section Hypotheses

/-- What commutes and associates may be rearranged. -/
theorem rearrange {α : Type} (op : α → α → α) (comm : ∀ a b, op a b = op b a)
    (assoc : ∀ a b c, op (op a b) c = op a (op b c)) (a b c d : α) :
    op (op a b) (op c d) = op (op a c) (op b d) := by sorry

theorem left_right_identity {α : Type} (op : α → α → α) (e f : α) (he : ∀ a, op e a = a)
    (hf : ∀ a, op a f = a) : e = f := by sorry

theorem idempotent_commutative_absorbs {α : Type} (op : α → α → α) (comm : ∀ a b, op a b = op b a)
    (assoc : ∀ a b c, op (op a b) c = op a (op b c)) (idem : ∀ a, op a a = a) (a b : α) :
    op (op a b) a = op a b := by sorry

theorem constant_operation {α : Type} (op : α → α → α) (h : ∀ a b c d, op a b = op c d) (a b : α) :
    op (op a a) b = op a (op b b) := by sorry

theorem strict_never_symmetric {α : Type} (lt : α → α → Prop) (irrefl : ∀ a, ¬lt a a)
    (trans : ∀ a b c, lt a b → lt b c → lt a c) : ∀ a b, lt a b → ¬lt b a := by sorry

theorem trichotomy_excludes {α : Type} (lt : α → α → Prop) (asymm : ∀ a b, lt a b → ¬lt b a)
    (a b : α) (h : lt a b) : a ≠ b := by sorry

theorem equivalence_classes_meet {α : Type} (r : α → α → Prop) (symm : ∀ a b, r a b → r b a)
    (trans : ∀ a b c, r a b → r b c → r a c) (a b c : α) (h₁ : r a c) (h₂ : r b c) :
    ∀ x, r a x ↔ r b x := by sorry

-- expect: false
theorem preorder_antisymmetric {α : Type} (le : α → α → Prop) (refl : ∀ a, le a a)
    (trans : ∀ a b c, le a b → le b c → le a c) (a b : α) (h₁ : le a b) (h₂ : le b a) : a = b := by
  sorry

end Hypotheses

end Algebra
