//! Artifacts: what the memory holds.
//!
//! An artifact is written once and never changed; what happens to it later (uses, pins) is kept
//! beside it. Its id is a hash of its kind, key and content, so that storing the same thing twice,
//! or rebuilding from the run logs, gives the same artifact.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds since 1970, UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// The present moment.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    /// Hours from `earlier` to this moment; 0 if it is not earlier.
    pub fn hours_since(self, earlier: Self) -> f64 {
        self.0.saturating_sub(earlier.0) as f64 / 3_600_000.0
    }
}

/// Name of one version of an artifact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArtifactId(pub [u8; 16]);

impl ArtifactId {
    pub(crate) fn doc(self) -> crate::relevance::DocId {
        crate::relevance::DocId(u128::from_be_bytes(self.0))
    }

    pub(crate) fn of_doc(doc: crate::relevance::DocId) -> Self {
        Self(doc.0.to_be_bytes())
    }
}

impl fmt::Display for ArtifactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArtifactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text that is not the 32 hexadecimal digits of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an artifact's id has 32 hexadecimal digits")]
pub struct NotAnId;

impl FromStr for ArtifactId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 32 || !text.is_ascii() {
            return Err(NotAnId);
        }
        let mut id = [0; 16];
        for (byte, pair) in id.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAnId)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAnId)?;
        }
        Ok(Self(id))
    }
}

impl Serialize for ArtifactId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ArtifactId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            Deserialize::deserialize(deserializer).map(Self)
        }
    }
}

/// What was learnt. New variants go to the end: their order is part of the record format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A statement that was proved on the way to another.
    Lemma {
        /// Name it had.
        name: String,
        /// Statement, as Lean prints or reads it.
        statement: String,
        /// Proof text: a term, normally `by …`.
        proof: String,
    },
    /// A proof of a problem's statement.
    Proof {
        /// Statement that was proved.
        statement: String,
        /// Proof text.
        proof: String,
        /// Constants of the environment that it used.
        premises: Vec<String>,
    },
    /// A plan that worked.
    Plan {
        /// Goal it was made for.
        goal: String,
        /// The plan, in words or as a sketch.
        plan: String,
    },
    /// An attempt that failed.
    Failure {
        /// Goal it was made for.
        goal: String,
        /// What was tried.
        attempt: String,
        /// Why it did not work.
        reason: String,
    },
    /// An error of Lean's and what mended it.
    Repair {
        /// Lean's message.
        error: String,
        /// Text that gave the error.
        broken: String,
        /// Text that did not.
        repaired: String,
    },
    /// A goal and the premises that closed it.
    PremiseUse {
        /// The goal.
        goal: String,
        /// Names of the premises.
        premises: Vec<String>,
        /// The tactic that used them.
        tactic: String,
    },
    /// What a tool answered.
    ToolResult {
        /// Name of the tool.
        tool: String,
        /// Arguments it was given, as JSON.
        arguments: String,
        /// What it answered, as JSON or text.
        result: String,
    },
    /// A user's note.
    Note {
        /// The note.
        text: String,
    },
}

/// Kind of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`Content::Lemma`].
    Lemma,
    /// [`Content::Proof`].
    Proof,
    /// [`Content::Plan`].
    Plan,
    /// [`Content::Failure`].
    Failure,
    /// [`Content::Repair`].
    Repair,
    /// [`Content::PremiseUse`].
    PremiseUse,
    /// [`Content::ToolResult`].
    ToolResult,
    /// [`Content::Note`].
    Note,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Lemma,
        Self::Proof,
        Self::Plan,
        Self::Failure,
        Self::Repair,
        Self::PremiseUse,
        Self::ToolResult,
        Self::Note,
    ];

    /// Name, as in exports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lemma => "lemma",
            Self::Proof => "proof",
            Self::Plan => "plan",
            Self::Failure => "failure",
            Self::Repair => "repair",
            Self::PremiseUse => "premise_use",
            Self::ToolResult => "tool_result",
            Self::Note => "note",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Importance of an artifact for which none is given.
    pub fn usual_importance(self) -> f32 {
        match self {
            Self::Note => 0.8,
            Self::Proof => 0.7,
            Self::Lemma => 0.6,
            Self::Plan | Self::Repair => 0.5,
            Self::PremiseUse => 0.4,
            Self::Failure | Self::ToolResult => 0.3,
        }
    }

    /// True for kinds that claim a proof, and so are worth nothing without a verdict.
    pub fn claims_proof(self) -> bool {
        matches!(self, Self::Lemma | Self::Proof)
    }
}

