-- defences: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

axiom liar : False
-- file
axiom liar : False
theorem wrong (n : Nat) : n + 1 = n := liar.elim
-- file
axiom unneeded : False
theorem wrong (n : Nat) : n + 1 = n := sorry
-- file
private axiom liar : False
theorem wrong (n : Nat) : n + 1 = n := liar.elim
-- file
noncomputable section
universe u
axiom liar.{v} (p : Sort v) : p
theorem wrong (n : Nat) : n + 1 = n := liar _
end
