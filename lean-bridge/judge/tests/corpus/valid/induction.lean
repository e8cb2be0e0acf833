theorem zero_plus (n : Nat) : 0 + n = n := sorry
-- proof
Nat.zero_add n
-- proof
by
  simp
-- proof
by
  omega
-- proof
by
  induction n with
  | zero => rfl
  | succ m ih => rw [← Nat.add_assoc, ih]
-- proof
by
  exact Nat.zero_add _
-- proof
Nat.rec (motive := fun n => 0 + n = n) rfl (fun m ih => congrArg Nat.succ ih) n
-- proof
by
  rw [Nat.zero_add]
-- proof
by
  cases n with
  | zero => rfl
  | succ m => simp
