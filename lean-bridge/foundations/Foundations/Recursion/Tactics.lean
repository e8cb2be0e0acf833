prelude
import Foundations.Recursion.WellFounded
/-!
# Proving termination

The tactics that `decreasing_by` runs unless told otherwise.
-/

/-- Unfolds the relations that `termination_by` builds. -/
macro "simp_wf" : tactic =>
  `(tactic| simp +unfoldPartialApp +zetaDelta -failIfUnchanged only
    [invImage, InvImage, Prod.lex, sizeOf_nat, measure, WellFoundedRelation.rel, sizeOf_default, Nat.lt_wfRel, sizeOfWFRel, Nat.lt_eq])

/-- Unfolds the relations that `termination_by` builds, for `decreasing_by`. -/
macro "clean_wf" : tactic =>
  `(tactic| simp +unfoldPartialApp +zetaDelta -failIfUnchanged only
    [invImage, InvImage, Prod.lex, sizeOf_nat, measure, WellFoundedRelation.rel, sizeOf_default, Nat.lt_wfRel, sizeOfWFRel, Nat.lt_eq])

/-- Proves that an argument has become smaller. -/
syntax "decreasing_trivial" : tactic
macro_rules | `(tactic| decreasing_trivial) => `(tactic| (simp -failIfUnchanged; done))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| assumption)
macro_rules | `(tactic| decreasing_trivial) => `(tactic| (apply Nat.sub_lt <;> first | assumption | decide | exact Nat.zero_lt_succ _ | exact Nat.pos_of_ne_zero (by assumption)))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| (apply Nat.pred_lt; assumption))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| (apply Nat.mod_lt; first | assumption | exact Nat.pos_of_ne_zero (by assumption) | omega))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| (simp -failIfUnchanged; omega))
macro_rules | `(tactic| decreasing_trivial) => `(tactic| omega)

/-- Tries `ts` after splitting lexicographic products. -/
macro "decreasing_with " ts:tacticSeq : tactic =>
 `(tactic|
   (try simp_wf
    first
    | done
    | (repeat (first | apply Prod.Lex.right | apply Prod.Lex.left | apply PSigma.Lex.right | apply PSigma.Lex.left)); ($ts)
    | ($ts)
    | fail "failed to prove termination, possible solutions:
  - Use `have`-expressions to prove the remaining goals
  - Use `termination_by` to specify a different well-founded relation
  - Use `decreasing_by` to specify your own tactic for discharging this kind of goal"))

/-- What `decreasing_by` runs unless told otherwise. -/
macro "decreasing_tactic" : tactic =>
  `(tactic| decreasing_with first | decreasing_trivial | subst_vars; decreasing_trivial)
