import Mathlib

/-!
# First steps with Mathlib

A short list for users whose Lean project has Mathlib: `polya run problems/mathlib` from inside that
project.
-/
-- default expect: true

open Real Finset

namespace FirstSteps

/-- A linear system has one solution. -/
-- level: warm-up
theorem linear_system (x y : ℝ) (h₁ : 2 * x + y = 7) (h₂ : x - y = 2) : x = 3 ∧ y = 1 := by sorry

-- level: warm-up
theorem quadratic_roots (x : ℝ) (h : x ^ 2 - 5 * x + 6 = 0) : x = 2 ∨ x = 3 := by sorry

-- level: warm-up
theorem square_plus_square (a b : ℝ) : 2 * (a * b) ≤ a ^ 2 + b ^ 2 := by sorry

/-- Nesbitt's inequality. -/
-- level: medium
theorem nesbitt (a b c : ℝ) (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) :
    3 / 2 ≤ a / (b + c) + b / (c + a) + c / (a + b) := by sorry

-- level: medium
theorem gauss_sum (n : ℕ) : 2 * ∑ i ∈ range (n + 1), i = n * (n + 1) := by sorry

-- level: medium
theorem seven_divides (n : ℕ) : 7 ∣ 2 ^ (n + 2) + 3 ^ (2 * n + 1) := by sorry

-- level: medium
theorem twenty_four_divides (n : ℤ) (h : n % 6 = 1 ∨ n % 6 = 5) : (24 : ℤ) ∣ n ^ 2 - 1 := by sorry

-- level: medium
theorem sum_of_telescope (n : ℕ) :
    ∑ k ∈ range n, (1 : ℚ) / ((k + 1) * (k + 2)) = 1 - 1 / (n + 1) := by sorry

/-- A continuous function from the unit interval to itself has a fixed point. -/
-- level: hard
theorem fixed_point (f : ℝ → ℝ) (hf : ContinuousOn f (Set.Icc 0 1))
    (maps : ∀ x ∈ Set.Icc (0 : ℝ) 1, f x ∈ Set.Icc (0 : ℝ) 1) :
    ∃ x ∈ Set.Icc (0 : ℝ) 1, f x = x := by sorry

/-- Cauchy's equation with continuity. -/
-- level: hard
theorem cauchy_equation (f : ℝ → ℝ) (hf : Continuous f) (add : ∀ x y, f (x + y) = f x + f y) :
    ∀ x, f x = x * f 1 := by sorry

/-- IMO 1959, problem 1. -/
-- level: medium
theorem imo_1959_1 (n : ℕ) : Nat.gcd (21 * n + 4) (14 * n + 3) = 1 := by sorry

/-- Two elements of order two whose product has order two commute. -/
-- level: medium
theorem involutions_commute {G : Type*} [Group G] (a b : G) (ha : a ^ 2 = 1) (hb : b ^ 2 = 1)
    (hab : (a * b) ^ 2 = 1) : a * b = b * a := by sorry

-- level: medium
-- expect: false
theorem sqrt_of_square (x : ℝ) : Real.sqrt (x ^ 2) = x := by sorry

-- level: medium
-- expect: false
theorem inverse_cancels (x : ℝ) : x * x⁻¹ = 1 := by sorry

-- level: hard
-- expect: false
theorem bounded_sequence_converges (u : ℕ → ℝ) (h : ∀ n, |u n| ≤ 1) :
    ∃ l, Filter.Tendsto u Filter.atTop (nhds l) := by sorry

end FirstSteps
