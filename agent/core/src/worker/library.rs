//! Premises: which lemmas suit a goal, and how each is tried.

use std::ops::Range;

use polya_lean::{
    goal::Goal,
    premises::{Premise, Relation},
};
use polya_memory::relevance::{DocId, Document, Index, Query};
use rustc_hash::FxHashMap;

use super::{
    List, View,
    citing::Citations,
    definitions::Definitions,
    prior::PREMISE,
    shape::{Shape, shape},
};

/// The premises of the imported modules, ranked by what they are about.
pub struct Library {
    premises: FxHashMap<DocId, Premise>,
    index: Index,
    citations: Citations,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Library of {} premises", self.premises.len())
    }
}

impl Library {
    /// Indexes premises.
    pub fn new(premises: Vec<Premise>) -> Self {
        let citations = Citations::new(&premises);
        let mut index = Index::builder();
        let mut by_id = FxHashMap::default();
        for premise in premises {
            let id = DocId::of_name(&premise.name);
            let text = premise.line();
            let symbols = premise.symbols.iter().map(String::as_str).collect();
            index.insert(id, &Document { text: &text, symbols });
            by_id.insert(id, premise);
        }
        Self { premises: by_id, index: index.build(), citations }
    }

    /// How many premises there are.
    pub fn len(&self) -> usize {
        self.premises.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.premises.is_empty()
    }

    /// The best `k` premises for a goal.
    fn recall(&self, view: &View<'_>, k: usize) -> Vec<&Premise> {
        let hypotheses: Vec<&str> = view.goal.hypotheses.iter().map(|h| h.ty.as_str()).collect();
        let query = Query::goal(&view.goal.target, &hypotheses);
        let hits = self.index.search(&query, k);
        hits.iter().filter_map(|hit| self.premises.get(&hit.id)).collect()
    }

    /// The best `k` premises for a goal as lines of text, for a prompt.
    pub fn statements(&self, goal: &Goal, k: usize) -> Vec<String> {
        let definitions = Definitions::default();
        let view = View { goal, definitions: &definitions, depth: 0 };
        self.recall(&view, k).into_iter().map(Premise::line).collect()
    }

    /// The ways to use one premise on a goal, with their priors; none if it is not in the library.
    pub(crate) fn uses(&self, premise: &str, goal: &Goal) -> Vec<(String, f64)> {
        let Some(premise) = self.premises.get(&DocId::of_name(premise)) else { return Vec::new() };
        let mut list = List::default();
        try_premise(premise, &shape(&goal.target), 2.0 * PREMISE, &mut list);
        list.found.iter().map(|c| (c.tactic.to_string(), c.log_prior.exp())).collect()
    }

    /// Proofs that cite what fits the goal.
    pub(super) fn finish(&self, view: &View<'_>, list: &mut List) {
        self.citations.finish(view, list);
    }

    /// Steps with what fits the goal.
    pub(super) fn step(&self, view: &View<'_>, list: &mut List) {
        self.citations.propose(view, list);
    }

    /// Tactics that use the premises of these ranks.
    pub(super) fn propose(&self, view: &View<'_>, ranks: Range<usize>, list: &mut List) {
        let found = self.recall(view, ranks.end);
        let target = shape(&view.goal.target);
        for (rank, premise) in found.iter().enumerate().take(ranks.end).skip(ranks.start) {
            #[expect(clippy::cast_precision_loss, reason = "a rank below a hundred")]
            let prior = PREMISE / (1.0 + rank as f64).sqrt();
            try_premise(premise, &target, prior, list);
        }
        let best: Vec<&str> = found
            .iter()
            .take(8)
            .filter(|p| p.relation.is_some() && p.hypotheses == 0 && !loops(p))
            .map(|p| p.name.as_str())
            .collect();
        if ranks.start == 0 && !best.is_empty() {
            let tactic = format!("simp [{}]", best.join(", "));
            list.premise(best[0], PREMISE, tactic);
            list.premise(best[0], PREMISE * 0.8, format!("simp_all [{}]", best.join(", ")));
        }
    }
}

/// A law such as commutativity would rewrite for ever; `simp` orders it, but it spoils the rest.
fn loops(premise: &Premise) -> bool {
    premise.name.ends_with("comm") || premise.name.ends_with("assoc")
}

fn try_premise(premise: &Premise, target: &Shape<'_>, prior: f64, list: &mut List) {
    let name = premise.name.as_str();
    let mut push = |weight: f64, tactic: String| list.premise(name, prior * weight, tactic);
    let equation = matches!(target, Shape::Relation(_, "=", _));
    if let Some(relation) = premise.relation {
        push(1.0, format!("rw [{name}]"));
        push(0.5, format!("rw [← {name}]"));
        if premise.hypotheses > 0 {
            push(0.6, format!("rw [{name} (by assumption)]"));
            push(0.5, format!("rw [{name} (by omega)]"));
        }
        if !premise.simp {
            push(0.5, format!("simp [{name}]"));
        }
        if relation == Relation::Equation && equation {
            push(0.6, format!("apply {name}"));
            push(0.4, format!("exact ({name}{}).symm", " _".repeat(premise.explicit)));
        }
        if relation == Relation::Equivalence {
            push(0.6, format!("apply {name}.mp"));
            push(0.8, format!("apply {name}.mpr"));
        }
    } else {
        push(1.0, format!("apply {name}"));
        if premise.hypotheses > 0 {
            push(0.7, format!("apply {name} <;> assumption"));
            push(0.4, format!("apply {name} <;> omega"));
            let assumed = " (by assumption)".repeat(premise.hypotheses.min(3));
            let others = " _".repeat(premise.explicit.saturating_sub(premise.hypotheses));
            push(0.4, format!("have := {name}{others}{assumed}; simp_all"));
        } else {
            push(0.5, format!("exact {name}{}", " _".repeat(premise.explicit)));
        }
    }
}
