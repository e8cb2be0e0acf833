//! Kernels: programs that check constants, each in a process of its own.
//!
//! So far there is the official one. An independent one has its place beside it, behind the trait
//! [`Kernel`]; a verdict names which kernels agreed. What a kernel is given are constants as data:
//! it never sees a text, and loads no compiled module.

mod export;
mod ffi;
mod process;
mod terms;
#[cfg(test)]
mod tests;
mod wire;

use std::{future::Future, io, path::PathBuf, pin::Pin};

use polya_lean::{launcher::LEAN_LIBRARY, toolchain::Toolchain};
use polya_sandbox::confine::{Confinement, Ended};

pub(crate) use self::export::{Unfit, request};
pub use self::process::run_if_kernel;
pub(crate) use self::wire::Request;
use self::wire::{Answer, Reason};
use crate::compile::{Confine, Finished, run};

/// Something that checks constants.
pub(crate) trait Kernel: Send + Sync + std::fmt::Debug {
    /// Its name in verdicts, such as `lean 4.35.0`.
    fn name(&self) -> &str;

    /// Adds everything in `request` to an empty environment, checking what is to be checked.
    fn replay<'a>(
        &'a self,
        request: &'a Request,
    ) -> Pin<Box<dyn Future<Output = Result<Replayed, KernelError>> + Send + 'a>>;
}

/// What a kernel accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replayed {
    /// Declarations that it checked.
    pub(crate) checked: u64,
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

impl From<io::Error> for KernelError {
    fn from(error: io::Error) -> Self {
        Self::Undecided(format!("the kernel's process could not be run: {error}"))
    }
}

/// Lean's own kernel, called directly in `libleanshared.so`.
#[derive(Clone, Debug)]
pub(crate) struct Official {
    confine: Confine,
    library: PathBuf,
    name: String,
}

impl Official {
    pub(crate) fn new(toolchain: &Toolchain, confine: &Confine) -> Self {
        Self {
            confine: confine.clone(),
            library: toolchain.sysroot().join(LEAN_LIBRARY),
            name: format!("lean {}", toolchain.version()),
        }
    }

    async fn ask(&self, request: &Request) -> Result<Replayed, KernelError> {
        let broken = |what: String| KernelError::Undecided(format!("the kernel failed: {what}"));
        let scratch =
            tempfile::Builder::new().prefix("kernel-").tempdir_in(&self.confine.scratch)?;
        let mut policy = Confinement::new(&self.confine.program, scratch.path());
        policy.read.extend(self.library.parent().map(ToOwned::to_owned));
        policy.limits = self.confine.limits;
        policy.enforcement = self.confine.enforcement;
        let arguments = [process::STAGE.as_ref(), self.library.as_os_str()];
        let command = policy.command(&self.confine.program, arguments);
        let request_bytes =
            postcard::to_allocvec(request).map_err(|error| broken(error.to_string()))?;
        let Finished { ended, stdout, stderr } = run(command, request_bytes).await?;
        match ended {
            Ended::Exited(0) => {}
            Ended::NotConfined => return Err(KernelError::Undecided(stderr)),
            _ => return Err(broken(format!("{ended}: {stderr}"))),
        }
        let Answer { checked, added, failure, .. } =
            postcard::from_bytes(&stdout).map_err(|error| broken(error.to_string()))?;
        if let Some(failure) = failure {
            return Err(match failure.reason {
                Reason::Refused | Reason::Differs => {
                    KernelError::Refused { constant: failure.constant, message: failure.message }
                }
                Reason::Limit | Reason::Broken => {
                    broken(format!("`{}`: {}", failure.constant, failure.message))
                }
            });
        }
        // A kernel that says it is done has done all of it.
        let asked = |wanted: bool| request.steps.iter().filter(|s| s.checked == wanted).count();
        if (usize::try_from(checked), usize::try_from(added)) != (Ok(asked(true)), Ok(asked(false)))
        {
            return Err(broken("it did not look at everything".to_owned()));
        }
        Ok(Replayed { checked })
    }
}

impl Kernel for Official {
    fn name(&self) -> &str {
        &self.name
    }

    fn replay<'a>(
        &'a self,
        request: &'a Request,
    ) -> Pin<Box<dyn Future<Output = Result<Replayed, KernelError>> + Send + 'a>> {
        Box::pin(self.ask(request))
    }
}
