//! What is sent to a model.

use serde::Serialize;

/// Who says a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// Standing instructions.
    System,
    /// The asker.
    User,
    /// The model.
    Assistant,
}

/// One message of a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Speaker,
    /// What is said.
    pub content: String,
}

impl Message {
    /// A message of standing instructions.
    pub fn system(content: impl Into<String>) -> Self {
        Self { role: Speaker::System, content: content.into() }
    }

    /// A message of the asker.
    pub fn user(content: impl Into<String>) -> Self {
        Self { role: Speaker::User, content: content.into() }
    }
}

/// A prompt in either of the two forms; each endpoint takes both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Raw text. A chat endpoint gets it as one message of the user.
    Text(String),
    /// Messages. A completion endpoint gets their contents, separated by empty lines.
    Chat(Vec<Message>),
}

impl Prompt {
    pub(crate) fn messages(&self) -> Vec<Message> {
        match self {
            Self::Text(text) => vec![Message::user(text.clone())],
            Self::Chat(messages) => messages.clone(),
        }
    }

    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Chat(messages) => {
                messages.iter().map(|m| m.content.as_str()).collect::<Vec<_>>().join("\n\n")
            }
        }
    }

    /// Length of the contents in bytes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Chat(messages) => messages.iter().map(|m| m.content.len()).sum(),
        }
    }
}

impl From<&str> for Prompt {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Prompt {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<Message>> for Prompt {
    fn from(messages: Vec<Message>) -> Self {
        Self::Chat(messages)
    }
}

/// How samples are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleSettings {
    /// Number of samples.
    pub n: u32,
    /// Longest sample, in tokens.
    pub max_tokens: u32,
    /// Softmax temperature; 0 is greedy.
    pub temperature: f32,
    /// Nucleus sampling: the share of probability kept. `None` leaves it to the server.
    pub top_p: Option<f32>,
    /// Seed. Samples of one call that need several requests get this seed, then the next ones.
    pub seed: Option<u64>,
    /// Texts that end a sample.
    pub stop: Vec<String>,
    /// Ask for log-probabilities.
    pub logprobs: bool,
}

impl Default for SampleSettings {
    fn default() -> Self {
        Self {
            n: 1,
            max_tokens: 512,
            temperature: 0.8,
            top_p: None,
            seed: None,
            stop: Vec::new(),
            logprobs: true,
        }
    }
}
