//! Proofs at random places of random well-formed files, before the real Lean: what is spliced must be
//! accepted wherever plain Lean accepts the file.
//!
//! `POLYA_SPLICE_CASES` sets how many files are generated.

#[path = "../../problems/tests/support/generate.rs"]
mod generate;

use std::{fmt::Write as _, fs, path::Path, sync::Arc};

use generate::{File, PROOFS, file};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    pool::{Pool, PoolSettings},
    testing,
};
use polya_problems::{Problem, finished, load};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;

fn files(standard: usize) -> Vec<File> {
    let cases = std::env::var("POLYA_SPLICE_CASES").ok().and_then(|cases| cases.parse().ok());
    let mut runner = TestRunner::deterministic();
    let files = (0..cases.unwrap_or(standard))
        .map(|_| file().new_tree(&mut runner).expect("a file").current());
    files.filter(|file| !file.holes.is_empty()).collect()
}

fn problems(file: &File, folder: &Path) -> Vec<Problem> {
    let path = folder.join("p.lean");
    fs::write(&path, &file.text).expect("a file");
    load(&path).expect("a list").problems
}

/// Texts that one process reads.
const TOGETHER: usize = 200;

/// The texts that Lean does not take, with what it says.
fn refused(texts: &[String]) -> Vec<String> {
    texts.chunks(TOGETHER).flat_map(refused_together).collect()
}

/// The same of a few texts, each in a namespace of its own.
fn refused_together(texts: &[String]) -> Vec<String> {
    let mut whole = String::new();
    let mut starts = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        starts.push(whole.matches('\n').count() + 1);
        write!(whole, "namespace Text{number}\n{text}\nend Text{number}\n").expect("a string");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("all.lean");
    fs::write(&path, &whole).expect("a file");
    let output =
        testing::toolchain().command().arg("--json").arg(&path).output().expect("lean starts");
    let said = String::from_utf8(output.stdout).expect("lean writes UTF-8");
    let errors = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors = errors.filter(|message| message["severity"] == "error");
    errors
        .map(|message| {
            let line = message["pos"]["line"]
                .as_u64()
                .and_then(|line| usize::try_from(line).ok())
                .expect("a line");
            let which = starts.partition_point(|start| *start <= line) - 1;
            format!("line {}: {}\n{}", line - starts[which], message["data"], texts[which])
        })
        .collect()
}

#[test]
fn lean_takes_a_proof_wherever_it_takes_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(60);
    let mut texts: Vec<String> = files.iter().map(|file| file.text.replace("\r\n", "\n")).collect();
    assert_eq!(refused(&texts).first(), None, "the generator makes files that Lean takes");
    texts.clear();
    let mut next = 0;
    for file in &files {
        let problems = problems(file, folder.path());
        for problem in &problems {
            texts.push(problem.with_proof(PROOFS[next % PROOFS.len()]));
            next += 1;
        }
        // All of them at once, as a finished file, of which the last is found again.
        let mut whole = problems[0].source.to_string();
        for problem in problems.iter().rev() {
            let text = problem.with_proof(PROOFS[next % PROOFS.len()]);
            let proof = text
                .strip_prefix(problem.before())
                .and_then(|rest| rest.strip_suffix(problem.after()));
            let mut proof = proof.expect("a splice").to_owned();
            // A proof of several lines moves what follows on its last line, and a comment takes it along.
            let follows = whole[problem.hole.end..].split('\n').next().unwrap_or_default();
            if !follows.trim().is_empty() && (proof.contains('\n') || proof.contains("--")) {
                proof.push('\n');
            }
            whole.replace_range(problem.hole.clone(), &proof);
            next += 1;
        }
        let last = &problems[problems.len() - 1];
        let found = finished(&whole, last).unwrap_or_else(|| panic!("no proof found in\n{whole}"));
        assert_eq!(found.additions.len(), problems.len() - 1, "{whole}");
        texts.push(last.with_additions(&found.additions, &found.proof));
        texts.push(whole);
    }
    assert!(texts.len() > files.len());
    let refused = refused(&texts);
    assert!(
        refused.is_empty(),
        "{} of {}: {}",
        refused.len(),
        texts.len(),
        refused.join("\n=====\n")
    );
}

#[tokio::test]
async fn tactics_are_checked_wherever_the_theorem_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let pool =
        Pool::start(&testing::toolchain(), PoolSettings { workers: 1, ..PoolSettings::default() });
    let tactics: Vec<Arc<str>> =
        ["exact ⟨h.2, h.1⟩", "constructor\n· exact h.2\n· exact h.1", "exact h", "constructor"]
            .map(Arc::from)
            .into();
    let mut checked = 0;
    for file in files(20) {
        for problem in problems(&file, folder.path()).into_iter().take(2) {
            let site = Site { before: problem.before().into(), path: Vec::new() };
            let outcomes = pool.check(&site, &tactics, CheckLimits::default()).await;
            let fits = matches!(
                &outcomes[..],
                [Outcome::Closed, Outcome::Closed, Outcome::Failed { .. }, Outcome::Progress { goals, .. }]
                    if goals.len() == 2
            );
            assert!(fits, "{outcomes:?}\n{}", problem.before());
            checked += 1;
        }
    }
    assert!(checked >= 20, "{checked}");
    pool.shutdown().await;
}
