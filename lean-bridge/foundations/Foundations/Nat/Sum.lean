prelude
import Foundations.Nat.Prime
/-!
# Finite sums and products

`∑ i < n, f i` is `f 0 + f 1 + … + f (n - 1)`, and `∏ i < n, f i` the product, of natural numbers: recursion,
sums of sums, reordering, telescopes, and the well-known closed forms.
-/

namespace Nat

/-- `f 0 + f 1 + … + f (n - 1)`. -/
def sumRange : Nat → (Nat → Nat) → Nat
  | 0, _ => 0
  | n + 1, f => sumRange n f + f n

/-- `f 0 * f 1 * … * f (n - 1)`. -/
def prodRange : Nat → (Nat → Nat) → Nat
  | 0, _ => 1
  | n + 1, f => prodRange n f * f n

/-- `∑ i < n, f i`: the sum of `f i` over all `i` below `n`. -/
syntax (name := sumNotation) "∑ " ident " < " term:51 ", " term:67 : term
macro_rules (kind := sumNotation) | `(∑ $i:ident < $n, $f) => `(Nat.sumRange $n fun $i:ident => $f)
/-- `∏ i < n, f i`: the product of `f i` over all `i` below `n`. -/
syntax (name := prodNotation) "∏ " ident " < " term:51 ", " term:67 : term
macro_rules (kind := prodNotation) | `(∏ $i:ident < $n, $f) => `(Nat.prodRange $n fun $i:ident => $f)

/-- Prints `∑ i < n, f i`. -/
@[app_unexpander Nat.sumRange] meta def unexpandSumRange : Lean.PrettyPrinter.Unexpander
  | `($(_) $n fun $i:ident => $f) => `(∑ $i:ident < $n, $f)
  | _ => throw ()
/-- Prints `∏ i < n, f i`. -/
@[app_unexpander Nat.prodRange] meta def unexpandProdRange : Lean.PrettyPrinter.Unexpander
  | `($(_) $n fun $i:ident => $f) => `(∏ $i:ident < $n, $f)
  | _ => throw ()

variable {f g : Nat → Nat} {m n : Nat}

@[simp] theorem sumRange_zero (f : Nat → Nat) : ∑ i < 0, f i = 0 := rfl
theorem sumRange_succ (f : Nat → Nat) (n : Nat) : ∑ i < n + 1, f i = (∑ i < n, f i) + f n := rfl
@[simp] theorem sumRange_one (f : Nat → Nat) : ∑ i < 1, f i = f 0 := Nat.zero_add _
theorem sumRange_succ' (f : Nat → Nat) (n : Nat) : ∑ i < n + 1, f i = f 0 + ∑ i < n, f (i + 1) := by
  induction n with
  | zero => rw [sumRange_one, sumRange_zero, Nat.add_zero]
  | succ n ih => rw [sumRange_succ, ih, sumRange_succ, Nat.add_assoc]
theorem sumRange_congr (h : ∀ i, i < n → f i = g i) : ∑ i < n, f i = ∑ i < n, g i := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumRange_succ, sumRange_succ, ih fun i hi => h i (lt_succ_of_lt hi), h n (lt_succ_self n)]
theorem sumRange_const (c n : Nat) : ∑ _i < n, c = n * c := by
  induction n with
  | zero => rw [sumRange_zero, Nat.zero_mul]
  | succ n ih => rw [sumRange_succ, ih, Nat.add_one_mul]
theorem sumRange_eq_zero_fn (n : Nat) : ∑ _i < n, 0 = 0 := by rw [sumRange_const, Nat.mul_zero]
theorem sumRange_add (f g : Nat → Nat) (n : Nat) : ∑ i < n, (f i + g i) = (∑ i < n, f i) + ∑ i < n, g i := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sumRange_succ, ih, sumRange_succ, sumRange_succ, Nat.add_add_add_comm]
theorem mul_sumRange (c : Nat) (f : Nat → Nat) (n : Nat) : c * ∑ i < n, f i = ∑ i < n, c * f i := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sumRange_succ, Nat.mul_add, ih, sumRange_succ]
theorem sumRange_mul (f : Nat → Nat) (c n : Nat) : (∑ i < n, f i) * c = ∑ i < n, f i * c := by
  rw [Nat.mul_comm, mul_sumRange]
  exact sumRange_congr fun i _ => Nat.mul_comm c (f i)
theorem sumRange_add_range (f : Nat → Nat) (m n : Nat) : ∑ i < m + n, f i = (∑ i < m, f i) + ∑ i < n, f (m + i) := by
  induction n with
  | zero => rw [Nat.add_zero, sumRange_zero, Nat.add_zero]
  | succ n ih => rw [← Nat.add_assoc, sumRange_succ, ih, sumRange_succ, Nat.add_assoc]
