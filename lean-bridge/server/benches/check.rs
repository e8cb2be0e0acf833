//! `cargo bench -p polya-lean`: candidates per second by every way of asking Lean, as ratios.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a report")]

use std::time::Duration;

use polya_lean::{
    bench::{BenchSettings, run},
    testing,
};

#[tokio::main]
async fn main() {
    // `cargo test --benches` must not take minutes.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let mut settings = BenchSettings::default();
    let number = std::env::args().skip(1).find_map(|a| a.parse::<u64>().ok());
    if let Some(seconds) = number {
        settings.time = Duration::from_secs(seconds);
        settings.memory_checks = 0;
    }
    let toolchain = testing::toolchain();
    match run(&toolchain, &settings, &mut |step| eprintln!("{step}")).await {
        Ok(report) => println!("{report}"),
        Err(error) => panic!("{error}"),
    }
}
