//! Asking an endpoint: what it can do, samples, and patience.

mod converse;
mod fields;
mod request;

use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_openai::{config::OpenAIConfig, error::OpenAIError};
pub use converse::Conversations;
use fields::Fields;
use futures::{StreamExt, future::join_all, stream::FuturesOrdered};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use crate::{
    Api, Endpoint, ModelError, ModelKind, Prompt, Reply, SampleSettings,
    reply::{self, Usage},
    transport::{BoundedHttp, ExchangeError},
};

/// What an endpoint was seen to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Name of the model that answers.
    pub model: String,
    /// Other models the server lists.
    pub listed: Vec<String>,
    /// Chat or completion, never `Auto`.
    pub api: Api,
    /// It gives several samples for one request.
    pub many: bool,
    /// It gives log-probabilities.
    pub logprobs: bool,
}

/// A client of one endpoint. Cheap to clone; clones share the limit of requests in flight.
///
/// Dropping the future of a call ends its requests. [`Client::with_cancellation`] ends all of them
/// at once, with an error that says so.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
    cancellation: CancellationToken,
}

#[derive(Debug)]
struct Shared {
    endpoint: Endpoint,
    url: String,
    openai: async_openai::Client<OpenAIConfig>,
    places: Semaphore,
    /// Model and interface, once known.
    target: OnceLock<Target>,
    /// Set once the server gave fewer samples than asked for.
    one_at_a_time: AtomicBool,
    /// Set once the server took prompts one by one only.
    one_prompt_at_a_time: AtomicBool,
    /// Set once the server refused a request for its functions.
    knows_no_functions: AtomicBool,
    /// What it does not take of a request for samples.
    fields: Fields,
}

#[derive(Clone, Debug)]
struct Target {
    model: String,
    listed: Vec<String>,
    api: Api,
}

impl Client {
    /// A client of `endpoint`. Nothing is sent yet.
    pub fn new(endpoint: Endpoint) -> Result<Self, ModelError> {
        let url = endpoint.base()?;
        let settings = |error: &dyn std::fmt::Display| ModelError::Settings {
            reason: format!("endpoint `{url}`: {error}"),
        };
        let http = reqwest::Client::builder()
            // The environment is the caller's business; a proxy for the web is wrong for loopback.
            .no_proxy()
            // A prompt goes to the server that was named, and to no other.
            .redirect(reqwest::redirect::Policy::custom(within_origin))
            .connect_timeout(endpoint.connect_timeout)
            .timeout(endpoint.timeout)
            .build()
            .map_err(|error| settings(&error))?;
        // Every field is set: the ones left alone would come from `OPENAI_*` variables.
        let config = OpenAIConfig::new()
            .with_api_base(url.clone())
            .with_api_key(endpoint.key.as_ref().map_or("", |key| key.expose()))
            .with_org_id("")
            .with_project_id("");
        let openai =
            async_openai::Client::build(http.clone(), config).with_http_service(BoundedHttp {
                http,
                max_reply_bytes: endpoint.max_reply_bytes,
                authorize: endpoint.key.is_some(),
            });
        let places = Semaphore::new(endpoint.concurrency.get());
        Ok(Self {
            shared: Arc::new(Shared {
                endpoint,
                url,
                openai,
                places,
                target: OnceLock::new(),
                one_at_a_time: AtomicBool::new(false),
                one_prompt_at_a_time: AtomicBool::new(false),
                knows_no_functions: AtomicBool::new(false),
                fields: Fields::default(),
            }),
            cancellation: CancellationToken::new(),
        })
    }

    /// The same client, whose calls end with [`ModelError::Cancelled`] when `token` is cancelled.
    #[must_use]
    pub fn with_cancellation(&self, token: CancellationToken) -> Self {
        Self { shared: Arc::clone(&self.shared), cancellation: token }
    }

    /// The endpoint's settings.
    pub fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    /// Finds out what the endpoint can do, by three small requests. Costs a few tokens.
    pub async fn probe(&self) -> Result<Capabilities, ModelError> {
        let target = self.target().await?;
        let settings =
            SampleSettings { n: 2, max_tokens: 1, seed: Some(0), ..SampleSettings::default() };
        let reply = self.request(target, &Prompt::from("1"), &settings).await?;
        let many = reply.samples.len() >= 2;
        self.shared.one_at_a_time.store(!many, Ordering::Relaxed);
        Ok(Capabilities {
            model: target.model.clone(),
            listed: target.listed.clone(),
            api: target.api,
            many,
            logprobs: reply.samples.iter().any(|sample| sample.logprob.is_some()),
        })
    }

    /// Which interface the endpoint's model is asked through: `Chat` or `Completion`, found out by
    /// a small request if the settings leave it open.
    pub async fn api(&self) -> Result<Api, ModelError> {
        Ok(self.target().await?.api)
    }

