//! Files as people write them: comments, columns, declarations that fail, finished files with more in
//! them than the list, and lists that lack something. Plain Lean takes every text that is called right.

use std::{fs, process::Command};

use serde_json::Value;

use crate::{polya, runs::problem};

/// Runs a folder of files and gives the JSON report.
fn report(files: &[(&str, &str)], status: i32) -> (Value, String) {
    let polya = polya();
    for (name, text) in files {
        polya.file(&format!("list/{name}"), text);
    }
    let finished =
        polya.run(&["run", "list", "--checks-per-problem", "120", "--json"]).expect(status);
    (finished.json()["report"].clone(), finished.stderr.clone())
}

fn solves(report: &Value, names: &[&str]) {
    for name in names {
        assert_eq!(problem(report, name)["solved"], true, "{name}: {report:#}");
    }
}

#[test]
fn a_comment_between_statement_and_hole_is_a_comment() {
    let (report, _) = report(
        &[
            ("a.lean", "theorem c1 (a b : Nat) : a + b = b + a := -- c\n  by sorry\n"),
            (
                "b.lean",
                "theorem c2 (a b : Nat) : a + b = b + a -- by induction\n  := by -- later\n  sorry -- no\n",
            ),
            (
                "c.jsonl",
                "{\"name\": \"c3\", \"formal_statement\": \"theorem c3 (a b : Nat) : a + b = b + a := -- c\\n  by sorry\"}\n",
            ),
        ],
        0,
    );
    solves(&report, &["c1", "c2", "c3"]);
    polya()
        .run(&[
            "prove",
            "theorem c (p q : Prop) (h : p ∧ q) : q ∧ p := -- c\n  by sorry",
            "--checks-per-problem",
            "120",
        ])
        .expect(0)
        .says("");
}

#[test]
fn a_command_may_begin_in_any_column() {
    let files = [
        ("a.lean", "section\n  theorem i1 (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry\nend\n"),
        ("b.lean", "namespace N theorem i2 (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry\nend N\n"),
        (
            "c.lean",
            "section\n    /-- d -/\n    @[simp] theorem i3 (p q : Prop) (h : p ∧ q) : q ∧ p :=\n      sorry\nend\n",
        ),
    ];
    let (report, _) = report(&files, 0);
    solves(&report, &["i1", "i2", "i3"]);

    // The same for a finished file, whose proof moves with its theorem.
    let polya = polya();
    polya.file("p.lean", files[0].1);
    for finished in [
        "section\n  theorem i1 (p q : Prop) (h : p ∧ q) : q ∧ p := by\n    constructor\n    · exact h.2\n    · exact h.1\nend\n",
        "theorem i1 (p q : Prop) (h : p ∧ q) : q ∧ p := by\n constructor\n · exact h.2\n · exact h.1\n",
        "by constructor\n   · exact h.2\n   · exact h.1\n",
    ] {
        polya.file("done.lean", finished);
        polya.run(&["check", "done.lean", "--against", "p.lean"]).expect(0);
    }
}

#[test]
fn a_declaration_that_fails_does_not_spoil_its_file() {
    let (report, stderr) = report(
        &[
            (
                "a.lean",
                "theorem bad (a : Nat) : a + \"x\" = a := by sorry\ntheorem good1 (a : Nat) : a + 0 = a := by sorry\n",
            ),
            (
                "b.lean",
                "open Nowhere\ntheorem wrong (a : Nat) : a = a := by exact nothing\ntheorem good2 (a : Nat) : a + 0 = a := by sorry\n",
            ),
            (
                "c.lean",
                "theorem twice : True := trivial\ntheorem twice : True := trivial\ndef d : Nat := \"x\"\ntheorem good3 (a : Nat) : a + 0 = a := by sorry\ntheorem needs : d = d + 0 := by sorry\n",
            ),
        ],
        2,
    );
    solves(&report, &["good1", "good2", "good3"]);
    assert_eq!(problem(&report, "bad")["solved"], false);
    // What rests on something that is not there proves nothing.
    assert_eq!(problem(&report, "needs")["solved"], false);
    for told in [
        "b.lean:1: `open Nowhere` is left out",
        "b.lean:2: `wrong` is taken as unproved",
        "c.lean:2: `twice`",
    ] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    let mut warnings = stderr.lines().filter(|line| line.starts_with("warning"));
    assert!(warnings.all(|line| !line.contains("good")), "{stderr}");

    let polya = polya();
    polya.file(
        "p.lean",
        "theorem bad : 1 + \"x\" = 2 := by sorry\ntheorem good (a : Nat) : a + 0 = a := by sorry\n",
    );
    polya.file("done.lean", "theorem good (a : Nat) : a + 0 = a := by rfl\n");
    polya.run(&["check", "done.lean", "--against", "p.lean::good"]).expect(0);
    // A lemma that failed is no proof.
    polya.file("q.lean", "theorem lie (a : Nat) : a = a + 1 := by exact nothing\ntheorem false : False := by sorry\n");
    polya.file("done.lean", "by exact absurd (lie 0) (by simp)\n");
    polya.run(&["check", "done.lean", "--against", "q.lean"]).expect(1);
}

