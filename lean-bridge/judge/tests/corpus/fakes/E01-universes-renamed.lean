-- defences: statement
theorem right.{u} (a : Type u) (x : a) : x = x := sorry
-- file
theorem right.{v} (a : Type v) (x : a) : x = x := rfl
