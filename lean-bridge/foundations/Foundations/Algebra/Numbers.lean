prelude
import Foundations.Algebra.Ring
import Foundations.Logic.Types
/-!
# Numerals, integer powers, units, fields

The numbers in any ring (`2 * a`, `(n : R)`), multiples `n • a`, integer powers in a group, squares, divisibility,
units, domains, and fields. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v

/-! ### Numerals -/

/-- The number is at least two, and so a numeral of its own. -/
class Nat.AtLeastTwo (n : Nat) : Prop where
  prop : 2 ≤ n
instance Nat.instAtLeastTwo {n : Nat} : Nat.AtLeastTwo (n + 2) := ⟨Nat.succ_le_succ (Nat.succ_le_succ (Nat.zero_le n))⟩
/-- Numerals in any type with the natural numbers in it. -/
instance (priority := low) instOfNatAtLeastTwo {R : Type u} [NatCast R] {n : Nat} [Nat.AtLeastTwo n] : OfNat R n := ⟨Nat.cast n⟩

section Semiring
variable {R : Type u} [Semiring R]
@[simp, norm_cast] theorem Nat.cast_zero : ((0 : Nat) : R) = 0 := Semiring.natCast_zero
theorem Nat.cast_succ (n : Nat) : ((n + 1 : Nat) : R) = n + 1 := Semiring.natCast_succ n
@[simp, norm_cast] theorem Nat.cast_one : ((1 : Nat) : R) = 1 := by rw [← Nat.zero_add 1, Nat.cast_succ, Nat.cast_zero, zero_add]
@[simp, norm_cast] theorem Nat.cast_add (m n : Nat) : ((m + n : Nat) : R) = m + n := by
  induction n with
  | zero => rw [Nat.add_zero, Nat.cast_zero, add_zero]
  | succ n ih => rw [← Nat.add_assoc, Nat.cast_succ, ih, Nat.cast_succ, _root_.add_assoc]
@[simp, norm_cast] theorem Nat.cast_mul (m n : Nat) : ((m * n : Nat) : R) = m * n := by
  induction n with
  | zero => rw [Nat.mul_zero, Nat.cast_zero, mul_zero]
  | succ n ih => rw [Nat.mul_add_one, Nat.cast_add, ih, Nat.cast_succ, mul_add, mul_one]
@[simp, norm_cast] theorem Nat.cast_pow (m n : Nat) : ((m ^ n : Nat) : R) = (m : R) ^ n := by
  induction n with
  | zero => rw [Nat.pow_zero, Nat.cast_one, _root_.pow_zero]
  | succ n ih => rw [Nat.pow_succ, Nat.cast_mul, ih, _root_.pow_succ]
theorem one_add_one_eq_two : (1 : R) + 1 = 2 := by
  show (1 : R) + 1 = ((1 + 1 : Nat) : R)
  rw [Nat.cast_succ, Nat.cast_one]
theorem two_mul (a : R) : 2 * a = a + a := by rw [← one_add_one_eq_two, add_mul, one_mul]
theorem mul_two (a : R) : a * 2 = a + a := by rw [← one_add_one_eq_two, mul_add, mul_one]
theorem add_one_mul (a b : R) : (a + 1) * b = a * b + b := by rw [add_mul, one_mul]
theorem mul_add_one (a b : R) : a * (b + 1) = a * b + a := by rw [mul_add, mul_one]
theorem zero_pow {n : Nat} (hn : n ≠ 0) : (0 : R) ^ n = 0 := by
  cases n with
  | zero => exact absurd rfl hn
  | succ n => exact zero_pow_succ n
end Semiring

section CommSemiring
variable {R : Type u} [CommSemiring R]
theorem add_sq (a b : R) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by
  rw [add_pow_two, two_mul, add_mul]
end CommSemiring

section CommRing
variable {R : Type u} [CommRing R]
theorem sub_sq (a b : R) : (a - b) ^ 2 = a ^ 2 - 2 * a * b + b ^ 2 := by
  rw [sub_eq_add_neg, add_pow_two, mul_neg, two_mul, add_mul, sub_eq_add_neg (a ^ 2), neg_add, pow_two (-b), neg_mul_neg, pow_two b]
end CommRing

