//! Support for end-to-end tests: the program in a folder of its own, with a clean environment, the
//! tests' shared data folder and a deadline for everything.
//!
//! Nothing here waits by sleeping for a fixed time: it waits for ends, lines and conditions, and
//! fails when the deadline passes.

mod process;

pub use process::{Finished, Polya, Running, wait_until};
