//! Which stage of the shim this process is, if any, and what the stages say to each other.

use std::{
    env,
    ffi::{OsStr, OsString},
    process::ExitCode,
};

use super::Confinement;

pub(super) const ENTER: &str = "__confine";
pub(super) const INIT: &str = "__confine-init";
pub(super) const PROBE: &str = "__confine-probe";

// Exit statuses of the shim: above those of programs, below a shell's for signals of its own.
pub(super) const MEMORY: u8 = 240;
pub(super) const WALL: u8 = 241;
pub(super) const SCRATCH: u8 = 242;
pub(super) const NOT_CONFINED: u8 = 243;
pub(super) const NOT_STARTED: u8 = 244;

/// Why nothing can be confined on another system, and what to do.
#[cfg(not(target_os = "linux"))]
pub(super) const NOT_LINUX: &str = "processes can be confined on Linux only: run Polya in a Linux virtual machine, in a container or in WSL 2";

/// Acts as the shim if this process was started as one, and returns the status to exit with.
///
/// Call it first in `main`, before threads or anything else: it makes namespaces and restricts
/// the process. Returns `None` at once for any other command line.
pub fn run_if_shim() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    let stage = arguments.next()?;
    let stage = [ENTER, INIT, PROBE].into_iter().find(|name| stage == *name)?;
    Some(ExitCode::from(run(stage, arguments)))
}

#[cfg(target_os = "linux")]
fn run(stage: &str, mut arguments: impl Iterator<Item = OsString>) -> u8 {
    if stage == PROBE {
        return super::probe::run(arguments.next().as_deref());
    }
    let Some(request) = Request::read(arguments) else {
        return fail(NOT_STARTED, "the confinement request cannot be read");
    };
    if stage == ENTER { super::enter::run(&request) } else { super::init::run(&request) }
}

#[cfg(not(target_os = "linux"))]
fn run(stage: &str, arguments: impl Iterator<Item = OsString>) -> u8 {
    use std::process::Command;
    let Some(request) = Request::read(arguments) else {
        return fail(NOT_STARTED, "the confinement request cannot be read");
    };
    if stage != ENTER || request.policy.enforcement == super::Enforcement::Required {
        return fail(NOT_CONFINED, NOT_LINUX);
    }
    let mut command = Command::new(&request.program);
    command
        .args(&request.arguments)
        .env_clear()
        .envs(&request.policy.environment)
        .current_dir(&request.policy.scratch);
    match command.status() {
        Ok(status) => u8::try_from(status.code().unwrap_or(128)).unwrap_or(128),
        Err(error) => fail(NOT_STARTED, &error.to_string()),
    }
}

/// What a stage is asked to do, as it travels on the command line.
pub(super) struct Request {
    pub(super) policy: Confinement,
    /// The process whose end ends everything: the caller for the first stage.
    pub(super) owner: i32,
    pub(super) program: OsString,
    pub(super) arguments: Vec<OsString>,
}

impl Request {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let policy = serde_json::from_str(arguments.next()?.to_str()?).ok()?;
        let owner = arguments.next()?.to_str()?.parse().ok()?;
        if arguments.next()? != OsStr::new("--") {
            return None;
        }
        Some(Self { policy, owner, program: arguments.next()?, arguments: arguments.collect() })
    }
}

pub(super) fn encode(policy: &Confinement) -> String {
    serde_json::to_string(policy).unwrap_or_default()
}

/// Says on standard error why the shim gives up, and returns the status to give up with.
pub(super) fn fail(status: u8, message: &str) -> u8 {
    #[expect(clippy::print_stderr, reason = "the shim is a program, and standard error its voice")]
    {
        eprintln!("polya: confinement: {message}");
    }
    status
}
