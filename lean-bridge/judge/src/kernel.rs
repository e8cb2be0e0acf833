//! Kernels: programs that check constants, each in a process of its own.
//!
//! There are two, behind the trait [`Kernel`]: Lean's own, and one that was written for this project.
//! A verdict names which agreed. What a kernel is given are constants as data: it never sees a text,
//! and loads no compiled module.

mod export;
mod ffi;
mod own;
mod process;
mod terms;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use std::{ffi::OsString, future::Future, io, path::PathBuf, pin::Pin};

use polya_lean::{launcher::LEAN_LIBRARY, toolchain::Toolchain};
use polya_sandbox::confine::{Confinement, Ended};
use tempfile::TempDir;

pub(crate) use self::export::{Asked, Believed, TEXT_PARTS, Unfit, request};
pub(crate) use self::process::peak_memory;
pub use self::process::run_if_kernel;
pub(crate) use self::wire::Request;
use self::wire::{Answer, Reason};
use crate::compile::{Confine, Finished, Running, start};

/// Something that checks constants.
pub(crate) trait Kernel: Send + Sync + std::fmt::Debug {
    /// Its name in verdicts, such as `lean 4.35.0`.
    fn name(&self) -> &str;

    /// Starts its process, which makes itself ready and waits for a request.
    fn start(&self) -> io::Result<Box<dyn Session>>;
}

/// A kernel's process that waits for what it is asked. Dropping it ends the process.
pub(crate) trait Session: Send {
    /// Adds everything in each request to an empty environment of its own, checking what is to be
    /// checked. There are as many answers as requests.
    fn replay<'a>(self: Box<Self>, requests: &'a [&'a Request]) -> Replaying<'a>;
}

/// The answers of a kernel, to come.
pub(crate) type Replaying<'a> =
    Pin<Box<dyn Future<Output = Vec<Result<Replayed, KernelError>>> + Send + 'a>>;

/// What a kernel says of a request, if it also knows a right theorem from a wrong one, in the same
/// process: a kernel that has stopped to look accepts what it should not, and nobody notices.
pub(crate) async fn replay(
    session: Box<dyn Session>,
    request: &Request,
) -> Result<Replayed, KernelError> {
    let unfit = |what: &str| Err(KernelError::Undecided(format!("the kernel {what}")));
    let (wrong, right) = (Request::known(false), Request::known(true));
    let answers = session.replay(&[&wrong, &right, request]).await;
    let Ok([wrong, right, asked]) = <[_; 3]>::try_from(answers) else {
        return unfit("does not answer all that it is asked");
    };
    match wrong {
        Err(KernelError::Refused { .. }) => {}
        Ok(_) => return unfit("accepts a wrong theorem"),
        Err(KernelError::Undecided(reason)) => return Err(KernelError::Undecided(reason)),
    }
    match right {
        Ok(replayed) if replayed.checked == 1 => asked,
        Ok(_) => unfit("accepts without looking"),
        Err(KernelError::Refused { .. }) => unfit("refuses a right theorem"),
        Err(KernelError::Undecided(reason)) => Err(KernelError::Undecided(reason)),
    }
}

/// What a kernel accepted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Replayed {
    /// Declarations that it checked.
    pub(crate) checked: u64,
    /// Seconds that it took, the start of its process left out.
    pub(crate) seconds: f64,
    /// Largest memory of its process, in bytes.
    pub(crate) peak_memory: u64,
}

/// Why a kernel did not accept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KernelError {
    /// It looked, and said no.
    #[error("`{constant}`: {message}")]
    Refused { constant: String, message: String },
    /// It gave up, or something broke. This says nothing about the constants.
    #[error("{0}")]
    Undecided(String),
}

impl KernelError {
    /// The same, with the kernel's name, and whether another kernel accepts.
    pub(crate) fn of(self, kernel: &str, disagree: bool) -> Self {
        let alone = if disagree { "; another kernel accepts it" } else { "" };
        match self {
            Self::Refused { constant, message } => {
                Self::Refused { constant, message: format!("{message} ({kernel}{alone})") }
            }
            Self::Undecided(reason) => Self::Undecided(format!("{reason} ({kernel})")),
        }
    }
}

impl From<io::Error> for KernelError {
    fn from(error: io::Error) -> Self {
        Self::Undecided(format!("the kernel's process could not be run: {error}"))
    }
}

/// A kernel that this program becomes when it is called with these arguments.
#[derive(Clone, Debug)]
pub(crate) struct Confined {
    name: String,
    confine: Confine,
    arguments: Vec<OsString>,
    read: Vec<PathBuf>,
}

