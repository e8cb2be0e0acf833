//! The driver: performs what the core asks for, tells it what came back, and keeps the log.
//!
//! All calls of a run are tasks of one set. A problem's tasks end when the core says so, and none
//! outlives the run: `drive` returns when the set is empty. This module reads clocks and writes
//! files; it decides nothing.

mod calls;
mod spans;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use polya_problems::{Problem, ProblemId};
use tokio::{sync::watch, task::JoinSet, time};
use tokio_util::sync::CancellationToken;

use self::spans::Spans;
pub use crate::progress::Progress;
use crate::{
    clock::Timestamp,
    environment::Environment,
    event::{Event, ProblemHead, Record},
    folder::{FolderError, OpenRun, RunFolder, RunLock},
    log::Log,
    memory::{Keeper, Learner},
    report::Report,
    settings::RunSettings,
    state::{Effect, Input, Now, ReplayError, RunPhase, RunState},
};

/// How long a record may wait for the disk if nothing durable happens.
const SYNC_EVERY: Duration = Duration::from_millis(500);

/// Why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The folder or the log cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The log's records do not fit together.
    #[error("the run log in `{folder}` cannot be replayed: {source}")]
    Replay {
        /// The run's folder.
        folder: String,
        /// What is wrong.
        source: ReplayError,
    },
    /// The problems in the folder are not those that the log was begun with.
    #[error("the problems in `{folder}` are not those that the run was begun with")]
    OtherProblems {
        /// The run's folder.
        folder: String,
    },
    /// Two problems have the same id.
    #[error("problem `{0}` is in the list twice")]
    TwiceInList(ProblemId),
    /// There is nothing to do.
    #[error("the list has no problems")]
    Empty,
}

impl From<crate::log::LogError> for RunError {
    fn from(error: crate::log::LogError) -> Self {
        Self::Folder(error.into())
    }
}

/// How a user steers a run.
#[derive(Clone, Debug, Default)]
pub struct Control {
    /// Cancelled once: nothing new begins, calls in flight are awaited and recorded.
    pub interrupt: CancellationToken,
    /// Cancelled: calls in flight are dropped.
    pub stop: CancellationToken,
}

/// How a run ended.
#[derive(Debug)]
pub struct Finished {
    /// What is known at its end.
    pub state: RunState,
    /// The summary of it.
    pub report: Report,
}

/// A run that can be driven.
#[derive(Debug)]
pub struct Run {
    folder: RunFolder,
    _lock: RunLock,
    log: Log,
    state: RunState,
    problems: BTreeMap<ProblemId, Arc<Problem>>,
    learner: Learner,
    /// When this process began, and how long the run had been active before.
    began: Instant,
    active_before: u64,
    last_sync: Instant,
}

impl Run {
    /// Begins a new run in `folder`, which must not hold one.
    pub fn create(
        folder: &Path,
        problems: Vec<Problem>,
        settings: RunSettings,
        toolchain: String,
    ) -> Result<Self, RunError> {
        if problems.is_empty() {
            return Err(RunError::Empty);
        }
        let folder = RunFolder::at(folder);
        let mut ids = BTreeSet::new();
        if let Some(twice) = problems.iter().find(|p| !ids.insert(&p.id)) {
            return Err(RunError::TwiceInList(twice.id.clone()));
        }
        let (lock, log) = folder.create(&settings, &problems)?;
        let started = Event::RunStarted {
            settings: Box::new(settings),
            list_hash: list_hash(&problems),
            problems: problems.iter().map(head).collect(),
            toolchain,
            program: program(),
        };
        let by_id = problems.into_iter().map(|p| (p.id.clone(), Arc::new(p))).collect();
        let mut run = Self::new(folder, lock, log, RunState::default(), by_id);
        run.record_first(started)?;
        Ok(run)
    }

    /// Takes an earlier run up again.
    pub fn resume(folder: &Path) -> Result<Self, RunError> {
        let folder = RunFolder::at(folder);
        let name = folder.path().display().to_string();
        let OpenRun { lock, log, contents, problems } = folder.open()?;
        let state = RunState::replay(&contents.records)
            .map_err(|source| RunError::Replay { folder: name.clone(), source })?;
        if state.phase == RunPhase::New {
            // Killed before the first record reached the disk: nothing was done.
            return Err(FolderError::Missing(folder.path().to_owned()).into());
        }
        let plain: Vec<Problem> = problems.iter().map(|p| (**p).clone()).collect();
        if list_hash(&plain) != state.list_hash {
            return Err(RunError::OtherProblems { folder: name });
        }
        let by_id = problems.into_iter().map(|p| (p.id.clone(), p)).collect();
        let mut run = Self::new(folder, lock, log, state, by_id);
        for record in &contents.records {
            // Lessons of problems that ended were stored then.
            let _ = run.learner.observe(record, &run.state, None);
        }
        run.record_first(Event::Resumed { program: program() })?;
        Ok(run)
    }

