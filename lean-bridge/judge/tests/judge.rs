//! The judge with the real Lean: right proofs pass, and each way to fake one is caught by the
//! defence that is meant for it.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{collections::BTreeSet, path::PathBuf};

use polya_judge::{GoldenError, Imports, Judge, JudgeSettings, Mechanism, Specimen, Verdict};
use polya_lean::testing;
use polya_problems::{Expectation, Problem, ProblemId};

struct Court {
    judge: Judge,
    _scratch: tempfile::TempDir,
}

fn court() -> Court {
    let scratch = tempfile::tempdir().unwrap();
    let settings = JudgeSettings::new(env!("CARGO_BIN_EXE_polya-judge-helper"), scratch.path());
    Court { judge: Judge::new(testing::toolchain(), settings), _scratch: scratch }
}

/// A problem whose hole is the `sorry` of `source`.
fn problem(theorem: &str, source: &str) -> Problem {
    let start = source.find("sorry").unwrap();
    Problem {
        id: ProblemId::new(theorem),
        theorem: theorem.to_owned(),
        path: PathBuf::from("test.lean"),
        line: 1,
        source: source.into(),
        hole: start..start + "sorry".len(),
        closing: None,
        informal: None,
        level: None,
        tags: BTreeSet::new(),
        expectation: Expectation::Unknown,
    }
}

async fn verdict(source: &str, theorem: &str, proof: &str) -> Verdict {
    let court = court();
    let golden = court.judge.prepare(&problem(theorem, source)).await.unwrap();
    court.judge.judge(&golden, proof).await
}

const AND: &str = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := sorry\n";
const SUM: &str = "theorem sum (a b c : Nat) : a + (b + c) = c + b + a := sorry\n";
const FALSE: &str = "theorem wrong (n : Nat) : n + 1 = n := sorry\n";

#[tokio::test]
async fn right_proofs_are_accepted() {
    let court = court();
    let golden = court.judge.prepare(&problem("swap", AND)).await.unwrap();
    for proof in [
        "⟨h.2, h.1⟩",
        "by\n  exact ⟨h.2, h.1⟩",
        "by\n  constructor\n  · exact h.2\n  · exact h.1",
        "by\n  have hq : q := h.2\n  exact And.intro hq h.1",
        "by\n  cases h with\n  | intro a b => exact ⟨b, a⟩",
        "match h with\n  | ⟨a, b⟩ => ⟨b, a⟩",
        "(fun (k : p ∧ q) => And.intro k.2 k.1) h",
        "by\n  set_option maxRecDepth 600 in\n  exact ⟨h.2, h.1⟩",
        "by\n  open And in\n  exact intro h.2 h.1",
        "by\n  simp [h.1, h.2]",
        "⟨h.2, h.1⟩\n\ntheorem after (p : Prop) (h : p) : p := h",
    ] {
        let verdict = court.judge.judge(&golden, proof).await;
        let accepted = verdict.accepted().unwrap_or_else(|| panic!("{proof}\n{verdict}"));
        assert_eq!(accepted.theorem(), "swap");
        assert_eq!(accepted.proof(), proof);
        assert_eq!(accepted.kernels(), ["lean 4.35.0", "polya 1"]);
        for replay in accepted.replays() {
            assert!(replay.constants > 0 && replay.peak_memory > 0, "{replay:?}");
        }
        assert!(serde_json::to_string(&verdict).unwrap().contains("\"verdict\":\"accepted\""));
    }
}

/// Kernels are given the library's theorems as statements. Where one must look into their proofs to
/// compute, here into that of a recursion's end, it is asked again with them.
#[tokio::test]
async fn a_kernel_that_needs_a_proof_of_the_library_is_given_it() {
    let scratch = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_polya-judge-helper");
    let settings =
        JudgeSettings { imports: Imports::Trusted, ..JudgeSettings::new(program, scratch.path()) };
    let judge = Judge::new(testing::toolchain(), settings);
    let statements = async |statement: &str, proof: &str| {
        let source = format!("theorem right : {statement} := sorry\n");
        let golden = judge.prepare(&problem("right", &source)).await.unwrap();
        let verdict = judge.judge(&golden, proof).await;
        let accepted = verdict.accepted().unwrap_or_else(|| panic!("{verdict}"));
        accepted.replays().iter().map(|replay| replay.statements).collect::<Vec<_>>()
    };
    let recursion = "WellFounded.fix (C := fun _ => Nat) Nat.lt_wfRel.wf (fun _ _ => 7) 3 = 7";
    assert_eq!(statements(recursion, "by\n  decide +kernel").await, [0, 0]);
    let usual = statements("∀ a b : Nat, a + b = b + a", "Nat.add_comm").await;
    assert!(usual.iter().all(|statements| *statements == 1), "{usual:?}");
    // What is wrong stays so.
    let golden = judge.prepare(&problem("wrong", FALSE)).await.unwrap();
    let verdict = judge.judge(&golden, "by\n  decide +kernel").await;
    assert!(matches!(verdict, Verdict::Rejected { .. }), "{verdict}");
}

