//! What every command that searches understands: budgets, voices, tools, memory.

use std::time::Duration;

use clap::Args;

use crate::{
    config::{BudgetLayer, Layer, LeanLayer, MemoryLayer, ModelLayer, RunLayer, ToolsLayer},
    quantity,
};

/// Limits of the search and where it draws from.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Time for the whole run, such as `4h`
    #[arg(long, value_name = "TIME", value_parser = quantity::duration, help_heading = "Budget")]
    time: Option<Duration>,

    /// Time for each problem [default: 20s]
    #[arg(long, value_name = "TIME", value_parser = quantity::duration, help_heading = "Budget")]
    time_per_problem: Option<Duration>,

    /// Lean checks for the whole run, such as `200k`
    #[arg(long, value_name = "N", value_parser = quantity::count, help_heading = "Budget")]
    checks: Option<u64>,

    /// Lean checks for each problem
    #[arg(long, value_name = "N", value_parser = quantity::count, help_heading = "Budget")]
    checks_per_problem: Option<u64>,

    /// Model tokens for the whole run, such as `2m`
    #[arg(long, value_name = "N", value_parser = quantity::count, help_heading = "Budget")]
    tokens: Option<u64>,

    /// How the next goal is chosen: `best-first`, `puct` or `proof-number`
    #[arg(long, value_name = "HOW", help_heading = "Search")]
    selection: Option<String>,

    /// Seed of every random choice
    #[arg(long, value_name = "N", help_heading = "Search")]
    seed: Option<u64>,

    /// Lean processes at work [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Search")]
    lean_workers: Option<usize>,

    /// What to do with the long-term memory: `off`, `read` or `readwrite` [default: readwrite]
    #[arg(long, value_name = "HOW", value_parser = memory_mode, help_heading = "Search")]
    memory: Option<polya_memory::Mode>,

    /// Tools that take part: `on`, `off`, or names such as `ring,refute` [default: on]
    #[arg(long, value_name = "WHICH", help_heading = "Search")]
    tools: Option<String>,

    /// An OpenAI-compatible model server, such as `http://127.0.0.1:8080/v1`
    #[arg(long, value_name = "URL", help_heading = "Search")]
    model_url: Option<String>,

    /// Model to ask there [default: the first it lists]
    #[arg(long, value_name = "NAME", requires = "model_url", help_heading = "Search")]
    model_name: Option<String>,

    /// A GGUF file to serve beside the search; `shipped`, the model inside the program; or `off`
    /// [default: shipped, where no server is named]
    #[arg(long, value_name = "FILE", conflicts_with = "model_url", help_heading = "Search")]
    model: Option<String>,

    /// Use no model, whatever the configuration says
    #[arg(long, conflicts_with_all = ["model_url", "model"], help_heading = "Search")]
    no_model: bool,
}

impl SearchArgs {
    pub(crate) fn layer(&self) -> Layer {
        let off = self.no_model || self.model.as_deref() == Some("off");
        // A file, too, stands for all that the configuration names.
        let model = if off || self.model.is_some() {
            Some(Vec::new())
        } else {
            model_layer(self.model_url.as_deref(), self.model_name.as_deref())
        };
        Layer {
            run: RunLayer {
                seed: self.seed,
                selection: self.selection.clone(),
                model: if off { Some("off".to_owned()) } else { self.model.clone() },
                ..RunLayer::default()
            },
            budget: BudgetLayer {
                time: self.time,
                time_per_problem: self.time_per_problem,
                checks: self.checks,
                checks_per_problem: self.checks_per_problem,
                tokens: self.tokens,
            },
            lean: LeanLayer { workers: self.lean_workers, ..LeanLayer::default() },
            memory: MemoryLayer { mode: self.memory, ..MemoryLayer::default() },
            tools: ToolsLayer { used: self.tools.clone(), ..ToolsLayer::default() },
            model,
            ..Layer::default()
        }
    }
}

/// The one model that is named on the command line, if any.
pub(super) fn model_layer(url: Option<&str>, name: Option<&str>) -> Option<Vec<ModelLayer>> {
    let (url, name) = (url?.to_owned(), name.map(str::to_owned));
    Some(vec![ModelLayer { url, name, ..ModelLayer::default() }])
}

fn memory_mode(text: &str) -> Result<polya_memory::Mode, String> {
    polya_memory::Mode::of_name(text).ok_or_else(|| "expected off, read or readwrite".to_owned())
}
