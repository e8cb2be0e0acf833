//! Removing text from files outside the database: run logs, reports, proofs.
//!
//! A text can be in a file as it is, escaped for JSON (once, or twice where JSON is quoted in JSON),
//! escaped for HTML, or both. JSON Lines are rewritten value by value, so that they stay JSON; all
//! other files are rewritten byte by byte. Files are replaced whole, by an atomic rename.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, MatchKind};
use serde_json::Value;

use crate::error::Error;
use crate::store::replace_file;

/// What stands in the place of forgotten text.
pub const REPLACEMENT: &str = "[forgotten]";

/// The ways in which `text` may be written in a file, longest first, without repetition.
pub fn encodings(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut forms = vec![text.to_owned(), text.replace('\n', "\r\n")];
    let ways: [fn(&str) -> String; 7] = [
        json_escaped,
        json_ascii,
        json_in_script,
        html_escaped,
        html_escaped_apostrophe_hex,
        percent_encoded,
        debug_escaped,
    ];
    // Twice: JSON inside JSON, JSON inside an attribute of HTML.
    for _ in 0..2 {
        for form in forms.clone() {
            for escape in ways {
                let escaped = escape(&form);
                if !forms.contains(&escaped) {
                    forms.push(escaped);
                }
            }
        }
    }
    forms.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    forms.dedup();
    forms
}

