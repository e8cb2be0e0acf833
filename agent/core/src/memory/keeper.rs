//! Between a run and the memory's own thread: lessons go in, artifacts come out.

use std::sync::{Arc, Mutex, PoisonError};

use polya_memory::{
    Artifact, ArtifactId, Content, Error, Handle, Memory, Mode, Question, Recalled, Timestamp,
};

use super::{
    embedder::{Embedder, Questions},
    lessons::{Known, Lessons, parted},
};

/// The memory, as a run uses it. Clones share it.
///
/// A memory that fails never fails the run: what cannot be recalled is not proposed, what cannot be
/// stored is left to a later `rebuild`, and the first error is kept for the user.
#[derive(Clone, Debug)]
pub struct Keeper {
    handle: Handle,
    keeps_runs: bool,
    complaint: Arc<Mutex<Option<String>>>,
    questions: Option<Questions>,
}

/// Texts that are turned into vectors in one request.
const TOGETHER: usize = 64;

impl Keeper {
    /// Uses the memory behind `handle`, within what its mode allows.
    pub fn new(handle: Handle) -> Self {
        Self { handle, keeps_runs: true, complaint: Arc::default(), questions: None }
    }

    /// No memory: nothing is recalled and nothing stored.
    pub fn off() -> Self {
        Self::new(Handle::off())
    }

    /// For runs whose folders are not kept: the memory cannot be rebuilt from them, and keeps what
    /// they prove in its journal.
    #[must_use]
    pub fn without_runs(mut self) -> Self {
        self.keeps_runs = false;
        self
    }

    /// Compares by an embedding model's vectors as well.
    #[must_use]
    pub fn embedding(mut self, embedder: Arc<dyn Embedder>) -> Self {
        self.questions = Some(Questions::new(embedder));
        self
    }

    /// True if the folders of the runs are kept.
    pub fn keeps_runs(&self) -> bool {
        self.keeps_runs
    }

    /// True if lessons are wanted.
    pub fn learns(&self) -> bool {
        self.handle.mode() == Mode::ReadWrite
    }

    /// True if there is anything to recall from.
    pub fn recalls(&self) -> bool {
        self.handle.mode() != Mode::Off
    }

    /// The first thing that went wrong, once.
    pub fn complaint(&self) -> Option<String> {
        self.complaint.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn note<T>(&self, result: Result<T, Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.complain(&error.to_string());
                None
            }
        }
    }

    fn complain(&self, error: &str) {
        tracing::warn!("memory: {error}");
        let mut complaint = self.complaint.lock().unwrap_or_else(PoisonError::into_inner);
        complaint.get_or_insert_with(|| error.to_owned());
    }

    /// Stores what a problem taught. When this returns it survives a crash of the machine, unless
    /// there is a complaint.
    pub async fn store(&self, lessons: Lessons) {
        if !self.learns() || lessons.is_empty() {
            return;
        }
        let work = move |memory: &mut Memory| store(memory, lessons, Timestamp::now());
        let done = self.handle.with(work).await.and_then(|stored| stored);
        if self.note(done).is_some() {
            self.embed_new(TOGETHER).await;
        }
    }

    /// Gives vectors to artifacts that have none of the model's, `most` at most. True if all have
    /// theirs now. What is stored can be recalled by its words meanwhile.
    pub async fn embed_new(&self, most: usize) -> bool {
        let Some(questions) = self.questions.as_ref().filter(|_| self.learns()) else {
            return false;
        };
        let mut left = most;
        while left > 0 {
            let (model, together) = (questions.model().to_owned(), left.min(TOGETHER));
            let work = move |memory: &mut Memory| memory.without_embedding(&model, together);
            let lacking = self.handle.with(work).await.and_then(|found| found);
            let Some(lacking) = self.note(lacking) else { return false };
            if lacking.is_empty() {
                return true;
            }
            left -= lacking.len();
            let (ids, texts): (Vec<_>, Vec<_>) = lacking.into_iter().unzip();
            let vectors = match questions.vectors(&texts).await {
                Ok(vectors) if vectors.len() == ids.len() => vectors,
                Ok(_) => {
                    self.complain("the embedding model gave fewer vectors than it was asked for");
                    return false;
                }
                Err(error) => {
                    self.complain(&error);
                    return false;
                }
            };
            let vectors: Vec<_> = ids.into_iter().zip(vectors).collect();
            let work = move |memory: &mut Memory| -> Result<(), Error> {
                memory.embed(vectors)?;
                memory.commit()
            };
            let done = self.handle.with(work).await.and_then(|done| done);
            if self.note(done).is_none() {
                return false;
            }
        }
        false
    }

    /// The present artifacts under these keys that the judge accepted.
    pub(super) async fn judged(&self, keys: Vec<String>) -> Vec<Artifact> {
        if !self.recalls() {
            return Vec::new();
        }
        let work = move |memory: &mut Memory| -> Result<Vec<Artifact>, Error> {
            let mut found = Vec::new();
            for key in &keys {
                found.extend(memory.by_key(key)?.filter(|a| a.for_proof().is_some()));
            }
            Ok(found)
        };
        let found = self.handle.with(work).await.and_then(|found| found);
        self.note(found).unwrap_or_default()
    }

    /// The present artifact under this key.
    pub(super) async fn by_key(&self, key: String) -> Option<Artifact> {
        if !self.recalls() {
            return None;
        }
        let found = self.handle.with(move |memory| memory.by_key(&key)).await;
        self.note(found.and_then(|found| found))?
    }

    /// The failures under this key: the artifact's id and the tactics.
    pub(super) async fn failures(&self, key: String) -> Option<(ArtifactId, Vec<Arc<str>>)> {
        let artifact = self.by_key(key).await?;
        match &artifact.content {
            Content::Failure { attempt, .. } => Some((artifact.id, parted(attempt))),
            _ => None,
        }
    }

    /// Counts uses.
    pub(super) async fn used(&self, ids: Vec<ArtifactId>) {
        let counted = self.handle.mark_used(ids).await;
        self.note(counted);
    }

    /// What the memory knows about a question.
    pub async fn recall(&self, mut question: Question) -> Vec<Recalled> {
        if let Some(questions) = self.questions.as_ref().filter(|_| self.recalls()) {
            let mut text = question.target.clone();
            for hypothesis in &question.hypotheses {
                text.push('\n');
                text.push_str(hypothesis);
            }
            match questions.vector(&text).await {
                Ok(vector) => question.embedding = vector,
                // Words alone will do.
                Err(error) => self.complain(&error),
            }
        }
        let found = self.handle.recall(question).await;
        self.note(found).unwrap_or_default()
    }
}

/// Stores what a problem taught and commits.
fn store(memory: &mut Memory, lessons: Lessons, now: Timestamp) -> Result<(), Error> {
    let mut known = Known::default();
    for failed in &lessons.failures {
        if let Some(Artifact { content: Content::Failure { attempt, .. }, .. }) =
            memory.by_key(&failed.key)?
        {
            known.insert(failed.key.clone(), parted(&attempt));
        }
    }
    let used = lessons.used.clone();
    for draft in lessons.into_drafts(&mut known) {
        match memory.put(draft, now) {
            // A proof of a hundred kilobytes is in the run's folder; it is nothing to recall.
            Ok(_) | Err(Error::TooLarge { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    memory.mark_used(&used, now)?;
    memory.commit()
}
