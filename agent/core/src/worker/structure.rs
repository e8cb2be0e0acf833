//! Moves by the shape of the target.

use polya_lean::goal::{Goal, Hypothesis};

use super::{
    List, View,
    names::Fresh,
    prior::{APPLY, CHOICE, INTRO, SIMPLIFY, SPLIT, UNFOLD, WITNESS},
    shape::{Shape, binders, mentions, shape, strip},
};
use crate::candidate::Rule;

/// `intro` for everything that can be introduced, with names that can be written.
pub(super) fn introduce(view: &View<'_>, list: &mut List) {
    let mut fresh = Fresh::in_goal(view.goal);
    let mut names = Vec::new();
    let mut rest = view.goal.target.as_str();
    loop {
        match shape(rest) {
            Shape::Forall(bound, body) => {
                names.extend(binders(bound).into_iter().map(|(name, _)| fresh.name(&name)));
                rest = body;
            }
            Shape::Implies(_, body) => {
                names.push(fresh.name("h"));
                rest = body;
            }
            Shape::Not(_) | Shape::Relation(_, "≠" | "∉", _) => {
                names.push(fresh.name("h"));
                break;
            }
            _ => break,
        }
    }
    if names.is_empty() {
        return;
    }
    list.rule(Rule::Intro, INTRO, format!("intro {}", names.join(" ")));
    if names.len() > 1 {
        list.rule(Rule::Intro, INTRO * 0.3, format!("intro {}", names[0]));
    }
}

/// The goal as it is after every named variable was introduced, and the names for `intro`.
/// Hypotheses stay in the target: an induction carries them along.
pub(super) fn opened(goal: &Goal) -> (Option<String>, Goal) {
    let mut fresh = Fresh::in_goal(goal);
    let mut opened = goal.clone();
    let mut names = Vec::new();
    while let Shape::Forall(bound, body) = shape(&opened.target) {
        let mut body = body.to_owned();
        for (wish, ty) in binders(bound) {
            let name = fresh.name(&wish);
            if name != wish {
                // Renaming inside the text would be a guess; such goals are rare.
                body.clone_from(&opened.target);
            }
            let ty = ty.unwrap_or_default();
            opened.hypotheses.push(Hypothesis {
                name: name.clone(),
                accessible: true,
                ty,
                value: None,
            });
            names.push(name);
        }
        if body == opened.target {
            break;
        }
        opened.target = body;
    }
    ((!names.is_empty()).then(|| names.join(" ")), opened)
}

/// Moves by the shape of the target.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let target = view.goal.target.as_str();
    match shape(target) {
        Shape::And(..) | Shape::Iff(..) => list.rule(Rule::Constructor, SPLIT, "constructor"),
        Shape::Or(..) => {
            list.rule(Rule::Constructor, CHOICE, "left");
            list.rule(Rule::Constructor, CHOICE, "right");
        }
        Shape::Exists(bound, _) => witnesses(view, bound, list),
        Shape::Relation(left, "=", right) => equation(view, left, right, list),
        Shape::False => {
            list.rule(Rule::Simplify, SIMPLIFY, "simp at *");
        }
        Shape::Relation(_, "≤" | "<" | "≥" | ">" | "∣" | "∈" | "⊆" | "~", _) | Shape::Atom(_) =>
        {
            list.rule(Rule::Constructor, CHOICE * 0.5, "constructor");
        }
        _ => {}
    }
    list.rule(Rule::Simplify, SIMPLIFY, "simp");
    if target.contains("if ") || target.contains("match ") {
        list.rule(Rule::Cases, SPLIT, "split");
        list.rule(Rule::Cases, SPLIT * 0.6, "split <;> simp_all");
        list.rule(Rule::Cases, SPLIT * 0.5, "split <;> omega");
    }
    for function in view.definitions.used_in(target) {
        list.rule(Rule::Unfold, UNFOLD, format!("unfold {function}"));
        list.rule(Rule::Unfold, UNFOLD, format!("simp only [{function}]"));
        list.rule(Rule::Unfold, UNFOLD * 0.8, format!("rw [{function}]"));
    }
    for (structure, _) in &view.definitions.structures {
        if mentions(target, structure) {
            list.rule(Rule::Constructor, CHOICE, "constructor");
        }
    }
    for lemma in &view.definitions.lemmas {
        list.premise(lemma, APPLY * 0.6, format!("apply {lemma}"));
        list.premise(lemma, APPLY * 0.6, format!("rw [{lemma}]"));
        list.premise(lemma, APPLY * 0.5, format!("simp [{lemma}]"));
    }
}

