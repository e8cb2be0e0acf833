prelude
import Foundations.Nat.Parity
import Foundations.Nat.Sum
import Foundations.Tactic.Omega
/-!
# Functions and relations of number theory

Binomial coefficients, Fibonacci numbers, congruence `a ≡ b [MOD n]`, the least number with a property, least
prime factors, and square roots rounded down. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u

namespace Nat

variable {a b c d m n k p : Nat}

/-- `n !`: the factorial, after `open Nat`. -/
scoped notation:10000 n "!" => Nat.factorial n

/-! ### Binomial coefficients -/

/-- The number of ways to choose `k` of `n` things. -/
def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)

@[simp] theorem choose_zero_right (n : Nat) : choose n 0 = 1 := by cases n <;> rfl
@[simp] theorem choose_zero_succ (k : Nat) : choose 0 (k + 1) = 0 := rfl
theorem choose_succ_succ (n k : Nat) : choose (n + 1) (k + 1) = choose n k + choose n (k + 1) := rfl
theorem choose_succ_succ' (n k : Nat) : choose (n + 1) (k + 1) = choose n k + choose n (k + 1) := rfl
theorem choose_eq_zero_of_lt : ∀ {n k : Nat}, n < k → choose n k = 0
  | 0, _ + 1, _ => rfl
  | n + 1, k + 1, h => by
    rw [choose_succ_succ, choose_eq_zero_of_lt (Nat.lt_of_succ_lt_succ h), choose_eq_zero_of_lt (Nat.lt_of_succ_lt h)]
@[simp] theorem choose_self (n : Nat) : choose n n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [choose_succ_succ, ih, choose_eq_zero_of_lt (lt_succ_self n)]
@[simp] theorem choose_succ_self (n : Nat) : choose n (n + 1) = 0 := choose_eq_zero_of_lt (lt_succ_self n)
@[simp] theorem choose_one_right (n : Nat) : choose n 1 = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [choose_succ_succ, ih, choose_zero_right, Nat.add_comm]
theorem choose_pos : ∀ {n k : Nat}, k ≤ n → 0 < choose n k
  | n, 0, _ => by rw [choose_zero_right]; exact Nat.zero_lt_one
  | n + 1, k + 1, h => by
    rw [choose_succ_succ]
    exact Nat.lt_of_lt_of_le (choose_pos (Nat.le_of_succ_le_succ h)) (Nat.le_add_right _ _)
theorem succ_mul_choose_eq : ∀ n k : Nat, (n + 1) * choose n k = choose (n + 1) (k + 1) * (k + 1)
  | 0, 0 => rfl
  | 0, k + 1 => by rw [choose_succ_succ, choose_zero_succ, choose_zero_succ, Nat.mul_zero, Nat.add_zero, Nat.zero_mul]
  | n + 1, 0 => by rw [choose_zero_right, choose_one_right, Nat.mul_one]
  | n + 1, k + 1 => by
    have h₁ := succ_mul_choose_eq n k
    have h₂ := succ_mul_choose_eq n (k + 1)
    have h₃ := choose_succ_succ n k
    rw [choose_succ_succ (n + 1) (k + 1)]
    generalize choose (n + 1) (k + 1) = c at *
    generalize choose (n + 1) (k + 1 + 1) = d at *
    subst h₃
    simp only [Nat.add_mul, Nat.mul_add, Nat.one_mul, Nat.mul_one] at *
    omega
theorem choose_mul_factorial_mul_factorial : ∀ {n k : Nat}, k ≤ n → choose n k * factorial k * factorial (n - k) = factorial n
  | n, 0, _ => by rw [choose_zero_right, factorial_zero, Nat.one_mul, Nat.sub_zero]
  | n + 1, k + 1, h => by
    have ih := choose_mul_factorial_mul_factorial (Nat.le_of_succ_le_succ h)
    rw [Nat.succ_sub_succ, factorial_succ k, ← Nat.mul_assoc, ← succ_mul_choose_eq, Nat.mul_assoc, Nat.mul_assoc,
      ← Nat.mul_assoc (choose n k), ih, factorial_succ]

