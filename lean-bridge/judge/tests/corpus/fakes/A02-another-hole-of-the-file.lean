-- defences: axioms
theorem open_still (n : Nat) : n + 1 = n := sorry
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
open_still n
-- proof
by
  have h := open_still n
  simp [h]
