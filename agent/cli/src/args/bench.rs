//! The command line of `polya bench`.

use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

use clap::{Args, Subcommand};

use super::search::server;
use crate::{commands::bench::solve::Arms, config::Layer, quantity};

/// Measure Lean, the judge, the memory, the tools and models on this machine.
#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    pub(crate) what: BenchCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Candidate tactics checked a second: by process, by plain edits, by batches
    Lean {
        /// Time for each way; below 5s the memory is not measured
        #[arg(long, value_name = "TIME", value_parser = quantity::duration, default_value = "5s")]
        time: Duration,

        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    /// What judging a proof adds to compiling it: seconds and memory
    Judge {
        /// Time for all rounds together; there are two at least
        #[arg(long, value_name = "TIME", value_parser = quantity::duration, default_value = "20s")]
        time: Duration,

        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
    Library(BenchLibraryArgs),
    Memory(BenchMemoryArgs),
    Refute(BenchRefuteArgs),
    Solve(BenchSolveArgs),
    Model(BenchModelArgs),
    /// What a call of a tool costs: warm, from the cache, beside others, against a process
    Tools {
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
}

/// What each part of a search is worth, in problems solved.
///
/// Every list is run by every arm with every seed, at equal time or at equal checks, and the arms are
/// compared problem by problem. An arm is `baseline` (ten tactics, each tried once by itself),
/// `search` (rules and plans alone) or `all`, with parts added or left out: `search+tools`,
/// `all-model`. The parts are `premises`, `provers`, `tools`, `model` and `memory`. `ladder` is the
/// series from `baseline` to `all`, a part more each time; `ablation` is `all`, and `all` without each
/// part. The memory of an arm is empty at first and fills while the list is run; your own is not
/// touched.
///
/// Results are kept in a folder: the same command continues after an interruption, and a further arm
/// or seed costs only its own runs. The tables are Markdown. The exit status is 1 if a statement
/// marked false was proved.
#[derive(Debug, Args)]
pub(crate) struct BenchSolveArgs {
    /// The lists
    #[arg(value_name = "LIST", required = true)]
    pub(crate) lists: Vec<PathBuf>,

    /// Arms, the first of which the others are compared with
    #[arg(long, value_name = "ARM,…", value_delimiter = ',', default_value = "ladder")]
    pub(crate) arms: Vec<Arms>,

    /// Seeds: each arm is run once with each
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "0")]
    pub(crate) seeds: Vec<u64>,

    /// Compare at equal time for each problem [default: 10s, without `--checks-per-problem`]
    #[arg(long, value_name = "TIME", value_parser = quantity::duration)]
    pub(crate) time_per_problem: Option<Duration>,

    /// Compare at equal Lean checks for each problem; with `--time-per-problem`, both one after the
    /// other
    #[arg(long, value_name = "N", value_parser = quantity::count)]
    pub(crate) checks_per_problem: Option<u64>,

    /// Only problems whose id contains this, or matches it with `*`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// Only so many problems of each list, evenly drawn
    #[arg(long, value_name = "N")]
    pub(crate) sample: Option<usize>,

    /// Statements that are marked false, too: none of them may be proved
    #[arg(long)]
    pub(crate) all: bool,

    /// Folder for results and runs
    #[arg(long, value_name = "DIR", default_value = "bench-solve")]
    pub(crate) out: PathBuf,

    /// Print the tables as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which false statements of a list the tools find false, how fast, and whether Lean agrees.
///
/// Every statement that is marked `expect: false` is shown to the tools that refute, one after the
/// other, and Lean is asked to prove its negation from the values that they name. Nothing is
/// searched. The exit status is 1 if one was missed.
#[derive(Debug, Args)]
pub(crate) struct BenchRefuteArgs {
    /// The list
    pub(crate) list: PathBuf,

    /// Only problems whose id contains this, or matches it with `*`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// True statements, too: none of them may be refuted
    #[arg(long)]
    pub(crate) all: bool,

    /// Do not ask Lean
    #[arg(long)]
    pub(crate) unconfirmed: bool,

    /// Print the table as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a check, a search and an audit cost over your library, beside `lean` on the same file.
///
/// Each step is a process of its own; its time, the processor time of all processes that it starts,
/// and their memory without mapped files are printed, the medians of several runs. The first run of a
/// step begins with an empty data folder, later ones find there what the first one kept. Your own
/// data folder is not touched.
#[derive(Debug, Args)]
pub(crate) struct BenchLibraryArgs {
    /// A module that the file imports, such as `Mathlib`; may be given again [default: none]
    #[arg(long, value_name = "MODULE")]
    pub(crate) import: Vec<String>,

    /// Runs of each step
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) runs: NonZeroUsize,

    /// Leave the audit out, which takes minutes for a large library
    #[arg(long)]
    pub(crate) no_audit: bool,

    /// Threads of the audit [default: the number of processors]
    #[arg(long, value_name = "N", conflicts_with = "no_audit")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What the memory is worth: a list without it, with it, with it again; then a second list.
///
/// LIST is run with `--memory off`, then twice with `--memory readwrite` and a memory that is empty
/// at first; a second list of like problems is then run without and with what the first one taught.
/// Your own memory is not touched. Limit checks rather than time to get the same figures on a busy
/// machine.
#[derive(Debug, Args)]
pub(crate) struct BenchMemoryArgs {
    /// The list
    pub(crate) list: PathBuf,

    /// A second list, of like problems
    #[arg(long, value_name = "LIST")]
    pub(crate) second: Option<PathBuf>,

    /// Time for each problem
    #[arg(long, value_name = "TIME", value_parser = quantity::duration, default_value = "60s")]
    pub(crate) time_per_problem: Duration,

    /// Lean checks for each problem
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "1000")]
    pub(crate) checks_per_problem: u64,

    /// Only problems whose id contains this, or matches it with `*`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// Only the first N problems of each list
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What the model is worth: rules alone, the model alone, both, with the same budgets.
///
/// Each list, or an even sample of it, is run three times, without memory and without tools. The
/// limit is on Lean checks, so that a busy machine gives the same figures; the time per problem should
/// leave room for them. The model is the one that `polya run` would use.
#[derive(Debug, Args)]
pub(crate) struct BenchModelArgs {
    /// The lists
    #[arg(
        value_name = "LIST",
        default_values = ["problems/foundations", "agent/model/train/eval"]
    )]
    pub(crate) lists: Vec<PathBuf>,

    /// Only so many problems of each list, evenly drawn
    #[arg(long, value_name = "N")]
    pub(crate) sample: Option<usize>,

    /// Time for each problem
    #[arg(long, value_name = "TIME", value_parser = quantity::duration, default_value = "60s")]
    pub(crate) time_per_problem: Duration,

    /// Lean checks for each problem
    #[arg(long, value_name = "N", value_parser = quantity::count, default_value = "300")]
    pub(crate) checks_per_problem: u64,

    /// Only problems whose id contains this, or matches it with `*`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// An OpenAI-compatible model server, such as `http://127.0.0.1:8080/v1`
    #[arg(long, value_name = "URL")]
    model_url: Option<String>,

    /// Model to ask there [default: the first it lists]
    #[arg(long, value_name = "NAME", requires = "model_url")]
    model_name: Option<String>,

    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

impl BenchArgs {
    pub(crate) fn layer(&self) -> Layer {
        match &self.what {
            BenchCommand::Model(args) => {
                Layer::of_models(server(args.model_url.as_deref(), args.model_name.as_deref()))
            }
            _ => Layer::default(),
        }
    }
}
