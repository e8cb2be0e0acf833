-- defences: statement
theorem right : 1 = 1 := sorry
-- file
opaque right : 1 = 1 := rfl
