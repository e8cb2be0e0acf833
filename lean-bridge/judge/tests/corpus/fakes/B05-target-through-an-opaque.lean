-- defences: kernel
theorem wrong : 1 = 2 := sorry
-- file
set_option debug.skipKernelTC true in
opaque «hidden away» : 1 = 2 := by decide +kernel
theorem wrong : 1 = 2 := «hidden away»
