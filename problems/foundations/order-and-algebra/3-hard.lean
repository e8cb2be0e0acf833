/-!
# Order and algebra, hard

Axioms with something missing, fixed points in complete lattices, finite and infinite maps.
-/
-- default expect: true

namespace Algebra

section Semigroup

variable {S : Type} (op : S → S → S) (assoc : ∀ a b c, op (op a b) c = op a (op b c))

include assoc

/-- Left neutral element and left inverses are enough for a group. -/
theorem right_inverse_of_left (e : S) (inv : S → S) (one : ∀ a, op e a = a)
    (h : ∀ a, op (inv a) a = e) (a : S) : op a (inv a) = e := by sorry

theorem right_neutral_of_left (e : S) (inv : S → S) (one : ∀ a, op e a = a)
    (h : ∀ a, op (inv a) a = e) (a : S) : op a e = a := by sorry

-- expect: false
theorem right_neutral_of_right_inverse (e : S) (inv : S → S) (one : ∀ a, op e a = a)
    (h : ∀ a, op a (inv a) = e) (a : S) : op a e = a := by sorry

end Semigroup

/-- Eckmann–Hilton: two operations with neutral elements that pass each other agree. -/
theorem eckmann_hilton {α : Type} (f g : α → α → α) (e : α) (fl : ∀ a, f e a = a) (fr : ∀ a, f a e = a)
    (gl : ∀ a, g e a = a) (gr : ∀ a, g a e = a)
    (pass : ∀ a b c d, f (g a b) (g c d) = g (f a c) (f b d)) (a b : α) : f a b = g b a := by sorry

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

/-- Boolean rings commute. -/
theorem boolean_ring_commutes {R : Type} [Ring' R] (idem : ∀ a : R, a * a = a) (a b : R) :
    a * b = b * a := by sorry

/-- A partial order in which every predicate has a least upper bound. -/
class Complete (L : Type) where
  le : L → L → Prop
  refl : ∀ a, le a a
  trans : ∀ a b c, le a b → le b c → le a c
  antisymm : ∀ a b, le a b → le b a → a = b
  sup : (L → Prop) → L
  le_sup : ∀ (p : L → Prop) (a : L), p a → le a (sup p)
  sup_le : ∀ (p : L → Prop) (b : L), (∀ a, p a → le a b) → le (sup p) b

section Complete

variable {L : Type} [Complete L]

open Complete

theorem has_infima (p : L → Prop) : ∃ b, (∀ a, p a → le b a) ∧ ∀ c, (∀ a, p a → le c a) → le c b := by
  sorry

theorem has_least : ∃ b : L, ∀ a, le b a := by sorry

/-- Knaster–Tarski: a monotone map has a fixed point. -/
theorem knaster_tarski (f : L → L) (mono : ∀ a b, le a b → le (f a) (f b)) : ∃ a, f a = a := by sorry

theorem greatest_fixed_point (f : L → L) (mono : ∀ a b, le a b → le (f a) (f b)) :
    ∃ a, f a = a ∧ ∀ b, f b = b → le b a := by sorry

theorem least_fixed_point (f : L → L) (mono : ∀ a b, le a b → le (f a) (f b)) :
    ∃ a, f a = a ∧ ∀ b, f b = b → le a b := by sorry

theorem sup_of_union (p q : L → Prop) (a : L) (hp : le (sup p) a) (hq : le (sup q) a) :
    le (sup (fun x => p x ∨ q x)) a := by sorry

-- expect: false
theorem fixed_point_of_any (f : L → L) : ∃ a, f a = a := by sorry

end Complete

class DistributiveLattice (L : Type) where
  meet : L → L → L
  join : L → L → L
  meet_comm : ∀ a b, meet a b = meet b a
  join_comm : ∀ a b, join a b = join b a
  meet_assoc : ∀ a b c, meet (meet a b) c = meet a (meet b c)
  join_assoc : ∀ a b c, join (join a b) c = join a (join b c)
  meet_join : ∀ a b, meet a (join a b) = a
  join_meet : ∀ a b, join a (meet a b) = a
  distrib : ∀ a b c, meet a (join b c) = join (meet a b) (meet a c)

section Distributive

variable {L : Type} [DistributiveLattice L]

open DistributiveLattice

theorem dual_distributive (a b c : L) : join a (meet b c) = meet (join a b) (join a c) := by sorry

theorem cancellation (a b c : L) (h₁ : meet a b = meet a c) (h₂ : join a b = join a c) : b = c := by
  sorry

theorem complement_unique (bot top a b c : L) (hb : ∀ x, meet bot x = bot) (ht : ∀ x, meet top x = x)
    (h₁ : meet a b = bot) (h₂ : join a b = top) (h₃ : meet a c = bot) (h₄ : join a c = top) :
    b = c := by sorry

end Distributive

section Maps

/-- Cantor, Schröder, Bernstein. -/
theorem schroeder_bernstein {α β : Type} (f : α → β) (g : β → α) (hf : ∀ x y, f x = f y → x = y)
    (hg : ∀ x y, g x = g y → x = y) :
    ∃ h : α → β, (∀ x y, h x = h y → x = y) ∧ ∀ y, ∃ x, h x = y := by sorry

/-- An injective map from the numbers below `n` to themselves meets every one. -/
theorem finite_injective_surjective (n : Nat) (f : Nat → Nat) (range : ∀ i, i < n → f i < n)
    (inj : ∀ i j, i < n → j < n → f i = f j → i = j) (k : Nat) (hk : k < n) :
    ∃ i, i < n ∧ f i = k := by sorry

/-- Every monotone map of the numbers below `n + 1` has a fixed point. -/
theorem monotone_fixed_point (n : Nat) (f : Nat → Nat) (range : ∀ i, i ≤ n → f i ≤ n)
    (mono : ∀ i j, i ≤ j → f i ≤ f j) : ∃ i, i ≤ n ∧ f i = i := by sorry

-- expect: false
theorem injective_surjective (f : Nat → Nat) (inj : ∀ i j, f i = f j → i = j) (k : Nat) :
    ∃ i, f i = k := by sorry

end Maps

end Algebra
