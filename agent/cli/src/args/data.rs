//! The command line of `polya data`.

use std::path::PathBuf;

use clap::Args;

use super::SearchArgs;
use crate::{config::Layer, quantity};

/// Make training data for a step model: generate statements, prove them, keep the judged proofs.
///
/// Draws statements over Foundations from many families and from the library's own theorems, lets
/// the search prove them with a small budget, and writes for each accepted proof the states on its
/// way, the tactics that were used there and those that failed: one JSON object a line in
/// `FOLDER/pairs/`, with what was drawn in `FOLDER/statements/` and the keys of what was worked on in
/// `FOLDER/keys/`. Statements that are on a list kept for measuring are turned away, and none is
/// worked on twice.
///
/// Data is written in portions; call it again with the same folder to go on after the last. With a
/// model named, the model proposes too: a round of expert iteration.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// Where the data is written
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,

    /// Statements to draw in all, those of earlier calls included
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "9000")]
    pub(crate) statements: u64,

    /// Statements of one portion
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "240")]
    pub(crate) portion: u64,

    /// A list that is kept for measuring
    #[arg(
        long,
        value_name = "LIST",
        default_values = ["problems/foundations", "problems/marathon", "agent/model/train/eval"]
    )]
    pub(crate) keep: Vec<PathBuf>,

    #[command(flatten)]
    search: SearchArgs,
}

impl DataArgs {
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = self.search.layer();
        // Rules make the data, unless a model is named.
        if layer.get("run.model").is_none() {
            layer.set("run.model", "off");
        }
        layer
    }
}
