//! Inverted lists, and the search of the best documents over them.
//!
//! A list holds the slots of the documents that have one feature, in increasing order, with the
//! feature's count packed into the low bits. Queries go through the lists from the most to the
//! least telling one. Before a long list the most promising documents are looked up in all that is
//! left, which tells a score that the best `depth` certainly reach; as soon as a document not met so
//! far could no longer reach it, the remaining lists are only probed for the documents already met
//! (`MaxScore`, Turtle and Flood 1995, with that lower bound in place of the partial scores' own).
//! The result is exactly that of reading all lists.

use rustc_hash::FxHashMap;

use super::feature::Feature;

const COUNT_BITS: u32 = 6;
const MAX_COUNT: u32 = (1 << COUNT_BITS) - 1;
/// The slots that fit beside a count: 67 million documents.
pub(crate) const MAX_SLOTS: u32 = 1 << (32 - COUNT_BITS);

/// Slot of a document and count of a feature in it, packed.
#[derive(Clone, Copy)]
pub(crate) struct Posting(u32);

impl Posting {
    fn new(slot: u32, count: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = (count.round() as u32).clamp(1, MAX_COUNT);
        Self(slot << COUNT_BITS | count)
    }

    pub(crate) fn slot(self) -> u32 {
        self.0 >> COUNT_BITS
    }

    pub(crate) fn count(self) -> u32 {
        self.0 & MAX_COUNT
    }

    fn small_count(self) -> u8 {
        // Six bits.
        self.0.to_le_bytes()[0] & MAX_COUNT.to_le_bytes()[0]
    }
}

const COUNTS: usize = MAX_COUNT as usize + 1;

/// 1 + ln(count), the usual damping of repeated words, for each count.
pub(crate) fn damping() -> &'static [f32; COUNTS] {
    static DAMPED: std::sync::OnceLock<[f32; COUNTS]> = std::sync::OnceLock::new();
    DAMPED.get_or_init(|| {
        let mut table = [0.0; COUNTS];
        let mut count = 0.0_f32;
        for entry in table.iter_mut().skip(1) {
            count += 1.0;
            *entry = 1.0 + count.ln();
        }
        table
    })
}

/// 1 + ln(count).
pub(crate) fn damped(count: u32) -> f32 {
    damping()[count as usize % COUNTS]
}

/// All inverted lists of one index.
#[derive(Default)]
pub(crate) struct Postings {
    ids: FxHashMap<Feature, u32>,
    lists: Vec<Vec<Posting>>,
    /// Of long lists also the count in each slot, 0 for none: looking a document up in such a list
    /// takes one step.
    columns: FxHashMap<u32, Vec<u8>>,
}

/// A list has a column if it holds at least one in so many slots.
const DENSE: usize = 16;

impl Postings {
    /// Adds one feature of the newest document. Slots must come in increasing order.
    pub(crate) fn push(&mut self, feature: Feature, slot: u32, count: f32) -> Posting {
        let next = u32::try_from(self.lists.len()).expect("fewer features than postings");
        let list = *self.ids.entry(feature).or_insert(next);
        if list == next {
            self.lists.push(Vec::with_capacity(1));
        }
        let posting = Posting::new(slot, count);
        self.lists[list as usize].push(posting);
        if let Some(column) = self.columns.get_mut(&list) {
            column.resize(slot as usize, 0);
            column.push(posting.small_count());
        }
        posting
    }

    /// Number of the list of a feature.
    pub(crate) fn list_of(&self, feature: Feature) -> Option<u32> {
        self.ids.get(&feature).copied()
    }

    pub(crate) fn list(&self, list: u32) -> &[Posting] {
        &self.lists[list as usize]
    }

    /// Number of lists; a list's number is below it.
    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    /// Every feature with the number of its list, in no order.
    pub(crate) fn features(&self) -> impl Iterator<Item = (Feature, u32)> {
        self.ids.iter().map(|(&feature, &list)| (feature, list))
    }

    pub(crate) fn lists(&self) -> impl Iterator<Item = &[Posting]> {
        self.lists.iter().map(Vec::as_slice)
    }

    /// Drops the slots for which `new_slot` is `None` and renumbers the others. `new_slot` must
    /// keep the order.
    pub(crate) fn renumber(&mut self, new_slot: &[Option<u32>]) {
        self.columns.clear();
        let mut kept = 0_u32;
        let mut new_list = vec![None; self.lists.len()];
        let mut lists = Vec::new();
        for (old, mut list) in std::mem::take(&mut self.lists).into_iter().enumerate() {
            list.retain_mut(|posting| {
                let Some(slot) = new_slot[posting.slot() as usize] else { return false };
                *posting = Posting(slot << COUNT_BITS | posting.count());
                true
            });
            if list.is_empty() {
                continue;
            }
            list.shrink_to_fit();
            lists.push(list);
            new_list[old] = Some(kept);
            kept += 1;
        }
        self.lists = lists;
        self.ids.retain(|_, list| match new_list[*list as usize] {
            Some(new) => {
                *list = new;
                true
            }
            None => false,
        });
        self.ids.shrink_to_fit();
    }

