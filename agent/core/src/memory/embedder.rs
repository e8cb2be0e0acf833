//! Vectors of an embedding model, where the user's endpoints have one.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{FutureExt, future::BoxFuture};
use polya_memory::Embedding;
use polya_model::Client;
use rustc_hash::FxHashMap;

/// Turns texts into vectors.
pub trait Embedder: Send + Sync + 'static {
    /// Name of the model: vectors of different models are never compared.
    fn model(&self) -> &str;

    /// A vector for each text, in order. An error is a message for the user.
    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, String>>;
}

/// The embedding model of an endpoint.
#[derive(Debug)]
pub struct EndpointEmbedder {
    client: Client,
    model: String,
}

impl EndpointEmbedder {
    /// Asks `client`; its model is called `model` in the memory.
    pub fn new(client: Client, model: impl Into<String>) -> Self {
        Self { client, model: model.into() }
    }
}

impl Embedder for EndpointEmbedder {
    fn model(&self) -> &str {
        &self.model
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, String>> {
        async move {
            let (vectors, _) = self.client.embed(texts).await.map_err(|e| e.to_string())?;
            Ok(vectors)
        }
        .boxed()
    }
}

/// An embedder with the vectors of the last questions: a goal is asked about in several rounds.
#[derive(Clone)]
pub(super) struct Questions {
    embedder: Arc<dyn Embedder>,
    known: Arc<Mutex<FxHashMap<String, Embedding>>>,
}

/// Questions whose vectors are kept.
const KNOWN: usize = 512;
/// Characters of a text that are read.
const LONGEST: usize = 2000;

impl fmt::Debug for Questions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Questions").field("model", &self.embedder.model()).finish_non_exhaustive()
    }
}

impl Questions {
    pub(super) fn new(embedder: Arc<dyn Embedder>) -> Self {
        Self { embedder, known: Arc::default() }
    }

    pub(super) fn model(&self) -> &str {
        self.embedder.model()
    }

    /// The vector of a question.
    pub(super) async fn vector(&self, text: &str) -> Result<Option<Embedding>, String> {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(text) {
            return Ok(Some(known.clone()));
        }
        let vector = self.vectors(&[text.to_owned()]).await?.pop();
        if let Some(vector) = &vector {
            let mut known = lock();
            if known.len() >= KNOWN {
                known.clear();
            }
            known.insert(text.to_owned(), vector.clone());
        }
        Ok(vector)
    }

    pub(super) async fn vectors(&self, texts: &[String]) -> Result<Vec<Embedding>, String> {
        let model = self.model();
        // Models read so much and no more; what a text is about comes early.
        let texts: Vec<String> =
            texts.iter().map(|text| text.chars().take(LONGEST).collect()).collect();
        let vectors = self.embedder.embed(&texts).await?;
        Ok(vectors
            .into_iter()
            .map(|vector| Embedding { model: model.to_owned(), vector })
            .collect())
    }
}