section Ring
variable {R : Type u} [Ring R]
@[simp] theorem neg_sq (a : R) : (-a) ^ 2 = a ^ 2 := by rw [pow_two, pow_two, neg_mul_neg]
@[simp, norm_cast] theorem Int.cast_natCast (n : Nat) : ((n : Int) : R) = n := Ring.intCast_ofNat n
@[simp, norm_cast] theorem Int.cast_zero : ((0 : Int) : R) = 0 := (Ring.intCast_ofNat 0).trans Nat.cast_zero
@[simp, norm_cast] theorem Int.cast_one : ((1 : Int) : R) = 1 := (Ring.intCast_ofNat 1).trans Nat.cast_one
end Ring

/-! ### Multiples and integer powers -/

/-- `n • a`: the sum of `n` times `a`. -/
def nsmulRec {A : Type u} [Zero A] [Add A] : Nat → A → A
  | 0, _ => 0
  | n + 1, a => nsmulRec n a + a
/-- `n • a` for an integer `n`. -/
def zsmulRec {A : Type u} [Zero A] [Add A] [Neg A] : Int → A → A
  | .ofNat n, a => nsmulRec n a
  | .negSucc n, a => -nsmulRec (n + 1) a
instance AddMonoid.toNatSMul {A : Type u} [AddMonoid A] : SMul Nat A := ⟨nsmulRec⟩
instance AddGroup.toIntSMul {A : Type u} [AddGroup A] : SMul Int A := ⟨zsmulRec⟩
section AddMonoid
variable {A : Type u} [AddMonoid A]
theorem zero_nsmul (a : A) : 0 • a = 0 := rfl
theorem succ_nsmul (a : A) (n : Nat) : (n + 1) • a = n • a + a := rfl
theorem one_nsmul (a : A) : 1 • a = a := zero_add a
theorem two_nsmul (a : A) : 2 • a = a + a := congrArg (· + a) (one_nsmul a)
theorem add_nsmul (a : A) (m n : Nat) : (m + n) • a = m • a + n • a := by
  induction n with
  | zero => exact (add_zero _).symm
  | succ n ih => rw [← Nat.add_assoc, succ_nsmul, ih, succ_nsmul, add_assoc]
theorem nsmul_zero (n : Nat) : n • (0 : A) = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [succ_nsmul, ih, add_zero]
end AddMonoid
theorem nsmul_eq_mul {R : Type u} [Semiring R] (n : Nat) (a : R) : n • a = n * a := by
  induction n with
  | zero => rw [Nat.cast_zero, zero_mul]; rfl
  | succ n ih => rw [succ_nsmul, ih, Nat.cast_succ, add_one_mul]

section Group
variable {G : Type u} [Group G]
/-- `a ^ n` for an integer `n`. -/
def zpowRec (a : G) : Int → G
  | .ofNat n => a ^ n
  | .negSucc n => (a ^ (n + 1))⁻¹
instance Group.instPowInt : Pow G Int := ⟨zpowRec⟩
@[simp, norm_cast] theorem zpow_natCast (a : G) (n : Nat) : a ^ (n : Int) = a ^ n := rfl
theorem zpow_negSucc (a : G) (n : Nat) : a ^ Int.negSucc n = (a ^ (n + 1))⁻¹ := rfl
@[simp] theorem zpow_zero (a : G) : a ^ (0 : Int) = 1 := pow_zero a
@[simp] theorem zpow_one (a : G) : a ^ (1 : Int) = a := pow_one a
@[simp] theorem one_zpow (n : Int) : (1 : G) ^ n = 1 := by
  cases n with
  | ofNat n => exact one_pow n
  | negSucc n => rw [zpow_negSucc, one_pow, inv_one]
theorem zpow_neg (a : G) (n : Int) : a ^ (-n) = (a ^ n)⁻¹ := by
  cases n with
  | ofNat n => cases n with
    | zero =>
      show a ^ (0 : Int) = (a ^ (0 : Int))⁻¹
      rw [zpow_zero, inv_one]
    | succ n => rfl
  | negSucc n => rw [zpow_negSucc, inv_inv]; rfl
