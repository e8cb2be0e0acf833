//! A run of the search: made or taken up again, driven, and summed up.
//!
//! What happens comes out as a stream of the log's records, and how far the run is as a value that
//! changes. Showing either is the caller's business; so is Ctrl-C, which comes in as a [`Control`].

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use polya_agent::{
    environment::{Environment, Proposer},
    event::Record,
    memory::Keeper,
    orchestrator::{self, Control, Progress, Run, RunError},
    report::{ProblemReport, Report},
    schedule::VoiceId,
    settings::RunSettings,
    state::RunState,
};
use polya_problems::{Malformed, Problem};
use tempfile::TempDir;
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

use crate::{engine::Engine, error::EngineError, runs, statement, tools::Tools};

/// Where a run's folder is made.
#[derive(Clone, Debug)]
pub enum Place {
    /// In the folder `out`, under a name with the date, the list's name and a number.
    Kept {
        /// The folder of runs.
        out: PathBuf,
        /// The list's name.
        name: String,
    },
    /// In a folder that is deleted with the run's result. The memory does not refer to such a run.
    Scratch,
}

/// A run that is ready to be driven.
pub struct Prepared {
    run: Run,
    environment: Environment,
    scratch: Option<TempDir>,
    missing: BTreeSet<VoiceId>,
    unusable: Vec<Malformed>,
}

/// A run in progress. It is stopped when this is dropped.
pub struct Running {
    /// The records of the log, each after it was written. They end with the run.
    pub events: mpsc::UnboundedReceiver<Record>,
    /// How far the run is.
    pub progress: watch::Receiver<Progress>,
    ended: JoinHandle<Result<Finished, EngineError>>,
    stop: CancellationToken,
}

/// How a run ended.
#[derive(Debug)]
pub struct Finished {
    /// Its folder; gone with this value if it was a scratch run.
    pub folder: PathBuf,
    /// What is known at its end.
    pub state: RunState,
    /// The summary.
    pub report: Report,
    /// Problems that were left out, because this Lean cannot work on them, and why.
    pub unusable: Vec<Malformed>,
    _scratch: Option<TempDir>,
}

/// What came of a search for one proof.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The summary of the search.
    pub report: ProblemReport,
    /// The problem's file with the proof in it, if the judge accepted one.
    pub file: Option<String>,
}

impl Engine {
    /// Makes a new run of these problems. Where a problem's file leaves an import out that its
    /// statement needs, it is put in; what is wrong elsewhere in the file is set aside. Problems whose
    /// modules are not there are left out, see [`Prepared::unusable`].
    pub async fn begin(
        &self,
        problems: Vec<Problem>,
        settings: RunSettings,
        place: &Place,
    ) -> Result<Prepared, EngineError> {
        let (problems, unusable) = self.complete(problems).await?;
        if problems.is_empty() && !unusable.is_empty() {
            return Err(EngineError::Unusable(unusable));
        }
        let prepared = self.begin_as_is(problems, settings, place)?;
        Ok(Prepared { unusable, ..prepared })
    }

    /// The same of problems that are known to elaborate as they are.
    pub fn begin_as_is(
        &self,
        problems: Vec<Problem>,
        settings: RunSettings,
        place: &Place,
    ) -> Result<Prepared, EngineError> {
        let (folder, scratch) = match place {
            Place::Kept { out, name } => (runs::create(out, name, SystemTime::now())?, None),
            Place::Scratch => {
                let scratch = tempfile::tempdir().map_err(|source| EngineError::Scratch {
                    path: std::env::temp_dir(),
                    source,
                })?;
                (scratch.path().join("run"), Some(scratch))
            }
        };
        let described = self.environment.prover.describe();
        let run = Run::create(&folder, problems, settings, described)?;
        let mut environment = self.environment.clone();
        if scratch.is_some() {
            environment.memory = environment.memory.map(Keeper::without_runs);
        }
        let (missing, unusable) = (BTreeSet::new(), Vec::new());
        Ok(Prepared { run, environment, scratch, missing, unusable })
    }

    /// Searches for a proof of one theorem, given without its proof, and returns the summary of the
    /// search and, if the judge accepted a proof, the finished file. Nothing of it stays but what the
    /// memory learnt.
    pub async fn prove(&self, statement: &str) -> Result<Attempt, EngineError> {
        let (problem, _) = statement::problem(statement)?;
        self.prove_problem(problem, self.run_settings()).await
    }

