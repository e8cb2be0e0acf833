-- defences: statement
theorem wrong (Α : Prop) (A : Prop) (h : Α) : A := sorry
-- file
theorem wrong (Α : Prop) (A : Prop) (h : Α) : Α := h
