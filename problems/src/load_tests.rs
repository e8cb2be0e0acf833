//! Cases for whole lists on disk.

// `expect!` writes its texts with hashes whether they are needed or not.
#![allow(clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::Expectation;

/// Writes the files into a fresh folder.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

/// Everything in the list, as lines, with paths seen from `root`.
fn check(root: &Path, path: &str, expected: &Expect) {
    let list = match load(&root.join(path)) {
        Ok(list) => list,
        Err(error) => {
            let seen = format!("error {}\n", below_root(root, &error.to_string()));
            return expected.assert_eq(&seen);
        }
    };
    let mut seen = String::new();
    for problem in &list.problems {
        let level = problem.level.as_deref().unwrap_or("-");
        write!(seen, "{} line {} level {level}", problem.id, problem.line).expect("a string");
        if !problem.tags.is_empty() {
            write!(seen, " tags {:?}", problem.tags).expect("a string");
        }
        if problem.expectation != Expectation::Unknown {
            write!(seen, " {:?}", problem.expectation).expect("a string");
        }
        if let Some(informal) = &problem.informal {
            write!(seen, " informal {informal:?}").expect("a string");
        }
        seen.push('\n');
        assert!(problem.with_proof("PROOF").contains("PROOF"));
        assert_eq!(problem.with_proof(&problem.source[problem.hole.clone()]), problem.text());
    }
    for (kind, notes) in [("malformed", &list.malformed), ("warning", &list.warnings)] {
        for note in notes {
            writeln!(seen, "{kind} {}", below_root(root, &note.to_string())).expect("a string");
        }
    }
    expected.assert_eq(&seen);
}

fn below_root(root: &Path, text: &str) -> String {
    text.replace(&format!("{}/", root.display()), "")
}

const TWO: &str = "theorem a : True := sorry\ntheorem b : True := by sorry\n";

