//! A TOML list: names files and says which of their problems are meant.
//!
//! ```toml
//! title = "Number theory"
//! description = "What the spring course asks for"
//!
//! [[problems]]
//! file = "arithmetic/hard.lean"      # or a folder, or a .jsonl file; seen from the list's own folder
//! include = ["Nat.*"]                # names or ids, with * and ?
//! exclude = ["*_aux"]
//! tags = ["AMS 11"]                  # all of them
//! levels = ["*/hard"]                # one of them
//! limit = 20
//! ```

use std::{
    io,
    ops::Range,
    path::{Component, Path, PathBuf},
};

use serde::Deserialize;
use toml::Spanned;

use crate::{
    Pattern, Problem, folder,
    load::{self, Kind, LoadError, ProblemList},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    title: Option<String>,
    description: Option<String>,
    limit: Option<usize>,
    #[serde(default)]
    problems: Vec<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: PathBuf,
    #[serde(default)]
    include: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    levels: Vec<String>,
    limit: Option<usize>,
}

/// Reads the list and everything it names.
pub(crate) fn read_into(list: &mut ProblemList, path: &Path) -> Result<(), LoadError> {
    let text = String::from_utf8(load::read_bounded(path)?).map_err(|error| {
        let source = io::Error::new(io::ErrorKind::InvalidData, error);
        LoadError::Unreadable { path: path.to_owned(), source }
    })?;
    let read: List = toml::from_str(&text).map_err(|error| LoadError::InvalidList {
        path: path.to_owned(),
        line: line_of(&text, error.span()),
        reason: error.message().to_owned(),
    })?;
    if let Some(title) = read.title {
        list.title = title;
    }
    list.description = read.description;
    if read.problems.is_empty() {
        list.refuse(
            path,
            1,
            "the list names no files".to_owned(),
            Some("add `[[problems]]` with `file = \"…\"`"),
        );
    }
    for spanned in read.problems {
        let line = line_of(&text, Some(spanned.span()));
        match spanned.into_inner().try_into::<Entry>() {
            Ok(entry) => read_entry(list, path, line, &entry),
            Err(error) => list.refuse(path, line, error.message().to_owned(), None),
        }
    }
    if let Some(limit) = read.limit {
        list.problems.truncate(limit);
    }
    Ok(())
}

fn read_entry(list: &mut ProblemList, list_path: &Path, line: u32, entry: &Entry) {
    let file = list_path.parent().unwrap_or(Path::new("")).join(&entry.file);
    let mut found = ProblemList::default();
    let place = place_of(&entry.file);
    let result = load::kind_of(&file).and_then(|kind| match kind {
        Kind::Folder => folder::read_into(&mut found, &file, &place),
        Kind::File(format) => load::read_file(&mut found, format, &file, &place),
        Kind::TomlList => Err(LoadError::InvalidList {
            path: list_path.to_owned(),
            line,
            reason: "a list cannot name another list".to_owned(),
        }),
    });
    if let Err(error) = result {
        let reason = match error {
            LoadError::InvalidList { reason, .. } => reason,
            LoadError::Unreadable { source, .. } => {
                format!("could not read `{}`: {source}", file.display())
            }
            other => other.to_string(),
        };
        list.refuse(
            list_path,
            line,
            reason,
            Some("`file` is seen from the folder that the list lies in"),
        );
        return;
    }
    list.malformed.append(&mut found.malformed);
    list.warnings.append(&mut found.warnings);

    let filter = Filter::new(entry);
    let chosen = found.problems.into_iter().filter(|problem| filter.keeps(problem));
    let before = list.problems.len();
    list.problems.extend(chosen.take(entry.limit.unwrap_or(usize::MAX)));
    if list.problems.len() == before && entry.limit != Some(0) {
        let reason = format!("nothing in `{}` fits this entry", entry.file.display());
        list.refuse(
            list_path,
            line,
            reason,
            Some("compare `include`, `exclude`, `tags` and `levels` with the file"),
        );
    }
}

struct Filter {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
    tags: Vec<Pattern>,
    levels: Vec<Pattern>,
}

impl Filter {
    fn new(entry: &Entry) -> Self {
        let patterns = |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect();
        Self {
            include: patterns(&entry.include),
            exclude: patterns(&entry.exclude),
            tags: patterns(&entry.tags),
            levels: patterns(&entry.levels),
        }
    }

    fn keeps(&self, problem: &Problem) -> bool {
        let named = |pattern: &Pattern| {
            pattern.matches(&problem.theorem) || pattern.matches(problem.id.as_str())
        };
        let level = problem.level.as_deref().unwrap_or_default();
        (self.include.is_empty() || self.include.iter().any(named))
            && !self.exclude.iter().any(named)
            && self.tags.iter().all(|tag| problem.tags.iter().any(|have| tag.matches(have)))
            && (self.levels.is_empty() || self.levels.iter().any(|pattern| pattern.matches(level)))
    }
}

/// Where a named file stands in the list's ids: its path without extension, without the digits
/// that only order files, and without anything that depends on where the list lies.
fn place_of(file: &Path) -> String {
    let mut parts: Vec<String> = file
        .components()
        .filter_map(|component| match component {
            Component::Normal(part) => {
                Some(load::without_order(&part.to_string_lossy()).to_owned())
            }
            _ => None,
        })
        .collect();
    // An absolute path says where this machine keeps the file; only its name is the same elsewhere.
    if file.is_absolute() {
        parts.drain(..parts.len().saturating_sub(1));
    }
    if matches!(load::kind_by_name(file), Some(Kind::File(_)))
        && let Some(last) = parts.last_mut()
    {
        *last = load::stem_of(file);
    }
    parts.join("/")
}

fn line_of(text: &str, span: Option<Range<usize>>) -> u32 {
    let start = span.map_or(0, |span| span.start.min(text.len()));
    let lines = text.as_bytes()[..start].split(|byte| *byte == b'\n').count();
    u32::try_from(lines).unwrap_or(u32::MAX)
}
