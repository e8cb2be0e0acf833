//! What the core needs of the world, as small traits: somebody who checks tactics, somebody who
//! judges proofs, and voices that propose candidates. Tests put a toy world behind them.

use std::sync::Arc;

use futures::future::BoxFuture;
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    goal::Goal,
};
use polya_problems::Problem;

pub use crate::voice::{Failure, Proposals, Proposer, Request};
use crate::{event::Ruling, graph::GoalState, memory::Keeper, refutation::Claim};

/// Lean, as a worker sees it.
///
/// Dropping a returned future ends the work behind it.
pub trait Prover: Send + Sync + 'static {
    /// Which Lean this is, for the log.
    fn describe(&self) -> String;

    /// Elaborates the statement and returns its goals.
    fn goals<'a>(
        &'a self,
        problem: &'a Problem,
        limits: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<Goal>, PrepareError>>;

    /// Tries each tactic on the goal at `site`: one outcome each, in order.
    fn check<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>>;

    /// [`Self::check`] for when nobody will read why a candidate failed; `Failed` may come without
    /// Lean's message.
    fn check_briefly<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        self.check(site, tactics, limits)
    }
}

/// Lean, as its own provers are reached.
///
/// Dropping a returned future ends the work behind it.
pub trait LeanProvers: Send + Sync + 'static {
    /// For each of these tactics, whether Lean can read it under the import header of `before`. An
    /// error is an infrastructure error.
    fn exist<'a>(
        &'a self,
        before: &'a str,
        tactics: &'a [&'static str],
    ) -> BoxFuture<'a, Result<Vec<bool>, String>>;

    /// What `tactic` answers on the goal at `site` where it is one that is asked: the proofs, or first
    /// steps, that it suggests. Empty if it has no answer, or none within the limits.
    fn ask<'a>(
        &'a self,
        site: &'a Site,
        tactic: &'a str,
        limits: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<String>, String>>;
}

/// The judge, as the orchestrator sees it.
pub trait Referee: Send + Sync + 'static {
    /// Compiles the statement alone, so that judging can begin with it.
    fn prepare<'a>(&'a self, problem: &'a Problem) -> BoxFuture<'a, Result<(), PrepareError>>;

    /// Judges a proof. An error is an infrastructure error: nothing was decided.
    fn judge<'a>(
        &'a self,
        problem: &'a Problem,
        proof: &'a str,
    ) -> BoxFuture<'a, Result<Ruling, String>>;
}

/// Why a statement could not be prepared.
#[derive(Clone, Debug)]
pub enum PrepareError {
    /// It does not elaborate: the user's error.
    Rejected {
        /// Lean's message.
        message: String,
        /// Line in the problem's file, counted from 1, where known.
        line: Option<u32>,
        /// Column, counted from 0, where known.
        column: Option<u32>,
    },
    /// Something outside mathematics.
    Infrastructure(String),
}

/// A voice that looks for values that make a statement false. What it says is a claim, which Lean
/// is asked to confirm.
pub trait Refuter: Send + Sync + 'static {
    /// Its name, for the log.
    fn name(&self) -> &str;

    /// Looks for a counterexample to a problem's own goal. An error is a message for the log: a
    /// refuter that fails stops nothing.
    fn refute<'a>(
        &'a self,
        problem: &'a Arc<Problem>,
        goal: &'a Goal,
    ) -> BoxFuture<'a, Result<Option<Claim>, String>>;
}

/// Sets out what to try before the search begins. The plan itself reaches the search as candidates
/// of a [`Proposer`]; these are its words, for the log.
pub trait Planner: Send + Sync + 'static {
    /// The plan in words; empty if there is nothing to say.
    fn plan(&self, problem: &Problem, state: &GoalState) -> Vec<String>;
}

/// Everything outside the core.
#[derive(Clone)]
pub struct Environment {
    /// Checks tactics.
    pub prover: Arc<dyn Prover>,
    /// Judges proofs.
    pub referee: Arc<dyn Referee>,
    /// Proposes candidates; the schedule names them.
    pub proposers: Vec<Arc<dyn Proposer>>,
    /// Look for counterexamples before a problem is searched, in this order.
    pub refuters: Vec<Arc<dyn Refuter>>,
    /// Sets out plans.
    pub planner: Arc<dyn Planner>,
    /// Where what problems teach goes. What is recalled comes from a proposer.
    pub memory: Option<Keeper>,
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let voices: Vec<_> = self.proposers.iter().map(|p| p.id()).collect();
        f.debug_struct("Environment")
            .field("prover", &self.prover.describe())
            .field("proposers", &voices)
            .finish_non_exhaustive()
    }
}
