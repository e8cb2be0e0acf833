//! Client of Lean's language server.
//!
//! Two programs speak the same protocol: the *watchdog* (`lean --server`), which editors use and
//! which starts one process per file, and the *file worker* (`lean --worker URI`), which is that
//! process. [`Server`] drives either. The pool speaks to file workers directly: that saves a
//! process and a hop per message, and gives each worker's memory and death to us rather than to a
//! supervisor in between.
//!
//! This module knows documents and messages, not goals or tactics.

mod client;
mod document;
mod protocol;
mod transport;

use std::{ffi::OsString, sync::Arc, time::Duration};

pub use client::RpcError;
pub(crate) use client::lock;
pub use document::{Document, Message, Report, Severity};
pub use transport::FrameError;

use lsp_types::{ClientCapabilities, InitializedParams, notification::Initialized};

use crate::process::{LeanCommand, Spawn};
use protocol::{
    Capabilities, InitializationOptions, Initialize, InitializeParams, LeanCapabilities,
};

/// Why a server cannot answer any more. Every request that was under way gets it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ServerError {
    /// The process could not be started.
    #[error("could not start `{program}`: {source}")]
    Start {
        /// The executable that was tried.
        program: String,
        /// What the operating system said.
        source: Arc<std::io::Error>,
    },
    /// The process ended by itself.
    #[error("Lean ended unexpectedly ({status}){}", if .stderr.is_empty() { String::new() } else { format!(": {}", .stderr.trim()) })]
    Died {
        /// Exit status or signal, in words.
        status: String,
        /// The last lines it wrote to standard error.
        stderr: String,
    },
    /// Its output could not be understood.
    #[error("lost step with Lean: {0}")]
    Protocol(Arc<FrameError>),
    /// A document's name is not a URI.
    #[error("`{0}` is not a URI")]
    Uri(String),
    /// We closed it.
    #[error("the server was closed")]
    Closed,
}

impl ServerError {
    /// True if the process never ran, so that no text can be to blame.
    pub fn is_start_failure(&self) -> bool {
        matches!(self, Self::Start { .. })
    }
}

/// Which of Lean's two language servers to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The watchdog, for any number of documents.
    Watchdog,
    /// The worker of a single document.
    #[default]
    Worker,
}

/// How a server is started.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Watchdog or worker.
    pub role: Role,
    /// Options as for `-D name=value`.
    pub options: Vec<(String, String)>,
    /// Milliseconds the watchdog holds back an edit; Lean's own default is 200. `None` leaves it.
    pub edit_delay: Option<u32>,
    /// Ask Lean to send only what is new with each notification of diagnostics.
    pub incremental_diagnostics: bool,
    /// How long the watchdog may take to answer `initialize`.
    pub start_timeout: Duration,
    /// URI of a worker's document.
    pub uri: String,
}

impl Default for ServerSettings {
    /// Tuned for throughput: no delays, no linters, incremental diagnostics.
    fn default() -> Self {
        Self {
            role: Role::default(),
            options: vec![
                ("server.reportDelayMs".into(), "0".into()),
                ("linter.all".into(), "false".into()),
                // One thread for elaboration costs less than two that share everything.
                ("weak.Elab.async".into(), "false".into()),
            ],
            edit_delay: Some(0),
            incremental_diagnostics: true,
            start_timeout: Duration::from_secs(30),
            uri: "file:///polya/Site.lean".into(),
        }
    }
}

impl ServerSettings {
    /// What an editor would use: the watchdog with every default left alone.
    pub fn plain() -> Self {
        Self {
            role: Role::Watchdog,
            options: Vec::new(),
            edit_delay: None,
            incremental_diagnostics: false,
            ..Self::default()
        }
    }

    fn arguments(&self) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec![match self.role {
            Role::Watchdog => "--server".into(),
            Role::Worker => "--worker".into(),
        }];
        args.extend(self.options.iter().map(|(k, v)| OsString::from(format!("-D{k}={v}"))));
        if self.role == Role::Worker {
            args.push(self.uri.clone().into());
        }
        args
    }

    fn initialize_params(&self) -> InitializeParams {
        InitializeParams {
            process_id: Some(std::process::id()),
            root_uri: None,
            initialization_options: InitializationOptions { edit_delay: self.edit_delay },
            capabilities: Capabilities {
                standard: ClientCapabilities::default(),
                lean: LeanCapabilities {
                    incremental_diagnostic_support: self.incremental_diagnostics,
                },
            },
        }
    }
}

/// A running language server. Cheap to clone; the process ends with the last clone.
#[derive(Clone, Debug)]
pub struct Server {
    client: client::Client,
}

impl Server {
    /// Starts `lean` and completes the handshake.
    pub async fn start(
        spawn: &Arc<dyn Spawn>,
        command: LeanCommand,
        settings: &ServerSettings,
    ) -> Result<Self, ServerError> {
        let client = client::Client::start(spawn, command.with_args(settings.arguments()))?;
        let params = settings.initialize_params();
        match settings.role {
            // A worker takes over the watchdog's `initialize` and does not answer it.
            Role::Worker => client.send_unanswered::<Initialize>(&params).await?,
            Role::Watchdog => {
                let reply = client.request::<Initialize>(&params);
                match tokio::time::timeout(settings.start_timeout, reply).await {
                    Ok(Ok(_)) => {}
                    Ok(Err(RpcError::Server(e))) => return Err(e),
                    Ok(Err(e)) => return Err(start_error(&e.to_string())),
                    Err(_) => return Err(start_error("no answer to `initialize`")),
                }
                client.notify::<Initialized>(&InitializedParams {}).await?;
            }
        }
        Ok(Self { client })
    }

    /// Opens a document with the given text as its version 1.
    pub async fn open(&self, uri: &str, text: impl Into<String>) -> Result<Document, ServerError> {
        Document::open(self.client.clone(), uri, text.into()).await
    }

    /// Process id of the server, while it runs.
    pub fn process_id(&self) -> u32 {
        self.client.process_id()
    }

    /// The reason why the server is gone, if it is.
    pub fn failure(&self) -> Option<ServerError> {
        self.client.failure()
    }

    /// Number of requests that still wait for a reply.
    pub fn pending_requests(&self) -> usize {
        self.client.pending_requests()
    }

    /// Notifications that were dropped because they spoke of an outdated document.
    pub fn stale_notifications(&self) -> u64 {
        self.client.stale_notifications()
    }

    /// Kills the process group at once and waits until it is gone.
    pub async fn kill(&self) {
        self.client.kill().await;
    }
}

fn start_error(what: &str) -> ServerError {
    ServerError::Start {
        program: "lean".into(),
        source: Arc::new(std::io::Error::other(what.to_owned())),
    }
}
