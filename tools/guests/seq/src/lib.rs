//! Tool `seq`: closed forms and recurrences from terms.
//!
//! A call guesses what a sequence is from its first terms: a polynomial, a power with a constant, a
//! linear recurrence, or one whose factor grows with the index. For a goal it computes the terms of
//! the functions that the problem's own file defines and proposes, as lemmas to be proved by
//! induction, the closed forms that fit. A guess is believed only if more terms agree than it has
//! freedom, and proves nothing: Lean checks the lemma like everything else.

mod fit;
mod fraction;
mod propose;

#[cfg(target_family = "wasm")]
mod component;

pub use fit::{ClosedForm, Recurrence, closed_form, recurrence};
pub use propose::{Proposal, propose};
