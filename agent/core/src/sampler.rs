//! The worker's second voice: a language model behind any OpenAI-compatible endpoint.
//!
//! It has two passes: pass 0 asks for the next tactic, pass 1 for tactics that finish the goal, with
//! what Lean said about earlier attempts. Each prompt is built fresh from the goal, the file, the
//! recalled premises and the failures; nothing is carried over from call to call. What comes back is
//! only text: Lean says what it is worth.

mod answer;

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use minijinja::{Environment as Templates, context};
use polya_model::{Client, SampleSettings};
use serde::{Deserialize, Serialize};

use crate::{
    candidate::{Candidate, Source},
    environment::{Proposals, Proposer, Request},
    ledger::Amounts,
    settings::Round,
    tree::goal_text,
    worker::Library,
};

/// Name of the model's voice in a schedule.
pub const MODEL: &str = "model";

/// How a model is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SamplerSettings {
    /// Tactics sampled for one goal.
    pub tactics: u32,
    /// Longest tactic, in tokens.
    pub tactic_tokens: u32,
    /// Whole proofs sampled for one goal. 0 leaves them out.
    pub proofs: u32,
    /// Longest proof, thoughts included, in tokens.
    pub proof_tokens: u32,
    /// Softmax temperature.
    pub temperature: f32,
    /// Recalled premises in a prompt.
    pub premises: usize,
    /// Most bytes of the problem's file in a prompt; the end is kept.
    pub file_bytes: usize,
}

impl Default for SamplerSettings {
    fn default() -> Self {
        Self {
            tactics: 8,
            tactic_tokens: 128,
            proofs: 2,
            proof_tokens: 2048,
            temperature: 0.9,
            premises: 12,
            file_bytes: 6000,
        }
    }
}

impl SamplerSettings {
    /// The rounds that a schedule needs for this voice: tactics after the rules' finishing
    /// tactics, whole proofs later.
    pub fn rounds(&self) -> Vec<Round> {
        let prompt = 1024 + (self.file_bytes / 3) as u64;
        let round = |pass, penalty, samples: u32, longest: u32| Round {
            voice: MODEL.to_owned(),
            pass,
            penalty,
            // A server that gives one sample a request reads the prompt as often.
            tokens: u64::from(samples) * (u64::from(longest) + prompt),
        };
        let mut rounds = vec![round(0, -0.3, self.tactics, self.tactic_tokens)];
        if self.proofs > 0 {
            rounds.push(round(1, -1.0, self.proofs, self.proof_tokens));
            // Once more, with what Lean said about the first ones.
            rounds.push(round(1, -2.5, self.proofs, self.proof_tokens));
        }
        rounds
    }
}

/// Why a sampler cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the prompt `{name}` is not a valid template: {source}")]
pub struct PromptError {
    /// Name of the template.
    pub name: &'static str,
    /// What is wrong.
    source: minijinja::Error,
}

/// The templates of the prompts.
#[derive(Clone, Debug)]
pub struct Prompts {
    /// For the next tactic.
    pub step: String,
    /// For a whole proof.
    pub proof: String,
}

impl Default for Prompts {
    fn default() -> Self {
        Self {
            step: include_str!("../prompts/step.txt").to_owned(),
            proof: include_str!("../prompts/proof.txt").to_owned(),
        }
    }
}

/// Proposes what a model writes.
#[derive(Debug)]
pub struct Sampler {
    client: Client,
    model: Arc<str>,
    library: Arc<Library>,
    settings: SamplerSettings,
    templates: Templates<'static>,
}

impl Sampler {
    /// The voice of `client`'s model, called `model` in the log.
    pub fn new(
        client: Client,
        model: &str,
        library: Arc<Library>,
        settings: SamplerSettings,
        prompts: Prompts,
    ) -> Result<Self, PromptError> {
        let mut templates = Templates::new();
        for (name, text) in [("step", prompts.step), ("proof", prompts.proof)] {
            templates
                .add_template_owned(name, text)
                .map_err(|source| PromptError { name, source })?;
        }
        Ok(Self { client, model: model.into(), library, settings, templates })
    }

    fn prompt(&self, request: &Request) -> Result<String, String> {
        let name = if request.pass == 0 { "step" } else { "proof" };
        let goal = request.state.main();
        let values = context! {
            file => tail(request.problem.before(), self.settings.file_bytes),
            goal => goal_text(&request.state),
            premises => self.library.statements(goal, self.settings.premises),
            failures => request.failures,
            memories => request.memories,
        };
        self.templates
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| format!("the prompt `{name}` cannot be filled in: {error}"))
    }

    /// How to sample within the tokens that were set aside; `None` if they are too few.
    fn samples(&self, request: &Request, prompt: &str) -> Option<SampleSettings> {
        let step = request.pass == 0;
        let (n, longest) = if step {
            (self.settings.tactics, self.settings.tactic_tokens)
        } else {
            (self.settings.proofs, self.settings.proof_tokens)
        };
        // The same estimate as the client's: three bytes a token is more than there are.
        let read = prompt.len().div_ceil(3) as u64;
        let affordable = request.tokens / (read + u64::from(longest));
        let n = n.min(u32::try_from(affordable).unwrap_or(u32::MAX));
        (n > 0).then(|| SampleSettings {
            n,
            max_tokens: longest,
            temperature: self.settings.temperature,
            seed: Some(request.seed),
            stop: if step { vec!["\n\n".to_owned()] } else { Vec::new() },
            ..SampleSettings::default()
        })
    }

    async fn ask(&self, request: &Request) -> Result<Proposals, String> {
        let prompt = self.prompt(request)?;
        let Some(settings) = self.samples(request, &prompt) else {
            return Ok(Proposals::default());
        };
        let reply = self.client.complete(prompt, &settings).await.map_err(|e| e.to_string())?;
        let spent = Amounts::tokens(reply.usage.total());
        let total = reply.samples.len().max(1);
        let mut found: Vec<(String, f64, usize)> = Vec::new();
        for sample in &reply.samples {
            for text in answer::tactics(&sample.text, request.pass == 0) {
                let log_prior = answer::log_prior(sample.logprob, sample.tokens, total);
                match found.iter_mut().find(|(known, ..)| *known == text) {
                    // Models repeat themselves; that is no evidence.
                    Some((_, best, count)) => {
                        *best = best.max(log_prior);
                        *count += 1;
                    }
                    None => found.push((text, log_prior, 1)),
                }
            }
        }
        let candidates = found.into_iter().map(|(text, log_prior, _)| {
            let source = Source::Model { model: self.model.clone() };
            Candidate::with_log_prior(text, source, log_prior)
        });
        Ok(Proposals { candidates: candidates.collect(), spent, ..Proposals::default() })
    }
}

impl Proposer for Sampler {
    fn name(&self) -> &str {
        MODEL
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.ask(request).boxed()
    }
}

/// The last whole lines of `text` within `bytes`.
fn tail(text: &str, bytes: usize) -> &str {
    let text = text.trim_end();
    if text.len() <= bytes {
        return text;
    }
    let cut = text.ceil_char_boundary(text.len() - bytes);
    text[cut..].find('\n').map_or(&text[cut..], |line| &text[cut + line + 1..])
}

#[cfg(test)]
mod tests;
