//! Reading problem lists: what a user wants proved, as data.
//!
//! A list is a `.lean` file, a folder of them, a JSON Lines file or a TOML file. Whatever its
//! form, each entry becomes a [`Problem`]: a complete Lean file with one hole. This crate never runs
//! Lean and never decides whether a statement makes sense. The formats are described in `problems/README.md`.

mod faults;
mod finished;
mod folder;
mod json_lines;
mod lean;
mod load;
mod marks;
mod pattern;
mod problem;
#[cfg(test)]
mod splice_tests;
mod stored;
mod toml_list;

pub use faults::{Fault, Mended, SetAside, set_aside};
pub use finished::{Finished, finished};
pub use load::{LARGEST_FILE, LoadError, Malformed, ProblemList, load, read_bounded};
pub use pattern::Pattern;
pub use problem::{Addition, Expectation, Problem, ProblemId};
pub use stored::{read_lines, write_lines};
