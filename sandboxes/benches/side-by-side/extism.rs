//! What a call of a small guest costs, in our own host and in Extism: the guest counts the bytes of its
//! argument and answers `{"bytes":N}`.
//!
//! Ours has a fresh instance for each call, on a thread of its own, with limits on time, memory, stack
//! and output. Extism is called in both of its ways: one instance for all calls, which keeps what the
//! guest left behind, and a fresh one for each.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use extism::{CompiledPlugin, Manifest, Plugin, PluginBuilder, Wasm};
use polya_sandbox::wasm::{Call, HostSettings, WasmHost};
use polya_tools::encode;

const ARGUMENT: &str = r#"{"expression":"2^64 % 97"}"#;
const ANSWER: &str = r#"{"bytes":26}"#;
const CALLS: usize = 2_000;

const OURS: &str = include_str!("../../../tools/templates/wat/tool.wat");

const EXTISM: &str = r#"(module
  (import "extism:host/env" "input_length" (func $length (result i64)))
  (import "extism:host/env" "alloc" (func $alloc (param i64) (result i64)))
  (import "extism:host/env" "store_u8" (func $store (param i64 i32)))
  (import "extism:host/env" "output_set" (func $answer (param i64 i64)))
  (memory (export "memory") 1)
  (data (i32.const 0) "{\22bytes\22:")
  (func (export "call") (result i32) (local $at i64) (local $i i32)
    (local.set $at (call $alloc (i64.const 12)))
    (loop $copy
      (call $store (i64.add (local.get $at) (i64.extend_i32_u (local.get $i))) (i32.load8_u (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $copy (i32.lt_u (local.get $i) (i32.const 9))))
    (call $store (i64.add (local.get $at) (i64.const 9))
      (i32.add (i32.const 48) (i32.wrap_i64 (i64.div_u (call $length) (i64.const 10)))))
    (call $store (i64.add (local.get $at) (i64.const 10))
      (i32.add (i32.const 48) (i32.wrap_i64 (i64.rem_u (call $length) (i64.const 10)))))
    (call $store (i64.add (local.get $at) (i64.const 11)) (i32.const 125))
    (call $answer (local.get $at) (i64.const 12))
    (i32.const 0)))"#;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    println!("{:<44} {:>9} {:>9}", "a call", "median", "p99");
    let folder = tempfile::tempdir()?;
    let host = WasmHost::new(&HostSettings {
        cache: Some(folder.path().to_owned()),
        ..HostSettings::default()
    })?;
    let text = OURS.replace("{{name}}", "bytes").replace("{{name-length}}", "5");
    let tool = host.load("bytes", &encode::component(text.as_bytes())?)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build()?;
    show("ours, fresh instance, own thread", || {
        let answer = runtime.block_on(tool.call(ARGUMENT.to_owned(), &Call::plain()))?;
        Ok(answer.map_err(|error| error.to_string())?)
    })?;

    let manifest = Manifest::new([Wasm::data(wat::parse_str(EXTISM)?)]);
    let manifest = manifest.with_timeout(Duration::from_secs(2));
    let compiled = CompiledPlugin::new(PluginBuilder::new(manifest).with_wasi(false))?;
    let mut plugin = Plugin::new_from_compiled(&compiled)?;
    show("Extism, one instance for all calls", || {
        Ok(plugin.call::<_, String>("call", ARGUMENT)?)
    })?;
    show("Extism, fresh instance", || {
        Ok(Plugin::new_from_compiled(&compiled)?.call::<_, String>("call", ARGUMENT)?)
    })
}

fn show(
    what: &str,
    mut call: impl FnMut() -> Result<String, Box<dyn Error + Send + Sync>>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut times = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let begun = Instant::now();
        let answer = call()?;
        times.push(begun.elapsed());
        assert_eq!(answer, ANSWER);
    }
    times.sort_unstable();
    let at = |part: usize| times[CALLS * part / 100].as_secs_f64() * 1e6;
    println!("{what:<44} {:>6.0} µs {:>6.0} µs", at(50), at(99));
    Ok(())
}
