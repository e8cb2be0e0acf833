prelude
import Foundations.Logic.Instances
/-!
# Addition and multiplication of natural numbers

The laws of `+`, `*` and `^`, and the recursion equations of all basic functions.
-/

universe v

namespace Nat

variable {a b c d m n k : Nat}

/-! ### Recursion and cases with `0` and `n + 1` -/

/-- Induction with `0` and `n + 1`, which `induction` uses. -/
@[elab_as_elim, induction_eliminator] protected def recAux {motive : Nat → Sort v} (zero : motive 0)
    (succ : (n : Nat) → motive n → motive (n + 1)) (t : Nat) : motive t :=
  match t with
  | 0 => zero
  | n + 1 => succ n (Nat.recAux zero succ n)

/-- Cases `0` and `n + 1`, which `cases` uses. -/
@[elab_as_elim, cases_eliminator] protected def casesAuxOn {motive : Nat → Sort v} (t : Nat) (zero : motive 0)
    (succ : (n : Nat) → motive (n + 1)) : motive t :=
  match t with
  | 0 => zero
  | n + 1 => succ n

/-! ### Zero, successor, addition -/

@[simp] theorem zero_eq : Nat.zero = 0 := rfl
@[simp] theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
@[simp] protected theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg succ ih
theorem succ_add (n m : Nat) : succ n + m = succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg succ ih
protected theorem add_assoc (n m k : Nat) : n + m + k = n + (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg succ ih
protected theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact (Nat.zero_add n).symm
  | succ m ih => exact (congrArg succ ih).trans (succ_add m n).symm
protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← Nat.add_assoc, ← Nat.add_assoc, Nat.add_comm n m]
protected theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m := by
  rw [Nat.add_assoc, Nat.add_assoc, Nat.add_comm m k]
protected theorem add_add_add_comm (a b c d : Nat) : a + b + (c + d) = a + c + (b + d) := by
  rw [Nat.add_assoc, Nat.add_assoc, Nat.add_left_comm b c d]
theorem succ_add_eq_add_succ (a b : Nat) : succ a + b = a + succ b := succ_add a b
theorem one_add (n : Nat) : 1 + n = succ n := Nat.add_comm 1 n

theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => nomatch h
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => nomatch h
protected theorem zero_ne_one : 0 ≠ 1 := fun h => nomatch h
protected theorem one_ne_zero : 1 ≠ 0 := fun h => nomatch h
theorem zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => nomatch h
theorem succ_inj' : succ a = succ b ↔ a = b := ⟨fun h => by injection h, congrArg succ⟩
theorem succ_inj : succ a = succ b ↔ a = b := succ_inj'
protected theorem succ_inj_iff : succ a = succ b ↔ a = b := succ_inj'
theorem succ_ne_self (n : Nat) : succ n ≠ n := by
  induction n with
  | zero => exact fun h => nomatch h
  | succ n ih => exact fun h => ih (succ_inj'.mp h)
theorem succ_ne_succ_iff : succ a ≠ succ b ↔ a ≠ b := not_congr succ_inj'
protected theorem succ.inj' (h : succ a = succ b) : a = b := succ_inj'.mp h

protected theorem add_right_cancel (h : n + m = k + m) : n = k := by
  induction m with
  | zero => exact h
  | succ m ih => exact ih (succ_inj'.mp h)
protected theorem add_left_cancel (h : n + m = n + k) : m = k := by
  rw [Nat.add_comm n m, Nat.add_comm n k] at h; exact Nat.add_right_cancel h
@[simp] protected theorem add_left_cancel_iff : n + m = n + k ↔ m = k := ⟨Nat.add_left_cancel, fun h => h ▸ rfl⟩
@[simp] protected theorem add_right_cancel_iff : m + n = k + n ↔ m = k := ⟨Nat.add_right_cancel, fun h => h ▸ rfl⟩
protected theorem add_left_inj : m + n = k + n ↔ m = k := Nat.add_right_cancel_iff
protected theorem add_right_inj : n + m = n + k ↔ m = k := Nat.add_left_cancel_iff
protected theorem eq_zero_of_add_eq_zero_right (h : n + m = 0) : n = 0 := by
  cases m with
  | zero => exact h
  | succ m => nomatch h
protected theorem eq_zero_of_add_eq_zero_left (h : n + m = 0) : m = 0 := by
  cases m with
  | zero => rfl
  | succ m => nomatch h
theorem eq_zero_of_add_eq_zero (h : n + m = 0) : n = 0 ∧ m = 0 :=
  ⟨Nat.eq_zero_of_add_eq_zero_right h, Nat.eq_zero_of_add_eq_zero_left h⟩
@[simp] protected theorem add_eq_zero_iff : n + m = 0 ↔ n = 0 ∧ m = 0 := ⟨eq_zero_of_add_eq_zero, fun ⟨h₁, h₂⟩ => by rw [h₁, h₂]⟩
protected theorem add_eq_zero : n + m = 0 ↔ n = 0 ∧ m = 0 := Nat.add_eq_zero_iff
@[simp] protected theorem add_eq_left : a + b = a ↔ b = 0 := ⟨fun h => Nat.add_left_cancel (h.trans (Nat.add_zero a).symm), fun h => by rw [h]; rfl⟩
@[simp] protected theorem add_eq_right : a + b = b ↔ a = 0 := ⟨fun h => Nat.add_right_cancel (h.trans (Nat.zero_add b).symm), fun h => by rw [h, Nat.zero_add]⟩
@[simp] protected theorem left_eq_add : a = a + b ↔ b = 0 := eq_comm.trans Nat.add_eq_left
@[simp] protected theorem right_eq_add : a = b + a ↔ b = 0 := eq_comm.trans Nat.add_eq_right
protected theorem add_left_cancel_eq (h : n + m = n + k) : m = k := Nat.add_left_cancel h

/-! ### Multiplication -/

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
protected theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl
@[simp] protected theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih
theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [mul_succ, ih, mul_succ, add_succ, add_succ, Nat.add_right_comm]
protected theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m
protected theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact (Nat.zero_mul n).symm
  | succ m ih => exact (congrArg (· + n) ih).trans (succ_mul m n).symm
@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n := (Nat.mul_comm 1 n).trans (Nat.mul_one n)
protected theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction k with
  | zero => rfl
  | succ k ih => exact (congrArg (· + n) ih).trans (Nat.add_assoc _ _ _)
protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm, Nat.left_distrib, Nat.mul_comm k n, Nat.mul_comm k m]
protected theorem mul_add (k m n : Nat) : k * (m + n) = k * m + k * n := Nat.left_distrib k m n
protected theorem add_mul (m n k : Nat) : (m + n) * k = m * k + n * k := Nat.right_distrib m n k
protected theorem mul_assoc (n m k : Nat) : n * m * k = n * (m * k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [mul_succ, mul_succ, ih, Nat.left_distrib]
protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, ← Nat.mul_assoc, Nat.mul_comm n m]
protected theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [Nat.mul_assoc, Nat.mul_assoc, Nat.mul_comm m k]
protected theorem mul_mul_mul_comm (a b c d : Nat) : a * b * (c * d) = a * c * (b * d) := by
  rw [Nat.mul_assoc, Nat.mul_assoc, Nat.mul_left_comm b c d]
protected theorem mul_two (n : Nat) : n * 2 = n + n := by rw [mul_succ, Nat.mul_one]
protected theorem two_mul (n : Nat) : 2 * n = n + n := (Nat.mul_comm 2 n).trans (Nat.mul_two n)
protected theorem mul_eq_zero_left : m * n = 0 → m = 0 ∨ n = 0 := fun h => by
  cases n with
  | zero => exact Or.inr rfl
  | succ n => exact Or.inl (Nat.eq_zero_of_add_eq_zero_left h)
@[simp] protected theorem mul_eq_zero : m * n = 0 ↔ m = 0 ∨ n = 0 :=
  ⟨Nat.mul_eq_zero_left, fun h => h.elim (fun h => by rw [h, Nat.zero_mul]) (fun h => by rw [h]; rfl)⟩
protected theorem mul_ne_zero (hm : m ≠ 0) (hn : n ≠ 0) : m * n ≠ 0 := fun h => (Nat.mul_eq_zero.mp h).elim hm hn
protected theorem mul_ne_zero_iff : n * m ≠ 0 ↔ n ≠ 0 ∧ m ≠ 0 := by rw [ne_eq, Nat.mul_eq_zero, not_or]

/-! ### Powers -/

@[simp] protected theorem pow_zero (m : Nat) : m ^ 0 = 1 := rfl
protected theorem pow_succ {m n : Nat} : m ^ succ n = m ^ n * m := rfl
theorem pow_add_one (m n : Nat) : m ^ (n + 1) = m ^ n * m := rfl
protected theorem pow_succ' {m n : Nat} : m ^ succ n = m * m ^ n := Nat.mul_comm _ _
@[simp] protected theorem pow_one (m : Nat) : m ^ 1 = m := Nat.one_mul m
@[simp] protected theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_add_one, ih]
@[simp] protected theorem zero_pow (h : n ≠ 0) : 0 ^ n = 0 := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => rfl
protected theorem pow_two (m : Nat) : m ^ 2 = m * m := congrArg (· * m) (Nat.pow_one m)
protected theorem pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => exact (Nat.mul_one _).symm
  | succ n ih => rw [← Nat.add_assoc, Nat.pow_add_one, ih, Nat.mul_assoc, Nat.pow_add_one]
