prelude
import Foundations.Nat.Functions
/-!
# Digits

The digits of a number in any base, the number that digits make, and remainders by sums of digits. Names as in
Mathlib; part of `Foundations.Mathematics`.
-/

namespace Nat
variable {b n m d : Nat}
/-- The digits of a number in base `b`, the lowest first; with base 0 the number itself, with base 1 as many ones. -/
def digits (b n : Nat) : List Nat :=
  if n = 0 then [] else if b = 0 then [n] else if b = 1 then List.replicate n 1
  else n % b :: digits b (n / b)
termination_by n
decreasing_by exact Nat.div_lt_self (by omega) (by omega)

@[simp] theorem digits_zero (b : Nat) : digits b 0 = [] := by rw [digits]; rfl
@[simp] theorem digits_zero_left (h : n ≠ 0) : digits 0 n = [n] := by
  rw [digits, if_neg h, if_pos rfl]
@[simp] theorem digits_one (n : Nat) : digits 1 n = List.replicate n 1 := by
  rw [digits]
  by_cases h : n = 0
  · rw [if_pos h, h]; rfl
  · rw [if_neg h, if_neg (by omega), if_pos rfl]
theorem digits_def' (hb : 1 < b) (hn : 0 < n) : digits b n = n % b :: digits b (n / b) := by
  rw [digits, if_neg (by omega), if_neg (by omega), if_neg (by omega)]
@[simp] theorem digits_of_two_le_of_pos (hb : 2 ≤ b) (hn : 0 < n) : digits b n = n % b :: digits b (n / b) := digits_def' hb hn
theorem digits_of_lt (hn : n ≠ 0) (h : n < b) : digits b n = [n] := by
  rw [digits_def' (by omega) (by omega), Nat.mod_eq_of_lt h, Nat.div_eq_of_lt h, digits_zero]
theorem digits_lt_base (hb : 1 < b) : ∀ {n : Nat}, d ∈ digits b n → d < b := by
  intro n
  induction n using Nat.strongRecOn with
  | ind n ih =>
    intro h
    by_cases hn : n = 0
    · rw [hn, digits_zero] at h; cases h
    · rw [digits_def' hb (by omega), List.mem_cons] at h
      cases h with
      | inl h => rw [h]; exact Nat.mod_lt _ (by omega)
      | inr h => exact ih _ (Nat.div_lt_self (by omega) hb) h
/-- The number with these digits in base `b`, the lowest first. -/
def ofDigits (b : Nat) : List Nat → Nat
  | [] => 0
  | d :: l => d + b * ofDigits b l
@[simp] theorem ofDigits_nil (b : Nat) : ofDigits b [] = 0 := rfl
@[simp] theorem ofDigits_cons (b d : Nat) (l : List Nat) : ofDigits b (d :: l) = d + b * ofDigits b l := rfl
@[simp] theorem ofDigits_singleton (b d : Nat) : ofDigits b [d] = d := by simp
theorem ofDigits_one (l : List Nat) : ofDigits 1 l = l.sum := by
  induction l with
  | nil => rfl
  | cons d l ih => rw [ofDigits_cons, ih, List.sum_cons, Nat.one_mul]
theorem ofDigits_append (b : Nat) (l₁ l₂ : List Nat) : ofDigits b (l₁ ++ l₂) = ofDigits b l₁ + b ^ l₁.length * ofDigits b l₂ := by
  induction l₁ with
  | nil => simp
  | cons d l ih =>
    rw [List.cons_append, ofDigits_cons, ofDigits_cons, ih, List.length_cons, Nat.pow_succ, Nat.mul_add, Nat.add_assoc,
      Nat.mul_comm (b ^ _) b, Nat.mul_assoc]
theorem ofDigits_digits (b n : Nat) : ofDigits b (digits b n) = n := by
  by_cases hb : 1 < b
  · induction n using Nat.strongRecOn with
    | ind n ih =>
      by_cases hn : n = 0
      · rw [hn, digits_zero]; rfl
      · rw [digits_def' hb (by omega), ofDigits_cons, ih _ (Nat.div_lt_self (by omega) hb), Nat.mod_add_div]
  · by_cases h0 : b = 0
    · by_cases hn : n = 0
      · rw [hn, digits_zero]; rfl
      · rw [h0, digits_zero_left hn, ofDigits_singleton]
    · have h1 : b = 1 := by omega
      rw [h1, digits_one, ofDigits_one]
      simp
/-- A number and the sum of its digits leave the same remainder where the base leaves 1. -/
theorem modEq_digits_sum (b' : Nat) (h : b % b' = 1 % b') (n : Nat) : n ≡ (digits b n).sum [MOD b'] := by
  have key : ∀ l : List Nat, ofDigits b l % b' = l.sum % b' := by
    intro l
    induction l with
    | nil => rfl
    | cons d l ih =>
      rw [ofDigits_cons, List.sum_cons, Nat.add_mod, Nat.mul_mod, h, ih, ← Nat.mul_mod, Nat.one_mul, ← Nat.add_mod]
  show n % b' = _
  rw [← key, ofDigits_digits]
theorem modEq_three_digits_sum (n : Nat) : n ≡ (digits 10 n).sum [MOD 3] := modEq_digits_sum (b := 10) 3 rfl n
theorem modEq_nine_digits_sum (n : Nat) : n ≡ (digits 10 n).sum [MOD 9] := modEq_digits_sum (b := 10) 9 rfl n

end Nat
