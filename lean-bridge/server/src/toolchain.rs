//! Which Lean is used: where it came from, how it is spawned, and what it can import.
//!
//! Everything above this module works with a [`Toolchain`] and cannot tell an installed Lean from a
//! fetched one. Nothing here reads the environment: what it would say is in [`ToolchainSettings`].

mod choose;
mod error;
mod find;
mod install;
mod process;
mod project;
mod report;
mod wheel;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use self::{choose::Found, find::Probe, process::run};
pub use self::{
    error::ToolchainError,
    find::LeanVersion,
    project::{MissingImport, Project},
    report::{FoundationsState, ToolchainReport},
};
pub(crate) use self::{
    find::without_lean_variables,
    install::{Lock, create_folder, remove_folder, remove_unfinished},
    wheel::TEMPORARY,
};
use crate::library::{self, Library};

/// The version of Lean that Polya is made for, and fetches.
pub const LEAN_VERSION: &str = wheel::LEAN;

/// Which Lean is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LeanChoice {
    /// The project's, else an installed one of the right version, else the fetched one.
    #[default]
    Auto,
    /// This program, whatever its version.
    Program(PathBuf),
    /// The fetched one.
    Wheel,
}

/// Which Lake project's modules can be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ProjectChoice {
    /// None.
    #[default]
    Off,
    /// The one in this folder or in the nearest folder above it, if there is one.
    Around(PathBuf),
    /// The one in this folder, which must be one.
    Named(PathBuf),
}

/// When Foundations is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildFoundations {
    /// Where the toolchain has no `Init` of its own.
    #[default]
    WhereNeeded,
    /// Always, so that `import Foundations` works on any toolchain.
    Always,
    /// Never: only to look at the toolchain.
    Never,
}

/// All that decides which toolchain is found.
#[derive(Clone, Debug)]
pub struct ToolchainSettings {
    /// The data folder. Fetched toolchains go to `toolchains/` in it, built libraries to
    /// `libraries/`.
    pub home: PathBuf,
    /// An executable that calls [`crate::launcher::run_if_lean`] first; it is copied as `bin/lean`
    /// of a fetched toolchain.
    pub program: PathBuf,
    /// Which Lean is wanted.
    pub lean: LeanChoice,
    /// Which Lake project's modules can be imported.
    pub project: ProjectChoice,
    /// Where programs are looked for: the value of `PATH`.
    pub path: Option<OsString>,
    /// The user's home folder, where elan usually is.
    pub user_home: Option<PathBuf>,
    /// False if nothing may be fetched.
    pub fetch: bool,
    /// When Foundations is built.
    pub foundations: BuildFoundations,
}

impl ToolchainSettings {
    /// Settings that look at nothing but the data folder; set the other fields as needed.
    pub fn new(home: impl Into<PathBuf>, program: impl Into<PathBuf>) -> Self {
        Self {
            home: home.into(),
            program: program.into(),
            lean: LeanChoice::default(),
            project: ProjectChoice::Off,
            path: None,
            user_home: None,
            fetch: true,
            foundations: BuildFoundations::default(),
        }
    }
}

/// What [`Toolchain::locate`] is doing, for a progress display.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// Another process is at work on this folder; its end is awaited.
    Waiting {
        /// The locked folder.
        folder: &'a Path,
    },
    /// The package with Lean is being fetched.
    Downloading {
        /// Bytes so far, as far as can be seen.
        bytes: u64,
        /// Bytes in all.
        total: u64,
    },
    /// A hash is being computed.
    Verifying,
    /// A library of Lean's is being unpacked.
    Unpacking {
        /// Bytes of this library so far.
        bytes: u64,
        /// Bytes of this library in all.
        total: u64,
    },
    /// A module of Foundations has been compiled.
    Building {
        /// Modules that are ready.
        done: usize,
        /// Modules in all.
        total: usize,
        /// The last one that became ready.
        module: &'a str,
    },
}

/// Where a toolchain came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// The user named this program.
    Named {
        /// The program as it was named.
        program: PathBuf,
    },
    /// `lake` chose it for a project.
    Lake {
        /// The project's folder.
        project: PathBuf,
    },
    /// elan had the right version.
    Elan,
    /// It was found in the search path.
    Path,
    /// Fetched from the package registry and checked.
    Wheel,
}

/// A Lean 4 that can be run. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Toolchain(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    origin: Origin,
    version: LeanVersion,
    commit: Option<String>,
    sysroot: PathBuf,
    /// What goes into `LEAN_PATH`, Foundations included.
    lean_path: Vec<PathBuf>,
    has_init: bool,
    library: Option<Library>,
    project: Option<Project>,
    notes: Vec<String>,
    program: PathBuf,
}

