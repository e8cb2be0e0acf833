//! Run folders: how a new one is named, and how a past one is found again.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use polya_agent::{clock::Timestamp, orchestrator::PastRun};

use crate::{error::EngineError, notices::Notices};

/// The file that makes a folder a run.
const LOG_FILE: &str = "events.jsonl";

/// Makes and returns a new folder `<date>-<list>-<n>` in `out`.
pub fn create(out: &Path, list: &str, now: SystemTime) -> Result<PathBuf, EngineError> {
    fs::create_dir_all(out).map_err(|error| unwritable(out, error))?;
    let date = date(now);
    let list = plain(list);
    for n in 1..=9999 {
        let folder = out.join(format!("{date}-{list}-{n}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unwritable(&folder, error)),
        }
    }
    Err(EngineError::TooManyRuns { out: out.to_owned(), list, date })
}

/// Makes sure that a run folder can be made in `out`: before Lean is fetched, not after.
pub fn try_writing(out: &Path) -> Result<(), EngineError> {
    fs::create_dir_all(out).map_err(|error| unwritable(out, error))?;
    tempfile::tempdir_in(out).map(drop).map_err(|error| unwritable(out, error))
}

fn unwritable(path: &Path, source: io::Error) -> EngineError {
    EngineError::RunFolder { path: path.to_owned(), source }
}

/// Finds a run: a folder, the name of one in `out`, or `last`.
pub fn find(out: &Path, run: &Path) -> Result<PathBuf, EngineError> {
    if run == Path::new("last") {
        return latest(out);
    }
    for candidate in [run.to_owned(), out.join(run)] {
        if is_run(&candidate) {
            return Ok(candidate);
        }
    }
    Err(EngineError::NoSuchRun { run: run.to_owned(), out: out.to_owned() })
}

/// All runs in `out`, by name: the oldest date first.
pub fn folders(out: &Path) -> Vec<PathBuf> {
    names(out).into_iter().map(|name| out.join(name)).collect()
}

/// The run in `out` whose log was written last.
pub fn latest(out: &Path) -> Result<PathBuf, EngineError> {
    names(out)
        .into_iter()
        .map(|name| out.join(name))
        .filter_map(|folder| Some((written(&folder)?, folder)))
        .max()
        .map(|(_, folder)| folder)
        .ok_or_else(|| EngineError::NoRuns { out: out.to_owned() })
}

/// Reads a run without changing it, also while another process works on it.
pub fn read(folder: &Path, notices: &dyn Notices) -> Result<PastRun, EngineError> {
    let run = PastRun::load(folder)?;
    if run.torn {
        notices.detail(&"the last line of the log was cut off and is left out");
    }
    Ok(run)
}

/// The names of all runs in `out`, sorted.
pub fn names(out: &Path) -> Vec<String> {
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| is_run(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    names
}

fn is_run(folder: &Path) -> bool {
    written(folder).is_some()
}

fn written(folder: &Path) -> Option<SystemTime> {
    fs::metadata(folder.join(LOG_FILE)).ok()?.modified().ok()
}

/// Letters, digits and single hyphens of a list's name.
fn plain(list: &str) -> String {
    let mut name = String::new();
    for c in list.chars().take(60) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "run".to_owned() } else { name.to_owned() }
}

/// `2026-11-23`, in universal time.
fn date(now: SystemTime) -> String {
    let now = Timestamp::from_unix(now.duration_since(UNIX_EPOCH).unwrap_or_default());
    now.as_str().chars().take_while(|c| *c != 'T').collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn folders_are_numbered_and_found_again() {
        let out = tempfile::tempdir().expect("a folder");
        let now = at(951_782_400);
        let first = create(out.path(), "My list!", now).expect("writable");
        let second = create(out.path(), "My list!", now).expect("writable");
        assert_eq!(first, out.path().join("2000-02-29-My-list-1"));
        assert_eq!(second, out.path().join("2000-02-29-My-list-2"));
        assert!(latest(out.path()).is_err(), "a folder without a log is no run");

        for folder in [&second, &first] {
            fs::write(folder.join(LOG_FILE), "").expect("writable");
        }
        let old = fs::File::open(second.join(LOG_FILE)).expect("there");
        old.set_modified(at(5)).expect("settable");
        assert_eq!(latest(out.path()).expect("two"), first);
        assert_eq!(find(out.path(), Path::new("last")).expect("two"), first);
        assert_eq!(find(out.path(), Path::new("2000-02-29-My-list-2")).expect("by name"), second);
        assert_eq!(find(Path::new("elsewhere"), &second).expect("by path"), second);
        let error = find(out.path(), Path::new("2000-02-29-My-lits-2")).expect_err("a slip");
        assert!(matches!(error, EngineError::NoSuchRun { .. }), "{error}");
    }

    #[test]
    fn names_of_lists_become_names_of_folders() {
        assert_eq!(plain("a/b  c.lean"), "a-b-c-lean");
        assert_eq!(plain("../.."), "run");
        assert_eq!(plain("Übung"), "Übung");
    }
}
