//! Hashes of files, kept so that a file is read once and not each time that somebody asks what is
//! in it.
//!
//! A file is known again by what the system says of it: where it lies on the disk, its size, and when
//! its content and its entry last changed. The last of these cannot be set by a program. A file that
//! changed just before it was read is not kept: it might change again within the same tick of the
//! clock.

use std::{
    fs::{File, Metadata},
    io,
    os::unix::fs::MetadataExt as _,
    path::Path,
    time::{Duration, SystemTime},
};

use rustc_hash::FxHashMap;

use super::{Kept, Key};

/// A BLAKE3 hash of content.
pub type Digest = [u8; 32];

/// How long a file must have been as it is.
const SETTLED: Duration = Duration::from_secs(2);

/// Hashes that are kept; when there are more, it is begun anew.
const MOST: usize = 1 << 17;

/// What the system says of a file.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    hash: Digest,
    settled: bool,
}

impl Stamp {
    /// Of a file that was opened.
    pub fn new(data: &Metadata) -> Self {
        let mut hasher = blake3::Hasher::new();
        for number in [data.dev(), data.ino(), data.size()] {
            hasher.update(&number.to_le_bytes());
        }
        for number in [data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec()] {
            hasher.update(&number.to_le_bytes());
        }
        let changed = u64::try_from(data.ctime()).ok();
        let changed = changed.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let age = changed.and_then(|changed| SystemTime::now().duration_since(changed).ok());
        Self { hash: hasher.finalize().into(), settled: age.is_some_and(|age| age > SETTLED) }
    }

    /// A hash of what the system says.
    pub fn hash(&self) -> &Digest {
        &self.hash
    }

    /// Of several files together.
    #[must_use]
    pub fn all(stamps: &[Self]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for stamp in stamps {
            hasher.update(&stamp.hash);
        }
        let settled = stamps.iter().all(|stamp| stamp.settled);
        Self { hash: hasher.finalize().into(), settled }
    }
}

/// Hashes by stamp.
#[derive(Debug)]
pub struct Digests {
    kept: Kept,
    known: FxHashMap<Digest, Digest>,
    is_new: bool,
}

impl Digests {
    /// Those in a file; none if there is none.
    pub fn open(file: &Path) -> Self {
        let kept = Kept::at(file, &Key::new("digests 1"));
        let bytes = kept.read().unwrap_or_default();
        let (entries, _) = bytes.as_chunks::<64>();
        let half = |entry: &[u8; 64], at: usize| {
            let mut half = [0; 32];
            half.copy_from_slice(&entry[at..at + 32]);
            half
        };
        let known = entries.iter().map(|entry| (half(entry, 0), half(entry, 32))).collect();
        Self { kept, known, is_new: false }
    }

    /// The hash of what has this stamp, which `read` makes if it is not known.
    pub fn get(&mut self, stamp: Stamp, read: impl FnOnce() -> Digest) -> Digest {
        let Ok(digest) = self.try_get(stamp, || Ok::<_, std::convert::Infallible>(read()));
        digest
    }

    /// The hash of a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn of_file(&mut self, file: &Path) -> io::Result<Digest> {
        let file = File::open(file)?;
        let stamp = Stamp::new(&file.metadata()?);
        self.try_get(stamp, || {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(&file)?;
            Ok(hasher.finalize().into())
        })
    }

    fn try_get<E>(
        &mut self,
        stamp: Stamp,
        read: impl FnOnce() -> Result<Digest, E>,
    ) -> Result<Digest, E> {
        if !stamp.settled {
            return read();
        }
        if let Some(known) = self.known.get(&stamp.hash) {
            return Ok(*known);
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        let digest = read()?;
        self.known.insert(stamp.hash, digest);
        self.is_new = true;
        Ok(digest)
    }

    /// Writes down what is new.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write(&self) -> io::Result<()> {
        if !self.is_new {
            return Ok(());
        }
        let bytes: Vec<u8> = self
            .known
            .iter()
            .flat_map(|(stamp, digest)| stamp.iter().chain(digest))
            .copied()
            .collect();
        self.kept.write(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_has_settled_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kept");
        let stamp = Stamp { hash: [1; 32], settled: true };
        let fresh = Stamp { hash: [2; 32], settled: false };
        let mut kept = Digests::open(&file);
        assert_eq!(kept.get(stamp, || [3; 32]), [3; 32]);
        assert_eq!(kept.get(fresh, || [4; 32]), [4; 32]);
        kept.write().unwrap();
        let mut kept = Digests::open(&file);
        assert_eq!(kept.get(stamp, || unreachable!()), [3; 32]);
        assert_eq!(kept.get(fresh, || [5; 32]), [5; 32]);
        assert_eq!(kept.get(Stamp::all(&[stamp, stamp]), || [6; 32]), [6; 32]);
        // Hashes that were cut off are none.
        fs::write(&file, &fs::read(&file).unwrap()[..95]).unwrap();
        assert_eq!(Digests::open(&file).get(stamp, || [7; 32]), [7; 32]);
    }

    #[test]
    fn a_file_that_was_written_again_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "one").unwrap();
        let stamp = |file: &Path| Stamp::new(&fs::metadata(file).unwrap());
        let old = stamp(&file);
        assert!(!old.settled);
        assert_eq!(stamp(&file).hash, old.hash);
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "two").unwrap();
        // Setting the time back does not hide it.
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert_ne!(stamp(&file).hash, old.hash);
        let digest = Digests::open(&folder.path().join("kept")).of_file(&file).unwrap();
        assert_eq!(digest, *blake3::hash(b"two").as_bytes());
    }
}
