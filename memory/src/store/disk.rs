//! The store on disk: sled 0.34.
//!
//! What sled leaves to its user is done here:
//!
//! - its `flush` hands pages to the kernel but does not wait for the disk, so [`DiskStore::commit`]
//!   calls `fsync` on the database file and its folder;
//! - removed values stay in its file, so [`DiskStore::rewrite`] copies what is alive into a new
//!   database, compares, and switches over;
//! - a database cut short opens as if nothing had happened, so a sequence number is kept inside and,
//!   after every commit, beside it. A database that is behind lost acknowledged records;
//! - an unfinished snapshot left by a crash keeps it from opening, so those are removed first;
//! - when a write fails, for want of space for instance, it does not always wake who waits for that
//!   write. So nothing is begun without space for it, a wait that takes long is looked into, and a
//!   database that failed is neither used again nor closed.
//!
//! ```text
//! lock        held by the one process that has the memory open; holds its id
//! current     name of the folder with the present database
//! db-000001/  a database of sled's
//! watermark   sequence number of the last commit, with a checksum
//! ```
//!
//! `current` is replaced by an atomic rename. Database folders that it does not name are left-overs
//! of a rewrite that was cut short, and are removed at the next open.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;
use sled::Transactional;
use sled::transaction::{ConflictableTransactionError, TransactionError};

use super::files::{folder_bytes, folders, free_space, lock, replace_file, sync_folder};
use super::{Change, Store, Tree, Visit};
use crate::artifact::Timestamp;
use crate::error::{Error, is_full};

const CURRENT: &str = "current";
const WATERMARK: &str = "watermark";
const DATABASE: &str = "db-";
const SET_ASIDE: &str = "damaged-";
/// Applied changes, and bytes of them, between two looks at the free space.
const CHECK_SPACE_EVERY: u32 = 64;
const CHECK_SPACE_BYTES: u64 = 1 << 20;

/// How the database uses the machine.
#[derive(Clone, Debug)]
pub struct DiskSettings {
    /// Bytes of page cache.
    pub cache: u64,
    /// Bytes of free space below which nothing more is written: a database that meets the end of the
    /// disk in the middle of a page has a harder time than one that stops before.
    pub reserve: u64,
}

impl Default for DiskSettings {
    fn default() -> Self {
        Self { cache: 64 << 20, reserve: 8 << 20 }
    }
}

/// What was found when a store was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// No database was there; there is an empty one now.
    Nothing,
    /// The database is in order.
    Intact,
    /// The database could not be trusted. It was moved to `folder`, and there is an empty one now.
    Damaged {
        /// Where the old one lies.
        folder: PathBuf,
        /// What was wrong.
        reason: String,
    },
}

/// Store in a folder.
pub struct DiskStore {
    folder: PathBuf,
    database: PathBuf,
    settings: DiskSettings,
    /// `None` only while a rewrite switches over, or after that failed.
    open: Option<Open>,
    sequence: u64,
    /// Changes, and bytes of them, since the free space was looked at; `None` before the first look
    /// and after one that found too little.
    since_space_check: Option<(u32, u64)>,
    /// Files of large pages that were synced.
    synced: FxHashSet<OsString>,
    watermark: File,
    _lock: File,
}

struct Open {
    db: sled::Db,
    trees: [sled::Tree; Tree::ALL.len()],
}

