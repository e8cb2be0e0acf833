//! The events of a run: one closed, versioned enum. The log is a sequence of [`Record`]s, one JSON
//! object a line, and everything else is computed from it.
//!
//! An event says what was decided or what came back, never what should be concluded from it.

use std::{collections::BTreeMap, sync::Arc};

use polya_lean::check::Outcome;
use polya_problems::{Expectation, ProblemId};
use serde::{Deserialize, Serialize};

use crate::{
    candidate::Candidate,
    clock::Timestamp,
    graph::{GoalId, GoalState, StepId},
    ledger::{Amounts, Resource},
    refusal::Refusals,
    refutation::Counterexample,
    schedule::VoiceId,
    settings::RunSettings,
    voice::ProverNames,
};

/// Version of the log's form. A reader refuses logs of a version it does not know.
pub const VERSION: u32 = 2;

/// The first version that this program still reads.
const OLDEST_VERSION: u32 = 1;

/// True if this program reads records of this version.
pub fn is_readable(version: u64) -> bool {
    (u64::from(OLDEST_VERSION)..=u64::from(VERSION)).contains(&version)
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`VERSION`] of the writer.
    pub v: u32,
    /// Counted from 0 without gaps, across resumes.
    pub seq: u64,
    /// Calendar time.
    pub time: Timestamp,
    /// Milliseconds for which the run was active so far; time between a crash and a resume is not
    /// counted.
    pub active_ms: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The first event of a log.
    RunStarted {
        /// Settings, in force until the end.
        settings: Box<RunSettings>,
        /// The problems, in the order in which they are attacked.
        problems: Vec<ProblemHead>,
        /// Hash of the problems' files, so that a resume notices a changed list.
        list_hash: String,
        /// The Lean in use.
        toolchain: String,
        /// Version of this program.
        program: String,
    },
    /// A process took the run up again.
    Resumed {
        /// Version of the program.
        program: String,
    },
    /// The user asked to stop.
    Interrupted,
    /// Nothing is left to do.
    RunFinished {
        /// Why.
        reason: RunEnd,
    },
    /// Work on a problem began.
    ProblemStarted {
        /// Which.
        problem: ProblemId,
    },
    /// Lean elaborated the statement.
    ProblemPrepared {
        /// Which.
        problem: ProblemId,
        /// Its goal.
        state: GoalState,
        /// Chance of success that was predicted from the goal alone.
        chance: f64,
    },
    /// The statement does not elaborate: the user's error.
    ProblemRejected {
        /// Which.
        problem: ProblemId,
        /// Lean's message.
        message: String,
        /// Line in the problem's file, counted from 1, where known.
        line: Option<u32>,
        /// Column, counted from 0, where known.
        column: Option<u32>,
    },
    /// The planner set out what to try first.
    PlanProposed {
        /// Which problem.
        problem: ProblemId,
        /// In words.
        plan: Vec<String>,
    },
    /// A tool claimed values that make the statement false, and Lean was asked.
    CounterexampleFound {
        /// Which problem.
        problem: ProblemId,
        /// The values, whose they are, and whether Lean confirmed them.
        #[serde(flatten)]
        counterexample: Counterexample,
        /// True if that ends the problem: Lean confirmed it, or the settings believe tools.
        settles: bool,
    },
    /// A tool failed or was stopped. Nothing was lost but its answer.
    ToolFailed {
        /// Which problem it was asked about.
        problem: ProblemId,
        /// Which tool, and what happened.
        message: String,
    },
    /// Tokens, or checks, were set aside for a voice's proposals.
    ProposalsAsked {
        /// Which problem.
        problem: ProblemId,
        /// For which goal.
        goal: GoalId,
        /// Index of the round in the schedule.
        round: u32,
        /// What was set aside.
        debit: Amounts,
    },
    /// The voice for whose proposals something was set aside answered, or failed to.
    ProposalsReceived {
        /// Which problem.
        problem: ProblemId,
        /// For which goal.
        goal: GoalId,
        /// Index of the round in the schedule.
        round: u32,
        /// What it cost.
        spent: Amounts,
        /// How many candidates it proposed.
        candidates: usize,
        /// How many of its samples gave nothing.
        #[serde(default, skip_serializing_if = "is_zero")]
        refused: usize,
        /// The same by the reason.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        refusals: Refusals,
        /// Functions that it called while it thought, in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        called: Vec<String>,
        /// How many of its statements were shown to be false.
        #[serde(default, skip_serializing_if = "is_zero")]
        objections: usize,
    },
    /// It was found out which provers Lean has under an import header.
    ProversFound {
        /// The header, in canonical form.
        header: Arc<str>,
        /// The provers.
        provers: ProverNames,
    },
    /// Candidates were given to Lean.
    BatchSent {
        /// Which problem.
        problem: ProblemId,
        /// Number of the batch within the problem.
        batch: u32,
        /// The goal they are for.
        goal: GoalId,
        /// Index of the round in the schedule.
        round: u32,
        /// The candidates.
        candidates: Vec<Candidate>,
        /// What was set aside.
        debit: Amounts,
    },
    /// Lean answered.
    OutcomesReceived {
        /// Which problem.
        problem: ProblemId,
        /// Which batch.
        batch: u32,
        /// One note for each candidate, in order.
        outcomes: Vec<OutcomeNote>,
        /// What it cost: candidates that met an infrastructure error cost nothing.
        spent: Amounts,
    },
    /// A goal came into the graph.
    GoalAdded {
        /// Which problem.
        problem: ProblemId,
        /// Its id.
        goal: GoalId,
        /// What is to be proved.
        state: GoalState,
        /// The step that left it.
        step: StepId,
        /// At which position.
        position: u32,
    },
    /// A step came into the graph.
    StepAdded {
        /// Which problem.
        problem: ProblemId,
        /// Its id.
        step: StepId,
        /// The goal it works on.
        goal: GoalId,
        /// The tactic and who proposed it.
        #[serde(flatten)]
        candidate: Candidate,
        /// The goals it leaves.
        goals: Vec<GoalId>,
    },
    /// A goal is unprovable.
    GoalRefuted {
        /// Which problem.
        problem: ProblemId,
        /// Which goal.
        goal: GoalId,
        /// How it is known.
        reason: String,
    },
    /// A goal had one of its rounds to the end.
    RoundFinished {
        /// Which problem.
        problem: ProblemId,
        /// Which goal.
        goal: GoalId,
        /// Index of the round in the schedule.
        round: u32,
        /// True if it was the last one.
        last: bool,
    },
    /// A complete proof was put together and goes to the judge.
    ProofAssembled {
        /// Which problem.
        problem: ProblemId,
        /// The proof: `by` and tactics.
        proof: Arc<str>,
        /// The steps in it.
        steps: Vec<StepId>,
        /// What was set aside.
        debit: Amounts,
    },
    /// The judge answered.
    Verdict {
        /// Which problem.
        problem: ProblemId,
        /// The proof that was judged.
        proof: Arc<str>,
        /// The judge's ruling.
        ruling: Ruling,
        /// What it cost.
        spent: Amounts,
    },
    /// A step must not be used again, because the judge rejected a proof through it.
    StepBanned {
        /// Which problem.
        problem: ProblemId,
        /// Which step.
        step: StepId,
    },
    /// A goal shared by several steps got a private copy for one of them.
    ShareSplit {
        /// Which problem.
        problem: ProblemId,
        /// The step.
        step: StepId,
        /// The position among its goals.
        position: u32,
    },
    /// Something outside mathematics went wrong and will be tried again.
    Trouble {
        /// Which problem.
        problem: ProblemId,
        /// What was being done.
        doing: String,
        /// What went wrong.
        message: String,
        /// How often it went wrong in a row.
        attempt: u32,
    },
    /// A request to a model failed, or was not answered in time. The search goes on without it.
    ModelFailed {
        /// The voice that asked.
        voice: VoiceId,
        /// What went wrong.
        message: String,
        /// Milliseconds since it was asked, or last heard of.
        took_ms: u64,
        /// Failures since the model's last answer.
        failures: u32,
        /// Active milliseconds before which it is not asked again.
        retry_at_ms: u64,
        /// True if it counts as away, and nobody waits for it.
        away: bool,
    },
    /// A model that had failed answered.
    ModelAnswered {
        /// The voice that asked.
        voice: VoiceId,
        /// Milliseconds since the first request that failed.
        failing_ms: u64,
    },
    /// Work on a problem ended.
    ProblemFinished {
        /// Which.
        problem: ProblemId,
        /// Why.
        #[serde(flatten)]
        end: ProblemEnd,
        /// The last prediction made before the outcome was known.
        chance: f64,
    },
}

