//! What no run log holds: notes and imports.
//!
//! The run logs are the truth about what runs learnt, and the database can be rebuilt from them.
//! Artifacts without a run are written to this file as well, one JSON line each, so that they too
//! survive a lost database.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::artifact::{Artifact, ArtifactId, Usage};
use crate::error::Error;
use crate::memory::{Home, Memory};
use crate::store::replace_file;
use crate::transfer::Line;

pub(crate) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("notes.jsonl");
        let file = append_to(&path)?;
        Ok(Self { path, file })
    }

    pub(crate) fn record(&mut self, artifact: Artifact, pinned: bool) -> Result<(), Error> {
        let usage = Usage { last_used: artifact.created, pinned, ..Usage::default() };
        let mut line = Line::new(artifact, usage).to_json();
        // A line that a crash cut short must not swallow this one.
        line.insert(0, '\n');
        self.file.write_all(line.as_bytes()).map_err(|e| Error::io(&self.path, e))
    }

    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        self.file.sync_data().map_err(|e| Error::io(&self.path, e))
    }

    fn read(&self) -> Result<Vec<Line>, Error> {
        let io = |e| Error::io(&self.path, e);
        let mut lines = Vec::new();
        for line in BufReader::new(File::open(&self.path).map_err(io)?).split(b'\n') {
            // Only a line cut short by a crash cannot be read.
            if let Ok(line) = serde_json::from_slice(&line.map_err(io)?) {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    /// Writes the file anew without some artifacts.
    pub(crate) fn forget(&mut self, ids: &FxHashSet<ArtifactId>) -> Result<(), Error> {
        let mut text = String::new();
        for line in self.read()? {
            if !ids.contains(&line.artifact().id) {
                text.push_str(&line.to_json());
                text.push('\n');
            }
        }
        replace_file(&self.path, text.as_bytes())?;
        self.file = append_to(&self.path)?;
        Ok(())
    }
}

fn append_to(path: &Path) -> Result<File, Error> {
    OpenOptions::new().create(true).append(true).open(path).map_err(|e| Error::io(path, e))
}

impl Memory {
    /// Stores again what the journal holds and the database does not.
    pub(crate) fn restore_journal(&mut self) -> Result<usize, Error> {
        let Home::Disk(_, journal) = &self.home else { return Ok(0) };
        let lines = journal.read()?;
        let mut restored = 0;
        for line in lines {
            let (artifact, usage) = line.into_parts();
            restored += usize::from(self.restore(artifact, &usage)?);
        }
        if restored > 0 {
            self.home.store_mut().commit()?;
        }
        Ok(restored)
    }
}
