-- defences: statement
theorem wrong (a b : Nat) : a + b = a * b := sorry
-- file
local instance (priority := high) : HAdd Nat Nat Nat := ⟨fun a b => a * b⟩
theorem wrong (a b : Nat) : a + b = a * b := rfl
-- file
local instance (priority := high) : HMul Nat Nat Nat := ⟨fun a b => a + b⟩
theorem wrong (a b : Nat) : a + b = a * b := rfl