impl Content {
    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Lemma { .. } => Kind::Lemma,
            Self::Proof { .. } => Kind::Proof,
            Self::Plan { .. } => Kind::Plan,
            Self::Failure { .. } => Kind::Failure,
            Self::Repair { .. } => Kind::Repair,
            Self::PremiseUse { .. } => Kind::PremiseUse,
            Self::ToolResult { .. } => Kind::ToolResult,
            Self::Note { .. } => Kind::Note,
        }
    }

    /// What the artifact is about: the text it is recalled by.
    pub fn subject(&self) -> String {
        match self {
            Self::Lemma { name, statement, .. } => format!("{name} : {statement}"),
            Self::Proof { statement, .. } => statement.clone(),
            Self::Plan { goal, plan } => format!("{goal}\n{plan}"),
            Self::Failure { goal, reason, .. } => format!("{goal}\n{reason}"),
            Self::Repair { error, broken, .. } => format!("{error}\n{broken}"),
            Self::PremiseUse { goal, .. } => goal.clone(),
            Self::ToolResult { tool, arguments, .. } => format!("{tool} {arguments}"),
            Self::Note { text } => text.clone(),
        }
    }

    /// Every text in it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Lemma { name, statement, proof } => vec![name, statement, proof],
            Self::Proof { statement, proof, premises } => {
                let mut texts: Vec<&str> = vec![statement, proof];
                texts.extend(premises.iter().map(String::as_str));
                texts
            }
            Self::Plan { goal, plan } => vec![goal, plan],
            Self::Failure { goal, attempt, reason } => vec![goal, attempt, reason],
            Self::Repair { error, broken, repaired } => vec![error, broken, repaired],
            Self::PremiseUse { goal, premises, tactic } => {
                let mut texts: Vec<&str> = vec![goal, tactic];
                texts.extend(premises.iter().map(String::as_str));
                texts
            }
            Self::ToolResult { tool, arguments, result } => vec![tool, arguments, result],
            Self::Note { text } => vec![text],
        }
    }

    /// The key under which a new version replaces the old, where the kind has a natural one.
    fn usual_key(&self) -> Option<String> {
        let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Lemma { statement, .. } => Some(format!("lemma {}", normal(statement))),
            Self::Proof { statement, .. } => Some(format!("proof {}", normal(statement))),
            Self::ToolResult { tool, arguments, .. } => {
                Some(format!("tool {tool} {}", normal(arguments)))
            }
            _ => None,
        }
    }
}

/// Proof that the judge accepted something. Only code that holds the judge's acceptance may make
/// one; the memory itself never does, and drops those of imported files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    judge: String,
    toolchain: String,
    digest: String,
}

impl Evidence {
    /// Records an acceptance: which judge, under which toolchain, and the digest of what it
    /// accepted. Call this only with a `polya_judge::Accepted` in hand.
    pub fn from_acceptance(
        judge: impl Into<String>,
        toolchain: impl Into<String>,
        digest: impl Into<String>,
    ) -> Self {
        Self { judge: judge.into(), toolchain: toolchain.into(), digest: digest.into() }
    }

    /// Name and version of the judge.
    pub fn judge(&self) -> &str {
        &self.judge
    }

    /// Lean version under which it was accepted.
    pub fn toolchain(&self) -> &str {
        &self.toolchain
    }

