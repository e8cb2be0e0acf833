//! The tools of this installation, as the core sees them: one proposer for all that propose, and a
//! refuter for each that refutes. A tool that fails costs its answer and nothing else.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{BoxFuture, join_all},
};
use polya_agent::{
    candidate::{Candidate, Source},
    environment::{Environment, Proposals, Proposer, Prover, Refuter, Request},
    refutation::Claim,
    schedule::{Part, Rank, Round, VoiceId},
    settings::ToolInUse,
};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    goal::Goal,
    premises::Premise,
};
use polya_memory::relevance::Query;
use polya_model::{Function, Toolbox};
use polya_problems::Problem;
use polya_tools::{
    Registered, Registry, RegistryError, UseError,
    wasm::{self, Export, HostSettings, LogLevel, Permission, Refutation, Services, WasmHost},
};
use serde_json::{Value, json};
use tokio::runtime::Handle;

use crate::{
    library::Library,
    notices::Notices,
    settings::{Settings, UseTools},
};

/// Most candidates that one tool may propose for one goal.
const MOST_CANDIDATES: usize = 24;
/// A tool that failed so often in a row is not asked again by this process.
const PATIENCE: u32 = 3;
/// Most premises that a tool may recall at once.
const MOST_PREMISES: u32 = 64;

/// Opens the registry: the built-in tools and those of the data folder.
pub async fn registry(settings: &Settings) -> Result<Registry, RegistryError> {
    let home = &settings.home;
    let cache = Some(home.join("cache").join("tools"));
    let host = WasmHost::new(&HostSettings { cache, ..HostSettings::default() })?;
    Registry::open(host, &home.join("tools")).await
}

/// The tools that take part in a search.
pub struct Tools {
    registry: Option<Registry>,
    in_use: Vec<ToolInUse>,
    /// Failures in a row, by tool.
    failures: Mutex<BTreeMap<String, u32>>,
}

impl Tools {
    fn none() -> Self {
        Self { registry: None, in_use: Vec::new(), failures: Mutex::default() }
    }

    fn new(registry: Registry, in_use: Vec<ToolInUse>) -> Self {
        Self { registry: Some(registry), in_use, failures: Mutex::default() }
    }

    /// The tools that the settings name. Broken ones are left out with a warning.
    pub async fn chosen(settings: &Settings, notices: &dyn Notices) -> Result<Self, RegistryError> {
        let names = match &settings.tools.used {
            UseTools::None => return Ok(Self::none()),
            UseTools::All => None,
            UseTools::Named(names) => Some(names),
        };
        let registry = match registry(settings).await {
            Ok(registry) => registry,
            // Whoever names tools wants them; others can do without.
            Err(error) if names.is_some() => return Err(error),
            Err(error) => {
                notices.warning(&format_args!("no tools: {error}"));
                return Ok(Self::none());
            }
        };
        for broken in registry.broken() {
            notices.warning(broken);
        }
        let in_use = match names {
            None => registry.iter().map(in_use).collect(),
            Some(names) => {
                let found = names.iter().map(|name| registry.get(name).map(in_use));
                found.collect::<Result<_, _>>()?
            }
        };
        Ok(Self::new(registry, in_use))
    }

    /// The tools that a run was begun with, as far as they are still the same.
    pub async fn of_run(settings: &Settings, notices: &dyn Notices, wanted: &[ToolInUse]) -> Self {
        if wanted.is_empty() {
            return Self::none();
        }
        let registry = match registry(settings).await {
            Ok(registry) => registry,
            Err(error) => {
                notices.warning(&format_args!("continuing without tools: {error}"));
                return Self::none();
            }
        };
        let mut in_use = Vec::new();
        for tool in wanted {
            match registry.get(&tool.name) {
                Ok(found) if self::in_use(found) == *tool => in_use.push(tool.clone()),
                Ok(_) => notices.warning(&format_args!(
                    "tool `{}` has changed since this run was started; ignoring it",
                    tool.name
                )),
                Err(error) => {
                    notices.warning(&format_args!("continuing without a tool: {error}"));
                }
            }
        }
        Self::new(registry, in_use)
    }

