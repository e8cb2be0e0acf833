-- defences: definitions
def two : Nat := 2
theorem wrong : two = 3 := sorry
-- renamed: six -> two
def six : Nat := 3
theorem wrong : six = 3 := rfl
