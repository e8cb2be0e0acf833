//! The view model: what a page shows of a run, as data.
//!
//! It is computed from the run's records and state alone, so a report of a past run and a page that
//! watches a run under way show the same. Texts are as the log has them; making them harmless is
//! [`markup`](crate::markup)'s part.

mod graph;
mod problem;

use std::{collections::BTreeMap, sync::Arc};

use polya_agent::{
    candidate::{Move, Source as CandidateSource},
    confidence::{Bin, Prediction, bins},
    event::Record,
    ledger::Amounts,
    report::{ProblemReport, Report},
    state::RunState,
};
use polya_problems::{Expectation, Problem, ProblemId};
use rustc_hash::FxHashMap;

pub use self::{
    graph::{AttemptView, GoalView, GraphView, Outcome, Stand, StepView},
    problem::{AcceptanceView, ProblemView, Verdict},
};
use crate::history::{History, Tally};

/// Characters of an artifact's id that are shown.
const ID: usize = 8;

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What the run is called.
    pub name: &'a str,
    /// Its records.
    pub records: &'a [Record],
    /// The state after them.
    pub state: &'a RunState,
    /// Its problems, for their texts.
    pub problems: &'a [Arc<Problem>],
    /// Proofs that the log calls accepted and whose evidence does not fit, and why.
    pub unverified: &'a [(ProblemId, String)],
}

/// A run as a page shows it.
#[derive(Debug)]
pub struct RunView {
    /// What the run is called.
    pub name: String,
    /// Version of the program that began it.
    pub program: String,
    /// When it began, as the log writes it.
    pub began: String,
    /// When the last record was written.
    pub updated: String,
    /// The summary.
    pub report: Report,
    /// How many problems were solved, of how many.
    pub standing: Standing,
    /// Proofs whose evidence does not fit, and why.
    pub unverified: BTreeMap<ProblemId, String>,
    /// Active seconds at which the problems of [`Self::standing`] were solved, in order.
    pub solved_at: Vec<f64>,
    /// How the candidates of each contributor fared, most first.
    pub contributors: Vec<(String, Tally)>,
    /// Predicted chances and what came of them, in ten bins.
    pub calibration: [Bin; 10],
    /// What was spent of each resource, on solved problems and on the others.
    pub budget: Vec<Spending>,
    /// The problems, in the list's order.
    pub problems: Vec<ProblemView>,
}

/// How many problems were solved. Those that the list marks as false are counted apart: to leave them
/// open is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Problems with an accepted proof.
    pub solved: usize,
    /// Problems in all.
    pub total: usize,
    /// Problems marked as false, which are in neither figure.
    pub marked_false: usize,
}

/// What was spent of one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Spending {
    /// The resource.
    pub resource: Spent,
    /// On problems that were solved.
    pub solved: f64,
    /// On the others.
    pub unsolved: f64,
    /// The run's limit.
    pub limit: Option<f64>,
}

/// Resources, with their units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// Seconds of work, summed over problems that were worked on side by side.
    Seconds,
    /// Candidates checked by Lean.
    Checks,
    /// Model tokens.
    Tokens,
    /// Proofs given to the judge.
    Judgements,
}

impl RunView {
    /// The view of a run.
    pub fn of(source: Source<'_>) -> Self {
        let Source { name, records, state, problems, unverified } = source;
        let report = Report::of(records);
        let mut history = History::of(records);
        let failures = history.most_failures();
        let texts: FxHashMap<&ProblemId, &Problem> =
            problems.iter().map(|problem| (&problem.id, &**problem)).collect();
        let mut views = Vec::with_capacity(report.problems.len());
        let mut standing = Standing::default();
        let mut solved_ms = Vec::new();
        for summary in &report.problems {
            let Some(known) = state.problem(&summary.id) else { continue };
            let past = history.problems.remove(&summary.id).unwrap_or_default();
            if known.head.expectation == Expectation::False {
                standing.marked_false += 1;
            } else {
                standing.total += 1;
                standing.solved += usize::from(summary.solved);
                solved_ms.extend(history.solved_ms.get(&summary.id).filter(|_| summary.solved));
            }
            views.push(ProblemView::of(
                summary,
                known,
                texts.get(&summary.id).copied(),
                &past,
                failures,
            ));
        }
        solved_ms.sort_unstable();
        let predictions: Vec<Prediction> =
            report.problems.iter().filter_map(ProblemReport::prediction).collect();
        let mut contributors: Vec<_> = history.contributors.into_iter().collect();
        contributors.sort_by(|a, b| b.1.all().cmp(&a.1.all()).then_with(|| a.0.cmp(&b.0)));
        let time = |record: Option<&Record>| record.map(|r| r.time.to_string()).unwrap_or_default();
        Self {
            name: name.to_owned(),
            program: history.program.to_owned(),
            began: time(records.first()),
            updated: time(records.last()),
            unverified: unverified.iter().cloned().collect(),
            standing,
            solved_at: solved_ms.into_iter().map(|ms: u64| ms as f64 / 1000.0).collect(),
            contributors,
            calibration: bins(&predictions),
            budget: spending(&report, state),
            problems: views,
            report,
        }
    }
}

/// Who proposed a tactic, in a few words. Ids of the memory's artifacts are shortened.
pub fn proposer(source: &CandidateSource) -> String {
    match &source.kind {
        Move::Recalled { artifact } => {
            let start =
                artifact.char_indices().nth(ID).map_or(&**artifact, |(end, _)| &artifact[..end]);
            let cut = if start.len() < artifact.len() { "…" } else { "" };
            format!("memory {start}{cut}")
        }
        _ => source.to_string(),
    }
}

/// What was spent, resource by resource; those of which nothing was spent are left out.
fn spending(report: &Report, state: &RunState) -> Vec<Spending> {
    let limits = state.settings.run_budget;
    let line = |resource, of: &dyn Fn(f64, Amounts) -> f64, limit: Option<u64>| {
        let sum = |solved: bool| -> f64 {
            let those = report.problems.iter().filter(|problem| problem.solved == solved);
            // An empty sum of floats is -0.0.
            those.map(|problem| of(problem.seconds, problem.spent)).sum::<f64>() + 0.0
        };
        let limit = limit.map(|limit| limit as f64);
        Spending { resource, solved: sum(true), unsolved: sum(false), limit }
    };
    // Problems are worked on side by side, so the run's wall clock does not limit this sum.
    let lines = [
        line(Spent::Seconds, &|seconds, _| seconds, None),
        line(Spent::Checks, &|_, spent| spent.checks as f64, limits.checks),
        line(Spent::Tokens, &|_, spent| spent.tokens as f64, limits.tokens),
        line(Spent::Judgements, &|_, spent| spent.judgements as f64, limits.judgements),
    ];
    lines.into_iter().filter(|line| line.solved + line.unsolved > 0.0).collect()
}
