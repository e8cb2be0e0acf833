//! A Lake project: which Lean it asks for, and where the modules that it can import lie.
//!
//! `lake env` is asked where there is a `lake`. Without one the project's own files say the same:
//! `lean-toolchain` names the Lean, `lake-manifest.json` the packages, and each package has its
//! compiled modules in `.lake/build/lib/lean`. Nothing here builds or fetches a package: what is
//! missing is named, with the command that builds it. Settings in a lakefile that move the build
//! folder or give options to Lean are known to `lake env` alone.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde::Deserialize;

use super::{
    LeanVersion, ToolchainError,
    find::{self, Probe},
    process::{self, find_program, is_executable},
};

/// The file in which a project names its Lean.
const TOOLCHAIN_FILE: &str = "lean-toolchain";

/// The file in which Lake keeps the exact packages of a project.
const MANIFEST_FILE: &str = "lake-manifest.json";

/// Any of these beside [`TOOLCHAIN_FILE`] makes a folder a project.
const PROJECT_FILES: [&str; 3] = ["lakefile.toml", "lakefile.lean", MANIFEST_FILE];

/// Where a package has its compiled modules, from its own folder.
const LIBRARY: &str = ".lake/build/lib/lean";

/// `lake` may have elan fetch the project's toolchain at its first call.
const LAKE_LIMIT: Duration = Duration::from_mins(30);

/// A Lake project whose modules can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    folder: PathBuf,
    /// What `lean-toolchain` says, such as `leanprover/lean4:v4.35.0`.
    lean: String,
    /// The project itself, then its dependencies in the order of the manifest.
    packages: Vec<Package>,
}

/// One package of a project, its own included.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Package {
    name: String,
    /// Where its sources lie.
    folder: PathBuf,
}

impl Package {
    fn library(&self) -> PathBuf {
        self.folder.join(LIBRARY)
    }

    /// True if anything of it has been compiled.
    fn is_built(&self) -> bool {
        fs::read_dir(self.library()).is_ok_and(|mut entries| entries.next().is_some())
    }
}

/// An import whose compiled module is in no folder that Lean looks in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingImport {
    /// The module.
    pub module: String,
    /// What builds it, if it is known where its source lies.
    pub remedy: Option<String>,
}

impl Project {
    /// The project in `folder` itself or, failing that, in the nearest folder above it.
    pub fn around(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().find(|folder| is_project(folder)).map(Path::to_owned)
    }

    /// Reads what the project's files say. Runs no program.
    pub(super) fn read(folder: &Path) -> Result<Self, ToolchainError> {
        let broken = |file: &str, detail: String| ToolchainError::Project {
            project: folder.to_owned(),
            detail: format!("`{file}` {detail}"),
        };
        if !is_project(folder) {
            return Err(ToolchainError::Project {
                project: folder.to_owned(),
                detail: format!(
                    "it has no `{TOOLCHAIN_FILE}` beside one of `{}`",
                    PROJECT_FILES.join("`, `")
                ),
            });
        }
        let lean = fs::read_to_string(folder.join(TOOLCHAIN_FILE))
            .map_err(|error| broken(TOOLCHAIN_FILE, format!("cannot be read: {error}")))?;
        let lean = lean.lines().map(str::trim).find(|line| !line.is_empty());
        let lean = lean.ok_or_else(|| broken(TOOLCHAIN_FILE, "is empty".to_owned()))?.to_owned();
        let manifest = match fs::read(folder.join(MANIFEST_FILE)) {
            Ok(text) => serde_json::from_slice(&text)
                .map_err(|error| broken(MANIFEST_FILE, format!("cannot be understood: {error}")))?,
            // A project without a manifest has no dependencies.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Manifest::default(),
            Err(error) => return Err(broken(MANIFEST_FILE, format!("cannot be read: {error}"))),
        };
        let own = manifest.name.as_deref().map_or_else(
            || folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            plain_name,
        );
        let mut packages = vec![Package { name: own, folder: folder.to_owned() }];
        packages.extend(manifest.packages.iter().map(|entry| entry.package(folder, &manifest)));
        Ok(Self { folder: folder.to_owned(), lean, packages })
    }

    /// The project's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The Lean that the project asks for, as its `lean-toolchain` names it.
    pub fn lean(&self) -> &str {
        &self.lean
    }

    /// Number of packages that it depends on.
    pub fn dependencies(&self) -> usize {
        self.packages.len() - 1
    }

    /// The version that [`Self::lean`] names, if it names one.
    pub(super) fn version(&self) -> Option<LeanVersion> {
        let name = self.lean.rsplit(':').next().unwrap_or(&self.lean);
        name.strip_prefix('v').unwrap_or(name).parse().ok()
    }