/-! ### Fibonacci numbers -/

/-- `0, 1, 1, 2, 3, 5, …` -/
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)
@[simp] theorem fib_zero : fib 0 = 0 := rfl
@[simp] theorem fib_one : fib 1 = 1 := rfl
@[simp] theorem fib_two : fib 2 = 1 := rfl
theorem fib_add_two {n : Nat} : fib (n + 2) = fib n + fib (n + 1) := rfl
theorem fib_le_fib_succ : ∀ {n : Nat}, fib n ≤ fib (n + 1)
  | 0 => Nat.zero_le _
  | _ + 1 => Nat.le_add_left _ _
theorem fib_pos : ∀ {n : Nat}, 0 < n → 0 < fib n
  | 1, _ => Nat.zero_lt_one
  | n + 2, _ => Nat.lt_of_lt_of_le (fib_pos (Nat.zero_lt_succ n)) (Nat.le_add_left _ _)
theorem fib_add (m n : Nat) : fib (m + n + 1) = fib m * fib n + fib (m + 1) * fib (n + 1) := by
  induction n generalizing m with
  | zero => simp
  | succ n ih =>
    have e : m + (n + 1) + 1 = m + 1 + n + 1 := by omega
    rw [e, ih (m + 1), fib_add_two (n := m), fib_add_two (n := n)]
    simp only [Nat.add_mul, Nat.mul_add]
    omega
theorem fib_coprime_fib_succ (n : Nat) : Coprime (fib n) (fib (n + 1)) := by
  induction n with
  | zero => exact gcd_one_right 0
  | succ n ih =>
    show gcd (fib (n + 1)) (fib n + fib (n + 1)) = 1
    rw [gcd_comm, gcd_add_self_left]
    exact ih

/-! ### Congruence -/

/-- `a ≡ b [MOD n]`: the same remainder by `n`. -/
def ModEq (n a b : Nat) : Prop := a % n = b % n
@[inherit_doc] notation:50 a " ≡ " b " [MOD " n "]" => Nat.ModEq n a b
namespace ModEq
@[refl] protected theorem refl (a : Nat) : a ≡ a [MOD n] := rfl
protected theorem rfl : a ≡ a [MOD n] := rfl
@[symm] protected theorem symm (h : a ≡ b [MOD n]) : b ≡ a [MOD n] := Eq.symm h
protected theorem trans (h₁ : a ≡ b [MOD n]) (h₂ : b ≡ c [MOD n]) : a ≡ c [MOD n] := Eq.trans h₁ h₂
instance : Decidable (a ≡ b [MOD n]) := inferInstanceAs (Decidable (a % n = b % n))
protected theorem add (h₁ : a ≡ b [MOD n]) (h₂ : c ≡ d [MOD n]) : a + c ≡ b + d [MOD n] := by
  show (a + c) % n = (b + d) % n
  rw [add_mod, show a % n = b % n from h₁, show c % n = d % n from h₂, ← add_mod]
protected theorem mul (h₁ : a ≡ b [MOD n]) (h₂ : c ≡ d [MOD n]) : a * c ≡ b * d [MOD n] := by
  show a * c % n = b * d % n
  rw [mul_mod, show a % n = b % n from h₁, show c % n = d % n from h₂, ← mul_mod]
protected theorem add_left (c : Nat) (h : a ≡ b [MOD n]) : c + a ≡ c + b [MOD n] := ModEq.rfl.add h
protected theorem add_right (c : Nat) (h : a ≡ b [MOD n]) : a + c ≡ b + c [MOD n] := h.add ModEq.rfl
protected theorem mul_left (c : Nat) (h : a ≡ b [MOD n]) : c * a ≡ c * b [MOD n] := ModEq.rfl.mul h
protected theorem mul_right (c : Nat) (h : a ≡ b [MOD n]) : a * c ≡ b * c [MOD n] := h.mul ModEq.rfl
protected theorem pow (m : Nat) (h : a ≡ b [MOD n]) : a ^ m ≡ b ^ m [MOD n] := by
  induction m with
  | zero => rfl
  | succ m ih => rw [Nat.pow_succ, Nat.pow_succ]; exact ih.mul h
