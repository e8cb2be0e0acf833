//! The theorems in scope, for completion and `:premises`.

use std::{path::Path, sync::Arc};

use polya_lean::{
    olean::OleanError,
    premises::{Collection, Premise, kept},
    toolchain::Toolchain,
};
use polya_memory::relevance::{DocId, Document, Index, Query};
use rustc_hash::FxHashMap;

/// Reads the theorems that problems can cite by default. Takes seconds for a large library, and the
/// second time, of what it kept in the data folder `home`, some tenths of one.
pub fn read(toolchain: &Toolchain, home: &Path) -> Result<Collection, OleanError> {
    let import = if toolchain.foundations().is_some() { "Foundations" } else { "Init" };
    kept(toolchain, &[import], &home.join("cache"))
}

/// Theorems by name and by what they are about.
pub struct Library {
    premises: Vec<Premise>,
    places: FxHashMap<DocId, usize>,
    index: Index,
    names: Arc<[String]>,
}

impl Library {
    /// Indexes theorems.
    pub fn new(mut premises: Vec<Premise>) -> Self {
        premises.sort_by(|a, b| a.name.cmp(&b.name));
        let mut places = FxHashMap::default();
        let mut index = Index::builder();
        for (place, premise) in premises.iter().enumerate() {
            let id = DocId::of_name(&premise.name);
            let text = premise.line();
            let symbols = premise.symbols.iter().map(String::as_str).collect();
            index.insert(id, &Document { text: &text, symbols });
            places.insert(id, place);
        }
        let names = premises.iter().map(|premise| premise.name.clone()).collect();
        Self { premises, places, index: index.build(), names }
    }

    /// Names of all theorems, sorted.
    pub fn names(&self) -> Arc<[String]> {
        Arc::clone(&self.names)
    }

    /// The theorems that fit `query` best: first those whose names have all its words.
    pub fn search(&self, query: &Query<'_>, words: &str, most: usize) -> Vec<&Premise> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let is_named = |premise: &&Premise| {
            let name = premise.name.to_lowercase();
            !words.is_empty() && words.iter().all(|word| name.contains(word.as_str()))
        };
        let mut found: Vec<&Premise> = self.premises.iter().filter(is_named).collect();
        found.sort_by_key(|premise| premise.name.len());
        for hit in self.index.search(query, most) {
            let Some(premise) = self.places.get(&hit.id).map(|place| &self.premises[*place]) else {
                continue;
            };
            if !found.iter().any(|known| known.name == premise.name) {
                found.push(premise);
            }
        }
        found.truncate(most);
        found
    }
}
