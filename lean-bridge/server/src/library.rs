//! Compiling a Lean library whose sources we carry, above all Foundations.
//!
//! A build is a folder that appears whole or not at all, named by the hash of everything it depends
//! on. Modules are compiled in parallel, and one whose text and imports have not changed is taken
//! from an earlier build, also from one that was killed. Nothing here knows what the modules mean.

mod compile;
mod order;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    compiler::CompilerError,
    olean::OleanError,
    premises,
    toolchain::{
        self, LeanVersion, Lock, Progress, TEMPORARY, Toolchain, ToolchainError, create_folder,
    },
};

/// Why a library could not be compiled.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// Modules import each other in a circle.
    #[error("the modules {} import each other in a circle", list(modules))]
    Cycle {
        /// The modules that could not be ordered.
        modules: Vec<String>,
    },

    /// A module imports one that is not there.
    #[error("the module `{module}` imports `{import}`, which does not exist")]
    UnknownImport {
        /// The importing module.
        module: String,
        /// What it imports.
        import: String,
    },

    /// Lean reported errors in a module.
    #[error("{}", first_of(file, errors))]
    Rejected {
        /// The module's file, from the library's root.
        file: String,
        /// Lean's errors; never empty.
        errors: Vec<CompilerError>,
    },

    /// Lean ended without saying what was wrong with the module.
    #[error(
        "Lean failed to compile `{file}`: {detail}\nhint: if memory is short, close other programs and run `polya setup` again"
    )]
    Crashed {
        /// The module's file, from the library's root.
        file: String,
        /// Its last words and status.
        detail: String,
    },
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn first_of(file: &str, errors: &[CompilerError]) -> String {
    let Some(first) = errors.first() else { return format!("{file}: rejected") };
    let more = match errors.len() {
        1 => String::new(),
        count => format!("\n  (and {} more)", count - 1),
    };
    format!("{file}:{}:{}: {}{more}", first.line, first.column, first.text.trim_end())
}

/// The Lean that a library is compiled for.
pub struct Target<'a> {
    /// The `lean` executable.
    pub lean: &'a Path,
    /// Version and commit: what its `.olean` files depend on.
    pub identity: &'a str,
    /// Its version, for the folder's name.
    pub version: &'a LeanVersion,
    /// True if the module [`polya_foundations::SHIM`] is built too: where there is no real one.
    pub shim: bool,
}

/// A compiled library.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
    record: Record,
}

/// What is written into a finished build's folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    content_hash: String,
    /// In an order in which each module comes after its imports.
    modules: Vec<Built>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Built {
    module: String,
    /// Size of its `.olean`.
    bytes: u64,
}

const RECORD: &str = "library.json";

impl Library {
    /// The folder to put into `LEAN_PATH`. The sources lie in it too, beside the compiled files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Hash of the sources.
    pub fn content_hash(&self) -> &str {
        &self.record.content_hash
    }

    /// The modules' names; each comes after those it imports.
    pub fn modules(&self) -> Vec<&str> {
        self.record.modules.iter().map(|built| built.module.as_str()).collect()
    }

    /// A module whose compiled file is missing or has another size, if any.
    pub fn first_missing(&self) -> Option<&str> {
        self.record
            .modules
            .iter()
            .find(|built| {
                let file = self.folder.join(module_file(&built.module, "olean"));
                fs::metadata(file).map_or(true, |data| data.len() != built.bytes)
            })
            .map(|built| built.module.as_str())
    }

    /// The finished build in `folder`, if it is there and whole.
    fn open(folder: &Path) -> Option<Self> {
        let record = serde_json::from_slice(&fs::read(folder.join(RECORD)).ok()?).ok()?;
        let library = Self { folder: folder.to_owned(), record };
        library.first_missing().is_none().then_some(library)
    }
}

/// The page that lists every theorem of Foundations: name and statement, under the module that
/// holds it. `None` where the toolchain has an upstream library instead.
pub fn index(lean: &Toolchain) -> Result<Option<String>, OleanError> {
    if lean.foundations().is_none() {
        return Ok(None);
    }
    let premises =
        premises::premises(lean, &[polya_foundations::ROOT, polya_foundations::MATHEMATICS])?;
    let head = "# Index of Foundations\n\nEvery theorem, under the module that holds it. Generated \
                by `polya library index`; do not edit.\n\n";
    Ok(Some(head.to_owned() + &premises::index(&premises)))
}

/// The file of a module, from a search path's folder.
pub(crate) fn module_file(module: &str, extension: &str) -> PathBuf {
    PathBuf::from(format!("{}.{extension}", module.replace('.', "/")))
}

/// All files that Lean may write for a module.
const COMPILED: [&str; 4] = ["olean", "olean.server", "olean.private", "ir"];

