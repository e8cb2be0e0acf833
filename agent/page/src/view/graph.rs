//! A search graph as a page shows it: goals and steps by number, each goal drawn in one place.
//!
//! The graph is acyclic and goals are shared, so a drawing needs one place for each goal: under
//! the step of the proof that has it, or else under the step that found it first. Under its other
//! steps it is a link.

use std::cmp::Reverse;

use polya_agent::{
    event::OutcomeNote,
    graph::{GoalId, GoalState, Graph, Status, StepId},
    tree::goal_text,
};
use rustc_hash::FxHashSet;

use super::proposer;
use crate::history::{Attempt, Past};

/// A search graph.
#[derive(Debug)]
pub struct GraphView {
    /// The goals, by their ids; the first is the problem's own.
    pub goals: Vec<GoalView>,
    /// The steps, by their ids.
    pub steps: Vec<StepView>,
    /// Steps to show first: those of the proof, or the way to the goal on which most was tried.
    pub way: Vec<usize>,
    /// True if the root is proved, and `way` the proof.
    pub proved: bool,
}

/// Where a goal or a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Neither proved nor given up.
    Open,
    /// Proved.
    Proved,
    /// Nothing is left to try.
    Exhausted,
    /// Shown to be unprovable.
    Refuted,
}

/// A goal.
#[derive(Debug)]
pub struct GoalView {
    /// Where it stands.
    pub stand: Stand,
    /// As Lean prints it.
    pub text: String,
    /// What is to be shown, on one line.
    pub target: String,
    /// Steps from the root on the likeliest way.
    pub depth: u32,
    /// Logarithm of the prior of the likeliest way from the root.
    pub log_prior: f64,
    /// How often it or a goal below it was expanded.
    pub visits: u32,
    /// How many candidates were tried on it.
    pub tried: u32,
    /// True if every round of the schedule was tried on it.
    pub complete: bool,
    /// How it is known to be unprovable.
    pub refutation: Option<String>,
    /// The step under which it is drawn.
    pub under: Option<usize>,
    /// The other steps that have it.
    pub also_under: Vec<usize>,
    /// Its steps: the proof's first, then the live ones by prior, then the dead.
    pub steps: Vec<usize>,
    /// Candidates that were tried, in order.
    pub attempts: Vec<AttemptView>,
    /// How many more failed and are left out here.
    pub attempts_left_out: usize,
}

/// A step.
#[derive(Debug)]
pub struct StepView {
    /// Where it stands.
    pub stand: Stand,
    /// The goal that it works on.
    pub goal: usize,
    /// The tactic.
    pub tactic: String,
    /// Who proposed it.
    pub source: String,
    /// Logarithm of its prior.
    pub log_prior: f64,
    /// True if a model's word decided when it was tried.
    pub ranked: bool,
    /// True if the judge rejected a proof through it.
    pub banned: bool,
    /// The goals that it leaves, in Lean's order.
    pub goals: Vec<usize>,
}

/// A candidate that was tried.
#[derive(Debug)]
pub struct AttemptView {
    /// The tactic.
    pub tactic: String,
    /// Who proposed it.
    pub source: String,
    /// Logarithm of its prior.
    pub log_prior: f64,
    /// Logarithm of the chance that a model gave it here.
    pub belief: Option<f64>,
    /// What came of it.
    pub outcome: Outcome,
    /// What Lean answered, if it said something.
    pub message: String,
}

/// What came of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No goal is left.
    Closed,
    /// So many goals are left.
    Progress(usize),
    /// Lean refused it.
    Failed,
    /// Not given to Lean.
    Refused,
    /// A limit was reached.
    TimedOut,
    /// The worker died on it.
    Crashed,
    /// Nothing is known.
    Unknown,
}

impl From<Status> for Stand {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Proved { .. } => Self::Proved,
            Status::Exhausted => Self::Exhausted,
            Status::Refuted => Self::Refuted,
        }
    }
}

