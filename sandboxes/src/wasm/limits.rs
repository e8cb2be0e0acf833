//! What a call may use up, and the store's guard over memory.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasmtime::ResourceLimiter;

/// Limits of every call of one tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Limits {
    /// Wall-clock time of the whole call, waiting for a thread excluded, in milliseconds.
    pub timeout_ms: u64,
    /// All linear memories and tables together, in MiB.
    pub memory_mib: u32,
    /// Longest answer, in bytes of UTF-8.
    pub output_bytes: usize,
    /// How often a call may call back into the host.
    pub host_calls: u32,
    /// Instructions, roughly; 0 means that they are not counted. For runs that must be
    /// reproducible to the step.
    pub fuel: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout_ms: 2_000,
            memory_mib: 64,
            output_bytes: 64 * 1024,
            host_calls: 1_000,
            fuel: 0,
        }
    }
}

impl Limits {
    /// The time limit as a duration.
    pub fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }

    fn memory_bytes(&self) -> usize {
        self.memory_mib as usize * 1024 * 1024
    }
}

/// Counts memory over all of a store's memories and tables, and remembers a refusal, so that the
/// trap that usually follows can be named for what it is.
#[derive(Debug)]
pub(super) struct MemoryGuard {
    limit: usize,
    used: usize,
    pub(super) refused: bool,
}

impl MemoryGuard {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limit: limits.memory_bytes(), used: 0, refused: false }
    }

    fn grow(&mut self, current: usize, desired: usize) -> bool {
        let wanted = self.used.saturating_add(desired.saturating_sub(current));
        if wanted > self.limit {
            self.refused = true;
            return false;
        }
        self.used = wanted;
        true
    }
}

impl ResourceLimiter for MemoryGuard {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(self.grow(current, desired))
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let entry = size_of::<usize>();
        Ok(self.grow(current.saturating_mul(entry), desired.saturating_mul(entry)))
    }

    fn instances(&self) -> usize {
        64
    }

    fn memories(&self) -> usize {
        16
    }

    fn tables(&self) -> usize {
        64
    }
}
