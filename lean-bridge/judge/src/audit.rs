//! A whole library before the kernels: every constant checked again from nothing, and what each
//! rests on.
//!
//! The judge takes what a problem imports as its owner built it. This is how the owner, or anybody
//! who got compiled modules from elsewhere, finds out whether they deserve it.

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use polya_lean::olean::{Constant, Constants, NameId, OleanError, Terms};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use thiserror::Error;

use crate::{
    axioms,
    judge::Judge,
    kernel::{self, Believed, KernelError, Replayed, Request, Unfit},
};

/// What was found out about a library.
#[derive(Clone, Debug, Serialize)]
pub struct Audit {
    /// Modules that were read.
    pub modules: usize,
    /// Constants in them.
    pub constants: usize,
    /// Theorems among them.
    pub theorems: usize,
    /// Constants outside of the logic (unsafe or partial), which no kernel looks at and no proof
    /// can rest on.
    pub left_out: usize,
    /// How many theorems rest on each axiom.
    pub axioms: BTreeMap<String, usize>,
    /// Constants that rest on any axiom but `propext`, `Classical.choice` and `Quot.sound`. None, in
    /// a sound library.
    pub tainted: Vec<Tainted>,
    /// The kernels that accepted every constant.
    pub kernels: Vec<KernelReport>,
    /// Seconds in all.
    pub seconds: f64,
}

/// A constant that rests on what it should not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tainted {
    /// Its name.
    pub constant: String,
    /// The axiom.
    pub axiom: String,
}

/// How a kernel fared.
#[derive(Clone, Debug, Serialize)]
pub struct KernelReport {
    /// Its name, such as `lean 4.35.0`.
    pub kernel: String,
    /// Constants that it checked.
    pub constants: usize,
    /// Theorems of the library that it was given as statements, without their proofs.
    pub statements: usize,
    /// Declarations that these come in: a type with its constructors and recursors is one.
    pub declarations: u64,
    /// Seconds that the kernel itself took.
    pub seconds: f64,
    /// Constants a second, those that it added without checking them again included.
    pub constants_per_second: f64,
    /// Largest memory of its process, in bytes; 0 where the system does not tell.
    pub peak_memory: u64,
}

impl KernelReport {
    pub(crate) fn new(kernel: &str, request: &Request, replayed: &Replayed) -> Self {
        let constants = request.checked_constants();
        Self {
            kernel: kernel.to_owned(),
            constants,
            statements: request.statements,
            declarations: replayed.checked,
            seconds: replayed.seconds,
            constants_per_second: request.constants.len() as f64 / replayed.seconds.max(1e-9),
            peak_memory: replayed.peak_memory,
        }
    }
}

