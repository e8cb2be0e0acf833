//! The judge itself: what is done in which order.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use polya_lean::{
    compiler::CompilerError,
    kept::{Digests, Key},
    launcher::LEAN_LIBRARY,
    olean::{Constants, Import, Module, OleanError, Terms},
    toolchain::Toolchain,
};
use polya_problems::{Addition, Problem};
use polya_sandbox::confine::{Enforcement, Limits};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    JUDGE_VERSION,
    canary::{self, Canaries},
    checked::{self, Checked},
    compile::{self, Compiled, Confine, MODULE},
    examine::{self, Base, Loaded},
    kernel::{Confined, Kernel},
    look::{Looked, Stop},
    verdict::{Accepted, Verdict},
};

/// What a judge needs besides a toolchain.
#[derive(Clone, Debug)]
pub struct JudgeSettings {
    /// An executable whose `main` begins with [`polya_sandbox::confine::run_if_shim`] and
    /// [`crate::run_if_kernel`]; usually the running one.
    pub program: PathBuf,
    /// An existing folder; each process gets a fresh folder in it, which is removed afterwards.
    pub scratch: PathBuf,
    /// What one process may spend.
    pub limits: Limits,
    /// What happens where the system cannot confine processes.
    pub enforcement: Enforcement,
    /// What is believed of the modules that a problem imports.
    pub imports: Imports,
    /// A folder, made if need be, where the judge keeps which constants of imported modules all
    /// kernels have checked, for later judges. What others than the present user could have written
    /// there is not believed. `None` keeps nothing.
    pub checked: Option<PathBuf>,
}

/// What is believed of the modules that a problem imports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Imports {
    /// Nothing: the kernels check all that a proof rests on, from nothing. What they have checked
    /// once, they are not asked again as long as the judge lives, or as [`JudgeSettings::checked`]
    /// lasts.
    #[default]
    Checked,
    /// Their constants: that they were checked when they were compiled. For libraries that are too
    /// large to be checked again.
    Trusted,
}

impl JudgeSettings {
    /// Confinement required, and limits that no ordinary proof comes near.
    pub fn new(program: impl Into<PathBuf>, scratch: impl Into<PathBuf>) -> Self {
        let limits = Limits {
            wall: Duration::from_mins(3),
            cpu_seconds: 360,
            processes: 1024,
            file_size: compile::LARGEST,
            scratch_size: 512 << 20,
            ..Limits::default()
        };
        Self {
            program: program.into(),
            scratch: scratch.into(),
            limits,
            enforcement: Enforcement::Required,
            imports: Imports::default(),
            checked: None,
        }
    }
}

impl JudgeSettings {
    fn confine(&self) -> Confine {
        let Self { program, scratch, limits, enforcement, imports: _, checked: _ } = self.clone();
        Confine { program, scratch, limits, enforcement }
    }
}

/// Judges proofs. Cheap to clone; all clones share what they have read and compiled.
#[derive(Clone, Debug)]
pub struct Judge(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) toolchain: Toolchain,
    identity: String,
    pub(crate) confine: Confine,
    pub(crate) imports: Imports,
    pub(crate) checked: Option<PathBuf>,
    goldens: Mutex<HashMap<blake3::Hash, Golden>>,
    bases: Mutex<HashMap<Vec<String>, Arc<Base>>>,
    pub(crate) kernels: Vec<Box<dyn Kernel>>,
    pub(crate) canaries: Canaries,
}

/// A problem that was compiled alone, before any proof was seen.
#[derive(Clone, Debug)]
pub struct Golden(pub(crate) Arc<GoldenInner>);

#[derive(Debug)]
pub(crate) struct GoldenInner {
    pub(crate) problem: Problem,
    key: blake3::Hash,
    pub(crate) base: Arc<Base>,
    /// The terms of what follows; each judgement goes on in a clone, which is cheap.
    pub(crate) terms: Terms,
    /// The compiled file, with what it rests on.
    pub(crate) loaded: Loaded,
    /// What it imports.
    pub(crate) imports: Vec<Import>,
}

impl Golden {
    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }
}

/// Why a problem cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GoldenError {
    /// The file does not compile as it stands, or its statement means nothing.
    #[error("line {line}, column {column}: {message}")]
    Rejected {
        /// What is wrong.
        message: String,
        /// Line in the problem's source, from 1.
        line: u32,
        /// Column, from 0.
        column: u32,
    },
    /// Something broke that is not the file's fault.
    #[error("{message}")]
    Infrastructure {
        /// What.
        message: String,
    },
}

impl GoldenError {
    #[expect(clippy::needless_pass_by_value, reason = "so that `map_err` can be given this")]
    fn infrastructure(message: impl ToString) -> Self {
        Self::Infrastructure { message: message.to_string() }
    }
}

