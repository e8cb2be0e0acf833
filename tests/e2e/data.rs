//! Training data: what is drawn is proved and judged, what is kept for measuring stays out, and what
//! was cut off goes on.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use crate::polya;

/// The keys in a file of them.
fn keys(text: &str) -> BTreeSet<String> {
    text.lines().map(str::to_owned).collect()
}

#[test]
fn data_is_made_in_portions_without_what_is_kept() {
    let polya = polya();
    polya.file("kept.lean", "theorem kept (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry\n");
    let make = |statements: &str, keep: &str| {
        polya
            .run(&["data", "out", "--statements", statements, "--portion", "6", "--keep", keep])
            .expect(0)
    };
    make("6", "kept.lean");
    assert_eq!(keys(&polya.read("out/kept.keys")).len(), 1);
    let first = polya.read("out/pairs/00000.jsonl");
    let pairs: Vec<Value> =
        first.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(!pairs.is_empty(), "nothing was proved");
    let worked_on = keys(&polya.read("out/keys/00000.keys"));
    for pair in &pairs {
        let text = |field: &str| pair[field].as_str().unwrap_or_default();
        assert!(worked_on.contains(text("statement")), "{pair}");
        assert!(text("prompt").contains('⊢') && text("prompt").ends_with("\nby"), "{pair}");
        assert!(!text("tactic").is_empty() && !text("tactic").contains('\n'), "{pair}");
    }

    // What is there is not made again; what is missing is.
    let written = fs::metadata(polya.folder().join("out/pairs/00000.jsonl")).expect("there");
    make("12", "kept.lean");
    let now = fs::metadata(polya.folder().join("out/pairs/00000.jsonl")).expect("there");
    assert_eq!(written.modified().expect("a time"), now.modified().expect("a time"));
    let second = keys(&polya.read("out/keys/00001.keys"));
    assert!(!second.is_empty() && second.is_disjoint(&worked_on));

    // The same statements drawn again, now kept for measuring: none is worked on.
    fs::remove_dir_all(polya.folder().join("out/pairs")).expect("gone");
    make("6", "out/statements/00000.jsonl");
    assert_eq!(polya.read("out/pairs/00000.jsonl"), "");
    polya.run(&["data", "out", "--keep", "nothing.lean"]).expect(2);
}
