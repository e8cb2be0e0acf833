//! Requests, built from the protocol's types and sent as the JSON that they give.
//!
//! Only what was asked for is sent: several servers refuse fields that they do not know. Replies are
//! read by [`crate::reply`] from plain JSON, because servers differ there: fields that the protocol
//! requires are missing, numbers come as text, and thoughts lie in fields that it does not have.

use async_openai::types::{
    chat::{
        ChatCompletionMessageToolCall, ChatCompletionMessageToolCalls,
        ChatCompletionRequestAssistantMessage, ChatCompletionRequestMessage,
        ChatCompletionRequestSystemMessage, ChatCompletionRequestToolMessage,
        ChatCompletionRequestUserMessage, ChatCompletionTool, ChatCompletionTools,
        CreateChatCompletionRequest, FunctionCall as WrittenCall, FunctionObject,
        Prompt as WrittenPrompt, StopConfiguration,
    },
    completions::CreateCompletionRequest,
    embeddings::{CreateEmbeddingRequest, EmbeddingInput, EncodingFormat},
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Message, Prompt, SampleSettings, Speaker,
    functions::{Function, FunctionCall},
};

/// Most samples of one request.
pub(super) const MOST_SAMPLES: u8 = 128;

/// Samples of a chat, each as an answer to the same messages.
pub(super) fn chat(
    model: &str,
    messages: Vec<Value>,
    settings: &SampleSettings,
    functions: &[Function],
) -> Value {
    #[expect(deprecated, reason = "of the limit's names, most servers know only this one")]
    let request = CreateChatCompletionRequest {
        model: model.to_owned(),
        max_tokens: Some(settings.max_tokens),
        temperature: Some(settings.temperature),
        top_p: settings.top_p,
        n: count(settings),
        seed: settings.seed.map(seed),
        stop: stop(settings),
        logprobs: settings.logprobs.then_some(true),
        tools: (!functions.is_empty()).then(|| functions.iter().map(offer).collect()),
        ..CreateChatCompletionRequest::default()
    };
    let mut body = written(&request, settings);
    // In order, and with fields that only some servers ask for: see `answered`.
    body["messages"] = Value::Array(messages);
    body
}

/// Samples that go on with a text.
pub(super) fn completion(model: &str, prompt: &Prompt, settings: &SampleSettings) -> Value {
    let request = CreateCompletionRequest {
        model: model.to_owned(),
        prompt: WrittenPrompt::String(prompt.text()),
        max_tokens: Some(settings.max_tokens),
        temperature: Some(settings.temperature),
        top_p: settings.top_p,
        n: count(settings),
        seed: settings.seed.map(seed),
        stop: stop(settings),
        // Here the field is the number of alternatives. Some servers give none for 0.
        logprobs: settings.logprobs.then_some(1),
        ..CreateCompletionRequest::default()
    };
    written(&request, settings)
}

/// The likeliest tokens after each of `texts`, at most `most` of them.
pub(super) fn next_tokens(model: &str, texts: &[String], most: u8) -> Value {
    let prompt = match texts {
        [one] => WrittenPrompt::String(one.clone()),
        many => WrittenPrompt::StringArray(many.to_vec()),
    };
    let settings = SampleSettings { max_tokens: 1, temperature: 0.0, ..SampleSettings::default() };
    let request = CreateCompletionRequest {
        model: model.to_owned(),
        prompt,
        max_tokens: Some(settings.max_tokens),
        temperature: Some(settings.temperature),
        logprobs: Some(most),
        ..CreateCompletionRequest::default()
    };
    written(&request, &settings)
}

/// Vectors of `texts`.
pub(super) fn embeddings(model: &str, texts: &[String]) -> Value {
    json!(CreateEmbeddingRequest {
        model: model.to_owned(),
        input: EmbeddingInput::StringArray(texts.to_vec()),
        encoding_format: Some(EncodingFormat::Float),
        ..CreateEmbeddingRequest::default()
    })
}

/// A message as it is sent.
pub(super) fn said(message: &Message) -> Value {
    let content = message.content.as_str();
    json!(match message.role {
        Speaker::System =>
            ChatCompletionRequestMessage::from(ChatCompletionRequestSystemMessage::from(content)),
        Speaker::User => ChatCompletionRequestUserMessage::from(content).into(),
        Speaker::Assistant => ChatCompletionRequestAssistantMessage::from(content).into(),
    })
}

