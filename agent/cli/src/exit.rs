//! How the program ends: exit statuses, and errors that know theirs.

use std::{fmt, process::ExitCode};

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

/// True if the error is only that whoever read our output has gone: `polya … | head` is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
