//! The spans of a run: run → problem → goal → round → batch, with judgements beside the goals.
//!
//! A span is open as long as something in it is under way: a goal's while one of its rounds has a call
//! in flight, a problem's until it is finished. A goal that is taken up again gets a new span.

use std::collections::BTreeMap;

use polya_problems::ProblemId;
use tracing::Span;

use crate::{
    graph::GoalId,
    state::{Effect, Phase, RunState},
};

/// The open spans.
#[derive(Debug)]
pub(super) struct Spans {
    run: Span,
    problems: BTreeMap<ProblemId, Problem>,
}

#[derive(Debug)]
struct Problem {
    span: Span,
    goals: BTreeMap<GoalId, Goal>,
}

#[derive(Debug)]
struct Goal {
    span: Span,
    rounds: BTreeMap<u32, Span>,
}

impl Spans {
    /// The spans of the run in the folder of this name.
    pub(super) fn of(run: &str) -> Self {
        Self { run: tracing::info_span!("run", run), problems: BTreeMap::new() }
    }

    /// The span in which the call for `effect` is made.
    pub(super) fn of_call(&mut self, effect: &Effect, state: &RunState) -> Span {
        match effect {
            Effect::Prepare { problem, .. } => {
                tracing::info_span!(parent: &self.problem(problem).span, "prepare")
            }
            Effect::Propose { problem, goal, round, state: shown, .. } => {
                let voice = state.settings.schedule.get(*round as usize);
                let voice = voice.map_or("", |round| round.voice.as_str());
                let round = self.round(problem, *goal, *round, voice);
                tracing::info_span!(parent: round, "propose", voice, goals = shown.0.len())
            }
            Effect::Check { problem, batch, tactics, .. } => {
                let open = state
                    .problems
                    .get(problem)
                    .and_then(|problem| problem.search.as_ref()?.open.get(batch))
                    .map(|open| (open.goal, open.round));
                let parent = match open {
                    Some((goal, round)) => self.round(problem, goal, round, "").clone(),
                    None => self.problem(problem).span.clone(),
                };
                tracing::info_span!(parent: &parent, "batch", batch, candidates = tactics.len())
            }
            Effect::Judge { problem, .. } => {
                tracing::info_span!(parent: &self.problem(problem).span, "judgement")
            }
            Effect::Record(_) | Effect::SaveProof { .. } | Effect::Cancel { .. } | Effect::Done => {
                Span::none()
            }
        }
    }

    fn problem(&mut self, id: &ProblemId) -> &mut Problem {
        let run = &self.run;
        self.problems.entry(id.clone()).or_insert_with(|| Problem {
            span: tracing::info_span!(parent: run, "problem", id = %id),
            goals: BTreeMap::new(),
        })
    }

    fn round(&mut self, problem: &ProblemId, goal: GoalId, round: u32, voice: &str) -> &Span {
        let Problem { span, goals } = self.problem(problem);
        let goal = goals.entry(goal).or_insert_with(|| Goal {
            span: tracing::info_span!(parent: &*span, "goal", id = goal.0),
            rounds: BTreeMap::new(),
        });
        let parent = &goal.span;
        goal.rounds
            .entry(round)
            .or_insert_with(|| tracing::info_span!(parent: parent, "round", round, voice))
    }

    /// Closes the spans of a problem's goals, whose calls are cancelled. It may still be judged.
    pub(super) fn cancel(&mut self, problem: &ProblemId) {
        if let Some(problem) = self.problems.get_mut(problem) {
            problem.goals.clear();
        }
    }

    /// Closes the spans of problems that are finished, and of rounds and goals in which nothing is under
    /// way.
    pub(super) fn settle(&mut self, state: &RunState) {
        let finished = |id: &ProblemId| {
            state.problem(id).is_some_and(|problem| matches!(problem.phase, Phase::Finished(_)))
        };
        self.problems.retain(|id, _| !finished(id));
        for (problem, spans) in &mut self.problems {
            let busy = |goal: &GoalId, round: &u32| state.is_under_way(problem, *goal, *round);
            spans.goals.retain(|id, goal| {
                goal.rounds.retain(|round, _| busy(id, round));
                !goal.rounds.is_empty()
            });
        }
    }
}
