//! A run's folder: settings, problems, log, proofs, report; and the lock that lets one process at a
//! time work on it.
//!
//! | file | holds |
//! | --- | --- |
//! | `events.jsonl` | the log, from which everything else follows |
//! | `settings.toml` | the run's settings, for people; the log's first event is what counts |
//! | `problems.jsonl` | the problems as they were read, so that a resume needs nothing else |
//! | `proofs/*.lean` | one complete file for each accepted proof |
//! | `report.json` | the summary, written when a process ends its work on the run |
//! | `lock` | held while a process works on the run |

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use polya_problems::{Problem, ProblemId, read_lines, write_lines};

use crate::{
    log::{self, Contents, Log, LogError, sync_folder},
    settings::RunSettings,
};

/// Why a run folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is a run already.
    #[error("there is already a run in `{}`", .0.display())]
    Exists(PathBuf),
    /// There is none.
    #[error("there is no run in `{}`", .0.display())]
    Missing(PathBuf),
    /// Another process works on it.
    #[error("another process is working on the run in `{}`", .0.display())]
    Locked(PathBuf),
    /// The operating system said no.
    #[error("cannot {doing} `{path}`: {source}", path = path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The problems cannot be read back.
    #[error("line {line} of `{path}` is damaged: {message}", path = path.display())]
    Problems {
        /// The file.
        path: PathBuf,
        /// Which line, counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The log cannot be used.
    #[error(transparent)]
    Log(#[from] LogError),
}

fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |source| FolderError::Io { doing, path, source }
}

/// A run's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFolder {
    path: PathBuf,
}

/// Held while a process works on a run; freed by the operating system when the process ends.
#[derive(Debug)]
pub struct RunLock {
    _file: File,
}

/// A run that was opened to go on with it.
#[derive(Debug)]
pub struct OpenRun {
    /// Held as long as the run is worked on.
    pub lock: RunLock,
    /// The log, at its end.
    pub log: Log,
    /// What the log held.
    pub contents: Contents,
    /// The problems.
    pub problems: Vec<Arc<Problem>>,
}

