universe u v
theorem pair.{w} {α : Type u} {β : Type v} {γ : Sort w} (f : α → β → γ) (x : α × β) : f x.1 x.2 = (match x with | (a, b) => f a b) := sorry
-- proof
match x with
  | (_, _) => rfl
-- proof
by
  cases x
  rfl
-- proof
rfl
