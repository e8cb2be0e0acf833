-- otherwise: build
theorem wrong : (1 : Nat) = 2 := sorry
-- proof
by
  let inst : OfNat Nat 2 := ⟨1⟩
  rfl
-- proof
by
  let add : Add Nat := ⟨fun _ _ => 0⟩
  exact (rfl : (1 : Nat) = 1)
-- proof
let rec one_is_two : (1 : Nat) = 2 := one_is_two
one_is_two