    /// The folders of the packages' compiled modules, those that exist.
    pub(super) fn lean_path(&self) -> Vec<PathBuf> {
        self.packages.iter().map(Package::library).filter(|folder| folder.is_dir()).collect()
    }

    /// The Lean of the project in elan's store. elan itself is not run: it would fetch what is
    /// missing.
    pub(super) fn in_elan(
        &self,
        path: Option<&OsStr>,
        user_home: Option<&Path>,
    ) -> Option<PathBuf> {
        let mut names = vec![self.lean.clone()];
        if !self.lean.contains([':', '/']) {
            names.push(format!("leanprover/lean4:{}", self.lean));
            names.push(format!("leanprover/lean4:v{}", self.lean));
        }
        names.iter().find_map(|name| find::in_elan(name, path, user_home))
    }

    /// What is said about dependencies of which nothing is compiled.
    pub(super) fn unbuilt(&self) -> Vec<String> {
        let dependencies = self.packages[1..].iter().filter(|package| !package.is_built());
        dependencies
            .map(|package| {
                format!(
                    "package `{}` of the project is not compiled: {}",
                    package.name,
                    self.remedy(package, None)
                )
            })
            .collect()
    }

    /// What builds `module`, if its source lies in a package.
    pub(super) fn remedy_for(&self, module: &str) -> Option<String> {
        let source = PathBuf::from(format!("{}.lean", module.replace('.', "/")));
        let has_source = |package: &&Package| package.folder.join(&source).is_file();
        let package = self.packages.iter().find(has_source)?;
        Some(self.remedy(package, Some(module)))
    }

    fn remedy(&self, package: &Package, module: Option<&str>) -> String {
        let command = match (package.name.as_str(), module) {
            ("mathlib", _) => "lake exe cache get".to_owned(),
            (_, Some(module)) => format!("lake build {module}"),
            (name, None) if package.folder.is_dir() => format!("lake build {name}"),
            (_, None) => "lake build".to_owned(),
        };
        format!("run `{command}` in `{}`", self.folder.display())
    }
}

fn is_project(folder: &Path) -> bool {
    folder.join(TOOLCHAIN_FILE).is_file()
        && PROJECT_FILES.iter().any(|file| folder.join(file).is_file())
}

/// What is read of `lake-manifest.json` (its version 1).
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    name: Option<String>,
    packages_dir: Option<PathBuf>,
    #[serde(default)]
    packages: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Entry {
    #[serde(rename_all = "camelCase")]
    Git {
        name: String,
        sub_dir: Option<PathBuf>,
    },
    Path {
        name: String,
        dir: PathBuf,
    },
}

impl Entry {
    fn package(&self, project: &Path, manifest: &Manifest) -> Package {
        match self {
            Self::Path { name, dir } => {
                Package { name: plain_name(name), folder: project.join(dir) }
            }
            Self::Git { name, sub_dir } => {
                let name = plain_name(name);
                let all = manifest.packages_dir.as_deref();
                let mut folder = project.join(all.unwrap_or(".lake/packages".as_ref())).join(&name);
                if let Some(sub_dir) = sub_dir {
                    folder.push(sub_dir);
                }
                Package { name, folder }
            }
        }
    }
}

/// A package's name without the quotation marks that Lean puts around unusual names.
fn plain_name(name: &str) -> String {
    name.replace(['«', '»'], "")
}

/// `lake`, from the search path or from elan's usual place.
pub(super) fn find_lake(path: Option<&OsStr>, user_home: Option<&Path>) -> Option<PathBuf> {
    find_program("lake", path).or_else(|| {
        let usual = user_home?.join(".elan/bin/lake");
        is_executable(&usual).then_some(usual)
    })
}

/// Asks `lake` in `folder` which search path the project uses.
pub(super) fn lean_path_of_lake(
    lake: &Path,
    folder: &Path,
) -> Result<Vec<PathBuf>, ToolchainError> {
    let lean_path = ask_lake(lake, folder, &["env", "printenv", "LEAN_PATH"])?;
    Ok(std::env::split_paths(&OsString::from(lean_path))
        .filter(|entry| !entry.as_os_str().is_empty())
        .map(|entry| if entry.is_absolute() { entry } else { folder.join(entry) })
        .collect())
}

