//! The types of `tools/wit/polya-tool-0.1.0`, seen from the host.

use serde::{Deserialize, Serialize};
use wasmtime::component::{ComponentType, Lift, Lower};

/// How a tool introduces itself. Untrusted text until the registry has checked it.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(record)]
pub struct Spec {
    /// The name under which it is registered.
    pub name: String,
    /// What it is for, in one or two sentences.
    pub description: String,
    /// JSON Schema of the argument of `call`.
    #[component(name = "input-schema")]
    pub input_schema: String,
    /// JSON Schema of the result, if the tool can say.
    #[component(name = "output-schema")]
    pub output_schema: Option<String>,
    /// The same input always gives the same output.
    pub deterministic: bool,
}

/// Why a call gave no result, in the tool's own words.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(variant)]
#[serde(tag = "kind", content = "message", rename_all = "kebab-case")]
pub enum ToolError {
    /// The argument does not make sense.
    #[component(name = "bad-input")]
    BadInput(String),
    /// The computation failed.
    #[component(name = "failed")]
    Failed(String),
    /// Something the tool needs was not there.
    #[component(name = "unavailable")]
    Unavailable(String),
}

impl std::fmt::Display for ToolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BadInput(text) => write!(f, "bad input: {text}"),
            Self::Failed(text) => write!(f, "failed: {text}"),
            Self::Unavailable(text) => write!(f, "unavailable: {text}"),
        }
    }
}

/// One line of a goal's local context, as Lean prints it.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(record)]
pub struct Hypothesis {
    /// User name.
    pub name: String,
    /// Type.
    pub ty: String,
    /// Value of a `let` variable.
    #[serde(default)]
    pub value: Option<String>,
    /// False if the name cannot be written in a tactic.
    pub accessible: bool,
}

/// A proof state with one goal.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(record)]
pub struct Goal {
    /// Local context, outermost first.
    pub hypotheses: Vec<Hypothesis>,
    /// Target, without `⊢`.
    pub target: String,
}

/// A tactic worth trying.
#[derive(Clone, Debug, PartialEq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(record)]
pub struct Candidate {
    /// The tactic's text.
    pub tactic: String,
    /// Estimated chance that it helps; clamp to (0, 1] before use.
    pub weight: f32,
}

/// Values that make a statement false.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(record)]
pub struct Counterexample {
    /// Variable and value, in the order of the quantifiers.
    pub assignment: Vec<(String, String)>,
    /// What the statement says under this assignment.
    pub explanation: String,
}

/// What a search for a counterexample found.
#[derive(Clone, Debug, PartialEq, Eq, ComponentType, Lift, Lower, Serialize, Deserialize)]
#[component(variant)]
#[serde(tag = "result", content = "detail", rename_all = "kebab-case")]
pub enum Refutation {
    /// The statement is false for these values, says the tool.
    #[component(name = "found")]
    Found(Counterexample),
    /// None within the bounds described.
    #[component(name = "none-up-to")]
    NoneUpTo(String),
    /// Outside what the tool can evaluate.
    #[component(name = "not-applicable")]
    NotApplicable(String),
}

/// A function that a tool may export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Export {
    /// Introduces itself; required.
    Describe,
    /// JSON in, JSON out; required.
    Call,
    /// Proposes tactics for a goal.
    Propose,
    /// Looks for a counterexample to a goal.
    Refute,
    /// Proposes, with the text of the problem's file before the statement.
    ProposeInFile,
    /// Looks for a counterexample, with the same text.
    RefuteInFile,
}

impl Export {
    /// All of them, in the contract's order.
    pub const ALL: [Self; 6] = [
        Self::Describe,
        Self::Call,
        Self::Propose,
        Self::Refute,
        Self::ProposeInFile,
        Self::RefuteInFile,
    ];

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Call => "call",
            Self::Propose => "propose",
            Self::Refute => "refute",
            Self::ProposeInFile => "propose-in-file",
            Self::RefuteInFile => "refute-in-file",
        }
    }
}

/// A permission that a tool asks for by importing an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// Write lines to the run log.
    Log,
    /// Report progress of a long call.
    Progress,
    /// Ask Lean to elaborate a term.
    Lean,
    /// Recall premises and lemmas.
    Recall,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Log, Self::Progress, Self::Lean, Self::Recall];

    /// Its name in a manifest's `[grant]` table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Progress => "progress",
            Self::Lean => "lean",
            Self::Recall => "recall",
        }
    }

    /// The interface of the contract that it opens.
    pub fn interface(self) -> &'static str {
        match self {
            Self::Log => "polya:tool/log@0.1.0",
            Self::Progress => "polya:tool/progress@0.1.0",
            Self::Lean => "polya:tool/lean@0.1.0",
            Self::Recall => "polya:tool/recall@0.1.0",
        }
    }
}

/// The interface of shared types: an import of it asks for nothing.
pub(super) const TYPES_INTERFACE: &str = "polya:tool/types@0.1.0";
