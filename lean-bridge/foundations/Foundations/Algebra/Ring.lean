prelude
import Foundations.Algebra.Group
import Foundations.Int.Basic
/-!
# Additive groups and rings

Additive structures from monoids to commutative groups, semirings and rings up to commutative rings,
their elementary laws, and the numbers as instances. Names as in Mathlib. `import Foundations.Algebra.Ring`.
-/

universe u

/-! ### Additive structures -/

/-- An addition that associates. -/
class AddSemigroup (A : Type u) extends Add A where
  add_assoc : ∀ a b c : A, a + b + c = a + (b + c)
/-- An additive semigroup with a neutral element. -/
class AddMonoid (A : Type u) extends AddSemigroup A, Zero A where
  zero_add : ∀ a : A, 0 + a = a
  add_zero : ∀ a : A, a + 0 = a
/-- An additive monoid in which summands may be swapped. -/
class AddCommMonoid (A : Type u) extends AddMonoid A where
  add_comm : ∀ a b : A, a + b = b + a
/-- An additive monoid with negatives. -/
class AddGroup (A : Type u) extends AddMonoid A, Neg A, Sub A where
  neg_add_cancel : ∀ a : A, -a + a = 0
  sub := fun a b => a + -b
  sub_eq_add_neg : ∀ a b : A, a - b = a + -b := by intros; rfl
/-- An additive group in which summands may be swapped. -/
class AddCommGroup (A : Type u) extends AddGroup A, AddCommMonoid A

section AddMonoid
variable {A : Type u} [AddMonoid A]
theorem add_assoc (a b c : A) : a + b + c = a + (b + c) := AddSemigroup.add_assoc a b c
@[simp] theorem zero_add (a : A) : 0 + a = a := AddMonoid.zero_add a
@[simp] theorem add_zero (a : A) : a + 0 = a := AddMonoid.add_zero a
instance : Std.Associative (α := A) (· + ·) := ⟨add_assoc⟩
end AddMonoid

section AddCommMonoid
variable {A : Type u} [AddCommMonoid A]
theorem add_comm (a b : A) : a + b = b + a := AddCommMonoid.add_comm a b
theorem add_left_comm (a b c : A) : a + (b + c) = b + (a + c) := by rw [← add_assoc, add_comm a, add_assoc]
theorem add_right_comm (a b c : A) : a + b + c = a + c + b := by rw [add_assoc, add_comm b, add_assoc]
theorem add_add_add_comm (a b c d : A) : a + b + (c + d) = a + c + (b + d) := by rw [add_assoc, add_left_comm b, add_assoc]
instance : Std.Commutative (α := A) (· + ·) := ⟨add_comm⟩
end AddCommMonoid

section AddGroup
variable {A : Type u} [AddGroup A] {a b c : A}
@[simp] theorem neg_add_cancel (a : A) : -a + a = 0 := AddGroup.neg_add_cancel a
theorem neg_add_cancel_left (a b : A) : -a + (a + b) = b := by rw [← add_assoc, neg_add_cancel, zero_add]
@[simp] theorem add_neg_cancel (a : A) : a + -a = 0 := by
  have h : - -a + (-a + (a + -a)) = 0 := by rw [neg_add_cancel_left a, neg_add_cancel]
  rwa [neg_add_cancel_left] at h
theorem add_neg_cancel_left (a b : A) : a + (-a + b) = b := by rw [← add_assoc, add_neg_cancel, zero_add]
theorem add_neg_cancel_right (a b : A) : a + b + -b = a := by rw [add_assoc, add_neg_cancel, add_zero]
theorem neg_add_cancel_right (a b : A) : a + -b + b = a := by rw [add_assoc, neg_add_cancel, add_zero]
theorem add_left_cancel (h : a + b = a + c) : b = c := by rw [← neg_add_cancel_left a b, h, neg_add_cancel_left]
theorem add_right_cancel (h : a + b = c + b) : a = c := by rw [← add_neg_cancel_right a b, h, add_neg_cancel_right]
theorem add_left_cancel_iff : a + b = a + c ↔ b = c := ⟨add_left_cancel, fun h => h ▸ rfl⟩
theorem add_right_cancel_iff : b + a = c + a ↔ b = c := ⟨add_right_cancel, fun h => h ▸ rfl⟩
theorem neg_eq_of_add_eq_zero_right (h : a + b = 0) : -a = b := add_left_cancel (a := a) (by rw [add_neg_cancel, h])
theorem neg_eq_of_add_eq_zero_left (h : a + b = 0) : -b = a := add_right_cancel (b := b) (by rw [neg_add_cancel, h])
@[simp] theorem neg_neg (a : A) : - -a = a := neg_eq_of_add_eq_zero_right (neg_add_cancel a)
@[simp] theorem neg_zero : -(0 : A) = 0 := neg_eq_of_add_eq_zero_right (add_zero 0)
@[simp] theorem neg_add_rev (a b : A) : -(a + b) = -b + -a :=
  neg_eq_of_add_eq_zero_right (by rw [add_assoc, add_neg_cancel_left, add_neg_cancel])
