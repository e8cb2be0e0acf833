//! A generated statement, and the problem made of it.

use std::{collections::BTreeSet, fmt::Write as _};

use polya_problems::{Expectation, Problem, ProblemId};

/// A statement with the definitions that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The family it is from.
    pub family: &'static str,
    /// Definitions before the theorem, complete lines; empty for none.
    pub preamble: String,
    /// Variables and hypotheses: names (none for an instance) and type.
    pub binders: Vec<(Vec<String>, String)>,
    /// What is to be proved.
    pub conclusion: String,
}

impl Statement {
    pub(super) fn new(family: &'static str) -> Self {
        Self { family, ..Self::default() }
    }

    /// Adds variables of one type, or one hypothesis.
    pub(super) fn bind<S: Into<String>>(
        &mut self,
        names: impl IntoIterator<Item = S>,
        ty: impl Into<String>,
    ) -> &mut Self {
        self.binders.push((names.into_iter().map(Into::into).collect(), ty.into()));
        self
    }

    pub(super) fn concluding(&mut self, conclusion: impl Into<String>) -> Self {
        self.conclusion = conclusion.into();
        std::mem::take(self)
    }

    fn binder_text(&self) -> String {
        let mut text = String::new();
        for (names, ty) in &self.binders {
            // Writing to a string cannot fail, here and below.
            let _ = if names.is_empty() {
                write!(text, " [{ty}]")
            } else {
                write!(text, " ({} : {ty})", names.join(" "))
            };
        }
        text
    }

    /// The statement as a proposition without free variables.
    pub(super) fn closed(&self) -> String {
        if self.binders.is_empty() {
            return format!("({})", self.conclusion);
        }
        format!("(∀{}, {})", self.binder_text(), self.conclusion)
    }

    /// Names that bring the closed form back to the theorem's own goal by `intro`.
    pub(super) fn introduction(&self) -> String {
        let names: Vec<&str> = self
            .binders
            .iter()
            .flat_map(|(names, _)| {
                let plain = names.iter().map(String::as_str);
                plain.chain(names.is_empty().then_some("_"))
            })
            .collect();
        names.join(" ")
    }

    /// The problem, called by its number.
    pub fn problem(&self, number: u64) -> Problem {
        let theorem = format!("goal_{number}");
        let head = format!(
            "{}theorem {theorem}{} : {} := ",
            self.preamble,
            self.binder_text(),
            self.conclusion
        );
        problem(&format!("{}/{theorem}", self.family), &theorem, &head)
    }
}

/// A problem whose text is `head`, ending in `:=`, and a hole.
pub(super) fn problem(id: &str, theorem: &str, head: &str) -> Problem {
    let source = format!("{head}by sorry\n");
    Problem {
        id: ProblemId::new(id),
        theorem: theorem.to_owned(),
        path: "generated.lean".into(),
        line: 1,
        hole: head.len()..head.len() + "by sorry".len(),
        source: source.into(),
        closing: None,
        informal: None,
        level: id.split_once('/').map(|(family, _)| family.to_owned()),
        tags: BTreeSet::new(),
        expectation: Expectation::Unknown,
    }
}
