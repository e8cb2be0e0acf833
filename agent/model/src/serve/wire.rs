//! Requests as they are sent, and what they mean. Fields that are not known are ignored, as everywhere;
//! fields that are known and senseless are refused with their name.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::Failure;
use crate::engine::{Generate, Sampling};

/// Bytes and numbers beyond which a request is no honest one.
const MOST_SAMPLES: u32 = 256;
const MOST_PROMPTS: usize = 1024;
const MOST_STOPS: usize = 32;
const MOST_ALTERNATIVES: usize = 32;

/// Sampling, as both interfaces have it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Common {
    n: Option<u32>,
    max_tokens: Option<u64>,
    max_completion_tokens: Option<u64>,
    temperature: Option<f32>,
    top_p: Option<f32>,
    /// Some clients send -1 for all.
    top_k: Option<i64>,
    min_p: Option<f32>,
    seed: Option<Seed>,
    stop: Option<OneOrMany>,
    #[serde(default, deserialize_with = "false_if_null")]
    pub(crate) stream: bool,
    stream_options: Option<StreamOptions>,
}

#[derive(Clone, Debug, Deserialize)]
struct StreamOptions {
    #[serde(default, deserialize_with = "false_if_null")]
    include_usage: bool,
}

/// A switch that may be null: clients write the fields that they leave open as null.
fn false_if_null<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or(false))
}

/// A seed: what replies carry are 64 bits without a sign, what clients send may have one.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Seed {
    Unsigned(u64),
    Signed(i64),
}

impl Seed {
    /// The seed's bits; `None` for -1, by which clients leave the choice to the server.
    fn bits(self) -> Option<u64> {
        match self {
            Self::Unsigned(seed) => Some(seed),
            Self::Signed(-1) => None,
            Self::Signed(seed) => Some(seed.cast_unsigned()),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(crate) fn many(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
        }
    }
}

/// `/v1/completions`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Completion {
    pub(crate) prompt: Prompts,
    logprobs: Option<Value>,
    #[serde(default, deserialize_with = "false_if_null")]
    pub(crate) echo: bool,
    #[serde(flatten)]
    pub(crate) common: Common,
}

/// A prompt in any of its four forms.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Prompts {
    Text(String),
    Tokens(Vec<u32>),
    Texts(Vec<String>),
    Lists(Vec<Vec<u32>>),
}

/// One prompt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Prompt {
    Text(String),
    Tokens(Vec<u32>),
}

impl Prompts {
    pub(crate) fn many(self) -> Result<Vec<Prompt>, Failure> {
        let prompts: Vec<Prompt> = match self {
            Self::Text(text) => vec![Prompt::Text(text)],
            Self::Tokens(tokens) => vec![Prompt::Tokens(tokens)],
            Self::Texts(texts) => texts.into_iter().map(Prompt::Text).collect(),
            Self::Lists(lists) => lists.into_iter().map(Prompt::Tokens).collect(),
        };
        if prompts.is_empty() || prompts.len() > MOST_PROMPTS {
            return Err(Failure::bad(format!("`prompt` has {} prompts", prompts.len())));
        }
        Ok(prompts)
    }
}

/// `/v1/chat/completions`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Chat {
    pub(crate) messages: Vec<Message>,
    tools: Option<Value>,
    tool_choice: Option<Value>,
    #[serde(default, deserialize_with = "false_if_null")]
    logprobs: bool,
    top_logprobs: Option<usize>,
    #[serde(flatten)]
    pub(crate) common: Common,
}

/// One message.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Message {
    pub(crate) role: String,
    #[serde(default)]
    content: Option<Content>,
    #[serde(flatten)]
    pub(crate) further: Map<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<ContentPart>),
}

#[derive(Clone, Debug, Deserialize)]
struct ContentPart {
    text: Option<String>,
}

impl Message {
    /// Its text.
    pub(crate) fn text(&self) -> Result<String, Failure> {
        match &self.content {
            None => Ok(String::new()),
            Some(Content::Text(text)) => Ok(text.clone()),
            Some(Content::Parts(parts)) => parts
                .iter()
                .map(|part| part.text.as_deref())
                .collect::<Option<Vec<_>>>()
                .map(|texts| texts.concat())
                .ok_or_else(|| Failure::bad("a message has a part that is not text")),
        }
    }
}

