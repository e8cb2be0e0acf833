-- defences: scan
-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry
run_cmd pure ()
-- proof
sorry
initialize pure ()
-- proof
by run_tac pure ()
