theorem some (P : Nat → Prop) (h : P 3) : ∃ n, P n := sorry
-- proof
⟨3, h⟩
-- proof
Exists.intro 3 h
-- proof
by exact ⟨3, h⟩
-- proof
by
  refine ⟨3, ?_⟩
  exact h
-- proof
by
  constructor
  exact h
-- proof
by
  apply Exists.intro
  exact h
-- proof
by
  exists 3
