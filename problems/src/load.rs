//! Loading a list of problems, whatever form it has.
//!
//! A file that cannot be read at all is an error; an entry that makes no sense is reported in
//! [`ProblemList::malformed`] and the rest goes on. Only files are read here: nothing is
//! elaborated, and nothing is printed.

use std::{
    collections::HashMap,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    Problem, ProblemId, folder, json_lines,
    lean::{self, Note},
    toml_list,
};

/// A list of problems, in the order in which it names them.
#[derive(Clone, Debug, Default)]
pub struct ProblemList {
    /// What the list calls itself, else the name of its file or folder.
    pub title: String,
    /// What the list says about itself.
    pub description: Option<String>,
    /// The problems; no two have the same id.
    pub problems: Vec<Problem>,
    /// Entries that were left out, and why.
    pub malformed: Vec<Malformed>,
    /// What the user should know about entries that were not left out.
    pub warnings: Vec<Malformed>,
}

/// An entry of a list that is not as it should be, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {reason}", path.display())]
pub struct Malformed {
    /// The file.
    pub path: PathBuf,
    /// The line in it, from 1.
    pub line: u32,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Why no list could be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is nothing at the path.
    #[error("there is no file or folder `{}`", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
    },
    /// The operating system would not let the file be read.
    #[error("could not read `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file's name ends in nothing that is known.
    #[error("`{}` is not a problem list: expected a {} or `.toml` file, or a folder", path.display(), extensions())]
    UnknownFormat {
        /// The path as given.
        path: PathBuf,
    },
    /// The path leads to something that has no end, such as a pipe or a device.
    #[error("`{}` is not an ordinary file", path.display())]
    NoFile {
        /// The path as given.
        path: PathBuf,
    },
    /// The file is larger than any list of problems.
    #[error("`{}` has {size} bytes; a problem list may have {}", path.display(), LARGEST_FILE)]
    TooLarge {
        /// The path as given.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
    /// A TOML list is not valid as a whole.
    #[error("{}:{line}: {reason}", path.display())]
    InvalidList {
        /// The TOML file.
        path: PathBuf,
        /// The line in it, from 1.
        line: u32,
        /// What the TOML reader said.
        reason: String,
    },
}

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// Reads an ordinary file of bounded size. What grows while it is read is cut off.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: path.to_owned(), source };
    // Before it is opened: opening a pipe waits for somebody who writes.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(LoadError::NoFile { path: path.to_owned() });
    }
    if metadata.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge { path: path.to_owned(), size: metadata.len() });
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Reads the list at `path`: a `.lean` file, a folder, a `.jsonl` file or a `.toml` list.
///
/// Ids are made of the path *below* the list and the theorem's name, so the same list gives the
/// same ids wherever it lies.
pub fn load(path: &Path) -> Result<ProblemList, LoadError> {
    let mut list = ProblemList { title: title_of(path), ..ProblemList::default() };
    match kind_of(path)? {
        Kind::Folder => folder::read_into(&mut list, path, "")?,
        Kind::TomlList => toml_list::read_into(&mut list, path)?,
        Kind::File(format) => read_file(&mut list, format, path, &stem_of(path))?,
    }
    if list.problems.is_empty() && list.malformed.is_empty() && list.warnings.is_empty() {
        list.warnings.push(Malformed {
            path: path.to_owned(),
            line: 1,
            reason: "there is nothing to prove here".to_owned(),
            hint: Some(
                "a problem is a theorem whose whole proof is `sorry` or `by sorry`".to_owned(),
            ),
        });
    }
    list.refuse_duplicates();
    Ok(list)
}

impl ProblemList {
    pub(crate) fn refuse(&mut self, path: &Path, line: u32, reason: String, hint: Option<&str>) {
        let note = Note { line, reason, hint: hint.map(str::to_owned) };
        self.malformed.push(Malformed::new(path, note));
    }

    /// Two entries with one id would share their results: only the first stays.
    fn refuse_duplicates(&mut self) {
        let mut seen: HashMap<ProblemId, (PathBuf, u32)> = HashMap::new();
        let mut kept = Vec::with_capacity(self.problems.len());
        for problem in std::mem::take(&mut self.problems) {
            if let Some((path, line)) = seen.get(&problem.id) {
                let reason =
                    format!("the id `{}` is taken by {}:{line}", problem.id, path.display());
                self.refuse(
                    &problem.path,
                    problem.line,
                    reason,
                    Some("give one of the two another name"),
                );
                continue;
            }
            seen.insert(problem.id.clone(), (problem.path.clone(), problem.line));
            kept.push(problem);
        }
        self.problems = kept;
    }
}

impl Malformed {
    pub(crate) fn new(path: &Path, note: Note) -> Self {
        Self { path: path.to_owned(), line: note.line, reason: note.reason, hint: note.hint }
    }
}

