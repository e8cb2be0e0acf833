//! Second stage: process 1 of the namespace. Restricts itself, starts the program, watches it.

use std::{
    ffi::CStr,
    fs, io,
    os::unix::fs::MetadataExt,
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    mount::{MountFlags, MountPropagationFlags, mount, mount_change},
    process::{
        DumpableBehavior, Pid, PidfdFlags, Signal, WaitOptions, getppid, pidfd_open,
        set_child_subreaper, set_dumpable_behavior, set_parent_process_death_signal, wait,
    },
};

use super::{
    Enforcement, Limits,
    enter::exit_code,
    restrict,
    shim::{self, NOT_CONFINED, NOT_STARTED, Request, fail},
};

pub(super) fn run(request: &Request) -> u8 {
    let required = request.policy.enforcement == Enforcement::Required;
    // The first stage has one thread, so here the signal does follow the process. A first stage
    // that died before this line shows as a changed parent.
    if set_parent_process_death_signal(Some(Signal::KILL)).is_err() {
        return fail(NOT_CONFINED, "parent death signals are missing");
    }
    let parent = getppid().map_or(0, Pid::as_raw_pid);
    // From inside a process namespace a parent outside of it has number 0.
    if parent != if required { 0 } else { request.owner } {
        return fail(NOT_STARTED, "the first stage is gone");
    }
    if required && let Err(message) = own_proc(&request.policy.limits) {
        return fail(NOT_CONFINED, &message);
    }
    if let Err(message) = restrict::apply(&request.policy, Path::new(&request.program))
        && required
    {
        return fail(NOT_CONFINED, &message);
    }
    // Without a namespace, what the program leaves behind becomes a child of this process, so that
    // it is counted and ended all the same.
    if !required {
        let _ = set_child_subreaper(Some(rustix::process::getpid()));
    }
    // Same user, same namespace: without this the program could write this process's memory.
    if set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() && required {
        return fail(NOT_CONFINED, "process 1 cannot be made undumpable");
    }

    let spawned = Command::new(&request.program)
        .args(&request.arguments)
        .env_clear()
        .envs(&request.policy.environment)
        .current_dir(&request.policy.scratch)
        .spawn();
    match spawned {
        Ok(child) => watch(&child, request),
        Err(error) => fail(
            NOT_STARTED,
            &format!("`{}` could not be started: {error}", Path::new(&request.program).display()),
        ),
    }
}

/// Mounts a `/proc` that shows this process namespace only, and of the system nothing. Lean reads its
/// own path there, by a process number that means nothing in any other `/proc`.
fn own_proc(limits: &Limits) -> Result<(), String> {
    mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC)
        .map_err(|error| format!("mounts cannot be made private: {error}"))?;
    let proc = |options: Option<&CStr>| {
        let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
        mount("proc", "/proc", "proc", flags, options)
    };
    proc(None).map_err(|error| {
        format!(
            "a new `/proc` cannot be mounted: {error}\nhint: in a container, run it with \
             `--security-opt systempaths=unconfined`, or ask for `--allow-unconfined`"
        )
    })?;
    if limits.processes > 0 {
        // A limit on the whole namespace, which counts for root, too (Linux 6.14 and later; on
        // older kernels the file belongs to the system and the write is refused). 301 is the
        // least the kernel takes. `RLIMIT_NPROC` does it for everybody else.
        let _ = fs::write("/proc/sys/kernel/pid_max", limits.processes.max(301).to_string());
    }
    // Over it one without the files about the system: its name, memory, keys, the kernel's symbols.
    // Kernels before 5.8 do not know the option and keep the first.
    let _ = proc(Some(c"subset=pid"));
    Ok(())
}

