theorem twice (f : Nat → Nat) (h : ∀ n, f n = n) (n : Nat) : f (f n) = n := sorry
-- proof
(h (f n)).trans (h n)
-- proof
by rw [h, h]
-- proof
by simp [h]
-- proof
by
  rw [h]
  exact h n
-- proof
by
  calc f (f n) = f n := h (f n)
    _ = n := h n
-- proof
Eq.trans (h _) (h _)
-- proof
by
  have step : ∀ m, f m = m := h
  rw [step, step]
-- proof
by
  intros
  rw [h, h]
