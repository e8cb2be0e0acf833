-- defences: statement
theorem wrong : 1 = 1 ∧ False := sorry
-- file
local notation (priority := high) "False" => True
theorem wrong : 1 = 1 ∧ False := ⟨rfl, True.intro⟩
-- file
local infix:35 (priority := high) " ∧ " => Or
theorem wrong : 1 = 1 ∧ False := Or.inl rfl
