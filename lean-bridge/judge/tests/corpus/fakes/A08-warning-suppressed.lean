-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- proof
set_option warn.sorry false in sorry
-- proof
by
  set_option warn.sorry false in
  sorry
