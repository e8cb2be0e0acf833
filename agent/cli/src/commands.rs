//! The commands, one module each, and what they all need.

pub(crate) mod audit;
pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod data;
pub(crate) mod doctor;
pub(crate) mod library;
pub(crate) mod mcp;
pub(crate) mod memory;
pub(crate) mod model;
pub(crate) mod problems;
pub(crate) mod prove;
pub(crate) mod repl;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod setup;
pub(crate) mod tools;
pub(crate) mod tree;

use std::future::Future;

use crate::{config::Config, exit::Failure, settings::Settings, terminal::Terminal};

/// What a command works with.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) terminal: Terminal,
}

impl Context {
    pub(crate) fn new(config: &Config, terminal: Terminal) -> anyhow::Result<Self> {
        let settings = Settings::resolve(config, &|name| std::env::var_os(name))?;
        Ok(Self { settings, terminal })
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
