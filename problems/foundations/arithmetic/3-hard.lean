/-!
# Arithmetic of natural numbers, hard

Primes, Euclid's lemma, irrationality, inequalities and sums that need lemmas of their own.
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

theorem exists_prime_divisor (n : Nat) (h : 2 ≤ n) : ∃ p, IsPrime p ∧ p ∣ n := by sorry

/-- Euclid: there is a prime beyond every number. -/
theorem infinitely_many_primes (n : Nat) : ∃ p, n < p ∧ IsPrime p := by sorry

/-- Euclid's lemma. -/
theorem euclid_lemma (p a b : Nat) (hp : IsPrime p) (h : p ∣ a * b) : p ∣ a ∨ p ∣ b := by sorry

theorem prime_divides_power (p a n : Nat) (hp : IsPrime p) (h : p ∣ a ^ n) : p ∣ a := by sorry

theorem prime_is_odd (p : Nat) (hp : IsPrime p) (h : p ≠ 2) : p % 2 = 1 := by sorry

theorem smallest_divisor_bound (n : Nat) (h : 2 ≤ n) (hn : ¬IsPrime n) :
    ∃ d, 2 ≤ d ∧ d * d ≤ n ∧ d ∣ n := by sorry

/-- The square root of 2 is irrational. -/
theorem sqrt_two_irrational (a b : Nat) (hb : 0 < b) : a * a ≠ 2 * (b * b) := by sorry

theorem no_square_is_two_mod_three (a b : Nat) : a * a ≠ 3 * b + 2 := by sorry

theorem sum_of_two_squares_mod_four (a b n : Nat) : a * a + b * b ≠ 4 * n + 3 := by sorry

/-- Bézout, without negative numbers. -/
theorem bezout (a b : Nat) (ha : 0 < a) (hb : 0 < b) :
    ∃ x y, a * x = b * y + Nat.gcd a b := by sorry

theorem gcd_scales (a b c : Nat) : Nat.gcd (c * a) (c * b) = c * Nat.gcd a b := by sorry

theorem coprime_divides (a b c : Nat) (h : Nat.gcd a b = 1) (hd : a ∣ b * c) : a ∣ c := by sorry

theorem coprime_product_divides (a b c : Nat) (h : Nat.gcd a b = 1) (h₁ : a ∣ c) (h₂ : b ∣ c) :
    a * b ∣ c := by sorry

/-- Sun Zi's remainder theorem. -/
theorem chinese_remainder (a b r s : Nat) (h : Nat.gcd a b = 1) (ha : 0 < a) (hb : 0 < b) :
    ∃ n, n % a = r % a ∧ n % b = s % b := by sorry

/-- Bernoulli's inequality. -/
theorem bernoulli (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by sorry

/-- The arithmetic mean is at least the geometric mean. -/
theorem am_gm_two (a b : Nat) : 4 * (a * b) ≤ (a + b) * (a + b) := by sorry

theorem rearrangement_two (a b c d : Nat) (h₁ : a ≤ b) (h₂ : c ≤ d) :
    a * d + b * c ≤ a * c + b * d := by sorry

theorem sum_of_squares (n : Nat) :
    6 * sumTo (fun i => i ^ 2) (n + 1) = n * (n + 1) * (2 * n + 1) := by sorry

/-- Nicomachus: the sum of the first cubes is a square. -/
theorem sum_of_cubes (n : Nat) :
    sumTo (fun i => i ^ 3) n = sumTo (fun i => i) n ^ 2 := by sorry

theorem geometric_sum (a n : Nat) : sumTo (fun i => (a + 1) ^ i) n * a + 1 = (a + 1) ^ n := by sorry

theorem sum_exchange (f : Nat → Nat → Nat) (m n : Nat) :
    sumTo (fun i => sumTo (fun j => f i j) n) m = sumTo (fun j => sumTo (fun i => f i j) m) n := by
  sorry

theorem binomial_row_sum (n : Nat) : sumTo (fun k => choose n k) (n + 1) = 2 ^ n := by sorry

theorem choose_absorb (n k : Nat) : (k + 1) * choose (n + 1) (k + 1) = (n + 1) * choose n k := by
  sorry

theorem fib_addition (m n : Nat) : fib (m + n + 1) = fib m * fib n + fib (m + 1) * fib (n + 1) := by
  sorry

theorem fib_coprime (n : Nat) : Nat.gcd (fib n) (fib (n + 1)) = 1 := by sorry

/-- The only strictly increasing function that undoes itself is the identity. -/
theorem increasing_involution (f : Nat → Nat) (h : ∀ m n, m < n → f m < f n)
    (inv : ∀ n, f (f n) = n) : ∀ n, f n = n := by sorry

/-- IMO 1977, problem 6. -/
theorem imo_1977_6 (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by sorry

theorem pigeonhole (n : Nat) (f : Nat → Nat) (h : ∀ i, i ≤ n → f i < n) :
    ∃ i j, i < j ∧ j ≤ n ∧ f i = f j := by sorry

/-- An odd number times a power of two. -/
theorem two_adic (n : Nat) (h : 0 < n) : ∃ k m, n = 2 ^ k * (2 * m + 1) := by sorry

-- expect: false
/-- Euler's polynomial. -/
theorem euler_polynomial (n : Nat) : IsPrime (n * n + n + 41) := by sorry

-- expect: false
theorem dvd_product_split (d a b : Nat) (hd : 2 ≤ d) (h : d ∣ a * b) : d ∣ a ∨ d ∣ b := by sorry

-- expect: false
theorem gcd_multiplies (a b c : Nat) : Nat.gcd a (b * c) = Nat.gcd a b * Nat.gcd a c := by sorry

-- expect: false
theorem pow_commutes_only_on_diagonal (a b : Nat) (ha : 0 < a) (hb : 0 < b) (h : a ^ b = b ^ a) :
    a = b := by sorry

-- expect: false
theorem primorial_plus_one (n : Nat) (h : 1 ≤ n) : IsPrime (prodTo (fun i => i + 1) n + 1) := by sorry

-- expect: false
theorem chinese_remainder_always (a b r s : Nat) (ha : 0 < a) (hb : 0 < b) :
    ∃ n, n % a = r % a ∧ n % b = s % b := by sorry

end Arithmetic
