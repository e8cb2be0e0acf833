-- defences: definitions
opaque number : Nat := 1
theorem right : number = number := sorry
-- file
opaque number : Nat := 2
theorem right : number = number := rfl
