prelude
import Foundations.Nat.Order
/-!
# Monoids and groups

Multiplicative structures from semigroups to commutative groups, and their additive counterparts, with
the elementary laws and powers. Names as in Mathlib. `import Foundations.Algebra.Group`.
-/

universe u

/-! ### Multiplicative structures -/

/-- A multiplication that associates. -/
class Semigroup (G : Type u) extends Mul G where
  mul_assoc : ∀ a b c : G, a * b * c = a * (b * c)
/-- A semigroup in which factors may be swapped. -/
class CommSemigroup (G : Type u) extends Semigroup G where
  mul_comm : ∀ a b : G, a * b = b * a
/-- The product of `n` times `a`. -/
def npowRec {M : Type u} [One M] [Mul M] : Nat → M → M
  | 0, _ => 1
  | n + 1, a => npowRec n a * a
/-- A semigroup with a neutral element. -/
class Monoid (M : Type u) extends Semigroup M, One M where
  one_mul : ∀ a : M, 1 * a = a
  mul_one : ∀ a : M, a * 1 = a
  /-- `a` multiplied with itself `n` times; a type that has powers already puts them here. -/
  npow : Nat → M → M := npowRec
  npow_zero : ∀ a : M, npow 0 a = 1 := by intros; rfl
  npow_succ : ∀ (n : Nat) (a : M), npow (n + 1) a = npow n a * a := by intros; rfl
/-- A monoid in which factors may be swapped. -/
class CommMonoid (M : Type u) extends Monoid M, CommSemigroup M
/-- A monoid with an operation `a⁻¹`, and `a / b = a * b⁻¹`. -/
class DivInvMonoid (G : Type u) extends Monoid G, Inv G, Div G where
  div := fun a b => a * b⁻¹
  div_eq_mul_inv : ∀ a b : G, a / b = a * b⁻¹ := by intros; rfl
/-- A monoid in which every element has an inverse. -/
class Group (G : Type u) extends DivInvMonoid G where
  inv_mul_cancel : ∀ a : G, a⁻¹ * a = 1
/-- A group in which factors may be swapped. -/
class CommGroup (G : Type u) extends Group G, CommMonoid G

section Semigroup
variable {G : Type u} [Semigroup G]
theorem mul_assoc (a b c : G) : a * b * c = a * (b * c) := Semigroup.mul_assoc a b c
end Semigroup

section CommSemigroup
variable {G : Type u} [CommSemigroup G]
theorem mul_comm (a b : G) : a * b = b * a := CommSemigroup.mul_comm a b
theorem mul_left_comm (a b c : G) : a * (b * c) = b * (a * c) := by rw [← mul_assoc, mul_comm a, mul_assoc]
theorem mul_right_comm (a b c : G) : a * b * c = a * c * b := by rw [mul_assoc, mul_comm b, mul_assoc]
theorem mul_mul_mul_comm (a b c d : G) : a * b * (c * d) = a * c * (b * d) := by
  rw [mul_assoc, mul_left_comm b, mul_assoc]
theorem mul_rotate (a b c : G) : a * b * c = b * c * a := by rw [mul_assoc, mul_comm]
instance : Std.Commutative (α := G) (· * ·) := ⟨mul_comm⟩
end CommSemigroup

instance {G : Type u} [Semigroup G] : Std.Associative (α := G) (· * ·) := ⟨mul_assoc⟩

section Monoid
variable {M : Type u} [Monoid M] {a b c : M}
@[simp] theorem one_mul (a : M) : 1 * a = a := Monoid.one_mul a
@[simp] theorem mul_one (a : M) : a * 1 = a := Monoid.mul_one a
theorem left_inv_eq_right_inv (hba : b * a = 1) (hac : a * c = 1) : b = c := by
  rw [← one_mul c, ← hba, mul_assoc, hac, mul_one]
theorem one_eq_of_forall_mul {e : M} (h : ∀ a : M, e * a = a) : e = 1 := (mul_one e).symm.trans (h 1)

instance (priority := low) Monoid.Pow : Pow M Nat := ⟨fun a n => Monoid.npow n a⟩

