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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Source;

    fn queue(count: usize, first: usize) -> Queue {
        let candidate = |n: usize| Candidate::new(n.to_string(), Source::User, 0.5);
        Queue::new((0..count).map(candidate).collect(), first)
    }

    fn batches(mut queue: Queue, most: usize) -> Vec<usize> {
        let mut sizes = Vec::new();
        while !queue.is_empty() {
            sizes.push(queue.take(most).len());
        }
        sizes
    }

    #[test]
    fn batches_grow_and_a_small_rest_goes_along() {
        assert_eq!(batches(queue(50, 6), 48), [6, 12, 32]);
        assert_eq!(batches(queue(9, 6), 48), [9]);
        assert_eq!(batches(queue(10, 6), 48), [6, 4]);
        assert_eq!(batches(queue(200, 6), 48), [6, 12, 24, 48, 48, 48, 14]);
        assert_eq!(batches(queue(5, 0), 2), [1, 2, 2]);
        assert_eq!(batches(queue(7, 6), 3), [3, 3, 1], "never more than there may be");
    }

    #[test]
    fn what_is_put_back_comes_first() {
        let mut queue = queue(20, 6);
        let first = queue.take(48);
        queue.put_back(first[2..4].to_vec());
        let next: Vec<_> = queue.take(48).iter().map(|c| c.tactic.to_string()).collect();
        assert_eq!(next[..3], ["2", "3", "6"]);
    }
}