impl Judge {
    /// A judge that compiles with `toolchain`.
    #[expect(clippy::needless_pass_by_value, reason = "a judge owns its settings")]
    pub fn new(toolchain: Toolchain, settings: JudgeSettings) -> Self {
        let confine = settings.confine();
        let official = Confined::official(&toolchain, &confine);
        let own = Confined::own(&confine);
        Self::with_kernels(toolchain, &settings, vec![Box::new(official), Box::new(own)])
    }

    /// A judge that asks these kernels.
    pub(crate) fn with_kernels(
        toolchain: Toolchain,
        settings: &JudgeSettings,
        kernels: Vec<Box<dyn Kernel>>,
    ) -> Self {
        Self(Arc::new(Inner {
            identity: toolchain.identity(),
            kernels,
            toolchain,
            confine: settings.confine(),
            imports: settings.imports,
            checked: settings.checked.clone(),
            goldens: Mutex::default(),
            bases: Mutex::default(),
            canaries: Canaries::default(),
        }))
    }

    /// Compiles a problem with its hole left open. What was compiled once is kept, by content.
    pub async fn prepare(&self, problem: &Problem) -> Result<Golden, GoldenError> {
        let key = self.key(problem);
        let known = lock(&self.0.goldens).get(&key).cloned();
        if let Some(golden) = known.filter(|golden| golden.problem() == problem) {
            return Ok(golden);
        }
        self.imports_are_there(problem)?;
        let text = problem.with_proof("sorry");
        let (alive, compiled) = tokio::join!(
            self.is_alive(),
            compile::compile(&self.0.toolchain, &self.0.confine, &text)
        );
        alive.map_err(GoldenError::infrastructure)?;
        let parts = match compiled.map_err(GoldenError::infrastructure)? {
            Compiled::Module(parts) => parts,
            Compiled::Errors(errors) => return Err(rejected(problem, &errors)),
            Compiled::Failed(what) => {
                return Err(GoldenError::infrastructure(format!("Lean failed: {what}")));
            }
            Compiled::Crashed(ended) => {
                return Err(GoldenError::infrastructure(format!("Lean broke down: {ended}")));
            }
            Compiled::Limit(ended) => {
                return Err(GoldenError::infrastructure(format!(
                    "compiling the statement was stopped: {ended}"
                )));
            }
            Compiled::NotConfined(what) => return Err(GoldenError::infrastructure(what)),
        };
        let judge = self.clone();
        let problem = problem.clone();
        let golden = tokio::task::spawn_blocking(move || judge.golden(problem, key, &parts))
            .await
            .map_err(GoldenError::infrastructure)??;
        lock(&self.0.goldens).insert(key, golden.clone());
        Ok(golden)
    }

    /// Lean's own message on a module that is not compiled names neither its package nor what
    /// builds it.
    fn imports_are_there(&self, problem: &Problem) -> Result<(), GoldenError> {
        let missing = self.0.toolchain.missing_imports(&problem.source);
        let Some(import) = missing.first() else { return Ok(()) };
        let line = problem.source.lines().position(|line| line.contains(&import.module));
        let remedy = import.remedy.as_ref().map_or_else(String::new, |what| format!(": {what}"));
        Err(GoldenError::Rejected {
            message: format!("the imported module `{}` is not compiled{remedy}", import.module),
            line: u32::try_from(line.map_or(1, |line| line + 1)).unwrap_or(u32::MAX),
            column: 0,
        })
    }

    fn golden(
        &self,
        problem: Problem,
        key: blake3::Hash,
        parts: &[Vec<u8>],
    ) -> Result<Golden, GoldenError> {
        let broken = |error: OleanError| GoldenError::infrastructure(error);
        let path = self.0.toolchain.olean_path();
        let mut terms = Terms::default();
        let module = parse(&mut terms, parts).map_err(broken)?;
        let base = self.base(examine::imports(&terms, &module)).map_err(broken)?;
        let mut terms = base.library.terms().clone();
        let module = parse(&mut terms, parts).map_err(broken)?;
        let imports = module.imports.clone();
        let imported = Constants::on(Arc::clone(&base.library));
        let loaded = Loaded::new(&imported, &mut terms, &path, module).map_err(broken)?;
        examine::examine_golden(&terms, &loaded, &problem.theorem).map_err(|message| {
            let line = 1 + problem.before().matches('\n').count();
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            GoldenError::Rejected { message, line, column: 0 }
        })?;
        canary::sorry_is_refused(&terms, &loaded, &problem).map_err(GoldenError::infrastructure)?;
        terms.freeze();
        Ok(Golden(Arc::new(GoldenInner { problem, key, base, terms, loaded, imports })))
    }

