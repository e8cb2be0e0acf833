//! The worker's second voice: a language model behind any OpenAI-compatible endpoint.
//!
//! It has three passes: pass 0 asks for the next tactic, pass 1 for tactics that finish the goal, with
//! what Lean said about earlier attempts, pass 2 for a sketch whose holes become goals of their own.
//! Each prompt is built fresh from the goal, the file, the recalled premises and the failures; nothing
//! is carried over from call to call. What comes back is only text: Lean says what it is worth.

mod answer;
mod prompt;

use std::sync::{Arc, OnceLock};

use futures::{FutureExt, future::BoxFuture};
use polya_model::{Api, Client, Conversations, Finish, ModelError, SampleSettings, Toolbox};
use serde::{Deserialize, Serialize};

use crate::{
    candidate::{Candidate, Source},
    data::one_line,
    ledger::Amounts,
    schedule::{Round, VoiceId},
    voice::{Proposals, Proposer, Request},
    worker::Library,
};
pub use prompt::{CompactPrompt, PromptError, Prompts};
use prompt::{Page, Pages, Subject};

/// The pass for sketches.
const SKETCH: u32 = 2;

/// Deepest goal that gets a sketch: plans are for problems.
const SKETCH_DEPTH: u32 = 1;

/// Names of models that were trained on the compact prompt begin like this.
const COMPACT: &str = "polya-step";
/// And names of those that were trained to say of a tactic whether it works, like this.
const WEIGHS: &str = "polya-step-2";

/// What such a model says after state, tactic and a line's end, if the tactic works, and if not.
const WORKS: &str = "+";
const FAILS: &str = "-";

/// Most bytes of state and tactic that are shown to it: its context is short.
const COMPACT_BYTES: usize = 640;

/// Most candidates of one answer of such a model.
const COMPACT_MOST: usize = 3;

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
    /// Sketches sampled for a problem's own goal. 0 leaves them out.
    pub sketches: u32,
    /// Softmax temperature.
    pub temperature: f32,
    /// Recalled premises in a prompt.
    pub premises: usize,
    /// Most bytes of the problem's file in a prompt; the end is kept.
    pub file_bytes: usize,
    /// True for a small model that was trained on states and tactics of one line alone: it sees
    /// the state and nothing else, answers at once, and so is asked at each goal before the rules.
    pub compact: bool,
    /// True for a compact model that also says of a given tactic how likely it works.
    pub weighs: bool,
}

impl Default for SamplerSettings {
    fn default() -> Self {
        Self {
            tactics: 8,
            tactic_tokens: 128,
            proofs: 2,
            proof_tokens: 2048,
            sketches: 2,
            temperature: 0.9,
            premises: 12,
            file_bytes: 6000,
            compact: false,
            weighs: false,
        }
    }
}

impl SamplerSettings {
    /// The settings that suit a model of this name.
    pub fn for_model(name: &str) -> Self {
        if !name.starts_with(COMPACT) {
            return Self::default();
        }
        Self {
            tactic_tokens: 64,
            proofs: 0,
            sketches: 0,
            temperature: 0.8,
            premises: 0,
            file_bytes: 0,
            compact: true,
            weighs: name.starts_with(WEIGHS),
            ..Self::default()
        }
    }

    /// The rounds that a schedule needs for this voice: tactics after the rules' finishing
    /// tactics (a compact model's before them), whole proofs later.
    pub fn rounds(&self) -> Vec<Round> {
        let prompt = 1024 + (self.file_bytes / 3) as u64;
        let round = |pass, penalty, samples: u32, longest: u32| Round {
            voice: VoiceId::MODEL,
            pass,
            penalty,
            // A server that gives one sample a request reads the prompt as often.
            // A proof may take a second thought, which reads the prompt and the first.
            tokens: if pass == 0 { 1 } else { 2 }
                * u64::from(samples)
                * (u64::from(longest) + prompt),
        };
        let first = if self.compact { 0.0 } else { -0.3 };
        let mut rounds = vec![round(0, first, self.tactics, self.tactic_tokens)];
        if self.proofs > 0 {
            rounds.push(round(1, -1.0, self.proofs, self.proof_tokens));
            // Once more, with what Lean said about the first ones.
            rounds.push(round(1, -2.5, self.proofs, self.proof_tokens));
        }
        if self.sketches > 0 {
            rounds.push(round(SKETCH, -1.5, self.sketches, self.proof_tokens));
        }
        rounds
    }

