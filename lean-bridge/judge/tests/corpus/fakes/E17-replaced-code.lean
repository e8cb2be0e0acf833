-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by trivial
attribute [implemented_by Nat.add] Nat.mul
-- proof
by trivial
@[extern "c"] def f := 1
-- proof
by trivial
@[csimp] theorem f : 1 = 1 := rfl
