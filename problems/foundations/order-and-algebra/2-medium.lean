/-!
# Order and algebra, medium

Groups, lattices and rings from their axioms, with ordinary notation.
-/
-- default expect: true

namespace Algebra

class Group' (G : Type) extends Mul G where
  one : G
  inv : G → G
  assoc : ∀ a b c : G, a * b * c = a * (b * c)
  one_left : ∀ a : G, one * a = a
  inv_left : ∀ a : G, inv a * a = one

class Lattice' (L : Type) where
  meet : L → L → L
  join : L → L → L
  meet_comm : ∀ a b, meet a b = meet b a
  join_comm : ∀ a b, join a b = join b a
  meet_assoc : ∀ a b c, meet (meet a b) c = meet a (meet b c)
  join_assoc : ∀ a b c, join (join a b) c = join a (join b c)
  meet_join : ∀ a b, meet a (join a b) = a
  join_meet : ∀ a b, join a (meet a b) = a

class Ring' (R : Type) extends Add R, Mul R where
  zero : R
  neg : R → R
  plus_assoc : ∀ a b c : R, a + b + c = a + (b + c)
  plus_comm : ∀ a b : R, a + b = b + a
  zero_plus : ∀ a : R, zero + a = a
  neg_plus : ∀ a : R, neg a + a = zero
  times_assoc : ∀ a b c : R, a * b * c = a * (b * c)
  times_plus : ∀ a b c : R, a * (b + c) = a * b + a * c
  plus_times : ∀ a b c : R, (a + b) * c = a * c + b * c

section Group

