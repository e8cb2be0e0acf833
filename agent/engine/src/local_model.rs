//! The model that a run serves to itself: a process of this program's own beside the search, started
//! with it and ended with it. As a process of its own it has its own threads and memory, and a file
//! that brings it down does not bring the run down.

use std::{path::PathBuf, process::Stdio, time::Duration};

use polya_model::{Api, Endpoint, ModelKind};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, Command},
    time,
};

use crate::{
    error::EngineError,
    notices::{Activity, Notices},
    settings::{OwnModel, Settings},
};

/// The exit status of a server whose file is no model: the fault of whoever named it.
const BAD_INPUT: i32 = 2;

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
    kind: Option<ModelKind>,
}

/// Starts the model that the settings want, if they want one of our own.
///
/// A model that a person named must start. The one inside the program is a help: a run that cannot
/// have it goes on by rules, with a warning.
pub(crate) async fn start(
    settings: &Settings,
    notices: &dyn Notices,
) -> Result<Option<LocalModel>, EngineError> {
    if !settings.voices.with_model() {
        return Ok(None);
    }
    let (file, named) = match &settings.own_model {
        Some(OwnModel::File(path)) => (Some(path.clone()), true),
        Some(OwnModel::Shipped) if polya_model::shipped().is_some() => (None, false),
        None | Some(OwnModel::Off | OwnModel::Shipped) => return Ok(None),
    };
    match begin(settings, notices, file).await {
        Ok(model) => Ok(Some(model)),
        Err(error) if named => Err(error),
        Err(error) => {
            notices.warning(&format_args!("continuing without a model: {error}"));
            Ok(None)
        }
    }
}

async fn begin(
    settings: &Settings,
    notices: &dyn Notices,
    file: Option<PathBuf>,
) -> Result<LocalModel, EngineError> {
    let broken =
        |reason: &dyn std::fmt::Display| EngineError::ModelServer { reason: reason.to_string() };
    let small = file.is_none();
    let mut command = Command::new(&settings.program);
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
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let Ok(said) = serde_json::from_str::<Said>(&line) else { continue };
        if let Some(done) = said.loading.filter(|_| !small) {
            notices.activity(Activity::Model { done: done.clamp(0.0, 1.0) });
        }
        if let Some(url) = said.url {
            notices.activity(Activity::ModelEnded);
            notices.detail(&format_args!("the model answers at {url}"));
            let endpoint = Endpoint {
                model: said.model,
                kind: said.kind,
                // Ours has both; a small model of ours knows no chats.
                api: if small { Api::Completion } else { Api::Auto },
                // It queues by itself, and batches what is there.
                concurrency: std::num::NonZeroUsize::new(32).unwrap_or(std::num::NonZeroUsize::MIN),
                ..Endpoint::new(url)
            };
            return Ok(LocalModel { child, endpoint });
        }
    }
    notices.activity(Activity::ModelEnded);
    let status = child.wait().await.ok().and_then(|status| status.code());
    let said = complaint.await.unwrap_or_default();
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    let said = said.strip_prefix("error: ").unwrap_or(said);
    // A file that is none is the fault of whoever named it.
    if status == Some(BAD_INPUT) {
        return Err(EngineError::ModelFile { reason: said.to_owned() });
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
pub fn available_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib << 10)
}
