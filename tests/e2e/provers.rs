//! Lean's own provers: which there are is found out, those that answer are asked, and a proof is an
//! answer and never a question.

use std::fs;

use serde_json::Value;

use crate::{polya, runs::problem};

/// A theorem that only the field of a class proves: no rule knows of it, and `exact?` does.
const FIELD: &str = "\
opaque Fine : Nat → Prop

class Good (n : Nat) : Prop where
  fine : Fine n

theorem fine (n : Nat) [Good n] : Fine n := by sorry
";

fn events(log: &str) -> impl Iterator<Item = Value> + '_ {
    log.lines().map(|line| serde_json::from_str(line).expect("JSON"))
}

#[test]
fn a_prover_that_is_asked_gives_the_proof_and_the_log_says_what_there_was() {
    let polya = polya();
    polya.file("field.lean", FIELD);
    let options = ["--no-model", "--memory", "off", "--tools", "off"];
    let list = ["run", "field.lean", "--checks-per-problem", "300"];
    polya.run(&[&list[..], &options].concat()).expect(0).says("solved  field::fine");

    let run = polya.only_run("runs");
    let report = polya.run(&["report", "--json"]).expect(0).json();
    let fine = problem(&report, "fine");
    assert_eq!(fine["contributors"], serde_json::json!(["provers"]));
    assert!(report["checks"]["provers"].as_u64().expect("a count") > 1, "{report:#}");
    assert!(report["checks"]["rules"].as_u64().expect("a count") > 1, "{report:#}");
    let proof = fine["proof"].as_str().expect("a proof");
    assert!(proof.contains("exact") && !proof.contains('?'), "{proof}");

    let log = fs::read_to_string(run.join("events.jsonl")).expect("a log");
    let found: Vec<Value> = events(&log).filter(|e| e["event"] == "provers_found").collect();
    assert_eq!(found.len(), 1, "once for a header: {found:#?}");
    let names = found[0]["provers"].as_array().expect("names");
    for there in ["exact?", "grind", "omega"] {
        assert!(names.contains(&there.into()), "{there}: {names:?}");
    }
    assert!(!names.contains(&"try?".into()), "{names:?}");
    let asked = events(&log).filter(|e| e["event"] == "batch_sent").any(|e| {
        let candidates = e["candidates"].as_array().expect("candidates").clone();
        candidates.iter().any(|c| c["tactic"].as_str().expect("text").contains("exact?"))
    });
    assert!(!asked, "a question is no candidate");
}

#[test]
fn provers_can_be_left_out() {
    let polya = polya().with_variable("POLYA_LEAN_PROVERS", "false");
    polya.file("field.lean", FIELD);
    let options = ["--no-model", "--memory", "off", "--tools", "off"];
    let list = ["run", "field.lean", "--checks-per-problem", "300"];
    polya.run(&[&list[..], &options].concat()).says("open    field::fine");
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(report["checks"]["provers"], Value::Null);
}
