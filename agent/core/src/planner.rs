//! The planner's first voice: rules.
//!
//! For a problem's own goal it sets out which way to go: directly, or by induction, and on what.
//! Each plan is both a line of words for the log and a candidate of several tactics, so that the
//! search can follow it in one step and the report can say that a plan carried a proof.

use futures::{FutureExt, future::BoxFuture};
use polya_problems::Problem;

use crate::{
    candidate::{Candidate, Source},
    environment::Planner,
    graph::GoalState,
    schedule::{Part, VoiceId},
    voice::{Proposals, Proposer, Request},
    worker::planned_inductions,
};

/// The plan for every statement: to prove it as it stands.
pub const DIRECT_PROOF: &str = "direct proof";

/// Plans by rule.
#[derive(Clone, Copy, Debug, Default)]
pub struct RulePlanner;

impl Planner for RulePlanner {
    fn plan(&self, problem: &Problem, state: &GoalState) -> Vec<String> {
        if state.is_coupled() {
            return Vec::new();
        }
        std::iter::once(DIRECT_PROOF.to_owned())
            .chain(planned_inductions(problem, state.main()).into_iter().map(|p| p.words))
            .collect()
    }
}

impl Proposer for RulePlanner {
    fn id(&self) -> VoiceId {
        VoiceId::PLANNER
    }

    fn parts(&self) -> Vec<Part> {
        vec![Part::planner()]
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        let mut candidates = Vec::new();
        // A plan is for the whole problem: only its own goal gets one.
        if request.depth == 0 && !request.state.is_coupled() {
            for plan in planned_inductions(&request.problem, request.state.main()) {
                let source = Source::plan(plan.words);
                candidates.push(Candidate::with_log_prior(plan.tactic, source, plan.log_prior));
            }
        }
        async move { Ok(Proposals { candidates, ..Proposals::default() }) }.boxed()
    }
}
