//! What the pool remembers of sites, so that it need not ask Lean twice.
//!
//! Only facts that Lean stated are kept, each under a hash of the whole text it depends on, and
//! only so many of them.

use std::sync::Mutex;

use rustc_hash::FxHashMap;

use crate::{
    check::{PathStep, Site},
    error::SiteError,
    server::lock,
};

/// Facts of one kind that are kept; all are dropped when there are more.
const CAPACITY: usize = 1 << 17;
const STATEMENTS: usize = 1 << 12;

type Key = [u8; 16];

/// May the goals of a site be batched?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One goal that shares no metavariable with another.
    Single,
    /// Several goals, or one with metavariables: candidates must see it whole and alone.
    Together,
    /// No goal is left.
    Done,
}

/// What is known of a text up to a theorem's proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// `sorry` warnings that the text has of its own.
    pub(crate) warnings: usize,
    /// How many heartbeats the theorem gets besides those for its candidates.
    pub(crate) share: Share,
}

/// A theorem's own share of the heartbeats. Its statement is elaborated in the same command as
/// candidates, and Lean counts for both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// The statement takes so little that it needs none of its own.
    None,
    /// As many as Lean gives to a command.
    Default,
    /// What the user says: the statement needs more than that.
    Own,
}

/// Lean's own limit for a command, in thousands of small allocations.
const DEFAULT_HEARTBEATS: u32 = 200_000;

impl Share {
    /// From the least to the most.
    pub(crate) const ALL: [Self; 3] = [Self::None, Self::Default, Self::Own];

    /// The limit for theorem and candidates; `None` leaves the user's own.
    pub(crate) fn with(self, candidates: u32) -> Option<u32> {
        match self {
            Self::None => Some(candidates),
            Self::Default => Some(candidates.saturating_add(DEFAULT_HEARTBEATS)),
            Self::Own => None,
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Known {
    kinds: Mutex<FxHashMap<Key, Kind>>,
    statements: Mutex<FxHashMap<Key, Result<Statement, SiteError>>>,
}

impl Known {
    pub(crate) fn kind(&self, site: &Site) -> Option<Kind> {
        lock(&self.kinds).get(&site_key(site, None)).copied()
    }

    pub(crate) fn learn(&self, site: &Site, kind: Kind) {
        insert(&self.kinds, site_key(site, None), kind, CAPACITY);
    }

    /// A tactic left `goals` goals, which do not depend on each other: each of them is a single
    /// goal when the path goes on with it.
    pub(crate) fn learn_children(&self, site: &Site, tactic: &str, goals: usize) {
        for chosen in 0..goals {
            let step = PathStep { tactic: tactic.into(), goals, chosen };
            insert(&self.kinds, site_key(site, Some(&step)), Kind::Single, CAPACITY);
        }
    }

    pub(crate) fn statement(&self, before: &str) -> Option<Result<Statement, SiteError>> {
        lock(&self.statements).get(&key(before)).cloned()
    }

    pub(crate) fn learn_statement(&self, before: &str, result: Result<Statement, SiteError>) {
        insert(&self.statements, key(before), result, STATEMENTS);
    }
}

fn insert<V>(map: &Mutex<FxHashMap<Key, V>>, key: Key, value: V, capacity: usize) {
    let mut map = lock(map);
    if map.len() >= capacity {
        map.clear();
    }
    map.insert(key, value);
}

fn key(text: &str) -> Key {
    truncate(blake3::hash(text.as_bytes()))
}

fn site_key(site: &Site, further: Option<&PathStep>) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(site.before.len() as u64).to_le_bytes());
    hasher.update(site.before.as_bytes());
    for step in site.path.iter().chain(further) {
        for n in [step.tactic.len(), step.goals, step.chosen] {
            hasher.update(&(n as u64).to_le_bytes());
        }
        hasher.update(step.tactic.as_bytes());
    }
    truncate(hasher.finalize())
}

fn truncate(hash: blake3::Hash) -> Key {
    let mut key = [0; 16];
    key.copy_from_slice(&hash.as_bytes()[..16]);
    key
}
