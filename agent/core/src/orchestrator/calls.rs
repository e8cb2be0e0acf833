//! Turning an effect into a task: a call to Lean, the judge or a proposer, with its cancellation.

use std::{collections::BTreeMap, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::FutureExt;
use polya_lean::check::{Outcome, Site};
use polya_problems::{Problem, ProblemId};
use tokio::time;
use tracing::Instrument;

use super::Calls;
use crate::{
    confidence,
    environment::{Environment, PrepareError, Proposals, Request},
    graph::GoalState,
    provers, refutation,
    settings::RunSettings,
    state::{Effect, Input, Preparation, RunState},
    voice::ProverNames,
};

impl Calls {
    /// Begins the call that `effect` asks for.
    pub(super) fn begin(
        &mut self,
        effect: Effect,
        problems: &BTreeMap<ProblemId, Arc<Problem>>,
        state: &RunState,
    ) {
        let (id, after) = match &effect {
            Effect::Prepare { problem, after }
            | Effect::Propose { problem, after, .. }
            | Effect::Check { problem, after, .. }
            | Effect::Judge { problem, after, .. } => (problem.clone(), *after),
            Effect::Record(_) | Effect::SaveProof { .. } | Effect::Cancel { .. } | Effect::Done => {
                return;
            }
        };
        let Some(problem) = problems.get(&id).cloned() else { return };
        let stop = &self.stop;
        let token = self.tokens.entry(id).or_insert_with(|| stop.child_token()).clone();
        let environment = self.environment.clone();
        let settings = state.settings.clone();
        let broken = broken(&effect);
        let provers = state.provers.get(&*provers::header(problem.before())).cloned();
        let span = self.spans.of_call(&effect, state);
        let task = async move {
            let call = async {
                if after > Duration::ZERO {
                    time::sleep(after).await;
                }
                answer(effect, &problem, provers, &environment, &settings).await
            };
            tokio::select! {
                biased;
                () = token.cancelled() => None,
                // A panic in a call is a defect there; here it is one more infrastructure error.
                result = AssertUnwindSafe(call).catch_unwind() => Some(result.unwrap_or(broken)),
            }
        };
        self.tasks.spawn(task.instrument(span));
    }
}

async fn answer(
    effect: Effect,
    problem: &Arc<Problem>,
    provers: Option<ProverNames>,
    environment: &Environment,
    settings: &RunSettings,
) -> Input {
    match effect {
        Effect::Prepare { problem: id, .. } => {
            let result = prepare(problem, environment, settings).await;
            Input::Prepared { problem: id, result }
        }
        Effect::Propose {
            problem: id,
            goal,
            state,
            round,
            depth,
            path,
            seed,
            tokens,
            checks,
            failures,
            ..
        } => {
            let Some(plan) = settings.schedule.get(round as usize) else { return Input::Tick };
            let voice = environment.proposers.iter().find(|p| p.id() == plan.voice);
            let result = match voice {
                // A run may be taken up again without a voice that it began with, such as a model.
                None => Ok(Proposals::default()),
                Some(voice) => {
                    let request = Request {
                        pass: plan.pass,
                        depth,
                        path,
                        seed,
                        tokens,
                        checks,
                        provers,
                        failures,
                        ..Request::about(problem.clone(), state)
                    };
                    voice.propose(&request).await
                }
            };
            Input::Proposed { problem: id, goal, round, result }
        }
        Effect::Check { problem: id, batch, path, tactics, limits, explain, .. } => {
            let site = Site { before: problem.before().into(), path };
            let prover = &environment.prover;
            let outcomes = if explain {
                prover.check(&site, &tactics, limits).await
            } else {
                prover.check_briefly(&site, &tactics, limits).await
            };
            Input::Checked { problem: id, batch, outcomes }
        }
        Effect::Judge { problem: id, proof, .. } => {
            let result = environment.referee.judge(problem, &proof).await;
            Input::Judged { problem: id, proof, result }
        }
        Effect::Record(_) | Effect::SaveProof { .. } | Effect::Cancel { .. } | Effect::Done => {
            Input::Tick
        }
    }
}

async fn prepare(
    problem: &Arc<Problem>,
    environment: &Environment,
    settings: &RunSettings,
) -> Result<Preparation, PrepareError> {
    environment.referee.prepare(problem).await?;
    let goals = environment.prover.goals(problem, settings.limits).await?;
    if goals.is_empty() {
        return Err(PrepareError::Infrastructure("Lean showed no goal".to_owned()));
    }
    let state = GoalState(goals);
    let plan = environment.planner.plan(problem, &state);
    let chance = confidence::initial(&state);
    let refutations = refutation::look(problem, &state, environment, settings.limits).await;
    Ok(Preparation { state, plan, chance, refutations })
}

/// What the core is told if the call panics.
fn broken(effect: &Effect) -> Input {
    let message = || "an internal error; please report it".to_owned();
    match effect {
        Effect::Prepare { problem, .. } => Input::Prepared {
            problem: problem.clone(),
            result: Err(PrepareError::Infrastructure(message())),
        },
        Effect::Propose { problem, goal, round, .. } => Input::Proposed {
            problem: problem.clone(),
            goal: *goal,
            round: *round,
            result: Err(message()),
        },
        Effect::Check { problem, batch, tactics, .. } => Input::Checked {
            problem: problem.clone(),
            batch: *batch,
            outcomes: vec![Outcome::Infrastructure { message: message() }; tactics.len()],
        },
        Effect::Judge { problem, proof, .. } => {
            Input::Judged { problem: problem.clone(), proof: proof.clone(), result: Err(message()) }
        }
        Effect::Record(_) | Effect::SaveProof { .. } | Effect::Cancel { .. } | Effect::Done => {
            Input::Tick
        }
    }
}