    /// Draws `settings.n` samples for `prompt`.
    ///
    /// A server that gives fewer for one request is asked again for the rest, in parallel and with
    /// the next seeds. If some of those requests fail and others do not, the samples that came are
    /// returned; there is an error only if there is no sample at all.
    pub async fn complete(
        &self,
        prompt: impl Into<Prompt>,
        settings: &SampleSettings,
    ) -> Result<Reply, ModelError> {
        if settings.n == 0 {
            return Ok(Reply::default());
        }
        let prompt = prompt.into();
        let target = self.target().await?;
        let mut reply = Reply::default();
        let mut first_seed = 0;
        if settings.n == 1 || !self.shared.one_at_a_time.load(Ordering::Relaxed) {
            reply = self.request(target, &prompt, settings).await?;
            first_seed = 1;
            reply.samples.truncate(settings.n as usize);
            if reply.samples.len() < settings.n.min(request::MOST_SAMPLES.into()) as usize {
                self.shared.one_at_a_time.store(true, Ordering::Relaxed);
            }
        }
        let missing = settings.n - u32::try_from(reply.samples.len()).unwrap_or(settings.n);
        let singles: Vec<SampleSettings> = (first_seed..first_seed + u64::from(missing))
            .map(|offset| SampleSettings {
                n: 1,
                seed: settings.seed.map(|seed| seed.wrapping_add(offset)),
                ..settings.clone()
            })
            .collect();
        let mut requests: FuturesOrdered<_> =
            singles.iter().map(|single| self.request(target, &prompt, single)).collect();
        let mut failure = None;
        while let Some(single) = requests.next().await {
            match single {
                Ok(single) => {
                    reply.samples.extend(single.samples.into_iter().take(1));
                    reply.usage.add(single.usage);
                }
                Err(ModelError::Cancelled) => return Err(ModelError::Cancelled),
                Err(error) => failure = Some(error),
            }
        }
        match failure {
            Some(error) if reply.samples.is_empty() => Err(error),
            Some(error) => {
                tracing::warn!(%error, got = reply.samples.len(), asked = settings.n, "fewer samples");
                Ok(reply)
            }
            None => Ok(reply),
        }
    }

    /// The likeliest next tokens after each of `texts`, with their log-probabilities, at most
    /// `most` of them; and the tokens spent. For endpoints that go on with a text.
    pub async fn next_tokens(
        &self,
        texts: &[String],
        most: u8,
    ) -> Result<(Vec<HashMap<String, f64>>, Usage), ModelError> {
        let model = self.model().await?.0;
        let single = &self.shared.one_prompt_at_a_time;
        if texts.len() > 1 && !single.load(Ordering::Relaxed) {
            match self.next_of(&model, texts, most).await {
                Err(error) if error.is_too_long() => return Err(error),
                // Some servers take one prompt a request, and say so in many ways.
                Err(
                    ModelError::Refused { status: 400 | 422 | 501, .. }
                    | ModelError::Unavailable { status: 500 | 501, .. }
                    | ModelError::BadReply { .. },
                ) => {}
                answered => return answered,
            }
        }
        let each = texts.iter().map(|text| self.next_of(&model, std::slice::from_ref(text), most));
        let (mut all, mut usage) = (Vec::with_capacity(texts.len()), Usage::default());
        for one in join_all(each).await {
            let (next, spent) = one?;
            all.extend(next);
            usage.add(spent);
        }
        single.store(texts.len() > 1, Ordering::Relaxed);
        Ok((all, usage))
    }

    async fn next_of(
        &self,
        model: &str,
        texts: &[String],
        most: u8,
    ) -> Result<(Vec<HashMap<String, f64>>, Usage), ModelError> {
        let body = request::next_tokens(model, texts, most);
        let bytes = texts.iter().map(String::len).sum();
        let attempt = async || {
            let reply = self.exchange(Call::Completion, &body).await?;
            reply::next_tokens(&reply, texts.len(), bytes)
                .map_err(|reason| ModelError::BadReply { url: self.shared.url.clone(), reason })
        };
        self.repeat(attempt).await
    }