theorem sumRange_comm (f : Nat → Nat → Nat) (m n : Nat) : ∑ i < m, (∑ j < n, f i j) = ∑ j < n, (∑ i < m, f i j) := by
  induction m with
  | zero => exact (sumRange_eq_zero_fn n).symm
  | succ m ih =>
    rw [sumRange_succ, ih, ← sumRange_add]
    rfl
theorem sumRange_reflect (f : Nat → Nat) (n : Nat) : ∑ i < n, f (n - 1 - i) = ∑ i < n, f i := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumRange_succ', sumRange_succ, Nat.add_comm, ← ih, Nat.add_sub_cancel, Nat.sub_zero]
    refine congrArg (· + f n) (sumRange_congr fun i hi => ?_)
    rw [Nat.sub_sub, Nat.add_comm 1 i]
theorem sumRange_le_sumRange (h : ∀ i, i < n → f i ≤ g i) : ∑ i < n, f i ≤ ∑ i < n, g i := by
  induction n with
  | zero => exact Nat.le_refl 0
  | succ n ih => exact Nat.add_le_add (ih fun i hi => h i (lt_succ_of_lt hi)) (h n (lt_succ_self n))
theorem le_sumRange (f : Nat → Nat) (h : m < n) : f m ≤ ∑ i < n, f i := by
  induction n with
  | zero => exact absurd h (not_lt_zero m)
  | succ n ih =>
    rw [sumRange_succ]
    cases Nat.lt_or_eq_of_le (le_of_lt_succ h) with
    | inl h => exact Nat.le_trans (ih h) (Nat.le_add_right _ _)
    | inr h => rw [h]; exact Nat.le_add_left _ _
theorem sumRange_eq_zero_iff : ∑ i < n, f i = 0 ↔ ∀ i, i < n → f i = 0 := by
  constructor
  · intro h i hi
    have e := le_sumRange f hi
    rw [h] at e
    exact eq_zero_of_le_zero e
  · intro h
    rw [sumRange_congr h, sumRange_eq_zero_fn]
theorem sumRange_mono (f : Nat → Nat) (h : m ≤ n) : ∑ i < m, f i ≤ ∑ i < n, f i := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  rw [sumRange_add_range]
  exact Nat.le_add_right _ _
theorem dvd_sumRange {d : Nat} (h : ∀ i, i < n → d ∣ f i) : d ∣ ∑ i < n, f i := by
  induction n with
  | zero => exact Nat.dvd_zero d
  | succ n ih => exact Nat.dvd_add (ih fun i hi => h i (lt_succ_of_lt hi)) (h n (lt_succ_self n))
/-- Differences of neighbours add up to the difference of the ends. -/
theorem sumRange_telescope (h : ∀ i, f i ≤ f (i + 1)) (n : Nat) : ∑ i < n, (f (i + 1) - f i) = f n - f 0 := by
  have h0 : ∀ n, f 0 ≤ f n := by
    intro n
    induction n with
    | zero => exact Nat.le_refl _
    | succ n ih => exact Nat.le_trans ih (h n)
  induction n with
  | zero => rw [sumRange_zero, Nat.sub_self]
  | succ n ih => rw [sumRange_succ, ih, Nat.add_comm, ← Nat.add_sub_assoc (h0 n), Nat.sub_add_cancel (h n)]

/-! ### Closed forms -/

/-- Gauss: twice the sum of the first `n` numbers. -/
theorem sumRange_id_mul_two (n : Nat) : (∑ i < n, i) * 2 = n * (n - 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumRange_succ, Nat.add_mul, ih, Nat.add_sub_cancel, ← Nat.mul_add, Nat.mul_comm (n + 1)]
    cases n with
    | zero => rfl
    | succ n => rw [Nat.add_sub_cancel]
theorem sumRange_odd (n : Nat) : ∑ i < n, (2 * i + 1) = n * n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumRange_succ, ih, Nat.two_mul, Nat.add_one_mul, Nat.mul_add_one, Nat.add_assoc (n * n), Nat.add_assoc n]
theorem geom_sum (x n : Nat) : (∑ i < n, (x + 1) ^ i) * x + 1 = (x + 1) ^ n := by
  induction n with
  | zero => rw [sumRange_zero, Nat.zero_mul]; rfl
  | succ n ih =>
    rw [sumRange_succ, Nat.add_mul, Nat.add_right_comm, ih, Nat.pow_succ, Nat.mul_add_one, Nat.add_comm]
theorem sumRange_two_pow (n : Nat) : (∑ i < n, 2 ^ i) + 1 = 2 ^ n := by
  have h := geom_sum 1 n
  rwa [Nat.mul_one] at h

/-! ### Products -/