impl Stand {
    /// A sign that tells them apart without colour.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Open => "?",
            Self::Proved => "✓",
            Self::Exhausted => "✗",
            Self::Refuted => "⊥",
        }
    }

    /// In a word; also a name in style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proved => "proved",
            Self::Exhausted => "exhausted",
            Self::Refuted => "refuted",
        }
    }

    fn is_dead(self) -> bool {
        matches!(self, Self::Exhausted | Self::Refuted)
    }
}

impl Outcome {
    /// In a word or two.
    pub fn word(self) -> String {
        match self {
            Self::Closed => "closed the goal".to_owned(),
            Self::Progress(1) => "left 1 goal".to_owned(),
            Self::Progress(count) => format!("left {count} goals"),
            Self::Failed => "failed".to_owned(),
            Self::Refused => "not given to Lean".to_owned(),
            Self::TimedOut => "timed out".to_owned(),
            Self::Crashed => "crashed Lean".to_owned(),
            Self::Unknown => "nothing is known".to_owned(),
        }
    }

    fn helped(self) -> bool {
        matches!(self, Self::Closed | Self::Progress(_))
    }
}

fn index(id: u32) -> usize {
    id as usize
}

impl GraphView {
    /// The view of a graph. Of the candidates that failed, so many are kept of each goal.
    pub(super) fn of(graph: &Graph, past: &Past<'_>, failures: usize) -> Self {
        let proof: Vec<StepId> = graph.proof().map(|proof| proof.steps).unwrap_or_default();
        let in_proof: FxHashSet<StepId> = proof.iter().copied().collect();
        let reached = reached(graph);
        let mut goals: Vec<GoalView> = graph
            .goals()
            .map(|goal| {
                let mut view = goal_view(graph, goal.id, &in_proof, &reached);
                let attempts = past.attempts.get(&goal.id).map_or(&[][..], Vec::as_slice);
                (view.attempts, view.attempts_left_out) = kept(attempts, failures);
                view.refutation = past.refutations.get(&goal.id).map(|r| (*r).to_owned());
                view
            })
            .collect();
        let steps: Vec<StepView> = graph.steps().map(|step| step_view(graph, step.id)).collect();
        for goal in &mut goals {
            goal.steps.sort_by(|a, b| {
                let key = |step: usize| {
                    let id = StepId(u32::try_from(step).unwrap_or(u32::MAX));
                    let view = &steps[step];
                    (!in_proof.contains(&id), view.stand.is_dead(), view.stand != Stand::Proved)
                };
                let prior = |step: usize| steps[step].log_prior;
                key(*a).cmp(&key(*b)).then(prior(*b).total_cmp(&prior(*a))).then(a.cmp(b))
            });
        }
        let proved = graph.is_proved();
        let way = if proved {
            proof.iter().map(|step| index(step.0)).collect()
        } else {
            way_to_the_hardest(&goals, &steps)
        };
        Self { goals, steps, way, proved }
    }
}

/// Which goals the root leads to. A log that was cut off can hold a goal whose step never came.
fn reached(graph: &Graph) -> Vec<bool> {
    let mut reached = vec![false; graph.goals().len()];
    let mut open = vec![graph.root()];
    while let Some(goal) = open.pop() {
        if !std::mem::replace(&mut reached[index(goal.0)], true) {
            open.extend(graph.steps_of(goal).into_iter().flat_map(|step| graph.goals_of(step)));
        }
    }
    reached
}

