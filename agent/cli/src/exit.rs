//! How the program ends: exit statuses, and errors that know theirs.

use std::{fmt, process::ExitCode};

use polya_agent::{folder::FolderError, log::LogError, orchestrator::RunError};
use polya_engine::{EngineError, runs, statement::StatementError};
use polya_lean::toolchain::ToolchainError;
use polya_tools::{RegistryError, wasm::LoadError};

/// What an exit status means. `--help` of `run` says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything asked for was done: all problems not known to be false are solved, the file is
    /// accepted.
    Success,
    /// The work was done, and the answer is no: some problem is unsolved, the file is rejected.
    Unsolved,
    /// The command line, the configuration or the input is wrong.
    BadInput,
    /// Something outside mathematics and input failed: no Lean, no model, a full disk.
    Infrastructure,
    /// Ctrl-C.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

impl Exit {
    /// The status as a number.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Unsolved => 1,
            Self::BadInput => 2,
            Self::Infrastructure => 3,
            Self::Interrupted => 130,
        }
    }
}

/// An error with an exit status and, where there is one, a remedy.
///
/// Travels inside `anyhow::Error`; an error without one is an infrastructure failure.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// Wrong input by the user.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self { exit: Exit::BadInput, message: message.into(), hint: None }
    }

    /// A failure of something outside.
    pub(crate) fn infrastructure(message: impl Into<String>) -> Self {
        Self { exit: Exit::Infrastructure, message: message.into(), hint: None }
    }

    /// The same with a remedy.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let message = error.to_string();
        match error {
            // What is wrong with the user's own choice is the user's error.
            EngineError::Toolchain(ToolchainError::BadLean { .. })
            | EngineError::Endpoint(_)
            | EngineError::Prompt(_)
            | EngineError::Prompts { .. }
            | EngineError::ModelFile { .. } => Self::input(message),
            EngineError::Toolchain(_)
            | EngineError::Unfit(_)
            | EngineError::Lean(_)
            | EngineError::ModelServer { .. }
            | EngineError::TooManyRuns { .. } => Self::infrastructure(message),
            EngineError::Scratch { .. } => {
                Self::infrastructure(message).hint("choose another data folder with `--home DIR`")
            }
            EngineError::Tools(error) => of_tools(&error),
            EngineError::Memory(error) => of_memory(&error),
            EngineError::Run(error) => of_run(&error),
            EngineError::NoSuchRun { run, out } => {
                let names = runs::names(&out);
                let wanted = run.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let near = crate::suggest::nearest(wanted, names.iter().map(String::as_str));
                Self::input(message).hint(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => format!("there are no runs in `{}`", out.display()),
                    None => format!("the latest run in `{}` is `last`", out.display()),
                })
            }
            EngineError::NoRuns { .. } => Self::input(message)
                .hint("start one with `polya run LIST`, or name the folder with `--out DIR`"),
            EngineError::RunFolder { .. } => Self::infrastructure(message)
                .hint("choose another folder for runs with `--out DIR`"),
            EngineError::Statement(error) => of_statement(error),
            EngineError::Unusable(entries) => {
                let failure = Self::input(message);
                match entries.into_iter().find_map(|entry| entry.hint) {
                    Some(hint) => failure.hint(hint),
                    None => failure,
                }
            }
        }
    }
}

impl From<RegistryError> for Failure {
    fn from(error: RegistryError) -> Self {
        EngineError::from(error).into()
    }
}

impl From<polya_memory::Error> for Failure {
    fn from(error: polya_memory::Error) -> Self {
        EngineError::from(error).into()
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        EngineError::from(error).into()
    }
}

fn of_statement(error: StatementError) -> Failure {
    let message = error.to_string();
    match error {
        StatementError::Empty => Failure::input(message),
        StatementError::NoTheorem => {
            Failure::input(message).hint("write it as `theorem name (arguments) : statement`")
        }
        StatementError::Several => {
            Failure::input(message).hint("put them into a file and use `polya run FILE`")
        }
        StatementError::Malformed(malformed) => match malformed.hint {
            Some(hint) => Failure::input(message).hint(hint),
            None => Failure::input(message),
        },
        StatementError::Io(_) => Failure::infrastructure(message),
    }
}

/// A registry's error. Its remedy is in its text.
fn of_tools(error: &RegistryError) -> Failure {
    let message = error.to_string();
    match error {
        RegistryError::Folder { .. }
        | RegistryError::Load(LoadError::Engine(_) | LoadError::Cache { .. }) => {
            Failure::infrastructure(message)
        }
        _ => Failure::input(message),
    }
}

fn of_memory(error: &polya_memory::Error) -> Failure {
    use polya_memory::Error;
    let failure = match error {
        Error::Unknown(_) | Error::TooLarge { .. } | Error::Newer { .. } => {
            Failure::input(error.to_string())
        }
        Error::Io { source, .. } => Failure::infrastructure(format!("{error}: {source}")),
        _ => Failure::infrastructure(error.to_string()),
    };
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

fn of_run(error: &RunError) -> Failure {
    let message = error.to_string();
    let disk = "free some space or make the folder writable, then continue with `polya run --resume`; nothing in the log is lost";
    match error {
        RunError::OtherProblems { .. } | RunError::Replay { .. } => Failure::input(message)
            .hint("start a new run with `polya run LIST`; the proofs of this one are in its `proofs` folder"),
        RunError::Folder(FolderError::Missing(_)) => {
            Failure::input(message).hint("start one with `polya run LIST`")
        }
        RunError::Folder(FolderError::Exists(_)) => {
            Failure::input(message).hint("continue it with `--resume`")
        }
        RunError::Folder(FolderError::Locked(_)) => {
            Failure::input(message).hint("wait for it, or stop it with Ctrl-C where it runs")
        }
        RunError::Empty
        | RunError::TwiceInList(_)
        | RunError::Folder(
            FolderError::Problems { .. }
            | FolderError::Log(LogError::Damaged { .. } | LogError::Version { .. }),
        ) => Failure::input(message),
        RunError::Folder(FolderError::Io { .. } | FolderError::Log(LogError::Io { .. })) => {
            Failure::infrastructure(message).hint(disk)
        }
    }
}

/// The same error, as a [`Failure`] if it is one of a library that has an exit status.
pub(crate) fn classified(error: anyhow::Error) -> anyhow::Error {
    fn known<E: Into<Failure> + std::error::Error + Send + Sync + 'static>(
        error: anyhow::Error,
    ) -> anyhow::Error {
        match error.downcast::<E>() {
            Ok(error) => error.into().into(),
            Err(error) => error,
        }
    }
    let error = known::<RegistryError>(known::<RunError>(known::<EngineError>(error)));
    known::<polya_memory::Error>(error)
}

/// True if the error is only that whoever read our output has gone: `polya … | head` is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
