/-!
# Arithmetic of natural numbers, medium

Inductions with an idea, sum formulas, division and remainder, the traps of subtraction.
-/
-- default expect: true

namespace Arithmetic

/-- `f 0 + f 1 + … + f (n - 1)` -/
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f n

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem square_of_sum (a b : Nat) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by sorry

theorem cube_of_succ (n : Nat) : (n + 1) ^ 3 = n ^ 3 + 3 * n ^ 2 + 3 * n + 1 := by sorry

theorem brahmagupta (a b c d : Nat) :
    (a * c + b * d) ^ 2 + (a * d) ^ 2 + (b * c) ^ 2
      = (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) + 2 * (a * c) * (b * d) := by sorry

/-- True even where the subtraction on the left stops at zero. -/
theorem difference_of_squares (a b : Nat) : (a - b) * (a + b) = a ^ 2 - b ^ 2 := by sorry

theorem gauss_sum (n : Nat) : 2 * sumTo (fun i => i) n + n = n * n := by sorry

theorem sum_of_odds (n : Nat) : sumTo (fun i => 2 * i + 1) n = n * n := by sorry

theorem sum_of_powers_of_two (n : Nat) : sumTo (fun i => 2 ^ i) n + 1 = 2 ^ n := by sorry

theorem sum_of_constant (c n : Nat) : sumTo (fun _ => c) n = n * c := by sorry

theorem sum_adds (f g : Nat → Nat) (n : Nat) :
    sumTo (fun i => f i + g i) n = sumTo f n + sumTo g n := by sorry

theorem sum_scales (c : Nat) (f : Nat → Nat) (n : Nat) :
    sumTo (fun i => c * f i) n = c * sumTo f n := by sorry

theorem sum_monotone (f g : Nat → Nat) (h : ∀ i, f i ≤ g i) (n : Nat) :
    sumTo f n ≤ sumTo g n := by sorry

theorem sum_splits (f : Nat → Nat) (m n : Nat) :
    sumTo f (m + n) = sumTo f m + sumTo (fun i => f (m + i)) n := by sorry

theorem telescope (f : Nat → Nat) (h : ∀ i, f i ≤ f (i + 1)) (n : Nat) :
    sumTo (fun i => f (i + 1) - f i) n = f n - f 0 := by sorry

theorem factorial_positive (n : Nat) : 0 < factorial n := by sorry

theorem le_factorial_of_pos (n : Nat) : n ≤ factorial n := by sorry

theorem dvd_factorial_of_le (k n : Nat) (h₁ : 0 < k) (h₂ : k ≤ n) : k ∣ factorial n := by sorry

theorem fib_sum (n : Nat) : sumTo fib n + 1 = fib (n + 1) := by sorry

theorem fib_below_power (n : Nat) : fib n < 2 ^ n := by sorry

theorem below_power_of_two (n : Nat) : n < 2 ^ n := by sorry

theorem square_below_power (n : Nat) : (n + 4) ^ 2 ≤ 2 ^ (n + 4) := by sorry

theorem pow_pow_swap (a m n : Nat) : (a ^ m) ^ n = (a ^ n) ^ m := by sorry

theorem pow_of_product (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by sorry

theorem pow_mono (a b n : Nat) (h : a ≤ b) : a ^ n ≤ b ^ n := by sorry

theorem product_of_consecutive (n : Nat) : n * (n + 1) % 2 = 0 := by sorry

theorem square_mod_four (n : Nat) : n * n % 4 = 0 ∨ n * n % 4 = 1 := by sorry

theorem six_divides (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by sorry

theorem cube_minus_self (n : Nat) : 3 ∣ n ^ 3 + 2 * n := by sorry

theorem four_pow_mod_three (n : Nat) : 4 ^ n % 3 = 1 := by sorry

theorem nine_divides (n : Nat) : 9 ∣ 10 ^ n + 3 * 4 ^ (n + 2) + 5 := by sorry

theorem dvd_difference (d a b : Nat) (h₁ : d ∣ a) (h₂ : d ∣ b) : d ∣ a - b := by sorry

theorem dvd_squeeze (a b : Nat) (h₁ : a ∣ b) (h₂ : b ∣ a) : a = b := by sorry

theorem dvd_one (d n : Nat) (h₁ : d ∣ n) (h₂ : d ∣ n + 1) : d = 1 := by sorry

theorem division_with_remainder (a b : Nat) (h : 0 < b) : ∃ q r, a = b * q + r ∧ r < b := by sorry

theorem division_is_unique (b q r q' r' : Nat) (h : b * q + r = b * q' + r') (h₁ : r < b)
    (h₂ : r' < b) : q = q' ∧ r = r' := by sorry

theorem coins_three_five (n : Nat) : ∃ a b, n + 8 = 3 * a + 5 * b := by sorry

theorem square_root_exists (n : Nat) : ∃ r, r * r ≤ n ∧ n < (r + 1) * (r + 1) := by sorry

theorem distance_as_sub (a b : Nat) : max a b - min a b = (a - b) + (b - a) := by sorry

theorem sub_triangle (a b c : Nat) : a - c ≤ (a - b) + (b - c) := by sorry

theorem two_steps {p : Nat → Prop} (h₀ : p 0) (h₁ : p 1) (h : ∀ n, p n → p (n + 2)) :
    ∀ n, p n := by sorry

theorem all_below {p : Nat → Prop} (h : ∀ n, (∀ m, m < n → p m) → p n) : ∀ n, p n := by sorry

theorem additive_is_linear (f : Nat → Nat) (h : ∀ a b, f (a + b) = f a + f b) :
    ∀ n, f n = n * f 1 := by sorry

theorem increasing_outruns (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) : ∀ n, n ≤ f n := by sorry

theorem increasing_is_monotone (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) :
    ∀ m n, m < n → f m < f n := by sorry

-- expect: false
theorem sub_sub_as_add (a b c : Nat) : a - (b - c) = a - b + c := by sorry

-- expect: false
theorem self_quotient (n : Nat) : n / n = 1 := by sorry

-- expect: false
theorem div_strictly_monotone (a b c : Nat) (hc : 0 < c) (h : a < b) : a / c < b / c := by sorry

-- expect: false
theorem square_never_passes_power (n : Nat) : n ^ 2 ≤ 2 ^ n := by sorry

-- expect: false
theorem sub_path (a b c : Nat) (h : c ≤ a) : (a - b) + (b - c) = a - c := by sorry

end Arithmetic
