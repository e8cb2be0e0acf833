//! The memory in runs: what one run teaches helps the next, a lost memory comes back from the logs,
//! and what is to be forgotten is in no file of the runs either.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use polya_memory::scrub;
use polya_tests::Polya;
use serde_json::Value;

use crate::polya;

/// Two problems for two steps each, and one that cannot be proved.
const LIST: &str = "\
theorem rotate {p q r : Prop} (h : p ∧ q ∧ r) : (q ∧ r) ∧ p := by sorry

theorem join {α : Type} {p q : α → Prop} (h : ∃ x, p x ∧ q x) :
    (∃ y, q y) ∧ ∃ x, p x := by sorry

theorem too_much {p q : Prop} (h : p ∨ q) : p ∧ q := by sorry
";

/// The same with other names.
const RENAMED: &str = "\
theorem turn {a b c : Prop} (k : a ∧ b ∧ c) : (b ∧ c) ∧ a := by sorry
";

fn run(polya: &Polya, list: &str, status: i32) -> Value {
    // Tools know these goals too well for anything to be learnt from them.
    let args = ["run", list, "--json", "--checks-per-problem", "300", "--tools", "off"];
    polya.run(&args).expect(status).json()["report"].clone()
}

fn stats(polya: &Polya) -> Value {
    polya.run(&["memory", "stats", "--json"]).expect(0).json()
}

