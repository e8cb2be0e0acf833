//! The whole of Foundations before the kernel, and libraries that do not deserve trust.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::fs;

use polya_judge::{Audit, AuditError, Tainted};
use support::{Court, court, forge};

/// Every constant of the library, from nothing; and no theorem of it rests on `sorry` or on any
/// axiom beyond Lean's three.
#[tokio::test]
async fn every_constant_of_foundations_is_replayed() {
    let court = court();
    let modules = ["Foundations".to_owned(), "Foundations.Mathematics".to_owned()];
    let audit = court.judge.audit(&[], &modules).await.unwrap();
    println!("{audit:#?}");
    assert_eq!(audit.tainted, []);
    assert!(audit.theorems > 2000 && audit.modules > 60, "{audit:?}");
    let allowed = ["propext", "Classical.choice", "Quot.sound"];
    assert!(audit.axioms.keys().all(|axiom| allowed.contains(&axiom.as_str())), "{audit:?}");
    for kernel in &audit.kernels {
        assert_eq!(kernel.constants + audit.left_out, audit.constants, "{audit:?}");
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
    court.judge.audit(&[folder.path().to_owned()], &["Library".to_owned()]).await
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
