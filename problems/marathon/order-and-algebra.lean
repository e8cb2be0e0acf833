/-!
# Order and algebra, for a long night

Axioms with something missing, commuting maps on complete lattices, counting. Few of these fall in a
minute.
-/
-- default expect: true

namespace Algebra

section Semigroup

variable {S : Type} (op : S → S → S) (assoc : ∀ a b c, op (op a b) c = op a (op b c))

include assoc

/-- If every equation can be solved on either side, there is a neutral element. -/
theorem neutral_of_solvable (a₀ : S) (left : ∀ a b, ∃ x, op a x = b) (right : ∀ a b, ∃ x, op x a = b) :
    ∃ e, ∀ a, op e a = a ∧ op a e = a := by sorry

/-- In a group in which cubing distributes, squaring does so the other way round. -/
theorem cubes_distribute (e : S) (inv : S → S) (one : ∀ a, op e a = a)
    (h : ∀ a, op (inv a) a = e)
    (cube : ∀ a b, op (op a b) (op (op a b) (op a b)) = op (op a (op a a)) (op b (op b b)))
    (a b : S) : op (op b a) (op b a) = op (op a a) (op b b) := by sorry

/-- A regular semigroup with only one idempotent is a group. -/
theorem idempotent_neutral (reg : ∀ a, ∃ b, op a (op b a) = a)
    (idem : ∀ a b, op a a = a → op b b = b → a = b) (e : S) (he : op e e = e) (a : S) :
    op e a = a ∧ op a e = a := by sorry

end Semigroup

/-- Tarski's one axiom for subtraction in a commutative group. -/
theorem subtraction_law {α : Type} (sub : α → α → α) (h : ∀ a b c, sub a (sub b (sub c (sub a b))) = c)
    (a b : α) : sub a a = sub b b := by sorry

/-- Addition commutes by itself when there is a one. -/
theorem addition_commutes {R : Type} (add mul : R → R → R) (zero one : R) (neg : R → R)
    (add_assoc : ∀ a b c, add (add a b) c = add a (add b c)) (zero_add : ∀ a, add zero a = a)
    (add_zero : ∀ a, add a zero = a) (neg_add : ∀ a, add (neg a) a = zero)
    (add_neg : ∀ a, add a (neg a) = zero) (one_mul : ∀ a, mul one a = a)
    (mul_one : ∀ a, mul a one = a) (mul_add : ∀ a b c, mul a (add b c) = add (mul a b) (mul a c))
    (add_mul : ∀ a b c, mul (add a b) c = add (mul a c) (mul b c)) (a b : R) :
    add a b = add b a := by sorry

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

/-- The fixed points of a monotone map have upper bounds among themselves. -/
theorem fixed_points_directed (f : L → L) (mono : ∀ a b, le a b → le (f a) (f b)) (a b : L)
    (ha : f a = a) (hb : f b = b) : ∃ c, f c = c ∧ le a c ∧ le b c := by sorry

theorem common_fixed_point (f g : L → L) (hf : ∀ a b, le a b → le (f a) (f b))
    (hg : ∀ a b, le a b → le (g a) (g b)) (comm : ∀ a, f (g a) = g (f a)) :
    ∃ a, f a = a ∧ g a = a := by sorry

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

theorem median_symmetric (a b c : L) :
    join (join (meet a b) (meet b c)) (meet c a) = meet (meet (join a b) (join b c)) (join c a) := by
  sorry

end Distributive

/-- `f` applied `n` times. -/
def iterate (f : Nat → Nat) : Nat → Nat → Nat
  | 0, a => a
  | n + 1, a => f (iterate f n a)

/-- Pairs of numbers can be counted. -/
theorem pairing : ∃ f : Nat × Nat → Nat, ∀ p q, f p = f q → p = q := by sorry

theorem involution_with_odd_domain (n : Nat) (f : Nat → Nat) (range : ∀ i, i < 2 * n + 1 → f i < 2 * n + 1)
    (inv : ∀ i, i < 2 * n + 1 → f (f i) = i) : ∃ i, i < 2 * n + 1 ∧ f i = i := by sorry

theorem iterates_return (n : Nat) (f : Nat → Nat) (range : ∀ i, i < n → f i < n) (a : Nat) (ha : a < n) :
    ∃ i j, i < j ∧ j ≤ n ∧ iterate f i a = iterate f j a := by sorry

end Algebra