theorem neg_injective {a b : A} (h : -a = -b) : a = b := by rw [← neg_neg a, h, neg_neg]
@[simp] theorem neg_inj : -a = -b ↔ a = b := ⟨neg_injective, fun h => h ▸ rfl⟩
@[simp] theorem neg_eq_zero : -a = 0 ↔ a = 0 := ⟨fun h => by rw [← neg_neg a, h, neg_zero], fun h => by rw [h, neg_zero]⟩
theorem neg_eq_iff_eq_neg : -a = b ↔ a = -b := ⟨fun h => by rw [← h, neg_neg], fun h => by rw [h, neg_neg]⟩
theorem add_eq_zero_iff_eq_neg : a + b = 0 ↔ a = -b := ⟨fun h => (neg_eq_of_add_eq_zero_left h).symm, fun h => by rw [h, neg_add_cancel]⟩
theorem add_eq_zero_iff_neg_eq : a + b = 0 ↔ -a = b := ⟨neg_eq_of_add_eq_zero_right, fun h => by rw [← h, add_neg_cancel]⟩
theorem sub_eq_add_neg (a b : A) : a - b = a + -b := AddGroup.sub_eq_add_neg a b
@[simp] theorem sub_self (a : A) : a - a = 0 := by rw [sub_eq_add_neg, add_neg_cancel]
@[simp] theorem sub_zero (a : A) : a - 0 = a := by rw [sub_eq_add_neg, neg_zero, add_zero]
@[simp] theorem zero_sub (a : A) : 0 - a = -a := by rw [sub_eq_add_neg, zero_add]
theorem sub_neg_eq_add (a b : A) : a - -b = a + b := by rw [sub_eq_add_neg, neg_neg]
theorem sub_eq_zero : a - b = 0 ↔ a = b := by rw [sub_eq_add_neg, add_eq_zero_iff_eq_neg, neg_neg]
@[simp] theorem sub_add_cancel (a b : A) : a - b + b = a := by rw [sub_eq_add_neg, neg_add_cancel_right]
@[simp] theorem add_sub_cancel_right (a b : A) : a + b - b = a := by rw [sub_eq_add_neg, add_neg_cancel_right]
@[simp] theorem neg_sub (a b : A) : -(a - b) = b - a := by rw [sub_eq_add_neg, neg_add_rev, neg_neg, ← sub_eq_add_neg]
theorem sub_eq_iff_eq_add : a - b = c ↔ a = c + b := ⟨fun h => by rw [← h, sub_add_cancel], fun h => by rw [h, add_sub_cancel_right]⟩
theorem eq_sub_iff_add_eq : a = b - c ↔ a + c = b := ⟨fun h => by rw [h, sub_add_cancel], fun h => by rw [← h, add_sub_cancel_right]⟩
theorem sub_add_sub_cancel (a b c : A) : a - b + (b - c) = a - c := by
  rw [sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, ← add_assoc, neg_add_cancel_right]
theorem add_sub_assoc (a b c : A) : a + b - c = a + (b - c) := by rw [sub_eq_add_neg, sub_eq_add_neg, add_assoc]
end AddGroup

section AddCommGroup
variable {A : Type u} [AddCommGroup A] {a b c : A}
theorem neg_add (a b : A) : -(a + b) = -a + -b := by rw [neg_add_rev, add_comm]
@[simp] theorem add_sub_cancel_left (a b : A) : a + b - a = b := by rw [add_comm, add_sub_cancel_right]
theorem sub_sub (a b c : A) : a - b - c = a - (b + c) := by
  rw [sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, neg_add, add_assoc]
