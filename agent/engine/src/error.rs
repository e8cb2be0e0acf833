//! What can go wrong in the engine, told apart by what a caller can do about it.

use std::{io, path::PathBuf};

use polya_agent::{models::PromptError, orchestrator::RunError};
use polya_lean::{error::LeanError, toolchain::ToolchainError};
use polya_model::ModelError;
use polya_problems::Malformed;
use polya_tools::RegistryError;

use crate::{statement::StatementError, trial::Unfit};

/// Why the engine cannot do what it was asked for.
///
/// A problem that stays unsolved is no error: it is in the report.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No Lean can be had.
    #[error(transparent)]
    Toolchain(#[from] ToolchainError),
    /// The Lean that was found does not do what is needed of it.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Lean's processes failed.
    #[error(transparent)]
    Lean(#[from] LeanError),
    /// The folder for what Lean writes cannot be made.
    #[error("cannot write to `{}`: {source}", path.display())]
    Scratch {
        /// The folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// An endpoint's settings cannot be used.
    #[error(transparent)]
    Endpoint(#[from] ModelError),
    /// A prompt's template is wrong.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// The file that was named as a model cannot be used as one.
    #[error("the model cannot be used: {reason}")]
    ModelFile {
        /// What its server said.
        reason: String,
    },
    /// The server of a run's own model did not start.
    #[error("the model's server did not start: {reason}")]
    ModelServer {
        /// Why.
        reason: String,
    },
    /// The tools cannot be used.
    #[error(transparent)]
    Tools(#[from] RegistryError),
    /// The long-term memory cannot be used.
    #[error(transparent)]
    Memory(#[from] polya_memory::Error),
    /// A run's folder or log cannot be used.
    #[error(transparent)]
    Run(#[from] RunError),
    /// There is no such run.
    #[error("`{}` is no run", run.display())]
    NoSuchRun {
        /// What was asked for.
        run: PathBuf,
        /// The folder of runs that was searched.
        out: PathBuf,
    },
    /// There are no runs at all.
    #[error("there are no runs in `{}`", out.display())]
    NoRuns {
        /// The folder of runs that was searched.
        out: PathBuf,
    },
    /// A folder for a run cannot be made.
    #[error("cannot create `{}`: {source}", path.display())]
    RunFolder {
        /// The folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// There is no name left for a new run.
    #[error("`{}` has 9999 runs of `{list}` of {date} already", out.display())]
    TooManyRuns {
        /// The folder of runs.
        out: PathBuf,
        /// The list's name in folder names.
        list: String,
        /// Today.
        date: String,
    },
    /// What was given as a theorem is none.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// This Lean can work on none of the problems.
    #[error("{}", lines(.0))]
    Unusable(Vec<Malformed>),
    /// A prompt's file cannot be read.
    #[error("cannot read the prompt `{}`: {source}", path.display())]
    Prompts {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

fn lines(entries: &[Malformed]) -> String {
    entries.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
