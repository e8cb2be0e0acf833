//! The one reader of Lean's surface text.
//!
//! What can be known of a Lean file without Lean: its tokens, its import header, where each command
//! begins and ends, which namespaces are open there, and the trees of printed statements. Nothing
//! here runs Lean, reads files, or decides whether a text makes sense; users may declare notation of
//! their own, so a reader that has no parser must be content with places. No text makes a function
//! of this crate fail or panic. The crate compiles to WebAssembly: the built-in tools use it.
//!
//! The judge reads text with a scanner of its own (`polya_judge::scan`), because a fault here must
//! not become a fault there; a test compares the two.

mod commands;
pub mod header;
pub mod keywords;
pub mod lexer;
pub mod name;
mod scope;
pub mod splice;
pub mod statement;

pub use commands::{Body, Command, Commands, Declaration, What, column};
pub use header::Header;
pub use scope::Scopes;
