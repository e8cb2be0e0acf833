-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
(go n).elim
where
  go (m : Nat) : False := go (m + 1)
  termination_by m
  decreasing_by exact sorry