@[simp] theorem pow_zero (a : M) : a ^ 0 = 1 := Monoid.npow_zero a
theorem pow_succ (a : M) (n : Nat) : a ^ (n + 1) = a ^ n * a := Monoid.npow_succ n a
@[simp] theorem pow_one (a : M) : a ^ 1 = a := by rw [← Nat.zero_add 1, pow_succ, pow_zero, one_mul]
theorem sq (a : M) : a ^ 2 = a * a := by rw [pow_succ, pow_one]
theorem pow_two (a : M) : a ^ 2 = a * a := by rw [pow_succ, pow_one]
theorem pow_succ' (a : M) (n : Nat) : a ^ (n + 1) = a * a ^ n := by
  induction n with
  | zero => rw [pow_one, pow_zero, mul_one]
  | succ n ih => rw [pow_succ, ih, mul_assoc, ← pow_succ, ← ih]
@[simp] theorem one_pow (n : Nat) : (1 : M) ^ n = 1 := by
  induction n with
  | zero => exact pow_zero 1
  | succ n ih => rw [pow_succ, ih, mul_one]
theorem pow_add (a : M) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [Nat.add_zero, pow_zero, mul_one]
  | succ n ih => rw [← Nat.add_assoc, pow_succ, ih, mul_assoc, ← pow_succ]
theorem pow_mul (a : M) (m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rw [Nat.mul_zero, pow_zero, pow_zero]
  | succ n ih => rw [Nat.mul_add_one, pow_add, ih, pow_succ (a ^ m)]
theorem pow_mul' (a : M) (m n : Nat) : a ^ (m * n) = (a ^ n) ^ m := by rw [Nat.mul_comm, pow_mul]
theorem pow_mul_comm (a : M) (m n : Nat) : a ^ m * a ^ n = a ^ n * a ^ m := by rw [← pow_add, ← pow_add, Nat.add_comm]
theorem pow_mul_comm' (a : M) (n : Nat) : a ^ n * a = a * a ^ n := by rw [← pow_succ, pow_succ']

/-- `a` and `b` may be swapped. -/
def Commute {S : Type u} [Mul S] (a b : S) : Prop := a * b = b * a
theorem Commute.refl (a : M) : Commute a a := rfl
theorem Commute.symm (h : Commute a b) : Commute b a := Eq.symm h
theorem Commute.eq (h : Commute a b) : a * b = b * a := h
theorem Commute.one_right (a : M) : Commute a 1 := (mul_one a).trans (one_mul a).symm
theorem Commute.one_left (a : M) : Commute 1 a := (Commute.one_right a).symm
theorem Commute.mul_right (hab : Commute a b) (hac : Commute a c) : Commute a (b * c) := by
  unfold Commute; rw [← mul_assoc, hab.eq, mul_assoc, hac.eq, mul_assoc]
theorem Commute.mul_left (hac : Commute a c) (hbc : Commute b c) : Commute (a * b) c := (hac.symm.mul_right hbc.symm).symm
theorem Commute.pow_right (h : Commute a b) (n : Nat) : Commute a (b ^ n) := by
  induction n with
  | zero => rw [pow_zero]; exact Commute.one_right a
  | succ n ih => rw [pow_succ]; exact ih.mul_right h
theorem Commute.pow_left (h : Commute a b) (n : Nat) : Commute (a ^ n) b := (h.symm.pow_right n).symm
theorem Commute.mul_pow (h : Commute a b) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rw [pow_zero, pow_zero, pow_zero, mul_one]
  | succ n ih =>
    rw [pow_succ, ih, pow_succ a, pow_succ b, mul_assoc, mul_assoc, ← mul_assoc (b ^ n), ← mul_assoc a,
      (h.pow_right n).symm.eq, mul_assoc]
end Monoid

section CommMonoid
variable {M : Type u} [CommMonoid M]
theorem mul_pow (a b : M) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := Commute.mul_pow (mul_comm a b) n
end CommMonoid

theorem div_eq_mul_inv {G : Type u} [DivInvMonoid G] (a b : G) : a / b = a * b⁻¹ := DivInvMonoid.div_eq_mul_inv a b

section Group
variable {G : Type u} [Group G] {a b c : G}
@[simp] theorem inv_mul_cancel (a : G) : a⁻¹ * a = 1 := Group.inv_mul_cancel a
theorem inv_mul_cancel_left (a b : G) : a⁻¹ * (a * b) = b := by rw [← mul_assoc, inv_mul_cancel, one_mul]
@[simp] theorem mul_inv_cancel (a : G) : a * a⁻¹ = 1 := by
  have h : a⁻¹⁻¹ * (a⁻¹ * (a * a⁻¹)) = 1 := by rw [inv_mul_cancel_left a, inv_mul_cancel]
  rwa [inv_mul_cancel_left] at h
