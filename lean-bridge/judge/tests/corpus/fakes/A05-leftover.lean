-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
_
-- proof
?a
-- proof
by
  skip
-- proof
by
  refine ?_
-- proof
inferInstance
-- proof
by
  set_option maxHeartbeats 1 in
  simp
