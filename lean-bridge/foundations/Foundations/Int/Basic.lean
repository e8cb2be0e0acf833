prelude
import Foundations.Tactic.AC
/-!
# Integers: definitions and ring laws

An integer is a natural number or the negative of a positive one. Every integer is a difference
`subNatNat m n` of natural numbers, and two differences are equal if the cross sums are; so the laws of a
commutative ring follow from those of the natural numbers.
-/

set_option genCtorIdx false in
/-- The integers. -/
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int

attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc

/-- A number in `R` for every integer. -/
class IntCast (R : Type u) where
  protected intCast : Int → R

/-- `↑i` for an integer. -/
@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] : Int → R := IntCast.intCast

instance {R : Type u} [IntCast R] : CoeTail Int R := ⟨Int.cast⟩
instance {R : Type u} [IntCast R] : CoeHTCT Int R := ⟨Int.cast⟩

instance instNatCastInt : NatCast Int := ⟨Int.ofNat⟩
instance instIntCastInt : IntCast Int := ⟨id⟩
instance instOfNat {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩

namespace Int

/-- `-[n+1]` is `-(n + 1)`. -/
scoped notation "-[" n "+1]" => negSucc n

instance : Inhabited Int := ⟨ofNat 0⟩

/-- The place of the constructor that made `a`. -/
noncomputable def ctorIdx (a : Int) : Nat := a.rec (fun _ => 0) (fun _ => 1)

/-- `-n` for a natural number. -/
def negOfNat : Nat → Int
  | 0 => 0
  | n + 1 => negSucc n

/-- `-n`. -/
@[extern "lean_int_neg"]
protected def neg : (@& Int) → Int
  | ofNat n => negOfNat n
  | negSucc n => ofNat (n + 1)

@[default_instance mid] instance instNegInt : Neg Int := ⟨Int.neg⟩

/-- `m - n` for natural numbers. -/
def subNatNat (m n : Nat) : Int :=
  match n - m with
  | 0 => ofNat (m - n)
  | k + 1 => negSucc k

/-- `m + n`. -/
@[extern "lean_int_add"]
protected def add : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (n + 1)
  | negSucc m, ofNat n => subNatNat n (m + 1)
  | negSucc m, negSucc n => negSucc (m + n + 1)

instance : Add Int := ⟨Int.add⟩

/-- `m * n`. -/
@[extern "lean_int_mul"]
protected def mul : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * (n + 1))
  | negSucc m, ofNat n => negOfNat ((m + 1) * n)
  | negSucc m, negSucc n => ofNat ((m + 1) * (n + 1))

instance : Mul Int := ⟨Int.mul⟩

/-- `m - n`. -/
@[extern "lean_int_sub"]
protected def sub (m n : @& Int) : Int := m + -n

instance : Sub Int := ⟨Int.sub⟩

/-- The integer is not negative. -/
inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)

/-- `a ≤ b`. -/
protected def le (a b : Int) : Prop := NonNeg (b - a)

instance instLEInt : LE Int := ⟨Int.le⟩

/-- `a < b`. -/
protected def lt (a b : Int) : Prop := a + 1 ≤ b

instance instLTInt : LT Int := ⟨Int.lt⟩

/-- Decides `a = b`. -/
@[extern "lean_int_dec_eq"]
protected def decEq (a b : @& Int) : Decidable (a = b) :=
  match a, b with
  | ofNat a, ofNat b => match decEq a b with
    | isTrue h => isTrue (congrArg ofNat h)
    | isFalse h => isFalse fun h' => by injection h' with h'; exact h h'
  | ofNat _, negSucc _ => isFalse fun h => nomatch h
  | negSucc _, ofNat _ => isFalse fun h => nomatch h
  | negSucc a, negSucc b => match decEq a b with
    | isTrue h => isTrue (congrArg negSucc h)
    | isFalse h => isFalse fun h' => by injection h' with h'; exact h h'

instance instDecidableEq : DecidableEq Int := Int.decEq

/-- Decides whether an integer is not negative. -/
@[extern "lean_int_dec_nonneg"]
def decNonneg (m : @& Int) : Decidable (NonNeg m) :=
  match m with
  | ofNat m => isTrue (NonNeg.mk m)
  | negSucc _ => isFalse fun h => nomatch h

/-- Decides `a ≤ b`. -/
@[extern "lean_int_dec_le"]
instance decLe (a b : @& Int) : Decidable (a ≤ b) := decNonneg _

