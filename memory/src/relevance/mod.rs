//! Which of many documents is a goal about?
//!
//! An index in memory over premises or artifacts. It performs no IO, knows nothing of Lean
//! processes and keeps no text: a document is what its words and constants hash to. Four sources
//! rank the documents, each in its own way, and reciprocal-rank fusion (Cormack and others 2009)
//! joins the rankings:
//!
//! - [`Source::Words`]: BM25 over whole identifiers and their dotted parts;
//! - [`Source::Symbols`]: overlap of the sets of constants, rare ones weighing more;
//! - [`Source::Vector`]: cosine of hashed TF-IDF vectors, which also see the order of constants;
//! - [`Source::Neighbours`]: premises that closed the nearest goals proved so far.
//!
//! Equal calls give equal answers: every ranking breaks ties by [`DocId`].
//!
//! ```
//! use polya_memory::relevance::{DocId, Document, Index, Query};
//!
//! let mut index = Index::builder()
//!     .add(DocId(1), &Document::text("n + m = m + n"))
//!     .add(DocId(2), &Document::text("(xs ++ ys).length = xs.length + ys.length"))
//!     .build();
//! index.add(DocId(3), &Document::text("a ∣ b → a ∣ b * c"));
//! let hits = index.search(&Query::goal("(l ++ [x]).length = l.length + 1", &[]), 2);
//! assert_eq!(hits[0].id, DocId(2));
//! ```

mod corpus;
mod feature;
mod neighbours;
pub mod notation;
mod postings;
pub mod token;

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use corpus::Bm25;
use corpus::{Corpus, Prepared, first};
use feature::Features;
use neighbours::Neighbours;
use postings::Scratch;

/// Name of a document, chosen by the caller.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct DocId(pub u128);

impl DocId {
    /// The id of a thing with a unique name, such as a constant of the environment.
    pub fn of_name(name: &str) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
        Self(u128::from_be_bytes(bytes))
    }
}

/// What is indexed of a document.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// Statement, goal, tactic or prose. Names may be put in front to make them searchable.
    pub text: &'a str,
    /// The constants of the statement in full, where they are known (from an `.olean`). When empty,
    /// those that the text shows are used.
    pub symbols: Vec<&'a str>,
}

impl<'a> Document<'a> {
    /// A document of which only the text is known.
    pub fn text(text: &'a str) -> Self {
        Self { text, symbols: Vec::new() }
    }

    fn features(&self) -> Features {
        let mut features = Features::default();
        features.read(self.text, 1.0);
        features
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Query<'a> {
    /// Pieces of text with their weights; 1 is normal.
    pub texts: Vec<(&'a str, f32)>,
    /// The constants in full, where they are known.
    pub symbols: Vec<&'a str>,
}

impl<'a> Query<'a> {
    /// How much a hypothesis counts beside the target.
    pub const HYPOTHESIS: f32 = 0.4;

    /// A query that is just a text.
    pub fn text(text: &'a str) -> Self {
        Self { texts: vec![(text, 1.0)], symbols: Vec::new() }
    }

    /// A goal: its target, and the types of its hypotheses, which count less.
    pub fn goal(target: &'a str, hypotheses: &[&'a str]) -> Self {
        let hypotheses = hypotheses.iter().map(|text| (*text, Self::HYPOTHESIS));
        Self {
            texts: std::iter::once((target, 1.0)).chain(hypotheses).collect(),
            symbols: Vec::new(),
        }
    }

    fn features(&self) -> Features {
        let mut features = Features::default();
        for (text, weight) in &self.texts {
            features.read(text, *weight);
        }
        features
    }
}

/// A way of ranking documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// BM25 over words.
    Words,
    /// Rarity-weighted overlap of constants.
    Symbols,
    /// Cosine of TF-IDF vectors.
    Vector,
    /// Premises of the nearest proved goals.
    Neighbours,
}

impl Source {
    /// All sources, in the order of [`Hit::ranks`].
    pub const ALL: [Self; 4] = [Self::Words, Self::Symbols, Self::Vector, Self::Neighbours];
}

/// Which groups of documents are wanted. Every document is in one of 32 groups, which mean what the
/// caller wants; it is 0 unless something else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups(u32);

impl Groups {
    /// Every document.
    pub const ALL: Self = Self(u32::MAX);

    /// Documents of these groups only. Numbers above 31 name none.
    pub fn of(groups: impl IntoIterator<Item = u8>) -> Self {
        let bit = |group: u8| 1_u32.checked_shl(u32::from(group)).unwrap_or(0);
        Self(groups.into_iter().map(bit).fold(0, |all, bit| all | bit))
    }

    fn has(self, group: u8) -> bool {
        1_u32.checked_shl(u32::from(group)).is_some_and(|bit| self.0 & bit != 0)
    }
}

/// Numbers that shape the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Constants of BM25.
    pub bm25: Bm25,
    /// Constant of reciprocal-rank fusion: a source gives weight/(constant + rank).
    pub fusion: f32,
    /// Weight of each source in the fusion, in the order of [`Source::ALL`]; 0 switches it off.
    pub weights: [f32; 4],
    /// Proved goals whose premises vote.
    pub neighbours: usize,
}

