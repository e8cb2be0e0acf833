//! Running a short-lived outside program to its end, with a limit on its time.

use std::{
    ffi::OsStr,
    io::{self, Read},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

/// How a program ended, and what it printed.
pub(crate) struct Output {
    /// `None` if the time limit ended it.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    pub(crate) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }

    /// The last few lines of what was printed (errors before data), or the status if nothing was.
    pub(crate) fn last_words(&self) -> String {
        let printed = if self.stderr.trim().is_empty() { &self.stdout } else { &self.stderr };
        let lines: Vec<&str> = printed.lines().filter(|line| !line.trim().is_empty()).collect();
        if !lines.is_empty() {
            return lines[lines.len().saturating_sub(3)..].join("\n  ");
        }
        match self.status {
            Some(status) => format!("it printed nothing and ended with {status}"),
            None => "it did not end in time".to_owned(),
        }
    }
}

/// Runs `command` to its end, at most for `limit`, calling `tick` a few times a second.
///
/// Both output streams are read while it runs, so neither can block it.
pub(crate) fn run(
    command: &mut Command,
    limit: Duration,
    tick: &mut dyn FnMut(),
) -> io::Result<Output> {
    const POLL: Duration = Duration::from_millis(4);
    const TICK: Duration = Duration::from_millis(200);
    // A grandchild may hold a stream open after the program itself has ended.
    const GRACE: Duration = Duration::from_millis(200);

    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (closed, all_closed) = mpsc::channel();
    let stdout = read_aside(child.stdout.take(), closed.clone());
    let stderr = read_aside(child.stderr.take(), closed);

    let deadline = Instant::now() + limit;
    let mut last_tick = Instant::now();
    let mut status = child.try_wait()?;
    while status.is_none() && Instant::now() < deadline {
        thread::sleep(POLL);
        if last_tick.elapsed() >= TICK {
            tick();
            last_tick = Instant::now();
        }
        status = child.try_wait()?;
    }
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    for _stream in 0..2 {
        if all_closed.recv_timeout(GRACE).is_err() {
            break;
        }
    }
    Ok(Output { status, stdout: text_of(&stdout), stderr: text_of(&stderr) })
}

type Bytes = Arc<Mutex<Vec<u8>>>;

fn text_of(bytes: &Bytes) -> String {
    String::from_utf8_lossy(&bytes.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

/// Reads `stream` on a thread of its own, and says so when it has been closed.
fn read_aside(stream: Option<impl Read + Send + 'static>, closed: mpsc::Sender<()>) -> Bytes {
    /// More than any of these programs has reason to print.
    const MOST: usize = 16 << 20;
    let gathered = Bytes::default();
    let Some(mut stream) = stream else { return gathered };
    let shared = Arc::clone(&gathered);
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let mut bytes = shared.lock().unwrap_or_else(PoisonError::into_inner);
            if bytes.len() < MOST {
                bytes.extend_from_slice(&buffer[..count]);
            }
        }
        // Nobody listens any more if the program was ended; that is fine.
        let _ = closed.send(());
    });
    gathered
}

/// The first executable file called `name` in the folders of `path` (as `PATH` lists them).
pub(crate) fn find_program(name: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    std::env::split_paths(path?)
        // A relative folder would mean another program in every working folder.
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|program| is_executable(program))
}

/// True for a file that someone may execute.
pub(crate) fn is_executable(program: &Path) -> bool {
    program.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_streams_and_the_status_come_back() {
        let output =
            run(&mut shell("echo out; echo err >&2; exit 3"), Duration::from_mins(1), &mut || ())
                .unwrap();
        assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("out\n", "err\n"));
        assert_eq!(output.status.and_then(|status| status.code()), Some(3));
        assert!(!output.succeeded());
        assert_eq!(output.last_words(), "err");
    }

    #[test]
    fn output_larger_than_a_pipe_does_not_block() {
        let script = "head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero >&2";
        let output = run(&mut shell(script), Duration::from_mins(1), &mut || ()).unwrap();
        assert!(output.succeeded());
        assert_eq!((output.stdout.len(), output.stderr.len()), (300_000, 300_000));
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let mut ticks = 0;
        let limit = Duration::from_millis(500);
        let output = run(&mut shell("echo on; exec sleep 600"), limit, &mut || ticks += 1).unwrap();
        assert!(output.status.is_none() && !output.succeeded());
        assert!(ticks > 0);
        assert_eq!(output.last_words(), "on");
    }

    #[test]
    fn a_grandchild_that_keeps_the_streams_is_not_waited_for() {
        let started = Instant::now();
        let output =
            run(&mut shell("sleep 20 & echo done"), Duration::from_mins(1), &mut || ()).unwrap();
        assert!(output.succeeded());
        assert_eq!(output.stdout, "done\n");
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn programs_are_found_in_order_and_only_executable_ones() {
        let folder = tempfile::tempdir().unwrap();
        for (place, mode) in [("a", 0o644), ("b", 0o755), ("c", 0o755)] {
            let program = folder.path().join(place).join("lean");
            std::fs::create_dir(folder.path().join(place)).unwrap();
            std::fs::write(&program, "").unwrap();
            std::fs::set_permissions(&program, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let path =
            std::env::join_paths(["a", "b", "c"].map(|place| folder.path().join(place))).unwrap();
        assert_eq!(find_program("lean", Some(&path)), Some(folder.path().join("b/lean")));
        assert_eq!(find_program("lake", Some(&path)), None);
        assert_eq!(find_program("lean", None), None);
    }
}
