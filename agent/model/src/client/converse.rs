//! Samples of a model that may call functions while it thinks: a conversation for each sample.

use std::sync::atomic::Ordering;

use futures::future::join_all;
use serde_json::Value;

use super::{Call, Client, Target, request};
use crate::{
    Api, Message, ModelError, Prompt, Reply, SampleSettings, Speaker,
    functions::{Function, FunctionCall, Toolbox, listed_calls, written_calls},
    reply::{self, Sample, Usage},
};

/// Most requests of one conversation. The last one offers no functions, so that there is an answer.
const MOST_TURNS: usize = 6;
/// Longest answer of a function that is told to a model, in bytes.
const LONGEST_ANSWER: usize = 4096;
/// Most objections that a model is told.
const MOST_OBJECTIONS: usize = 8;

/// Samples with what was called for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversations {
    /// The samples, and what all of it cost.
    pub reply: Reply,
    /// Calls in all conversations, in order: a function's name, and whether it answered.
    pub calls: Vec<(String, bool)>,
    /// Objections that models were told.
    pub objections: usize,
}

impl Client {
    /// [`Client::complete`] for a model that may call functions of `toolbox` on its way, and whose
    /// thoughts the toolbox reviews: where something in them is false it is told so, once, and
    /// answers again; both answers are samples. No conversation goes on once it has spent
    /// `tokens`.
    ///
    /// An endpoint that knows no functions is asked without them.
    pub async fn converse(
        &self,
        prompt: impl Into<Prompt>,
        settings: &SampleSettings,
        toolbox: &dyn Toolbox,
        tokens: u64,
    ) -> Result<Conversations, ModelError> {
        let prompt = prompt.into();
        let target = self.target().await?;
        if target.api != Api::Chat {
            let reply = self.complete(prompt, settings).await?;
            return Ok(Conversations { reply, ..Conversations::default() });
        }
        let functions = toolbox.functions();
        let talks = (0..settings.n).map(|number| {
            let settings = SampleSettings {
                n: 1,
                seed: settings.seed.map(|seed| seed.wrapping_add(number.into())),
                ..settings.clone()
            };
            let talk = Talk {
                client: self,
                target,
                toolbox,
                functions: &functions,
                settings,
                tokens,
                bytes: prompt.bytes(),
                messages: prompt.messages().iter().map(request::said).collect(),
                found: Conversations::default(),
            };
            talk.hold()
        });
        let mut all = Conversations::default();
        let mut failure = None;
        for talk in join_all(talks).await {
            match talk {
                Ok(one) => {
                    all.reply.samples.extend(one.reply.samples);
                    all.reply.usage.add(one.reply.usage);
                    all.calls.extend(one.calls);
                    all.objections += one.objections;
                }
                Err(ModelError::Cancelled) => return Err(ModelError::Cancelled),
                Err(error) => failure = Some(error),
            }
        }
        match failure {
            Some(error) if all.reply.samples.is_empty() => Err(error),
            _ => Ok(all),
        }
    }
}

/// One conversation.
struct Talk<'a> {
    client: &'a Client,
    target: &'a Target,
    toolbox: &'a dyn Toolbox,
    functions: &'a [Function],
    settings: SampleSettings,
    tokens: u64,
    /// Length of the prompt, for servers that do not count.
    bytes: usize,
    messages: Vec<Value>,
    found: Conversations,
}