    /// Vectors for `texts`, in their order, and the tokens spent.
    pub async fn embed(&self, texts: &[String]) -> Result<(Vec<Vec<f32>>, Usage), ModelError> {
        let model = self.model().await?.0;
        let body = request::embeddings(&model, texts);
        let reply = self.repeat(|| self.exchange(Call::Embed, &body)).await?;
        let bad = |reason: &str| ModelError::BadReply {
            url: self.shared.url.clone(),
            reason: reason.to_owned(),
        };
        let data =
            reply.get("data").and_then(Value::as_array).ok_or_else(|| bad("it has no `data`"))?;
        let mut vectors = vec![Vec::new(); texts.len()];
        for (place, item) in data.iter().enumerate() {
            let index = item
                .get("index")
                .and_then(Value::as_u64)
                .map_or(place, |i| usize::try_from(i).unwrap_or(usize::MAX));
            let numbers = item
                .get("embedding")
                .and_then(Value::as_array)
                .and_then(|e| {
                    e.iter()
                        .map(|x| x.as_f64().filter(|x| x.is_finite()))
                        .collect::<Option<Vec<_>>>()
                })
                .ok_or_else(|| bad("an embedding is not a list of numbers"))?;
            #[allow(clippy::cast_possible_truncation)] // vectors travel as single precision
            let vector: Vec<f32> = numbers.into_iter().map(|x| x as f32).collect();
            *vectors.get_mut(index).ok_or_else(|| bad("it has more embeddings than texts"))? =
                vector;
        }
        let length = vectors.first().map_or(0, Vec::len);
        if vectors.iter().any(|v| v.is_empty() || v.len() != length) {
            return Err(bad("embeddings are missing or of unequal length"));
        }
        let bytes = texts.iter().map(String::len).sum();
        let told = reply.pointer("/usage/prompt_tokens").and_then(Value::as_u64);
        let usage = Usage {
            prompt_tokens: told.unwrap_or_else(|| u64::from(reply::estimate(bytes))),
            completion_tokens: 0,
            estimated: told.is_none(),
        };
        Ok((vectors, usage))
    }

    /// What the server declares the model to be, in the field `polya_model` of its list of models.
    /// `None` if it declares nothing or does not answer; the request is not repeated.
    pub async fn declared_kind(&self) -> Option<ModelKind> {
        let listed = self.exchange(Call::Models, &Value::Null).await.ok()?;
        let named = self.shared.endpoint.model.as_deref();
        let is_asked = |model: &&Value| {
            named.is_none_or(|name| model.get("id").and_then(Value::as_str) == Some(name))
        };
        let model = listed.get("data")?.as_array()?.iter().find(is_asked)?;
        ModelKind::deserialize(model.get("polya_model")?).ok()
    }