    /// Gives columns to the lists that are long among so many slots, and to no others.
    pub(crate) fn fill_columns(&mut self, slots: usize) {
        self.columns.clear();
        for (number, list) in (0_u32..).zip(&self.lists) {
            if list.len() > LONG && list.len() * DENSE >= slots {
                let mut column = vec![0; slots];
                for posting in list {
                    column[posting.slot() as usize] = posting.small_count();
                }
                self.columns.insert(number, column);
            }
        }
    }

    /// Calls `meet` for every slot that is in both; `found` is in increasing order of slots.
    pub(crate) fn intersect<T>(
        &self,
        list: u32,
        found: &mut [(u32, T)],
        mut meet: impl FnMut(&mut T, Posting),
    ) {
        let Some(column) = self.columns.get(&list) else {
            return intersect(self.list(list), found, meet);
        };
        for (slot, value) in found {
            match column.get(*slot as usize) {
                Some(0) | None => {}
                Some(count) => meet(value, Posting(*slot << COUNT_BITS | u32::from(*count))),
            }
        }
    }

    /// Bytes held on the heap, from capacities.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.ids.capacity() * (size_of::<(Feature, u32)>() + 1)
            + self.lists.capacity() * size_of::<Vec<Posting>>()
            + self.lists.iter().map(|l| l.capacity() * size_of::<Posting>()).sum::<usize>()
            + self.columns.values().map(Vec::capacity).sum::<usize>()
    }
}

/// One list of a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    pub(crate) feature: Feature,
    pub(crate) list: u32,
    /// What the query multiplies the document's share with.
    pub(crate) weight: f32,
    /// The most that this list can add to any document's score.
    pub(crate) bound: f32,
}

/// Reusable accumulators: one number for each slot, zero between queries.
#[derive(Default)]
pub(crate) struct Scratch {
    scores: Vec<f32>,
    touched: Vec<u32>,
    selected: Vec<f32>,
}

impl Scratch {
    fn prepare(&mut self, slots: usize) {
        debug_assert!(self.touched.is_empty(), "scratch was not reset");
        if self.scores.len() < slots {
            self.scores.resize(slots, 0.0);
        }
    }

    /// Adds to one slot's score.
    pub(crate) fn add(&mut self, slot: u32, share: f32) {
        let score = &mut self.scores[slot as usize];
        if *score == 0.0 {
            self.touched.push(slot);
        }
        *score += share;
    }

    /// The documents met so far whose score is at least `least`; the scratch is empty afterwards.
    /// Most of what was met shares one common word, and leaves here, before anything is sorted.
    fn drain(&mut self, depth: usize, least: f32) -> Vec<(u32, f32)> {
        let mut found = Vec::with_capacity(depth.min(self.touched.len()));
        for slot in self.touched.drain(..) {
            let score = std::mem::take(&mut self.scores[slot as usize]);
            if score >= least {
                found.push((slot, score));
            }
        }
        found
    }

    /// The documents met so far that are among the best `depth`, in order of slots, and some that
    /// are as good as the last of them.
    fn promising(&mut self, depth: usize) -> Vec<(u32, f32)> {
        let least = self.kth(depth);
        let scores = &self.scores;
        let mut found: Vec<(u32, f32)> = self
            .touched
            .iter()
            .map(|&slot| (slot, scores[slot as usize]))
            .filter(|&(_, score)| score >= least)
            .take(depth.saturating_mul(2))
            .collect();
        found.sort_unstable_by_key(|&(slot, _)| slot);
        found
    }

    /// The `depth`-th best score so far.
    fn kth(&mut self, depth: usize) -> f32 {
        if self.touched.len() < depth || depth == 0 {
            return 0.0;
        }
        self.selected.clear();
        self.selected.extend(self.touched.iter().map(|&slot| self.scores[slot as usize]));
        let (_, kth, _) = self.selected.select_nth_unstable_by(depth - 1, |a, b| b.total_cmp(a));
        *kth
    }
}

/// How the bounds of unread lists combine to the most that they can add together.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Bound {
    /// Plain sum.
    Sum,
    /// Root of the sum of squares: by Cauchy and Schwarz, when documents have length one.
    Norm,
    /// 2s/(t + s) for a sum s of weights, when the query's are t in all: a document weighs at least
    /// what it shares.
    Dice(f32),
}

impl Bound {
    fn suffixes(self, terms: &[Term]) -> Vec<f32> {
        let mut suffixes = vec![0.0; terms.len() + 1];
        let mut weight = 0.0;
        for (i, term) in terms.iter().enumerate().rev() {
            weight += term.weight;
            suffixes[i] = match self {
                Self::Sum => suffixes[i + 1] + term.bound,
                Self::Norm => suffixes[i + 1].hypot(term.bound),
                Self::Dice(total) => 2.0 * weight / (total + weight),
            };
        }
        suffixes
    }
}

