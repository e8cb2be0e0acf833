//! Everything that a search needs, started: Lean's workers, the judge, the voices.

use std::{fs, path::Path, sync::Arc, time::Duration};

use polya_agent::{
    baseline::Baseline,
    environment::{Environment, Proposer, Prover, Refuter},
    memory::{Keeper, KnownRefutations, Mindful, Recollection},
    models::{ChatModel, ChatSettings, Prompts, StepModel, StepSettings},
    planner::RulePlanner,
    provers::Provers,
    ranking::Ranked,
    schedule::{Part, VoiceId, schedule},
    settings::RunSettings,
    worker::{Library, Rules},
};
use polya_judge::{Imports, Judge, JudgeSettings};
use polya_lean::{
    check::CheckLimits,
    error::LeanError,
    pool::{Pool, PoolSettings},
    premises::Premise,
    process::Confined,
    server::{Message, Severity},
    toolchain::Toolchain,
};
use polya_memory::{Handle, Mode, Question, Recalled, Thread};
use polya_model::{Client, Endpoint, ModelKind, Role};
use polya_problems::Fault;
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
    tools::Tools,
    trial,
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
    /// The voice of that model.
    model: Option<OfModel>,
    /// What Lean may write to.
    _scratch: TempDir,
}

/// Everybody who proposes.
type Proposers = Vec<Arc<dyn Proposer>>;

/// Who proposes: rules, the planner, and the model if one is named for it.
fn voices(
    settings: &Settings,
    endpoint: Option<&Endpoint>,
    library: &Arc<Library>,
) -> Result<(Proposers, Option<OfModel>), EngineError> {
    let rules = Arc::new(Rules::new(Arc::clone(library)));
    let mut voices: Proposers = vec![rules.clone(), Arc::new(RulePlanner), Arc::new(Baseline)];
    let mut model = None;
    if let Some(endpoint) = endpoint {
        let name = endpoint.model.clone().unwrap_or_else(|| "model".to_owned());
        let client = Client::new(endpoint.clone())?;
        let prompts = prompts(settings)?;
        let kind = endpoint.kind.unwrap_or_default();
        if kind == ModelKind::Chat {
            let library = Arc::clone(library);
            let voice = ChatModel::new(client, &name, library, chat(settings), prompts)?;
            model = Some(OfModel::Chat(Arc::new(voice)));
        } else {
            let voice = StepModel::new(client, &name, step(settings, kind), prompts)?;
            model = Some(OfModel::Step(Arc::new(voice)));
        }
    }
    let step = match &model {
        Some(OfModel::Step(step)) => Some(Arc::clone(step)),
        _ => None,
    };
    voices.extend(model.as_ref().map(OfModel::voice));
    // Always there: a run may be taken up again without the model that it began with.
    voices.push(Arc::new(Ranked::new(rules, step)));
    Ok((voices, model))
}

/// The voice of the model.
#[derive(Debug)]
enum OfModel {
    Chat(Arc<ChatModel>),
    Step(Arc<StepModel>),
}

impl OfModel {
    fn voice(&self) -> Arc<dyn Proposer> {
        match self {
            Self::Chat(model) => model.clone(),
            Self::Step(model) => model.clone(),
        }
    }
}

/// How a chat model is asked: as usual, but for what the settings say.
fn chat(settings: &Settings) -> ChatSettings {
    let (set, usual) = (&settings.sampling, ChatSettings::default());
    ChatSettings {
        tactics: set.tactics.unwrap_or(usual.tactics),
        proofs: set.proofs.unwrap_or(usual.proofs),
        sketches: set.sketches.unwrap_or(usual.sketches),
        temperature: temperature(settings, usual.temperature),
        ..usual
    }
}