impl DiskStore {
    /// Opens the store in a folder, which is created if need be. Folders that cannot be trusted are
    /// set aside, not deleted.
    pub fn open(folder: &Path, settings: DiskSettings) -> Result<(Self, Found), Error> {
        let io = |e| Error::io(folder, e);
        fs::create_dir_all(folder).map_err(io)?;
        let lock = lock(folder)?;
        let watermark = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(WATERMARK))
            .map_err(io)?;
        let current = fs::read_to_string(folder.join(CURRENT)).ok();
        let current = current.as_deref().map(str::trim).filter(|name| name.starts_with(DATABASE));
        let database = match current {
            Some(name) => folder.join(name),
            // Without the pointer the oldest is the one that is certainly whole.
            None => folders(folder, DATABASE)?
                .into_iter()
                .next()
                .unwrap_or_else(|| folder.join(format!("{DATABASE}000001"))),
        };
        let mut store = Self {
            folder: folder.to_path_buf(),
            database,
            settings,
            open: None,
            sequence: 0,
            since_space_check: None,
            synced: FxHashSet::default(),
            watermark,
            _lock: lock,
        };
        let existed = store.database.join("db").exists();
        if existed {
            store.remove_leftovers()?;
        }
        let expected = store.read_watermark();
        let found = match store.open_database(expected) {
            Ok(()) if existed => Found::Intact,
            Ok(()) => Found::Nothing,
            Err(Error::Damaged { detail, .. }) => {
                let folder = store.set_aside()?;
                Found::Damaged { folder, reason: detail }
            }
            Err(error) => return Err(error),
        };
        store.point_to_database()?;
        Ok((store, found))
    }

    /// Moves the database out of the way and starts an empty one.
    pub fn set_aside(&mut self) -> Result<PathBuf, Error> {
        self.open = None;
        let aside = self.folder.join(format!("{SET_ASIDE}{}", Timestamp::now().0));
        fs::rename(&self.database, &aside).map_err(|e| Error::io(&self.database, e))?;
        self.sequence = 0;
        self.write_watermark(0)?;
        self.open_database(None)?;
        sync_folder(&self.folder)?;
        Ok(aside)
    }

    /// Removes databases that were set aside. Returns where they were.
    pub fn remove_set_aside(&self) -> Result<Vec<PathBuf>, Error> {
        let mut removed = Vec::new();
        for path in folders(&self.folder, SET_ASIDE)? {
            fs::remove_dir_all(&path).map_err(|e| Error::io(&path, e))?;
            removed.push(path);
        }
        if !removed.is_empty() {
            sync_folder(&self.folder)?;
        }
        Ok(removed)
    }

    /// The folder of the store.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn remove_leftovers(&self) -> Result<(), Error> {
        for path in folders(&self.folder, DATABASE)? {
            if path != self.database {
                fs::remove_dir_all(&path).map_err(|e| Error::io(&path, e))?;
            }
        }
        // Unfinished snapshots lie beside the database file.
        for entry in fs::read_dir(&self.database).map_err(|e| Error::io(&self.database, e))? {
            let entry = entry.map_err(|e| Error::io(&self.database, e))?;
            if entry.file_name().to_string_lossy().ends_with(".generating") {
                fs::remove_file(entry.path()).map_err(|e| Error::io(&entry.path(), e))?;
            }
        }
        Ok(())
    }

    fn open_database(&mut self, expected: Option<u64>) -> Result<(), Error> {
        let open = open_sled(&self.database, &self.settings)?;
        let sequence = open.sequence(&self.database)?;
        if let Some(expected) = expected.filter(|expected| sequence < *expected) {
            return Err(Error::Damaged {
                folder: self.database.clone(),
                detail: format!(
                    "it ends at change {sequence}, and change {expected} was acknowledged"
                ),
            });
        }
        self.sequence = sequence;
        self.open = Some(open);
        Ok(())
    }

    fn point_to_database(&self) -> Result<(), Error> {
        let name = self.database.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if fs::read_to_string(self.folder.join(CURRENT)).is_ok_and(|now| now.trim() == name) {
            return Ok(());
        }
        replace_file(&self.folder.join(CURRENT), name.as_bytes())
    }

    fn trees(&self) -> Result<&Open, Error> {
        self.open.as_ref().ok_or(Error::Closed)
    }

    fn read_watermark(&mut self) -> Option<u64> {
        let mut bytes = [0; 16];
        self.watermark.seek(SeekFrom::Start(0)).ok()?;
        self.watermark.read_exact(&mut bytes).ok()?;
        let (number, sum) = bytes.split_at(8);
        if blake3::hash(number).as_bytes()[..8] != *sum {
            return None;
        }
        Some(u64::from_be_bytes(number.try_into().ok()?))
    }

    /// Not synced: it may be behind what is stored, never ahead of it.
    fn write_watermark(&mut self, sequence: u64) -> Result<(), Error> {
        let number = sequence.to_be_bytes();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&number);
        bytes[8..].copy_from_slice(&blake3::hash(&number).as_bytes()[..8]);
        self.watermark
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.watermark.write_all(&bytes))
            .map_err(|e| Error::io(&self.folder.join(WATERMARK), e))
    }

    /// Refuses what would not leave the reserve free. Looks at the disk now and then only.
    fn check_space(&mut self, bytes: u64) -> Result<(), Error> {
        let (changes, unseen) = self.since_space_check.map_or((CHECK_SPACE_EVERY, 0), |seen| seen);
        let unseen = unseen.saturating_add(bytes);
        if changes < CHECK_SPACE_EVERY && unseen < CHECK_SPACE_BYTES {
            self.since_space_check = Some((changes + 1, unseen));
            return Ok(());
        }
        self.since_space_check = None;
        self.need_space(unseen)?;
        self.since_space_check = Some((0, 0));
        Ok(())
    }

    /// Refuses what would not leave the reserve free.
    fn need_space(&self, bytes: u64) -> Result<(), Error> {
        if free_space(&self.folder) < self.settings.reserve.saturating_add(bytes) {
            return Err(Error::Full { folder: self.folder.clone() });
        }
        Ok(())
    }

    /// After a write that failed: the database would wait for it when it is closed, so it stays open
    /// until the process ends, and nothing is asked of it again.
    fn give_up(&mut self) {
        std::mem::forget(self.open.take());
    }
}

