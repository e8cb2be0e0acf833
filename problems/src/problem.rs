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

    /// Where the theorem's own declaration begins in `source`, its docstring and attributes
    /// included.
    pub fn declaration(&self) -> usize {
        let before = self.before();
        let mut start = before.len();
        let mut theorem = None;
        let mut in_docstring = false;
        // From the hole upwards: the line of the theorem, then what belongs to it above.
        for line in before.split_inclusive('\n').rev() {
            start -= line.len();
            if theorem.is_none() {
                theorem = declares(line).then_some(start);
                continue;
            }
            in_docstring |= line.trim_end().ends_with("-/");
            if line.starts_with("/--") || !in_docstring && line.starts_with("@[") {
                theorem = Some(start);
                in_docstring = false;
            } else if !in_docstring {
                break;
            }
        }
        theorem.unwrap_or(0)
    }

    /// The same as [`Self::with_proof`], with lemmas before the theorem's own declaration.
    pub fn with_lemmas(&self, lemmas: &str, proof: &str) -> String {
        if lemmas.trim().is_empty() {
            return self.with_proof(proof);
        }
        let (above, head) = self.before().split_at(self.declaration());
        [above, lemmas.trim_end(), "\n\n", head, proof, self.after()].concat()
    }
}

/// True for a line at the margin that states a theorem.
fn declares(line: &str) -> bool {
    const MODIFIERS: &[&str] = &["private", "protected", "noncomputable", "nonrec"];
    let words = line.split_whitespace().skip_while(|word| {
        MODIFIERS.contains(word) || (word.starts_with("@[") && word.ends_with(']'))
    });
    let states = words.into_iter().next().is_some_and(|word| matches!(word, "theorem" | "lemma"));
    states && !line.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(before: &str) -> Problem {
        Problem {
            id: ProblemId::new("p"),
            theorem: "t".to_owned(),
            path: "p.lean".into(),
            line: 1,
            source: format!("{before}sorry\n\nend A\n").into(),
            hole: before.len()..before.len() + 5,
            informal: None,
            level: None,
            tags: BTreeSet::new(),
            expectation: Expectation::Unknown,
        }
    }

    #[test]
    fn lemmas_come_before_all_that_belongs_to_the_theorem() {
        for head in [
            "theorem t : p := ",
            "@[simp] theorem t : p :=\n  ",
            "@[simp]\ntheorem t\n    (h : q) :\n    p := ",
            "/-- What it says,\n\nat length. -/\nprotected theorem t : p := by\n  ",
            "/-- Short. -/\n@[simp]\nlemma t : p := ",
            "@[simp]\n/-- Short. -/\nlemma t : p := ",
        ] {
            for above in ["", "namespace A\n\ntheorem s : q := by\n  simp\n\n", "/- A remark. -/\n"]
            {
                let problem = problem(&format!("{above}{head}"));
                assert_eq!(&problem.source[problem.declaration()..problem.hole.start], head);
                let text = problem.with_lemmas("theorem l : q := x\n", "l");
                assert_eq!(text, format!("{above}theorem l : q := x\n\n{head}l\n\nend A\n"));
                assert_eq!(problem.with_lemmas(" \n", "l"), problem.with_proof("l"));
            }
        }
    }
}
