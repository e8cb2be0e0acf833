//! Compiled code on disk, keyed by content and authenticated.
//!
//! Loading compiled code is as dangerous as loading a shared library, so a file is believed only
//! if its tag, a BLAKE3 hash keyed with a secret of this data folder and bound to the component's
//! own hash, is right. The bytes are read once, checked, and then used from memory: nobody can
//! exchange the file in between. A file that fails is compiled anew.
#![expect(unsafe_code, reason = "deserialising compiled code is unsafe in wasmtime's interface")]

use std::{
    fs,
    hash::{Hash, Hasher},
    io::{self, Write},
    path::{Path, PathBuf},
};

use wasmtime::{Engine, component::Component};

use super::error::LoadError;

const TAG_BYTES: usize = 32;
const KEY_FILE: &str = "key";

/// A folder of compiled components.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    key: [u8; 32],
    engine: String,
}

impl Cache {
    /// Opens the cache in `folder`, making the folder and its key if they are not there.
    pub(super) fn open(folder: &Path, engine: &Engine) -> Result<Self, LoadError> {
        let fail = |source| LoadError::Cache { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(fail)?;
        let key = read_or_make_key(folder).map_err(fail)?;
        let mut hasher = BlakeHasher(blake3::Hasher::new());
        engine.precompile_compatibility_hash().hash(&mut hasher);
        let engine = hasher.0.finalize().to_hex()[..16].to_owned();
        Ok(Self { folder: folder.to_owned(), key, engine })
    }

    fn path(&self, content: &blake3::Hash) -> PathBuf {
        self.folder.join(format!("{}-{}.cwasm", content.to_hex(), self.engine))
    }

    fn tag(&self, content: &blake3::Hash, code: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(content.as_bytes());
        hasher.update(self.engine.as_bytes());
        hasher.update(code);
        hasher.finalize()
    }

    /// The compiled component for bytes of this hash, if a file of ours holds it.
    pub(super) fn load(&self, engine: &Engine, content: &blake3::Hash) -> Option<Component> {
        let path = self.path(content);
        let bytes = fs::read(&path).ok()?;
        let split = bytes.len().checked_sub(TAG_BYTES)?;
        let (code, tag) = bytes.split_at(split);
        let tag: [u8; TAG_BYTES] = tag.try_into().ok()?;
        // `Hash` compares in constant time.
        if self.tag(content, code) != blake3::Hash::from_bytes(tag) {
            tracing::warn!(path = %path.display(), "compiled tool was changed by someone else; compiling it anew");
            let _ = fs::remove_file(&path);
            return None;
        }
        // SAFETY: the tag proves that `code` was written by `store` under the same key, which only
        // this user can read, with the output of `Component::serialize` of a compatible engine.
        unsafe { Component::deserialize(engine, code) }
            .inspect_err(|e| tracing::debug!(%e, "compiled tool does not fit this engine"))
            .ok()
    }

    /// Writes compiled code for bytes of this hash. The cache only saves time, so the caller may
    /// ignore a failure.
    pub(super) fn store(&self, content: &blake3::Hash, code: &[u8]) -> io::Result<()> {
        let tag = self.tag(content, code);
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(code)?;
        file.write_all(tag.as_bytes())?;
        file.persist(self.path(content)).map_err(|e| e.error)?;
        Ok(())
    }
}

/// A `std` hasher over BLAKE3, for a type that offers its identity only through `Hash`.
struct BlakeHasher(blake3::Hasher);

impl Hasher for BlakeHasher {
    fn finish(&self) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

fn read_or_make_key(folder: &Path) -> io::Result<[u8; 32]> {
    let path = folder.join(KEY_FILE);
    for _ in 0..2 {
        match fs::read(&path) {
            Ok(bytes) if bytes.len() == 32 => {
                let mut key = [0; 32];
                key.copy_from_slice(&bytes);
                return Ok(key);
            }
            // A key of another length was cut off while it was written.
            Ok(_) => fs::remove_file(&path)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(e),
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(io::Error::other)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&key)?;
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(key),
            // Another process was faster: use its key.
            Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e.error),
        }
    }
    Err(io::Error::other("the cache's key keeps changing"))
}
