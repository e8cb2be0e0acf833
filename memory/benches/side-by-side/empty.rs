//! The benchmark is `tantivy.rs`.
