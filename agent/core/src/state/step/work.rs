//! Giving a problem its next piece of work: elaborate, choose goals, ask proposers, send batches,
//! give a complete proof to the judge; and knowing when to stop.

use std::{sync::Arc, time::Duration};

use polya_problems::ProblemId;

use super::{Effect, Effects, Preparation, PrepareError, Proposals};
use crate::{
    candidate::{Candidate, Source},
    confidence,
    event::{Event, ProblemEnd},
    graph::GoalId,
    ledger::{Amounts, Resource},
    refutation::Refutations,
    select::View,
    state::{
        Phase, RunState,
        waiting::{ProblemWaiting, Queue},
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

    fn note_tool_failures(
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
        if let Some(end) = self.reason_to_stop(id, now) {
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
            let Some(goal) = self.choose(id) else { break };
            self.ask(id, goal, effects);
        }
        if !self.waiting_of(id).has_calls() && self.waiting_of(id).queued.is_empty() {
            // Nothing is under way and nothing can be begun.
            let end = match self.ledger.available(id).checks {
                0 => self.out_of(id, Resource::Checks),
                _ => ProblemEnd::Exhausted,
            };
            self.finish(id, end, effects);
        }
    }

    fn reason_to_stop(&mut self, id: &ProblemId, now: u64) -> Option<ProblemEnd> {
        if let Some(resource) = self.run_budget_spent(now) {
            // What was already paid for may still come back.
            let idle = !self.waiting_of(id).has_calls();
            if resource == Resource::Seconds || idle {
                return Some(ProblemEnd::Budget { resource, run: true });
            }
        }
        let problem = &self.problems[id];
        if self.settings.problem_budget.left_ms(problem.used_ms(now)) == 0 {
            return Some(ProblemEnd::Budget { resource: Resource::Seconds, run: false });
        }
        let graph = &problem.search.as_ref()?.graph;
        match graph.goal(graph.root()).status {
            crate::graph::Status::Refuted => return Some(ProblemEnd::Refuted),
            crate::graph::Status::Exhausted => return Some(ProblemEnd::Exhausted),
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
        confidence::remaining(problem.chance, problem.used_ms(now), budget)
    }

    fn choose(&mut self, id: &ProblemId) -> Option<GoalId> {
        let busy = self.waiting_of(id).busy();
        if busy.len() >= self.settings.goals_at_once.max(1) || self.ledger.available(id).checks == 0
        {
            return None;
        }
        let graph = &self.problems[id].search.as_ref()?.graph;
        let view =
            View { busy: &busy, schedule: &self.settings.schedule, seed: self.settings.seed };
        self.settings.strategy.build().select(graph, &view)
    }

    /// Asks for the goal's next round of candidates.
    fn ask(&mut self, id: &ProblemId, goal: GoalId, effects: &mut Effects<'_>) {
        let Some(search) = &self.problems[id].search else { return };
        let node = search.graph.goal(goal);
        let (round, depth, state) = (node.rounds, node.depth, node.state.clone());
        let failures = search.failures.get(&goal).cloned().unwrap_or_default();
        let tokens = self.settings.schedule[round as usize].tokens;
        let problem = id.clone();
        if tokens > 0 {
            let debit = Amounts::tokens(tokens);
            if !self.ledger.allows(id, debit) {
                // The round cannot be paid for; the goal goes on with the next one.
                return self.end_round(id, goal, effects);
            }
            self.record(Event::ProposalsAsked { problem, goal, round, debit }, effects);
        }
        self.waiting_of(id).proposing.insert(goal);
        effects.push(Effect::Propose {
            problem: id.clone(),
            goal,
            state,
            round,
            depth,
            seed: self.settings.seed_of(goal, round),
            tokens,
            failures,
            after: Duration::ZERO,
        });
    }

    pub(super) fn proposed(
        &mut self,
        id: &ProblemId,
        goal: GoalId,
        round: u32,
        result: Result<Proposals, String>,
        effects: &mut Effects<'_>,
    ) {
        if !self.waiting.problems.get_mut(id).is_some_and(|w| w.proposing.remove(&goal)) {
            return;
        }
        let (proposals, failure) = match result {
            Ok(proposals) => (proposals, None),
            Err(message) => (Proposals::default(), Some(message)),
        };
        let Some(search) = &self.problems[id].search else { return };
        if search.asked.contains_key(&goal) {
            let (spent, candidates) = (proposals.spent, proposals.candidates.len());
            let problem = id.clone();
            let Proposals { refused, objections, .. } = proposals;
            let called = proposals.called.clone();
            let event = Event::ProposalsReceived {
                problem,
                goal,
                round,
                spent,
                candidates,
                refused,
                called,
                objections,
            };
            self.record(event, effects);
        }
        if let Some(message) = failure {
            // Not an answer: the goal keeps its round, and has it again after a while.
            if let Some(after) = self.trouble(id, "asking for proposals", &message, effects) {
                self.ask_again(id, goal, round, after, effects);
            }
            return;
        }
        self.note_tool_failures(id, proposals.troubles, effects);
        let candidates = self.sift(id, goal, proposals.candidates);
        if candidates.is_empty() {
            return self.end_round(id, goal, effects);
        }
        let queue = Queue::new(candidates, self.settings.first_batch, self.settings.batch);
        self.waiting_of(id).queued.insert(goal, queue);
    }

    fn ask_again(
        &mut self,
        id: &ProblemId,
        goal: GoalId,
        round: u32,
        delay: Duration,
        effects: &mut Effects<'_>,
    ) {
        let before = effects.list.len();
        self.ask(id, goal, effects);
        debug_assert!(round as usize <= self.settings.schedule.len());
        for effect in &mut effects.list[before..] {
            if let Effect::Propose { after, .. } = effect {
                *after = delay;
            }
        }
    }

    /// Candidates not yet tried on this goal, each once, likeliest first.
    fn sift(&self, id: &ProblemId, goal: GoalId, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let Some(search) = &self.problems[id].search else { return Vec::new() };
        let node = search.graph.goal(goal);
        let mut seen = rustc_hash::FxHashSet::default();
        let mut fresh: Vec<Candidate> = candidates
            .into_iter()
            .filter(|c| !c.tactic.trim().is_empty() && !node.has_tried(&c.tactic))
            .filter(|c| seen.insert(c.tactic.clone()))
            .map(|c| search.discounted(c))
            .collect();
        fresh.sort_by(|a, b| b.urgency().total_cmp(&a.urgency()));
        fresh
    }

    /// Sends the next batch of every goal that has candidates queued and no batch with Lean.
    fn send_queued(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        let goals: Vec<GoalId> = self.waiting_of(id).queued.keys().copied().collect();
        for goal in goals {
            if self.waiting_of(id).checking.values().any(|g| *g == goal) {
                continue;
            }
            self.send(id, goal, effects);
        }
    }

    pub(super) fn send(&mut self, id: &ProblemId, goal: GoalId, effects: &mut Effects<'_>) {
        let (room, most) = (self.ledger.available(id).checks, self.settings.batch.max(1));
        let Some(search) = &self.problems[id].search else { return };
        let node = search.graph.goal(goal);
        let (round, wanted) = (node.rounds, node.status == crate::graph::Status::Open);
        let refutable = !node.state.is_coupled() && node.state.main().hypotheses.is_empty();
        let next_batch = search.next_batch;
        let place = search.graph.place(goal);
        let Some(queue) = self.waiting_of(id).queued.get_mut(&goal) else { return };
        if !wanted || room == 0 {
            self.waiting_of(id).queued.remove(&goal);
            return;
        }
        let candidates = queue.take(most.min(usize::try_from(room).unwrap_or(usize::MAX)));
        let debit = Amounts::checks(candidates.len() as u64);
        // Rules do not read messages. A model does, and so does the search where `decide` may
        // refute the goal.
        let explain =
            refutable || candidates.iter().any(|c| matches!(c.source, Source::Model { .. }));
        let tactics: Vec<Arc<str>> =
            candidates.iter().map(|c| place.candidate(&c.tactic)).collect();
        let (problem, batch) = (id.clone(), next_batch);
        self.waiting_of(id).checking.insert(batch, goal);
        self.record(Event::BatchSent { problem, batch, goal, round, candidates, debit }, effects);
        effects.push(Effect::Check {
            problem: id.clone(),
            batch,
            path: place.path,
            tactics,
            limits: self.settings.limits,
            explain,
            after: Duration::ZERO,
        });
    }

    /// The goal's current round is at its end.
    pub(super) fn end_round(&mut self, id: &ProblemId, goal: GoalId, effects: &mut Effects<'_>) {
        self.waiting_of(id).queued.remove(&goal);
        let Some(search) = &self.problems[id].search else { return };
        let round = search.graph.goal(goal).rounds;
        let last = round as usize + 1 >= self.settings.schedule.len();
        self.record(Event::RoundFinished { problem: id.clone(), goal, round, last }, effects);
    }
}
