//! Tactics that finish a goal or leave it.

use rustc_hash::FxHashSet;

use super::{
    List, View,
    prior::{FINISH, STRONG_FINISH},
    shape::{Shape, shape, words},
};
use crate::candidate::Rule;

/// The first pass: what may close the goal at once, and the introductions, which cost nothing.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let goal = view.goal;
    let target = shape(&goal.target);
    let mut finish = |prior, tactic: &str| list.rule(Rule::Finish, prior, tactic);
    finish(STRONG_FINISH, "rfl");
    finish(STRONG_FINISH, "assumption");
    finish(STRONG_FINISH, "omega");
    finish(STRONG_FINISH, "simp_all");
    finish(FINISH, "simp");
    finish(FINISH, "contradiction");
    finish(FINISH, "decide");
    if target == Shape::True {
        finish(STRONG_FINISH, "trivial");
    }
    if goal.hypotheses.iter().any(|h| h.accessible) {
        finish(FINISH, "simp [*]");
        if !matches!(target, Shape::Relation(..)) {
            finish(FINISH, "exact ⟨‹_›, ‹_›⟩");
        }
    }
    if let Shape::Relation(left, _, right) = target {
        if same_words(left, right) {
            finish(FINISH, "ac_rfl");
        }
        finish(FINISH * 0.5, "exact Eq.symm ‹_›");
    }
    if matches!(target, Shape::Forall(..) | Shape::Implies(..) | Shape::Not(..)) {
        finish(FINISH, "intros; assumption");
        finish(FINISH, "intros; omega");
        finish(FINISH, "intros; simp_all");
        finish(FINISH, "intros; rfl");
        finish(FINISH, "intros; contradiction");
    }
    let used = view.definitions.used_in(&goal.target).collect::<Vec<_>>().join(", ");
    if !used.is_empty() {
        finish(FINISH, &format!("simp [{used}]"));
        finish(FINISH, &format!("simp_all [{used}]"));
        finish(FINISH, &format!("simp [{used}]; omega"));
        finish(FINISH * 0.5, &format!("unfold {}; simp_all", used.replace(',', "")));
    }
    super::structure::introduce(view, list);
}

/// Both sides speak of the same things, so that one may be the other in another order.
fn same_words(left: &str, right: &str) -> bool {
    let set = |text| words(text).collect::<FxHashSet<_>>();
    set(left) == set(right)
}