theorem zpow_neg_one (a : G) : a ^ (-1 : Int) = a⁻¹ := by rw [zpow_neg, zpow_one]
theorem zpow_add_one (a : G) (n : Int) : a ^ (n + 1) = a ^ n * a := by
  cases n with
  | ofNat n => exact pow_succ a n
  | negSucc n => cases n with
    | zero =>
      show a ^ (0 : Int) = (a ^ 1)⁻¹ * a
      rw [pow_one, inv_mul_cancel, zpow_zero]
    | succ n =>
      show (a ^ (n + 1))⁻¹ = (a ^ (n + 2))⁻¹ * a
      rw [pow_succ' a (n + 1), mul_inv_rev, inv_mul_cancel_right]
theorem zpow_sub_one (a : G) (n : Int) : a ^ (n - 1) = a ^ n * a⁻¹ := by
  have h := zpow_add_one a (n - 1)
  rw [Int.sub_add_cancel] at h
  rw [h, mul_inv_cancel_right]
theorem zpow_add (a : G) (m n : Int) : a ^ (m + n) = a ^ m * a ^ n := by
  have nat : ∀ k : Nat, ∀ m : Int, a ^ (m + k) = a ^ m * a ^ (k : Int) := by
    intro k
    induction k with
    | zero => intro m; show a ^ (m + 0) = a ^ m * a ^ (0 : Int); rw [Int.add_zero, zpow_zero, mul_one]
    | succ k ih =>
      intro m
      rw [Int.natCast_succ, ← Int.add_assoc, zpow_add_one, ih, zpow_add_one, mul_assoc]
  cases n with
  | ofNat n => exact nat n m
  | negSucc n =>
    have h := nat (n + 1) (m + Int.negSucc n)
    have e : m + Int.negSucc n + ((n + 1 : Nat) : Int) = m := by
      rw [Int.add_assoc, show Int.negSucc n + ((n + 1 : Nat) : Int) = 0 from Int.add_left_neg ((n + 1 : Nat) : Int), Int.add_zero]
    rw [e] at h
    rw [h, zpow_negSucc, zpow_natCast, mul_inv_cancel_right]
theorem zpow_sub (a : G) (m n : Int) : a ^ (m - n) = a ^ m * (a ^ n)⁻¹ := by
  rw [Int.sub_eq_add_neg, zpow_add, zpow_neg]
end Group

/-! ### Divisibility -/

/-- `a ∣ b` in a semigroup: `b` is a multiple of `a`. -/
instance (priority := low) semigroupDvd {α : Type u} [Semigroup α] : Dvd α := ⟨fun a b => ∃ c, b = a * c⟩
section Dvd
variable {α : Type u} [CommSemiring α] {a b c d : α}
theorem dvd_mul_right (a b : α) : a ∣ a * b := ⟨b, rfl⟩
theorem dvd_mul_left (a b : α) : a ∣ b * a := ⟨b, mul_comm b a⟩
@[refl, simp] theorem dvd_refl (a : α) : a ∣ a := ⟨1, (mul_one a).symm⟩
theorem dvd_rfl : a ∣ a := dvd_refl a
theorem dvd_trans : a ∣ b → b ∣ c → a ∣ c
  | ⟨d, h⟩, ⟨e, h'⟩ => ⟨d * e, by rw [h', h, mul_assoc]⟩
theorem dvd_zero (a : α) : a ∣ 0 := ⟨0, (mul_zero a).symm⟩
theorem one_dvd (a : α) : 1 ∣ a := ⟨a, (one_mul a).symm⟩
theorem dvd_add : a ∣ b → a ∣ c → a ∣ b + c
  | ⟨d, h⟩, ⟨e, h'⟩ => ⟨d + e, by rw [h, h', mul_add]⟩
theorem dvd_mul_of_dvd_left (h : a ∣ b) (c : α) : a ∣ b * c := dvd_trans h (dvd_mul_right b c)
theorem dvd_mul_of_dvd_right (h : a ∣ b) (c : α) : a ∣ c * b := dvd_trans h (dvd_mul_left b c)
theorem mul_dvd_mul : a ∣ b → c ∣ d → a * c ∣ b * d
  | ⟨e, h⟩, ⟨f, h'⟩ => ⟨e * f, by rw [h, h', mul_mul_mul_comm]⟩
theorem pow_dvd_pow (a : α) {m n : Nat} (h : m ≤ n) : a ^ m ∣ a ^ n := by
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
  exact ⟨a ^ k, pow_add a m k⟩
theorem zero_dvd_iff : 0 ∣ a ↔ a = 0 := ⟨fun ⟨c, h⟩ => by rw [h, zero_mul], fun h => ⟨1, by rw [h, mul_one]⟩⟩
theorem Dvd.dvd.mul_right (h : a ∣ b) (c : α) : a ∣ b * c := dvd_mul_of_dvd_left h c
theorem Dvd.dvd.mul_left (h : a ∣ b) (c : α) : a ∣ c * b := dvd_mul_of_dvd_right h c
theorem Dvd.dvd.trans (h : a ∣ b) (h' : b ∣ c) : a ∣ c := dvd_trans h h'
end Dvd
theorem dvd_sub {α : Type u} [CommRing α] {a b c : α} : a ∣ b → a ∣ c → a ∣ b - c
  | ⟨d, h⟩, ⟨e, h'⟩ => ⟨d - e, by rw [h, h', mul_sub]⟩