theorem mul_inv_cancel_left (a b : G) : a * (a⁻¹ * b) = b := by rw [← mul_assoc, mul_inv_cancel, one_mul]
theorem mul_inv_cancel_right (a b : G) : a * b * b⁻¹ = a := by rw [mul_assoc, mul_inv_cancel, mul_one]
theorem inv_mul_cancel_right (a b : G) : a * b⁻¹ * b = a := by rw [mul_assoc, inv_mul_cancel, mul_one]
theorem mul_left_cancel (h : a * b = a * c) : b = c := by
  rw [← inv_mul_cancel_left a b, h, inv_mul_cancel_left]
theorem mul_right_cancel (h : a * b = c * b) : a = c := by
  rw [← mul_inv_cancel_right a b, h, mul_inv_cancel_right]
theorem mul_left_cancel_iff : a * b = a * c ↔ b = c := ⟨mul_left_cancel, fun h => h ▸ rfl⟩
theorem mul_right_cancel_iff : b * a = c * a ↔ b = c := ⟨mul_right_cancel, fun h => h ▸ rfl⟩
theorem mul_left_injective_elt (a : G) {x y : G} (h : x * a = y * a) : x = y := mul_right_cancel h
theorem mul_eq_one_iff_inv_eq : a * b = 1 ↔ a⁻¹ = b :=
  ⟨fun h => mul_left_cancel (a := a) (by rw [mul_inv_cancel, h]), fun h => by rw [← h, mul_inv_cancel]⟩
theorem inv_eq_of_mul_eq_one_right (h : a * b = 1) : a⁻¹ = b := mul_eq_one_iff_inv_eq.mp h
theorem inv_eq_of_mul_eq_one_left (h : a * b = 1) : b⁻¹ = a :=
  mul_right_cancel (b := b) (by rw [inv_mul_cancel, h])
theorem eq_inv_of_mul_eq_one_left (h : a * b = 1) : a = b⁻¹ := (inv_eq_of_mul_eq_one_left h).symm
theorem eq_inv_of_mul_eq_one_right (h : a * b = 1) : b = a⁻¹ := (inv_eq_of_mul_eq_one_right h).symm
@[simp] theorem inv_inv (a : G) : a⁻¹⁻¹ = a := inv_eq_of_mul_eq_one_right (inv_mul_cancel a)
@[simp] theorem inv_one : (1 : G)⁻¹ = 1 := inv_eq_of_mul_eq_one_right (mul_one 1)
@[simp] theorem mul_inv_rev (a b : G) : (a * b)⁻¹ = b⁻¹ * a⁻¹ :=
  inv_eq_of_mul_eq_one_right (by rw [mul_assoc, mul_inv_cancel_left, mul_inv_cancel])
theorem inv_injective {a b : G} (h : a⁻¹ = b⁻¹) : a = b := by rw [← inv_inv a, h, inv_inv]
@[simp] theorem inv_inj : a⁻¹ = b⁻¹ ↔ a = b := ⟨inv_injective, fun h => h ▸ rfl⟩
theorem inv_eq_iff_eq_inv : a⁻¹ = b ↔ a = b⁻¹ := ⟨fun h => by rw [← h, inv_inv], fun h => by rw [h, inv_inv]⟩
@[simp] theorem inv_eq_one : a⁻¹ = 1 ↔ a = 1 := by rw [inv_eq_iff_eq_inv, inv_one]
theorem mul_eq_one_iff_eq_inv : a * b = 1 ↔ a = b⁻¹ := ⟨eq_inv_of_mul_eq_one_left, fun h => by rw [h, inv_mul_cancel]⟩
theorem eq_mul_inv_iff_mul_eq : a = b * c⁻¹ ↔ a * c = b :=
  ⟨fun h => by rw [h, inv_mul_cancel_right], fun h => by rw [← h, mul_inv_cancel_right]⟩
theorem eq_inv_mul_iff_mul_eq : a = b⁻¹ * c ↔ b * a = c :=
  ⟨fun h => by rw [h, mul_inv_cancel_left], fun h => by rw [← h, inv_mul_cancel_left]⟩