    /// Those that take part.
    pub fn in_use(&self) -> &[ToolInUse] {
        &self.in_use
    }

    /// True if one of them proposes tactics.
    pub fn propose(&self) -> bool {
        self.with(Export::Propose).next().is_some()
    }

    fn with(&self, export: Export) -> impl Iterator<Item = &Registered> {
        let named = self.in_use.iter().filter_map(|tool| self.get(&tool.name));
        named.filter(move |tool| tool.exports().contains(&export))
    }

    fn get(&self, name: &str) -> Option<&Registered> {
        self.registry.as_ref()?.get(name).ok()
    }

    /// Adds their voices to an environment; answers with what a model may use of them.
    pub(crate) fn join(
        self: &Arc<Self>,
        environment: &mut Environment,
        premises: &[Premise],
        limits: CheckLimits,
    ) -> Option<Arc<dyn Toolbox>> {
        let recalls = self
            .in_use
            .iter()
            .filter_map(|tool| self.get(&tool.name))
            .any(|tool| tool.grants().allows(Permission::Recall));
        let host = Arc::new(Host {
            prover: environment.prover.clone(),
            limits,
            premises: if recalls { premises.to_vec() } else { Vec::new() },
            library: OnceLock::new(),
            runtime: Handle::current(),
        });
        // A schedule may name the tools even where none is left.
        environment.proposers.push(Arc::new(Voice { tools: self.clone(), host: host.clone() }));
        for tool in self.with(Export::Refute) {
            let (tools, name, host) = (self.clone(), tool.name().to_owned(), host.clone());
            environment.refuters.push(Arc::new(Doubt { tools, name, host }));
        }
        let tools = self.clone();
        (!self.in_use.is_empty()).then(|| Arc::new(Offered { tools, host }) as Arc<dyn Toolbox>)
    }

    pub(crate) fn is_in_use(&self, name: &str) -> bool {
        self.in_use.iter().any(|tool| tool.name == name)
    }

    /// True if a tool may still be asked.
    fn is_trusted_to_answer(&self, name: &str) -> bool {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.get(name).is_none_or(|count| *count < PATIENCE)
    }

    /// Counts what came of a call; the message for the log if it failed.
    fn count<T>(&self, name: &str, result: Result<T, wasm::CallError>) -> Result<T, String> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(answer) => {
                failures.remove(name);
                Ok(answer)
            }
            Err(error) => {
                let count = failures.entry(name.to_owned()).or_default();
                *count += 1;
                let text = error.to_string();
                let text = text.lines().next().unwrap_or_default().to_owned();
                Err(if *count < PATIENCE {
                    text
                } else {
                    format!("{text}; it failed {count} times in a row and is not asked again")
                })
            }
        }
    }
}

fn in_use(tool: &Registered) -> ToolInUse {
    ToolInUse { name: tool.name().to_owned(), hash: tool.hash().to_hex()[..16].to_owned() }
}

/// A goal as tools see it.
pub fn goal_for_tools(goal: &Goal) -> wasm::Goal {
    let hypothesis = |h: &polya_lean::goal::Hypothesis| wasm::Hypothesis {
        name: h.name.clone(),
        ty: h.ty.clone(),
        value: h.value.clone(),
        accessible: h.accessible,
    };
    wasm::Goal {
        hypotheses: goal.hypotheses.iter().map(hypothesis).collect(),
        target: goal.target.clone(),
    }
}

/// The text of a problem's file up to its statement, for tools that read definitions. What is too
/// long to be gone through for each goal is left out.
fn definitions(problem: &Problem) -> &str {
    const LONGEST: usize = 256 * 1024;
    let before = problem.before();
    if before.len() <= LONGEST { before } else { "" }
}

/// All tools that propose, as one voice.
struct Voice {
    tools: Arc<Tools>,
    host: Arc<Host>,
}

impl Proposer for Voice {
    fn id(&self) -> VoiceId {
        VoiceId::TOOLS
    }

