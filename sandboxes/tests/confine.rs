//! Each limit and each wall of a confinement, tried from inside by ordinary programs.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use polya_sandbox::confine::{Confinement, Ended, Enforcement, self_test};
use tempfile::TempDir;

const SHIM: &str = env!("CARGO_BIN_EXE_polya-sandbox-shim");

fn policy(folder: &TempDir) -> Confinement {
    let mut policy = Confinement::new(Path::new(SHIM), folder.path());
    // A shell and its tools stand for hostile programs.
    policy.read = vec!["/bin".into(), "/usr/bin".into()];
    policy.limits.wall = Duration::from_secs(20);
    policy
}

fn shell(policy: &Confinement, script: &str) -> (Ended, Output) {
    let output =
        policy.command(Path::new("/bin/sh"), ["-c", script]).stdin(Stdio::null()).output().unwrap();
    (Ended::from_status(output.status), output)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_part_is_active_here() {
    let test = self_test(Path::new(SHIM));
    assert!(test.is_active(), "{test}");
}

#[test]
fn output_status_and_working_folder_pass_through() {
    let folder = TempDir::new().unwrap();
    let (ended, output) = shell(&policy(&folder), "pwd; echo talk >&2; echo kept > file; exit 7");
    assert_eq!(ended, Ended::Exited(7), "{output:?}");
    assert_eq!(Path::new(text(&output.stdout).trim()), folder.path());
    assert_eq!(text(&output.stderr).trim(), "talk");
    assert_eq!(fs::read_to_string(folder.path().join("file")).unwrap(), "kept\n");
}

#[test]
fn the_environment_is_the_policys() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.environment.insert("GREETING".to_owned(), "hello".to_owned());
    let (_, output) = shell(&policy, "/usr/bin/env");
    let said = text(&output.stdout);
    assert!(said.contains("GREETING=hello"), "{said}");
    // The shell adds a few of its own; nothing of ours may be among them.
    assert!(!said.contains("CARGO") && !said.contains("HOME"), "{said}");
}

#[test]
fn files_outside_stay_out_of_reach() {
    let folder = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    let secret = outside.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    let secret = secret.display();
    for script in [
        format!("cat {secret}"),
        format!("echo changed > {secret}"),
        format!("echo changed >> {secret}"),
        format!("rm {secret}"),
        format!("mv {secret} ."),
        format!("ln {secret} ."),
        format!("ln -s {secret} link; cat link"),
        format!("ls {}", outside.path().display()),
        "cat /etc/passwd".to_owned(),
        "ls /".to_owned(),
        "echo x > /dev/shm/x".to_owned(),
        "echo x > /proc/sys/kernel/pid_max".to_owned(),
    ] {
        let (ended, output) = shell(&policy(&folder), &script);
        assert!(!matches!(ended, Ended::Exited(0)), "{script}: {output:?}");
        assert!(!text(&output.stdout).contains("secret"), "{script}: {output:?}");
    }
    assert_eq!(fs::read_to_string(outside.path().join("secret")).unwrap(), "secret");
}

#[test]
fn the_system_is_not_described() {
    let folder = TempDir::new().unwrap();
    let script = "for f in kallsyms keys meminfo cpuinfo version sys/kernel/hostname net/tcp; do \
                  cat /proc/$f > /dev/null 2>&1 && echo $f; done; cat /proc/self/comm";
    let (ended, output) = shell(&policy(&folder), script);
    assert_eq!((ended, text(&output.stdout).trim()), (Ended::Exited(0), "cat"));
}

#[test]
fn what_may_be_read_may_not_be_written() {
    let folder = TempDir::new().unwrap();
    let library = TempDir::new().unwrap();
    fs::write(library.path().join("file"), "original").unwrap();
    let mut policy = policy(&folder);
    policy.read.push(library.path().to_owned());
    let file = library.path().join("file");
    let (ended, output) = shell(&policy, &format!("cat {0}; echo changed > {0}", file.display()));
    assert_eq!(text(&output.stdout), "original");
    assert!(!matches!(ended, Ended::Exited(0)));
    assert_eq!(fs::read_to_string(file).unwrap(), "original");
}

#[test]
fn the_wall_clock_ends_a_program() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.wall = Duration::from_millis(200);
    let started = Instant::now();
    let (ended, _) = shell(&policy, "while true; do sleep 1; done");
    assert_eq!(ended, Ended::Wall);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn processor_time_is_limited() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.cpu_seconds = 1;
    let (ended, _) = shell(&policy, "while true; do :; done");
    assert!(matches!(ended, Ended::Signal(24 | 9)), "{ended:?}");
}

#[test]
fn memory_of_all_processes_together_is_limited() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.memory = 64 << 20;
    // Each holds less than the limit, both together more.
    let hold = "/usr/bin/head -c 50000000 /dev/zero | /usr/bin/tail -c 50000000 | (sleep 3; cat) > /dev/null";
    let (ended, output) = shell(&policy, &format!("{hold} & {hold} & wait"));
    assert_eq!(ended, Ended::Memory, "{output:?}");
    policy.limits.memory = 1 << 30;
    let (ended, output) =
        shell(&policy, "/usr/bin/head -c 50000000 /dev/zero | /usr/bin/tail -c 1 > /dev/null");
    assert_eq!(ended, Ended::Exited(0), "{output:?}");
}

#[test]
fn address_space_is_limited() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.address_space = 256 << 20;
    let (ended, _) = shell(
        &policy,
        "/usr/bin/head -c 500000000 /dev/zero | /usr/bin/tail -c 500000000 > /dev/null",
    );
    assert!(!matches!(ended, Ended::Exited(0)));
}

