-- defences: statement
theorem wrong (n : Nat) (h : 0 < n) : n = 2 := sorry
-- file
theorem wrong (n : Nat) (h : n = 2) : n = 2 := h
-- file
theorem wrong (n : Nat) (h : 0 < n) : n = n := rfl
-- file
theorem wrong (n : Nat) (h : n < 0) : n = 2 := absurd h (Nat.not_lt_zero n)
-- file
theorem wrong {n : Nat} (h : n < 0) : n = 2 := absurd h (Nat.not_lt_zero n)
-- file
theorem wrong : ∃ n, n = 2 := ⟨2, rfl⟩
