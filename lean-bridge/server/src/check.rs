//! What is asked of a worker and what it answers: candidate tactics on a goal, and their outcomes.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use crate::goal::Goal;

/// One step on the way from a theorem's initial goal to the goal under work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PathStep {
    /// The tactic that was applied, possibly of several lines, indented from column 0.
    pub tactic: Arc<str>,
    /// How many goals it left.
    pub goals: usize,
    /// Which of them the path goes on with, counted from 0.
    pub chosen: usize,
}

/// A goal's place: a file up to the hole of a theorem, and the path of tactics from there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Site {
    /// The file's text up to the hole: header, definitions, and the theorem up to and with `:=`.
    pub before: Arc<str>,
    /// Steps from the theorem's initial goal. Empty for that goal itself.
    pub path: Vec<PathStep>,
}

/// Limits of one check. All of them apply to each candidate, not to the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLimits {
    /// Lean's own deterministic limit, in thousands of small allocations (`maxHeartbeats`).
    pub max_heartbeats: u32,
    /// Wall-clock limit. A candidate that has not ended by then is `TimedOut`.
    pub deadline: Duration,
}

impl Default for CheckLimits {
    fn default() -> Self {
        Self { max_heartbeats: 20_000, deadline: Duration::from_secs(10) }
    }
}

/// What became of one candidate tactic.
///
/// Every candidate gets exactly one outcome, and silence is never success: an outcome is `Closed`
/// only if the server answered for the right version of the document, processed it to its end, and
/// reported nothing in the candidate's block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// No goal is left, and no `sorry` was used.
    Closed,
    /// The tactic ran and left these goals.
    Progress {
        /// Goals in Lean's order; never empty.
        goals: Vec<Goal>,
        /// True if a goal mentions a metavariable (`?m.1`, `?x`) that another may assign.
        coupled: bool,
    },
    /// Lean reported an error.
    Failed {
        /// Lean's first error message, without positions.
        message: String,
        /// The candidate's line, counted from 0, at which it is reported, where that was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
    },
    /// Refused before it reached Lean: it could leave its block, or uses a forbidden word.
    Refused {
        /// What was found, for the log.
        reason: String,
    },
    /// The heartbeat or the wall-clock limit was reached.
    TimedOut,
    /// The worker died on this candidate (checked alone to be sure).
    Crashed,
    /// Something outside mathematics went wrong: no worker could be started, a disk was full.
    /// Never counted as a failed attempt.
    Infrastructure {
        /// What happened and what could be done.
        message: String,
    },
}
