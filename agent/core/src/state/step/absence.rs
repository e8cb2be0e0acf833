//! Doing without a model: when it may be asked, what a failure comes to, and how a problem ends that
//! was only waiting for it.
//!
//! A model's failure is never a problem's: its rounds stay owed, everything else goes on, and one
//! request after a growing pause tries whether it is back.

use std::collections::BTreeMap;

use polya_problems::ProblemId;

use super::Effects;
use crate::{
    event::{Event, ProblemEnd},
    ledger::Resource,
    schedule::{Lane, Round, VoiceId},
    state::{
        Breaker, Phase, RunState,
        breaker::{OVERDUE_MS, Tripped},
        waiting::{Asked, GoalRound},
    },
    voice::Proposals,
};

/// Failures in a row after which a problem for which nobody else is there is given up.
const LAST_HOPE: u32 = 8;

impl RunState {
    fn voice_of(&self, round: u32) -> Option<&VoiceId> {
        self.settings.schedule.get(round as usize).map(|round| &round.voice)
    }

    /// True if the model behind this round may be asked now: it did not fail, or its pause is over
    /// and nobody is trying it.
    pub(super) fn may_ask(&self, round: u32, now: u64) -> bool {
        let Some(voice) = self.voice_of(round) else { return false };
        let Some(breaker) = self.breakers.get(voice).filter(|b| b.failures > 0) else {
            return true;
        };
        let calls = self.waiting.problems.values().flat_map(|w| &w.proposing);
        let trying = |(asked_for, asked): (&(_, u32), &Asked)| {
            asked.of_model
                && self.voice_of(asked_for.1) == Some(voice)
                && asked.at_ms >= breaker.retry_at_ms
        };
        now >= breaker.retry_at_ms && !calls.into_iter().any(trying)
    }

    /// Notes whether a model answered that was asked.
    pub(super) fn note_contact(
        &mut self,
        round: u32,
        asked: Asked,
        proposals: &Proposals,
        effects: &mut Effects<'_>,
    ) {
        let now = effects.now.active_ms.max(self.active_ms);
        let Some(voice) = self.voice_of(round).cloned() else { return };
        if let Some(message) = &proposals.absent {
            return self.model_failed(voice, asked, message, effects);
        }
        if proposals.spent.tokens == 0 {
            // It had nothing to say and was not asked.
            return;
        }
        let heard = self.waiting.heard.entry(voice.clone()).or_default();
        heard.last_ms = now;
        heard.slowest_ms = heard.slowest_ms.max(now.saturating_sub(asked.at_ms));
        if let Some(breaker) = self.breakers.get(&voice).filter(|b| b.failures > 0) {
            let failing_ms = breaker.present_ms(now);
            self.record(Event::ModelAnswered { voice, failing_ms }, effects);
        }
    }

    fn model_failed(
        &mut self,
        voice: VoiceId,
        asked: Asked,
        message: &str,
        effects: &mut Effects<'_>,
    ) {
        let now = effects.now.active_ms.max(self.active_ms);
        let heard = self.waiting.heard.get(&voice);
        let since = heard.map_or(asked.at_ms, |heard| heard.last_ms.max(asked.at_ms));
        let took_ms = now.saturating_sub(since);
        let breaker = self.breakers.get(&voice).cloned().unwrap_or_default();
        let Tripped { failures, retry_at_ms, away } =
            breaker.trip(asked.at_ms, now, heard.is_some());
        let message = message.to_owned();
        let event = Event::ModelFailed { voice, message, took_ms, failures, retry_at_ms, away };
        self.record(event, effects);
    }

    /// The end of a problem for which nothing can be begun, if nothing is under way that counts.
    pub(super) fn nothing_left(&mut self, id: &ProblemId, now: u64) -> Option<ProblemEnd> {
        let lane = |round: u32| self.settings.schedule.get(round as usize).map(Round::lane);
        let under_way = self.waiting.problems.get(id).is_some_and(|waiting| {
            let of_lean = |(_, round): &GoalRound| lane(*round) != Some(Lane::Model);
            let proposing = waiting.proposing.keys().any(of_lean);
            proposing || !waiting.queued.is_empty() || !waiting.checking.is_empty()
        });
        if under_way {
            return None;
        }
        if self.ledger.available(id).checks == 0 {
            // Of what a model may still say nothing can be tried.
            return Some(self.out_of(id, Resource::Checks));
        }
        let Some(voice) = self.owing(id) else { return Some(self.exhausted(id)) };
        let calls = self.waiting.problems.get(id).map(|waiting| &waiting.proposing);
        let Some(breaker) = self.breakers.get(voice).filter(|b| b.failures > 0) else {
            return calls.is_none_or(BTreeMap::is_empty).then(|| self.exhausted(id));
        };
        let slowest_ms = self.waiting.heard.get(voice).map_or(0, |heard| heard.slowest_ms);
        let hopeful = |asked: &Asked| now < asked.at_ms.saturating_add(2 * slowest_ms);
        let may_come = calls.is_some_and(|calls| calls.values().any(hopeful));
        let alone = !self
            .settings
            .schedule
            .iter()
            .any(|r| [VoiceId::RULES, VoiceId::RANKED].contains(&r.voice));
        let waits = !breaker.away || may_come || (alone && breaker.failures < LAST_HOPE);
        (!waits).then(|| self.model_away(id, voice, now))
    }

