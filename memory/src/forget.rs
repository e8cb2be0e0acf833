//! Forgetting, in two steps.
//!
//! A cosine alone takes boiler-plate along and misses paraphrases. So [`Memory::plan_forgetting`]
//! only finds: hits, near misses, and what would go along because it was made from a hit.
//! [`Memory::forget`] then removes exactly the ids it is given and rewrites the database, after
//! which no file of the memory holds a byte of them. What is left is a tombstone, a keyed hash that
//! keeps a rebuild or an import from bringing the same thing back.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use crate::artifact::{Artifact, ArtifactId, Content, Timestamp};
use crate::codec;
use crate::error::Error;
use crate::filter::Filter;
use crate::memory::{Home, Memory};
use crate::relevance::Query;
use crate::store::Tree;

/// What is to be forgotten.
#[derive(Clone, Debug)]
pub struct Forgetting {
    /// A text: everything as similar to it as the thresholds say.
    pub query: Option<String>,
    /// Cosine from which on something is a hit.
    pub threshold: f32,
    /// Cosine from which on something is shown as a near miss.
    pub near: f32,
    /// Conditions that hits must meet; alone, they make a hit of everything that meets them.
    pub filter: Filter,
}

impl Forgetting {
    /// Everything that is similar to a text.
    pub fn query(text: impl Into<String>) -> Self {
        Self {
            query: Some(text.into()),
            threshold: 0.85,
            near: 0.70,
            filter: Filter { history: true, ..Filter::default() },
        }
    }

    /// Everything that meets the conditions, replaced versions included.
    pub fn filter(filter: Filter) -> Self {
        Self { query: None, filter: Filter { history: true, ..filter }, ..Self::query("") }
    }
}

/// An artifact that a plan names.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The artifact.
    pub artifact: Artifact,
    /// Greatest cosine of the query with the artifact or one of its texts; 1 without a query.
    pub cosine: f32,
}

/// What forgetting would remove.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What meets the conditions, most similar first.
    pub hits: Vec<Candidate>,
    /// What just misses the threshold, or contains the query word for word without being similar:
    /// to be shown, so that nothing is silently kept.
    pub near_misses: Vec<Candidate>,
    /// What goes along with the hits: other versions of them, and what was made from them.
    pub cascade: Vec<Artifact>,
}

impl Plan {
    /// Ids of the hits and of what goes along.
    pub fn ids(&self) -> Vec<ArtifactId> {
        let hits = self.hits.iter().map(|hit| hit.artifact.id);
        hits.chain(self.cascade.iter().map(|artifact| artifact.id)).collect()
    }
}

/// What forgetting did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forgotten {
    /// What was removed, the cascade included.
    pub removed: Vec<ArtifactId>,
    /// The texts that were in it and in nothing that stays: to be given to
    /// [`crate::scrub::scrub_file`] for run logs and reports. Texts shorter than
    /// [`Memory::SHORTEST_SCRUBBED`] characters are left out, because they would be found
    /// everywhere.
    pub texts: Vec<String>,
    /// Damaged databases that had been set aside and could hold the text; they were deleted.
    pub deleted_folders: Vec<PathBuf>,
}

impl Memory {
    /// Shortest text that [`Forgotten::texts`] proposes to look for elsewhere.
    pub const SHORTEST_SCRUBBED: usize = 8;

