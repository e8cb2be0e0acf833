-- defences: statement
theorem wrong : (1 : Nat) = 2 := sorry
-- file
local instance (priority := high) (n : Nat) : OfNat Nat n := ⟨0⟩
theorem wrong : (1 : Nat) = 2 := rfl
