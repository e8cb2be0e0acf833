//! The policy itself, the command it turns into, and how such a command ended.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::shim;

/// What a confined program may touch and spend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// An executable whose `main` begins with [`super::run_if_shim`]; usually the running one.
    pub shim: PathBuf,
    /// Files and folders that may be read and executed. The program itself, the system's shared
    /// libraries, `/dev/null`, `/dev/urandom` and the program's own `/proc` need not be named.
    /// Paths that do not exist are passed over.
    pub read: Vec<PathBuf>,
    /// The only folder that may be written, and the program's working folder. It must exist.
    pub scratch: PathBuf,
    /// The program's whole environment.
    pub environment: BTreeMap<String, String>,
    /// What it may spend.
    pub limits: Limits,
    /// What happens where the system cannot confine.
    pub enforcement: Enforcement,
}

/// What happens where the system lacks a part of confinement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Enforcement {
    /// The program is not started.
    #[default]
    Required,
    /// The program is started with the parts that work without new namespaces (resource limits,
    /// Landlock, seccomp where the kernel has them). This is what `--allow-unconfined` asks for.
    BestEffort,
}

/// What a confined program and everything it starts may spend. Zero means no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of memory that the program and all its children hold together, not counting mapped
    /// files. Watched from process 1, some tens of milliseconds behind; `address_space` is the
    /// hard limit for what happens in between.
    pub memory: u64,
    /// Bytes of address space of each process (`RLIMIT_AS`). Must leave room for mapped libraries
    /// and for what allocators reserve without using.
    pub address_space: u64,
    /// Processor seconds of each process (`RLIMIT_CPU`).
    pub cpu_seconds: u64,
    /// Wall-clock limit, watched from process 1. Zero suits a server, which its owner ends.
    pub wall: Duration,
    /// Processes and threads together. Not below about 300 where the kernel has only the
    /// namespace-wide limit (that is: for root).
    pub processes: u64,
    /// Open files of each process.
    pub open_files: u64,
    /// Bytes of each file written (`RLIMIT_FSIZE`).
    pub file_size: u64,
    /// Bytes in the scratch folder, all files together; watched like `memory`.
    pub scratch_size: u64,
}

impl Default for Limits {
    /// Room for one `lean` on a file of ordinary size; a server should lift `wall` and
    /// `cpu_seconds`.
    fn default() -> Self {
        Self {
            memory: 4 << 30,
            address_space: 32 << 30,
            cpu_seconds: 600,
            wall: Duration::from_mins(5),
            processes: 256,
            open_files: 512,
            file_size: 1 << 30,
            scratch_size: 2 << 30,
        }
    }
}

impl Confinement {
    /// A policy that allows nothing but writing in `scratch`, with the default limits.
    pub fn new(shim: &Path, scratch: &Path) -> Self {
        Self {
            shim: shim.to_owned(),
            read: Vec::new(),
            scratch: scratch.to_owned(),
            environment: BTreeMap::new(),
            limits: Limits::default(),
            enforcement: Enforcement::Required,
        }
    }

    /// The command that runs `program` under this policy, its standard streams those that the
    /// caller sets.
    ///
    /// Kill it and everything that the program started ends, too; so it does when the process
    /// that spawned it dies. It is in a process group of its own, so that Ctrl-C at a terminal
    /// reaches the caller only.
    pub fn command<A>(&self, program: &Path, arguments: A) -> Command
    where
        A: IntoIterator,
        A::Item: AsRef<OsStr>,
    {
        let mut command = Command::new(&self.shim);
        command
            .arg(shim::ENTER)
            .arg(shim::encode(self))
            .arg(std::process::id().to_string())
            .arg("--")
            .arg(program)
            .args(arguments)
            .env_clear();
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        command
    }
}

/// How a command made by [`Confinement::command`] ended.
///
/// The shim reports by exit status, and a hostile program can choose its own: it can feign every
/// one of these. None of them is evidence of anything but failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The program exited with this status.
    Exited(u8),
    /// A signal ended the program, or the shim.
    Signal(i32),
    /// It passed [`Limits::memory`].
    Memory,
    /// It passed [`Limits::wall`].
    Wall,
    /// It passed [`Limits::scratch_size`].
    Scratch,
    /// The system lacks a part of confinement, named on standard error, and the policy did not
    /// allow to go on without.
    NotConfined,
    /// The program could not be started; standard error says why.
    NotStarted,
}

impl Ended {
    /// Reads the status of a finished command.
    pub fn from_status(status: ExitStatus) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::process::ExitStatusExt;
            if let Some(signal) = status.signal() {
                return Self::Signal(signal);
            }
        }
        match status.code().and_then(|code| u8::try_from(code).ok()) {
            Some(shim::MEMORY) => Self::Memory,
            Some(shim::WALL) => Self::Wall,
            Some(shim::SCRATCH) => Self::Scratch,
            Some(shim::NOT_CONFINED) => Self::NotConfined,
            Some(shim::NOT_STARTED) | None => Self::NotStarted,
            // As a shell reports it.
            Some(code @ 129..=192) => Self::Signal(i32::from(code) - 128),
            Some(code) => Self::Exited(code),
        }
    }

    /// Whether the program ended because it passed one of its limits.
    pub fn is_limit(self) -> bool {
        const SIGXCPU: i32 = 24;
        const SIGXFSZ: i32 = 25;
        matches!(self, Self::Memory | Self::Wall | Self::Scratch | Self::Signal(SIGXCPU | SIGXFSZ))
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exited(code) => write!(f, "exit status {code}"),
            Self::Signal(signal) => write!(f, "ended by signal {signal}"),
            Self::Memory => f.write_str("memory limit exceeded"),
            Self::Wall => f.write_str("time limit exceeded"),
            Self::Scratch => f.write_str("disk limit exceeded"),
            Self::NotConfined => f.write_str("the system could not confine it"),
            Self::NotStarted => f.write_str("could not be started"),
        }
    }
}
