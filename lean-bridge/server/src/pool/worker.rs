//! The workers: who holds which, when one is started, and when one has to go.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    PoolSettings, memory,
    stats::{Counters, PoolStats, add, add_time},
};
use crate::{
    batch::Composed,
    error::LeanError,
    process::LeanCommand,
    server::{Document, Report, RpcError, Server, ServerError, lock},
};

/// How long a worker may take to drop what it was doing.
const SETTLE: Duration = Duration::from_millis(500);

/// Waits between attempts to start a process that cannot be started.
const BACK_OFF: [Duration; 3] =
    [Duration::from_millis(100), Duration::from_millis(500), Duration::from_secs(2)];

/// A worker's memory is looked at after this many documents, or this much work.
const LOOK_EVERY: u64 = 32;
const LOOK_AFTER: Duration = Duration::from_secs(2);

/// What a worker may come to need, as a multiple of what it needs after its imports.
const GROWTH: u64 = 2;

/// So many headers have workers of their own at once, where memory allows.
const HEADERS: u64 = 8;

/// The set of workers. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Workers {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    command: LeanCommand,
    settings: PoolSettings,
    /// One permit per worker that may be at work; held by whoever works with one. Fair.
    permits: Arc<Semaphore>,
    /// How many permits there are, held or not.
    slots: AtomicUsize,
    /// Largest private memory of a worker that had just imported, in bytes.
    footprint: AtomicU64,
    idle: Mutex<Vec<Worker>>,
    counters: Counters,
    alive: Arc<AtomicU64>,
    closed: AtomicBool,
}

/// One Lean process and its document.
#[derive(Debug)]
struct Worker {
    header: String,
    server: Server,
    document: Option<Document>,
    documents: u64,
    last_used: Instant,
    since_look: (u64, Duration),
    /// Counts the living. Not the whole of [`Shared`], which owns the idle workers.
    alive: Arc<AtomicU64>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A worker in somebody's hands. When dropped it goes back to the others; if it was dropped in the
/// middle of a document, it is first made to stop.
pub(crate) struct Held {
    worker: Option<Worker>,
    permit: Option<OwnedSemaphorePermit>,
    shared: Arc<Shared>,
    busy: bool,
}

/// Why a document has no report.
#[derive(Debug)]
pub(crate) enum RunError {
    /// The wall-clock limit was reached.
    TimedOut,
    /// The process died on this document.
    Died(ServerError),
    /// Something else, not the document's fault.
    Lean(LeanError),
}

impl Workers {
    pub(crate) fn new(command: LeanCommand, settings: &PoolSettings) -> Self {
        Self {
            shared: Arc::new(Shared {
                command,
                settings: settings.clone(),
                permits: Arc::new(Semaphore::new(settings.workers.max(1))),
                slots: AtomicUsize::new(settings.workers.max(1)),
                footprint: AtomicU64::new(0),
                idle: Mutex::default(),
                counters: Counters::default(),
                alive: Arc::default(),
                closed: AtomicBool::new(false),
            }),
        }
    }

    pub(crate) fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    pub(crate) fn stats(&self) -> PoolStats {
        self.shared.counters.snapshot(self.shared.alive.load(Ordering::Relaxed))
    }

    /// Number of workers that nobody holds at the moment.
    pub(crate) fn free(&self) -> usize {
        self.shared.permits.available_permits()
    }

    /// Waits for a worker with the document's header, best one whose own document is like it.
    pub(crate) async fn acquire(&self, composed: &Composed) -> Result<Held, LeanError> {
        let waited = Instant::now();
        let shared = &self.shared;
        loop {
            let permit =
                shared.permits.clone().acquire_owned().await.map_err(|_| LeanError::ShutDown)?;
            let mut held =
                Held { worker: None, permit: Some(permit), shared: shared.clone(), busy: false };
            held.worker = shared.take_idle(composed);
            if held.worker.is_none() && !shared.make_room() && shared.give_up_slot() {
                // Memory bounds the number of workers from here on, so this permit is no more.
                if let Some(permit) = held.permit.take() {
                    permit.forget();
                }
                continue;
            }
            add_time(&shared.counters.queue_micros, waited.elapsed());
            if held.worker.is_none() {
                held.worker = Some(shared.start_worker(&composed.header).await?);
            }
            return Ok(held);
        }
    }

    pub(crate) fn private_memory(&self) -> u64 {
        let idle = lock(&self.shared.idle);
        idle.iter().map(|w| memory::private(w.server.process_id()).unwrap_or(0)).sum()
    }

