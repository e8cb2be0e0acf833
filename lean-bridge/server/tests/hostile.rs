//! Hostile candidates: each is refused or contained, and its neighbours never notice.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::{sync::Arc, time::Duration};

use polya_lean::{
    check::{CheckLimits, Outcome, PathStep, Site},
    escape::contain,
    pool::{Pool, PoolSettings},
    testing,
};

/// Candidates between lines of `----`; a first line `-- refused`, `-- fails` or `-- open` says
/// what must become of each, where `open` means: anything but closed.
const CORPUS: &str = include_str!("hostile.txt");

fn corpus() -> Vec<(&'static str, String)> {
    CORPUS
        .split("\n----\n")
        .map(|entry| {
            let (first, rest) = entry.split_once('\n').unwrap();
            let verdict = first.strip_prefix("-- ").unwrap();
            assert!(["refused", "fails", "open"].contains(&verdict), "{verdict}");
            (verdict, unescape(rest))
        })
        .collect()
}

/// `\u{…}` stands for a character that no editor should show.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        out.push_str(rest);
    }
    out
}

#[test]
fn the_gate_refuses_what_it_must() {
    let mut wrong = Vec::new();
    for (verdict, candidate) in corpus() {
        let result = contain(&candidate);
        if result.is_err() != (verdict == "refused") {
            wrong.push(format!("{candidate:?}: {result:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn site() -> Site {
    Site {
        before: "import Foundations\n\nnamespace Lab\n\ntheorem t (p q : Prop) (hp : p) (hq : q) : (q ∧ p) ∧ True :=".into(),
        path: vec![PathStep { tactic: "constructor".into(), goals: 2, chosen: 0 }],
    }
}

#[tokio::test]
async fn neighbours_of_a_hostile_candidate_keep_their_outcomes() {
    let pool =
        Pool::start(&testing::toolchain(), PoolSettings { workers: 1, ..PoolSettings::default() });
    let honest: Vec<Arc<str>> =
        ["exact ⟨hq, hp⟩", "constructor", "exact hp", "skip"].map(Arc::from).to_vec();
    let limits = CheckLimits { deadline: Duration::from_mins(1), ..CheckLimits::default() };
    let site = site();
    let expected = pool.check(&site, &honest, limits).await;
    assert_eq!(expected[0], Outcome::Closed);
    assert!(matches!(expected[1], Outcome::Progress { .. }));
    assert!(matches!(expected[2], Outcome::Failed { .. }));

    let mut wrong = Vec::new();
    for (verdict, hostile) in corpus() {
        let mut candidates: Vec<Arc<str>> = honest[..2].to_vec();
        candidates.push(hostile.as_str().into());
        candidates.extend(honest[2..].iter().cloned());
        for explain in [true, false] {
            let mut outcomes = if explain {
                pool.check(&site, &candidates, limits).await
            } else {
                pool.check_briefly(&site, &candidates, limits).await
            };
            let own = outcomes.remove(2);
            let right = match verdict {
                "refused" => matches!(own, Outcome::Refused { .. }),
                "fails" => matches!(own, Outcome::Failed { .. }),
                _ => !matches!(own, Outcome::Closed | Outcome::Infrastructure { .. }),
            };
            if !right {
                wrong.push(format!("{hostile:?} itself: {own:?}"));
            }
            for (i, (outcome, expected)) in outcomes.iter().zip(&expected).enumerate() {
                let same = match (outcome, expected) {
                    (Outcome::Failed { .. }, Outcome::Failed { .. }) => true,
                    (a, b) => a == b,
                };
                if !same {
                    wrong.push(format!("beside {hostile:?}, {:?} became {outcome:?}", honest[i]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(pool.stats().deaths, 0);
}
