//! What came back, read leniently: every server leaves something out, so every field but the text
//! is optional, and both shapes of log-probabilities are understood wherever they occur.

use std::collections::HashMap;

use serde_json::Value;

use crate::error::excerpt;

/// Why a sample ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// At a stop text or the model's own end.
    Stop,
    /// At the limit of tokens: the text may break off in the middle.
    Length,
    /// Something else, or the server did not say.
    Other,
}

/// One sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The text, without the prompt.
    pub text: String,
    /// Natural logarithm of the text's probability, summed over its tokens, where the server tells.
    pub logprob: Option<f64>,
    /// Tokens of the text; an estimate that leans high where the server does not tell.
    pub tokens: u32,
    /// Why it ended.
    pub finish: Finish,
    /// Separate "thinking" of reasoning models, where the server splits it off.
    pub reasoning: Option<String>,
}

/// Tokens spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of the prompts, once for each request.
    pub prompt_tokens: u64,
    /// Tokens of all samples.
    pub completion_tokens: u64,
    /// True if some number is our estimate.
    pub estimated: bool,
}

impl Usage {
    /// Prompt and completion together.
    pub fn total(self) -> u64 {
        self.prompt_tokens + self.completion_tokens
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.prompt_tokens += other.prompt_tokens;
        self.completion_tokens += other.completion_tokens;
        self.estimated |= other.estimated;
    }
}

/// The samples of one call, and what they cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// Samples in the server's order. There may be fewer than asked for, never more.
    pub samples: Vec<Sample>,
    /// Tokens spent, requests that were repeated after an error not included.
    pub usage: Usage,
}

/// Estimated tokens of `bytes` bytes of Lean: three bytes a token is more than any tokenizer in use
/// needs on such text, and a budget must not be overrun by a guess.
pub(crate) fn estimate(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(3)).unwrap_or(u32::MAX)
}

/// Reads a reply of `/completions` to `prompts` prompts, of which only the first token's alternatives
/// are of interest. Where a choice has none, its map is empty.
pub(crate) fn next_tokens(
    reply: &Value,
    prompts: usize,
    bytes: usize,
) -> Result<(Vec<HashMap<String, f64>>, Usage), String> {
    let choices = reply
        .get("choices")
        .and_then(Value::as_array)
        .ok_or_else(|| format!("it has no `choices`: {}", excerpt(&reply.to_string())))?;
    let mut next = vec![HashMap::new(); prompts];
    for (place, choice) in choices.iter().enumerate() {
        let index = choice.get("index").and_then(Value::as_u64);
        let index = index.map_or(place, |i| usize::try_from(i).unwrap_or(usize::MAX));
        let first = choice.pointer("/logprobs/top_logprobs/0").and_then(Value::as_object);
        let found = first.into_iter().flatten().filter_map(|(token, logprob)| {
            let logprob = logprob.as_f64().filter(|x| x.is_finite() && *x <= 1e-6)?;
            Some((token.clone(), logprob.min(0.0)))
        });
        next.get_mut(index).ok_or("it has more choices than prompts")?.extend(found);
    }
    let told = reply.pointer("/usage/total_tokens").and_then(Value::as_u64);
    let usage = Usage {
        prompt_tokens: told.unwrap_or_else(|| u64::from(estimate(bytes))),
        completion_tokens: 0,
        estimated: told.is_none(),
    };
    Ok((next, usage))
}

/// Reads a reply of `/chat/completions` or `/completions`.
pub(crate) fn read(reply: &Value, prompt_bytes: usize) -> Result<Reply, String> {
    // Some servers answer 200 with an error object.
    if let Some(error) = reply.get("error").filter(|e| !e.is_null()) {
        return Err(format!("it is an error: {}", excerpt(&server_message(error))));
    }
    let choices = reply
        .get("choices")
        .and_then(Value::as_array)
        .ok_or_else(|| format!("it has no `choices`: {}", excerpt(&reply.to_string())))?;
    if choices.is_empty() {
        return Err("its `choices` are empty".to_owned());
    }
    let mut samples = choices.iter().map(read_choice).collect::<Result<Vec<_>, _>>()?;
    let told = |field: &str| reply.get("usage").and_then(|u| u.get(field)).and_then(Value::as_u64);

    let counted = samples.iter().all(|s| s.tokens > 0 || s.text.is_empty());
    if let ([only], false, Some(total)) = (&mut samples[..], counted, told("completion_tokens")) {
        only.tokens = u32::try_from(total).unwrap_or(u32::MAX);
    }
    let mut estimated = false;
    for sample in &mut samples {
        if sample.tokens == 0 && !sample.text.is_empty() {
            sample.tokens = estimate(sample.text.len());
            estimated = true;
        }
    }
    // Some servers count one choice only, so what they tell is never believed to be too much.
    let ours: u64 = samples.iter().map(|s| u64::from(s.tokens)).sum();
    let usage = Usage {
        prompt_tokens: told("prompt_tokens").unwrap_or_else(|| {
            estimated = true;
            u64::from(estimate(prompt_bytes))
        }),
        completion_tokens: told("completion_tokens").unwrap_or(0).max(ours),
        estimated,
    };
    Ok(Reply { samples, usage })
}

