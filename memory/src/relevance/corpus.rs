//! One collection of documents with its lists, and three ways to score it.
//!
//! - **BM25** over words, in the form with idf = ln(1 + (N − n + ½)/(n + ½)) (Robertson and
//!   Zaragoza 2009, section 3).
//! - **Cosine** of TF-IDF vectors over hashed words and sequences, tf = 1 + ln(count), idf =
//!   ln(1 + N/n). All weights are positive, so cosines lie between 0 and 1.
//! - **Symbol overlap**: the weighted Dice coefficient of the sets of constants, where a constant
//!   weighs 1 + 2/(log₂ n + 1), the weight of Lean's own `MePo` selector.
//!
//! Lengths of vectors depend on every document, so they are kept as of the last *refresh*, which
//! happens by itself whenever the collection has grown by an eighth.

use rustc_hash::{FxHashMap, FxHashSet};

use super::feature::{Feature, Features, Kind, is_instance, shortenings};
use super::postings::{
    Aim, Bound, MAX_SLOTS, Posting, Postings, Scratch, Term, best, damped, damping,
};
use super::{DocId, Groups};

/// Constants of BM25.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25 {
    /// How fast repeated words saturate.
    pub k1: f32,
    /// How much long documents are held back, from 0 to 1.
    pub b: f32,
}

impl Default for Bm25 {
    fn default() -> Self {
        Self { k1: 1.2, b: 0.75 }
    }
}

/// Terms of one query that are looked up, the most telling first.
const MAX_QUERY_TERMS: usize = 64;
/// A shortened name that could be more constants than this, with no namespace to tell them apart,
/// is not resolved.
const MAX_READINGS: usize = 4;

#[derive(Default)]
pub(crate) struct Corpus {
    postings: Postings,
    slots: FxHashMap<DocId, u32>,
    ids: Vec<DocId>,
    groups: Vec<u8>,
    /// Number of words; infinite for dead slots, which makes their BM25 score 0.
    lengths: Vec<f32>,
    /// 1 / length of the TF-IDF vector; 0 for dead slots.
    inverse_norms: Vec<f32>,
    /// Total weight of the symbols; infinite for dead slots.
    symbol_weights: Vec<f32>,
    total_length: f64,
    /// Weight of each list as of the last refresh.
    rarity: Vec<f32>,
    refreshed_at: usize,
    /// From the ending of a constant's name to its namespace and full name.
    readings: FxHashMap<Feature, Vec<(Feature, Feature)>>,
}

/// A query against one corpus.
pub(crate) struct Prepared {
    bm25: Vec<Term>,
    vector: Vec<Term>,
    symbols: Vec<Term>,
    symbol_weight: f32,
}

impl Corpus {
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(crate) fn contains(&self, id: DocId) -> bool {
        self.slots.contains_key(&id)
    }

    /// True if the document is there and of one of the groups.
    pub(crate) fn is_in(&self, id: DocId, groups: Groups) -> bool {
        self.slots.get(&id).is_some_and(|slot| groups.has(self.groups[*slot as usize]))
    }

    /// Adds a document; one with the same id is replaced. `symbols` are the exact constants where
    /// they are known, else those that the text names are used.
    pub(crate) fn insert(&mut self, id: DocId, group: u8, features: &Features, symbols: &[&str]) {
        self.remove(id);
        let slot = u32::try_from(self.ids.len())
            .ok()
            .filter(|slot| *slot < MAX_SLOTS)
            .expect("an index holds at most 67 million documents");
        let mut norm = 0.0_f64;
        let mut words: Vec<(Feature, f32)> =
            features.counts.iter().map(|(f, n)| (*f, *n)).collect();
        words.sort_unstable_by_key(|(feature, _)| *feature);
        for (feature, count) in words {
            let posting = self.postings.push(feature, slot, count);
            let list = self.postings.list_of(feature).map_or(usize::MAX, |l| l as usize);
            norm += square(damped(posting.count()) * self.rarity_of(feature.kind(), list));
        }
        let mut weight = 0.0_f64;
        for feature in self.symbols_of_document(features, symbols) {
            self.postings.push(feature, slot, 1.0);
            let list = self.postings.list_of(feature).map_or(usize::MAX, |l| l as usize);
            weight += f64::from(self.rarity_of(Kind::Symbol, list));
        }
        self.slots.insert(id, slot);
        self.ids.push(id);
        self.groups.push(group);
        self.lengths.push(features.length);
        self.inverse_norms.push(inverse_root(norm));
        self.symbol_weights.push(single(weight));
        self.total_length += f64::from(features.length);
    }

