//! Polya's engine: starts Lean, the judge, the model, the memory and the tools, and drives the
//! search. The command line, the session, the server of the Model Context Protocol and the benches
//! stand on it, and so can other programs.
//!
//! It prints nothing and reads no environment: settings come in as [`settings::Settings`], messages
//! go out through [`notices::Notices`].

pub mod engine;
pub mod error;
pub mod evidence;
pub mod header;
pub mod lean;
pub mod library;
pub mod local_model;
pub mod memory;
pub mod notices;
mod prover;
mod referee;
pub mod run;
pub mod runs;
pub mod settings;
pub mod statement;
pub mod tools;
pub mod trial;

use std::process::ExitCode;

pub use engine::Engine;
pub use error::EngineError;
pub use notices::{Notices, Silent};
pub use run::{Attempt, Finished, Place, Prepared, Running};
pub use settings::Settings;

/// The roles of an executable beside its own: `lean` of a fetched toolchain, the shim that confines a
/// process, and the judge's kernel. `Some` if this process was started as one of them and is done.
///
/// A program that starts an engine calls this first in `main`, before anything starts a thread.
pub fn role() -> Option<ExitCode> {
    polya_lean::launcher::run_if_lean()
        .or_else(polya_sandbox::confine::run_if_shim)
        .or_else(polya_judge::run_if_kernel)
}
