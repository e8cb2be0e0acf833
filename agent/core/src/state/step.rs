//! Decisions: what happened goes in, events to record and effects to perform come out.
//!
//! Every event is applied to the state before it is handed out, so the state never runs ahead of
//! the log nor behind it. An effect that spends something comes after the record of its debit.

mod absence;
mod outcomes;
mod proposing;
mod verdict;
mod work;

use std::{sync::Arc, time::Duration};

use polya_lean::check::{CheckLimits, Outcome};
use polya_problems::ProblemId;

use super::{Phase, RunPhase, RunState};
use crate::{
    clock::Timestamp,
    environment::PrepareError,
    event::{Event, ProblemEnd, Record, Ruling, RunEnd, VERSION},
    graph::{GoalId, GoalState},
    ledger::Resource,
    refutation::Refutations,
    voice::{Failure, Proposals},
};

/// The moment of a step, read by the driver.
#[derive(Clone, Debug)]
pub struct Now {
    /// Calendar time.
    pub time: Timestamp,
    /// Milliseconds for which the run was active, earlier processes included.
    pub active_ms: u64,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// Time has passed, or the run begins.
    Tick,
    /// The user asks to stop: nothing new begins, what is under way ends.
    Interrupt,
    /// A statement was elaborated.
    Prepared {
        /// Which problem.
        problem: ProblemId,
        /// Its goal, or why there is none.
        result: Result<Preparation, PrepareError>,
    },
    /// A proposer answered.
    Proposed {
        /// Which problem.
        problem: ProblemId,
        /// For which goal.
        goal: GoalId,
        /// For which round.
        round: u32,
        /// Its candidates and what they cost, or what went wrong.
        result: Result<Proposals, String>,
    },
    /// Lean answered a batch.
    Checked {
        /// Which problem.
        problem: ProblemId,
        /// Which batch.
        batch: u32,
        /// One outcome for each candidate.
        outcomes: Vec<Outcome>,
    },
    /// The judge answered, or could not be asked.
    Judged {
        /// Which problem.
        problem: ProblemId,
        /// The proof that was judged.
        proof: Arc<str>,
        /// The ruling, or what went wrong outside mathematics.
        result: Result<Ruling, String>,
    },
}

/// An elaborated statement.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// The problem's goal.
    pub state: GoalState,
    /// What the planner sets out, in words.
    pub plan: Vec<String>,
    /// Predicted chance of success.
    pub chance: f64,
    /// What was said against it.
    pub refutations: Refutations,
}

/// What the driver is to do. Effects are performed in order; calls run side by side.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Append this to the log.
    Record(Record),
    /// Elaborate the statement and answer with [`Input::Prepared`].
    Prepare {
        /// Which problem.
        problem: ProblemId,
        /// Wait so long first.
        after: Duration,
    },
    /// Ask a proposer and answer with [`Input::Proposed`].
    Propose {
        /// Which problem.
        problem: ProblemId,
        /// For which goal.
        goal: GoalId,
        /// The goal itself.
        state: GoalState,
        /// Index of the round in the schedule.
        round: u32,
        /// Steps between the root and the goal.
        depth: u32,
        /// Path from the theorem's initial goal, where the goal has one.
        path: Option<Vec<polya_lean::check::PathStep>>,
        /// Seed for samples.
        seed: u64,
        /// Most tokens to spend.
        tokens: u64,
        /// Most checks that the voice itself may spend.
        checks: u64,
        /// What failed there before.
        failures: Vec<Failure>,
        /// Wait so long first.
        after: Duration,
    },
    /// Have Lean check candidates and answer with [`Input::Checked`].
    Check {
        /// Which problem.
        problem: ProblemId,
        /// Number of the batch.
        batch: u32,
        /// Path from the theorem's initial goal; the driver adds the file's text.
        path: Vec<polya_lean::check::PathStep>,
        /// What to run, in order.
        tactics: Vec<Arc<str>>,
        /// Limits of each check.
        limits: CheckLimits,
        /// True if somebody will read why a candidate failed.
        explain: bool,
        /// Wait so long first.
        after: Duration,
    },
    /// Ask the judge and answer with [`Input::Judged`].
    Judge {
        /// Which problem.
        problem: ProblemId,
        /// `by` and tactics.
        proof: Arc<str>,
        /// Wait so long first.
        after: Duration,
    },
    /// Write an accepted proof as a complete file.
    SaveProof {
        /// Which problem.
        problem: ProblemId,
        /// `by` and tactics.
        proof: Arc<str>,
    },
    /// End all calls for this problem; their answers are not wanted.
    Cancel {
        /// Which problem.
        problem: ProblemId,
    },
    /// Nothing is left to do: the run is finished or interrupted.
    Done,
}

/// The effects of one step, collected while events are applied.
pub(super) struct Effects<'a> {
    now: &'a Now,
    list: Vec<Effect>,
}

impl Effects<'_> {
    pub(super) fn push(&mut self, effect: Effect) {
        self.list.push(effect);
    }
}

impl RunState {
    /// Takes in what happened and decides what to do.
    pub fn step(&mut self, now: &Now, input: Input) -> Vec<Effect> {
        let mut effects = Effects { now, list: Vec::new() };
        match input {
            Input::Tick => {}
            Input::Interrupt => self.waiting.stopping = true,
            Input::Prepared { problem, result } => self.prepared(&problem, result, &mut effects),
            Input::Proposed { problem, goal, round, result } => {
                self.proposed(&problem, goal, round, result, &mut effects);
            }
            Input::Checked { problem, batch, outcomes } => {
                self.checked(&problem, batch, outcomes, &mut effects);
            }
            Input::Judged { problem, proof, result } => {
                self.judged(&problem, &proof, result, &mut effects);
            }
        }
        self.advance(&mut effects);
        effects.list
    }

