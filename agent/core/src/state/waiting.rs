//! What a running process waits for. None of it is in the log: after a crash it is gone, and the
//! search does without.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use polya_problems::ProblemId;

use crate::{candidate::Candidate, graph::GoalId, schedule::VoiceId};

#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) problems: BTreeMap<ProblemId, ProblemWaiting>,
    /// Models that answered this process, by the voice that asks them.
    pub(super) heard: BTreeMap<VoiceId, Heard>,
    /// Problems that were taken up again because a model came back.
    pub(super) retaken: BTreeSet<ProblemId>,
    /// True once the user asked to stop: nothing new begins.
    pub(super) stopping: bool,
    /// True once the driver was told that nothing is left.
    pub(super) done: bool,
}

/// What a model's answers were like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    /// Active milliseconds of the last one.
    pub(super) last_ms: u64,
    /// Milliseconds that the slowest took.
    pub(super) slowest_ms: u64,
}

/// A goal, and a round by its place in the schedule.
pub(super) type GoalRound = (GoalId, u32);

/// A round that is with a proposer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// Active milliseconds at which it was asked.
    pub(super) at_ms: u64,
    /// True if something was set aside for the answer.
    pub(super) paid: bool,
    /// True if a model is to take part.
    pub(super) of_model: bool,
}

#[derive(Debug, Default)]
pub(super) struct ProblemWaiting {
    pub(super) preparing: bool,
    pub(super) judging: bool,
    /// Rounds that are with a proposer.
    pub(super) proposing: BTreeMap<GoalRound, Asked>,
    /// Candidates of a round that have not been sent.
    pub(super) queued: BTreeMap<GoalRound, Queue>,
    /// Batches that are with Lean, and the rounds that they are of.
    pub(super) checking: BTreeMap<u32, GoalRound>,
    /// Infrastructure errors in a row.
    pub(super) troubles: u32,
    /// Active milliseconds for which Lean's provers were at work, and since when they are.
    pub(super) provers_ms: u64,
    pub(super) provers_since: Option<u64>,
}

impl ProblemWaiting {
    /// Goals with a round under way for which `counts` is true.
    pub(super) fn busy(&self, counts: impl Fn(u32) -> bool) -> BTreeSet<GoalId> {
        let rounds = self.proposing.keys().chain(self.queued.keys()).chain(self.checking.values());
        rounds.filter(|(_, round)| counts(*round)).map(|(goal, _)| *goal).collect()
    }

    /// True if something of this round is with a proposer, queued, or with Lean.
    pub(super) fn has(&self, round: GoalRound) -> bool {
        self.proposing.contains_key(&round)
            || self.queued.contains_key(&round)
            || self.checking.values().any(|sent| *sent == round)
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
/// each batch is twice as large as the one before, so that a long round costs few calls. Where a
/// model was sure of its order, a batch ends sooner: as soon as it is unlikely that none of its
/// candidates works.
#[derive(Debug, Default)]
pub(super) struct Queue {
    candidates: VecDeque<Candidate>,
    next: usize,
    /// Chance that none works at which a batch is large enough; squared for each further batch, since
    /// what a model was wrong about once it is wrong about more easily again.
    doubt: f64,
}

/// [`Queue::doubt`] of the first batch.
const DOUBT: f64 = 0.05;

impl Queue {
    /// Batches begin with `first` candidates. Where that is `most`, all are sent as fast as they may
    /// be, whatever a model says: such a search is to learn what becomes of each.
    pub(super) fn new(candidates: Vec<Candidate>, first: usize, most: usize) -> Self {
        let doubt = if first < most { DOUBT } else { 0.0 };
        Self { candidates: candidates.into(), next: first.max(1), doubt }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// The next batch, of at most `most`. A rest that is small goes with it.
    pub(super) fn take(&mut self, most: usize) -> Vec<Candidate> {
        // One that came to be by putting back has no size yet, and must not stand still.
        self.next = self.next.max(1);
        let mut count = self.next.min(most);
        if self.candidates.len() <= count + count / 2 {
            count = self.candidates.len().min(most);
        }
        count = self.enough().map_or(count, |enough| enough.min(count));
        self.next = self.next.saturating_mul(2);
        self.doubt *= self.doubt;
        self.candidates.drain(..count.min(self.candidates.len())).collect()
    }

    /// How many candidates it takes until it is unlikely that none of them works, by a model's word.
    fn enough(&self) -> Option<usize> {
        let mut none = 1.0;
        for (place, candidate) in self.candidates.iter().enumerate() {
            none *= 1.0 - candidate.belief?.exp();
            if none < self.doubt {
                return Some(place + 1);
            }
        }
        None
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
        let candidate = |n: usize| Candidate::new(n.to_string(), Source::typed(), 0.5);
        Queue::new((0..count).map(candidate).collect(), first, 48)
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
    fn a_batch_ends_where_the_model_is_sure() {
        let sure = |chances: &[f64]| {
            let candidate = |(n, chance): (usize, &f64)| {
                let candidate = Candidate::new(n.to_string(), Source::typed(), 0.5);
                if *chance > 0.0 { candidate.believed(chance.ln()) } else { candidate }
            };
            batches(Queue::new(chances.iter().enumerate().map(candidate).collect(), 6, 48), 48)
        };
        let hardly = [0.01; 20];
        assert_eq!(sure(&hardly), [6, 14], "where it is not, nothing changes");
        assert_eq!(sure(&[&[0.99][..], &hardly].concat()), [1, 12, 8]);
        assert_eq!(sure(&[&[0.8, 0.8, 0.5][..], &hardly].concat())[0], 2);
        // Having been wrong once, it is asked for more.
        assert_eq!(sure(&[&[0.99, 0.99, 0.99][..], &hardly].concat())[..2], [1, 2]);
        assert_eq!(sure(&[&[0.9, 0.0, 0.99][..], &hardly].concat())[0], 6, "no word, no trust");
    }

    #[test]
    fn what_is_put_back_comes_first() {
        let mut queue = queue(20, 6);
        let first = queue.take(48);
        queue.put_back(first[2..4].to_vec());
        let next: Vec<_> = queue.take(48).iter().map(|c| c.tactic.to_string()).collect();
        assert_eq!(next[..3], ["2", "3", "6"]);
        let mut empty = Queue::default();
        empty.put_back(first[..2].to_vec());
        assert_eq!(batches(empty, 48), [1, 1], "it moves on");
    }
}
