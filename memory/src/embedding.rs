//! Vectors of an embedding model: who lacks one, and giving it.
//!
//! The memory itself calls no model. Whoever does asks for what lacks a vector and brings it.

use crate::artifact::{ArtifactId, Embedding};
use crate::codec;
use crate::error::Error;
use crate::memory::{MAX_ARTIFACT, Memory};
use crate::store::Tree;

impl Memory {
    /// Present artifacts without a vector of this model, with the texts they are about: at most
    /// `limit`, in the order of ids.
    pub fn without_embedding(
        &self,
        model: &str,
        limit: usize,
    ) -> Result<Vec<(ArtifactId, String)>, Error> {
        let lacks = |id: &ArtifactId| self.embeddings.get(id).is_none_or(|e| e.model != model);
        let present = self.briefs.iter().filter(|(_, brief)| brief.present);
        let mut ids: Vec<ArtifactId> = present.map(|(id, _)| *id).filter(lacks).collect();
        ids.sort_unstable();
        ids.truncate(limit);
        ids.into_iter().map(|id| Ok((id, self.get(id)?.content.subject()))).collect()
    }

    /// Gives artifacts their vectors. Nothing else about them changes; ids that are not present are
    /// passed over.
    pub fn embed(&mut self, vectors: Vec<(ArtifactId, Embedding)>) -> Result<(), Error> {
        for (id, embedding) in vectors {
            if !self.is_present(id) {
                continue;
            }
            let mut artifact = self.get(id)?;
            let before = codec::encode(&artifact).len() as u64;
            artifact.embedding = Some(embedding.clone());
            let bytes = codec::encode(&artifact);
            if bytes.len() > MAX_ARTIFACT {
                continue;
            }
            self.record_bytes = (self.record_bytes + bytes.len() as u64).saturating_sub(before);
            let change = (Tree::Record, id.0.to_vec(), Some(bytes));
            self.home.store_mut().apply(vec![change])?;
            self.embeddings.insert(id, embedding);
        }
        Ok(())
    }
}
