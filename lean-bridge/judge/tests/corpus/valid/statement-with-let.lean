theorem bound (n : Nat) : let m := n + 1; have k := m + 1; n < k → ∃ i, i = m ∧ 0 < i := sorry
-- proof
fun _ => ⟨n + 1, rfl, Nat.succ_pos n⟩
-- proof
by
  intro m k _
  exact ⟨m, rfl, Nat.succ_pos n⟩
-- proof
by
  intro m k h
  exists m
  constructor
  · rfl
  · exact Nat.succ_pos n
