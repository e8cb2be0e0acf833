//! Candidates whose code runs while they compile, and tries to do harm.
//!
//! Each is run once by Lean alone, to see that the harm is real, and once before the judge with the
//! scan switched off, where confinement is all that is left.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]
#![cfg(target_os = "linux")]

mod support;

use std::{fs, path::Path};

use polya_judge::{Mechanism, Specimen};
use support::{Court, court, problem};

const STATEMENT: &str = "theorem right : 1 = 1 := sorry\n";

/// A right proof, and then code that writes to `path` while the file compiles.
fn writes_to(path: &Path) -> String {
    format!(
        "rfl

@[extern \"l_IO_FS_writeFile\"]
opaque IO.FS.writeFile (path content : String) (world : Unit) : Option Nat
local macro \"harm\" : command =>
  match IO.FS.writeFile \"{}\" \"harm\" () with
  | none => `(theorem one : True := True.intro)
  | some _ => `(theorem two : True := True.intro)
harm",
        path.display()
    )
}

/// What Lean does with a text when nothing holds it.
fn unconfined(court: &Court, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Harm.lean");
    fs::write(&file, text).unwrap();
    let output = court.toolchain.command().current_dir(&folder).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[tokio::test]
async fn code_in_a_proof_writes_nowhere_else() {
    let court = court();
    let golden = court.judge.prepare(&problem("p", "right", STATEMENT)).await.unwrap();
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("written");
    let proof = writes_to(&target);

    unconfined(&court, &STATEMENT.replace("sorry", &proof));
    assert_eq!(fs::read_to_string(&target).unwrap(), "harm", "the harm is not real");
    fs::remove_file(&target).unwrap();

    let verdict = court.judge.judge(&golden, &proof).await;
    assert_eq!(verdict.mechanism(), Some(Mechanism::Scan), "{verdict}");
    for path in [target, court.toolchain.library_folder().join("Harm.olean")] {
        let proof = writes_to(&path);
        court.judge.look_without(&golden, Specimen::Proof(&proof), &[&[Mechanism::Scan]]).await;
        assert!(!path.exists(), "{}", path.display());
    }
}

/// Each compilation has a folder of its own: what one leaves there, compiled modules that look like
/// the library's included, the next does not find.
#[tokio::test]
async fn nothing_is_left_for_the_next_candidate() {
    let court = court();
    let golden = court.judge.prepare(&problem("p", "right", STATEMENT)).await.unwrap();
    for name in ["Init.olean", "PolyaProblem.olean", "lakefile.lean", "left"] {
        let proof = writes_to(Path::new(name));
        court.judge.look_without(&golden, Specimen::Proof(&proof), &[&[Mechanism::Scan]]).await;
        let left: Vec<_> = fs::read_dir(court.scratch.path()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
        let verdict = court.judge.judge(&golden, "rfl").await;
        assert!(verdict.accepted().is_some(), "{verdict}");
    }
}
