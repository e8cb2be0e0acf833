//! The registry over a real engine, with tools made from the WAT template.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::{fs, path::Path, sync::Arc};

use polya_tools::{
    Language, Origin, Registry, RegistryError, UseError,
    wasm::{Grants, HostSettings, NoServices, WasmHost},
    write_template,
};
use serde_json::json;

async fn open(folder: &Path) -> Registry {
    // Compiled once for all tests: what they are about is not the compiler.
    let cache = Some(Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools"));
    let settings = HostSettings { cache, ..HostSettings::default() };
    Registry::open(WasmHost::new(&settings).unwrap(), folder).await.unwrap()
}

/// A tool of this name, from the WAT template; `change` edits its text.
fn project(root: &Path, name: &str, change: impl Fn(String) -> String) -> std::path::PathBuf {
    let folder = root.join(name);
    write_template(Language::Wat, name, &folder).unwrap();
    let file = folder.join("tool.wat");
    fs::write(&file, change(fs::read_to_string(&file).unwrap())).unwrap();
    file
}

fn services() -> Arc<NoServices> {
    Arc::new(NoServices)
}

#[tokio::test]
async fn a_tool_is_inspected_added_called_found_again_and_removed() {
    let root = tempfile::tempdir().unwrap();
    let tools = root.path().join("tools");
    let file = project(root.path(), "count-bytes", |t| t);

    let mut registry = open(&tools).await;
    let seen = registry.inspect(&file).await.unwrap();
    assert_eq!(seen.spec().name, "count-bytes");
    assert!(seen.requests().is_empty());
    assert!(!tools.exists(), "inspecting keeps nothing");
    registry.add(seen, &Grants::none()).unwrap();

    let mut registry = open(&tools).await;
    let tool = registry.get("count-bytes").unwrap();
    assert!(matches!(tool.origin(), Origin::Added(_)));
    let answer = tool.call(&json!({"text": "abc"}), services()).await.unwrap();
    assert_eq!(answer.value, json!({"bytes": r#"{"text":"abc"}"#.len()}));

    registry.remove("count-bytes").unwrap();
    assert!(matches!(registry.get("count-bytes"), Err(RegistryError::Unknown { .. })));
    assert_eq!(fs::read_dir(&tools).unwrap().count(), 0);
}

#[tokio::test]
async fn arguments_are_checked_before_the_call_and_answers_after() {
    let root = tempfile::tempdir().unwrap();
    let file = project(root.path(), "count-bytes", |t| t);
    let mut registry = open(&root.path().join("tools")).await;
    let seen = registry.inspect(&file).await.unwrap();
    let tool = registry.add(seen, &Grants::none()).unwrap();
    let error = tool.call(&json!([1]), services()).await.unwrap_err();
    assert!(matches!(error, UseError::Arguments { .. }), "{error}");

    // One that answers `{"bytes"=3}`.
    let file = project(root.path(), "no-json", |t| t.replace(r"\22bytes\22:", r"\22bytes\22="));
    let seen = registry.inspect(&file).await.unwrap();
    let tool = registry.add(seen, &Grants::none()).unwrap();
    let error = tool.call(&json!({}), services()).await.unwrap_err();
    assert!(error.to_string().starts_with("tool `no-json` gave an answer that is not JSON"));
}

#[tokio::test]
async fn a_taken_name_is_refused_loudly() {
    let root = tempfile::tempdir().unwrap();
    let file = project(root.path(), "twin", |t| t);
    let mut registry = open(&root.path().join("tools")).await;
    let seen = registry.inspect(&file).await.unwrap();
    registry.add(seen, &Grants::none()).unwrap();
    let error = registry.inspect(&file).await.err().unwrap();
    assert!(error.to_string().starts_with("the name `twin` is taken by "), "{error}");
}

#[tokio::test]
async fn a_broken_tool_is_left_out_and_the_others_stay() {
    let root = tempfile::tempdir().unwrap();
    let tools = root.path().join("tools");
    let mut registry = open(&tools).await;
    for name in ["changed", "liar", "good", "cut"] {
        let seen = registry.inspect(&project(root.path(), name, |t| t)).await.unwrap();
        registry.add(seen, &Grants::none()).unwrap();
    }
    // Another component in its place.
    fs::copy(tools.join("good.wasm"), tools.join("changed.wasm")).unwrap();
    // Another name than it was added under, with a manifest that fits the file.
    let manifest = fs::read_to_string(tools.join("good.tool.toml")).unwrap();
    fs::write(tools.join("liar.tool.toml"), manifest).unwrap();
    // A manifest that was cut off.
    fs::write(tools.join("cut.tool.toml"), "component = \"cut.w").unwrap();

    let registry = open(&tools).await;
    let names: Vec<_> = registry
        .iter()
        .filter(|t| *t.origin() != Origin::BuiltIn)
        .map(polya_tools::Registered::name)
        .collect();
    assert_eq!(names, ["good"]);
    let messages: Vec<_> = registry.broken().iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages[0].contains("is not the component that was added"), "{messages:?}");
    assert!(messages[1].contains("is not a tool manifest"), "{messages:?}");
    assert!(messages[2].contains("now calls itself `good`"), "{messages:?}");
}

#[tokio::test]
async fn a_name_or_schema_that_cannot_be_used_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let registry = open(&root.path().join("tools")).await;
    let name = project(root.path(), "spaced", |t| t.replace("\"spaced\"", "\"spa ed\""));
    let error = registry.inspect(&name).await.err().unwrap();
    assert!(error.to_string().contains("1 to 64 characters"), "{error}");

    let schema =
        project(root.path(), "schema", |t| t.replace(r":\22object\22}", r":\22object\22]"));
    let mut registry = registry;
    let seen = registry.inspect(&schema).await.unwrap();
    let error = registry.add(seen, &Grants::none()).err().unwrap();
    assert!(error.to_string().contains("its input schema: not JSON"), "{error}");
}

#[test]
fn a_template_is_not_written_over_anything() {
    let root = tempfile::tempdir().unwrap();
    let error = write_template(Language::Wat, "x", root.path()).unwrap_err();
    assert!(error.to_string().contains("already exists"));
    let error = write_template(Language::Wat, "X y", &root.path().join("n")).unwrap_err();
    assert!(error.to_string().contains("cannot be the name of a tool"));
}

#[tokio::test]
async fn the_built_in_refuter_finds_counterexamples_quickly() {
    use polya_tools::wasm::{Export, Goal, Hypothesis, Refutation};

    let root = tempfile::tempdir().unwrap();
    let registry = open(root.path()).await;
    let refuters: Vec<_> =
        registry.with(Export::Refute).map(polya_tools::Registered::name).collect();
    assert_eq!(refuters, ["refute", "sat"]);
    let tool = registry.get("refute").unwrap();
    assert!(tool.requests().is_empty(), "a built-in tool asks for nothing");
    let local = |name: &str, ty: &str| Hypothesis {
        name: name.to_owned(),
        ty: ty.to_owned(),
        value: None,
        accessible: true,
    };
    let goal = Goal {
        hypotheses: vec![local("a", "Nat"), local("b", "Nat")],
        target: "a - b + b = a".to_owned(),
    };
    let Refutation::Found(found) = tool.refute(&goal, "", services()).await.unwrap() else {
        panic!("no counterexample")
    };
    assert_eq!(found.assignment, [("a".into(), "0".into()), ("b".into(), "1".into())]);
    let goal = Goal { target: "a + b = b + a".to_owned(), ..goal };
    let answer = tool.refute(&goal, "", services()).await.unwrap();
    assert!(matches!(answer, Refutation::NoneUpTo(_)), "{answer:?}");

    // What the problem's own file defines is read from its text.
    let goal = Goal { hypotheses: vec![local("n", "Nat")], target: "next n = n".to_owned() };
    let answer = tool.refute(&goal, "", services()).await.unwrap();
    assert!(matches!(answer, Refutation::NotApplicable(_)), "{answer:?}");
    let file = "def next (n : Nat) : Nat := n + 1\n";
    let answer = tool.refute(&goal, file, services()).await.unwrap();
    assert!(matches!(answer, Refutation::Found(_)), "{answer:?}");

    let answer = tool.call(&json!({"target": "∀ n : Nat, n < n * n"}), services()).await.unwrap();
    assert_eq!(answer.value["assignment"], json!({"n": "0"}));
}

#[tokio::test]
async fn what_a_tool_says_of_itself_reaches_no_terminal_unclean() {
    let root = tempfile::tempdir().unwrap();
    let registry = open(&root.path().join("tools")).await;
    let file = project(root.path(), "painter", |t| {
        t.replace("\"proposes rfl; a call counts", r#""\1b[31mred\0a\e2\80\aeproposes; a counts"#)
    });
    let seen = registry.inspect(&file).await.unwrap();
    let said = &seen.spec().description;
    assert!(said.contains("red") && said.contains("proposes"), "{said:?}");
    assert!(!said.chars().any(|c| c.is_control() || c == '\u{202e}'), "{said:?}");
}

#[tokio::test]
async fn a_proposal_without_text_or_chance_is_dropped() {
    use polya_tools::wasm::Goal;

    let root = tempfile::tempdir().unwrap();
    let mut registry = open(&root.path().join("tools")).await;
    let goal = Goal { hypotheses: Vec::new(), target: "1 = 1".to_owned() };
    for (name, from, to, left) in [
        ("plain", "(module", "(module", 1),
        ("nan", "(f32.const 0.5)", "(f32.const nan)", 0),
        ("negative", "(f32.const 0.5)", "(f32.const -1)", 0),
        ("blank", "\"rfl\"", "\"   \"", 0),
        ("loud", "(f32.const 0.5)", "(f32.const inf)", 1),
    ] {
        let file = project(root.path(), name, |t| t.replace(from, to));
        let seen = registry.inspect(&file).await.unwrap();
        let tool = registry.add(seen, &Grants::none()).unwrap();
        let found = tool.propose(&goal, "", services()).await.unwrap();
        assert_eq!(found.len(), left, "{name}");
        assert!(found.iter().all(|c| c.weight <= 1.0), "{name}");
    }
}

#[tokio::test]
async fn a_trial_says_what_an_author_should_mend() {
    let root = tempfile::tempdir().unwrap();
    let registry = open(&root.path().join("tools")).await;
    let file = project(root.path(), "good", |t| t);
    let trial = polya_tools::trial::of(&registry.trial(&file).await.unwrap()).await;
    assert!(trial.passed(), "{trial:?}");
    // One that answers rubbish as if it were an argument.
    let file = project(root.path(), "careless", |t| t.replace("(i32.const 125)", "(i32.const 32)"));
    let trial = polya_tools::trial::of(&registry.trial(&file).await.unwrap()).await;
    let failed: Vec<&str> =
        trial.checks.iter().filter(|c| !c.passed).map(|c| c.what.as_str()).collect();
    assert_eq!(failed, ["refuses what is no JSON"]);
    assert!(!root.path().join("tools").exists(), "a trial keeps nothing");
    for tool in registry.iter() {
        let trial = polya_tools::trial::of(tool).await;
        assert!(trial.passed(), "{trial:?}");
    }
}
