//! The summary of a run, computed from its log alone.
//!
//! It says what was proved and by whom, what it cost, and why each of the rest stopped. Printing it
//! is the program's business.

use std::collections::BTreeMap;

use polya_problems::{Expectation, ProblemId};
use serde::Serialize;

use crate::{
    candidate::{Move, Source},
    confidence::{Prediction, calibration_error},
    event::{ProblemEnd, Record},
    graph::{GoalId, GoalNode, Status},
    ledger::Amounts,
    refusal::Refusals,
    refutation::Counterexample,
    schedule::VoiceId,
    settings::ToolInUse,
    state::{Breaker, Phase, ProblemState, ReplayError, RunPhase, RunState},
};

/// How many open goals are shown for an unsolved problem.
const OPEN_GOALS: usize = 5;

/// The summary of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The Lean in use.
    pub toolchain: String,
    /// The tools that took part.
    pub tools: Vec<ToolInUse>,
    /// True if the run came to its end.
    pub finished: bool,
    /// Problems in the list.
    pub total: usize,
    /// Problems with an accepted proof.
    pub solved: usize,
    /// The same for each level of the list: solved, total.
    pub levels: BTreeMap<String, (usize, usize)>,
    /// Statements marked as false that have an accepted proof: each is a defect of the judge or of
    /// the library.
    pub false_accepted: Vec<ProblemId>,
    /// How many problems ended for each reason.
    pub reasons: BTreeMap<String, usize>,
    /// Seconds for which the run was active.
    pub seconds: f64,
    /// What was spent.
    pub spent: Amounts,
    /// Samples of models in which no tactic could be read.
    pub refused_samples: usize,
    /// The same by the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub refusals: Refusals,
    /// Calls of functions by models while they thought, by function.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub function_calls: BTreeMap<String, usize>,
    /// Statements in models' thoughts that were shown to be false.
    #[serde(skip_serializing_if = "is_zero")]
    pub objections: usize,
    /// Models of which requests failed, by the voice that asked.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub failing_models: BTreeMap<String, FailingModel>,
    /// How often the run was taken up again.
    pub resumes: u32,
    /// Steps in accepted proofs, by who proposed them.
    pub contributions: BTreeMap<String, usize>,
    /// Accepted proofs in which each voice had a part.
    pub contributors: BTreeMap<String, usize>,
    /// Checks that were spent on each voice's candidates and questions.
    pub checks: BTreeMap<String, u64>,
    /// Premises in accepted proofs, most used first.
    pub premises: Vec<(String, usize)>,
    /// Expected calibration error of the predicted chances over ten bins.
    pub calibration_error: Option<f64>,
    /// Each problem, in the list's order.
    pub problems: Vec<ProblemReport>,
    /// If the log does not fit together, why; the rest is then empty.
    pub error: Option<String>,
}

/// A model of which requests failed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailingModel {
    /// How many.
    pub failed_requests: u32,
    /// Seconds between a first failure and the next answer, all together.
    pub seconds: f64,
    /// True if it had not answered again at the end.
    pub still_failing: bool,
    /// What went wrong last.
    pub message: String,
}

/// One problem's part of the summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemReport {
    /// Its id.
    pub id: ProblemId,
    /// Level in the list.
    pub level: Option<String>,
    /// True if the judge accepted a proof.
    pub solved: bool,
    /// Why work on it stopped; `None` if it did not.
    pub end: Option<ProblemEnd>,
    /// Seconds of work.
    pub seconds: f64,
    /// What was spent.
    pub spent: Amounts,
    /// Goals in its graph.
    pub goals: usize,
    /// Steps in its graph.
    pub steps: usize,
    /// Longest way from the root in its graph.
    pub depth: u32,
    /// Proofs that the judge rejected.
    pub rejections: u32,
    /// Chance predicted at the start.
    pub chance: f64,
    /// What the planner set out.
    pub plan: Vec<String>,
    /// What tools said against it; the one that Lean confirmed, if any, is the last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counterexamples: Vec<Counterexample>,
    /// The accepted proof.
    pub proof: Option<String>,
    /// Its tactics and who proposed them.
    pub contributions: Vec<(String, Source)>,
    /// Which voices had a part in it: `rules`, `premises`, `plan`, `provers`, `model`, `tools`,
    /// `memory`, `user`; and `ranking`, if a model's word decided when one of its tactics was tried.
    pub contributors: Vec<String>,
    /// For an unsolved problem, the deepest open goals.
    pub open_goals: Vec<OpenGoal>,
}