impl Store for DiskStore {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let found = self.trees()?.tree(tree).get(key);
        Ok(found.map_err(|e| sled_error(&self.database, &e))?.map(|value| value.to_vec()))
    }

    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), Error> {
        for entry in self.trees()?.tree(tree) {
            let (key, value) = entry.map_err(|e| sled_error(&self.database, &e))?;
            visit(&key, &value)?;
        }
        Ok(())
    }

    fn apply(&mut self, mut changes: Vec<Change>) -> Result<(), Error> {
        let size = |change: &Change| change.1.len() + change.2.as_ref().map_or(0, Vec::len);
        self.check_space(changes.iter().map(size).sum::<usize>() as u64)?;
        let next = self.sequence + 1;
        changes.push((Tree::Meta, SEQUENCE.to_vec(), Some(next.to_be_bytes().to_vec())));
        let open = self.trees()?;
        let [meta, record, usage, key, forgotten] = &open.trees;
        // The closure may run more than once: it only copies.
        let done = (meta, record, usage, key, forgotten).transaction(|trees| {
            let trees = [&trees.0, &trees.1, &trees.2, &trees.3, &trees.4];
            for (tree, key, value) in &changes {
                let tree = trees[*tree as usize];
                match value {
                    Some(value) => tree.insert(key.as_slice(), value.as_slice())?,
                    None => tree.remove(key.as_slice())?,
                };
            }
            Ok::<(), ConflictableTransactionError<()>>(())
        });
        match done {
            Ok(()) | Err(TransactionError::Abort(())) => {
                self.sequence = next;
                Ok(())
            }
            Err(TransactionError::Storage(error)) => {
                self.give_up();
                Err(sled_error(&self.database, &error))
            }
        }
    }

    fn commit(&mut self) -> Result<(), Error> {
        if let Err(error) = flush(&self.trees()?.db, &self.database) {
            self.give_up();
            return Err(error);
        }
        sync_database(&self.database, &mut self.synced)?;
        self.write_watermark(self.sequence)
    }

    fn rewrite(&mut self) -> Result<(), Error> {
        self.commit()?;
        // What is alive may be much less, but sled writes every page many times on the way there, and
        // must not meet the end of the disk.
        self.need_space(self.disk_bytes()?)?;
        let number = folders(&self.folder, DATABASE)?
            .iter()
            .filter_map(|path| path.file_name()?.to_str()?.strip_prefix(DATABASE)?.parse().ok())
            .max()
            .unwrap_or(0_u64);
        let new_path = self.folder.join(format!("{DATABASE}{:06}", number + 1));
        let copied = (|| {
            let new = open_sled(&new_path, &self.settings)?;
            let written =
                copy(self.trees()?, &new, &new_path).and_then(|()| flush(&new.db, &new_path));
            if let Err(error) = written {
                // As in `give_up`.
                std::mem::forget(new);
                return Err(error);
            }
            drop(new);
            sync_database(&new_path, &mut FxHashSet::default())
        })();
        if let Err(error) = copied {
            // The old database is untouched; half a copy must not stay.
            fs::remove_dir_all(&new_path).map_err(|e| Error::io(&new_path, e))?;
            return Err(error);
        }
        let old_path = std::mem::replace(&mut self.database, new_path);
        // From here on the new one counts, whatever happens.
        self.point_to_database()?;
        self.open = None;
        self.synced.clear();
        fs::remove_dir_all(&old_path).map_err(|e| Error::io(&old_path, e))?;
        sync_folder(&self.folder)?;
        self.open_database(Some(self.sequence))
    }

    fn disk_bytes(&self) -> Result<u64, Error> {
        folder_bytes(&self.database)
    }
}