/// A form of a file with problems in it. To add one, write its reader in a file of its own and name it
/// in [`FORMATS`].
#[derive(Debug)]
pub(crate) struct Format {
    /// How names of such files end.
    extension: &'static str,
    /// Adds the text's problems to the list. The path is for messages; the place is the path below the
    /// list, without the extension, with which ids begin.
    read: fn(&mut ProblemList, path: &Path, place: &str, text: &str),
}

static FORMATS: [Format; 2] = [
    Format { extension: "lean", read: lean_file },
    Format { extension: "jsonl", read: json_lines::read_into },
];

/// The forms of a list, told apart by name only.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Folder,
    File(&'static Format),
    TomlList,
}

pub(crate) fn kind_of(path: &Path) -> Result<Kind, LoadError> {
    let metadata = fs::metadata(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound { path: path.to_owned() },
        _ => LoadError::Unreadable { path: path.to_owned(), source },
    })?;
    if metadata.is_dir() {
        return Ok(Kind::Folder);
    }
    if !metadata.is_file() {
        return Err(LoadError::NoFile { path: path.to_owned() });
    }
    kind_by_name(path).ok_or_else(|| LoadError::UnknownFormat { path: path.to_owned() })
}

/// What a file's name says that it holds.
pub(crate) fn kind_by_name(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()? {
        "toml" => Some(Kind::TomlList),
        other => FORMATS.iter().find(|format| format.extension == other).map(Kind::File),
    }
}

/// `` `.lean`, `.jsonl` ``
fn extensions() -> String {
    FORMATS.each_ref().map(|format| format!("`.{}`", format.extension)).join(", ")
}

/// Reads one file of this form; `place` is its path below the list, without the extension.
pub(crate) fn read_file(
    list: &mut ProblemList,
    format: &Format,
    path: &Path,
    place: &str,
) -> Result<(), LoadError> {
    let bytes = read_bounded(path)?;
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(line) => {
            list.refuse(
                path,
                line,
                "the file is not valid UTF-8".to_owned(),
                Some("save it as UTF-8"),
            );
            return Ok(());
        }
    };
    (format.read)(list, path, place, &text);
    Ok(())
}

fn lean_file(list: &mut ProblemList, path: &Path, place: &str, text: &str) {
    let mut reading = lean::read(text);
    let note = |note| Malformed::new(path, note);
    list.malformed.extend(std::mem::take(&mut reading.malformed).into_iter().map(note));
    list.warnings.extend(std::mem::take(&mut reading.warnings).into_iter().map(note));
    list.problems.extend(problems_of(reading, path, place));
}

/// The problems of one Lean file, which share its text.
pub(crate) fn problems_of(reading: lean::Reading, path: &Path, place: &str) -> Vec<Problem> {
    let problem = |theorem: lean::Theorem| Problem {
        id: ProblemId::new(format!("{place}::{}", theorem.name)),
        theorem: theorem.name,
        path: path.to_owned(),
        line: theorem.line,
        source: Arc::clone(&reading.source),
        hole: theorem.hole,
        closing: Some(theorem.closing),
        informal: theorem.informal,
        level: Some(level_of(place, theorem.marks.level.as_deref())),
        tags: theorem.tags.into_iter().chain(theorem.marks.tags).collect(),
        expectation: theorem.marks.expectation,
    };
    reading.theorems.into_iter().map(problem).collect()
}

/// `arithmetic/hard` for the file `arithmetic/hard`, or for a theorem marked `hard` in any file of
/// the folder `arithmetic`.
fn level_of(place: &str, mark: Option<&str>) -> String {
    match (mark, place.rsplit_once('/')) {
        (None, _) => place.to_owned(),
        (Some(mark), Some((folder, _))) => format!("{folder}/{mark}"),
        (Some(mark), None) => mark.to_owned(),
    }
}

/// The bytes as text with `\n` line ends and no byte order mark, as Lean reads a file; otherwise
/// the line of the first byte that is not UTF-8.
fn decode(bytes: Vec<u8>) -> Result<String, u32> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..valid].split(|byte| *byte == b'\n').count();
        u32::try_from(lines).unwrap_or(u32::MAX)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n"))
}

/// A file's name without its extension and without the digits that put it in order
/// (`2-hard.lean` is `hard`).
pub(crate) fn stem_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    without_order(&stem).to_owned()
}

/// `2-hard` as `hard`: the digits only put files in order.
pub(crate) fn without_order(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['-', '_']) {
        Some(after) if rest.len() < name.len() && !after.is_empty() => after,
        _ => name,
    }
}

fn title_of(path: &Path) -> String {
    // `problems/` and `.` have no last component of their own.
    let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    stem_of(&full)
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod load_tests;
