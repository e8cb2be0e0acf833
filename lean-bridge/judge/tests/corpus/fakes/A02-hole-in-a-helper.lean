-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
absurd rfl (helper n)
where
  helper (m : Nat) : m ≠ m := sorry
-- proof
by
  have h : False := sorry
  exact h.elim
-- proof
let h : False := sorry; h.elim
-- file
theorem far : False := sorry
theorem farther : ∀ p : Prop, p := fun _ => far.elim
theorem near (n : Nat) : n + 1 = n := farther _
theorem wrong (n : Nat) : n + 1 = n := near n
