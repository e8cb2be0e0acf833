//! The main job: lists run headless, single theorems, and what can be seen of them afterwards.

use std::fs;

use serde_json::Value;

use crate::polya;

/// Three easy truths, one falsehood.
pub(crate) const SMALL: &str = "\
theorem same (a : Nat) : a = a := by sorry

theorem swap (p q : Prop) : p ∧ q → q ∧ p := by sorry

-- expect: false
theorem wrong (a b : Nat) : a + b = a := by sorry

theorem either (p q : Prop) (h : p) : q ∨ p := by sorry
";

/// The problems of a JSON report, by the end of their ids.
pub(crate) fn problem<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .find(|problem| problem["id"].as_str().is_some_and(|id| id.ends_with(name)))
        .unwrap_or_else(|| panic!("no `{name}` in {report:#}"))
}

#[test]
fn the_import_that_a_list_leaves_out_is_put_in_where_it_is_needed() {
    let polya = polya();
    polya.file("list/theirs.lean", "theorem sub (s : Set Nat) : s ⊆ s := by sorry\n");
    polya.file("list/own.lean", "def Set := Nat\n\ntheorem same (x : Set) : x = x := by sorry\n");
    let finished = polya
        .run(&["run", "list", "--checks-per-problem", "200"])
        .expect(0)
        .says("theirs.lean` is read with `import Foundations.Mathematics`");
    assert!(finished.stdout.contains("solved 2 of 2 problems"), "{}", finished.stdout);
    assert!(!finished.stderr.contains("own.lean` is read with"), "{}", finished.stderr);

    // The saved proof stands alone, and is one of the statement as it was written.
    let proofs = fs::read_dir(polya.only_run("runs").join("proofs")).expect("a folder");
    let proof = proofs
        .map(|entry| entry.expect("readable").path())
        .find(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("(s : Set Nat)")))
        .expect("a proof");
    let text = fs::read_to_string(&proof).expect("readable");
    assert!(text.contains("import Foundations.Mathematics"), "{text}");
    let proof = proof.to_str().expect("UTF-8");
    polya.run(&["check", proof, "--against", "list/theirs.lean"]).expect(0);
}

#[test]
fn a_small_list_is_solved_and_everything_about_it_can_be_read_afterwards() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let finished = polya.run(&["run", "small.lean", "--checks-per-problem", "200"]).expect(0);
    assert!(finished.stdout.contains("solved 3 of 3 problems"), "{}", finished.stdout);
    assert!(
        finished.stdout.contains("1 more are marked false: none accepted"),
        "{}",
        finished.stdout
    );
    for name in ["same", "swap", "either"] {
        assert!(finished.stderr.contains(&format!("solved  small::{name}")), "{}", finished.stderr);
    }
    assert!(!finished.stderr.contains('\u{1b}'), "no colour, no bars: {}", finished.stderr);

    let run = polya.only_run("runs");
    let proofs = fs::read_dir(run.join("proofs")).expect("a folder").count();
    assert_eq!(proofs, 3);

    // The log alone gives the report and the graphs.
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(report["solved"], 3);
    assert_eq!(report["total"], 4);
    assert_eq!(report["false_accepted"], serde_json::json!([]));
    assert_eq!(problem(&report, "wrong")["solved"], false);
    assert!(report["spent"]["checks"].as_u64().is_some_and(|checks| checks > 0));
    let text = polya.run(&["report", "last"]).expect(0).stdout;
    assert!(text.contains("solved 3 of 3 problems"), "{text}");

    let name = run.file_name().and_then(|name| name.to_str()).expect("UTF-8");
    let text = polya.run(&["tree", name, "swap"]).expect(0).stdout;
    assert!(text.contains("⊢ p ∧ q → q ∧ p") && text.contains("✓"), "{text}");
    let dot = polya.run(&["tree", "last", "small::swap", "--format", "dot"]).expect(0).stdout;
    assert!(dot.starts_with("digraph") && dot.trim_end().ends_with('}'), "{dot}");
    let tree = polya.run(&["tree", "last", "swap", "--format", "json"]).expect(0).json();
    assert!(tree["tree"]["proof"].as_array().is_some_and(|steps| !steps.is_empty()));
    polya.run(&["tree", "last", "swp"]).expect(2).says("did you mean");
    polya.run(&["tree", "runs/none", "swap"]).expect(2).says("is no run");
    polya.run(&["run", "--resume", "--time", "9h"]).expect(2).says("`budget.time`");
}

