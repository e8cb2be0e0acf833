//! `polya model`, as it is typed.

use std::{net::IpAddr, num::NonZeroUsize, path::PathBuf};

use clap::{Args, Subcommand};

use super::search::server;
use crate::{config::Layer, quantity};

/// Serve a local model, estimate whether one fits, and measure it.
#[derive(Debug, Args)]
pub(crate) struct ModelArgs {
    #[command(subcommand)]
    pub(crate) what: ModelCommand,
}

impl ModelArgs {
    pub(crate) fn layer(&self) -> Layer {
        match &self.what {
            ModelCommand::Replay(args) => args.layer(),
            _ => Layer::default(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    Serve(ServeModelArgs),
    Fit(FitArgs),
    Bench(ServingBenchArgs),
    Replay(ReplayArgs),
    Specimen(SpecimenArgs),
}

/// Serve a model over the OpenAI protocol until Ctrl-C.
///
/// The model is a GGUF file of the Llama, Qwen 2 or Qwen 3 family with a byte-level tokenizer; without
/// one it is the model inside this program. `/v1/completions`, `/v1/chat/completions`,
/// `/v1/embeddings`, `/v1/models`, `/health` and `/metrics` answer. With block-quantized weights, such
/// as Q8_0, an answer depends on its request alone, not on what else runs.
#[derive(Debug, Args)]
pub(crate) struct ServeModelArgs {
    /// The model's file
    #[arg(long, value_name = "FILE")]
    pub(crate) gguf: Option<PathBuf>,

    /// Port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,

    /// Address to answer at; any but this machine's own needs a key
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,

    /// Environment variable with the key that every request must bring
    #[arg(long, value_name = "NAME")]
    pub(crate) key_variable: Option<String>,

    /// Longest context, in tokens
    #[arg(long, value_name = "N", default_value_t = 8192)]
    pub(crate) context: usize,

    /// Memory for keys and values, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 512)]
    pub(crate) cache: usize,

    /// Threads to compute with [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Work for the process at the other end of stdin and stdout, and end with it
    #[arg(long, hide = true)]
    pub(crate) child: bool,
}

/// Say whether a model fits this machine, and how fast it can be.
///
/// Weights and keys and values are counted for this program's engine, which keeps some weights twice
/// and keys and values in single precision, and for a server that does neither. Tokens a second are at
/// most memory bandwidth over the bytes of the weights.
#[derive(Debug, Args)]
pub(crate) struct FitArgs {
    /// The model's file
    #[arg(required_unless_present = "params", conflicts_with = "params")]
    pub(crate) file: Option<PathBuf>,

    /// Number of weights, such as `8b`
    #[arg(long, value_name = "N", value_parser = quantity::count)]
    pub(crate) params: Option<u64>,

    /// Bits of each weight
    #[arg(long, value_name = "BITS", default_value_t = 4.5, requires = "params")]
    pub(crate) bits: f64,

    /// Context, in tokens, such as `8k` [default: the file's, at most 8192]
    #[arg(long, value_name = "N", value_parser = quantity::count)]
    pub(crate) context: Option<u64>,

    /// Load the file and measure
    #[arg(long, conflicts_with = "params")]
    pub(crate) measure: bool,

    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Measure the engine: reading, drawing, known prompts, steps of a search.
///
/// Without a file, models with random weights are made and measured, one for each kind of weights.
#[derive(Debug, Args)]
pub(crate) struct ServingBenchArgs {
    /// The model's file
    #[arg(conflicts_with_all = ["params", "weights"])]
    pub(crate) file: Option<PathBuf>,

    /// Number of weights of the random models, such as `30m`
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "4m")]
    pub(crate) params: u64,

    /// Kinds of weights
    #[arg(long, value_name = "KINDS", value_delimiter = ',', default_value = "q8_0,q4_0,q4_k,f16")]
    pub(crate) weights: Vec<String>,

    /// Samples drawn at once
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', default_value = "1,8")]
    pub(crate) batch: Vec<u32>,

    /// Threads to compute with [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write a model of random weights, to compare servers with.
///
/// Its output makes no sense, and is the same on each server that computes correctly.
#[derive(Debug, Args)]
pub(crate) struct SpecimenArgs {
    /// The file to write
    pub(crate) file: PathBuf,

    /// Family: `llama`, `qwen2` or `qwen3`
    #[arg(long, value_name = "NAME", default_value = "llama")]
    pub(crate) family: String,

    /// Number of weights, such as `30m`
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "4m")]
    pub(crate) params: u64,

    /// Kind of weights
    #[arg(long, value_name = "KIND", default_value = "q8_0")]
    pub(crate) weights: String,

    /// How its tokenizer splits text into words, by the name that GGUF has for that
    #[arg(long, value_name = "NAME", default_value = "qwen2")]
    pub(crate) splitter: String,

    /// What the weights are drawn from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

/// Ask the model of a past run again, and compare with the run's log.
///
/// With block-quantized weights, such as the shipped model's, every candidate of the model comes again,
/// whatever else was computed beside it at the time. Exits with 1 where something differs. Memory
/// changes what larger models are told: compare runs that had it off.
#[derive(Debug, Args)]
pub(crate) struct ReplayArgs {
    /// The run: its folder, or its name
    #[arg(default_value = "last")]
    pub(crate) run: PathBuf,

    /// Folder of the runs [default: `runs`]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// The OpenAI-compatible server that was asked
    #[arg(long, value_name = "URL")]
    model_url: Option<String>,

    /// The model that was asked there [default: the first it lists]
    #[arg(long, value_name = "NAME", requires = "model_url")]
    model_name: Option<String>,

    /// The GGUF file that was served; or `shipped` [default: shipped, where no server is named]
    #[arg(long, value_name = "FILE", conflicts_with = "model_url")]
    model: Option<String>,

    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

impl ReplayArgs {
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = Layer::default();
        if let Some(model) = &self.model {
            layer.set("run.model", model);
            layer.models = Some(Vec::new());
        } else {
            layer.models = server(self.model_url.as_deref(), self.model_name.as_deref());
        }
        layer
    }
}
