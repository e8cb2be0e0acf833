//! Laws as rewrite rules and as steps backwards.

use super::{
    List, View,
    laws::{Argument, Law, laws},
    names::Fresh,
    prior::{APPLY, FINISH, FORWARD, REWRITE, SIMPLIFY},
    shape::{Shape, binders, shape, strip},
    structure::is_data,
};
use crate::candidate::Rule;

/// Most laws that one `simp` is given.
const MOST: usize = 16;

/// Candidates that cite laws of classes, and of hypotheses that hold for all values.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let laws = laws(view);
    let general = || laws.iter().filter(|l| l.values().next().is_some());
    let equations: Vec<&Law> = general().filter(|l| l.equation().is_some()).take(MOST).collect();
    if !equations.is_empty() {
        let names: Vec<&str> = equations.iter().map(|l| l.name.as_str()).collect();
        let all = names.join(", ");
        list.rule(Rule::Simplify, FINISH, format!("simp only [{all}]"));
        list.rule(Rule::Simplify, FINISH, format!("simp [{all}]"));
        // Commutativity makes the context's own equations turn in circles.
        let tame: Vec<&str> =
            equations.iter().filter(|l| !permutes(l)).map(|l| l.name.as_str()).collect();
        if !tame.is_empty() {
            list.rule(Rule::Simplify, SIMPLIFY, format!("simp_all [{}]", tame.join(", ")));
        }
    }
    for law in general().filter(|l| l.of_class) {
        let name = &law.name;
        let values = " _".repeat(law.values().count());
        match shape(&law.conclusion) {
            Shape::Relation(_, "=", _) if law.premises() == 0 => {
                list.rule(Rule::Rewrite, REWRITE * 0.6, format!("rw [{name}]"));
                list.rule(Rule::Rewrite, REWRITE * 0.4, format!("rw [← {name}]"));
            }
            _ => {
                list.rule(Rule::Apply, APPLY, format!("apply {name}"));
                if law.premises() == 0 {
                    list.rule(Rule::Apply, APPLY, format!("exact {name}{values}"));
                }
            }
        }
    }
    for law in general() {
        instances(view, law, list);
    }
    // Symmetric and transitive steps through what is known.
    for law in general().filter(|l| l.premises() > 0) {
        let name = &law.name;
        list.rule(Rule::Apply, APPLY * 0.8, format!("apply {name} <;> assumption"));
        list.rule(Rule::Apply, APPLY * 0.4, format!("apply {name} <;> simp_all"));
    }
}

/// Laws that offer a choice or promise something: cited for variables of the context.
fn instances(view: &View<'_>, law: &Law, list: &mut List) {
    let mut fresh = Fresh::in_goal(view.goal);
    let pattern = match shape(&law.conclusion) {
        Shape::Or(_, rest) => {
            let name = fresh.name("h");
            let count = 2 + usize::from(matches!(shape(rest), Shape::Or(..)));
            vec![name; count].join(" | ")
        }
        Shape::Exists(bound, _) => {
            let mut names: Vec<String> =
                binders(bound).iter().map(|(wish, _)| fresh.name(wish)).collect();
            names.push(fresh.name("h"));
            format!("⟨{}⟩", names.join(", "))
        }
        _ => return,
    };
    let mut citations = vec![law.name.clone()];
    for argument in &law.arguments {
        let terms: Vec<String> = match argument {
            Argument::Proof(_) => vec!["(by assumption)".to_owned()],
            Argument::Value(_, ty) => view
                .goal
                .hypotheses
                .iter()
                .filter(|h| h.accessible && ty.as_deref().is_none_or(|ty| strip(ty) == h.ty))
                .filter(|h| is_data(h))
                .map(|h| h.name.clone())
                .collect(),
        };
        citations = citations
            .iter()
            .flat_map(|c| terms.iter().map(move |t| format!("{c} {t}")))
            .take(16)
            .collect();
    }
    for citation in citations {
        list.rule(Rule::Forward, FORWARD * 1.5, format!("rcases {citation} with {pattern}"));
    }
}

/// Both sides have the same symbols in another order.
fn permutes(law: &Law) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| !"() ".contains(*c)).collect();
        letters.sort_unstable();
        letters
    };
    law.equation().is_some_and(|(l, r)| letters(l) == letters(r))
}