    /// The schedule in which no other voice has a part: a goal that is still open is asked about
    /// again, with other seeds.
    pub fn rounds_alone(&self) -> Vec<Round> {
        let first = self.rounds();
        let again = |n: u32| {
            let later = first.iter().cloned();
            later.map(move |round| Round { penalty: round.penalty - f64::from(n), ..round })
        };
        (0..4).flat_map(again).collect()
    }
}

/// Proposes what a model writes.
pub struct Sampler {
    client: Client,
    model: Arc<str>,
    library: Arc<Library>,
    settings: SamplerSettings,
    pages: Pages,
    toolbox: OnceLock<Arc<dyn Toolbox>>,
}

impl std::fmt::Debug for Sampler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sampler").field("model", &self.model).finish_non_exhaustive()
    }
}

impl Sampler {
    /// Lets the model call functions while it writes whole proofs, and has its thoughts reviewed.
    /// Only the first toolbox counts.
    pub fn equip(&self, toolbox: Arc<dyn Toolbox>) {
        let _ = self.toolbox.set(toolbox);
    }

    /// The voice of `client`'s model, called `model` in the log.
    pub fn new(
        client: Client,
        model: &str,
        library: Arc<Library>,
        settings: SamplerSettings,
        prompts: Prompts,
    ) -> Result<Self, PromptError> {
        let pages = Pages::new(prompts)?;
        let toolbox = OnceLock::new();
        Ok(Self { client, model: model.into(), library, settings, pages, toolbox })
    }

    /// The schedule with the rounds of this voice, the urgent first: among equals the rules, which
    /// cost no tokens, but a compact model before them, which costs next to nothing and may spare
    /// their checks.
    pub fn among(settings: &SamplerSettings, mut schedule: Vec<Round>) -> Vec<Round> {
        let rounds = settings.rounds();
        if settings.compact {
            schedule.splice(0..0, rounds);
        } else {
            schedule.extend(rounds);
        }
        schedule.sort_by(|a: &Round, b| b.penalty.total_cmp(&a.penalty));
        schedule
    }

    async fn page(&self, request: &Request) -> Result<Page, String> {
        match request.pass {
            0 => {}
            SKETCH => return Ok(Page::Sketch),
            _ => return Ok(Page::Proof),
        }
        if self.settings.compact {
            return Ok(Page::StepCompact);
        }
        let api = self.client.api().await.map_err(|error| error.to_string())?;
        Ok(if api == Api::Completion { Page::StepCompletion } else { Page::Step })
    }

    fn prompt(&self, page: Page, request: &Request) -> Result<String, String> {
        let subject = Subject {
            problem: &request.problem,
            state: &request.state,
            failures: &request.failures,
            memories: &request.memories,
            premises: self.library.statements(request.state.main(), self.settings.premises),
            file_bytes: self.settings.file_bytes,
        };
        self.pages.render(page, &subject)
    }

