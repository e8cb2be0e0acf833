//! `cargo bench -p polya-lean`: candidates per second by every way of asking Lean, as ratios.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a report")]

use std::time::Duration;

use polya_lean::{
    bench::{BenchSettings, run},
    testing,
};

#[tokio::main]
async fn main() {
    let number = std::env::args().skip(1).find_map(|a| a.parse::<u64>().ok());
    // `cargo test --benches` must not take minutes.
    if number.is_none() && !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let mut settings = BenchSettings::default();
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