theorem dvd_neg {α : Type u} [CommRing α] {a b : α} : a ∣ -b ↔ a ∣ b :=
  ⟨fun ⟨c, h⟩ => ⟨-c, by rw [mul_neg, ← h, neg_neg]⟩, fun ⟨c, h⟩ => ⟨-c, by rw [mul_neg, ← h]⟩⟩

/-! ### Units -/

/-- `Mˣ`: an element with an inverse, and the inverse. -/
structure Units (M : Type u) [Monoid M] where
  /-- The element. -/
  val : M
  /-- Its inverse. -/
  inv : M
  val_inv : val * inv = 1
  inv_val : inv * val = 1
@[inherit_doc] postfix:1024 "ˣ" => Units
namespace Units
variable {M : Type u} [Monoid M]
instance : CoeHead Mˣ M := ⟨val⟩
@[ext] theorem ext : ∀ {a b : Mˣ}, (a : M) = b → a = b
  | ⟨a, i, _, h⟩, ⟨b, j, h', _⟩, e => by
    cases (show a = b from e)
    cases left_inv_eq_right_inv h h'
    rfl
instance : Group Mˣ where
  mul a b := ⟨a.val * b.val, b.inv * a.inv,
    by rw [mul_assoc, ← mul_assoc b.val, b.val_inv, one_mul, a.val_inv], by rw [mul_assoc, ← mul_assoc a.inv, a.inv_val, one_mul, b.inv_val]⟩
  one := ⟨1, 1, one_mul 1, one_mul 1⟩
  inv a := ⟨a.inv, a.val, a.inv_val, a.val_inv⟩
  mul_assoc a b c := ext (mul_assoc a.val b.val c.val)
  one_mul a := ext (one_mul a.val)
  mul_one a := ext (mul_one a.val)
  inv_mul_cancel a := ext a.inv_val
end Units
/-- The element has an inverse. -/
def IsUnit {M : Type u} [Monoid M] (a : M) : Prop := ∃ u : Mˣ, (u : M) = a
theorem isUnit_one {M : Type u} [Monoid M] : IsUnit (1 : M) := ⟨1, rfl⟩
theorem IsUnit.mul {M : Type u} [Monoid M] {a b : M} : IsUnit a → IsUnit b → IsUnit (a * b)
  | ⟨x, h⟩, ⟨y, h'⟩ => ⟨x * y, by rw [← h, ← h']; rfl⟩
theorem isUnit_iff_exists {M : Type u} [Monoid M] {x : M} : IsUnit x ↔ ∃ b, x * b = 1 ∧ b * x = 1 :=
  ⟨fun ⟨u, h⟩ => ⟨u.inv, h ▸ u.val_inv, h ▸ u.inv_val⟩, fun ⟨b, h, h'⟩ => ⟨⟨x, b, h, h'⟩, rfl⟩⟩
/-- Its own square. -/
def IsIdempotentElem {M : Type u} [Mul M] (p : M) : Prop := p * p = p

/-! ### Domains and fields -/

/-- A product is zero only if a factor is. -/
class NoZeroDivisors (R : Type u) [Mul R] [Zero R] : Prop where
  eq_zero_or_eq_zero_of_mul_eq_zero : ∀ {a b : R}, a * b = 0 → a = 0 ∨ b = 0
/-- Not trivial, and without divisors of zero. -/
class IsDomain (R : Type u) [Semiring R] : Prop extends NoZeroDivisors R, Nontrivial R
section
variable {R : Type u} [Semiring R] [NoZeroDivisors R] {a b : R}
@[simp] theorem mul_eq_zero : a * b = 0 ↔ a = 0 ∨ b = 0 :=
  ⟨NoZeroDivisors.eq_zero_or_eq_zero_of_mul_eq_zero, fun h => h.elim (fun h => h ▸ zero_mul b) (fun h => h ▸ mul_zero a)⟩
theorem mul_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 := fun h => (mul_eq_zero.mp h).elim ha hb
theorem pow_ne_zero [Nontrivial R] (n : Nat) (ha : a ≠ 0) : a ^ n ≠ 0 := by
  induction n with
  | zero =>
    intro h
    obtain ⟨x, y, hxy⟩ := exists_pair_ne R
    have h1 : (0 : R) = 1 := h.symm.trans (pow_zero a)
    exact hxy ((eq_zero_of_zero_eq_one h1 x).trans (eq_zero_of_zero_eq_one h1 y).symm)
  | succ n ih => rw [pow_succ]; exact mul_ne_zero ih ha
