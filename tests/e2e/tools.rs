//! Tools: from a template to a contribution in a report, false statements found false, and guests
//! that do harm to nobody.

use std::{fs, path::Path, process::Command};

use polya_tests::Polya;
use serde_json::Value;

use crate::polya;

/// A tool from the template of WebAssembly text; `change` edits its text.
fn wat(polya: &Polya, name: &str, change: impl Fn(String) -> String) -> String {
    polya.run(&["tools", "new", name, "--lang", "wat"]).expect(0);
    let file = format!("{name}/tool.wat");
    let text = change(polya.read(&file));
    fs::write(polya.folder().join(&file), text).expect("writable");
    file
}

/// Names of all tools.
fn names(polya: &Polya) -> Vec<String> {
    let listed = polya.run(&["tools", "list", "--json"]).expect(0).json();
    let tools = listed["tools"].as_array().expect("a list");
    tools.iter().map(|tool| tool["name"].as_str().expect("a name").to_owned()).collect()
}

/// A data folder of its own, with the provisioned Lean and the compiled tools of all tests.
pub(crate) fn own_home() -> Polya {
    let polya = polya().with_own_home();
    let shared = polya_lean::testing::home();
    fs::create_dir_all(polya.home()).expect("a folder");
    for part in ["toolchains", "libraries", "cache"] {
        fs::create_dir_all(shared.join(part)).expect("a folder");
        std::os::unix::fs::symlink(shared.join(part), polya.home().join(part)).expect("a link");
    }
    polya
}

/// Sees to it that Lean is there, once for all tests.
fn provision() {
    polya().run(&["setup"]).expect(0);
}

