//! Openings: everything that can be introduced and taken apart without a choice, in one step, and
//! the terms that may then close what is left.

use super::{
    List, View,
    names::Fresh,
    prior::{DESTRUCT, STRONG_FINISH},
    shape::{Shape, binders, shape},
};
use crate::candidate::Rule;

/// Most cases that an opening leads to.
const CASES: usize = 8;
/// Most terms that are tried in each case.
const TERMS: usize = 12;

/// Proposes the opening alone and with what may finish each case.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let mut fresh = Fresh::in_goal(view.goal);
    let mut names = Vec::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
        parts.push((h.name.clone(), h.ty.clone()));
    }
    let mut rest = view.goal.target.as_str();
    loop {
        match shape(rest) {
            Shape::Forall(bound, body) => {
                for (name, ty) in binders(bound) {
                    let name = fresh.name(&name);
                    parts.push((name.clone(), ty.unwrap_or_default()));
                    names.push(name);
                }
                rest = body;
            }
            Shape::Implies(premise, body) => {
                let name = fresh.name("h");
                parts.push((name.clone(), premise.to_owned()));
                names.push(name);
                rest = body;
            }
            Shape::Not(body) => {
                let name = fresh.name("h");
                parts.push((name.clone(), body.to_owned()));
                names.push(name);
                rest = "False";
            }
            _ => break,
        }
    }
    let mut steps: Vec<String> = Vec::new();
    if !names.is_empty() {
        steps.push(format!("intro {}", names.join(" ")));
    }
    let mut cases = 1;
    for (name, ty) in &parts {
        if !matches!(shape(ty), Shape::And(..) | Shape::Exists(..) | Shape::Or(..)) {
            continue;
        }
        let mut count = 1;
        let pattern = pattern(ty, &mut fresh, &mut count, 0);
        if cases * count > CASES {
            continue;
        }
        cases *= count;
        steps.push(format!("rcases {name} with {pattern}"));
    }
    let mut terms = Vec::new();
    closing(rest, 0, &mut terms);
    let mut ends: Vec<String> = vec!["assumption".to_owned()];
    ends.extend(terms.iter().filter(|t| *t != "‹_›").take(TERMS).map(|t| format!("exact {t}")));
    let absurd = matches!(shape(rest), Shape::False);
    if absurd {
        ends.extend(["contradiction".to_owned(), "exact absurd ‹_› ‹¬_›".to_owned()]);
    }
    ends.extend(["simp_all", "omega"].map(str::to_owned));
    // What the context's implications come to.
    for (name, ty) in parts.iter().filter(|(_, ty)| arrow(ty)) {
        let arguments = arguments(ty);
        let proofs = " (by first | assumption | exact ⟨_, ‹_›⟩ | exact ⟨‹_›, ‹_›⟩ | simp_all)";
        ends.push(format!("(apply {name} <;> first | assumption | simp_all)"));
        if arguments == 1 && absurd {
            ends.push(format!("exact {name}{proofs}"));
        }
    }
    let ends = ends.join(" | ");
    if steps.is_empty() {
        if terms.len() > 1 || terms.first().is_some_and(|t| t != "‹_›") {
            list.rule(Rule::Finish, STRONG_FINISH, format!("first | {ends}"));
        }
        return;
    }
    let opening = steps.join(" <;> ");
    list.rule(Rule::Destruct, STRONG_FINISH, format!("{opening} <;> first | {ends}"));
    if steps.len() > 1 || names.is_empty() {
        list.rule(Rule::Destruct, DESTRUCT, opening);
    }
}

fn arrow(ty: &str) -> bool {
    matches!(shape(ty), Shape::Implies(..) | Shape::Forall(..) | Shape::Not(_))
}

fn arguments(ty: &str) -> usize {
    match shape(ty) {
        Shape::Implies(_, body) => 1 + arguments(body),
        Shape::Forall(bound, body) => binders(bound).len() + arguments(body),
        Shape::Not(_) => 1,
        _ => 0,
    }
}

/// A pattern that takes a hypothesis apart as far as it goes.
fn pattern(ty: &str, fresh: &mut Fresh, cases: &mut usize, depth: usize) -> String {
    match shape(ty) {
        Shape::And(left, right) if depth < 6 => {
            let left = pattern(left, fresh, cases, depth + 1);
            format!("⟨{left}, {}⟩", pattern(right, fresh, cases, depth + 1))
        }
        Shape::Exists(bound, body) if depth < 6 => {
            let mut names: Vec<String> =
                binders(bound).iter().map(|(wish, _)| fresh.name(wish)).collect();
            names.push(pattern(body, fresh, cases, depth + 1));
            format!("⟨{}⟩", names.join(", "))
        }
        Shape::Or(left, right) if depth < 6 => {
            let (mut first, mut second) = (1, 1);
            let left = pattern(left, fresh, &mut first, depth + 1);
            let right = pattern(right, fresh, &mut second, depth + 1);
            *cases *= first + second;
            format!("({left} | {right})")
        }
        _ => fresh.name("h"),
    }
}

/// Terms of the target's form, whose leaves are assumptions.
fn closing(target: &str, depth: usize, found: &mut Vec<String>) {
    let parts = |text: &str| {
        let mut terms = Vec::new();
        closing(text, depth + 1, &mut terms);
        terms
    };
    match shape(target) {
        Shape::And(left, right) if depth < 5 => {
            let rights = parts(right);
            for left in parts(left) {
                found.extend(rights.iter().map(|right| format!("⟨{left}, {right}⟩")).take(TERMS));
            }
        }
        Shape::Or(left, right) if depth < 5 => {
            found.extend(parts(left).iter().map(|t| format!("Or.inl {}", argument(t))));
            found.extend(parts(right).iter().map(|t| format!("Or.inr {}", argument(t))));
        }
        Shape::Exists(bound, body) if depth < 5 => {
            let holes = "_, ".repeat(binders(bound).len());
            found.extend(parts(body).iter().map(|t| format!("⟨{holes}{t}⟩")));
        }
        Shape::Relation(_, "=", _) => found.extend(["rfl", "‹_›"].map(str::to_owned)),
        Shape::Implies(_, body) if depth < 3 => {
            found.extend(parts(body).iter().map(|t| format!("(fun _ => {t})")));
        }
        Shape::True => found.push("trivial".to_owned()),
        _ => found.push("‹_›".to_owned()),
    }
    found.truncate(TERMS);
}

fn argument(term: &str) -> String {
    if term.contains(' ') && !term.starts_with(['⟨', '(']) {
        format!("({term})")
    } else {
        term.to_owned()
    }
}