#[test]
fn folders_are_read_in_one_order_and_pass_over_what_tools_built() {
    let root = folder(&[
        ("logic/2-hard.lean", "-- level: harder\ntheorem x : True := sorry\n"),
        ("logic/1-easy.lean", TWO),
        ("logic/10-last.lean", "theorem x : True := sorry\n"),
        ("1-sums/deep/a.lean", TWO),
        (".lake/packages/x.lean", TWO),
        ("build/x.lean", TWO),
        ("lakefile.lean", TWO),
        ("notes.md", TWO),
        ("list.toml", "title = 1"),
        ("top.lean", "theorem proved : True := trivial\n"),
    ]);
    check(
        root.path(),
        "",
        &expect![[r#"
            sums/deep/a::a line 1 level sums/deep/a
            sums/deep/a::b line 2 level sums/deep/a
            logic/easy::a line 1 level logic/easy
            logic/easy::b line 2 level logic/easy
            logic/hard::x line 2 level logic/harder
            logic/last::x line 1 level logic/last
        "#]],
    );
    check(
        root.path(),
        "logic/2-hard.lean",
        &expect![[r"
            hard::x line 2 level harder
        "]],
    );
}

#[test]
fn ids_do_not_depend_on_where_the_list_lies() {
    let (one, two) = (folder(&[("p/a.lean", TWO)]), folder(&[("p/a.lean", TWO)]));
    let ids = |root: &tempfile::TempDir| {
        let list = load(root.path()).expect("a list");
        list.problems.iter().map(|problem| problem.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&one), ids(&two));
}

#[test]
fn json_lines_of_either_benchmark_are_understood() {
    let root = folder(&[(
        "valid.jsonl",
        r#"{"name": "mini", "split": "valid", "informal_prefix": "/-- One. -/\n", "formal_statement": "theorem mini : 1 = 1 := by\n", "header": "import Mathlib\n", "goal": "ignored"}
{"problem_name": "putnam", "lean4_statement": "abbrev putnam_solution : Nat := 1\n/-- Doc. -/\ntheorem putnam : 1 = putnam_solution :=\nsorry", "tags": ["algebra", "number theory"]}

{"name": "bare", "formal_statement": "theorem N.bare (n : Nat) : n = n", "expect": true, "level": "easy"}
{"name": "space", "formal_statement": "namespace S\ntheorem space : True := by sorry\nend S", "expect": "false"}
not json
[1]
{"name": "nothing"}
{"name": "proved", "formal_statement": "theorem proved : True := trivial"}
{"name": "two", "formal_statement": "theorem a : True := sorry\ntheorem b : True := sorry"}
{"name": "bare", "formal_statement": "theorem again : True"}
{"name": "odd", "formal_statement": "theorem odd : True", "expect": 3}
"#,
    )]);
    check(
        root.path(),
        "valid.jsonl",
        &expect![[r#"
            valid::mini line 1 level valid tags {"valid"} informal "One."
            valid::putnam line 2 level valid tags {"algebra", "number theory"} informal "Doc."
            valid::bare line 4 level easy True
            valid::space line 5 level valid False
            malformed valid.jsonl:6: the line is not valid JSON: expected ident at line 1 column 2
            malformed valid.jsonl:7: the line is not a JSON object
            malformed valid.jsonl:8: there is no `formal_statement`; the entry has `name`
            malformed valid.jsonl:9: the statement has no `theorem` or `lemma` to prove
            malformed valid.jsonl:10: the statement has 2 theorems to prove and none has the entry's name
            malformed valid.jsonl:12: `3` says nothing about the truth of a statement
            malformed valid.jsonl:11: the id `valid::bare` is taken by valid.jsonl:4
        "#]],
    );
    let list = load(&root.path().join("valid.jsonl")).expect("a list");
    expect![[r"
        import Mathlib
        theorem mini : 1 = 1 := by
          rfl
    "]]
    .assert_eq(&list.problems[0].with_proof("by\n  rfl"));
    expect![[r"
        theorem N.bare (n : Nat) : n = n
          := rfl
    "]]
    .assert_eq(&list.problems[2].with_proof("rfl"));
}

#[test]
fn toml_lists_choose_from_files() {
    let root = folder(&[
        (
            "src/a.lean",
            "theorem N.a : True := sorry\ntheorem N.b_aux : True := sorry\n@[simp] theorem c : True := sorry\n",
        ),
        ("src/2-b.lean", TWO),
        (
            "lists/list.toml",
            r#"title = "Chosen"
description = "Some"

[[problems]]
file = "../src/a.lean"
include = ["N.*"]
exclude = ["*_aux"]

[[problems]]
file = "../src"
tags = ["simp"]

[[problems]]
file = "../src/2-b.lean"
levels = ["src/b"]
limit = 1

[[problems]]
file = "missing.lean"

[[problems]]
files = "x"

[[problems]]
file = "../src/a.lean"
include = ["nothing"]
"#,
        ),
        ("broken.toml", "title = \"x\"\n[[problems\n"),
        ("empty.toml", ""),
        ("odd.toml", "tilte = \"x\"\n"),
    ]);
    check(
        root.path(),
        "lists/list.toml",
        &expect![[r#"
            src/a::N.a line 1 level src/a
            src/a::c line 3 level src/a tags {"simp"}
            src/b::a line 1 level src/b
            malformed lists/list.toml:18: there is no file or folder `lists/missing.lean`
            malformed lists/list.toml:21: unknown field `files`, expected one of `file`, `include`, `exclude`, `tags`, `levels`, `limit`
            malformed lists/list.toml:24: nothing in `../src/a.lean` fits this entry
        "#]],
    );
    let list = load(&root.path().join("lists/list.toml")).expect("a list");
    assert_eq!((list.title.as_str(), list.description.as_deref()), ("Chosen", Some("Some")));
    check(
        root.path(),
        "broken.toml",
        &expect![[r#"
        error broken.toml:2: unclosed array table, expected `]]`
    "#]],
    );
    check(
        root.path(),
        "empty.toml",
        &expect![[r#"
        malformed empty.toml:1: the list names no files
    "#]],
    );
    check(
        root.path(),
        "odd.toml",
        &expect![[r#"
        error odd.toml:1: unknown field `tilte`, expected one of `title`, `description`, `limit`, `problems`
    "#]],
    );
}

#[test]
fn odd_encodings_are_read_or_reported() {
    let root = folder(&[
        ("bom.lean", "\u{feff}theorem a : True := by\r\n  sorry\r\n"),
        ("empty.lean", ""),
    ]);
    fs::write(root.path().join("latin.lean"), b"-- fine\n-- caf\xe9\n").expect("a file");
    check(
        root.path(),
        "",
        &expect![[r"
            bom::a line 1 level bom
            malformed latin.lean:2: the file is not valid UTF-8
        "]],
    );
    check(
        root.path(),
        "empty.lean",
        &expect![[r"
            warning empty.lean:1: there is nothing to prove here
        "]],
    );
    let list = load(&root.path().join("bom.lean")).expect("a list");
    assert_eq!(list.problems[0].text(), "theorem a : True := by\n  sorry\n");
}

#[test]
fn what_is_no_list_is_an_error() {
    let root = folder(&[("notes.md", "x")]);
    check(
        root.path(),
        "gone",
        &expect![[r"
        error there is no file or folder `gone`
    "]],
    );
    check(
        root.path(),
        "notes.md",
        &expect![[r"
            error `notes.md` is not a problem list: expected a `.lean`, `.jsonl` or `.toml` file, or a folder
        "]],
    );
}

#[test]
fn one_name_twice_in_a_file_is_loud() {
    let root = folder(&[("a.lean", "theorem x : True := sorry\ntheorem x : False := sorry\n")]);
    check(
        root.path(),
        "a.lean",
        &expect![[r"
            a::x line 1 level a
            malformed a.lean:2: the id `a::x` is taken by a.lean:1
        "]],
    );
}
