//! The table of attacks, `corpus/catalogue.md`, says what is true.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// How many attacks each letter of the catalogue has.
const LETTERS: [(char, usize); 9] =
    [('A', 8), ('B', 9), ('C', 4), ('D', 11), ('E', 17), ('F', 8), ('G', 4), ('H', 9), ('J', 8)];

struct Row {
    id: String,
    place: String,
    note: String,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(corpus().join("catalogue.md")).unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with("| --- |")).skip(1);
    rows.map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        // An empty last cell leaves its separator behind.
        let [id, _, place, note @ ..] = &cells[..] else { panic!("{line}") };
        let place = place.trim_end_matches(['|', ' ']).to_owned();
        let note = note.join(" | ").trim_matches(['|', ' ']).to_owned();
        Row { id: (*id).to_owned(), place, note }
    })
    .collect()
}

/// The ids of the files in a folder of the corpus.
fn ids(folder: &str) -> BTreeSet<String> {
    fs::read_dir(corpus().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.split('-').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_attack_has_one_row() {
    let expected: Vec<String> = LETTERS
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}{number:02}")))
        .collect();
    let found: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_row_names_something_that_exists() {
    let (fakes, upstream) = (ids("fakes"), ids("upstream"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for Row { id, place, note } in rows() {
        match place.as_str() {
            "fixture" => assert!(fakes.contains(&id), "{id} has no file"),
            "upstream" => assert!(upstream.contains(&id), "{id} has no file"),
            "none" => assert!(!note.is_empty(), "{id}: no reason is given"),
            "test" => {
                for test in note.split(", ") {
                    let (file, function) = test.split_once("::").unwrap();
                    let text = fs::read_to_string(root.join(file))
                        .unwrap_or_else(|error| panic!("{id}: {file}: {error}"));
                    let heads = [format!("\nfn {function}("), format!("\nasync fn {function}(")];
                    let place = heads.iter().find_map(|head| text.find(head.as_str()));
                    let place = place.unwrap_or_else(|| panic!("{id}: no test `{test}`"));
                    let attributes = text[..place].rsplit("\n\n").next().unwrap();
                    assert!(attributes.contains("test]"), "{id}: `{test}` is no test");
                    assert!(!attributes.contains("ignore"), "{id}: `{test}` is left out");
                }
            }
            other => panic!("{id}: where is `{other}`?"),
        }
    }
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    let strays: Vec<_> = fakes.union(&upstream).filter(|id| !known.contains(*id)).collect();
    assert!(strays.is_empty(), "fixtures of no attack: {strays:?}");
}

/// The way to look at a proof with defences switched off is for tests. It cannot accept anything,
/// and nothing that ships uses it.
#[test]
fn nothing_that_ships_switches_a_defence_off() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.canonicalize().unwrap()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && name != "tests" && !name.to_string_lossy().starts_with('.') {
                    folders.push(path);
                }
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            seen += 1;
            let text = fs::read_to_string(&path).unwrap();
            let home = path.ends_with("lean-bridge/judge/src/look.rs");
            assert!(home || !text.contains("look_without("), "{}", path.display());
        }
    }
    assert!(seen > 100, "{seen} files looked at");
}
