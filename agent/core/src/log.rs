//! The run log on disk: append-only JSON Lines.
//!
//! A record is written before anything that follows from it happens, so a killed process loses at
//! most the calls in flight; it is forced to the disk at the durability points, so a power cut loses
//! at most the debits since then. A last line that was cut off is dropped when the log is opened
//! again; damage anywhere else is reported and nothing is touched.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::event::{Record, VERSION, is_readable};

/// Why a log cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The operating system said no.
    #[error("cannot {doing} the run log `{path}`: {source}", path = path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The log.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line in the middle is damaged.
    #[error("line {line} of the run log `{path}` is damaged: {message}", path = path.display())]
    Damaged {
        /// The log.
        path: PathBuf,
        /// Which line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The log was written by a program of another generation.
    #[error(
        "the run log `{path}` has version {found}, which this program does not read; its own is {VERSION}",
        path = path.display()
    )]
    Version {
        /// The log.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
}

/// A log that can be appended to.
#[derive(Debug)]
pub struct Log {
    file: File,
    path: PathBuf,
    buffer: Vec<u8>,
    unsynced: bool,
}

/// What was found in a log.
#[derive(Debug)]
pub struct Contents {
    /// The records, in order.
    pub records: Vec<Record>,
    /// Length in bytes of the part that holds them.
    pub good_bytes: u64,
    /// True if a last line was cut off and is not among the records.
    pub torn: bool,
}

impl Log {
    /// A new log. Fails if there is one already.
    pub fn create(path: &Path) -> Result<Self, LogError> {
        let io = |source| LogError::Io { doing: "create", path: path.to_owned(), source };
        let file = OpenOptions::new().append(true).create_new(true).open(path).map_err(io)?;
        sync_folder(path);
        Ok(Self { file, path: path.to_owned(), buffer: Vec::new(), unsynced: false })
    }

    /// Opens a log to go on with it: reads what is there and cuts a torn last line off.
    pub fn open(path: &Path) -> Result<(Self, Contents), LogError> {
        let contents = read(path)?;
        let io = |source| LogError::Io { doing: "open", path: path.to_owned(), source };
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(io)?;
        file.set_len(contents.good_bytes).map_err(io)?;
        file.seek(SeekFrom::End(0)).map_err(io)?;
        file.sync_all().map_err(io)?;
        let log = Self { file, path: path.to_owned(), buffer: Vec::new(), unsynced: false };
        Ok((log, contents))
    }

    /// Adds a record. It reaches the operating system with the next [`Log::flush`].
    pub fn append(&mut self, record: &Record) -> Result<(), LogError> {
        serde_json::to_writer(&mut self.buffer, record).map_err(|error| self.io(error.into()))?;
        self.buffer.push(b'\n');
        Ok(())
    }

    /// Hands all records to the operating system: from here on they survive the end of this
    /// process.
    pub fn flush(&mut self) -> Result<(), LogError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.unsynced = true;
        let buffer = std::mem::take(&mut self.buffer);
        self.file.write_all(&buffer).map_err(|error| self.io(error))
    }

    /// Forces all records to the disk: from here on they survive a power cut.
    pub fn sync(&mut self) -> Result<(), LogError> {
        self.flush()?;
        if std::mem::take(&mut self.unsynced) {
            self.file.sync_data().map_err(|error| self.io(error))?;
        }
        Ok(())
    }

    fn io(&self, source: io::Error) -> LogError {
        LogError::Io { doing: "write", path: self.path.clone(), source }
    }
}

/// Reads a log without changing it.
pub fn read(path: &Path) -> Result<Contents, LogError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|source| LogError::Io { doing: "read", path: path.to_owned(), source })?;
    let mut contents = Contents { records: Vec::new(), good_bytes: 0, torn: false };
    let mut start = 0;
    for line in 1.. {
        let Some(length) = bytes[start..].iter().position(|b| *b == b'\n') else {
            // What follows the last line end was cut off, however complete it looks.
            contents.torn = start < bytes.len();
            break;
        };
        let end = start + length;
        let last = end + 1 == bytes.len();
        match serde_json::from_slice::<Record>(&bytes[start..end]) {
            Ok(record) if !is_readable(record.v.into()) => {
                return Err(LogError::Version { path: path.to_owned(), found: record.v.into() });
            }
            Ok(record) => contents.records.push(record),
            Err(error) => {
                let found = version(&bytes[start..end]);
                if let Some(found) = found.filter(|v| !is_readable(*v)) {
                    return Err(LogError::Version { path: path.to_owned(), found });
                }
                // A power cut can leave the last line at full length with parts never written.
                if last {
                    contents.torn = true;
                    break;
                }
                let message = error.to_string();
                return Err(LogError::Damaged { path: path.to_owned(), line, message });
            }
        }
        start = end + 1;
        contents.good_bytes = start as u64;
    }
    Ok(contents)
}

fn version(line: &[u8]) -> Option<u64> {
    serde_json::from_slice::<serde_json::Value>(line).ok()?.get("v")?.as_u64()
}

/// Makes a file's name durable. Where a folder cannot be synced the name is as durable as the file
/// system makes it.
pub(crate) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{clock::Timestamp, event::Event};

    fn record(seq: u64) -> Record {
        let time = Timestamp::from_unix(Duration::ZERO);
        let event = Event::Resumed { program: "test ü".to_owned() };
        Record { v: VERSION, seq, time, active_ms: seq, event }
    }

    fn written(count: u64) -> (tempfile::TempDir, PathBuf, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.jsonl");
        let mut log = Log::create(&path).unwrap();
        (0..count).for_each(|seq| log.append(&record(seq)).unwrap());
        log.sync().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        (folder, path, bytes)
    }

    #[test]
    fn a_log_cut_at_any_byte_keeps_its_whole_lines_and_can_be_continued() {
        let (_folder, path, bytes) = written(3);
        for cut in 0..=bytes.len() {
            std::fs::write(&path, &bytes[..cut]).unwrap();
            let whole = bytes[..cut].split(|b| *b == b'\n').count() - 1;
            let (mut log, contents) = Log::open(&path).unwrap();
            assert_eq!(contents.records.len(), whole, "cut at {cut}");
            log.append(&record(whole as u64)).unwrap();
            log.sync().unwrap();
            let again = read(&path).unwrap();
            assert_eq!((again.records.len(), again.torn), (whole + 1, false), "cut at {cut}");
        }
    }

    #[test]
    fn a_last_line_of_zeros_counts_as_cut_off() {
        let (_folder, path, mut bytes) = written(2);
        let length = bytes.len();
        bytes[length - 20..length - 1].fill(0);
        std::fs::write(&path, &bytes).unwrap();
        let contents = read(&path).unwrap();
        assert_eq!((contents.records.len(), contents.torn), (1, true));
    }

    #[test]
    fn damage_in_the_middle_is_reported_and_nothing_is_touched() {
        let (_folder, path, mut bytes) = written(3);
        bytes[5] = b'#';
        std::fs::write(&path, &bytes).unwrap();
        let error = Log::open(&path).unwrap_err();
        assert!(matches!(error, LogError::Damaged { line: 1, .. }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn another_version_is_named_even_if_its_events_are_unknown() {
        let (_folder, path, _) = written(1);
        std::fs::write(&path, "{\"v\":7,\"seq\":0,\"event\":\"new_thing\"}\n").unwrap();
        assert!(matches!(read(&path), Err(LogError::Version { found: 7, .. })));
    }

    #[test]
    fn a_log_is_created_once() {
        let (_folder, path, _) = written(0);
        assert!(matches!(Log::create(&path), Err(LogError::Io { doing: "create", .. })));
    }
}
