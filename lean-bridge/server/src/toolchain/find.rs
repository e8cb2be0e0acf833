//! Looking for a Lean that is already on the machine. Nothing here fetches or writes anything.

use std::{
    ffi::OsStr,
    fmt, fs,
    path::{Path, PathBuf},
    process::Command,
    str::FromStr,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{
    ToolchainError,
    process::{self, find_program, is_executable},
};

/// A Lean version such as `4.35.0` or `4.36.0-rc1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LeanVersion {
    /// 4, for any Lean that Polya can use.
    pub major: u32,
    /// The number that changes every month.
    pub minor: u32,
    /// Corrections to a release.
    pub patch: u32,
    /// What follows a hyphen, such as `rc1` or `nightly-2026-11-01`.
    pub pre: Option<String>,
}

impl fmt::Display for LeanVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        self.pre.as_ref().map_or(Ok(()), |pre| write!(f, "-{pre}"))
    }
}

impl FromStr for LeanVersion {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (numbers, pre) = match text.split_once('-') {
            Some((numbers, pre)) => (numbers, Some(pre.to_owned())),
            None => (text, None),
        };
        let mut numbers = numbers.split('.').map(|number| number.parse().map_err(drop));
        let mut next = || numbers.next().unwrap_or(Err(()));
        let version = Self { major: next()?, minor: next()?, patch: next()?, pre };
        numbers.next().is_none().then_some(version).ok_or(())
    }
}

/// What a `lean` says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    pub(crate) version: LeanVersion,
    pub(crate) commit: Option<String>,
    /// The folder with `bin/lean` and `lib/lean`.
    pub(crate) sysroot: PathBuf,
}

/// No answer takes longer unless something hangs.
const PROBE_LIMIT: Duration = Duration::from_mins(1);

/// Asks a `lean` for its version and its folder.
pub(crate) fn probe(program: &Path) -> Result<Probe, ToolchainError> {
    let bad = |detail: String| ToolchainError::BadLean { program: program.to_owned(), detail };
    let ask = |flag: &str| {
        let mut command = Command::new(program);
        // Not in the working folder, whose `lean-toolchain` could make elan load another Lean.
        command.arg(flag).current_dir("/");
        without_lean_variables(&mut command);
        let output = process::run(&mut command, PROBE_LIMIT, &mut || ())
            .map_err(|error| bad(error.to_string()))?;
        if output.succeeded() { Ok(output.stdout) } else { Err(bad(output.last_words())) }
    };
    let said = ask("--version")?;
    let (version, commit) = parse_version(&said)
        .ok_or_else(|| bad(format!("`--version` printed `{}`", said.trim())))?;
    if version.major != 4 {
        return Err(bad(format!("it is Lean {version}")));
    }
    let sysroot = PathBuf::from(ask("--print-prefix")?.trim());
    Ok(Probe { version, commit, sysroot })
}

/// Removes the variables by which Lean can be sent to another library than ours.
pub(crate) fn without_lean_variables(command: &mut Command) {
    for name in ["LEAN_PATH", "LEAN_SRC_PATH", "LEAN_SYSROOT", "LEAN_WORKER_PATH", "LEAN_AR"] {
        command.env_remove(name);
    }
}

/// Version and commit out of `Lean (version 4.35.0, x86_64-…, commit eb6c…, Release)`.
pub(crate) fn parse_version(text: &str) -> Option<(LeanVersion, Option<String>)> {
    let inside = text.trim().strip_prefix("Lean (version ")?.split(')').next()?;
    let mut parts = inside.split(',').map(str::trim);
    let version = parts.next()?.parse().ok()?;
    let commit = parts.find_map(|part| part.strip_prefix("commit ")).map(str::to_owned);
    Some((version, commit))
}

/// The `lean` of a toolchain in elan's store, if elan has it, by the name that elan gives it, such
/// as `leanprover/lean4:v4.35.0`. elan itself is not run: it would fetch what is missing.
pub(crate) fn in_elan(
    toolchain: &str,
    path: Option<&OsStr>,
    user_home: Option<&Path>,
) -> Option<PathBuf> {
    let folder = toolchain.replace('/', "--").replace(':', "---");
    elan_folders(path, user_home)
        .map(|elan| elan.join("toolchains").join(&folder).join("bin/lean"))
        .find(|lean| is_executable(lean))
}

/// The versions of Lean in elan's store, for telling people.
pub(crate) fn versions_in_elan(path: Option<&OsStr>, user_home: Option<&Path>) -> Vec<String> {
    let mut found: Vec<String> = elan_folders(path, user_home)
        .filter_map(|elan| fs::read_dir(elan.join("toolchains")).ok())
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|name| name.rsplit("---").next().unwrap_or(&name).trim_start_matches('v').to_owned())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Where elan may keep its toolchains.
fn elan_folders(
    path: Option<&OsStr>,
    user_home: Option<&Path>,
) -> impl Iterator<Item = PathBuf> + use<> {
    let beside_elan = find_program("elan", path)
        .and_then(|elan| elan.canonicalize().ok())
        .and_then(|elan| Some(elan.parent()?.parent()?.to_owned()));
    let usual = user_home.map(|home| home.join(".elan"));
    [beside_elan, usual].into_iter().flatten()
}

/// A `lean` in the search path.
pub(crate) enum InPath {
    /// Lean itself.
    Lean(PathBuf),
    /// elan's stand-in, which loads another Lean in every folder, and fetches it if need be.
    Proxy(PathBuf),
}

/// What the search path has under the name `lean`.
pub(crate) fn in_path(path: Option<&OsStr>) -> Option<InPath> {
    let lean = find_program("lean", path)?;
    let is_proxy = lean.canonicalize().is_ok_and(|real| real.with_file_name("elan").exists());
    Some(if is_proxy { InPath::Proxy(lean) } else { InPath::Lean(lean) })
}

/// True if the toolchain under `sysroot` brings its own `Init`.
pub(crate) fn has_init(sysroot: &Path) -> bool {
    fs::exists(sysroot.join("lib/lean/Init.olean")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_lean_prints_them() {
        let said = "Lean (version 4.35.0, x86_64-unknown-linux-gnu, commit eb6cafb7, Release)\n";
        let (version, commit) = parse_version(said).unwrap();
        assert_eq!(version, LeanVersion { major: 4, minor: 35, patch: 0, pre: None });
        assert_eq!(commit.as_deref(), Some("eb6cafb7"));

        let (version, _) = parse_version("Lean (version 4.36.0-rc1, commit 12, Release)").unwrap();
        assert_eq!(version.to_string(), "4.36.0-rc1");
        for wrong in ["", "lean 4.35.0", "Lean (version 4.35, x)", "Lean (version 4.a.0)"] {
            assert_eq!(parse_version(wrong), None, "{wrong}");
        }
        assert_eq!("4.35.0.1".parse::<LeanVersion>(), Err(()));
    }
}