/// The text of an error object in any of the usual shapes.
pub(crate) fn server_message(error: &Value) -> String {
    // One entry for each field that a validator objects to: where it stands, and why.
    if let Some(list) = error.get("detail").and_then(Value::as_array) {
        let said = list.iter().map(|entry| {
            let place = entry.get("loc").and_then(Value::as_array).and_then(|loc| loc.last());
            let place = place.and_then(Value::as_str).unwrap_or_default();
            let reason = entry.get("msg").and_then(Value::as_str).unwrap_or("refused");
            format!("`{place}`: {reason}")
        });
        return said.collect::<Vec<_>>().join("; ");
    }
    for path in ["/error/message", "/message", "/detail", "/error"] {
        if let Some(text) = error.pointer(path).and_then(Value::as_str) {
            return text.to_owned();
        }
    }
    error.as_str().map_or_else(|| error.to_string(), str::to_owned)
}

fn read_choice(choice: &Value) -> Result<Sample, String> {
    let message = choice.get("message");
    let text = match (message, choice.get("text")) {
        (Some(message), _) => match message.get("content") {
            Some(Value::String(text)) => text.clone(),
            // A model that only thought, or called a tool, says nothing.
            Some(Value::Null) | None => String::new(),
            Some(Value::Array(parts)) => texts(parts, &["text", "output_text"], "text"),
            Some(other) => {
                return Err(format!(
                    "a message's content is not text: {}",
                    excerpt(&other.to_string())
                ));
            }
        },
        (None, Some(Value::String(text))) => text.clone(),
        (None, _) => return Err(format!("a choice has no text: {}", excerpt(&choice.to_string()))),
    };
    let reasoning = ["reasoning_content", "reasoning"]
        .iter()
        .find_map(|field| message?.get(field)?.as_str())
        .map(str::to_owned)
        .or_else(|| {
            let parts = message?.get("content")?.as_array()?;
            Some(texts(parts, &["thinking", "reasoning"], "thinking"))
        })
        .filter(|thought| !thought.is_empty());
    let finish = match choice.get("finish_reason").and_then(Value::as_str) {
        Some("stop" | "eos" | "stop_sequence") => Finish::Stop,
        Some("length" | "max_tokens") => Finish::Length,
        _ => Finish::Other,
    };
    let (logprob, tokens) = choice.get("logprobs").map_or((None, 0), read_logprobs);
    Ok(Sample { text, logprob, tokens, finish, reasoning })
}

/// The joined texts of those parts of a message whose type is one of `types`: in the field `field`, or
/// in `text`, as a text or as parts again.
fn texts(parts: &[Value], types: &[&str], field: &str) -> String {
    parts
        .iter()
        .map(|part| match part {
            Value::String(text) if types.contains(&"text") => text.clone(),
            part if part
                .get("type")
                .and_then(Value::as_str)
                .is_some_and(|t| types.contains(&t)) =>
            {
                match part.get(field).or_else(|| part.get("text")) {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Array(inner)) => texts(inner, &["text"], "text"),
                    _ => String::new(),
                }
            }
            _ => String::new(),
        })
        .collect()
}

