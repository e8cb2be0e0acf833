//! Fakes and right proofs as files.
//!
//! In `corpus/fakes` a file's name begins with an id of the catalogue of attacks
//! (`corpus/catalogue.md`), `-- defences:` lists the defences that catch it, and `-- otherwise:`
//! names what is left when they are off and cannot be switched off.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::sync::Arc;

use polya_judge::{Golden, Judge, Mechanism, Specimen};
use support::{Case, Kind, cases, court, court_for_fakes};
use tokio::{sync::Semaphore, task::JoinSet};

/// Specimens looked at together: compiling waits for the disk now and then.
const AT_ONCE: usize = 3;

/// What is wrong with how one specimen is dealt with.
async fn faults(judge: &Judge, golden: &Golden, case: &Case, place: usize) -> Vec<String> {
    let kind = &case.specimens[place];
    // All defences; each of them alone; none of them.
    let mut sets = vec![Vec::new()];
    for defence in &case.defences {
        sets.push(case.defences.iter().copied().filter(|other| other != defence).collect());
    }
    sets.push(case.defences.clone());
    let mut expected = vec![case.defences.first().copied().or(case.otherwise)];
    expected.extend(case.defences.iter().copied().map(Some));
    expected.push(case.otherwise);

    let forged;
    let specimen = match kind {
        Kind::Proof(proof) => Specimen::Proof(proof),
        Kind::File(text) => Specimen::File(text),
        Kind::Forged(text, forgery) => {
            let Some(mut bytes) = judge.compiled(text).await else {
                return vec![format!("{}: {text}\n=> does not compile", case.file)];
            };
            forgery.apply(&mut bytes);
            forged = bytes;
            Specimen::Module(&forged)
        }
    };
    let without: Vec<&[Mechanism]> = sets.iter().map(Vec::as_slice).collect();
    let results = judge.look_without(golden, specimen, &without).await;
    assert_eq!(results.len(), expected.len());
    let mut faults = Vec::new();
    for ((result, expected), off) in results.into_iter().zip(expected).zip(sets) {
        let found = match &result {
            Ok(()) => None,
            Err((Some(mechanism), _)) => Some(*mechanism),
            Err((None, reason)) => {
                faults.push(format!("{}: {}\n=> undecided: {reason}", case.file, kind.text()));
                continue;
            }
        };
        if found != expected {
            let (file, text) = (&case.file, kind.text());
            faults.push(format!(
                "{file}: {text}\nwithout {off:?}: {expected:?} expected => {result:?}"
            ));
        }
    }
    // The judge's own way in is through the hole only; it is the same code for all specimens.
    if let Kind::Proof(proof) = kind
        && place == 0
    {
        let verdict = judge.judge(golden, proof).await;
        if verdict.mechanism() != case.defences.first().copied().or(case.otherwise) {
            faults.push(format!("{}: {proof}\n=> {verdict}", case.file));
        }
    }
    faults
}

#[tokio::test]
async fn every_fake_is_caught_by_each_defence_that_is_meant_for_it() {
    let court = court_for_fakes();
    let judge = &court.judge;
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut looks = JoinSet::new();
    let only = std::env::var("POLYA_CORPUS_ONLY").unwrap_or_default();
    let fakes = cases("fakes").into_iter().filter(|case| case.file.starts_with(&only));
    for case in fakes.map(Arc::new) {
        for place in 0..case.specimens.len() {
            let (judge, case, gate) = (judge.clone(), Arc::clone(&case), Arc::clone(&gate));
            looks.spawn(async move {
                let _turn = gate.acquire().await.unwrap();
                match judge.prepare(&case.problem).await {
                    Ok(golden) => faults(&judge, &golden, &case, place).await,
                    Err(error) => vec![format!("{}: {error}", case.file)],
                }
            });
        }
    }
    let wrong: Vec<String> = looks.join_all().await.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test]
async fn every_right_proof_is_accepted() {
    let court = court();
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut looks = JoinSet::new();
    let only = std::env::var("POLYA_CORPUS_ONLY").unwrap_or_default();
    for case in cases("valid").into_iter().filter(|case| case.file.starts_with(&only)) {
        let (judge, gate) = (court.judge.clone(), Arc::clone(&gate));
        looks.spawn(async move {
            let _turn = gate.acquire().await.unwrap();
            let golden = match judge.prepare(&case.problem).await {
                Ok(golden) => golden,
                Err(error) => return vec![Err(format!("{}: {error}", case.file))],
            };
            let mut verdicts = Vec::new();
            for specimen in &case.specimens {
                let proof = specimen.text();
                let verdict = judge.judge(&golden, proof).await;
                let accepted = verdict.accepted().map(|accepted| accepted.kernels().len());
                verdicts.push(match accepted {
                    Some(2) => Ok(()),
                    _ => Err(format!("{}: {proof}\n=> {verdict}", case.file)),
                });
            }
            verdicts
        });
    }
    let verdicts: Vec<_> = looks.join_all().await.into_iter().flatten().collect();
    let wrong: Vec<String> = verdicts.iter().filter_map(|v| v.clone().err()).collect();
    let accepted = verdicts.len() - wrong.len();
    println!("{accepted} right proofs accepted");
    assert!(wrong.is_empty(), "{accepted} accepted, but not:\n{}", wrong.join("\n\n"));
    assert!(accepted >= 60 || !only.is_empty(), "{accepted}");
}
