-- defences: scan
-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial /- never closed
-- proof
by exact "never closed
