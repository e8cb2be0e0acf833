-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by
  set_option maxRecDepth 1000000 in
  decide
