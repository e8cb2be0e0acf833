//! Fakes and right proofs as files.
//!
//! A file is a problem, then proofs, each after a line `-- proof`. In `corpus/fakes` the name begins
//! with an id of the catalogue of attacks, `-- caught by:` names the defence that must catch each
//! proof, and `-- without the scan:` the one that must do so when the scan is switched off.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{collections::BTreeSet, fs, path::Path};

use polya_judge::{Judge, JudgeSettings, Mechanism};
use polya_lean::testing;
use polya_problems::{Expectation, Problem, ProblemId};

struct Case {
    file: String,
    caught_by: Option<String>,
    without_scan: Option<String>,
    problem: Problem,
    proofs: Vec<String>,
}

fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| case(file)).collect()
}

fn case(file: &Path) -> Case {
    let text = fs::read_to_string(file).unwrap();
    let mut parts = text.split("-- proof\n").map(str::to_owned);
    let source = parts.next().unwrap();
    let says = |what: &str| {
        source.lines().find_map(|line| Some(line.strip_prefix(what)?.trim().to_owned()))
    };
    let (caught_by, without_scan) = (says("-- caught by:"), says("-- without the scan:"));
    let hole = source.rfind("sorry").unwrap();
    let short = source.lines().find_map(|line| line.strip_prefix("theorem ")).unwrap();
    let short = match short.strip_prefix('«') {
        Some(quoted) => format!("«{}»", quoted.split('»').next().unwrap()),
        None => short.split(' ').next().unwrap().to_owned(),
    };
    let namespace = source.lines().find_map(|line| line.strip_prefix("namespace "));
    let theorem = namespace.map_or(short.clone(), |space| format!("{space}.{short}"));
    let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
    let problem = Problem {
        id: ProblemId::new(name.as_str()),
        theorem,
        path: file.to_owned(),
        line: 1,
        source: source.into(),
        hole: hole..hole + "sorry".len(),
        informal: None,
        level: None,
        tags: BTreeSet::new(),
        expectation: Expectation::Unknown,
    };
    let proofs = parts.map(|proof| proof.trim_end().to_owned()).collect();
    Case { file: name, caught_by, without_scan, problem, proofs }
}

fn judge(scratch: &Path) -> Judge {
    let settings = JudgeSettings::new(env!("CARGO_BIN_EXE_polya-judge-helper"), scratch);
    Judge::new(testing::toolchain(), settings)
}

#[tokio::test]
async fn every_fake_is_caught_by_the_defence_meant_for_it() {
    let scratch = tempfile::tempdir().unwrap();
    let judge = judge(scratch.path());
    let mut wrong = Vec::new();
    for case in cases("fakes") {
        let golden = judge.prepare(&case.problem).await.unwrap();
        for proof in &case.proofs {
            let verdict = judge.judge(&golden, proof).await;
            let found = verdict.mechanism().map(Mechanism::name);
            if found != case.caught_by.as_deref() {
                wrong.push(format!("{}: {proof}\n=> {verdict}", case.file));
            }
            let Some(wanted) = &case.without_scan else { continue };
            let found = judge.look_without(&golden, proof, &[Mechanism::Scan]).await;
            let caught = matches!(&found, Err((Some(found), _)) if found.name() == wanted);
            if !caught {
                wrong.push(format!("{} without the scan: {proof}\n=> {found:?}", case.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test]
async fn every_right_proof_is_accepted() {
    let scratch = tempfile::tempdir().unwrap();
    let judge = judge(scratch.path());
    let (mut wrong, mut accepted) = (Vec::new(), 0);
    for case in cases("valid") {
        let golden = judge.prepare(&case.problem).await.unwrap();
        for proof in &case.proofs {
            let verdict = judge.judge(&golden, proof).await;
            if verdict.accepted().is_some() {
                accepted += 1;
            } else {
                wrong.push(format!("{}: {proof}\n=> {verdict}", case.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{accepted} accepted, but not:\n{}", wrong.join("\n\n"));
    assert!(accepted >= 60, "{accepted}");
}
