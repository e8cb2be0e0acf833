//! Reading problem lists: what a user wants proved, as data.
//!
//! A list is a `.lean` file, a folder of them, a JSON Lines file or a TOML file. Whatever its
//! form, each entry becomes a [`Problem`]: a complete Lean file with one hole. This crate knows
//! Lean's surface text well enough to find theorems and holes; it never runs Lean and never
//! decides whether a statement makes sense.

mod problem;

pub use problem::{Expectation, Problem, ProblemId};
