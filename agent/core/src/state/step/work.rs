//! Giving a problem its next piece of work: elaborate, ask proposers, send batches, give a complete
//! proof to the judge; and knowing when to stop.

use std::{sync::Arc, time::Duration};

use polya_problems::ProblemId;

use super::{Effect, Effects, Preparation};
use crate::{
    confidence,
    environment::PrepareError,
    event::{Event, ProblemEnd},
    ledger::{Amounts, Resource},
    refutation::Refutations,
    schedule::Lane,
    state::{
        Phase, RunState,
        waiting::{GoalRound, ProblemWaiting},
    },
};

impl RunState {
    pub(super) fn waiting_of(&mut self, id: &ProblemId) -> &mut ProblemWaiting {
        self.waiting.problems.entry(id.clone()).or_default()
    }

    pub(super) fn prepared(
        &mut self,
        id: &ProblemId,
        result: Result<Preparation, PrepareError>,
        effects: &mut Effects<'_>,
    ) {
        if self.problems.get(id).is_none_or(|p| p.phase != Phase::Preparing) {
            return;
        }
        self.waiting_of(id).preparing = false;
        let problem = id.clone();
        match result {
            Ok(Preparation { state, plan, chance, refutations }) => {
                self.waiting_of(id).troubles = 0;
                self.record(Event::ProblemPrepared { problem, state, chance }, effects);
                if !plan.is_empty() {
                    self.record(Event::PlanProposed { problem: id.clone(), plan }, effects);
                }
                self.refuted(id, refutations, effects);
            }
            Err(PrepareError::Rejected { message, line, column }) => {
                let end = ProblemEnd::BadStatement { message: message.clone() };
                self.record(Event::ProblemRejected { problem, message, line, column }, effects);
                self.finish(id, end, effects);
            }
            Err(PrepareError::Infrastructure(message)) => {
                if let Some(after) = self.trouble(id, "preparing the statement", &message, effects)
                {
                    self.waiting_of(id).preparing = true;
                    effects.push(Effect::Prepare { problem, after });
                }
            }
        }
    }

    /// Notes what tools said against a statement. What Lean confirmed ends the problem.
    fn refuted(&mut self, id: &ProblemId, refutations: Refutations, effects: &mut Effects<'_>) {
        self.note_tool_failures(id, refutations.troubles, effects);
        for counterexample in refutations.counterexamples {
            let settles = counterexample.confirmed || self.settings.believe_tools;
            let problem = id.clone();
            self.record(Event::CounterexampleFound { problem, counterexample, settles }, effects);
        }
    }

    pub(super) fn note_tool_failures(
        &mut self,
        id: &ProblemId,
        failures: Vec<String>,
        effects: &mut Effects<'_>,
    ) {
        for message in failures {
            self.record(Event::ToolFailed { problem: id.clone(), message }, effects);
        }
    }

    /// One problem's next pieces of work.
    pub(super) fn advance_problem(&mut self, id: &ProblemId, now: u64, effects: &mut Effects<'_>) {
        match self.problems[id].phase {
            Phase::Preparing => self.prepare(id, effects),
            Phase::Doubted => self.judge_again(id, effects),
            Phase::Searching => self.search(id, now, effects),
            Phase::Judging => self.judge_claim(id, effects),
            Phase::Queued | Phase::Finished(_) => {}
        }
    }

    fn prepare(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        if !self.waiting.stopping && !self.waiting_of(id).preparing {
            self.waiting_of(id).preparing = true;
            effects.push(Effect::Prepare { problem: id.clone(), after: Duration::ZERO });
        }
    }

    fn search(&mut self, id: &ProblemId, now: u64, effects: &mut Effects<'_>) {
        if let Some(end) = self.reason_to_stop(id, now, effects) {
            return self.finish(id, end, effects);
        }
        if self.problems[id].search.as_ref().is_some_and(|s| s.graph.is_proved()) {
            return self.assemble(id, effects);
        }
        if self.waiting.stopping {
            return;
        }
        loop {
            self.send_queued(id, effects);
            if self.problems[id].phase != Phase::Searching {
                return;
            }
            let Some((goal, round)) = self.choose(id, now) else { break };
            self.ask(id, goal, round, effects);
        }
        if let Some(end) = self.nothing_left(id, now) {
            self.finish(id, end, effects);
        }
    }