/-- Decides `a < b`. -/
@[extern "lean_int_dec_lt"]
instance decLt (a b : @& Int) : Decidable (a < b) := decNonneg _

/-- The absolute value, as a natural number. -/
@[extern "lean_nat_abs"]
def natAbs (m : @& Int) : Nat :=
  match m with
  | ofNat m => m
  | negSucc m => m + 1

/-- `-1`, `0` or `1`, like the number. -/
def sign : Int → Int
  | ofNat (_ + 1) => 1
  | ofNat 0 => 0
  | negSucc _ => -1

/-- The natural number, and `0` for negative ones. -/
def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0

/-- The natural number, if it is one. -/
def toNat? : Int → Option Nat
  | ofNat n => some n
  | negSucc _ => none

/-- `m ^ n`. -/
protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | n + 1 => Int.pow m n * m

instance instNatPow : NatPow Int := ⟨Int.pow⟩

/-- `a ∣ b`. -/
instance : Dvd Int := ⟨fun a b => ∃ c, b = a * c⟩

/-- Division that rounds so that the remainder is not negative; `x / 0 = 0`. -/
@[extern "lean_int_ediv"]
def ediv : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / (n + 1))
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (n + 1) => negSucc (m / (n + 1))
  | negSucc m, negSucc n => ofNat ((m / (n + 1)) + 1)

/-- The remainder, which is never negative; `x % 0 = x`. -/
@[extern "lean_int_emod"]
def emod : (@& Int) → (@& Int) → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) ((m % natAbs n) + 1)

instance instDivInt : Div Int := ⟨Int.ediv⟩
instance instModInt : Mod Int := ⟨Int.emod⟩

/-- Division that rounds towards zero. -/
@[extern "lean_int_div"]
def tdiv : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / (n + 1))
  | negSucc m, ofNat n => -ofNat ((m + 1) / n)
  | negSucc m, negSucc n => ofNat ((m + 1) / (n + 1))

/-- The remainder of `tdiv`. -/
@[extern "lean_int_mod"]
def tmod : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m % n)
  | ofNat m, negSucc n => ofNat (m % (n + 1))
  | negSucc m, ofNat n => -ofNat ((m + 1) % n)
  | negSucc m, negSucc n => -ofNat ((m + 1) % (n + 1))

/-- The remainder between `-m/2` and `m/2`. -/
def bmod (x : Int) (m : Nat) : Int :=
  let r := x % m
  if r < (m + 1) / 2 then r else r - m

/-- The greatest common divisor. -/
def gcd (m n : Int) : Nat := m.natAbs.gcd n.natAbs

instance : Min Int := minOfLe
instance : Max Int := maxOfLe

variable {a b c d : Int}

/-! ### Differences of natural numbers -/

theorem ofNat_eq_natCast (n : Nat) : Int.ofNat n = (n : Int) := rfl
theorem ofNat_eq_coe {n : Nat} : ofNat n = (n : Int) := rfl
@[simp, norm_cast] theorem natCast_ofNat {n : Nat} : ((OfNat.ofNat n : Nat) : Int) = OfNat.ofNat n := rfl
@[norm_cast] theorem natCast_zero : ((0 : Nat) : Int) = 0 := rfl
@[norm_cast] theorem natCast_one : ((1 : Nat) : Int) = 1 := rfl
theorem ofNat_zero : ((0 : Nat) : Int) = 0 := rfl
theorem ofNat_one : ((1 : Nat) : Int) = 1 := rfl
@[simp, norm_cast] theorem natCast_add (m n : Nat) : ((m + n : Nat) : Int) = m + n := rfl
@[simp, norm_cast] theorem natCast_mul (m n : Nat) : ((m * n : Nat) : Int) = m * n := rfl
@[norm_cast] theorem natCast_succ (n : Nat) : (Nat.succ n : Int) = n + 1 := rfl
theorem ofNat_add (m n : Nat) : ((m + n : Nat) : Int) = m + n := rfl
theorem ofNat_mul (m n : Nat) : ((m * n : Nat) : Int) = m * n := rfl
theorem ofNat_succ (n : Nat) : (Nat.succ n : Int) = n + 1 := rfl
@[simp, norm_cast] theorem natCast_inj {m n : Nat} : (m : Int) = n ↔ m = n := ⟨fun h => by injection h, fun h => h ▸ rfl⟩
theorem ofNat_inj {m n : Nat} : (m : Int) = n ↔ m = n := natCast_inj
theorem ofNat.inj' {m n : Nat} (h : (m : Int) = n) : m = n := natCast_inj.mp h
theorem natCast_eq_zero {n : Nat} : (n : Int) = 0 ↔ n = 0 := natCast_inj
theorem ofNat_eq_zero {n : Nat} : (n : Int) = 0 ↔ n = 0 := natCast_inj
theorem natCast_ne_zero {n : Nat} : (n : Int) ≠ 0 ↔ n ≠ 0 := not_congr natCast_inj

