//! A running Lean process: how it is started, and how it is made to end.
//!
//! How to find `lean` is the toolchain's business, and how to confine it is the sandbox's. Both
//! meet here: the toolchain yields a [`LeanCommand`], and a [`Spawn`] turns one into a process.

use std::{
    ffi::OsString,
    fmt,
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::Arc,
};

use polya_sandbox::confine::{Confinement, Ended};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout};

use crate::toolchain::Toolchain;

/// Everything needed to start `lean`: the toolchain's program, arguments that every start shares,
/// and the environment. Nothing of our own environment is inherited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeanCommand {
    /// The executable.
    pub program: PathBuf,
    /// Arguments before those of the particular use.
    pub args: Vec<OsString>,
    /// The whole environment of the process, such as `LEAN_PATH`.
    pub env: Vec<(OsString, OsString)>,
}

impl LeanCommand {
    /// A command with no arguments and an empty environment.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), args: Vec::new(), env: Vec::new() }
    }

    /// The same command with further arguments.
    #[must_use]
    pub fn with_args<I: IntoIterator<Item: Into<OsString>>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// The same command with one more environment variable.
    #[must_use]
    pub fn with_env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }
}

impl From<&Toolchain> for LeanCommand {
    fn from(toolchain: &Toolchain) -> Self {
        Self::new(toolchain.lean_program()).with_env("LEAN_PATH", toolchain.lean_path_value())
    }
}

/// Turns a command into one for the operating system. What confines Lean plugs in here.
pub trait Spawn: Send + Sync + fmt::Debug {
    /// The command that is really run for `command`.
    fn command(&self, command: &LeanCommand) -> std::io::Result<Command>;

    /// True if a process that ended with this status never ran Lean at all.
    fn never_ran(&self, _status: ExitStatus) -> bool {
        false
    }
}

/// Runs Lean as it is. For text that is trusted, such as our own library, and for measurements.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unconfined;

impl Spawn for Unconfined {
    fn command(&self, command: &LeanCommand) -> std::io::Result<Command> {
        let mut process = Command::new(&command.program);
        process.args(&command.args).env_clear();
        process.envs(command.env.iter().map(|(k, v)| (k, v)));
        Ok(process)
    }
}

/// Runs Lean under a policy of the sandbox. The policy's environment is that of the command.
#[derive(Clone, Debug)]
pub struct Confined {
    /// The policy.
    pub policy: Confinement,
}

impl Spawn for Confined {
    fn command(&self, command: &LeanCommand) -> std::io::Result<Command> {
        let mut policy = self.policy.clone();
        for (name, value) in &command.env {
            let text = |s: &OsString| {
                s.to_str()
                    .map(str::to_owned)
                    .ok_or_else(|| std::io::Error::other(format!("`{}` is not UTF-8", s.display())))
            };
            policy.environment.insert(text(name)?, text(value)?);
        }
        Ok(policy.command(&command.program, &command.args))
    }

    fn never_ran(&self, status: ExitStatus) -> bool {
        matches!(Ended::from_status(status), Ended::NotConfined | Ended::NotStarted)
    }
}

/// A Lean process and its whole group. Dropping it kills the group.
#[derive(Debug)]
pub(crate) struct LeanProcess {
    child: Child,
    group: Option<rustix::process::Pid>,
}

/// The pipes of a fresh process.
#[derive(Debug)]
pub(crate) struct Pipes {
    pub(crate) stdin: ChildStdin,
    pub(crate) stdout: ChildStdout,
    pub(crate) stderr: ChildStderr,
}

impl LeanProcess {
    /// Starts `command` in a process group of its own.
    pub(crate) fn start(
        spawn: &Arc<dyn Spawn>,
        command: &LeanCommand,
    ) -> std::io::Result<(Self, Pipes)> {
        let mut process = tokio::process::Command::from(spawn.command(command)?);
        process
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let mut child = process.spawn()?;
        let group = child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(rustix::process::Pid::from_raw);
        // All three were requested above, so they are present.
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::Error::other("the process has no pipes"));
        };
        Ok((Self { child, group }, Pipes { stdin, stdout, stderr }))
    }

    /// Process id, while it runs.
    pub(crate) fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Kills the process and everything it started.
    pub(crate) fn kill(&mut self) {
        // Once the child was waited for, its id may belong to somebody else.
        if let Some(group) = self.group.filter(|_| self.child.id().is_some()) {
            // An error means that the group is gone already, which is what we want.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.start_kill();
    }

    /// Waits for the end of the process.
    pub(crate) async fn wait(&mut self) -> std::io::Result<ExitStatus> {
        self.child.wait().await
    }
}

impl Drop for LeanProcess {
    fn drop(&mut self) {
        self.kill();
    }
}