/// Sum and number of the tokens' log-probabilities: `content[].logprob` (chat) or
/// `token_logprobs[]` (completions), whichever is there.
fn read_logprobs(logprobs: &Value) -> (Option<f64>, u32) {
    let values: Vec<Option<f64>> =
        if let Some(content) = logprobs.get("content").and_then(Value::as_array) {
            content.iter().map(|t| t.get("logprob").and_then(Value::as_f64)).collect()
        } else if let Some(plain) = logprobs.get("token_logprobs").and_then(Value::as_array) {
            plain.iter().map(Value::as_f64).collect()
        } else {
            return (None, 0);
        };
    let tokens = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let sum = values.into_iter().sum::<Option<f64>>().filter(|sum| sum.is_finite());
    // A positive log-probability is nonsense; an empty list says nothing.
    (sum.filter(|sum| tokens > 0 && *sum <= 1e-6).map(|sum| sum.min(0.0)), tokens)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn chat_shape_with_logprobs() {
        let reply = read(
            &json!({"choices": [{"message": {"role": "assistant", "content": "rfl"},
                "finish_reason": "stop",
                "logprobs": {"content": [{"token": "r", "logprob": -0.5}, {"token": "fl", "logprob": -0.25}]}}],
                "usage": {"prompt_tokens": 7, "completion_tokens": 2}}),
            10,
        )
        .expect("readable");
        assert_eq!(reply.samples[0].text, "rfl");
        assert_eq!(reply.samples[0].logprob, Some(-0.75));
        assert_eq!(reply.samples[0].tokens, 2);
        assert_eq!(reply.samples[0].finish, Finish::Stop);
        assert_eq!(reply.usage, Usage { prompt_tokens: 7, completion_tokens: 2, estimated: false });
    }

    #[test]
    fn completion_shape_and_chat_logprobs_in_it() {
        for logprobs in [
            json!({"token_logprobs": [-1.0, -2.0], "tokens": ["a", "b"]}),
            json!({"content": [{"logprob": -1.0}, {"logprob": -2.0}]}),
        ] {
            let reply = read(&json!({"choices": [{"text": "simp", "logprobs": logprobs}]}), 30)
                .expect("readable");
            assert_eq!(reply.samples[0].logprob, Some(-3.0));
            assert_eq!(reply.usage.completion_tokens, 2);
            assert_eq!(reply.usage.prompt_tokens, 10);
            assert!(reply.usage.estimated, "no usage was told");
        }
    }

    #[test]
    fn a_server_that_counts_one_choice_only_is_not_believed() {
        let logprobs =
            json!({"content": [{"logprob": -1.0}, {"logprob": -1.0}, {"logprob": -1.0}]});
        let choice = json!({"message": {"content": "x y z"}, "logprobs": logprobs});
        let reply = read(
            &json!({"choices": [choice, choice, choice], "usage": {"prompt_tokens": 5, "completion_tokens": 3}}),
            0,
        )
        .expect("readable");
        assert_eq!(reply.usage.completion_tokens, 9);
    }

    #[test]
    fn nonsense_logprobs_are_dropped_and_never_nan() {
        for logprobs in [
            json!({"token_logprobs": [null, -1.0]}),
            json!({"token_logprobs": [3.5]}),
            json!({"token_logprobs": []}),
            json!({"content": "zzz"}),
            json!([1, 2]),
            json!(null),
        ] {
            let reply = read(&json!({"choices": [{"text": "simp", "logprobs": logprobs}]}), 0)
                .expect("readable");
            assert_eq!(reply.samples[0].logprob, None, "{logprobs}");
            assert!(reply.samples[0].tokens > 0);
        }
    }

    #[test]
    fn replies_without_choices_are_refused_with_a_reason() {
        for (reply, why) in [
            (json!({}), "no `choices`"),
            (json!({"choices": []}), "empty"),
            (json!({"choices": [{}]}), "no text"),
            (json!({"choices": [{"message": {"content": 5}}]}), "not text"),
            (json!({"error": {"message": "model is loading"}}), "model is loading"),
            (json!({"error": "no such model"}), "no such model"),
        ] {
            let error = read(&reply, 0).expect_err("unreadable");
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn next_tokens_are_read_by_their_index_and_nonsense_is_left_out() {
        let reply = json!({"choices": [
            {"index": 1, "logprobs": {"top_logprobs": [{"+": -0.25, "-": -1.5, "x": 2.0, "y": null}]}},
            {"index": 0, "logprobs": null},
        ]});
        let (next, usage) = next_tokens(&reply, 2, 30).expect("readable");
        assert!(next[0].is_empty());
        assert_eq!(next[1], HashMap::from([("+".to_owned(), -0.25), ("-".to_owned(), -1.5)]));
        assert_eq!((usage.total(), usage.estimated), (10, true));
        assert!(next_tokens(&reply, 1, 0).is_err_and(|e| e.contains("more choices")));
        assert!(next_tokens(&json!({"error": "no"}), 1, 0).is_err());
    }

    #[test]
    fn content_in_parts_is_joined_and_thoughts_are_kept_apart() {
        let read = |content: &Value| {
            let reply = read(&json!({"choices": [{"message": {"content": content}}]}), 0);
            let sample = reply.expect("readable").samples.swap_remove(0);
            (sample.text, sample.reasoning)
        };
        let text = |text: &str| json!({"type": "text", "text": text});
        let inner = json!({"type": "thinking", "thinking": [text("h"), text("m")]});
        for (content, said, thought) in [
            (json!([text("exact "), text("h")]), "exact h", None),
            (json!([{"type": "thinking", "thinking": "hm"}, text("rfl")]), "rfl", Some("hm")),
            (json!([inner, text("rfl")]), "rfl", Some("hm")),
            (
                json!([{"type": "reasoning", "text": "hm"}, {"type": "output_text", "text": "rfl"}]),
                "rfl",
                Some("hm"),
            ),
            (json!(["rfl"]), "rfl", None),
            (json!([]), "", None),
            (
                json!([{"type": "image_url", "image_url": {"url": "x"}}, text("rfl"), 5, null]),
                "rfl",
                None,
            ),
            (json!([{"type": "text"}, {"type": "text", "text": 5}]), "", None),
        ] {
            assert_eq!(read(&content), (said.to_owned(), thought.map(str::to_owned)), "{content}");
        }
    }

    #[test]
    fn a_model_that_only_thought_says_nothing() {
        let reply = read(
            &json!({"choices": [{"message": {"content": null, "reasoning_content": "hm"}, "finish_reason": "length"}]}),
            0,
        )
        .expect("readable");
        assert_eq!(reply.samples[0].text, "");
        assert_eq!(reply.samples[0].reasoning.as_deref(), Some("hm"));
        assert_eq!(reply.samples[0].finish, Finish::Length);
    }
}