impl Default for Settings {
    fn default() -> Self {
        // Chosen on the half of `tests/quality.rs` that is for tuning: there the usual constant of
        // 60 and equal weights find 52 and 76 of 100 premises among the first 10 and 32, these 58
        // and 80. Neighbours are of another kind than the three rankings by likeness, which mostly
        // agree with each other; with equal weights they would be outvoted.
        Self { bm25: Bm25::default(), fusion: 10.0, weights: [1.0, 1.0, 1.0, 3.0], neighbours: 32 }
    }
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which document.
    pub id: DocId,
    /// Fused score; only its order has a meaning.
    pub score: f32,
    /// Rank in each source, from 1, in the order of [`Source::ALL`].
    pub ranks: [Option<u32>; 4],
    /// Cosine with the query, from 0 to 1, whether or not that source was asked.
    pub cosine: f32,
}

impl Hit {
    /// Rank in one source, from 1.
    pub fn rank(&self, source: Source) -> Option<u32> {
        self.ranks[source as usize]
    }
}

/// The index. Searching needs only `&self` and may be done from many threads.
#[derive(Default)]
pub struct Index {
    settings: Settings,
    documents: Corpus,
    proved: Neighbours,
    scratch: Mutex<Vec<Scratch>>,
}

/// Builds an [`Index`] from many documents at once, which is faster than adding them one by one.
#[derive(Default)]
pub struct Builder {
    index: Index,
}

impl Builder {
    /// Sets the numbers that shape the ranking.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.index.settings = settings;
        self
    }

    /// Adds a document; one with the same id is replaced.
    #[must_use]
    pub fn add(mut self, id: DocId, document: &Document<'_>) -> Self {
        self.insert(id, document);
        self
    }

    /// As [`Builder::add`], for use in loops.
    pub fn insert(&mut self, id: DocId, document: &Document<'_>) {
        self.insert_in(0, id, document);
    }

    /// As [`Index::add_in`].
    pub fn insert_in(&mut self, group: u8, id: DocId, document: &Document<'_>) {
        self.index.documents.insert(id, group, &document.features(), &document.symbols);
    }

    /// As [`Index::learn`].
    pub fn learn(&mut self, goal: DocId, document: &Document<'_>, used: &[DocId]) {
        self.index.proved.insert(goal, document, used);
    }

    /// The finished index.
    #[must_use]
    pub fn build(mut self) -> Index {
        self.index.compact();
        self.index
    }
}

impl Index {
    /// Starts building an index.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// An empty index with the given settings.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Adds a document; one with the same id is replaced.
    pub fn add(&mut self, id: DocId, document: &Document<'_>) {
        self.add_in(0, id, document);
    }

    /// Adds a document to one of the groups that [`Index::pool_in`] can be limited to.
    pub fn add_in(&mut self, group: u8, id: DocId, document: &Document<'_>) {
        self.documents.insert(id, group, &document.features(), &document.symbols);
        self.documents.settle();
    }

    /// Removes a document. True if it was there.
    pub fn remove(&mut self, id: DocId) -> bool {
        let removed = self.documents.remove(id);
        self.documents.settle();
        removed
    }

    /// Learns that the goal was closed with these premises. They need not be in the index (yet);
    /// only those that are will be found. A goal that is itself a document of the index (a proved
    /// theorem) has the same id in both roles.
    pub fn learn(&mut self, goal: DocId, document: &Document<'_>, used: &[DocId]) {
        self.proved.insert(goal, document, used);
        self.proved.corpus().settle();
    }

    /// Forgets what [`Index::learn`] was told about a goal. True if there was something.
    pub fn unlearn(&mut self, goal: DocId) -> bool {
        let removed = self.proved.remove(goal);
        self.proved.corpus().settle();
        removed
    }

