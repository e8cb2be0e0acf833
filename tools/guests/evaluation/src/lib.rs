//! Printed statements on small values.
//!
//! Evaluation has three values: what cannot be known from finitely many cases is *unknown*, unless
//! it repeats itself so that finitely many are enough. Definitions of the problem's own file are
//! unfolded, its inductive predicates are what their rules derive, and the types that Lean does not
//! print are inferred.

mod catalogue;
mod derive;
mod domain;
mod eval;
mod forever;
mod infer;
mod library;
mod plain;
mod unfold;
mod value;

pub use domain::{Bounds, Domain, Sizes, domain};
pub use eval::{Evaluator, Result, Stop};
pub use infer::{annotate, annotate_source, operation};
pub use value::{Truth, Value};