theorem neg_ofNat_zero : -((0 : Nat) : Int) = 0 := rfl
theorem neg_ofNat_succ (n : Nat) : -(Nat.succ n : Int) = negSucc n := rfl
theorem neg_negSucc (n : Nat) : -(negSucc n) = Nat.succ n := rfl
theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
theorem negSucc_coe (n : Nat) : negSucc n = -(↑(n + 1) : Int) := rfl
theorem negOfNat_eq {n : Nat} : negOfNat n = -(n : Int) := by cases n <;> rfl

theorem subNatNat_of_le {m n : Nat} (h : n ≤ m) : subNatNat m n = ((m - n : Nat) : Int) := by
  unfold subNatNat; rw [Nat.sub_eq_zero_of_le h]; rfl
theorem subNatNat_of_sub_eq_succ {m n k : Nat} (h : n - m = k + 1) : subNatNat m n = negSucc k := by
  unfold subNatNat; rw [h]

theorem subNatNat_zero_right (m : Nat) : subNatNat m 0 = (m : Int) := by unfold subNatNat; rw [Nat.zero_sub]; rfl

/-- Every integer is a difference of natural numbers. -/
theorem exists_subNatNat (a : Int) : ∃ m n : Nat, a = subNatNat m n := by
  cases a with
  | ofNat n => exact ⟨n, 0, (subNatNat_zero_right n).symm⟩
  | negSucc n => exact ⟨0, n + 1, rfl⟩

theorem subNatNat_add_right' (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  unfold subNatNat; rw [Nat.add_sub_add_right, Nat.add_sub_add_right]

theorem subNatNat_congr {m n m' n' : Nat} (h : m + n' = m' + n) : subNatNat m n = subNatNat m' n' := by
  rw [← subNatNat_add_right' m n n', h, Nat.add_comm n n', subNatNat_add_right']

theorem subNatNat_zero_succ (n : Nat) : subNatNat 0 (n + 1) = negSucc n := rfl

theorem subNatNat_cases (m n : Nat) : (∃ k, m = n + k ∧ subNatNat m n = ofNat k) ∨ ∃ k, n = m + k + 1 ∧ subNatNat m n = negSucc k := by
  cases Nat.lt_or_ge m n with
  | inl h =>
    obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_lt h
    refine Or.inr ⟨k, hk, subNatNat_of_sub_eq_succ ?_⟩
    rw [hk, Nat.add_assoc, Nat.add_sub_cancel_left]
  | inr h =>
    obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h
    refine Or.inl ⟨k, hk, ?_⟩
    rw [subNatNat_of_le h, hk, Nat.add_sub_cancel_left]; rfl

theorem neg_subNatNat (m n : Nat) : -subNatNat m n = subNatNat n m := by
  rcases subNatNat_cases m n with ⟨k, rfl, h⟩ | ⟨k, rfl, h⟩
  · rw [h]
    cases k with
    | zero => rw [Nat.add_zero, subNatNat_of_le (Nat.le_refl n), Nat.sub_self]; rfl
    | succ k => exact subNatNat_congr (m := 0) (n := k + 1) (by rw [Nat.zero_add])
  · rw [h, show -(negSucc k) = subNatNat (k + 1) 0 from (subNatNat_zero_right (k + 1)).symm]
    exact subNatNat_congr (by rw [Nat.add_zero, Nat.add_comm (k + 1)]; rfl)