/// A goal at which a search got stuck.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenGoal {
    /// The goal's number, as in `polya tree`.
    pub goal: GoalId,
    /// Steps from the problem's own goal.
    pub depth: u32,
    /// How many candidates were tried on it.
    pub tried: u32,
    /// The goal, as Lean prints it.
    pub text: String,
}

impl Report {
    /// The summary of the run with these records.
    pub fn of(records: &[Record]) -> Self {
        match RunState::replay(records) {
            Ok(state) => Self::of_state(&state),
            Err(error) => Self::broken(&error),
        }
    }

    fn broken(error: &ReplayError) -> Self {
        let mut report = Self::of_state(&RunState::default());
        report.error = Some(error.to_string());
        report
    }

    /// The summary of a run in this state.
    pub fn of_state(state: &RunState) -> Self {
        let problems: Vec<ProblemReport> =
            state.order.iter().map(|id| ProblemReport::of(&state.problems[id], state)).collect();
        let mut report = Self {
            toolchain: state.toolchain.clone(),
            tools: state.settings.tools.clone(),
            finished: matches!(state.phase, RunPhase::Finished(_)),
            total: problems.len(),
            solved: problems.iter().filter(|p| p.solved).count(),
            levels: BTreeMap::new(),
            false_accepted: Vec::new(),
            reasons: BTreeMap::new(),
            seconds: state.active_ms as f64 / 1000.0,
            spent: state.ledger.run().committed(),
            refused_samples: state.heard.refused_samples,
            refusals: state.heard.refusals.clone(),
            function_calls: state.heard.function_calls.clone(),
            objections: state.heard.objections,
            failing_models: state
                .breakers
                .iter()
                .filter_map(|b| failing(b, state.active_ms))
                .collect(),
            resumes: state.resumes,
            contributions: BTreeMap::new(),
            contributors: BTreeMap::new(),
            checks: state.checks.iter().map(|(v, n)| (v.to_string(), *n)).collect(),
            premises: Vec::new(),
            calibration_error: None,
            problems,
            error: None,
        };
        report.count(state);
        report
    }

