//! Collects the library's Lean files into a table of `include_str!` items.
//!
//! A build script rather than a macro, because cargo runs one again whenever any file of the
//! package is new, changed or removed (as long as it prints no `rerun-if-changed` of its own).

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Folders of this crate that hold no part of the library.
const NOT_LIBRARY: [&str; 2] = ["src", "tests"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);

    let mut files = Vec::new();
    let mut table = String::from("&[\n");
    collect(&root, &root, &mut files)?;
    files.sort();
    for file in &files {
        let relative = file.strip_prefix(&root).map_err(io::Error::other)?;
        let path: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let path = path.join("/");
        let file = file.display().to_string();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "    ({path:?}, include_str!({file:?})),");
    }
    table += "]\n";
    // Written only when it changed, so that an unrelated touch does not rebuild the crate.
    let target = out.join("sources.rs");
    if fs::read_to_string(&target).ok().as_deref() != Some(&table) {
        fs::write(target, table)?;
    }
    Ok(())
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let skipped = folder == root && NOT_LIBRARY.iter().any(|skipped| name == *skipped);
        if skipped || name.to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "lean") {
            files.push(path);
        }
    }
    Ok(())
}
