//! Where records lie: a handful of ordered trees of bytes behind a trait of our own.
//!
//! Nothing of the database behind it leaves this module, so that another one can take its place.

mod disk;
mod files;
mod ram;

pub use disk::{DiskSettings, DiskStore, Found};
pub(crate) use files::replace_file;
pub use ram::RamStore;

use crate::error::Error;

/// The trees. There are no others; above all none for each problem or run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Numbers about the database itself.
    Meta,
    /// Artifact id → artifact.
    Record,
    /// Artifact id → usage.
    Usage,
    /// Hash of a key → id of its present version.
    Key,
    /// Keyed hash of something forgotten → when.
    Forgotten,
}

impl Tree {
    /// All trees.
    pub const ALL: [Self; 5] = [Self::Meta, Self::Record, Self::Usage, Self::Key, Self::Forgotten];

    fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Record => "record",
            Self::Usage => "usage",
            Self::Key => "key",
            Self::Forgotten => "forgotten",
        }
    }
}

/// A change to one key: a new value, or removal.
pub type Change = (Tree, Vec<u8>, Option<Vec<u8>>);

/// Is shown a key and its value.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> Result<(), Error> + 'a;

/// Ordered trees of bytes with atomic batches.
pub trait Store: Send {
    /// The value of a key.
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Error>;

    /// Visits a tree in the order of its keys. The visitor may return an error to stop.
    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), Error>;

    /// Makes all changes or none.
    fn apply(&mut self, changes: Vec<Change>) -> Result<(), Error>;

    /// Returns once everything applied so far survives a crash of the machine.
    fn commit(&mut self) -> Result<(), Error>;

    /// Writes everything anew, so that no byte of what was removed is left.
    fn rewrite(&mut self) -> Result<(), Error>;

    /// Bytes on disk.
    fn disk_bytes(&self) -> Result<u64, Error>;
}
