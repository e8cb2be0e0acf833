//! Functions that a model may call: how they are offered, and how calls are read from what came
//! back, in the protocol's own field or, where a server hands on the model's words as they are,
//! in the text.

use futures::future::BoxFuture;
use serde_json::{Value, json};

/// Most calls that are read from one message.
const MOST_CALLS: usize = 16;

/// A function as a model is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name: letters, digits, `_` and `-`.
    pub name: String,
    /// What it does, in a sentence or two.
    pub description: String,
    /// JSON Schema of its arguments.
    pub parameters: Value,
}

/// What a model has at hand while it thinks.
pub trait Toolbox: Send + Sync {
    /// The functions, always in the same order.
    fn functions(&self) -> Vec<Function>;

    /// Calls one. Its arguments are whatever the model wrote: the function checks them. An error
    /// is told to the model, which may do better.
    fn call<'a>(
        &'a self,
        name: &'a str,
        arguments: &'a Value,
    ) -> BoxFuture<'a, Result<String, String>>;

    /// Objections to what a model thought: statements in it that are false.
    fn review<'a>(&'a self, thoughts: &'a str) -> BoxFuture<'a, Vec<String>>;
}

/// A call as a model wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionCall {
    /// The protocol's name for this call, where there is one.
    pub(crate) id: Option<String>,
    /// Which function.
    pub name: String,
    /// Its arguments; an error if they are no JSON.
    pub arguments: Result<Value, String>,
}

/// Calls in a message's `tool_calls`. Arguments travel as a text that is JSON; some servers send the
/// JSON itself.
pub(crate) fn listed_calls(message: &Value) -> Vec<FunctionCall> {
    let listed = message.get("tool_calls").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let read = |call: &Value| {
        let function = call.get("function")?;
        Some(FunctionCall {
            id: call.get("id").and_then(Value::as_str).map(str::to_owned),
            name: function.get("name")?.as_str()?.to_owned(),
            arguments: match function.get("arguments") {
                Some(Value::String(text)) if text.trim().is_empty() => Ok(json!({})),
                Some(Value::String(text)) => parse(text),
                Some(other) => Ok(other.clone()),
                None => Ok(json!({})),
            },
        })
    };
    listed.iter().filter_map(read).take(MOST_CALLS).collect()
}

/// Calls that stand in a text between `<tool_call>` and `</tool_call>`, as the chat templates of
/// several families ask for them, and the text without them.
pub(crate) fn written_calls(text: &str) -> (String, Vec<FunctionCall>) {
    const OPEN: &str = "<tool_call>";
    const CLOSE: &str = "</tool_call>";
    let (mut rest, mut outside, mut calls) = (text, String::new(), Vec::new());
    while let Some(start) = rest.find(OPEN).filter(|_| calls.len() < MOST_CALLS) {
        let inside = &rest[start + OPEN.len()..];
        // A call that was cut off is none.
        let Some(end) = inside.find(CLOSE) else { break };
        let call = parse(&inside[..end]);
        let name = call.as_ref().ok().and_then(|call| call.get("name")?.as_str());
        match (name, &call) {
            (Some(name), Ok(call)) => {
                let arguments = match call.get("arguments").or_else(|| call.get("parameters")) {
                    Some(Value::String(text)) => parse(text),
                    Some(arguments) => Ok(arguments.clone()),
                    None => Ok(json!({})),
                };
                calls.push(FunctionCall { id: None, name: name.to_owned(), arguments });
                outside.push_str(&rest[..start]);
            }
            // Something else in the same brackets stays text.
            _ => outside.push_str(&rest[..start + OPEN.len() + end + CLOSE.len()]),
        }
        rest = &inside[end + CLOSE.len()..];
    }
    outside.push_str(rest);
    (outside.trim().to_owned(), calls)
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text.trim()).map_err(|error| format!("the arguments are no JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read_from_the_protocols_field_in_its_variants() {
        let message = json!({"tool_calls": [
            {"id": "a1", "function": {"name": "calc", "arguments": "{\"expression\": \"1+1\"}"}},
            {"function": {"name": "calc", "arguments": {"expression": "2"}}},
            {"function": {"name": "calc", "arguments": ""}},
            {"function": {"name": "calc", "arguments": "{oops"}},
            {"function": {"arguments": "{}"}},
            "nonsense",
        ]});
        let calls = listed_calls(&message);
        assert_eq!(calls.len(), 4);
        assert_eq!(calls[0].id.as_deref(), Some("a1"));
        assert_eq!(calls[0].arguments, Ok(json!({"expression": "1+1"})));
        assert_eq!(calls[1].arguments, Ok(json!({"expression": "2"})));
        assert_eq!(calls[2].arguments, Ok(json!({})));
        assert!(calls[3].arguments.as_ref().is_err_and(|e| e.contains("no JSON")));
        assert!(listed_calls(&json!({"tool_calls": null})).is_empty());
    }

    #[test]
    fn calls_are_read_from_a_text_and_taken_out_of_it() {
        let text = "Let me see.\n<tool_call>\n{\"name\": \"calc\", \"arguments\": {\"expression\": \"6*7\"}}\n</tool_call>\nThen";
        let (rest, calls) = written_calls(text);
        assert_eq!(rest, "Let me see.\n\nThen");
        assert_eq!((calls.len(), calls[0].name.as_str()), (1, "calc"));
        assert_eq!(calls[0].arguments, Ok(json!({"expression": "6*7"})));
        for text in ["<tool_call>{\"name\": \"calc\"", "<tool_call>simp</tool_call>", "rfl"] {
            assert_eq!(written_calls(text), (text.to_owned(), Vec::new()));
        }
        let many = "<tool_call>{\"name\": \"f\"}</tool_call>".repeat(100);
        assert_eq!(written_calls(&many).1.len(), MOST_CALLS);
    }
}