impl Confined {
    /// Lean's own kernel, called directly in `libleanshared.so`.
    pub(crate) fn official(toolchain: &Toolchain, confine: &Confine) -> Self {
        let library = toolchain.sysroot().join(LEAN_LIBRARY);
        Self {
            name: format!("lean {}", toolchain.version()),
            confine: confine.clone(),
            read: library.parent().map(ToOwned::to_owned).into_iter().collect(),
            arguments: vec![process::OFFICIAL.into(), library.into()],
        }
    }

    /// The kernel that was written for this project.
    pub(crate) fn own(confine: &Confine) -> Self {
        Self {
            name: format!("polya {}", own::VERSION),
            confine: confine.clone(),
            arguments: vec![process::OWN.into()],
            read: Vec::new(),
        }
    }
}

impl Kernel for Confined {
    fn name(&self) -> &str {
        &self.name
    }

    fn start(&self) -> io::Result<Box<dyn Session>> {
        let scratch =
            tempfile::Builder::new().prefix("kernel-").tempdir_in(&self.confine.scratch)?;
        let mut policy = Confinement::new(&self.confine.program, scratch.path());
        policy.read.clone_from(&self.read);
        policy.limits = self.confine.limits;
        // It may have to wait for a compiling process that uses up its own time.
        policy.limits.wall *= 2;
        policy.enforcement = self.confine.enforcement;
        // Lean's library goes on after a broken invariant, with any value in place of the right one.
        policy.environment.insert("LEAN_ABORT_ON_PANIC".to_owned(), "1".to_owned());
        let process = start(policy.command(&self.confine.program, &self.arguments))?;
        Ok(Box::new(Waiting { process, _scratch: scratch }))
    }
}

/// A kernel's process.
struct Waiting {
    process: Running,
    _scratch: TempDir,
}

impl Session for Waiting {
    fn replay<'a>(self: Box<Self>, requests: &'a [&'a Request]) -> Replaying<'a> {
        Box::pin(async move {
            let asked = match postcard::to_allocvec(requests) {
                Ok(bytes) => self.process.finish(bytes).await.map_err(KernelError::from),
                Err(error) => Err(KernelError::Undecided(error.to_string())),
            };
            match asked.and_then(|finished| answers(requests, &finished)) {
                Ok(answers) => answers,
                Err(error) => {
                    let again = || Err(KernelError::Undecided(error.to_string()));
                    requests.iter().map(|_| again()).collect()
                }
            }
        })
    }
}

/// What the end of a kernel's process means. Only whole answers, from a process that ended well,
/// which account for everything that was asked, are a yes.
fn answers(
    requests: &[&Request],
    finished: &Finished,
) -> Result<Vec<Result<Replayed, KernelError>>, KernelError> {
    let Finished { ended, stdout, stderr } = finished;
    match ended {
        Ended::Exited(0) => {}
        Ended::NotConfined => return Err(KernelError::Undecided(stderr.clone())),
        _ => return Err(broken(&format!("{ended}: {stderr}"))),
    }
    let (answers, rest): (Vec<Answer>, _) =
        postcard::take_from_bytes(stdout).map_err(|error| broken(&error.to_string()))?;
    if !rest.is_empty() || answers.len() != requests.len() {
        return Err(broken("it said something else than its answers"));
    }
    Ok(requests.iter().zip(answers).map(|(request, answer)| conclude(request, answer)).collect())
}

fn broken(what: &str) -> KernelError {
    KernelError::Undecided(format!("the kernel failed: {what}"))
}

fn conclude(request: &Request, answer: Answer) -> Result<Replayed, KernelError> {
    if let Some(failure) = answer.failure {
        return Err(match failure.reason {
            Reason::Refused | Reason::Differs => {
                KernelError::Refused { constant: failure.constant, message: failure.message }
            }
            Reason::Limit | Reason::Broken => {
                broken(&format!("`{}`: {}", failure.constant, failure.message))
            }
        });
    }
    // A kernel that says it is done has done all of it.
    let asked = |wanted: bool| request.steps.iter().filter(|s| s.checked == wanted).count();
    let done = (usize::try_from(answer.checked), usize::try_from(answer.added));
    if done != (Ok(asked(true)), Ok(asked(false))) {
        return Err(broken("it did not look at everything"));
    }
    Ok(Replayed {
        checked: answer.checked,
        seconds: answer.microseconds as f64 / 1e6,
        peak_memory: answer.peak_memory,
    })
}
