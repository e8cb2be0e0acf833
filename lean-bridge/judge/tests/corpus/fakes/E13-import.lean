-- defences: scan
-- otherwise: build
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
import Foundations
-- proof
by trivial
prelude
