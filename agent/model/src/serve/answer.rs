//! What comes out of the engine, put into the protocol's shapes.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};

use axum::{Json, http::StatusCode, response::IntoResponse};
use futures::{Stream, StreamExt, stream::SelectAll};
use serde_json::{Map, Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{Answer, Failure, Shared, seconds, stream};
use crate::{
    engine::{End, News, Scored, Task, Token, tokenizer::Tokenizer},
    functions::written_calls,
};

/// What a request for samples asked for, apart from the samples.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Asked {
    pub(super) chat: bool,
    pub(super) echo: bool,
    pub(super) logprobs: bool,
    pub(super) usage: bool,
    /// Functions were offered: calls are read from the text.
    pub(super) functions: bool,
    pub(super) seed: u64,
    /// Samples for each prompt.
    pub(super) samples: u32,
}

/// The news of one task, marked with its number.
pub(super) struct Marked(usize, UnboundedReceiver<News>);

impl Stream for Marked {
    type Item = (usize, News);

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let number = self.0;
        self.1.poll_recv(context).map(|news| news.map(|news| (number, news)))
    }
}

/// The news of all tasks, as they come.
pub(super) type AllNews = SelectAll<Marked>;

/// Hands in all tasks, or none.
fn submit(shared: &Shared, tasks: Vec<Task>) -> Result<AllNews, Failure> {
    let mut news = SelectAll::new();
    for (number, task) in tasks.into_iter().enumerate() {
        // Those handed in are cancelled with the stream, if a later one is refused.
        news.push(Marked(number, shared.engine.submit(task)?));
    }
    Ok(news)
}

/// Runs a request for samples.
pub(super) async fn run(
    shared: Arc<Shared>,
    tasks: Vec<Task>,
    asked: Asked,
    streamed: bool,
) -> Answer {
    let prompts: Vec<Vec<u32>> = tasks.iter().map(|task| task.prompt.clone()).collect();
    let news = submit(&shared, tasks)?;
    let format = Format::new(&shared, asked, &prompts);
    if streamed {
        return Ok(stream::answer(shared, news, format, prompts).into_response());
    }
    tokio::select! {
        () = shared.stop.cancelled() => Err(closing()),
        answer = whole(&shared, news, &format, &prompts) => answer,
    }
}

pub(super) fn closing() -> Failure {
    Failure::new(StatusCode::SERVICE_UNAVAILABLE, "the model is being shut down")
}

pub(super) fn failed(reason: &str) -> Failure {
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, reason)
}

/// A sample as it is put together.
#[derive(Debug, Default)]
struct Choice {
    text: String,
    tokens: Vec<Token>,
    end: Option<(End, Option<Scored>)>,
}

async fn whole(
    shared: &Shared,
    mut news: AllNews,
    format: &Format,
    prompts: &[Vec<u32>],
) -> Answer {
    let tokenizer = shared.engine.model().tokenizer();
    let per_prompt = format.asked.samples as usize;
    let mut choices: Vec<Choice> = Vec::new();
    choices.resize_with(prompts.len() * per_prompt, Choice::default);
    let mut usage = Usage::of(prompts);
    while let Some((prompt, news)) = news.next().await {
        let own = prompt * per_prompt;
        match news {
            News::Read { cached, scores } => {
                usage.cached += cached;
                if format.asked.echo {
                    let text = tokenizer.decode(&prompts[prompt]);
                    for choice in &mut choices[own..own + per_prompt] {
                        choice.text.clone_from(&text);
                        choice.tokens.clone_from(&scores);
                    }
                }
            }
            News::Piece { sample, text, tokens } => {
                let choice = &mut choices[own + sample as usize];
                choice.text.push_str(&text);
                choice.tokens.extend(tokens);
            }
            News::Ended { sample, end, drawn, last } => {
                usage.drawn += drawn;
                choices[own + sample as usize].end = Some((end, last));
            }
            News::Embedding(_) => {}
            News::Failed(reason) => return Err(failed(&reason)),
        }
    }
    if choices.iter().any(|choice| choice.end.is_none()) {
        return Err(closing());
    }
    let mut list = Vec::new();
    for (index, choice) in choices.into_iter().enumerate() {
        let mut logprobs = format.logprobs(tokenizer, &choice.tokens, &mut 0);
        if let (Some((_, Some(last))), Some(logprobs)) = (choice.end, logprobs.as_object_mut()) {
            logprobs.insert("finish_logprob".to_owned(), number(last.logprob));
        }
        let mut value = json!({
            "index": index,
            "finish_reason": choice.end.map(|(end, _)| reason(end)),
            "logprobs": logprobs,
        });
        if format.asked.chat {
            let (content, calls) = format.read(index, &choice.text);
            value["message"] = json!({"role": "assistant", "content": content});
            if let Some(calls) = calls {
                value["message"]["tool_calls"] = calls;
                value["finish_reason"] = json!("tool_calls");
            }
        } else {
            value["text"] = json!(choice.text);
        }
        list.push(value);
    }
    let mut body = format.envelope(list, false);
    body.insert("usage".to_owned(), usage.value());
    Ok(Json(body).into_response())
}

