//! Reading a database when it is opened: what is known of every artifact without keeping its text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rustc_hash::FxHashMap;

use crate::artifact::{Artifact, ArtifactId, Embedding, Usage};
use crate::codec::{self, CodecError};
use crate::error::Error;
use crate::memory::{Brief, FORMAT, SECRET, brief_of, id_of, key_hash};
use crate::store::{DiskStore, Store, Tree};

#[derive(Default)]
pub(crate) struct Loaded {
    pub(crate) briefs: FxHashMap<ArtifactId, Brief>,
    pub(crate) embeddings: FxHashMap<ArtifactId, Embedding>,
    pub(crate) secret: Option<[u8; 32]>,
    pub(crate) damaged: usize,
    pub(crate) record_bytes: u64,
}

/// Reads everything once. A record that cannot be read is left out and counted; a database that
/// cannot be read is an error.
pub(crate) fn load(store: &DiskStore) -> Result<Loaded, Error> {
    let read = catch_unwind(AssertUnwindSafe(|| load_trees(store)));
    read.unwrap_or_else(|_| {
        Err(Error::Damaged {
            folder: store.folder().to_path_buf(),
            detail: "the database cannot be read".to_owned(),
        })
    })
}

fn load_trees(store: &DiskStore) -> Result<Loaded, Error> {
    if let Some(format) = store.get(Tree::Meta, FORMAT)?
        && format.first().is_some_and(|format| *format > codec::VERSION)
    {
        return Err(Error::Newer { found: format[0], known: codec::VERSION });
    }
    let secret = store.get(Tree::Meta, SECRET)?.and_then(|bytes| bytes.try_into().ok());
    let mut loaded = Loaded { secret, ..Loaded::default() };
    let mut usages: FxHashMap<ArtifactId, Usage> = FxHashMap::default();
    store.scan(Tree::Usage, &mut |key, value| {
        if let (Some(id), Ok(usage)) = (id_of(key), codec::decode(value)) {
            usages.insert(id, usage);
        }
        Ok(())
    })?;
    let mut present: FxHashMap<[u8; 16], ArtifactId> = FxHashMap::default();
    store.scan(Tree::Key, &mut |key, value| {
        if let (Ok(key), Some(id)) = (key.try_into(), id_of(value)) {
            present.insert(key, id);
        }
        Ok(())
    })?;
    store.scan(Tree::Record, &mut |key, value| {
        let artifact = match (id_of(key), codec::decode::<Artifact>(value)) {
            (Some(id), Ok(artifact)) if artifact.id == id => artifact,
            (_, Err(CodecError::Newer(found))) => {
                return Err(Error::Newer { found, known: codec::VERSION });
            }
            _ => {
                loaded.damaged += 1;
                return Ok(());
            }
        };
        let id = artifact.id;
        let usage =
            usages.remove(&id).unwrap_or(Usage { last_used: artifact.created, ..Usage::default() });
        let current = artifact.key.as_deref().map(|key| present.get(&key_hash(key)) == Some(&id));
        let is_present = current.unwrap_or(true);
        loaded.briefs.insert(id, brief_of(&artifact, &usage, is_present));
        loaded.record_bytes += value.len() as u64;
        if is_present && let Some(embedding) = artifact.embedding {
            loaded.embeddings.insert(id, embedding);
        }
        Ok(())
    })?;
    Ok(loaded)
}