#[test]
fn a_run_as_json_is_one_document_on_stdout() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let finished = polya
        .run(&["run", "small.lean", "--json", "--only", "same", "--only", "swap", "--out", "here"])
        .expect(0);
    let result = finished.json();
    assert_eq!(result["exit_status"], 0);
    assert_eq!(result["report"]["solved"], 2);
    assert!(result["run"].as_str().is_some_and(|run| run.starts_with("here/")), "{result:#}");
    let proof = problem(&result["report"], "same")["proof"].as_str().expect("a proof");
    assert!(proof.starts_with("by"), "{proof}");
}

#[test]
fn a_statement_that_does_not_elaborate_is_the_users_error_and_the_rest_goes_on() {
    let polya = polya();
    polya.file(
        "list.lean",
        "theorem good : 1 = 1 := by sorry\n\ntheorem bad (a : Nat) : a = undefined_thing a := by sorry\n",
    );
    let finished =
        polya.run(&["run", "list.lean"]).expect(2).says("list.lean:3:").says("undefined_thing");
    assert!(finished.stdout.contains("solved 1 of 2 problems"), "{}", finished.stdout);
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(problem(&report, "bad")["end"]["reason"], "bad_statement");
    assert_eq!(problem(&report, "good")["solved"], true);
}

#[test]
fn an_unknown_import_is_named() {
    let polya = polya();
    polya.file("list.lean", "import Mathematics.Deep\n\ntheorem t : 1 = 1 := by sorry\n");
    polya
        .run(&["run", "list.lean"])
        .expect(2)
        .says("list.lean:3:")
        .says("`Mathematics.Deep`, which this Lean does not have")
        .says("--project");
}

#[test]
fn a_malformed_entry_makes_the_status_2_but_the_rest_is_solved() {
    let polya = polya();
    polya.file(
        "list.jsonl",
        "{\"name\": \"a\", \"formal_statement\": \"theorem a : 1 = 1 := by sorry\"}\n{\"name\": \n",
    );
    let finished = polya.run(&["run", "list.jsonl"]).expect(2).says("list.jsonl:2");
    assert!(finished.stdout.contains("solved 1 of 1 problem"), "{}", finished.stdout);
}

#[test]
fn a_false_statement_is_not_proved() {
    let polya = polya();
    let theorem = "theorem nonsense (a b : Nat) : a + b = a * b";
    let finished = polya.run(&["prove", theorem, "--time-per-problem", "10s"]).expect(1);
    assert_eq!(finished.stdout, "");
    assert!(finished.stderr.contains("not proved"), "{}", finished.stderr);
}

#[test]
fn a_proof_on_stdout_is_accepted_by_check_and_a_changed_one_is_not() {
    let polya = polya();
    let statement = "theorem swap (p q : Prop) : p ∧ q → q ∧ p";
    let proof = polya.run(&["prove", statement]).expect(0).stdout;
    assert!(proof.starts_with(statement), "{proof}");
    polya.file("problem.lean", &format!("{statement} := by sorry\n"));
    polya.file("right.lean", &proof);
    let verdict = polya.run(&["check", "right.lean", "--against", "problem.lean"]).expect(0);
    assert!(verdict.stdout.contains("accepted"), "{}", verdict.stdout);
    let json = polya.run(&["check", "right.lean", "--against", "problem.lean::swap", "--json"]);
    assert_eq!(json.expect(0).json()["verdict"], "accepted");

    polya.file("hole.lean", &format!("{statement} := by\n  sorry\n"));
    polya.run(&["check", "hole.lean", "--against", "problem.lean"]).expect(1);
    polya.file("wrong.lean", &format!("{statement} := by\n  intro h\n  exact h\n"));
    polya.run(&["check", "wrong.lean", "--against", "problem.lean"]).expect(1);
    polya.file(
        "other.lean",
        "theorem swap (p q : Prop) : p ∧ q → p ∧ q := by\n  intro h\n  exact h\n",
    );
    polya.run(&["check", "other.lean", "--against", "problem.lean"]).expect(2).says("hint: ");
    let with = |above: &str| format!("{above}\n\n{statement} := fun h => ⟨half p q h, h.1⟩\n");
    polya.file("lemma.lean", &with("theorem half (p q : Prop) (h : p ∧ q) : q := h.2"));
    polya.run(&["check", "lemma.lean", "--against", "problem.lean"]).expect(0);
    for (above, status) in [
        ("axiom half (p q : Prop) (h : p ∧ q) : q", 1),
        ("theorem half (p q : Prop) (h : p ∧ q) : q := by sorry", 1),
        // Another theorem: `Other.swap`.
        ("namespace Other\n\ntheorem half (p q : Prop) (h : p ∧ q) : q := h.2", 2),
    ] {
        polya.file("lemma.lean", &with(above));
        polya.run(&["check", "lemma.lean", "--against", "problem.lean"]).expect(status);
    }
    let proof_alone = proof.split_once(":=").expect("a proof").1.trim();
    let verdict =
        polya.run_with_input(&["check", "-", "--against", "problem.lean"], proof_alone).expect(0);
    assert!(verdict.stdout.contains("accepted"), "{}", verdict.stdout);
}