fn json_escaped(text: &str) -> String {
    let quoted = Value::String(text.to_owned()).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// JSON with everything beyond ASCII as `\uXXXX`.
fn json_ascii(text: &str) -> String {
    let mut out = String::new();
    for c in json_escaped(text).chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// JSON as it is put between `<script>` tags.
fn json_in_script(text: &str) -> String {
    json_escaped(text)
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\'', "\\u0027")
}

fn html_escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn html_escaped_apostrophe_hex(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#x27;")
        .replace('/', "&#x2f;")
}

fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// As Rust's `{:?}` writes it into a log.
fn debug_escaped(text: &str) -> String {
    let quoted = format!("{text:?}");
    quoted[1..quoted.len() - 1].to_owned()
}

/// Looks for texts in all their forms.
struct Search {
    forms: AhoCorasick,
}

impl Search {
    fn new(texts: &[String]) -> Self {
        let forms: Vec<String> = texts.iter().flat_map(|text| encodings(text)).collect();
        let forms = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&forms)
            // Only gigabytes of texts could exceed the automaton.
            .expect("texts that fit into the memory");
        Self { forms }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        self.forms.is_match(bytes)
    }

    /// The bytes without the texts, and how often one was found.
    fn replace(&self, bytes: &[u8]) -> (Vec<u8>, usize) {
        let mut new = Vec::with_capacity(bytes.len());
        let mut places = 0;
        self.forms.replace_all_with_bytes(bytes, &mut new, |_, _, new| {
            places += 1;
            new.extend_from_slice(REPLACEMENT.as_bytes());
            true
        });
        (new, places)
    }

    fn scrub_file(&self, path: &Path) -> Result<usize, Error> {
        let old = fs::read(path).map_err(|e| Error::io(path, e))?;
        if !self.is_in(&old) {
            return Ok(0);
        }
        let is = |extension| path.extension().is_some_and(|e| e == extension);
        let mut changed = 0;
        let new = if is("jsonl") {
            let lines = old.split(|byte| *byte == b'\n');
            let lines: Vec<Vec<u8>> = lines.map(|l| self.scrub_json(l, &mut changed)).collect();
            lines.join(&b'\n')
        } else if is("json") {
            self.scrub_json(&old, &mut changed)
        } else {
            let (new, places) = self.replace(&old);
            changed += places;
            new
        };
        if self.is_in(&new) {
            return Err(Error::Residue(path.to_path_buf()));
        }
        let permissions = fs::metadata(path).map_err(|e| Error::io(path, e))?.permissions();
        replace_file(path, &new)?;
        fs::set_permissions(path, permissions).map_err(|e| Error::io(path, e))?;
        Ok(changed)
    }

    /// One JSON value as text, with the forms taken out of its strings. Lines without any are
    /// returned as they are, byte by byte.
    fn scrub_json(&self, line: &[u8], changed: &mut usize) -> Vec<u8> {
        if !self.is_in(line) {
            return line.to_vec();
        }
        let Ok(mut value) = serde_json::from_slice::<Value>(line) else {
            // A line cut short by a crash.
            let (new, places) = self.replace(line);
            *changed += places;
            return new;
        };
        self.scrub_value(&mut value, changed);
        let mut written = value.to_string();
        if self.is_in(written.as_bytes()) {
            // `name` is in the bytes of a line break followed by `ame`.
            written = long_escapes(&written);
        }
        // What is spread over several strings, or is the JSON around them.
        if self.is_in(written.as_bytes()) {
            *changed += 1;
            written = Value::String(REPLACEMENT.to_owned()).to_string();
        }
        written.into_bytes()
    }

    fn scrub_value(&self, value: &mut Value, changed: &mut usize) {
        match value {
            Value::String(text) => self.scrub_text(text, changed),
            Value::Array(values) => values.iter_mut().for_each(|v| self.scrub_value(v, changed)),
            Value::Object(map) => {
                for (mut key, mut value) in std::mem::take(map) {
                    self.scrub_value(&mut value, changed);
                    self.scrub_text(&mut key, changed);
                    map.insert(key, value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn scrub_text(&self, text: &mut String, changed: &mut usize) {
        let (new, places) = self.replace(text.as_bytes());
        if places > 0 {
            *changed += places;
            // The forms are text, so what is between them is text.
            *text = String::from_utf8(new).unwrap_or_else(|_| REPLACEMENT.to_owned());
        }
    }
}

/// Rewrites one file without the texts. Returns how many places were changed; a file without any is
/// not touched. Programs that have the file open for writing must be ended first.
///
/// Files named `*.jsonl` or `*.json` keep being JSON. The error [`Error::Residue`] means that taking
/// a text out put it together anew from what was around it.
pub fn scrub_file(path: &Path, texts: &[String]) -> Result<usize, Error> {
    Search::new(texts).scrub_file(path)
}

/// The files in a folder and below (or that file) which hold one of the texts, in any form. Links
/// are not followed.
pub fn files_with(folder: &Path, texts: &[String]) -> Result<Vec<PathBuf>, Error> {
    let search = Search::new(texts);
    let mut found = Vec::new();
    each_file(folder, &mut |path| {
        if search.is_in(&fs::read(path).map_err(|e| Error::io(path, e))?) {
            found.push(path.to_path_buf());
        }
        Ok(())
    })?;
    found.sort();
    Ok(found)
}

/// As [`scrub_file`] for every file in a folder and below. Returns the files that were changed.
/// Links are not followed.
pub fn scrub_folder(folder: &Path, texts: &[String]) -> Result<Vec<PathBuf>, Error> {
    let search = Search::new(texts);
    let mut changed = Vec::new();
    each_file(folder, &mut |path| {
        if search.scrub_file(path)? > 0 {
            changed.push(path.to_path_buf());
        }
        Ok(())
    })?;
    changed.sort();
    Ok(changed)
}

fn each_file(
    folder: &Path,
    visit: &mut dyn FnMut(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    if folder.is_file() {
        return visit(folder);
    }
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| Error::io(&folder, e))? {
            let entry = entry.map_err(|e| Error::io(&folder, e))?;
            let kind = entry.file_type().map_err(|e| Error::io(&entry.path(), e))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                visit(&entry.path())?;
            }
        }
    }
    Ok(())
}

/// The same JSON with `\u000a` for `\n`, and so on.
fn long_escapes(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut chars = json.chars();
    while let Some(c) = chars.next() {
        out.push(c);
        if c != '\\' {
            continue;
        }
        match chars.next() {
            Some('b') => out.push_str("u0008"),
            Some('t') => out.push_str("u0009"),
            Some('n') => out.push_str("u000a"),
            Some('f') => out.push_str("u000c"),
            Some('r') => out.push_str("u000d"),
            other => out.extend(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Zoë said: \"x < y & z'\"\nλ \\o/";

    fn scrubbed(name: &str, text: &str) -> (usize, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let changed = scrub_file(&path, &[SECRET.to_owned()]).unwrap();
        (changed, fs::read_to_string(&path).unwrap())
    }

    #[test]
    fn every_encoding_is_removed() {
        for form in encodings(SECRET) {
            let (changed, left) = scrubbed("page.html", &format!("<p>{form}</p> <i>{form}</i>"));
            assert!(changed >= 2, "{form}");
            assert!(!left.contains(&form), "{form}");
            assert!(left.starts_with("<p>") && left.ends_with("</i>"));
        }
    }

    #[test]
    fn json_lines_stay_json_and_other_lines_stay_untouched() {
        let nested = serde_json::json!({ "says": SECRET }).to_string();
        let secret = serde_json::json!({ "b": 1, "a": [nested, { SECRET: SECRET }] });
        let other = "{\"z\":1.50,  \"a\":2}";
        let (changed, left) = scrubbed("events.jsonl", &format!("{other}\n{secret}\n{other}\n"));
        assert_eq!(changed, 3);
        let lines: Vec<&str> = left.lines().collect();
        assert_eq!((lines[0], lines[2]), (other, other));
        let value: Value = serde_json::from_str(lines[1]).unwrap();
        assert_eq!(value["b"], 1);
        assert_eq!(value["a"][1][REPLACEMENT], REPLACEMENT);
        assert!(!left.contains("Zo"));
        serde_json::from_str::<Value>(value["a"][0].as_str().unwrap()).unwrap();
    }

    #[test]
    fn a_text_that_begins_inside_an_escape_does_not_break_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        fs::write(&path, "{\"a\":\"line\\name\"}\n").unwrap();
        // The bytes `name` are there, the text is not: `\n` is a line break.
        let outcome = scrub_file(&path, &["name".to_owned()]);
        let left = fs::read_to_string(&path).unwrap();
        assert!(outcome.is_ok());
        let value: Value = serde_json::from_str(left.trim()).unwrap();
        assert_eq!(value["a"], "line\name");
        assert!(!left.contains("name"));
    }

    #[test]
    fn files_without_the_text_are_not_written() {
        let (changed, left) = scrubbed("a.jsonl", "not even json\n");
        assert_eq!((changed, left.as_str()), (0, "not even json\n"));
    }
}
