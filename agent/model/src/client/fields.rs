//! Fields of a request that an endpoint does not take: found by its refusal, left out from then on.
//!
//! Servers differ in what they know beyond messages. One that names a field in its refusal is
//! asked again without it; one that refuses and names none is asked once, field by field, without those
//! that servers are known to lack. A refusal that stays is the server's last word.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use serde_json::{Map, Value};

use super::{Call, Client};
use crate::ModelError;

/// Fields that a request for samples can do without, and the words of refusals that mean them. The
/// first ones are also tried where a refusal names nothing.
const SPARE: [(&str, &[&str]); 7] = [
    ("n", &["n", "choices", "completion choice"]),
    ("logprobs", &["logprobs", "top_logprobs", "logprob"]),
    ("seed", &["seed"]),
    ("max_tokens", &["max_tokens", "max_completion_tokens"]),
    ("temperature", &["temperature"]),
    ("top_p", &["top_p"]),
    ("stop", &["stop"]),
];

/// How many of [`SPARE`] are tried where a refusal names nothing.
const TRIED: usize = 3;

/// What was learnt of an endpoint.
#[derive(Debug, Default)]
pub(super) struct Fields {
    refused: Mutex<BTreeSet<&'static str>>,
    /// The server names the limit of tokens `max_completion_tokens`.
    newer_limit: AtomicBool,
    /// Refusals that name nothing were looked into.
    searched: AtomicBool,
}

impl Fields {
    /// `body` as the endpoint takes it.
    fn fitted(&self, body: &Value, without: &[&'static str]) -> Value {
        let Some(fields) = body.as_object() else { return body.clone() };
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let out = |name: &str| refused.contains(name) || without.contains(&name);
        let mut fitted: Map<String, Value> = fields
            .iter()
            .filter(|(name, _)| !out(name))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        if let Some(limit) = fields.get("max_tokens")
            && self.newer_limit.load(Ordering::Relaxed)
            && !out("max_completion_tokens")
        {
            fitted.insert("max_completion_tokens".to_owned(), limit.clone());
        }
        Value::Object(fitted)
    }

    fn learn(&self, refused: &[&'static str]) {
        tracing::info!(?refused, "the endpoint does not take these fields: left out from now on");
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).extend(refused);
    }
}

/// Fields of `body` that the refusal names.
fn named(body: &Value, message: &str) -> Vec<&'static str> {
    let message = message.to_lowercase();
    let words: BTreeSet<&str> = message.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    SPARE
        .into_iter()
        .filter(|(field, _)| body.get(field).is_some())
        .filter(|(_, names)| {
            names.iter().any(|name| {
                if name.contains(' ') { message.contains(name) } else { words.contains(name) }
            })
        })
        .map(|(field, _)| field)
        .collect()
}

/// What the server said, if it refuses the request for its form.
fn refusal(error: &ModelError) -> Option<&str> {
    match error {
        ModelError::Refused { status: 400 | 422, message, .. } if !error.is_too_long() => {
            Some(message)
        }
        _ => None,
    }
}

impl Client {
    /// [`Client::exchange`] for samples, without what the endpoint does not take.
    pub(super) async fn ask(&self, call: Call, body: &Value) -> Result<Value, ModelError> {
        let fields = &self.shared.fields;
        let mut sent = fields.fitted(body, &[]);
        // Each round leaves out another field.
        for _ in 0..=SPARE.len() {
            let error = match self.exchange(call, &sent).await {
                Err(error) => error,
                answered => return answered,
            };
            let Some(message) = refusal(&error) else { return Err(error) };
            let mut refused = named(&sent, message);
            if refused.contains(&"max_tokens") && message.contains("max_completion_tokens") {
                fields.newer_limit.store(true, Ordering::Relaxed);
            }
            if refused.is_empty() && message.contains("max_completion_tokens") {
                refused.extend(sent.get("max_completion_tokens").map(|_| "max_completion_tokens"));
            }
            if refused.is_empty() {
                return self.search(call, body, error).await;
            }
            fields.learn(&refused);
            sent = fields.fitted(body, &[]);
        }
        self.exchange(call, &sent).await
    }

    /// Asks without one field after the other, then without all of them, once for the endpoint.
    async fn search(
        &self,
        call: Call,
        body: &Value,
        error: ModelError,
    ) -> Result<Value, ModelError> {
        let fields = &self.shared.fields;
        let sent = fields.fitted(body, &[]);
        let spare: Vec<&str> = SPARE[..TRIED]
            .iter()
            .map(|(field, _)| *field)
            .filter(|f| sent.get(f).is_some())
            .collect();
        // Where functions are offered, it may be these; the caller asks again without them.
        if spare.is_empty()
            || sent.get("tools").is_some()
            || fields.searched.swap(true, Ordering::Relaxed)
        {
            return Err(error);
        }
        let mut tries: Vec<&[&str]> = spare.chunks(1).collect();
        if spare.len() > 1 {
            tries.push(&spare);
        }
        for without in tries {
            match self.exchange(call, &fields.fitted(body, without)).await {
                Ok(reply) => {
                    fields.learn(without);
                    return Ok(reply);
                }
                Err(next) if refusal(&next).is_some() => {}
                Err(next) => return Err(next),
            }
        }
        Err(error)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::named;

    #[test]
    fn refusals_name_fields_in_many_ways() {
        let body = json!({"model": "m", "messages": [], "n": 4, "logprobs": true, "seed": 1,
            "max_tokens": 9, "temperature": 0.5});
        for (message, wanted) in [
            ("Only one completion choice is allowed", &["n"][..]),
            ("Requested `n` (4) is larger than 1", &["n"]),
            ("n > 1 is not supported", &["n"]),
            ("Setting 'n' is not allowed", &["n"]),
            ("logprobs are not supported by this engine", &["logprobs"]),
            ("This model does not support 'top_logprobs'", &["logprobs"]),
            (r#"[{"loc":["body","seed"],"type":"extra_forbidden"}]"#, &["seed"]),
            ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", &["max_tokens"]),
            ("Unsupported value: 'temperature' does not support 0.5", &["temperature"]),
            ("Unknown fields: seed, logprobs", &["logprobs", "seed"]),
            ("top_p must be in (0, 1]", &[]),
            ("internal error in the function library", &[]),
            ("seeds of doubt, at no temperatures", &[]),
        ] {
            assert_eq!(named(&body, message), wanted, "{message}");
        }
    }
}
