//! A toolchain described, for `polya doctor` and for run logs.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Origin, Toolchain};

/// What there is to say about a toolchain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolchainReport {
    /// Where it came from.
    pub origin: Origin,
    /// Lean's version.
    pub version: String,
    /// The commit of Lean it was built from.
    pub commit: Option<String>,
    /// The `lean` executable.
    pub lean: PathBuf,
    /// The folders in which imports are looked for.
    pub lean_path: Vec<PathBuf>,
    /// True if it brings Lean's own `Init`.
    pub has_init: bool,
    /// How Foundations stands.
    pub foundations: FoundationsState,
    /// For a fetched toolchain, whether its files have the right hashes. `None` for others, which
    /// are the user's own.
    pub intact: Option<bool>,
    /// What is wrong or missing, each with its remedy. Empty if all is well.
    pub problems: Vec<String>,
    /// What the user might want to know about the choice.
    pub notes: Vec<String>,
}

/// How Foundations stands on a toolchain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FoundationsState {
    /// Compiled and usable.
    Built {
        /// Where.
        folder: PathBuf,
        /// How many modules.
        modules: usize,
        /// Hash of the sources.
        content_hash: String,
    },
    /// Not built; ordinary files use the toolchain's own `Init`.
    NotNeeded,
    /// Not built, so that nothing can be imported.
    Missing,
}

impl Toolchain {
    /// Describes the toolchain. Reads a fetched one's libraries as a whole (about half a second).
    pub fn describe(&self) -> ToolchainReport {
        let mut problems = Vec::new();
        let intact = matches!(self.origin(), Origin::Wheel).then(|| match self.verify() {
            Ok(()) => true,
            Err(error) => {
                problems.push(format!(
                    "{error}\nhint: delete `{}` and run `polya setup`",
                    self.sysroot().display()
                ));
                false
            }
        });
        if !super::process::is_executable(&self.lean_program()) {
            problems.push(format!(
                "`{}` is missing or not executable\nhint: run `polya setup`",
                self.lean_program().display()
            ));
        }
        let foundations = match self.foundations() {
            Some(library) => {
                if let Some(module) = library.first_missing() {
                    problems.push(format!(
                        "the compiled `{module}` is missing from `{}`\nhint: run `polya setup`",
                        library.folder().display()
                    ));
                }
                FoundationsState::Built {
                    folder: library.folder().to_owned(),
                    modules: library.modules().len(),
                    content_hash: library.content_hash().to_owned(),
                }
            }
            None if self.has_init() => FoundationsState::NotNeeded,
            None => {
                problems.push("Foundations is not built\nhint: run `polya setup`".to_owned());
                FoundationsState::Missing
            }
        };
        ToolchainReport {
            origin: self.origin().clone(),
            version: self.version().to_string(),
            commit: self.commit().map(str::to_owned),
            lean: self.lean_program(),
            lean_path: self.lean_path().to_vec(),
            has_init: self.has_init(),
            foundations,
            intact,
            problems,
            notes: self.notes().to_vec(),
        }
    }
}