@[simp] theorem prodRange_zero (f : Nat → Nat) : ∏ i < 0, f i = 1 := rfl
theorem prodRange_succ (f : Nat → Nat) (n : Nat) : ∏ i < n + 1, f i = (∏ i < n, f i) * f n := rfl
@[simp] theorem prodRange_one (f : Nat → Nat) : ∏ i < 1, f i = f 0 := Nat.one_mul _
theorem prodRange_succ' (f : Nat → Nat) (n : Nat) : ∏ i < n + 1, f i = f 0 * ∏ i < n, f (i + 1) := by
  induction n with
  | zero => rw [prodRange_one, prodRange_zero, Nat.mul_one]
  | succ n ih => rw [prodRange_succ, ih, prodRange_succ, Nat.mul_assoc]
theorem prodRange_congr (h : ∀ i, i < n → f i = g i) : ∏ i < n, f i = ∏ i < n, g i := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [prodRange_succ, prodRange_succ, ih fun i hi => h i (lt_succ_of_lt hi), h n (lt_succ_self n)]
theorem prodRange_const (c n : Nat) : ∏ _i < n, c = c ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [prodRange_succ, ih, Nat.pow_succ]
theorem prodRange_mul (f g : Nat → Nat) (n : Nat) : ∏ i < n, (f i * g i) = (∏ i < n, f i) * ∏ i < n, g i := by
  induction n with
  | zero => rfl
  | succ n ih => rw [prodRange_succ, ih, prodRange_succ, prodRange_succ, Nat.mul_mul_mul_comm]
theorem prodRange_pos (h : ∀ i, i < n → 0 < f i) : 0 < ∏ i < n, f i := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos (ih fun i hi => h i (lt_succ_of_lt hi)) (h n (lt_succ_self n))
theorem dvd_prodRange (f : Nat → Nat) (h : m < n) : f m ∣ ∏ i < n, f i := by
  induction n with
  | zero => exact absurd h (not_lt_zero m)
  | succ n ih =>
    rw [prodRange_succ]
    cases Nat.lt_or_eq_of_le (le_of_lt_succ h) with
    | inl h => exact dvd_mul_right_of_dvd (ih h) _
    | inr h => rw [h]; exact Nat.dvd_mul_left _ _
theorem prodRange_add_one_eq_factorial (n : Nat) : ∏ i < n, (i + 1) = factorial n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [prodRange_succ, ih, Nat.mul_comm]; rfl
theorem Prime.exists_dvd_of_dvd_prodRange {p : Nat} (hp : Prime p) (h : p ∣ ∏ i < n, f i) : ∃ i, i < n ∧ p ∣ f i := by
  induction n with
  | zero => exact absurd h hp.not_dvd_one
  | succ n ih =>
    cases hp.dvd_mul.mp h with
    | inl h =>
      obtain ⟨i, hi, hd⟩ := ih h
      exact ⟨i, lt_succ_of_lt hi, hd⟩
    | inr h => exact ⟨n, lt_succ_self n, h⟩

/-! ### Inequalities -/

/-- Bernoulli's inequality. -/
theorem one_add_mul_le_pow (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by
  induction n with
  | zero => rw [Nat.zero_mul]; exact Nat.le_refl 1
  | succ n ih =>
    rw [Nat.pow_succ, Nat.mul_add, Nat.mul_one, Nat.add_one_mul, ← Nat.add_assoc]
    refine Nat.add_le_add ih ?_
    have h : 1 ≤ (1 + x) ^ n := Nat.le_trans (Nat.le_add_right 1 _) ih
    have e := Nat.mul_le_mul_right x h
    rwa [Nat.one_mul] at e
/-- The mean of two numbers is at least their geometric mean. -/
theorem four_mul_le_mul_self_add (a b : Nat) : 4 * (a * b) ≤ (a + b) * (a + b) := by
  have key : ∀ a d : Nat, 4 * (a * (a + d)) ≤ (a + (a + d)) * (a + (a + d)) := by
    intro a d
    have e : (a + (a + d)) * (a + (a + d)) = 4 * (a * (a + d)) + d * d := by
      have h : a + (a + d) = 2 * a + d := by rw [← Nat.add_assoc, Nat.two_mul]
      rw [h, Nat.add_mul, Nat.mul_add, Nat.mul_add, Nat.mul_mul_mul_comm, Nat.mul_add a, Nat.mul_add 4,
        Nat.mul_comm d (2 * a), Nat.mul_assoc 2 a d, ← Nat.add_assoc, Nat.add_assoc (2 * 2 * (a * a)), ← Nat.add_mul]
    rw [e]
    exact Nat.le_add_right _ _
  cases Nat.le_total a b with
  | inl h =>
    obtain ⟨d, rfl⟩ := exists_eq_add_of_le h
    exact key a d
  | inr h =>
    obtain ⟨d, rfl⟩ := exists_eq_add_of_le h
    rw [Nat.mul_comm (b + d) b, Nat.add_comm (b + d) b]
    exact key b d

end Nat