/// The artifacts, without what changes with use.
fn artifacts(polya: &Polya) -> Vec<String> {
    let listed = polya.run(&["memory", "list", "--json", "--limit", "1000"]).expect(0).stdout;
    let mut lines: Vec<String> = listed.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn a_second_run_starts_where_the_first_ended_and_a_lost_memory_comes_back() {
    let polya = polya().with_own_memory();
    polya.file("list.lean", LIST);
    polya.file("renamed.lean", RENAMED);
    let first = run(&polya, "list.lean", 1);
    assert_eq!(first["solved"], 2, "{first:#}");
    let second = run(&polya, "list.lean", 1);
    assert_eq!(second["solved"], 2);
    let checks = |report: &Value, place: usize| {
        report["problems"][place]["spent"]["checks"].as_u64().expect("a number")
    };
    for place in [0, 1] {
        assert_eq!(second["problems"][place]["contributors"], serde_json::json!(["memory"]));
        assert!(checks(&second, place) <= 2, "{second:#}");
        assert!(checks(&first, place) > 4, "{first:#}");
    }
    let renamed = run(&polya, "renamed.lean", 0);
    assert!(checks(&renamed, 0) <= 2, "the same but for names: {renamed:#}");
    let text = polya.run(&["report", "last"]).expect(0).stdout;
    assert!(text.contains("accepted proofs by contributor") && text.contains("memory"), "{text}");
    assert!(stats(&polya)["accesses"].as_u64() >= Some(3));
    let before = artifacts(&polya);
    assert!(before.len() > 4, "{before:#?}");

    // Nobody looked at it while it was damaged.
    fs::write(database(&polya), "no database any more").expect("a file");
    polya.run(&["memory", "stats"]).expect(0).says("was set aside as").says("brought back from 3");
    assert_eq!(artifacts(&polya), before);
    let again = run(&polya, "list.lean", 1);
    assert!(checks(&again, 0) <= 2 && checks(&again, 1) <= 2, "{again:#}");
    let before = artifacts(&polya);

    // Gone altogether, and asked for.
    fs::remove_dir_all(polya.home().join("memory")).expect("a folder");
    assert_eq!(stats(&polya)["present"], 0);
    polya.run(&["memory", "rebuild"]).expect(0).says("brought back from 4 runs");
    assert_eq!(artifacts(&polya), before);
    polya.run(&["memory", "rebuild"]).expect(0).says("0 artifacts brought back");

    // Elsewhere a proof is a claim until it was judged there.
    polya.run(&["memory", "export", "all.jsonl"]).expect(0);
    let proofs: Vec<String> = polya
        .read("all.jsonl")
        .lines()
        .filter(|line| line.contains("\"proof\":{") && line.contains("::rotate"))
        .map(str::to_owned)
        .collect();
    assert_eq!(proofs.len(), 1, "{proofs:#?}");
    let false_proof = proofs[0].replace("(q ∧ r) ∧ p", "(q ∧ r) ∧ False");
    let other = crate::polya().with_own_memory();
    other.file("proofs.jsonl", &format!("{}\n{false_proof}\n", proofs[0]));
    other.run(&["memory", "import", "proofs.jsonl"]).expect(0).says("0 were accepted and 2 are");
    assert_eq!(stats(&other)["judged"], 0);
    other.run(&["memory", "import", "proofs.jsonl", "--judge"]).expect(0).says("1 were accepted");
    assert_eq!(stats(&other)["judged"], 1);
    let today = ["memory", "forget", "--since", "2026-01-01", "--until", "2999-12-31", "--yes"];
    other.run(&today).expect(0).says("forgot 2");
    other.run(&["memory", "list", "--since", "2026-02-30"]).expect(2).says("such as 2026-11-24");
}

fn database(polya: &Polya) -> PathBuf {
    let memory = polya.home().join("memory");
    let name = fs::read_to_string(memory.join("current")).expect("a file");
    memory.join(name.trim()).join("db")
}

#[test]
fn a_memory_in_use_is_no_reason_to_fail_unless_it_was_asked_for() {
    let polya = polya().with_own_memory();
    let memory = polya.home().join("memory");
    fs::create_dir_all(&memory).expect("a folder");
    let lock = File::create(memory.join("lock")).expect("a file");
    lock.lock().expect("nobody else has it");
    fs::write(memory.join("lock"), std::process::id().to_string()).expect("a file");
    let said = format!("in use by another process (pid {})", std::process::id());

    polya.run(&["memory", "stats"]).expect(3).says(&said).says("hint: ");
    let theorem = "theorem t (p : Prop) (h : p) : p";
    polya.run(&["prove", theorem]).expect(0).says(&said).says("goes on without it");
    polya.run(&["prove", theorem, "--memory", "readwrite"]).expect(3).says(&said);
    polya.run(&["prove", theorem, "--memory", "of"]).expect(2).says("did you mean `off`");
}

/// Everything below a folder that holds one of the texts in some encoding.
fn holders(folder: &Path, texts: &[&str]) -> Vec<PathBuf> {
    let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
    scrub::files_with(folder, &texts).expect("readable")
}

#[test]
fn what_is_forgotten_is_in_no_file_of_the_runs_either() {
    const NAME: &str = "wedding_in_verona";
    const REMARK: &str = "For Zoë's «surprise» <b>only</b> & nobody else";
    let polya = polya().with_own_memory();
    let list = format!(
        "/-- {REMARK} -/\ndef {NAME} (p : Prop) : Prop := p\n\n\
         /-- {REMARK} -/\ntheorem of_{NAME} {{p q : Prop}} (h : {NAME} p ∧ q) : q ∧ {NAME} p := by\n  \
         sorry\n\ntheorem other (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry\n"
    );
    polya.file("list.lean", &list);
    assert_eq!(run(&polya, "list.lean", 0)["solved"], 2);
    // A session leaves its history, too.
    polya.run_with_input(&["repl"], &format!("theorem s : {NAME} = 1\n:quit\n"));
    fs::write(polya.home().join("repl_history"), format!("exact {NAME}\n")).expect("a file");
    fs::remove_file(polya.folder().join("list.lean")).expect("the user's own");
    // The memory, the log, the problems, the report, a proof, the history.
    let held = holders(polya.folder(), &[NAME, REMARK]);
    assert!(held.len() >= 6, "{held:#?}");

    let plan = ["memory", "forget", "--contains", NAME, "--dry-run"];
    let plan = polya.run(&plan).expect(0).stdout;
    assert!(plan.contains("events.jsonl") && plan.contains("repl_history"), "{plan}");
    assert_eq!(holders(polya.folder(), &[NAME, REMARK]), held, "looking changes nothing");
    polya.run(&["memory", "forget", "--contains", NAME, "--yes"]).expect(0);
    // The problem's own text goes along, its remark included.
    assert_eq!(holders(polya.folder(), &[NAME, REMARK]), Vec::<PathBuf>::new());
    // What only a log holds can be forgotten as well.
    let statement = "theorem other (p q : Prop)";
    assert!(!holders(polya.folder(), &[statement]).is_empty());
    polya.run(&["memory", "forget", statement, "--yes"]).expect(0);
    assert_eq!(holders(polya.folder(), &[statement]), Vec::<PathBuf>::new());
    polya.run(&["memory", "forget", statement, "--yes"]).expect(1);

    // What is left of the run can be read, gives nothing back, and the other problem is whole.
    // The proofs' files are other ones now, and the report says so.
    let report = polya.run(&["report", "--json"]).expect(1).json();
    assert_eq!((&report["solved"], &report["error"]), (&Value::from(2), &Value::Null));
    assert_eq!(report["unverified"].as_array().map(Vec::len), Some(2), "{report:#}");
    let left = artifacts(&polya);
    assert!(left.iter().any(|line| line.contains("list::other")), "{left:#?}");
    polya.run(&["memory", "rebuild"]).expect(0);
    assert_eq!(artifacts(&polya), left);
    assert_eq!(holders(polya.folder(), &[NAME, REMARK]), Vec::<PathBuf>::new());
}
