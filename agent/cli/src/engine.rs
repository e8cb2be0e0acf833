//! Everything that a search needs, started: Lean's workers, the judge, the voices.

pub(crate) mod header;
pub(crate) mod library;
pub(crate) mod outside;
mod prover;
mod referee;
pub(crate) mod tools;

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
use polya_memory::{Mode, Thread};
use polya_model::{Client, Endpoint, Role};
use polya_sandbox::confine::{Confinement, Enforcement, Limits};
use tempfile::TempDir;

use crate::{
    commands::Context,
    exit::Failure,
    local_model::{self, LocalModel},
    settings::Voices,
};
use prover::PoolProver;
use referee::JudgeReferee;
use tools::Tools;

/// A running engine. Ends with its processes in [`Engine::shut_down`].
pub(crate) struct Engine {
    pub(crate) environment: Environment,
    pub(crate) limits: CheckLimits,
    /// The theorems of the library that problems import by default.
    pub(crate) premises: Vec<Premise>,
    /// The tools that take part, once [`Engine::attach`] was called.
    tools: Option<Arc<Tools>>,
    pool: Pool,
    memory_thread: Option<Thread>,
    /// The model served to this run alone.
    local_model: Option<LocalModel>,
    /// Where the model answers that proposes tactics, if one does.
    endpoint: Option<Endpoint>,
    /// The voice of that model.
    sampler: Option<Arc<Sampler>>,
    /// What Lean may write to.
    _scratch: TempDir,
}

/// Starts all parts. Lean's processes start when they are first needed.
pub(crate) async fn start(context: &Context, toolchain: &Toolchain) -> anyhow::Result<Engine> {
    let settings = &context.settings;
    let local_model = local_model::start(context).await?;
    let scratch = scratch(context)?;
    let spawn = Confined { policy: policy(context, toolchain, &scratch) };
    let pool = Pool::start(
        toolchain,
        PoolSettings {
            workers: settings.lean.workers.get(),
            spawn: Arc::new(spawn),
            ..PoolSettings::default()
        },
    );
    let premises = library::read(toolchain).unwrap_or_else(|error| {
        context.terminal.warning(format_args!("premises cannot be read: {error}"));
        Vec::new()
    });
    let library = Arc::new(Library::new(premises.clone()));
    let prover = PoolProver { pool: pool.clone(), toolchain: toolchain.clone() };
    let (memory, memory_thread) = crate::memory::for_run(context)?.unzip();
    let endpoint = worker_endpoint(context, local_model.as_ref()).cloned();
    let (mut proposers, sampler) = voices(endpoint.as_ref(), &library)?;
    let mut memory = memory.map(Keeper::new);
    if let Some(embedder) = crate::memory::embedder(context)? {
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
        referee: Arc::new(JudgeReferee(judge(context, toolchain, scratch.path()))),
        proposers,
        refuters,
        planner: Arc::new(RulePlanner),
        memory,
    };
    let limits = limits(context);
    let tools = None;
    Ok(Engine {
        environment,
        limits,
        premises,
        tools,
        pool,
        memory_thread,
        local_model,
        endpoint,
        sampler,
        _scratch: scratch,
    })
}

/// Everybody who proposes.
type Proposers = Vec<Arc<dyn Proposer>>;

/// Who proposes: rules, the planner, and the model if one is named for it.
fn voices(
    endpoint: Option<&Endpoint>,
    library: &Arc<Library>,
) -> anyhow::Result<(Proposers, Option<Arc<Sampler>>)> {
    let rules = Arc::new(Rules::new(Arc::clone(library)));
    let mut voices: Proposers = vec![rules.clone(), Arc::new(RulePlanner)];
    let mut sampler = None;
    if let Some(endpoint) = endpoint {
        let name = endpoint.model.clone().unwrap_or_else(|| "model".to_owned());
        let client = Client::new(endpoint.clone()).map_err(|e| Failure::input(e.to_string()))?;
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
    context: &'a Context,
    local: Option<&'a LocalModel>,
) -> Option<&'a Endpoint> {
    let own = local.map(|model| &model.endpoint);
    own.into_iter()
        .chain(&context.settings.endpoints)
        .find(|endpoint| endpoint.has_role(Role::Worker))
}

/// The judge.
pub(crate) fn judge(context: &Context, toolchain: &Toolchain, scratch: &Path) -> Judge {
    let mut settings = JudgeSettings::new(&context.settings.program, scratch);
    settings.enforcement = enforcement(context);
    settings.checked = Some(context.settings.home.join("checked"));
    // A project's library may be Mathlib, which is too large to be checked again for each proof.
    if context.settings.lean.project.is_some() {
        settings.imports = Imports::Trusted;
    }
    Judge::new(toolchain.clone(), settings)
}

fn enforcement(context: &Context) -> Enforcement {
    if context.settings.lean.allow_unconfined {
        Enforcement::BestEffort
    } else {
        Enforcement::Required
    }
}

