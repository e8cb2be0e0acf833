-- defences: axioms
theorem right : 10 ^ 3 = 1000 := sorry
-- proof
by native_decide
