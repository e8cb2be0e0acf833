-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by native_decide
-- proof
Lean.ofReduceBool _ _ rfl