#[test]
fn disk_is_limited_by_file_and_in_all() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.file_size = 1 << 20;
    shell(&policy, "/usr/bin/head -c 3000000 /dev/zero > big");
    assert!(fs::metadata(folder.path().join("big")).unwrap().len() <= 1 << 20);
    policy.limits.scratch_size = 8 << 20;
    let (ended, output) = shell(
        &policy,
        "i=0; while true; do i=$((i+1)); /usr/bin/head -c 900000 /dev/zero > file$i; done",
    );
    assert_eq!(ended, Ended::Scratch, "{output:?}");
}

#[test]
fn what_cannot_be_counted_is_too_much() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.scratch_size = 8 << 20;
    // A folder that may not be looked into, and one that lies deeper than any path reaches.
    for script in [
        "mkdir a; chmod 0 a; while true; do sleep 1; done",
        "i=0; while [ $i -lt 30 ]; do n=$(printf '%0200d' $i); mkdir $n; cd $n; i=$((i+1)); done; \
         while true; do sleep 1; done",
    ] {
        let (ended, output) = shell(&policy, script);
        assert_eq!(ended, Ended::Scratch, "{script}: {output:?}");
        shell(&policy, "chmod 700 a");
    }
}

#[test]
fn unconfined_ends_what_was_left_behind() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.enforcement = Enforcement::BestEffort;
    // A child of a child that has ended, in a session of its own.
    let (ended, _) = shell(
        &policy,
        "(setsid sh -c 'while true; do date >> alive; sleep 0.02; done' > /dev/null 2>&1 &) \
         > /dev/null 2>&1; while [ ! -s alive ]; do sleep 0.02; done",
    );
    assert_eq!(ended, Ended::Exited(0));
    let length = || fs::metadata(folder.path().join("alive")).unwrap().len();
    let then = length();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(length(), then);
}

#[test]
fn a_flood_of_processes_is_stopped() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.limits.wall = Duration::from_secs(10);
    let (_, output) = shell(
        &policy,
        "i=0; while [ $i -lt 1000 ]; do sleep 100 & i=$((i+1)); done; echo unlimited",
    );
    assert!(!text(&output.stdout).contains("unlimited"), "{output:?}");
}

#[test]
fn a_child_left_behind_ends_with_its_program() {
    let folder = TempDir::new().unwrap();
    let (ended, _) = shell(
        &policy(&folder),
        "(while true; do date >> alive; sleep 0.02; done) > /dev/null 2>&1 & sleep 0.3",
    );
    assert_eq!(ended, Ended::Exited(0));
    let length = || fs::metadata(folder.path().join("alive")).unwrap().len();
    let then = length();
    assert!(then > 0);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(length(), then);
}

#[test]
fn killing_the_command_ends_everything() {
    let folder = TempDir::new().unwrap();
    let mut child = policy(&folder)
        .command(Path::new("/bin/sh"), ["-c", "sleep 100 & echo started; wait"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "started\n");
    child.kill().unwrap();
    child.wait().unwrap();
    // Every holder of the pipe is gone when it ends.
    let ended = Instant::now();
    assert_eq!(output.read_to_end(&mut Vec::new()).unwrap(), 0);
    assert!(ended.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_callers_death_ends_everything() {
    let folder = TempDir::new().unwrap();
    let command = policy(&folder).command(Path::new("/bin/sh"), ["-c", "echo started; sleep 100"]);
    // A caller in between, which can be killed: the command line names it as the owner.
    let arguments: Vec<String> =
        command.get_args().map(|part| part.to_string_lossy().into_owned()).collect();
    let quoted: Vec<String> = arguments
        .iter()
        .enumerate()
        .map(|(index, part)| if index == 2 { "$$".to_owned() } else { format!("'{part}'") })
        .collect();
    let mut caller = Command::new("/bin/sh")
        .args(["-c", &format!("{SHIM} {} & wait", quoted.join(" "))])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(caller.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "started\n");
    caller.kill().unwrap();
    caller.wait().unwrap();
    assert_eq!(output.read_to_end(&mut Vec::new()).unwrap(), 0);
}

#[test]
fn a_server_is_spoken_to_over_pipes() {
    let folder = TempDir::new().unwrap();
    let mut child = policy(&folder)
        .command(Path::new("/bin/cat"), [""; 0])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for round in 0..100 {
        writeln!(input, "round {round}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, format!("round {round}\n"));
    }
    drop(input);
    assert_eq!(Ended::from_status(child.wait().unwrap()), Ended::Exited(0));
}

#[test]
fn signals_and_missing_programs_are_told_apart() {
    let folder = TempDir::new().unwrap();
    assert_eq!(shell(&policy(&folder), "kill -SEGV $$").0, Ended::Signal(11));
    let output = policy(&folder).command(Path::new("/nonexistent"), [""; 0]).output().unwrap();
    assert_eq!(Ended::from_status(output.status), Ended::NotStarted);
    assert!(text(&output.stderr).contains("`/nonexistent` could not be started"), "{output:?}");
}

#[test]
fn unconfined_still_limits_what_it_can() {
    let folder = TempDir::new().unwrap();
    let mut policy = policy(&folder);
    policy.enforcement = Enforcement::BestEffort;
    policy.limits.wall = Duration::from_millis(300);
    let (ended, _) = shell(&policy, "(while true; do echo x >> alive; sleep 0.02; done) & wait");
    assert_eq!(ended, Ended::Wall);
}

#[test]
fn starting_costs_little() {
    let folder = TempDir::new().unwrap();
    let policy = policy(&folder);
    let started = Instant::now();
    for _ in 0..20 {
        assert_eq!(shell(&policy, "exit 0").0, Ended::Exited(0));
    }
    let each = started.elapsed() / 20;
    // Seen: about 5 ms. The bound leaves room for a busy machine.
    assert!(each < Duration::from_millis(200), "{each:?}");
}
