//! Constants that no Lean would write, planted into a compiled module, and what the kernels say.
#![allow(clippy::wrong_self_convention, reason = "reads as a sentence")]

use std::{env, fs, path::PathBuf, sync::Arc};

use polya_lean::{
    olean::{Constant, ConstantKind, Constants, Expr, ExprId, Module, NameId, Terms},
    testing,
};
use polya_problems::{Expectation, Problem, ProblemId};
use polya_sandbox::confine::{Enforcement, Limits};
use rustc_hash::FxHashSet;

use super::{
    Answer, Asked, Believed, Confined, Ended, Finished, Kernel, KernelError, Replayed, Request,
    Unfit, request,
};
use crate::{JudgeSettings, compile::Confine};

const MODULE: &str = r#"
inductive Color | red | green
structure Both (p q : Prop) : Prop where
  (one : p) (two : q)
inductive Tree : Type | leaf | node : List Tree → Tree
def two : Nat := 2
def word : String := "héé"
opaque hidden : Nat := 3
theorem easy : True := True.intro
theorem also : 1 = 1 := rfl
theorem hard : 1 = 2 → False := fun h => by cases h
theorem big : 18446744073709551616 * 2 = 36893488147419103232 := rfl
theorem lean (p : Prop) : p ∨ ¬p := Classical.em p
"#;

/// Acts as all that the judge needs.
pub(crate) fn program() -> PathBuf {
    let program = env::current_exe().unwrap();
    // Cargo builds a package's programs along with its tests.
    program.parent().unwrap().parent().unwrap().join("polya-judge-helper")
}

/// A problem whose hole is the `sorry` of `source`.
pub(crate) fn problem(theorem: &str, source: &str) -> Problem {
    let start = source.find("sorry").unwrap();
    Problem {
        id: ProblemId::new(theorem),
        theorem: theorem.to_owned(),
        path: "test.lean".into(),
        line: 1,
        source: source.into(),
        hole: start..start + "sorry".len(),
        closing: None,
        informal: None,
        level: None,
        tags: [].into(),
        expectation: Expectation::Unknown,
    }
}

struct Planted {
    terms: Terms,
    constants: Vec<Constant>,
    module: Module,
    path: Vec<PathBuf>,
}

impl Planted {
    fn new() -> Self {
        let lean = testing::toolchain();
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("Planted.lean");
        fs::write(&source, MODULE).unwrap();
        let olean = source.with_extension("olean");
        let mut command = lean.command();
        command.arg("--root").arg(folder.path()).arg("-o").arg(&olean).arg(&source);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let mut terms = Terms::default();
        let module = Module::read(&mut terms, &olean).unwrap();
        let constants = module.constants.iter().map(|constant| (**constant).clone()).collect();
        Self { terms, constants, module, path: lean.olean_path() }
    }

    fn name(&mut self, name: &str) -> NameId {
        self.terms.name_of(name)
    }

    fn get(&mut self, name: &str) -> &mut Constant {
        let name = self.name(name);
        self.constants.iter_mut().find(|constant| constant.name == name).unwrap()
    }

    fn constant(&mut self, name: &str) -> ExprId {
        let name = self.name(name);
        let levels = self.terms.add_levels(&[]);
        self.terms.add_expr(Expr::Constant(name, levels))
    }

    fn set_value(&mut self, name: &str, new: ExprId) {
        match &mut self.get(name).kind {
            ConstantKind::Definition { value, .. }
            | ConstantKind::Theorem { value, .. }
            | ConstantKind::Opaque { value, .. } => *value = new,
            _ => panic!("`{name}` has no value"),
        }
    }

    /// What each kernel says.
    async fn replay(self) -> Vec<Result<Replayed, KernelError>> {
        self.replay_within(60).await
    }

