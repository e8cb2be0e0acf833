//! A circuit breaker for each voice that asks a model.
//!
//! A request that fails puts the voice on a pause, twice as long for each further failure in a row;
//! then one request tries again. The breaker is part of the run's state: it changes by events only,
//! and reads no clock. It decides nothing about problems.

use serde::Serialize;

/// Pause after a first failure, in milliseconds.
const FIRST_PAUSE_MS: u64 = 500;
/// Longest pause, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 5 * 60 * 1000;
/// A pause is so many times as long as the request that failed, so that a model which never answers
/// takes up at most a quarter of anybody's time.
const PAUSE_FACTOR: u64 = 3;
/// A request that took so long, in milliseconds, and brought nothing says as much as several.
pub(super) const OVERDUE_MS: u64 = 30_000;

/// What is known about a voice's model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Breaker {
    /// Failures since the last answer.
    pub failures: u32,
    /// Failed requests of the whole run.
    pub failed_requests: u32,
    /// True if the model counts as away: nobody waits for it, and it is tried beside the search.
    pub away: bool,
    /// Active milliseconds before which it is not asked.
    pub retry_at_ms: u64,
    /// Active milliseconds of the last answer after a failure.
    pub back_at_ms: Option<u64>,
    /// What went wrong last.
    pub message: String,
    failing_since_ms: Option<u64>,
    failed_at_ms: u64,
    failing_before_ms: u64,
}

/// What a failure comes to, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tripped {
    pub(super) failures: u32,
    pub(super) retry_at_ms: u64,
    pub(super) away: bool,
}

impl Breaker {
    /// What one more failure at `now` comes to, of a request that was sent at `asked_ms`; `heard` if
    /// the model answered before.
    pub(super) fn trip(&self, asked_ms: u64, now: u64, heard: bool) -> Tripped {
        if self.failures > 0 && asked_ms < self.failed_at_ms {
            // Sent before the last failure: one outage ends all requests that are under way.
            let Self { failures, retry_at_ms, away, .. } = *self;
            return Tripped { failures, retry_at_ms, away };
        }
        let took = now.saturating_sub(asked_ms);
        let failures = self.failures.saturating_add(1);
        let pause = FIRST_PAUSE_MS << (failures - 1).min(10);
        let pause = pause.max(took.saturating_mul(PAUSE_FACTOR)).min(LONGEST_PAUSE_MS);
        // Of one that answered before it may be an accident.
        let away = self.away || !heard || failures > 1 || took >= OVERDUE_MS;
        Tripped { failures, retry_at_ms: now.saturating_add(pause), away }
    }

    /// A request failed at `now`, `took_ms` after it was sent or the model was last heard of.
    pub(super) fn failed(&mut self, tripped: Tripped, message: &str, took_ms: u64, now: u64) {
        self.failed_requests += 1;
        self.failures = tripped.failures;
        self.retry_at_ms = tripped.retry_at_ms;
        self.away = tripped.away;
        message.clone_into(&mut self.message);
        self.failing_since_ms.get_or_insert(now.saturating_sub(took_ms));
        self.failed_at_ms = now;
    }

    pub(super) fn answered(&mut self, now: u64) {
        self.close(now);
        self.back_at_ms = Some(now);
    }

    /// A new process asks at once.
    pub(super) fn close(&mut self, now: u64) {
        self.failing_before_ms = self.failing_ms(now);
        self.failing_since_ms = None;
        self.failures = 0;
        self.away = false;
        self.retry_at_ms = 0;
    }

    /// Milliseconds, up to `now`, between the first request that failed and the next answer, all
    /// together.
    pub fn failing_ms(&self, now: u64) -> u64 {
        self.failing_before_ms + self.present_ms(now)
    }

    /// The same of the present row of failures.
    pub(super) fn present_ms(&self, now: u64) -> u64 {
        self.failing_since_ms.map_or(0, |since| now.saturating_sub(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(breaker: &mut Breaker, asked: u64, now: u64, heard: bool) -> Tripped {
        let tripped = breaker.trip(asked, now, heard);
        breaker.failed(tripped, "no", now - asked, now);
        tripped
    }

    #[test]
    fn pauses_double_up_to_a_bound_and_an_answer_ends_them() {
        let mut breaker = Breaker::default();
        let (mut now, mut pauses) = (0, Vec::new());
        for _ in 0..14 {
            let tripped = fail(&mut breaker, now, now, true);
            pauses.push(tripped.retry_at_ms - now);
            now = tripped.retry_at_ms;
        }
        assert_eq!(pauses[..5], [500, 1000, 2000, 4000, 8000]);
        assert_eq!(pauses[13], LONGEST_PAUSE_MS);
        assert_eq!(breaker.failing_ms(now), now);
        breaker.answered(now);
        assert_eq!((breaker.failures, breaker.away, breaker.failed_requests), (0, false, 14));
        assert_eq!(breaker.failing_ms(now + 99), now, "what is over does not grow");
        assert_eq!(fail(&mut breaker, now, now, true).failures, 1);
    }

    #[test]
    fn requests_of_one_outage_count_once() {
        let mut breaker = Breaker::default();
        fail(&mut breaker, 0, 10, true);
        let before = breaker.clone();
        for now in [11, 12, 900] {
            fail(&mut breaker, 5, now, true);
        }
        assert_eq!((breaker.failures, breaker.retry_at_ms), (1, before.retry_at_ms));
        assert_eq!(breaker.failed_requests, 4);
    }

    #[test]
    fn a_model_is_away_once_that_is_likely() {
        let away = |heard, took| fail(&mut Breaker::default(), 0, took, heard).away;
        assert!(!away(true, 10), "one accident");
        assert!(away(false, 10), "never heard of");
        assert!(away(true, OVERDUE_MS), "long waited for");
        let mut breaker = Breaker::default();
        fail(&mut breaker, 0, 1, true);
        assert!(fail(&mut breaker, 2, 3, true).away, "twice in a row");
    }

    #[test]
    fn what_takes_long_to_fail_is_left_alone_for_longer() {
        let tripped = fail(&mut Breaker::default(), 0, 20_000, true);
        assert_eq!(tripped.retry_at_ms, 80_000);
    }
}
