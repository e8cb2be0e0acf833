//! The client against a loopback server that answers as other people's servers do, rightly and
//! wrongly. The replies have the shapes these servers were seen or documented to send.

mod fields;
mod functions;
mod server;

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use polya_model::{
    Api, ApiKey, Client, Endpoint, Finish, Message, ModelError, ModelKind, Prompt, SampleSettings,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::sync::CancellationToken;

use server::{Answer, Seen, Server, chat_choice, n_of};

/// llama-server: gives `n`, log-probabilities in chat shape everywhere, counts one choice only,
/// error codes as numbers.
fn llama_server(seen: &Seen) -> Answer {
    let logprobs = json!({"content": [
        {"id": 1, "token": "r", "bytes": [114], "logprob": -0.25, "top_logprobs": []},
        {"id": 2, "token": "fl", "bytes": [102, 108], "logprob": -0.5, "top_logprobs": []},
    ]});
    match seen.path.as_str() {
        "/v1/models" => Answer::Json(
            200,
            json!({"object": "list",
                "models": [{"name": "prover.gguf", "model": "prover.gguf"}],
                "data": [{"id": "prover.gguf", "object": "model", "created": 1, "owned_by": "llamacpp"}]}),
        ),
        "/v1/chat/completions" => {
            let mut choice = chat_choice("rfl");
            choice["logprobs"] = logprobs;
            Answer::Json(
                200,
                json!({"choices": vec![choice; n_of(seen)], "model": "prover.gguf",
                    "usage": {"completion_tokens": 2, "prompt_tokens": 9, "total_tokens": 11}}),
            )
        }
        "/v1/completions" => Answer::Json(
            200,
            json!({"choices": vec![json!({"text": "rfl", "index": 0, "logprobs": logprobs, "finish_reason": "stop"}); n_of(seen)],
                "usage": {"completion_tokens": 2, "prompt_tokens": 9}}),
        ),
        _ => Answer::Json(
            404,
            json!({"error": {"code": 404, "message": "File Not Found", "type": "not_found_error"}}),
        ),
    }
}

/// vLLM with a base model: no chat template, completions with the classic log-probabilities.
fn vllm_base_model(seen: &Seen) -> Answer {
    match seen.path.as_str() {
        "/v1/models" => Answer::Json(
            200,
            json!({"object": "list", "data": [{"id": "org/prover-7b", "object": "model", "max_model_len": 4096}]}),
        ),
        "/v1/chat/completions" => Answer::Json(
            400,
            json!({"object": "error", "message": "default chat template is no longer allowed", "type": "BadRequestError", "param": null, "code": 400}),
        ),
        _ => Answer::Json(
            200,
            json!({"id": "cmpl-1", "object": "text_completion", "choices": (0..n_of(seen)).map(|i| json!({
                    "index": i, "text": format!(" simp [h{i}]"), "finish_reason": "length", "stop_reason": null,
                    "logprobs": {"text_offset": [0, 5], "token_logprobs": [-1.5, -0.5], "tokens": [" simp", " [h]"], "top_logprobs": [{}, {}]},
                    "prompt_logprobs": null})).collect::<Vec<_>>(),
                "usage": {"prompt_tokens": 5, "total_tokens": 25, "completion_tokens": 20, "prompt_tokens_details": null}}),
        ),
    }
}

/// Ollama: one choice whatever `n` says, no log-probabilities, no `created` in its list.
fn ollama(seen: &Seen) -> Answer {
    if seen.path == "/v1/models" {
        return Answer::Json(200, json!({"object": "list", "data": [{"id": "prover:7b"}]}));
    }
    let number = seen.body.get("seed").and_then(Value::as_u64).unwrap_or(0);
    Answer::Json(
        200,
        json!({"id": "chatcmpl-1", "system_fingerprint": "fp_ollama",
            "choices": [chat_choice(&format!("exact h{number}"))],
            "usage": {"prompt_tokens": 4, "completion_tokens": 3, "total_tokens": 7}}),
    )
}

#[tokio::test]
async fn a_server_may_declare_what_its_model_can_do() {
    fn ours(_: &Seen) -> Answer {
        let models = [("a", json!("scoring-step")), ("b", json!("chat")), ("c", json!("oracle"))];
        let models = models.map(|(id, kind)| json!({"id": id, "polya_model": kind}));
        Answer::Json(200, json!({"object": "list", "data": models}))
    }
    let server = Server::start(ours).await;
    for (name, kind) in [
        (None, Some(ModelKind::ScoringStep)),
        (Some("b"), Some(ModelKind::Chat)),
        (Some("c"), None),
        (Some("d"), None),
    ] {
        let endpoint = Endpoint { model: name.map(str::to_owned), ..server.endpoint() };
        let client = Client::new(endpoint).expect("usable settings");
        assert_eq!(client.declared_kind().await, kind, "{name:?}");
    }
    let others = Server::start(llama_server).await;
    let client = Client::new(others.endpoint()).expect("usable settings");
    assert_eq!(client.declared_kind().await, None);
}

#[tokio::test]
async fn llama_server_gives_many_samples_at_once() {
    let server = Server::start(llama_server).await;
    let client = Client::new(server.endpoint()).expect("usable settings");
    let can = client.probe().await.expect("it answers");
    assert_eq!(
        (can.model.as_str(), can.api, can.many, can.logprobs),
        ("prover.gguf", Api::Chat, true, true)
    );

    let settings = SampleSettings {
        n: 4,
        seed: Some(7),
        stop: vec!["\n".into()],
        ..SampleSettings::default()
    };
    let reply = client.complete("⊢ a = a", &settings).await.expect("samples");
    assert_eq!(reply.samples.len(), 4);
    assert!(
        reply.samples.iter().all(|s| s.text == "rfl" && s.logprob == Some(-0.75) && s.tokens == 2)
    );
    assert_eq!(reply.usage.completion_tokens, 8, "the server's own count is for one choice only");

    let last = server.requests().pop().expect("requests");
    assert_eq!(last.body["n"], 4);
    assert_eq!(last.body["seed"], 7);
    assert_eq!(last.body["temperature"], 0.8, "sent as written, not as the nearest single");
    assert_eq!(last.body["stop"], json!(["\n"]));
    assert_eq!(last.body["messages"], json!([{"role": "user", "content": "⊢ a = a"}]));
    assert!(last.body.get("top_p").is_none(), "what was not asked for is not sent");
    assert!(!last.head.to_ascii_lowercase().contains("authorization"), "no key, no header");
}

#[tokio::test]
async fn a_model_without_chat_template_is_asked_by_completion() {
    let server = Server::start(vllm_base_model).await;
    let client = Client::new(server.endpoint()).expect("usable settings");
    let can = client.probe().await.expect("it answers");
    assert_eq!((can.api, can.many, can.logprobs), (Api::Completion, true, true));
    let prompt = Prompt::from(vec![Message::system("Prove."), Message::user("⊢ p")]);
    let settings = SampleSettings { n: 2, ..SampleSettings::default() };
    let reply = client.complete(prompt, &settings).await.expect("samples");
    assert_eq!(reply.samples[1].text, " simp [h1]");
    assert_eq!(reply.samples[1].logprob, Some(-2.0));
    assert_eq!(reply.samples[1].finish, Finish::Length);
    assert_eq!(reply.usage.completion_tokens, 20);
    assert_eq!(server.requests().pop().expect("requests").body["prompt"], "Prove.\n\n⊢ p");
}

#[tokio::test]
async fn one_sample_a_request_becomes_parallel_requests_with_their_own_seeds() {
    let server = Server::start(ollama).await;
    let client = Client::new(Endpoint {
        concurrency: NonZeroUsize::new(2).expect("not zero"),
        ..server.endpoint()
    })
    .expect("usable settings");
    let settings = SampleSettings { n: 5, seed: Some(40), ..SampleSettings::default() };
    for round in 0..2 {
        let reply = client.complete("⊢ p", &settings).await.expect("samples");
        let mut texts: Vec<_> = reply.samples.iter().map(|s| s.text.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(
            texts,
            ["exact h40", "exact h41", "exact h42", "exact h43", "exact h44"],
            "round {round}"
        );
        assert_eq!(reply.usage.completion_tokens, 15);
        assert!(reply.samples.iter().all(|s| s.logprob.is_none() && s.tokens == 3));
    }
    let with_n = server.requests().iter().filter(|r| r.body.get("n").is_some()).count();
    assert_eq!(with_n, 1, "learnt once, not asked again");
    assert!(server.most_at_once.load(Ordering::SeqCst) <= 2);
}

#[tokio::test]
async fn a_named_model_works_without_a_list_and_a_key_is_sent() {
    let server = Server::start(|seen| match seen.path.as_str() {
        "/v1/models" => Answer::Json(404, json!({"detail": "Not Found"})),
        _ => Answer::Json(200, json!({"choices": [chat_choice("rfl")]})),
    })
    .await;
    let mut endpoint = server.endpoint();
    endpoint.model = Some("mine".to_owned());
    endpoint.key = Some(ApiKey::new("k-1"));
    let client = Client::new(endpoint).expect("usable settings");
    let reply = client.complete("p", &SampleSettings::default()).await.expect("a sample");
    assert!(reply.usage.estimated && reply.usage.completion_tokens > 0);
    let last = server.requests().pop().expect("requests");
    assert_eq!(last.body["model"], "mine");
    assert!(last.head.contains("Bearer k-1"), "{}", last.head);
}

#[tokio::test]
async fn no_model_named_and_none_listed_is_a_matter_of_settings() {
    let server = Server::start(|_| Answer::Json(200, json!({"data": []}))).await;
    let client = Client::new(server.endpoint()).expect("usable settings");
    let error = client.complete("p", &SampleSettings::default()).await.expect_err("no model");
    assert!(matches!(error, ModelError::Settings { .. }) && !error.is_infrastructure(), "{error}");
}

#[tokio::test]
async fn a_dead_port_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    drop(listener);
    let mut endpoint = Endpoint::new(format!("http://{address}/v1"));
    endpoint.backoff = Duration::from_millis(1);
    let client = Client::new(endpoint).expect("usable settings");
    let error = client.probe().await.expect_err("nobody there");
    assert!(matches!(error, ModelError::Unreachable { .. }), "{error:?}");
    assert!(error.is_infrastructure());
    assert!(error.to_string().contains(&address.to_string()), "{error}");
}

#[tokio::test]
async fn what_may_pass_is_asked_again() {
    let passing = [
        Answer::Json(
            503,
            json!({"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}),
        ),
        Answer::Json(429, json!({"error": "slow down"})),
        Answer::Raw(
            b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"choices\":[{\"mess".to_vec(),
        ),
        Answer::Json(200, json!({"choices": [chat_choice("rfl")]})),
    ];
    let answers = Mutex::new(VecDeque::from(passing));
    let server = Server::start(move |_| {
        answers.lock().expect("not poisoned").pop_front().unwrap_or(Answer::Hang)
    })
    .await;
    let reply =
        server.direct().complete("p", &SampleSettings::default()).await.expect("in the end");
    assert_eq!(reply.samples[0].text, "rfl");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn failures_that_stay_are_told_apart() {
    type Case = (fn() -> Answer, fn(&ModelError) -> bool, usize, &'static str);
    let cases: [Case; 7] = [
        (
            || Answer::Json(500, json!({"error": {"code": 500, "message": "cuda: out of memory"}})),
            |e| matches!(e, ModelError::Unavailable { status: 500, .. }),
            4,
            "out of memory",
        ),
        (
            || {
                Answer::Raw(
                    b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 20\r\n\r\n<h1>Bad Gateway</h1>"
                        .to_vec(),
                )
            },
            |e| matches!(e, ModelError::Unavailable { status: 502, .. }),
            4,
            "Bad Gateway",
        ),
        (
            || {
                Answer::Json(
                    400,
                    json!({"error": {"code": 400, "message": "the request exceeds the available context size", "type": "exceed_context_size_error", "n_ctx": 512}}),
                )
            },
            |e| matches!(e, ModelError::Refused { status: 400, .. }),
            1,
            "context size",
        ),
        (
            || Answer::Json(401, json!({"error": {"message": "Invalid API Key", "code": 401}})),
            |e| matches!(e, ModelError::Refused { status: 401, .. }),
            1,
            "Invalid API Key",
        ),
        (
            || {
                Answer::Raw(
                    b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<html>hi</html>".to_vec(),
                )
            },
            |e| matches!(e, ModelError::BadReply { .. }),
            4,
            "not JSON",
        ),
        (
            || Answer::Json(200, json!({"choices": []})),
            |e| matches!(e, ModelError::BadReply { .. }),
            4,
            "empty",
        ),
        (
            || Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n".to_vec()),
            |e| matches!(e, ModelError::BadReply { .. }),
            4,
            "longer than",
        ),
    ];
    for (answer, is_right, requests, said) in cases {
        let server = Server::start(move |_| answer()).await;
        let error =
            server.direct().complete("p", &SampleSettings::default()).await.expect_err("a failure");
        assert!(is_right(&error), "{error:?}");
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(server.requests().len(), requests, "{error}");
    }
}

#[tokio::test]
async fn an_endless_body_is_cut_off() {
    let server = Server::start(|_| Answer::Flood).await;
    let client = Client::new(Endpoint {
        model: Some("m".to_owned()),
        api: Api::Completion,
        retries: 0,
        max_reply_bytes: 1 << 20,
        ..server.endpoint()
    })
    .expect("usable settings");
    let error = client.complete("p", &SampleSettings::default()).await.expect_err("too long");
    assert!(error.to_string().contains("longer than 1048576 bytes"), "{error}");
    server.gone.notified().await;
}

#[tokio::test]
async fn a_server_that_hangs_runs_into_the_time_limit_once() {
    let server = Server::start(|_| Answer::Hang).await;
    let client = Client::new(Endpoint {
        model: Some("m".to_owned()),
        api: Api::Chat,
        timeout: Duration::from_millis(100),
        ..server.endpoint()
    })
    .expect("usable settings");
    let error = client.complete("p", &SampleSettings::default()).await.expect_err("no reply");
    assert!(matches!(error, ModelError::TimedOut { .. }) && error.is_infrastructure(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
    server.gone.notified().await;
}

#[tokio::test]
async fn cancellation_and_dropping_end_the_request_at_the_server() {
    let arrived = Arc::new(Notify::new());
    let server = Server::start({
        let arrived = Arc::clone(&arrived);
        move |_| {
            arrived.notify_one();
            Answer::Hang
        }
    })
    .await;
    let token = CancellationToken::new();
    let client = server.direct().with_cancellation(token.clone());
    let call = tokio::spawn(async move { client.complete("p", &SampleSettings::default()).await });
    arrived.notified().await;
    token.cancel();
    assert!(matches!(call.await.expect("no panic"), Err(ModelError::Cancelled)));
    server.gone.notified().await;

    let client = server.direct();
    let call = tokio::spawn(async move { client.complete("p", &SampleSettings::default()).await });
    arrived.notified().await;
    call.abort();
    server.gone.notified().await;
}

#[tokio::test]
async fn some_samples_are_better_than_none() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::Json(200, json!({"choices": [chat_choice("first")]})),
        k if k % 2 == 0 => Answer::Json(200, json!({"choices": [chat_choice("later")]})),
        _ => Answer::Json(403, json!({"error": {"message": "no"}})),
    })
    .await;
    let settings = SampleSettings { n: 5, ..SampleSettings::default() };
    let reply = server.direct().complete("p", &settings).await.expect("some");
    assert_eq!(reply.samples.len(), 3);
}

#[tokio::test]
async fn a_server_that_sends_too_many_samples_is_cut_to_what_was_asked() {
    let server =
        Server::start(|_| Answer::Json(200, json!({"choices": vec![chat_choice("rfl"); 9]}))).await;
    let reply = server.direct().complete("p", &SampleSettings::default()).await.expect("one");
    assert_eq!(reply.samples.len(), 1);
    let none = SampleSettings { n: 0, ..SampleSettings::default() };
    assert!(server.direct().complete("p", &none).await.expect("nothing").samples.is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn embeddings_come_in_the_order_of_the_texts() {
    let server = Server::start(|_| {
        Answer::Json(
            200,
            json!({"data": [{"index": 1, "embedding": [0.0, 1.0]}, {"index": 0, "embedding": [1.0, 0.0]}],
                "usage": {"prompt_tokens": 6, "total_tokens": 6}}),
        )
    })
    .await;
    let client = server.direct();
    let (vectors, usage) = client.embed(&["a".into(), "b".into()]).await.expect("vectors");
    assert_eq!(vectors, [vec![1.0, 0.0], vec![0.0, 1.0]]);
    assert_eq!(usage.total(), 6);
    let error = client.embed(&["a".into()]).await.expect_err("one text, two vectors");
    assert!(matches!(error, ModelError::BadReply { .. }), "{error:?}");
}

#[tokio::test]
async fn a_thousand_calls_at_once_respect_the_limit() {
    let server = Server::start(|seen| {
        let prompt = seen.body["messages"][0]["content"].as_str().unwrap_or_default().to_owned();
        Answer::Json(200, json!({"choices": [chat_choice(&prompt)]}))
    })
    .await;
    let client = server.direct();
    let calls = (0..1000).map(|i| {
        let client = client.clone();
        async move {
            let reply = client.complete(format!("p{i}"), &SampleSettings::default()).await;
            assert_eq!(reply.expect("a sample").samples[0].text, format!("p{i}"), "not mixed up");
        }
    });
    futures::future::join_all(calls).await;
    assert!(server.most_at_once.load(Ordering::SeqCst) <= 4);
}

/// The next token after a prompt: `+`, with what is left for `-`.
fn next_choice(index: usize, prompt: &Value) -> Value {
    let sure = if prompt == "good" { -0.1 } else { -3.0 };
    json!({"index": index, "text": "+", "logprobs": {"top_logprobs": [{"+": sure, "-": -2.0}]}})
}

#[tokio::test]
async fn next_tokens_come_for_many_prompts_at_once_or_one_by_one() {
    let texts = ["good".to_owned(), "bad".to_owned(), "good".to_owned()];
    for takes_lists in [true, false] {
        let server = Server::start(move |seen: &Seen| match &seen.body["prompt"] {
            Value::Array(_) if !takes_lists => {
                Answer::Json(500, json!({"detail": "one at a time"}))
            }
            Value::Array(prompts) => {
                let choices = prompts.iter().enumerate().map(|(i, p)| next_choice(i, p));
                // In any order.
                Answer::Json(200, json!({"choices": choices.rev().collect::<Vec<_>>()}))
            }
            one => Answer::Json(200, json!({"choices": [next_choice(0, one)]})),
        })
        .await;
        let client = server.direct();
        for _ in 0..2 {
            let (next, usage) = client.next_tokens(&texts, 4).await.expect("answered");
            let sure: Vec<f64> = next.iter().map(|next| next["+"]).collect();
            assert_eq!(sure, [-0.1, -3.0, -0.1]);
            assert!(usage.total() > 0);
        }
        let tried = usize::from(!takes_lists) * (1 + server.endpoint().retries as usize);
        let expected = if takes_lists { 2 } else { tried + 6 };
        assert_eq!(server.requests().len(), expected, "lists are not tried again");
    }
}
