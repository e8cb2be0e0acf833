//! Recall: what the memory knows about a goal.
//!
//! First the gate: candidates are the union of what each source of relevance puts first, so that
//! something fresh and popular but off the subject never comes up. Then the ranking, by the weighted
//! sum of relevance, recency, importance and use. Every term is in the answer.

use std::fmt;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::artifact::{Artifact, ArtifactId, Embedding, Kind, Timestamp};
use crate::error::Error;
use crate::memory::{Brief, Memory, groups};
use crate::relevance::{DocId, Hit, Query};

/// How recall ranks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecallSettings {
    /// Weight of the relevance.
    pub relevance: f32,
    /// Weight of the recency.
    pub recency: f32,
    /// Weight of the importance.
    pub importance: f32,
    /// Weight of the number of uses.
    pub access: f32,
    /// Hours after which the recency has fallen to 1/e.
    pub recency_hours: f64,
    /// Number of uses that counts fully.
    pub full_accesses: f32,
    /// Candidates whose relevance is below this share of the best candidate's are dropped.
    pub gate: f32,
}

impl Default for RecallSettings {
    fn default() -> Self {
        Self {
            relevance: 0.5,
            recency: 0.2,
            importance: 0.2,
            access: 0.1,
            recency_hours: 720.0,
            full_accesses: 10.0,
            gate: 0.3,
        }
    }
}

/// exp(−age/scale).
pub(crate) fn recency(now: Timestamp, last_used: Timestamp, scale_hours: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation)]
    let recency = (-now.hours_since(last_used) / scale_hours).exp() as f32;
    recency
}

/// A question to the memory.
#[derive(Clone, Debug, Default)]
pub struct Recall<'a> {
    /// What it is about.
    pub query: Query<'a>,
    /// Most artifacts that are wanted.
    pub k: usize,
    /// Kinds that are wanted; empty for all.
    pub kinds: &'a [Kind],
    /// Only what the judge accepted.
    pub judged_only: bool,
    /// The question as a vector of an embedding model: then that model's cosine is the relevance of
    /// the artifacts that have a vector too.
    pub embedding: Option<&'a Embedding>,
}

/// The four terms of a score, each from 0 to 1, and where the candidate came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// Cosine of question and artifact: an embedding model's where both have its vector, that of
    /// their words otherwise.
    pub relevance: f32,
    /// Cosine of their words in any case.
    pub wording: f32,
    /// exp(−hours since the last use / 720).
    pub recency: f32,
    /// Importance as stored.
    pub importance: f32,
    /// min(uses/10, 1).
    pub access: f32,
    /// Rank in each source of relevance, from 1, in the order of [`crate::relevance::Source::ALL`].
    pub ranks: [Option<u32>; 4],
}

impl Terms {
    /// The weighted sum.
    pub fn score(&self, weights: &RecallSettings) -> f32 {
        weights.relevance * self.relevance
            + weights.recency * self.recency
            + weights.importance * self.importance
            + weights.access * self.access
    }
}

/// An artifact that was recalled.
#[derive(Clone, Debug, PartialEq)]
pub struct Recalled {
    /// The artifact.
    pub artifact: Artifact,
    /// Its score.
    pub score: f32,
    /// What the score is made of.
    pub terms: Terms,
    /// The weights it was made with.
    pub weights: RecallSettings,
}

impl Recalled {
    /// The score's terms in one line, as for `--explain`.
    pub fn explain(&self) -> impl fmt::Display + '_ {
        Explained(self)
    }
}

struct Explained<'a>(&'a Recalled);

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Recalled { score, terms, weights, .. } = self.0;
        write!(
            f,
            "{score:.3} = {:.2}·{:.3} relevance + {:.2}·{:.3} recency + {:.2}·{:.3} importance \
             + {:.2}·{:.3} access",
            weights.relevance,
            terms.relevance,
            weights.recency,
            terms.recency,
            weights.importance,
            terms.importance,
            weights.access,
            terms.access,
        )?;
        for (name, rank) in ["words", "symbols", "vector"].iter().zip(terms.ranks) {
            if let Some(rank) = rank {
                write!(f, ", {name} #{rank}")?;
            }
        }
        Ok(())
    }
}

impl Memory {
    /// The artifacts that a question is about, best first. Replaced versions are never among them.
    /// Being recalled does not count as a use: see [`Memory::mark_used`].
    pub fn recall(&self, recall: &Recall<'_>, now: Timestamp) -> Result<Vec<Recalled>, Error> {
        let mut candidates: Vec<(ArtifactId, Terms)> = self
            .candidates(recall)?
            .into_iter()
            .filter_map(|hit| {
                let id = ArtifactId::of_doc(hit.id);
                let brief = self.briefs.get(&id)?;
                Some((id, self.terms(recall, id, brief, &hit, now)))
            })
            .collect();
        let weights = &self.settings.recall;
        let best = candidates.iter().map(|(_, terms)| terms.relevance).fold(0.0, f32::max);
        candidates.retain(|(_, terms)| terms.relevance >= weights.gate * best);
        candidates.sort_by(|(a_id, a), (b_id, b)| {
            b.score(weights).total_cmp(&a.score(weights)).then(a_id.cmp(b_id))
        });
        candidates.truncate(recall.k);
        candidates
            .into_iter()
            .map(|(id, terms)| {
                Ok(Recalled {
                    artifact: self.get(id)?,
                    score: terms.score(weights),
                    terms,
                    weights: weights.clone(),
                })
            })
            .collect()
    }

    fn candidates(&self, recall: &Recall<'_>) -> Result<Vec<Hit>, Error> {
        let groups = groups(recall.kinds, recall.judged_only);
        let mut pool = self.index()?.pool_in(&recall.query, recall.k, groups);
        let Some(wanted) = recall.embedding else { return Ok(pool) };
        let is_wanted = |id: &ArtifactId| {
            self.briefs.get(id).is_some_and(|brief| {
                (recall.kinds.is_empty() || recall.kinds.contains(&brief.kind))
                    && (brief.judged || !recall.judged_only)
            })
        };
        let mut by_vector: Vec<(f32, ArtifactId)> = self
            .embeddings
            .iter()
            .filter(|(id, _)| is_wanted(id))
            .filter_map(|(id, embedding)| Some((embedding.cosine(wanted)?, *id)))
            .collect();
        by_vector.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        by_vector.truncate(recall.k.saturating_mul(3).max(50));
        let known: FxHashSet<DocId> = pool.iter().map(|hit| hit.id).collect();
        let new = by_vector.iter().map(|(_, id)| id.doc()).filter(|id| !known.contains(id));
        pool.extend(new.map(|id| Hit { id, score: 0.0, ranks: [None; 4], cosine: 0.0 }));
        Ok(pool)
    }

    fn terms(
        &self,
        recall: &Recall<'_>,
        id: ArtifactId,
        brief: &Brief,
        hit: &Hit,
        now: Timestamp,
    ) -> Terms {
        let weights = &self.settings.recall;
        let embedded = recall.embedding.and_then(|e| self.embeddings.get(&id)?.cosine(e));
        Terms {
            relevance: embedded.unwrap_or(hit.cosine),
            wording: hit.cosine,
            recency: recency(now, brief.last_used, weights.recency_hours),
            importance: brief.importance,
            access: (brief.accesses as f32 / weights.full_accesses).min(1.0),
            ranks: hit.ranks,
        }
    }
}
