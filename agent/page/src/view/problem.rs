//! One problem as a page shows it.

use polya_agent::{report::ProblemReport, state::ProblemState};
use polya_problems::{Expectation, Problem};
use serde_json::Value;

use super::graph::GraphView;
use crate::history::Past;

/// One problem. Its figures are in the run's [`Report`](polya_agent::report::Report), at the same
/// place.
#[derive(Debug)]
pub struct ProblemView {
    /// Where the statement is written, and in which line.
    pub place: String,
    /// The theorem with its docstring, and with its proof if one was accepted; up to the hole
    /// otherwise, without what introduces the proof. Empty if the list does not have the problem any more.
    pub text: String,
    /// What came of it.
    pub verdict: Verdict,
    /// What the list says about its truth.
    pub expectation: Expectation,
    /// What the judge wrote down about the accepted proof.
    pub acceptance: Option<AcceptanceView>,
    /// Why the judge did not accept a proof, one entry for each time.
    pub rejections: Vec<String>,
    /// What went wrong outside mathematics.
    pub troubles: Vec<String>,
    /// The search graph, if there was a search.
    pub graph: Option<GraphView>,
}

/// What came of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The judge accepted a proof.
    Proved,
    /// Lean confirmed a counterexample, or the statement was otherwise shown to be unprovable.
    Refuted,
    /// Worked on, and not proved.
    Open,
    /// The statement does not elaborate.
    BadStatement,
    /// Nothing is known, for reasons outside mathematics.
    Failed,
    /// Not finished yet.
    Unfinished,
}

/// What the judge wrote down about an accepted proof.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcceptanceView {
    /// The axioms that the proof uses.
    pub axioms: Vec<String>,
    /// The kernels that checked it.
    pub kernels: Vec<String>,
    /// What was done about imported constants.
    pub imports: Option<String>,
    /// Seconds that the judgement took.
    pub seconds: Option<f64>,
    /// What the judge remarked.
    pub warnings: Vec<String>,
}

impl ProblemView {
    pub(super) fn of(
        report: &ProblemReport,
        state: &ProblemState,
        problem: Option<&Problem>,
        past: &Past<'_>,
        failures: usize,
    ) -> Self {
        let accepted = state.accepted.as_ref().filter(|_| report.solved);
        Self {
            place: problem.map_or_else(String::new, |problem| place(problem, past)),
            text: problem.map_or_else(String::new, |p| text(p, report.proof.as_deref())),
            verdict: Verdict::of(report),
            expectation: state.head.expectation,
            acceptance: accepted.map(|proof| AcceptanceView::of(&proof.acceptance.record)),
            rejections: past.rejections.clone(),
            troubles: past.troubles.clone(),
            graph: state.search.as_ref().map(|search| GraphView::of(&search.graph, past, failures)),
        }
    }
}

fn place(problem: &Problem, past: &Past<'_>) -> String {
    let path = problem.path.display();
    match past.place {
        Some((line, Some(column))) => format!("{path}:{line}:{}", column + 1),
        Some((line, None)) => format!("{path}:{line}"),
        None => format!("{path}:{}", problem.line),
    }
}

/// The theorem's own command, with the proof in its hole.
fn text(problem: &Problem, proof: Option<&str>) -> String {
    let start = problem.declaration();
    let Some(proof) = proof else {
        let statement = problem.before().get(start..).unwrap_or_default().trim_end();
        // What introduces a proof is not part of a statement.
        let bare = statement.strip_suffix("by").map(str::trim_end).filter(|s| s.ends_with(":="));
        let bare = bare.unwrap_or(statement);
        return bare.strip_suffix(":=").unwrap_or(bare).trim_end().to_owned();
    };
    let whole = problem.with_proof(proof);
    let end = whole.len().saturating_sub(problem.after().len());
    whole.get(start..end).unwrap_or_default().trim_end().to_owned()
}

impl Verdict {
    fn of(report: &ProblemReport) -> Self {
        use polya_agent::event::ProblemEnd as End;
        match &report.end {
            Some(End::Proved) if report.solved => Self::Proved,
            Some(End::Refuted) => Self::Refuted,
            Some(End::BadStatement { .. }) => Self::BadStatement,
            Some(End::Infrastructure { .. } | End::ModelAway { .. }) => Self::Failed,
            Some(_) => Self::Open,
            None => Self::Unfinished,
        }
    }

    /// A sign that tells verdicts apart without colour.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Proved => "✓",
            Self::Refuted => "⊥",
            Self::Open => "○",
            Self::BadStatement => "!",
            Self::Failed => "⚡",
            Self::Unfinished => "…",
        }
    }

    /// In a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Refuted => "refuted",
            Self::Open => "open",
            Self::BadStatement => "bad statement",
            Self::Failed => "failed",
            Self::Unfinished => "not finished",
        }
    }

    /// As a name in style sheets.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Refuted => "refuted",
            Self::Open => "open",
            Self::BadStatement | Self::Failed => "failed",
            Self::Unfinished => "unfinished",
        }
    }
}

impl AcceptanceView {
    /// The record is in the judge's own form; what is not there is left out.
    fn of(record: &Value) -> Self {
        let text = |key: &str| record.get(key).and_then(Value::as_str).map(str::to_owned);
        let texts = |key: &str| {
            let entries = record.get(key).and_then(Value::as_array);
            entries.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Self {
            axioms: texts("axioms"),
            kernels: texts("kernels"),
            imports: text("imports"),
            seconds: record.get("seconds").and_then(Value::as_f64),
            warnings: texts("warnings"),
        }
    }
}
