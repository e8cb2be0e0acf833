//! What the graph holds: goals, steps, their ids and statuses.

use std::{fmt, sync::Arc};

use polya_lean::goal::{Goal, GoalKey};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::candidate::{Candidate, Source};

/// Id of a goal within its problem's graph. The root is goal 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GoalId(pub u32);

/// Id of a step within its problem's graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub u32);

impl GoalId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl StepId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for GoalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "g{}", self.0)
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

/// What a goal node stands for: one Lean goal, or several that share a metavariable and so must be
/// proved together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GoalState(pub Vec<Goal>);

impl GoalState {
    /// A state of one goal.
    pub fn single(goal: Goal) -> Self {
        Self(vec![goal])
    }

    /// True if several goals are held together.
    pub fn is_coupled(&self) -> bool {
        self.0.len() > 1
    }

    /// The first goal, the one that Lean works on.
    pub fn main(&self) -> &Goal {
        &self.0[0]
    }

    /// Key under which equal states are shared: targets and contexts as printed, case tags left
    /// out.
    ///
    /// Names that a tactic can write are part of it, so that a script found for one occurrence
    /// means the same at the other. Inaccessible names are not: no script can mention them.
    pub fn key(&self) -> GoalKey {
        let mut hasher = blake3::Hasher::new();
        let mut field = |tag: &str, text: &str| {
            hasher.update(tag.as_bytes());
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for goal in &self.0 {
            field("goal", "");
            for hypothesis in &goal.hypotheses {
                field("name", if hypothesis.accessible { &hypothesis.name } else { "✝" });
                field("type", &hypothesis.ty);
                if let Some(value) = &hypothesis.value {
                    field("value", value);
                }
            }
            field("target", &goal.target);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        GoalKey(key)
    }

    /// How much there is to read: symbols in the targets, and a third of those in hypotheses.
    pub fn size(&self) -> usize {
        let symbols = |text: &str| text.split_whitespace().count();
        self.0
            .iter()
            .map(|goal| {
                let context: usize = goal.hypotheses.iter().map(|h| symbols(&h.ty)).sum();
                symbols(&goal.target) + context / 3
            })
            .sum()
    }
}

/// Where a goal or a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// Neither proved nor given up.
    #[default]
    Open,
    /// Proved, as far as the workers can tell.
    Proved {
        /// For a goal, the step that proves it; for a step, itself.
        step: StepId,
    },
    /// Nothing is left to try, or (a step) one of its goals is dead, or it was banned.
    Exhausted,
    /// Shown to be unprovable.
    Refuted,
}

impl Status {
    /// True if no proof can come from here any more.
    pub fn is_dead(self) -> bool {
        matches!(self, Self::Exhausted | Self::Refuted)
    }

    /// True if proved.
    pub fn is_proved(self) -> bool {
        matches!(self, Self::Proved { .. })
    }
}

/// An OR node.
#[derive(Clone, Debug, Serialize)]
pub struct GoalNode {
    /// Its id.
    pub id: GoalId,
    /// What is to be proved.
    pub state: GoalState,
    /// The step, and the position among its goals, on whose way Lean reaches this goal. `None` for
    /// the root.
    pub via: Option<(StepId, u32)>,
    /// Steps from the root on the likeliest way.
    pub depth: u32,
    /// Sum of the steps' log-priors on the likeliest way from the root.
    pub log_prior: f64,
    /// Proved, open, dead.
    pub status: Status,
    /// Rounds of candidates that were tried to their end, by their places in the schedule.
    pub finished: Vec<u32>,
    /// True when no round is left.
    pub complete: bool,
    /// How often this goal or one below it was expanded.
    pub visits: u32,
    /// Hashes of the tactics already tried here.
    #[serde(skip)]
    pub(crate) tried: FxHashSet<u64>,
    /// How many tactics were tried here.
    pub tried_count: u32,
    /// True if found to be unprovable by itself.
    pub(crate) refuted: bool,
}

impl GoalNode {
    pub(crate) fn new(
        id: GoalId,
        state: GoalState,
        via: Option<(StepId, u32)>,
        depth: u32,
        log_prior: f64,
    ) -> Self {
        Self {
            id,
            state,
            via,
            depth,
            log_prior,
            status: Status::Open,
            finished: Vec::new(),
            complete: false,
            visits: 0,
            tried: FxHashSet::default(),
            tried_count: 0,
            refuted: false,
        }
    }

    /// How many rounds of candidates were tried to their end.
    pub fn rounds(&self) -> u32 {
        u32::try_from(self.finished.len()).unwrap_or(u32::MAX)
    }

    /// True if this tactic was tried here before.
    pub fn has_tried(&self, tactic: &str) -> bool {
        self.tried.contains(&tactic_hash(tactic))
    }

    pub(crate) fn note_tried(&mut self, tactic: &str) {
        if self.tried.insert(tactic_hash(tactic)) {
            self.tried_count += 1;
        }
    }
}

/// Tactics that differ in white space at line ends only are the same.
fn tactic_hash(tactic: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for line in tactic.lines() {
        hasher.update(line.trim_end().as_bytes());
        hasher.update(b"\n");
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// An AND node.
#[derive(Clone, Debug, Serialize)]
pub struct StepNode {
    /// Its id.
    pub id: StepId,
    /// The goal it works on.
    pub goal: GoalId,
    /// The tactic.
    pub tactic: Arc<str>,
    /// Who proposed it.
    pub source: Source,
    /// Log-prior of the step alone.
    pub log_prior: f64,
    /// True if a model's word decided when it was tried.
    pub ranked: bool,
    /// Proved, open, dead.
    pub status: Status,
    /// True if a proof through it was rejected and it must not be used again.
    pub banned: bool,
}

impl StepNode {
    pub(crate) fn new(id: StepId, goal: GoalId, candidate: &Candidate) -> Self {
        Self {
            id,
            goal,
            tactic: candidate.tactic.clone(),
            source: candidate.source.clone(),
            log_prior: candidate.log_prior,
            ranked: candidate.belief.is_some(),
            status: Status::Open,
            banned: false,
        }
    }
}