/// How a step model is asked: as usual, but for what the settings say.
fn step(settings: &Settings, kind: ModelKind) -> StepSettings {
    let usual = StepSettings::default();
    StepSettings {
        tactics: settings.sampling.tactics.unwrap_or(usual.tactics),
        temperature: temperature(settings, usual.temperature),
        scores: kind == ModelKind::ScoringStep,
        ..usual
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a temperature needs no 52 bits")]
fn temperature(settings: &Settings, usual: f32) -> f32 {
    settings.sampling.temperature.map_or(usual, |value| value as f32)
}

/// The prompts, with the user's own in place of those inside the program.
fn prompts(settings: &Settings) -> Result<Prompts, EngineError> {
    let mut prompts = Prompts::default();
    let Some(folder) = &settings.sampling.prompts else { return Ok(prompts) };
    let templates = [
        ("step.txt", &mut prompts.step),
        ("step.completion.txt", &mut prompts.step_completion),
        ("step.compact.txt", &mut prompts.step_compact),
        ("proof.txt", &mut prompts.proof),
        ("sketch.txt", &mut prompts.sketch),
    ];
    let mut found = false;
    for (name, template) in templates {
        match fs::read_to_string(folder.join(name)) {
            Ok(text) => {
                *template = text;
                found = true;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(EngineError::Prompts { path: folder.join(name), source }),
        }
    }
    if !found {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(EngineError::Prompts { path: folder.join("step.txt"), source });
    }
    Ok(prompts)
}

/// The endpoint whose model proposes tactics: our own, or the first that may. `None` if no model is to
/// take part.
fn worker_endpoint<'a>(
    settings: &'a Settings,
    local: Option<&'a LocalModel>,
) -> Option<&'a Endpoint> {
    let own = local.map(|model| &model.endpoint);
    let mut endpoints = own.into_iter().chain(&settings.endpoints);
    let endpoint = endpoints.find(|endpoint| endpoint.has_role(Role::Worker));
    endpoint.filter(|_| settings.voices.with_model())
}

/// How long a server may take to declare what its model can do.
const DECLARATION: Duration = Duration::from_secs(2);

/// The endpoint, with the kind that its server declares where the settings name none.
async fn declared(endpoint: &Endpoint) -> Result<Endpoint, EngineError> {
    let mut endpoint = endpoint.clone();
    if endpoint.kind.is_none() {
        let client = Client::new(endpoint.clone())?;
        let answer = tokio::time::timeout(DECLARATION, client.declared_kind()).await;
        endpoint.kind = answer.ok().flatten();
    }
    Ok(endpoint)
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

/// Puts a Lean to the trial and starts nothing else.
pub async fn try_out(
    settings: &Settings,
    toolchain: &Toolchain,
) -> Result<trial::Passed, EngineError> {
    let scratch = scratch(settings)?;
    let pool = pool(settings, toolchain, &scratch);
    let judge = judge(settings, toolchain, scratch.path());
    let library = library::read(toolchain, &settings.home);
    let tried = trial::run(toolchain, library.as_ref(), &pool, &judge).await;
    pool.shutdown().await;
    Ok(tried?)
}

/// The workers of a search.
fn pool(settings: &Settings, toolchain: &Toolchain, scratch: &TempDir) -> Pool {
    let spawn = Confined { policy: policy(settings, toolchain, scratch) };
    let workers = settings.lean.workers.get();
    Pool::start(
        toolchain,
        PoolSettings { workers, spawn: Arc::new(spawn), ..PoolSettings::default() },
    )
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

    /// Starts all parts on a Lean that was found before, which is put to the trial first.
    pub async fn start_on(
        toolchain: Toolchain,
        settings: Settings,
        notices: Arc<dyn Notices>,
    ) -> Result<Self, EngineError> {
        // A tool that is named and not there is an error before anything else begins.
        let tools = Tools::chosen(&settings, &*notices).await?;
        let local_model = local_model::start(&settings, &*notices).await?;
        let scratch = scratch(&settings)?;
        let pool = pool(&settings, &toolchain, &scratch);
        let judge = Arc::new(judge(&settings, &toolchain, scratch.path()));
        let library = library::read(&toolchain, &settings.home);
        trial::once(&settings, &toolchain, library.as_ref(), &pool, &judge).await?;
        // A Lean whose library cannot be read failed the trial.
        let premises = library.map(|library| library.premises).unwrap_or_default();
        let of_library = if settings.premises { premises.clone() } else { Vec::new() };
        let library = Arc::new(Library::new(of_library));
        let prover = Arc::new(PoolProver { pool: pool.clone(), toolchain: toolchain.clone() });
        let (memory, memory_thread) = memory::for_run(&settings, &*notices)?.unzip();
        let endpoint = match worker_endpoint(&settings, local_model.as_ref()) {
            Some(endpoint) => Some(declared(endpoint).await?),
            None => None,
        };
        let (mut proposers, model) = voices(&settings, endpoint.as_ref(), &library)?;
        let limits = settings.of_run().prover_limits;
        proposers.push(Arc::new(Provers::new(prover.clone(), limits, settings.lean.provers)));
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
            prover,
            referee: Arc::new(JudgeReferee(Arc::clone(&judge))),
            proposers,
            refuters,
            planner: Arc::new(RulePlanner),
            memory,
        };
        let limits = settings.of_run().limits;
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
            model,
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

    /// The settings of a run: those of the engine, with the schedule of its voices and its tools.
    pub fn run_settings(&self) -> RunSettings {
        let settings = &self.settings;
        let of_run = settings.of_run();
        let schedule = schedule(&self.parts());
        let tools = self.tools.as_ref().map_or_else(Vec::new, |tools| tools.in_use().to_vec());
        RunSettings { schedule, tools, ..of_run }
    }

    /// The parts of all voices in a schedule; where a model is to work by itself, without rules.
    pub fn parts(&self) -> Vec<Part> {
        if self.settings.voices == Voices::Baseline {
            return vec![Baseline::part()];
        }
        let parts_of = |voice: &Arc<dyn Proposer>| voice.parts();
        let voices = self.environment.proposers.iter();
        if self.settings.voices != Voices::Model {
            return voices.flat_map(parts_of).collect();
        }
        let beside = [VoiceId::TOOLS, VoiceId::MEMORY];
        let voices = voices.filter(|voice| beside.contains(&voice.id()));
        let by_itself = self.model.as_ref().map(|model| match model {
            OfModel::Chat(model) => model.part_by_itself(),
            OfModel::Step(model) => model.part_by_itself(),
        });
        voices.flat_map(parts_of).chain(by_itself).collect()
    }

    /// Lets these tools take part in what follows, instead of those that did.
    pub fn attach(&mut self, tools: Tools) {
        let before = self.tools.take();
        let of_tools = |name: &str| before.as_ref().is_some_and(|tools| tools.is_in_use(name));
        self.environment.proposers.retain(|voice| voice.id() != VoiceId::TOOLS);
        self.environment.refuters.retain(|refuter| !of_tools(refuter.name()));
        let tools = Arc::new(tools);
        let toolbox = tools.join(&mut self.environment, &self.premises, self.limits);
        if let (Some(OfModel::Chat(model)), Some(toolbox)) = (&self.model, toolbox) {
            model.equip(toolbox);
        }
        self.tools = Some(tools);
    }

    /// True if a model is there that says of a tactic whether it works.
    pub fn scores(&self) -> bool {
        matches!(&self.model, Some(OfModel::Step(model)) if model.scores())
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

    /// What Lean says is wrong in a whole file.
    pub async fn errors_in(&self, text: &str) -> Result<Vec<String>, LeanError> {
        Ok(self.faults(text).await?.into_iter().map(|fault| fault.message).collect())
    }

    /// Lean's errors in a whole file, with their places. Somebody may end Lean meanwhile; nobody does
    /// that for ever.
    pub(crate) async fn faults(&self, text: &str) -> Result<Vec<Fault>, LeanError> {
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
        let errors = messages.into_iter().filter(|m| m.severity == Severity::Error);
        let fault = |m: Message| Fault { line: m.line, column: m.column, message: m.text };
        Ok(errors.map(fault).collect())
    }
}
