-- defences: statement
theorem wrong : 1 = 2 := sorry
-- renamed: right -> wrong
theorem right : 1 = 1 := rfl
