-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry
-- proof
by sorry
-- proof
by
  stop
  exact Nat.succ_ne_self n
-- proof
by admit
-- proof
sorryAx _ true
-- proof
sorryAx _ false
