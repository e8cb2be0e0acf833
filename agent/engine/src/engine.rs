//! Everything that a search needs, started: Lean's workers, the judge, the voices.

use std::{fs, path::Path, sync::Arc, time::Duration};

use polya_agent::{
    environment::{Environment, Proposer, Prover, Refuter},
    ledger::Budget,
    memory::{Keeper, KnownRefutations, Mindful, Recollection},
    planner::RulePlanner,
    ranking::Ranked,
    sampler::{Prompts, Sampler, SamplerSettings},
    select::Strategy,
    settings::{Round, RunSettings},
    worker::{Library, Rules},
};
use polya_judge::{Imports, Judge, JudgeSettings};
use polya_lean::{
    check::CheckLimits,
    error::LeanError,
    pool::{Pool, PoolSettings},
    premises::Premise,
    process::Confined,
    server::Severity,
    toolchain::Toolchain,
};
use polya_memory::{Handle, Mode, Question, Recalled, Thread};
use polya_model::{Client, Endpoint, Role};
use polya_sandbox::confine::{Confinement, Enforcement, Limits};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    error::EngineError,
    lean, library,
    local_model::{self, LocalModel},
    memory,
    notices::Notices,
    prover::PoolProver,
    referee::JudgeReferee,
    settings::{Settings, Voices},
    tools::{self, Tools},
};

/// A running engine. Ends with its processes in [`Engine::shut_down`].
pub struct Engine {
    pub(crate) settings: Settings,
    pub(crate) notices: Arc<dyn Notices>,
    pub(crate) toolchain: Toolchain,
    /// Prover, judge and voices.
    pub environment: Environment,
    /// Limits of one check.
    pub limits: CheckLimits,
    /// The theorems of the library that problems import by default.
    pub premises: Vec<Premise>,
    judge: Arc<Judge>,
    /// The tools that take part.
    tools: Option<Arc<Tools>>,
    pool: Pool,
    memory_thread: Option<Thread>,
    /// The memory, opened for questions alone.
    late_memory: Mutex<Option<(Handle, Thread)>>,
    /// The model served to this run alone.
    local_model: Option<LocalModel>,
    /// Where the model answers that proposes tactics, if one does.
    endpoint: Option<Endpoint>,
    /// The voice of that model.
    sampler: Option<Arc<Sampler>>,
    /// What Lean may write to.
    _scratch: TempDir,
}

/// Everybody who proposes.
type Proposers = Vec<Arc<dyn Proposer>>;

/// Who proposes: rules, the planner, and the model if one is named for it.
fn voices(
    endpoint: Option<&Endpoint>,
    library: &Arc<Library>,
) -> Result<(Proposers, Option<Arc<Sampler>>), EngineError> {
    let rules = Arc::new(Rules::new(Arc::clone(library)));
    let mut voices: Proposers = vec![rules.clone(), Arc::new(RulePlanner)];
    let mut sampler = None;
    if let Some(endpoint) = endpoint {
        let name = endpoint.model.clone().unwrap_or_else(|| "model".to_owned());
        let client = Client::new(endpoint.clone())?;
        let (library, settings) = (Arc::clone(library), SamplerSettings::for_model(&name));
        let model = Sampler::new(client, &name, library, settings, Prompts::default())?;
        let model = Arc::new(model);
        voices.push(model.clone());
        sampler = Some(model);
    }
    // Always there: a run may be taken up again without the model that it began with.
    voices.push(Arc::new(Ranked::new(rules, sampler.clone())));
    Ok((voices, sampler))
}

/// The endpoint whose model proposes tactics: our own, or the first that may.
fn worker_endpoint<'a>(
    settings: &'a Settings,
    local: Option<&'a LocalModel>,
) -> Option<&'a Endpoint> {
    let own = local.map(|model| &model.endpoint);
    own.into_iter().chain(&settings.endpoints).find(|endpoint| endpoint.has_role(Role::Worker))
}

/// The judge.
pub fn judge(settings: &Settings, toolchain: &Toolchain, scratch: &Path) -> Judge {
    let mut of_judge = JudgeSettings::new(&settings.program, scratch);
    of_judge.enforcement = enforcement(settings);
    of_judge.checked = Some(settings.home.join("checked"));
    // A project's library may be Mathlib, which is too large to be checked again for each proof.
    if toolchain.project().is_some() {
        of_judge.imports = Imports::Trusted;
    }
    Judge::new(toolchain.clone(), of_judge)
}

fn enforcement(settings: &Settings) -> Enforcement {
    if settings.lean.allow_unconfined { Enforcement::BestEffort } else { Enforcement::Required }
}

/// A folder for what Lean writes, inside the data folder, gone when the engine ends.
pub fn scratch(settings: &Settings) -> Result<TempDir, EngineError> {
    let parent = settings.home.join("scratch");
    let unwritable = |source| EngineError::Scratch { path: parent.clone(), source };
    fs::create_dir_all(&parent).map_err(unwritable)?;
    tempfile::tempdir_in(&parent).map_err(unwritable)
}

