//! A real browser, where there is one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium without a window.
pub(crate) struct Browser {
    program: PathBuf,
}

/// A page that was opened.
pub(crate) struct Seen {
    /// The document after the scripts ran.
    pub(crate) dom: String,
    /// What scripts and the content policy said.
    pub(crate) console: String,
}

impl Browser {
    /// The browser, or a word that there is none.
    #[expect(clippy::print_stdout, reason = "a test says what it left out")]
    pub(crate) fn find() -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let program = NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
            .find(|program| program.is_file());
        if program.is_none() {
            println!("not tested in a browser: none of {NAMES:?} is installed");
        }
        program.map(|program| Self { program })
    }

    /// Opens a page at a place in it.
    pub(crate) fn open(&self, page: &str, place: &str) -> Seen {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("page.html");
        fs::write(&file, page).expect("writable");
        let output = self
            .command(folder.path())
            .arg("--dump-dom")
            .arg(format!("file://{}{place}", file.display()))
            .output()
            .expect("the browser starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let errors = String::from_utf8_lossy(&output.stderr);
        let console = errors.lines().filter(|line| line.contains("CONSOLE"));
        Seen {
            dom: String::from_utf8_lossy(&output.stdout).into_owned(),
            console: console.collect::<Vec<_>>().join("\n"),
        }
    }

    fn command(&self, home: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.env("HOME", home).args([
            // The tests may run as root and in a container, where Chromium's own sandbox cannot.
            "--no-sandbox",
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
            "--enable-logging=stderr",
        ]);
        command.arg(format!("--user-data-dir={}", home.join("profile").display()));
        command
    }
}
