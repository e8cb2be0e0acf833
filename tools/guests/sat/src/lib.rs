//! Tool `sat`: propositional logic by a solver.
//!
//! A goal is read as a propositional statement: what is no connective is an atom. If the facts of the
//! context and the negated target have no model, the tool proposes the case distinction that proves
//! the goal; if they have one and all atoms are variables, that is a counterexample. A call solves
//! clauses or a formula and answers with a model or with the clauses learnt on the way to the
//! contradiction, each of which follows from those before it by unit propagation.

mod formula;
mod goal;
mod solve;

#[cfg(target_family = "wasm")]
mod component;

pub use formula::{Formula, read};
pub use goal::{Hypothesis, propose, refute};
pub use solve::{Outcome, solve_clauses, solve_formula};