end ModEq
theorem modEq_zero_iff_dvd : a ≡ 0 [MOD n] ↔ n ∣ a := by
  show a % n = 0 % n ↔ _
  rw [zero_mod, dvd_iff_mod_eq_zero]
theorem mod_modEq (a n : Nat) : a % n ≡ a [MOD n] := mod_mod a n

/-! ### The least number with a property -/

section find
open Classical in
/-- The least number with the property. -/
noncomputable def find {p : Nat → Prop} (H : ∃ n, p n) : Nat := Classical.choose (exists_least p H)
where
  /-- Every property that some number has, some number has first. -/
  exists_least (p : Nat → Prop) (H : ∃ n, p n) : ∃ n, p n ∧ ∀ m, m < n → ¬p m := by
    obtain ⟨n, hn⟩ := H
    induction n using Nat.strongRecOn' with
    | ind n ih =>
      by_cases h : ∃ m, m < n ∧ p m
      · obtain ⟨m, hm, hp⟩ := h
        exact ih m hm hp
      · exact ⟨n, hn, fun m hm hp => h ⟨m, hm, hp⟩⟩
variable {p : Nat → Prop} (H : ∃ n, p n)
theorem find_spec : p (Nat.find H) := (Classical.choose_spec (find.exists_least p H)).1
theorem find_min {m : Nat} (hm : m < Nat.find H) : ¬p m := (Classical.choose_spec (find.exists_least p H)).2 m hm
theorem find_min' {m : Nat} (h : p m) : Nat.find H ≤ m := Nat.le_of_not_lt fun hlt => find_min H hlt h
theorem find_eq_iff : Nat.find H = m ↔ p m ∧ ∀ n, n < m → ¬p n :=
  ⟨fun e => e ▸ ⟨find_spec H, fun _ => find_min H⟩,
   fun h => Nat.le_antisymm (find_min' H h.1) (Nat.le_of_not_lt fun hlt => h.2 _ hlt (find_spec H))⟩
end find

/-! ### Least prime factors and square roots -/

/-- The least factor of `n` from `k` on, tried `fuel` times. -/
def minFacAux (n : Nat) : (fuel k : Nat) → Nat
  | 0, _ => n
  | fuel + 1, k => if k ∣ n then k else minFacAux n fuel (k + 1)
/-- The least prime factor; 1 for the number 1. -/
def minFac (n : Nat) : Nat := if n = 0 then 2 else if n = 1 then 1 else minFacAux n n 2
theorem minFacAux_spec {n : Nat} (hn : 2 ≤ n) : ∀ {fuel k : Nat}, k + fuel = n + 2 → 2 ≤ k → k ≤ n → (∀ m, 2 ≤ m → m < k → ¬m ∣ n) →
    minFacAux n fuel k ∣ n ∧ 2 ≤ minFacAux n fuel k ∧ ∀ m, 2 ≤ m → m ∣ n → minFacAux n fuel k ≤ m
  | 0, k, e, _, hle, _ => absurd e (by omega)
  | fuel + 1, k, e, h2, hle, hmin => by
    unfold minFacAux
    split
    · rename_i hd
      exact ⟨hd, h2, fun m hm hd' => Nat.le_of_not_lt fun hlt => hmin m hm hlt hd'⟩
    · rename_i hd
      have hne : k ≠ n := fun e => hd (e ▸ Nat.dvd_refl n)
      refine minFacAux_spec hn (by omega) (by omega) (by omega) fun m hm hlt hd' => ?_
      rcases Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hlt) with h | rfl
      · exact hmin m hm h hd'
      · exact hd hd'
theorem minFac_spec {n : Nat} (hn : n ≠ 1) : minFac n ∣ n ∧ 2 ≤ minFac n ∧ ∀ m, 2 ≤ m → m ∣ n → minFac n ≤ m := by
  unfold minFac
  split
  · rename_i h; exact ⟨h ▸ Nat.dvd_zero 2, Nat.le_refl 2, fun _ h _ => h⟩
  · rename_i h
    exact minFacAux_spec (by omega) (by omega) (Nat.le_refl 2) (by omega) fun m hm hlt => absurd hm (Nat.not_le_of_gt hlt)
