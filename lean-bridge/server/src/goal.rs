//! Goals as data.
//!
//! A goal is what Lean prints under a `⊢`. Its text is the only form that every Lean version and
//! every front end shares, so it is parsed from there, and goals are compared by a canonical form.

use serde::{Deserialize, Serialize};

/// One line of a goal's local context.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hypothesis {
    /// User name, without the dagger that marks inaccessible names.
    pub name: String,
    /// False if the name is inaccessible (printed with `✝`) and so cannot be written in a tactic.
    pub accessible: bool,
    /// Type as printed, on one line.
    pub ty: String,
    /// Value of a `let` variable, as printed.
    pub value: Option<String>,
}

/// A goal: local context and target.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Goal {
    /// Case tag, such as `succ` or `zero.inl`.
    pub case: Option<String>,
    /// Local context, outermost first.
    pub hypotheses: Vec<Hypothesis>,
    /// Target as printed after `⊢`, on one line.
    pub target: String,
}

/// Key under which equal goals of one environment are shared: a hash of the canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GoalKey(pub [u8; 16]);
