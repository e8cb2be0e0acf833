//! What an engine works with: every value present, every path usable, nothing left to look up. The
//! library reads no environment; whoever starts it fills this in.

use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf, time::Duration};

use polya_agent::{ledger::Budget as RunBudget, select::Strategy, settings::RunSettings};
use polya_lean::toolchain::ProjectChoice;
use polya_memory::Mode;
use polya_model::Endpoint;

/// Settings of one engine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Data folder: toolchains, memory, caches.
    pub home: PathBuf,
    /// Folder for run folders.
    pub out: PathBuf,
    /// Our own executable, which also answers as `lean` and as the confining shim.
    pub program: PathBuf,
    /// Problems at work at once; as many as Lean processes if `None`.
    pub jobs: Option<NonZeroUsize>,
    /// Seed of every random choice.
    pub seed: u64,
    /// How each problem is searched.
    pub search: Search,
    /// What may be spent.
    pub budget: Budget,
    /// How Lean is found and used.
    pub lean: Lean,
    /// Which tools take part.
    pub tools: Tools,
    /// Model servers of the user's.
    pub endpoints: Vec<Endpoint>,
    /// The model that runs serve to themselves; `None` is none.
    pub own_model: Option<OwnModel>,
    /// How a chat model is asked.
    pub sampling: Sampling,
    /// The long-term memory.
    pub memory: Memory,
    /// Which voices propose; measurements vary it.
    pub voices: Voices,
    /// Lemmas of the library are proposed; measurements vary it.
    pub premises: bool,
}

/// How each problem is searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// How the next goal is chosen; its parameters are the two that follow.
    pub strategy: Strategy,
    /// Best-first search divides a goal's log-probability by its length to this power.
    pub length_exponent: f64,
    /// Weight of exploration in PUCT.
    pub exploration: f64,
    /// Goals of one problem under work at the same time.
    pub goals_at_once: NonZeroUsize,
    /// Candidates in the first batch of a round; each further one has twice as many.
    pub first_batch: NonZeroUsize,
    /// Most candidates in one batch.
    pub batch: NonZeroUsize,
    /// Most goals in one problem's graph.
    pub goals_limit: NonZeroUsize,
    /// The run abstains from a problem whose chance falls below this, from 0 to 1.
    pub abstain_below: Share,
    /// How often one call is repeated after an infrastructure error before the problem is given up.
    pub retries: u32,
}

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// `None` if `value` is not from 0 to 1.
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// How a chat model is asked. `None` leaves what suits the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sampling {
    /// Tactics sampled for one goal.
    pub tactics: Option<u32>,
    /// Whole proofs sampled for one goal.
    pub proofs: Option<u32>,
    /// Sketches sampled for a problem's own goal.
    pub sketches: Option<u32>,
    /// Softmax temperature.
    pub temperature: Option<f64>,
    /// Folder with templates that replace the prompts of the same name.
    pub prompts: Option<PathBuf>,
}

/// Which voices propose in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voices {
    /// Rules, planner, and a model where there is one.
    #[default]
    All,
    /// No model.
    Rules,
    /// The model alone.
    Model,
    /// A fixed list of tactics alone, each tried once: [`polya_agent::baseline`].
    Baseline,
}

impl Voices {
    /// True if a model takes part where there is one.
    pub fn with_model(self) -> bool {
        matches!(self, Self::All | Self::Model)
    }

    /// The name in tables of measurements.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "both",
            Self::Rules => "rules",
            Self::Model => "model",
            Self::Baseline => "baseline",
        }
    }
}

/// Which model a run serves to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnModel {
    /// None.
    Off,
    /// The one inside the program, if there is one.
    Shipped,
    /// This file.
    File(PathBuf),
}

/// Where the long-term memory is, and what runs may do with it.
#[derive(Clone, Debug)]
pub struct Memory {
    /// Where it lies, if not in the data folder.
    pub folder: Option<PathBuf>,
    /// `None` if the user said nothing: a memory that another process has open is then done without.
    pub mode: Option<Mode>,
    /// Most artifacts; above it the least worth keeping are evicted.
    pub capacity: u64,
    /// Weights of relevance, recency, importance and uses when recalling.
    pub recall_weights: [f32; 4],
    /// Weights of importance, recency and uses when evicting.
    pub keep_weights: [f32; 3],
    /// After which recency has fallen to 1/e.
    pub fade_time: Duration,
    /// For which nothing new is evicted.
    pub grace_time: Duration,
}

/// Which tools take part in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// Which.
    pub used: UseTools,
    /// A tool's counterexample ends a problem even where Lean does not confirm it.
    pub believe: bool,
}