/// Waits for the program, looking after memory, disk and time meanwhile.
fn watch(child: &Child, request: &Request) -> u8 {
    let limits = &request.policy.limits;
    let started = Instant::now();
    let Some(id) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return NOT_STARTED;
    };
    let Ok(descriptor) = pidfd_open(id, PidfdFlags::empty()) else {
        return fail(NOT_CONFINED, "process descriptors are missing");
    };
    let mut rounds = 0_u32;
    loop {
        // Quick at first, when a short run may flood memory, and cheap in a long one.
        let pause = Duration::from_millis(if rounds < 200 { 10 } else { 50 });
        let pause = if limits.wall.is_zero() {
            pause
        } else {
            pause.min(limits.wall.saturating_sub(started.elapsed()))
        };
        let _ = poll(
            &mut [PollFd::new(&descriptor, PollFlags::IN)],
            Timespec::try_from(pause).ok().as_ref(),
        );
        // Process 1 inherits orphans and must bury them.
        while let Ok(Some((ended, status))) = wait(WaitOptions::NOHANG) {
            if ended == id {
                end_all(request);
                return exit_code(std::os::unix::process::ExitStatusExt::from_raw(status.as_raw()));
            }
        }
        rounds = rounds.saturating_add(1);
        let over = if !limits.wall.is_zero() && started.elapsed() >= limits.wall {
            Some(shim::WALL)
        } else if limits.memory > 0 && memory_in_use(request) > limits.memory {
            Some(shim::MEMORY)
        } else if limits.scratch_size > 0
            && rounds.is_multiple_of(10)
            && disk_in_use(&request.policy.scratch) > limits.scratch_size
        {
            Some(shim::SCRATCH)
        } else {
            None
        };
        if let Some(status) = over {
            end_all(request);
            return status;
        }
    }
}

/// Ends everything that still runs. In a process namespace our own end does that.
fn end_all(request: &Request) {
    if request.policy.enforcement == Enforcement::Required {
        return;
    }
    for id in descendants() {
        let _ = rustix::process::kill_process(id, Signal::KILL);
    }
}

/// Memory of all processes but this one, in bytes, files not counted.
fn memory_in_use(request: &Request) -> u64 {
    let processes = if request.policy.enforcement == Enforcement::Required {
        processes()
    } else {
        descendants()
    };
    processes.into_iter().map(memory_of).sum()
}

fn memory_of(process: Pid) -> u64 {
    // Gone since it was listed: nothing in use.
    let Ok(status) = fs::read_to_string(format!("/proc/{}/status", process.as_raw_nonzero()))
    else {
        return 0;
    };
    let kilobytes = |name: &str| {
        status
            .lines()
            .find_map(|line| {
                line.strip_prefix(name)?.trim_end_matches("kB").trim().parse::<u64>().ok()
            })
            .unwrap_or(0)
    };
    (kilobytes("RssAnon:") + kilobytes("RssShmem:") + kilobytes("VmSwap:")) * 1024
}

/// Every process of this namespace except this one.
fn processes() -> Vec<Pid> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|id| *id != 1)
        .filter_map(Pid::from_raw)
        .collect()
}

/// The processes below this one, where there is no namespace to list.
fn descendants() -> Vec<Pid> {
    let mut found = Vec::new();
    let mut open = vec![std::process::id()];
    while let Some(parent) = open.pop() {
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
        for child in
            children.unwrap_or_default().split_whitespace().filter_map(|id| id.parse().ok())
        {
            open.push(child);
            found.extend(i32::try_from(child).ok().and_then(Pid::from_raw));
        }
    }
    found
}

/// Bytes that the files below `folder` occupy. Links are not followed. A folder that cannot be looked
/// into, because it lies too deep or nobody may read it, counts as more than any limit: what lies
/// in it could be.
fn disk_in_use(folder: &Path) -> u64 {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Removed since it was listed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return 0,
        Err(_) => return u64::MAX,
    };
    entries
        .flatten()
        .filter_map(|entry| Some((entry.path(), entry.metadata().ok()?)))
        .map(
            |(path, metadata)| {
                if metadata.is_dir() { disk_in_use(&path) } else { metadata.blocks() * 512 }
            },
        )
        .fold(0, u64::saturating_add)
}
