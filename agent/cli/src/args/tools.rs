//! The command line of `polya tools`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// List, add, call, test and make tools.
///
/// A tool is a WebAssembly component that proposes tactics, looks for counterexamples, or answers
/// questions. It may do nothing but compute unless you grant it more, and what it says is checked by
/// Lean like everything else.
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
    /// Show what a file asks for, and keep it as a tool
    Add(AddToolArgs),
    /// Remove a tool that was added
    Remove {
        /// Its name
        name: String,
    },
    /// Call a tool; its answer goes to stdout as JSON
    Call(CallToolArgs),
    /// Try a tool out: what the contract asks of it, one line a check
    Test {
        /// Its name, or a file that was not added
        tool: String,

        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make the tools of an outside server of the Model Context Protocol callable
    Connect(ConnectArgs),
    /// Write a project for a tool of your own
    New(NewToolArgs),
}

/// Show what a file asks for, and keep it as a tool.
///
/// FILE is a component, a core module or WebAssembly text. A tool that asks for nothing is kept
/// without a question. One that asks for permissions is kept only with your word: on a terminal you
/// are asked for each; elsewhere say it by `--grant` or `--yes`.
#[derive(Debug, Args)]
pub(crate) struct AddToolArgs {
    /// The component, core module or WebAssembly text
    pub(crate) file: PathBuf,

    /// Grant these and refuse the others: `log`, `progress`, `lean`, `recall`, or `none`
    #[arg(long, value_name = "PERMISSION", value_delimiter = ',', conflicts_with = "yes")]
    pub(crate) grant: Vec<Grant>,

    /// Grant everything it asks for
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Print what was kept as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Make the tools of an outside server of the Model Context Protocol callable.
///
/// The server is a program that speaks the protocol on its standard input and output; it is started
/// for each call and runs as you, unconfined. What it says of its tools is shown and kept: if it says
/// something else later, it is refused until it is connected again. Its tools are called
/// `NAME.TOOL`.
#[derive(Debug, Args)]
pub(crate) struct ConnectArgs {
    /// A name for the server
    pub(crate) name: String,

    /// Milliseconds for starting it and one call
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

    /// Show what it proposes for and against a goal, such as `a b : Nat ⊢ a + b = b + a`
    #[arg(long, value_name = "GOAL", conflicts_with = "argument")]
    pub(crate) goal: Option<String>,
}

/// Write a project for a tool of your own.
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
