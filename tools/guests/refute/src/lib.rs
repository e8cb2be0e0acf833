//! Tool `refute`: looks for values that make a goal's hypotheses true and its target false.
//!
//! Every variable of the goal runs through the small values of its type: numbers from zero,
//! truth values, short lists, elements of a type variable taken as a finite set, predicates and
//! functions as tables. Evaluation has three values: what cannot be known from finitely many
//! cases (a universal statement about all numbers with no exception found) is *unknown*, and only
//! hypotheses that are certainly true and a target that is certainly false make a counterexample.
//! So whatever is found is found by arithmetic alone, and it is written as Lean terms, so that Lean
//! can check it.

mod print;
mod search;
mod structure;

#[cfg(target_family = "wasm")]
mod component;

pub use search::{Found, Hypothesis, NotApplicable, Outcome, refute};
