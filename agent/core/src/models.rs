//! The voices of language models behind any OpenAI-compatible endpoint. What comes back from a model
//! is only text: Lean says what it is worth.
//!
//! There are two, by what a model can do, and what it can do is declared (see [`polya_model::ModelKind`]),
//! never guessed from a name. A [`ChatModel`] writes tactics, whole proofs and sketches. A
//! [`StepModel`] was trained on states and tactics of one line: it writes the next tactic, and may
//! also score the tactics of others, for [`crate::ranking`].

mod answer;
mod chat;
mod prompt;
mod step;

pub use chat::{ChatModel, ChatSettings};
pub use prompt::{CompactPrompt, PromptError, Prompts};
pub use step::{StepModel, StepSettings};

use crate::{
    candidate::{Candidate, Source},
    schedule::Round,
};

/// Tactic texts with their log-priors, each once with the best.
#[derive(Debug, Default)]
struct Found(Vec<(String, f64)>);

impl Found {
    fn add(&mut self, text: String, log_prior: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == text) {
            // Models repeat themselves; that is no evidence.
            Some((_, best)) => *best = best.max(log_prior),
            None => self.0.push((text, log_prior)),
        }
    }

    fn candidates(self, source: &Source) -> Vec<Candidate> {
        let candidate = |(text, log_prior): (String, f64)| {
            Candidate::with_log_prior(text, source.clone(), log_prior)
        };
        self.0.into_iter().map(candidate).collect()
    }
}

/// A schedule in which a model alone has a part: a goal that is still open is asked about again, with
/// other seeds.
pub fn alone(rounds: &[Round]) -> Vec<Round> {
    let again = |n: u32| {
        let later = rounds.iter().cloned();
        later.map(move |round| Round { penalty: round.penalty - f64::from(n), ..round })
    };
    (0..4).flat_map(again).collect()
}

#[cfg(test)]
mod tests;
