//! Keeps what is for measuring out of what is for training: a prover that will not elaborate it.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{FutureExt, future::BoxFuture};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    goal::Goal,
};
use polya_problems::Problem;

use super::StatementKey;
use crate::{
    environment::{PrepareError, Prover},
    graph::GoalState,
};

/// A prover behind a list of statements that are kept for measuring. Each other statement passes
/// once.
pub struct Gate {
    prover: Arc<dyn Prover>,
    kept: Arc<BTreeSet<StatementKey>>,
    seen: Mutex<BTreeSet<StatementKey>>,
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gate that keeps {} statements out", self.kept.len())
    }
}

impl Gate {
    /// A gate that lets neither `kept` pass nor, again, `seen`.
    pub fn new(
        prover: Arc<dyn Prover>,
        kept: Arc<BTreeSet<StatementKey>>,
        seen: BTreeSet<StatementKey>,
    ) -> Self {
        Self { prover, kept, seen: Mutex::new(seen) }
    }

    /// What passed so far, and what was said to have.
    pub fn seen(&self) -> BTreeSet<StatementKey> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn admit(&self, problem: &Problem, goals: &[Goal]) -> Result<(), PrepareError> {
        let refuse = |message: &str| {
            Err(PrepareError::Rejected { message: message.to_owned(), line: None, column: None })
        };
        let key = StatementKey::of(&GoalState(goals.to_vec()), problem.before());
        if self.kept.contains(&key) {
            return refuse("it is kept for measuring");
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.insert(key) { Ok(()) } else { refuse("it was drawn before") }
    }
}

impl Prover for Gate {
    fn describe(&self) -> String {
        self.prover.describe()
    }

    fn goals<'a>(
        &'a self,
        problem: &'a Problem,
        limits: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<Goal>, PrepareError>> {
        async move {
            let goals = self.prover.goals(problem, limits).await?;
            self.admit(problem, &goals)?;
            Ok(goals)
        }
        .boxed()
    }

    fn check<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        self.prover.check(site, tactics, limits)
    }

    fn check_briefly<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        self.prover.check_briefly(site, tactics, limits)
    }
}