    fn count(&mut self, state: &RunState) {
        let mut premises: BTreeMap<String, usize> = BTreeMap::new();
        let mut predictions = Vec::new();
        for problem in &self.problems {
            let head = &state.problems[&problem.id].head;
            let level = self.levels.entry(problem.level.clone().unwrap_or_default()).or_default();
            level.0 += usize::from(problem.solved);
            level.1 += 1;
            if problem.solved && head.expectation == Expectation::False {
                self.false_accepted.push(problem.id.clone());
            }
            let reason = problem.end.as_ref().map_or("not finished", crate::progress::word);
            *self.reasons.entry(reason.to_owned()).or_default() += 1;
            for voice in &problem.contributors {
                *self.contributors.entry(voice.clone()).or_default() += 1;
            }
            for (_, source) in &problem.contributions {
                *self.contributions.entry(kind(source)).or_default() += 1;
                if let Move::Premise { premise } = &source.kind {
                    *premises.entry(premise.to_string()).or_default() += 1;
                }
            }
            predictions.extend(problem.prediction());
        }
        self.premises = premises.into_iter().collect();
        self.premises.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.calibration_error = calibration_error(&predictions);
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde wants it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn failing((voice, breaker): (&VoiceId, &Breaker), now: u64) -> Option<(String, FailingModel)> {
    let failing = FailingModel {
        failed_requests: breaker.failed_requests,
        seconds: breaker.failing_ms(now) as f64 / 1000.0,
        still_failing: breaker.failures > 0,
        message: breaker.message.clone(),
    };
    (breaker.failed_requests > 0).then(|| (voice.to_string(), failing))
}

/// Sources are counted by kind; premises, models and tools by name elsewhere.
fn kind(source: &Source) -> String {
    match &source.kind {
        Move::Premise { .. } => "premise".to_owned(),
        Move::Recalled { .. } => "memory".to_owned(),
        _ => source.to_string(),
    }
}

/// Who is behind a source, in one word: the voice, and of the rules what they use.
pub fn contributor(source: &Source) -> &str {
    match &source.kind {
        Move::Premise { .. } => "premises",
        Move::Plan { .. } => "plan",
        _ => source.by.as_str(),
    }
}

impl ProblemReport {
    /// The chance predicted at the start and what came of it; `None` where that says nothing, because
    /// the problem was not worked on to an end, or not for reasons of mathematics.
    pub fn prediction(&self) -> Option<Prediction> {
        let decided = !matches!(
            self.end,
            None | Some(
                ProblemEnd::BadStatement { .. }
                    | ProblemEnd::Infrastructure { .. }
                    | ProblemEnd::ModelAway { .. }
            )
        );
        decided.then_some(Prediction { chance: self.chance, solved: self.solved })
    }

    fn of(problem: &ProblemState, state: &RunState) -> Self {
        let graph = problem.search.as_ref().map(|s| &s.graph);
        let solved = problem.is_solved();
        let end = match &problem.phase {
            Phase::Finished(end) => Some(end.clone()),
            _ => None,
        };
        let script = graph.filter(|_| solved).and_then(crate::graph::Graph::proof);
        let ranked = |id| graph.is_some_and(|graph| graph.step(id).ranked);
        let ranked = script.as_ref().is_some_and(|s| s.steps.iter().copied().any(ranked));
        let contributions = script.map_or_else(Vec::new, |script| {
            let tactic = |id| graph.map_or_else(String::new, |g| g.step(id).tactic.to_string());
            script.steps.iter().map(|id| tactic(*id)).zip(script.sources).collect()
        });
        let mut contributors: Vec<String> = contributions
            .iter()
            .map(|(_, source): &(String, Source)| contributor(source).to_owned())
            .collect();
        contributors.extend(ranked.then(|| "ranking".to_owned()));
        contributors.sort_unstable();
        contributors.dedup();
        let mut open: Vec<&GoalNode> = match graph {
            Some(graph) if !solved => graph
                .goals()
                .filter(|goal| matches!(goal.status, Status::Open | Status::Exhausted))
                .filter(|goal| goal.tried_count > 0)
                .collect(),
            _ => Vec::new(),
        };
        open.sort_by_key(|goal| (std::cmp::Reverse(goal.depth), goal.id));
        Self {
            id: problem.id().clone(),
            level: problem.head.level.clone(),
            solved,
            end,
            seconds: problem.used_ms(state.active_ms) as f64 / 1000.0,
            spent: state.ledger.problem(problem.id()).committed(),
            goals: graph.map_or(0, |g| g.goals().len()),
            steps: graph.map_or(0, |g| g.steps().len()),
            depth: graph.and_then(|g| g.goals().map(|n| n.depth).max()).unwrap_or(0),
            rejections: problem.rejections,
            chance: problem.chance,
            plan: problem.plan.clone(),
            counterexamples: problem.counterexamples.clone(),
            proof: problem.accepted.as_ref().filter(|_| solved).map(|a| a.proof.to_string()),
            contributions,
            contributors,
            open_goals: open.into_iter().take(OPEN_GOALS).map(OpenGoal::of).collect(),
        }
    }
}

impl OpenGoal {
    fn of(goal: &GoalNode) -> Self {
        let text = crate::tree::goal_text(&goal.state);
        Self { goal: goal.id, depth: goal.depth, tried: goal.tried_count, text }
    }
}
