class Pointed (α : Type) where
  point : α
instance : Pointed Nat := ⟨3⟩
instance {α β : Type} [Pointed α] [Pointed β] : Pointed (α × β) := ⟨(Pointed.point, Pointed.point)⟩
theorem point : (Pointed.point : Nat × Nat) = (3, 3) := sorry
-- proof
rfl
-- proof
by rfl
-- proof
by decide
-- proof
by
  show ((3, 3) : Nat × Nat) = (3, 3)
  rfl
