//! What all kernels have checked of imported modules, kept from one judge to the next.
//!
//! A file holds places of constants, one after the other: a module's among all modules, sorted by
//! name, and the constant's in its module. Its key is a hash of all that the places depend on: the
//! bytes of every imported module, the kernels, and the judge's version.

use std::{io, path::Path};

use polya_lean::{
    kept::{Kept, Key},
    olean::{Library, NameId},
};
use rustc_hash::FxHashSet;

/// Files that are kept, one for each set of imported modules; those that were written longest ago go
/// first.
const KEPT: usize = 16;

/// The file for one set of imported modules.
#[derive(Debug)]
pub(crate) struct Checked {
    kept: Kept,
    /// Sorted by name.
    modules: Vec<NameId>,
}

impl Checked {
    /// The file in `folder` for `library` and what `checkers` stands for.
    pub(crate) fn new(folder: &Path, checkers: &Key, library: &Library) -> Self {
        let mut key = checkers.clone().with("checked constants 1");
        let mut modules = Vec::new();
        for (module, content) in library.digests(Some(&digests(folder))) {
            key = key.with(library.terms().name_text(module)).with(content);
            modules.push(module);
        }
        Self { kept: key.in_folder(&folder.join("constants")), modules }
    }

    /// The constants that were checked before.
    pub(crate) fn read(&self, library: &Library) -> FxHashSet<NameId> {
        let bytes = self.kept.read().unwrap_or_default();
        let places = bytes.as_chunks::<8>().0.iter().map(|place| {
            let both = u64::from_le_bytes(*place);
            (both & u64::from(u32::MAX), both >> 32)
        });
        places
            .filter_map(|(module, constant)| {
                let module = *self.modules.get(usize::try_from(module).ok()?)?;
                library.names_of(module).nth(usize::try_from(constant).ok()?)
            })
            .collect()
    }

    /// Keeps these and those that others have kept meanwhile.
    pub(crate) fn write(&self, library: &Library, checked: &FxHashSet<NameId>) -> io::Result<()> {
        let mut all = self.read(library);
        all.extend(checked);
        let mut bytes = Vec::new();
        for (module, &name) in (0_u32..).zip(&self.modules) {
            for (constant, name) in (0_u32..).zip(library.names_of(name)) {
                // One that several modules have is written once.
                if all.remove(&name) {
                    bytes.extend(module.to_le_bytes());
                    bytes.extend(constant.to_le_bytes());
                }
            }
        }
        self.kept.write(&bytes)?;
        self.kept.remove_oldest(KEPT)
    }
}

/// The file with the hashes of files, in the folder where a judge keeps what was checked.
pub(crate) fn digests(folder: &Path) -> std::path::PathBuf {
    folder.join("digests")
}
