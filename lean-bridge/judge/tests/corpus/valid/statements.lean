theorem right {α : Type} [Inhabited α] [DecidableEq α] (x y : α) (_ : x = y) : (if x = y then 1 else 2) = 1 := sorry
-- proof
by simp [*]
-- proof
if_pos ‹_›
-- proof
by
  rw [if_pos]
  assumption
-- proof
by
  split
  · rfl
  · contradiction
