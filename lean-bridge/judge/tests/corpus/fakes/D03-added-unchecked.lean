-- defences: kernel
theorem wrong : 1 = 2 := sorry
-- file
set_option debug.skipKernelTC true
theorem zero_is_one : 0 = 1 := by decide +kernel
theorem anything (p : Prop) : p := absurd zero_is_one (fun h => Nat.noConfusion h)
theorem wrong : 1 = 2 := anything _
-- file
set_option debug.skipKernelTC true
theorem wrong : 1 = 2 := by decide +kernel
