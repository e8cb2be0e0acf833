//! Confinement of outside processes: what a program may read, write, spend and reach.
//!
//! A [`Confinement`] is a policy. [`Confinement::command`] turns it, a program and its arguments
//! into an ordinary [`std::process::Command`] (a tokio one by `.into()`), which works alike for a
//! program that runs once and for a server that is spoken to over pipes for hours:
//!
//! ```no_run
//! # use std::path::Path;
//! # use polya_sandbox::confine::Confinement;
//! let mut policy = Confinement::new(Path::new("/path/of/this/executable"), Path::new("/scratch"));
//! policy.read.push("/opt/lean".into());
//! let child = policy.command(Path::new("/opt/lean/bin/lean"), ["--server"]).spawn();
//! ```
//!
//! The command runs this very program a second time, as the *shim* ([`run_if_shim`], the first
//! line of every `main`), in two stages, so that nothing has to happen between `fork` and `exec`:
//!
//! 1. *enter* makes new user, process, mount, network, IPC and host name namespaces, and then only
//!    waits: for its child, or for the death of whoever started it.
//! 2. *init* is process 1 of the new namespace. It mounts a `/proc` that shows nothing else, gives
//!    up all privileges for good, restricts itself by Landlock (files), seccomp (system calls) and
//!    resource limits, starts the program in its scratch folder with the policy's environment and
//!    nothing more, watches memory, disk and time, and ends with the program. When process 1 ends
//!    the kernel kills whatever the program left behind.
//!
//! Where a part is missing the shim refuses to start the program ([`Ended::NotConfined`] says what
//! is missing) unless the policy asks for [`Enforcement::BestEffort`]. [`self_test`] proves by
//! trying that each part works here.
//!
//! What this does not protect against: a flaw of the kernel itself, timing channels between
//! processes of one machine, and the reading of what the policy allows to be read.

#[cfg(target_os = "linux")]
mod enter;
#[cfg(target_os = "linux")]
mod init;
mod policy;
#[cfg(target_os = "linux")]
mod probe;
#[cfg(target_os = "linux")]
mod raw;
#[cfg(target_os = "linux")]
mod restrict;
mod self_test;
mod shim;

pub use policy::{Confinement, Ended, Enforcement, Limits};
pub use self_test::{Part, PartReport, SelfTest, self_test};
pub use shim::run_if_shim;