#[tokio::test]
async fn what_was_checked_is_kept_for_the_next_judge() {
    let (scratch, checked) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let judged = async |proof: &str| {
        let program = env!("CARGO_BIN_EXE_polya-judge-helper");
        let settings = JudgeSettings {
            checked: Some(checked.path().join("kept")),
            ..JudgeSettings::new(program, scratch.path())
        };
        let judge = Judge::new(testing::toolchain(), settings);
        let golden = judge.prepare(&problem("sum", SUM)).await.unwrap();
        let verdict = judge.judge(&golden, proof).await;
        let accepted = verdict.accepted().unwrap_or_else(|| panic!("{verdict}"));
        accepted.replays().iter().map(|replay| replay.constants).collect::<Vec<_>>()
    };
    let first = judged("by omega").await;
    assert!(first.iter().all(|constants| *constants > 500), "{first:?}");
    let again = judged("by omega").await;
    assert!(again.iter().all(|constants| *constants < 20), "{again:?}");
    // A proof by other means rests on other constants; those of the first stay known.
    judged("by simp [Nat.add_comm, Nat.add_left_comm]").await;
    assert_eq!(judged("by omega").await, again);

    // What is damaged is not believed, and what is not there is made anew.
    let file = |folder: &std::path::Path| {
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    };
    let file = file(&checked.path().join("kept/constants"));
    for damage in [
        |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() - 8),
        // Another constant of the same module.
        |bytes: &mut Vec<u8>| bytes[36] ^= 1,
    ] {
        let mut bytes = std::fs::read(&file).unwrap();
        damage(&mut bytes);
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(judged("by omega").await, first);
        assert_eq!(judged("by omega").await, again);
    }
}

#[tokio::test]
async fn axioms_are_named() {
    let source = "theorem lem (p : Prop) : p ∨ ¬p := sorry\n";
    let verdict = verdict(source, "lem", "Classical.em p").await;
    let axioms = verdict.accepted().unwrap_or_else(|| panic!("{verdict}")).axioms().to_vec();
    assert!(axioms.contains(&"Classical.choice".to_owned()), "{axioms:?}");
}

#[tokio::test]
async fn fakes_are_rejected() {
    let court = court();
    let golden = court.judge.prepare(&problem("wrong", FALSE)).await.unwrap();
    for (proof, mechanism) in [
        ("by\n  simp", Mechanism::Build),
        ("by\n  rfl", Mechanism::Build),
        ("sorry", Mechanism::Axioms),
        ("by\n  sorry", Mechanism::Axioms),
        ("by\n  have h : n + 1 = n := sorry\n  exact h", Mechanism::Axioms),
        ("sorryAx _ true", Mechanism::Axioms),
        ("helper n\nwhere helper (n : Nat) : n + 1 = n := sorry", Mechanism::Axioms),
        ("by\n  decide +native", Mechanism::Build),
        ("by\n  set_option debug.skipKernelTC true in\n  rfl", Mechanism::Scan),
        ("sorry\n#eval 1", Mechanism::Scan),
        ("by\n  /- unclosed", Mechanism::Scan),
    ] {
        let verdict = court.judge.judge(&golden, proof).await;
        assert_eq!(verdict.mechanism(), Some(mechanism), "{proof}\n{verdict}");
    }
}

/// An axiom whose declaration only a macro shows.
#[tokio::test]
async fn an_axiom_by_macro_is_found() {
    let proof =
        "⟨h.2, h.1⟩\n\nlocal macro \"innocent\" : command => `(axiom liar : False)\ninnocent";
    let verdict = verdict(AND, "swap", proof).await;
    assert_eq!(verdict.mechanism(), Some(Mechanism::Axioms), "{verdict}");
}

#[tokio::test]
async fn an_escape_by_end_proves_nothing() {
    let source = "namespace Box\ntheorem wrong : 1 = 2 := sorry\nend Box\n";
    let court = court();
    let golden = court.judge.prepare(&problem("Box.wrong", source)).await.unwrap();
    for proof in [
        "sorry\nend Box\ntheorem right : 1 = 1 := rfl\nnamespace Box",
        "by\n  exact absurd\nend Box\nnamespace Box",
        "\nend Box\nnamespace Box",
    ] {
        let verdict = court.judge.judge(&golden, proof).await;
        assert!(verdict.mechanism().is_some(), "{proof}\n{verdict}");
    }
}

