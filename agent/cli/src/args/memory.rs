//! The command line of `polya memory`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Search, show, add to and forget what runs have taught.
#[derive(Debug, Args)]
pub(crate) struct MemoryArgs {
    #[command(subcommand)]
    pub(crate) what: MemoryCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MemoryCommand {
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
    /// Show how many artifacts there are, and their size
    Stats {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Store a note; its id goes to stdout
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

        /// Remove the protection
        #[arg(long)]
        off: bool,
    },
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
    /// Restore from the logs of past runs what the memory lacks
    Rebuild {
        /// Folder with run folders [default: `runs`]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Rewrite the database without removed artifacts
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
/// Artifacts that meet the conditions are shown first, and those that narrowly miss them. Afterwards the
/// text is in no file of the memory, nor of the runs.
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