    /// With so many seconds of the processor.
    async fn replay_within(mut self, cpu_seconds: u64) -> Vec<Result<Replayed, KernelError>> {
        let name = self.name("Planted");
        self.module.constants = self.constants.into_iter().map(Arc::new).collect();
        let own: FxHashSet<NameId> = self.module.constants.iter().map(|c| c.name).collect();
        let mut all = Constants::default();
        all.add_module(&mut self.terms, &self.path, name, self.module).unwrap();
        let imported: FxHashSet<NameId> =
            all.iter().map(|c| c.name).filter(|name| !own.contains(name)).collect();
        let known = |name| imported.contains(&name);
        let believed = Believed { known: &known, as_statements: true };
        let request = match request(&self.terms, &all, &own, &believed) {
            Ok(Asked { request, .. }) => request,
            Err(Unfit::Wrong(message)) => {
                return vec![Err(KernelError::Refused { constant: String::new(), message })];
            }
            Err(Unfit::TooLarge(what)) => return vec![Err(KernelError::Undecided(what))],
        };
        let scratch = tempfile::tempdir().unwrap();
        let program = program();
        let confine = Confine {
            limits: Limits { cpu_seconds, ..JudgeSettings::new(&program, scratch.path()).limits },
            program,
            scratch: scratch.path().to_owned(),
            enforcement: Enforcement::Required,
        };
        let mut answers = Vec::new();
        for kernel in [Confined::official(&testing::toolchain(), &confine), Confined::own(&confine)]
        {
            answers.push(super::replay(kernel.start().unwrap(), &request).await);
        }
        answers
    }

    async fn is_refused(self) {
        let answers = self.replay().await;
        assert!(
            answers.iter().all(|answer| matches!(answer, Err(KernelError::Refused { .. }))),
            "{answers:?}"
        );
    }

    async fn is_accepted(self) {
        let answers = self.replay().await;
        assert_eq!(answers.len(), 2);
        assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    }
}

#[tokio::test]
async fn what_lean_wrote_is_accepted() {
    let planted = Planted::new();
    let theorems = 5;
    let answers = planted.replay().await;
    let checked: Vec<u64> = answers.iter().map(|answer| answer.as_ref().unwrap().checked).collect();
    assert!(checked.len() == 2 && checked[0] == checked[1] && checked[0] > theorems, "{answers:?}");
}

#[tokio::test]
async fn a_wrong_proof_is_refused() {
    let mut planted = Planted::new();
    let easy = planted.get("easy").value().unwrap();
    planted.set_value("also", easy);
    planted.is_refused().await;
}

#[tokio::test]
async fn a_changed_statement_is_refused() {
    let mut planted = Planted::new();
    planted.get("easy").ty = planted.constant("False");
    planted.is_refused().await;
}

#[tokio::test]
async fn a_proof_by_itself_is_refused() {
    let mut planted = Planted::new();
    let own = planted.constant("also");
    planted.set_value("also", own);
    planted.is_refused().await;
}

#[tokio::test]
async fn ill_typed_values_are_refused() {
    for name in ["two", "hidden", "word"] {
        let mut planted = Planted::new();
        let proof = planted.constant("True.intro");
        planted.set_value(name, proof);
        planted.is_refused().await;
    }
}

#[tokio::test]
async fn a_theorem_of_a_type_that_is_no_proposition_is_refused() {
    let mut planted = Planted::new();
    let value = planted.get("two").value().unwrap();
    planted.get("easy").ty = planted.constant("Nat");
    planted.set_value("easy", value);
    planted.is_refused().await;
}

#[tokio::test]
async fn a_fake_constructor_is_refused() {
    let mut planted = Planted::new();
    let mut fake = planted.get("Color.red").clone();
    fake.name = planted.name("Color.blue");
    planted.constants.push(fake);
    planted.is_refused().await;
}

#[tokio::test]
async fn a_constructor_of_another_type_is_refused() {
    let mut planted = Planted::new();
    planted.get("Both.mk").ty = planted.constant("False");
    planted.is_refused().await;
}

#[tokio::test]
async fn a_missing_constructor_is_refused() {
    let mut planted = Planted::new();
    if let ConstantKind::Inductive { constructors, .. } = &mut planted.get("Color").kind {
        constructors.pop();
    }
    planted.is_refused().await;
}

