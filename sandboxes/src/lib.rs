//! Keeping what is not trusted away from the host: confinement of outside processes, such as a
//! `lean` that elaborates text from a model.
//!
//! This crate knows nothing of Lean, of proofs or of models. It answers one question: what may
//! this program touch, and for how long.

pub mod confine;
