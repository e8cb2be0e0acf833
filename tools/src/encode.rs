//! From what a user's compiler wrote to a component of the contract.
//!
//! Compilers for WebAssembly write core modules. One that was built with generated bindings
//! carries a description of its world; one written by hand, in C or as WAT, does not, and then its
//! exports and imports tell which of the contract's functions it implements. Either way the result
//! is a component whose imports are exactly the interfaces that it uses.

use std::fmt::Write as _;

use polya_sandbox::wasm::{Export, Permission};
use wasmparser::{Parser, Payload};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// The contract's text: the published worlds, and those that were added beside them.
pub const CONTRACT: &str = concat!(
    include_str!("../wit/polya-tool-0.1.0/world.wit"),
    include_str!("../wit/polya-tool-0.1.0/in-file.wit")
);

/// Bytes that cannot become a tool.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// WAT text with an error in it.
    #[error("the WebAssembly text does not parse: {0}")]
    Wat(String),
    /// Neither a module nor a component.
    #[error("not WebAssembly: {0}")]
    NotWasm(String),
    /// A module that imports what the contract does not have.
    #[error(
        "the module imports `{module}` `{name}`, which is not part of the contract\n\
         hint: build without WASI (for Rust: `--target wasm32-unknown-unknown`)"
    )]
    ForeignImport {
        /// Module part of the import.
        module: String,
        /// Field part of the import.
        name: String,
    },
    /// A module without a required export.
    #[error(
        "the module does not export `{0}`\n\
         hint: a tool exports `memory`, `cabi_realloc`, `describe` and `call`"
    )]
    MissingExport(&'static str),
    /// The parts do not fit together.
    #[error("the module does not fit the contract: {0}")]
    Mismatch(String),
}

/// Makes a component of `bytes`: WAT text, a core module, or already a component.
pub fn component(bytes: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let bytes = wat::parse_bytes(bytes).map_err(|e| EncodeError::Wat(e.to_string()))?;
    if Parser::is_component(&bytes) {
        return Ok(bytes.into_owned());
    }
    if !Parser::is_core_wasm(&bytes) {
        return Err(EncodeError::NotWasm("it has no WebAssembly header".to_owned()));
    }
    let mut module = bytes.into_owned();
    let surface = Surface::read(&module)?;
    if !surface.described {
        let world = surface.world()?;
        let mut resolve = Resolve::default();
        let mismatch = |e: &dyn std::fmt::Display| EncodeError::Mismatch(format!("{e:#}"));
        let text = format!("{CONTRACT}\n{world}");
        let package = resolve.push_str("world.wit", &text).map_err(|e| mismatch(&e))?;
        let world =
            resolve.select_world(&[package], Some("this-tool")).map_err(|e| mismatch(&e))?;
        embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8)
            .map_err(|e| mismatch(&e))?;
    }
    ComponentEncoder::default()
        .module(&module)
        .and_then(|encoder| encoder.validate(true).encode())
        .map_err(|e| EncodeError::Mismatch(format!("{e:#}")))
}

/// What a core module imports and exports, and whether it carries a description of its world.
#[derive(Default)]
struct Surface {
    described: bool,
    imports: Vec<(String, String)>,
    exports: Vec<String>,
}

impl Surface {
    fn read(module: &[u8]) -> Result<Self, EncodeError> {
        let broken = |e: wasmparser::BinaryReaderError| EncodeError::NotWasm(e.to_string());
        let mut surface = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(broken)? {
                Payload::CustomSection(section) => {
                    surface.described |= section.name().starts_with("component-type");
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(broken)?;
                        surface.imports.push((import.module.to_owned(), import.name.to_owned()));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        surface.exports.push(export.map_err(broken)?.name.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(surface)
    }

    /// The world that has just this module's imports and exports.
    fn world(&self) -> Result<String, EncodeError> {
        let has = |name: &str| self.exports.iter().any(|e| e == name);
        for required in ["memory", "cabi_realloc", "describe", "call"] {
            if !has(required) {
                return Err(EncodeError::MissingExport(required));
            }
        }
        let mut world = "world this-tool {\n  include tool;\n".to_owned();
        world.push_str("  use types.{goal, candidate, refutation};\n");
        for (module, name) in &self.imports {
            if !Permission::ALL.iter().any(|p| p.interface() == module) {
                return Err(EncodeError::ForeignImport {
                    module: module.clone(),
                    name: name.clone(),
                });
            }
        }
        for permission in Permission::ALL {
            if self.imports.iter().any(|(module, _)| module == permission.interface()) {
                let _ = writeln!(world, "  import {};", permission.name());
            }
        }
        if has(Export::Propose.name()) {
            world.push_str("  export propose: func(goal: goal) -> list<candidate>;\n");
        }
        if has(Export::Refute.name()) {
            world.push_str("  export refute: func(goal: goal) -> refutation;\n");
        }
        if has(Export::ProposeInFile.name()) {
            world.push_str(
                "  export propose-in-file: func(goal: goal, before: string) -> list<candidate>;\n",
            );
        }
        if has(Export::RefuteInFile.name()) {
            world.push_str(
                "  export refute-in-file: func(goal: goal, before: string) -> refutation;\n",
            );
        }
        world.push_str("}\n");
        Ok(world)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_foreign_is_named() {
        let error = |wat: &str| component(wat.as_bytes()).unwrap_err().to_string();
        assert!(error("(module").starts_with("the WebAssembly text does not parse"));
        assert!(error("(module)").starts_with("the module does not export `memory`"));
        let foreign = r#"(module
            (import "wasi_snapshot_preview1" "fd_write"
              (func (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "describe") (result i32) unreachable)
            (func (export "call") (param i32 i32) (result i32) unreachable))"#;
        assert!(error(foreign).contains("`wasi_snapshot_preview1` `fd_write`"));
        let wrong_type = r#"(module
            (memory (export "memory") 1)
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "describe"))
            (func (export "call") (param i32 i32) (result i32) unreachable))"#;
        assert!(error(wrong_type).starts_with("the module does not fit the contract"));
    }
}