    pub(crate) fn processor_time(&self) -> Option<Duration> {
        let idle = lock(&self.shared.idle);
        idle.iter().map(|w| memory::processor_time(w.server.process_id())).sum()
    }

    pub(crate) async fn shutdown(&self) {
        self.shared.closed.store(true, Ordering::Relaxed);
        self.shared.permits.close();
        let idle = std::mem::take(&mut *lock(&self.shared.idle));
        for worker in idle {
            worker.server.kill().await;
        }
    }
}

impl Shared {
    /// The idle worker with the document's header whose own document has most in common with it.
    fn take_idle(&self, composed: &Composed) -> Option<Worker> {
        let mut idle = lock(&self.idle);
        idle.retain(|w| w.server.failure().is_none());
        let best =
            (0..idle.len()).filter(|&i| idle[i].header == composed.header).max_by_key(|&i| {
                idle[i].document.as_ref().map_or(0, |d| common(d.text(), &composed.text))
            });
        best.map(|i| idle.swap_remove(i))
    }

    /// Makes room for one more worker, at the cost of those that were idle longest. False if there
    /// is none even without them.
    fn make_room(&self) -> bool {
        let mut idle = lock(&self.idle);
        while !self.has_room() {
            let Some(oldest) = (0..idle.len()).min_by_key(|&i| idle[i].last_used) else {
                return false;
            };
            drop(idle.swap_remove(oldest));
            add(&self.counters.recycled, 1);
        }
        true
    }

    /// True if one more worker fits beside those that are alive.
    fn has_room(&self) -> bool {
        let alive = self.alive.load(Ordering::Relaxed);
        let each = GROWTH * self.footprint.load(Ordering::Relaxed);
        let most = HEADERS * self.settings.workers.max(1) as u64;
        alive == 0 || alive < most && (alive + 1).saturating_mul(each) <= self.settings.memory
    }

    /// Takes one permit out of the count; false if it is the last.
    fn give_up_slot(&self) -> bool {
        let less = |slots: usize| (slots > 1).then(|| slots - 1);
        let given = self.slots.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok();
        if given {
            tracing::debug!("memory has no room for so many Lean workers; there is one less");
        }
        given
    }

    async fn start_worker(self: &Arc<Self>, header: &str) -> Result<Worker, LeanError> {
        let mut attempt = 0;
        loop {
            if self.closed.load(Ordering::Relaxed) {
                return Err(LeanError::ShutDown);
            }
            let started =
                Server::start(&self.settings.spawn, self.command.clone(), &self.settings.server);
            match started.await {
                Ok(server) => {
                    add(&self.counters.started, 1);
                    self.alive.fetch_add(1, Ordering::Relaxed);
                    return Ok(Worker {
                        header: header.to_owned(),
                        server,
                        document: None,
                        documents: 0,
                        last_used: Instant::now(),
                        since_look: (0, Duration::ZERO),
                        alive: self.alive.clone(),
                    });
                }
                Err(error) => {
                    let Some(wait) = BACK_OFF.get(attempt) else { return Err(error.into()) };
                    tracing::warn!(%error, "could not start a Lean worker, trying again");
                    tokio::time::sleep(*wait).await;
                    attempt += 1;
                }
            }
        }
    }
}

impl Held {
    /// Elaborates a document to its end. The deadline is for what stands below its
    /// [`Composed::above`]; what stands above is prepared first.
    pub(crate) async fn run(
        &mut self,
        composed: &Composed,
        deadline: Duration,
    ) -> Result<Report, RunError> {
        let import = self.worker.as_ref().is_some_and(|worker| worker.document.is_none());
        if import || self.is_unprepared(composed) {
            let limit = self.shared.settings.import_timeout;
            let prepared = self.elaborate(composed.above(), limit).await;
            let (result, time) = prepared;
            add_time(&self.shared.counters.prepare_micros, time);
            match result {
                Ok(_) => {}
                // The machine's trouble, or the user's text's: no candidate has begun.
                Err(RunError::TimedOut) => return Err(RunError::Lean(LeanError::NoAnswer(limit))),
                Err(error) => return Err(error),
            }
            if import && let Some(worker) = &self.worker {
                let private = memory::private(worker.server.process_id()).unwrap_or(0);
                self.shared.footprint.fetch_max(private, Ordering::Relaxed);
            }
        }
        let (result, time) = self.elaborate(&composed.text, deadline).await;
        add_time(&self.shared.counters.lean_micros, time);
        if let (Ok(_), Some(worker)) = (&result, &mut self.worker) {
            worker.since_look.0 += 1;
            worker.since_look.1 += time;
        }
        result
    }