end
instance : IsDomain Int where
  eq_zero_or_eq_zero_of_mul_eq_zero := Int.mul_eq_zero.mp
  exists_pair_ne := ⟨0, 1, by decide⟩
instance : IsDomain Nat where
  eq_zero_or_eq_zero_of_mul_eq_zero := Nat.mul_eq_zero.mp
  exists_pair_ne := ⟨0, 1, by decide⟩
section
variable {R : Type u} [Ring R] [NoZeroDivisors R] {a b c : R}
theorem mul_left_cancel₀ (ha : a ≠ 0) (h : a * b = a * c) : b = c := by
  have e : a * (b - c) = 0 := by rw [mul_sub, h, sub_self]
  exact sub_eq_zero.mp ((mul_eq_zero.mp e).resolve_left ha)
theorem mul_right_cancel₀ (hb : b ≠ 0) (h : a * b = c * b) : a = c := by
  have e : (a - c) * b = 0 := by rw [sub_mul, h, sub_self]
  exact sub_eq_zero.mp ((mul_eq_zero.mp e).resolve_right hb)
end

/-- A ring in which every element but zero has an inverse. -/
class DivisionRing (K : Type u) extends Ring K, DivInvMonoid K, Nontrivial K where
  mul_inv_cancel₀ : ∀ a : K, a ≠ 0 → a * a⁻¹ = 1
  inv_zero₀ : (0 : K)⁻¹ = 0
/-- A commutative ring in which every element but zero has an inverse. -/
class Field (K : Type u) extends CommRing K, DivisionRing K
section DivisionRing
variable {K : Type u} [DivisionRing K] {a b c : K}
@[simp] theorem mul_inv_cancel₀ (h : a ≠ 0) : a * a⁻¹ = 1 := DivisionRing.mul_inv_cancel₀ a h
@[simp] theorem inv_zero : (0 : K)⁻¹ = 0 := DivisionRing.inv_zero₀
theorem zero_ne_one : (0 : K) ≠ 1 := fun h => by
  obtain ⟨x, y, hxy⟩ := exists_pair_ne K
  exact hxy ((eq_zero_of_zero_eq_one h x).trans (eq_zero_of_zero_eq_one h y).symm)
theorem one_ne_zero : (1 : K) ≠ 0 := zero_ne_one.symm
theorem inv_ne_zero (h : a ≠ 0) : a⁻¹ ≠ 0 := fun e => by
  have := mul_inv_cancel₀ h
  rw [e, mul_zero] at this
  exact zero_ne_one this
@[simp] theorem inv_mul_cancel₀ (h : a ≠ 0) : a⁻¹ * a = 1 := by
  have e : a⁻¹ * a⁻¹⁻¹ = 1 := mul_inv_cancel₀ (inv_ne_zero h)
  rw [← left_inv_eq_right_inv (mul_inv_cancel₀ h) e] at e
  exact e
theorem div_mul_cancel₀ (a : K) (h : b ≠ 0) : a / b * b = a := by
  rw [div_eq_mul_inv, mul_assoc, inv_mul_cancel₀ h, mul_one]
theorem mul_div_cancel_right₀ (a : K) (h : b ≠ 0) : a * b / b = a := by
  rw [div_eq_mul_inv, mul_assoc, mul_inv_cancel₀ h, mul_one]
theorem div_self (h : a ≠ 0) : a / a = 1 := by rw [div_eq_mul_inv, mul_inv_cancel₀ h]
theorem eq_div_iff (h : c ≠ 0) : a = b / c ↔ a * c = b :=
  ⟨fun e => by rw [e, div_mul_cancel₀ b h], fun e => by rw [← e, mul_div_cancel_right₀ a h]⟩
theorem div_eq_iff (h : b ≠ 0) : a / b = c ↔ a = c * b := by rw [eq_comm, eq_div_iff h, eq_comm]
theorem add_div (a b c : K) : (a + b) / c = a / c + b / c := by rw [div_eq_mul_inv, add_mul, ← div_eq_mul_inv, ← div_eq_mul_inv]
instance (priority := low) DivisionRing.instIsDomain : IsDomain K where
  eq_zero_or_eq_zero_of_mul_eq_zero := by
    intro a b h
    by_cases ha : a = 0
    · exact Or.inl ha
    · refine Or.inr ?_
      rw [← one_mul b, ← inv_mul_cancel₀ ha, mul_assoc, h, mul_zero]
  exists_pair_ne := exists_pair_ne K
end DivisionRing