impl Event {
    /// The problem that the event is about.
    pub fn problem(&self) -> Option<&ProblemId> {
        match self {
            Self::RunStarted { .. }
            | Self::Resumed { .. }
            | Self::Interrupted
            | Self::RunFinished { .. }
            | Self::ProversFound { .. }
            | Self::ModelFailed { .. }
            | Self::ModelAnswered { .. } => None,
            Self::ProblemStarted { problem }
            | Self::ProblemPrepared { problem, .. }
            | Self::ProblemRejected { problem, .. }
            | Self::PlanProposed { problem, .. }
            | Self::CounterexampleFound { problem, .. }
            | Self::ToolFailed { problem, .. }
            | Self::ProposalsAsked { problem, .. }
            | Self::ProposalsReceived { problem, .. }
            | Self::BatchSent { problem, .. }
            | Self::OutcomesReceived { problem, .. }
            | Self::GoalAdded { problem, .. }
            | Self::StepAdded { problem, .. }
            | Self::GoalRefuted { problem, .. }
            | Self::RoundFinished { problem, .. }
            | Self::ProofAssembled { problem, .. }
            | Self::Verdict { problem, .. }
            | Self::StepBanned { problem, .. }
            | Self::ShareSplit { problem, .. }
            | Self::Trouble { problem, .. }
            | Self::ProblemFinished { problem, .. } => Some(problem),
        }
    }

