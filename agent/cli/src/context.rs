//! What every command works with.

use std::{future::Future, sync::Arc};

use polya_engine::{Engine, EngineError, Notices, Settings};
use polya_lean::toolchain::Toolchain;

use crate::{config::Config, exit::Failure, notices::TerminalNotices, terminal::Terminal};

/// What a command works with.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) terminal: Terminal,
}

impl Context {
    pub(crate) fn new(config: &Config, terminal: Terminal) -> anyhow::Result<Self> {
        let settings = config.resolve(&|name| std::env::var_os(name))?;
        Ok(Self { settings, terminal })
    }

    /// Where the engine's messages go.
    pub(crate) fn notices(&self) -> TerminalNotices {
        TerminalNotices::new(self.terminal)
    }

    /// Finds Lean, or fetches it.
    pub(crate) fn lean(&self) -> Result<Toolchain, Failure> {
        let found = polya_engine::lean::locate(&self.settings, &self.notices());
        found.map_err(|error| EngineError::from(error).into())
    }

    /// Starts an engine on this Lean.
    pub(crate) async fn engine(&self, toolchain: &Toolchain) -> Result<Engine, Failure> {
        let notices: Arc<dyn Notices> = Arc::new(self.notices());
        let started = Engine::start_on(toolchain.clone(), self.settings.clone(), notices).await;
        started.map_err(|error| {
            let of_memory = matches!(error, EngineError::Memory(_));
            let failure = Failure::from(error);
            // A search can do without.
            if of_memory && failure.hint.is_none() {
                failure.hint("use `--memory off`")
            } else {
                failure
            }
        })
    }
}

/// Runs the asynchronous part of a command.
pub(crate) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::infrastructure(format!("cannot start threads: {error}")))?;
    let outcome = runtime.block_on(work);
    // Blocking calls into Lean or the disk that outlive their purpose must not hold the exit up.
    runtime.shutdown_background();
    outcome
}
