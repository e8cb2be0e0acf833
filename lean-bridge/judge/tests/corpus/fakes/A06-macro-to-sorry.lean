-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

local macro "innocent" : command => `(theorem later : True := True.intro)
innocent
-- file
macro_rules | `(tactic| rfl) => `(tactic| sorry)
theorem wrong (n : Nat) : n + 1 = n := by rfl
-- file
theorem wrong (n : Nat) : n + 1 = n := go n
where
  /-- Nothing to see. -/
  go (n : Nat) : n + 1 = n := by
    exact (sorry)
