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
    pub(super) queued: BTreeMap<GoalId, VecDeque<Candidate>>,
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
