//! What a user writes against Foundations: the files of `foundations/tests` with the real Lean.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use polya_lean::{library, testing};
use serde_json::Value;

/// The files of one folder of tests.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../foundations/tests").join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Line and text of each error that Lean reports for a file.
fn errors(file: &Path) -> Vec<(usize, String)> {
    let lean = testing::toolchain();
    let output = lean.command().arg("--json").arg(file).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut errors = Vec::new();
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        if message["severity"] == "error" {
            let at = usize::try_from(message["pos"]["line"].as_u64().unwrap()).unwrap();
            errors.push((at, message["data"].as_str().unwrap().to_owned()));
        }
    }
    let expected = if errors.is_empty() { Some(0) } else { Some(1) };
    assert_eq!(output.status.code(), expected, "{}", String::from_utf8_lossy(&output.stderr));
    errors
}

#[test]
fn what_must_be_accepted_is() {
    for file in files("succeed") {
        assert_eq!(errors(&file), [], "{}", file.display());
    }
}

#[test]
fn what_must_be_refused_is_with_the_right_message() {
    const MARK: &str = "-- error: ";
    for file in files("fail") {
        let errors = errors(&file);
        let text = fs::read_to_string(&file).unwrap();
        let mut marked = 0;
        for (index, line) in text.lines().enumerate() {
            let at = index + 1;
            let here = || errors.iter().filter(move |(line, _)| *line == at);
            let Some((_, wanted)) = line.split_once(MARK) else {
                assert_eq!(
                    here().count(),
                    0,
                    "{}:{at}: an error where none is marked",
                    file.display()
                );
                continue;
            };
            marked += 1;
            let found = here().any(|(_, message)| message.contains(wanted.trim()));
            assert!(found, "{}:{at}: {:?}", file.display(), here().collect::<Vec<_>>());
        }
        assert!(marked > 0, "{} marks no error", file.display());
    }
}

#[test]
fn the_index_in_the_repository_is_that_of_the_library() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../foundations/INDEX.md");
    let page = fs::read_to_string(&file).unwrap();
    let compiled = library::index(&testing::toolchain()).unwrap();
    // No upstream library is in play here: then there would be no index.
    let compiled = compiled.unwrap();
    for (number, (here, there)) in page.lines().zip(compiled.lines()).enumerate() {
        assert_eq!(here, there, "line {}: `polya library index` prints the page anew", number + 1);
    }
    assert_eq!(page, compiled);
    let theorems = page.lines().filter(|line| line.starts_with("- `")).count();
    assert!(theorems >= 800, "{theorems}");
}
