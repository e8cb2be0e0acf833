-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

theorem right : 1 = 1 := rfl