fn goal_view(
    graph: &Graph,
    id: GoalId,
    in_proof: &FxHashSet<StepId>,
    reached: &[bool],
) -> GoalView {
    let goal = graph.goal(id);
    let parents: Vec<StepId> = if reached[index(id.0)] { graph.parents_of(id) } else { Vec::new() };
    // The root is drawn at the top, whoever has it.
    let under = parents
        .iter()
        .find(|step| in_proof.contains(step))
        .or_else(|| parents.iter().find(|step| goal.via.is_some_and(|(via, _)| via == **step)))
        .or(parents.first())
        .copied()
        .filter(|_| id != graph.root());
    let targets: Vec<String> = goal.state.0.iter().map(|g| format!("⊢ {}", g.target)).collect();
    GoalView {
        stand: goal.status.into(),
        text: goals_text(&goal.state),
        target: targets.join("   "),
        depth: goal.depth,
        log_prior: goal.log_prior,
        visits: goal.visits,
        tried: goal.tried_count,
        complete: goal.complete,
        refutation: None,
        under: under.map(|step| index(step.0)),
        also_under: parents
            .into_iter()
            .filter(|step| Some(*step) != under)
            .map(|step| index(step.0))
            .collect(),
        steps: graph.steps_of(id).into_iter().map(|step| index(step.0)).collect(),
        attempts: Vec::new(),
        attempts_left_out: 0,
    }
}

/// Goals as Lean prints them. Those that hang together are set apart by an empty line.
fn goals_text(state: &GoalState) -> String {
    let each = state.0.iter().map(|goal| goal_text(&GoalState(vec![goal.clone()])));
    each.collect::<Vec<_>>().join("\n\n")
}

fn step_view(graph: &Graph, id: StepId) -> StepView {
    let step = graph.step(id);
    StepView {
        stand: step.status.into(),
        goal: index(step.goal.0),
        tactic: step.tactic.to_string(),
        source: proposer(&step.source),
        log_prior: step.log_prior,
        ranked: step.ranked,
        banned: step.banned,
        goals: graph.goals_of(id).into_iter().map(|goal| index(goal.0)).collect(),
    }
}

/// The attempts that are shown, and how many are left out: none that made progress, and of the others
/// the first.
fn kept(attempts: &[Attempt<'_>], most: usize) -> (Vec<AttemptView>, usize) {
    let mut views = Vec::with_capacity(attempts.len().min(most));
    let mut left_out = 0;
    for Attempt { candidate, outcome } in attempts {
        let (outcome, message) = match outcome {
            OutcomeNote::Closed => (Outcome::Closed, ""),
            OutcomeNote::Progress(goals) => (Outcome::Progress(*goals), ""),
            OutcomeNote::Failed(message) => (Outcome::Failed, message.as_str()),
            OutcomeNote::Refused(reason) => (Outcome::Refused, reason.as_str()),
            OutcomeNote::TimedOut => (Outcome::TimedOut, ""),
            OutcomeNote::Crashed => (Outcome::Crashed, ""),
            OutcomeNote::Infrastructure(message) => (Outcome::Unknown, message.as_str()),
        };
        if views.len() >= most && !outcome.helped() {
            left_out += 1;
            continue;
        }
        views.push(AttemptView {
            tactic: candidate.tactic.to_string(),
            source: proposer(&candidate.source),
            log_prior: candidate.log_prior,
            belief: candidate.belief,
            outcome,
            message: message.to_owned(),
        });
    }
    (views, left_out)
}

/// The steps from the root to the open goal on which most was tried, the deeper one among equals.
fn way_to_the_hardest(goals: &[GoalView], steps: &[StepView]) -> Vec<usize> {
    let hardest = goals
        .iter()
        .enumerate()
        .filter(|(_, goal)| goal.stand == Stand::Open && goal.tried > 0 && goal.under.is_some())
        .max_by_key(|(place, goal)| (goal.tried, goal.depth, Reverse(*place)));
    let mut way = Vec::new();
    let mut at = hardest.map(|(place, _)| place);
    while let Some(step) = at.and_then(|goal| goals[goal].under) {
        // A forged log can hold a circle.
        if way.len() == goals.len() {
            return Vec::new();
        }
        way.push(step);
        at = Some(steps[step].goal);
    }
    way.reverse();
    way
}
