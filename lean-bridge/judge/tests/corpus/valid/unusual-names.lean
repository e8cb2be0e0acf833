theorem «an odd name» («a b» : Prop) (h₁' : «a b») : «a b» := sorry
-- proof
h₁'
-- proof
by exact h₁'
-- proof
by assumption
-- proof
id h₁'
-- proof
(fun x => x) h₁'
