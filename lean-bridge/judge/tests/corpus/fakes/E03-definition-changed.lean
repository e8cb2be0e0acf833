-- defences: definitions
def two : Nat := 2
def four : Nat := two + two
theorem wrong : four = 5 := sorry
-- file
def two : Nat := 2
def four : Nat := 5
theorem wrong : four = 5 := rfl
-- file
def two : Nat := 1
def four : Nat := Nat.succ 4
theorem wrong : four = 5 := rfl
