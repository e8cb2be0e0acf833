//! What all kernels have checked of imported modules, kept from one judge to the next.
//!
//! A file holds hashes of names, one after the other. Its own name is a hash of all that the names'
//! meaning depends on: the bytes of every imported module, the kernels, and the judge's version. So
//! it needs no header and no check: what was cut off or damaged names nothing.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use polya_lean::olean::{Library, Name, NameId, Terms};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::JUDGE_VERSION;

type Digest = [u8; 32];

/// Files that are kept, one for each set of imported modules; those that were written longest ago go
/// first.
const KEPT: usize = 16;

/// The file for one set of imported modules.
#[derive(Debug)]
pub(crate) struct Checked {
    file: PathBuf,
    /// By the hash that stands for the constant.
    names: FxHashMap<Digest, NameId>,
}

impl Checked {
    /// The file in `folder` for `library` and these kernels.
    pub(crate) fn new(folder: &Path, kernels: &[&str], library: &Library) -> Self {
        let terms = library.terms();
        let mut key = blake3::Hasher::new();
        key.update(&JUDGE_VERSION.to_le_bytes());
        for kernel in kernels {
            key.update(&kernel.len().to_le_bytes()).update(kernel.as_bytes());
        }
        let mut known = FxHashMap::default();
        for (name, content) in library.digests() {
            key.update(&digest(terms, name, &mut known)).update(&content);
        }
        let names = library.names().map(|name| (digest(terms, name, &mut known), name)).collect();
        Self { file: folder.join(key.finalize().to_hex().as_str()), names }
    }

    /// The constants that were checked before.
    pub(crate) fn read(&self) -> FxHashSet<NameId> {
        let bytes = fs::read(&self.file).unwrap_or_default();
        let digests = bytes.as_chunks::<32>().0.iter();
        digests.filter_map(|digest| self.names.get(digest)).copied().collect()
    }

    /// Keeps these and those that others have kept meanwhile.
    pub(crate) fn write(&self, checked: &FxHashSet<NameId>) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut all = self.read();
        all.extend(checked);
        let digests = self.names.iter().filter(|(_, name)| all.contains(name));
        let bytes: Vec<u8> = digests.flat_map(|(digest, _)| digest).copied().collect();
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(&bytes)?;
        draft.persist(&self.file)?;
        remove_oldest(folder)
    }
}

fn remove_oldest(folder: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let written = entry.metadata().and_then(|data| data.modified());
        files.push((written.unwrap_or(SystemTime::UNIX_EPOCH), entry.path()));
    }
    files.sort_unstable();
    for (_, file) in files.iter().rev().skip(KEPT) {
        // Another process may have been faster.
        let _ = fs::remove_file(file);
    }
    Ok(())
}

/// Tells names apart by their components: written out, two may look alike.
fn digest(terms: &Terms, name: NameId, known: &mut FxHashMap<NameId, Digest>) -> Digest {
    // From the end of the name to its beginning, or to one that is known.
    let mut components = Vec::new();
    let mut at = name;
    let mut digest = loop {
        if let Some(digest) = known.get(&at) {
            break *digest;
        }
        match terms.name(at) {
            Name::Anonymous => break [0; 32],
            Name::Text(before, _) | Name::Number(before, _) => {
                components.push(at);
                at = before;
            }
        }
    };
    for component in components.into_iter().rev() {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&digest);
        match terms.name(component) {
            Name::Anonymous => {}
            Name::Text(_, text) => {
                hasher.update(b"text").update(terms.text(text).as_bytes());
            }
            Name::Number(_, number) => {
                hasher.update(b"number").update(&number.to_le_bytes());
            }
        }
        digest = hasher.finalize().into();
        known.insert(component, digest);
    }
    digest
}
