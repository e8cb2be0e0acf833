//! k-nearest neighbours: premises that closed goals like this one.
//!
//! The votes are those of MaSh (Kühlwein and others 2013, "Machine Learning for Sledgehammer",
//! section 4.1): a neighbour of cosine s votes s^6 for itself and 2.7·s^6/|used| for every premise
//! its proof used.

use rustc_hash::FxHashMap;

use super::corpus::{Bm25, Corpus, first};
use super::feature::Features;
use super::postings::Scratch;
use super::{DocId, Document, Groups};

const SHARPNESS: i32 = 6;
const SHARE_OF_USED: f32 = 2.7;

#[derive(Default)]
pub(crate) struct Neighbours {
    goals: Corpus,
    used: FxHashMap<DocId, Vec<DocId>>,
}

impl Neighbours {
    pub(crate) fn insert(&mut self, goal: DocId, document: &Document<'_>, used: &[DocId]) {
        self.goals.insert(goal, 0, &document.features(), &document.symbols);
        let mut used = used.to_vec();
        used.sort_unstable();
        used.dedup();
        self.used.insert(goal, used);
    }

    pub(crate) fn remove(&mut self, goal: DocId) -> bool {
        self.used.remove(&goal);
        self.goals.remove(goal)
    }

    pub(crate) fn corpus(&mut self) -> &mut Corpus {
        &mut self.goals
    }

    pub(crate) fn len(&self) -> usize {
        self.goals.len()
    }

    /// Votes of the `neighbours` nearest goals, best first, for documents that `known` accepts.
    pub(crate) fn votes(
        &self,
        features: &Features,
        symbols: &[&str],
        neighbours: usize,
        depth: usize,
        scratch: &mut Scratch,
        known: impl Fn(DocId) -> bool,
    ) -> Vec<(DocId, f32)> {
        if self.goals.len() == 0 {
            return Vec::new();
        }
        let query = self.goals.prepare(features, symbols, Bm25::default(), false);
        let mut votes: FxHashMap<DocId, f32> = FxHashMap::default();
        for (goal, cosine) in self.goals.by_vector(&query, neighbours, Groups::ALL, scratch) {
            let vote = cosine.powi(SHARPNESS);
            if known(goal) {
                *votes.entry(goal).or_default() += vote;
            }
            let Some(used) = self.used.get(&goal) else { continue };
            for &premise in used.iter().filter(|premise| known(**premise)) {
                *votes.entry(premise).or_default() += SHARE_OF_USED * vote / used.len() as f32;
            }
        }
        let mut ranked: Vec<(DocId, f32)> =
            votes.into_iter().filter(|(_, vote)| *vote > 0.0).collect();
        first(&mut ranked, depth);
        ranked
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        self.goals.heap_bytes()
            + self.used.values().map(|u| (u.capacity() + 4) * size_of::<DocId>()).sum::<usize>()
    }
}
