//! What a run teaches: read from its records and its state, with no IO.
//!
//! Live and from an old log the same records give the same lessons, and so the same artifacts.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use polya_memory::{
    ArtifactId, Content, Draft, Evidence, Provenance, Timestamp, scrub::REPLACEMENT,
};
use polya_problems::{Problem, ProblemId};
use rustc_hash::FxHashMap;

use super::{
    alike::{cited, likeness},
    key::{failure_key, goal_key, told},
};
use crate::{
    candidate::{Candidate, Move, Rule, Source},
    event::{Acceptance, Event, OutcomeNote, ProblemEnd, Record},
    graph::{GoalId, Graph, Status, StepId},
    refutation::Counterexample,
    schedule::VoiceId,
    state::{ProblemState, ReplayError, RunState},
};

/// Goals of a proof that are kept as lemmas of their own.
const LEMMAS: usize = 24;
/// Closed goals of which it is kept what closed them: the first that were found.
const CLOSINGS: usize = 64;
/// Goals of an unsolved problem whose failures are kept: the first that were found.
const FAILED_GOALS: u32 = 64;
/// Failures kept for a goal.
pub(super) const FAILURES: usize = 400;
/// Bytes of their tactics.
pub(super) const FAILURE_BYTES: usize = 32 << 10;
/// What a model got wrong on one goal that is looked at when something of its own helped.
const MISTAKES: usize = 16;
/// Share of words that a mistake and what mended it have in common, at least: below, the model had
/// another idea.
const MENDED: f64 = 0.3;

/// What a problem taught.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lessons {
    /// When it ended.
    pub time: Timestamp,
    /// What is to be stored.
    pub drafts: Vec<Draft>,
    /// What failed, goal by goal; to be joined with what is known of the same goals.
    pub failures: Vec<FailedGoal>,
    /// Artifacts whose text is in the accepted proof.
    pub used: Vec<ArtifactId>,
}

/// A goal that was not proved, and what was tried on it in vain.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedGoal {
    /// Names the goal within its problem's file and the Lean that was used.
    pub key: String,
    /// The goal.
    pub goal: String,
    /// The tactics, oldest first.
    pub tactics: Vec<Arc<str>>,
    /// How they failed, in a few words.
    pub reason: String,
    pub(super) provenance: Provenance,
}

/// What is known of failures: for each key, the tactics.
pub type Known = FxHashMap<String, Vec<Arc<str>>>;

impl Lessons {
    /// What is to be stored, failures joined with those already known, which are updated.
    pub fn into_drafts(self, known: &mut Known) -> Vec<Draft> {
        let whole = |text: &str| !text.contains(REPLACEMENT);
        let mut drafts = self.drafts;
        // What is left of something forgotten is nothing to remember.
        drafts.retain(|draft| draft.content().texts().into_iter().all(whole));
        for failed in self.failures {
            let all = known.entry(failed.key.clone()).or_default();
            if !whole(&failed.goal) {
                continue;
            }
            for tactic in failed.tactics {
                if whole(&tactic) && !all.contains(&tactic) {
                    all.push(tactic);
                }
            }
            // The oldest go first.
            let mut bytes: usize = all.iter().map(|tactic| tactic.len()).sum();
            while all.len() > FAILURES || bytes > FAILURE_BYTES {
                bytes -= all.remove(0).len();
            }
            let content =
                Content::Failure { goal: failed.goal, attempt: joined(all), reason: failed.reason };
            drafts.push(
                Draft::new(content)
                    .key(failed.key)
                    .source("run")
                    .created(self.time)
                    .provenance(failed.provenance),
            );
        }
        drafts
    }

    /// True if nothing is to be stored or counted.
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.failures.is_empty() && self.used.is_empty()
    }
}