    /// Finds what would be forgotten, and changes nothing.
    pub fn plan_forgetting(&self, what: &Forgetting) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        let exact = what.query.clone().map(|text| Filter {
            contains: Some(text),
            history: true,
            ..Filter::default()
        });
        self.each(&mut |artifact| {
            if !what.filter.accepts(&artifact)
                || !(what.filter.history || self.is_present(artifact.id))
            {
                return Ok(());
            }
            let Some(query) = &what.query else {
                plan.hits.push(Candidate { artifact, cosine: 1.0 });
                return Ok(());
            };
            let cosine = self.greatest_cosine(query, &artifact)?;
            let exact = exact.as_ref().is_some_and(|exact| exact.accepts(&artifact));
            if cosine >= what.threshold {
                plan.hits.push(Candidate { artifact, cosine });
            } else if cosine >= what.near || exact {
                plan.near_misses.push(Candidate { artifact, cosine });
            }
            Ok(())
        })?;
        for list in [&mut plan.hits, &mut plan.near_misses] {
            list.sort_by(|a, b| {
                b.cosine.total_cmp(&a.cosine).then(a.artifact.id.cmp(&b.artifact.id))
            });
        }
        let hits: FxHashSet<ArtifactId> = plan.hits.iter().map(|hit| hit.artifact.id).collect();
        plan.cascade = self.cascade(&hits)?;
        plan.near_misses.retain(|near| !plan.cascade.iter().any(|a| a.id == near.artifact.id));
        Ok(plan)
    }

    fn greatest_cosine(&self, query: &str, artifact: &Artifact) -> Result<f32, Error> {
        let index = self.index()?;
        let subject = artifact.content.subject();
        let texts = artifact.content.texts();
        let cosines = std::iter::once(subject.as_str())
            .chain(texts)
            .map(|text| index.cosine(&Query::text(query), &Query::text(text)));
        Ok(cosines.fold(0.0, f32::max))
    }

    /// Other versions of the given artifacts and everything made from any of them, to the end.
    fn cascade(&self, hits: &FxHashSet<ArtifactId>) -> Result<Vec<Artifact>, Error> {
        let mut doomed = hits.clone();
        let mut keys: FxHashSet<String> = FxHashSet::default();
        let mut cascade = Vec::new();
        loop {
            let before = (doomed.len(), keys.len());
            self.each(&mut |artifact| {
                if doomed.contains(&artifact.id) {
                    keys.extend(artifact.key.clone());
                    return Ok(());
                }
                let version = artifact.key.as_ref().is_some_and(|key| keys.contains(key));
                if version || artifact.derived_from.iter().any(|id| doomed.contains(id)) {
                    doomed.insert(artifact.id);
                    keys.extend(artifact.key.clone());
                    cascade.push(artifact);
                }
                Ok(())
            })?;
            if before == (doomed.len(), keys.len()) {
                break;
            }
        }
        cascade.sort_by_key(|artifact| artifact.id);
        Ok(cascade)
    }

    /// Removes the given artifacts, their other versions and everything made from them, leaves
    /// tombstones, and rewrites the database and the journal. When this returns, no file in the
    /// memory's folder holds them.
    pub fn forget(&mut self, ids: &[ArtifactId], now: Timestamp) -> Result<Forgotten, Error> {
        let hits: FxHashSet<ArtifactId> =
            ids.iter().copied().filter(|id| self.briefs.contains_key(id)).collect();
        let mut gone = self.cascade(&hits)?;
        for &id in &hits {
            gone.push(self.get(id)?);
        }
        gone.sort_by_key(|artifact| artifact.id);
        let removed: Vec<ArtifactId> = gone.iter().map(|artifact| artifact.id).collect();
        let tombstones = gone
            .iter()
            .map(|artifact| {
                let hash = self.tombstone(&artifact.content).to_vec();
                (Tree::Forgotten, hash, Some(now.0.to_be_bytes().to_vec()))
            })
            .collect();
        self.home.store_mut().apply(tombstones)?;
        self.remove(&removed)?;
        if let Some(index) = self.filled() {
            index.compact();
        }
        let mut deleted_folders = Vec::new();
        if let Home::Disk(store, journal) = &mut self.home {
            journal.forget(&removed.iter().copied().collect())?;
            deleted_folders = store.remove_set_aside()?;
        }
        self.home.store_mut().rewrite()?;
        let texts = self.own_texts(&gone)?;
        Ok(Forgotten { removed, texts, deleted_folders })
    }

    /// Texts of what is gone that no artifact which stays has too.
    fn own_texts(&self, gone: &[Artifact]) -> Result<Vec<String>, Error> {
        let mut texts: FxHashSet<String> = FxHashSet::default();
        for artifact in gone {
            let names = match &artifact.content {
                Content::Proof { premises, .. } | Content::PremiseUse { premises, .. } => premises,
                _ => &Vec::new(),
            };
            texts.extend(
                artifact
                    .content
                    .texts()
                    .into_iter()
                    .filter(|text| text.chars().count() >= Self::SHORTEST_SCRUBBED)
                    .filter(|text| !names.iter().any(|name| name == text))
                    .map(str::to_owned),
            );
        }
        self.each(&mut |artifact| {
            for text in artifact.content.texts() {
                texts.remove(text);
            }
            Ok(())
        })?;
        let mut texts: Vec<String> = texts.into_iter().collect();
        texts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        Ok(texts)
    }

    fn tombstone(&self, content: &Content) -> [u8; 16] {
        let hash = blake3::keyed_hash(&self.secret, &codec::encode(content));
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        short
    }

    /// When the user had this content forgotten, if ever.
    pub(crate) fn forgotten_at(&self, content: &Content) -> Result<Option<Timestamp>, Error> {
        let bytes = self.home.store().get(Tree::Forgotten, &self.tombstone(content))?;
        let bytes: Option<[u8; 8]> = bytes.and_then(|bytes| bytes.try_into().ok());
        Ok(bytes.map(|bytes| Timestamp(u64::from_be_bytes(bytes))))
    }
}
