//! Reading problem lists: what a user wants proved, as data.
//!
//! A list is a `.lean` file, a folder of them, a JSON Lines file or a TOML file. Whatever its
//! form, each entry becomes a [`Problem`]: a complete Lean file with one hole. This crate never runs
//! Lean and never decides whether a statement makes sense. The formats are described in `problems/README.md`.

mod folder;
mod json_lines;
mod lean;
mod load;
mod marks;
mod pattern;
mod problem;
mod toml_list;

pub use load::{LoadError, Malformed, ProblemList, load};
pub use pattern::Pattern;
pub use problem::{Expectation, Problem, ProblemId};
