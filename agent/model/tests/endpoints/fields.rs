//! Servers that do not take every field, or send the client elsewhere.

use std::sync::atomic::{AtomicBool, Ordering};

use polya_model::{Client, ModelError, SampleSettings};
use serde_json::{Value, json};

use crate::server::{Answer, Seen, Server, chat_choice};

fn settings() -> SampleSettings {
    SampleSettings { n: 3, seed: Some(1), logprobs: true, ..SampleSettings::default() }
}

/// Refuses requests that have one of `fields`, with `status` and this body.
fn without(fields: &'static [&'static str], status: u16, body: Value) -> impl Fn(&Seen) -> Answer {
    move |seen| {
        if seen.path == "/v1/models" {
            Answer::Json(200, json!({"data": [{"id": "m"}]}))
        } else if fields.iter().any(|field| seen.body.get(field).is_some()) {
            Answer::Json(status, body.clone())
        } else {
            Answer::Json(200, json!({"choices": [chat_choice("rfl")]}))
        }
    }
}

#[tokio::test]
async fn a_field_that_is_refused_is_left_out_from_then_on() {
    let error = |message: &str| json!({"error": {"message": message, "code": 400}});
    let extra = |field: &str| json!({"detail": [{"loc": ["body", field], "msg": "Extra inputs are not permitted"}]});
    let cases: [(&'static [&'static str], u16, Value); 9] = [
        (&["n"], 400, error("Only one completion choice is allowed")),
        (&["n"], 400, error("bad request")),
        (&["logprobs"], 400, error("logprobs is not supported")),
        (&["logprobs"], 422, error("")),
        (&["seed"], 422, extra("seed")),
        (&["seed"], 422, json!("Unprocessable Entity")),
        (&["n", "logprobs", "seed"], 422, json!({"detail": "unknown fields"})),
        (&["max_tokens"], 400, error("Unsupported parameter: 'max_tokens'")),
        (&["temperature", "stop"], 400, error("'temperature' and 'stop' are fixed for this model")),
    ];
    for (fields, status, body) in cases {
        let server = Server::start(without(fields, status, body.clone())).await;
        let client = Client::new(server.endpoint()).expect("usable settings");
        let mut settings = settings();
        settings.stop = vec!["\n".to_owned()];
        let can = client.probe().await.expect("it can be asked");
        assert!(!can.many && !can.logprobs, "{body}");
        client.complete("p", &settings).await.expect("samples");
        let before = server.requests().len();
        let reply = client.complete("p", &settings).await.expect("samples");
        assert_eq!(reply.samples.len(), 3, "{fields:?}");
        let later = server.requests().split_off(before);
        assert_eq!(later.len(), 3, "{fields:?}: learnt once, not tried again");
        for field in ["seed", "logprobs", "max_tokens", "temperature", "stop"] {
            let sent = later.iter().all(|seen| seen.body.get(field).is_some());
            assert_eq!(sent, !fields.contains(&field), "{fields:?}: `{field}` with {body}");
        }
    }
}

#[tokio::test]
async fn a_limit_of_tokens_may_have_the_newer_name() {
    let refuses_newer = std::sync::Arc::new(AtomicBool::new(false));
    let server = Server::start({
        let refuses_newer = std::sync::Arc::clone(&refuses_newer);
        move |seen: &Seen| {
            let message = if seen.body.get("max_tokens").is_some() {
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            } else if refuses_newer.load(Ordering::SeqCst)
                && seen.body.get("max_completion_tokens").is_some()
            {
                "'max_completion_tokens' is not known either"
            } else {
                return Answer::Json(200, json!({"choices": [chat_choice("rfl")]}));
            };
            Answer::Json(400, json!({"error": {"message": message}}))
        }
    })
    .await;
    let client = server.direct();
    let settings = SampleSettings { max_tokens: 77, ..SampleSettings::default() };
    client.complete("p", &settings).await.expect("a sample");
    let last = server.requests().pop().expect("requests").body;
    assert_eq!((last.get("max_tokens"), &last["max_completion_tokens"]), (None, &json!(77)));
    refuses_newer.store(true, Ordering::SeqCst);
    client.complete("p", &settings).await.expect("a sample");
    let last = server.requests().pop().expect("requests").body;
    assert!(last.get("max_tokens").is_none() && last.get("max_completion_tokens").is_none());
}

#[tokio::test]
async fn a_refusal_that_is_about_the_request_stays_one() {
    let message = "the messages are not in order";
    let server =
        Server::start(move |_| Answer::Json(400, json!({"error": {"message": message}}))).await;
    let client = server.direct();
    for requests in [5, 6] {
        let error = client.complete("p", &settings()).await.expect_err("refused");
        assert!(matches!(error, ModelError::Refused { status: 400, .. }), "{error:?}");
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!(server.requests().len(), requests, "the fields are tried once");
    }
}

#[tokio::test]
async fn redirects_are_followed_within_the_server_only() {
    let other =
        Server::start(|_| Answer::Json(200, json!({"choices": [chat_choice("other")]}))).await;
    let redirect = |to: &str| {
        let head = format!("HTTP/1.1 307 X\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
        Answer::Raw(head.into_bytes())
    };
    let elsewhere = format!("{}/chat/completions", other.endpoint().url);
    let to = elsewhere.clone();
    let server = Server::start(move |_| redirect(&to)).await;
    let error = server.direct().complete("p", &SampleSettings::default()).await.expect_err("away");
    assert!(matches!(error, ModelError::Refused { status: 307, .. }), "{error:?}");
    assert!(error.to_string().contains(&elsewhere), "{error}");
    assert!(other.requests().is_empty(), "the prompt went nowhere else");

    // The same address with another port, name or scheme is another server, too.
    for to in ["http://localhost/v1/x", "https://127.0.0.1/v1/x", "//other.invalid/x"] {
        let server = Server::start(move |_| redirect(to)).await;
        let error = server.direct().complete("p", &SampleSettings::default()).await;
        assert!(matches!(error, Err(ModelError::Refused { status: 307, .. })), "{to}: {error:?}");
    }

    let server = Server::start(move |seen: &Seen| match seen.path.as_str() {
        "/moved/chat/completions" => {
            assert!(seen.body["messages"].is_array(), "with its body");
            Answer::Json(200, json!({"choices": [chat_choice("rfl")]}))
        }
        _ => redirect("/moved/chat/completions"),
    })
    .await;
    let reply = server.direct().complete("p", &SampleSettings::default()).await.expect("followed");
    assert_eq!(reply.samples[0].text, "rfl");

    let server = Server::start(move |_| redirect("/again")).await;
    let error = server.direct().complete("p", &SampleSettings::default()).await.expect_err("round");
    assert!(matches!(error, ModelError::Refused { status: 307, .. }), "{error:?}");
    assert!(server.requests().len() < 10);
}
