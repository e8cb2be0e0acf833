//! One problem: a Lean file with a hole where the proof belongs.

use std::{collections::BTreeSet, fmt, ops::Range, path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

/// Stable name of a problem within its list, such as `arithmetic/Basics::Nat.add_swap`.
///
/// The same list read again, on any machine, gives the same ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProblemId(Arc<str>);

impl ProblemId {
    /// Wraps an id that a reader of this crate composed.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProblemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the author of the list says about the truth of a statement.
///
/// Never shown to an agent: it serves tests and reports only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expectation {
    /// Nothing was said.
    #[default]
    Unknown,
    /// Marked as provable.
    True,
    /// Marked as false: an accepted proof would be a defect of the judge or of the library.
    False,
}

/// A statement to prove, in the Lean file that gives it its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable id within the list.
    pub id: ProblemId,
    /// Fully qualified Lean name of the theorem, namespaces included.
    pub theorem: String,
    /// The file the problem came from, for messages.
    pub path: PathBuf,
    /// Line of the theorem in `path`, counted from 1.
    pub line: u32,
    /// A complete Lean file: everything before the theorem, the theorem with a hole for its proof,
    /// and what closes the open namespaces and sections. Later theorems are left out.
    pub source: Arc<str>,
    /// Byte range in `source` of the hole: the term after `:=`, `sorry` or `by sorry`.
    pub hole: Range<usize>,
    /// The theorem's docstring: the informal statement, if any.
    pub informal: Option<String>,
    /// Where in the list's own order of difficulty the problem stands, such as `arithmetic/hard`.
    pub level: Option<String>,
    /// Attributes and tags, such as `category research open` or `AMS 11`.
    pub tags: BTreeSet<String>,
    /// What the list says about its truth.
    pub expectation: Expectation,
}

impl Problem {
    /// Text before the hole: ends just after `:=` and the white space that follows it.
    pub fn before(&self) -> &str {
        &self.source[..self.hole.start]
    }

    /// Text after the hole.
    pub fn after(&self) -> &str {
        &self.source[self.hole.end..]
    }

    /// The whole file with `proof` (a term, or `by` and tactics) in place of the hole.
    pub fn with_proof(&self, proof: &str) -> String {
        [self.before(), proof, self.after()].concat()
    }
}
