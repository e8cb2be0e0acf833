-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
#eval 1
-- proof
by trivial
run_cmd pure ()
-- proof
by trivial
initialize pure ()
-- proof
by run_tac pure ()
