//! First stage: makes the namespaces, starts process 1 inside, and waits.
//!
//! This process stays outside of the new process namespace and runs no foreign code.

use std::{
    fs,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Command, ExitStatus},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, PidfdFlags, getegid, geteuid, getppid, pidfd_open},
    thread::{
        CapabilitySet, CapabilitySets, UnshareFlags, capabilities,
        configure_capability_in_ambient_set, set_capabilities,
    },
};

use super::{
    Enforcement, raw,
    shim::{self, NOT_CONFINED, NOT_STARTED, Request, fail},
};

/// The user and group that the program sees itself as: an ordinary one, so that no system call
/// takes it for an administrator. To the outside it is the user who started Polya.
const INNER_ID: u32 = 1000;

pub(super) fn run(request: &Request) -> u8 {
    // The owner is watched as a process: "parent death signals" follow the *thread* that started
    // us, and a runtime ends idle threads.
    let Some(owner) = Pid::from_raw(request.owner) else {
        return fail(NOT_STARTED, "the confinement request names no owner");
    };
    if getppid() != Some(owner) {
        return fail(NOT_STARTED, "the process that asked for confinement is gone");
    }
    let owner = match pidfd_open(owner, PidfdFlags::empty()) {
        Ok(owner) => owner,
        Err(error) => {
            return fail(NOT_CONFINED, &format!("process descriptors are missing: {error}"));
        }
    };
    if request.policy.enforcement == Enforcement::Required
        && let Err(message) = enter_namespaces()
    {
        return fail(NOT_CONFINED, &message);
    }

    let mut init = Command::new("/proc/self/exe");
    init.arg0(&request.policy.shim)
        .arg(shim::INIT)
        .arg(shim::encode(&request.policy))
        .arg(std::process::id().to_string())
        .arg("--")
        .arg(&request.program)
        .args(&request.arguments);
    let mut init = match init.spawn() {
        Ok(init) => init,
        Err(error) => {
            return fail(NOT_STARTED, &format!("process 1 could not be started: {error}"));
        }
    };
    let Some(Ok(child)) = i32::try_from(init.id())
        .ok()
        .and_then(Pid::from_raw)
        .map(|id| pidfd_open(id, PidfdFlags::empty()))
    else {
        let _ = init.kill();
        return fail(NOT_CONFINED, "process descriptors are missing");
    };
    loop {
        let mut watched = [PollFd::new(&child, PollFlags::IN), PollFd::new(&owner, PollFlags::IN)];
        // The timeout only guards against a lost wake-up.
        let timeout = Timespec::try_from(Duration::from_mins(1)).ok();
        let _ = poll(&mut watched, timeout.as_ref());
        if watched[0].revents().is_empty() && !watched[1].revents().is_empty() {
            let _ = init.kill();
            let _ = init.wait();
            return fail(NOT_STARTED, "the process that asked for confinement is gone");
        }
        match init.try_wait() {
            Ok(Some(status)) => return exit_code(status),
            Ok(None) => {}
            Err(error) => return fail(NOT_STARTED, &error.to_string()),
        }
    }
}

/// The status of a child as one byte, signals as a shell reports them.
pub(super) fn exit_code(status: ExitStatus) -> u8 {
    match (status.code(), status.signal()) {
        (Some(code), _) => u8::try_from(code).unwrap_or(u8::MAX),
        (None, Some(signal)) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        (None, None) => u8::MAX,
    }
}

fn enter_namespaces() -> Result<(), String> {
    let (user, group) = (geteuid().as_raw(), getegid().as_raw());
    raw::unshare(
        UnshareFlags::NEWUSER
            | UnshareFlags::NEWPID
            | UnshareFlags::NEWNS
            | UnshareFlags::NEWNET
            | UnshareFlags::NEWIPC
            | UnshareFlags::NEWUTS,
    )
    .map_err(|error| {
        format!(
            "new namespaces are refused: {error}\nhint: allow unprivileged user namespaces \
             (`sysctl kernel.unprivileged_userns_clone=1`, `user.max_user_namespaces`, or \
             AppArmor's `kernel.apparmor_restrict_unprivileged_userns=0`)"
        )
    })?;
    let write = |file: &str, text: String| {
        fs::write(file, text).map_err(|error| format!("`{file}` cannot be written: {error}"))
    };
    write("/proc/self/setgroups", "deny".to_owned())?;
    write("/proc/self/uid_map", format!("{INNER_ID} {user} 1"))?;
    write("/proc/self/gid_map", format!("{INNER_ID} {group} 1"))?;
    // Process 1 needs this one privilege to mount its `/proc`. As it is an ordinary user, starting
    // it would take the privilege away; process 1 gives it up itself before the program starts.
    let keep = CapabilitySet::SYS_ADMIN;
    capabilities(None)
        .and_then(|held| set_capabilities(None, CapabilitySets { inheritable: keep, ..held }))
        .and_then(|()| configure_capability_in_ambient_set(keep, true))
        .map_err(|error| format!("privileges inside the new namespace are refused: {error}"))
}