#[test]
fn the_library_is_audited_and_judging_is_measured() {
    let polya = polya();
    let audit = ["audit", "Foundations.Logic.Basic", "--json"];
    let again = polya.run(&[&audit[..], &["--again", "--threads", "2"]].concat()).expect(0).json();
    let audit = polya.run(&audit).expect(0).json();
    assert_eq!((&again["kept"], &audit["kept"]), (&0.into(), &audit["modules"]));
    assert_eq!((&again["theorems"], &again["axioms"]), (&audit["theorems"], &audit["axioms"]));
    assert_eq!(audit["tainted"], serde_json::json!([]));
    assert!(audit["theorems"].as_u64().unwrap() > 100, "{audit}");
    assert!(again["kernels"][0]["constants_per_second"].as_f64().unwrap() > 1.0, "{again}");
    let shown = polya.run(&["audit", "Foundations.Logic.Basic"]).expect(0);
    assert!(shown.stdout.starts_with("sound: Foundations.Logic.Basic\n"), "{}", shown.stdout);
    assert!(shown.stdout.contains("were checked before (`--again`"), "{}", shown.stdout);
    polya.run(&["audit", "No.Such.Module"]).expect(2).says("hint: ");

    let costs = polya.run(&["bench", "judge", "--time", "1s", "--json"]).expect(0).json();
    assert!(costs["costs"].as_array().unwrap().len() > 5, "{costs}");
    assert!(costs["costs"][0]["compile"].as_f64().unwrap() > 0.0, "{costs}");
}

#[test]
fn checking_and_proving_are_measured_beside_lean() {
    let polya = polya();
    let bench = polya.run(&["bench", "library", "--runs", "1", "--no-audit", "--json"]);
    let bench = bench.expect(0).json();
    for step in ["lean_alone", "first_check", "check", "first_prove", "prove"] {
        for figure in ["wall", "processor", "memory"] {
            assert!(bench[step][figure].as_f64().unwrap() > 0.0, "{step}: {bench:#}");
        }
    }
    assert_eq!((&bench["audit"], &bench["runs"]), (&serde_json::Value::Null, &1.into()));
    assert!(bench["modules"].as_u64().unwrap() > 40, "{bench:#}");
    // A step that fails is no figure.
    let failed = ["bench", "library", "--import", "No.Such.Module"];
    polya.run(&failed).expect(3).says("`check` failed").says("No.Such.Module");
}

