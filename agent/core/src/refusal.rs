//! Why nothing was taken from what a model wrote.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// How many samples gave nothing, by the reason.
pub type Refusals = BTreeMap<Refusal, usize>;

/// Why nothing was taken from a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// There are thoughts and no answer.
    OnlyThoughts,
    /// There is no Lean in it.
    Prose,
    /// It is about another theorem.
    OtherTheorem,
    /// The theorem is there, and no proof of it.
    NoProof,
    /// It was cut off before its first tactic was whole.
    Unfinished,
    /// It leaves open what it should prove, in a way that is no sketch.
    Holes,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::OnlyThoughts => "thoughts only",
            Self::Prose => "no Lean code",
            Self::OtherTheorem => "another theorem",
            Self::NoProof => "no proof",
            Self::Unfinished => "cut off",
            Self::Holes => "holes",
        })
    }
}
