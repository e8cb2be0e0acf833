-- defences: statement
theorem right : 1 = 1 := sorry
-- file
def right : 1 = 1 := rfl
-- file
abbrev right : 1 = 1 := rfl
