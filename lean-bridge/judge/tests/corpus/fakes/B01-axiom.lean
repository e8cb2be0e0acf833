-- caught by: axioms
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
sorry

axiom liar : False
-- proof
sorry

namespace Std
axiom liar : False
end Std
