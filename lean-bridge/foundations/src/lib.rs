//! The sources of Foundations, embedded, so that an installed program needs no copy of the
//! repository.
//!
//! This crate compiles nothing and knows nothing of toolchains: `polya_lean::library` builds what
//! is listed here.

use std::fmt;

/// One Lean file of the library.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Path from the library's root with `/` between the parts, such as `Foundations/Nat.lean`.
    pub path: &'static str,
    /// The file's text.
    pub text: &'static str,
}

impl Source {
    /// The module's name, such as `Foundations.Nat`.
    pub fn module(&self) -> String {
        self.path.strip_suffix(".lean").unwrap_or(self.path).replace('/', ".")
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.path, self.text.len())
    }
}

/// Name of the module that stands in for `Init` where the toolchain has none: it imports all of
/// Foundations, so that a file without a header works.
pub const SHIM: &str = "Init";

/// The module that imports the whole library.
pub const ROOT: &str = "Foundations";

/// The module with the mathematics that the default import leaves out.
pub const MATHEMATICS: &str = "Foundations.Mathematics";

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// All files of the library, in the order of their paths.
pub fn sources() -> Vec<Source> {
    FILES.iter().map(|&(path, text)| Source { path, text }).collect()
}

/// Hash of the paths and texts of `sources`, in hexadecimal: two libraries with the same hash are
/// the same.
pub fn content_hash<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, text) in sources {
        // Lengths first, so that no two different lists feed the same bytes.
        hasher.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_library_files_are_listed() {
        for source in sources() {
            assert_eq!(source.path.rsplit_once('.').map(|parts| parts.1), Some("lean"));
            let first = source.path.split(['/', '.']).next();
            assert!(first == Some(ROOT) || first == Some(SHIM), "{source:?} is no library module");
        }
    }

    #[test]
    fn module_names_follow_paths() {
        let source = Source { path: "Foundations/Data/Nat.lean", text: "" };
        assert_eq!(source.module(), "Foundations.Data.Nat");
    }

    #[test]
    fn the_hash_sees_every_byte_and_every_border() {
        let hash = content_hash([("A", "bc")]);
        assert_eq!(hash, content_hash([("A", "bc")]));
        for other in [[("A", "bd")], [("Ab", "c")], [("B", "bc")]] {
            assert_ne!(hash, content_hash(other));
        }
        assert_ne!(content_hash([("A", ""), ("B", "")]), content_hash([("A", "B")]));
    }
}