    /// True if the log must be on disk before anything else happens.
    pub fn is_durable(&self) -> bool {
        matches!(
            self,
            Self::RunStarted { .. }
                | Self::Resumed { .. }
                | Self::Verdict { .. }
                | Self::ProofAssembled { .. }
                | Self::ProblemFinished { .. }
                | Self::Interrupted
                | Self::RunFinished { .. }
        )
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A problem as the log remembers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemHead {
    /// Its id.
    pub id: ProblemId,
    /// Lean name of the theorem.
    pub theorem: String,
    /// Level in the list.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<String>,
    /// What the list says about its truth. For reports; no agent reads it.
    #[serde(default)]
    pub expectation: Expectation,
    /// Hash of the file and the place of its hole.
    pub hash: String,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunEnd {
    /// Every problem is finished.
    Complete,
    /// The run's budget is spent.
    Budget,
}

/// Why work on a problem ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum ProblemEnd {
    /// The judge accepted a proof.
    Proved,
    /// Everything that the schedule offers was tried.
    Exhausted,
    /// The statement was shown to be unprovable.
    Refuted,
    /// A budget is spent.
    Budget {
        /// Which resource ran out.
        resource: Resource,
        /// True if it was the run's budget and not the problem's.
        run: bool,
    },
    /// The graph has as many goals as the settings allow, and nothing is left to try on those in it.
    /// Steps that would have led further were left out.
    GoalsLimit,
    /// The chance of success within the budget was too small.
    Abstained,
    /// Nothing was left to try, or time ran out, while a model that had a part to play was away.
    /// Nothing is known about what it would have found: the problem is taken up again.
    ModelAway {
        /// What was wrong with the model last.
        message: String,
        /// For how many milliseconds of the work on the problem it failed; not charged to the
        /// problem's time when it is taken up again.
        failing_ms: u64,
    },
    /// The statement does not elaborate.
    BadStatement {
        /// Lean's message.
        message: String,
    },
    /// Something outside mathematics kept going wrong. Nothing is known about the problem.
    Infrastructure {
        /// What.
        message: String,
    },
}

/// The judge's ruling, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ruling", rename_all = "snake_case")]
pub enum Ruling {
    /// The proof proves the statement.
    Accepted {
        /// The judge's own record of what it checked.
        acceptance: Acceptance,
    },
    /// It does not.
    Rejected {
        /// Why.
        reason: String,
    },
    /// The judge could not tell.
    Undecided {
        /// Why.
        reason: String,
    },
}

/// The judge's record of an accepted proof. Only an implementation of
/// [`Referee`](crate::environment::Referee) makes one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acceptance {
    /// What the judge wrote down, in its own form.
    pub record: serde_json::Value,
}

/// An outcome as the log keeps it. The goals of a tactic that made progress are in `GoalAdded`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeNote {
    /// No goal is left.
    Closed,
    /// So many goals are left.
    Progress(usize),
    /// Lean's message, shortened.
    Failed(String),
    /// Not given to Lean, and why.
    Refused(String),
    /// A limit was reached.
    TimedOut,
    /// The worker died on it.
    Crashed,
    /// Nothing is known.
    Infrastructure(String),
}

impl OutcomeNote {
    /// The note for an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Closed => Self::Closed,
            Outcome::Progress { goals, .. } => Self::Progress(goals.len()),
            Outcome::Failed { message, .. } => Self::Failed(shorten(message)),
            Outcome::Refused { reason } => Self::Refused(shorten(reason)),
            Outcome::TimedOut => Self::TimedOut,
            Outcome::Crashed => Self::Crashed,
            Outcome::Infrastructure { message } => Self::Infrastructure(shorten(message)),
        }
    }
}

/// The first lines of a message, at most 160 characters: what one wants to read in a log.
fn shorten(message: &str) -> String {
    let flat = message.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(160) {
        None => flat,
        Some((end, _)) => format!("{}…", &flat[..end]),
    }
}
