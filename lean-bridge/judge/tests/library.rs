//! The whole of Foundations before the kernel, and libraries that do not deserve trust.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
};

use polya_judge::{Audit, AuditError, AuditSettings, Judge, JudgeSettings, Tainted};
use polya_lean::testing;
use support::{Court, court, forge, settings};

/// Every constant of the library, from nothing; and no theorem of it rests on `sorry` or on any
/// axiom beyond Lean's three.
#[tokio::test]
async fn every_constant_of_foundations_is_replayed() {
    let court = court();
    let modules = ["Foundations".to_owned(), "Foundations.Mathematics".to_owned()];
    let audit = court.judge.audit(&modules, &AuditSettings::default(), &mut |_| ()).await.unwrap();
    println!("{audit:#?}");
    assert_eq!(audit.tainted, []);
    assert!(audit.theorems > 2000 && audit.modules > 60, "{audit:?}");
    let allowed = ["propext", "Classical.choice", "Quot.sound"];
    assert!(audit.axioms.keys().all(|axiom| allowed.contains(&axiom.as_str())), "{audit:?}");
    for kernel in &audit.kernels {
        // A lemma that two modules have is checked in both.
        let twice = (kernel.constants + audit.left_out).checked_sub(audit.constants);
        assert!(twice.is_some_and(|twice| twice < 10), "{audit:?}");
        assert!(kernel.peak_memory > 0, "{kernel:?}");
    }
    assert_eq!(audit.kernels.len(), 2);
}

/// Audits a module `Library` with this text, after `change`.
async fn audit(
    court: &Court,
    text: &str,
    change: impl FnOnce(&mut Vec<u8>),
) -> Result<Audit, AuditError> {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = court.judge.compiled(text).await.unwrap();
    change(&mut bytes);
    fs::write(folder.path().join("Library.olean"), bytes).unwrap();
    let settings =
        AuditSettings { folders: vec![folder.path().to_owned()], ..AuditSettings::default() };
    court.judge.audit(&["Library".to_owned()], &settings, &mut |_| ()).await
}

#[tokio::test]
async fn a_library_with_an_unsound_constant_is_refused() {
    let court = court();
    let honest = "theorem also : 1 = 1 := Eq.refl 1\ntheorem honest : True := True.intro\n";
    assert!(audit(&court, honest, |_| ()).await.is_ok());
    let forged = audit(&court, honest, |bytes| {
        // One of the two lies before the other.
        let forged = forge::replace_value(bytes, "honest", "also")
            || forge::replace_value(bytes, "also", "honest");
        assert!(forged);
    })
    .await;
    assert!(matches!(forged, Err(AuditError::Refused { .. })), "{forged:?}");

    let unchecked =
        "set_option debug.skipKernelTC true\ntheorem wrong : 1 = 2 := by decide +kernel\n";
    let refused = audit(&court, unchecked, |_| ()).await;
    assert!(
        matches!(&refused, Err(AuditError::Refused { constant, .. }) if constant.contains("wrong")),
        "{refused:?}"
    );
    let unreadable = audit(&court, honest, |bytes| bytes.truncate(200)).await;
    assert!(matches!(unreadable, Err(AuditError::Unreadable(_))), "{unreadable:?}");
}

#[tokio::test]
async fn what_rests_on_an_axiom_is_named() {
    let court = court();
    let text = "axiom liar : False
theorem far : 1 = 2 := liar.elim
opaque between : 1 = 2 := far
theorem near : 1 = 2 ∧ True := ⟨between, True.intro⟩
theorem open_ended : 1 = 2 := sorry
theorem fine (p : Prop) : p ∨ ¬p := Classical.em p
";
    let audit = audit(&court, text, |_| ()).await.unwrap();
    assert_eq!(audit.kept, 0);
    let tainted = |constant: &str, axiom: &str| Tainted {
        constant: constant.to_owned(),
        axiom: axiom.to_owned(),
    };
    for expected in [
        tainted("far", "liar"),
        tainted("between", "liar"),
        tainted("near", "liar"),
        tainted("open_ended", "sorryAx"),
    ] {
        assert!(audit.tainted.contains(&expected), "{expected:?}: {:?}", audit.tainted);
    }
    assert!(!audit.tainted.iter().any(|tainted| tainted.constant == "fine"), "{audit:?}");
}

/// A module of Foundations, and two of its theorems that state different things, the second before
/// the first in its file.
const SET: &str = "Foundations.Set";
const THEOREMS: [&str; 2] = ["Set.mem_inter", "Set.mem_union_left"];

/// A copy of Foundations whose compiled modules can be changed, and what audits of it keep.
struct Copy {
    folder: tempfile::TempDir,
    kept: tempfile::TempDir,
    scratch: tempfile::TempDir,
}

impl Copy {
    fn new() -> Self {
        let temporary = || tempfile::tempdir().unwrap();
        let copy = Self { folder: temporary(), kept: temporary(), scratch: temporary() };
        let toolchain = testing::toolchain();
        copy_modules(toolchain.foundations().unwrap().folder(), copy.folder.path());
        copy
    }

    fn module(&self) -> PathBuf {
        self.folder.path().join("Foundations/Set.olean")
    }