theorem sub_right_comm (a b c : A) : a - b - c = a - c - b := by rw [sub_sub, sub_sub, add_comm b]
theorem sub_sub_self (a b : A) : a - (a - b) = b := by rw [sub_eq_add_neg, neg_sub, ← add_sub_assoc, add_sub_cancel_left]
theorem add_sub_add_comm (a b c d : A) : a + b - (c + d) = a - c + (b - d) := by
  rw [sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, neg_add, add_add_add_comm]
theorem sub_add_comm (a b c : A) : a - b + c = a + c - b := by rw [sub_eq_add_neg, sub_eq_add_neg, add_right_comm]
end AddCommGroup

/-! ### Rings -/

/-- `1 + 1 + … + 1`, with `n` summands. -/
def Nat.unaryCast {R : Type u} [Zero R] [One R] [Add R] : Nat → R
  | 0 => 0
  | n + 1 => Nat.unaryCast n + 1
/-- The integer `n` in a type with negatives. -/
def Int.castDef {R : Type u} [NatCast R] [Neg R] : Int → R
  | .ofNat n => NatCast.natCast n
  | .negSucc n => -NatCast.natCast (n + 1)

/-- Addition and multiplication without negatives. -/
class Semiring (R : Type u) extends AddCommMonoid R, Monoid R, NatCast R where
  natCast := Nat.unaryCast
  natCast_zero : NatCast.natCast (R := R) 0 = 0 := by intros; rfl
  natCast_succ : ∀ n : Nat, NatCast.natCast (R := R) (n + 1) = NatCast.natCast n + 1 := by intros; rfl
  left_distrib : ∀ a b c : R, a * (b + c) = a * b + a * c
  right_distrib : ∀ a b c : R, (a + b) * c = a * c + b * c
  zero_mul : ∀ a : R, 0 * a = 0
  mul_zero : ∀ a : R, a * 0 = 0
/-- A semiring in which factors may be swapped. -/
class CommSemiring (R : Type u) extends Semiring R, CommMonoid R
/-- Addition and multiplication with negatives. -/
class Ring (R : Type u) extends Semiring R, AddCommGroup R, IntCast R where
  intCast := Int.castDef
  intCast_ofNat : ∀ n : Nat, IntCast.intCast (R := R) (Int.ofNat n) = NatCast.natCast n := by intros; rfl
  intCast_negSucc : ∀ n : Nat, IntCast.intCast (R := R) (Int.negSucc n) = -NatCast.natCast (n + 1) := by intros; rfl
/-- A ring in which factors may be swapped. -/
class CommRing (R : Type u) extends Ring R, CommMonoid R

instance CommRing.toCommSemiring {R : Type u} [CommRing R] : CommSemiring R := { mul_comm := mul_comm }

section Semiring
variable {R : Type u} [Semiring R]
theorem left_distrib (a b c : R) : a * (b + c) = a * b + a * c := Semiring.left_distrib a b c
theorem right_distrib (a b c : R) : (a + b) * c = a * c + b * c := Semiring.right_distrib a b c
theorem mul_add (a b c : R) : a * (b + c) = a * b + a * c := left_distrib a b c
theorem add_mul (a b c : R) : (a + b) * c = a * c + b * c := right_distrib a b c
@[simp] theorem zero_mul (a : R) : 0 * a = 0 := Semiring.zero_mul a
@[simp] theorem mul_zero (a : R) : a * 0 = 0 := Semiring.mul_zero a
theorem one_add_one_mul (a : R) : (1 + 1) * a = a + a := by rw [add_mul, one_mul]
theorem add_mul_self_eq (a b : R) : (a + b) * (a + b) = a * a + a * b + (b * a + b * b) := by
  rw [add_mul, mul_add, mul_add]
theorem zero_pow_succ (n : Nat) : (0 : R) ^ (n + 1) = 0 := by rw [pow_succ, mul_zero]
theorem eq_zero_of_zero_eq_one (h : (0 : R) = 1) (a : R) : a = 0 := by rw [← one_mul a, ← h, zero_mul]
end Semiring

section Ring
variable {R : Type u} [Ring R] {a b c : R}
theorem neg_mul_eq_neg_mul (a b : R) : -(a * b) = -a * b :=
  neg_eq_of_add_eq_zero_right (by rw [← add_mul, add_neg_cancel, zero_mul])
theorem neg_mul_eq_mul_neg (a b : R) : -(a * b) = a * -b :=
  neg_eq_of_add_eq_zero_right (by rw [← mul_add, add_neg_cancel, mul_zero])
