//! Answers piece by piece, as server-sent events.

use std::{convert::Infallible, sync::Arc};

use axum::response::sse::{Event, Sse};
use futures::{Stream, StreamExt, stream};
use serde_json::{Value, json};

use super::{
    Shared,
    answer::{AllNews, Format, Usage, closing, failed, number, reason},
};
use crate::engine::News;

struct Answering {
    shared: Arc<Shared>,
    news: AllNews,
    format: Format,
    prompts: Vec<Vec<u32>>,
    usage: Usage,
    /// Characters sent of each choice.
    offsets: Vec<usize>,
    /// What was said so far, where functions were offered: a call is read when it is complete.
    held: Vec<String>,
    /// Choices that have not ended.
    open: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    /// The list of events ends with a mark.
    Mark,
    Over,
}

/// The events of a request.
pub(super) fn answer(
    shared: Arc<Shared>,
    news: AllNews,
    format: Format,
    prompts: Vec<Vec<u32>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let answering = Answering {
        shared,
        news,
        usage: Usage::of(&prompts),
        offsets: vec![0; format.choices()],
        held: vec![String::new(); format.choices()],
        open: format.choices(),
        format,
        prompts,
        state: State::Running,
    };
    let events = stream::unfold(answering, |mut answering| async move {
        let events = answering.next().await?;
        Some((stream::iter(events.into_iter().map(Ok)), answering))
    });
    Sse::new(events.flatten())
}

impl Answering {
    async fn next(&mut self) -> Option<Vec<Event>> {
        match self.state {
            State::Over => return None,
            State::Mark => {
                self.state = State::Over;
                return Some(vec![Event::default().data("[DONE]")]);
            }
            State::Running => {}
        }
        let stop = self.shared.stop.clone();
        let news = tokio::select! {
            () = stop.cancelled() => None,
            news = self.news.next() => news,
        };
        let Some((prompt, news)) = news else {
            if self.open > 0 {
                self.state = State::Over;
                return Some(vec![event(&closing().body())]);
            }
            self.state = State::Mark;
            let mut last = Vec::new();
            if self.format.asked.usage {
                let mut body = self.format.envelope(Vec::new(), true);
                body.insert("usage".to_owned(), self.usage.value());
                last.push(event(&Value::Object(body)));
            }
            return Some(last);
        };
        Some(self.events(prompt, news))
    }

    fn events(&mut self, prompt: usize, news: News) -> Vec<Event> {
        let samples = self.format.asked.samples as usize;
        let own = prompt * samples;
        let model = Arc::clone(self.shared.engine.model());
        let tokenizer = model.tokenizer();
        match news {
            News::Read { cached, scores } => {
                self.usage.cached += cached;
                if !self.format.asked.echo {
                    return Vec::new();
                }
                let text = tokenizer.decode(&self.prompts[prompt]);
                (own..own + samples)
                    .map(|index| {
                        let offset = &mut self.offsets[index];
                        let logprobs = self.format.logprobs(tokenizer, &scores, offset);
                        self.chunk(index, &text, &logprobs, None)
                    })
                    .collect()
            }
            News::Piece { sample, text, tokens } => {
                let index = own + sample as usize;
                let offset = &mut self.offsets[index];
                let logprobs = self.format.logprobs(tokenizer, &tokens, offset);
                if self.format.asked.functions {
                    self.held[index].push_str(&text);
                    return Vec::new();
                }
                vec![self.chunk(index, &text, &logprobs, None)]
            }
            News::Ended { sample, end, drawn, last } => {
                self.usage.drawn += drawn;
                self.open -= 1;
                let logprobs = match last {
                    Some(last) if self.format.asked.logprobs => {
                        json!({"finish_logprob": number(last.logprob)})
                    }
                    _ => Value::Null,
                };
                let index = own + sample as usize;
                if self.format.asked.functions {
                    let text = std::mem::take(&mut self.held[index]);
                    let (content, calls) = self.format.read(index, &text);
                    let end = if calls.is_some() { "tool_calls" } else { reason(end) };
                    let mut delta = json!({"role": "assistant", "content": content});
                    if let Some(calls) = calls {
                        delta["tool_calls"] = calls;
                    }
                    let choice = json!({"index": index, "delta": delta, "finish_reason": end});
                    return vec![event(&Value::Object(self.format.envelope(vec![choice], true)))];
                }
                vec![self.chunk(index, "", &logprobs, Some(reason(end)))]
            }
            News::Embedding(_) => Vec::new(),
            News::Failed(reason) => {
                self.state = State::Over;
                vec![event(&failed(&reason).body())]
            }
        }
    }

    fn chunk(&self, index: usize, text: &str, logprobs: &Value, end: Option<&str>) -> Event {
        let mut choice = json!({"index": index, "logprobs": logprobs, "finish_reason": end});
        if self.format.asked.chat {
            choice["delta"] = json!({"role": "assistant", "content": text});
        } else {
            choice["text"] = json!(text);
        }
        event(&Value::Object(self.format.envelope(vec![choice], true)))
    }
}

fn event(value: &Value) -> Event {
    Event::default().data(value.to_string())
}
