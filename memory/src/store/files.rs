//! Files and folders as a store needs them: locked, replaced whole, synced, measured.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::error::Error;

/// Bytes that may still be written to the disk of a folder; all of them where that is not known.
pub(super) fn free_space(folder: &Path) -> u64 {
    #[cfg(unix)]
    if let Ok(space) = rustix::fs::statvfs(folder) {
        return space.f_bavail.saturating_mul(space.f_frsize);
    }
    u64::MAX
}

/// How long a process that is being started may keep files that this one has closed.
const STARTING: Duration = Duration::from_secs(1);

/// Takes the lock, or says who has it. The lock ends with the process, however it ends.
pub(super) fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let io = |e| Error::io(&path, e);
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(io)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Only for the message.
                let _ = file.rewind().and_then(|()| file.read_to_string(&mut holder));
                let holder = holder.trim().parse().ok();
                // A process that is being started has the files of this one for a moment, those
                // that were closed meanwhile included.
                if holder == Some(std::process::id()) && begun.elapsed() < STARTING {
                    std::thread::park_timeout(Duration::from_millis(5));
                    continue;
                }
                return Err(Error::Locked { folder: folder.to_path_buf(), holder });
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
    }
    file.rewind().and_then(|()| file.set_len(0)).map_err(io)?;
    file.write_all(std::process::id().to_string().as_bytes()).map_err(io)?;
    Ok(file)
}

/// Writes a small file so that it is there whole or not at all.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let temporary = path.with_extension("new");
    let written = (|| {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    })();
    if let Err(error) = written {
        // The error that matters is the first one.
        let _ = fs::remove_file(&temporary);
        return Err(Error::io(path, error));
    }
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// Waits until the disk has a folder's names.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|file| file.sync_all()).map_err(|e| Error::io(folder, e))
}

/// The folders of a folder whose names begin so, in their order.
pub(super) fn folders(folder: &Path, prefix: &str) -> Result<Vec<PathBuf>, Error> {
    let io = |e| Error::io(folder, e);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let matches = entry.file_name().to_string_lossy().starts_with(prefix);
        if matches && entry.file_type().map_err(io)?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Bytes of the files in a folder and below.
pub(super) fn folder_bytes(folder: &Path) -> Result<u64, Error> {
    let io = |e| Error::io(folder, e);
    let mut bytes = 0;
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let metadata = entry.metadata().map_err(io)?;
        bytes += if metadata.is_dir() { folder_bytes(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}
