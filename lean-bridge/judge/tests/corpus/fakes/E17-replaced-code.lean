-- defences: scan
theorem right : 1 = 1 := sorry
-- proof
rfl

@[csimp] theorem same : @Nat.add = @Nat.add := rfl
