//! The tools that travel inside the program.
//!
//! Their sources are the crates of `guests/`; the components in `builtin/` are compiled from them
//! by `builtin/build` and committed, so that building Polya needs no WebAssembly target. The file
//! `builtin/sources.blake3` says which sources they were compiled from, and a test compares.

use std::{fs, io, path::Path};

use include_dir::{Dir, include_dir};

static COMPONENTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/builtin");

/// Name and bytes of each built-in component, by name.
pub(crate) fn components() -> Vec<(&'static str, &'static [u8])> {
    let mut found: Vec<_> = COMPONENTS
        .files()
        .filter(|f| f.path().extension().is_some_and(|e| e == "wasm"))
        .filter_map(|f| Some((f.path().file_stem()?.to_str()?, f.contents())))
        .collect();
    found.sort_by_key(|(name, _)| *name);
    found
}

/// Hash of everything that the built-in components are compiled from: what lies below the folder
/// `tools`, and the reader of Lean's text beside it.
#[doc(hidden)]
pub fn builtin_sources_hash(tools: &Path) -> io::Result<String> {
    fn walk(folder: &Path, root: &Path, into: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                walk(&path, root, into)?;
            } else {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                into.push((name, fs::read(&path)?));
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    for folder in ["guests", "wit"] {
        walk(&tools.join(folder), tools, &mut files)?;
    }
    // The guests read printed Lean with the same crate as everything else.
    let text = tools.join("../lean-bridge/text");
    walk(&text, &text, &mut files)?;
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        hasher.update(&(name.len() as u64).to_le_bytes());
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_components_were_compiled_from_these_sources() {
        let now = builtin_sources_hash(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let then = COMPONENTS.get_file("sources.blake3").and_then(|f| f.contents_utf8());
        assert_eq!(then.map(str::trim), Some(now.as_str()), "run `tools/builtin/build`");
    }
}