@[simp] theorem neg_mul (a b : R) : -a * b = -(a * b) := (neg_mul_eq_neg_mul a b).symm
@[simp] theorem mul_neg (a b : R) : a * -b = -(a * b) := (neg_mul_eq_mul_neg a b).symm
theorem neg_mul_neg (a b : R) : -a * -b = a * b := by rw [neg_mul, mul_neg, neg_neg]
theorem neg_one_mul (a : R) : -1 * a = -a := by rw [neg_mul, one_mul]
theorem mul_neg_one (a : R) : a * -1 = -a := by rw [mul_neg, mul_one]
theorem mul_sub (a b c : R) : a * (b - c) = a * b - a * c := by rw [sub_eq_add_neg, mul_add, mul_neg, ← sub_eq_add_neg]
theorem sub_mul (a b c : R) : (a - b) * c = a * c - b * c := by rw [sub_eq_add_neg, add_mul, neg_mul, ← sub_eq_add_neg]
theorem mul_sub_one (a b : R) : a * (b - 1) = a * b - a := by rw [mul_sub, mul_one]
theorem sub_one_mul (a b : R) : (a - 1) * b = a * b - b := by rw [sub_mul, one_mul]
/-- In a Boolean ring every element is its own negative. -/
theorem add_self_eq_zero_of_idempotent (h : ∀ a : R, a * a = a) (a : R) : a + a = 0 := by
  have e := h (a + a)
  rw [add_mul_self_eq, h] at e
  exact add_left_cancel (a := a + a) (e.trans (add_zero _).symm)
/-- Boolean rings are commutative. -/
theorem mul_comm_of_idempotent (h : ∀ a : R, a * a = a) (a b : R) : a * b = b * a := by
  have e := h (a + b)
  rw [add_mul_self_eq, h, h, add_assoc, ← add_assoc (a * b)] at e
  have e' := add_left_cancel e
  have e'' : a * b + b * a = 0 := add_right_cancel (b := b) (e'.trans (zero_add b).symm)
  exact (neg_eq_of_add_eq_zero_left e'').symm.trans (neg_eq_of_add_eq_zero_left (add_self_eq_zero_of_idempotent h (b * a)))
end Ring

section CommRing
variable {R : Type u} [CommRing R]
theorem mul_self_sub_mul_self (a b : R) : a * a - b * b = (a + b) * (a - b) := by
  rw [add_mul, mul_sub, mul_sub, mul_comm b a, sub_add_sub_cancel]
theorem sq_sub_sq (a b : R) : a ^ 2 - b ^ 2 = (a + b) * (a - b) := by rw [pow_two, pow_two, mul_self_sub_mul_self]
end CommRing

section CommSemiring
variable {R : Type u} [CommSemiring R]
theorem add_pow_two (a b : R) : (a + b) ^ 2 = a ^ 2 + (a * b + a * b) + b ^ 2 := by
  rw [pow_two, add_mul_self_eq, pow_two, pow_two, mul_comm b a, add_assoc, add_assoc, add_assoc]
end CommSemiring

/-! ### The numbers -/

instance Nat.instCommSemiring : CommSemiring Nat where
  add_assoc := Nat.add_assoc
  zero_add := Nat.zero_add
  add_zero := Nat.add_zero
  add_comm := Nat.add_comm
  mul_assoc := Nat.mul_assoc
  one_mul := Nat.one_mul
  mul_one := Nat.mul_one
  left_distrib := Nat.left_distrib
  right_distrib := Nat.right_distrib
  zero_mul := Nat.zero_mul
  mul_zero := Nat.mul_zero
  mul_comm := Nat.mul_comm
  npow n a := a ^ n
  natCast := id

instance Int.instCommRing : CommRing Int where
  add_assoc := Int.add_assoc
  zero_add := Int.zero_add
  add_zero := Int.add_zero
  add_comm := Int.add_comm
  neg_add_cancel := Int.add_left_neg
  sub_eq_add_neg _ _ := rfl
  mul_assoc := Int.mul_assoc
  one_mul := Int.one_mul
  mul_one := Int.mul_one
  left_distrib := Int.mul_add
  right_distrib := Int.add_mul
  zero_mul := Int.zero_mul
  mul_zero := Int.mul_zero
  mul_comm := Int.mul_comm
  npow n a := a ^ n
  natCast := Int.ofNat
  intCast := id
