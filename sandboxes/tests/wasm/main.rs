//! Honest and hostile guests against the real engine.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod guests;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use guests::{Guest, component, contract};
use polya_sandbox::wasm::{
    Call, CallError, Export, Grants, HostSettings, Limits, LoadError, LogLevel, Permission,
    Services, Tool, WasmHost,
};

fn host() -> WasmHost {
    WasmHost::new(&HostSettings::default()).unwrap()
}

fn load(guest: &Guest) -> Tool {
    host().load(&guest.name, &guest.component()).unwrap()
}

fn limited(limits: Limits) -> Call {
    Call { limits, ..Call::plain() }
}

/// Calls a guest that should be stopped, and sees that another call still works afterwards.
async fn stopped(guest: Guest, call: Call) -> CallError {
    let host = host();
    let tool = host.load("hostile", &guest.component()).unwrap();
    let error = tool.call("{}".to_owned(), &call).await.unwrap_err();
    let honest = host.load("echo", &Guest::default().component()).unwrap();
    let answer = honest.call("{\"x\":1}".to_owned(), &Call::plain()).await.unwrap();
    assert_eq!(answer.unwrap(), "{\"x\":1}");
    error
}

fn body(call: &str) -> Guest {
    Guest { call: call.to_owned(), ..Guest::default() }
}

