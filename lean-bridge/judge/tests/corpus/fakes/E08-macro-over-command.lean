-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
macro_rules | `(tactic| rfl) => `(tactic| sorry)
-- proof
by trivial
syntax "fine" : tactic
