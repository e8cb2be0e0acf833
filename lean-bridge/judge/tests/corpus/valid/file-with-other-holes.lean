theorem before (n : Nat) : 0 ≤ n := sorry
theorem between (n : Nat) : n ≤ n + 1 := sorry

theorem after (n : Nat) : 0 ≤ n := Nat.zero_le n
-- proof
Nat.le_succ n
-- proof
by omega
-- proof
by
  exact Nat.le.step Nat.le.refl
