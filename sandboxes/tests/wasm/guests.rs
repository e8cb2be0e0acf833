//! Small guests written as WAT, honest and hostile, wrapped as components of the contract.
#![allow(unreachable_pub, clippy::unwrap_used, reason = "a module of a test binary")]

use std::fmt::Write;

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// A guest under construction: the bodies of its exports as WAT instructions.
#[derive(Clone)]
pub struct Guest {
    pub world: &'static str,
    pub imports: String,
    pub describe: String,
    pub call: String,
    pub extra: String,
    pub name: String,
    pub memory_pages: u32,
}

impl Default for Guest {
    fn default() -> Self {
        Self {
            world: "tool",
            imports: String::new(),
            describe: "(i32.const 1024)".to_owned(),
            call: ok_echo(),
            extra: String::new(),
            name: "echo".to_owned(),
            memory_pages: 4,
        }
    }
}

/// Answers `ok(input)`.
pub fn ok_echo() -> String {
    "(i32.store8 (i32.const 2048) (i32.const 0))
     (i32.store (i32.const 2052) (local.get $ptr))
     (i32.store (i32.const 2056) (local.get $len))
     (i32.const 2048)"
        .to_owned()
}

impl Guest {
    /// The core module.
    pub fn wat(&self) -> String {
        let description = "gives back what it got";
        let schema = r#"{"type":"object"}"#;
        let (name_at, description_at, schema_at) = (512, 600, 700);
        let spec = [
            name_at,
            u32::try_from(self.name.len()).unwrap(),
            description_at,
            u32::try_from(description.len()).unwrap(),
            schema_at,
            u32::try_from(schema.len()).unwrap(),
            0,
            0,
            0,
            1,
        ];
        let bytes: String =
            spec.iter().flat_map(|w| w.to_le_bytes()).fold(String::new(), |mut text, b| {
                let _ = write!(text, "\\{b:02x}");
                text
            });
        format!(
            r#"(module
  {imports}
  (memory (export "memory") {pages})
  (global $next (mut i32) (i32.const 4096))
  (data (i32.const {name_at}) "{name}")
  (data (i32.const {description_at}) "{description}")
  (data (i32.const {schema_at}) "{schema}")
  (data (i32.const 1024) "{bytes}")
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
    (global.set $next (i32.add (local.get $at) (local.get 3)))
    (local.get $at))
  (func (export "describe") (result i32) {describe})
  (func (export "call") (param $ptr i32) (param $len i32) (result i32) {call})
  {extra})"#,
            imports = self.imports,
            pages = self.memory_pages,
            name = self.name,
            schema = schema.replace('"', "\\\""),
            describe = self.describe,
            call = self.call,
            extra = self.extra,
        )
    }

    /// The component.
    pub fn component(&self) -> Vec<u8> {
        component(&self.wat(), &contract(), self.world)
    }
}

/// The published contract.
pub fn contract() -> String {
    include_str!("../../../tools/wit/polya-tool-0.1.0/world.wit").to_owned()
}

/// Wraps a core module as a component of `world` in `wit`.
pub fn component(wat: &str, wit: &str, world: &str) -> Vec<u8> {
    let mut module = wat::parse_str(wat).unwrap_or_else(|e| panic!("{e}\n{wat}"));
    let mut resolve = Resolve::default();
    let package = resolve.push_str("contract.wit", wit).unwrap();
    let world = resolve.select_world(&[package], Some(world)).unwrap();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().module(&module).unwrap().validate(true).encode().unwrap()
}