/// What a search is after.
#[derive(Clone, Copy)]
pub(crate) struct Aim {
    pub(crate) bound: Bound,
    /// How many documents are wanted.
    pub(crate) depth: usize,
    /// Lists longer than this only count for documents that are in a shorter one as well, if those
    /// are many more than are wanted.
    pub(crate) common: usize,
}

/// How many times the wanted documents are enough for [`Aim::common`] to apply.
const MANY: usize = 8;

/// The documents among which the best certainly are, with their scores, in no order.
///
/// `share` gives what one posting adds for a query weight of one; it must be 0 for dead slots.
pub(crate) fn best(
    postings: &Postings,
    slots: usize,
    mut terms: Vec<Term>,
    Aim { bound, depth, common }: Aim,
    scratch: &mut Scratch,
    share: impl Fn(&Term, Posting) -> f32,
) -> Vec<(u32, f32)> {
    terms.retain(|term| term.bound > 0.0);
    // Sums of floats depend on their order, and that must not depend on how the index grew.
    terms.sort_by(|a, b| b.bound.total_cmp(&a.bound).then_with(|| a.feature.cmp(&b.feature)));
    let rest = bound.suffixes(&terms);
    scratch.prepare(slots);
    // What `depth` documents reach for certain.
    let mut reached = 0.0_f32;
    for (i, term) in terms.iter().enumerate() {
        let list = postings.list(term.list);
        let met = scratch.touched.len();
        if list.len() > common && met >= depth.saturating_mul(MANY) {
            return probe(postings, &terms[i..], &rest[i..], depth, reached, scratch, share);
        }
        // Looking ahead costs a pass over what was met and a look at each list that is left; worth it
        // before long lists.
        let cost = (met / 4).max(depth.saturating_mul(terms.len() - i)).max(LONG);
        if met >= depth && list.len() > cost {
            let mut ahead = scratch.promising(depth);
            for term in &terms[i..] {
                postings.intersect(term.list, &mut ahead, |score, p| *score += share(term, p));
            }
            reached = reached.max(kth(&ahead, depth, &mut scratch.selected));
            // A little slack for rounding.
            if reached > rest[i] * SLACK {
                return probe(postings, &terms[i..], &rest[i..], depth, reached, scratch, share);
            }
        }
        for &posting in list {
            let share = share(term, posting);
            if share > 0.0 {
                scratch.add(posting.slot(), share);
            }
        }
    }
    let least = scratch.kth(depth);
    scratch.drain(depth, least)
}

/// Lists from this length on are worth being spared.
const LONG: usize = 512;

/// Bounds are a little too small after rounding.
const SLACK: f32 = 1.0001;

/// Finishes a query for the documents met so far, dropping those that can no longer be among the
/// best. The best `depth` certainly reach the score `reached`.
fn probe(
    postings: &Postings,
    terms: &[Term],
    rest: &[f32],
    depth: usize,
    reached: f32,
    scratch: &mut Scratch,
    share: impl Fn(&Term, Posting) -> f32,
) -> Vec<(u32, f32)> {
    let reached = reached.max(scratch.kth(depth));
    let mut found = scratch.drain(depth, reached - rest[0] * SLACK);
    found.sort_unstable_by_key(|&(slot, _)| slot);
    for (term, rest) in terms.iter().zip(rest) {
        if found.len() > depth.saturating_mul(2) && depth > 0 {
            let least = reached.max(kth(&found, depth, &mut scratch.selected));
            found.retain(|&(_, score)| score + rest * SLACK >= least);
        }
        postings.intersect(term.list, &mut found, |score, posting| *score += share(term, posting));
    }
    found
}

/// The `depth`-th best score; 0 if there are fewer.
fn kth(found: &[(u32, f32)], depth: usize, scores: &mut Vec<f32>) -> f32 {
    if found.len() < depth || depth == 0 {
        return 0.0;
    }
    scores.clear();
    scores.extend(found.iter().map(|&(_, score)| score));
    *scores.select_nth_unstable_by(depth - 1, |a, b| b.total_cmp(a)).1
}

/// Calls `meet` for every slot that is in both; both are in increasing order of slots.
fn intersect<T>(list: &[Posting], found: &mut [(u32, T)], mut meet: impl FnMut(&mut T, Posting)) {
    let mut rest = list;
    let documents = found.len();
    for (number, (slot, value)) in found.iter_mut().enumerate() {
        // Gallop, beginning with half of what lies between two documents on average, then search
        // inside the last stride.
        let mut stride = (rest.len() / (2 * (documents - number))).max(1);
        while stride < rest.len() && rest[stride].slot() < *slot {
            stride *= 2;
        }
        let from = if stride < 2 || rest.get(stride / 2).is_none_or(|p| p.slot() >= *slot) {
            0
        } else {
            stride / 2
        };
        let to = rest.len().min(stride + 1);
        let at = from + rest[from..to].partition_point(|p| p.slot() < *slot);
        rest = &rest[at..];
        match rest.first() {
            Some(&posting) if posting.slot() == *slot => meet(value, posting),
            Some(_) => {}
            None => return,
        }
    }
}