    /// What `imports` bring, read once.
    fn base(&self, imports: Vec<String>) -> Result<Arc<Base>, OleanError> {
        if let Some(base) = lock(&self.0.bases).get(&imports) {
            return Ok(Arc::clone(base));
        }
        let mut base = Base::open(&self.0.toolchain.olean_path(), &imports)?;
        if let Some((folder, checkers)) = self.kept() {
            let kept = Checked::new(folder, &checkers, &base.library);
            base.checked = Mutex::new(kept.read(&base.library));
            base.kept = Some(kept);
        }
        let base = Arc::new(base);
        Ok(Arc::clone(lock(&self.0.bases).entry(imports).or_insert(base)))
    }

    /// The folder in which results of the kernels are kept, and what those depend on besides what a
    /// kernel was asked.
    pub(crate) fn kept(&self) -> Option<(&Path, Key)> {
        let folder = self.0.checked.as_deref()?;
        let mut digests = Digests::open(&checked::digests(folder));
        // The official kernel is code of this library.
        let library = digests.of_file(&self.0.toolchain.sysroot().join(LEAN_LIBRARY));
        let library =
            library.inspect_err(|error| tracing::warn!(%error, "nothing is kept")).ok()?;
        if let Err(error) = digests.write() {
            tracing::warn!(%error, "hashes of files cannot be kept");
        }
        let mut checkers = Key::new("checkers")
            .with(JUDGE_VERSION.to_le_bytes())
            .with(env!("CARGO_PKG_VERSION"))
            .with([u8::from(self.0.confine.enforcement == Enforcement::Required)])
            .with(library);
        for kernel in &self.0.kernels {
            checkers = checkers.with(kernel.name());
        }
        Some((folder, checkers))
    }

    /// Judges a proof of a prepared problem: a term, or `by` and tactics.
    ///
    /// Dropping the future ends the processes behind it.
    pub async fn judge(&self, golden: &Golden, proof: &str) -> Verdict {
        self.judge_with(golden, &[], proof).await
    }

    /// The same for a proof that rests on additions above the theorem: lemmas, or proofs of earlier
    /// theorems. Their author is trusted no more than the proof's.
    pub async fn judge_with(
        &self,
        golden: &Golden,
        additions: &[Addition],
        proof: &str,
    ) -> Verdict {
        match self.decide(golden, additions, proof).await {
            Ok(accepted) => Verdict::Accepted(accepted),
            Err(Stop::Rejected(finding)) => finding.into(),
            Err(Stop::Undecided(reason)) => Verdict::Undecided { reason },
        }
    }

    async fn decide(
        &self,
        golden: &Golden,
        additions: &[Addition],
        proof: &str,
    ) -> Result<Accepted, Stop> {
        let started = Instant::now();
        let Looked { axioms, kernels, warnings, .. } = self.look(golden, additions, proof).await?;
        let problem = golden.problem();
        let mut content = blake3::Hasher::new();
        content.update(golden.0.key.as_bytes()).update(proof.as_bytes());
        let mut before = proof.len();
        for Addition { place, text } in additions {
            for number in [before, place.start, place.end] {
                content.update(&number.to_le_bytes());
            }
            content.update(text.as_bytes());
            before = text.len();
        }
        Ok(Accepted {
            problem: problem.id.clone(),
            theorem: problem.theorem.clone(),
            lemmas: additions
                .iter()
                .map(|addition| addition.text.trim())
                .collect::<Vec<_>>()
                .join("\n\n"),
            proof: proof.to_owned(),
            proof_hash: blake3::hash(proof.as_bytes()).to_hex().to_string(),
            content_hash: content.finalize().to_hex().to_string(),
            toolchain: self.0.toolchain.version().to_string(),
            judge_version: JUDGE_VERSION,
            axioms,
            kernels: kernels.iter().map(|report| report.kernel.clone()).collect(),
            replays: kernels,
            imports: self.0.imports,
            warnings,
            seconds: started.elapsed().as_secs_f64(),
        })
    }

    /// Identifies a problem together with all that its meaning depends on.
    fn key(&self, problem: &Problem) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&JUDGE_VERSION.to_le_bytes());
        for part in [&self.0.identity, &problem.theorem, problem.before(), problem.after()] {
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
        hasher.finalize()
    }
}

pub(crate) fn parse(terms: &mut Terms, parts: &[Vec<u8>]) -> Result<Module, OleanError> {
    Module::parse(terms, format!("{MODULE}.olean").as_ref(), parts.to_vec())
}

fn rejected(problem: &Problem, errors: &[CompilerError]) -> GoldenError {
    errors.first().map_or_else(
        || GoldenError::infrastructure("Lean failed without a message"),
        |error| GoldenError::Rejected {
            message: error.text.clone(),
            // A hole of several lines was one line when this was compiled.
            line: if (error.line as usize) > 1 + problem.before().matches('\n').count() {
                let lines = problem.source[problem.hole.clone()].matches('\n').count();
                error.line + u32::try_from(lines).unwrap_or(0)
            } else {
                error.line
            },
            column: error.column,
        },
    )
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is inside is only ever replaced as a whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