fn events(polya: &Polya, out: &str) -> Vec<Value> {
    let log = polya.read(polya.only_run(out).join("events.jsonl"));
    log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_built_in_tools_are_there_and_answer() {
    let polya = own_home();
    assert_eq!(names(&polya), ["calc", "refute", "ring", "sat", "seq"]);
    let value = polya.run(&["tools", "call", "calc", r#"{"expression": "1/3 + 1/6"}"#]).expect(0);
    assert_eq!(value.json()["value"], "1/2");
    let goal = "a b : Nat ⊢ (a + b) * (a + b) = a * a + 2 * a * b + b * b";
    let found = polya.run(&["tools", "call", "ring", "--goal", goal]).expect(0).json();
    assert_eq!(found["proposals"].as_array().map(Vec::len), Some(1), "{found}");
    let goal = "a : Nat; h : a ≠ 1 ⊢ a = 0";
    let found = polya.run(&["tools", "call", "refute", "--goal", goal]).expect(0).json();
    assert_eq!(found["refutation"]["detail"]["assignment"][0][1], "2", "{found}");
    let found = polya.run(&["tools", "call", "refute", "--goal", "n : Nat ⊢ n < n * n"]).expect(0);
    assert_eq!(found.json()["refutation"]["detail"]["assignment"][0][1], "0");
    let text = r#"{"text": "Since 7 × 13 = 92 and 92 + 9 = 101, done."}"#;
    let claims = polya.run(&["tools", "call", "calc", text]).expect(0).json();
    assert_eq!(
        (&claims["claims"][0]["holds"], &claims["claims"][1]["holds"]),
        (&false.into(), &true.into())
    );
    let terms = r#"{"terms": [0, 1, 3, 6, 10, 15, 21]}"#;
    let guess = polya.run(&["tools", "call", "seq", terms]).expect(0).json();
    assert_eq!(guess["closed_form"], "2 * t n = n * n + n");
    assert_eq!(guess["next"][0], "28");
    for tool in ["calc", "refute", "ring", "sat", "seq"] {
        polya.run(&["tools", "test", tool]).expect(0);
    }
    let shown = polya.run(&["tools", "show", "ring"]).expect(0).stdout;
    assert!(shown.contains("asks:    nothing"), "{shown}");

    polya
        .run(&["tools", "call", "ring", r#"{"expression": 3}"#])
        .expect(2)
        .says("at `/expression`");
    polya.run(&["tools", "call", "ring", "{"]).expect(2).says("not JSON");
    polya.run(&["tools", "show", "rin"]).expect(2).says("did you mean `ring`?");
    polya.run(&["tools", "remove", "ring"]).expect(2).says("built in");
}

#[test]
fn a_false_statement_ends_before_any_search() {
    provision();
    let polya = own_home();
    polya.file(
        "list.lean",
        "theorem back (a b : Nat) (h : a ≤ 9) : a - b + b = a := by sorry\n\
         theorem swapped (xs ys : List α) : xs ++ ys = ys ++ xs := by sorry\n\
         theorem both {α : Type} {p q : α → Prop} (h : ∀ x, p x ∨ q x) :\n    \
           (∀ x, p x) ∨ (∀ x, q x) := by sorry\n",
    );
    let report = &polya.run(&["run", "list.lean", "--json"]).expect(1).json()["report"];
    for problem in report["problems"].as_array().expect("problems") {
        assert_eq!(problem["end"]["reason"], "refuted", "{problem}");
        assert_eq!(problem["counterexamples"][0]["tool"], "refute");
        assert_eq!(problem["counterexamples"][0]["confirmed"], true, "{problem}");
        assert_eq!(problem["spent"].get("checks"), None, "{problem}");
    }
    let text = polya.run(&["report"]).expect(0).stdout;
    assert!(text.contains("counterexample of tool `refute`: a = 0, b = 1"), "{text}");
}

#[test]
fn a_tool_that_claims_too_much_changes_nothing() {
    provision();
    let polya = own_home();
    // It says of every statement that it is false, for no values at all.
    let file = wat(&polya, "naysayer", |text| {
        text.replace(
            "(func (export \"propose\")",
            "(func (export \"refute\") (param i32 i32 i32 i32) (result i32)
               (i32.store8 (i32.const 2300) (i32.const 0))
               (i32.store (i32.const 2304) (i32.const 0)) (i32.store (i32.const 2308) (i32.const 0))
               (i32.store (i32.const 2312) (i32.const 1400)) (i32.store (i32.const 2316) (i32.const 3))
               (i32.const 2300))
             (func (export \"propose\")",
        )
    });
    let tried = polya.run(&["tools", "test", &file, "--json"]).expect(1).json();
    let refuted = tried["checks"].as_array().expect("checks").iter().any(|check| {
        check["passed"] == false && check["what"].as_str().is_some_and(|w| w.contains("refute"))
    });
    assert!(refuted, "{tried}");
    polya.run(&["tools", "add", &file]).expect(0);
    polya.file("list.lean", "theorem t (n : Nat) : n + 0 = n := by sorry\n");
    let run = ["run", "list.lean", "--tools", "naysayer", "--json", "--out", "doubted"];
    let report = &polya.run(&run).expect(0).json()["report"];
    assert_eq!(report["solved"], 1);
    assert_eq!(report["problems"][0]["counterexamples"][0]["confirmed"], false);
    // Unless the user wants it to be believed.
    let believing = polya.with_variable("POLYA_BELIEVE_TOOLS", "1");
    let run = ["run", "list.lean", "--tools", "naysayer", "--json", "--out", "believed"];
    let report = &believing.run(&run).expect(1).json()["report"];
    assert_eq!(report["problems"][0]["end"]["reason"], "refuted");
}

#[test]
fn a_tool_from_the_template_is_added_used_and_named_in_the_report() {
    provision();
    let polya = own_home();
    let file = wat(&polya, "reflex", |text| text);
    polya.run(&["tools", "test", &file]).expect(0);
    polya.run(&["tools", "add", &file]).expect(0).says("asks for nothing");
    polya.run(&["tools", "add", &file]).expect(2).says("is taken by");
    polya.file("list.lean", "theorem t : 2 + 2 = 4 := by sorry\n");
    polya.run(&["run", "list.lean", "--tools", "reflex"]).expect(0);
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(report["contributions"]["tool reflex"], 1, "{report}");
    assert_eq!(report["tools"][0]["name"], "reflex");
    let text = polya.run(&["report"]).expect(0).stdout;
    assert!(text.contains("tool reflex"), "{text}");

    // Without it the run goes on, and says so.
    polya.run(&["tools", "remove", "reflex"]).expect(0);
    polya.run(&["run", "--resume"]).expect(0).says("continuing without a tool");
    polya.run(&["run", "list.lean", "--tools", "reflex"]).expect(2).says("no tool `reflex`");
}

#[test]
fn what_a_tool_asks_for_is_granted_by_the_user_alone() {
    let polya = own_home();
    let file = wat(&polya, "asker", |text| {
        text.replacen(
            "(module\n",
            "(module\n (import \"polya:tool/lean@0.1.0\" \"check\" (func $check (param i32 i32 i32)))\n",
            1,
        )
    });
    polya.run(&["tools", "add", &file]).expect(2).says("--grant lean");
    assert!(!names(&polya).contains(&"asker".to_owned()));
    polya.run(&["tools", "add", &file, "--grant", "recall"]).expect(2).says("does not ask for");
    polya.run(&["tools", "add", &file, "--grant", "none"]).expect(0).says("not granted: lean");
    let shown = polya.run(&["tools", "show", "asker", "--json"]).expect(0).json();
    assert_eq!((shown["asks"][0].as_str(), shown["granted"][0].as_str()), (Some("lean"), None));
    polya.run(&["tools", "remove", "asker"]).expect(0);
    let added = polya.run(&["tools", "add", &file, "--yes", "--json"]).expect(0).json();
    assert_eq!(added["granted"][0], "lean");
}

#[test]
fn a_run_goes_on_beside_tools_that_do_not_end_crash_or_lie() {
    provision();
    let polya = own_home();
    let body = |code: &str, text: String| {
        let opening = "(func (export \"propose\") (param i32 i32) (param $target i32) (param $length i32) (result i32)";
        assert!(text.contains(opening), "{text}");
        text.replace(opening, &format!("{opening} {code}"))
    };
    for (name, code) in [
        ("endless", "(loop (br 0)) "),
        ("crash", "unreachable "),
        (
            "flood",
            "(i32.store (i32.const 2200) (i32.const 0)) (i32.store (i32.const 2204) (i32.const 100000000)) (return (i32.const 2200)) ",
        ),
    ] {
        let file = wat(&polya, name, |text| body(code, text));
        polya.run(&["tools", "add", &file]).expect(0);
    }
    // A proposal that would leave its block, if nobody looked.
    let file = wat(&polya, "escape", |text| {
        text.replace("\"rfl\"", "\"sorry\\0atheorem x : False := sorry\"").replace(
            "(i32.store (i32.const 2224) (i32.const 3))",
            "(i32.store (i32.const 2224) (i32.const 34))",
        )
    });
    polya.run(&["tools", "add", &file]).expect(0);
    let manifest = polya.home().join("tools/endless.tool.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let text = text.replace("timeout-ms = 2000", "timeout-ms = 60");
    fs::write(&manifest, text).expect("writable");

    polya.file("list.lean", "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry\n");
    polya.run(&["run", "list.lean", "--out", "out"]).expect(0);
    let failures: Vec<String> = events(&polya, "out")
        .into_iter()
        .filter(|event| event["event"] == "tool_failed")
        .map(|event| event["message"].as_str().unwrap_or_default().to_owned())
        .collect();
    for start in
        ["tool `endless` stopped: time limit 60 ms", "tool `crash` crashed", "tool `flood` "]
    {
        assert!(failures.iter().any(|said| said.starts_with(start)), "{start}: {failures:?}");
    }
}

/// Builds, tests, adds and uses the tool whose component is `file`.
fn works(polya: &Polya, name: &str, file: &str) {
    polya.run(&["tools", "test", file]).expect(0);
    polya.run(&["tools", "add", file]).expect(0);
    polya.file("list.lean", "theorem t : 2 + 2 = 4 := by sorry\n");
    polya.run(&["run", "list.lean", "--tools", name]).expect(0);
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(report["contributions"][format!("tool {name}")], 1, "{report}");
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
}

#[test]
fn the_c_template_builds_where_there_is_a_compiler() {
    if !is_there("clang") || !is_there("wasm-ld") {
        // `polya tools new --lang c` says so, too.
        return;
    }
    provision();
    let polya = own_home();
    polya.run(&["tools", "new", "in-c", "--lang", "c"]).expect(0);
    let built =
        Command::new("sh").arg("build.sh").current_dir(polya.folder().join("in-c")).status();
    assert!(built.expect("a shell").success());
    works(&polya, "in-c", "in-c/tool.wasm");
}

#[test]
#[ignore = "compiles a project from the registry for a minute: `cargo test -p polya --test e2e -- --ignored template`"]
fn the_rust_template_builds_and_its_tests_pass() {
    provision();
    let polya = own_home();
    polya.run(&["tools", "new", "in-rust", "--lang", "rust"]).expect(0);
    let project = polya.folder().join("in-rust");
    let cargo = |args: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(args).current_dir(&project).env_remove("RUSTFLAGS");
        let done = command.env("CARGO_TARGET_DIR", project.join("target")).status();
        assert!(done.expect("cargo").success(), "{args:?}");
    };
    cargo(&["test"]);
    cargo(&["build", "--release", "--target", "wasm32-unknown-unknown"]);
    let file = "in-rust/target/wasm32-unknown-unknown/release/in_rust.wasm";
    assert!(Path::new(&polya.folder().join(file)).is_file());
    works(&polya, "in-rust", file);
}

#[test]
fn a_closed_form_that_seq_guessed_carries_a_proof() {
    let polya = polya();
    polya.file(
        "list.lean",
        "def odds : Nat → Nat\n  | 0 => 0\n  | n + 1 => odds n + (2 * n + 1)\n\n\
         theorem squares (n : Nat) : odds n = n * n := by sorry\n",
    );
    let run = ["run", "list.lean", "--json", "--checks-per-problem", "20", "--tools"];
    let with = |tools: &'static str| {
        let args: Vec<&str> = run.iter().copied().chain([tools]).collect();
        polya.run(&args)
    };
    let report = &with("seq").expect(0).json()["report"];
    let problem = &report["problems"][0];
    assert!(problem["contributions"].to_string().contains("seq"), "{problem:#}");
    assert!(problem["contributors"].to_string().contains("tools"), "{problem:#}");
    assert!(problem["spent"]["checks"].as_u64().is_some_and(|n| n <= 4), "{problem:#}");
    // So cheap only with it.
    let report = &with("off").json()["report"];
    let checks = report["problems"][0]["spent"]["checks"].as_u64();
    assert!(checks.is_some_and(|n| n > 4), "{report:#}");
}