protected theorem pow_mul (a m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [mul_succ, Nat.pow_add, ih]; rfl
protected theorem mul_pow (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_add_one, ih, Nat.mul_mul_mul_comm]; rfl
protected theorem pow_right_comm (a m n : Nat) : (a ^ m) ^ n = (a ^ n) ^ m := by
  rw [← Nat.pow_mul, Nat.mul_comm, Nat.pow_mul]

/-! ### Predecessor and subtraction -/

@[simp] theorem pred_zero : pred 0 = 0 := rfl
@[simp] theorem pred_succ (n : Nat) : pred (succ n) = n := rfl
@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
@[simp] theorem pred_eq_sub_one (n : Nat) : pred n = n - 1 := rfl
theorem succ_sub_succ_eq_sub (n m : Nat) : succ n - succ m = n - m := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg pred ih
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := succ_sub_succ_eq_sub n m
@[simp] protected theorem add_sub_add_right (n k m : Nat) : n + k - (m + k) = n - m := by
  induction k with
  | zero => rfl
  | succ k ih => exact (succ_sub_succ_eq_sub _ _).trans ih
@[simp] protected theorem add_sub_add_left (k n m : Nat) : k + n - (k + m) = n - m := by
  rw [Nat.add_comm k n, Nat.add_comm k m, Nat.add_sub_add_right]
@[simp] protected theorem zero_sub (n : Nat) : 0 - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg pred ih
@[simp] protected theorem sub_self (n : Nat) : n - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact (succ_sub_succ_eq_sub n n).trans ih
@[simp] protected theorem add_sub_cancel (n m : Nat) : n + m - m = n := by
  have h := Nat.add_sub_add_right n m 0
  rw [Nat.zero_add] at h; exact h
@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := by rw [Nat.add_comm, Nat.add_sub_cancel]
theorem sub_one_add_one (h : n ≠ 0) : n - 1 + 1 = n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => rfl
@[simp] theorem add_one_sub_one (n : Nat) : n + 1 - 1 = n := rfl
theorem succ_sub_one (n : Nat) : succ n - 1 = n := rfl
theorem sub_one_eq_pred : n - 1 = pred n := rfl
theorem succ_pred (h : a ≠ 0) : succ (pred a) = a := sub_one_add_one h
protected theorem sub_sub (n m k : Nat) : n - m - k = n - (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg pred ih
protected theorem sub_right_comm (m n k : Nat) : m - n - k = m - k - n := by
  rw [Nat.sub_sub, Nat.add_comm, ← Nat.sub_sub]
theorem exists_eq_succ_of_ne_zero (h : n ≠ 0) : ∃ k, n = succ k := ⟨n - 1, (sub_one_add_one h).symm⟩
theorem exists_eq_add_one_of_ne_zero (h : n ≠ 0) : ∃ k, n = k + 1 := exists_eq_succ_of_ne_zero h
protected theorem mul_sub_one (n m : Nat) : n * (m - 1) = n * m - n := by
  cases m with
  | zero => exact (Nat.zero_sub n).symm
  | succ m => exact (Nat.add_sub_cancel _ _).symm
protected theorem mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sub_succ, pred_eq_sub_one, Nat.mul_sub_one, ih, Nat.sub_sub]; rfl
protected theorem sub_mul (m n k : Nat) : (m - n) * k = m * k - n * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k m, Nat.mul_comm k n]
protected theorem sub_one_mul (n m : Nat) : (n - 1) * m = n * m - m := by rw [Nat.sub_mul, Nat.one_mul]

/-! ### Truth values of equations, for `simp` -/

@[simp] theorem beq_eq : (Nat.beq a b = true) = (a = b) :=
  propext ⟨eq_of_beq_eq_true, fun h => h ▸ beq_self a⟩
theorem beq_eq_true_eq (a b : Nat) : ((a == b) = true) = (a = b) := decide_eq_true_eq
theorem not_beq_eq_true_eq (a b : Nat) : ((!(a == b)) = true) = ¬(a = b) := by
  rw [Bool.not_eq_true']; exact propext decide_eq_false_iff_not

end Nat

instance : Std.Associative (α := Nat) (· + ·) := ⟨Nat.add_assoc⟩
instance : Std.Commutative (α := Nat) (· + ·) := ⟨Nat.add_comm⟩
instance : Std.Associative (α := Nat) (· * ·) := ⟨Nat.mul_assoc⟩
instance : Std.Commutative (α := Nat) (· * ·) := ⟨Nat.mul_comm⟩
instance : Std.LawfulCommIdentity (α := Nat) (· + ·) 0 where right_id := Nat.add_zero
instance : Std.LawfulCommIdentity (α := Nat) (· * ·) 1 where right_id := Nat.mul_one

instance : Zero Nat := ⟨0⟩
instance : One Nat := ⟨1⟩

/-- The zero of the class `Zero` is the numeral. -/
@[simp] theorem Nat.toOfNat0_eq : @OfNat.ofNat Nat 0 Zero.toOfNat0 = 0 := rfl
/-- The one of the class `One` is the numeral. -/
@[simp] theorem Nat.toOfNat1_eq : @OfNat.ofNat Nat 1 One.toOfNat1 = 1 := rfl

instance instNeZeroNatSucc {n : Nat} : NeZero (n + 1) := ⟨Nat.succ_ne_zero n⟩
