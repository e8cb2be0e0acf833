//! A folder of Lean and JSON Lines files, read in one order everywhere.
//!
//! Hidden folders and those that tools build into are passed over, and so are TOML lists: they
//! name files that are read here already.

use std::{
    cmp::Ordering,
    fs,
    path::{Path, PathBuf},
};

use crate::load::{self, Format, Kind, LoadError, ProblemList, without_order};

/// Folders that hold what tools built, not what people wrote.
const BUILD_FOLDERS: &[&str] = &["_build", "build", "lake-packages", "node_modules", "target"];

/// Reads all files below `folder`; `place` is its own path below the list, empty for the list.
pub(crate) fn read_into(
    list: &mut ProblemList,
    folder: &Path,
    place: &str,
) -> Result<(), LoadError> {
    for (format, path, place) in files(folder, place)? {
        match load::read_file(list, format, &path, &place) {
            // The rest of the folder may still be readable.
            Err(LoadError::Unreadable { path, source }) => {
                list.refuse(&path, 1, format!("could not read the file: {source}"), None);
            }
            Err(error @ (LoadError::NoFile { .. } | LoadError::TooLarge { .. })) => {
                list.refuse(&path, 1, error.to_string(), Some("move it out of the folder"));
            }
            other => other?,
        }
    }
    Ok(())
}

/// The problem files below `folder` with their places, in order.
fn files(folder: &Path, place: &str) -> Result<Vec<(&'static Format, PathBuf, String)>, LoadError> {
    let unreadable = |source| LoadError::Unreadable { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // A link to a folder might lead back up, so links are followed to files only.
        let is_folder = entry.file_type().map_err(unreadable)?.is_dir();
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry.path(), is_folder));
    }
    entries.sort_by(|(a, ..), (b, ..)| natural_order(a, b));

    let mut found = Vec::new();
    for (name, path, is_folder) in entries {
        if name.starts_with('.') {
            continue;
        }
        if is_folder {
            if !BUILD_FOLDERS.contains(&name.as_str()) {
                found.extend(files(&path, &below(place, without_order(&name)))?);
            }
        } else if let Some(Kind::File(format)) = load::kind_by_name(&path)
            && name != "lakefile.lean"
        {
            let place = below(place, &load::stem_of(&path));
            found.push((format, path, place));
        }
    }
    Ok(found)
}

fn below(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") }
}

/// Orders names so that `9-x` comes before `10-x`; names that differ at all are never equal.
fn natural_order(a: &str, b: &str) -> Ordering {
    natural_key(a).cmp(&natural_key(b)).then_with(|| a.cmp(b))
}

/// The name cut into runs of digits, with their length (so that longer numbers are greater), and
/// other characters.
fn natural_key(name: &str) -> Vec<(bool, usize, String)> {
    let mut key: Vec<(bool, usize, String)> = Vec::new();
    for c in name.chars() {
        let digit = c.is_ascii_digit();
        match key.last_mut() {
            Some((false, length, run)) if digit => {
                if run == "0" {
                    run.clear();
                    *length = 0;
                }
                run.push(c);
                *length += 1;
            }
            // Digits sort before letters, as in ASCII.
            _ => key.push((!digit, usize::from(digit), c.to_string())),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = vec!["b", "10-a", "9-z", "a2", "a10", "a1", "01", "1"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["01", "1", "9-z", "10-a", "a1", "a2", "a10", "b"]);
    }
}
