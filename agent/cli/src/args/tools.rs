//! The command line of `polya tools`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// List, add, call, test and create tools.
///
/// A tool is a WebAssembly component that proposes tactics, looks for counterexamples, or answers
/// calls. It can only compute unless you grant it more. Lean checks what it proposes.
#[derive(Debug, Args)]
pub(crate) struct ToolsArgs {
    #[command(subcommand)]
    pub(crate) what: ToolsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ToolsCommand {
    /// List the tools, the built-in ones first
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one tool: what it is for, what it may do, its schemas and limits
    Show {
        /// Its name
        name: String,

        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    Add(AddToolArgs),
    /// Remove a tool that was added
    Remove {
        /// Its name
        name: String,
    },
    Call(CallToolArgs),
    /// Test whether a tool keeps the contract; prints one line for each check
    Test {
        /// Its name, or a file that was not added
        tool: String,

        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    Connect(ConnectArgs),
    New(NewToolArgs),
}

/// Show what a file requests, and add it as a tool.
///
/// FILE is a component, a core module or WebAssembly text. A tool that requests no permission is added
/// at once. For a tool that requests permissions, Polya asks you about each on a terminal; elsewhere
/// give them with `--grant` or `--yes`.
#[derive(Debug, Args)]
pub(crate) struct AddToolArgs {
    /// The component, core module or WebAssembly text
    pub(crate) file: PathBuf,

    /// Grant these and refuse the others: `log`, `progress`, `lean`, `recall`, or `none`
    #[arg(long, value_name = "PERMISSION", value_delimiter = ',', conflicts_with = "yes")]
    pub(crate) grant: Vec<Grant>,

    /// Grant everything it requests
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Print what was added as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Use the tools of an outside server of the Model Context Protocol.
///
/// The server is a program that speaks the protocol on its standard input and output. It is started
/// for each call and runs with your rights, unconfined. Its descriptions of its tools are shown and
/// stored. If they change later, calls are refused until you connect the server again. Its tools are
/// called `NAME.TOOL`.
#[derive(Debug, Args)]
pub(crate) struct ConnectArgs {
    /// A name for the server
    pub(crate) name: String,

    /// Milliseconds for the start of the server and one call
    #[arg(long, value_name = "MS", default_value_t = 30_000)]
    pub(crate) timeout_ms: u64,

    /// The server's program and its arguments
    #[arg(required = true, last = true, value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
}

/// A permission on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grant {
    /// Nothing.
    None,
    /// Write lines to the log.
    Log,
    /// Report progress.
    Progress,
    /// Ask Lean about a term.
    Lean,
    /// Recall premises.
    Recall,
}

/// Call a tool; its answer goes to stdout as JSON.
#[derive(Debug, Args)]
pub(crate) struct CallToolArgs {
    /// Its name
    pub(crate) name: String,

    /// The argument: a JSON object that fits its schema, or `-` for standard input [default: {}]
    pub(crate) argument: Option<String>,

    /// Show its proposals and counterexamples for a goal, such as `a b : Nat ⊢ a + b = b + a`
    #[arg(long, value_name = "GOAL", conflicts_with = "argument")]
    pub(crate) goal: Option<String>,
}

/// Create a project for a tool of your own.
#[derive(Debug, Args)]
pub(crate) struct NewToolArgs {
    /// Name of the tool: lower-case letters, digits and `-`
    pub(crate) name: String,

    /// Language of the project
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    pub(crate) lang: Lang,

    /// Folder to write [default: the name]
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

/// A language with a template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Rust; needs the target `wasm32-unknown-unknown`.
    #[default]
    Rust,
    /// C; needs clang and wasm-ld.
    C,
    /// JavaScript; needs Node and npm.
    Js,
    /// Python; needs pip.
    Python,
    /// WebAssembly text; needs nothing.
    Wat,
}
