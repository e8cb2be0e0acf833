//! Why a component cannot be a tool, and why a call of one ended without an answer.

use std::path::PathBuf;

use super::contract::Permission;

/// A component that cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The engine could not be set up.
    #[error("cannot start the WebAssembly engine: {0}")]
    Engine(String),
    /// The bytes are not a WebAssembly component.
    #[error("`{tool}` is not a WebAssembly component: {reason}")]
    NotAComponent {
        /// Name or path of the tool.
        tool: String,
        /// What the parser said.
        reason: String,
    },
    /// A plain module, not a component.
    #[error(
        "`{tool}` is a core WebAssembly module, not a component\n\
         hint: wrap it with `wit-component`, or build it from the template of `polya tools new`"
    )]
    CoreModule {
        /// Name or path of the tool.
        tool: String,
    },
    /// Imports something that is not part of the contract.
    #[error(
        "`{tool}` imports `{import}`, which Polya does not offer\n\
         hint: build it for the world `polya:tool/tool@0.1.0`, without WASI"
    )]
    UnknownImport {
        /// Name or path of the tool.
        tool: String,
        /// The import.
        import: String,
    },
    /// Lacks `describe` or `call`.
    #[error(
        "`{tool}` does not export `{export}`\n\
         hint: it was built for another world; a tool exports `describe` and `call` of `polya:tool@0.1.0`"
    )]
    MissingExport {
        /// Name or path of the tool.
        tool: String,
        /// The export.
        export: &'static str,
    },
    /// The cache of compiled code cannot be used.
    #[error("cannot use the cache of compiled tools at `{path}`: {source}")]
    Cache {
        /// Where.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
}

/// A call that ended without an answer of the tool's own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The time limit was reached.
    #[error("tool `{tool}` stopped: time limit {limit_ms} ms")]
    Time {
        /// Name of the tool.
        tool: String,
        /// The limit.
        limit_ms: u64,
    },
    /// The memory limit was reached.
    #[error("tool `{tool}` stopped: memory limit {limit_mib} MiB")]
    Memory {
        /// Name of the tool.
        tool: String,
        /// The limit.
        limit_mib: u32,
    },
    /// The call stack was exhausted.
    #[error("tool `{tool}` stopped: call stack exhausted")]
    Stack {
        /// Name of the tool.
        tool: String,
    },
    /// The fuel was used up.
    #[error("tool `{tool}` stopped: fuel limit {limit}")]
    Fuel {
        /// Name of the tool.
        tool: String,
        /// The limit.
        limit: u64,
    },
    /// The answer is too long.
    #[error("tool `{tool}` stopped: output of {bytes} bytes, limit {limit}")]
    Output {
        /// Name of the tool.
        tool: String,
        /// Bytes answered.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Too many calls into the host.
    #[error("tool `{tool}` stopped: more than {limit} calls into the host")]
    HostCalls {
        /// Name of the tool.
        tool: String,
        /// The limit.
        limit: u32,
    },
    /// It needs a permission that was not granted.
    #[error(
        "tool `{tool}` needs the permission `{}`, which its manifest does not grant\n\
         hint: set `{} = true` under `[grant]` in its manifest, or remove the tool", permission.name(), permission.name()
    )]
    Denied {
        /// Name of the tool.
        tool: String,
        /// The permission.
        permission: Permission,
    },
    /// It trapped: a panic, an assertion, a division by zero.
    #[error("tool `{tool}` crashed: {reason}")]
    Trap {
        /// Name of the tool.
        tool: String,
        /// The kind of trap, and where.
        reason: String,
    },
    /// It does not export what was called.
    #[error("tool `{tool}` cannot `{export}`")]
    NotExported {
        /// Name of the tool.
        tool: String,
        /// What was called.
        export: &'static str,
    },
    /// Its export has another type than the contract says, or its answer is not well-formed.
    #[error("tool `{tool}` breaks the contract: {reason}")]
    Contract {
        /// Name of the tool.
        tool: String,
        /// What was wrong.
        reason: String,
    },
    /// The host is shutting down, or its threads are gone.
    #[error("tool `{tool}` was not called: the tool host has stopped")]
    Stopped {
        /// Name of the tool.
        tool: String,
    },
}
