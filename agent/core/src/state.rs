//! The state of a run, and how events change it.
//!
//! [`RunState::apply`] is the only way in which an event changes the state. It decides nothing: a log
//! applied again, event by event, gives the same state. What is being waited for (calls in flight,
//! candidates that were proposed and not yet sent) is not part of the log; it lives in
//! [`Waiting`](waiting::Waiting) and is empty after a replay. Decisions are in [`step`].

mod breaker;
mod problem;
mod search;
mod step;
mod waiting;

use std::{collections::BTreeMap, sync::Arc};

use polya_problems::ProblemId;
use serde::Serialize;

pub use breaker::Breaker;
pub use problem::{AcceptedProof, Phase, ProblemState};
pub use search::{OpenBatch, Search};
pub use step::{Effect, Input, Now, Preparation};

use breaker::Tripped;

use crate::{
    event::{Event, OutcomeNote, ProblemEnd, Record, RunEnd, VERSION, is_readable},
    ledger::Ledger,
    refusal::Refusals,
    schedule::{Round, VoiceId},
    settings::RunSettings,
    voice::ProverNames,
};

/// Everything known about a run.
#[derive(Debug, Serialize)]
pub struct RunState {
    /// Settings of the run.
    pub settings: RunSettings,
    /// The problems, by id.
    pub problems: BTreeMap<ProblemId, ProblemState>,
    /// Their order in the list.
    pub order: Vec<ProblemId>,
    /// What was spent.
    pub ledger: Ledger,
    /// Models that failed, by the voice that asks them.
    pub breakers: BTreeMap<VoiceId, Breaker>,
    /// Which provers Lean has, by import header, as far as that was found out.
    pub provers: BTreeMap<Arc<str>, ProverNames>,
    /// Where the run stands.
    pub phase: RunPhase,
    /// Number of the next record.
    pub next_seq: u64,
    /// Milliseconds for which the run was active, by the last record.
    pub active_ms: u64,
    /// Hash of the problem list.
    pub list_hash: String,
    /// How often the run was taken up again.
    pub resumes: u32,
    /// The Lean that the run was begun with.
    pub toolchain: String,
    /// Checks that Lean answered, by voice: of candidates, whose they are; of questions, who asked.
    pub checks: BTreeMap<VoiceId, u64>,
    /// What models did beside proposing candidates.
    pub heard: Heard,
    #[serde(skip)]
    waiting: waiting::Waiting,
}

/// What models did beside proposing candidates, over the whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// Samples that gave nothing.
    pub refused_samples: usize,
    /// The same by the reason, where the log has it.
    pub refusals: Refusals,
    /// Statements of theirs that were shown to be false.
    pub objections: usize,
    /// Calls of functions while they thought, by the function's name.
    pub function_calls: BTreeMap<String, usize>,
}

