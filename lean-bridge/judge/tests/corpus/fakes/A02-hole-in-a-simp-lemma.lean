-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
@[simp] theorem lie (a b : Nat) : (a = b) = True := sorry
theorem wrong : 1 = 2 := by
  rw [lie 1 2]
  exact True.intro
