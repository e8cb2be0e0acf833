//! Each kind of unfit Lean is refused before any problem is tried, with its reason.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use polya_tests::Polya;

use crate::polya;

/// The folder of the Lean that is there, and its Foundations.
fn fit(polya: &Polya) -> (PathBuf, PathBuf) {
    let report = polya.run(&["setup", "--json"]).expect(0).json();
    let path = |value: &serde_json::Value| PathBuf::from(value.as_str().unwrap());
    let lean = path(&report["lean"]);
    (lean.ancestors().nth(2).unwrap().to_owned(), path(&report["foundations"]["folder"]))
}

/// A copy of the Lean that is there, in a folder of its own.
fn copy(polya: &Polya, name: &str) -> PathBuf {
    let (original, _) = fit(polya);
    let sysroot = polya.folder().join(name);
    for folder in ["bin", "lib/lean"] {
        fs::create_dir_all(sysroot.join(folder)).unwrap();
        for entry in fs::read_dir(original.join(folder)).unwrap() {
            let from = entry.unwrap().path();
            let to = sysroot.join(folder).join(from.file_name().unwrap());
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop)).unwrap();
        }
    }
    sysroot
}

/// A program that says that it is this Lean, and does `otherwise` when it is to work.
fn stand_in(polya: &Polya, name: &str, said: &str, otherwise: &str) -> PathBuf {
    let sysroot = polya.folder().join(name);
    let program = sysroot.join("bin/lean");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    let script = format!(
        "#!/bin/sh\ncase $1 in\n--version) echo '{said}';;\n--print-prefix) echo '{}';;\n*) {otherwise};;\nesac\n",
        sysroot.display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    sysroot
}

/// A list is not begun with this Lean, and neither is a report.
#[track_caller]
fn refused(polya: &Polya, lean: &Path, reason: &str) {
    polya.file("list.lean", "theorem a : 1 = 1 := by sorry\ntheorem b : 2 = 2 := by sorry\n");
    let lean = lean.to_str().unwrap();
    let started = Instant::now();
    let run = ["run", "list.lean", "--model", "off", "--lean", lean];
    polya.run(&run).expect(3).says("failed its trial").says(reason).says("hint: ");
    // A second and a half at most where nothing else is at work.
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    let runs: Vec<_> = fs::read_dir(polya.folder().join("runs")).into_iter().flatten().collect();
    assert!(runs.is_empty(), "no problem was tried: {runs:?}");
    let findings = polya.run(&["doctor", "--lean", lean]).expect(3);
    assert!(findings.stdout.contains(reason), "{}", findings.stdout);
}

#[test]
fn a_broken_library() {
    let polya = polya();
    let (_, foundations) = fit(&polya);
    let sysroot = copy(&polya, "broken");
    let init = fs::read(foundations.join("Init.olean")).unwrap();
    fs::write(sysroot.join("lib/lean/Init.olean"), &init[..init.len() / 2]).unwrap();
    refused(&polya, &sysroot, "its library cannot be read");
}

#[test]
fn a_library_of_another_layout() {
    let polya = polya();
    let (_, foundations) = fit(&polya);
    let sysroot = copy(&polya, "layout");
    let mut init = fs::read(foundations.join("Init.olean")).unwrap();
    // The byte after the magic word says which layout follows.
    init[5] += 1;
    fs::write(sysroot.join("lib/lean/Init.olean"), init).unwrap();
    refused(&polya, &sysroot, "its library cannot be read");
}

#[test]
fn a_lean_that_is_too_old() {
    let polya = polya();
    let said = "Lean (version 4.20.0, x, commit y, Release)";
    let sysroot = stand_in(&polya, "old", said, "exit 1");
    polya.file("old/lib/lean/Init.olean", "");
    refused(&polya, &sysroot, "it is older than 4.27");
}

#[test]
fn a_lean_that_crashes() {
    let polya = polya();
    let (original, _) = fit(&polya);
    let said = std::process::Command::new(original.join("bin/lean")).arg("--version").output();
    let said = String::from_utf8(said.unwrap().stdout).unwrap();
    // Foundations is there already for a Lean of this version and commit.
    let sysroot = stand_in(&polya, "crash", said.trim(), "kill -SEGV $$");
    refused(&polya, &sysroot, "the tactic `exact ⟨hp, hq⟩` on `p ∧ q` gave");
}

/// That a Lean has passed is kept for that Lean as it was.
#[test]
fn a_lean_that_changed_after_it_passed() {
    let polya = polya().with_own_memory();
    let sysroot = copy(&polya, "changed");
    let said = std::process::Command::new(sysroot.join("bin/lean")).arg("--version").output();
    let said = String::from_utf8(said.unwrap().stdout).unwrap();
    let prove = ["prove", "theorem t : 1 = 1", "--model", "off", "--lean"];
    let passed = || polya.run(&[&prove[..], &[sysroot.to_str().unwrap()]].concat()).expect(0);
    passed();
    let trials = || fs::read_dir(polya.home().join("cache/trials")).unwrap().count();
    assert_eq!(trials(), 1);
    passed();
    assert_eq!(trials(), 1);
    fs::remove_dir_all(&sysroot).unwrap();
    stand_in(&polya, "changed", said.trim(), "kill -SEGV $$");
    // Which part of the trial is the first to notice depends on chance.
    refused(&polya, &sysroot, "changed/bin/lean` failed its trial");
}

#[test]
fn the_fetched_lean_passes_and_doctor_names_its_kernels() {
    let findings = polya().run(&["doctor", "--json"]).json();
    assert_eq!(findings["trial"]["ok"], true, "{findings}");
    let said = findings["trial"]["said"].as_str().unwrap();
    assert!(said.contains("kernels: lean 4.35.0, "), "{said}");
}