/// Vectors for all tasks.
pub(super) async fn vectors(shared: &Arc<Shared>, tasks: Vec<Task>) -> Answer {
    let tokens: usize = tasks.iter().map(|task| task.prompt.len()).sum();
    let mut vectors = vec![Vec::new(); tasks.len()];
    let mut news = submit(shared, tasks)?;
    let all = async {
        while let Some((number, news)) = news.next().await {
            match news {
                News::Embedding(vector) => vectors[number] = vector,
                News::Failed(reason) => return Err(failed(&reason)),
                _ => {}
            }
        }
        if vectors.iter().any(Vec::is_empty) { Err(closing()) } else { Ok(()) }
    };
    tokio::select! {
        () = shared.stop.cancelled() => return Err(closing()),
        outcome = all => outcome?,
    }
    let data: Vec<Value> = vectors
        .into_iter()
        .enumerate()
        .map(|(index, vector)| json!({"object": "embedding", "index": index, "embedding": vector}))
        .collect();
    let usage = json!({"prompt_tokens": tokens, "total_tokens": tokens});
    let model = shared.engine.model().name();
    Ok(Json(json!({"object": "list", "model": model, "data": data, "usage": usage}))
        .into_response())
}

/// Tokens spent on a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    prompt: usize,
    pub(super) cached: usize,
    pub(super) drawn: usize,
}

impl Usage {
    pub(super) fn of(prompts: &[Vec<u32>]) -> Self {
        Self { prompt: prompts.iter().map(Vec::len).sum(), cached: 0, drawn: 0 }
    }

    pub(super) fn value(self) -> Value {
        json!({
            "prompt_tokens": self.prompt,
            "completion_tokens": self.drawn,
            "total_tokens": self.prompt + self.drawn,
            "prompt_tokens_details": {"cached_tokens": self.cached},
        })
    }
}

pub(super) fn reason(end: End) -> &'static str {
    match end {
        End::Stop => "stop",
        End::Length => "length",
    }
}

/// How the parts of an answer are written.
#[derive(Clone, Debug)]
pub(super) struct Format {
    pub(super) asked: Asked,
    id: String,
    created: u64,
    model: String,
    prompts: usize,
}

