namespace Own
inductive Colour | red | green
def Colour.flip : Colour → Colour
  | .red => .green
  | .green => .red
theorem flip_flip (c : Colour) : c.flip.flip = c := sorry
end Own
-- proof
by
  cases c with
  | red => rfl
  | green => rfl
-- proof
match c with
  | .red => rfl
  | .green => rfl
-- proof
by
  cases c <;> rfl
-- proof
Colour.rec (motive := fun c => c.flip.flip = c) rfl rfl c
