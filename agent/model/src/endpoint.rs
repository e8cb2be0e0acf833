//! Where a model is, and how patient to be with it.

use std::{fmt, num::NonZeroUsize, time::Duration};

use serde::{Deserialize, Serialize};

use crate::ModelError;

/// What an endpoint is asked for. One endpoint may have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Writes plans and proof sketches.
    Planner,
    /// Proposes tactics and whole proofs.
    Worker,
    /// Turns texts into vectors.
    Embedder,
}

/// Which of the two text interfaces to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Api {
    /// Chat where the server has it, plain completion elsewhere.
    #[default]
    Auto,
    /// `/chat/completions`: messages in, the server applies the model's template.
    Chat,
    /// `/completions`: the prompt goes to the model as it is.
    Completion,
}

/// What a model can do, as its file (`polya.model` in the metadata), its server or the settings
/// declare it. A name declares nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModelKind {
    /// Writes what it is asked for in words: tactics, proofs, sketches.
    #[default]
    Chat,
    /// Was trained on states and tactics of one line in the prompt form of Polya, and writes the next
    /// tactic.
    Step,
    /// A step model that also says of a given tactic whether it works.
    ScoringStep,
}

impl ModelKind {
    /// All kinds with their names in files and settings.
    pub const NAMES: [(&'static str, Self); 3] =
        [("chat", Self::Chat), ("step", Self::Step), ("scoring-step", Self::ScoringStep)];

    /// Its name in files and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Step => "step",
            Self::ScoringStep => "scoring-step",
        }
    }
}

/// A secret that `Debug` does not show.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct ApiKey(String);

impl ApiKey {
    /// Wraps a key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

/// One OpenAI-compatible server and the model to ask there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Base URL with the version part, such as `http://127.0.0.1:8080/v1`.
    pub url: String,
    /// Model name to send. `None` takes the first one the server lists.
    pub model: Option<String>,
    /// Key to send as a bearer token.
    pub key: Option<ApiKey>,
    /// What this endpoint is for. Empty means everything but embeddings.
    pub roles: Vec<Role>,
    /// Which interface to use.
    pub api: Api,
    /// What the model can do, where that is known; otherwise it is asked as a chat model.
    pub kind: Option<ModelKind>,
    /// Longest time to wait for a connection.
    pub connect_timeout: Duration,
    /// Longest time to wait for one whole reply.
    pub timeout: Duration,
    /// Requests in flight at once; more wait for a place.
    pub concurrency: NonZeroUsize,
    /// How often a request is repeated after a failure that may pass (no connection, 429, 5xx, a
    /// reply cut short).
    pub retries: u32,
    /// Pause before the first repetition; it doubles each time.
    pub backoff: Duration,
    /// Longest reply accepted, in bytes.
    pub max_reply_bytes: usize,
}

impl Endpoint {
    /// An endpoint with ordinary patience: 5 s to connect, 120 s for a reply, 3 repetitions, four
    /// requests at once, replies up to 16 MiB.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            model: None,
            key: None,
            roles: Vec::new(),
            api: Api::Auto,
            kind: None,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_mins(2),
            concurrency: NonZeroUsize::new(4).unwrap_or(NonZeroUsize::MIN),
            retries: 3,
            backoff: Duration::from_millis(250),
            max_reply_bytes: 16 << 20,
        }
    }

    /// True if the endpoint may be asked in this role.
    pub fn has_role(&self, role: Role) -> bool {
        if self.roles.is_empty() { role != Role::Embedder } else { self.roles.contains(&role) }
    }

    /// The URL without a trailing slash, or why it cannot be used.
    pub(crate) fn base(&self) -> Result<String, ModelError> {
        let unusable = |reason: &str| ModelError::Settings {
            reason: format!("endpoint `{}`: {reason}", self.url),
        };
        let url = reqwest::Url::parse(&self.url)
            .map_err(|error| unusable(&format!("not a URL: {error}")))?;
        match url.scheme() {
            "http" => {}
            "https" => {
                return Err(unusable(
                    "this program speaks plain HTTP to local servers; put a local proxy in front of an `https` server",
                ));
            }
            other => return Err(unusable(&format!("scheme `{other}` is not `http`"))),
        }
        if url.host_str().is_none() {
            return Err(unusable("it names no host"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(unusable("a base URL has neither `?` nor `#`"));
        }
        if let Some(key) = &self.key
            && !key.expose().chars().all(|c| c.is_ascii_graphic())
        {
            return Err(unusable("the key has characters that a header cannot carry"));
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        let ok = |url: &str| Endpoint::new(url).base().expect("usable");
        assert_eq!(ok("http://127.0.0.1:8080/v1"), "http://127.0.0.1:8080/v1");
        assert_eq!(ok("http://127.0.0.1:8080/v1/"), "http://127.0.0.1:8080/v1");
        for bad in ["", "localhost:8080", "https://example.org/v1", "http://h/v1?x=1", "ftp://h/v1"]
        {
            let error = Endpoint::new(bad).base().expect_err(bad).to_string();
            assert!(error.contains(&format!("`{bad}`")), "{error}");
        }
    }

    #[test]
    fn a_key_is_never_shown_and_never_breaks_a_header() {
        let mut endpoint = Endpoint::new("http://h/v1");
        endpoint.key = Some(ApiKey::new("secret-key"));
        assert!(!format!("{endpoint:?}").contains("secret"));
        assert!(endpoint.base().is_ok());
        endpoint.key = Some(ApiKey::new("two\nlines"));
        assert!(endpoint.base().is_err());
    }

    #[test]
    fn no_roles_mean_all_text_roles() {
        let mut endpoint = Endpoint::new("http://h/v1");
        assert!(endpoint.has_role(Role::Planner) && endpoint.has_role(Role::Worker));
        assert!(!endpoint.has_role(Role::Embedder));
        endpoint.roles = vec![Role::Embedder];
        assert!(!endpoint.has_role(Role::Planner) && endpoint.has_role(Role::Embedder));
    }
}