    /// Records the first event.
    pub fn start(&mut self, now: &Now, event: Event) -> Vec<Effect> {
        let mut effects = Effects { now, list: Vec::new() };
        self.record(event, &mut effects);
        effects.list
    }

    /// Applies an event and hands it out for the log.
    pub(super) fn record(&mut self, event: Event, effects: &mut Effects<'_>) {
        let record = Record {
            v: VERSION,
            seq: self.next_seq,
            time: effects.now.time.clone(),
            // A clock that was set back must not give time back.
            active_ms: effects.now.active_ms.max(self.active_ms),
            event,
        };
        if let Err(error) = self.apply(&record) {
            unreachable!("the run core recorded an event that does not fit its own state: {error}");
        }
        effects.push(Effect::Record(record));
    }

    /// True if something of this goal's round is with a proposer, queued, or with Lean.
    pub fn is_under_way(&self, problem: &ProblemId, goal: GoalId, round: u32) -> bool {
        self.waiting.problems.get(problem).is_some_and(|waiting| waiting.has((goal, round)))
    }

    /// Active milliseconds, after `now`, at which something is to be done even if nothing comes back:
    /// a budget of time runs out, or a model is to be tried again.
    pub fn next_deadline(&self, now: u64) -> Option<u64> {
        let run = self.settings.run_budget.seconds.map(|s| s * 1000);
        let own = self.problems.values().filter(|p| p.is_active()).filter_map(|p| {
            let left = self.settings.problem_budget.left_ms(p.searched_ms(self.active_ms));
            (left < u64::MAX).then(|| self.active_ms.saturating_add(left))
        });
        let retries =
            self.breakers.values().map(|breaker| breaker.retry_at_ms).filter(|at| *at > now);
        own.chain(run).chain(retries).min()
    }

    fn advance(&mut self, effects: &mut Effects<'_>) {
        if self.waiting.done || matches!(self.phase, RunPhase::New) {
            return;
        }
        let now = effects.now.active_ms.max(self.active_ms);
        let active: Vec<ProblemId> =
            self.order.iter().filter(|id| self.problems[*id].is_active()).cloned().collect();
        for id in active {
            self.advance_problem(&id, now, effects);
        }
        self.fill(now, effects);
        self.end(effects);
    }

    /// Begins problems while there is room.
    fn fill(&mut self, now: u64, effects: &mut Effects<'_>) {
        loop {
            let active = self.problems.values().filter(|p| p.is_active()).count();
            if self.waiting.stopping || active >= self.settings.problems_at_once.max(1) {
                return;
            }
            let queued = |id: &&ProblemId| self.problems[*id].phase == Phase::Queued;
            let left = |id: &&ProblemId| self.model_is_back_for(id);
            let next = self.order.iter().find(queued).or_else(|| self.order.iter().find(left));
            let Some(id) = next.cloned() else { return };
            if let Some(resource) = self.run_budget_spent(now) {
                self.finish(&id, ProblemEnd::Budget { resource, run: true }, effects);
                continue;
            }
            if matches!(self.problems[&id].phase, Phase::Finished(_)) {
                self.waiting.retaken.insert(id.clone());
            }
            self.record(Event::ProblemStarted { problem: id.clone() }, effects);
            self.advance_problem(&id, now, effects);
        }
    }

    /// The resource of the run's budget that is used up, if any.
    pub(super) fn run_budget_spent(&self, now: u64) -> Option<Resource> {
        let budget = self.settings.run_budget;
        let left = budget.left(self.ledger.run().committed());
        if budget.left_ms(now) == 0 {
            Some(Resource::Seconds)
        } else if left.checks == 0 {
            Some(Resource::Checks)
        } else if left.judgements == 0 {
            Some(Resource::Judgements)
        } else {
            None
        }
    }

    fn end(&mut self, effects: &mut Effects<'_>) {
        if self.waiting.has_calls() {
            return;
        }
        if self.all_finished() {
            let reason = if self.run_budget_spent(effects.now.active_ms).is_some() {
                RunEnd::Budget
            } else {
                RunEnd::Complete
            };
            self.record(Event::RunFinished { reason }, effects);
        } else if self.waiting.stopping {
            self.record(Event::Interrupted, effects);
        } else {
            return;
        }
        self.waiting.done = true;
        effects.push(Effect::Done);
    }

    /// Ends work on a problem.
    pub(super) fn finish(&mut self, id: &ProblemId, end: ProblemEnd, effects: &mut Effects<'_>) {
        let chance = self.chance(id, effects.now.active_ms);
        self.waiting.problems.remove(id);
        self.record(Event::ProblemFinished { problem: id.clone(), end, chance }, effects);
        effects.push(Effect::Cancel { problem: id.clone() });
    }

    /// An error outside mathematics: how long to wait before the next try, or `None` if it is
    /// enough.
    pub(super) fn trouble(
        &mut self,
        id: &ProblemId,
        doing: &str,
        message: &str,
        effects: &mut Effects<'_>,
    ) -> Option<Duration> {
        let waiting = self.waiting.problems.entry(id.clone()).or_default();
        waiting.troubles += 1;
        let attempt = waiting.troubles;
        let event = Event::Trouble {
            problem: id.clone(),
            doing: doing.to_owned(),
            message: message.to_owned(),
            attempt,
        };
        self.record(event, effects);
        if attempt > self.settings.retries {
            let message = format!("{doing}: {message}");
            self.finish(id, ProblemEnd::Infrastructure { message }, effects);
            return None;
        }
        Some(Duration::from_millis(250 << (attempt - 1).min(7)))
    }
}