    fn reason_to_stop(
        &mut self,
        id: &ProblemId,
        now: u64,
        effects: &mut Effects<'_>,
    ) -> Option<ProblemEnd> {
        if let Some(resource) = self.run_budget_spent(now) {
            // What was already paid for may still come back.
            let idle = self.waiting_of(id).checking.is_empty();
            if resource == Resource::Seconds {
                return Some(self.out_of_time(id, true, now, effects));
            }
            if idle {
                return Some(ProblemEnd::Budget { resource, run: true });
            }
        }
        let problem = &self.problems[id];
        if self.settings.problem_budget.left_ms(problem.searched_ms(now)) == 0 {
            return Some(self.out_of_time(id, false, now, effects));
        }
        let graph = &problem.search.as_ref()?.graph;
        match graph.goal(graph.root()).status {
            crate::graph::Status::Refuted => return Some(ProblemEnd::Refuted),
            crate::graph::Status::Exhausted => return Some(self.exhausted(id)),
            crate::graph::Status::Open | crate::graph::Status::Proved { .. } => {}
        }
        let bound = self.settings.abstain_below;
        (bound > 0.0 && self.chance(id, now) < bound).then_some(ProblemEnd::Abstained)
    }

    pub(super) fn out_of(&self, id: &ProblemId, resource: Resource) -> ProblemEnd {
        let budget = self.settings.problem_budget;
        let left = budget.left(self.ledger.problem(id).committed());
        let own = match resource {
            Resource::Checks => left.checks,
            Resource::Tokens => left.tokens,
            Resource::Judgements => left.judgements,
            Resource::Seconds => 0,
        };
        ProblemEnd::Budget { resource, run: own > 0 }
    }

    /// The predicted chance that the problem is solved within what is left of its budget.
    pub(super) fn chance(&self, id: &ProblemId, now: u64) -> f64 {
        let problem = &self.problems[id];
        let budget = self.settings.problem_budget.seconds.map(|s| s * 1000);
        confidence::remaining(problem.chance, problem.searched_ms(now), budget)
    }

    /// Sends the next batch of every round that has candidates queued and no batch with Lean.
    fn send_queued(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        let rounds: Vec<GoalRound> = self.waiting_of(id).queued.keys().copied().collect();
        for round in rounds {
            if self.waiting_of(id).checking.values().any(|sent| *sent == round) {
                continue;
            }
            self.send(id, round, effects);
        }
    }

    pub(super) fn send(
        &mut self,
        id: &ProblemId,
        (goal, round): GoalRound,
        effects: &mut Effects<'_>,
    ) {
        let (room, most) = (self.ledger.available(id).checks, self.settings.batch.max(1));
        let Some(search) = &self.problems[id].search else { return };
        let node = search.graph.goal(goal);
        let wanted = node.status == crate::graph::Status::Open;
        let refutable = !node.state.is_coupled() && node.state.main().hypotheses.is_empty();
        let next_batch = search.next_batch;
        let place = search.graph.place(goal);
        let Some(queue) = self.waiting_of(id).queued.get_mut(&(goal, round)) else { return };
        if !wanted || room == 0 {
            self.waiting_of(id).queued.remove(&(goal, round));
            return;
        }
        let candidates = queue.take(most.min(usize::try_from(room).unwrap_or(usize::MAX)));
        let debit = Amounts::checks(candidates.len() as u64);
        // Rules do not read messages. A model does, and so does the search where `decide` may
        // refute the goal.
        let explain = refutable || candidates.iter().any(|c| c.source.model().is_some());
        let limits = match self.settings.schedule[round as usize].lane() {
            Lane::Provers => self.settings.prover_limits,
            Lane::Own | Lane::Model => self.settings.limits,
        };
        let tactics: Vec<Arc<str>> =
            candidates.iter().map(|c| place.candidate(&c.tactic)).collect();
        let (problem, batch) = (id.clone(), next_batch);
        self.waiting_of(id).checking.insert(batch, (goal, round));
        self.record(Event::BatchSent { problem, batch, goal, round, candidates, debit }, effects);
        effects.push(Effect::Check {
            problem: id.clone(),
            batch,
            path: place.path,
            tactics,
            limits,
            explain,
            after: Duration::ZERO,
        });
    }

    /// One of the goal's rounds is at its end.
    pub(super) fn end_round(
        &mut self,
        id: &ProblemId,
        (goal, round): GoalRound,
        effects: &mut Effects<'_>,
    ) {
        self.waiting_of(id).queued.remove(&(goal, round));
        let Some(search) = &self.problems[id].search else { return };
        let finished = search.graph.goal(goal).rounds() as usize;
        let last = finished + 1 >= self.settings.schedule.len();
        self.record(Event::RoundFinished { problem: id.clone(), goal, round, last }, effects);
    }
}