/// What a model said, with the functions that it called and the protocol's names of those calls.
/// It is written anew: what a server sends back is not always what it takes.
pub(super) fn called(said: &str, calls: &[FunctionCall], ids: &[String]) -> Value {
    let written = calls.iter().zip(ids).map(|(call, id)| {
        let arguments = call.arguments.as_ref().map_or_else(|_| "{}".to_owned(), Value::to_string);
        let function = WrittenCall { name: call.name.clone(), arguments };
        ChatCompletionMessageToolCalls::Function(ChatCompletionMessageToolCall {
            id: id.clone(),
            function,
        })
    });
    let message = ChatCompletionRequestAssistantMessage {
        tool_calls: Some(written.collect()),
        ..ChatCompletionRequestAssistantMessage::from(said)
    };
    json!(ChatCompletionRequestMessage::from(message))
}

/// The answer of a function.
pub(super) fn answered(function: &str, id: String, text: &str) -> Value {
    let message = ChatCompletionRequestToolMessage { content: text.into(), tool_call_id: id };
    let mut message = json!(ChatCompletionRequestMessage::from(message));
    // Not in the protocol any more, and asked for by templates of some models.
    message["name"] = json!(function);
    message
}

fn offer(function: &Function) -> ChatCompletionTools {
    ChatCompletionTools::Function(ChatCompletionTool {
        function: FunctionObject {
            name: function.name.clone(),
            description: Some(function.description.clone()),
            parameters: Some(function.parameters.clone()),
            strict: None,
        },
    })
}

fn count(settings: &SampleSettings) -> Option<u8> {
    let n = u8::try_from(settings.n).unwrap_or(MOST_SAMPLES).min(MOST_SAMPLES);
    (n > 1).then_some(n)
}

/// Servers keep seeds in 32 signed bits or more.
fn seed(seed: u64) -> i64 {
    i64::try_from(seed & 0x7fff_ffff).unwrap_or_default()
}

fn stop(settings: &SampleSettings) -> Option<StopConfiguration> {
    let stop = &settings.stop;
    (!stop.is_empty()).then(|| StopConfiguration::StringArray(stop.clone()))
}

fn written(request: &impl Serialize, settings: &SampleSettings) -> Value {
    let mut body = json!(request);
    // As text first: 0.8 in single precision would otherwise be sent as 0.800000011920929.
    body["temperature"] = decimal(settings.temperature);
    if let Some(top_p) = settings.top_p {
        body["top_p"] = decimal(top_p);
    }
    body
}

fn decimal(x: f32) -> Value {
    x.to_string().parse::<f64>().ok().filter(|x| x.is_finite()).map_or(Value::Null, |x| json!(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_sent() {
        let settings = SampleSettings { n: 1, max_tokens: 9, seed: None, ..Default::default() };
        let plain = SampleSettings { logprobs: false, stop: Vec::new(), top_p: None, ..settings };
        let plain = SampleSettings { temperature: 0.8, ..plain };
        let body = chat("m", vec![said(&Message::user("q"))], &plain, &[]);
        let expected = json!({
            "model": "m", "max_tokens": 9, "temperature": 0.8,
            "messages": [{"role": "user", "content": "q"}],
        });
        assert_eq!(body, expected);
        let body = completion("m", &Prompt::from("q"), &plain);
        let expected = json!({"model": "m", "prompt": "q", "max_tokens": 9, "temperature": 0.8});
        assert_eq!(body, expected);
    }

    #[test]
    fn everything_that_was_asked_for_is_sent() {
        let settings = SampleSettings {
            n: 300,
            max_tokens: 9,
            temperature: 0.1,
            top_p: Some(0.9),
            seed: Some(u64::MAX),
            stop: vec!["end".to_owned()],
            logprobs: true,
        };
        let function = Function {
            name: "f".to_owned(),
            description: "does".to_owned(),
            parameters: json!({"type": "object"}),
        };
        let body = chat("m", Vec::new(), &settings, &[function]);
        let expected = json!({
            "model": "m", "messages": [], "max_tokens": 9, "temperature": 0.1, "top_p": 0.9,
            "n": 128, "seed": 0x7fff_ffff, "stop": ["end"], "logprobs": true,
            "tools": [{"type": "function", "function": {
                "name": "f", "description": "does", "parameters": {"type": "object"},
            }}],
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn calls_and_their_answers_go_into_the_conversation() {
        let call = FunctionCall { id: None, name: "f".to_owned(), arguments: Ok(json!({"x": 1})) };
        let ids = ["c1".to_owned()];
        let expected = json!({
            "role": "assistant", "content": "let me see",
            "tool_calls": [{"id": "c1", "type": "function",
                            "function": {"name": "f", "arguments": "{\"x\":1}"}}],
        });
        assert_eq!(called("let me see", &[call], &ids), expected);
        let expected = json!({"role": "tool", "tool_call_id": "c1", "name": "f", "content": "2"});
        assert_eq!(answered("f", "c1".to_owned(), "2"), expected);
    }
}
