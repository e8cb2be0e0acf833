//! The candidates of rules and planner, in the order of a model's scores.
//!
//! A step model reads the goal and a tactic and says how likely the tactic works there. That costs no
//! check, and a proof that comes early spares the checks of all that would have come before it. The
//! voice has two passes, both with what the model itself writes: likely finishing tactics, then
//! everything, plans and moves by shape among it. Without a scoring model the candidates are left
//! unchanged, and so they are where the model fails, does not answer in time, or may spend nothing: the
//! free part never depends on the paid one.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use rustc_hash::FxHashSet;

use crate::{
    models::StepModel,
    planner::RulePlanner,
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, Request},
    worker::Rules,
};

/// The pass in which everything is offered that the first rounds of the rules and the planner know.
pub const EVERYTHING: u32 = 1;

/// Natural logarithm of the chance below which a finishing tactic waits for the second pass.
const HARDLY: f64 = -2.0;

/// Most tokens of one pass: candidates are a few dozen, a state and a tactic some hundred tokens.
const TOKENS: u64 = 16_000;

/// How long the candidates wait for the model's order.
const PATIENCE: Duration = Duration::from_secs(10);

/// Rules, planner and model together.
#[derive(Debug)]
pub struct Ranked {
    rules: Arc<Rules>,
    model: Option<Arc<StepModel>>,
    patience: Duration,
}

impl Ranked {
    /// A voice over `rules` and, if there is one that scores tactics, a model.
    pub fn new(rules: Arc<Rules>, model: Option<Arc<StepModel>>) -> Self {
        Self { rules, model: model.filter(|model| model.scores()), patience: PATIENCE }
    }

    /// Its part in a schedule: the first passes of the rules, the planner, and a model that scores
    /// tactics have no rounds of their own beside it.
    pub fn part() -> Part {
        let rounds = [(0, 0.0), (EVERYTHING, -0.5)];
        let rounds = rounds.map(|(pass, penalty)| Round {
            tokens: TOKENS,
            ..Round::free(VoiceId::RANKED, pass, penalty)
        });
        let speaks_for =
            vec![(VoiceId::RULES, 2), (VoiceId::PLANNER, u32::MAX), (VoiceId::MODEL, u32::MAX)];
        Part { rank: Rank::Ranked, rounds: rounds.to_vec(), speaks_for }
    }

    async fn ask(&self, request: &Request) -> Result<Proposals, String> {
        let of_pass = |pass| Request { pass, ..request.clone() };
        let everything = request.pass >= EVERYTHING;
        let mut all = self.rules.propose(&of_pass(0)).await?;
        if everything {
            all.candidates.extend(RulePlanner.propose(&of_pass(0)).await?.candidates);
            all.candidates.extend(self.rules.propose(&of_pass(1)).await?.candidates);
        }
        // The first to say something has said it.
        let mut seen = FxHashSet::default();
        all.candidates.retain(|c| seen.insert(c.tactic.clone()));
        let Some(model) = self.model.as_ref().filter(|_| request.tokens > 0) else {
            return Ok(all);
        };
        let mut ordered = all.clone();
        let order = Self::order(model, request, &mut ordered);
        match tokio::time::timeout(self.patience, order).await {
            Ok(Ok(())) => all = ordered,
            failed => {
                // What was drawn before is paid for.
                all.spent = ordered.spent;
                let late = format!("no answer in {:?}", self.patience);
                all.absent = Some(failed.ok().and_then(Result::err).unwrap_or(late));
            }
        }
        if !everything {
            all.candidates.retain(|c| c.belief.is_none_or(|belief| belief > HARDLY));
        }
        Ok(all)
    }

    /// Adds what the model writes, and has it say of everything how likely it works.
    async fn order(
        model: &StepModel,
        request: &Request,
        all: &mut Proposals,
    ) -> Result<(), String> {
        let own = model.propose(&Request { pass: 0, ..request.clone() }).await?;
        all.spent += own.spent;
        for (reason, samples) in own.refusals {
            *all.refusals.entry(reason).or_default() += samples;
        }
        // Where both say the same, it is the rules' word: they say it at no cost.
        let known: FxHashSet<_> = all.candidates.iter().map(|c| c.tactic.clone()).collect();
        all.candidates.extend(own.candidates.into_iter().filter(|c| !known.contains(&c.tactic)));
        let left = request.tokens.saturating_sub(all.spent.tokens);
        match model.score(request, &mut all.candidates, left).await {
            Ok(spent) => all.spent += spent,
            Err(error) if error.is_too_long() => {}
            Err(error) => return Err(error.to_string()),
        }
        for candidate in &mut all.candidates {
            // What a model writes looks right to it: it must have been sure while it wrote, too.
            if let (Some(_), Some(belief)) = (candidate.source.model(), candidate.belief) {
                *candidate = candidate.clone().believed(belief + candidate.log_prior);
            }
        }
        Ok(())
    }
}

impl Proposer for Ranked {
    fn id(&self) -> VoiceId {
        VoiceId::RANKED
    }

    fn parts(&self) -> Vec<Part> {
        self.model.iter().map(|_| Self::part()).collect()
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.ask(request).boxed()
    }
}

#[cfg(test)]
mod tests;
