//! Every statement that ships with the project means something to the real Lean.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use polya_problems::load;
use serde_json::Value;

/// What `lean` says about a file, by severity.
fn messages(file: &Path) -> Vec<(String, String)> {
    let output = polya_lean::testing::toolchain()
        .command()
        .arg("--json")
        .arg(file)
        .output()
        .expect("lean can be started");
    let lines = String::from_utf8(output.stdout).expect("lean writes UTF-8");
    let message = |line: &str| {
        let message: Value = serde_json::from_str(line).expect("one message a line");
        let field = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        (field("severity"), format!("line {}: {}", message["pos"]["line"], field("data")))
    };
    lines.lines().filter(|line| !line.is_empty()).map(message).collect()
}

#[test]
fn all_statements_over_foundations_elaborate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../problems");
    let mut files: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for name in ["foundations", "marathon"] {
        let list = load(&folder.join(name)).expect("the list can be read");
        for problem in list.problems {
            *files.entry(problem.path).or_default() += 1;
        }
    }
    assert!(files.len() >= 15, "{files:?}");
    for (file, problems) in files {
        let messages = messages(&file);
        let errors: Vec<_> = messages.iter().filter(|(severity, _)| severity == "error").collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
        // Lean counts the same holes as the reader of lists.
        let holes = messages.iter().filter(|(_, text)| text.contains("declaration uses `sorry`"));
        assert_eq!(holes.count(), problems, "{}", file.display());
    }
}

#[test]
fn a_file_with_words_of_its_own_elaborates() {
    // Words that Mathlib takes at the top level, and that a file without a header is free to use.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Own.lean");
    let text = "def Even (n : Nat) : Prop := ∃ k, n = 2 * k\n\
        def Set (α : Type) := α → Prop\n\
        class Group (G : Type) extends Mul G where\n  \
          one : G\n  \
          one_mul : ∀ a : G, one * a = a\n\
        theorem even_zero : Even 0 := ⟨0, rfl⟩\n\
        theorem add_comm (a b : Nat) : a + b = b + a := Nat.add_comm a b\n";
    std::fs::write(&file, text).expect("a file");
    assert_eq!(messages(&file), []);
}
