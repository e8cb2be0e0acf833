//! Settings of a run. They go into the log's first event and cannot change on resume.

use polya_lean::check::CheckLimits;
use serde::{Deserialize, Serialize};

pub use crate::schedule::{Lane, Round};
use crate::{graph::GoalId, ledger::Budget, select::Strategy};

/// Everything that decides how a run goes, apart from its problems and its environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunSettings {
    /// Seed of all tie-breaks and of the models' samples.
    pub seed: u64,
    /// How the next goal is chosen.
    pub strategy: Strategy,
    /// What is tried on each goal, in this order.
    pub schedule: Vec<Round>,
    /// Problems under work at the same time.
    pub problems_at_once: usize,
    /// Goals of one problem under work at the same time.
    pub goals_at_once: usize,
    /// Candidates in the first batch of a round; each further one has twice as many.
    pub first_batch: usize,
    /// Most candidates in one batch.
    pub batch: usize,
    /// Limits of each check.
    pub limits: CheckLimits,
    /// Limits of each check of Lean's own provers.
    pub prover_limits: CheckLimits,
    /// Budget of the whole run.
    pub run_budget: Budget,
    /// Budget of each problem.
    pub problem_budget: Budget,
    /// Most goals in one problem's graph.
    pub goals_limit: usize,
    /// The run abstains from a problem when the chance to solve it within what is left of its
    /// budget falls below this.
    pub abstain_below: f64,
    /// The tools that take part, by name. On resume a tool that changed or is gone is left out.
    pub tools: Vec<ToolInUse>,
    /// True if a tool's counterexample ends a problem even where Lean does not confirm it.
    pub believe_tools: bool,
    /// How often one call is repeated after an infrastructure error before the problem is given up.
    pub retries: u32,
}

impl RunSettings {
    /// The seed with which a goal's round is asked.
    pub fn seed_of(&self, goal: GoalId, round: u32) -> u64 {
        self.seed ^ (u64::from(goal.0) << 8) ^ u64::from(round)
    }
}

impl Default for RunSettings {
    fn default() -> Self {
        Self {
            seed: 0,
            strategy: Strategy::default(),
            schedule: Round::rules(),
            problems_at_once: 2,
            goals_at_once: 2,
            first_batch: 6,
            batch: 48,
            limits: CheckLimits {
                max_heartbeats: 4_000,
                deadline: std::time::Duration::from_secs(5),
            },
            prover_limits: CheckLimits {
                max_heartbeats: 40_000,
                deadline: std::time::Duration::from_secs(10),
            },
            run_budget: Budget::default(),
            problem_budget: Budget { seconds: Some(60), judgements: Some(8), ..Budget::default() },
            goals_limit: 5_000,
            abstain_below: 0.0,
            tools: Vec::new(),
            believe_tools: false,
            retries: 5,
        }
    }
}

/// A tool that takes part in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolInUse {
    /// Its name.
    pub name: String,
    /// Hash of its component.
    pub hash: String,
}
