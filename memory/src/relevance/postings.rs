//! Inverted lists, and the search of the best documents over them.
//!
//! A list holds the slots of the documents that have one feature, in increasing order, with the
//! feature's count packed into the low bits. Queries go through the lists from the most to the
//! least telling one. As soon as a document not met so far could no longer reach the best `depth`,
//! the remaining (long) lists are only probed for the documents already met. The result is exactly
//! that of reading all lists.

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
}

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

    /// Bytes held on the heap, from capacities.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.ids.capacity() * (size_of::<(Feature, u32)>() + 1)
            + self.lists.capacity() * size_of::<Vec<Posting>>()
            + self.lists.iter().map(|l| l.capacity() * size_of::<Posting>()).sum::<usize>()
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

    /// The documents met so far that are among the best `depth`, or would be with `more` on top;
    /// the scratch is empty afterwards. Most of what was met shares one common word, and leaves here,
    /// before anything is sorted.
    fn drain(&mut self, depth: usize, more: f32) -> Vec<(u32, f32)> {
        let least = self.kth(depth) - more;
        let mut found = Vec::with_capacity(depth.min(self.touched.len()));
        for slot in self.touched.drain(..) {
            let score = std::mem::take(&mut self.scores[slot as usize]);
            if score >= least {
                found.push((slot, score));
            }
        }
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
}

impl Bound {
    fn suffixes(self, terms: &[Term]) -> Vec<f32> {
        let mut suffixes = vec![0.0; terms.len() + 1];
        for (i, term) in terms.iter().enumerate().rev() {
            suffixes[i] = match self {
                Self::Sum => suffixes[i + 1] + term.bound,
                Self::Norm => suffixes[i + 1].hypot(term.bound),
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
    for (i, term) in terms.iter().enumerate() {
        let list = postings.list(term.list);
        // Looking for the k-th best costs a pass over what was met; worth it before long lists.
        let met = scratch.touched.len();
        if list.len() > common && met >= depth.saturating_mul(MANY) {
            return probe(postings, &terms[i..], &rest[i..], depth, scratch, share);
        }
        if met >= depth && list.len() > 1024 && list.len() > met / 4 {
            // A little slack for rounding.
            if scratch.kth(depth) > rest[i] * SLACK {
                return probe(postings, &terms[i..], &rest[i..], depth, scratch, share);
            }
        }
        for &posting in list {
            let share = share(term, posting);
            if share > 0.0 {
                scratch.add(posting.slot(), share);
            }
        }
    }
    scratch.drain(depth, 0.0)
}

/// Bounds are a little too small after rounding.
const SLACK: f32 = 1.0001;

/// Finishes a query for the documents met so far, dropping those that can no longer be among the
/// best.
fn probe(
    postings: &Postings,
    terms: &[Term],
    rest: &[f32],
    depth: usize,
    scratch: &mut Scratch,
    share: impl Fn(&Term, Posting) -> f32,
) -> Vec<(u32, f32)> {
    let mut found = scratch.drain(depth, rest[0] * SLACK);
    found.sort_unstable_by_key(|&(slot, _)| slot);
    let mut scores: Vec<f32> = Vec::with_capacity(found.len());
    for (term, rest) in terms.iter().zip(rest) {
        if found.len() > depth.saturating_mul(2) && depth > 0 {
            scores.clear();
            scores.extend(found.iter().map(|&(_, score)| score));
            let (_, kth, _) = scores.select_nth_unstable_by(depth - 1, |a, b| b.total_cmp(a));
            found.retain(|&(_, score)| score + rest * SLACK >= *kth);
        }
        let list = postings.list(term.list);
        intersect(list, &mut found, |score, posting| *score += share(term, posting));
    }
    found
}

/// Calls `meet` for every slot that is in both; both are in increasing order of slots.
pub(crate) fn intersect<T>(
    list: &[Posting],
    found: &mut [(u32, T)],
    mut meet: impl FnMut(&mut T, Posting),
) {
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