    /// The end of a problem on whose goals everything was tried.
    pub(super) fn exhausted(&self, id: &ProblemId) -> ProblemEnd {
        let goals = self.problems[id].search.as_ref().map_or(0, |s| s.graph.goals().len());
        if goals >= self.settings.goals_limit {
            ProblemEnd::GoalsLimit
        } else {
            ProblemEnd::Exhausted
        }
    }

    /// The end of a problem for which no time is left.
    pub(super) fn out_of_time(
        &mut self,
        id: &ProblemId,
        run: bool,
        now: u64,
        effects: &mut Effects<'_>,
    ) -> ProblemEnd {
        let budget = ProblemEnd::Budget { resource: Resource::Seconds, run };
        let Some(voice) = self.owing(id).cloned() else { return budget };
        let overdue = self.overdue(id, &voice, now);
        if let Some(asked) = overdue {
            let seconds = now.saturating_sub(asked.at_ms) / 1000;
            self.model_failed(voice.clone(), asked, &format!("no answer in {seconds} s"), effects);
        }
        let away = overdue.is_some() || self.breakers.get(&voice).is_some_and(|b| b.away);
        if away { self.model_away(id, &voice, now) } else { budget }
    }

    /// A call to the model of `voice` that has been out for so long, while nothing was heard of it,
    /// that the problem could as well have done without.
    fn overdue(&self, id: &ProblemId, voice: &VoiceId, now: u64) -> Option<Asked> {
        let budgets = [self.settings.problem_budget, self.settings.run_budget];
        let times = budgets.iter().filter_map(|budget| budget.seconds);
        let patience = times.map(|seconds| seconds * 1000 / 2).fold(OVERDUE_MS, u64::min);
        let last_ms = self.waiting.heard.get(voice).map(|heard| heard.last_ms);
        let calls = &self.waiting.problems.get(id)?.proposing;
        let of_voice = |round: &u32| self.voice_of(*round) == Some(voice);
        let asked = calls.iter().filter(|((_, round), _)| of_voice(round)).map(|(_, asked)| *asked);
        asked
            .filter(|asked| asked.at_ms + patience <= now)
            .find(|asked| last_ms.is_none_or(|last| last < asked.at_ms))
    }

    fn model_away(&self, id: &ProblemId, voice: &VoiceId, now: u64) -> ProblemEnd {
        let problem = &self.problems[id];
        let worked = now.saturating_sub(problem.started_ms.unwrap_or(now));
        let failing = self.failing_ms(now).saturating_sub(problem.failing_before_ms);
        let message = self.breakers.get(voice).map_or_else(String::new, |b| b.message.clone());
        ProblemEnd::ModelAway { message, failing_ms: failing.min(worked) }
    }

    /// The voice whose model owes an open goal a round.
    fn owing(&self, id: &ProblemId) -> Option<&VoiceId> {
        let search = self.problems[id].search.as_ref()?;
        let models = (0..).zip(&self.settings.schedule).filter(|(_, r)| r.lane() == Lane::Model);
        let models: Vec<(u32, &Round)> = models.collect();
        let frontier = search.graph.frontier();
        frontier.into_iter().find_map(|goal| {
            let finished = &search.graph.goal(goal).finished;
            let owed = models.iter().find(|(place, _)| !finished.contains(place));
            owed.map(|(_, round)| &round.voice)
        })
    }

    /// True for a problem that ended because a model was away which has answered since. Each is
    /// taken up again once by a process.
    pub(super) fn model_is_back_for(&self, id: &ProblemId) -> bool {
        let problem = &self.problems[id];
        let (Phase::Finished(ProblemEnd::ModelAway { .. }), Some(ended)) =
            (&problem.phase, problem.ended_ms)
        else {
            return false;
        };
        let back = |b: &Breaker| b.failures == 0 && b.back_at_ms.is_some_and(|at| at >= ended);
        !self.waiting.retaken.contains(id) && self.breakers.values().any(back)
    }
}