theorem subNatNat_add_subNatNat (a b c d : Nat) : subNatNat a b + subNatNat c d = subNatNat (a + c) (b + d) := by
  rcases subNatNat_cases a b with ⟨k, rfl, h⟩ | ⟨k, rfl, h⟩ <;> rcases subNatNat_cases c d with ⟨l, rfl, h'⟩ | ⟨l, rfl, h'⟩ <;>
    rw [h, h']
  · rw [show ofNat k + ofNat l = subNatNat (k + l) 0 from (subNatNat_zero_right (k + l)).symm]
    exact subNatNat_congr (by rw [Nat.add_zero]; ac_rfl)
  · show subNatNat k (l + 1) = _
    exact subNatNat_congr (by ac_rfl)
  · show subNatNat l (k + 1) = _
    exact subNatNat_congr (by ac_rfl)
  · show subNatNat 0 (k + l + 1 + 1) = _
    exact subNatNat_congr (by rw [Nat.zero_add]; ac_rfl)

theorem negOfNat_eq_subNatNat (n : Nat) : negOfNat n = subNatNat 0 n := by cases n <;> rfl

theorem subNatNat_mul_subNatNat (a b c d : Nat) : subNatNat a b * subNatNat c d = subNatNat (a * c + b * d) (a * d + b * c) := by
  rcases subNatNat_cases a b with ⟨k, rfl, h⟩ | ⟨k, rfl, h⟩ <;> rcases subNatNat_cases c d with ⟨l, rfl, h'⟩ | ⟨l, rfl, h'⟩ <;>
    rw [h, h']
  · rw [show ofNat k * ofNat l = subNatNat (k * l) 0 from (subNatNat_zero_right (k * l)).symm]
    exact subNatNat_congr (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)
  · show negOfNat (k * (l + 1)) = _
    rw [negOfNat_eq_subNatNat]
    exact subNatNat_congr (by simp only [Nat.add_mul, Nat.mul_add, Nat.mul_one]; ac_rfl)
  · show negOfNat ((k + 1) * l) = _
    rw [negOfNat_eq_subNatNat]
    exact subNatNat_congr (by simp only [Nat.add_mul, Nat.mul_add, Nat.one_mul]; ac_rfl)
  · rw [show negSucc k * negSucc l = subNatNat ((k + 1) * (l + 1)) 0 from (subNatNat_zero_right _).symm]
    exact subNatNat_congr (by simp only [Nat.add_mul, Nat.mul_add, Nat.mul_one, Nat.one_mul]; ac_rfl)

/-! ### The laws of a commutative ring -/

protected theorem add_comm (a b : Int) : a + b = b + a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  rw [subNatNat_add_subNatNat, subNatNat_add_subNatNat, Nat.add_comm m, Nat.add_comm n]
protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  obtain ⟨m'', n'', rfl⟩ := exists_subNatNat c
  simp only [subNatNat_add_subNatNat, Nat.add_assoc]
@[simp] protected theorem add_zero (a : Int) : a + 0 = a := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl
@[simp] protected theorem zero_add (a : Int) : 0 + a = a := (Int.add_comm 0 a).trans (Int.add_zero a)
@[simp] protected theorem neg_neg (a : Int) : -(-a) = a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  rw [neg_subNatNat, neg_subNatNat]
@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
protected theorem add_left_neg (a : Int) : -a + a = 0 := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  rw [neg_subNatNat, subNatNat_add_subNatNat, Nat.add_comm, subNatNat_of_le (Nat.le_refl _), Nat.sub_self]; rfl
protected theorem add_right_neg (a : Int) : a + -a = 0 := (Int.add_comm a (-a)).trans (Int.add_left_neg a)
@[simp] theorem add_neg_cancel' (a : Int) : a + -a = 0 := Int.add_right_neg a
@[simp] theorem neg_add_cancel' (a : Int) : -a + a = 0 := Int.add_left_neg a
protected theorem neg_add (a b : Int) : -(a + b) = -a + -b := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  simp only [subNatNat_add_subNatNat, neg_subNatNat]
protected theorem mul_comm (a b : Int) : a * b = b * a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  rw [subNatNat_mul_subNatNat, subNatNat_mul_subNatNat]
  exact subNatNat_congr (by ac_rfl)
protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  obtain ⟨m'', n'', rfl⟩ := exists_subNatNat c
  simp only [subNatNat_mul_subNatNat, Nat.add_mul, Nat.mul_add]
  exact subNatNat_congr (by ac_rfl)
@[simp] protected theorem mul_one (a : Int) : a * 1 = a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  rw [show (1 : Int) = subNatNat 1 0 from rfl, subNatNat_mul_subNatNat]
  exact subNatNat_congr (by simp)
@[simp] protected theorem one_mul (a : Int) : 1 * a = a := (Int.mul_comm 1 a).trans (Int.mul_one a)
@[simp] protected theorem mul_zero (a : Int) : a * 0 = 0 := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl
@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := (Int.mul_comm 0 a).trans (Int.mul_zero a)
protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨m', n', rfl⟩ := exists_subNatNat b
  obtain ⟨m'', n'', rfl⟩ := exists_subNatNat c
  simp only [subNatNat_mul_subNatNat, subNatNat_add_subNatNat, Nat.mul_add]
  exact subNatNat_congr (by ac_rfl)
protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm, Int.mul_add, Int.mul_comm c, Int.mul_comm c]

instance : Std.Associative (α := Int) (· + ·) := ⟨Int.add_assoc⟩
instance : Std.Commutative (α := Int) (· + ·) := ⟨Int.add_comm⟩
instance : Std.Associative (α := Int) (· * ·) := ⟨Int.mul_assoc⟩
instance : Std.Commutative (α := Int) (· * ·) := ⟨Int.mul_comm⟩
instance : Std.LawfulCommIdentity (α := Int) (· + ·) 0 where right_id := Int.add_zero
instance : Std.LawfulCommIdentity (α := Int) (· * ·) 1 where right_id := Int.mul_one

protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by ac_rfl
protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by ac_rfl
protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by ac_rfl
protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by ac_rfl
protected theorem add_left_cancel (h : a + b = a + c) : b = c := by
  have h' : -a + (a + b) = -a + (a + c) := by rw [h]
  rw [← Int.add_assoc, ← Int.add_assoc, Int.add_left_neg, Int.zero_add, Int.zero_add] at h'
  exact h'
protected theorem add_right_cancel (h : a + b = c + b) : a = c := by
  rw [Int.add_comm a, Int.add_comm c] at h; exact Int.add_left_cancel h
@[simp] protected theorem add_left_inj {i j : Int} (k : Int) : i + k = j + k ↔ i = j := ⟨Int.add_right_cancel, fun h => h ▸ rfl⟩
@[simp] protected theorem add_right_inj {i j : Int} (k : Int) : k + i = k + j ↔ i = j := ⟨Int.add_left_cancel, fun h => h ▸ rfl⟩
protected theorem neg_eq_of_add_eq_zero (h : a + b = 0) : -a = b := by
  apply Int.add_left_cancel (a := a); rw [Int.add_right_neg, h]
protected theorem eq_neg_of_add_eq_zero (h : a + b = 0) : a = -b := by
  apply Int.add_right_cancel (b := b); rw [Int.add_left_neg, h]
@[simp] protected theorem neg_inj : -a = -b ↔ a = b := ⟨fun h => by rw [← Int.neg_neg a, h, Int.neg_neg], fun h => h ▸ rfl⟩
@[simp] protected theorem neg_eq_zero : -a = 0 ↔ a = 0 := ⟨fun h => by rw [← Int.neg_neg a, h]; rfl, fun h => by rw [h]; rfl⟩
protected theorem neg_mul_eq_neg_mul (a b : Int) : -(a * b) = -a * b :=
  Int.neg_eq_of_add_eq_zero (by rw [← Int.add_mul, Int.add_right_neg, Int.zero_mul])
protected theorem neg_mul_eq_mul_neg (a b : Int) : -(a * b) = a * -b :=
  Int.neg_eq_of_add_eq_zero (by rw [← Int.mul_add, Int.add_right_neg, Int.mul_zero])
@[simp] protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := (Int.neg_mul_eq_neg_mul a b).symm
@[simp] protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := (Int.neg_mul_eq_mul_neg a b).symm
protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by rw [Int.neg_mul, Int.mul_neg, Int.neg_neg]
protected theorem neg_one_mul (a : Int) : -1 * a = -a := by rw [Int.neg_mul, Int.one_mul]
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := (Int.neg_one_mul a).symm

protected theorem sub_eq_add_neg : a - b = a + -b := rfl
theorem subNatNat_eq_coe {m n : Nat} : subNatNat m n = (m : Int) - n := by
  show _ = (m : Int) + -(n : Int)
  rw [← subNatNat_zero_right m, ← subNatNat_zero_right n, neg_subNatNat, subNatNat_add_subNatNat, Nat.add_zero, Nat.zero_add]
@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add _
@[simp] protected theorem sub_neg (a b : Int) : a - -b = a + b := by rw [Int.sub_eq_add_neg, Int.neg_neg]
protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm]; rfl
protected theorem sub_add_cancel (a b : Int) : a - b + b = a := by rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_left_neg, Int.add_zero]
protected theorem add_sub_cancel (a b : Int) : a + b - b = a := by rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_right_neg, Int.add_zero]
protected theorem add_sub_cancel_left (a b : Int) : a + b - a = b := by rw [Int.add_comm, Int.add_sub_cancel]
protected theorem add_sub_assoc (a b c : Int) : a + b - c = a + (b - c) := Int.add_assoc a b (-c)
protected theorem sub_sub (a b c : Int) : a - b - c = a - (b + c) := by simp only [Int.sub_eq_add_neg, Int.neg_add]; ac_rfl
protected theorem sub_sub_self (a b : Int) : a - (a - b) = b := by rw [Int.sub_eq_add_neg, Int.neg_sub, Int.sub_eq_add_neg]; rw [Int.add_comm, Int.add_assoc, Int.add_left_neg, Int.add_zero]
protected theorem add_sub_add_right (n k m : Int) : n + k - (m + k) = n - m := by simp only [Int.sub_eq_add_neg, Int.neg_add]; rw [show n + k + (-m + -k) = n + -m + (k + -k) by ac_rfl, Int.add_right_neg, Int.add_zero]
protected theorem sub_add_eq (a b c : Int) : a - (b + c) = a - b - c := (Int.sub_sub a b c).symm
protected theorem add_sub_add_left (k n m : Int) : k + n - (k + m) = n - m := by rw [Int.add_comm k n, Int.add_comm k m, Int.add_sub_add_right]
protected theorem sub_eq_zero_of_eq (h : a = b) : a - b = 0 := by rw [h, Int.sub_self]
protected theorem eq_of_sub_eq_zero (h : a - b = 0) : a = b := by rw [← Int.sub_add_cancel a b, h, Int.zero_add]
protected theorem sub_eq_zero : a - b = 0 ↔ a = b := ⟨Int.eq_of_sub_eq_zero, Int.sub_eq_zero_of_eq⟩
protected theorem sub_right_comm (a b c : Int) : a - b - c = a - c - b := by simp only [Int.sub_eq_add_neg]; ac_rfl
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg]; rfl
protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by rw [Int.sub_eq_add_neg, Int.add_mul, Int.neg_mul]; rfl
protected theorem sub_eq_iff_eq_add : a - b = c ↔ a = c + b := ⟨fun h => by rw [← h, Int.sub_add_cancel], fun h => by rw [h, Int.add_sub_cancel]⟩
protected theorem eq_sub_of_add_eq (h : a + b = c) : a = c - b := by rw [← h, Int.add_sub_cancel]
protected theorem two_mul (a : Int) : 2 * a = a + a := by rw [show (2 : Int) = 1 + 1 from rfl, Int.add_mul, Int.one_mul]
@[norm_cast] theorem natCast_sub {m n : Nat} (h : n ≤ m) : ((m - n : Nat) : Int) = m - n := by rw [← subNatNat_of_le h, subNatNat_eq_coe]
theorem ofNat_sub {m n : Nat} (h : n ≤ m) : ((m - n : Nat) : Int) = m - n := natCast_sub h

