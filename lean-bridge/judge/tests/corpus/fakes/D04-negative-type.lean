-- otherwise: build
theorem wrong : 1 = 2 := sorry
-- file
set_option debug.skipKernelTC true
inductive Bad : Type
  | make : (Bad → 1 = 2) → Bad
def Bad.out : Bad → 1 = 2
  | .make f => f (.make f)
theorem wrong : 1 = 2 := (Bad.make Bad.out).out
-- file
set_option debug.skipKernelTC true
inductive Large : Type
  | make : Type → Large
theorem wrong : 1 = 2 := sorry
