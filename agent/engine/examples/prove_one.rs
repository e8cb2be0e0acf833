//! Proves one theorem: `cargo run -p polya-engine --example prove_one`.
#![expect(clippy::print_stdout, reason = "the result is for the terminal")]

use std::{error::Error, process::ExitCode, sync::Arc};

use polya_engine::{Engine, Settings, Silent};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // The same executable is started as `lean`, as the shim that confines it, and as a kernel.
    if let Some(status) = polya_engine::role() {
        return Ok(status);
    }
    let home = std::env::home_dir().ok_or("no home folder")?.join(".local/share/polya");
    let settings = Settings::new(home, std::env::current_exe()?);
    tokio::runtime::Runtime::new()?.block_on(async {
        let engine = Engine::start(settings, Arc::new(Silent)).await?;
        let attempt = engine.prove("theorem swap (p q : Prop) : p ∧ q → q ∧ p").await?;
        match &attempt.file {
            Some(file) => println!("{file}"),
            None => println!("not proved after {} checks", attempt.report.spent.checks),
        }
        engine.shut_down().await;
        Ok(if attempt.file.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}
