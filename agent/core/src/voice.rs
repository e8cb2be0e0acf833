//! Voices: everything that proposes candidates for a goal. Rules, a planner, models, tools, memory and
//! a person at the keyboard differ in what they know, not in how they are asked.
//!
//! This is the vocabulary alone. When a voice is asked is the schedule's business, what becomes of its
//! answer that of the run's state.

use std::sync::Arc;

use futures::future::BoxFuture;
use polya_lean::check::PathStep;
use polya_problems::Problem;
use serde::Serialize;

use crate::{
    candidate::Candidate,
    graph::GoalState,
    ledger::Amounts,
    refusal::Refusals,
    schedule::{Part, VoiceId},
};

/// A voice.
pub trait Proposer: Send + Sync + 'static {
    /// Its identity, by which schedules name it.
    fn id(&self) -> VoiceId;

    /// The rounds in which it wants to be asked, and for whom it speaks. A voice without any is asked
    /// only where a schedule names it.
    fn parts(&self) -> Vec<Part> {
        Vec::new()
    }

    /// Candidates for a goal. An error is an infrastructure error; having nothing to say is an
    /// empty answer.
    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>>;
}

/// A goal for which candidates are wanted.
#[derive(Clone, Debug)]
pub struct Request {
    /// The problem.
    pub problem: Arc<Problem>,
    /// The goal.
    pub state: GoalState,
    /// Which of the voice's passes: 0 is the first and narrowest.
    pub pass: u32,
    /// Steps between the problem's own goal and this one.
    pub depth: u32,
    /// Tactics that lead from the theorem's initial goal to this one. `None` for coupled goals, which
    /// have no place of their own.
    pub path: Option<Vec<PathStep>>,
    /// Seed for samples.
    pub seed: u64,
    /// Most tokens to spend; with 0 only what costs nothing is wanted.
    pub tokens: u64,
    /// Most checks to spend on the answer; with 0 Lean is not asked.
    pub checks: u64,
    /// Which provers Lean has under the file's header, if that was found out.
    pub provers: Option<ProverNames>,
    /// What a model proposed for this goal before, and why Lean refused it; newest last.
    pub failures: Vec<Failure>,
    /// What long-term memory tells a model about the goal, a text each.
    pub memories: Vec<String>,
}

impl Request {
    /// A request of which nothing is known but the goal: it may spend nothing.
    pub fn about(problem: Arc<Problem>, state: GoalState) -> Self {
        Self {
            problem,
            state,
            pass: 0,
            depth: 0,
            path: None,
            seed: 0,
            tokens: 0,
            checks: 0,
            provers: None,
            failures: Vec::new(),
            memories: Vec::new(),
        }
    }
}

/// A voice's answer.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Candidates, in any order.
    pub candidates: Vec<Candidate>,
    /// What they cost.
    pub spent: Amounts,
    /// Which provers Lean has under the file's header, where the voice found that out.
    pub provers: Option<ProversOf>,
    /// What went wrong with some of those asked, for the log; the others were heard.
    pub troubles: Vec<String>,
    /// What went wrong with the model, if one was asked and did not answer.
    pub absent: Option<String>,
    /// Samples of a model from which nothing could be taken.
    pub refusals: Refusals,
    /// Functions that a model called, in order.
    pub called: Vec<String>,
    /// How many statements in a model's thoughts were shown to be false.
    pub objections: usize,
}

impl From<Vec<Candidate>> for Proposals {
    /// An answer that cost nothing.
    fn from(candidates: Vec<Candidate>) -> Self {
        Self { candidates, ..Self::default() }
    }
}

/// Names of Lean's provers: the tactics themselves.
pub type ProverNames = Arc<[Arc<str>]>;

/// Which provers Lean has under an import header.
#[derive(Clone, Debug)]
pub struct ProversOf {
    /// The header, in canonical form.
    pub header: Arc<str>,
    /// Their names.
    pub names: ProverNames,
}

/// A model's candidate that Lean refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The candidate.
    pub tactic: Arc<str>,
    /// Lean's message, shortened.
    pub message: String,
}
