-- defences: imports
theorem right : 1 = 1 := sorry
-- file
prelude
import Foundations.Nat.Basic
theorem right : 1 = 1 := rfl
-- file
prelude
import Foundations
import Foundations.Nat.Basic
theorem right : 1 = 1 := rfl