    /// How to sample within the tokens that were set aside; `None` if they are too few.
    fn samples(&self, request: &Request, prompt: &str) -> Option<SampleSettings> {
        let step = request.pass == 0;
        let (n, longest) = match request.pass {
            0 => (self.settings.tactics, self.settings.tactic_tokens),
            SKETCH => (self.settings.sketches, self.settings.proof_tokens),
            _ => (self.settings.proofs, self.settings.proof_tokens),
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
            stop: match step {
                true if self.settings.compact => vec!["\n".to_owned()],
                true => vec!["\n\n".to_owned()],
                false => Vec::new(),
            },
            ..SampleSettings::default()
        })
    }

    /// True if the model can say of a tactic whether it works.
    pub fn weighs(&self) -> bool {
        self.settings.weighs
    }

    /// Has the model say of each candidate how likely it works on the goal: `belief`s are filled in
    /// where the text is such as the model was trained on, the first ones first, as far as `tokens`
    /// reach. Answers with the tokens spent.
    pub async fn weigh(
        &self,
        request: &Request,
        candidates: &mut [Candidate],
        tokens: u64,
    ) -> Result<Amounts, ModelError> {
        let Ok(prompt) = self.prompt(Page::StepCompact, request) else {
            return Ok(Amounts::default());
        };
        let fits = |tactic: &String| prompt.len() + tactic.len() <= COMPACT_BYTES;
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

    /// What the model answers: at once for a step, in a conversation for a whole proof if there is
    /// something to talk with.
    async fn answer(
        &self,
        request: &Request,
        prompt: String,
        settings: &SampleSettings,
    ) -> Result<Conversations, ModelError> {
        let Some(toolbox) = self.toolbox.get().filter(|_| request.pass != 0) else {
            let reply = self.client.complete(prompt, settings).await?;
            return Ok(Conversations { reply, ..Conversations::default() });
        };
        let each = request.tokens / u64::from(settings.n.max(1));
        self.client.converse(prompt, settings, &**toolbox, each).await
    }

    async fn ask(&self, request: &Request) -> Result<Proposals, String> {
        if self.settings.compact && request.state.is_coupled() {
            // It never saw two goals at once.
            return Ok(Proposals::default());
        }
        let sketch = request.pass == SKETCH;
        if sketch && request.depth > SKETCH_DEPTH {
            return Ok(Proposals::default());
        }
        let prompt = self.prompt(self.page(request).await?, request)?;
        let Some(settings) = self.samples(request, &prompt) else {
            return Ok(Proposals::default());
        };
        let answered = self.answer(request, prompt, &settings).await;
        let Conversations { reply, calls, objections } = match answered {
            Ok(answered) => answered,
            // It has nothing to say to a state of that size. A small one's context is small.
            Err(error) if error.is_too_long() => {
                let note = (!self.settings.compact).then(|| format!("model: {error}"));
                return Ok(Proposals {
                    troubles: note.into_iter().collect(),
                    ..Proposals::default()
                });
            }
            Err(error) => return Err(error.to_string()),
        };
        let spent = Amounts::tokens(reply.usage.total());
        let total = reply.samples.len().max(1);
        let mut found: Vec<(String, f64)> = Vec::new();
        let mut refused = 0;
        for sample in &reply.samples {
            let texts = if self.settings.compact {
                // What was cut off is no tactic, whatever it looks like.
                let whole = sample.finish != Finish::Length;
                answer::line(&sample.text).filter(|_| whole).into_iter().collect()
            } else if sketch {
                answer::sketch(&sample.text).into_iter().collect()
            } else {
                answer::tactics(&sample.text, request.pass == 0)
            };
            refused += usize::from(texts.is_empty());
            for text in texts {
                let log_prior = answer::log_prior(sample.logprob, sample.tokens, total);
                match found.iter_mut().find(|(known, _)| *known == text) {
                    // Models repeat themselves; that is no evidence.
                    Some((_, best)) => *best = best.max(log_prior),
                    None => found.push((text, log_prior)),
                }
            }
        }
        if self.settings.compact {
            // Rules come next: what the model hardly believes in is not worth a check.
            found.sort_by(|a, b| b.1.total_cmp(&a.1));
            found.truncate(COMPACT_MOST);
        }
        let candidates = found.into_iter().map(|(text, log_prior)| {
            let source = if sketch {
                Source::sketch(self.model.clone())
            } else {
                Source::sample(self.model.clone())
            };
            Candidate::with_log_prior(text, source, log_prior)
        });
        let called = calls.into_iter().map(|(name, _)| name).collect();
        Ok(Proposals {
            candidates: candidates.collect(),
            spent,
            refused,
            called,
            objections,
            ..Proposals::default()
        })
    }
}

impl Proposer for Sampler {
    fn id(&self) -> VoiceId {
        VoiceId::MODEL
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.ask(request).boxed()
    }
}

#[cfg(test)]
mod tests;
