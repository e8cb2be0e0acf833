//! A store that is gone with the process, for tests and for `--memory off` sessions that still want
//! a scratch memory.

use std::collections::BTreeMap;

use super::{Change, Store, Tree, Visit};
use crate::error::Error;

/// Store in memory.
#[derive(Debug, Default)]
pub struct RamStore {
    trees: [BTreeMap<Vec<u8>, Vec<u8>>; Tree::ALL.len()],
}

impl Store for RamStore {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.trees[tree as usize].get(key).cloned())
    }

    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.trees[tree as usize].iter().try_for_each(|(key, value)| visit(key, value))
    }

    fn apply(&mut self, changes: Vec<Change>) -> Result<(), Error> {
        for (tree, key, value) in changes {
            match value {
                Some(value) => self.trees[tree as usize].insert(key, value),
                None => self.trees[tree as usize].remove(&key),
            };
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn rewrite(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn disk_bytes(&self) -> Result<u64, Error> {
        Ok(0)
    }
}
