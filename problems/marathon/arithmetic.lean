/-!
# Arithmetic, for a long night

More primes, sums, binomials and Fibonacci numbers. Few of these fall in a minute.
-/
-- default expect: true

namespace Arithmetic

/-- At least 2, and no divisors but 1 and itself. -/
def IsPrime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

/-- `f 0 + f 1 + … + f (n - 1)` -/
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f n

/-- `f 0 * f 1 * … * f (n - 1)` -/
def prodTo (f : Nat → Nat) : Nat → Nat
  | 0 => 1
  | n + 1 => prodTo f n * f n

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

/-- Paths in a grid, by Pascal's rule. -/
def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)

theorem prime_above_three (p : Nat) (hp : IsPrime p) (h : 3 < p) : p % 6 = 1 ∨ p % 6 = 5 := by sorry

theorem twin_sum (p : Nat) (h₁ : IsPrime p) (h₂ : IsPrime (p + 2)) (h : 3 < p) : 6 ∣ p + 1 := by
  sorry

/-- 3, 5, 7 are the only three primes in steps of two. -/
theorem no_prime_triplet (p : Nat) (h₁ : IsPrime p) (h₂ : IsPrime (p + 2)) (h₃ : IsPrime (p + 4)) :
    p = 3 := by sorry

theorem sqrt_three_irrational (a b : Nat) (hb : 0 < b) : a * a ≠ 3 * (b * b) := by sorry

theorem sqrt_prime_irrational (p a b : Nat) (hp : IsPrime p) (hb : 0 < b) :
    a * a ≠ p * (b * b) := by sorry

theorem cauchy_schwarz_two (a b c d : Nat) :
    (a * c + b * d) * (a * c + b * d) ≤ (a * a + b * b) * (c * c + d * d) := by sorry

theorem power_mean (a b n : Nat) : (a + b) ^ n ≤ 2 ^ n * (a ^ n + b ^ n) := by sorry

theorem sum_reversed (f : Nat → Nat) (n : Nat) :
    sumTo (fun i => f (n - 1 - i)) n = sumTo f n := by sorry

theorem choose_symmetric (m n : Nat) : choose (m + n) m = choose (m + n) n := by sorry

theorem binomial_theorem (x n : Nat) :
    (x + 1) ^ n = sumTo (fun k => choose n k * x ^ k) (n + 1) := by sorry

theorem hockey_stick (k n : Nat) : sumTo (fun i => choose (k + i) k) (n + 1) = choose (k + n + 1) (k + 1) := by
  sorry

theorem cassini (n : Nat) : fib (2 * n + 1) * fib (2 * n + 1) = fib (2 * n) * fib (2 * n + 2) + 1 := by
  sorry

theorem fib_divides (m k : Nat) : fib m ∣ fib (m * k) := by sorry

theorem fib_square_sum (n : Nat) : sumTo (fun i => fib i * fib i) (n + 1) = fib n * fib (n + 1) := by
  sorry

theorem fermat_numbers_product (n : Nat) :
    prodTo (fun i => 2 ^ 2 ^ i + 1) n + 2 = 2 ^ 2 ^ n + 1 := by sorry

theorem nothing_divides_factorial_plus_one (n d : Nat) (h₁ : 2 ≤ d) (h₂ : d ≤ n) : ¬d ∣ prodTo (fun i => i + 1) n + 1 := by
  sorry

theorem increasing_inverse (f : Nat → Nat) (zero : f 0 = 0) (h : ∀ n, f n < f (n + 1)) (n : Nat) :
    ∃ k, f k ≤ n ∧ n < f (k + 1) := by sorry

theorem binary_representation (n : Nat) :
    ∃ (bits : Nat → Nat) (k : Nat), (∀ i, bits i ≤ 1) ∧ n = sumTo (fun i => bits i * 2 ^ i) k := by
  sorry

end Arithmetic
