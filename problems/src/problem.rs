//! One problem: a Lean file with a hole where the proof belongs.

use std::{collections::BTreeSet, fmt, ops::Range, path::PathBuf, sync::Arc};

use polya_text::{
    Command, Commands,
    header::newlines,
    splice::{indented, placed},
};
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
    /// The text of the list's file, marks left out. All problems of a file share it.
    pub source: Arc<str>,
    /// Byte range in `source` of the hole: the term after `:=`, `sorry` or `by sorry`.
    pub hole: Range<usize>,
    /// What closes the namespaces and sections that are open at the hole; the rest of `source` where
    /// there is none. Later theorems are no part of the problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Arc<str>>,
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
    /// The complete Lean file up to the hole.
    pub fn before(&self) -> &str {
        &self.source[..self.hole.start]
    }

    /// The rest of that file.
    pub fn after(&self) -> &str {
        self.closing.as_deref().unwrap_or(&self.source[self.hole.end..])
    }

    /// The whole file with its hole as it stands: everything before the theorem, the theorem, and
    /// what closes the open namespaces and sections.
    pub fn text(&self) -> String {
        [&self.source[..self.hole.end], self.after()].concat()
    }

    /// The whole file with `proof` (a term, or `by` and tactics) in place of the hole. The proof is
    /// given as if the theorem began in column 0; its lines move with the theorem.
    pub fn with_proof(&self, proof: &str) -> String {
        [self.before(), &placed(proof, self.column()), self.after()].concat()
    }

    /// Where the theorem's own command begins in `source`, with its docstring, its attributes and
    /// the `open … in` before it.
    pub fn declaration(&self) -> usize {
        self.command().map_or(0, |command| command.span.start)
    }

    /// The line in `path`, from 1, of a line of [`Self::before`], from 0.
    pub fn line_in_path(&self, line: u32) -> u32 {
        let keyword = self.command().map_or(0, |command| command.keyword.start);
        let own = newlines(&self.source[..keyword]);
        if line >= own {
            self.line.saturating_add(line - own)
        } else if self.line > own {
            // Lines may have been put in above, such as an import.
            self.line.saturating_sub(own - line).max(1)
        } else {
            self.line
        }
    }

    fn command(&self) -> Option<Command> {
        Commands::last(self.before())
    }

    fn column(&self) -> usize {
        self.command().map_or(0, |command| command.column(&self.source))
    }

    /// The same as [`Self::with_proof`], with lemmas before the theorem's own command.
    pub fn with_lemmas(&self, lemmas: &str, proof: &str) -> String {
        if lemmas.trim().is_empty() {
            return self.with_proof(proof);
        }
        let addition = Addition::before(self, lemmas);
        self.with_additions(&[addition], proof)
    }

    /// The same as [`Self::with_proof`], with additions above the theorem, which must be in order and
    /// lie apart. One that lies past the theorem's beginning is left out.
    pub fn with_additions(&self, additions: &[Addition], proof: &str) -> String {
        let mut text = String::with_capacity(self.hole.start + proof.len() + 64);
        let mut copied = 0;
        let declaration = self.declaration();
        for Addition { place, text: new } in additions {
            if let Some(kept) = self.source.get(copied..place.start)
                && place.end <= declaration
            {
                text.push_str(kept);
                text.push_str(new);
                copied = place.end;
            }
        }
        text.push_str(&self.source[copied..self.hole.start]);
        text.push_str(&placed(proof, self.column()));
        text.push_str(self.after());
        text
    }
}

/// Text that a finished file has above the theorem and the problem has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addition {
    /// What it takes the place of in [`Problem::source`]: nothing, or the hole of an earlier theorem.
    pub place: Range<usize>,
    /// The text.
    pub text: String,
}

impl Addition {
    /// Lemmas that stand before the theorem's own command.
    pub fn before(problem: &Problem, lemmas: &str) -> Self {
        let at = problem.declaration();
        let column = problem.column();
        let lemmas = indented(lemmas.trim_end(), column);
        Self { place: at..at, text: format!("{lemmas}\n\n{}", " ".repeat(column)) }
    }
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
            closing: None,
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
            "open A in\n-- c\nset_option x 1 in\ntheorem t : p := ",
            "theorem t : p := -- c\n  ",
        ] {
            for above in [
                "",
                "namespace A\n\ntheorem s : q := by\n  simp\n\n",
                "/- A remark. -/\n",
                "open N\n",
            ] {
                let problem = problem(&format!("{above}{head}"));
                assert_eq!(&problem.source[problem.declaration()..problem.hole.start], head);
                let text = problem.with_lemmas("theorem l : q := x\n", "l");
                assert_eq!(text, format!("{above}theorem l : q := x\n\n{head}l\n\nend A\n"));
                assert_eq!(problem.with_lemmas(" \n", "l"), problem.with_proof("l"));
            }
        }
    }
}