    fn new(
        folder: RunFolder,
        lock: RunLock,
        log: Log,
        state: RunState,
        problems: BTreeMap<ProblemId, Arc<Problem>>,
    ) -> Self {
        let began = Instant::now();
        let active_before = state.active_ms;
        let name = folder.path().file_name().map(|name| name.to_string_lossy().into_owned());
        Self {
            folder,
            _lock: lock,
            log,
            state,
            problems,
            learner: Learner::new(name),
            began,
            active_before,
            last_sync: began,
        }
    }

    /// What is known about the run.
    pub fn state(&self) -> &RunState {
        &self.state
    }

    /// The run's folder.
    pub fn folder(&self) -> &RunFolder {
        &self.folder
    }

    /// Its problems, by id.
    pub fn problems(&self) -> impl Iterator<Item = &Arc<Problem>> {
        self.problems.values()
    }

    fn now(&self) -> Now {
        let since_epoch =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let active = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now {
            time: Timestamp::from_unix(since_epoch),
            active_ms: self.active_before.saturating_add(active),
        }
    }

    fn record_first(&mut self, event: Event) -> Result<(), RunError> {
        self.began = Instant::now();
        let now = self.now();
        for effect in self.state.start(&now, event) {
            if let Effect::Record(record) = effect {
                self.log.append(&record)?;
                let _ = self.learner.observe(&record, &self.state, None);
            }
        }
        self.log.sync()?;
        Ok(())
    }

    /// Works until every problem is finished, a budget is spent or the user stops it. Returns the
    /// state at the end and its summary, which also lies in the run's folder.
    ///
    /// Every record is given to `observe` after it was written.
    pub async fn drive(
        mut self,
        environment: Environment,
        control: Control,
        progress: watch::Sender<Progress>,
        mut observe: impl FnMut(&Record) + Send,
    ) -> Result<Finished, RunError> {
        self.began = Instant::now();
        self.active_before = self.state.active_ms;
        if environment.memory.as_ref().is_some_and(|memory| !memory.keeps_runs()) {
            self.learner.forget_run();
        }
        let run = self.folder.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut calls = Calls {
            environment,
            tasks: JoinSet::new(),
            lessons: JoinSet::new(),
            tokens: BTreeMap::new(),
            stop: control.stop.child_token(),
            spans: Spans::of(&run),
        };
        let ended = self.work(&mut calls, &control, &progress, &mut observe).await;
        // Whatever happened, nothing outlives the run.
        calls.stop.cancel();
        calls.tasks.shutdown().await;
        // What was learnt is written to its end.
        while calls.lessons.join_next().await.is_some() {}
        self.log.sync()?;
        progress.send_replace(Progress::of(&self.state, self.now().active_ms));
        ended?;
        let report = Report::of_state(&self.state);
        self.folder.save_report(&report)?;
        Ok(Finished { state: self.state, report })
    }

    async fn work(
        &mut self,
        calls: &mut Calls,
        control: &Control,
        progress: &watch::Sender<Progress>,
        observe: &mut (impl FnMut(&Record) + Send),
    ) -> Result<(), RunError> {
        let mut input = Input::Tick;
        let mut interrupted = false;
        loop {
            let now = self.now();
            let effects = self.state.step(&now, input);
            let done = self.perform(effects, calls, observe)?;
            progress.send_replace(Progress::of(&self.state, now.active_ms));
            if done {
                return Ok(());
            }
            let deadline =
                self.state.next_deadline(now.active_ms).map_or(Duration::from_secs(1), |at| {
                    Duration::from_millis(at.saturating_sub(self.now().active_ms).max(1))
                });
            // A tick at least every second keeps the progress and the log's disk copy fresh.
            let wait = deadline.min(Duration::from_secs(1));
            input = tokio::select! {
                biased;
                () = control.stop.cancelled() => return Ok(()),
                () = control.interrupt.cancelled(), if !interrupted => {
                    interrupted = true;
                    Input::Interrupt
                }
                Some(answer) = calls.tasks.join_next() => answer.ok().flatten().unwrap_or(Input::Tick),
                () = time::sleep(wait) => Input::Tick,
            };
        }
    }

