//! The real Lean for tests, provisioned once per target directory and shared by all crates.
//!
//! Not part of the crate's interface. Unlike the rest of it, this module reads the environment and
//! panics: it only ever runs inside a test or a benchmark.

#![expect(clippy::unwrap_used, reason = "see above")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::SystemTime,
};

use crate::toolchain::{BuildFoundations, LeanChoice, Toolchain, ToolchainSettings};

/// The fetched Lean with Foundations built. The first call of all fetches and builds both, which
/// takes a minute; later ones, in any process, take milliseconds.
///
/// # Panics
///
/// If no toolchain can be had; the message says why.
pub fn toolchain() -> Toolchain {
    static TOOLCHAIN: OnceLock<Toolchain> = OnceLock::new();
    TOOLCHAIN.get_or_init(|| locate(BuildFoundations::Always)).clone()
}

/// The fetched Lean without Foundations, for tests that bring their own modules.
///
/// # Panics
///
/// If no toolchain can be had; the message says why.
pub fn bare_toolchain() -> Toolchain {
    static TOOLCHAIN: OnceLock<Toolchain> = OnceLock::new();
    TOOLCHAIN.get_or_init(|| locate(BuildFoundations::Never)).clone()
}

fn locate(foundations: BuildFoundations) -> Toolchain {
    let mut settings = settings(home());
    settings.foundations = foundations;
    Toolchain::locate(&settings, &mut |_| ())
        .unwrap_or_else(|error| panic!("no Lean to test with: {error}"))
}

/// Settings for the fetched Lean under the data folder `home`.
pub fn settings(home: impl Into<PathBuf>) -> ToolchainSettings {
    let mut settings = ToolchainSettings::new(home, program());
    settings.lean = LeanChoice::Wheel;
    settings.path = env::var_os("PATH");
    settings
}

/// The data folder that all tests share.
pub fn home() -> PathBuf {
    target_directory().join("polya-test-home")
}

/// An executable that acts as Lean and as the confinement shim: `polya-lean-launcher` of this
/// build. Cargo builds it along with this package's own tests, but not with another's, so it is
/// built here when it is missing or older than its sources.
///
/// # Panics
///
/// If it cannot be built.
pub fn program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM
        .get_or_init(|| {
            let program = profile_directory().join("polya-lean-launcher");
            if is_stale(&program) {
                build(&program);
            }
            program
        })
        .clone()
}

fn is_stale(program: &Path) -> bool {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources =
        [package.join("src/launcher.rs"), package.join("src/bin"), package.join("../../sandboxes")];
    let built = fs::metadata(program).and_then(|data| data.modified()).ok();
    built.is_none_or(|built| sources.iter().filter_map(|path| newest(path)).any(|t| t > built))
}

fn newest(path: &Path) -> Option<SystemTime> {
    let data = fs::metadata(path).ok()?;
    if !data.is_dir() {
        return data.modified().ok();
    }
    let entries = fs::read_dir(path).ok()?.filter_map(Result::ok);
    entries.filter_map(|entry| newest(&entry.path())).max()
}

fn build(program: &Path) {
    let lock = fs::File::create(target_directory().join("polya-launcher.lock")).unwrap();
    lock.lock().unwrap();
    // Another test's process may have built it meanwhile.
    if !is_stale(program) {
        return;
    }
    let profile = profile_directory();
    let profile = profile.file_name().and_then(|name| name.to_str()).unwrap_or("debug");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--package", "polya-lean", "--bin", "polya-lean-launcher"])
        .args(["--profile", if profile == "debug" { "dev" } else { profile }])
        .arg("--target-dir")
        .arg(target_directory())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo runs");
    assert!(status.success(), "polya-lean-launcher could not be built");
    // If only its sources' times changed, cargo leaves it as it is; it is fresh all the same.
    fs::File::options()
        .append(true)
        .open(program)
        .and_then(|file| file.set_modified(SystemTime::now()))
        .unwrap();
}

/// The folder of this build's profile: this executable lies in `deps/` of it, or in itself.
fn profile_directory() -> PathBuf {
    let executable = env::current_exe().expect("the test's own path");
    let folder = executable.parent().expect("an executable lies in a folder");
    match folder.file_name().and_then(|name| name.to_str()) {
        Some("deps" | "examples") => folder.parent().expect("`deps` lies in a profile").to_owned(),
        _ => folder.to_owned(),
    }
}

/// The target directory: the nearest folder above that cargo marked as one.
fn target_directory() -> PathBuf {
    let profile = profile_directory();
    profile
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").exists())
        .or(profile.parent())
        .expect("a profile lies in a target directory")
        .to_owned()
}