const SEQUENCE: &[u8] = b"sequence";

impl Open {
    fn tree(&self, tree: Tree) -> &sled::Tree {
        &self.trees[tree as usize]
    }

    fn sequence(&self, folder: &Path) -> Result<u64, Error> {
        let bytes = self.tree(Tree::Meta).get(SEQUENCE).map_err(|e| sled_error(folder, &e))?;
        let number = bytes.and_then(|bytes| bytes.as_ref().try_into().ok());
        Ok(number.map_or(0, u64::from_be_bytes))
    }
}

/// How long a database that was just closed may keep its own lock.
const LET_GO: Duration = Duration::from_secs(10);

/// Opens a database. Ours is the lock on the whole folder, so nobody else has it open; but sled's
/// own threads, and processes that are being started, may hold the file for a moment after it was
/// closed.
fn open_sled(folder: &Path, settings: &DiskSettings) -> Result<Open, Error> {
    let begun = Instant::now();
    loop {
        match try_open_sled(folder, settings) {
            Err(Error::Io { source, .. })
                if source.to_string().contains("could not acquire lock")
                    && begun.elapsed() < LET_GO =>
            {
                std::thread::park_timeout(Duration::from_millis(5));
            }
            result => return result,
        }
    }
}

fn try_open_sled(folder: &Path, settings: &DiskSettings) -> Result<Open, Error> {
    let config = sled::Config::new()
        .path(folder)
        .cache_capacity(settings.cache)
        .mode(sled::Mode::HighThroughput);
    // sled panics on some kinds of damage.
    let opened = catch_unwind(AssertUnwindSafe(|| -> sled::Result<Open> {
        let db = config.open()?;
        let mut trees = Vec::with_capacity(Tree::ALL.len());
        for tree in Tree::ALL {
            match db.open_tree(tree.name()) {
                Ok(tree) => trees.push(tree),
                Err(error) => {
                    // A write failed: closing would wait for it.
                    std::mem::forget((db, trees));
                    return Err(error);
                }
            }
        }
        let trees = <[sled::Tree; Tree::ALL.len()]>::try_from(trees)
            .map_err(|_| sled::Error::Unsupported("wrong number of trees".to_owned()))?;
        Ok(Open { db, trees })
    }));
    match opened {
        Ok(opened) => opened.map_err(|e| sled_error(folder, &e)),
        Err(_) => Err(Error::Damaged {
            folder: folder.to_path_buf(),
            detail: "the database cannot be read".to_owned(),
        }),
    }
}

/// How long one wait for written pages may take before another looks why.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long all waits for the same pages may take.
const FLUSH_AT_MOST: Duration = Duration::from_mins(2);