impl Talk<'_> {
    async fn hold(mut self) -> Result<Conversations, ModelError> {
        let mut reviewed = false;
        for turn in 0..MOST_TURNS {
            let last = turn + 1 == MOST_TURNS;
            let (message, sample, usage) = match self.ask(!last).await {
                Ok(said) => said,
                // What was said before the trouble counts.
                Err(error) if self.found.reply.samples.is_empty() => return Err(error),
                Err(_) => break,
            };
            self.found.reply.usage.add(usage);
            let mut calls = listed_calls(&message);
            let (rest, written) = written_calls(&sample.text);
            if calls.is_empty() {
                calls = written;
            }
            let spent = self.found.reply.usage.total();
            if !calls.is_empty() && !last && spent < self.tokens {
                self.answer_calls(&rest, calls).await;
                continue;
            }
            let thoughts = [sample.reasoning.as_deref().unwrap_or_default(), &rest].join("\n");
            self.found.reply.samples.push(Sample { text: rest, ..sample });
            if reviewed || last || spent >= self.tokens {
                break;
            }
            reviewed = true;
            let objections = self.toolbox.review(&thoughts).await;
            if objections.is_empty() {
                break;
            }
            self.found.objections += objections.len();
            self.object(&objections);
        }
        Ok(self.found)
    }

    async fn ask(&self, offering: bool) -> Result<(Value, Sample, Usage), ModelError> {
        let knows = !self.client.shared.knows_no_functions.load(Ordering::Relaxed);
        let offering = offering && knows && !self.functions.is_empty();
        match self.request(offering).await {
            // It may be the functions that it does not like.
            Err(
                ModelError::Refused { status: 400 | 404 | 422 | 501, .. }
                | ModelError::Unavailable { status: 500 | 501, .. },
            ) if offering && self.found.calls.is_empty() => {
                let said = self.request(false).await?;
                self.client.shared.knows_no_functions.store(true, Ordering::Relaxed);
                Ok(said)
            }
            said => said,
        }
    }

    async fn request(&self, offering: bool) -> Result<(Value, Sample, Usage), ModelError> {
        let functions = if offering { self.functions } else { &[] };
        let messages = self.messages.clone();
        let body = request::chat(&self.target.model, messages, &self.settings, functions);
        self.client
            .repeat(|| async {
                let reply = self.client.ask(Call::Chat, &body).await?;
                let bad =
                    |reason| ModelError::BadReply { url: self.client.shared.url.clone(), reason };
                let read = reply::read(&reply, self.bytes).map_err(bad)?;
                let sample = read.samples.into_iter().next();
                let sample = sample.ok_or_else(|| bad("it has no samples".to_owned()))?;
                let message = reply.pointer("/choices/0/message").cloned().unwrap_or_default();
                Ok((message, sample, read.usage))
            })
            .await
    }

    /// Performs calls and puts their answers into the conversation.
    async fn answer_calls(&mut self, rest: &str, calls: Vec<FunctionCall>) {
        let id = |place: usize, call: &FunctionCall| {
            call.id.clone().unwrap_or_else(|| format!("call_{}_{place}", self.messages.len()))
        };
        let ids: Vec<String> = calls.iter().enumerate().map(|(at, call)| id(at, call)).collect();
        self.messages.push(request::called(rest, &calls, &ids));
        for (call, id) in calls.iter().zip(ids) {
            let answer = match &call.arguments {
                Ok(arguments) if self.functions.iter().any(|f| f.name == call.name) => {
                    self.toolbox.call(&call.name, arguments).await
                }
                Ok(_) => Err(format!("there is no function `{}`", call.name)),
                Err(reason) => Err(reason.clone()),
            };
            self.found.calls.push((call.name.clone(), answer.is_ok()));
            let mut text = answer.unwrap_or_else(|error| format!("error: {error}"));
            if text.len() > LONGEST_ANSWER {
                text.truncate(text.floor_char_boundary(LONGEST_ANSWER));
                text.push('…');
            }
            self.messages.push(request::answered(&call.name, id, &text));
        }
    }

    /// Tells the model what is wrong with its last answer.
    fn object(&mut self, objections: &[String]) {
        let said = self.found.reply.samples.last().map_or("", |sample| &sample.text);
        self.messages
            .push(request::said(&Message { role: Speaker::Assistant, content: said.to_owned() }));
        let list: Vec<String> =
            objections.iter().take(MOST_OBJECTIONS).map(|o| format!("- {o}")).collect();
        let text = format!(
            "Some of what you wrote is false:\n{}\nThink again, and answer in the same form as before.",
            list.join("\n")
        );
        self.messages.push(request::said(&Message::user(text)));
    }
}
