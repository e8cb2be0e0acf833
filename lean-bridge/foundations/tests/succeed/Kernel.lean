/-!
The kernel computes these functions on literals by its own arithmetic. Each theorem compares its answer
(`decide`, `rfl` on literals) with the definition, unfolded by the equations that the definition gives.
-/

theorem add_def : 1234 + 5678 = 6912 := rfl
theorem add_unfolded (n m : Nat) : n + (m + 1) = (n + m) + 1 := rfl
theorem add_zero_unfolded (n : Nat) : n + 0 = n := rfl
theorem sub_def : 5678 - 1234 = 4444 := rfl
theorem sub_def' : 1234 - 5678 = 0 := rfl
theorem sub_unfolded (n m : Nat) : n - (m + 1) = (n - m).pred := rfl
theorem mul_def : 123 * 456 = 56088 := rfl
theorem mul_unfolded (n m : Nat) : n * (m + 1) = n * m + n := rfl
theorem pow_def : 7 ^ 11 = 1977326743 := rfl
theorem pow_unfolded (n m : Nat) : n ^ (m + 1) = n ^ m * n := rfl
theorem beq_def : Nat.beq 1234 1234 = true := rfl
theorem beq_def' : Nat.beq 1234 1235 = false := rfl
theorem beq_unfolded (n m : Nat) : Nat.beq (n + 1) (m + 1) = Nat.beq n m := rfl
theorem beq_unfolded_zero (n : Nat) : Nat.beq (n + 1) 0 = false := rfl
theorem ble_def : Nat.ble 1234 1235 = true := rfl
theorem ble_def' : Nat.ble 1235 1234 = false := rfl
theorem ble_unfolded (n m : Nat) : Nat.ble (n + 1) (m + 1) = Nat.ble n m := rfl

/-! The recursion of `/` and `%`, proved from the definition, computes the same as the kernel. -/

theorem div_def : 1000 / 7 = 142 := rfl
theorem div_zero_def : 1000 / 0 = 0 := rfl
theorem div_unfolded : 23 / 7 = 3 := by
  rw [Nat.div_eq, if_pos (by decide), Nat.div_eq, if_pos (by decide), Nat.div_eq, if_pos (by decide), Nat.div_eq, if_neg (by decide)]
theorem mod_def : 1000 % 7 = 6 := rfl
theorem mod_zero_def : 1000 % 0 = 1000 := rfl
theorem mod_unfolded : 23 % 7 = 2 := by
  rw [Nat.mod_eq, if_pos (by decide), Nat.mod_eq, if_pos (by decide), Nat.mod_eq, if_pos (by decide), Nat.mod_eq, if_neg (by decide)]
theorem gcd_def : Nat.gcd 1071 462 = 21 := rfl
theorem gcd_zero_def : Nat.gcd 0 462 = 462 := rfl
theorem gcd_unfolded : Nat.gcd 12 18 = 6 := by
  rw [Nat.gcd_rec, show 18 % 12 = 6 from rfl, Nat.gcd_rec, show 12 % 6 = 0 from rfl, Nat.gcd_zero_left]

/-! The others, against the definitions with the function itself as a variable, so that the kernel cannot use
its own arithmetic for it. -/

theorem log2_def : Nat.log2 1000 = 9 := rfl
theorem log2_zero_def : Nat.log2 0 = 0 := rfl
theorem log2_unfolded : Nat.log2.go 100 100 = 6 := rfl
theorem land_def : Nat.land 0b11001010 0b10110110 = 0b10000010 := rfl
theorem land_unfolded : Nat.bitwise and 0b11001010 0b10110110 = 0b10000010 := rfl
theorem land_zero : Nat.bitwise and 0 13 = Nat.land 0 13 := rfl
theorem lor_def : Nat.lor 0b11001010 0b10110110 = 0b11111110 := rfl
theorem lor_unfolded : Nat.bitwise or 0b11001010 0b10110110 = 0b11111110 := rfl
theorem lor_zero : Nat.bitwise or 0 13 = Nat.lor 0 13 := rfl
theorem lor_zero' : Nat.bitwise or 13 0 = Nat.lor 13 0 := rfl
theorem xor_def : Nat.xor 0b11001010 0b10110110 = 0b01111100 := rfl
theorem xor_unfolded : Nat.bitwise Bool.xor 0b11001010 0b10110110 = 0b01111100 := rfl
theorem xor_zero : Nat.bitwise Bool.xor 13 0 = Nat.xor 13 0 := rfl
theorem bitwise_longer : Nat.bitwise or 1 1024 = Nat.lor 1 1024 := rfl
theorem bitwise_longer' : Nat.bitwise Bool.xor 1024 1 = Nat.xor 1024 1 := rfl
theorem shiftLeft_def : Nat.shiftLeft 5 10 = 5120 := rfl
theorem shiftLeft_unfolded (n m : Nat) : Nat.shiftLeft n (m + 1) = Nat.shiftLeft (2 * n) m := rfl
theorem shiftRight_def : Nat.shiftRight 5120 10 = 5 := rfl
theorem shiftRight_unfolded (n m : Nat) : Nat.shiftRight n (m + 1) = Nat.shiftRight n m / 2 := rfl

/-! The same against the bounded recursions themselves, which are ordinary definitions. -/

theorem div_go : (∀ x, x < 40 → ∀ y, y < 9 → x / (y + 1) = Nat.div.go (y + 1) x x) := by decide
theorem mod_go : (∀ x, x < 40 → ∀ y, y < 9 → x % (y + 1) = Nat.modCore.go (y + 1) x x) := by decide
theorem gcd_go : (∀ x, x < 20 → ∀ y, y < 20 → Nat.gcd x y = Nat.gcd.go x x y) := by decide
theorem log2_go : (∀ x, x < 70 → Nat.log2 x = Nat.log2.go x x) := by decide
theorem land_go : (∀ x, x < 18 → ∀ y, y < 18 → Nat.land x y = Nat.bitwise.go and x x y) := by decide
theorem lor_go : (∀ x, x < 18 → ∀ y, y < 18 → Nat.lor x y = Nat.bitwise.go or x x y) := by decide
theorem xor_go : (∀ x, x < 18 → ∀ y, y < 18 → Nat.xor x y = Nat.bitwise.go Bool.xor x x y) := by decide

/-! Characters and strings: what the kernel makes of a literal is what the definitions say. -/

theorem char_def : 'a'.toNat = 97 := rfl
theorem string_def : "ab" = String.ofList ['a', 'b'] := rfl
theorem string_append : "ab" ++ "c" = "abc" := rfl
theorem string_length : "αβγ".length = 3 := rfl

/-! Round trips through compiled code. -/

#eval show Bool from [1, 2, 3].toArray.toList == [1, 2, 3]
#eval show Bool from String.ofList "αβγ".toList == "αβγ"
#eval show Bool from (12345678901234567890123 : Nat) * 98765432109876543210987 / 98765432109876543210987 == 12345678901234567890123
#eval show Bool from decide ((-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 ∧ (7 : Int) / -2 = -3 ∧ Int.natAbs (-7) = 7)
