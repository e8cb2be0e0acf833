-- defences: statement
def Odd (n : Nat) : Prop := ∃ k, n = 2 * k + 1
theorem wrong : Odd 4 := sorry
-- file
def Odd (n : Nat) : Prop := ∃ k, n = 2 * k + 1
macro (priority := high) "Odd " n:term:max : term => `(True)
theorem wrong : Odd 4 := True.intro