/// A folder for what Lean writes, inside the data folder, gone when the engine ends.
pub(crate) fn scratch(context: &Context) -> Result<TempDir, Failure> {
    let parent = context.settings.home.join("scratch");
    let unwritable = |error: std::io::Error| {
        Failure::infrastructure(format!("cannot write to `{}`: {error}", parent.display()))
            .hint("choose another data folder with `--home DIR`")
    };
    fs::create_dir_all(&parent).map_err(unwritable)?;
    tempfile::tempdir_in(&parent).map_err(unwritable)
}

/// What a Lean that sees model text may do: read its toolchain, write its scratch folder.
fn policy(context: &Context, toolchain: &Toolchain, scratch: &TempDir) -> Confinement {
    let settings = &context.settings;
    let mut policy = Confinement::new(&settings.program, scratch.path());
    policy.read.push(toolchain.sysroot().to_owned());
    policy.read.extend(toolchain.lean_path().iter().cloned());
    // A server lives as long as the pool wants it to; the pool watches its memory, too.
    // For root the kernel counts the threads of all workers together.
    let processes = 1024 * settings.lean.workers.get() as u64;
    policy.limits = Limits { wall: Duration::ZERO, cpu_seconds: 0, processes, ..Limits::default() };
    policy.enforcement = enforcement(context);
    policy
}

/// The settings of a run, from those of the program and the engine's tools.
pub(crate) fn run_settings(context: &Context, engine: &Engine) -> Result<RunSettings, Failure> {
    let settings = &context.settings;
    let usual = RunSettings::default();
    let strategy = match settings.selection.as_deref() {
        None => usual.strategy,
        Some(name) => strategy(name)?,
    };
    let seconds = |time: Duration| time.as_secs().max(1);
    let mut schedule = usual.schedule;
    if let Some(endpoint) = engine.endpoint.as_ref().filter(|_| settings.voices != Voices::Rules) {
        let name = endpoint.model.as_deref().unwrap_or_default();
        let model = SamplerSettings::for_model(name);
        schedule = match settings.voices {
            Voices::Model => model.rounds_alone(),
            _ if model.weighs => Ranked::among(schedule, true),
            _ => Sampler::among(&model, schedule),
        };
    }
    if engine.tools.as_ref().is_some_and(|tools| tools.propose()) {
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
        tools: engine.tools.as_ref().map_or_else(Vec::new, |tools| tools.in_use().to_vec()),
        believe_tools: settings.tools.believe,
        problems_at_once: settings.jobs.unwrap_or(settings.lean.workers.get()),
        limits: limits(context),
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

/// Limits of one check.
pub(crate) fn limits(context: &Context) -> CheckLimits {
    let lean = &context.settings.lean;
    let usual = RunSettings::default().limits;
    CheckLimits {
        max_heartbeats: lean.heartbeats.unwrap_or(usual.max_heartbeats),
        deadline: lean.check_timeout.unwrap_or(usual.deadline),
    }
}

/// A selection by name, with its usual parameters.
fn strategy(name: &str) -> Result<Strategy, Failure> {
    const NAMES: [&str; 3] = ["best-first", "puct", "proof-number"];
    match name {
        "best-first" => Ok(Strategy::default()),
        "puct" => Ok(Strategy::Puct { exploration: 1.25 }),
        "proof-number" => Ok(Strategy::ProofNumber),
        other => {
            let failure = Failure::input(format!("there is no selection `{other}`"));
            Err(match crate::suggest::nearest(other, NAMES) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure.hint(format!("choose one of {}", NAMES.join(", "))),
            })
        }
    }
}

impl Engine {
    /// Lets tools take part in what follows.
    pub(crate) fn attach(&mut self, tools: Tools) {
        let tools = Arc::new(tools);
        let toolbox = tools.join(&mut self.environment, &self.premises, self.limits);
        if let (Some(sampler), Some(toolbox)) = (&self.sampler, toolbox) {
            sampler.equip(toolbox);
        }
        self.tools = Some(tools);
    }

    /// True if a model is there that says of a tactic whether it works.
    pub(crate) fn weighs(&self) -> bool {
        self.sampler.as_ref().is_some_and(|sampler| sampler.weighs())
    }

    /// Ends Lean's processes, closes the memory, and waits until all are gone. Answers with what
    /// went wrong in the memory.
    pub(crate) async fn shut_down(self) -> Option<String> {
        self.pool.shutdown().await;
        let complaint = self.environment.memory.as_ref().and_then(Keeper::complaint);
        drop(self.environment);
        if let Some(model) = self.local_model {
            model.stop().await;
        }
        if let Some(thread) = self.memory_thread {
            let closed = tokio::task::spawn_blocking(move || thread.join());
            // It ends when nobody asks any more; whoever still does is gone with the process.
            let _ = tokio::time::timeout(Duration::from_secs(10), closed).await;
        }
        complaint
    }

    /// Lean's errors in a whole file. Somebody may end Lean meanwhile; nobody does that for ever.
    pub(crate) async fn errors_in(&self, text: &str) -> anyhow::Result<Vec<String>> {
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
