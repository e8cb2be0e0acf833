//! Where the library's spans and events go: to stderr (`-v`, `-vv`, `POLYA_LOG`), to a file as JSON
//! Lines (`--log`), to a file that timeline viewers open (`--trace`), and, in builds with the feature
//! `otel`, to a collector of OpenTelemetry.
//!
//! Nothing is decided here. With none of these asked for, no subscriber is installed, and a span costs
//! a comparison.

mod chrome;
#[cfg(feature = "otel")]
mod otel;

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use anyhow::Context as _;
use tracing_subscriber::{
    EnvFilter, Layer, Registry, fmt, fmt::format::FmtSpan, layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::terminal::{Talk, Terminal};

type Boxed = Box<dyn Layer<Registry> + Send + Sync>;

/// What `-v` shows: what the libraries report, without their inner steps.
const VERBOSE: &str = "warn,polya=info";
/// What `-vv` shows, and what goes into files: every step of Polya's own crates.
const EVERY_STEP: &str = "warn,polya=debug";

/// Ends the outputs when dropped: buffers are written out.
#[must_use = "dropping it ends the outputs"]
pub(crate) struct Guard {
    _chrome: Option<chrome::Guard>,
    #[cfg(feature = "otel")]
    _otel: Option<otel::Guard>,
}

/// Installs what the command line and the environment ask for.
pub(crate) fn install(
    terminal: Terminal,
    log: Option<&Path>,
    timeline: Option<&Path>,
) -> anyhow::Result<Guard> {
    let asked = std::env::var("POLYA_LOG").ok().filter(|filter| !filter.is_empty());
    let mut layers: Vec<Boxed> = Vec::new();
    if let Some(filter) = stderr_filter(asked.as_deref(), terminal.talk()) {
        layers.push(
            fmt::layer()
                .with_writer(std::io::stderr)
                .with_ansi(terminal.err().is_on())
                .with_filter(filter)
                .boxed(),
        );
    }
    let for_files = || EnvFilter::new(asked.as_deref().unwrap_or(EVERY_STEP));
    if let Some(path) = log {
        let file = Arc::new(create(path)?);
        layers.push(
            fmt::layer()
                .json()
                .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
                .with_writer(Mutex::new(file))
                .with_filter(for_files())
                .boxed(),
        );
    }
    let mut chrome = None;
    if let Some(path) = timeline {
        let (layer, guard) = chrome::layer(create(path)?);
        layers.push(layer.with_filter(for_files()).boxed());
        chrome = Some(guard);
    }
    #[cfg(feature = "otel")]
    let otel = otel::layer()?.map(|(layer, guard)| {
        layers.push(layer.with_filter(for_files()).boxed());
        guard
    });
    if !layers.is_empty() {
        tracing_subscriber::registry().with(layers).init();
    }
    Ok(Guard {
        _chrome: chrome,
        #[cfg(feature = "otel")]
        _otel: otel,
    })
}

fn stderr_filter(asked: Option<&str>, talk: Talk) -> Option<EnvFilter> {
    let filter = match (asked, talk) {
        (Some(asked), _) => asked,
        (None, Talk::Verbose) => VERBOSE,
        (None, Talk::EveryStep) => EVERY_STEP,
        (None, Talk::Quiet | Talk::Normal) => return None,
    };
    Some(EnvFilter::new(filter))
}

fn create(path: &Path) -> anyhow::Result<File> {
    let shown: PathBuf = path.to_owned();
    File::create(path)
        .with_context(|| format!("`{}` cannot be written", shown.display()))
        .map_err(|error| crate::exit::Failure::input(format!("{error:#}")).into())
}
