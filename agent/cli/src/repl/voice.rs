//! The user as one of the voices: when the agents go on, they are offered the user's own tactics
//! first, at the goals to which the user applied them.

use std::sync::Arc;

use futures::future::BoxFuture;
use polya_agent::{
    candidate::{Candidate, Source},
    environment::{Proposals, Proposer, Request},
    graph::GoalState,
    schedule::{Round, VoiceId},
};
use polya_lean::goal::GoalKey;
use rustc_hash::FxHashMap;

use super::session::Session;

/// Proposes what a session did.
#[derive(Debug, Default)]
pub(crate) struct UserVoice {
    tactics: FxHashMap<GoalKey, Vec<Arc<str>>>,
}

impl UserVoice {
    pub(crate) fn of(session: &Session) -> Self {
        let mut tactics: FxHashMap<GoalKey, Vec<Arc<str>>> = FxHashMap::default();
        for (goals, tactic) in session.steps() {
            let key = GoalState(goals.to_vec()).key();
            tactics.entry(key).or_default().push(Arc::clone(tactic));
        }
        Self { tactics }
    }

    /// The round in which it is asked: before all others.
    pub(crate) fn round() -> Round {
        Round::free(VoiceId::USER, 0, 0.0)
    }
}

impl Proposer for UserVoice {
    fn id(&self) -> VoiceId {
        VoiceId::USER
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        let known = self.tactics.get(&request.state.key()).into_iter().flatten();
        let candidates =
            known.map(|tactic| Candidate::new(Arc::clone(tactic), Source::typed(), 1.0)).collect();
        Box::pin(async move { Ok(Proposals { candidates, ..Proposals::default() }) })
    }
}
