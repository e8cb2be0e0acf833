//! Classical detours that are worth a step of their own: cases on every proposition at once, cases
//! on what a quantifier says, denials pushed inwards, and diagonals.

use super::{
    List, View,
    names::Fresh,
    prior::{CASES, DESTRUCT, FINISH, FORWARD},
    shape::{Shape, binders, shape, words},
};
use crate::candidate::Rule;

/// Most propositions for cases on all at once.
const MOST: usize = 5;

/// Classical candidates.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let mut fresh = Fresh::in_goal(view.goal);
    let atoms: Vec<&str> = view
        .goal
        .hypotheses
        .iter()
        .filter(|h| h.accessible && h.ty == "Prop")
        .map(|h| h.name.as_str())
        .collect();
    if (1..=MOST).contains(&atoms.len()) {
        let cases: Vec<String> =
            atoms.iter().map(|p| format!("by_cases {} : {p}", fresh.name("h"))).collect();
        let cases = cases.join(" <;> ");
        list.rule(Rule::ByCases, FINISH, format!("{cases} <;> simp_all"));
    }
    let name = fresh.name("h");
    let mut quantified = Vec::new();
    parts(&view.goal.target, &mut Vec::new(), &mut quantified);
    for part in quantified.into_iter().take(4) {
        list.rule(Rule::ByCases, CASES * 0.3, format!("by_cases {name} : {part}"));
        list.rule(Rule::ByCases, CASES * 0.3, format!("by_cases {name} : {part} <;> simp_all"));
    }
    for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
        if let Shape::Not(body) = shape(&h.ty) {
            let (first, second) = (fresh.name("x"), fresh.name("h"));
            let h = &h.name;
            match shape(body) {
                Shape::Forall(bound, _) if binders(bound).len() == 1 => list.rule(
                    Rule::Destruct,
                    DESTRUCT,
                    format!("rcases Classical.not_forall.mp {h} with ⟨{first}, {second}⟩"),
                ),
                Shape::Forall(..) | Shape::Exists(..) | Shape::Implies(..) | Shape::And(..) => {
                    let lemmas = "Classical.not_forall, not_exists, Classical.not_imp, \
                                  Classical.not_and_iff_not_or_not";
                    list.rule(Rule::Destruct, DESTRUCT * 0.5, format!("simp [{lemmas}] at {h}"));
                }
                Shape::Or(..) => list.rule(
                    Rule::Destruct,
                    DESTRUCT,
                    format!("rcases not_or.mp {h} with ⟨{first}, {second}⟩"),
                ),
                _ => {}
            }
        }
    }
    diagonals(view, list);
}

/// Quantified parts of a proposition that mention no variable bound outside them.
fn parts(text: &str, bound: &mut Vec<String>, found: &mut Vec<String>) {
    if matches!(shape(text), Shape::Forall(..) | Shape::Exists(..))
        && !words(text).any(|w| bound.iter().any(|b| b == w))
        && !found.iter().any(|f| f == text)
    {
        found.push(text.to_owned());
    }
    match shape(text) {
        Shape::And(l, r) | Shape::Or(l, r) | Shape::Implies(l, r) | Shape::Iff(l, r) => {
            parts(l, bound, found);
            parts(r, bound, found);
        }
        Shape::Not(body) => parts(body, bound, found),
        Shape::Forall(names, body) | Shape::Exists(names, body) => {
            let before = bound.len();
            bound.extend(binders(names).into_iter().map(|b| b.0));
            parts(body, bound, found);
            bound.truncate(before);
        }
        _ => {}
    }
}

/// Functions that differ from every `f x` at `x`.
fn diagonals(view: &View<'_>, list: &mut List) {
    let hypotheses = || view.goal.hypotheses.iter().filter(|h| h.accessible);
    for f in hypotheses() {
        let types: Vec<&str> = f.ty.split(" → ").collect();
        let [a, b, value] = types.as_slice() else { continue };
        if a != b {
            continue;
        }
        let f = &f.name;
        let mut changed: Vec<String> = hypotheses()
            .filter(|t| t.ty == format!("{value} → {value}"))
            .map(|t| format!("{} ({f} x x)", t.name))
            .collect();
        match *value {
            "Prop" => changed.push(format!("¬{f} x x")),
            "Bool" => changed.push(format!("!{f} x x")),
            "Nat" => changed.push(format!("{f} x x + 1")),
            _ => {}
        }
        for term in changed {
            let diagonal = format!("(fun x => {term})");
            if matches!(shape(&view.goal.target), Shape::Exists(..)) {
                let end = "intro n h; have h1 := congrFun h n; simp at h1";
                list.rule(Rule::Witness, FORWARD, format!("refine ⟨{diagonal}, ?_⟩"));
                list.rule(Rule::Witness, FORWARD, format!("refine ⟨{diagonal}, ?_⟩; {end}"));
            }
            for h in hypotheses().filter(|h| h.ty.starts_with('∀') && h.ty.contains('∃')) {
                let cited = format!("rcases {} {diagonal} with ⟨d, hd⟩", h.name);
                list.rule(Rule::Forward, FORWARD, cited.clone());
                let at = "have he := congrFun hd d";
                let end = format!(
                    "first | exact ⟨_, he.symm⟩ | exact ⟨_, he⟩ | (simp at he) | (by_cases hc : \
                     {f} d d <;> simp_all)"
                );
                list.rule(Rule::Forward, FINISH, format!("{cited}; {at}; {end}"));
            }
        }
    }
}
