//! WebAssembly tools: running a component that nobody trusts.
//!
//! A tool is a component of the contract in `tools/wit/`. It gets a fresh store for every call, no
//! import that was not granted, and five limits: time, memory, output, calls into the host and,
//! for reproducible runs, fuel. Guests run on threads of their own, so that none can stall the
//! asynchronous runtime. What a tool answers is a hint; nothing here interprets it.
//!
//! This module knows no tool by name and keeps no registry; that is `polya-tools`.

mod answer;
mod cache;
mod contract;
mod engine;
mod error;
mod limits;
mod link;
mod services;
mod state;
mod tool;

pub use contract::{
    Candidate, Counterexample, Export, Goal, Hypothesis, Permission, Refutation, Spec, ToolError,
};
pub use engine::{HostSettings, WasmHost};
pub use error::{CallError, LoadError};
pub use limits::Limits;
pub use services::{Call, Grants, LogLevel, NoServices, Services};
pub use tool::Tool;
