//! Predicates and types that the problem's file defines inductively: their constructors as steps.

use super::{
    List, View,
    prior::{APPLY, FINISH},
    shape::{mentions, strip},
};
use crate::candidate::Rule;

/// Constructors of the target's predicate, applied.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let target = strip(&view.goal.target);
    let head = target.split_whitespace().next().unwrap_or_default();
    let Some(inductive) = view.definitions.inductive(head) else { return };
    if inductive.name != head
        && !mentions(head, &inductive.name)
        && !head.ends_with(&inductive.name)
    {
        return;
    }
    let ty = &inductive.name;
    for (constructor, arguments) in &inductive.constructors {
        let name = format!("{ty}.{constructor}");
        list.rule(Rule::Constructor, APPLY, format!("apply {name}"));
        if arguments.is_empty() {
            list.rule(Rule::Constructor, FINISH, format!("exact {name}"));
        } else {
            let known = " ‹_›".repeat(arguments.len());
            list.rule(Rule::Constructor, FINISH, format!("exact {name}{known}"));
            list.rule(Rule::Constructor, FINISH, format!("apply {name} <;> assumption"));
            list.rule(Rule::Constructor, FINISH, format!("apply {name} <;> simp_all"));
            for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
                let first = h.ty.split_whitespace().next().unwrap_or_default();
                if h.ty.contains(' ') && !matches!(first, "Type" | "∀") && arguments.len() == 2 {
                    let h = &h.name;
                    list.rule(Rule::Constructor, APPLY * 0.5, format!("refine {name} {h} ?_"));
                    list.rule(Rule::Constructor, APPLY * 0.3, format!("refine {name} ?_ {h}"));
                }
            }
        }
    }
}