    fn parts(&self) -> Vec<Part> {
        let rounds = vec![Round::free(VoiceId::TOOLS, 0, 0.0)];
        let part = Part { rank: Rank::Tools, rounds, speaks_for: Vec::new() };
        self.tools.propose().then_some(part).into_iter().collect()
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        async move {
            let mut proposals = Proposals::default();
            if request.state.is_coupled() || request.pass > 0 {
                return Ok(proposals);
            }
            let goal = goal_for_tools(request.state.main());
            let services = self.host.at(&request.problem);
            let before = definitions(&request.problem);
            let asked: Vec<&Registered> = self
                .tools
                .with(Export::Propose)
                .filter(|tool| self.tools.is_trusted_to_answer(tool.name()))
                .collect();
            let answers =
                join_all(asked.iter().map(|tool| tool.propose(&goal, before, services.clone())))
                    .await;
            for (tool, answer) in asked.iter().zip(answers) {
                let name: Arc<str> = tool.name().into();
                match self.tools.count(&name, answer) {
                    Ok(found) => {
                        let found = found.into_iter().take(MOST_CANDIDATES).map(|candidate| {
                            let source = Source::tool(name.clone());
                            Candidate::new(candidate.tactic, source, candidate.weight.into())
                        });
                        proposals.candidates.extend(found);
                    }
                    Err(message) => proposals.troubles.push(message),
                }
            }
            Ok(proposals)
        }
        .boxed()
    }
}

/// The tools as functions that a model may call; and `calc`, the critic of its arithmetic.
struct Offered {
    tools: Arc<Tools>,
    host: Arc<Host>,
}

/// The tool that checks the arithmetic in a chain of thought.
const CRITIC: &str = "calc";

impl Offered {
    async fn use_tool(&self, name: &str, arguments: &Value) -> Result<Value, String> {
        let tool = self.tools.get(name).filter(|tool| self.tools.is_in_use(tool.name()));
        let tool = tool.ok_or_else(|| format!("there is no function `{name}`"))?;
        if !self.tools.is_trusted_to_answer(name) {
            return Err(format!("`{name}` does not answer any more"));
        }
        let services = self.host.at_no_problem();
        match tool.call(arguments, services).await {
            Ok(answer) => self.tools.count(name, Ok(answer.value)),
            Err(UseError::Call(error)) => self.tools.count(name, Err(error)),
            // What the model asked for is wrong: that is no failure of the tool.
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Toolbox for Offered {
    fn functions(&self) -> Vec<Function> {
        let tools = self.tools.in_use.iter().filter_map(|tool| self.tools.get(&tool.name));
        tools
            .map(|tool| Function {
                name: tool.name().to_owned(),
                description: tool.spec().description.clone(),
                parameters: tool.input_schema().clone(),
            })
            .collect()
    }

    fn call<'a>(
        &'a self,
        name: &'a str,
        arguments: &'a Value,
    ) -> BoxFuture<'a, Result<String, String>> {
        async move { self.use_tool(name, arguments).await.map(|answer| answer.to_string()) }.boxed()
    }

    fn review<'a>(&'a self, thoughts: &'a str) -> BoxFuture<'a, Vec<String>> {
        async move {
            // What its schema takes, to a character.
            let text: String = thoughts.chars().take(60_000).collect();
            // What `-` and `/` mean is not said: wrong is what is wrong in every reading.
            let mut wrong: Option<Vec<String>> = None;
            for numbers in ["rational", "integer", "natural"] {
                let asked = json!({"text": text, "numbers": numbers});
                let Ok(answer) = self.use_tool(CRITIC, &asked).await else { return Vec::new() };
                let claims = answer.get("claims").and_then(Value::as_array);
                let claims = claims.map_or(&[][..], Vec::as_slice);
                let here: Vec<&str> = claims
                    .iter()
                    .filter(|claim| claim["holds"] == json!(false))
                    .filter_map(|claim| claim["claim"].as_str())
                    .collect();
                wrong = Some(match wrong {
                    None => here.into_iter().map(str::to_owned).collect(),
                    Some(before) => {
                        before.into_iter().filter(|claim| here.contains(&claim.as_str())).collect()
                    }
                });
            }
            let wrong = wrong.unwrap_or_default();
            wrong.into_iter().map(|claim| format!("`{}` does not hold", claim.trim())).collect()
        }
        .boxed()
    }
}

/// One tool that looks for counterexamples.
struct Doubt {
    tools: Arc<Tools>,
    name: String,
    host: Arc<Host>,
}

impl Refuter for Doubt {
    fn name(&self) -> &str {
        &self.name
    }

