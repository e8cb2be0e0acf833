-- defences: statement
theorem wrong.{u} (a : Type u) (x y : a) : x = y := sorry
-- file
theorem wrong (a : Prop) (x y : a) : x = y := rfl