#[tokio::test]
async fn an_honest_guest_introduces_itself_and_answers() {
    let tool = load(&Guest::default());
    assert_eq!(tool.exports(), [Export::Describe, Export::Call]);
    assert!(tool.requests().is_empty());
    let spec = tool.describe(&Call::plain()).await.unwrap();
    assert_eq!(spec.name, "echo");
    assert_eq!(spec.input_schema, r#"{"type":"object"}"#);
    assert_eq!(spec.output_schema, None);
    assert!(spec.deterministic);
    let answer = tool.call("∀ x, x = x".to_owned(), &Call::plain()).await.unwrap();
    assert_eq!(answer.unwrap(), "∀ x, x = x");
}

#[tokio::test]
async fn an_endless_loop_ends_at_its_time_limit() {
    let started = Instant::now();
    let limits = Limits { timeout_ms: 100, ..Limits::default() };
    let error = stopped(body("(loop (br 0)) unreachable"), limited(limits)).await;
    assert_eq!(error.to_string(), "tool `hostile` stopped: time limit 100 ms");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_memory_bomb_ends_at_its_memory_limit() {
    let grow = "(loop (br_if 0 (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable";
    let limits = Limits { memory_mib: 8, ..Limits::default() };
    let error = stopped(body(grow), limited(limits)).await;
    assert_eq!(error.to_string(), "tool `hostile` stopped: memory limit 8 MiB");
}

#[tokio::test]
async fn a_guest_that_starts_too_big_is_refused() {
    let guest = Guest { memory_pages: 1024, ..Guest::default() };
    let limits = Limits { memory_mib: 8, ..Limits::default() };
    let error = stopped(guest, limited(limits)).await;
    assert!(matches!(error, CallError::Memory { limit_mib: 8, .. }), "{error}");
}

#[tokio::test]
async fn endless_recursion_ends_at_the_stack() {
    let guest = Guest {
        call: "(call $down) unreachable".to_owned(),
        extra: "(func $down (call $down) (call $down))".to_owned(),
        ..Guest::default()
    };
    let error = stopped(guest, Call::plain()).await;
    assert!(matches!(error, CallError::Stack { .. }), "{error}");
}

#[tokio::test]
async fn a_gigabyte_of_output_is_cut_off() {
    // Claims a string of 1 GiB without having the memory for it.
    let lie = "(i32.store8 (i32.const 2048) (i32.const 0))
        (i32.store (i32.const 2052) (i32.const 0))
        (i32.store (i32.const 2056) (i32.const 1073741824)) (i32.const 2048)";
    let error = stopped(body(lie), Call::plain()).await;
    assert!(matches!(error, CallError::Contract { .. } | CallError::Trap { .. }), "{error}");
    // Has the memory, but answers more than its limit.
    let long = "(memory.fill (i32.const 8192) (i32.const 120) (i32.const 200000))
        (i32.store8 (i32.const 2048) (i32.const 0))
        (i32.store (i32.const 2052) (i32.const 8192))
        (i32.store (i32.const 2056) (i32.const 200000)) (i32.const 2048)";
    let error = stopped(body(long), Call::plain()).await;
    assert_eq!(error.to_string(), "tool `hostile` stopped: output of 200000 bytes, limit 65536");
}

#[tokio::test]
async fn bytes_that_are_not_text_break_the_contract() {
    let bad = "(i32.store8 (i32.const 8192) (i32.const 255))
        (i32.store8 (i32.const 2048) (i32.const 0))
        (i32.store (i32.const 2052) (i32.const 8192))
        (i32.store (i32.const 2056) (i32.const 1)) (i32.const 2048)";
    let error = stopped(body(bad), Call::plain()).await;
    assert!(matches!(error, CallError::Contract { .. }), "{error}");
}

#[tokio::test]
async fn a_trap_names_the_tool() {
    let error = stopped(body("unreachable"), Call::plain()).await;
    assert!(error.to_string().starts_with("tool `hostile` crashed: "), "{error}");
    let guest = Guest { describe: "unreachable".to_owned(), ..Guest::default() };
    let error = load(&guest).describe(&Call::plain()).await.unwrap_err();
    assert!(matches!(error, CallError::Trap { .. }), "{error}");
}

#[tokio::test]
async fn a_pointer_into_nowhere_breaks_the_contract() {
    let guest = Guest { describe: "(i32.const -8)".to_owned(), ..Guest::default() };
    let error = load(&guest).describe(&Call::plain()).await.unwrap_err();
    assert!(matches!(error, CallError::Contract { .. } | CallError::Trap { .. }), "{error}");
}

#[tokio::test]
async fn fuel_ends_a_call_after_the_same_number_of_steps_every_time() {
    let limits = Limits { fuel: 10_000, ..Limits::default() };
    for _ in 0..2 {
        let error = stopped(body("(loop (br 0)) unreachable"), limited(limits)).await;
        assert_eq!(error.to_string(), "tool `hostile` stopped: fuel limit 10000");
    }
    let tool = load(&Guest::default());
    assert!(tool.call("{}".to_owned(), &limited(limits)).await.unwrap().is_ok());
}

/// A guest that asks Lean about its input `times` times and answers with its input.
fn asks_lean(times: i32) -> Guest {
    Guest {
        world: "asker",
        imports: r#"(import "polya:tool/lean@0.1.0" "check" (func $check (param i32 i32 i32)))"#
            .to_owned(),
        call: format!(
            "(local $n i32) (local.set $n (i32.const {times}))
             (loop (call $check (local.get $ptr) (local.get $len) (i32.const 3000))
               (local.set $n (i32.sub (local.get $n) (i32.const 1)))
               (br_if 0 (local.get $n))) {}",
            guests::ok_echo()
        ),
        ..Guest::default()
    }
}

fn with_asker(guest: &Guest) -> Vec<u8> {
    let wit = contract() + "\nworld asker { include tool; import lean; }\n";
    component(&guest.wat(), &wit, guest.world)
}

#[derive(Default)]
struct Counting {
    checks: AtomicUsize,
    lines: Mutex<Vec<String>>,
}

impl Services for Counting {
    fn log(&self, tool: &str, _level: LogLevel, message: &str) {
        self.lines.lock().unwrap().push(format!("{tool}: {message}"));
    }
    fn progress(&self, _tool: &str, _done: u32, _total: u32, _message: &str) {}
    fn check_term(&self, term: &str, _within: Duration) -> Result<String, String> {
        self.checks.fetch_add(1, Ordering::SeqCst);
        Ok(format!("{term} : Prop"))
    }
    fn premises(&self, _q: &str, _k: u32, _within: Duration) -> Result<Vec<String>, String> {
        Ok(Vec::new())
    }
}

#[tokio::test]
async fn an_import_is_a_request_and_only_a_grant_opens_it() {
    let tool = host().load("asker", &with_asker(&asks_lean(1))).unwrap();
    assert_eq!(tool.requests(), [Permission::Lean]);
    let error = tool.call("True".to_owned(), &Call::plain()).await.unwrap_err();
    assert_eq!(
        error.to_string().lines().next(),
        Some("tool `asker` needs the permission `lean`, which its manifest does not grant")
    );
    let services = Arc::new(Counting::default());
    let grants: Grants = [Permission::Lean].into_iter().collect();
    let call = Call { grants, services: services.clone(), ..Call::plain() };
    assert_eq!(tool.call("True".to_owned(), &call).await.unwrap().unwrap(), "True");
    assert_eq!(services.checks.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn calls_back_into_the_host_without_end_are_counted() {
    let tool = host().load("asker", &with_asker(&asks_lean(0))).unwrap();
    let services = Arc::new(Counting::default());
    let limits = Limits { host_calls: 50, ..Limits::default() };
    let call = Call { grants: Grants::all(), limits, services: services.clone() };
    let error = tool.call("True".to_owned(), &call).await.unwrap_err();
    assert_eq!(error.to_string(), "tool `asker` stopped: more than 50 calls into the host");
    assert_eq!(services.checks.load(Ordering::SeqCst), 50);
}

#[test]
fn what_is_no_tool_is_refused_with_its_reason() {
    let host = host();
    let load = |bytes: &[u8]| host.load("bad", bytes).map(drop).unwrap_err();
    let whole = Guest::default().component();

    let error = load(&whole[..whole.len() / 2]);
    assert!(matches!(error, LoadError::NotAComponent { .. }), "{error}");
    let error = load(b"not wasm at all");
    assert!(matches!(error, LoadError::NotAComponent { .. }), "{error}");
    let error = load(&wat::parse_str("(module)").unwrap());
    assert!(matches!(error, LoadError::CoreModule { .. }), "{error}");

    let other = "package other:thing@1.0.0; world w { export run: func(); }";
    let error = load(&component(r#"(module (func (export "run")))"#, other, "w"));
    assert!(matches!(error, LoadError::MissingExport { export: "describe", .. }), "{error}");

    let wants_files = "package other:thing@1.0.0;
        interface files { read: func(); }
        world w { import files; export run: func(); }";
    let guest = r#"(module (import "other:thing/files@1.0.0" "read" (func $r))
        (func (export "run") (call $r)))"#;
    let error = load(&component(guest, wants_files, "w"));
    assert!(
        matches!(&error, LoadError::UnknownImport { import, .. } if import == "other:thing/files@1.0.0"),
        "{error}"
    );
}

#[tokio::test]
async fn an_export_of_another_type_breaks_the_contract() {
    let wit =
        "package other:thing@1.0.0; world w { export describe: func(); export call: func(); }";
    let guest = r#"(module (func (export "describe")) (func (export "call")))"#;
    let tool = host().load("odd", &component(guest, wit, "w")).unwrap();
    let error = tool.describe(&Call::plain()).await.unwrap_err();
    assert!(matches!(error, CallError::Contract { .. }), "{error}");
}

#[tokio::test]
async fn compiled_code_that_was_changed_is_compiled_anew() {
    let folder = tempfile::tempdir().unwrap();
    let settings =
        HostSettings { cache: Some(folder.path().to_owned()), ..HostSettings::default() };
    let bytes = Guest::default().component();
    let other = Guest { name: "impostor".to_owned(), ..Guest::default() }.component();
    let cached = || {
        std::fs::read_dir(folder.path())
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "cwasm"))
            .collect::<Vec<_>>()
    };
    let name_of = async || {
        let host = WasmHost::new(&settings).unwrap();
        let tool = host.load("t", &bytes).unwrap();
        tool.describe(&Call::plain()).await.unwrap().name
    };
    assert_eq!(name_of().await, "echo");
    let ours = cached().pop().unwrap();
    WasmHost::new(&settings).unwrap().load("t", &other).unwrap();
    let theirs = cached().into_iter().find(|p| *p != ours).unwrap();

    // Another tool's valid file in our place, a flipped bit, a truncated file.
    std::fs::copy(&theirs, &ours).unwrap();
    assert_eq!(name_of().await, "echo");
    let mut flipped = std::fs::read(&ours).unwrap();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    std::fs::write(&ours, &flipped).unwrap();
    assert_eq!(name_of().await, "echo");
    std::fs::write(&ours, b"short").unwrap();
    assert_eq!(name_of().await, "echo");
}

#[tokio::test]
async fn eight_guests_do_not_delay_one_another() {
    let host = host();
    let looping = host.load("loop", &body("(loop (br 0)) unreachable").component()).unwrap();
    let honest = host.load("echo", &Guest::default().component()).unwrap();
    let limits = Limits { timeout_ms: 400, ..Limits::default() };
    let hostile: Vec<_> = (0..7)
        .map(|_| {
            let tool = looping.clone();
            tokio::spawn(async move { tool.call(String::new(), &limited(limits)).await })
        })
        .collect();
    for n in 0..50 {
        let answer = honest.call(n.to_string(), &Call::plain()).await.unwrap().unwrap();
        assert_eq!(answer, n.to_string());
    }
    assert!(hostile.iter().all(|task| !task.is_finished()), "honest calls waited for hostile ones");
    for task in hostile {
        assert!(matches!(task.await.unwrap(), Err(CallError::Time { .. })));
    }
}

#[tokio::test]
async fn more_calls_than_threads_all_get_their_answer() {
    let tool = load(&Guest::default());
    let calls: Vec<_> = (0..2_000)
        .map(|n| {
            let tool = tool.clone();
            tokio::spawn(async move { tool.call(n.to_string(), &Call::plain()).await })
        })
        .collect();
    for (n, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap().unwrap(), n.to_string());
    }
}