impl Toolchain {
    /// Finds the toolchain that `settings` ask for, fetching it if nothing suitable is installed,
    /// and builds Foundations for it if it is needed.
    ///
    /// This blocks, at the first call for minutes; call it outside an async runtime's threads.
    pub fn locate(
        settings: &ToolchainSettings,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Self, ToolchainError> {
        let mut notes = Vec::new();
        let project = match &settings.project {
            ProjectChoice::Off => None,
            ProjectChoice::Around(folder) => Project::around(folder),
            ProjectChoice::Named(folder) => Some(folder.clone()),
        };
        let project = project.as_deref().map(Project::read).transpose()?;
        let Found { origin, lean, mut lean_path } = match &project {
            Some(project) => choose::for_project(project, settings, &mut notes, progress)?,
            None => choose::any(settings, &mut notes, progress)?,
        };
        notes.extend(project.iter().flat_map(Project::unbuilt));
        let has_init = find::has_init(&lean.sysroot);
        let build = match settings.foundations {
            BuildFoundations::Always => true,
            BuildFoundations::Never => false,
            BuildFoundations::WhereNeeded => !has_init,
        };
        let library = if build {
            let target = library::Target {
                lean: &lean.sysroot.join("bin/lean"),
                identity: &lean_identity(&lean),
                version: &lean.version,
                // Beside a real `Init` ours would hide it.
                shim: !has_init,
            };
            let sources = polya_foundations::sources();
            let sources: Vec<_> = sources.iter().map(|file| (file.path, file.text)).collect();
            let home = settings.home.join("libraries");
            Some(library::build("foundations", &sources, &target, &home, progress)?)
        } else {
            None
        };
        lean_path.extend(library.iter().map(|library| library.folder().to_owned()));
        Ok(Self(Arc::new(Inner {
            origin,
            version: lean.version,
            commit: lean.commit,
            sysroot: lean.sysroot,
            lean_path,
            has_init,
            library,
            project,
            notes,
            program: settings.program.clone(),
        })))
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// Its version.
    pub fn version(&self) -> &LeanVersion {
        &self.0.version
    }

    /// The commit of Lean that it was built from, if it says so.
    pub fn commit(&self) -> Option<&str> {
        self.0.commit.as_deref()
    }

    /// The folder with `bin/lean` and `lib/lean`.
    pub fn sysroot(&self) -> &Path {
        &self.0.sysroot
    }

    /// The `lean` executable.
    pub fn lean_program(&self) -> PathBuf {
        self.0.sysroot.join("bin/lean")
    }

    /// The program given in the settings, which also acts as the confinement shim.
    pub fn program(&self) -> &Path {
        &self.0.program
    }

    /// The folders of `LEAN_PATH`, the built Foundations included. Lean itself appends its own
    /// [`Self::library_folder`].
    pub fn lean_path(&self) -> &[PathBuf] {
        &self.0.lean_path
    }

    /// The value of `LEAN_PATH` for a process that runs this Lean.
    pub fn lean_path_value(&self) -> OsString {
        // Only a folder with a colon in its name fails, and Lean could not find that either.
        std::env::join_paths(&self.0.lean_path).unwrap_or_default()
    }

    /// The folder with the modules that come with Lean, if any.
    pub fn library_folder(&self) -> PathBuf {
        self.0.sysroot.join("lib/lean")
    }

    /// All folders in which a module's `.olean` may lie, in Lean's order.
    pub fn olean_path(&self) -> Vec<PathBuf> {
        self.0.lean_path.iter().cloned().chain([self.library_folder()]).collect()
    }

    /// True if the toolchain brings its own `Init`, so that Foundations is not needed.
    pub fn has_init(&self) -> bool {
        self.0.has_init
    }

    /// The built Foundations, if it was built.
    pub fn foundations(&self) -> Option<&Library> {
        self.0.library.as_ref()
    }

    /// The Lake project whose modules can be imported, if one is used.
    pub fn project(&self) -> Option<&Project> {
        self.0.project.as_ref()
    }

    /// The modules named in the header of `text` that are in no folder that Lean looks in.
    pub fn missing_imports(&self, text: &str) -> Vec<MissingImport> {
        let path = self.olean_path();
        let is_missing = |module: &String| {
            let file = format!("{}.olean", module.replace('.', "/"));
            !path.iter().any(|folder| folder.join(&file).is_file())
        };
        let missing = polya_text::header::imports(text).into_iter().filter(is_missing);
        missing
            .map(|module| MissingImport {
                remedy: self.project().and_then(|project| project.remedy_for(&module)),
                module,
            })
            .collect()
    }

    /// What the user might want to know about the choice, such as an installed Lean that was
    /// passed over.
    pub fn notes(&self) -> &[String] {
        &self.0.notes
    }

    /// A command that runs this `lean`, with its search path set and nothing else changed.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.lean_program());
        find::without_lean_variables(&mut command);
        command.env("LEAN_PATH", self.lean_path_value());
        command
    }

    /// Identifies the toolchain with all that it can import: results that depend on it can be
    /// cached under this. Of a Lake project its manifest is looked at, not its compiled modules, so
    /// a result that rests on the user's own unfinished modules must not be cached.
    pub fn identity(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [self.0.version.to_string(), self.0.commit.clone().unwrap_or_default()] {
            hasher.update(part.as_bytes()).update(b"\0");
        }
        hasher.update(self.lean_path_value().as_encoded_bytes());
        if let Some(project) = &self.0.project {
            // A project without a manifest has no dependencies.
            let manifest = project.folder().join("lake-manifest.json");
            let manifest = std::fs::read(manifest).unwrap_or_default();
            hasher.update(&manifest);
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// Reads a fetched toolchain's libraries again and compares their hashes. Other toolchains are
    /// the user's own, and pass.
    pub fn verify(&self) -> Result<(), ToolchainError> {
        match self.0.origin {
            Origin::Wheel => install::verify(&self.0.sysroot, wheel::pin_for_this_machine()?),
            _ => Ok(()),
        }
    }
}

/// What a compiled module depends on besides texts.
fn lean_identity(lean: &Probe) -> String {
    format!("{} {}", lean.version, lean.commit.as_deref().unwrap_or("of unknown commit"))
}

/// Runs a program of the toolchain to its end; see [`process::run`].
pub(crate) fn run_to_end(
    command: &mut Command,
    limit: std::time::Duration,
) -> std::io::Result<process::Output> {
    run(command, limit, &mut || ())
}
