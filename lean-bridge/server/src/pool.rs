//! A pool of warm Lean workers.
//!
//! Each worker is one Lean process with one import header, held by one caller at a time. Callers
//! queue in order of arrival. A check is cut into batches, each batch is one edit of a worker's
//! document, and whatever a batch leaves in doubt is asked again in smaller pieces until every
//! candidate has an outcome of its own.
//!
//! The pool believes nobody: see [`Pool::check`] for what an outcome means.

mod check;
mod known;
mod memory;
mod stats;
mod worker;

use std::{fmt, sync::Arc, time::Duration};

pub use stats::PoolStats;

use crate::{
    batch::{Understood, compose_file, compose_statement},
    check::{CheckLimits, Outcome, Site},
    error::{LeanError, SiteError},
    goal::Goal,
    process::{LeanCommand, Spawn, Unconfined},
    server::{Message, ServerSettings},
    toolchain::Toolchain,
};
use known::Known;
use worker::{Held, RunError, Workers};

/// How a pool works.
#[derive(Clone, Debug)]
pub struct PoolSettings {
    /// Number of Lean processes.
    pub workers: usize,
    /// How processes are started; the sandbox's confinement goes here.
    pub spawn: Arc<dyn Spawn>,
    /// How Lean's server is set up.
    pub server: ServerSettings,
    /// Most candidates in one document.
    pub max_batch: usize,
    /// A worker whose private memory exceeds this many bytes is replaced.
    pub max_private_memory: u64,
    /// A worker is replaced after this many documents.
    pub max_documents: u64,
    /// How long a fresh worker may take for its imports.
    pub import_timeout: Duration,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            spawn: Arc::new(Unconfined),
            server: ServerSettings::default(),
            max_batch: 64,
            max_private_memory: 3 << 30,
            max_documents: 20_000,
            import_timeout: Duration::from_mins(2),
        }
    }
}

/// Warm Lean workers. Cheap to clone; the processes end with the last clone.
#[derive(Clone)]
pub struct Pool {
    inner: Arc<Inner>,
}

struct Inner {
    settings: PoolSettings,
    workers: Workers,
    known: Known,
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("settings", &self.inner.settings).finish_non_exhaustive()
    }
}

impl Pool {
    /// Sets up a pool. Processes are started when they are needed.
    pub fn start(toolchain: &Toolchain, settings: PoolSettings) -> Self {
        Self::start_command(LeanCommand::from(toolchain), settings)
    }

    /// [`Self::start`] for a `lean` that is run in some other way.
    pub fn start_command(command: LeanCommand, settings: PoolSettings) -> Self {
        let workers = Workers::new(command, &settings);
        Self { inner: Arc::new(Inner { settings, workers, known: Known::default() }) }
    }

    /// The goals at a site: the theorem's own for an empty path, otherwise those that the path
    /// leaves. Empty if it leaves none.
    pub async fn goals(&self, site: &Site, limits: CheckLimits) -> Result<Vec<Goal>, SiteError> {
        check::goals(&self.inner, site, limits).await
    }

    /// Checks candidate tactics on the goal at a site: one outcome for each, in their order.
    ///
    /// - `Closed`: the whole theorem, with this candidate here and a placeholder for each goal
    ///   that the path leaves elsewhere, was elaborated and passed the kernel without a complaint.
    /// - `Progress`: the candidate ran to its end and left these goals.
    /// - `Failed`, `Refused`, `TimedOut`, `Crashed`: its own fault, and no other candidate's.
    /// - `Infrastructure`: nobody's fault; nothing was learnt.
    ///
    /// May be called from any number of tasks. Dropping the future cancels the work.
    pub async fn check(
        &self,
        site: &Site,
        candidates: &[Arc<str>],
        limits: CheckLimits,
    ) -> Vec<Outcome> {
        check::check(&self.inner, site, candidates, limits, true).await
    }

    /// [`Self::check`] for callers who do not read why a candidate failed: `Failed` comes without
    /// Lean's message, as a rule, and up to half the time is saved.
    pub async fn check_briefly(
        &self,
        site: &Site,
        candidates: &[Arc<str>],
        limits: CheckLimits,
    ) -> Vec<Outcome> {
        check::check(&self.inner, site, candidates, limits, false).await
    }

    /// All that Lean says about a whole file. The file is elaborated like any other text that
    /// nobody vouches for: what comes back is for reading, not for believing.
    pub async fn elaborate(&self, text: &str) -> Result<Vec<Message>, LeanError> {
        self.elaborate_within(
            text,
            CheckLimits { deadline: Duration::from_mins(1), max_heartbeats: 200_000 },
        )
        .await
    }

    /// [`Self::elaborate`] within limits.
    pub async fn elaborate_within(
        &self,
        text: &str,
        limits: CheckLimits,
    ) -> Result<Vec<Message>, LeanError> {
        let composed = compose_file(text, limits.max_heartbeats);
        let report = self.inner.run(&composed.header, &composed.text, limits.deadline).await?;
        if report.overflow {
            return Err(LeanError::Answer("Lean said more than can be kept".to_owned()));
        }
        Ok(composed.user_messages(report))
    }

    /// What the pool has done so far.
    pub fn stats(&self) -> PoolStats {
        self.inner.workers.stats()
    }

    /// Private memory of the idle workers together, in bytes, as far as the system tells.
    pub fn private_memory(&self) -> u64 {
        self.inner.workers.private_memory()
    }

    /// Processor time that the idle workers have spent so far, where the system tells.
    pub fn processor_time(&self) -> Option<Duration> {
        self.inner.workers.processor_time()
    }

    /// Ends all workers and waits until their processes are gone. Later calls fail.
    pub async fn shutdown(&self) {
        self.inner.workers.shutdown().await;
    }
}

impl Inner {
    /// Elaborates one document on any worker with its header; tries once more if the worker dies.
    async fn run(
        &self,
        header: &str,
        text: &str,
        deadline: Duration,
    ) -> Result<crate::server::Report, LeanError> {
        let mut last = None;
        for _ in 0..2 {
            let mut held: Held = self.workers.acquire(header, text).await?;
            match held.run(text, deadline).await {
                Ok(report) => return Ok(report),
                Err(RunError::TimedOut) => return Err(LeanError::NoAnswer(deadline)),
                Err(RunError::Died(error)) => last = Some(error),
                Err(RunError::Lean(error)) => return Err(error),
            }
        }
        // The loop ran at least once, and left an error behind each time it went on.
        Err(last.map_or(LeanError::ShutDown, LeanError::Server))
    }

    /// Makes sure that a site's text is all right by itself; yields how many `sorry` warnings it
    /// has of its own.
    async fn statement(&self, site: &Site, limits: CheckLimits) -> Result<usize, SiteError> {
        if let Some(known) = self.known.statement(&site.before) {
            return known;
        }
        let composed = compose_statement(&site.before, limits.max_heartbeats);
        // The first document of a worker also pays for its imports.
        let deadline = limits.deadline.max(Duration::from_secs(30));
        let report = match self.run(&composed.header, &composed.text, deadline).await {
            Err(LeanError::NoAnswer(_)) => return Err(SiteError::TimedOut),
            other => other?,
        };
        let result = match composed.read(&report, 0) {
            Understood::Rejected { line, column, message } => {
                Err(SiteError::Rejected { message, line, column })
            }
            Understood::Unusable(why) => return Err(LeanError::Answer(why).into()),
            Understood::Read(_) | Understood::PathBroken { .. } => {
                Ok(crate::batch::Composed::sorry_warnings(&report))
            }
        };
        self.known.learn_statement(&site.before, result.clone());
        result
    }
}
