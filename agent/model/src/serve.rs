//! An OpenAI-compatible server over one [`Engine`].
//!
//! `/v1/completions`, `/v1/chat/completions`, `/v1/embeddings`, `/v1/models`, `/health`, `/metrics`.
//! Beyond what others serve: `echo` with `logprobs` scores a given text; `n` samples have generators
//! of their own, made of `seed` and their number; and with block-quantized weights a reply depends on
//! nothing but its request.
//!
//! It answers on the machine itself only, unless told otherwise and given a key; and without a key only
//! to requests that name this machine as their host, so that no web page reaches it by a name of its
//! own. Bodies, queues and connections are bounded; a client that goes away takes its request with it.

mod answer;
mod stream;
mod template;
mod wire;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State, rejection::JsonRejection},
    http::{StatusCode, header, uri::Authority},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use crate::{
    ApiKey,
    engine::{Engine, Refusal, Task, Wanted},
};
use answer::Asked;
use template::{Template, Turn};
use wire::{Chat, Completion, Embedding, Prompt};

/// Longest body, in bytes.
const MOST_BODY: usize = 16 << 20;

/// Where to answer, and whom.
#[derive(Clone, Debug)]
pub struct ServeSettings {
    /// Address. Another than the machine's own needs a key.
    pub host: IpAddr,
    /// Port; 0 takes a free one.
    pub port: u16,
    /// Key that every request must bring.
    pub key: Option<ApiKey>,
}

impl Default for ServeSettings {
    /// The machine itself, a free port, no key.
    fn default() -> Self {
        Self { host: IpAddr::from([127, 0, 0, 1]), port: 0, key: None }
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or may not be had.
    #[error("cannot answer at {address}: {source}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// The system's error.
        source: std::io::Error,
    },
    /// Others could use it without a key.
    #[error("a server at {0} can be reached by others, and needs a key")]
    NeedsKey(IpAddr),
    /// The chat template in the model's file is no template.
    #[error("the model's chat template cannot be used: {0}")]
    Template(String),
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    engine: Engine,
    template: Option<Template>,
    key: Option<ApiKey>,
    began: u64,
    stop: CancellationToken,
}

impl Server {
    /// Starts to answer.
    pub async fn start(engine: Engine, settings: ServeSettings) -> Result<Self, ServeError> {
        let ServeSettings { host, port, key } = settings;
        if !host.is_loopback() && key.is_none() {
            return Err(ServeError::NeedsKey(host));
        }
        let template = engine.model().template().map(Template::new).transpose();
        let template = template.map_err(|error| ServeError::Template(error.to_string()))?;
        let address = SocketAddr::new(host, port);
        let bind = |source| ServeError::Bind { address, source };
        let listener = TcpListener::bind(address).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let stop = CancellationToken::new();
        let shared = Shared { engine, template, key, began: seconds(), stop: stop.clone() };
        let router = router(Arc::new(shared));
        let until = stop.clone();
        let task = tokio::spawn(async move {
            let served = axum::serve(listener, router)
                .with_graceful_shutdown(async move { until.cancelled().await });
            if let Err(error) = served.await {
                tracing::error!(%error, "the model's server ended");
            }
        });
        Ok(Self { address, stop, task })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL for clients.
    pub fn url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Ends: requests at work are dropped. Waits until all is gone.
    pub async fn stop(self) {
        self.stop.cancel();
        let _ = self.task.await;
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.engine.stop();
    }
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/completions", post(completions))
        .route("/v1/chat/completions", post(chat))
        .route("/v1/embeddings", post(embeddings))
        .route("/v1/models", get(models))
        .route("/metrics", get(metrics))
        .route_layer(middleware::from_fn_with_state(Arc::clone(&shared), guard))
        .route("/health", get(|| async { Json(json!({"status": "ok"})) }))
        .fallback(|| async { Failure::new(StatusCode::NOT_FOUND, "not found") })
        .method_not_allowed_fallback(|| async {
            Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method not allowed")
        })
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), local))
        .with_state(shared)
}

/// An error as the protocol has it.
#[derive(Clone, Debug)]
struct Failure {
    status: StatusCode,
    message: String,
    code: Option<&'static str>,
}