    fn symbols_of_document(&mut self, features: &Features, symbols: &[&str]) -> Vec<Feature> {
        let mut found: Vec<Feature>;
        if symbols.is_empty() {
            found = features.names.iter().copied().collect();
            // An ending stands for itself, so that two printed goals meet.
            found.extend(features.endings.iter().filter_map(|e| e.last().copied()));
        } else {
            found = Vec::with_capacity(symbols.len());
            for name in symbols.iter().filter(|name| !is_instance(name)) {
                let full = Feature::symbol(name);
                if self.postings.list_of(full).is_none() {
                    for (namespace, ending) in shortenings(name) {
                        let readings = self.readings.entry(ending).or_default();
                        if !readings.contains(&(namespace, full)) {
                            readings.push((namespace, full));
                        }
                    }
                }
                found.push(full);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Removes a document. True if it was there.
    pub(crate) fn remove(&mut self, id: DocId) -> bool {
        let Some(slot) = self.slots.remove(&id) else { return false };
        let slot = slot as usize;
        self.total_length -= f64::from(self.lengths[slot]);
        self.lengths[slot] = f32::INFINITY;
        self.inverse_norms[slot] = 0.0;
        self.symbol_weights[slot] = f32::INFINITY;
        true
    }

    fn dead(&self) -> usize {
        self.ids.len() - self.slots.len()
    }

    /// Brings lengths and lists up to date if much has changed.
    pub(crate) fn settle(&mut self) {
        if self.dead() > self.len() / 4 + 64 {
            self.compact();
        } else if self.len() > self.refreshed_at + self.refreshed_at / 8 + 8 {
            self.refresh();
        }
    }

    /// Frees what removed documents left, and refreshes.
    pub(crate) fn compact(&mut self) {
        if self.dead() > 0 {
            let mut next = 0;
            let new_slot: Vec<Option<u32>> = self
                .lengths
                .iter()
                .map(|length| {
                    length.is_finite().then(|| {
                        next += 1;
                        next - 1
                    })
                })
                .collect();
            self.postings.renumber(&new_slot);
            let lengths = &self.lengths;
            let mut slots = 0..lengths.len();
            self.ids.retain(|_| slots.next().is_some_and(|slot| lengths[slot].is_finite()));
            let mut slots = 0..lengths.len();
            self.groups.retain(|_| slots.next().is_some_and(|slot| lengths[slot].is_finite()));
            self.lengths.retain(|length| length.is_finite());
            self.inverse_norms.truncate(self.ids.len());
            self.symbol_weights.truncate(self.ids.len());
            self.slots = self
                .ids
                .iter()
                .enumerate()
                .map(|(slot, &id)| (id, u32::try_from(slot).expect("fewer than before")))
                .collect();
            let postings = &self.postings;
            self.readings.retain(|_, readings| {
                readings.retain(|(_, full)| postings.list_of(*full).is_some());
                !readings.is_empty()
            });
        }
        self.refresh();
    }

    /// Recomputes rarities and lengths from the documents there are now.
    pub(crate) fn refresh(&mut self) {
        self.rarity = vec![0.0; self.postings.len()];
        let mut kinds = vec![Kind::Word; self.postings.len()];
        for (feature, list) in self.postings.features() {
            kinds[list as usize] = feature.kind();
        }
        let mut norms = vec![0.0_f64; self.ids.len()];
        let mut weights = vec![0.0_f64; self.ids.len()];
        for (number, list) in self.postings.lists().enumerate() {
            let rarity = rarity(kinds[number], list.len(), self.slots.len());
            self.rarity[number] = rarity;
            if kinds[number] == Kind::Symbol {
                for posting in list {
                    weights[posting.slot() as usize] += f64::from(rarity);
                }
            } else {
                for posting in list {
                    norms[posting.slot() as usize] += square(damped(posting.count()) * rarity);
                }
            }
        }
        for (slot, length) in self.lengths.iter().enumerate() {
            let alive = length.is_finite();
            self.inverse_norms[slot] = if alive { inverse_root(norms[slot]) } else { 0.0 };
            self.symbol_weights[slot] = if alive { single(weights[slot]) } else { f32::INFINITY };
        }
        self.postings.fill_columns(self.ids.len());
        self.refreshed_at = self.slots.len();
    }

    fn rarity_of(&self, kind: Kind, list: usize) -> f32 {
        match self.rarity.get(list) {
            Some(rarity) => *rarity,
            None => rarity(kind, 1, self.refreshed_at.max(1)),
        }
    }

    /// Looks the query's features up. With `bounded`, only the most telling of a very long query
    /// are kept, which makes its cosines a little too small.
    pub(crate) fn prepare(
        &self,
        features: &Features,
        symbols: &[&str],
        bm25: Bm25,
        bounded: bool,
    ) -> Prepared {
        let documents = self.slots.len() as f32;
        let mut words = Vec::new();
        let mut vector = Vec::new();
        let mut norm = 0.0_f64;
        let mut counts: Vec<(Feature, f32)> =
            features.counts.iter().map(|(f, n)| (*f, *n)).collect();
        counts.sort_unstable_by_key(|(feature, _)| *feature);
        for (feature, count) in counts {
            let tf = if count > 1.0 { 1.0 + count.ln() } else { count };
            let list = self.postings.list_of(feature);
            let rarity = self.rarity_of(feature.kind(), list.map_or(usize::MAX, |l| l as usize));
            norm += square(tf * rarity);
            let Some(list) = list else { continue };
            let weight = tf * rarity;
            vector.push(Term { feature, list, weight, bound: weight });
            if feature.kind() == Kind::Word {
                let n = self.postings.list(list).len() as f32;
                let idf = (1.0 + (documents - n + 0.5).max(0.0) / (n + 0.5)).ln();
                let weight = tf * idf;
                words.push(Term { feature, list, weight, bound: weight * (bm25.k1 + 1.0) });
            }
        }
        let scale = inverse_root(norm);
        for term in &mut vector {
            // The document's own weight of the word has its rarity as a factor, too.
            term.bound = term.weight * scale;
            term.weight = term.bound * self.rarity_of(term.feature.kind(), term.list as usize);
        }
        let (mut symbols, symbol_weight) = self.symbols_of_query(features, symbols);
        if bounded {
            keep_best(&mut words);
            keep_best(&mut vector);
            keep_best(&mut symbols);
        }
        Prepared { bm25: words, vector, symbols, symbol_weight }
    }

    fn symbols_of_query(&self, features: &Features, symbols: &[&str]) -> (Vec<Term>, f32) {
        // Every constant that the query may mean, and how surely it does.
        let mut meant: FxHashMap<Feature, f32> = FxHashMap::default();
        let mut total = 0.0;
        let full: FxHashSet<Feature> = if symbols.is_empty() {
            features.names.clone()
        } else {
            symbols.iter().filter(|n| !is_instance(n)).map(|n| Feature::symbol(n)).collect()
        };
        let weight_of = |feature: Feature| {
            let list = self.postings.list_of(feature)?;
            Some((list, self.rarity_of(Kind::Symbol, list as usize)))
        };
        let unknown = rarity(Kind::Symbol, 1, 1);
        for &feature in &full {
            meant.insert(feature, 1.0);
            total += weight_of(feature).map_or(unknown, |(_, weight)| weight);
        }
        if symbols.is_empty() {
            for endings in &features.endings {
                let whole = endings.first().is_some_and(|name| full.contains(name));
                if whole && endings.first().is_some_and(|name| weight_of(*name).is_some()) {
                    continue;
                }
                let mut weight: f32 = 0.0;
                if let Some(ending) = endings.last() {
                    weight = weight_of(*ending).map_or(0.0, |(_, weight)| weight);
                    meant.entry(*ending).or_insert(1.0);
                }
                for ending in endings {
                    let readings = self.read_ending(*ending, &features.names);
                    for &reading in &readings {
                        weight = weight.max(weight_of(reading).map_or(0.0, |(_, weight)| weight));
                        meant.entry(reading).or_insert(1.0 / readings.len() as f32);
                    }
                    if !readings.is_empty() {
                        break;
                    }
                }
                if !whole {
                    total += if weight > 0.0 { weight } else { unknown };
                }
            }
        }
        let mut terms: Vec<Term> = meant
            .into_iter()
            .filter_map(|(feature, sure)| {
                let (list, weight) = weight_of(feature)?;
                let weight = weight * sure;
                Some(Term { feature, list, weight, bound: 2.0 * weight / total })
            })
            .collect();
        terms.sort_unstable_by_key(|term| term.feature);
        (terms, total)
    }

    /// The constants that an incomplete name may mean, given the namespaces that are spoken of.
    fn read_ending(&self, ending: Feature, spoken: &FxHashSet<Feature>) -> Vec<Feature> {
        let Some(readings) = self.readings.get(&ending) else { return Vec::new() };
        let mut near: Vec<Feature> = readings
            .iter()
            .filter(|(namespace, _)| spoken.contains(namespace))
            .map(|&(_, full)| full)
            .collect();
        if near.is_empty() && readings.len() <= MAX_READINGS {
            near = readings.iter().map(|&(_, full)| full).collect();
        }
        near.sort_unstable();
        near
    }

    /// Best documents by BM25.
    pub(crate) fn by_words(
        &self,
        query: &Prepared,
        bm25: Bm25,
        depth: usize,
        groups: Groups,
        scratch: &mut Scratch,
    ) -> Vec<(DocId, f32)> {
        let average = single(self.total_length / self.len().max(1) as f64).max(1.0);
        let fixed = bm25.k1 * (1.0 - bm25.b);
        let by_length = bm25.k1 * bm25.b / average;
        let aim = Aim { bound: Bound::Sum, depth, common: usize::MAX };
        self.top(&query.bm25, aim, groups, scratch, |term, posting| {
            let count = posting.count() as f32;
            let length = self.lengths[posting.slot() as usize];
            term.weight * count * (bm25.k1 + 1.0) / (count + fixed + by_length * length)
        })
    }

    /// Best documents by cosine.
    pub(crate) fn by_vector(
        &self,
        query: &Prepared,
        depth: usize,
        groups: Groups,
        scratch: &mut Scratch,
    ) -> Vec<(DocId, f32)> {
        let aim = Aim { bound: Bound::Norm, depth, common: usize::MAX };
        let damping = damping();
        self.top(&query.vector, aim, groups, scratch, |term, posting| {
            self.cosine_share(damping, term, posting)
        })
    }

    /// Best documents by symbols.
    pub(crate) fn by_symbols(
        &self,
        query: &Prepared,
        depth: usize,
        groups: Groups,
        scratch: &mut Scratch,
    ) -> Vec<(DocId, f32)> {
        // Symbols weigh so much alike that bounds save little. A document that shares only what every
        // tenth document has is no candidate, as long as there are others.
        let common = (self.len() / 10).max(1000);
        let aim = Aim { bound: Bound::Dice(query.symbol_weight), depth, common };
        self.top(&query.symbols, aim, groups, scratch, |term, posting| {
            let theirs = self.symbol_weights[posting.slot() as usize];
            2.0 * term.weight / (query.symbol_weight + theirs)
        })
    }

    fn cosine_share(&self, damping: &[f32], term: &Term, posting: Posting) -> f32 {
        let damped = damping[posting.count() as usize];
        term.weight * damped * self.inverse_norms[posting.slot() as usize]
    }

    fn top(
        &self,
        terms: &[Term],
        aim: Aim,
        groups: Groups,
        scratch: &mut Scratch,
        share: impl Fn(&Term, Posting) -> f32,
    ) -> Vec<(DocId, f32)> {
        let (lists, slots) = (&self.postings, self.ids.len());
        let found = if groups == Groups::ALL {
            best(lists, slots, terms.to_vec(), aim, scratch, share)
        } else {
            best(lists, slots, terms.to_vec(), aim, scratch, |term, posting| {
                let wanted = groups.has(self.groups[posting.slot() as usize]);
                if wanted { share(term, posting) } else { 0.0 }
            })
        };
        let mut ranked: Vec<(DocId, f32)> =
            found.into_iter().map(|(slot, score)| (self.ids[slot as usize], score)).collect();
        first(&mut ranked, aim.depth);
        ranked
    }

    /// Cosines of the given documents, in their order; 0 for one that is not there.
    pub(crate) fn cosines(&self, query: &Prepared, ids: &[DocId]) -> Vec<f32> {
        let mut found: Vec<(u32, (usize, f32))> = ids
            .iter()
            .enumerate()
            .filter_map(|(i, id)| Some((*self.slots.get(id)?, (i, 0.0))))
            .collect();
        found.sort_unstable_by_key(|&(slot, _)| slot);
        let damping = damping();
        for term in &query.vector {
            self.postings.intersect(term.list, &mut found, |(_, cosine), posting| {
                *cosine += self.cosine_share(damping, term, posting);
            });
        }
        let mut cosines = vec![0.0; ids.len()];
        for (_, (i, cosine)) in found {
            cosines[i] = cosine.clamp(0.0, 1.0);
        }
        cosines
    }

    /// Cosine of two texts that need not be in the corpus.
    pub(crate) fn cosine(&self, a: &Features, b: &Features) -> f32 {
        let weight = |feature: Feature, count: f32| {
            let list = self.postings.list_of(feature).map_or(usize::MAX, |l| l as usize);
            let tf = if count > 1.0 { 1.0 + count.ln() } else { count };
            tf * self.rarity_of(feature.kind(), list)
        };
        let norm = |features: &Features| {
            inverse_root(features.counts.iter().map(|(f, n)| square(weight(*f, *n))).sum())
        };
        let mut dot = 0.0_f64;
        for (feature, count) in &a.counts {
            if let Some(other) = b.counts.get(feature) {
                dot += f64::from(weight(*feature, *count)) * f64::from(weight(*feature, *other));
            }
        }
        single(dot * f64::from(norm(a)) * f64::from(norm(b))).clamp(0.0, 1.0)
    }

    /// All documents with a cosine of at least `threshold`, best first.
    pub(crate) fn similar(
        &self,
        query: &Prepared,
        threshold: f32,
        scratch: &mut Scratch,
    ) -> Vec<(DocId, f32)> {
        let mut ranked = self.by_vector(query, usize::MAX, Groups::ALL, scratch);
        ranked.retain(|&(_, cosine)| cosine >= threshold);
        for (_, cosine) in &mut ranked {
            *cosine = cosine.clamp(0.0, 1.0);
        }
        ranked
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        self.postings.heap_bytes()
            + self.slots.capacity() * (size_of::<(DocId, u32)>() + 1)
            + self.ids.capacity() * size_of::<DocId>()
            + self.groups.capacity()
            + (self.lengths.capacity()
                + self.inverse_norms.capacity()
                + self.symbol_weights.capacity()
                + self.rarity.capacity())
                * size_of::<f32>()
            + self
                .readings
                .values()
                .map(|r| r.capacity() * size_of::<(Feature, Feature)>() + 40)
                .sum::<usize>()
    }
}

/// Rarity of a feature that `n` of `documents` have.
fn rarity(kind: Kind, n: usize, documents: usize) -> f32 {
    let n = n.max(1) as f32;
    match kind {
        Kind::Word | Kind::Sequence => (1.0 + documents as f32 / n).ln(),
        Kind::Symbol => 1.0 + 2.0 / (n.log2() + 1.0),
    }
}

// Lengths are summed in double precision: lists come in the order in which the index grew, and
// that order must not show in the scores.
fn square(x: f32) -> f64 {
    f64::from(x) * f64::from(x)
}

fn inverse_root(square: f64) -> f32 {
    if square > 0.0 { single(square.sqrt().recip()) } else { 0.0 }
}

#[expect(clippy::cast_possible_truncation)]
fn single(x: f64) -> f32 {
    x as f32
}

/// Keeps the terms with the greatest bounds. Ties are broken by feature.
fn keep_best(terms: &mut Vec<Term>) {
    if terms.len() > MAX_QUERY_TERMS {
        terms.sort_by(|a, b| b.bound.total_cmp(&a.bound).then(a.feature.cmp(&b.feature)));
        terms.truncate(MAX_QUERY_TERMS);
    }
}

/// Orders by falling score, then by id, and keeps the first `depth`.
pub(crate) fn first(ranked: &mut Vec<(DocId, f32)>, depth: usize) {
    let order = |a: &(DocId, f32), b: &(DocId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if ranked.len() > depth {
        if depth == 0 {
            ranked.clear();
            return;
        }
        ranked.select_nth_unstable_by(depth - 1, order);
        ranked.truncate(depth);
    }
    ranked.sort_unstable_by(order);
}
