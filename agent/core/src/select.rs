//! Which goal next? One trait, three answers from the literature.
//!
//! A selection is a pure function of the graph: it keeps nothing between calls, so that a resumed
//! run goes on as the first one would have.

mod best_first;
mod proof_number;
mod puct;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use best_first::BestFirst;
pub use proof_number::ProofNumber;
pub use puct::Puct;

use crate::{
    graph::{GoalId, GoalNode, Graph},
    schedule::{Lane, Round},
};

/// Chooses the goal to work on.
pub trait Selection: Send + Sync {
    /// The goal to expand next, or `None` if none is left that is not busy.
    fn select(&self, graph: &Graph, view: &View<'_>) -> Option<GoalId>;
}

/// What a selection needs to know besides the graph.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Goals that are being worked on.
    pub busy: &'a BTreeSet<GoalId>,
    /// The rounds that a goal may have.
    pub schedule: &'a [Round],
    /// The lane for which a goal is wanted.
    pub lane: Lane,
    /// Seed for ties.
    pub seed: u64,
}

impl View<'_> {
    /// True if a round could be started on this goal now.
    pub fn is_ready(&self, goal: &GoalNode) -> bool {
        !goal.complete && !self.busy.contains(&goal.id) && self.round(goal).is_some()
    }

    /// The round that the goal would have next.
    pub fn round(&self, goal: &GoalNode) -> Option<&Round> {
        self.next(goal).and_then(|place| self.schedule.get(place as usize))
    }

    /// Its place in the schedule.
    pub fn next(&self, goal: &GoalNode) -> Option<u32> {
        Round::next(self.schedule, &goal.finished, self.lane, goal.via.is_none())
    }

    /// A number in 0..1 that depends on the seed and the goal only; breaks ties the same way in
    /// every run with the same seed.
    pub fn noise(&self, goal: GoalId) -> f64 {
        // SplitMix64 (Steele, Lea, Flood 2014), one draw.
        let mut z = self.seed.wrapping_add(u64::from(goal.0).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Which selection to use, with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case")]
pub enum Strategy {
    /// The likeliest goal first.
    BestFirst {
        /// Exponent of the length by which the log-probability is divided.
        alpha: f64,
    },
    /// Prior and value, with more weight on what was visited less.
    Puct {
        /// Weight of exploration.
        exploration: f64,
    },
    /// The goal whose proof or refutation would decide most.
    ProofNumber,
}

impl Default for Strategy {
    fn default() -> Self {
        Self::BestFirst { alpha: Self::ALPHA }
    }
}

impl Strategy {
    /// Every strategy, with its usual parameters.
    pub fn all() -> [Self; 3] {
        [Self::default(), Self::Puct { exploration: Self::EXPLORATION }, Self::ProofNumber]
    }

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::BestFirst { .. } => "best-first",
            Self::Puct { .. } => "puct",
            Self::ProofNumber => "proof-number",
        }
    }

    /// The usual exponent of the length by which a log-probability is divided.
    pub const ALPHA: f64 = 0.5;

    /// The usual weight of exploration.
    pub const EXPLORATION: f64 = 1.25;

    /// The names as a setting's page shows them.
    pub const NAMES: &'static str = "`best-first`, `puct` or `proof-number`";

    /// The same strategy with these parameters, as far as it has them: the exponent of the length by
    /// which a log-probability is divided, and the weight of exploration.
    #[must_use]
    pub fn with(self, alpha: f64, exploration: f64) -> Self {
        match self {
            Self::BestFirst { .. } => Self::BestFirst { alpha },
            Self::Puct { .. } => Self::Puct { exploration },
            Self::ProofNumber => self,
        }
    }

    /// The selection itself.
    pub fn build(self) -> Box<dyn Selection> {
        match self {
            Self::BestFirst { alpha } => Box::new(BestFirst { alpha }),
            Self::Puct { exploration } => Box::new(Puct { exploration }),
            Self::ProofNumber => Box::new(ProofNumber),
        }
    }
}

#[cfg(test)]
mod tests;
