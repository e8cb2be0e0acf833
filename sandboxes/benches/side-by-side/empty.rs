//! The benchmark is `extism.rs`.
