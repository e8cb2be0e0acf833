//! Tools: special knowledge that joins the search without being trusted.
//!
//! A tool is a WebAssembly component of the contract in `wit/`. This crate turns what a user
//! brings into such a component ([`encode`]), holds what the user allows it ([`manifest`]), and
//! keeps the tools of an installation, the built-in ones included, under their names
//! ([`Registry`]). It runs nothing itself (`polya-sandbox` does) and believes nothing a tool says:
//! answers are hints for whoever asked.

pub mod bench;
mod builtin;
pub mod encode;
pub mod manifest;
mod outside;
mod registry;
mod schema;
mod template;
pub mod trial;

#[doc(hidden)]
pub use builtin::builtin_sources_hash;
pub use manifest::{Manifest, ManifestError};
pub use outside::{OutsideError, OutsideServer, OutsideTool};
pub use polya_sandbox::wasm;
pub use registry::{Added, Answer, Origin, Registered, Registry, RegistryError, UseError};
pub use schema::Schema;
pub use template::{Language, Missing, TemplateError, write_template};