/-! ### Powers -/

@[simp] protected theorem pow_zero (m : Int) : m ^ 0 = 1 := rfl
protected theorem pow_succ (m : Int) (n : Nat) : m ^ (n + 1) = m ^ n * m := rfl
protected theorem pow_succ' (m : Int) (n : Nat) : m ^ (n + 1) = m * m ^ n := Int.mul_comm _ _
@[simp] protected theorem pow_one (m : Int) : m ^ 1 = m := Int.one_mul m
protected theorem pow_two (m : Int) : m ^ 2 = m * m := by rw [Int.pow_succ, Int.pow_one]
protected theorem pow_add (a : Int) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => exact (Int.mul_one _).symm
  | succ n ih => rw [← Nat.add_assoc, Int.pow_succ, ih, Int.pow_succ, Int.mul_assoc]
protected theorem mul_pow (a b : Int) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, ih, Int.pow_succ, Int.pow_succ]; ac_rfl
@[simp, norm_cast] theorem natCast_pow (m n : Nat) : ((m ^ n : Nat) : Int) = (m : Int) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_add_one, natCast_mul, ih, Int.pow_succ]
theorem ofNat_pow (m n : Nat) : ((m ^ n : Nat) : Int) = (m : Int) ^ n := natCast_pow m n

end Int