    /// Performs effects in order; true if nothing is left to do.
    fn perform(
        &mut self,
        effects: Vec<Effect>,
        calls: &mut Calls,
        observe: &mut impl FnMut(&Record),
    ) -> Result<bool, RunError> {
        let mut done = false;
        for effect in effects {
            match effect {
                Effect::Record(record) => {
                    self.log.append(&record)?;
                    if record.event.is_durable() || self.last_sync.elapsed() > SYNC_EVERY {
                        self.log.sync()?;
                        self.last_sync = Instant::now();
                    }
                    self.forget_rejected(&record);
                    self.learn(&record, calls);
                    observe(&record);
                }
                Effect::SaveProof { problem, proof } => {
                    if let Some(problem) = self.problems.get(&problem) {
                        self.folder.save_proof(problem, &proof)?;
                    }
                }
                Effect::Done => done = true,
                Effect::Cancel { problem } => calls.cancel(&problem),
                call => {
                    // Debits must have left this process before they are spent.
                    self.log.flush()?;
                    calls.begin(call, &self.problems, &self.state);
                }
            }
        }
        calls.spans.settle(&self.state);
        self.log.flush()?;
        Ok(done)
    }

    /// Sends what a problem taught to the memory, at once and beside the search.
    fn learn(&mut self, record: &Record, calls: &mut Calls) {
        let Some(memory) = calls.environment.memory.clone().filter(Keeper::learns) else { return };
        let problem = record.event.problem().and_then(|id| self.problems.get(id));
        let lessons = self.learner.observe(record, &self.state, problem.map(|p| &**p));
        if let Some(lessons) = lessons {
            calls.lessons.spawn(async move { memory.store(lessons).await });
        }
        while calls.lessons.try_join_next().is_some() {}
    }

    /// A proof that an earlier process saved and the judge now rejects must not lie about.
    fn forget_rejected(&self, record: &Record) {
        if let Event::Verdict { problem, ruling: crate::event::Ruling::Rejected { .. }, .. } =
            &record.event
        {
            self.folder.remove_proof(problem);
        }
    }
}

/// The calls in flight.
struct Calls {
    environment: Environment,
    tasks: JoinSet<Option<Input>>,
    /// Lessons on their way to the memory. They outlive the problem, not the run.
    lessons: JoinSet<()>,
    tokens: BTreeMap<ProblemId, CancellationToken>,
    stop: CancellationToken,
    spans: Spans,
}

impl Calls {
    fn cancel(&mut self, problem: &ProblemId) {
        self.spans.cancel(problem);
        if let Some(token) = self.tokens.remove(problem) {
            token.cancel();
        }
    }
}

fn program() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn head(problem: &Problem) -> ProblemHead {
    ProblemHead {
        id: problem.id.clone(),
        theorem: problem.theorem.clone(),
        level: problem.level.clone(),
        expectation: problem.expectation,
        hash: problem_hash(problem),
    }
}

fn problem_hash(problem: &Problem) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [problem.before(), problem.after()] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn list_hash(problems: &[Problem]) -> String {
    let mut hasher = blake3::Hasher::new();
    for problem in problems {
        hasher.update(problem.id.as_str().as_bytes());
        hasher.update(problem_hash(problem).as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// An earlier run, to be looked at.
#[derive(Debug)]
pub struct PastRun {
    /// Its records.
    pub records: Vec<Record>,
    /// Its state after the last of them.
    pub state: RunState,
    /// Its problems.
    pub problems: Vec<Arc<Problem>>,
    /// True if the last line of the log was cut off.
    pub torn: bool,
}

impl PastRun {
    /// Reads the run in `folder` without changing it.
    pub fn load(folder: &Path) -> Result<Self, RunError> {
        let folder = RunFolder::at(folder);
        let (contents, problems) = folder.read()?;
        let state = RunState::replay(&contents.records).map_err(|source| RunError::Replay {
            folder: folder.path().display().to_string(),
            source,
        })?;
        Ok(Self { records: contents.records, state, problems, torn: contents.torn })
    }
}

#[cfg(test)]
mod tests;
