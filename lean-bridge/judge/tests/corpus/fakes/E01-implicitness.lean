-- defences: statement
theorem right (p : Prop) (h : p) : p := sorry
-- file
theorem right {p : Prop} (h : p) : p := h
