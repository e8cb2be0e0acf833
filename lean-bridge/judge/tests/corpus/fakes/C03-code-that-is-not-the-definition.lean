-- defences: scan
theorem right : 1 = 1 := sorry
-- proof
rfl

def f : Nat := 1
def g : Nat := 2
attribute [implemented_by g] f
-- proof
rfl

@[extern "lean_nat_add"] opaque f : Nat → Nat → Nat
-- proof
rfl

@[export f_of_mine] def f : Nat := 1
