/-!
# Integers, minimum and maximum

Kept for measuring.
-/
-- default expect: true

namespace Numbers

theorem int_add_swap (a b c : Int) : a + (b + c) = b + (a + c) := by sorry

theorem int_sub_self (a : Int) : a - a = 0 := by sorry

theorem int_neg_neg (a : Int) : - -a = a := by sorry

theorem int_order (a b : Int) (h : a < b) : a + 1 ≤ b := by sorry

theorem int_total (a b : Int) : a ≤ b ∨ b ≤ a := by sorry

theorem int_sub_swap (a b c : Int) : a - b - c = a - c - b := by sorry

theorem int_add_cancel (a b c : Int) (h : a + b = a + c) : b = c := by sorry

theorem int_neg_order (a b : Int) (h : a ≤ b) : -b ≤ -a := by sorry

theorem int_between (a b : Int) (h : a < b) : ∃ c, a < c ∧ c ≤ b := by sorry

theorem int_no_least : ∀ a : Int, ∃ b, b < a := by sorry

theorem int_mul_dist (a b c : Int) : a * (b - c) = a * b - a * c := by sorry

theorem min_comm' (a b : Nat) : min a b = min b a := by sorry

theorem max_assoc' (a b c : Nat) : max (max a b) c = max a (max b c) := by sorry

theorem min_le_both (a b : Nat) : min a b ≤ a ∧ min a b ≤ b := by sorry

theorem max_self' (a : Nat) : max a a = a := by sorry

theorem min_add_max (a b : Nat) : min a b + max a b = a + b := by sorry

theorem le_max (a b c : Nat) (h : a ≤ b) : a ≤ max b c := by sorry

theorem min_of_le (a b : Nat) (h : a ≤ b) : min a b = a := by sorry

theorem max_le_both (a b c : Nat) (h₁ : a ≤ c) (h₂ : b ≤ c) : max a b ≤ c := by sorry

theorem min_max_absorb (a b : Nat) : min a (max a b) = a := by sorry

theorem max_add_right (a b c : Nat) : max (a + c) (b + c) = max a b + c := by sorry

end Numbers
