//! Asking a model again what a run's log says it answered.
//!
//! A sample depends on the prompt, the model and the seed, and with our own server on nothing else:
//! not on what was computed beside it, nor on what its cache held. So the log of a search that ran in
//! parallel can be gone through one round at a time, and every candidate must come again, and every
//! word on a candidate be the same. What memory told the model is not in the log: a run that used it
//! may differ.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use polya_problems::{Problem, ProblemId};
use serde::Serialize;

use crate::{
    candidate::Candidate,
    event::{Event, Record},
    graph::GoalId,
    schedule::VoiceId,
    state::{ReplayError, RunState},
    voice::{Proposer, Request},
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Replayed {
    /// Rounds that were asked again.
    pub rounds: usize,
    /// Candidates of the model that came again.
    pub candidates: usize,
    /// Words of the model on others' candidates that were the same.
    pub beliefs: usize,
    /// What was not the same.
    pub differences: Vec<Difference>,
}

/// A candidate that did not come again as the log has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Which problem.
    pub problem: ProblemId,
    /// Which goal of its graph.
    pub goal: u32,
    /// Index of the round in the schedule.
    pub round: u32,
    /// The candidate.
    pub tactic: String,
    /// What is different.
    pub reason: String,
}

/// Goes through `records` and asks the model's voices among `proposers` for every round that the
/// model had answered. A voice that does not answer is an error, given as its message.
pub async fn replay(
    records: &[Record],
    problems: &BTreeMap<ProblemId, Arc<Problem>>,
    proposers: &[Arc<dyn Proposer>],
) -> Result<Replayed, ReplayFailure> {
    let sent = sent(records);
    let mut state = RunState::default();
    let mut replayed = Replayed::default();
    for record in records {
        if let Event::ProposalsAsked { problem, goal, round, debit } = &record.event
            && let Some(plan) = state.settings.schedule.get(*round as usize)
            && [VoiceId::MODEL, VoiceId::RANKED].contains(&plan.voice)
            && let Some(logged) = sent.get(&(problem.clone(), *goal, *round))
            && let Some(search) = state.problem(problem).and_then(|p| p.search.as_ref())
            && let Some(text) = problems.get(problem)
        {
            let voice = proposers.iter().find(|p| p.id() == plan.voice);
            let voice = voice.ok_or_else(|| ReplayFailure::NoVoice(plan.voice.clone()))?;
            let node = search.graph.goal(*goal);
            let request = Request {
                pass: plan.pass,
                depth: node.depth,
                seed: state.settings.seed_of(*goal, *round),
                tokens: debit.tokens,
                failures: search.failures.get(goal).cloned().unwrap_or_default(),
                ..Request::about(text.clone(), node.state.clone())
            };
            let again = voice.propose(&request).await.map_err(ReplayFailure::Voice)?;
            if let Some(trouble) = again.troubles.first() {
                return Err(ReplayFailure::Voice(trouble.clone()));
            }
            replayed.rounds += 1;
            replayed.compare((problem, *goal, *round), logged, &again.candidates);
        }
        state.apply(record)?;
    }
    Ok(replayed)
}

/// Why a run could not be gone through again.
#[derive(Debug, thiserror::Error)]
pub enum ReplayFailure {
    /// The log contradicts itself.
    #[error(transparent)]
    Log(#[from] ReplayError),
    /// A voice of the run is not there.
    #[error("the run asked `{0}`, which is not there")]
    NoVoice(VoiceId),
    /// A voice did not answer.
    #[error("the model did not answer: {0}")]
    Voice(String),
}

/// The model's part in what was sent to Lean, by problem, goal and round.
fn sent(records: &[Record]) -> HashMap<(ProblemId, GoalId, u32), Vec<Candidate>> {
    let mut sent: HashMap<_, Vec<Candidate>> = HashMap::new();
    for record in records {
        if let Event::BatchSent { problem, goal, round, candidates, .. } = &record.event {
            let of_model = |c: &&Candidate| c.belief.is_some() || c.source.model().is_some();
            let part = candidates.iter().filter(of_model).cloned();
            sent.entry((problem.clone(), *goal, *round)).or_default().extend(part);
        }
    }
    sent.retain(|_, candidates| !candidates.is_empty());
    sent
}

impl Replayed {
    fn compare(
        &mut self,
        (problem, goal, round): (&ProblemId, GoalId, u32),
        logged: &[Candidate],
        again: &[Candidate],
    ) {
        for candidate in logged {
            let found = again.iter().find(|c| c.tactic == candidate.tactic);
            let reason = match found {
                None => Some("it was not proposed again".to_owned()),
                Some(found) if found.belief != candidate.belief => Some(format!(
                    "the model's score for it was {:?} and is {:?}",
                    candidate.belief, found.belief
                )),
                Some(_) => None,
            };
            let Some(reason) = reason else {
                let own = candidate.source.model().is_some();
                self.candidates += usize::from(own);
                self.beliefs += usize::from(candidate.belief.is_some());
                continue;
            };
            self.differences.push(Difference {
                problem: problem.clone(),
                goal: goal.0,
                round,
                tactic: candidate.tactic.to_string(),
                reason,
            });
        }
    }
}