theorem mul_inv_eq_iff_eq_mul : a * b⁻¹ = c ↔ a = c * b := ⟨fun h => by rw [← h, inv_mul_cancel_right], fun h => by rw [h, mul_inv_cancel_right]⟩
theorem inv_mul_eq_iff_eq_mul : a⁻¹ * b = c ↔ b = a * c := ⟨fun h => by rw [← h, mul_inv_cancel_left], fun h => by rw [h, inv_mul_cancel_left]⟩
theorem mul_inv_eq_one : a * b⁻¹ = 1 ↔ a = b := by rw [mul_inv_eq_iff_eq_mul, one_mul]
theorem inv_mul_eq_one : a⁻¹ * b = 1 ↔ a = b := by rw [inv_mul_eq_iff_eq_mul, mul_one, eq_comm]
theorem mul_eq_left {a b : G} : a * b = a ↔ b = 1 := ⟨fun h => mul_left_cancel (h.trans (mul_one a).symm), fun h => by rw [h, mul_one]⟩
theorem mul_eq_right {a b : G} : a * b = b ↔ a = 1 := ⟨fun h => mul_right_cancel (h.trans (one_mul b).symm), fun h => by rw [h, one_mul]⟩
theorem mul_self_eq_one_iff_inv_eq : a * a = 1 ↔ a⁻¹ = a := mul_eq_one_iff_inv_eq
@[simp] theorem div_self' (a : G) : a / a = 1 := by rw [div_eq_mul_inv, mul_inv_cancel]
@[simp] theorem div_one (a : G) : a / 1 = a := by rw [div_eq_mul_inv, inv_one, mul_one]
theorem one_div (a : G) : 1 / a = a⁻¹ := by rw [div_eq_mul_inv, one_mul]
theorem div_eq_one : a / b = 1 ↔ a = b := by rw [div_eq_mul_inv, mul_inv_eq_one]
theorem div_mul_cancel (a b : G) : a / b * b = a := by rw [div_eq_mul_inv, inv_mul_cancel_right]
theorem mul_div_cancel_right (a b : G) : a * b / b = a := by rw [div_eq_mul_inv, mul_inv_cancel_right]
theorem inv_pow (a : G) (n : Nat) : a⁻¹ ^ n = (a ^ n)⁻¹ := by
  induction n with
  | zero => rw [pow_zero, pow_zero, inv_one]
  | succ n ih => rw [pow_succ', ih, ← mul_inv_rev, ← pow_succ]
theorem conj_mul (a b c : G) : a * b * a⁻¹ * (a * c * a⁻¹) = a * (b * c) * a⁻¹ := by
  rw [mul_assoc, mul_assoc a c, inv_mul_cancel_left, ← mul_assoc, ← mul_assoc]
theorem conj_pow (a b : G) (n : Nat) : (a * b * a⁻¹) ^ n = a * b ^ n * a⁻¹ := by
  induction n with
  | zero => rw [pow_zero, pow_zero, mul_one, mul_inv_cancel]
  | succ n ih => rw [pow_succ, ih, conj_mul, ← pow_succ]
theorem Commute.inv_right (h : Commute a b) : Commute a b⁻¹ :=
  mul_left_cancel (a := b) (by rw [← mul_assoc, ← h.eq, mul_inv_cancel_right, mul_inv_cancel_left])
theorem Commute.inv_left (h : Commute a b) : Commute a⁻¹ b := h.symm.inv_right.symm
theorem Commute.inv_inv (h : Commute a b) : Commute a⁻¹ b⁻¹ := h.inv_left.inv_right
/-- If every square is one, factors may be swapped. -/
theorem mul_comm_of_mul_self_eq_one (h : ∀ a : G, a * a = 1) (a b : G) : a * b = b * a := by
  have e : a * b = (a * b)⁻¹ := eq_inv_of_mul_eq_one_left (h (a * b))
  rw [e, mul_inv_rev, mul_eq_one_iff_inv_eq.mp (h a), mul_eq_one_iff_inv_eq.mp (h b)]
theorem exists_mul_eq (a b : G) : ∃ x : G, a * x = b := ⟨a⁻¹ * b, mul_inv_cancel_left a b⟩
end Group

section CommGroup
variable {G : Type u} [CommGroup G]
theorem mul_inv (a b : G) : (a * b)⁻¹ = a⁻¹ * b⁻¹ := by rw [mul_inv_rev, mul_comm]
theorem div_mul_div_comm (a b c d : G) : a / b * (c / d) = a * c / (b * d) := by
  rw [div_eq_mul_inv, div_eq_mul_inv, div_eq_mul_inv, mul_inv, mul_mul_mul_comm]
end CommGroup