#[tokio::test]
async fn problems_that_mean_nothing_are_refused() {
    let court = court();
    let prepare = async |theorem: &str, source: &str| {
        court.judge.prepare(&problem(theorem, source)).await.map(drop)
    };
    let wrong = prepare("bad", "\ntheorem bad : (1 : Nat) = True := sorry\n").await;
    assert!(matches!(wrong, Err(GoldenError::Rejected { line: 2, .. })), "{wrong:?}");
    let other = prepare("another", AND).await;
    assert!(matches!(other, Err(GoldenError::Rejected { .. })), "{other:?}");
    let hole =
        "def f : Nat := by exact (by\n  first | fail | exact 0)\ntheorem t : f = f := sorry\n";
    assert_eq!(prepare("t", hole).await, Ok(()));
}

/// An option that switches the kernel off, which the scan knows: without the scan, only the second
/// kernel run is left to notice.
#[tokio::test]
async fn what_was_added_unchecked_is_refused_by_the_kernel() {
    const CHEAT: &str = "by\n  set_option debug.skipKernelTC true in\n  decide +kernel";
    let court = court();
    let golden =
        court.judge.prepare(&problem("wrong", "theorem wrong : 1 = 2 := sorry\n")).await.unwrap();
    let verdict = court.judge.judge(&golden, CHEAT).await;
    assert_eq!(verdict.mechanism(), Some(Mechanism::Scan), "{verdict}");
    let sets: [&[Mechanism]; 2] = [&[Mechanism::Scan], &[Mechanism::Scan, Mechanism::Kernel]];
    let found = court.judge.look_without(&golden, Specimen::Proof(CHEAT), &sets).await;
    assert!(matches!(found[0], Err((Some(Mechanism::Kernel), _))), "{found:?}");
    assert_eq!(found[1], Ok(()));
}

#[tokio::test]
async fn a_statement_with_a_hole_is_refused() {
    let court = court();
    for source in [
        "def f : Nat := (sorry : Nat)\ntheorem t : f = f := sorry\n",
        "class Good (n : Nat) : Prop where\n  h : n = 0\ninstance g : Good 1 := sorry\ntheorem t : (g.h ▸ 1) = 1 := sorry\n",
    ] {
        let mut problem = problem("t", source);
        let start = source.rfind("sorry").unwrap();
        problem.hole = start..start + "sorry".len();
        let refused = court.judge.prepare(&problem).await.map(drop);
        assert!(matches!(refused, Err(GoldenError::Rejected { .. })), "{source}: {refused:?}");
    }
}

/// An agent could feel its way along the judge by what it is told; it is told very little.
#[tokio::test]
async fn an_agent_learns_little() {
    let court = court();
    let golden = court.judge.prepare(&problem("wrong", FALSE)).await.unwrap();
    let mut reasons = Vec::new();
    for proof in ["sorry", "sorry\n\naxiom liar : False", "by\n  rfl", "fun", "sorry\n#eval 1"] {
        let Verdict::Rejected { reason, evidence, .. } = court.judge.judge(&golden, proof).await
        else {
            panic!("{proof}")
        };
        assert!(evidence.iter().all(|line| !reason.contains(line.as_str())), "{reason}");
        assert!(!reason.contains("liar") && reason.len() < 60, "{reason}");
        reasons.push(reason);
    }
    // A hole and an axiom read alike, and so do two failures to compile.
    assert_eq!((&reasons[0], &reasons[2]), (&reasons[1], &reasons[3]));
}

#[tokio::test]
async fn a_verdict_holds_for_its_content_only() {
    let court = court();
    let hash = async |source: &str, proof: &str| {
        let golden = court.judge.prepare(&problem("swap", source)).await.unwrap();
        let verdict = court.judge.judge(&golden, proof).await;
        verdict.accepted().unwrap_or_else(|| panic!("{verdict}")).content_hash().to_owned()
    };
    let other = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := sorry\n-- the end\n";
    let hashes = [
        hash(AND, "⟨h.2, h.1⟩").await,
        hash(AND, "And.intro h.2 h.1").await,
        hash(other, "⟨h.2, h.1⟩").await,
    ];
    assert_eq!(hash(AND, "⟨h.2, h.1⟩").await, hashes[0]);
    assert!(hashes[0] != hashes[1] && hashes[0] != hashes[2] && hashes[1] != hashes[2]);
}