impl Failure {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), code: None }
    }

    fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    fn body(&self) -> Value {
        let kind =
            if self.status.is_client_error() { "invalid_request_error" } else { "server_error" };
        json!({"error": {"message": self.message, "type": kind, "code": self.code}})
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body())).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
        }
        response
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let (status, code) = match &refusal {
            Refusal::TooLong { .. } => (StatusCode::BAD_REQUEST, Some("context_length_exceeded")),
            Refusal::Empty | Refusal::NoSuchToken(_) => (StatusCode::BAD_REQUEST, None),
            Refusal::Busy => (StatusCode::SERVICE_UNAVAILABLE, Some("overloaded")),
            Refusal::Closed => (StatusCode::SERVICE_UNAVAILABLE, None),
        };
        Self { status, message: refusal.to_string(), code }
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), rejection.body_text())
    }
}

type Answer = Result<Response, Failure>;
type Body<T> = Result<Json<T>, JsonRejection>;

/// Lets a request through if it brings the key.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let brought = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let brought = brought.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    match &shared.key {
        Some(key) if !same(key.expose().as_bytes(), brought.as_bytes()) => {
            Failure::new(StatusCode::UNAUTHORIZED, "the key is missing or wrong").into_response()
        }
        _ => next.run(request).await,
    }
}

/// Without a key, lets a request through only if its `Host` is this machine. A browser sends there the
/// name in the address of its page, and such a name may have been made to lead here (DNS rebinding).
async fn local(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    if shared.key.is_none() && !host.is_some_and(is_this_machine) {
        let reason = "the header `Host` must name this machine, such as `127.0.0.1` or `localhost`, \
                      where the server has no key";
        return Failure::new(StatusCode::FORBIDDEN, reason).into_response();
    }
    next.run(request).await
}

/// True for a loopback address or `localhost`, with or without a port.
fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Equality in a time that does not tell where the first difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

async fn completions(State(shared): State<Arc<Shared>>, body: Body<Completion>) -> Answer {
    let Json(request) = body?;
    let alternatives = request.logprobs()?;
    // The protocol's own default.
    let mut generate = request.common.generate(16, a_seed(), alternatives)?;
    generate.score_prompt = request.echo && alternatives.is_some();
    let asked = Asked {
        chat: false,
        echo: request.echo,
        logprobs: alternatives.is_some(),
        usage: request.common.include_usage(),
        functions: false,
        seed: generate.seed,
        samples: generate.samples,
    };
    let streamed = request.common.stream;
    let prompts = request.prompt.many()?;
    let tasks = encoded(&shared, prompts)
        .await?
        .into_iter()
        .map(|prompt| Task { prompt, wanted: Wanted::Samples(generate.clone()) })
        .collect();
    answer::run(shared, tasks, asked, streamed).await
}

async fn chat(State(shared): State<Arc<Shared>>, body: Body<Chat>) -> Answer {
    let Json(request) = body?;
    let template = shared.template.as_ref().ok_or_else(|| {
        Failure::new(
            StatusCode::NOT_IMPLEMENTED,
            "the model's file has no chat template: use `/v1/completions`",
        )
    })?;
    let mut turns = Vec::new();
    for message in &request.messages {
        let (role, content) = (message.role.clone(), message.text()?);
        turns.push(Turn { role, content, further: message.further.clone() });
    }
    if turns.is_empty() {
        return Err(Failure::bad("`messages` is empty"));
    }
    let offers = request.offers()?;
    let text = template
        .fill(shared.engine.model().tokenizer(), &turns, offers.as_ref())
        .map_err(|error| Failure::bad(format!("the chat template refuses: {error}")))?;
    let alternatives = request.logprobs()?;
    let generate = request.common.generate(usize::MAX, a_seed(), alternatives)?;
    let asked = Asked {
        chat: true,
        echo: false,
        logprobs: alternatives.is_some(),
        usage: request.common.include_usage(),
        functions: offers.is_some(),
        seed: generate.seed,
        samples: generate.samples,
    };
    let streamed = request.common.stream;
    let prompt = encoded(&shared, vec![Prompt::Text(text)]).await?;
    let tasks = prompt
        .into_iter()
        .map(|prompt| Task { prompt, wanted: Wanted::Samples(generate.clone()) })
        .collect();
    answer::run(shared, tasks, asked, streamed).await
}