#[test]
fn a_hole_that_is_a_definition_does_not_stop_others() {
    let (report, _) = report(
        &[
            ("a.lean", "def f : Nat := sorry\ntheorem d1 (a : Nat) : a + 0 = a := by sorry\n"),
            (
                "b.lean",
                "abbrev f (n : Nat) : Nat := by sorry\n\ntheorem d2 (a : Nat) : a + 0 = a := by sorry\n",
            ),
            (
                "c.lean",
                "@[simp] def f : Nat → Nat\n  | 0 => 1\n  | n + 1 => sorry\ntheorem d3 (a : Nat) : a + 0 = a := by sorry\n",
            ),
        ],
        0,
    );
    solves(&report, &["d1", "d2", "d3"]);
}

#[test]
fn a_finished_file_may_have_more_above_its_theorem() {
    let polya = polya();
    for (open, done) in [
        (
            "-- A remark.\ntheorem t (a b : Nat) : a + b = b + a := by sorry\n",
            "theorem aux (a b : Nat) : a + b = b + a := Nat.add_comm a b\n-- A remark.\ntheorem t (a b : Nat) : a + b = b + a := by exact aux a b\n",
        ),
        (
            "open Nat in\nset_option maxRecDepth 1000 in\ntheorem t (a b : Nat) : a + b = b + a := by sorry\n",
            "def aux (a b : Nat) : a + b = b + a := Nat.add_comm a b\nopen Nat in\n-- why\nset_option maxRecDepth 1000 in\ntheorem t (a b : Nat) : a + b = b + a := by exact aux a b\n",
        ),
        (
            "def two := 2\n\nnamespace N\ntheorem t (a b : Nat) : a + b = b + a := by sorry\nend N\n",
            "theorem aux (a b : Nat) : a + b = b + a := Nat.add_comm a b\ndef two := 2 -- two\nnamespace N\ntheorem t (a b : Nat) : a + b = b + a := by exact _root_.aux a b\nend N\n",
        ),
        // Two holes, of which the second uses the first.
        (
            "theorem first (a b : Nat) : a + b = b + a := by sorry\ntheorem t (a b : Nat) : a + b = b + a := by sorry\n",
            "theorem first (a b : Nat) : a + b = b + a := by\n  exact Nat.add_comm a b\ntheorem t (a b : Nat) : a + b = b + a := by exact first a b\n",
        ),
        // What stands at the margin need not be a command.
        (
            "theorem t (a b : Nat) : a + b = b + a := by sorry\n",
            "theorem t (a b : Nat) : a + b = b + a := aux a b\nwhere\n/-- It commutes. -/\n  aux (a b : Nat) : a + b = b + a := Nat.add_comm a b\n",
        ),
        (
            "theorem t (a b : Nat) : a + b = b + a := by sorry\n",
            "set_option maxRecDepth 1000 in\nby exact Nat.add_comm a b\n",
        ),
    ] {
        polya.file("p.lean", open);
        polya.file("done.lean", done);
        let name = if open.contains("namespace") { "p.lean::N.t" } else { "p.lean::t" };
        let finished = polya.run(&["check", "done.lean", "--against", name]).expect(0);
        assert!(finished.stdout.contains("accepted"), "{done}: {}", finished.stdout);
    }
    // What is added above is judged like the rest.
    polya.file("p.lean", "theorem t : 1 = 2 := by sorry\n");
    for (done, why) in [
        ("axiom aux : 1 = 2\ntheorem t : 1 = 2 := aux\n", "axiom"),
        ("theorem aux : 1 = 2 := sorry\ntheorem t : 1 = 2 := aux\n", "axiom"),
        ("local notation \"2\" => 1\ntheorem t : 1 = 2 := rfl\n", ""),
    ] {
        polya.file("done.lean", done);
        let finished = polya.run(&["check", "done.lean", "--against", "p.lean"]).expect(1);
        assert!(finished.stdout.contains(why), "{done}: {}", finished.stdout);
    }
}