theorem minFac_dvd (n : Nat) : minFac n ∣ n := by
  by_cases h : n = 1
  · subst h; exact Nat.dvd_refl 1
  · exact (minFac_spec h).1
theorem minFac_prime {n : Nat} (h : n ≠ 1) : Prime (minFac n) := by
  obtain ⟨hd, h2, hmin⟩ := minFac_spec h
  refine ⟨h2, fun m hm => ?_⟩
  by_cases h1 : m = 1
  · exact Or.inl h1
  · have hm0 : m ≠ 0 := fun e => by rw [e] at hm; have := Nat.eq_zero_of_zero_dvd hm; omega
    exact Or.inr (Nat.le_antisymm (Nat.le_of_dvd (by omega) hm) (hmin m (by omega) (Nat.dvd_trans hm hd)))
theorem minFac_le_of_dvd {n m : Nat} (hm : 2 ≤ m) (h : m ∣ n) : minFac n ≤ m := by
  refine (minFac_spec ?_).2.2 m hm h
  rintro rfl
  have := Nat.le_of_dvd Nat.zero_lt_one h
  omega

/-- The square root, rounded down. -/
def sqrt : Nat → Nat
  | 0 => 0
  | n + 1 => if (sqrt n + 1) * (sqrt n + 1) ≤ n + 1 then sqrt n + 1 else sqrt n
theorem sqrt_spec (n : Nat) : sqrt n * sqrt n ≤ n ∧ n < (sqrt n + 1) * (sqrt n + 1) := by
  induction n with
  | zero => exact ⟨Nat.le_refl 0, by decide⟩
  | succ n ih =>
    unfold sqrt
    split
    · rename_i h
      refine ⟨h, ?_⟩
      have := ih.2
      simp only [Nat.add_mul, Nat.mul_add] at *
      omega
    · rename_i h
      exact ⟨Nat.le_succ_of_le ih.1, Nat.lt_of_not_le h⟩
theorem sqrt_le (n : Nat) : sqrt n * sqrt n ≤ n := (sqrt_spec n).1
theorem lt_succ_sqrt (n : Nat) : n < (sqrt n + 1) * (sqrt n + 1) := (sqrt_spec n).2
theorem le_sqrt {m n : Nat} : m ≤ sqrt n ↔ m * m ≤ n := by
  constructor
  · intro h
    exact Nat.le_trans (Nat.mul_le_mul h h) (sqrt_le n)
  · intro h
    refine Nat.le_of_not_lt fun hlt => ?_
    have := Nat.mul_le_mul (Nat.succ_le_of_lt hlt) (Nat.succ_le_of_lt hlt)
    exact absurd (lt_succ_sqrt n) (Nat.not_lt_of_le (Nat.le_trans this h))
theorem sqrt_eq (n : Nat) : sqrt (n * n) = n := by
  refine Nat.le_antisymm (Nat.le_of_not_lt fun h => ?_) (le_sqrt.mpr (Nat.le_refl _))
  have := Nat.le_trans (Nat.mul_le_mul (Nat.succ_le_of_lt h) (Nat.succ_le_of_lt h)) (sqrt_le (n * n))
  simp only [Nat.add_mul, Nat.mul_add, Nat.succ_eq_add_one] at this
  omega

/-- How far two numbers are apart. -/
def dist (n m : Nat) : Nat := n - m + (m - n)
theorem dist_comm (n m : Nat) : dist n m = dist m n := by unfold dist; omega
theorem dist_self (n : Nat) : dist n n = 0 := by unfold dist; omega
theorem dist_triangle (n m k : Nat) : dist n k ≤ dist n m + dist m k := by unfold dist; omega
theorem eq_of_dist_eq_zero {n m : Nat} (h : dist n m = 0) : n = m := by unfold dist at h; omega

end Nat