/// Tactics as one text: a blank line between two, and none within one.
fn joined(tactics: &[Arc<str>]) -> String {
    let plain = |tactic: &Arc<str>| {
        let lines = tactic.lines().filter(|line| !line.trim().is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    tactics.iter().map(plain).collect::<Vec<_>>().join("\n\n")
}

/// The inverse of [`joined`].
pub(super) fn parted(attempt: &str) -> Vec<Arc<str>> {
    attempt.split("\n\n").filter(|tactic| !tactic.is_empty()).map(Arc::from).collect()
}

/// Reads a run's records and says what each problem taught when it ends.
#[derive(Debug, Default)]
pub struct Learner {
    /// Name of the run, if it is kept.
    run: Option<String>,
    toolchain: String,
    open: BTreeMap<(ProblemId, u32), (GoalId, Vec<Candidate>)>,
    failed: BTreeMap<ProblemId, BTreeMap<GoalId, Failed>>,
    refuted: BTreeMap<ProblemId, Counterexample>,
}

#[derive(Debug, Default)]
struct Failed {
    /// What a model wrote and what Lean said to it, oldest first.
    mistakes: Vec<(Arc<str>, String)>,
    tactics: Vec<Arc<str>>,
    bytes: usize,
    refused: usize,
    timed_out: usize,
    message: Option<String>,
}

impl Learner {
    /// A learner for the run of this name; none for a run whose folder is not kept.
    pub fn new(run: Option<String>) -> Self {
        Self { run, ..Self::default() }
    }

    /// From now on the run's folder is one that will not be kept.
    pub fn forget_run(&mut self) {
        self.run = None;
    }

    /// Takes in a record. `state` has it applied. Answers with what was learnt if the record ended
    /// the problem.
    pub fn observe(
        &mut self,
        record: &Record,
        state: &RunState,
        problem: Option<&Problem>,
    ) -> Option<Lessons> {
        match &record.event {
            Event::RunStarted { toolchain, .. } => self.toolchain.clone_from(toolchain),
            Event::BatchSent { problem, batch, goal, candidates, .. } if goal.0 < FAILED_GOALS => {
                self.open.insert((problem.clone(), *batch), (*goal, candidates.clone()));
            }
            Event::OutcomesReceived { problem, batch, outcomes, .. } => {
                if let Some((goal, candidates)) = self.open.remove(&(problem.clone(), *batch)) {
                    let goals = self.failed.entry(problem.clone()).or_default();
                    goals.entry(goal).or_default().note(&candidates, outcomes);
                }
            }
            Event::CounterexampleFound { problem, counterexample, .. }
                if counterexample.confirmed && VoiceId::MEMORY.as_str() != counterexample.tool =>
            {
                self.refuted.insert(problem.clone(), counterexample.clone());
            }
            Event::ProblemFinished { problem: id, end, .. } => {
                let failed = self.failed.remove(id).unwrap_or_default();
                let refuted = self.refuted.remove(id);
                self.open.retain(|(other, _), _| other != id);
                let learnt = Ended {
                    problem: problem?,
                    state: state.problem(id)?,
                    provenance: Provenance {
                        run: self.run.clone(),
                        problem: Some(id.to_string()),
                        model: None,
                        toolchain: Some(self.toolchain.clone()),
                    },
                    time: Timestamp(record.time.unix_ms().unwrap_or_default()),
                };
                return match end {
                    ProblemEnd::Proved => learnt.proved(&failed),
                    ProblemEnd::Refuted => learnt.refuted(&refuted?),
                    ProblemEnd::Exhausted
                    | ProblemEnd::GoalsLimit
                    | ProblemEnd::Budget { .. }
                    | ProblemEnd::Abstained
                    | ProblemEnd::ModelAway { .. } => Some(learnt.unproved(failed)),
                    // Nothing is known about the mathematics, or there is nothing to come back to.
                    ProblemEnd::BadStatement { .. } | ProblemEnd::Infrastructure { .. } => None,
                };
            }
            _ => {}
        }
        None
    }
}

/// Voices that propose the same candidates for the same goal again.
const REPEATING: [VoiceId; 3] = [VoiceId::RULES, VoiceId::PLANNER, VoiceId::MEMORY];

impl Failed {
    fn note(&mut self, candidates: &[Candidate], outcomes: &[OutcomeNote]) {
        for (candidate, outcome) in candidates.iter().zip(outcomes) {
            if let (Some(_), OutcomeNote::Failed(message)) = (candidate.source.model(), outcome)
                && !message.is_empty()
                && self.mistakes.len() < MISTAKES
            {
                self.mistakes.push((candidate.tactic.clone(), message.clone()));
            }
            // A model is asked anew, and what `decide` says may refute the goal.
            let repeats = REPEATING.contains(&candidate.source.by);
            if !repeats || &*candidate.tactic == "decide" {
                continue;
            }
            match outcome {
                OutcomeNote::Failed(message) => {
                    if self.message.is_none() && !message.is_empty() {
                        self.message = Some(message.clone());
                    }
                }
                OutcomeNote::Refused(_) => self.refused += 1,
                OutcomeNote::TimedOut => self.timed_out += 1,
                _ => continue,
            }
            let fits = self.bytes + candidate.tactic.len() <= FAILURE_BYTES;
            if fits && self.tactics.len() < FAILURES {
                self.bytes += candidate.tactic.len();
                self.tactics.push(candidate.tactic.clone());
            }
        }
    }

    fn reason(&self) -> String {
        let mut reason = format!("{} tactics failed", self.tactics.len());
        // Writing to a string cannot fail.
        if self.timed_out > 0 {
            let _ = write!(reason, ", {} of them by time", self.timed_out);
        }
        if self.refused > 0 {
            let _ = write!(reason, ", {} refused", self.refused);
        }
        if let Some(message) = &self.message {
            let _ = write!(reason, "; the first: {message}");
        }
        reason
    }
}

/// A problem that ended.
struct Ended<'a> {
    problem: &'a Problem,
    state: &'a ProblemState,
    provenance: Provenance,
    time: Timestamp,
}

impl Ended<'_> {
    fn proved(mut self, failed: &BTreeMap<GoalId, Failed>) -> Option<Lessons> {
        let graph = &self.state.search.as_ref()?.graph;
        let accepted = self.state.accepted.as_ref()?;
        let script = graph.proof()?;
        if script.text != *accepted.proof {
            // The graph went on; only what was judged counts.
            return None;
        }
        self.provenance.model =
            script.sources.iter().find_map(Source::model).map(ToString::to_string);
        let evidence = evidence(&accepted.acceptance, &self.provenance);
        let root = graph.goal(graph.root());
        let mut drafts = Vec::new();
        if !root.state.is_coupled() {
            let content = Content::Proof {
                statement: root.state.main().canonical(),
                proof: script.text.clone(),
                premises: premises(graph, &script.steps),
            };
            let key = goal_key("proof", root.state.main());
            drafts.push(self.draft(content).key(key).judged(evidence.clone()));
        }
        drafts.extend(self.lemmas(graph, &script.steps, &evidence));
        for &id in &script.steps {
            drafts.extend(self.of_step(graph, id));
            drafts.extend(self.repair(graph, id, failed));
        }
        drafts.extend(self.closings(graph));
        let mut used: Vec<ArtifactId> = script
            .sources
            .iter()
            .filter_map(|source| match &source.kind {
                Move::Recalled { artifact } => artifact.parse().ok(),
                _ => None,
            })
            .collect();
        used.sort_unstable();
        used.dedup();
        Some(Lessons { time: self.time, drafts, failures: Vec::new(), used })
    }

    fn draft(&self, content: Content) -> Draft {
        Draft::new(content).source("run").created(self.time).provenance(self.provenance.clone())
    }

    /// Goals on the way whose proofs are more than one finishing tactic, which rules find anyhow.
    /// The judge's acceptance of the whole covers each of them at its place.
    fn lemmas(&self, graph: &Graph, steps: &[StepId], evidence: &Evidence) -> Vec<Draft> {
        let finish = Source::rule(Rule::Finish);
        let mut lemmas = Vec::new();
        for (number, &id) in (1..).zip(steps).skip(1) {
            let step = graph.step(id);
            let goal = graph.goal(step.goal);
            let easy = step.source == finish && graph.goals_of(id).is_empty();
            if easy || goal.state.is_coupled() || lemmas.len() >= LEMMAS {
                continue;
            }
            let Some(script) = graph.proof_of(step.goal) else { continue };
            let content = Content::Lemma {
                name: format!("{}, step {number}", self.problem.theorem),
                statement: goal.state.main().canonical(),
                proof: script.text,
            };
            let key = goal_key("lemma", goal.state.main());
            lemmas.push(self.draft(content).key(key).judged(evidence.clone()));
        }
        lemmas
    }

    /// Which premise or plan a step owes itself to.
    fn of_step(&self, graph: &Graph, id: StepId) -> Option<Draft> {
        let step = graph.step(id);
        let goal = &graph.goal(step.goal).state;
        // What closes a goal is kept by itself.
        if goal.is_coupled() || graph.goals_of(id).is_empty() {
            return None;
        }
        let statement = goal.main().canonical();
        let content = match &step.source.kind {
            Move::Premise { premise } => Content::PremiseUse {
                goal: statement,
                premises: vec![premise.to_string()],
                tactic: step.tactic.to_string(),
            },
            Move::Plan { plan } => {
                Content::Plan { goal: statement, plan: format!("{plan}\n{}", step.tactic) }
            }
            Move::Sketch { .. } => {
                Content::Plan { goal: statement, plan: format!("{}\n{}", step.source, step.tactic) }
            }
            _ => return None,
        };
        Some(self.draft(content))
    }

    /// What a model wrote at last, where it is a mended version of what it wrote before.
    fn repair(
        &self,
        graph: &Graph,
        id: StepId,
        failed: &BTreeMap<GoalId, Failed>,
    ) -> Option<Draft> {
        let step = graph.step(id);
        step.source.model()?;
        let mistakes = &failed.get(&step.goal)?.mistakes;
        let like = mistakes.iter().map(|mistake| (likeness(&mistake.0, &step.tactic), mistake));
        // Of equals the last one: it is the nearest in time.
        let (_, (broken, error)) = like
            .filter(|(likeness, (broken, _))| *likeness >= MENDED && *broken != step.tactic)
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let key = blake3::hash(format!("{error}\n{broken}").as_bytes());
        let content = Content::Repair {
            error: error.clone(),
            broken: broken.to_string(),
            repaired: step.tactic.to_string(),
        };
        Some(self.draft(content).key(format!("repair {}", &key.to_hex()[..32])))
    }

    /// A counterexample of a tool's that Lean confirmed.
    fn refuted(self, counterexample: &Counterexample) -> Option<Lessons> {
        let search = self.state.search.as_ref()?;
        let root = &search.graph.goal(search.graph.root()).state;
        if root.is_coupled() {
            return None;
        }
        let content = Content::ToolResult {
            tool: counterexample.tool.clone(),
            arguments: root.main().canonical(),
            result: told(&counterexample.claim),
        };
        let draft = self.draft(content).key(goal_key("refuted", root.main()));
        Some(Lessons { time: self.time, drafts: vec![draft], ..Lessons::default() })
    }

    /// Which tactic closed which goal, whether or not the proof needed it: a hint for like goals,
    /// and all that an unsolved problem has to teach but its failures.
    fn closings(&self, graph: &Graph) -> Vec<Draft> {
        // Without a run there is no log to have them from again, and the journal is not for these.
        let most = if self.provenance.run.is_some() { CLOSINGS } else { 0 };
        let closed = graph.goals().filter_map(|goal| {
            let Status::Proved { step } = goal.status else { return None };
            let step = graph.step(step);
            let leaf = graph.goals_of(step.id).is_empty() && step.source.by != VoiceId::USER;
            (leaf && !goal.state.is_coupled()).then_some((goal, step))
        });
        closed
            .take(most)
            .map(|(goal, step)| {
                let content = Content::PremiseUse {
                    goal: goal.state.main().canonical(),
                    premises: premises(graph, &[step.id]),
                    tactic: step.tactic.to_string(),
                };
                self.draft(content).key(goal_key("closing", goal.state.main()))
            })
            .collect()
    }

    fn unproved(self, failed: BTreeMap<GoalId, Failed>) -> Lessons {
        let mut lessons = Lessons { time: self.time, ..Lessons::default() };
        // Without a run there is no log to have them from again, and the journal is not for these.
        if self.provenance.run.is_none() {
            return lessons;
        }
        let Some(search) = &self.state.search else { return lessons };
        lessons.drafts = self.closings(&search.graph);
        let toolchain = self.provenance.toolchain.clone().unwrap_or_default();
        for (goal, failed) in failed {
            let node = search.graph.goal(goal);
            if failed.tactics.is_empty()
                || matches!(node.status, Status::Proved { .. })
                || node.state.is_coupled()
            {
                continue;
            }
            lessons.failures.push(FailedGoal {
                key: failure_key(self.problem, &node.state, &toolchain),
                goal: node.state.main().canonical(),
                reason: failed.reason(),
                tactics: failed.tactics,
                provenance: self.provenance.clone(),
            });
        }
        lessons
    }
}