#[test]
fn the_parts_of_a_search_are_compared_and_nothing_is_computed_twice() {
    let polya = polya();
    let list = "theorem square : ∃ n : Nat, n * n = 49 := by sorry\n\n\
                theorem same (a b : Nat) : a + b = b + a := by sorry\n\n\
                theorem lost (a : Nat) : a = none := by sorry\n\n\
                -- expect: false\ntheorem wrong (a b : Nat) : a + b = a := by sorry\n";
    polya.file("list.lean", list);
    let bench =
        ["bench", "solve", "list.lean", "--arms", "baseline,search+provers", "--seeds", "0,7"];
    let bench = [&bench[..], &["--checks-per-problem", "60", "--json"]].concat();
    let first = polya.run(&[&bench[..], &["--all"]].concat()).expect(0);
    assert!(first.stderr.contains("4 of 4: `list`, search+provers, seed 7"), "{}", first.stderr);
    let tables = first.json();
    assert_eq!(tables.as_array().map(Vec::len), Some(1), "{tables:#}");
    let [baseline, search] = [&tables[0]["arms"][0], &tables[0]["arms"][1]];
    assert_eq!(baseline["solved"], serde_json::json!([1, 1]), "{tables:#}");
    assert_eq!(search["solved"], serde_json::json!([2, 2]), "{tables:#}");
    assert_eq!((&search["gained"], &search["lost"]), (&1.into(), &0.into()), "{tables:#}");
    assert_eq!((&search["problems"], &search["unstated"]), (&2.into(), &1.into()), "{tables:#}");

    // Everything is known now, and a further arm costs its own runs alone.
    let again = polya.run(&[&bench[..], &["--all"]].concat()).expect(0);
    assert!(!again.stderr.contains("seed"), "{}", again.stderr);
    assert_eq!(again.json(), tables);
    let arms = "baseline,search+provers,search";
    let more = ["bench", "solve", "list.lean", "--all", "--arms", arms, "--seeds", "0"];
    let more = polya.run(&[&more[..], &["--checks-per-problem", "60"]].concat()).expect(0);
    assert_eq!(more.stderr.matches(", seed 0").count(), 1, "{}", more.stderr);
    assert!(more.stdout.contains("| search | 2 |"), "{}", more.stdout);

    polya.run(&["bench", "solve", "list.lean", "--arms", "search+luck"]).expect(2).says("`luck`");
}

#[test]
fn prove_tells_bad_input_apart() {
    let polya = polya();
    polya.run(&["prove", "hello"]).expect(2).says("hint: write it as `theorem");
    polya.run(&["prove", "theorem t (p q : Prop) : p ∧"]).expect(2).says("does not elaborate");
    let input = "theorem one : 1 = 1 := by\n  sorry\n";
    let finished = polya.run_with_input(&["prove", "-", "--json"], input).expect(0);
    let result = finished.json();
    assert_eq!(result["problem"]["solved"], true);
    assert!(result["file"].as_str().is_some_and(|file| file.contains("theorem one")));
}

#[test]
fn budgets_are_kept() {
    let polya = polya();
    polya.file(
        "hard.lean",
        "theorem hard (a b : Nat) (h : a * a = 2 * (b * b)) : b = 0 := by sorry\n",
    );
    let finished = polya.run(&["run", "hard.lean", "--checks", "100", "--json"]).expect(1);
    let spent = finished.json()["report"]["spent"]["checks"].as_u64().expect("a number");
    assert!(spent <= 100, "{spent} checks");
}

#[test]
fn a_session_from_a_pipe() {
    let polya = polya();
    let script = "\
def double (n : Nat) : Nat := n + n

theorem swap (p q : Prop) :
    p ∧ q → q ∧ p := by
intro h
constructor
exact h.2
:undo
exact h.2
exact h.1
:save out/none.lean
:save swap.lean
";
    let finished = polya.run_with_input(&["repl"], script).expect(0);
    let said = &finished.stdout;
    for expected in
        ["declared", "h : p ∧ q", "2 goals", "undone: exact h.2", "accepted", "saved `swap.lean`"]
    {
        assert!(said.contains(expected), "no `{expected}` in\n{said}");
    }
    assert!(said.contains("cannot write `out/none.lean`"), "{said}");
    let saved = polya.read("swap.lean");
    assert!(saved.contains("def double") && saved.trim_end().ends_with("· exact h.1"), "{saved}");

    let finished = polya.run_with_input(
        &["repl"],
        "theorem t (p q : Prop) : p ∧ q → q ∧ p\nintro x\nexact y\n:auto 30\n:script\n",
    );
    let said = finished.expect(0).stdout;
    assert!(said.contains("Unknown identifier `y`") && said.contains("accepted"), "{said}");

    let finished = polya.run_with_input(&["repl"], "theorem t : 1 = 2\nsimp\n:quit\n").expect(1);
    assert!(finished.stdout.contains("⊢ 1 = 2"), "{}", finished.stdout);
}

#[test]
fn a_timeline_holds_one_span_for_each_problem() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    let run = ["run", "small.lean", "--checks-per-problem", "200", "--trace", "trace.json"];
    polya.run(&run).expect(0);
    let trace: Value = serde_json::from_str(&polya.read("trace.json")).expect("JSON");
    let spans = trace.as_array().expect("spans");
    let named = |name: &str| spans.iter().filter(|span| span["name"] == name).count();
    assert_eq!((named("run"), named("problem")), (1, 4), "{trace:#}");
}
