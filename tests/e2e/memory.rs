//! The memory from the command line: what is put in is found, and what is forgotten is gone.

use std::{fs, path::Path};

use polya_tests::Polya;

use crate::polya;

const SECRET: &str = "the wedding is on the fourth of May in Verona";

/// True if some file below `folder` has these bytes.
fn is_anywhere(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_anywhere(&path, text);
        }
        fs::read(path).is_ok_and(|b| b.windows(text.len()).any(|w| w == text.as_bytes()))
    })
}

fn with_notes() -> Polya {
    let polya = polya().with_own_home();
    for note in ["use omega for linear arithmetic", "reverse: induction on the list", SECRET] {
        polya.run(&["memory", "note", note, "--tag", "mine"]).expect(0);
    }
    polya
}

#[test]
fn notes_are_recalled_listed_and_shown() {
    let polya = with_notes();
    let found = polya.run(&["memory", "recall", "reverse of a list", "--json"]).expect(0).stdout;
    let best: serde_json::Value =
        serde_json::from_str(found.lines().next().expect("a line")).expect("JSON");
    assert_eq!(best["artifact"]["content"]["note"]["text"], "reverse: induction on the list");
    let id = best["artifact"]["id"].as_str().expect("an id");
    let shown = polya.run(&["memory", "show", &id[..8]]).expect(0).stdout;
    assert!(shown.contains("reverse: induction"), "{shown}");
    let listed = polya.run(&["memory", "list", "--tag", "mine"]).expect(0).stdout;
    assert_eq!(listed.lines().count(), 3, "{listed}");
    polya.run(&["memory", "list", "--kind", "nots"]).expect(2).says("did you mean `note`?");
    polya.run(&["memory", "show", "zzzz"]).expect(2);
    assert_eq!(polya.run(&["memory", "stats", "--json"]).expect(0).json()["present"], 3);
}

#[test]
fn a_score_is_explained_and_a_contradiction_told() {
    let polya = with_notes();
    let found = polya.run(&["memory", "recall", "linear arithmetic", "--explain"]).expect(0).stdout;
    assert!(found.contains("0.50·") && found.contains("relevance + 0.20·"), "{found}");
    polya
        .run(&["memory", "note", "do not use omega for linear arithmetic"])
        .expect(0)
        .says("seems to say the contrary of");
    let listed = polya.run(&["memory", "list", "--kind", "note"]).expect(0).stdout;
    let first = listed.split_whitespace().next().expect("an id").to_owned();
    polya.run(&["memory", "pin", &first]).expect(0);
    assert_eq!(polya.run(&["memory", "stats", "--json"]).expect(0).json()["pinned"], 1);
    polya.run(&["memory", "compact"]).expect(0).says("the memory has");

    // The weights are settings.
    let recall = ["memory", "recall", "linear arithmetic", "--explain"];
    polya.file("polya.toml", "[memory]\nrecall-weights = [1, 0, 0, 0]\n");
    let found = polya.run(&recall).expect(0).stdout;
    assert!(found.contains("1.00·") && found.contains("relevance + 0.00·"), "{found}");
    polya.file("polya.toml", "[memory]\nrecall-weights = [1, 0]\n");
    polya.run(&recall).expect(2).says("expected 4 weights");
}

#[test]
fn what_is_forgotten_is_in_no_file_afterwards() {
    let polya = with_notes();
    polya.file("runs/old/report.json", &serde_json::json!({ "note": SECRET }).to_string());
    assert!(is_anywhere(polya.folder(), SECRET));

    // Looking changes nothing, and nobody is asked where nobody can answer.
    let plan = polya.run(&["memory", "forget", SECRET, "--dry-run"]).expect(0).stdout;
    assert!(plan.contains("Verona"), "{plan}");
    polya.run(&["memory", "forget", SECRET]).expect(2).says("--yes");
    polya.run(&["memory", "forget", "--yes"]).expect(2).says("hint: ");
    assert!(is_anywhere(polya.folder(), SECRET));

    polya.run(&["memory", "forget", SECRET, "--yes"]).expect(0).says("forgot 1");
    assert!(!is_anywhere(polya.folder(), SECRET));
    let left = polya.run(&["memory", "list"]).expect(0).stdout;
    assert_eq!(left.lines().count(), 2, "{left}");
    polya.run(&["memory", "forget", SECRET, "--yes"]).expect(1);
}

#[test]
fn an_export_can_be_imported_elsewhere() {
    let polya = with_notes();
    polya.run(&["memory", "export", "all.jsonl"]).expect(0);
    let text = polya.read("all.jsonl");
    let other = crate::polya().with_own_home();
    other.file("all.jsonl", &format!("{text}not JSON\n"));
    other.run(&["memory", "import", "all.jsonl"]).expect(2).says("all.jsonl:4");
    assert_eq!(other.run(&["memory", "stats", "--json"]).expect(0).json()["present"], 3);
    assert_eq!(other.run(&["memory", "export", "-"]).expect(0).stdout, text);
}
