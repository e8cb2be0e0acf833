//! Outside servers of the Model Context Protocol whose tools a user wants at hand: the file
//! `NAME.mcp.toml` beside the manifests of tools.
//!
//! What a server said of its tools when it was connected is kept with it. A server that says
//! something else later is refused: a description reaches prompts, and must not change behind the
//! user's back.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

const SUFFIX: &str = ".mcp.toml";
/// Longest description that is kept, in characters.
const LONGEST: usize = 1_000;

/// An outside server as it was connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutsideServer {
    /// Program and arguments. It runs as the user, unconfined: whoever connects it trusts it.
    pub command: Vec<String>,
    /// Milliseconds for starting it and for one call.
    pub timeout_ms: u64,
    /// Longest answer, in bytes.
    pub output_bytes: usize,
    /// Its tools as it described them, by name.
    pub tools: BTreeMap<String, OutsideTool>,
}

/// A tool of an outside server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutsideTool {
    /// One line, cleaned; a stranger's words.
    pub description: String,
    /// JSON Schema of its arguments, as text.
    pub input_schema: String,
}

/// What is wrong with an outside server's file.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// It cannot be read or written.
    #[error("cannot use `{path}`: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// It does not parse.
    #[error("`{path}` does not describe an outside server: {reason}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The parser's message.
        reason: String,
    },
    /// A name that cannot be used.
    #[error("{0:?} cannot be the name of a server: 1 to 32 characters of [A-Za-z0-9_-]")]
    Name(String),
}

impl OutsideTool {
    /// A tool as a server describes it, cleaned for terminals and prompts.
    pub fn new(description: &str, input_schema: String) -> Self {
        let line: String =
            description.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words: Vec<&str> = line.split_whitespace().collect();
        let visible = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let description = words.join(" ").chars().filter(visible).take(LONGEST).collect();
        Self { description, input_schema }
    }
}

impl OutsideServer {
    /// The servers of a tools' folder by name, and the files that cannot be used.
    pub fn all(folder: &Path) -> (BTreeMap<String, Self>, Vec<OutsideError>) {
        let (mut found, mut broken) = (BTreeMap::new(), Vec::new());
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name =
                path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(SUFFIX));
            let Some(name) = name.map(ToOwned::to_owned) else { continue };
            match Self::read(&path) {
                Ok(server) => drop(found.insert(name, server)),
                Err(error) => broken.push(error),
            }
        }
        (found, broken)
    }

    fn read(path: &Path) -> Result<Self, OutsideError> {
        let text = fs::read_to_string(path)
            .map_err(|source| OutsideError::File { path: path.to_owned(), source })?;
        let syntax = |reason: String| OutsideError::Syntax { path: path.to_owned(), reason };
        let server: Self = toml::from_str(&text).map_err(|e| syntax(e.to_string()))?;
        if server.command.is_empty() {
            return Err(syntax("`command` is empty".to_owned()));
        }
        Ok(server)
    }

    /// Keeps the server under a name, in place of one that had it.
    pub fn keep(&self, folder: &Path, name: &str) -> Result<(), OutsideError> {
        let path = Self::path(folder, name)?;
        let fail = |source| OutsideError::File { path: path.clone(), source };
        let text = toml::to_string_pretty(self).map_err(|e| fail(io::Error::other(e)))?;
        fs::create_dir_all(folder).map_err(fail)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fail)?;
        io::Write::write_all(&mut file, text.as_bytes()).map_err(fail)?;
        file.persist(&path).map_err(|e| fail(e.error))?;
        Ok(())
    }

    /// Forgets the server of this name; false if there was none.
    pub fn forget(folder: &Path, name: &str) -> Result<bool, OutsideError> {
        let path = Self::path(folder, name)?;
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(OutsideError::File { path, source }),
        }
    }

    fn path(folder: &Path, name: &str) -> Result<PathBuf, OutsideError> {
        let ok = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || name.len() > 32 || !name.chars().all(ok) {
            return Err(OutsideError::Name(name.to_owned()));
        }
        Ok(folder.join(format!("{name}{SUFFIX}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> OutsideServer {
        OutsideServer {
            command: vec!["a server".to_owned(), "--stdio".to_owned()],
            timeout_ms: 1_000,
            output_bytes: 100,
            tools: [(
                "find".to_owned(),
                OutsideTool::new("finds\n\u{1b}[31m\u{202e}it", "{}".into()),
            )]
            .into(),
        }
    }

    #[test]
    fn what_is_kept_is_found_again_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        server().keep(folder.path(), "other").unwrap();
        let (found, broken) = OutsideServer::all(folder.path());
        assert_eq!((found.get("other"), broken.len()), (Some(&server()), 0));
        assert_eq!(found["other"].tools["find"].description, "finds [31mit");
        assert!(OutsideServer::forget(folder.path(), "other").unwrap());
        assert!(!OutsideServer::forget(folder.path(), "other").unwrap());
    }

    #[test]
    fn a_name_or_a_file_that_cannot_be_used_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(server().keep(folder.path(), "../x"), Err(OutsideError::Name(_))));
        fs::write(folder.path().join("cut.mcp.toml"), "command = [").unwrap();
        fs::write(
            folder.path().join("empty.mcp.toml"),
            "command = []\ntimeout-ms = 1\noutput-bytes = 1\ntools = {}",
        )
        .unwrap();
        let (found, broken) = OutsideServer::all(folder.path());
        assert_eq!((found.len(), broken.len()), (0, 2));
    }
}
