//! Comparing what a proof's file means with what the problem's file means.
//!
//! Both are compiled modules, read into one [`Terms`], where equal terms have equal ids. Everything
//! is decided here from constants; no text and no message takes part.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use polya_lean::olean::{
    Constant, ConstantKind, Constants, Library, Module, NameId, OleanError, Terms,
};
use rustc_hash::FxHashSet;

use crate::{
    axioms,
    checked::Checked,
    compile::MODULE,
    look::Off,
    verdict::{Finding, Mechanism},
};

/// Names by which the kernel knows a constant: it computes with these by its own means, or takes
/// values of its own for values of them, whatever their definition says. A proof that defined one
/// where the library lacks it would make the kernel's knowledge wrong.
#[rustfmt::skip]
const KERNEL_NAMES: &[&str] = &[
    "Nat", "Nat.zero", "Nat.succ", "Nat.add", "Nat.sub", "Nat.mul", "Nat.div", "Nat.mod", "Nat.gcd",
    "Nat.beq", "Nat.ble", "Nat.land", "Nat.lor", "Nat.xor", "Nat.shiftLeft", "Nat.shiftRight",
    "Nat.pow", "Nat.log2", "Bool", "Bool.true", "Bool.false", "String", "String.mk", "String.ofList",
    "Char", "Char.ofNat", "Char.mk", "List", "List.nil", "List.cons", "UInt32", "Eq", "Eq.refl",
    "Quot", "Quot.mk", "Quot.lift", "Quot.ind", "Lean.reduceBool", "Lean.reduceNat", "eagerReduce",
    "propext", "Classical.choice", "Quot.sound", "sorryAx",
];

/// Constants that are looked at without being mentioned: what the three axioms speak of, and what a
/// text is made of when a kernel has to look inside.
const UNMENTIONED: [&str; 12] = [
    "Iff",
    "Eq",
    "Nonempty",
    "Nat",
    "String",
    "String.ofList",
    "String.mk",
    "Char.ofNat",
    "List.cons",
    "List.nil",
    "Quot",
    "Bool",
];

/// What a problem's file imports: a library from which constants are decoded when they are asked for.
#[derive(Debug)]
pub(crate) struct Base {
    pub(crate) library: Arc<Library>,
    /// Constants of the library that every kernel has checked, each resting on others of them only.
    pub(crate) checked: Mutex<FxHashSet<NameId>>,
    /// Where these are kept.
    pub(crate) kept: Option<Checked>,
}

impl Base {
    /// Opens the modules `imports` and all that they import.
    pub(crate) fn open(path: &[PathBuf], imports: &[String]) -> Result<Self, OleanError> {
        let library = Arc::new(Library::open(path, imports)?);
        Ok(Self { library, checked: Mutex::default(), kept: None })
    }
}

/// The modules that a compiled file imports.
pub(crate) fn imports(terms: &Terms, module: &Module) -> Vec<String> {
    module.imports.iter().map(|import| terms.name_text(import.module)).collect()
}

/// A module on top of what it imports.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) module: NameId,
    pub(crate) constants: Constants,
}

impl Loaded {
    /// `module`, with all that it rests on in what `imported` is on top of.
    pub(crate) fn new(
        imported: &Constants,
        terms: &mut Terms,
        path: &[PathBuf],
        module: Module,
    ) -> Result<Self, OleanError> {
        let mut constants = imported.clone();
        let name = terms.name_of(MODULE);
        let own: Vec<NameId> = module.constants.iter().map(|constant| constant.name).collect();
        constants.add_module(terms, path, name, module)?;
        let unmentioned = UNMENTIONED.iter().filter_map(|name| terms.find_name(name));
        let roots: Vec<NameId> = own.into_iter().chain(unmentioned).collect();
        constants.decode(terms, roots)?;
        Ok(Self { module: name, constants })
    }

    /// Decodes from the library what `other` defines under the same names.
    pub(crate) fn decode_like(
        &mut self,
        terms: &mut Terms,
        other: &Self,
    ) -> Result<(), OleanError> {
        let names: Vec<NameId> = other.own().iter().map(|constant| constant.name).collect();
        self.constants.decode(terms, names)
    }

