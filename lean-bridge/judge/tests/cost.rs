//! What judging costs is measured, and its memory stays within bounds.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::time::Duration;

use support::court;

#[tokio::test]
async fn judging_takes_little_memory() {
    let court = court();
    let report = polya_judge::bench(&court.judge, Duration::ZERO).await.unwrap();
    println!("{report}");
    // How long it takes on a machine that does other things meanwhile says nothing.
    assert!(report.costs.iter().all(|cost| cost.compile > 0.0 && cost.added() > 0.0), "{report}");
    assert!(report.added_memory() < 300 << 20, "{report}");
}
