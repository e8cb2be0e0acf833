-- otherwise: statement
theorem wrong : 1 = 2 := sorry
-- file
example : 1 = 2 := sorry
-- file
instance wrong' : Inhabited Nat := ⟨0⟩