    /// Digest of what was accepted.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// How far an artifact can be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Accepted by the judge. The only standing that may enter a proof.
    Judged(Evidence),
    /// Claims a proof that no judge accepted here.
    Unverified,
    /// Advice: nothing depends on its being right.
    Hint,
}

/// Where an artifact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    /// Run in which it was learnt; none for notes and imports.
    pub run: Option<String>,
    /// Problem that was worked on.
    pub problem: Option<String>,
    /// Model that wrote it.
    pub model: Option<String>,
    /// Lean version.
    pub toolchain: Option<String>,
}

/// A vector from an embedding model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Embedding {
    /// Model that made it. Vectors of different models are never compared.
    pub model: String,
    /// The vector; it need not have length one.
    pub vector: Vec<f32>,
}

impl Embedding {
    /// Cosine, from 0 to 1, negative ones counting as 0; none if the two cannot be compared.
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        if self.model != other.model || self.vector.len() != other.vector.len() {
            return None;
        }
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let norm =
            dot(&self.vector, &self.vector).sqrt() * dot(&other.vector, &other.vector).sqrt();
        (norm > 0.0).then(|| (dot(&self.vector, &other.vector) / norm).clamp(0.0, 1.0))
    }
}

/// Something learnt, as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Artifact {
    /// Name of this version.
    pub id: ArtifactId,
    /// Storing again under the same key replaces this version.
    pub key: Option<String>,
    /// What was learnt.
    pub content: Content,
    /// How far it can be trusted.
    pub standing: Standing,
    /// From 0 to 1.
    pub importance: f32,
    /// Free words for listing and forgetting.
    pub tags: Vec<String>,
    /// Who stored it: `worker`, `user`, a file's name.
    pub source: String,
    /// When it was learnt.
    pub created: Timestamp,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Artifacts it was made from; forgetting those forgets it too.
    pub derived_from: Vec<ArtifactId>,
    /// Vector of an embedding model, where there is one.
    pub embedding: Option<Embedding>,
}

/// Judged text that may enter a proof. (The proof that uses it is judged whole all the same.)
#[derive(Clone, Copy, Debug)]
pub struct ForProof<'a> {
    artifact: &'a Artifact,
    evidence: &'a Evidence,
}

impl<'a> ForProof<'a> {
    /// The statement that was accepted.
    pub fn statement(&self) -> &'a str {
        match &self.artifact.content {
            Content::Lemma { statement, .. } | Content::Proof { statement, .. } => statement,
            // `Artifact::for_proof` admits only the two.
            _ => "",
        }
    }

    /// The proof that was accepted.
    pub fn proof(&self) -> &'a str {
        match &self.artifact.content {
            Content::Lemma { proof, .. } | Content::Proof { proof, .. } => proof,
            _ => "",
        }
    }

    /// What the judge left.
    pub fn evidence(&self) -> &'a Evidence {
        self.evidence
    }
}

impl Artifact {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.content.kind()
    }

    /// The artifact as material for a proof, if the judge accepted it.
    pub fn for_proof(&self) -> Option<ForProof<'_>> {
        match &self.standing {
            Standing::Judged(evidence) if self.kind().claims_proof() => {
                Some(ForProof { artifact: self, evidence })
            }
            _ => None,
        }
    }
}

/// How often and when an artifact was put to use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Usage {
    /// When it was last put to use; when it was stored, if never.
    pub last_used: Timestamp,
    /// How often.
    pub accesses: u32,
    /// The last uses, newest last; at most [`Usage::REMEMBERED`].
    pub recent: Vec<Timestamp>,
    /// Never evicted.
    pub pinned: bool,
}

impl Usage {
    /// Uses whose time is kept.
    pub const REMEMBERED: usize = 20;

    pub(crate) fn count(&mut self, now: Timestamp) {
        self.last_used = self.last_used.max(now);
        self.accesses = self.accesses.saturating_add(1);
        if self.recent.len() >= Self::REMEMBERED {
            self.recent.remove(0);
        }
        self.recent.push(now);
    }
}

