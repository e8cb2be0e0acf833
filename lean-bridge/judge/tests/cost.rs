//! What judging costs is measured, and stays within bounds that leave room for a busy machine.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::time::Duration;

use support::court;

#[tokio::test]
async fn judging_costs_little() {
    let court = court();
    let report = polya_judge::bench(&court.judge, Duration::ZERO).await.unwrap();
    println!("{report}");
    assert!(report.added() < 3.0, "{report}");
    assert!(report.added_memory() < 300 << 20, "{report}");
}