impl Heard {
    fn add(&mut self, refused: usize, refusals: &Refusals, called: &[String], objections: usize) {
        self.refused_samples += refused;
        for (reason, samples) in refusals {
            *self.refusals.entry(*reason).or_default() += samples;
        }
        self.objections += objections;
        for name in called {
            *self.function_calls.entry(name.clone()).or_default() += 1;
        }
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunPhase {
    /// No event yet.
    New,
    /// Under way, or cut off.
    Running,
    /// Stopped by the user; can be resumed.
    Interrupted,
    /// Ended.
    Finished(RunEnd),
}

/// Why a log cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The log was written in a form that this program does not know.
    #[error("the log has version {found}, which this program does not read; its own is {VERSION}")]
    Version {
        /// The log's version.
        found: u32,
    },
    /// A record is missing or repeated.
    #[error("record {expected} was expected and record {found} found")]
    Sequence {
        /// The number that should have come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// An event does not fit the events before it.
    #[error("record {seq} does not fit what came before it: {problem}")]
    Misfit {
        /// Number of the record.
        seq: u64,
        /// What is wrong.
        problem: String,
    },
}

impl Default for RunState {
    fn default() -> Self {
        Self {
            settings: RunSettings::default(),
            problems: BTreeMap::new(),
            order: Vec::new(),
            ledger: Ledger::default(),
            breakers: BTreeMap::new(),
            provers: BTreeMap::new(),
            phase: RunPhase::New,
            next_seq: 0,
            active_ms: 0,
            list_hash: String::new(),
            resumes: 0,
            toolchain: String::new(),
            checks: BTreeMap::new(),
            heard: Heard::default(),
            waiting: waiting::Waiting::default(),
        }
    }
}

impl RunState {
    /// The state after all of `records`.
    pub fn replay<'a>(records: impl IntoIterator<Item = &'a Record>) -> Result<Self, ReplayError> {
        let mut state = Self::default();
        for record in records {
            state.apply(record)?;
        }
        Ok(state)
    }

    /// Changes the state by one record.
    pub fn apply(&mut self, record: &Record) -> Result<(), ReplayError> {
        if !is_readable(record.v.into()) {
            return Err(ReplayError::Version { found: record.v });
        }
        if record.seq != self.next_seq {
            return Err(ReplayError::Sequence { expected: self.next_seq, found: record.seq });
        }
        let misfit = |problem: String| ReplayError::Misfit { seq: record.seq, problem };
        match &record.event {
            Event::RunStarted { settings, problems, list_hash, toolchain, .. } => {
                if self.phase != RunPhase::New {
                    return Err(misfit("a run starts once".to_owned()));
                }
                self.settings = (**settings).clone();
                self.ledger = Ledger::new(settings.run_budget, settings.problem_budget);
                self.list_hash.clone_from(list_hash);
                self.toolchain.clone_from(toolchain);
                for head in problems {
                    self.order.push(head.id.clone());
                    self.problems.insert(head.id.clone(), ProblemState::new(head.clone()));
                }
                self.phase = RunPhase::Running;
            }
            Event::Resumed { .. } => {
                self.resumes += 1;
                self.phase = RunPhase::Running;
                for breaker in self.breakers.values_mut() {
                    breaker.close(self.active_ms);
                }
                for problem in self.problems.values_mut() {
                    problem.forget_calls(&mut self.ledger);
                    problem.mend();
                    problem.doubt();
                }
            }
            Event::Interrupted => self.phase = RunPhase::Interrupted,
            Event::RunFinished { reason } => self.phase = RunPhase::Finished(*reason),
            Event::ModelFailed { voice, message, took_ms, failures, retry_at_ms, away } => {
                let tripped =
                    Tripped { failures: *failures, retry_at_ms: *retry_at_ms, away: *away };
                let breaker = self.breakers.entry(voice.clone()).or_default();
                breaker.failed(tripped, message, *took_ms, record.active_ms);
            }
            Event::ProversFound { header, provers, .. } => {
                self.provers.insert(header.clone(), provers.clone());
            }
            Event::ModelAnswered { voice, .. } => {
                self.breakers.entry(voice.clone()).or_default().answered(record.active_ms);
            }
            event => {
                let failing_ms = self.failing_ms(record.active_ms);
                let id = event.problem().ok_or_else(|| misfit("no problem".to_owned()))?;
                let problem = self
                    .problems
                    .get_mut(id)
                    .ok_or_else(|| misfit(format!("unknown problem `{id}`")))?;
                let checks = checked(event, problem, &self.settings.schedule);
                problem.apply(event, &mut self.ledger, record.active_ms).map_err(misfit)?;
                for (voice, count) in checks {
                    *self.checks.entry(voice).or_default() += count;
                }
                if let Event::ProblemStarted { .. } = event {
                    problem.failing_before_ms = failing_ms;
                }
                if let Event::ProposalsReceived { refused, refusals, called, objections, .. } =
                    event
                {
                    self.heard.add(*refused, refusals, called, *objections);
                }
            }
        }
        self.next_seq += 1;
        self.active_ms = record.active_ms;
        Ok(())
    }

    /// Milliseconds of the run, up to `now`, for which a model failed.
    pub(crate) fn failing_ms(&self, now: u64) -> u64 {
        self.breakers.values().map(|breaker| breaker.failing_ms(now)).max().unwrap_or(0)
    }

    /// The problem with this id.
    pub fn problem(&self, id: &ProblemId) -> Option<&ProblemState> {
        self.problems.get(id)
    }

    /// Ids of the problems whose proofs the judge accepted, in the list's order.
    pub fn solved(&self) -> impl Iterator<Item = &ProblemId> + '_ {
        self.order.iter().filter(|id| self.problems[*id].is_solved())
    }

    /// True if no problem is left to work on.
    pub fn all_finished(&self) -> bool {
        self.problems.values().all(|p| matches!(p.phase, Phase::Finished(_)))
    }

    /// True if some problem could not be worked on, or not to the end, for reasons outside
    /// mathematics.
    pub fn has_infrastructure_failures(&self) -> bool {
        self.problems.values().any(|problem| {
            matches!(
                problem.phase,
                Phase::Finished(ProblemEnd::Infrastructure { .. } | ProblemEnd::ModelAway { .. })
            )
        })
    }
}

/// Checks that came back with an event, by voice.
fn checked(event: &Event, problem: &ProblemState, schedule: &[Round]) -> Vec<(VoiceId, u64)> {
    match event {
        Event::ProposalsReceived { round, spent, .. } if spent.checks > 0 => {
            let round = schedule.get(*round as usize);
            round.map(|round| (round.voice.clone(), spent.checks)).into_iter().collect()
        }
        Event::OutcomesReceived { batch, outcomes, .. } => {
            let open = problem.search.as_ref().and_then(|search| search.open.get(batch));
            let sent = open.into_iter().flat_map(|open| &open.candidates).zip(outcomes);
            let answered = sent.filter(|(_, o)| !matches!(o, OutcomeNote::Infrastructure(_)));
            answered.map(|(candidate, _)| (candidate.source.by.clone(), 1)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