/// Something to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    key: Option<String>,
    content: Content,
    evidence: Option<Evidence>,
    importance: f32,
    tags: Vec<String>,
    source: String,
    created: Option<Timestamp>,
    provenance: Provenance,
    derived_from: Vec<ArtifactId>,
    embedding: Option<Embedding>,
    pinned: bool,
}

impl Draft {
    /// A draft with the kind's usual key and importance.
    pub fn new(content: Content) -> Self {
        Self {
            key: content.usual_key(),
            importance: content.kind().usual_importance(),
            content,
            evidence: None,
            tags: Vec::new(),
            source: String::new(),
            created: None,
            provenance: Provenance::default(),
            derived_from: Vec::new(),
            embedding: None,
            pinned: false,
        }
    }

    /// A user's note.
    pub fn note(text: impl Into<String>) -> Self {
        Self::new(Content::Note { text: text.into() }).source("user")
    }

    /// The draft that would store a given artifact again. Its verdict is not taken along: give
    /// [`Draft::judged`] new evidence.
    pub fn again(artifact: Artifact) -> Self {
        Self {
            key: artifact.key,
            content: artifact.content,
            evidence: None,
            importance: artifact.importance,
            tags: artifact.tags,
            source: artifact.source,
            created: Some(artifact.created),
            provenance: artifact.provenance,
            derived_from: artifact.derived_from,
            embedding: artifact.embedding,
            pinned: false,
        }
    }

    /// Sets the key under which a later version replaces this one.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Marks it as accepted by the judge. Without effect on kinds that claim no proof.
    #[must_use]
    pub fn judged(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// Sets the importance; it is clamped to 0–1.
    #[must_use]
    pub fn importance(mut self, importance: f32) -> Self {
        self.importance = if importance.is_nan() { 0.0 } else { importance.clamp(0.0, 1.0) };
        self
    }

    /// Adds a tag.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        let tag = tag.into();
        if !self.tags.contains(&tag) {
            self.tags.push(tag);
        }
        self
    }

    /// Says who stores it.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// Says when it was learnt, where that is not now.
    #[must_use]
    pub fn created(mut self, at: Timestamp) -> Self {
        self.created = Some(at);
        self
    }

    /// Says where it comes from.
    #[must_use]
    pub fn provenance(mut self, provenance: Provenance) -> Self {
        self.provenance = provenance;
        self
    }

    /// Names an artifact it was made from.
    #[must_use]
    pub fn derived_from(mut self, id: ArtifactId) -> Self {
        self.derived_from.push(id);
        self
    }

    /// Adds the vector of an embedding model.
    #[must_use]
    pub fn embedding(mut self, embedding: Embedding) -> Self {
        self.embedding = Some(embedding);
        self
    }

    /// Protects it from eviction.
    #[must_use]
    pub fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }

    /// What is to be stored.
    pub fn content(&self) -> &Content {
        &self.content
    }

    pub(crate) fn is_pinned(&self) -> bool {
        self.pinned
    }

    /// The id that it will have.
    #[expect(clippy::missing_panics_doc, reason = "plain data always serialises")]
    pub fn id(&self) -> ArtifactId {
        let mut hasher = blake3::Hasher::new_derive_key("polya memory artifact id 1");
        // Plain strings and lists cannot fail to serialise.
        let bytes = postcard::to_allocvec(&(&self.key, &self.content)).expect("plain data");
        hasher.update(&bytes);
        let mut id = [0; 16];
        id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        ArtifactId(id)
    }

    pub(crate) fn finish(self, now: Timestamp) -> Artifact {
        let standing = match self.evidence.clone() {
            _ if !self.content.kind().claims_proof() => Standing::Hint,
            Some(evidence) => Standing::Judged(evidence),
            None => Standing::Unverified,
        };
        Artifact {
            id: self.id(),
            key: self.key,
            content: self.content,
            standing,
            importance: self.importance,
            tags: self.tags,
            source: self.source,
            created: self.created.unwrap_or(now),
            provenance: self.provenance,
            derived_from: self.derived_from,
            embedding: self.embedding,
        }
    }
}