/// Asks `lake` in `folder` which Lean the project uses.
pub(super) fn lean_of_lake(lake: &Path, folder: &Path) -> Result<Probe, ToolchainError> {
    let said = ask_lake(lake, folder, &["env", "lean", "--version"])?;
    let Some((version, commit)) = find::parse_version(&said) else {
        let program = folder.join("lean");
        let detail = format!("`lake env lean --version` printed `{said}`");
        return Err(ToolchainError::BadLean { program, detail });
    };
    let sysroot = PathBuf::from(ask_lake(lake, folder, &["env", "lean", "--print-prefix"])?.trim());
    Ok(Probe { version, commit, sysroot })
}

fn ask_lake(lake: &Path, folder: &Path, arguments: &[&str]) -> Result<String, ToolchainError> {
    let failed = |detail: String| ToolchainError::Lake {
        project: folder.to_owned(),
        command: format!("lake {}", arguments.join(" ")),
        detail,
    };
    let mut command = Command::new(lake);
    command.args(arguments).current_dir(folder);
    find::without_lean_variables(&mut command);
    let output = process::run(&mut command, LAKE_LIMIT, &mut || ())
        .map_err(|error| failed(error.to_string()))?;
    if output.succeeded() {
        Ok(output.stdout.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        Err(failed(output.last_words()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, file: &str, text: &str) {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// As Lake writes it.
    const MANIFEST: &str = r#"{"version": "1.1.0",
 "packagesDir": ".lake/packages",
 "packages":
 [{"url": "https://example.org/mathlib4",
   "type": "git",
   "subDir": null,
   "scope": "leanprover-community",
   "rev": "0123456789",
   "name": "mathlib",
   "manifestFile": "lake-manifest.json",
   "inputRev": "v4.35.0",
   "inherited": false,
   "configFile": "lakefile.lean"},
  {"type": "git", "name": "«odd-name»", "subDir": "lean", "url": "u", "rev": "r"},
  {"type": "path", "scope": "", "name": "beside", "dir": "../beside", "inherited": false}],
 "name": "«my project»",
 "lakeDir": ".lake"}"#;

    #[test]
    fn the_nearest_project_above_is_found() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "outer/lean-toolchain", "stable");
        write(folder.path(), "outer/lakefile.toml", "");
        write(folder.path(), "outer/Sub/deep/x.lean", "");
        // Without a lakefile, and a lakefile alone.
        write(folder.path(), "outer/Sub/lean-toolchain", "stable");
        write(folder.path(), "outer/Sub/deep/lakefile.lean", "");
        let outer = folder.path().join("outer");
        for inside in ["", "Sub", "Sub/deep"] {
            assert_eq!(Project::around(&outer.join(inside)).as_deref(), Some(&*outer));
        }
        assert_eq!(Project::around(folder.path()), None);
        let error = Project::read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("lean-toolchain") && error.contains("hint: "), "{error}");
    }

    #[test]
    fn a_manifest_says_where_packages_lie_and_what_is_not_compiled() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("project");
        write(&folder, "lean-toolchain", "leanprover/lean4:v4.35.0\n");
        write(&folder, MANIFEST_FILE, MANIFEST);
        write(&folder, ".lake/build/lib/lean/Mine.olean", "");
        write(&folder, "Mine/Later.lean", "");
        write(&folder, ".lake/packages/mathlib/Mathlib/Order.lean", "");
        write(&folder, ".lake/packages/odd-name/lean/.lake/build/lib/lean/Odd.olean", "");
        let project = Project::read(&folder).unwrap();
        assert_eq!(project.version().unwrap().to_string(), "4.35.0");
        assert_eq!(project.dependencies(), 3);
        assert_eq!(
            project.lean_path(),
            [folder.join(LIBRARY), folder.join(".lake/packages/odd-name/lean").join(LIBRARY)]
        );
        let place = folder.display();
        assert_eq!(
            project.unbuilt(),
            [
                format!(
                    "package `mathlib` of the project is not compiled: run `lake exe cache get` in `{place}`"
                ),
                format!(
                    "package `beside` of the project is not compiled: run `lake build` in `{place}`"
                ),
            ]
        );
        assert_eq!(
            project.remedy_for("Mine.Later"),
            Some(format!("run `lake build Mine.Later` in `{place}`"))
        );
        assert_eq!(
            project.remedy_for("Mathlib.Order"),
            Some(format!("run `lake exe cache get` in `{place}`"))
        );
        assert_eq!(project.remedy_for("Nowhere"), None);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "lean-toolchain", " \n");
        write(folder.path(), MANIFEST_FILE, "{");
        let error = || Project::read(folder.path()).unwrap_err().to_string();
        assert!(error().contains("`lean-toolchain` is empty"), "{}", error());
        write(folder.path(), "lean-toolchain", "stable");
        assert!(error().contains("`lake-manifest.json` cannot be understood"), "{}", error());
    }
}
