//! What one call's store holds.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{contract::Permission, error::CallError, limits::MemoryGuard, services::Call};

/// What a store holds: everything that one call may use up, and who answers its imports.
pub(super) struct State {
    pub(super) tool: Arc<str>,
    pub(super) memory: MemoryGuard,
    pub(super) call: Call,
    started: Instant,
    host_calls: u32,
    pub(super) stop: Option<CallError>,
}

impl State {
    /// The state of a call that starts now.
    pub(super) fn new(tool: Arc<str>, call: Call) -> Self {
        let memory = MemoryGuard::new(&call.limits);
        Self { tool, memory, call, started: Instant::now(), host_calls: 0, stop: None }
    }

    /// Counts a call into the host and refuses it if it is one too many or not granted.
    pub(super) fn enter(&mut self, permission: Permission) -> wasmtime::Result<()> {
        let tool = || self.tool.to_string();
        if !self.call.grants.allows(permission) {
            self.stop = Some(CallError::Denied { tool: tool(), permission });
        } else if self.host_calls >= self.call.limits.host_calls {
            self.stop =
                Some(CallError::HostCalls { tool: tool(), limit: self.call.limits.host_calls });
        } else if self.remaining().is_zero() {
            self.stop =
                Some(CallError::Time { tool: tool(), limit_ms: self.call.limits.timeout_ms });
        } else {
            self.host_calls += 1;
            return Ok(());
        }
        Err(wasmtime::Error::msg("stopped by the host"))
    }

    /// Time left to the call.
    pub(super) fn remaining(&self) -> Duration {
        self.call.limits.timeout().saturating_sub(self.started.elapsed())
    }
}
