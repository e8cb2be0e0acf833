//! Everything between Polya and a running Lean: where a toolchain comes from, how to speak to its
//! language server, how to keep a pool of warm workers, and what a proof state looks like as data.
//!
//! This crate never decides whether a proof is *accepted*: what it reports comes from the process
//! that elaborated untrusted text. Acceptance is the business of `polya-judge`.

#[cfg(not(unix))]
compile_error!(
    "Polya runs on Linux: it confines Lean with namespaces, Landlock and seccomp. On Windows, build and run it in WSL 2, in a Linux virtual machine or in a container."
);

mod asking;
mod batch;
pub mod bench;
pub mod check;
pub mod compiler;
pub mod error;
pub mod escape;
pub mod goal;
pub mod kept;
pub mod launcher;
pub mod library;
pub mod olean;
pub mod pool;
pub mod premises;
pub mod process;
pub mod server;
#[doc(hidden)]
pub mod testing;
pub mod toolchain;