    /// In small groups.
    fn settings(&self) -> AuditSettings {
        let folders = vec![self.folder.path().to_owned()];
        AuditSettings { folders, group: 1 << 20, ..AuditSettings::default() }
    }

    fn judge(&self) -> Judge {
        let checked = Some(self.kept.path().to_owned());
        let settings = JudgeSettings { checked, ..settings(self.scratch.path()) };
        Judge::new(testing::toolchain(), settings)
    }

    async fn audit(&self) -> Result<Audit, AuditError> {
        self.judge().audit(&[SET.to_owned()], &self.settings(), &mut |_| ()).await
    }

    /// The files with what audits have found out.
    fn records(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.kept.path().join("audited")).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }
}

fn copy_modules(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_modules(&entry.path(), &to);
        } else if to.extension().is_some_and(|extension| extension == "olean") {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// What an audit found out, however it came to it.
fn findings(audit: &Audit) -> (usize, usize, usize, usize, String) {
    let Audit { modules, constants, theorems, left_out, axioms, tainted, .. } = audit;
    (*modules, *constants, *theorems, *left_out, format!("{axioms:?} {tainted:?}"))
}

#[tokio::test]
async fn an_audit_that_was_interrupted_goes_on_and_gives_the_same() {
    let copy = Copy::new();
    let (judge, settings) = (copy.judge(), copy.settings());
    let modules = [SET.to_owned()];
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let mut begun = Some(begun);
    let mut progress = |progress: polya_judge::AuditProgress| {
        if progress.done > 0 && progress.done < progress.modules {
            begun.take().map(|begun| begun.send(()));
        }
    };
    tokio::select! {
        audit = judge.audit(&modules, &settings, &mut progress) => panic!("{audit:?}"),
        begun = has_begun => begun.unwrap(),
    }
    let resumed = copy.audit().await.unwrap();
    assert!(resumed.kept > 0 && resumed.kept < resumed.modules, "{resumed:?}");
    let again = copy.audit().await.unwrap();
    assert_eq!(again.kept, again.modules);
    assert_eq!(again.kernels.iter().map(|kernel| kernel.constants).sum::<usize>(), 0);
    let from_nothing = AuditSettings { again: true, ..copy.settings() };
    let from_nothing = copy.judge().audit(&modules, &from_nothing, &mut |_| ()).await.unwrap();
    assert_eq!(from_nothing.kept, 0);
    assert_eq!(findings(&resumed), findings(&from_nothing));
    assert_eq!(findings(&again), findings(&from_nothing));
    // One process, one group.
    let whole = AuditSettings { again: true, group: usize::MAX, ..copy.settings() };
    let whole = copy.judge().audit(&modules, &whole, &mut |_| ()).await.unwrap();
    assert_eq!(findings(&whole), findings(&from_nothing));
}

#[tokio::test]
async fn what_is_kept_of_an_audit_is_believed_of_the_same_content_only() {
    let copy = Copy::new();
    let (first, second) = tokio::join!(copy.audit(), copy.audit());
    let first = first.unwrap();
    assert_eq!(findings(&first), findings(&second.unwrap()));
    assert_eq!(copy.records().len(), first.modules);

    // Records that were cut off, or put in the place of others, are made again.
    let records = copy.records();
    let bytes = fs::read(&records[0]).unwrap();
    fs::write(&records[0], &bytes[..bytes.len() - 1]).unwrap();
    fs::copy(&records[2], &records[1]).unwrap();
    let mended = copy.audit().await.unwrap();
    assert_eq!((mended.kept, findings(&mended)), (first.modules - 2, findings(&first)));

    // A wrong proof is found, though all that it rests on is kept, and what it rests on stays so.
    let honest = fs::read(copy.module()).unwrap();
    let mut forged = honest.clone();
    let [to, from] = THEOREMS;
    assert!(
        forge::replace_value(&mut forged, to, from) || forge::replace_value(&mut forged, from, to)
    );
    fs::write(copy.module(), forged).unwrap();
    let refused = copy.audit().await;
    let named = |constant: &str| THEOREMS.iter().any(|name| constant.contains(name));
    assert!(
        matches!(&refused, Err(AuditError::Refused { constant, .. }) if named(constant)),
        "{refused:?}"
    );
    fs::write(copy.module(), honest).unwrap();
    assert_eq!(copy.audit().await.unwrap().kept, first.modules);
}

/// What a module rests on is known from what is kept, too.
#[tokio::test]
async fn axioms_are_reported_of_modules_that_are_kept() {
    let copy = Copy::new();
    let text = "axiom liar : False
theorem far : 1 = 2 := liar.elim
opaque between : 1 = 2 := far
theorem near : 1 = 2 ∧ True := ⟨between, True.intro⟩
";
    let bytes = copy.judge().compiled(text).await.unwrap();
    fs::write(copy.folder.path().join("Library.olean"), bytes).unwrap();
    let modules = ["Library".to_owned()];
    let audit = async || copy.judge().audit(&modules, &copy.settings(), &mut |_| ()).await.unwrap();
    let (first, again) = (audit().await, audit().await);
    assert_eq!((first.kept, again.kept), (0, first.modules));
    assert_eq!(first.tainted.len(), 3, "{:?}", first.tainted);
    assert_eq!(findings(&again), findings(&first));
}
