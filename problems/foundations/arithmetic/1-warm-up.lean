/-!
# Arithmetic of natural numbers, warm-up

Evaluation, linear equations and inequalities, the first inductions.
-/
-- default expect: true

namespace Arithmetic

theorem seven_times_six : 7 * 6 = 42 := by sorry

theorem power_of_two : 2 ^ 10 = 1024 := by sorry

theorem remainder_example : 100 % 7 = 2 := by sorry

theorem exists_triple : ∃ a b c : Nat, 0 < a ∧ a ^ 2 + b ^ 2 = c ^ 2 := by sorry

theorem add_rotate (a b c : Nat) : a + b + c = c + a + b := by sorry

theorem add_shuffle (a b c d : Nat) : (a + b) + (c + d) = (d + b) + (a + c) := by sorry

theorem mul_rotate (a b c : Nat) : a * b * c = c * a * b := by sorry

theorem double_eq (n : Nat) : n + n = 2 * n := by sorry

theorem distribute_twice (a b c : Nat) : a * (b + c + 1) = a * b + a * c + a := by sorry

theorem succ_times (a b : Nat) : (a + 1) * b = a * b + b := by sorry

theorem cancel_both (a b c d : Nat) (h : a + b + c = c + b + d) : a = d := by sorry

theorem add_left_zero (a b : Nat) (h : a + b = a) : b = 0 := by sorry

theorem both_zero (a b : Nat) (h : a + b = 0) : a = 0 ∧ b = 0 := by sorry

theorem linear_solve (x y : Nat) (h₁ : x + y = 10) (h₂ : x = y + 4) : x = 7 := by sorry

theorem linear_bound (x y : Nat) (h₁ : 2 * x + 3 * y ≤ 12) (h₂ : 4 ≤ y) : x = 0 := by sorry

theorem le_chain (a b c d : Nat) (h₁ : a ≤ b) (h₂ : b < c) (h₃ : c ≤ d) : a < d := by sorry

theorem add_le_mix (a b c d : Nat) (h₁ : a ≤ c) (h₂ : b < d) : a + b < c + d := by sorry

theorem lt_or_ge_split (a b : Nat) : a < b ∨ b ≤ a := by sorry

theorem not_between (n m : Nat) (h : n < m) : ¬m < n + 1 := by sorry

theorem le_squeeze (a b : Nat) (h₁ : a ≤ b) (h₂ : b < a + 1) : a = b := by sorry

theorem positive_has_predecessor (n : Nat) (h : 0 < n) : ∃ m, n = m + 1 := by sorry

theorem le_witness (a b : Nat) (h : a ≤ b) : ∃ c, b = c + a := by sorry

theorem sub_undo (a b : Nat) : a + b - b = a := by sorry

theorem sub_shift (a b c : Nat) : a + c - (b + c) = a - b := by sorry

theorem sub_sub_gather (a b c : Nat) : a - b - c = a - (c + b) := by sorry

theorem sub_twice_back (a b : Nat) (h : b ≤ a) : a - (a - b) = b := by sorry

theorem mul_sub_spread (a b c : Nat) : a * (b - c) = a * b - a * c := by sorry

theorem zero_factor (a b : Nat) (h : a * b = 0) : a = 0 ∨ b = 0 := by sorry

theorem zero_pow_succ (n : Nat) : 0 ^ (n + 1) = 0 := by sorry

theorem one_pow_any (n : Nat) : 1 ^ n = 1 := by sorry

theorem pow_add_three (a n : Nat) : a ^ (n + 3) = a ^ n * a * a * a := by sorry

theorem min_plus_max (a b : Nat) : min a b + max a b = a + b := by sorry

theorem max_absorbs_min (a b : Nat) : max a (min a b) = a := by sorry

theorem dvd_sum_of_three (d a b c : Nat) (h₁ : d ∣ a) (h₂ : d ∣ b) (h₃ : d ∣ c) :
    d ∣ a + b + c := by sorry

theorem dvd_own_multiple (a b c : Nat) : b ∣ a * b * c := by sorry

theorem even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ (∃ k, n = 2 * k + 1) := by sorry

theorem even_plus_even (a b : Nat) (h₁ : a % 2 = 0) (h₂ : b % 2 = 0) : (a + b) % 2 = 0 := by sorry

theorem odd_plus_odd (a b : Nat) (h₁ : a % 2 = 1) (h₂ : b % 2 = 1) : (a + b) % 2 = 0 := by sorry

theorem constant_of_steps (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n) : ∀ n, f n = f 0 := by sorry

-- expect: false
theorem sub_then_add (a b : Nat) : a - b + b = a := by sorry

-- expect: false
theorem mod_is_small (a b : Nat) : a % b < b := by sorry

end Arithmetic