    pub(crate) fn own(&self) -> &[Arc<Constant>] {
        self.constants.module(self.module).map_or(&[], |module| &module.constants)
    }

    fn is_own(&self, name: NameId) -> bool {
        self.constants.module_of(name) == Some(self.module)
    }

    /// The theorem of this name, private or not, if this module itself has it.
    pub(crate) fn theorem(&self, terms: &Terms, name: &str) -> Option<&Constant> {
        let private = format!("_private.{MODULE}.0.{name}");
        [name, &private]
            .into_iter()
            .filter_map(|name| terms.find_name(name))
            .find(|&name| self.is_own(name))
            .and_then(|name| self.constants.get(name))
    }
}

/// Names of all constants that a statement is made of, as far as the problem's own file defines
/// them.
fn own_meaning(terms: &Terms, loaded: &Loaded, theorem: &Constant) -> Meaning {
    // A theorem's type, as the closure of what it mentions; the theorem itself left out.
    let mut stack = vec![theorem.ty];
    let mut seen: FxHashSet<_> = stack.iter().copied().collect();
    let mut mentioned = FxHashSet::default();
    while let Some(expr) = stack.pop() {
        use polya_lean::olean::Expr;
        match terms.expr(expr) {
            Expr::Constant(name, _) | Expr::Projection { structure: name, .. } => {
                mentioned.insert(name);
            }
            Expr::Nat(_) => mentioned.extend(terms.find_name("Nat")),
            Expr::Text(_) => mentioned.extend(terms.find_name("String")),
            _ => {}
        }
        stack.extend(terms.parts(expr).filter(|&part| seen.insert(part)));
    }
    let closure = loaded.constants.closure(terms, mentioned);
    let own = closure.constants.iter().copied().filter(|&name| loaded.is_own(name)).collect();
    Meaning { own, axioms: closure.axioms, missing: closure.missing }
}

struct Meaning {
    own: Vec<NameId>,
    axioms: Vec<NameId>,
    missing: Vec<NameId>,
}

/// Why the problem's own file cannot be used, in words for its author.
pub(crate) fn examine_golden(terms: &Terms, golden: &Loaded, theorem: &str) -> Result<(), String> {
    let Some(found) = golden.theorem(terms, theorem) else {
        return Err(format!("the file compiles, but has no theorem `{theorem}`"));
    };
    if !found.is_theorem() {
        return Err(format!("`{theorem}` is of kind {}, not a theorem", found.kind_name()));
    }
    let meaning = own_meaning(terms, golden, found);
    if let Some(name) = meaning.missing.first() {
        return Err(format!(
            "the statement mentions `{}`, which no module has",
            terms.name_text(*name)
        ));
    }
    let allowed = |&&name: &&NameId| is_allowed(terms, &golden.constants, name);
    if let Some(&axiom) = meaning.axioms.iter().find(|name| !allowed(name)) {
        let axiom = terms.name_text(axiom);
        return Err(if axiom == "sorryAx" {
            "the statement itself contains `sorry`, so it has no meaning yet".to_owned()
        } else {
            format!("the statement itself rests on the axiom `{axiom}`")
        });
    }
    Ok(())
}

fn is_allowed(terms: &Terms, constants: &Constants, axiom: NameId) -> bool {
    constants.get(axiom).is_some_and(|axiom| axioms::is_allowed(terms, constants, axiom))
}

/// Compares a proof's module with the problem's, and returns the axioms that the proof rests on.
pub(crate) fn examine(
    terms: &Terms,
    golden: &Loaded,
    candidate: &Loaded,
    theorem: &str,
    off: Off<'_>,
) -> Result<Vec<String>, Finding> {
    new_constants(terms, golden, candidate, off)?;
    let name = statement(terms, golden, candidate, theorem, off)?;
    footprint(terms, candidate, name, off)
}