async fn embeddings(State(shared): State<Arc<Shared>>, body: Body<Embedding>) -> Answer {
    let Json(request) = body?;
    if request.encoding_format.as_deref().is_some_and(|format| format != "float") {
        return Err(Failure::bad("`encoding_format` must be `float`"));
    }
    let tasks = encoded(&shared, request.input.many()?)
        .await?
        .into_iter()
        .map(|prompt| Task { prompt, wanted: Wanted::Embedding })
        .collect();
    answer::vectors(&shared, tasks).await
}

/// Tokens of prompts. Long ones would keep others waiting, and go to a thread of their own.
async fn encoded(shared: &Arc<Shared>, prompts: Vec<Prompt>) -> Result<Vec<Vec<u32>>, Failure> {
    const LONG: usize = 64 << 10;
    let bytes: usize = prompts
        .iter()
        .map(|prompt| match prompt {
            Prompt::Text(text) => text.len(),
            Prompt::Tokens(_) => 0,
        })
        .sum();
    let model = Arc::clone(shared.engine.model());
    let encode = move || {
        prompts
            .into_iter()
            .map(|prompt| match prompt {
                Prompt::Text(text) => model.tokenizer().prompt(&text),
                Prompt::Tokens(tokens) => Ok(tokens),
            })
            .collect::<Result<Vec<_>, _>>()
    };
    let encoded = if bytes < LONG {
        encode()
    } else {
        tokio::task::spawn_blocking(encode)
            .await
            .map_err(|error| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?
    };
    encoded.map_err(|error| Failure::bad(error.to_string()))
}

/// A seed for a request that brings none. The reply says it.
fn a_seed() -> u64 {
    // No secret: the clock's smallest digits are as good as any.
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let seed = crate::random::Random::new(u64::try_from(nanos).unwrap_or_default()).next();
    // Within what JSON's numbers hold everywhere.
    seed >> 33
}

async fn models(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let engine = &shared.engine;
    let shape = engine.model().shape();
    Json(json!({"object": "list", "data": [{
        "id": engine.model().name(),
        "polya_model": engine.model().kind().map(crate::ModelKind::name),
        "object": "model",
        "created": shared.began,
        "owned_by": "polya",
        "meta": {
            "family": shape.family.name(),
            "n_ctx": engine.limits().context,
            "n_vocab": shape.vocabulary,
            "n_embd": shape.width,
            "n_params": engine.model().parameters(),
        },
    }]}))
}

/// Counters in the text form of Prometheus.
async fn metrics(State(shared): State<Arc<Shared>>) -> Response {
    use std::sync::atomic::Ordering::Relaxed;
    let c = shared.engine.counters();
    let counters = [
        ("requests_total", "counter", "Requests taken.", &c.requests),
        ("requests_refused_total", "counter", "Requests refused: too many waited.", &c.refused),
        ("requests_cancelled_total", "counter", "Requests whose caller went away.", &c.cancelled),
        ("requests_failed_total", "counter", "Requests on which the engine failed.", &c.failed),
        ("prompt_tokens_total", "counter", "Tokens of prompts that were read.", &c.prompt_tokens),
        ("cached_tokens_total", "counter", "Tokens of prompts known already.", &c.cached_tokens),
        ("drawn_tokens_total", "counter", "Tokens drawn.", &c.drawn_tokens),
        ("steps_total", "counter", "Passes over the network.", &c.steps),
        ("requests_running", "gauge", "Requests at work.", &c.running),
        ("requests_waiting", "gauge", "Requests that wait.", &c.waiting),
        ("cache_blocks", "gauge", "Blocks of keys and values that exist.", &c.blocks),
    ];
    let mut text = String::new();
    for (name, kind, help, counter) in counters {
        use std::fmt::Write;
        let value = counter.load(Relaxed);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "# HELP polya_model_{name} {help}\n# TYPE polya_model_{name} {kind}\npolya_model_{name} {value}\n"
        );
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn names_of_this_machine() {
        for host in
            ["127.0.0.1", "127.0.0.1:8080", "127.8.9.1:1", "[::1]:80", "[::1]", "LocalHost:1"]
        {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "192.168.1.7:8080",
            "0.0.0.0",
            "2130706433",
            "[::ffff:10.0.0.1]",
            "::1",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
