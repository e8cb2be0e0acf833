theorem lem (p : Prop) : p ∨ ¬p := sorry
-- proof
Classical.em p
-- proof
by exact Classical.em p
-- proof
by
  cases Classical.em p with
  | inl h => exact Or.inl h
  | inr h => exact Or.inr h
-- proof
by
  open Classical in
  exact em p