/// Why a library was not found sound.
#[derive(Debug, Error)]
pub enum AuditError {
    /// Its modules cannot be read.
    #[error(transparent)]
    Unreadable(#[from] OleanError),
    /// A kernel refuses one of its constants.
    #[error("{kernel} refuses {constant}")]
    Refused {
        /// The kernel.
        kernel: String,
        /// The constant, and what is wrong with it.
        constant: String,
    },
    /// Something ran out or broke. This says nothing about the library.
    #[error("{0}")]
    Undecided(String),
}

impl Judge {
    /// Checks `modules` and all that they import: every constant again by every kernel, in a process
    /// that starts from nothing, and the axioms that each constant rests on. Compiled modules are
    /// looked for in `folders` first, and then where the toolchain has its own.
    ///
    /// # Errors
    ///
    /// [`AuditError::Refused`] names the first constant that a kernel refuses.
    pub async fn audit(
        &self,
        folders: &[PathBuf],
        modules: &[String],
    ) -> Result<Audit, AuditError> {
        let started = Instant::now();
        let path = [folders, &self.0.toolchain.olean_path()].concat();
        let modules = modules.to_owned();
        let read = tokio::task::spawn_blocking(move || read(&path, &modules));
        let broken = |error: tokio::task::JoinError| AuditError::Undecided(error.to_string());
        self.is_alive().await.map_err(AuditError::Undecided)?;
        let (mut audit, request) = read.await.map_err(broken)??;
        for kernel in &self.0.kernels {
            let session = kernel.start().map_err(KernelError::from);
            let replayed = match session {
                Ok(session) => session.replay(&request).await,
                Err(error) => Err(error),
            };
            let replayed = replayed.map_err(|error| match error {
                KernelError::Refused { .. } => AuditError::Refused {
                    kernel: kernel.name().to_owned(),
                    constant: error.to_string(),
                },
                KernelError::Undecided(reason) => AuditError::Undecided(reason),
            })?;
            audit.kernels.push(KernelReport::new(kernel.name(), &request, &replayed));
        }
        audit.seconds = started.elapsed().as_secs_f64();
        Ok(audit)
    }
}

fn read(path: &[PathBuf], modules: &[String]) -> Result<(Audit, Request), AuditError> {
    let (mut terms, mut constants) = (Terms::default(), Constants::default());
    for module in modules {
        constants.add(&mut terms, path, module)?;
    }
    let all: FxHashSet<NameId> = constants.iter().map(|constant| constant.name).collect();
    let request = kernel::request(&terms, &constants, &all, &Believed::NOTHING).map_err(
        |unfit| match unfit {
            Unfit::Wrong(constant) => {
                AuditError::Refused { kernel: "the judge".to_owned(), constant }
            }
            Unfit::TooLarge(what) => AuditError::Undecided(what),
        },
    )?;
    let request = request.request;
    let (axioms, tainted) = footprints(&terms, &constants);
    let audit = Audit {
        modules: constants.modules().count(),
        constants: constants.len(),
        theorems: constants.iter().filter(|constant| constant.is_theorem()).count(),
        left_out: constants.iter().filter(|constant| constant.is_unsafe()).count(),
        axioms,
        tainted,
        kernels: Vec::new(),
        seconds: 0.0,
    };
    Ok((audit, request))
}

/// For each axiom the number of theorems that rest on it, and what rests on those not allowed.
///
/// Goes from each axiom to what mentions it, so that each constant is looked into once, however many
/// theorems rest on it.
fn footprints(terms: &Terms, constants: &Constants) -> (BTreeMap<String, usize>, Vec<Tainted>) {
    let of_logic = || constants.iter().filter(|constant| !constant.is_unsafe());
    let mut mentioned_in: FxHashMap<NameId, Vec<NameId>> = FxHashMap::default();
    for constant in of_logic() {
        for name in constants.mentioned_by(terms, constant.name) {
            mentioned_in.entry(name).or_default().push(constant.name);
        }
    }
    let mut counts = BTreeMap::new();
    let mut tainted = Vec::new();
    for axiom in constants.iter().filter(|constant| constant.is_axiom()) {
        let mut resting = FxHashSet::default();
        let mut open = vec![axiom.name];
        while let Some(name) = open.pop() {
            let next = mentioned_in.get(&name).into_iter().flatten();
            open.extend(next.copied().filter(|&name| resting.insert(name)));
        }
        let theorem = |name: &&NameId| constants.get(**name).is_some_and(Constant::is_theorem);
        let text = terms.name_text(axiom.name);
        let theorems = resting.iter().filter(theorem).count();
        if theorems > 0 {
            counts.insert(text.clone(), theorems);
        }
        if !axioms::is_allowed(terms, constants, axiom) {
            let of_another_type = axioms::ALLOWED.contains(&text.as_str());
            let text = if of_another_type { format!("{text}, of another type") } else { text };
            let names = resting.iter().map(|&name| terms.name_text(name));
            tainted.extend(names.map(|constant| Tainted { constant, axiom: text.clone() }));
        }
    }
    tainted.sort_by(|a, b| (&a.constant, &a.axiom).cmp(&(&b.constant, &b.axiom)));
    (counts, tainted)
}