/// Hands all pages to the kernel.
///
/// sled forgets to wake waiters when a write fails that was begun by the last writer of a buffer:
/// whoever calls its `flush` after the failure sees it at once, and wakes the others. And when a
/// writer fails in the middle of a buffer, the buffer is never written, and nobody is told.
fn flush(db: &sled::Db, folder: &Path) -> Result<(), Error> {
    let begun = Instant::now();
    let (sender, results) = mpsc::channel();
    let mut patience = PATIENCE;
    let mut waiters = Vec::new();
    loop {
        let (db, sender) = (db.clone(), sender.clone());
        waiters.push(thread::spawn(move || {
            // Nobody listens any more if an earlier one came first.
            let _ = sender.send(db.flush());
        }));
        match results.recv_timeout(patience) {
            Ok(Ok(_)) => break,
            Ok(Err(error)) => return Err(sled_error(folder, &error)),
            Err(_) if waiters.len() > 1 && free_space(folder) < SEGMENT => {
                return Err(Error::Full { folder: folder.to_path_buf() });
            }
            Err(_) if begun.elapsed() > FLUSH_AT_MOST => {
                return Err(Error::io(folder, io::ErrorKind::TimedOut.into()));
            }
            Err(_) => patience = patience.saturating_mul(2),
        }
    }
    for waiter in waiters {
        // They let go of the database before it is opened again.
        let _ = waiter.join();
    }
    Ok(())
}

/// Bytes that sled writes at once.
const SEGMENT: u64 = 512 << 10;

/// Copies all trees and compares the copies.
fn copy(from: &Open, to: &Open, to_path: &Path) -> Result<(), Error> {
    let sum = |open: &Open, tree: Tree| -> Result<blake3::Hash, sled::Error> {
        let mut hasher = blake3::Hasher::new();
        for entry in open.tree(tree) {
            let (key, value) = entry?;
            for part in [&key, &value] {
                hasher.update(&(part.len() as u64).to_be_bytes());
                hasher.update(part);
            }
        }
        Ok(hasher.finalize())
    };
    let error = |e: sled::Error| sled_error(to_path, &e);
    for tree in Tree::ALL {
        // One by one: batches leave the new file larger.
        for entry in from.tree(tree) {
            let (key, value) = entry.map_err(error)?;
            to.tree(tree).insert(key, value).map_err(error)?;
        }
        if sum(from, tree).map_err(error)? != sum(to, tree).map_err(error)? {
            return Err(Error::Damaged {
                folder: to_path.to_path_buf(),
                detail: format!("the copy of `{}` differs from it", tree.name()),
            });
        }
    }
    Ok(())
}

fn sled_error(folder: &Path, error: &sled::Error) -> Error {
    let folder = folder.to_path_buf();
    match error {
        sled::Error::Io(error) if is_full(error) => Error::Full { folder },
        sled::Error::Io(error) => {
            Error::Io { path: folder, source: io::Error::new(error.kind(), error.to_string()) }
        }
        other => Error::Damaged { folder, detail: other.to_string() },
    }
}

/// The database file, the files beside it that hold large pages, and the folders that name them.
/// Files of large pages are never written twice; those of `synced` are not synced again.
fn sync_database(folder: &Path, synced: &mut FxHashSet<OsString>) -> Result<(), Error> {
    let sync = |path: &Path| {
        File::open(path).and_then(|file| file.sync_all()).map_err(|e| Error::io(path, e))
    };
    let large = folder.join("blobs");
    if large.is_dir() {
        let io = |e| Error::io(&large, e);
        let mut there = FxHashSet::default();
        for entry in fs::read_dir(&large).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name();
            if !synced.contains(&name) {
                match sync(&entry.path()) {
                    // The database removes pages that it has replaced.
                    Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
                    result => result?,
                }
            }
            there.insert(name);
        }
        *synced = there;
        sync_folder(&large)?;
    }
    sync(&folder.join("db"))?;
    sync_folder(folder)
}