    fn refute<'a>(
        &'a self,
        problem: &'a Arc<Problem>,
        goal: &'a Goal,
    ) -> BoxFuture<'a, Result<Option<Claim>, String>> {
        async move {
            let Some(tool) = self.tools.get(&self.name) else { return Ok(None) };
            if !self.tools.is_trusted_to_answer(&self.name) {
                return Ok(None);
            }
            let services = self.host.at(problem);
            let answer = tool.refute(&goal_for_tools(goal), definitions(problem), services).await;
            Ok(match self.tools.count(&self.name, answer)? {
                Refutation::Found(found) => {
                    Some(Claim { assignment: found.assignment, explanation: found.explanation })
                }
                Refutation::NoneUpTo(_) | Refutation::NotApplicable(_) => None,
            })
        }
        .boxed()
    }
}

/// What the program can do for tools that were granted it.
struct Host {
    prover: Arc<dyn Prover>,
    limits: CheckLimits,
    premises: Vec<Premise>,
    /// Built when a tool first recalls something.
    library: OnceLock<Library>,
    runtime: Handle,
}

impl Host {
    /// For a call that comes from a model's thoughts.
    fn at_no_problem(self: &Arc<Self>) -> Arc<dyn Services> {
        Arc::new(AtProblem { host: self.clone(), before: "".into() })
    }

    fn at(self: &Arc<Self>, problem: &Problem) -> Arc<dyn Services> {
        Arc::new(AtProblem { host: self.clone(), before: problem.before().into() })
    }
}

/// The services while one problem is worked on.
struct AtProblem {
    host: Arc<Host>,
    before: Arc<str>,
}

impl Services for AtProblem {
    fn log(&self, tool: &str, level: LogLevel, message: &str) {
        match level {
            LogLevel::Debug => tracing::debug!(tool, message, "tool"),
            LogLevel::Info => tracing::info!(tool, message, "tool"),
            LogLevel::Warn | LogLevel::Error => tracing::warn!(tool, message, "tool"),
        }
    }

    fn progress(&self, tool: &str, done: u32, total: u32, message: &str) {
        tracing::debug!(tool, done, total, message, "tool");
    }

    fn check_term(&self, term: &str, within: Duration) -> Result<String, String> {
        let site = Site { before: self.before.clone(), path: Vec::new() };
        // The gate before Lean sees to it that a term stays one.
        let tactics = [format!("have polya_term := (\n  {}\n  )", term.trim()).into()];
        let limits =
            CheckLimits { deadline: within.min(self.host.limits.deadline), ..self.host.limits };
        // Tools run on threads of their own, where waiting is allowed.
        let outcomes = self.host.runtime.block_on(async {
            tokio::time::timeout(within, self.host.prover.check(&site, &tactics, limits)).await
        });
        match outcomes.ok().and_then(|outcomes| outcomes.into_iter().next()) {
            Some(Outcome::Progress { goals, .. }) => goals
                .first()
                .and_then(|goal| goal.hypotheses.iter().find(|h| h.name == "polya_term"))
                .map(|h| h.ty.clone())
                .ok_or_else(|| "Lean showed no type".to_owned()),
            Some(Outcome::Failed { message, .. } | Outcome::Infrastructure { message }) => {
                Err(message)
            }
            Some(Outcome::Refused { reason }) => Err(format!("refused: {reason}")),
            Some(Outcome::Closed) => Err("this is no term".to_owned()),
            Some(Outcome::TimedOut) | None => Err("Lean took too long".to_owned()),
            Some(Outcome::Crashed) => Err("Lean crashed".to_owned()),
        }
    }

    fn premises(&self, query: &str, k: u32, _within: Duration) -> Result<Vec<String>, String> {
        let library = self.host.library.get_or_init(|| Library::new(self.host.premises.clone()));
        let most = k.min(MOST_PREMISES) as usize;
        let found = library.search(&Query::text(query), "", most);
        Ok(found.into_iter().map(Premise::line).collect())
    }
}
