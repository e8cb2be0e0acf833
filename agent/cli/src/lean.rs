//! Finding Lean for a command, and saying what takes so long the first time.

use std::{
    io::IsTerminal,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use polya_lean::toolchain::{LeanChoice, Progress, Toolchain, ToolchainError, ToolchainSettings};

use crate::{commands::Context, exit::Failure, terminal::Terminal};

/// Finds or fetches the toolchain that the settings ask for.
pub(crate) fn locate(context: &Context) -> anyhow::Result<Toolchain> {
    let toolchain = try_locate(context, true).map_err(failure)?;
    for note in toolchain.notes() {
        context.terminal.warning(note);
    }
    Ok(toolchain)
}

/// The same with the library's own error; `fetch` says whether anything may be fetched.
pub(crate) fn try_locate(context: &Context, fetch: bool) -> Result<Toolchain, ToolchainError> {
    let settings = &context.settings;
    let toolchain = ToolchainSettings {
        lean: settings.lean.program.clone().map_or(LeanChoice::Auto, LeanChoice::Program),
        project: settings.lean.project.clone(),
        path: std::env::var_os("PATH"),
        user_home: std::env::var_os("HOME").map(Into::into),
        fetch,
        ..ToolchainSettings::new(&settings.home, &settings.program)
    };
    let mut show = Show::new(context.terminal);
    let found = Toolchain::locate(&toolchain, &mut |progress| show.update(progress));
    show.end(found.is_ok());
    found
}

/// What is wrong with the user's own choice is the user's error; the rest lies outside.
#[expect(clippy::needless_pass_by_value, reason = "made for `map_err`")]
fn failure(error: ToolchainError) -> Failure {
    let message = error.to_string();
    match error {
        ToolchainError::BadLean { .. } => Failure::input(message),
        _ => Failure::infrastructure(message),
    }
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
                ("waiting", format!("waiting for another polya at work in `{}`", folder.display()))
            }
            Progress::Downloading { bytes, total } => (
                "fetching",
                format!("fetching Lean with pip: {} of {} MB", bytes >> 20, total >> 20),
            ),
            Progress::Verifying => ("verifying", "checking the hash of what came".to_owned()),
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
                "fetching" => "fetching Lean with pip (58 MB, once)".to_owned(),
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
