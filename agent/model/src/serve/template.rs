//! The chat template of a model's file, filled in.
//!
//! A template is a program from a stranger: it runs with a limit of steps and sees nothing but the
//! messages. What the messages say is made harmless first, so that no name of a special token in
//! them steers the model.

mod generation;
mod json;

use minijinja::{Environment, Error, ErrorKind, Value, context};
use serde::Serialize;

use crate::engine::tokenizer::Tokenizer;

/// Instructions that a template may run: enough for long chats, little enough for a loop without end.
const MOST_STEPS: u64 = 2_000_000;

/// A parsed template.
#[derive(Debug)]
pub(crate) struct Template {
    environment: Environment<'static>,
}

/// A message, as templates know them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Turn {
    pub(crate) role: String,
    pub(crate) content: String,
    #[serde(flatten)]
    pub(crate) further: serde_json::Map<String, serde_json::Value>,
}

impl Template {
    /// Parses a template.
    pub(crate) fn new(source: &str) -> Result<Self, Error> {
        let mut environment = Environment::new();
        // As the templates' own home sets them.
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_fuel(Some(MOST_STEPS));
        environment
            .set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
        environment.add_function("raise_exception", |reason: String| -> Result<Value, Error> {
            Err(Error::new(ErrorKind::InvalidOperation, reason))
        });
        environment.add_filter("tojson", json::tojson);
        // A prompt must not depend on the day.
        environment.add_function("strftime_now", |_: String| "2025-01-01");
        environment.add_template_owned("chat", generation::without_marks(source))?;
        Ok(Self { environment })
    }

    /// The prompt for the next turn of the assistant.
    pub(crate) fn fill(
        &self,
        tokenizer: &Tokenizer,
        turns: &[Turn],
        tools: Option<&serde_json::Value>,
    ) -> Result<String, Error> {
        let name = |token: Option<u32>| token.map_or(String::new(), |t| tokenizer.name(t).into());
        let turns: Vec<Turn> = turns
            .iter()
            .map(|turn| Turn {
                role: turn.role.clone(),
                content: tokenizer.harmless(&turn.content),
                further: turn
                    .further
                    .iter()
                    .map(|(name, value)| (name.clone(), harmless(tokenizer, value)))
                    .collect(),
            })
            .collect();
        let tools = tools.map(|tools| harmless(tokenizer, tools));
        let values = context! {
            messages => turns,
            tools => tools,
            add_generation_prompt => true,
            bos_token => name(tokenizer.begin()),
            eos_token => name(tokenizer.ends().first().copied()),
        };
        self.environment.get_template("chat")?.render(values)
    }
}

/// All texts in a value made harmless, the names of its fields as well.
fn harmless(tokenizer: &Tokenizer, value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(tokenizer.harmless(text)),
        Value::Array(list) => list.iter().map(|value| harmless(tokenizer, value)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (tokenizer.harmless(name), harmless(tokenizer, value)))
            .collect(),
        other => other.clone(),
    }
}
