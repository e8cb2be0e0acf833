//! What runs out of time, memory or room is undecided, and nothing hangs.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::time::{Duration, Instant};

use polya_judge::{GoldenError, Judge, JudgeSettings, Verdict};
use polya_lean::testing;
use support::{court, problem, settings};

const STATEMENT: &str = "theorem right : 1 = 1 := sorry\n";

#[tokio::test]
async fn what_runs_out_of_time_or_memory_is_undecided() {
    let court = court();
    let scratch = court.scratch.path();
    let golden = court.judge.prepare(&problem("p", "right", STATEMENT)).await.unwrap();
    let judge_with = |change: &dyn Fn(&mut JudgeSettings)| {
        let mut settings = settings(scratch);
        change(&mut settings);
        Judge::new(court.toolchain.clone(), settings)
    };
    for (what, judge) in [
        ("time", judge_with(&|s| s.limits.wall = Duration::from_millis(1))),
        ("memory", judge_with(&|s| s.limits.memory = 1 << 20)),
        ("address space", judge_with(&|s| s.limits.address_space = 64 << 20)),
        ("file size", judge_with(&|s| s.limits.file_size = 16)),
    ] {
        let verdict = judge.judge(&golden, "rfl").await;
        let fails_closed = match what {
            "time" | "memory" => matches!(verdict, Verdict::Undecided { .. }),
            // Lean itself notices, and may report what it noticed as an error in the file.
            _ => verdict.accepted().is_none(),
        };
        assert!(fails_closed, "{what}: {verdict}");
    }
}

#[tokio::test]
async fn what_cannot_be_confined_is_not_judged() {
    let court = court();
    let golden = court.judge.prepare(&problem("p", "right", STATEMENT)).await.unwrap();
    // A program that is no shim starts nothing.
    let mut settings = settings(court.scratch.path());
    settings.program = "/bin/true".into();
    let judge = Judge::new(testing::toolchain(), settings);
    let verdict = judge.judge(&golden, "rfl").await;
    assert!(verdict.accepted().is_none(), "{verdict}");
    let fresh = judge.prepare(&problem("q", "right", STATEMENT)).await;
    assert!(matches!(fresh, Err(GoldenError::Infrastructure { .. })), "{:?}", fresh.err());
}

/// Forty steps of doubling: a trillion nodes when written out, some hundred as a graph.
#[tokio::test]
async fn a_term_of_exponential_size_is_decided() {
    let court = court();
    let source = "theorem right (p : Prop) (h : p) : p ∧ p := sorry\n";
    let golden = court.judge.prepare(&problem("p", "right", source)).await.unwrap();
    let started = Instant::now();
    let steps: String = (1..=40).fold(String::new(), |text, step| {
        format!(
            "{text}  let f{step} : Nat → Nat → Nat := fun a b => f{} (f{0} a b) (f{0} b a)\n",
            step - 1
        )
    });
    let proof =
        format!("by\n  let f0 : Nat → Nat → Nat := fun a b => a + b\n{steps}  exact ⟨h, h⟩");
    let verdict = court.judge.judge(&golden, &proof).await;
    assert!(verdict.accepted().is_some(), "{verdict}");

    // The same in types: each pair is of the type before, twice.
    let steps: String = (1..=40).fold(String::new(), |text, step| {
        format!("{text}  have h{step} := And.intro h{0} h{0}\n", step - 1)
    });
    let proof = format!("by\n  have h0 := h\n{steps}  exact ⟨h, h⟩");
    let verdict = court.judge.judge(&golden, &proof).await;
    let seconds = started.elapsed().as_secs();
    assert!(seconds < 30, "took {seconds} s: {verdict}");
}

#[tokio::test]
async fn huge_numbers_are_decided_or_refused() {
    let court = court();
    let source = "theorem right : 2 ^ 200000 % 3 = 1 := sorry\n";
    let golden = court.judge.prepare(&problem("p", "right", source)).await.unwrap();
    let started = Instant::now();
    let digits = "7".repeat(90_000);
    for proof in [
        "by\n  decide +kernel".to_owned(),
        format!("by\n  have h : {digits} = {digits} := rfl\n  decide +kernel"),
        "by\n  have h : 2 ^ (2 ^ 40) = 0 := by decide +kernel\n  decide +kernel".to_owned(),
    ] {
        let verdict = court.judge.judge(&golden, &proof).await;
        let shown: String = verdict.to_string().chars().take(300).collect();
        let false_proof = proof.contains("= 0");
        assert!(!(false_proof && verdict.accepted().is_some()), "{shown}");
    }
    let seconds = started.elapsed().as_secs();
    assert!(seconds < 30, "took {seconds} s");
}