    /// True if the user's text above the theorem is not what the worker has.
    fn is_unprepared(&self, composed: &Composed) -> bool {
        let document = self.worker.as_ref().and_then(|worker| worker.document.as_ref());
        composed.has_text_above()
            && document.is_some_and(|document| !document.text().starts_with(composed.above()))
    }

    async fn elaborate(
        &mut self,
        text: &str,
        limit: Duration,
    ) -> (Result<Report, RunError>, Duration) {
        let Some(worker) = self.worker.as_mut() else {
            return (Err(RunError::Lean(LeanError::ShutDown)), Duration::ZERO);
        };
        self.busy = true;
        let start = Instant::now();
        let answer =
            tokio::time::timeout(limit, worker.elaborate(text, &self.shared.settings)).await;
        let counters = &self.shared.counters;
        add(&counters.documents, 1);
        let result = match answer {
            Ok(Ok(report)) => {
                self.busy = false;
                Ok(report)
            }
            Ok(Err(RpcError::Server(error))) => {
                self.worker = None;
                self.busy = false;
                if error.is_start_failure() {
                    Err(RunError::Lean(error.into()))
                } else {
                    add(&counters.deaths, 1);
                    Err(RunError::Died(error))
                }
            }
            Ok(Err(error)) => Err(RunError::Lean(LeanError::Answer(error.to_string()))),
            Err(_) => {
                add(&counters.timeouts, 1);
                // The worker goes back busy: whoever is next finds it settled or gone.
                Err(RunError::TimedOut)
            }
        };
        (result, start.elapsed())
    }

    /// First line of the document that Lean had not finished when last heard of.
    pub(crate) fn progress(&self) -> Option<u32> {
        self.worker.as_ref()?.document.as_ref()?.progress()
    }
}

impl Worker {
    async fn elaborate(&mut self, text: &str, settings: &PoolSettings) -> Result<Report, RpcError> {
        self.last_used = Instant::now();
        self.documents += 1;
        let document = match &mut self.document {
            Some(document) => {
                if document.text() != text {
                    document.change(text.to_owned()).await?;
                }
                document
            }
            none => none.insert(self.server.open(&settings.server.uri, text).await?),
        };
        document.report().await
    }

    /// Makes the worker drop what it is doing; false if it does not.
    async fn settle(&mut self) -> bool {
        if self.server.failure().is_some() {
            return false;
        }
        let Some(document) = &mut self.document else { return false };
        // The header alone, so that nothing is left to elaborate. It must not change itself:
        // Lean would have to import again, which it cannot.
        let text = self.header.clone();
        let settled = async {
            document.change(text).await?;
            document.report().await
        };
        matches!(tokio::time::timeout(SETTLE, settled).await, Ok(Ok(_)))
    }

    /// True if the worker has grown too large or too old.
    fn is_worn(&mut self, shared: &Shared) -> bool {
        if self.documents >= shared.settings.max_documents {
            return true;
        }
        if self.since_look.0 < LOOK_EVERY && self.since_look.1 < LOOK_AFTER {
            return false;
        }
        self.since_look = (0, Duration::ZERO);
        let Some(private) = memory::private(self.server.process_id()) else { return false };
        shared.counters.peak_private_memory.fetch_max(private, Ordering::Relaxed);
        private > shared.settings.max_private_memory
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(mut worker) = self.worker.take() else { return };
        let (shared, permit) = (self.shared.clone(), self.permit.take());
        if shared.closed.load(Ordering::Relaxed) {
            return;
        }
        if !self.busy {
            if worker.is_worn(&shared) {
                add(&shared.counters.recycled, 1);
                return;
            }
            lock(&shared.idle).push(worker);
            return;
        }
        // The permit goes along, so that nobody starts a further worker meanwhile. Outside a
        // runtime there is nobody to wait, and the process is killed.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if worker.settle().await {
                    lock(&shared.idle).push(worker);
                } else {
                    add(&shared.counters.killed, 1);
                    worker.server.kill().await;
                }
                drop(permit);
            });
        }
    }
}

/// Bytes at the beginning that two texts have in common.
fn common(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count()
}
