//! Reading compiled Lean modules (`.olean`) without Lean.
//!
//! A module's file holds every constant with its type and value, so the premises that a goal can
//! use, and what a finished proof rests on, are read from there and not from what a process prints.
//! The bytes may come from a hostile process: every access is checked, nothing recurses, and
//! whatever is wrong is an [`OleanError`].
//!
//! This module does not decide whether a constant is *right*. Anyone can write a file that claims
//! anything; only the kernel's replay of the constants says what is proved.

mod constant;
mod decode;
mod environment;
mod image;
mod library;
mod mapped;
mod module;
mod print;
mod term;

use std::{io, path::PathBuf};

use thiserror::Error;

pub(crate) use self::print::argument_infos;
pub use self::{
    constant::{Constant, ConstantKind, Quotient, RecursorRule, ReducibilityHints, Safety},
    environment::{Closure, Constants},
    image::Header,
    library::Library,
    module::{Import, Module},
    print::{Printer, binder_name},
    term::{
        BinderInfo, Expr, ExprId, Level, LevelId, LevelsId, Name, NameId, NatId, Terms, TextId,
    },
};

/// Why a module could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OleanError {
    /// The module is in no folder of the search path.
    #[error("the module `{module}` was not found in {}", list(searched))]
    NotFound {
        /// The module.
        module: String,
        /// The folders that were looked into.
        searched: Vec<PathBuf>,
    },

    /// A module's name is no path that Lean would make.
    #[error("`{module}` is no name of a module")]
    BadModuleName {
        /// The name.
        module: String,
    },

    /// The file could not be read.
    #[error("cannot read `{}`: {source}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },

    /// The file is larger than any that is read.
    #[error("`{}` has {bytes} bytes, more than is read of one module", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size.
        bytes: u64,
    },

    /// The file is no compiled module.
    #[error("`{}` is no compiled Lean module", file.display())]
    NotOlean {
        /// The file.
        file: PathBuf,
    },

    /// The file was written by a Lean whose objects may be laid out differently.
    #[error(
        "`{}` was written by Lean {version}; only modules of Lean 4.35 can be read",
        file.display()
    )]
    OtherVersion {
        /// The file.
        file: PathBuf,
        /// The version that wrote it, or the format if that is unknown.
        version: String,
    },

    /// The file's content is not what Lean writes.
    #[error("`{}` is damaged at byte {offset}: {what}", file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Where, counted through all of the module's files.
        offset: usize,
        /// What is there.
        what: &'static str,
    },

    /// Two modules define different constants under one name.
    #[error("`{name}` is defined in `{first}` and, differently, in `{second}`")]
    Conflict {
        /// The constant.
        name: String,
        /// The module that was read first.
        first: String,
        /// The other module.
        second: String,
    },
}

fn list(folders: &[PathBuf]) -> String {
    let folders: Vec<_> = folders.iter().map(|folder| format!("`{}`", folder.display())).collect();
    if folders.is_empty() { "an empty search path".to_owned() } else { folders.join(", ") }
}
