//! Taking in what Lean said about a batch: new steps and goals, refutations, failures.

use std::time::Duration;

use polya_lean::check::Outcome;
use polya_problems::ProblemId;

use super::{Effect, Effects};
use crate::{
    candidate::{Candidate, Move},
    event::{Event, OutcomeNote},
    graph::{GoalId, Status},
    ledger::Amounts,
    salvage,
    schedule::Lane,
    state::{
        RunState,
        waiting::{GoalRound, Queue},
    },
};

impl RunState {
    pub(super) fn checked(
        &mut self,
        id: &ProblemId,
        batch: u32,
        outcomes: Vec<Outcome>,
        effects: &mut Effects<'_>,
    ) {
        let asked = self.waiting.problems.get_mut(id).and_then(|w| w.checking.remove(&batch));
        let Some((goal, round)) = asked else { return };
        let Some(open) = self.problems[id].search.as_ref().and_then(|s| s.open.get(&batch)) else {
            return;
        };
        let candidates = open.candidates.clone();
        let mut outcomes = outcomes;
        // A pool that answers too little has told nothing about the rest.
        outcomes.resize_with(candidates.len(), || Outcome::Infrastructure {
            message: "no answer".to_owned(),
        });
        let notes: Vec<OutcomeNote> = outcomes.iter().map(OutcomeNote::of).collect();
        let answered =
            notes.iter().filter(|n| !matches!(n, OutcomeNote::Infrastructure(_))).count();
        let trouble = notes.iter().find_map(|n| match n {
            OutcomeNote::Infrastructure(message) => Some(message.clone()),
            _ => None,
        });
        let spent = Amounts::checks(answered as u64);
        let problem = id.clone();
        self.record(Event::OutcomesReceived { problem, batch, outcomes: notes, spent }, effects);

        let (mut again, mut saved) = (Vec::new(), Vec::new());
        for (candidate, outcome) in candidates.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Closed => self.add_step(id, goal, candidate, Vec::new(), false, effects),
                Outcome::Progress { goals, coupled } => {
                    self.add_step(id, goal, candidate, goals, coupled, effects);
                }
                Outcome::Failed { message, line } => {
                    self.note_refutation(id, goal, &candidate, &message, effects);
                    saved.extend(line.map(|line| saved_of(&candidate, line)).unwrap_or_default());
                }
                Outcome::Infrastructure { .. } => again.push(candidate),
                Outcome::Refused { .. } | Outcome::TimedOut | Outcome::Crashed => {}
            }
        }
        if let Some(message) = trouble {
            let Some(after) = self.trouble(id, "checking tactics", &message, effects) else {
                return;
            };
            return self.send_again(id, (goal, round), again, after, effects);
        }
        self.waiting_of(id).troubles = 0;
        let settled = self.problems[id]
            .search
            .as_ref()
            .is_none_or(|search| search.graph.goal(goal).status != Status::Open);
        let saved = self.sift(id, goal, Lane::Own, saved);
        if !saved.is_empty() {
            self.waiting_of(id).queued.entry((goal, round)).or_default().put_back(saved);
        }
        let queue = self.waiting_of(id).queued.get(&(goal, round));
        if settled {
            self.waiting_of(id).queued.remove(&(goal, round));
        } else if queue.is_none_or(Queue::is_empty) {
            self.end_round(id, (goal, round), effects);
        }
    }

    /// Sends candidates about which nothing was learnt once more, after a pause.
    fn send_again(
        &mut self,
        id: &ProblemId,
        round: GoalRound,
        candidates: Vec<Candidate>,
        delay: Duration,
        effects: &mut Effects<'_>,
    ) {
        self.waiting_of(id).queued.entry(round).or_default().put_back(candidates);
        let before = effects.list.len();
        self.send(id, round, effects);
        for effect in &mut effects.list[before..] {
            if let Effect::Check { after, .. } = effect {
                *after = delay;
            }
        }
    }

    /// Puts a tactic that ran into the graph, unless it leads nowhere new.
    fn add_step(
        &mut self,
        id: &ProblemId,
        goal: GoalId,
        candidate: Candidate,
        remaining: Vec<polya_lean::goal::Goal>,
        coupled: bool,
        effects: &mut Effects<'_>,
    ) {
        let Some(search) = &self.problems[id].search else { return };
        let graph = &search.graph;
        if graph.goal(goal).status != Status::Open {
            return;
        }
        let full = graph.goals().len() >= self.settings.goals_limit;
        let Ok(planned) = graph.plan_step(goal, remaining, coupled) else { return };
        if full && !planned.new.is_empty() {
            return;
        }
        let hopeless = planned.new.iter().find(|(_, _, state)| is_absurd(state)).map(|n| n.0);
        for (new, position, state) in planned.new {
            let (problem, step) = (id.clone(), planned.step);
            self.record(Event::GoalAdded { problem, goal: new, state, step, position }, effects);
        }
        let (problem, step, goals) = (id.clone(), planned.step, planned.goals);
        self.record(Event::StepAdded { problem, step, goal, candidate, goals }, effects);
        if let Some(goal) = hopeless {
            let reason = "`False` has to be proved from nothing".to_owned();
            self.record(Event::GoalRefuted { problem: id.clone(), goal, reason }, effects);
        }
    }

    /// `decide` on a goal without context decides it: if it says that the proposition is false,
    /// the goal is unprovable (unless the library is inconsistent).
    fn note_refutation(
        &mut self,
        id: &ProblemId,
        goal: GoalId,
        candidate: &Candidate,
        message: &str,
        effects: &mut Effects<'_>,
    ) {
        let Some(search) = &self.problems[id].search else { return };
        let node = search.graph.goal(goal);
        let closed = !node.state.is_coupled() && node.state.main().hypotheses.is_empty();
        let false_says_lean = message.contains("decide") && message.contains("is false");
        if closed
            && node.status == Status::Open
            && &*candidate.tactic == "decide"
            && false_says_lean
        {
            let reason = "`decide` evaluates it to false".to_owned();
            self.record(Event::GoalRefuted { problem: id.clone(), goal, reason }, effects);
        }
    }
}

/// What is good in a script of a model's that fails at this line, as candidates of their own.
fn saved_of(candidate: &Candidate, line: u32) -> Vec<Candidate> {
    if !matches!(candidate.source.kind, Move::Sample { .. } | Move::Sketch { .. }) {
        return Vec::new();
    }
    let texts = salvage::salvage(&candidate.tactic, line).into_iter();
    texts.map(|tactic| Candidate { tactic: tactic.into(), ..candidate.clone() }).collect()
}

fn is_absurd(state: &crate::graph::GoalState) -> bool {
    state.0.iter().any(|goal| goal.target == "False" && goal.hypotheses.is_empty())
}
