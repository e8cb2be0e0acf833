//! The tools that travel inside the program.
//!
//! Their sources are the crates of `guests/`; the components in `builtin/` are compiled from them
//! by `builtin/build` and committed, so that building Polya needs no WebAssembly target. The file
//! `builtin/sources.blake3` says which sources they were compiled from, and a test compares.

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
