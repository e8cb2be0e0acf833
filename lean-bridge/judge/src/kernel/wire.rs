//! What is said between the judge and a kernel's process.

use serde::{Deserialize, Serialize};

use super::terms::{Binder, Constant, Expr, Kind, Level, Name, TermTables, Terms};

/// What a kernel is asked to add, in this order, to an environment that starts from nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    /// All names, levels and terms.
    pub(crate) tables: TermTables,
    /// All constants.
    pub(crate) constants: Vec<Constant>,
    /// The declarations.
    pub(crate) steps: Vec<Step>,
    /// The kernel's own measure of patience for one declaration, in thousands of small
    /// allocations; zero is without limit.
    pub(crate) heartbeats: u64,
    /// How many of the constants are theorems that are given without their proofs, as if they were
    /// axioms.
    pub(crate) statements: usize,
}

impl Request {
    /// How many constants are to be checked.
    pub(crate) fn checked_constants(&self) -> usize {
        self.steps.iter().filter(|step| step.checked).map(|step| step.members.len()).sum()
    }

    /// One theorem, `∀ p : Prop, p → p`, with a right proof, or with one of something else.
    pub(crate) fn known(right: bool) -> Self {
        let mut terms = Terms::default();
        let root = terms.name(Name::Anonymous);
        let name = terms.name(Name::Text(root, "known".into()));
        let zero = terms.level(Level::Zero);
        let prop = terms.expr(Expr::Sort(zero));
        let [b0, b1] = [0, 1].map(|index| terms.expr(Expr::Bound(index)));
        let implies = terms.expr(Expr::Pi(Binder::Explicit, b0, b1));
        let ty = terms.expr(Expr::Pi(Binder::Explicit, prop, implies));
        let result = if right { b0 } else { b1 };
        let identity = terms.expr(Expr::Lambda(Binder::Explicit, b0, result));
        let value = terms.expr(Expr::Lambda(Binder::Explicit, prop, identity));
        let kind = Kind::Theorem { value, all: [name].into() };
        Self {
            tables: terms.into(),
            constants: vec![Constant { name, level_params: [].into(), ty, kind }],
            steps: vec![Step { members: vec![0], checked: true }],
            heartbeats: 0,
            statements: 0,
        }
    }
}

/// One declaration: a constant alone, an inductive type with all that belongs to it, or the
/// quotient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// Positions of its constants in [`Request::constants`].
    pub(crate) members: Vec<u32>,
    /// False for a constant of the library that was checked before, or is trusted.
    pub(crate) checked: bool,
}

/// What the kernel's process answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// Declarations that were checked.
    pub(crate) checked: u64,
    /// Declarations that were only added.
    pub(crate) added: u64,
    /// Why the rest was not looked at.
    pub(crate) failure: Option<Failure>,
    /// Microseconds spent with the kernel, start-up not counted.
    pub(crate) microseconds: u64,
    /// Largest memory of the process, in bytes; 0 where the system does not tell.
    pub(crate) peak_memory: u64,
}

/// Why a declaration was not added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failure {
    /// The first constant of the declaration.
    pub(crate) constant: String,
    /// What kind of failure.
    pub(crate) reason: Reason,
    /// The kernel's words, or ours.
    pub(crate) message: String,
}

/// Kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Reason {
    /// The kernel refused the declaration.
    Refused,
    /// What the kernel made of an inductive type differs from what the file says.
    Differs,
    /// The kernel gave up: time, memory or depth.
    Limit,
    /// The request is not what it should be, or the library is not the one this was written for.
    Broken,
}