impl Format {
    fn new(shared: &Shared, asked: Asked, prompts: &[Vec<u32>]) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let kind = if asked.chat { "chatcmpl" } else { "cmpl" };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self {
            asked,
            id: format!("{kind}-{:x}-{number}", shared.began),
            created: seconds(),
            model: shared.engine.model().name().to_owned(),
            prompts: prompts.len(),
        }
    }

    /// Number of choices.
    pub(super) fn choices(&self) -> usize {
        self.prompts * self.asked.samples as usize
    }

    /// What a choice says, and the functions it calls, if it calls any.
    pub(super) fn read(&self, choice: usize, text: &str) -> (Value, Option<Value>) {
        if !self.asked.functions {
            return (json!(text), None);
        }
        let (rest, calls) = written_calls(text);
        if calls.is_empty() {
            return (json!(text), None);
        }
        let listed = calls.iter().enumerate().map(|(place, call)| {
            let arguments = match &call.arguments {
                Ok(arguments) => arguments.to_string(),
                // As it was written it would be no JSON either; the caller's schema refuses this.
                Err(_) => "null".to_owned(),
            };
            json!({
                "index": place,
                "id": format!("call_{}_{choice}_{place}", self.id),
                "type": "function",
                "function": {"name": call.name, "arguments": arguments},
            })
        });
        let content = if rest.is_empty() { Value::Null } else { json!(rest) };
        (content, Some(listed.collect()))
    }

    pub(super) fn envelope(&self, choices: Vec<Value>, streamed: bool) -> Map<String, Value> {
        let object = match (self.asked.chat, streamed) {
            (false, _) => "text_completion",
            (true, false) => "chat.completion",
            (true, true) => "chat.completion.chunk",
        };
        let mut body = Map::new();
        body.insert("id".to_owned(), json!(self.id));
        body.insert("object".to_owned(), json!(object));
        body.insert("created".to_owned(), json!(self.created));
        body.insert("model".to_owned(), json!(self.model));
        body.insert("choices".to_owned(), Value::Array(choices));
        body.insert("seed".to_owned(), json!(self.asked.seed));
        body
    }

    /// Log-probabilities of tokens. `offset` is where their text begins, in characters, and moves on.
    pub(super) fn logprobs(
        &self,
        tokenizer: &Tokenizer,
        tokens: &[Token],
        offset: &mut usize,
    ) -> Value {
        if !self.asked.logprobs {
            return Value::Null;
        }
        let name = |token: u32| tokenizer.name(token).into_owned();
        if self.asked.chat {
            let entry = |scored: &Scored| {
                json!({
                    "token": name(scored.token),
                    "logprob": number(scored.logprob),
                    "bytes": tokenizer.bytes(scored.token),
                })
            };
            let content: Vec<Value> = tokens
                .iter()
                .map(|token| {
                    let mut value = entry(&token.scored);
                    value["top_logprobs"] = token.alternatives.iter().map(entry).collect();
                    value
                })
                .collect();
            return json!({"content": content});
        }
        let offsets: Vec<usize> = tokens
            .iter()
            .map(|token| {
                let start = *offset;
                *offset += String::from_utf8_lossy(&token.bytes).chars().count();
                start
            })
            .collect();
        let alternatives: Vec<Value> = tokens
            .iter()
            .map(|token| {
                if token.scored.logprob.is_nan() {
                    return Value::Null;
                }
                let best = token.alternatives.iter();
                best.map(|scored| (name(scored.token), number(scored.logprob))).collect()
            })
            .collect();
        json!({
            "tokens": tokens.iter().map(|token| name(token.scored.token)).collect::<Vec<_>>(),
            "token_logprobs": tokens.iter().map(|t| number(t.scored.logprob)).collect::<Vec<_>>(),
            "top_logprobs": alternatives,
            "text_offset": offsets,
        })
    }
}

/// A number with the digits that single precision has; what is no number is null.
pub(super) fn number(x: f32) -> Value {
    x.to_string().parse::<f64>().ok().filter(|x| x.is_finite()).map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(functions: bool) -> Format {
        let asked = Asked {
            chat: true,
            echo: false,
            logprobs: false,
            usage: false,
            functions,
            seed: 0,
            samples: 1,
        };
        Format { asked, id: "c".to_owned(), created: 0, model: "m".to_owned(), prompts: 1 }
    }

    #[test]
    fn calls_become_fields_only_where_functions_were_offered() {
        let text = "Hm.\n<tool_call>{\"name\": \"calc\", \"arguments\": {\"expression\": \"1\"}}</tool_call>";
        let (content, calls) = format(true).read(3, text);
        assert_eq!(content, json!("Hm."));
        assert_eq!(
            calls,
            Some(json!([{"index": 0, "id": "call_c_3_0", "type": "function",
                "function": {"name": "calc", "arguments": "{\"expression\":\"1\"}"}}]))
        );
        assert_eq!(format(false).read(0, text), (json!(text), None));
        assert_eq!(format(true).read(0, "rfl"), (json!("rfl"), None));
    }
}