/// What a Lean that sees model text may do: read its toolchain, write its scratch folder.
fn policy(settings: &Settings, toolchain: &Toolchain, scratch: &TempDir) -> Confinement {
    let mut policy = Confinement::new(&settings.program, scratch.path());
    policy.read.push(toolchain.sysroot().to_owned());
    policy.read.extend(toolchain.lean_path().iter().cloned());
    // A server lives as long as the pool wants it to; the pool watches its memory, too.
    // For root the kernel counts the threads of all workers together.
    let processes = 1024 * settings.lean.workers.get() as u64;
    policy.limits = Limits { wall: Duration::ZERO, cpu_seconds: 0, processes, ..Limits::default() };
    policy.enforcement = enforcement(settings);
    policy
}

/// Limits of one check.
fn limits(settings: &Settings) -> CheckLimits {
    let lean = &settings.lean;
    let usual = RunSettings::default().limits;
    CheckLimits {
        max_heartbeats: lean.heartbeats.unwrap_or(usual.max_heartbeats),
        deadline: lean.check_timeout.unwrap_or(usual.deadline),
    }
}

/// A selection by name, with its usual parameters.
fn strategy(name: &str) -> Result<Strategy, EngineError> {
    match name {
        "best-first" => Ok(Strategy::default()),
        "puct" => Ok(Strategy::Puct { exploration: 1.25 }),
        "proof-number" => Ok(Strategy::ProofNumber),
        other => Err(EngineError::Selection { name: other.to_owned() }),
    }
}

impl Engine {
    /// Finds Lean, or fetches it, and starts all parts.
    pub async fn start(settings: Settings, notices: Arc<dyn Notices>) -> Result<Self, EngineError> {
        let (of_lean, to_tell) = (settings.clone(), Arc::clone(&notices));
        let located = tokio::task::spawn_blocking(move || lean::locate(&of_lean, &*to_tell));
        match located.await {
            Ok(toolchain) => Self::start_on(toolchain?, settings, notices).await,
            // It is never aborted.
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        }
    }

    /// Starts all parts on a Lean that was found before. Lean's processes start when they are first
    /// needed.
    pub async fn start_on(
        toolchain: Toolchain,
        settings: Settings,
        notices: Arc<dyn Notices>,
    ) -> Result<Self, EngineError> {
        // A tool that is named and not there is an error before anything else begins.
        let tools = Tools::chosen(&settings, &*notices).await?;
        let local_model = local_model::start(&settings, &*notices).await?;
        let scratch = scratch(&settings)?;
        let spawn = Confined { policy: policy(&settings, &toolchain, &scratch) };
        let pool = Pool::start(
            &toolchain,
            PoolSettings {
                workers: settings.lean.workers.get(),
                spawn: Arc::new(spawn),
                ..PoolSettings::default()
            },
        );
        let premises = library::read(&toolchain).unwrap_or_else(|error| {
            notices.warning(&format_args!("premises cannot be read: {error}"));
            Vec::new()
        });
        let library = Arc::new(Library::new(premises.clone()));
        let prover = PoolProver { pool: pool.clone(), toolchain: toolchain.clone() };
        let (memory, memory_thread) = memory::for_run(&settings, &*notices)?.unzip();
        let judge = Arc::new(judge(&settings, &toolchain, scratch.path()));
        let endpoint = worker_endpoint(&settings, local_model.as_ref()).cloned();
        let (mut proposers, sampler) = voices(endpoint.as_ref(), &library)?;
        let mut memory = memory.map(Keeper::new);
        if let Some(embedder) = memory::embedder(&settings)? {
            memory = memory.map(|keeper| keeper.embedding(Arc::new(embedder)));
        }
        // A run that is taken up again may have rounds of memory in its schedule though it is off now.
        let keeper = memory.clone().unwrap_or_else(Keeper::off);
        for voice in &mut proposers {
            *voice = Arc::new(Mindful::new(voice.clone(), keeper.clone(), prover.describe()));
        }
        // Before the tools, which would have to find them again.
        let known = memory.clone().map(KnownRefutations::new);
        let refuters = known.into_iter().map(|known| Arc::new(known) as Arc<dyn Refuter>).collect();
        proposers.push(Arc::new(Recollection::new(keeper, library, prover.describe())));
        let environment = Environment {
            prover: Arc::new(prover),
            referee: Arc::new(JudgeReferee(Arc::clone(&judge))),
            proposers,
            refuters,
            planner: Arc::new(RulePlanner),
            memory,
        };
        let limits = limits(&settings);
        let mut engine = Self {
            settings,
            notices,
            toolchain,
            environment,
            limits,
            premises,
            judge,
            tools: None,
            pool,
            memory_thread,
            local_model,
            endpoint,
            sampler,
            late_memory: Mutex::default(),
            _scratch: scratch,
        };
        engine.attach(tools);
        Ok(engine)
    }

