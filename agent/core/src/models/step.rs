//! A small model that was trained on states and tactics of one line. It sees the state and the file's
//! own functions in it, nothing else, and answers at once. It may also have been trained to say of a
//! given tactic whether it works.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use polya_model::{Client, Finish, ModelError, SampleSettings};
use serde::{Deserialize, Serialize};

use super::{
    Found, alone, answer,
    chat::affordable,
    prompt::{Page, Pages, PromptError, Prompts, Subject},
};
use crate::{
    candidate::{Candidate, Source},
    data::one_line,
    ledger::Amounts,
    refusal::{Refusal, Refusals},
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, Request},
};

/// What a scoring model says after state, tactic and a line's end, if the tactic works, and if not.
const WORKS: &str = "+";
const FAILS: &str = "-";

/// Most bytes of state and tactic that are scored: the model's context is short.
const LONGEST: usize = 640;

/// Most candidates of one answer: rules come next, and what the model hardly expects to work is not
/// worth a check.
const MOST: usize = 3;

/// How a step model is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepSettings {
    /// Tactics sampled for one goal.
    pub tactics: u32,
    /// Longest tactic, in tokens.
    pub tactic_tokens: u32,
    /// Softmax temperature.
    pub temperature: f32,
    /// True if the model also scores given tactics.
    pub scores: bool,
}

impl Default for StepSettings {
    fn default() -> Self {
        Self { tactics: 8, tactic_tokens: 64, temperature: 0.8, scores: false }
    }
}

impl StepSettings {
    /// The rounds that a schedule needs for this voice: one, before the rules.
    pub fn rounds(&self) -> Vec<Round> {
        let tokens = u64::from(self.tactics) * (u64::from(self.tactic_tokens) + 1024);
        vec![Round { tokens, ..Round::free(VoiceId::MODEL, 0, 0.0) }]
    }
}

/// Proposes what a step model writes, and scores what others propose.
pub struct StepModel {
    client: Client,
    model: Arc<str>,
    settings: StepSettings,
    pages: Pages,
}

impl std::fmt::Debug for StepModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepModel").field("model", &self.model).finish_non_exhaustive()
    }
}

fn part(rounds: Vec<Round>) -> Part {
    Part { rank: Rank::Step, rounds, speaks_for: Vec::new() }
}

impl StepModel {
    /// Its part in a schedule in which it works without rules.
    pub fn part_by_itself(&self) -> Part {
        part(alone(&self.settings.rounds()))
    }

    /// The voice of `client`'s model, called `model` in the log.
    pub fn new(
        client: Client,
        model: &str,
        settings: StepSettings,
        prompts: Prompts,
    ) -> Result<Self, PromptError> {
        Ok(Self { client, model: model.into(), settings, pages: Pages::new(prompts)? })
    }

    /// True if the model can say of a tactic whether it works.
    pub fn scores(&self) -> bool {
        self.settings.scores
    }

    fn prompt(&self, request: &Request) -> Result<String, String> {
        let subject = Subject {
            problem: &request.problem,
            state: &request.state,
            failures: &[],
            memories: &[],
            premises: Vec::new(),
            file_bytes: 0,
        };
        self.pages.render(Page::StepCompact, &subject)
    }

    /// Has the model say of each candidate how likely it works on the goal: `belief`s are filled in
    /// where the text is such as the model was trained on, the first ones first, as far as `tokens`
    /// reach. Answers with the tokens spent.
    pub async fn score(
        &self,
        request: &Request,
        candidates: &mut [Candidate],
        tokens: u64,
    ) -> Result<Amounts, ModelError> {
        let Ok(prompt) = self.prompt(request) else { return Ok(Amounts::default()) };
        let fits = |tactic: &String| prompt.len() + tactic.len() <= LONGEST;
        let (places, texts): (Vec<usize>, Vec<String>) = candidates
            .iter()
            .enumerate()
            .filter_map(|(place, c)| Some((place, one_line(&c.tactic).filter(fits)?)))
            .map(|(place, tactic)| (place, format!("{prompt} {tactic}\n")))
            .scan(tokens, |left, (place, text)| {
                // Such a model's tokens have two bytes and more, and one is drawn.
                *left = left.checked_sub(text.len() as u64 / 2 + 1)?;
                Some((place, text))
            })
            .unzip();
        if texts.is_empty() || request.state.is_coupled() {
            return Ok(Amounts::default());
        }
        let (next, usage) = self.client.next_tokens(&texts, 8).await?;
        for (place, next) in places.into_iter().zip(next) {
            let of = |token: &str| next.get(token).copied().unwrap_or(-20.0);
            let (yes, no) = (of(WORKS), of(FAILS));
            let candidate = &mut candidates[place];
            // The other tokens have what little is left.
            *candidate = candidate.clone().believed(-(no - yes).exp().ln_1p());
        }
        Ok(Amounts::tokens(usage.total()))
    }

    async fn ask(&self, request: &Request) -> Result<Proposals, String> {
        if request.state.is_coupled() {
            // It never saw two goals at once.
            return Ok(Proposals::default());
        }
        let prompt = self.prompt(request)?;
        let StepSettings { tactics, tactic_tokens, temperature, .. } = self.settings;
        let n = affordable(tactics, tactic_tokens, request.tokens, &prompt);
        if n == 0 {
            return Ok(Proposals::default());
        }
        let settings = SampleSettings {
            n,
            max_tokens: tactic_tokens,
            temperature,
            seed: Some(request.seed),
            stop: vec!["\n".to_owned()],
            ..SampleSettings::default()
        };
        let reply = match self.client.complete(prompt, &settings).await {
            Ok(reply) => reply,
            // A small model's context is small.
            Err(error) if error.is_too_long() => return Ok(Proposals::default()),
            Err(error) => return Err(error.to_string()),
        };
        let total = reply.samples.len().max(1);
        let mut found = Found::default();
        let mut refusals = Refusals::new();
        for sample in &reply.samples {
            // What was cut off is no tactic, whatever it looks like.
            let whole = sample.finish != Finish::Length;
            match answer::line(&sample.text) {
                Ok(text) if whole => {
                    found.add(text, answer::log_prior(sample.logprob, sample.tokens, total));
                }
                Ok(_) => *refusals.entry(Refusal::Unfinished).or_default() += 1,
                Err(reason) => *refusals.entry(reason).or_default() += 1,
            }
        }
        found.0.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.0.truncate(MOST);
        Ok(Proposals {
            candidates: found.candidates(&Source::sample(self.model.clone())),
            spent: Amounts::tokens(reply.usage.total()),
            refusals,
            ..Proposals::default()
        })
    }
}

impl Proposer for StepModel {
    fn id(&self) -> VoiceId {
        VoiceId::MODEL
    }

    fn parts(&self) -> Vec<Part> {
        vec![part(self.settings.rounds())]
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.ask(request).boxed()
    }
}