    /// Model and interface: from the settings, from the server's list, by trying.
    async fn target(&self) -> Result<&Target, ModelError> {
        if let Some(target) = self.shared.target.get() {
            return Ok(target);
        }
        let (model, listed) = self.model().await?;
        let mut target = Target { model, listed, api: self.shared.endpoint.api };
        if target.api == Api::Auto {
            target.api = Api::Chat;
            let tiny =
                SampleSettings { max_tokens: 1, logprobs: false, ..SampleSettings::default() };
            match self.request(&target, &Prompt::from("1"), &tiny).await {
                Ok(_) => {}
                // Not there, or there but without a chat template: the raw interface is left.
                Err(
                    ModelError::Refused { status: 400 | 404 | 405 | 422 | 501, .. }
                    | ModelError::Unavailable { status: 501, .. },
                ) => {
                    target.api = Api::Completion;
                    self.request(&target, &Prompt::from("1"), &tiny).await?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(self.shared.target.get_or_init(|| target))
    }

    async fn model(&self) -> Result<(String, Vec<String>), ModelError> {
        if let (Some(model), true) =
            (&self.shared.endpoint.model, self.shared.endpoint.api != Api::Auto)
        {
            return Ok((model.clone(), Vec::new()));
        }
        let listed = match self.repeat(|| self.exchange(Call::Models, &Value::Null)).await {
            Ok(reply) => listed_models(&reply),
            // Without a list a named model can still be asked.
            Err(ModelError::Refused { .. } | ModelError::BadReply { .. })
                if self.shared.endpoint.model.is_some() =>
            {
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        let model = match &self.shared.endpoint.model {
            Some(model) => model.clone(),
            None => listed.first().cloned().ok_or_else(|| ModelError::Settings {
                reason: format!(
                    "the endpoint `{}` lists no models, and none is named in the settings",
                    self.shared.url
                ),
            })?,
        };
        Ok((model, listed))
    }

    /// One request for samples, repeated while that may help.
    async fn request(
        &self,
        target: &Target,
        prompt: &Prompt,
        settings: &SampleSettings,
    ) -> Result<Reply, ModelError> {
        let (call, body) = match target.api {
            Api::Completion => {
                (Call::Completion, request::completion(&target.model, prompt, settings))
            }
            Api::Auto | Api::Chat => {
                let messages = prompt.messages().iter().map(request::said).collect();
                (Call::Chat, request::chat(&target.model, messages, settings, &[]))
            }
        };
        self.repeat(|| async {
            let reply = self.ask(call, &body).await?;
            reply::read(&reply, prompt.bytes())
                .map_err(|reason| ModelError::BadReply { url: self.shared.url.clone(), reason })
        })
        .await
    }

    async fn repeat<T, F: Future<Output = Result<T, ModelError>>>(
        &self,
        attempt: impl Fn() -> F,
    ) -> Result<T, ModelError> {
        let mut pause = self.shared.endpoint.backoff;
        for left in (0..=self.shared.endpoint.retries).rev() {
            match self.cancellable(attempt()).await? {
                Err(error) if left > 0 && error.may_pass() => {
                    tracing::debug!(%error, ?pause, "asking the model again");
                    self.cancellable(tokio::time::sleep(pause)).await?;
                    pause = (pause * 2).min(Duration::from_secs(30));
                }
                outcome => return outcome,
            }
        }
        Err(ModelError::Cancelled)
    }

    async fn cancellable<T>(&self, future: impl Future<Output = T>) -> Result<T, ModelError> {
        self.cancellation.run_until_cancelled(future).await.ok_or(ModelError::Cancelled)
    }

    async fn exchange(&self, call: Call, body: &Value) -> Result<Value, ModelError> {
        let span = call.span(body);
        let reply = self.exchange_in_turn(call, body).instrument(span.clone()).await;
        match &reply {
            Ok(reply) => {
                for (field, at) in [
                    ("gen_ai.usage.input_tokens", "/usage/prompt_tokens"),
                    ("gen_ai.usage.output_tokens", "/usage/completion_tokens"),
                ] {
                    if let Some(tokens) = reply.pointer(at).and_then(Value::as_u64) {
                        span.record(field, tokens);
                    }
                }
            }
            Err(error) => {
                span.record("error.type", tracing::field::display(error));
            }
        }
        reply
    }

    async fn exchange_in_turn(&self, call: Call, body: &Value) -> Result<Value, ModelError> {
        let _place = self.shared.places.acquire().await.map_err(|_| ModelError::Cancelled)?;
        let openai = &self.shared.openai;
        match call {
            Call::Models => openai.models().list_byot().await,
            Call::Chat => openai.chat().create_byot(body).await,
            Call::Completion => openai.completions().create_byot(body).await,
            Call::Embed => openai.embeddings().create_byot(body).await,
        }
        .map_err(|error| self.explain(error))
    }

    fn explain(&self, error: OpenAIError) -> ModelError {
        let url = self.shared.url.clone();
        let OpenAIError::Boxed(cause) = error else {
            return ModelError::BadReply { url, reason: error.to_string() };
        };
        match cause.downcast::<ExchangeError>().map(|cause| *cause) {
            Ok(ExchangeError::Connect(reason)) => ModelError::Unreachable { url, reason },
            Ok(ExchangeError::TimedOut) => {
                ModelError::TimedOut { url, after: self.shared.endpoint.timeout }
            }
            Ok(ExchangeError::Status { status, message }) if status == 429 || status >= 500 => {
                ModelError::Unavailable { url, status, message }
            }
            Ok(ExchangeError::Status { status, message }) => {
                ModelError::Refused { url, status, message }
            }
            Ok(other) => ModelError::BadReply { url, reason: other.to_string() },
            Err(other) => ModelError::BadReply { url, reason: other.to_string() },
        }
    }
}

/// Follows a redirect to the same server only.
fn within_origin(attempt: reqwest::redirect::Attempt<'_>) -> reqwest::redirect::Action {
    const MOST_REDIRECTS: usize = 5;
    let from = attempt.previous().first().map(reqwest::Url::origin);
    if attempt.previous().len() <= MOST_REDIRECTS && from == Some(attempt.url().origin()) {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

#[derive(Clone, Copy, Debug)]
enum Call {
    Models,
    Chat,
    Completion,
    Embed,
}

impl Call {
    /// The span of one exchange, with the names of OpenTelemetry's conventions for generative models.
    fn span(self, body: &Value) -> tracing::Span {
        let operation = match self {
            Self::Models => "list_models",
            Self::Chat => "chat",
            Self::Completion => "text_completion",
            Self::Embed => "embeddings",
        };
        let model = body.get("model").and_then(Value::as_str).unwrap_or_default();
        tracing::info_span!(
            "model_call",
            otel.name = %format_args!("{operation} {model}"),
            gen_ai.operation.name = operation,
            gen_ai.request.model = model,
            gen_ai.usage.input_tokens = tracing::field::Empty,
            gen_ai.usage.output_tokens = tracing::field::Empty,
            error.type = tracing::field::Empty,
        )
    }
}

fn listed_models(reply: &Value) -> Vec<String> {
    let items = reply.get("data").or_else(|| reply.get("models")).or(Some(reply));
    let items = items.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items
        .iter()
        .filter_map(|item| {
            let name = item.as_str().or_else(|| {
                ["id", "model", "name"].iter().find_map(|field| item.get(field)?.as_str())
            })?;
            Some(name.to_owned())
        })
        .collect()
}