    /// The same for a problem, with settings of the run's own. The search ends when the future is
    /// dropped.
    pub async fn prove_problem(
        &self,
        problem: Problem,
        settings: RunSettings,
    ) -> Result<Attempt, EngineError> {
        let prepared = self.begin(vec![problem], settings, &Place::Scratch).await?;
        let problem = prepared.problems().next().cloned();
        let finished = prepared.drive(&Control::default()).finished().await?;
        let report = finished.report.problems.into_iter().next();
        // A run has a report for each of its problems.
        let (Some(problem), Some(report)) = (problem, report) else {
            return Err(RunError::Empty.into());
        };
        let file = report.proof.as_ref().map(|proof| problem.with_proof(proof));
        Ok(Attempt { report, file })
    }

    /// Takes an earlier run up again, with the tools that it was begun with as far as they are
    /// still the same.
    pub async fn resume(&mut self, folder: &Path) -> Result<Prepared, EngineError> {
        let run = Run::resume(folder)?;
        let settings = &run.state().settings;
        self.attach(Tools::of_run(&self.settings, &*self.notices, &settings.tools).await);
        let missing = self.missing_voices(settings);
        let environment = self.environment.clone();
        Ok(Prepared { run, environment, scratch: None, missing, unusable: Vec::new() })
    }

    /// Voices of a schedule that are not there: they have nothing to say.
    fn missing_voices(&self, settings: &RunSettings) -> BTreeSet<VoiceId> {
        let there = |voice: &VoiceId| self.environment.proposers.iter().any(|p| p.id() == *voice);
        let voices = settings.schedule.iter().map(|round| round.voice.clone());
        let mut missing: BTreeSet<VoiceId> = voices.filter(|voice| !there(voice)).collect();
        // That voice stays and says what the rules say; what is gone is the model behind it.
        if settings.schedule.iter().any(|round| round.voice == VoiceId::RANKED) && !self.scores() {
            missing.insert(VoiceId::MODEL);
        }
        missing
    }
}

impl Prepared {
    /// What is known before it goes on.
    pub fn state(&self) -> &RunState {
        self.run.state()
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.run.folder().path()
    }

    /// Its problems.
    pub fn problems(&self) -> impl Iterator<Item = &Arc<Problem>> {
        self.run.problems()
    }

    /// Voices of its schedule that are not there any more.
    pub fn missing(&self) -> &BTreeSet<VoiceId> {
        &self.missing
    }

    /// Problems that were left out, because this Lean cannot work on them, and why.
    pub fn unusable(&self) -> &[Malformed] {
        &self.unusable
    }

    /// Adds a voice of the caller's; its rounds must be in the run's schedule.
    pub fn with_voice(&mut self, voice: Arc<dyn Proposer>) {
        self.environment.proposers.push(voice);
    }

    /// Replaces parts of the environment.
    pub fn with_environment(&mut self, change: impl FnOnce(&mut Environment)) {
        change(&mut self.environment);
    }

    /// Starts the search on the threads of the current runtime.
    pub fn drive(self, control: &Control) -> Running {
        let Self { run, environment, scratch, unusable, .. } = self;
        let stop = control.stop.child_token();
        let control = Control { interrupt: control.interrupt.clone(), stop: stop.clone() };
        let (records, events) = mpsc::unbounded_channel();
        let (sender, progress) = watch::channel(Progress::default());
        let folder = run.folder().path().to_owned();
        let ended = tokio::spawn(async move {
            let observe = move |record: &Record| {
                if !records.is_closed() {
                    // Whoever listened may be gone by now.
                    let _ = records.send(record.clone());
                }
            };
            let orchestrator::Finished { state, report } =
                run.drive(environment, control, sender, observe).await?;
            Ok(Finished { folder, state, report, unusable, _scratch: scratch })
        });
        Running { events, progress, ended, stop }
    }
}

impl Running {
    /// Waits for the end.
    pub async fn finished(mut self) -> Result<Finished, EngineError> {
        match (&mut self.ended).await {
            Ok(finished) => finished,
            // It is never aborted.
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
