//! A snapshot of a run for displays: small, and computed from the state.

use polya_problems::ProblemId;
use serde::Serialize;

use crate::{
    event::ProblemEnd,
    ledger::Amounts,
    state::{Phase, RunState},
};

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Progress {
    /// Problems in the list.
    pub problems: usize,
    /// Problems with an accepted proof.
    pub solved: usize,
    /// Problems on which work ended, solved or not.
    pub finished: usize,
    /// Problems under work.
    pub active: Vec<ActiveProblem>,
    /// What was spent and set aside.
    pub spent: Amounts,
    /// Goals in all graphs.
    pub goals: usize,
    /// Steps in all graphs.
    pub steps: usize,
    /// Milliseconds for which the run was active.
    pub active_ms: u64,
    /// Milliseconds left of the run's wall clock, if it has a limit.
    pub left_ms: Option<u64>,
    /// Checks left of the run's budget, if it has a limit.
    pub left_checks: Option<u64>,
    /// Tokens left of the run's budget, if it has a limit.
    pub left_tokens: Option<u64>,
}

/// A problem under work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActiveProblem {
    /// Its id.
    pub id: ProblemId,
    /// Milliseconds of work so far.
    pub used_ms: u64,
    /// Open goals that could still contribute.
    pub open_goals: usize,
    /// Goals in its graph.
    pub goals: usize,
    /// True while a proof is with the judge.
    pub judging: bool,
}

impl Progress {
    /// The snapshot of `state` at `now` active milliseconds.
    pub fn of(state: &RunState, now: u64) -> Self {
        let mut progress = Self {
            problems: state.problems.len(),
            spent: state.ledger.run().committed(),
            active_ms: now,
            ..Self::default()
        };
        for problem in state.order.iter().map(|id| &state.problems[id]) {
            progress.solved += usize::from(problem.is_solved());
            let graph = problem.search.as_ref().map(|s| &s.graph);
            let goals = graph.map_or(0, |g| g.goals().len());
            progress.goals += goals;
            progress.steps += graph.map_or(0, |g| g.steps().len());
            progress.finished += usize::from(matches!(problem.phase, Phase::Finished(_)));
            if problem.is_active() {
                progress.active.push(ActiveProblem {
                    id: problem.id().clone(),
                    used_ms: problem.used_ms(now),
                    open_goals: graph.map_or(0, |g| g.frontier().len()),
                    goals,
                    judging: matches!(problem.phase, Phase::Judging | Phase::Doubted),
                });
            }
        }
        let budget = state.settings.run_budget;
        let left = budget.left(progress.spent);
        progress.left_ms = budget.seconds.map(|_| budget.left_ms(now));
        progress.left_checks = budget.checks.map(|_| left.checks);
        progress.left_tokens = budget.tokens.map(|_| left.tokens);
        progress
    }
}

/// One word for how a problem ended, for displays and reports.
pub fn word(end: &ProblemEnd) -> &'static str {
    match end {
        ProblemEnd::Proved => "proved",
        ProblemEnd::Exhausted => "exhausted",
        ProblemEnd::Refuted => "refuted",
        ProblemEnd::Budget { .. } => "budget",
        ProblemEnd::GoalsLimit => "goals limit",
        ProblemEnd::Abstained => "abstained",
        ProblemEnd::ModelAway { .. } => "model away",
        ProblemEnd::BadStatement { .. } => "bad statement",
        ProblemEnd::Infrastructure { .. } => "infrastructure",
    }
}

/// How a problem ended, in a few words.
pub fn why(end: &ProblemEnd) -> String {
    match end {
        ProblemEnd::Proved => "proved".to_owned(),
        ProblemEnd::Exhausted => "nothing left to try".to_owned(),
        ProblemEnd::Refuted => "cannot be proved".to_owned(),
        ProblemEnd::Budget { resource, run: false } => {
            format!("{resource} for one problem used up")
        }
        ProblemEnd::Budget { resource, run: true } => format!("{resource} for the run used up"),
        ProblemEnd::GoalsLimit => "limit of goals for one problem reached".to_owned(),
        ProblemEnd::Abstained => "chance of success too small".to_owned(),
        ProblemEnd::ModelAway { .. } => {
            "the model did not answer, and nothing else is left; `--resume` tries again".to_owned()
        }
        ProblemEnd::BadStatement { .. } => "the statement does not elaborate".to_owned(),
        ProblemEnd::Infrastructure { .. } => "an outside failure".to_owned(),
    }
}
