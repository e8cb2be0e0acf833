//! The worker's first voice: rules.
//!
//! For a goal it proposes tactics by four passes, each wider and less likely to help than the one
//! before: tactics that finish, moves by the shape of the goal and its context, uses of hypotheses
//! and of the best premises, and finally more premises and classical detours. Rules only write
//! text; Lean says what each is worth.

mod arithmetic;
mod chaining;
mod citing;
mod classical;
mod combined;
mod context;
mod data;
mod definitions;
mod equational;
mod finish;
mod lawful;
mod laws;
mod library;
mod names;
mod opening;
mod predicates;
mod prior;
mod shape;
mod structure;
mod term;
mod witness;

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use polya_lean::goal::Goal;
use polya_problems::Problem;
use rustc_hash::FxHashSet;

pub(crate) use definitions::Definitions;
pub use library::Library;
pub(crate) use shape::{Shape, binders, mentions, shape, words};

use crate::{
    candidate::{Candidate, Rule, Source},
    schedule::{Part, VoiceId},
    voice::{Proposals, Proposer, Request},
};

/// Proposes tactics by rule.
#[derive(Debug)]
pub struct Rules {
    library: Arc<Library>,
}

impl Rules {
    /// Rules that cite the premises of `library`.
    pub fn new(library: Arc<Library>) -> Self {
        Self { library }
    }

    fn candidates(library: &Library, request: &Request) -> Vec<Candidate> {
        let definitions = Definitions::read(request.problem.before());
        let goal = request.state.main();
        let mut list = List::default();
        let view = View { goal, definitions: &definitions, depth: request.depth };
        match request.pass {
            0 => {
                finish::propose(&view, &mut list);
                library.finish(&view, &mut list);
                witness::finish(&view, &mut list);
                opening::propose(&view, &mut list);
            }
            1 => {
                equational::propose(&view, &mut list);
                chaining::propose(&view, &mut list);
                lawful::propose(&view, &mut list);
                witness::propose(&view, &mut list);
                structure::propose(&view, &mut list);
                data::propose(&view, &mut list);
                context::destruct(&view, &mut list);
                arithmetic::propose(&view, &mut list);
                library.step(&view, &mut list);
                combined::propose(&view, &mut list);
                predicates::propose(&view, &mut list);
                classical::propose(&view, &mut list);
            }
            2 => {
                context::propose(&view, &mut list);
                library.propose(&view, 0..16, &mut list);
            }
            _ => {
                context::detours(&view, &mut list);
                library.propose(&view, 16..64, &mut list);
            }
        }
        list.found
    }
}

impl Proposer for Rules {
    fn id(&self) -> VoiceId {
        VoiceId::RULES
    }

    fn parts(&self) -> Vec<Part> {
        vec![Part::rules()]
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        let (library, request) = (Arc::clone(&self.library), request.clone());
        // Completion and chaining take their time.
        let work = tokio::task::spawn_blocking(move || Self::candidates(&library, &request));
        async move {
            let candidates = work.await.map_err(|error| error.to_string())?;
            Ok(Proposals { candidates, ..Proposals::default() })
        }
        .boxed()
    }
}

/// A way to begin: words for people, and the tactic.
pub(crate) struct Plan {
    pub(crate) words: String,
    pub(crate) tactic: String,
    pub(crate) log_prior: f64,
}

/// The inductions that a problem's own goal offers once its variables are introduced.
pub(crate) fn planned_inductions(problem: &Problem, goal: &Goal) -> Vec<Plan> {
    let definitions = Definitions::read(problem.before());
    let (introduction, opened) = structure::opened(goal);
    let mut list = List::default();
    data::propose(&View { goal: &opened, definitions: &definitions, depth: 0 }, &mut list);
    let induction = Source::rule(Rule::Induction);
    list.found
        .into_iter()
        .filter(|c| c.source == induction)
        .map(|c| {
            let (words, _) = c.tactic.split_once(" with").unwrap_or((&c.tactic, ""));
            let words = words.replacen("induction", "induction on", 1);
            let tactic = match &introduction {
                Some(names) => format!("intro {names}\n{}", c.tactic),
                None => c.tactic.to_string(),
            };
            Plan { words, tactic, log_prior: c.log_prior }
        })
        .collect()
}

/// What rules look at.
struct View<'a> {
    goal: &'a Goal,
    definitions: &'a Definitions,
    depth: u32,
}

/// Candidates under collection: each tactic once, under its first and best prior.
#[derive(Default)]
struct List {
    found: Vec<Candidate>,
    seen: FxHashSet<String>,
}

impl List {
    fn rule(&mut self, rule: Rule, prior: f64, tactic: impl Into<String>) {
        self.push(Source::rule(rule), prior, tactic.into());
    }

    fn premise(&mut self, premise: &str, prior: f64, tactic: String) {
        self.push(Source::premise(premise), prior, tactic);
    }

    fn push(&mut self, source: Source, prior: f64, tactic: String) {
        if self.seen.insert(tactic.clone()) {
            self.found.push(Candidate::new(tactic, source, prior));
        }
    }
}

#[cfg(test)]
mod tests;
