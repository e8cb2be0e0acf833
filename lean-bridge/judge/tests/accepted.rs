//! Every proof that a run found accepted is judged again.
//!
//! `POLYA_TEST_RUN` names a run's folder; without one nothing is done, and the test says so.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::{collections::HashMap, fs, path::PathBuf};

use polya_problems::Problem;
use serde_json::Value;
use support::court;

#[tokio::test]
#[allow(clippy::print_stderr, reason = "who runs the tests should know what was left out")]
async fn what_a_run_accepted_is_accepted_again() {
    let Some(run) = std::env::var_os("POLYA_TEST_RUN").map(PathBuf::from) else {
        eprintln!("no proofs were judged again: `POLYA_TEST_RUN` names no run");
        return;
    };
    let lines = |file: &str| -> Vec<Value> {
        let text = fs::read_to_string(run.join(file)).unwrap();
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    };
    let problems: HashMap<String, Problem> = lines("problems.jsonl")
        .into_iter()
        .filter_map(|problem| serde_json::from_value::<Problem>(problem).ok())
        .map(|problem| (problem.id.to_string(), problem))
        .collect();
    let court = court();
    let (mut wrong, mut accepted) = (Vec::new(), 0);
    for event in lines("events.jsonl") {
        if event["event"] != "verdict" || event["ruling"]["ruling"] != "accepted" {
            continue;
        }
        let (id, proof) = (event["problem"].as_str().unwrap(), event["proof"].as_str().unwrap());
        let golden = court.judge.prepare(&problems[id]).await.unwrap();
        let verdict = court.judge.judge(&golden, proof).await;
        let Some(found) = verdict.accepted() else {
            wrong.push(format!("{id}: {proof}\n=> {verdict}"));
            continue;
        };
        accepted += 1;
        for replay in found.replays() {
            println!(
                "{id}\t{}\t{}\t{:.4}\t{:.0}\t{}",
                replay.kernel,
                replay.constants,
                replay.seconds,
                replay.constants_per_second,
                replay.peak_memory >> 20
            );
        }
    }
    println!("{accepted} accepted again");
    assert!(wrong.is_empty(), "{accepted} accepted again, but not:\n{}", wrong.join("\n\n"));
    assert!(accepted > 0, "the run accepted nothing");
}
