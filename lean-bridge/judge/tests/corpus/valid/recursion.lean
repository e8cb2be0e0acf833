def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
theorem doubled (n : Nat) : double n = n + n := sorry
-- proof
by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [double, ih]
    omega
-- proof
go n
where
  go : ∀ n, double n = n + n
    | 0 => rfl
    | n + 1 => by
      have ih := go n
      simp only [double, ih]
      omega
-- proof
Nat.rec rfl (fun n ih => by rw [double, ih]; omega) n
-- proof
let rec go : (m : Nat) → double m = m + m
  | 0 => rfl
  | m + 1 => (congrArg (· + 2) (go m)).trans (by omega)
go n
