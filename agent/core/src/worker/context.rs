//! Uses of hypotheses.

use polya_lean::goal::Hypothesis;

use super::{
    List, View,
    names::Fresh,
    prior::{APPLY, CASES, DESTRUCT, DETOUR, FORWARD, REWRITE, SIMPLIFY},
    shape::{Shape, binders, shape, strip},
    structure::is_data,
};
use crate::candidate::Rule;

/// Hypotheses that can be named and are proofs, or may be.
fn facts<'a>(view: &'a View<'_>) -> impl Iterator<Item = &'a Hypothesis> {
    view.goal.hypotheses.iter().rev().filter(|h| {
        h.accessible && !h.ty.starts_with("Type") && !h.ty.starts_with("Sort") && h.ty != "Prop"
    })
}

/// Taking hypotheses apart.
pub(super) fn destruct(view: &View<'_>, list: &mut List) {
    let goal = view.goal;
    for h in facts(view) {
        let name = &h.name;
        let mut fresh = Fresh::in_goal(goal);
        match shape(&h.ty) {
            Shape::And(..) | Shape::Iff(..) => {
                let (a, b) = (fresh.name(name), fresh.name(name));
                list.rule(Rule::Destruct, DESTRUCT, format!("obtain ⟨{a}, {b}⟩ := {name}"));
            }
            Shape::Exists(bound, _) => {
                let mut names: Vec<_> =
                    binders(bound).iter().map(|(wish, _)| fresh.name(wish)).collect();
                names.push(fresh.name(name));
                let names = names.join(", ");
                list.rule(Rule::Destruct, DESTRUCT, format!("obtain ⟨{names}⟩ := {name}"));
            }
            Shape::Or(..) => {
                list.rule(Rule::Cases, CASES, format!("rcases {name} with {name} | {name}"));
            }
            Shape::Relation(left, "=", right) => {
                let variable =
                    |side: &str| goal.hypotheses.iter().any(|h| h.name == side && is_data(h));
                if variable(left) || variable(right) {
                    list.rule(Rule::Destruct, DESTRUCT, format!("subst {name}"));
                }
                list.rule(Rule::Destruct, DESTRUCT * 0.2, format!("injection {name}"));
                list.rule(Rule::Destruct, DESTRUCT * 0.3, format!("cases {name}"));
            }
            Shape::Relation(_, "∣", _) => {
                let (k, hk) = (fresh.name("k"), fresh.name("hk"));
                list.rule(Rule::Destruct, DESTRUCT * 0.6, format!("obtain ⟨{k}, {hk}⟩ := {name}"));
            }
            Shape::Relation(_, "≤" | "<" | "≥" | ">" | "∈" | "~", _) | Shape::Atom(_)
                if !is_plain_data(view, h) =>
            {
                list.rule(Rule::Cases, CASES * 0.4, format!("cases {name}"));
            }
            _ => {}
        }
        if !is_plain_data(view, h) && simplifiable(&h.ty) {
            list.rule(Rule::Simplify, SIMPLIFY * 0.6, format!("simp at {name}"));
        }
    }
}

/// Data of a type that `data` knows how to take apart, or a type variable: not worth `cases` here.
fn is_plain_data(view: &View<'_>, h: &Hypothesis) -> bool {
    if !matches!(shape(&h.ty), Shape::Atom(_)) {
        return false;
    }
    let head = h.ty.split_whitespace().next().unwrap_or_default();
    let is_type = |name: &str| {
        view.goal
            .hypotheses
            .iter()
            .any(|t| t.name == name && (t.ty.starts_with("Type") || t.ty.starts_with("Sort")))
    };
    matches!(head, "Nat" | "Int" | "List" | "Bool" | "Option" | "Prod" | "Sum" | "Fin" | "Unit")
        || is_type(&h.ty)
        || h.ty.contains(" × ")
        || h.name.starts_with("inst")
}

fn simplifiable(ty: &str) -> bool {
    !matches!(shape(ty), Shape::Atom(text) if !text.contains(' '))
}

