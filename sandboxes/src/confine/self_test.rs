//! Proof by trying that confinement works on this system.

use std::{fmt, path::Path};

/// One thing that a confined program must not be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Reaching the network, this machine's own services included.
    Network,
    /// Reading files that the policy does not name.
    Read,
    /// Changing anything outside of the scratch folder.
    Write,
    /// Seeing, tracing or changing other processes.
    Processes,
    /// Making namespaces of its own, in which it would be an administrator.
    Namespaces,
    /// Reading the caller's environment.
    Environment,
    /// Lifting its resource limits.
    Limits,
    /// Leaving a process behind.
    Survivor,
}

impl Part {
    /// Every part, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Network,
        Self::Read,
        Self::Write,
        Self::Processes,
        Self::Namespaces,
        Self::Environment,
        Self::Limits,
        Self::Survivor,
    ];

    /// The name in reports and in the probe's answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Read => "read",
            Self::Write => "write",
            Self::Processes => "processes",
            Self::Namespaces => "namespaces",
            Self::Environment => "environment",
            Self::Limits => "limits",
            Self::Survivor => "survivor",
        }
    }
}

/// What the self-test found about one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartReport {
    /// The part.
    pub part: Part,
    /// What a confined program could do that it must not, or why that stayed open. `None`: the
    /// part is active.
    pub failure: Option<String>,
}

/// What the self-test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfTest {
    /// One report for each of [`Part::ALL`].
    pub parts: Vec<PartReport>,
    /// What the shim said when it refused to start anything, hints included.
    pub refusal: Option<String>,
}

impl SelfTest {
    /// Whether every part is active.
    pub fn is_active(&self) -> bool {
        self.parts.iter().all(|report| report.failure.is_none())
    }

    fn nothing_works(why: &str) -> Self {
        let report = |part| PartReport { part, failure: Some(why.to_owned()) };
        Self { parts: Part::ALL.into_iter().map(report).collect(), refusal: Some(why.to_owned()) }
    }
}

impl fmt::Display for SelfTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(refusal) = &self.refusal {
            return f.write_str(refusal);
        }
        for (index, report) in self.parts.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let state = report.failure.as_deref().unwrap_or("active");
            write!(f, "{separator}{}: {state}", report.part.name())?;
        }
        Ok(())
    }
}

/// Runs a probe under full confinement; takes a few hundredths of a second.
///
/// `shim` is an executable that answers to [`super::run_if_shim`]. A question that stays open (the
/// probe was cut short, its answer cannot be read) counts as a failure.
#[cfg(target_os = "linux")]
pub fn self_test(shim: &Path) -> SelfTest {
    run(shim, super::Enforcement::Required).unwrap_or_else(|why| SelfTest::nothing_works(&why))
}

/// See the Linux version; elsewhere nothing can be confined.
#[cfg(not(target_os = "linux"))]
pub fn self_test(_shim: &Path) -> SelfTest {
    SelfTest::nothing_works(super::shim::NOT_LINUX)
}

#[cfg(target_os = "linux")]
fn run(shim: &Path, enforcement: super::Enforcement) -> Result<SelfTest, String> {
    use std::{
        collections::HashMap, fs, io::Read, net::TcpListener, process::Stdio, sync::mpsc, thread,
        time::Duration,
    };

    use super::{Confinement, Ended, Limits, probe::Probe, shim as stages};

    let prepared = |error: std::io::Error| format!("the self-test could not be prepared: {error}");
    let folder = tempfile::tempdir().map_err(prepared)?;
    let scratch = folder.path().join("scratch");
    let outside = folder.path().join("outside");
    fs::create_dir(&scratch).map_err(prepared)?;
    fs::write(&outside, "not for the probe").map_err(prepared)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(prepared)?;
    let port = listener.local_addr().map_err(prepared)?.port();

    let variable = "POLYA_PROBE".to_owned();
    let policy = Confinement {
        environment: [(variable.clone(), "1".to_owned())].into(),
        limits: Limits { wall: Duration::from_secs(10), ..Limits::default() },
        enforcement,
        ..Confinement::new(shim, &scratch)
    };
    let open_files = policy.limits.open_files;
    let request = serde_json::to_string(&Probe::All { outside, port, variable, open_files })
        .map_err(|error| error.to_string())?;
    let mut child = policy
        .command(shim, [stages::PROBE, &request])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{}` could not be started: {error}", shim.display()))?;

    // The output ends when the last process that holds it has ended: that is how a survivor shows.
    let (sender, receiver) = mpsc::channel();
    if let (Some(mut stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) {
        thread::spawn(move || {
            let (mut said, mut complained) = (String::new(), String::new());
            let _ = stdout.read_to_string(&mut said);
            let _ = stderr.read_to_string(&mut complained);
            let _ = sender.send((said, complained));
        });
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let ended = Ended::from_status(status);
    let Ok((said, complained)) = receiver.recv_timeout(Duration::from_secs(5)) else {
        let mut test = SelfTest::nothing_works("the probe's answer did not come");
        for report in test.parts.iter_mut().filter(|report| report.part == Part::Survivor) {
            report.failure = Some("leaving a child behind".to_owned());
        }
        return Ok(test);
    };
    if ended != Ended::Exited(0) {
        let complained = complained.trim().trim_start_matches("polya: confinement: ");
        return Err(if complained.is_empty() { ended.to_string() } else { complained.to_owned() });
    }

    let answers: HashMap<&str, &str> =
        said.lines().filter_map(|line| line.split_once('\t')).collect();
    let parts = Part::ALL.into_iter().map(|part| {
        let failure = match answers.get(part.name()) {
            Some(&"refused") => None,
            Some(answer) => Some(answer.trim_start_matches("allowed\t").to_owned()),
            None => Some("the probe gave no answer".to_owned()),
        };
        PartReport { part, failure }
    });
    Ok(SelfTest { parts: parts.collect(), refusal: None })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn an_open_question_is_a_failure() {
        assert!(!SelfTest::nothing_works("no").is_active());
        assert!(!self_test(Path::new("/nonexistent")).is_active());
        // A program that does not know the shim, and answers nothing.
        assert!(!self_test(Path::new("/bin/true")).is_active());
    }
}
