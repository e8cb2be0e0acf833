//! What earlier audits have found out, kept by content: a file for each module.
//!
//! A module is known by a hash of its files and of those of all that it imports, so that nothing
//! that has changed is believed; and by the kernels that have accepted it.

use std::{
    io,
    path::{Path, PathBuf},
};

use polya_lean::{
    kept::{Digest, Kept, Key},
    olean::{Library, NameId},
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::checked;

/// Modules whose records are kept: those of a dozen libraries of Mathlib's size.
const KEPT: usize = 100_000;

/// What a constant is, as far as an audit counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    /// A theorem.
    Theorem,
    /// Outside of the logic.
    LeftOut,
    /// Anything else.
    Other,
}

/// What was found out about a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Sets of axioms, by name.
    pub(super) sets: Vec<Vec<String>>,
    /// For each constant, in the file's order, what it is and which of `sets` it rests on.
    pub(super) constants: Vec<(Kind, u32)>,
    /// Axioms that the module itself has, and whether a proof may rest on them.
    pub(super) axioms: Vec<(String, bool)>,
}

/// Where the records of a library are kept, by module.
#[derive(Debug, Default)]
pub(super) struct Records {
    kept: FxHashMap<NameId, Kept>,
}

impl Records {
    /// In `folder`, for the modules of `library`, which are in order, and what `checkers` stands for.
    pub(super) fn open(
        folder: &Path,
        checkers: &Key,
        library: &Library,
        modules: &[NameId],
    ) -> Self {
        let own: FxHashMap<NameId, Digest> =
            library.digests(Some(&checked::digests(folder))).into_iter().collect();
        let checkers = checkers.clone().with("audited module 1");
        let folder: PathBuf = folder.join("audited");
        let mut digests: FxHashMap<NameId, Digest> = FxHashMap::default();
        let mut kept = FxHashMap::default();
        for &module in modules {
            let mut content =
                Key::new("module").with(library.terms().name_text(module)).with(own[&module]);
            for import in library.imports_of(module) {
                // Each comes before what imports it.
                content = content.with(digests[import]);
            }
            let content = *content.hash().as_bytes();
            digests.insert(module, content);
            kept.insert(module, checkers.clone().with(content).in_folder(&folder));
        }
        if let Some(any) = kept.values().next() {
            // There is no folder yet, perhaps.
            let _ = any.remove_oldest(KEPT);
        }
        Self { kept }
    }

    /// What is known of a module.
    pub(super) fn get(&self, module: NameId) -> Option<Record> {
        postcard::from_bytes(&self.kept.get(&module)?.read()?).ok()
    }

    /// Keeps a record.
    pub(super) fn keep(&self, module: NameId, record: &Record) -> io::Result<()> {
        let Some(kept) = self.kept.get(&module) else { return Ok(()) };
        kept.write(&postcard::to_allocvec(record).map_err(io::Error::other)?)
    }
}