#[test]
fn a_theorem_proved_by_equations_needs_no_remark() {
    let polya = polya();
    polya.file(
        "p.lean",
        "theorem e1 : ∀ n : Nat, n = n\n  | 0 => rfl\n  | _ + 1 => rfl\ntheorem e2 : ∀ n : Nat, n = n | 0 => rfl | _ + 1 => rfl\ntheorem e3 (n : Nat) : n = n := match n with\n  | _ => rfl\ntheorem t (a : Nat) : a = a := by sorry\n",
    );
    let finished = polya.run(&["problems", "p.lean"]).expect(0);
    assert!(
        finished.stdout.contains("1 problem") && finished.stderr.is_empty(),
        "{}",
        finished.stderr
    );
    polya.file(
        "done.lean",
        "theorem t (a : Nat) : a = a := match a with\n  | 0 => rfl\n  | _ + 1 => rfl\n",
    );
    polya.run(&["check", "done.lean", "--against", "p.lean"]).expect(0);
    polya.file("q.lean", "theorem t : ∀ n : Nat, n = n := by sorry\n");
    polya.file("done.lean", "theorem t : ∀ n : Nat, n = n\n  | 0 => rfl\n  | _ + 1 => rfl\n");
    polya.run(&["check", "done.lean", "--against", "q.lean"]).expect(0);
}

#[test]
fn fields_have_the_names_that_other_lists_use() {
    let polya = polya();
    polya.file(
        "p.jsonl",
        r#"{"id": "exercise", "lean4_formalization": "theorem exercise (a : Nat) : a = a := sorry", "lean4_src_header": "open Nat\n", "informal_proof": NaN}
{"theorem_names": "x", "refined_statement": "theorem formal (a : Nat) : a = a := by sorry", "score": -Infinity}
{"id": 3, "name": "herald", "formal_theorem": "theorem herald (a : Nat) : a = a", "informal_theorem": "NaN \"NaN\""}
{"srcContext": "def two := 2\n", "theoremStatement": "theorem mini : two = two", "theoremName": "mini"}
{"goal": "a = a", "proof": null}
"#,
    );
    let finished = polya.run(&["problems", "p.jsonl"]).expect(2);
    assert!(finished.stdout.contains("4 problems"), "{}", finished.stdout);
    finished.says("p.jsonl:5: there is no `formal_statement`; the entry has `goal`, `proof`");
    let shown = polya.run(&["problems", "p.jsonl", "--json"]).stdout;
    assert!(
        shown.contains("def two := 2")
            && shown.contains("open Nat")
            && shown.contains("NaN \\\"NaN"),
        "{shown}"
    );
}

#[test]
fn commands_and_attributes_of_libraries_get_one_clear_word() {
    let (report, stderr) = report(
        &[
            (
                "a.lean",
                "snip begin\n\ntheorem aux : True := by\n  trivial\n\nsnip end\nsnip begin\ndef two := 2\nsnip end\n\ntheorem s1 (a : Nat) : a = a := by sorry\n",
            ),
            (
                "b.lean",
                "/-- Solved. -/\n@[category research solved, AMS 11]\ntheorem s2 (a : Nat) : a = a := by sorry\n\n@[category test, AMS 3 5]\ntheorem s3 (a : Nat) : a = a := by\n  sorry\n",
            ),
        ],
        0,
    );
    solves(&report, &["s1", "s2", "s3"]);
    assert!(stderr.contains("`snip` is no command of the imported modules; 3 places"), "{stderr}");
    assert_eq!(stderr.matches("snip").count(), 1, "{stderr}");
    assert!(stderr.contains("attributes of 2 theorems belong to a library"), "{stderr}");
    assert!(!stderr.contains("`end`"), "{stderr}");
}

