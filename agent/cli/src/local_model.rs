//! The model that a run serves to itself: a process of this program's own beside the search, started
//! with it and ended with it. As a process of its own it has its own threads and memory, and a file
//! that brings it down does not bring the run down.

use std::{path::PathBuf, process::Stdio, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use polya_model::{Api, Endpoint};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, Command},
    time,
};

use crate::{
    commands::Context,
    exit::{Exit, Failure},
    settings::{OwnModel, Voices},
};

/// A model's process, ready.
#[derive(Debug)]
pub(crate) struct LocalModel {
    child: Child,
    /// Where it answers.
    pub(crate) endpoint: Endpoint,
}

/// One line of the process.
#[derive(Deserialize)]
struct Said {
    loading: Option<f64>,
    url: Option<String>,
    model: Option<String>,
}

/// Starts the model that the settings want, if they want one of our own.
///
/// A model that a person named must start. The one inside the program is a help: a run that cannot
/// have it goes on by rules, with a warning.
pub(crate) async fn start(context: &Context) -> anyhow::Result<Option<LocalModel>> {
    if context.settings.voices == Voices::Rules {
        return Ok(None);
    }
    let (file, named) = match &context.settings.own_model {
        OwnModel::File(path) => (Some(path.clone()), true),
        OwnModel::Shipped if polya_model::shipped().is_some() => (None, false),
        OwnModel::Off | OwnModel::Shipped => return Ok(None),
    };
    match begin(context, file).await {
        Ok(model) => Ok(Some(model)),
        Err(failure) if named => Err(failure.into()),
        Err(failure) => {
            context.terminal.warning(format_args!("going on without a model: {}", failure.message));
            Ok(None)
        }
    }
}

async fn begin(context: &Context, file: Option<PathBuf>) -> Result<LocalModel, Failure> {
    let broken = |reason: &dyn std::fmt::Display| {
        Failure::infrastructure(format!("the model's server did not start: {reason}"))
    };
    let small = file.is_none();
    let mut command = Command::new(&context.settings.program);
    command.args(["--no-config", "--quiet", "model", "serve", "--child", "--port", "0"]);
    if small {
        // The cores are Lean's; a small model gains nothing from waiting for a second one.
        command.args(["--threads", "1"]);
    }
    if let Some(file) = &file {
        command.arg("--gguf").arg(file);
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // Ctrl-C is for the run, which ends it when it is done with it.
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| broken(&error))?;
    let (Some(stdout), Some(mut stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(broken(&"no pipe"));
    };
    let complaint = tokio::spawn(async move {
        let mut text = Vec::new();
        // What it says last matters, and it says little.
        let _ = (&mut stderr).take(64 << 10).read_to_end(&mut text).await;
        let _ = tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await;
        String::from_utf8_lossy(&text).into_owned()
    });
    let bar = (context.terminal.draws && !small).then(|| {
        let style = ProgressStyle::with_template("loading the model {bar:30} {percent}%");
        ProgressBar::new(1000).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    });
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let Ok(said) = serde_json::from_str::<Said>(&line) else { continue };
        if let (Some(done), Some(bar)) = (said.loading, &bar) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 1000"
            )]
            bar.set_position((done.clamp(0.0, 1.0) * 1000.0) as u64);
        }
        if let Some(url) = said.url {
            if let Some(bar) = &bar {
                bar.finish_and_clear();
            }
            context.terminal.detail(format_args!("the model answers at {url}"));
            let endpoint = Endpoint {
                model: said.model,
                // Ours has both; a small model of ours knows no chats.
                api: if small { Api::Completion } else { Api::Auto },
                // It queues by itself, and batches what is there.
                concurrency: std::num::NonZeroUsize::new(32).unwrap_or(std::num::NonZeroUsize::MIN),
                ..Endpoint::new(url)
            };
            return Ok(LocalModel { child, endpoint });
        }
    }
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let status = child.wait().await.ok().and_then(|status| status.code());
    let said = complaint.await.unwrap_or_default();
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    let said = said.strip_prefix("error: ").unwrap_or(said);
    // A file that is none is the fault of whoever named it.
    if status == Some(i32::from(Exit::BadInput.status())) {
        return Err(Failure::input(format!("the model cannot be used: {said}")));
    }
    Err(broken(&said))
}

impl LocalModel {
    /// Ends the process: it leaves by itself when its stdin ends, and is killed if it does not.
    pub(crate) async fn stop(mut self) {
        drop(self.child.stdin.take());
        if time::timeout(Duration::from_secs(5), self.child.wait()).await.is_err() {
            let _ = self.child.kill().await;
        }
    }
}

/// Bytes of memory that can still be had, as the system says.
pub(crate) fn available_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib << 10)
}
