-- defences: constants, kernel
theorem wrong : 1 = 2 := sorry
-- file
set_option debug.skipKernelTC true
unsafe def cheat : 1 = 2 := cheat
theorem wrong : 1 = 2 := cheat
