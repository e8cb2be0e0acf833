//! Cases and inductions in one step with what closes every case: most inductive proofs that need no
//! idea end like this, and one check is cheaper than a subtree.

use polya_lean::goal::Hypothesis;

use super::{
    List, View,
    data::is_recursive,
    prior::COMBINED,
    shape::{Shape, mentions, shape},
    structure::is_data,
};
use crate::candidate::Rule;

/// Most variables that are taken apart.
const MOST: usize = 4;

/// Candidates that split the goal and close all that comes of it.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let target = &view.goal.target;
    if matches!(shape(target), Shape::Forall(..) | Shape::Exists(..)) {
        return;
    }
    let hypotheses = || view.goal.hypotheses.iter().filter(|h| h.accessible);
    let mut laws: Vec<String> = Vec::new();
    for text in std::iter::once(target).chain(hypotheses().map(|h| &h.ty)) {
        laws.extend(view.definitions.used_in(text).map(str::to_owned));
        if text.contains("filter") {
            laws.push("List.filter_cons".to_owned());
        }
    }
    laws.sort_unstable();
    laws.dedup();
    let laws = if laws.is_empty() { String::new() } else { format!(" [{}]", laws.join(", ")) };
    let close = format!("(try simp_all{laws}) <;> (try omega)");
    // What `done` refuses is no proof of the whole, and so not worth its goals.
    let all = |split: &str| format!("{split} <;> {close}; done");

    for p in hypotheses().filter(|h| h.ty.ends_with("→ Bool")) {
        let Some(domain) = p.ty.strip_suffix("→ Bool").map(str::trim) else { continue };
        for x in hypotheses().filter(|h| h.ty == domain).take(2) {
            let split = format!("cases hb : {} {}", p.name, x.name);
            list.rule(Rule::Cases, COMBINED, all(&split));
        }
    }
    if target.contains("if ") || hypotheses().any(|h| h.ty.contains("if ")) {
        list.rule(Rule::Cases, COMBINED, all("split"));
    } else if !laws.is_empty() {
        list.rule(Rule::Cases, COMBINED * 0.5, all(&format!("simp only{laws} <;> split")));
    }
    let relevant = |h: &&Hypothesis| is_data(h) && mentions(target, &h.name);
    let data: Vec<&Hypothesis> =
        hypotheses().filter(relevant).filter(|h| is_recursive(view, h)).take(MOST).collect();
    for v in &data {
        list.rule(Rule::Cases, COMBINED * 0.7, all(&format!("cases {}", v.name)));
        if view.depth > 3 {
            continue;
        }
        list.rule(Rule::Induction, COMBINED, all(&format!("induction {}", v.name)));
        for w in data.iter().filter(|w| w.name != v.name && !mentions(&v.ty, &w.name)) {
            let induction = format!("induction {} generalizing {}", v.name, w.name);
            list.rule(Rule::Induction, COMBINED * 0.7, all(&induction));
            let both = format!("{induction} <;> cases {}", w.name);
            list.rule(Rule::Induction, COMBINED * 0.7, all(&both));
        }
    }
}
