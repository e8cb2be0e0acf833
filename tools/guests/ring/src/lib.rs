//! Tool `ring`: normal forms of polynomials, and the rewriting that proves what they show.
//!
//! Both sides of an equation over `Nat`, `Int` or a commutative (semi)ring are multiplied out. If
//! they agree, or differ by a combination of the context's equations, the tool proposes the chain
//! of rewrites that makes Lean see it. What it cannot read as a polynomial it takes as an
//! indeterminate, and where the normal forms show nothing it stays silent: a proposal of this tool
//! is worth a check.

mod goal;
mod linear;
mod poly;
mod propose;
mod read;
mod show;

#[cfg(target_family = "wasm")]
mod component;

pub use goal::{Goal, Hypothesis};
pub use propose::{Proposal, propose};
pub use read::normal_form;
