-- caught by: axioms
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
