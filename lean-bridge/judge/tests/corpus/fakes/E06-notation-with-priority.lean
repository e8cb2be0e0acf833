-- defences: statement
theorem wrong : 5 ≤ 3 := sorry
-- file
infix:50 (priority := high) " ≤ " => fun (_ _ : Nat) => True
theorem wrong : 5 ≤ 3 := True.intro