fn equation(view: &View<'_>, left: &str, right: &str, list: &mut List) {
    let function = |side: &str| side.starts_with("fun ") || side.contains(" ∘ ");
    let is_function =
        |side: &str| view.goal.hypotheses.iter().any(|h| h.name == side && h.ty.contains('→'));
    if function(left) || function(right) || is_function(left) || is_function(right) {
        let name = Fresh::in_goal(view.goal).name("x");
        list.rule(Rule::Extensionality, SPLIT, format!("funext {name}"));
    }
    let propositional = |side: &str| {
        !matches!(shape(side), Shape::Atom(_))
            || view.goal.hypotheses.iter().any(|h| h.name == strip(side) && h.ty == "Prop")
    };
    if propositional(left) && propositional(right) {
        list.rule(Rule::Extensionality, CHOICE, "apply propext");
    }
    list.rule(Rule::Extensionality, CHOICE * 0.4, "congr 1");
    list.rule(Rule::Extensionality, CHOICE * 0.4, "ext");
    list.rule(Rule::Rewrite, CHOICE * 0.3, "symm");
    list.rule(Rule::Extensionality, CHOICE * 0.3, "apply Nat.le_antisymm");
}

/// Further witnesses for the first unknown of an `∃`: things of the context and what is made of them,
/// small numerals.
fn witnesses(view: &View<'_>, bound: &str, list: &mut List) {
    let ty = binders(bound).first().and_then(|b| b.1.clone());
    let fits = |h: &Hypothesis| ty.as_deref().is_none_or(|ty| strip(&h.ty) == strip(ty));
    let mut terms: Vec<String> = Vec::new();
    for h in view.goal.hypotheses.iter().filter(|h| h.accessible && is_data(h)) {
        if fits(h) {
            terms.push(h.name.clone());
        }
        // A function applied to something of its argument's type.
        if let Some((from, to)) = h.ty.split_once(" → ")
            && ty.as_deref().is_none_or(|ty| strip(to) == strip(ty))
        {
            let arguments = view.goal.hypotheses.iter().filter(|a| a.accessible && a.ty == from);
            terms.extend(arguments.map(|a| format!("({} {})", h.name, a.name)));
        }
    }
    let numeric = ty.as_deref().is_none_or(|ty| matches!(ty, "Nat" | "ℕ" | "Int" | "ℤ"));
    if numeric {
        terms.extend(["0", "1", "2", "3"].map(str::to_owned));
        for h in view.goal.hypotheses.iter().filter(|h| h.accessible && is_data(h) && fits(h)) {
            terms.push(format!("({} + 1)", h.name));
            terms.push(format!("({} - 1)", h.name));
            terms.push(format!("(2 * {})", h.name));
        }
        let numbers: Vec<&Hypothesis> =
            view.goal.hypotheses.iter().filter(|h| h.accessible && is_data(h) && fits(h)).collect();
        for (n, a) in numbers.iter().enumerate().take(4) {
            for b in numbers.iter().skip(n + 1).take(3) {
                terms.push(format!("({} + {})", a.name, b.name));
                terms.push(format!("({} * {})", a.name, b.name));
                terms.push(format!("({} - {})", b.name, a.name));
            }
        }
    }
    if ty.as_deref().is_none_or(|ty| ty == "Bool") {
        terms.extend(["true", "false"].map(str::to_owned));
    }
    if ty.as_deref().is_none_or(|ty| ty.starts_with("List")) {
        terms.push("[]".to_owned());
    }
    terms.dedup();
    for (n, term) in terms.iter().take(24).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most 24")]
        let prior = WITNESS / (1.0 + n as f64).sqrt();
        list.rule(Rule::Witness, prior, format!("refine ⟨{term}, ?_⟩"));
    }
    list.rule(Rule::Witness, WITNESS * 0.3, "constructor");
}

/// True for a variable that is data: no proof, no type, no instance.
pub(super) fn is_data(h: &Hypothesis) -> bool {
    let sort = h.ty.starts_with("Type") || h.ty.starts_with("Sort") || h.ty == "Prop";
    let proof = matches!(
        shape(&h.ty),
        Shape::Exists(..)
            | Shape::Iff(..)
            | Shape::Or(..)
            | Shape::And(..)
            | Shape::Not(..)
            | Shape::Relation(..)
            | Shape::False
            | Shape::True
    );
    !sort && !proof && !h.name.starts_with("inst")
}
