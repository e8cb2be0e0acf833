//! Keeping what is not trusted away from the host.
//!
//! [`confine`] is for outside processes, such as a `lean` that elaborates text from a model;
//! [`wasm`] is for tools that come as WebAssembly components. Nothing here knows of Lean, of proofs
//! or of models, nor any tool by name. Both answer one question: what may this touch, how much may
//! it use up, and for how long.

pub mod confine;
#[cfg(feature = "wasm")]
pub mod wasm;
