//! A model that writes tactics, whole proofs and sketches.
//!
//! It has three passes: the next tactic; tactics that finish the goal, with what Lean said about
//! earlier attempts; and a sketch whose holes become goals of their own. Each prompt is built fresh
//! from the goal, the file, the recalled premises and the failures; nothing is carried over from call
//! to call.

use std::sync::{Arc, OnceLock};

use futures::{FutureExt, future::BoxFuture};
use polya_model::{Api, Client, Conversations, ModelError, SampleSettings, Toolbox};
use polya_text::{Command, Commands};
use serde::{Deserialize, Serialize};

use super::{
    Found, alone,
    answer::{self, Asked},
    prompt::{Page, Pages, PromptError, Prompts, Subject},
};
use crate::{
    candidate::Source,
    ledger::Amounts,
    refusal::{Refusal, Refusals},
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, Request},
    worker::Library,
};

/// The pass for the next tactic.
pub(super) const TACTIC: u32 = 0;
/// The pass for whole proofs.
pub(super) const PROOF: u32 = 1;
/// The pass for sketches.
pub(super) const SKETCH: u32 = 2;

/// Deepest goal that gets a sketch: plans are for problems.
const SKETCH_DEPTH: u32 = 1;

/// How a chat model is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChatSettings {
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
}

impl Default for ChatSettings {
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
        }
    }
}

impl ChatSettings {
    /// The rounds that a schedule needs for this voice: tactics after the rules' finishing tactics,
    /// whole proofs later.
    pub fn rounds(&self) -> Vec<Round> {
        let prompt = 1024 + (self.file_bytes / 3) as u64;
        let round = |pass, penalty, samples: u32, longest: u32| Round {
            voice: VoiceId::MODEL,
            pass,
            penalty,
            checks: 0,
            // A server that gives one sample a request reads the prompt as often.
            // A proof may take a second thought, which reads the prompt and the first.
            tokens: if pass == TACTIC { 1 } else { 2 }
                * u64::from(samples)
                * (u64::from(longest) + prompt),
        };
        let mut rounds = vec![round(TACTIC, -0.3, self.tactics, self.tactic_tokens)];
        if self.proofs > 0 {
            rounds.push(round(PROOF, -1.0, self.proofs, self.proof_tokens));
            // Once more, with what Lean said about the first ones.
            rounds.push(round(PROOF, -2.5, self.proofs, self.proof_tokens));
        }
        if self.sketches > 0 {
            rounds.push(round(SKETCH, -1.5, self.sketches, self.proof_tokens));
        }
        rounds
    }
}

/// Proposes what a chat model writes.
pub struct ChatModel {
    client: Client,
    model: Arc<str>,
    library: Arc<Library>,
    settings: ChatSettings,
    pages: Pages,
    toolbox: OnceLock<Arc<dyn Toolbox>>,
}

impl std::fmt::Debug for ChatModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChatModel").field("model", &self.model).finish_non_exhaustive()
    }
}

fn part(rounds: Vec<Round>) -> Part {
    Part { rank: Rank::Chat, rounds, speaks_for: Vec::new() }
}

impl ChatModel {
    /// Its part in a schedule in which it works without rules.
    pub fn part_by_itself(&self) -> Part {
        part(alone(&self.settings.rounds()))
    }

    /// The voice of `client`'s model, called `model` in the log.
    pub fn new(
        client: Client,
        model: &str,
        library: Arc<Library>,
        settings: ChatSettings,
        prompts: Prompts,
    ) -> Result<Self, PromptError> {
        let pages = Pages::new(prompts)?;
        let toolbox = OnceLock::new();
        Ok(Self { client, model: model.into(), library, settings, pages, toolbox })
    }

    /// Lets the model call functions while it writes whole proofs, and has its thoughts reviewed.
    /// Only the first toolbox counts.
    pub fn equip(&self, toolbox: Arc<dyn Toolbox>) {
        let _ = self.toolbox.set(toolbox);
    }

    async fn page(&self, pass: u32) -> Result<Page, String> {
        Ok(match pass {
            TACTIC => match self.client.api().await.map_err(|error| error.to_string())? {
                Api::Completion => Page::StepCompletion,
                Api::Chat | Api::Auto => Page::Step,
            },
            SKETCH => Page::Sketch,
            _ => Page::Proof,
        })
    }

