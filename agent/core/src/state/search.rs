//! The search part of a problem's state: its graph and the batches that are with Lean.

use std::{collections::BTreeMap, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::{
    candidate::Candidate,
    event::OutcomeNote,
    graph::{GoalId, GoalState, Graph, StepId, StepNode},
    ledger::Amounts,
    schedule::VoiceId,
    voice::Failure,
};

/// A batch that Lean has not answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenBatch {
    /// The goal it is for.
    pub goal: GoalId,
    /// The round it belongs to.
    pub round: u32,
    /// Its candidates.
    pub candidates: Vec<Candidate>,
    /// What was set aside.
    pub debit: Amounts,
}

/// How many failed candidates of models are kept for a goal.
const FAILURES: usize = 4;

/// A problem's search.
#[derive(Debug, Serialize)]
pub struct Search {
    /// What was found.
    pub graph: Graph,
    /// Batches that are with Lean.
    pub open: BTreeMap<u32, OpenBatch>,
    /// Rounds that are with a model, and what was set aside for them.
    pub asked: BTreeMap<GoalId, BTreeMap<u32, Amounts>>,
    /// Number of the next batch.
    pub next_batch: u32,
    /// Outcomes by kind.
    pub tally: Tally,
    /// The last candidates of models that failed, for each goal: what the next prompt is to learn
    /// from.
    pub failures: BTreeMap<GoalId, Vec<Failure>>,
    /// For each tactic text, how often it was tried in this problem and how often it did something.
    #[serde(skip)]
    repeats: FxHashMap<Arc<str>, (u32, u32)>,
    /// Tactics that reached the usual limits, and were not tried with those of provers.
    #[serde(skip)]
    slow: FxHashSet<(GoalId, Arc<str>)>,
}

/// Outcomes by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Candidates that closed their goal.
    pub closed: u64,
    /// Candidates that left goals.
    pub progress: u64,
    /// Candidates that failed.
    pub failed: u64,
    /// Candidates that were not given to Lean.
    pub refused: u64,
    /// Candidates that reached a limit.
    pub timed_out: u64,
    /// Candidates on which a worker died.
    pub crashed: u64,
    /// Candidates about which nothing is known.
    pub infrastructure: u64,
}

impl Search {
    pub(super) fn new(root: GoalState) -> Self {
        Self {
            graph: Graph::new(root),
            open: BTreeMap::new(),
            asked: BTreeMap::new(),
            next_batch: 0,
            tally: Tally::default(),
            failures: BTreeMap::new(),
            repeats: FxHashMap::default(),
            slow: FxHashSet::default(),
        }
    }

    pub(super) fn send(
        &mut self,
        batch: u32,
        goal: GoalId,
        round: u32,
        candidates: &[Candidate],
        debit: Amounts,
    ) -> Result<(), String> {
        if !self.graph.has_goal(goal) {
            return Err(format!("there is no {goal}"));
        }
        if batch != self.next_batch {
            return Err(format!("batch {batch} is not the next one"));
        }
        self.next_batch += 1;
        let candidates = candidates.to_vec();
        self.open.insert(batch, OpenBatch { goal, round, candidates, debit });
        Ok(())
    }

    /// A voice answered; returns what had been set aside.
    pub(super) fn answered(&mut self, goal: GoalId, round: u32) -> Result<Amounts, String> {
        let rounds = self.asked.get_mut(&goal);
        let debit = rounds.and_then(|rounds| rounds.remove(&round));
        debit.ok_or_else(|| format!("nothing was asked for {goal} in round {round}"))
    }

    /// Notes what was tried, and returns what had been set aside.
    pub(super) fn receive(
        &mut self,
        batch: u32,
        outcomes: &[OutcomeNote],
    ) -> Result<Amounts, String> {
        let open = self.open.remove(&batch).ok_or_else(|| format!("batch {batch} is not open"))?;
        if open.candidates.len() != outcomes.len() {
            return Err(format!("batch {batch} has another number of outcomes"));
        }
        for (candidate, outcome) in open.candidates.iter().zip(outcomes) {
            let count = match outcome {
                OutcomeNote::Closed => &mut self.tally.closed,
                OutcomeNote::Progress(_) => &mut self.tally.progress,
                OutcomeNote::Failed(_) => &mut self.tally.failed,
                OutcomeNote::Refused(_) => &mut self.tally.refused,
                OutcomeNote::TimedOut => &mut self.tally.timed_out,
                OutcomeNote::Crashed => &mut self.tally.crashed,
                OutcomeNote::Infrastructure(_) => &mut self.tally.infrastructure,
            };
            *count += 1;
            if let OutcomeNote::Infrastructure(_) = outcome {
                // Nothing was learnt: it may be tried again.
                continue;
            }
            let slow = (open.goal, candidate.tactic.clone());
            if candidate.source.by == VoiceId::PROVERS {
                self.slow.remove(&slow);
            } else if *outcome == OutcomeNote::TimedOut {
                self.slow.insert(slow);
            }
            let helped = matches!(outcome, OutcomeNote::Closed | OutcomeNote::Progress(_));
            // What helped is remembered with its step: if the log ends before that, the tactic has
            // to be tried again.
            if !helped {
                self.graph.goal_mut(open.goal).note_tried(&candidate.tactic);
            }
            if let (OutcomeNote::Failed(message), Some(_)) = (outcome, candidate.source.model()) {
                let failures = self.failures.entry(open.goal).or_default();
                let (tactic, message) = (candidate.tactic.clone(), message.clone());
                failures.push(Failure { tactic, message });
                let excess = failures.len().saturating_sub(FAILURES);
                failures.drain(..excess);
            }
            let repeat = self.repeats.entry(candidate.tactic.clone()).or_default();
            repeat.0 += 1;
            repeat.1 += u32::from(helped);
        }
        Ok(open.debit)
    }

    pub(super) fn add_step(
        &mut self,
        step: StepId,
        goal: GoalId,
        candidate: &Candidate,
        goals: &[GoalId],
    ) -> Result<(), String> {
        let fits = step.index() == self.graph.steps().len()
            && self.graph.has_goal(goal)
            && goals.iter().all(|g| self.graph.has_goal(*g));
        if !fits {
            return Err(format!("{step} does not fit the graph"));
        }
        self.graph.goal_mut(goal).note_tried(&candidate.tactic);
        self.graph.insert_step(StepNode::new(step, goal, candidate), goals);
        Ok(())
    }

    /// True if this tactic reached the usual limits on this goal.
    pub(super) fn was_slow(&self, goal: GoalId, tactic: &Arc<str>) -> bool {
        self.slow.contains(&(goal, tactic.clone()))
    }

    /// The candidate with its prior lowered for each time that the same tactic did nothing
    /// elsewhere in this problem.
    pub(super) fn discounted(&self, mut candidate: Candidate) -> Candidate {
        let Some((tried, helped)) = self.repeats.get(&candidate.tactic) else { return candidate };
        let idle = f64::from(tried - helped);
        let discount = 0.1 * (1.0 + idle).ln();
        candidate.discount(discount);
        candidate
    }
}