variable {G : Type} [Group' G]

open Group'

theorem inv_cancel_front (a b : G) : inv a * (a * b) = b := by sorry

theorem cancel_left (a b c : G) (h : a * b = a * c) : b = c := by sorry

/-- The axioms speak of left inverses only. -/
theorem inv_right (a : G) : a * inv a = one := by sorry

theorem one_right (a : G) : a * one = a := by sorry

theorem cancel_right (a b c : G) (h : b * a = c * a) : b = c := by sorry

theorem inv_twice (a : G) : inv (inv a) = a := by sorry

theorem inv_of_one : inv (one : G) = one := by sorry

theorem inv_of_mul (a b : G) : inv (a * b) = inv b * inv a := by sorry

theorem inv_injective (a b : G) (h : inv a = inv b) : a = b := by sorry

theorem solve_left (a b : G) : ∃ x : G, a * x = b := by sorry

theorem solve_unique (a b x y : G) (h₁ : x * a = b) (h₂ : y * a = b) : x = y := by sorry

theorem idempotent_is_one (a : G) (h : a * a = a) : a = one := by sorry

theorem conjugate_mul (g a b : G) : g * a * inv g * (g * b * inv g) = g * (a * b) * inv g := by
  sorry

theorem commute_with_inverse (a b : G) (h : a * b = b * a) : inv a * b = b * inv a := by sorry

/-- If all squares are one, the group commutes. -/
theorem boolean_group_commutes (h : ∀ a : G, a * a = one) (a b : G) : a * b = b * a := by sorry

theorem product_of_squares (h : ∀ a b : G, a * b * (a * b) = a * a * (b * b)) (a b : G) :
    a * b = b * a := by sorry

theorem inverse_homomorphism (h : ∀ a b : G, inv (a * b) = inv a * inv b) (a b : G) :
    a * b = b * a := by sorry

-- expect: false
theorem square_of_product (a b : G) : a * b * (a * b) = a * a * (b * b) := by sorry

-- expect: false
theorem squares_commute (a b : G) : a * a * (b * b) = b * b * (a * a) := by sorry

end Group

section Lattice

variable {L : Type} [Lattice' L]

open Lattice'

theorem meet_idem (a : L) : meet a a = a := by sorry

theorem join_idem (a : L) : join a a = a := by sorry

theorem meet_join_agree (a b : L) : meet a b = a ↔ join a b = b := by sorry

theorem order_antisymm (a b : L) (h₁ : meet a b = a) (h₂ : meet b a = b) : a = b := by sorry

theorem order_trans (a b c : L) (h₁ : meet a b = a) (h₂ : meet b c = b) : meet a c = a := by sorry

theorem meet_monotone (a b c : L) (h : meet a b = a) : meet (meet a c) (meet b c) = meet a c := by
  sorry

theorem join_least (a b c : L) (h₁ : meet a c = a) (h₂ : meet b c = b) :
    meet (join a b) c = join a b := by sorry

/-- Half of the distributive law holds in every lattice. -/
theorem distributive_inequality (a b c : L) :
    meet (join (meet a b) (meet a c)) (meet a (join b c)) = join (meet a b) (meet a c) := by sorry

-- expect: false
theorem distributive_law (a b c : L) : meet a (join b c) = join (meet a b) (meet a c) := by sorry

end Lattice

section Ring

variable {R : Type} [Ring' R]

open Ring'

theorem plus_zero (a : R) : a + zero = a := by sorry

theorem plus_cancel (a b c : R) (h : a + b = a + c) : b = c := by sorry

theorem times_zero (a : R) : a * zero = zero := by sorry

theorem zero_times (a : R) : zero * a = zero := by sorry

theorem neg_times (a b : R) : neg a * b = neg (a * b) := by sorry

theorem neg_times_neg (a b : R) : neg a * neg b = a * b := by sorry

theorem neg_unique (a b : R) (h : a + b = zero) : b = neg a := by sorry

theorem expand_product (a b c d : R) : (a + b) * (c + d) = a * c + a * d + (b * c + b * d) := by
  sorry

theorem difference_times_sum (comm : ∀ a b : R, a * b = b * a) (a b : R) :
    (a + neg b) * (a + b) = a * a + neg (b * b) := by sorry

theorem characteristic_two (idem : ∀ a : R, a * a = a) (a : R) : a + a = zero := by sorry

-- expect: false
theorem zero_product (a b : R) (h : a * b = zero) : a = zero ∨ b = zero := by sorry

end Ring

section Relations

variable {α β : Type}

/-- A Galois connection between two preorders. -/
theorem galois_inflates (le₁ : α → α → Prop) (le₂ : β → β → Prop) (refl₂ : ∀ b, le₂ b b)
    (f : α → β) (g : β → α) (galois : ∀ a b, le₂ (f a) b ↔ le₁ a (g b)) (a : α) :
    le₁ a (g (f a)) := by sorry

theorem galois_monotone (le₁ : α → α → Prop) (le₂ : β → β → Prop) (refl₂ : ∀ b, le₂ b b)
    (trans₁ : ∀ a b c, le₁ a b → le₁ b c → le₁ a c)
    (f : α → β) (g : β → α) (galois : ∀ a b, le₂ (f a) b ↔ le₁ a (g b)) (a a' : α)
    (h : le₁ a a') : le₂ (f a) (f a') := by sorry

theorem kernel_is_equivalence (f : α → β) :
    (∀ a, f a = f a) ∧ (∀ a b, f a = f b → f b = f a) ∧
      ∀ a b c, f a = f b → f b = f c → f a = f c := by sorry

theorem total_antisymm_connected (le : α → α → Prop) (total : ∀ a b, le a b ∨ le b a)
    (trans : ∀ a b c, le a b → le b c → le a c) (a b c : α) (h : ¬le a c) : ¬le a b ∨ ¬le b c := by
  sorry

theorem negative_transitivity (lt : α → α → Prop) (total : ∀ a b, lt a b ∨ a = b ∨ lt b a)
    (trans : ∀ a b c, lt a b → lt b c → lt a c) (a b c : α) (h : lt a c) : lt a b ∨ lt b c := by
  sorry

end Relations

end Algebra
