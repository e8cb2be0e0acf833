-- caught by: build
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