/// Names in the steps that look like theorems, those of premises first.
fn premises(graph: &Graph, steps: &[StepId]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for &id in steps {
        let step = graph.step(id);
        let premise = match &step.source.kind {
            Move::Premise { premise } => Some(premise.to_string()),
            _ => None,
        };
        for name in premise.into_iter().chain(cited(&step.tactic)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.truncate(32);
    names
}

/// What the judge wrote down, as the memory keeps it.
fn evidence(acceptance: &Acceptance, provenance: &Provenance) -> Evidence {
    let text = |field: &str| acceptance.record.get(field)?.as_str().map(str::to_owned);
    let version = acceptance.record.get("judge_version").map_or(String::new(), |v| format!(" {v}"));
    let toolchain = text("toolchain").or_else(|| provenance.toolchain.clone());
    let digest = text("content_hash")
        .unwrap_or_else(|| blake3::hash(acceptance.record.to_string().as_bytes()).to_string());
    Evidence::from_acceptance(
        format!("polya-judge{version}"),
        toolchain.unwrap_or_default(),
        digest,
    )
}

/// What a past run taught, problem by problem, in the order of its log.
pub fn of_run(
    run: &str,
    records: &[Record],
    problems: &[Arc<Problem>],
) -> Result<Vec<Lessons>, ReplayError> {
    let by_id: BTreeMap<&ProblemId, &Problem> = problems.iter().map(|p| (&p.id, &**p)).collect();
    let mut learner = Learner::new(Some(run.to_owned()));
    let mut state = RunState::default();
    let mut lessons = Vec::new();
    for record in records {
        state.apply(record)?;
        let problem = record.event.problem().and_then(|id| by_id.get(id).copied());
        lessons.extend(learner.observe(record, &state, problem));
    }
    Ok(lessons)
}
