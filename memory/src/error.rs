//! What can go wrong, by what a caller can do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::artifact::ArtifactId;

/// Error of the memory.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has the memory open. Wait for it, or use another folder.
    #[error(
        "the memory in `{}` is in use by another process{}",
        folder.display(),
        holder.map_or(String::new(), |pid| format!(" (pid {pid})"))
    )]
    Locked {
        /// Folder of the memory.
        folder: PathBuf,
        /// Process that holds it, where known.
        holder: Option<u32>,
    },
    /// No room is left on the disk. What was acknowledged is safe; nothing more can be stored
    /// until there is room and the memory is opened again.
    #[error("no space left for the memory in `{}`", folder.display())]
    Full {
        /// Folder of the memory.
        folder: PathBuf,
    },
    /// The database cannot be trusted. [`crate::Memory::open`] sets it aside by itself; elsewhere
    /// the memory has to be opened again.
    #[error("the memory in `{}` is damaged: {detail}", folder.display())]
    Damaged {
        /// Folder of the database.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Written by a newer Polya. Nothing was touched.
    #[error("the memory has format {found}, and this program knows formats up to {known}")]
    Newer {
        /// Format that was found.
        found: u8,
        /// Newest format this program reads.
        known: u8,
    },
    /// An artifact is too large to be stored.
    #[error("an artifact of {size} bytes is too large for the memory (limit {limit})")]
    TooLarge {
        /// Its size, encoded.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// No artifact has this id.
    #[error("no artifact `{0}` in the memory")]
    Unknown(ArtifactId),
    /// A file could not be read or written.
    #[error("cannot access `{}`", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Text that was to be forgotten is still in a file after the attempt to remove it.
    #[error("text to be forgotten is still in `{}`", .0.display())]
    Residue(PathBuf),
    /// The memory was opened for reading only.
    #[error("the memory is open for reading only")]
    ReadOnly,
    /// The thread of the memory has ended, or a write to its disk failed earlier.
    #[error("the memory is closed")]
    Closed,
}

impl Error {
    /// An IO error at a path; a full disk is told apart.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        if is_full(&source) {
            return Self::Full { folder: path.to_path_buf() };
        }
        Self::Io { path: path.to_path_buf(), source }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Locked { .. } => {
                "wait for the other run to end, or give this one its own memory folder"
            }
            Self::Full { .. } => "free some space; what was stored before is safe",
            Self::Damaged { .. } => "run `polya memory rebuild`",
            Self::Newer { .. } => "update Polya, or name another memory folder",
            Self::Unknown(_) => "list ids with `polya memory list`",
            Self::Residue(_) => "end the programs that write to this file, then forget again",
            Self::ReadOnly => "use `--memory readwrite`",
            Self::TooLarge { .. } | Self::Io { .. } | Self::Closed => return None,
        })
    }
}

pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