/// Applying, rewriting, and new facts.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let target = &view.goal.target;
    let defs = view.definitions.used_in(target).collect::<Vec<_>>().join(", ");
    let with_defs = |h: &str| if defs.is_empty() { h.to_owned() } else { format!("{h}, {defs}") };
    for h in facts(view).filter(|h| !is_plain_data(view, h)) {
        let name = &h.name;
        let (conclusion, arguments) = conclusion(&h.ty);
        match shape(conclusion) {
            Shape::Relation(_, "=", _) | Shape::Iff(..) => {
                list.rule(Rule::Rewrite, REWRITE, format!("rw [{name}]"));
                list.rule(Rule::Rewrite, REWRITE * 0.7, format!("rw [← {name}]"));
                list.rule(Rule::Simplify, SIMPLIFY, format!("simp [{}]", with_defs(name)));
                list.rule(Rule::Apply, APPLY * 0.4, format!("exact {name}.symm"));
                if !defs.is_empty() {
                    list.rule(Rule::Rewrite, REWRITE, format!("rw [{defs}, {name}]"));
                    list.rule(Rule::Rewrite, REWRITE, format!("simp only [{defs}, {name}]"));
                    list.rule(Rule::Simplify, SIMPLIFY, format!("simp [{defs}, {name}]; omega"));
                }
                for other in facts(view).filter(|o| o.name != *name && !is_plain_data(view, o)) {
                    list.rule(
                        Rule::Rewrite,
                        REWRITE * 0.3,
                        format!("rw [{name}] at {}", other.name),
                    );
                }
            }
            _ => {}
        }
        if matches!(shape(conclusion), Shape::Iff(..)) {
            list.rule(Rule::Apply, APPLY * 0.7, format!("apply {name}.mp"));
            list.rule(Rule::Apply, APPLY * 0.7, format!("apply {name}.mpr"));
        }
        list.rule(Rule::Apply, APPLY, format!("apply {name}"));
        if arguments > 0 {
            let holes = " _".repeat(arguments);
            list.rule(Rule::Apply, APPLY * 0.6, format!("exact {name}{holes}"));
            let assumed = " (by assumption)".repeat(arguments.min(3));
            list.rule(Rule::Apply, APPLY * 0.3, format!("exact {name}{assumed}"));
        }
        if matches!(shape(conclusion), Shape::False) || matches!(shape(&h.ty), Shape::Not(_)) {
            list.rule(Rule::Contradiction, APPLY * 0.6, format!("exact absurd ‹_› {name}"));
            if !matches!(shape(target), Shape::False) {
                list.rule(Rule::Contradiction, APPLY * 0.4, format!("exfalso; apply {name}"));
            }
        }
        forward(view, h, list);
    }
    list.rule(Rule::Simplify, SIMPLIFY * 0.5, "simp at *");
    if !defs.is_empty() {
        list.rule(Rule::Simplify, SIMPLIFY, format!("simp_all [{defs}]"));
        list.rule(Rule::Simplify, SIMPLIFY * 0.7, format!("simp only [{defs}] at *"));
    }
}

/// The conclusion of a printed type, and how many arguments come before it.
fn conclusion(ty: &str) -> (&str, usize) {
    let (mut rest, mut count) = (ty, 0);
    loop {
        match shape(rest) {
            Shape::Forall(bound, body) => {
                count += binders(bound).len();
                rest = body;
            }
            Shape::Implies(_, body) => {
                count += 1;
                rest = body;
            }
            _ => return (rest, count),
        }
    }
}

/// Facts that follow from `h` and something else of the context.
fn forward(view: &View<'_>, h: &Hypothesis, list: &mut List) {
    let name = &h.name;
    let fact = Fresh::in_goal(view.goal).name("h");
    match shape(&h.ty) {
        Shape::Implies(premise, _) => {
            for other in facts(view).filter(|o| strip(&o.ty) == strip(premise)) {
                let other = &other.name;
                list.rule(Rule::Forward, FORWARD * 2.0, format!("have {fact} := {name} {other}"));
            }
        }
        Shape::Forall(bound, _) => {
            let Some((_, ty)) = binders(bound).into_iter().next() else { return };
            let fits = |o: &&Hypothesis| {
                o.accessible && ty.as_deref().is_some_and(|ty| strip(ty) == strip(&o.ty))
            };
            for other in view.goal.hypotheses.iter().filter(fits).take(6) {
                let other = &other.name;
                list.rule(Rule::Forward, FORWARD, format!("have {fact} := {name} {other}"));
            }
            if matches!(ty.as_deref(), Some("Nat" | "ℕ")) {
                list.rule(Rule::Forward, FORWARD * 0.6, format!("have {fact} := {name} 0"));
            }
        }
        _ => {}
    }
}

/// What fits every goal and seldom helps.
pub(super) fn detours(view: &View<'_>, list: &mut List) {
    let goal = view.goal;
    let mut fresh = Fresh::in_goal(goal);
    let h = fresh.name("h");
    if !matches!(shape(&goal.target), Shape::False) {
        list.rule(Rule::Contradiction, DETOUR, "exfalso");
        if !matches!(shape(&goal.target), Shape::Not(_)) {
            list.rule(
                Rule::Contradiction,
                DETOUR * 2.0,
                format!("apply Classical.byContradiction; intro {h}"),
            );
        }
    }
    // Propositions of the context that have no proof or refutation there.
    for p in goal.hypotheses.iter().filter(|p| p.accessible && p.ty == "Prop") {
        list.rule(Rule::ByCases, DETOUR * 3.0, format!("by_cases {h} : {}", p.name));
    }
    if let Shape::Or(left, _) = shape(&goal.target) {
        list.rule(Rule::ByCases, DETOUR * 3.0, format!("by_cases {h} : {left}"));
    }
    for fact in facts(view).filter(|f| !is_plain_data(view, f)) {
        if let Shape::Implies(premise, _) = shape(&fact.ty) {
            list.rule(Rule::ByCases, DETOUR * 2.0, format!("by_cases {h} : {premise}"));
        }
    }
    let numbers: Vec<&str> = goal
        .hypotheses
        .iter()
        .filter(|n| n.accessible && n.ty == "Nat")
        .map(|n| n.name.as_str())
        .collect();
    for (n, a) in numbers.iter().enumerate() {
        for b in &numbers[n + 1..] {
            list.rule(Rule::ByCases, DETOUR, format!("rcases Nat.lt_or_ge {a} {b} with {h} | {h}"));
        }
    }
}
