//! A real small Lake project without `lake`: its files say which Lean it wants and where its modules
//! lie, and its modules are imported by files with headers of their own.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use polya_lean::{
    check::{CheckLimits, Site},
    pool::{Pool, PoolSettings},
    testing,
    toolchain::{LEAN_VERSION, LeanChoice, Origin, ProjectChoice, Toolchain, ToolchainSettings},
};

const MANIFEST: &str = r#"{"version": "1.1.0", "packagesDir": ".lake/packages", "packages":
 [{"type": "git", "name": "dependency", "subDir": null, "url": "u", "rev": "r"},
  {"type": "path", "name": "empty", "dir": "../empty"}], "name": "mine", "lakeDir": ".lake"}"#;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Compiles a module of a package as `lake build` would: into the package's own folder.
fn compile(lean: &Toolchain, package: &Path, module: &str, text: &str, imports: &[PathBuf]) {
    let file = module.replace('.', "/");
    let source = package.join(format!("{file}.lean"));
    write(&source, text);
    let olean = package.join(".lake/build/lib/lean").join(format!("{file}.olean"));
    fs::create_dir_all(olean.parent().unwrap()).unwrap();
    let path = imports.iter().chain(lean.lean_path());
    let mut command = lean.command();
    command.env("LEAN_PATH", std::env::join_paths(path).unwrap());
    let output =
        command.arg("--root").arg(package).arg("-o").arg(&olean).arg(&source).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

fn library(package: &Path) -> PathBuf {
    package.join(".lake/build/lib/lean")
}

/// A project with a compiled module of its own, a compiled dependency, and one that is not compiled.
fn project(parent: &Path) -> PathBuf {
    let project = parent.join("mine");
    write(&project.join("lakefile.toml"), "name = \"mine\"\n");
    write(&project.join("lean-toolchain"), &format!("leanprover/lean4:v{LEAN_VERSION}\n"));
    write(&project.join("lake-manifest.json"), MANIFEST);
    let lean = testing::toolchain();
    let dependency = project.join(".lake/packages/dependency");
    let text = "def Dependency.twice (n : Nat) : Nat := n + n\n";
    compile(&lean, &dependency, "Dependency.Basic", text, &[]);
    compile(
        &lean,
        &project,
        "Mine.Facts",
        "import Dependency.Basic\ntheorem Mine.twice_one : Dependency.twice 1 = 2 := rfl\n",
        &[library(&dependency)],
    );
    write(&project.join("Mine/Later.lean"), "def Mine.later := 1\n");
    project
}

/// Looks from `folder` as the program would, with nothing of Lean's in the search path.
fn locate(folder: &Path) -> Toolchain {
    // Fetched and built by whoever comes first.
    drop(testing::toolchain());
    let settings = ToolchainSettings {
        lean: LeanChoice::Auto,
        project: ProjectChoice::Around(folder.to_owned()),
        fetch: false,
        ..ToolchainSettings::new(testing::home(), testing::program())
    };
    Toolchain::locate(&settings, &mut |_| ()).unwrap()
}

#[tokio::test]
async fn a_projects_modules_are_imported_from_inside_it() {
    let parent = tempfile::tempdir().unwrap();
    let project = project(parent.path());
    let lean = locate(&project.join("Mine"));
    assert_eq!(lean.origin(), &Origin::Wheel, "the version that the project asks for");
    assert_eq!(lean.project().unwrap().folder(), project);
    let notes = lean.notes().join("\n");
    assert!(notes.contains("package `empty` of the project is not compiled"), "{notes}");
    assert!(!notes.contains("`dependency`"), "{notes}");

    let pool = Pool::start(&lean, PoolSettings { workers: 2, ..PoolSettings::default() });
    let limits = CheckLimits { max_heartbeats: 20_000, deadline: Duration::from_secs(20) };
    let check = async |header: &str, statement: &str, tactic: &str| {
        let before = format!("{header}\ntheorem goal : {statement} :=").into();
        let outcomes =
            pool.check(&Site { before, path: Vec::new() }, &[tactic.into()], limits).await;
        format!("{:?}", outcomes[0])
    };
    for (header, statement, tactic, expected) in [
        ("import Mine.Facts", "Dependency.twice 1 = 2", "exact Mine.twice_one", "Closed"),
        // Each file has a header of its own.
        ("import Dependency.Basic", "Dependency.twice 3 = 6", "rfl", "Closed"),
        ("import Dependency.Basic", "Dependency.twice 1 = 2", "exact Mine.twice_one", "Failed"),
    ] {
        let outcome = check(header, statement, tactic).await;
        assert!(outcome.starts_with(expected), "{header} {statement}: {outcome}");
    }
    pool.shutdown().await;
}

#[test]
fn what_is_not_compiled_is_named_with_what_builds_it() {
    let parent = tempfile::tempdir().unwrap();
    let project = project(parent.path());
    let lean = locate(&project);
    let text = "import Mine.Facts\nimport Foundations\nimport Mine.Later\nimport Nowhere\n";
    let missing = lean.missing_imports(text);
    let missing: Vec<_> =
        missing.into_iter().map(|import| (import.module, import.remedy)).collect();
    let remedy = format!("run `lake build Mine.Later` in `{}`", project.display());
    assert_eq!(missing, [("Mine.Later".to_owned(), Some(remedy)), ("Nowhere".to_owned(), None)]);
    // Without the project its modules are out of reach.
    assert_eq!(testing::toolchain().missing_imports("import Mine.Facts").len(), 1);
}