#[tokio::test]
async fn a_changed_recursor_is_refused() {
    let mut planted = Planted::new();
    let ConstantKind::Recursor { rules, .. } = &mut planted.get("Color.rec").kind else { panic!() };
    let first = rules[0].value;
    rules[0].value = rules[1].value;
    rules[1].value = first;
    planted.is_refused().await;

    let mut planted = Planted::new();
    let ConstantKind::Recursor { k, .. } = &mut planted.get("Color.rec").kind else { panic!() };
    *k = true;
    planted.is_refused().await;
}

#[tokio::test]
async fn a_fake_recursor_is_refused() {
    let mut planted = Planted::new();
    let mut fake = planted.get("Color.rec").clone();
    fake.name = planted.name("Color.recAnything");
    planted.constants.push(fake);
    planted.is_refused().await;
}

/// Only a whole answer that accounts for everything is a yes.
#[test]
fn an_answer_that_cannot_be_read_is_no_yes() {
    let request = Request::known(true);
    let good = Answer { checked: 1, ..Answer::default() };
    let bytes = |answer: &Answer| postcard::to_allocvec(&vec![answer]).unwrap();
    let conclude = |ended, stdout: Vec<u8>| {
        let finished = Finished { ended, stdout, stderr: String::new() };
        super::answers(&[&request], &finished)?.remove(0)
    };
    assert!(conclude(Ended::Exited(0), bytes(&good)).is_ok());
    let whole = bytes(&good);
    for cut in 0..whole.len() {
        assert!(conclude(Ended::Exited(0), whole[..cut].to_vec()).is_err(), "{cut}");
    }
    assert!(conclude(Ended::Exited(0), [whole.as_slice(), b"accepted"].concat()).is_err());
    for ended in [Ended::Exited(1), Ended::Signal(11), Ended::Memory, Ended::NotConfined] {
        assert!(conclude(ended, whole.clone()).is_err(), "{ended}");
    }
    for count in [0, 2] {
        let answers = postcard::to_allocvec(&vec![&good; count]).unwrap();
        assert!(conclude(Ended::Exited(0), answers).is_err(), "{count}");
    }
    for (checked, added) in [(0, 0), (2, 0), (0, 1), (1, 1)] {
        let answer = Answer { checked, added, ..Answer::default() };
        assert!(conclude(Ended::Exited(0), bytes(&answer)).is_err(), "{checked} {added}");
    }
}

impl Planted {
    fn apply(&mut self, function: ExprId, arguments: &[ExprId]) -> ExprId {
        arguments.iter().fold(function, |function, argument| {
            self.terms.add_expr(Expr::Apply(function, *argument))
        })
    }

    /// Makes `also` state `T ∧ T` for the same `T` one step smaller, a hundred times over, down to
    /// `True`, with the proof to match, down to `bottom`: 2^100 nodes when written out.
    fn grow(&mut self, bottom: &str) {
        let (and, intro) = (self.constant("And"), self.constant("And.intro"));
        let mut ty = self.constant("True");
        let mut proof = self.constant(bottom);
        for _ in 0..100 {
            proof = self.apply(intro, &[ty, ty, proof, proof]);
            ty = self.apply(and, &[ty, ty]);
        }
        self.get("also").ty = ty;
        self.set_value("also", proof);
    }
}

#[tokio::test]
async fn a_term_of_exponential_size_is_replayed() {
    let mut planted = Planted::new();
    planted.grow("True.intro");
    planted.is_accepted().await;
    let mut planted = Planted::new();
    planted.grow("two");
    planted.is_refused().await;
}

/// The same with universe levels, which no cache of terms helps with.
#[tokio::test]
async fn a_level_of_exponential_size_does_not_hang() {
    use polya_lean::olean::Level;

    let mut planted = Planted::new();
    let parameter = planted.name("u");
    let mut level = planted.terms.add_level(Level::Parameter(parameter));
    for _ in 0..40 {
        let next = planted.terms.add_level(Level::Successor(level));
        level = planted.terms.add_level(Level::Max(next, level));
    }
    let sort = planted.terms.add_expr(Expr::Sort(level));
    planted.get("two").level_params = vec![parameter];
    planted.get("two").ty = sort;
    // Whatever the answer: it comes, or the limit does.
    let answer = planted.replay_within(3).await;
    assert!(answer.iter().all(Result::is_err), "{answer:?}");
}
