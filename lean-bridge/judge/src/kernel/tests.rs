//! Constants that no Lean would write, planted into a compiled module, and what the kernel says.
#![allow(clippy::wrong_self_convention, reason = "reads as a sentence")]

use std::{env, fs, path::PathBuf, sync::Arc};

use polya_lean::{
    olean::{Constant, ConstantKind, Constants, Expr, ExprId, Module, NameId, Terms},
    testing,
};
use polya_sandbox::confine::Enforcement;
use rustc_hash::FxHashSet;

use super::{Kernel, KernelError, Official, Replayed, Unfit, request};
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

    async fn replay(mut self) -> Result<Replayed, KernelError> {
        let name = self.name("Planted");
        self.module.constants = self.constants.into_iter().map(Arc::new).collect();
        let own: FxHashSet<NameId> = self.module.constants.iter().map(|c| c.name).collect();
        let mut all = Constants::default();
        all.add_module(&mut self.terms, &self.path, name, self.module).unwrap();
        let request = request(&self.terms, &all, &own).map_err(|unfit| match unfit {
            Unfit::Wrong(message) => KernelError::Refused { constant: String::new(), message },
            Unfit::TooLarge(what) => KernelError::Undecided(what),
        })?;
        let scratch = tempfile::tempdir().unwrap();
        let program = env::current_exe().unwrap();
        // Cargo builds a package's programs along with its tests.
        let program = program.parent().unwrap().parent().unwrap().join("polya-judge-helper");
        let confine = Confine {
            limits: JudgeSettings::new(&program, scratch.path()).limits,
            program,
            scratch: scratch.path().to_owned(),
            enforcement: Enforcement::Required,
        };
        Official::new(&testing::toolchain(), &confine).replay(&request).await
    }

    async fn is_refused(self) {
        match self.replay().await {
            Err(KernelError::Refused { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_lean_wrote_is_accepted() {
    let planted = Planted::new();
    let theorems = 5;
    let replayed = planted.replay().await.unwrap();
    assert!(replayed.checked > theorems, "{replayed:?}");
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
