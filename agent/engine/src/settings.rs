//! What an engine works with: every value present, every path usable, nothing left to look up. The
//! library reads no environment; whoever starts it fills this in.

use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf, time::Duration};

use polya_lean::toolchain::ProjectChoice;
use polya_model::Endpoint;

/// Settings of one invocation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Data folder: toolchains, memory, caches.
    pub home: PathBuf,
    /// Folder for run folders.
    pub out: PathBuf,
    /// Our own executable, which also answers as `lean` and as the confining shim.
    pub program: PathBuf,
    /// Problems at work at once; as many as Lean processes if not said.
    pub jobs: Option<usize>,
    /// Seed of every random choice.
    pub seed: Option<u64>,
    /// Name of the selection.
    pub selection: Option<String>,
    /// What may be spent.
    pub budget: Budget,
    /// How Lean is found and used.
    pub lean: Lean,
    /// Which tools take part.
    pub tools: Tools,
    /// Model servers of the user's.
    pub endpoints: Vec<Endpoint>,
    /// The model that runs serve to themselves.
    pub own_model: OwnModel,
    /// The long-term memory.
    pub memory: Memory,
    /// Who proposes; not a user's setting, but what measurements vary.
    pub voices: Voices,
}

/// Who proposes in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voices {
    /// Rules, planner, and a model where there is one.
    #[default]
    All,
    /// No model.
    Rules,
    /// Nobody but the model.
    Model,
}

impl Voices {
    /// The name in tables of measurements.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "both",
            Self::Rules => "rules",
            Self::Model => "model",
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
    /// Where it lies.
    pub folder: PathBuf,
    /// `None` if the user said nothing.
    pub mode: Option<polya_memory::Mode>,
    /// How it ranks, and how much it keeps.
    pub scores: polya_memory::Settings,
}

/// Which tools take part in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// Which.
    pub used: UseTools,
    /// A tool's counterexample ends a problem even where Lean does not confirm it.
    pub believe: bool,
}

/// The value of `--tools`.
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
}

/// How Lean is found and used.
#[derive(Clone, Debug)]
pub struct Lean {
    /// A `lean`, or a toolchain's folder; found or fetched if not said.
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
    pub heartbeats: Option<u32>,
    /// How long a check may take.
    pub check_timeout: Option<Duration>,
    /// Lean runs even where the system cannot confine it.
    pub allow_unconfined: bool,
}

impl Settings {
    /// The usual settings: data in `home`, Lean found there or fetched, no model, nothing limited but
    /// the time for each problem. `program` is an executable that calls [`crate::role`] first.
    pub fn new(home: impl Into<PathBuf>, program: impl Into<PathBuf>) -> Self {
        let home = home.into();
        Self {
            out: PathBuf::from("runs"),
            program: program.into(),
            jobs: None,
            seed: None,
            selection: None,
            budget: Budget {
                time: None,
                time_per_problem: Duration::from_secs(20),
                checks: None,
                checks_per_problem: None,
                tokens: None,
            },
            lean: Lean {
                program: None,
                project: ProjectChoice::Off,
                search_path: None,
                user_home: None,
                workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
                heartbeats: None,
                check_timeout: None,
                allow_unconfined: false,
            },
            tools: Tools { used: UseTools::All, believe: false },
            endpoints: Vec::new(),
            own_model: OwnModel::Off,
            memory: Memory {
                folder: home.join("memory"),
                mode: None,
                scores: polya_memory::Settings::default(),
            },
            voices: Voices::default(),
            home,
        }
    }
}
