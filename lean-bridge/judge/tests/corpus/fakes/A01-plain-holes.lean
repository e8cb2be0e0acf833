-- caught by: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry
-- proof
by sorry
-- proof
by
  sorry
-- proof
sorryAx _ true
-- proof
sorryAx _ false
