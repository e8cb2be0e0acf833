//! What a running process waits for. None of it is in the log: after a crash it is gone, and the
//! search does without.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use polya_problems::ProblemId;

use crate::{candidate::Candidate, graph::GoalId};

#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) problems: BTreeMap<ProblemId, ProblemWaiting>,
    /// True once the user asked to stop: nothing new begins.
    pub(super) stopping: bool,
    /// True once the driver was told that nothing is left.
    pub(super) done: bool,
}

#[derive(Debug, Default)]
pub(super) struct ProblemWaiting {
    pub(super) preparing: bool,
    pub(super) judging: bool,
    /// Goals whose round is with a proposer.
    pub(super) proposing: BTreeSet<GoalId>,
    /// Candidates of a goal's current round that have not been sent.
    pub(super) queued: BTreeMap<GoalId, Queue>,
    /// Batches that are with Lean, and their goals.
    pub(super) checking: BTreeMap<u32, GoalId>,
    /// Infrastructure errors in a row.
    pub(super) troubles: u32,
}

impl ProblemWaiting {
    /// Goals that are being worked on.
    pub(super) fn busy(&self) -> BTreeSet<GoalId> {
        let mut busy = self.proposing.clone();
        busy.extend(self.queued.keys());
        busy.extend(self.checking.values());
        busy
    }

    /// True if an answer is outstanding.
    pub(super) fn has_calls(&self) -> bool {
        self.preparing || self.judging || !self.proposing.is_empty() || !self.checking.is_empty()
    }
}

impl Waiting {
    pub(super) fn has_calls(&self) -> bool {
        self.problems.values().any(ProblemWaiting::has_calls)
    }
}

/// Candidates of one round that have not been sent, likeliest first, and how many go next.
///
/// What is likely is tried in small batches, so that a proof which is found early spares the rest;
/// each batch is twice as large as the one before, so that a long round costs few calls.
#[derive(Debug, Default)]
pub(super) struct Queue {
    candidates: VecDeque<Candidate>,
    next: usize,
}

impl Queue {
    pub(super) fn new(candidates: Vec<Candidate>, first: usize) -> Self {
        Self { candidates: candidates.into(), next: first.max(1) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// The next batch, of at most `most`. A rest that is small goes with it.
    pub(super) fn take(&mut self, most: usize) -> Vec<Candidate> {
        let mut count = self.next.min(most);
        if self.candidates.len() <= count + count / 2 {
            count = self.candidates.len().min(most);
        }
        self.next = self.next.saturating_mul(2);
        self.candidates.drain(..count.min(self.candidates.len())).collect()
    }

    /// Puts back what nothing was learnt about.
    pub(super) fn put_back(&mut self, candidates: Vec<Candidate>) {
        for candidate in candidates.into_iter().rev() {
            self.candidates.push_front(candidate);
        }
    }
}
