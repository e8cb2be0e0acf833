//! Counters of a pool.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use serde::{Deserialize, Serialize};

/// What a pool has done since it was started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PoolStats {
    /// Candidates that got an outcome.
    pub checks: u64,
    /// Documents sent to Lean.
    pub documents: u64,
    /// Of these, batches of several candidates.
    pub batches: u64,
    /// Of these, confirmations of candidates that were quiet.
    pub confirmations: u64,
    /// Of these, candidates that had to be asked alone.
    pub alone: u64,
    /// Candidates refused before they reached Lean.
    pub refused: u64,
    /// Seconds that workers were busy with statements and candidates, summed over workers.
    pub lean_seconds: f64,
    /// Seconds that workers took to import headers and to read what stands above theorems, summed
    /// over workers. No part of `lean_seconds`.
    #[serde(default)]
    pub prepare_seconds: f64,
    /// Seconds that callers waited for a worker, summed over callers.
    pub queue_seconds: f64,
    /// Processes started.
    pub started: u64,
    /// Processes that died while they worked.
    pub deaths: u64,
    /// Processes that were killed because they did not stop.
    pub killed: u64,
    /// Processes that were replaced because of their memory or age.
    pub recycled: u64,
    /// Largest private memory of one process that was seen, in bytes.
    pub peak_private_memory: u64,
    /// Processes alive now.
    pub alive: u64,
    /// Documents that ran into their wall-clock limit.
    pub timeouts: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) checks: AtomicU64,
    pub(crate) documents: AtomicU64,
    pub(crate) batches: AtomicU64,
    pub(crate) confirmations: AtomicU64,
    pub(crate) alone: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) lean_micros: AtomicU64,
    pub(crate) prepare_micros: AtomicU64,
    pub(crate) queue_micros: AtomicU64,
    pub(crate) started: AtomicU64,
    pub(crate) deaths: AtomicU64,
    pub(crate) killed: AtomicU64,
    pub(crate) recycled: AtomicU64,
    pub(crate) peak_private_memory: AtomicU64,
    pub(crate) timeouts: AtomicU64,
}

pub(crate) fn add(counter: &AtomicU64, n: usize) {
    counter.fetch_add(n as u64, Ordering::Relaxed);
}

pub(crate) fn add_time(counter: &AtomicU64, time: Duration) {
    counter.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

impl Counters {
    pub(crate) fn snapshot(&self, alive: u64) -> PoolStats {
        let get = |c: &AtomicU64| c.load(Ordering::Relaxed);
        PoolStats {
            checks: get(&self.checks),
            documents: get(&self.documents),
            batches: get(&self.batches),
            confirmations: get(&self.confirmations),
            alone: get(&self.alone),
            refused: get(&self.refused),
            lean_seconds: get(&self.lean_micros) as f64 / 1e6,
            prepare_seconds: get(&self.prepare_micros) as f64 / 1e6,
            queue_seconds: get(&self.queue_micros) as f64 / 1e6,
            started: get(&self.started),
            deaths: get(&self.deaths),
            killed: get(&self.killed),
            recycled: get(&self.recycled),
            peak_private_memory: get(&self.peak_private_memory),
            alive,
            timeouts: get(&self.timeouts),
        }
    }
}
