//! What the host can do for a tool, if its manifest grants it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use super::contract::Permission;

/// Severity of a line that a tool logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// For the tool's author.
    Debug,
    /// Ordinary.
    Info,
    /// Something odd.
    Warn,
    /// Something broken.
    Error,
}

/// The permissions that a manifest grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeSet<Permission>);

impl Grants {
    /// Nothing at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every permission there is.
    pub fn all() -> Self {
        Permission::ALL.into_iter().collect()
    }

    /// Whether `permission` is granted.
    pub fn allows(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    /// The granted permissions in order.
    pub fn iter(&self) -> impl Iterator<Item = Permission> {
        self.0.iter().copied()
    }
}

impl FromIterator<Permission> for Grants {
    fn from_iter<T: IntoIterator<Item = Permission>>(iter: T) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// The other side of a tool's imports. Called on the guest's thread, only for what was granted;
/// an implementation may block, but no longer than the time it is given.
pub trait Services: Send + Sync + 'static {
    /// A line for the run log.
    fn log(&self, tool: &str, level: LogLevel, message: &str);
    /// How far a long call has come.
    fn progress(&self, tool: &str, done: u32, total: u32, message: &str);
    /// The type of a term, or Lean's message.
    fn check_term(&self, term: &str, within: Duration) -> Result<String, String>;
    /// The best premises for a query.
    fn premises(&self, query: &str, k: u32, within: Duration) -> Result<Vec<String>, String>;
}

/// Services of a host that has nothing to offer: log lines go to `tracing`.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoServices;

impl Services for NoServices {
    fn log(&self, tool: &str, level: LogLevel, message: &str) {
        tracing::debug!(tool, ?level, message, "tool log");
    }

    fn progress(&self, tool: &str, done: u32, total: u32, message: &str) {
        tracing::trace!(tool, done, total, message, "tool progress");
    }

    fn check_term(&self, _term: &str, _within: Duration) -> Result<String, String> {
        Err("no Lean is attached to this session".to_owned())
    }

    fn premises(&self, _query: &str, _k: u32, _within: Duration) -> Result<Vec<String>, String> {
        Err("no library is attached to this session".to_owned())
    }
}

/// Under which conditions a tool is called.
#[derive(Clone)]
pub struct Call {
    /// What it may import.
    pub grants: Grants,
    /// What it may use up.
    pub limits: super::Limits,
    /// Who answers its imports.
    pub services: Arc<dyn Services>,
}

impl Call {
    /// No permission, the default limits.
    pub fn plain() -> Self {
        Self {
            grants: Grants::none(),
            limits: super::Limits::default(),
            services: Arc::new(NoServices),
        }
    }
}
