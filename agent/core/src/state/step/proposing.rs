//! Whom to ask about which goal, and what becomes of the answer.
//!
//! A goal's rounds form two lanes. Rounds of a model go their own way: what rules, memory and tools
//! offer never waits for them.

use std::time::Duration;

use polya_problems::ProblemId;

use super::{Effect, Effects};
use crate::{
    candidate::Candidate,
    event::Event,
    graph::GoalId,
    ledger::Amounts,
    provers::without_asking,
    schedule::{Lane, Round, VoiceId},
    select::View,
    state::{
        RunState,
        waiting::{Asked, GoalRound, Queue},
    },
    voice::Proposals,
};

/// Lean's provers have one part in so many of a problem's time, beside what they have on its own goal.
const PROVERS_SHARE: u64 = 4;

impl RunState {
    /// The round to ask for next, if there is one and there is room.
    pub(super) fn choose(&mut self, id: &ProblemId, now: u64) -> Option<GoalRound> {
        if self.ledger.available(id).checks == 0 {
            return None;
        }
        let next = self.next_in(id, Lane::Own).or_else(|| self.next_of_provers(id, now));
        next.or_else(|| {
            self.next_in(id, Lane::Model).filter(|(_, round)| self.may_ask(*round, now))
        })
    }

    /// What Lean's provers are asked next. They have the problem's own goal, and of others as many as
    /// fit into their share of the time, unless nobody else has anything to do.
    fn next_of_provers(&mut self, id: &ProblemId, now: u64) -> Option<GoalRound> {
        let lanes: Vec<Lane> = self.settings.schedule.iter().map(Round::lane).collect();
        let of = |wanted: Lane| {
            let lanes = &lanes;
            move |round: u32| lanes.get(round as usize) == Some(&wanted)
        };
        let searched_ms = self.problems[id].searched_ms(now);
        let waiting = self.waiting_of(id);
        if !waiting.busy(of(Lane::Provers)).is_empty() {
            return None;
        }
        if let Some(since) = waiting.provers_since.take() {
            waiting.provers_ms += now.saturating_sub(since);
        }
        let over = waiting.provers_ms.saturating_mul(PROVERS_SHARE) > searched_ms;
        let alone = waiting.busy(of(Lane::Own)).is_empty();
        let (goal, round) = self.next_in(id, Lane::Provers)?;
        let root = self.problems[id].search.as_ref()?.graph.root() == goal;
        (root || alone || !over).then_some((goal, round))
    }

    fn next_in(&mut self, id: &ProblemId, lane: Lane) -> Option<GoalRound> {
        let schedule = self.settings.schedule.clone();
        let in_lane = |round: u32| schedule.get(round as usize).is_some_and(|r| r.lane() == lane);
        let busy = self.waiting_of(id).busy(in_lane);
        if busy.len() >= self.settings.goals_at_once.max(1) {
            return None;
        }
        let graph = &self.problems[id].search.as_ref()?.graph;
        let view = View { busy: &busy, schedule: &schedule, lane, seed: self.settings.seed };
        let goal = self.settings.strategy.build().select(graph, &view)?;
        Some((goal, view.next(graph.goal(goal))?))
    }

