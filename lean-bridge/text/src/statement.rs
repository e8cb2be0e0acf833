//! Lean's printed statements as trees.
//!
//! Tools see goals as Lean prints them. This module reads the part of that notation that one can
//! compute with: propositional connectives, quantifiers, arithmetic, lists, pairs, application. It
//! knows precedence, not meaning: names stay names. Text outside the notation is an error, never a
//! guess.

mod parse;
mod show;
mod source;
mod token;
mod tree;

pub use parse::{ParseError, parse};
pub use show::show;
pub use source::{Function, Inductive, Source, Structure};
pub use tree::{Binary, Binder, Term, Unary};