/// What the proof's file defines beyond the problem's.
fn new_constants(
    terms: &Terms,
    golden: &Loaded,
    candidate: &Loaded,
    off: Off<'_>,
) -> Result<(), Finding> {
    let found = |what: String| off.raise(Finding::new(Mechanism::Constants, what));
    let special: FxHashSet<NameId> =
        KERNEL_NAMES.iter().filter_map(|name| terms.find_name(name)).collect();
    let mut names = FxHashSet::default();
    for constant in candidate.own() {
        let name = terms.name_text(constant.name);
        if !names.insert(constant.name) {
            found(format!("`{name}` is defined twice"))?;
        }
        let old = golden.constants.get(constant.name);
        if old == Some(&**constant) {
            continue;
        }
        if special.contains(&constant.name) {
            found(format!("the kernel gives `{name}` a meaning of its own"))?;
        }
        if matches!(constant.kind, ConstantKind::Quotient(_)) {
            found(format!("the proof adds the quotient constant `{name}`"))?;
        }
    }
    for constant in candidate.own() {
        let old = golden.constants.get(constant.name);
        if constant.is_axiom() && old != Some(&**constant) {
            let what = format!("the proof adds the axiom `{}`", terms.name_text(constant.name));
            off.raise(Finding::new(Mechanism::Axioms, what))?;
        }
    }
    Ok(())
}

/// The theorem must be there, state the same, and every constant that the statement is made of
/// must be the same.
fn statement(
    terms: &Terms,
    golden: &Loaded,
    candidate: &Loaded,
    theorem: &str,
    off: Off<'_>,
) -> Result<NameId, Finding> {
    let finding = |what: String| Finding::new(Mechanism::Statement, what);
    let found = |what: String| off.raise(finding(what));
    let Some(wanted) = golden.theorem(terms, theorem) else {
        return Err(finding(format!("the problem's own file has no `{theorem}`")));
    };
    let Some(given) =
        candidate.constants.get(wanted.name).filter(|given| candidate.is_own(given.name))
    else {
        // Without one there is nothing more to look at.
        return Err(finding(format!("there is no `{theorem}` in the compiled file")));
    };
    if !given.is_theorem() {
        found(format!("`{theorem}` is of kind {}, not a theorem", given.kind_name()))?;
    }
    if given.level_params != wanted.level_params {
        found(format!("`{theorem}` has other universe parameters"))?;
    }
    if given.ty != wanted.ty {
        found(format!("`{theorem}` states something else"))?;
    }
    for name in own_meaning(terms, golden, wanted).own {
        if candidate.constants.get(name) != golden.constants.get(name) {
            let what = format!(
                "`{}`, part of the statement, differs from the problem's",
                terms.name_text(name)
            );
            off.raise(Finding::new(Mechanism::Definitions, what))?;
        }
    }
    Ok(wanted.name)
}

/// Everything that the proof rests on, imported modules included.
fn footprint(
    terms: &Terms,
    candidate: &Loaded,
    theorem: NameId,
    off: Off<'_>,
) -> Result<Vec<String>, Finding> {
    let closure = candidate.constants.closure(terms, [theorem]);
    if let Some(name) = closure.missing.first() {
        let what = format!("the proof mentions `{}`, which no module has", terms.name_text(*name));
        off.raise(Finding::new(Mechanism::Constants, what))?;
    }
    let mut axioms = Vec::new();
    for &axiom in &closure.axioms {
        let name = terms.name_text(axiom);
        if !is_allowed(terms, &candidate.constants, axiom) || candidate.is_own(axiom) {
            let what = format!("the proof rests on the axiom `{name}`");
            off.raise(Finding::new(Mechanism::Axioms, what))?;
        }
        axioms.push(name);
    }
    axioms.sort_unstable();
    let rests_on = closure.constants.iter().filter_map(|&name| candidate.constants.get(name));
    for constant in rests_on.filter(|constant| constant.is_unsafe()) {
        let name = terms.name_text(constant.name);
        let what = format!("the proof rests on `{name}`, which is unsafe or partial");
        off.raise(Finding::new(Mechanism::Constants, what))?;
    }
    Ok(axioms)
}
