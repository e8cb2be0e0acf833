//! What can go wrong outside: Lean killed, folders that cannot be written, a disk that is full, a
//! model server that is away.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

use polya_tests::wait_until;
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    polya,
    runs::{SMALL, problem},
};

/// Processes below `pid` whose command line mentions a `lean` that serves.
fn lean_workers(pid: Pid) -> Vec<Pid> {
    let mut below = vec![pid.as_raw_nonzero().get()];
    let mut found = Vec::new();
    while let Some(parent) = below.pop() {
        let Ok(tasks) = fs::read_dir(format!("/proc/{parent}/task")) else { continue };
        for task in tasks.flatten() {
            let Ok(children) = fs::read_to_string(task.path().join("children")) else { continue };
            below.extend(children.split_whitespace().filter_map(|pid| pid.parse::<i32>().ok()));
        }
        let line = fs::read(format!("/proc/{parent}/cmdline")).unwrap_or_default();
        let program = line.split(|byte| *byte == 0).next().unwrap_or_default();
        if program.ends_with(b"/bin/lean") {
            found.extend(Pid::from_raw(parent));
        }
    }
    found
}

#[test]
fn lean_killed_in_the_middle_costs_no_proof() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let running = polya.start(&["run", "small.lean", "--json", "--checks-per-problem", "200"]);
    // As often as Lean shows itself, three times at most: it must be started again each time.
    for _ in 0..3 {
        let mut killed = false;
        wait_until("Lean runs or the program ends", || {
            for worker in lean_workers(running.pid()) {
                killed |= kill_process(worker, Signal::KILL).is_ok();
            }
            killed || running.has_ended()
        });
    }
    let result = running.finish().expect(0).json();
    assert_eq!(result["report"]["solved"], 3, "{result:#}");
    assert_eq!(problem(&result["report"], "wrong")["solved"], false);
}

#[test]
fn nothing_of_lean_outlives_the_program() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let running = polya.start(&["run", "small.lean", "--checks-per-problem", "200"]);
    let mut workers = Vec::new();
    wait_until("Lean runs", || {
        workers = lean_workers(running.pid());
        !workers.is_empty() || running.has_ended()
    });
    running.signal(Signal::KILL);
    let finished = running.finish();
    assert_eq!(finished.status, None, "killed");
    wait_until("Lean has ended, too", || {
        workers.iter().all(|pid| {
            let file = format!("/proc/{}/cmdline", pid.as_raw_nonzero());
            fs::read(file).map_or(true, |line| line.is_empty())
        })
    });
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[test]
fn a_folder_for_runs_that_cannot_be_written_is_refused_before_anything_else() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    // A file where the folder should be stops even root.
    polya.file("taken", "");
    polya.run(&["run", "small.lean", "--out", "taken"]).expect(3).says("`taken`").says("--out");
    if is_root() {
        println!("not tried: a read-only folder, since root may write anywhere");
        return;
    }
    let locked = polya.folder().join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("settable");
    polya.run(&["run", "small.lean", "--out", "locked"]).expect(3).says("locked").says("--out");
}

/// A file system of a few hundred kilobytes, gone when dropped. Needs root.
struct TinyDisk<'a>(&'a Path);

impl<'a> TinyDisk<'a> {
    fn mount(at: &'a Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(at))
    }
}

impl Drop for TinyDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

#[test]
fn a_full_disk_stops_the_run_with_a_remedy_and_resume_goes_on() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let disk = polya.folder().join("disk");
    let Some(_disk) = TinyDisk::mount(&disk, "64k") else {
        println!("not tried: no file system can be mounted here");
        return;
    };
    // Room for the start of the log only.
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![0; 36 << 10]).expect("room");
    let finished =
        polya.run(&["run", "small.lean", "--out", "disk", "--checks-per-problem", "200"]).expect(3);
    assert!(finished.stderr.contains("disk/"), "{}", finished.stderr);
    assert!(finished.stderr.contains("--resume"), "{}", finished.stderr);
    fs::remove_file(&ballast).expect("there");
    let remount = Command::new("mount").args(["-o", "remount,size=64m"]).arg(&disk).status();
    assert!(remount.is_ok_and(|status| status.success()));
    let result = polya.run(&["run", "--resume", "--out", "disk", "--json"]).expect(0).json();
    assert_eq!(result["report"]["solved"], 3, "{result:#}");
}

#[test]
fn a_run_that_another_process_works_on_is_left_alone() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let running = polya.start(&["run", "small.lean", "--checks-per-problem", "200"]);
    let log = || {
        let runs = fs::read_dir(polya.folder().join("runs")).ok()?;
        runs.flatten().map(|entry| entry.path().join("events.jsonl")).find(|log| log.exists())
    };
    wait_until("the log is there", || log().is_some() || running.has_ended());
    let resumed = polya.run(&["run", "--resume"]);
    let first = running.finish().expect(0);
    // The second came while the first was at work, or after it.
    if resumed.status == Some(2) {
        resumed.says("another process");
    } else {
        resumed.expect(0);
    }
    assert!(first.stdout.contains("solved 3 of 3"), "{}", first.stdout);
}

#[test]
fn a_model_that_is_away_is_found_by_doctor() {
    let polya = polya().with_variable("POLYA_MODEL_URL", "http://127.0.0.1:9/v1");
    let finished = polya.run(&["doctor"]).expect(3);
    assert!(finished.stdout.contains("cannot reach the model"), "{}", finished.stdout);
    assert!(finished.stdout.contains("hint: "), "{}", finished.stdout);
}