impl RunFolder {
    /// The folder at `path`, which need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn events(&self) -> PathBuf {
        self.path.join("events.jsonl")
    }

    /// Sets up a new run: folder, lock, settings, problems, empty log.
    pub fn create(
        &self,
        settings: &RunSettings,
        problems: &[Problem],
    ) -> Result<(RunLock, Log), FolderError> {
        let proofs = self.path.join("proofs");
        fs::create_dir_all(&proofs).map_err(io_error("create", &proofs))?;
        let lock = self.lock()?;
        if self.events().exists() {
            return Err(FolderError::Exists(self.path.clone()));
        }
        let text = toml::to_string(settings)
            .map_err(|error| io_error("write", &self.path)(io::Error::other(error)))?;
        self.write("settings.toml", text.as_bytes())?;
        let mut lines = Vec::new();
        write_lines(problems, &mut lines).map_err(io_error("write", &self.path))?;
        self.write("problems.jsonl", &lines)?;
        Ok((lock, Log::create(&self.events())?))
    }

    /// Opens a run to go on with it.
    pub fn open(&self) -> Result<OpenRun, FolderError> {
        self.must_exist()?;
        let lock = self.lock()?;
        let problems = self.problems()?;
        let (log, contents) = Log::open(&self.events())?;
        Ok(OpenRun { lock, log, contents, problems })
    }

    /// Reads a run, which another process may be working on.
    pub fn read(&self) -> Result<(Contents, Vec<Arc<Problem>>), FolderError> {
        self.must_exist()?;
        Ok((log::read(&self.events())?, self.problems()?))
    }

    /// True if a process works on the run at this moment.
    pub fn is_busy(&self) -> bool {
        let Ok(file) = File::open(self.path.join("lock")) else { return false };
        matches!(file.try_lock(), Err(TryLockError::WouldBlock))
    }

    fn must_exist(&self) -> Result<(), FolderError> {
        if self.events().is_file() { Ok(()) } else { Err(FolderError::Missing(self.path.clone())) }
    }

    fn lock(&self) -> Result<RunLock, FolderError> {
        let path = self.path.join("lock");
        let file = File::create(&path).map_err(io_error("open", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(RunLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(FolderError::Locked(self.path.clone())),
            Err(TryLockError::Error(source)) => Err(io_error("lock", &path)(source)),
        }
    }

    fn problems(&self) -> Result<Vec<Arc<Problem>>, FolderError> {
        let path = self.path.join("problems.jsonl");
        let text = fs::read_to_string(&path).map_err(io_error("read", &path))?;
        let problems = read_lines(&text).map_err(|(line, error)| FolderError::Problems {
            path,
            line,
            message: error.to_string(),
        })?;
        let usable = |mut problem: Problem| {
            if problem.source.get(problem.hole.clone()).is_none() {
                // A statement from which something was forgotten: it can be shown, and a resume
                // sees that it is not what the run was begun with.
                problem.hole = problem.source.len()..problem.source.len();
            }
            Arc::new(problem)
        };
        Ok(problems.into_iter().map(usable).collect())
    }

    /// Writes an accepted proof as a complete Lean file and returns its path.
    pub fn save_proof(&self, problem: &Problem, proof: &str) -> Result<PathBuf, FolderError> {
        let name = format!("proofs/{}.lean", file_name(&problem.id));
        self.write(&name, problem.with_proof(proof).as_bytes())
    }

    /// Removes the file of a proof that turned out not to be one.
    pub fn remove_proof(&self, problem: &ProblemId) {
        let _ = fs::remove_file(self.path.join(format!("proofs/{}.lean", file_name(problem))));
    }

    /// Writes the summary.
    pub fn save_report(&self, report: &impl serde::Serialize) -> Result<PathBuf, FolderError> {
        let text = serde_json::to_vec_pretty(report)
            .map_err(|error| io_error("write", &self.path)(error.into()))?;
        self.write("report.json", &text)
    }

    /// Writes a whole file: a reader sees the old one or the new one, never a part.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, FolderError> {
        let path = self.path.join(name);
        let draft = path.with_extension("tmp");
        let write = || {
            let mut file = File::create(&draft)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&draft, &path)
        };
        write().map_err(io_error("write", &path))?;
        sync_folder(&path);
        Ok(path)
    }
}

/// A file name for a problem: readable, and different for different ids.
pub fn file_name(id: &ProblemId) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' };
    let mut name: String = id.as_str().chars().map(plain).take(100).collect();
    if name != id.as_str() || name.starts_with('.') {
        let hash = blake3::hash(id.as_str().as_bytes()).to_hex();
        name = format!("{}-{}", name.trim_start_matches('.'), &hash[..8]);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_tell_ids_apart() {
        let name = |id: &str| file_name(&ProblemId::new(id));
        assert_eq!(name("Nat.add_comm"), "Nat.add_comm");
        assert!(name("a/b::c").starts_with("a-b--c-"));
        assert_ne!(name("a/b"), name("a:b"));
        assert!(!name("../x").starts_with('.') && !name("../x").contains('/'));
    }

    #[test]
    fn one_process_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let folder = RunFolder::at(home.path().join("run"));
        assert!(matches!(folder.open(), Err(FolderError::Missing(_))));
        let (lock, log) = folder.create(&RunSettings::default(), &[]).unwrap();
        assert!(matches!(folder.open(), Err(FolderError::Locked(_))));
        assert!(folder.read().is_ok());
        assert!(folder.is_busy());
        drop((lock, log));
        assert!(!folder.is_busy());
        assert!(folder.open().is_ok());
        let again = folder.create(&RunSettings::default(), &[]);
        assert!(matches!(again, Err(FolderError::Exists(_))));
    }
}
