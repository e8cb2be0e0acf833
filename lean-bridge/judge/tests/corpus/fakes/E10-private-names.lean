-- defences: definitions
private def secret : Nat := 2
theorem wrong : secret = 3 := sorry
-- file
private def secret : Nat := 3
theorem wrong : secret = 3 := rfl
