//! End-to-end tests: the real program, the real Lean, a real folder. Only the network and other
//! people's servers are replaced, and only where a test is about their absence.
//!
//! One binary, one module for each concern.

mod command_line;
mod data;
mod faults;
mod interruption;
mod lean;
mod learning;
mod mcp;
mod memory;
mod model;
mod provers;
mod report;
mod runs;
mod text;
mod tools;
mod trial;

use polya_tests::Polya;

/// A fresh folder to run the program in.
fn polya() -> Polya {
    Polya::new(env!("CARGO_BIN_EXE_polya"))
}
