//! Results kept in the data folder from one process to the next.
//!
//! A result is kept under a key: a hash of everything that it depends on. A file begins with the
//! BLAKE3 hash of its key and its content, so that a file that was cut off, damaged, or put in the
//! place of another one is not read; it is written as a whole or not at all; and a file that
//! anybody but the present user or root could have written is not read either. What this does not
//! guard against is a program that runs as the present user: models' tools and Lean, which do, are
//! confined and cannot write here.

mod digests;

use std::{
    fs::{self, File, Metadata},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

pub use self::digests::{Digest, Digests, Stamp};

/// A hash of what a result depends on. Each part counts with its length, so that two lists of parts
/// have the same key only if they are equal.
#[derive(Clone, Debug, Default)]
pub struct Key(blake3::Hasher);

impl Key {
    /// For results of the kind `kind`, which names their form, too: a new form needs a new name.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self::default().with(kind)
    }

    /// With one more part.
    #[must_use]
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes()).update(part);
        self
    }

    /// The key as a hash.
    pub fn hash(&self) -> blake3::Hash {
        self.0.finalize()
    }

    /// The file for this key in `folder`.
    pub fn in_folder(&self, folder: &Path) -> Kept {
        let key = self.hash();
        Kept { file: folder.join(key.to_hex().as_str()), key }
    }
}

/// The file of one result.
#[derive(Clone, Debug)]
pub struct Kept {
    file: PathBuf,
    key: blake3::Hash,
}

impl Kept {
    /// A file with a name of its own.
    pub fn at(file: impl Into<PathBuf>, key: &Key) -> Self {
        Self { file: file.into(), key: key.hash() }
    }

    /// What was kept, if it is there, whole, for this key, and written by nobody else.
    pub fn read(&self) -> Option<Vec<u8>> {
        let mut file = File::open(&self.file).ok()?;
        if !is_ours(&file.metadata().ok()?) {
            tracing::warn!(file = %self.file.display(), "not read: other users can write this file");
            return None;
        }
        let mut hash = [0; 32];
        file.read_exact(&mut hash).ok()?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        (self.hash(&content) == hash).then_some(content)
    }

    /// Keeps `content`.
    ///
    /// # Errors
    ///
    /// When the file cannot be written; nothing is kept then.
    pub fn write(&self, content: &[u8]) -> io::Result<()> {
        let folder = self.folder();
        fs::create_dir_all(folder)?;
        // Readable and writable for the present user alone.
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(self.hash(content).as_bytes())?;
        draft.write_all(content)?;
        draft.persist(&self.file)?;
        Ok(())
    }

    /// Removes what was kept longest ago from the file's folder, until `most` files are left.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn remove_oldest(&self, most: usize) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(self.folder())? {
            let entry = entry?;
            // Another process may have removed it.
            let Ok(data) = entry.metadata() else { continue };
            if data.is_file() {
                files.push((data.modified().unwrap_or(SystemTime::UNIX_EPOCH), entry.path()));
            }
        }
        files.sort_unstable();
        for (_, file) in files.iter().rev().skip(most) {
            let _ = fs::remove_file(file);
        }
        Ok(())
    }

    fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new("."))
    }

    fn hash(&self, content: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.key.as_bytes()).update(content);
        hasher.finalize()
    }
}

/// Whether nobody but the present user and root could have written a file.
fn is_ours(data: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    const OTHERS_WRITE: u32 = 0o022;
    let owner = data.uid();
    let is_owner = owner == 0 || owner == rustix::process::geteuid().as_raw();
    data.is_file() && is_owner && data.mode() & OTHERS_WRITE == 0
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_what_is_whole_and_of_this_key_and_ours_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new("test 1").with("one").with("two");
        let kept = key.in_folder(folder.path());
        assert_eq!(kept.read(), None);
        kept.write(b"content").unwrap();
        assert_eq!(kept.read().unwrap(), b"content");

        // Another key, and the same file under another key's name.
        let other = Key::new("test 1").with("onet").with("wo").in_folder(folder.path());
        assert_eq!(other.read(), None);
        fs::copy(&kept.file, &other.file).unwrap();
        assert_eq!(other.read(), None);

        let whole = fs::read(&kept.file).unwrap();
        for length in [0, 31, 32, whole.len() - 1] {
            fs::write(&kept.file, &whole[..length]).unwrap();
            assert_eq!(kept.read(), None, "{length}");
        }
        for place in [0, 32, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            fs::write(&kept.file, damaged).unwrap();
            assert_eq!(kept.read(), None, "{place}");
        }

        for (mode, is_read) in [(0o600, true), (0o644, true), (0o664, false), (0o646, false)] {
            kept.write(b"content").unwrap();
            fs::set_permissions(&kept.file, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(kept.read().is_some(), is_read, "{mode:o}");
        }
    }

    #[test]
    fn nothing_but_the_result_is_written_and_the_oldest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        let names = || {
            let files = fs::read_dir(folder.path()).unwrap();
            let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
            names.sort();
            names
        };
        let mut last = None;
        for (age, name) in ["c", "b", "a"].into_iter().rev().enumerate() {
            let kept = Kept::at(folder.path().join(name), &Key::new("test"));
            kept.write(name.as_bytes()).unwrap();
            let file = File::options().write(true).open(&kept.file).unwrap();
            let age = std::time::Duration::from_hours(3 - age as u64);
            file.set_modified(SystemTime::now() - age).unwrap();
            last = Some(kept);
        }
        assert_eq!(names(), ["a", "b", "c"]);
        last.unwrap().remove_oldest(2).unwrap();
        assert_eq!(names(), ["b", "c"]);
    }
}