/// A choice of tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseTools {
    /// All that are installed.
    All,
    /// None.
    None,
    /// These.
    Named(Vec<String>),
}

/// What may be spent. `None` is no limit of its own.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Time for the whole run.
    pub time: Option<Duration>,
    /// Time for each problem.
    pub time_per_problem: Duration,
    /// Lean checks for the whole run.
    pub checks: Option<u64>,
    /// Lean checks for each problem.
    pub checks_per_problem: Option<u64>,
    /// Model tokens for the whole run.
    pub tokens: Option<u64>,
    /// Proofs that the judge may be asked about for each problem.
    pub judgements_per_problem: Option<u64>,
}

/// How Lean is found and used.
#[derive(Clone, Debug)]
pub struct Lean {
    /// A `lean`, or a toolchain's folder; found or fetched if `None`.
    pub program: Option<PathBuf>,
    /// The Lake project whose modules the problems may import.
    pub project: ProjectChoice,
    /// Where programs are looked for: the value of `PATH`.
    pub search_path: Option<OsString>,
    /// The user's home folder, where elan usually is.
    pub user_home: Option<PathBuf>,
    /// Lean processes at work.
    pub workers: NonZeroUsize,
    /// What a check may cost, in thousands of small allocations.
    pub heartbeats: u32,
    /// How long a check may take.
    pub check_timeout: Duration,
    /// Lean's own provers take part in the search.
    pub provers: bool,
    /// What a check of Lean's own provers may cost, in thousands of small allocations.
    pub prover_heartbeats: u32,
    /// How long a check of Lean's own provers may take, and their questions about one goal together.
    pub prover_timeout: Duration,
    /// Lean runs even where the system cannot confine it.
    pub allow_unconfined: bool,
}

impl Settings {
    /// The usual settings: data in `home`, Lean found there or fetched, nothing limited but the time
    /// for each problem. No model takes part unless [`Settings::own_model`] or an endpoint is set.
    /// `program` is an executable that calls [`crate::role`] first.
    pub fn new(home: impl Into<PathBuf>, program: impl Into<PathBuf>) -> Self {
        let run = RunSettings::default();
        let memory = polya_memory::Settings::default();
        let positive = |count| NonZeroUsize::new(count).unwrap_or(NonZeroUsize::MIN);
        let hours = |hours: f64| Duration::from_secs_f64(hours * 3600.0);
        Self {
            home: home.into(),
            out: PathBuf::from("runs"),
            program: program.into(),
            jobs: None,
            seed: run.seed,
            search: Search {
                strategy: run.strategy,
                length_exponent: Strategy::ALPHA,
                exploration: Strategy::EXPLORATION,
                goals_at_once: positive(run.goals_at_once),
                first_batch: positive(run.first_batch),
                batch: positive(run.batch),
                goals_limit: positive(run.goals_limit),
                abstain_below: Share::new(run.abstain_below).unwrap_or_default(),
                retries: run.retries,
            },
            budget: Budget {
                time: None,
                time_per_problem: Duration::from_secs(20),
                checks: None,
                checks_per_problem: None,
                tokens: None,
                judgements_per_problem: run.problem_budget.judgements,
            },
            lean: Lean {
                program: None,
                project: ProjectChoice::Off,
                search_path: None,
                user_home: None,
                workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
                heartbeats: run.limits.max_heartbeats,
                check_timeout: run.limits.deadline,
                provers: true,
                prover_heartbeats: run.prover_limits.max_heartbeats,
                prover_timeout: run.prover_limits.deadline,
                allow_unconfined: false,
            },
            tools: Tools { used: UseTools::All, believe: false },
            endpoints: Vec::new(),
            own_model: None,
            sampling: Sampling::default(),
            memory: Memory {
                folder: None,
                mode: None,
                capacity: memory.keep.capacity as u64,
                recall_weights: [
                    memory.recall.relevance,
                    memory.recall.recency,
                    memory.recall.importance,
                    memory.recall.access,
                ],
                keep_weights: [memory.keep.importance, memory.keep.recency, memory.keep.access],
                fade_time: hours(memory.recall.recency_hours),
                grace_time: hours(memory.keep.grace_hours),
            },
            voices: Voices::default(),
            premises: true,
        }
    }

    /// Where the long-term memory lies.
    pub fn memory_folder(&self) -> PathBuf {
        self.memory.folder.clone().unwrap_or_else(|| self.home.join("memory"))
    }

