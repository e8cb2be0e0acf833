-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
notation "Fine" => False
-- proof
by trivial
scoped notation "Fine" => False
-- proof
by trivial
infix:50 " ~~ " => Eq
