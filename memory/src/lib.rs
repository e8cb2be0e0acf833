//! Long-term memory: what one problem taught helps the next, and what is to be forgotten is gone.
//!
//! - [`relevance`] finds the documents, artifacts or premises, that a goal is about.

pub mod relevance;
