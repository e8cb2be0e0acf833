-- otherwise: statement
theorem wrong : 1 = 2 := sorry
-- file
private theorem wrong : 1 = 1 := rfl
-- file
theorem «wrong » : 1 = 1 := rfl
