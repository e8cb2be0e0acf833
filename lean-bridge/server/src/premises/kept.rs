//! Premises as they were read once, kept by the content of the modules that they come from: reading
//! all statements of a large library takes seconds, and they do not change from run to run.

use std::{io, path::Path};

use super::{Premise, premises_in};
use crate::{
    kept::{Kept, Key},
    olean::{Library, OleanError},
    toolchain::Toolchain,
};

/// Libraries whose premises are kept; those that were read longest ago go first.
const KEPT: usize = 8;

/// The premises of some imports, with what identifies the modules that they come from.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The premises.
    pub premises: Vec<Premise>,
    /// A hash of the names and the contents of all modules.
    pub identity: blake3::Hash,
}

/// Reads the premises that a file with `imports` may cite, sorted by module order and name; those
/// that were read before come from `folder`, which is made if need be.
pub fn kept(lean: &Toolchain, imports: &[&str], folder: &Path) -> Result<Collection, OleanError> {
    let path = lean.olean_path();
    let names: Vec<String> = imports.iter().map(|&import| import.to_owned()).collect();
    let library = Library::open(&path, &names)?;
    let identity = library.identity(Some(&folder.join("digests")));
    drop(library);
    let kept = file(&identity, imports, &folder.join("premises"));
    if let Some(premises) = kept.read().and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return Ok(Collection { premises, identity });
    }
    let premises = premises_in(&path, imports)?;
    if let Err(error) = write(&kept, &premises) {
        tracing::warn!(%error, "the premises of the library cannot be kept");
    }
    Ok(Collection { premises, identity })
}

fn file(identity: &blake3::Hash, imports: &[&str], folder: &Path) -> Kept {
    let mut key = Key::new("premises 1").with(env!("CARGO_PKG_VERSION")).with(identity.as_bytes());
    for import in imports {
        key = key.with(import);
    }
    key.in_folder(folder)
}

fn write(kept: &Kept, premises: &[Premise]) -> io::Result<()> {
    kept.write(&postcard::to_allocvec(premises).map_err(io::Error::other)?)?;
    kept.remove_oldest(KEPT)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing;

    #[test]
    fn premises_are_read_once_and_again_when_damaged() {
        let (lean, folder) = (testing::toolchain(), tempfile::tempdir().unwrap());
        let imports = ["Foundations.Function"];
        let first = kept(&lean, &imports, folder.path()).unwrap();
        assert_eq!(first.premises, premises_in(&lean.olean_path(), &imports).unwrap());
        // What is there is what is taken.
        let mut other = first.premises.clone();
        other.truncate(1);
        let premises = folder.path().join("premises");
        write(&file(&first.identity, &imports, &premises), &other).unwrap();
        assert_eq!(kept(&lean, &imports, folder.path()).unwrap().premises, other);
        let mut files = fs::read_dir(&premises).unwrap();
        let file = files.next().unwrap().unwrap().path();
        assert!(files.next().is_none());
        let mut bytes = fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&file, bytes).unwrap();
        let again = kept(&lean, &imports, folder.path()).unwrap();
        assert_eq!((again.premises, again.identity), (first.premises, first.identity));
    }
}
