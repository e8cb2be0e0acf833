//! Starting the program, watching it, ending it.

use std::{
    env,
    ffi::OsStr,
    fs,
    io::{Read, Write},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Longest time that any one call may take on a slow machine.
const DEADLINE: Duration = Duration::from_mins(5);

/// A working folder in which the program is run.
#[derive(Debug)]
pub struct Polya {
    program: PathBuf,
    folder: TempDir,
    home: PathBuf,
    path: Option<PathBuf>,
    variables: Vec<(String, String)>,
}

/// A call that ended.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Exit status; `None` if a signal ended it.
    pub status: Option<i32>,
    /// All of stdout.
    pub stdout: String,
    /// All of stderr.
    pub stderr: String,
}

/// A call that goes on.
#[derive(Debug)]
pub struct Running {
    pid: Pid,
    ended: mpsc::Receiver<Finished>,
    what: String,
}

impl Polya {
    /// A fresh folder for `program`, which is `env!("CARGO_BIN_EXE_polya")` in its tests.
    ///
    /// # Panics
    /// If no folder can be made.
    pub fn new(program: &str) -> Self {
        Self {
            program: PathBuf::from(program),
            folder: tempfile::tempdir().expect("a temporary folder"),
            home: polya_lean::testing::home(),
            path: None,
            variables: Vec::new(),
        }
    }

    /// Uses a data folder of its own, inside the working folder.
    #[must_use]
    pub fn with_own_home(mut self) -> Self {
        self.home = self.folder.path().join("home");
        self
    }

    /// Uses a data folder of its own but for the toolchains, which are those of the other tests;
    /// and a memory, as users have one.
    ///
    /// # Panics
    /// If the folder cannot be made.
    #[must_use]
    pub fn with_own_memory(self) -> Self {
        let shared = self.home.clone();
        let polya = self.with_own_home().with_variable("POLYA_MEMORY", "");
        fs::create_dir_all(&polya.home).expect("a folder");
        for name in ["toolchains", "libraries"] {
            let installed = shared.join(name);
            fs::create_dir_all(&installed).expect("a folder");
            symlink(installed, polya.home.join(name)).expect("a link");
        }
        polya
    }

    /// Finds programs in this folder only.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The working folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Writes a file into the working folder and returns its name.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn file<'a>(&self, name: &'a str, text: &str) -> &'a str {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        name
    }

    /// Reads a file of the working folder.
    ///
    /// # Panics
    /// If it cannot be read.
    pub fn read(&self, name: impl AsRef<Path>) -> String {
        let path = self.folder().join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The command, not yet started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).current_dir(self.folder()).env_clear();
        // An empty home hides elan, so that every machine tests with the same Lean.
        command.env("HOME", self.folder()).env("POLYA_HOME", &self.home).env("NO_COLOR", "1");
        // Tests that share a data folder must not teach each other.
        command.env("POLYA_MEMORY", "off");
        // Tests bound their work by checks; a busy machine must not decide them.
        command.env("POLYA_TIME_PER_PROBLEM", "60s");
        // What the model inside the program adds is for the tests that are about it.
        command.env("POLYA_MODEL", "off");
        let search_path = match &self.path {
            Some(folder) => Some(folder.as_os_str().to_owned()),
            None => env::var_os("PATH"),
        };
        command.env("PATH", search_path.unwrap_or_default());
        // pip and its cache are the machine's business.
        for name in [
            "PIP_INDEX_URL",
            "PIP_CONFIG_FILE",
            "PIP_CACHE_DIR",
            "SSL_CERT_FILE",
            "http_proxy",
            "https_proxy",
        ] {
            if let Some(value) = env::var_os(name) {
                command.env(name, value);
            }
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a call to its end.
    ///
    /// # Panics
    /// If it cannot be started or does not end in time.
    pub fn run(&self, args: &[&str]) -> Finished {
        self.start(args).finish()
    }

    /// Runs a call to its end, with this on stdin.
    ///
    /// # Panics
    /// As [`Polya::run`] does.
    pub fn run_with_input(&self, args: &[&str], input: &str) -> Finished {
        let mut command = self.command(args);
        command.stdin(Stdio::piped());
        let mut child = spawn(&mut command);
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_owned();
        thread::spawn(move || {
            // A program that does not read to the end closes the pipe.
            let _ = stdin.write_all(input.as_bytes());
        });
        Running::watch(child, format!("{args:?}")).finish()
    }

    /// Starts a call.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn start(&self, args: &[&str]) -> Running {
        let mut command = self.command(args);
        command.stdin(Stdio::null());
        Running::watch(spawn(&mut command), format!("{args:?}"))
    }

    /// The only folder below `out`.
    ///
    /// # Panics
    /// If there is none, or more than one.
    pub fn only_run(&self, out: &str) -> PathBuf {
        let mut runs: Vec<PathBuf> = fs::read_dir(self.folder().join(out))
            .expect("a folder with runs")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert_eq!(runs.len(), 1, "{runs:?}");
        runs.remove(0)
    }
}

fn spawn(command: &mut Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

impl Running {
    fn watch(mut child: Child, what: String) -> Self {
        let pid = Pid::from_child(&child);
        let (mut out, mut err) =
            (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
        let (sender, ended) = mpsc::channel();
        thread::spawn(move || {
            let errors = thread::spawn(move || read_all(&mut err));
            let stdout = read_all(&mut out);
            let stderr = errors.join().unwrap_or_default();
            let status = child.wait().ok().and_then(|status| status.code());
            let _ = sender.send(Finished { status, stdout, stderr });
        });
        Self { pid, ended, what }
    }

    /// Waits for the end.
    ///
    /// # Panics
    /// If it does not come in time.
    pub fn finish(self) -> Finished {
        if let Ok(finished) = self.ended.recv_timeout(DEADLINE) {
            return finished;
        }
        self.signal(Signal::KILL);
        let said = self.ended.recv_timeout(DEADLINE);
        panic!("{} did not end within {DEADLINE:?}: {said:?}", self.what);
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        // It may have ended by itself.
        let _ = kill_process(self.pid, signal);
    }

    /// The process.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// True if it has ended.
    pub fn has_ended(&self) -> bool {
        !Path::new(&format!("/proc/{}", self.pid.as_raw_nonzero())).exists()
            || fs::read_to_string(format!("/proc/{}/stat", self.pid.as_raw_nonzero())).is_ok_and(
                |stat| stat.rsplit(')').next().is_some_and(|rest| rest.starts_with(" Z")),
            )
    }
}

fn read_all(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Finished {
    /// Fails unless the exit status is this.
    ///
    /// # Panics
    /// If it is another.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "often only the check is wanted")]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(
            self.status,
            Some(status),
            "\n--- stdout\n{}\n--- stderr\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Fails unless stderr has this text.
    ///
    /// # Panics
    /// If it has not.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "often only the check is wanted")]
    pub fn says(self, text: impl AsRef<OsStr>) -> Self {
        let text = text.as_ref().to_string_lossy();
        assert!(self.stderr.contains(&*text), "no `{text}` in\n--- stderr\n{}", self.stderr);
        self
    }

    /// Stdout as JSON.
    ///
    /// # Panics
    /// If it is none.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("{error}\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr)
        })
    }
}

/// Looks at a condition again and again until it holds.
///
/// # Panics
/// If it does not hold in time.
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "waited in vain until {what}");
        thread::park_timeout(Duration::from_millis(2));
    }
}
