-- otherwise: statement
theorem wrong : 1 = 2 := sorry
-- file
/- theorem wrong : 1 = 2 := sorry -/
-- file
def text := "theorem wrong : 1 = 2 := sorry"
-- file
#exit
theorem wrong : 1 = 2 := sorry