    /// Asks for a round of candidates.
    pub(super) fn ask(
        &mut self,
        id: &ProblemId,
        goal: GoalId,
        round: u32,
        effects: &mut Effects<'_>,
    ) {
        let now = effects.now.active_ms.max(self.active_ms);
        let Some(search) = &self.problems[id].search else { return };
        let node = search.graph.goal(goal);
        let (depth, state) = (node.depth, node.state.clone());
        let failures = search.failures.get(&goal).cloned().unwrap_or_default();
        let path = (!state.is_coupled()).then(|| search.graph.place(goal).path);
        let Round { tokens, checks, .. } = self.settings.schedule[round as usize];
        let lane = self.settings.schedule[round as usize].lane();
        let debit = self.settings.schedule[round as usize].debit();
        let affordable = debit != Amounts::default() && self.ledger.allows(id, debit);
        if lane == Lane::Model && !affordable {
            // The round cannot be paid for; the goal does without.
            return self.end_round(id, (goal, round), effects);
        }
        // Of another voice the part that costs nothing is left.
        let paid = affordable && self.may_ask(round, now);
        let of_model = paid && tokens > 0;
        if paid {
            let problem = id.clone();
            self.record(Event::ProposalsAsked { problem, goal, round, debit }, effects);
        }
        self.waiting_of(id).proposing.insert((goal, round), Asked { at_ms: now, paid, of_model });
        if lane == Lane::Provers {
            self.waiting_of(id).provers_since.get_or_insert(now);
        }
        effects.push(Effect::Propose {
            problem: id.clone(),
            goal,
            state,
            round,
            depth,
            path,
            seed: self.settings.seed_of(goal, round),
            tokens: if of_model { tokens } else { 0 },
            checks: if paid { checks } else { 0 },
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
        let waiting = self.waiting.problems.get_mut(id);
        let Some(asked) = waiting.and_then(|w| w.proposing.remove(&(goal, round))) else { return };
        let lane = self.settings.schedule[round as usize].lane();
        let (mut proposals, failure) = match result {
            Ok(proposals) => (proposals, None),
            Err(message) if lane == Lane::Model => {
                (Proposals { absent: Some(message), ..Proposals::default() }, None)
            }
            Err(message) => (Proposals::default(), Some(message)),
        };
        if asked.paid {
            self.record(
                Event::ProposalsReceived {
                    problem: id.clone(),
                    goal,
                    round,
                    spent: proposals.spent,
                    candidates: proposals.candidates.len(),
                    refused: proposals.refusals.values().sum(),
                    refusals: std::mem::take(&mut proposals.refusals),
                    called: std::mem::take(&mut proposals.called),
                    objections: proposals.objections,
                },
                effects,
            );
        }
        if asked.of_model {
            self.note_contact(round, asked, &proposals, effects);
        }
        if let Some(provers) = proposals.provers.take()
            && !self.provers.contains_key(&provers.header)
        {
            let (header, provers) = (provers.header, provers.names);
            self.record(Event::ProversFound { header, provers }, effects);
        }
        if let Some(message) = failure {
            // Not an answer: the goal keeps its round, and has it again after a while.
            if let Some(after) = self.trouble(id, "asking for proposals", &message, effects) {
                self.ask_again(id, goal, round, after, effects);
            }
            return;
        }
        if lane == Lane::Model && proposals.absent.is_some() {
            // The goal is owed this round until the model answers.
            return;
        }
        self.note_tool_failures(id, proposals.troubles, effects);
        let candidates = self.sift(id, goal, lane, proposals.candidates);
        if candidates.is_empty() {
            return self.end_round(id, (goal, round), effects);
        }
        // What Lean's provers are given goes in one batch.
        let first =
            if lane == Lane::Provers { candidates.len() } else { self.settings.first_batch };
        let queue = Queue::new(candidates, first, self.settings.batch);
        self.waiting_of(id).queued.insert((goal, round), queue);
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
        self.ask(id, goal, round, effects);
        for effect in &mut effects.list[before..] {
            if let Effect::Propose { after, .. } = effect {
                *after = delay;
            }
        }
    }

    /// Candidates not yet tried on this goal, each once, likeliest first. What was too slow for the
    /// usual limits may be tried again with those of provers. What asks Lean for a proof is left out, or
    /// put as what it stands for, unless a person wrote it: a proof is an answer.
    pub(super) fn sift(
        &self,
        id: &ProblemId,
        goal: GoalId,
        lane: Lane,
        candidates: Vec<Candidate>,
    ) -> Vec<Candidate> {
        let Some(search) = &self.problems[id].search else { return Vec::new() };
        let node = search.graph.goal(goal);
        let mut seen = rustc_hash::FxHashSet::default();
        let mut fresh: Vec<Candidate> = candidates
            .into_iter()
            .filter_map(|c| {
                let of_user = c.source.by == VoiceId::USER;
                let tactic = if of_user { c.tactic } else { without_asking(&c.tactic)? };
                Some(Candidate { tactic, ..c })
            })
            .filter(|c| !c.tactic.trim().is_empty())
            .filter(|c| {
                let again = lane == Lane::Provers && search.was_slow(goal, &c.tactic);
                again || !node.has_tried(&c.tactic)
            })
            .filter(|c| seen.insert(c.tactic.clone()))
            .map(|c| search.discounted(c))
            .collect();
        fresh.sort_by(|a, b| b.urgency().total_cmp(&a.urgency()));
        fresh
    }
}
