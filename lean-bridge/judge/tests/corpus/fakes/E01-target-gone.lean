-- otherwise: statement
theorem wrong : 1 = 2 := sorry
-- file
theorem right : 1 = 1 := rfl
-- file
theorem Wrong : 1 = 1 := rfl