    /// The Lean in use.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// The settings that it was started with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The judge.
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// Asks the long-term memory. One that runs may not use, or that another process had open when
    /// this engine started, is opened for the first question and stays open.
    pub async fn recall(&self, question: Question) -> Result<Vec<Recalled>, EngineError> {
        if let Some(keeper) = &self.environment.memory {
            return Ok(keeper.recall(question).await);
        }
        let mut late = self.late_memory.lock().await;
        let handle = if let Some((handle, _)) = &*late {
            handle.clone()
        } else {
            let (settings, notices) = (self.settings.clone(), Arc::clone(&self.notices));
            let open = move || Handle::new(memory::open(&settings, &*notices)?, Mode::Read);
            match tokio::task::spawn_blocking(open).await {
                Ok(opened) => late.insert(opened?).0.clone(),
                // It is never aborted.
                Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
            }
        };
        drop(late);
        Ok(handle.recall(question).await?)
    }

    /// The settings of a run, from those of the program and the engine's tools.
    pub fn run_settings(&self) -> Result<RunSettings, EngineError> {
        let settings = &self.settings;
        let usual = RunSettings::default();
        let strategy = match settings.selection.as_deref() {
            None => usual.strategy,
            Some(name) => strategy(name)?,
        };
        let seconds = |time: Duration| time.as_secs().max(1);
        let mut schedule = usual.schedule;
        if let Some(endpoint) = self.endpoint.as_ref().filter(|_| settings.voices != Voices::Rules)
        {
            let name = endpoint.model.as_deref().unwrap_or_default();
            let model = SamplerSettings::for_model(name);
            schedule = match settings.voices {
                Voices::Model => model.rounds_alone(),
                _ if model.weighs => Ranked::among(schedule, true),
                _ => Sampler::among(&model, schedule),
            };
        }
        if self.tools.as_ref().is_some_and(|tools| tools.propose()) {
            // They speak only where they know something, and so come before the rules.
            let voice = tools::TOOLS.to_owned();
            schedule.insert(0, Round { voice, pass: 0, penalty: 0.0, tokens: 0 });
        }
        if settings.memory.mode.unwrap_or_default() != Mode::Off {
            schedule = Recollection::among(schedule);
        }
        Ok(RunSettings {
            seed: settings.seed.unwrap_or(usual.seed),
            strategy,
            schedule,
            tools: self.tools.as_ref().map_or_else(Vec::new, |tools| tools.in_use().to_vec()),
            believe_tools: settings.tools.believe,
            problems_at_once: settings.jobs.unwrap_or(settings.lean.workers.get()),
            limits: self.limits,
            run_budget: Budget {
                seconds: settings.budget.time.map(seconds),
                checks: settings.budget.checks,
                tokens: settings.budget.tokens,
                ..usual.run_budget
            },
            problem_budget: Budget {
                seconds: Some(seconds(settings.budget.time_per_problem)),
                checks: settings.budget.checks_per_problem,
                ..usual.problem_budget
            },
            ..usual
        })
    }

    /// Lets these tools take part in what follows, instead of those that did.
    pub fn attach(&mut self, tools: Tools) {
        let before = self.tools.take();
        let of_tools = |name: &str| before.as_ref().is_some_and(|tools| tools.is_in_use(name));
        self.environment.proposers.retain(|voice| voice.name() != tools::TOOLS);
        self.environment.refuters.retain(|refuter| !of_tools(refuter.name()));
        let tools = Arc::new(tools);
        let toolbox = tools.join(&mut self.environment, &self.premises, self.limits);
        if let (Some(sampler), Some(toolbox)) = (&self.sampler, toolbox) {
            sampler.equip(toolbox);
        }
        self.tools = Some(tools);
    }

    /// True if a model is there that says of a tactic whether it works.
    pub fn weighs(&self) -> bool {
        self.sampler.as_ref().is_some_and(|sampler| sampler.weighs())
    }

    /// Ends Lean's processes, closes the memory, and waits until all are gone. Answers with what
    /// went wrong in the memory.
    pub async fn shut_down(self) -> Option<String> {
        self.pool.shutdown().await;
        let complaint = self.environment.memory.as_ref().and_then(Keeper::complaint);
        drop(self.environment);
        if let Some(model) = self.local_model {
            model.stop().await;
        }
        let late = self.late_memory.into_inner().map(|(_, thread)| thread);
        for thread in self.memory_thread.into_iter().chain(late) {
            let closed = tokio::task::spawn_blocking(move || thread.join());
            // It ends when nobody asks any more; whoever still does is gone with the process.
            let _ = tokio::time::timeout(Duration::from_secs(10), closed).await;
        }
        complaint
    }

    /// Lean's errors in a whole file. Somebody may end Lean meanwhile; nobody does that for ever.
    pub async fn errors_in(&self, text: &str) -> Result<Vec<String>, LeanError> {
        let mut tries = 3;
        let messages = loop {
            tries -= 1;
            match self.pool.elaborate(text).await {
                Err(LeanError::Server(error)) if tries > 0 && !error.is_start_failure() => {
                    tracing::warn!(%error, "Lean is asked again");
                }
                answered => break answered?,
            }
        };
        Ok(messages.into_iter().filter(|m| m.severity == Severity::Error).map(|m| m.text).collect())
    }
}