    pub(super) fn prompt(&self, page: Page, request: &Request) -> Result<String, String> {
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
    pub(super) fn samples(&self, request: &Request, prompt: &str) -> Option<SampleSettings> {
        let (n, longest) = match request.pass {
            TACTIC => (self.settings.tactics, self.settings.tactic_tokens),
            SKETCH => (self.settings.sketches, self.settings.proof_tokens),
            _ => (self.settings.proofs, self.settings.proof_tokens),
        };
        let n = affordable(n, longest, request.tokens, prompt);
        (n > 0).then(|| SampleSettings {
            n,
            max_tokens: longest,
            temperature: self.settings.temperature,
            seed: Some(request.seed),
            stop: if request.pass == TACTIC { vec!["\n\n".to_owned()] } else { Vec::new() },
            ..SampleSettings::default()
        })
    }

    /// What the model answers: at once for a step, in a conversation for a whole proof if there is
    /// something to talk with.
    async fn answer(
        &self,
        request: &Request,
        prompt: String,
        settings: &SampleSettings,
    ) -> Result<Conversations, ModelError> {
        let Some(toolbox) = self.toolbox.get().filter(|_| request.pass != TACTIC) else {
            let reply = self.client.complete(prompt, settings).await?;
            return Ok(Conversations { reply, ..Conversations::default() });
        };
        let each = request.tokens / u64::from(settings.n.max(1));
        self.client.converse(prompt, settings, &**toolbox, each).await
    }

    async fn ask(&self, request: &Request) -> Result<Proposals, String> {
        let sketch = request.pass == SKETCH;
        if sketch && request.depth > SKETCH_DEPTH {
            return Ok(Proposals::default());
        }
        let prompt = self.prompt(self.page(request.pass).await?, request)?;
        let Some(settings) = self.samples(request, &prompt) else {
            return Ok(Proposals::default());
        };
        let answered = self.answer(request, prompt, &settings).await;
        let Conversations { reply, calls, objections } = match answered {
            Ok(answered) => answered,
            // It has nothing to say to a state of that size.
            Err(error) if error.is_too_long() => {
                let troubles = vec![format!("model: {error}")];
                return Ok(Proposals { troubles, ..Proposals::default() });
            }
            Err(error) => return Err(error.to_string()),
        };
        let total = reply.samples.len().max(1);
        let before = request.problem.before();
        let own = Commands::last(before);
        let signature = own.as_ref().and_then(Command::declaration).map(|d| d.signature.clone());
        let asked = Asked {
            theorem: &request.problem.theorem,
            signature: signature.map_or("", |place| &before[place]),
            file: own.as_ref().map_or("", |command| &before[..command.span.start]),
            own_goal: request.depth == 0,
            step: request.pass == TACTIC,
        };
        let (mut whole, mut sketches) = (Found::default(), Found::default());
        let mut refusals = Refusals::new();
        for sample in &reply.samples {
            let log_prior = answer::log_prior(sample.logprob, sample.tokens, total);
            let texts = answer::tactics(&sample.text, &asked);
            let mut taken = texts.as_ref().err().map_or(Err(Refusal::Holes), |reason| Err(*reason));
            for text in texts.unwrap_or_default() {
                // A proof with holes is a sketch, whatever was asked for.
                if !sketch && !answer::has_holes(&text) {
                    whole.add(text, log_prior);
                } else if let Some(text) = answer::sketch(&text) {
                    sketches.add(text, log_prior);
                } else {
                    continue;
                }
                taken = Ok(());
            }
            if let Err(reason) = taken {
                *refusals.entry(reason).or_default() += 1;
            }
        }
        let mut candidates = whole.candidates(&Source::sample(self.model.clone()));
        candidates.extend(sketches.candidates(&Source::sketch(self.model.clone())));
        Ok(Proposals {
            candidates,
            spent: Amounts::tokens(reply.usage.total()),
            refusals,
            called: calls.into_iter().map(|(name, _)| name).collect(),
            objections,
            ..Proposals::default()
        })
    }
}

/// How many of `n` samples of `longest` tokens can be had for `tokens`.
pub(super) fn affordable(n: u32, longest: u32, tokens: u64, prompt: &str) -> u32 {
    // The same estimate as the client's: three bytes a token is more than there are.
    let read = prompt.len().div_ceil(3) as u64;
    let affordable = tokens / (read + u64::from(longest));
    n.min(u32::try_from(affordable).unwrap_or(u32::MAX))
}

impl Proposer for ChatModel {
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
