theorem right (n : Nat) : (match n with | 0 => 1 | m + 1 => m + 2) = n + 1 := sorry
-- proof
by
  cases n with
  | zero => rfl
  | succ m => rfl
-- proof
match n with
  | 0 => rfl
  | _ + 1 => rfl
-- proof
by
  split
  · rfl
  · rfl
-- proof
by
  have h : (37 : Nat) < 41 := by decide
  match n with
  | 0 => rfl
  | m + 1 => rfl
