//! What can go wrong between Polya and Lean, by what a caller can do about it.

use crate::server::ServerError;

/// A failure of the machinery. Never a statement about mathematics, and never to be counted as a
/// failed attempt.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LeanError {
    /// Lean cannot be started, or not be kept running.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// Lean did not answer in time.
    #[error("Lean did not answer within {0:?}")]
    NoAnswer(std::time::Duration),
    /// Lean's answer cannot be used.
    #[error("Lean's answer cannot be used: {0}")]
    Answer(String),
    /// The pool is shutting down.
    #[error("the pool of Lean workers was shut down")]
    ShutDown,
}

/// Why a site has no goals to show.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SiteError {
    /// The user's text does not elaborate: the statement, or something above it.
    #[error("{}:{}: {message}", .line + 1, .column + 1)]
    Rejected {
        /// Lean's message.
        message: String,
        /// Line in the site's text, counted from 0.
        line: u32,
        /// Column, in UTF-16 units.
        column: u32,
    },
    /// A step of the path no longer works.
    #[error("step {} of the path fails: {message}", .step + 1)]
    Path {
        /// Index of the step.
        step: usize,
        /// Lean's message, or why the step may not be sent to Lean.
        message: String,
    },
    /// The site could not be elaborated within its limits.
    #[error("the proof so far takes too long to elaborate")]
    TimedOut,
    /// The machinery failed.
    #[error(transparent)]
    Lean(#[from] LeanError),
}