/// Compiles the library `name` from `sources` (path and text) into a folder under `home`, unless
/// that has been done.
pub fn build(
    name: &str,
    sources: &[(&str, &str)],
    target: &Target<'_>,
    home: &Path,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Library, ToolchainError> {
    let modules: Vec<(String, &str)> = sources
        .iter()
        .map(|&(path, text)| (path.strip_suffix(".lean").unwrap_or(path).replace('/', "."), text))
        .filter(|(module, _)| target.shim || module != polya_foundations::SHIM)
        .collect();
    let content_hash = polya_foundations::content_hash(
        modules.iter().map(|(module, text)| (module.as_str(), *text)),
    );
    let whole = hash([target.identity, &content_hash]);
    let folder = home.join(format!("{name}-{}-lean-{}", &whole[..12], target.version));
    if let Some(library) = Library::open(&folder) {
        mark_as_used(&folder);
        return Ok(library);
    }

    create_folder(home)?;
    let _lock = Lock::take(home, progress)?;
    if let Some(library) = Library::open(&folder) {
        return Ok(library);
    }
    if folder.exists() {
        toolchain::remove_folder(&folder)?;
    }
    let plan = Plan::new(&modules, target)?;
    let temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(home)
        .map_err(|source| ToolchainError::io("write", home, source))?;
    let earlier = earlier_builds(home, temporary.path());
    let compiled = compile::all(&plan, target, &earlier, temporary.path(), progress);
    if let Err(error) = compiled {
        // What was compiled is kept for the next try; it holds all that older tries had.
        let kept = temporary.keep();
        toolchain::remove_unfinished(home, Some(&kept));
        return Err(error);
    }
    let record = record_of(&plan, content_hash, temporary.path())?;
    let text = serde_json::to_vec_pretty(&record)
        .map_err(|error| ToolchainError::io("write", &folder, error.into()))?;
    let file = temporary.path().join(RECORD);
    fs::write(&file, text).map_err(|source| ToolchainError::io("write", &file, source))?;
    fs::rename(temporary.path(), &folder)
        .map_err(|source| ToolchainError::io("create", &folder, source))?;
    // What was renamed away is no longer there to be removed.
    let _ = temporary.keep();
    toolchain::remove_unfinished(home, None);
    remove_unused(name, home, &folder);
    Ok(Library { folder, record })
}

/// What is to be compiled, in order.
struct Plan<'a> {
    modules: Vec<Planned<'a>>,
}

struct Planned<'a> {
    name: String,
    text: &'a str,
    /// Places in the plan of the modules that it imports, all smaller than its own.
    imports: Vec<usize>,
    /// Hash of all that its compiled file depends on.
    key: String,
}

impl<'a> Plan<'a> {
    fn new(modules: &[(String, &'a str)], target: &Target<'_>) -> Result<Self, LibraryError> {
        // Beside a real `Init` a module may import that; otherwise there is nothing but the library.
        let external = |import: &str| !target.shim && import == polya_foundations::SHIM;
        let mut plan: Vec<Planned<'a>> = Vec::with_capacity(modules.len());
        for (index, node) in order::sort(modules, &external)? {
            let text = modules[index].1;
            let imported = node.imports.iter().map(|&import| plan[import].key.as_str());
            let key = hash([target.identity, &node.name, text].into_iter().chain(imported));
            plan.push(Planned { name: node.name, text, imports: node.imports, key });
        }
        Ok(Self { modules: plan })
    }
}

/// Hash of a list of texts, in hexadecimal.
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn record_of(plan: &Plan<'_>, content_hash: String, root: &Path) -> Result<Record, ToolchainError> {
    let modules = plan
        .modules
        .iter()
        .map(|module| {
            let file = root.join(module_file(&module.name, "olean"));
            let data =
                fs::metadata(&file).map_err(|source| ToolchainError::io("read", &file, source))?;
            Ok(Built { module: module.name.clone(), bytes: data.len() })
        })
        .collect::<Result<_, ToolchainError>>()?;
    Ok(Record { content_hash, modules })
}

/// Compiled modules of all builds under `home`, finished or not, by their keys.
fn earlier_builds(home: &Path, except: &Path) -> FxHashMap<String, PathBuf> {
    fn collect(folder: &Path, found: &mut FxHashMap<String, PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == KEY)
                && let Ok(key) = fs::read_to_string(&path)
            {
                found.insert(key, path.with_extension(""));
            }
        }
    }
    let mut found = FxHashMap::default();
    let Ok(entries) = fs::read_dir(home) else { return found };
    for entry in entries.filter_map(Result::ok).filter(|entry| entry.path() != except) {
        collect(&entry.path(), &mut found);
    }
    found
}

/// Extension of the file beside a compiled module that holds its key. It is written last, so a
/// module that has it is whole.
const KEY: &str = "key";

/// Builds that were last used longer ago than this may be removed.
const UNUSED: Duration = Duration::from_hours(24);

/// So many builds of a library are kept however old they are.
const KEPT: usize = 4;

/// Notes that a build is in use. A read-only data folder is no reason to complain.
fn mark_as_used(folder: &Path) {
    let Ok(file) = fs::File::options().append(true).open(folder.join(RECORD)) else { return };
    let old = file.metadata().and_then(|data| data.modified()).ok();
    if old.and_then(|time| time.elapsed().ok()).is_some_and(|age| age > UNUSED / 8) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// Removes builds that have not been used for long, but keeps the last few.
fn remove_unused(name: &str, home: &Path, current: &Path) {
    let Ok(entries) = fs::read_dir(home) else { return };
    let mut builds: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&format!("{name}-")))
        .map(|entry| entry.path())
        .filter(|folder| folder != current)
        .map(|folder| {
            let used = fs::metadata(folder.join(RECORD)).and_then(|data| data.modified());
            (used.unwrap_or(SystemTime::UNIX_EPOCH), folder)
        })
        .collect();
    builds.sort();
    let removable = builds.len().saturating_sub(KEPT);
    for (used, folder) in builds.into_iter().take(removable) {
        if used.elapsed().is_ok_and(|age| age > UNUSED)
            && let Err(error) = toolchain::remove_folder(&folder)
        {
            tracing::debug!(%error, "an old build was not removed");
        }
    }
}