    /// Frees what removed documents left and recomputes how rare each word is. Happens by itself
    /// as documents come and go; call it for answers that do not depend on that history.
    pub fn compact(&mut self) {
        self.documents.compact();
        self.proved.corpus().compact();
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// True if there are no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of proved goals learnt.
    pub fn learnt(&self) -> usize {
        self.proved.len()
    }

    /// True if the document is in the index.
    pub fn contains(&self, id: DocId) -> bool {
        self.documents.contains(id)
    }

    /// The `k` best documents by the fused score.
    pub fn search(&self, query: &Query<'_>, k: usize) -> Vec<Hit> {
        let (mut hits, prepared) = self.ranking(query, k, Groups::ALL);
        hits.truncate(k);
        self.fill_cosines(&mut hits, &prepared);
        hits
    }

    /// Every document that is among the best max(50, 3k) of some source, best first by the fused
    /// score: the candidates for a ranking of the caller's own.
    pub fn pool(&self, query: &Query<'_>, k: usize) -> Vec<Hit> {
        self.pool_in(query, k, Groups::ALL)
    }

    /// As [`Index::pool`], of some groups of documents only. How rare a word is still depends on
    /// all documents.
    pub fn pool_in(&self, query: &Query<'_>, k: usize, groups: Groups) -> Vec<Hit> {
        let (mut hits, prepared) = self.ranking(query, k, groups);
        self.fill_cosines(&mut hits, &prepared);
        hits
    }

    /// The pool, with cosines only where that source ranked the document.
    fn ranking(&self, query: &Query<'_>, k: usize, groups: Groups) -> (Vec<Hit>, Prepared) {
        let depth = k.saturating_mul(3).max(50);
        let features = query.features();
        let prepared = self.documents.prepare(&features, &query.symbols, self.settings.bm25, true);
        let mut hits: FxHashMap<DocId, Hit> = FxHashMap::default();
        self.with_scratch(|scratch| {
            for source in Source::ALL {
                let weight = self.settings.weights[source as usize];
                if weight <= 0.0 {
                    continue;
                }
                let ranked =
                    self.ranked(source, &features, query, &prepared, (depth, groups), scratch);
                for (rank, (id, own)) in (1_u32..).zip(ranked) {
                    let hit = hits.entry(id).or_insert(Hit {
                        id,
                        score: 0.0,
                        ranks: [None; 4],
                        cosine: 0.0,
                    });
                    hit.ranks[source as usize] = Some(rank);
                    if source == Source::Vector {
                        hit.cosine = own.clamp(0.0, 1.0);
                    }
                    hit.score += weight / (self.settings.fusion + rank as f32);
                }
            }
        });
        let mut hits: Vec<Hit> = hits.into_values().collect();
        hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        (hits, prepared)
    }

    fn fill_cosines(&self, hits: &mut [Hit], prepared: &Prepared) {
        let mut others: Vec<&mut Hit> =
            hits.iter_mut().filter(|hit| hit.rank(Source::Vector).is_none()).collect();
        let ids: Vec<DocId> = others.iter().map(|hit| hit.id).collect();
        for (hit, cosine) in others.iter_mut().zip(self.documents.cosines(prepared, &ids)) {
            hit.cosine = cosine;
        }
    }

    /// The `k` best documents of one source alone, with that source's own score.
    pub fn search_one(&self, source: Source, query: &Query<'_>, k: usize) -> Vec<(DocId, f32)> {
        let features = query.features();
        let prepared = self.documents.prepare(&features, &query.symbols, self.settings.bm25, true);
        let wanted = (k, Groups::ALL);
        self.with_scratch(|scratch| {
            self.ranked(source, &features, query, &prepared, wanted, scratch)
        })
    }

    fn ranked(
        &self,
        source: Source,
        features: &Features,
        query: &Query<'_>,
        prepared: &Prepared,
        (depth, groups): (usize, Groups),
        scratch: &mut Scratch,
    ) -> Vec<(DocId, f32)> {
        let documents = &self.documents;
        match source {
            Source::Words => {
                documents.by_words(prepared, self.settings.bm25, depth, groups, scratch)
            }
            Source::Symbols => documents.by_symbols(prepared, depth, groups, scratch),
            Source::Vector => documents.by_vector(prepared, depth, groups, scratch),
            Source::Neighbours => self.proved.votes(
                features,
                &query.symbols,
                self.settings.neighbours,
                depth,
                scratch,
                |id| documents.is_in(id, groups),
            ),
        }
    }

    /// All documents whose cosine with the query reaches `threshold`, best first. Equal texts have
    /// cosine 1.
    pub fn similar(&self, query: &Query<'_>, threshold: f32) -> Vec<(DocId, f32)> {
        let features = query.features();
        let prepared = self.documents.prepare(&features, &query.symbols, self.settings.bm25, false);
        self.with_scratch(|scratch| self.documents.similar(&prepared, threshold, scratch))
    }

    /// Cosine of two texts, with words weighed by how rare they are in this index; from 0 to 1.
    pub fn cosine(&self, a: &Query<'_>, b: &Query<'_>) -> f32 {
        self.documents.cosine(&a.features(), &b.features())
    }

    /// Bytes that the index holds on the heap (an estimate from capacities).
    pub fn heap_bytes(&self) -> usize {
        self.documents.heap_bytes() + self.proved.heap_bytes()
    }

    fn with_scratch<T>(&self, use_it: impl FnOnce(&mut Scratch) -> T) -> T {
        let lock = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = lock().pop().unwrap_or_default();
        let result = use_it(&mut scratch);
        lock().push(scratch);
        result
    }
}

/// Joins several rankings by reciprocal rank, for callers with sources of their own.
pub fn fuse(rankings: &[&[DocId]], constant: f32) -> Vec<(DocId, f32)> {
    let mut scores: FxHashMap<DocId, f32> = FxHashMap::default();
    for ranking in rankings {
        for (rank, id) in (1_u32..).zip(*ranking) {
            *scores.entry(*id).or_default() += 1.0 / (constant + rank as f32);
        }
    }
    let mut fused: Vec<(DocId, f32)> = scores.into_iter().collect();
    first(&mut fused, usize::MAX);
    fused
}

#[cfg(test)]
mod tests;