    /// How the long-term memory ranks, and how much it keeps.
    pub fn memory_scores(&self) -> polya_memory::Settings {
        let mut scores = polya_memory::Settings::default();
        let polya_memory::Settings { recall, keep, .. } = &mut scores;
        keep.capacity = usize::try_from(self.memory.capacity).unwrap_or(usize::MAX);
        [recall.relevance, recall.recency, recall.importance, recall.access] =
            self.memory.recall_weights;
        [keep.importance, keep.recency, keep.access] = self.memory.keep_weights;
        let hours = |time: Duration| time.as_secs_f64() / 3600.0;
        // Ages are divided by it.
        recall.recency_hours = hours(self.memory.fade_time).max(1e-6);
        keep.recency_hours = recall.recency_hours;
        keep.grace_hours = hours(self.memory.grace_time);
        scores
    }

    /// The part of a run's settings that this settles: all but schedule and tools.
    pub(crate) fn of_run(&self) -> RunSettings {
        let usual = RunSettings::default();
        let seconds = |time: Duration| time.as_secs().max(1);
        let search = &self.search;
        RunSettings {
            seed: self.seed,
            strategy: search.strategy.with(search.length_exponent, search.exploration),
            problems_at_once: self.jobs.unwrap_or(self.lean.workers).get(),
            goals_at_once: search.goals_at_once.get(),
            first_batch: search.first_batch.get(),
            batch: search.batch.get(),
            goals_limit: search.goals_limit.get(),
            abstain_below: search.abstain_below.get(),
            retries: search.retries,
            believe_tools: self.tools.believe,
            limits: polya_lean::check::CheckLimits {
                max_heartbeats: self.lean.heartbeats,
                deadline: self.lean.check_timeout,
            },
            prover_limits: polya_lean::check::CheckLimits {
                max_heartbeats: self.lean.prover_heartbeats,
                deadline: self.lean.prover_timeout,
            },
            run_budget: RunBudget {
                seconds: self.budget.time.map(seconds),
                checks: self.budget.checks,
                tokens: self.budget.tokens,
                ..usual.run_budget
            },
            problem_budget: RunBudget {
                seconds: Some(seconds(self.budget.time_per_problem)),
                checks: self.budget.checks_per_problem,
                judgements: self.budget.judgements_per_problem,
                ..usual.problem_budget
            },
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_settings_are_the_usual_run() {
        let run = Settings::new("h", "p").of_run();
        let usual = RunSettings::default();
        assert_eq!(run.strategy, usual.strategy);
        assert_eq!(run.limits, usual.limits);
        assert_eq!((run.first_batch, run.batch), (usual.first_batch, usual.batch));
        assert_eq!(run.problem_budget.judgements, usual.problem_budget.judgements);
        assert_eq!(run.problem_budget.seconds, Some(20));
    }

    #[test]
    fn what_is_set_reaches_the_run() {
        let mut settings = Settings::new("h", "p");
        settings.search.strategy = Strategy::Puct { exploration: 0.0 };
        settings.search.exploration = 3.0;
        settings.search.abstain_below = Share::new(0.25).unwrap();
        settings.budget.judgements_per_problem = Some(3);
        let run = settings.of_run();
        assert_eq!(run.strategy, Strategy::Puct { exploration: 3.0 });
        assert!((run.abstain_below - 0.25).abs() < 1e-12);
        assert_eq!(run.problem_budget.judgements, Some(3));
        assert_eq!(Share::new(1.5), None);
    }

    #[test]
    fn the_scores_of_the_memory_are_settings() {
        let mut settings = Settings::new("h", "p");
        settings.memory.capacity = 1_000_000;
        settings.memory.recall_weights = [1.0, 0.1, 0.2, 0.3];
        settings.memory.keep_weights = [0.5, 0.6, 0.7];
        settings.memory.fade_time = Duration::from_hours(48);
        settings.memory.grace_time = Duration::from_mins(30);
        let scores = settings.memory_scores();
        let (recall, keep) = (scores.recall, scores.keep);
        assert_eq!(keep.capacity, 1_000_000);
        let weights = [recall.relevance, recall.recency, recall.importance, recall.access];
        assert_eq!(weights.map(f32::to_bits), [1.0, 0.1, 0.2, 0.3].map(f32::to_bits));
        let weights = [keep.importance, keep.recency, keep.access];
        assert_eq!(weights.map(f32::to_bits), [0.5, 0.6, 0.7].map(f32::to_bits));
        let hours = [recall.recency_hours, keep.recency_hours, keep.grace_hours];
        assert_eq!(hours.map(f64::to_bits), [48.0, 48.0, 0.5].map(f64::to_bits));
    }
}
