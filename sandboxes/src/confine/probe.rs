//! What the self-test runs inside of a confinement: one attempt at each thing that must fail.
//!
//! Prints one line for each part, `name<TAB>refused` or `name<TAB>allowed<TAB>what`. The judgement
//! is made outside, by [`super::self_test`].

use std::{
    env,
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::Write,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    os::unix::{net::UnixDatagram, process::CommandExt},
    path::PathBuf,
    process::Command,
    time::Duration,
};

use rustix::{
    process::{Resource, getrlimit},
    thread::UnshareFlags,
};
use serde::{Deserialize, Serialize};

use super::{raw, shim};

/// What to try.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Probe {
    /// Everything that a self-test asks about.
    All {
        /// A file outside that exists and that its owner may read and write.
        outside: PathBuf,
        /// A port of this machine on which somebody listens.
        port: u16,
        /// The only variable that the policy sets.
        variable: String,
        /// The open files that the policy allows.
        open_files: u64,
    },
    /// Only to go on existing for a while, as a child that its parent left behind.
    Linger,
}

pub(super) fn run(request: Option<&OsStr>) -> u8 {
    let Some(probe) =
        request.and_then(OsStr::to_str).and_then(|text| serde_json::from_str(text).ok())
    else {
        return shim::fail(2, "the probe's request cannot be read");
    };
    match probe {
        Probe::Linger => {
            // Long enough for the self-test to see it, short enough to be no nuisance if it wins.
            std::thread::sleep(Duration::from_secs(20));
            0
        }
        Probe::All { outside, port, variable, open_files } => {
            say("network", network(port));
            say("read", read(&outside));
            say("write", write(&outside));
            say("processes", other_processes());
            say("namespaces", new_namespace());
            say("environment", environment(&variable));
            say("limits", limits(open_files));
            say("survivor", survivor());
            0
        }
    }
}

/// Prints what succeeded, if anything did.
fn say(part: &str, allowed: Option<String>) {
    let line = match allowed {
        None => format!("{part}\trefused\n"),
        Some(what) => format!("{part}\tallowed\t{what}\n"),
    };
    let _ = std::io::stdout().write_all(line.as_bytes());
}

fn first<const N: usize>(attempts: [(bool, &str); N]) -> Option<String> {
    attempts.into_iter().find(|(succeeded, _)| *succeeded).map(|(_, what)| what.to_owned())
}

fn network(port: u16) -> Option<String> {
    let listening = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let wait = Duration::from_millis(500);
    first([
        (TcpStream::connect_timeout(&listening, wait).is_ok(), "connecting to this machine"),
        (TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).is_ok(), "listening on a TCP port"),
        (UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).is_ok(), "opening a UDP socket"),
        (UnixDatagram::unbound().is_ok(), "opening a Unix socket"),
    ])
}

fn read(outside: &std::path::Path) -> Option<String> {
    first([
        (File::open(outside).is_ok(), "opening a file outside"),
        (fs::read_dir("/").is_ok(), "listing `/`"),
        (File::open("/etc/passwd").is_ok(), "opening `/etc/passwd`"),
    ])
}

fn write(outside: &std::path::Path) -> Option<String> {
    first([
        (OpenOptions::new().append(true).open(outside).is_ok(), "appending to a file outside"),
        (
            OpenOptions::new().write(true).truncate(true).open(outside).is_ok(),
            "emptying a file outside",
        ),
        (File::create(outside.with_extension("new")).is_ok(), "making a file outside"),
        (fs::rename(outside, outside.with_extension("moved")).is_ok(), "renaming a file outside"),
        (fs::hard_link(outside, "link").is_ok(), "linking a file outside into the scratch folder"),
    ])
}

fn other_processes() -> Option<String> {
    let memory = OpenOptions::new().write(true).open("/proc/1/mem");
    first([
        (raw::attach(1).is_ok(), "attaching to process 1 as a debugger"),
        (memory.is_ok(), "writing the memory of process 1"),
        (fs::read("/proc/1/environ").is_ok(), "reading the environment of process 1"),
        // Outside of a namespace of our own there would be dozens.
        (
            fs::read_dir("/proc").is_ok_and(|entries| {
                entries
                    .flatten()
                    .filter(|entry| {
                        entry.file_name().to_str().is_some_and(|name| name.parse::<u32>().is_ok())
                    })
                    .count()
                    > 2
            }),
            "seeing other processes",
        ),
    ])
}

fn new_namespace() -> Option<String> {
    first([
        (raw::unshare(UnshareFlags::NEWUSER).is_ok(), "making a user namespace"),
        (raw::unshare(UnshareFlags::NEWNS).is_ok(), "making a mount namespace"),
    ])
}

fn environment(variable: &str) -> Option<String> {
    let names: Vec<String> = env::vars_os()
        .map(|(name, _)| name.to_string_lossy().into_owned())
        .filter(|name| name != variable)
        .collect();
    (!names.is_empty()).then(|| format!("reading the variables {}", names.join(", ")))
}

fn limits(open_files: u64) -> Option<String> {
    let files = getrlimit(Resource::Nofile).maximum;
    let core = getrlimit(Resource::Core).maximum;
    first([
        (files.is_none_or(|files| files > open_files), "more open files than the policy says"),
        (core != Some(0), "core dumps"),
    ])
}

/// Leaves a child behind that holds our standard output. That it could be started is no failure;
/// that it outlives us would be, and shows outside as an output that does not end.
fn survivor() -> Option<String> {
    let request = serde_json::to_string(&Probe::Linger).ok()?;
    let child = env::current_exe().and_then(|program| {
        Command::new(program).arg(shim::PROBE).arg(request).process_group(0).spawn()
    });
    // Not started, the question is open; the self-test takes an open question for a failure.
    child.err().map(|error| format!("nothing: the test child could not be started: {error}"))
}
