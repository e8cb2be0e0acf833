//! What runs out of time, memory or room is undecided, and nothing hangs.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::time::Duration;

use polya_judge::{GoldenError, Judge, JudgeSettings, Mechanism, Verdict};
use polya_lean::testing;
use support::{Court, court, problem, settings};

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

/// A judge whose processes have little time of the processor, however busy the machine is. What
/// would hang comes to its limit, and is undecided.
fn with_little_time(court: &Court) -> Judge {
    let mut settings = settings(court.scratch.path());
    settings.limits.cpu_seconds = 20;
    Judge::new(court.toolchain.clone(), settings)
}

/// Forty steps of doubling: a trillion nodes when written out, some hundred as a graph.
#[tokio::test]
async fn a_term_of_exponential_size_is_decided() {
    let court = court();
    let judge = with_little_time(&court);
    let source = "theorem right (p : Prop) (h : p) : p ∧ p := sorry\n";
    let golden = judge.prepare(&problem("p", "right", source)).await.unwrap();
    let steps: String = (1..=40).fold(String::new(), |text, step| {
        let last = step - 1;
        format!(
            "{text}  let f{step} : Nat → Nat → Nat := fun a b => f{last} (f{last} a b) (f{last} b a)\n"
        )
    });
    let proof =
        format!("by\n  let f0 : Nat → Nat → Nat := fun a b => a + b\n{steps}  exact ⟨h, h⟩");
    let verdict = judge.judge(&golden, &proof).await;
    assert!(verdict.accepted().is_some(), "{verdict}");

    // The same in types: each pair is of the type before, twice. Lean itself may give up on it.
    let steps: String = (1..=40).fold(String::new(), |text, step| {
        format!("{text}  have h{step} := And.intro h{0} h{0}\n", step - 1)
    });
    let proof = format!("by\n  have h0 := h\n{steps}  exact ⟨h, h⟩");
    let verdict = judge.judge(&golden, &proof).await;
    assert!(
        !matches!(verdict, Verdict::Rejected { mechanism, .. } if mechanism != Mechanism::Build)
    );
}

#[tokio::test]
async fn huge_numbers_are_decided_or_refused() {
    let court = court();
    let judge = with_little_time(&court);
    let source = "theorem right : 2 ^ 200000 % 3 = 1 := sorry\n";
    let golden = judge.prepare(&problem("p", "right", source)).await.unwrap();
    let verdict = judge.judge(&golden, "by\n  decide +kernel").await;
    assert!(verdict.accepted().is_some(), "{verdict}");

    let digits = "7".repeat(90_000);
    let long = format!("by\n  have h : {digits} = {digits} := rfl\n  decide +kernel");
    let verdict = judge.judge(&golden, &long).await;
    assert!(matches!(verdict, Verdict::Undecided { .. }), "a number of 300 000 bits was sent");

    let vast = "by\n  have h : 2 ^ (2 ^ 40) = 0 := by decide +kernel\n  decide +kernel";
    let verdict = judge.judge(&golden, vast).await;
    assert!(matches!(verdict, Verdict::Undecided { .. }), "{verdict}");
}

/// Where Lean breaks down, or its kernel or ours gives up, nothing is known about the proof.
#[tokio::test]
async fn a_breakdown_of_lean_is_no_rejection() {
    let court = court();
    let shift = "(1 <<< 18446744073709551616) * 0 = 0";
    let power = "2 ^ 18446744073709551616 * 0 = 0";
    for (statement, proof) in [
        // Lean's process ends in a panic.
        (shift, "by simp"),
        (shift, "by\n  decide +kernel"),
        // Lean takes the proof, and the kernels would have to compute a number of that many bits.
        (power, "by\n  decide +kernel"),
    ] {
        let source = format!("theorem right : {statement} := sorry\n");
        let golden = court.judge.prepare(&problem("p", "right", &source)).await.unwrap();
        let verdict = court.judge.judge(&golden, proof).await;
        assert!(matches!(verdict, Verdict::Undecided { .. }), "{statement}, {proof}: {verdict}");
    }
    // What is wrong besides is a rejection all the same.
    let golden = court.judge.prepare(&problem("p", "right", STATEMENT)).await.unwrap();
    let both = "by\n  have h : 2 ^ (2 ^ 40) = 0 := by decide +kernel\n  exact nothing";
    let verdict = court.judge.judge(&golden, both).await;
    assert_eq!(verdict.mechanism(), Some(Mechanism::Build), "{verdict}");
}
