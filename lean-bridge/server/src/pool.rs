//! A pool of warm Lean workers.
//!
//! Each worker is one Lean process with one import header, held by one caller at a time. Callers
//! queue in order of arrival. A process can import once, so a worker is bound to its header and found
//! by it; how many there are follows from processors and memory. A check is cut into batches, each batch is one edit of a worker's
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
    asking::Probe,
    batch::{Composed, Understood, compose_file, compose_statement, is_timeout},
    check::{CheckLimits, Outcome, Site},
    error::{LeanError, SiteError},
    goal::Goal,
    process::{LeanCommand, Spawn, Unconfined},
    server::{Message, ServerSettings},
    toolchain::Toolchain,
};
use known::{Known, Share, Statement};
use worker::{Held, RunError, Workers};

/// How a pool works.
#[derive(Clone, Debug)]
pub struct PoolSettings {
    /// Lean processes at work at once. Fewer are, where `memory` has no room for so many.
    pub workers: usize,
    /// Private memory that all processes may have together, in bytes. As long as there is room,
    /// workers of other headers are kept beside those at work, and none has to import twice.
    pub memory: u64,
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
    /// How long a worker may take to prepare: for its imports, and for what the user wrote above a
    /// theorem. No candidate's time runs meanwhile.
    pub import_timeout: Duration,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            memory: memory::available().map_or(u64::MAX, |bytes| bytes / 2),
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

    /// For each of these tactics, whether Lean can read it under the import header of `before`. What
    /// else stands in that text is left out.
    pub async fn can_read(&self, before: &str, tactics: &[&str]) -> Result<Vec<bool>, LeanError> {
        let probe = Probe::of(before, tactics);
        Ok(probe.read(&self.elaborate(&probe.text).await?))
    }

    /// What a tactic that is asked, such as `exact?`, suggests on the goal at a site, in its order.
    /// Empty if it suggests nothing, or does not within the limits.
    pub async fn suggestions(
        &self,
        site: &Site,
        tactic: &str,
        limits: CheckLimits,
    ) -> Result<Vec<String>, LeanError> {
        check::suggestions(&self.inner, site, tactic, limits).await
    }

    /// All that Lean says about a whole file. The file is elaborated like any other text that
    /// nobody vouches for: what comes back is for reading, not for believing.
    pub async fn elaborate(&self, text: &str) -> Result<Vec<Message>, LeanError> {
        self.elaborate_within(text, Duration::from_mins(1)).await
    }

    /// [`Self::elaborate`] within a wall-clock limit. The file's own limits hold for the rest.
    pub async fn elaborate_within(
        &self,
        text: &str,
        deadline: Duration,
    ) -> Result<Vec<Message>, LeanError> {
        let composed = compose_file(text);
        let report = self.inner.run(&composed, deadline).await?;
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
        composed: &Composed,
        deadline: Duration,
    ) -> Result<crate::server::Report, LeanError> {
        let mut last = None;
        for _ in 0..2 {
            let mut held: Held = self.workers.acquire(composed).await?;
            match held.run(composed, deadline).await {
                Ok(report) => return Ok(report),
                Err(RunError::TimedOut) => return Err(LeanError::NoAnswer(deadline)),
                Err(RunError::Died(error)) => last = Some(error),
                Err(RunError::Lean(error)) => return Err(error),
            }
        }
        // The loop ran at least once, and left an error behind each time it went on.
        Err(last.map_or(LeanError::ShutDown, LeanError::Server))
    }

    /// Makes sure that a site's text is all right by itself. The user's text has the user's limits:
    /// a theorem whose statement takes more than a candidate may is given more.
    async fn statement(&self, site: &Site, limits: CheckLimits) -> Result<Statement, SiteError> {
        if let Some(known) = self.known.statement(&site.before) {
            return known;
        }
        let mut result = Err(SiteError::TimedOut);
        for share in Share::ALL {
            result = self.statement_with(site, limits, share).await;
            match &result {
                Err(SiteError::Rejected { message, .. }) if is_timeout(message) => {}
                Ok(_) | Err(SiteError::Rejected { .. }) => break,
                Err(_) => return result,
            }
        }
        self.known.learn_statement(&site.before, result.clone());
        result
    }

    async fn statement_with(
        &self,
        site: &Site,
        limits: CheckLimits,
        share: Share,
    ) -> Result<Statement, SiteError> {
        let composed = compose_statement(&site.before, share.with(limits.max_heartbeats));
        let deadline = limits.deadline.max(Duration::from_secs(30));
        let report = match self.run(&composed, deadline).await {
            Err(LeanError::NoAnswer(_)) => return Err(SiteError::TimedOut),
            other => other?,
        };
        match composed.read(&report, 0) {
            Understood::Rejected { line, column, message } => {
                Err(SiteError::Rejected { message, line, column })
            }
            Understood::Unusable(why) => Err(LeanError::Answer(why).into()),
            Understood::Read(_) | Understood::PathBroken { .. } => {
                Ok(Statement { warnings: Composed::sorry_warnings(&report), share })
            }
        }
    }
}
