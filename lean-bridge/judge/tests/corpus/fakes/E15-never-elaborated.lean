-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
#exit
-- proof
by trivial /- never closed
-- proof
by exact "never closed