#[test]
fn a_library_that_is_missing_is_named_once_with_the_way_out() {
    let polya = polya();
    let entry = |n: usize| {
        format!(
            "{{\"name\": \"m{n}\", \"header\": \"import Mathlib\\nimport Aesop\\n\", \"formal_statement\": \"theorem m{n} : {n} = {n} := by sorry\"}}\n"
        )
    };
    polya.file("p.jsonl", &(0..200).map(entry).collect::<String>());
    let finished = polya.run(&["run", "p.jsonl"]).expect(2);
    let told = finished.stderr.matches("Mathlib").count();
    assert!(told == 1 && finished.stderr.lines().count() < 8, "{}", finished.stderr);
    finished.says("200 problems import `Mathlib`, which this Lean does not have").says("--project");
    // The others go on.
    polya.file("list/a.lean", "import Mathlib\ntheorem m (a : Nat) : a = a := by sorry\n");
    polya.file("list/b.lean", "theorem here (a : Nat) : a = a := by sorry\n");
    let finished = polya.run(&["run", "list", "--checks-per-problem", "60"]).expect(2);
    assert!(finished.stdout.contains("solved 1 of 1"), "{}", finished.stdout);
    finished.says("the problem imports `Mathlib`");
}

#[test]
fn ten_thousand_theorems_share_their_file() {
    let polya = polya();
    let theorem = |n| format!("theorem t{n} (a : Nat) : a + {n} = {n} + a := by sorry");
    let text = (0..10_000).map(theorem).collect::<Vec<_>>().join("\n");
    polya.file("p.lean", &text);
    // As much memory as some copies of the file need, not ten thousand.
    let command = polya.command(&["problems", "p.lean"]);
    let variables = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let output = Command::new("prlimit")
        .arg("--data=200000000")
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(polya.folder())
        .env_clear()
        .envs(variables)
        .output()
        .expect("prlimit starts");
    let (shown, said) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && shown.contains("10000 problems"), "{said}");
}

#[test]
fn what_is_no_ordinary_file_is_refused() {
    let polya = polya();
    polya.file("list/a.lean", "theorem a (a : Nat) : a = a := by sorry\n");
    let pipe = polya.folder().join("list/pipe.lean");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    std::os::unix::fs::symlink("/dev/zero", polya.folder().join("list/zero.jsonl"))
        .expect("a link");
    let large = fs::File::create(polya.folder().join("list/large.lean")).expect("a file");
    large.set_len(1 << 40).expect("sparse");
    polya.run(&["problems", "list/pipe.lean"]).expect(2).says("is not an ordinary file");
    polya.run(&["problems", "list/zero.jsonl"]).expect(2).says("is not an ordinary file");
    polya.run(&["problems", "list/large.lean"]).expect(2).says("bytes; a problem list may have");
    let finished = polya.run(&["problems", "list"]).expect(2);
    assert!(finished.stdout.contains("1 problem"), "{}", finished.stdout);
    finished.says("pipe.lean").says("zero.jsonl").says("large.lean");
    for file in ["list/pipe.lean", "list/zero.jsonl", "list/large.lean"] {
        polya.run(&["check", file, "--against", "list/a.lean"]).expect(2);
    }
}

#[test]
fn an_import_that_is_put_in_is_said() {
    let polya = polya();
    polya.file("p.lean", "theorem t : Even 2 := sorry\n");
    polya.file("done.lean", "theorem t : Even 2 := ⟨1, rfl⟩\n");
    polya
        .run(&["check", "done.lean", "--against", "p.lean"])
        .expect(0)
        .says("p.lean` is read with `import Foundations.Mathematics`");
    polya
        .run(&["prove", "theorem t : Even 2", "--checks-per-problem", "120"])
        .says("is read with `import Foundations.Mathematics`");
    polya.file("q.lean", "theorem t : 2 = 2 := sorry\n");
    polya.file("done.lean", "by rfl\n");
    let finished = polya.run(&["check", "done.lean", "--against", "q.lean"]).expect(0);
    assert!(!finished.stderr.contains("import"), "{}", finished.stderr);
}
