-- defences: axioms
theorem wrong (p : Prop) : p := sorry
-- proof
by
  let inst : Decidable p := .isTrue sorry
  exact of_decide_eq_true (p := p) rfl
-- proof
@of_decide_eq_true p (.isTrue sorry) rfl