/// `/v1/embeddings`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Embedding {
    pub(crate) input: Prompts,
    pub(crate) encoding_format: Option<String>,
}

impl Completion {
    /// Whether log-probabilities are wanted, and how many alternatives.
    pub(crate) fn logprobs(&self) -> Result<Option<usize>, Failure> {
        match &self.logprobs {
            None | Some(Value::Null | Value::Bool(false)) => Ok(None),
            Some(Value::Bool(true)) => Ok(Some(0)),
            Some(number) => number
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
                .filter(|n| *n <= MOST_ALTERNATIVES)
                .map(Some)
                .ok_or_else(|| Failure::bad(format!("`logprobs` is {number}"))),
        }
    }
}

impl Chat {
    /// The functions that the model is told of; `None` if there are none, or it shall call none.
    pub(crate) fn offers(&self) -> Result<Option<Value>, Failure> {
        match self.tool_choice.as_ref().map(Value::as_str) {
            Some(Some("none")) => return Ok(None),
            None | Some(Some("auto")) => {}
            Some(_) => {
                return Err(Failure::bad(
                    "`tool_choice` can be `auto` or `none`: no call can be forced",
                ));
            }
        }
        let Some(tools) = self.tools.as_ref().filter(|tools| !tools.is_null()) else {
            return Ok(None);
        };
        let list = tools.as_array().ok_or_else(|| Failure::bad("`tools` is no list"))?;
        let named = |tool: &Value| tool.pointer("/function/name").is_some_and(Value::is_string);
        if let Some(place) = list.iter().position(|tool| !named(tool)) {
            return Err(Failure::bad(format!("`tools[{place}]` has no function with a name")));
        }
        Ok((!list.is_empty()).then(|| tools.clone()))
    }

    /// Whether log-probabilities are wanted, and how many alternatives.
    pub(crate) fn logprobs(&self) -> Result<Option<usize>, Failure> {
        match self.top_logprobs {
            Some(n) if n > MOST_ALTERNATIVES => Err(Failure::bad(format!("`top_logprobs` is {n}"))),
            n => Ok(self.logprobs.then(|| n.unwrap_or(0))),
        }
    }
}

impl Common {
    /// True if a stream ends with the usage.
    pub(crate) fn include_usage(&self) -> bool {
        self.stream_options.as_ref().is_some_and(|options| options.include_usage)
    }

    /// The request's samples. `longest` is taken where the request does not say; `seed` likewise.
    pub(crate) fn generate(
        &self,
        longest: usize,
        seed: u64,
        alternatives: Option<usize>,
    ) -> Result<Generate, Failure> {
        let bad = |name: &str, value: &dyn std::fmt::Display| {
            Failure::bad(format!("`{name}` is {value}"))
        };
        let samples = self.n.unwrap_or(1);
        if !(1..=MOST_SAMPLES).contains(&samples) {
            return Err(bad("n", &samples));
        }
        let within = |name: &str, value: Option<f32>, usual: f32, most: f32| match value {
            None => Ok(usual),
            Some(value) if (0.0..=most).contains(&value) => Ok(value),
            Some(value) => Err(bad(name, &value)),
        };
        let top_k = match self.top_k {
            None | Some(-1) => 0,
            Some(k) => usize::try_from(k).map_err(|_| bad("top_k", &k))?,
        };
        let stop = self.stop.clone().map(OneOrMany::many).unwrap_or_default();
        if stop.len() > MOST_STOPS || stop.iter().any(|text| text.is_empty() || text.len() > 1024) {
            return Err(Failure::bad("`stop` has empty texts, long ones or too many"));
        }
        let asked = self.max_completion_tokens.or(self.max_tokens);
        Ok(Generate {
            samples,
            longest: asked.map_or(longest, |n| usize::try_from(n).unwrap_or(usize::MAX)),
            sampling: Sampling {
                temperature: within("temperature", self.temperature, 1.0, 100.0)?,
                top_k,
                top_p: within("top_p", self.top_p, 1.0, 1.0)?,
                min_p: within("min_p", self.min_p, 0.0, 1.0)?,
            },
            seed: self.seed.and_then(Seed::bits).unwrap_or(seed),
            stop,
            alternatives: alternatives.unwrap_or(0),
            score_prompt: false,
        })
    }
}
