//! One proof, looked at by every defence in turn.
//!
//! The judge's own way through the defences and the tests' way are the same code. Only the tests
//! switch defences off, to see that each of them is needed; what comes of that is never an
//! [`crate::Accepted`].

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use polya_lean::olean::{Constants, NameId, OleanError};
use polya_problems::Addition;
use rustc_hash::FxHashSet;
use tokio::task::JoinSet;

use crate::{
    audit::KernelReport,
    compile::{self, Compiled},
    examine::{self, Loaded},
    judge::{Golden, GoldenInner, Imports, Judge, lock, parse},
    kernel::{self, Asked, Believed, KernelError, Replayed, Session, Unfit},
    scan::{Remark, scan},
    verdict::{Finding, Mechanism},
};

/// What was found out about a proof that nothing speaks against.
pub(crate) struct Looked {
    pub(crate) axioms: Vec<String>,
    pub(crate) kernels: Vec<KernelReport>,
    pub(crate) warnings: Vec<String>,
    pub(crate) spent: Spent,
}

/// Where the time of one judgement went.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spent {
    /// Lean compiling the file: what anybody pays who wants to know whether a proof compiles.
    pub(crate) compile: Duration,
    /// Reading and comparing what it wrote.
    pub(crate) compare: Duration,
    /// The kernels, as far as they were waited for.
    pub(crate) kernel: Duration,
    /// Constants that each kernel was given.
    pub(crate) constants: usize,
}

/// What the comparison found nothing against.
struct Examined {
    axioms: Vec<String>,
    request: Arc<kernel::Request>,
    /// Constants of the library that `request` asks to check.
    checked: Vec<NameId>,
}

/// Why a proof was not accepted, while it is being looked at.
pub(crate) enum Stop {
    Rejected(Finding),
    Undecided(String),
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Self {
        Self::Rejected(finding)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Undecided(error.to_string())
    }
}

impl From<KernelError> for Stop {
    fn from(error: KernelError) -> Self {
        match error {
            KernelError::Refused { .. } => {
                Self::Rejected(Finding::new(Mechanism::Kernel, error.to_string()))
            }
            KernelError::Undecided(reason) => Self::Undecided(reason),
        }
    }
}

impl From<Unfit> for Stop {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Wrong(what) => Self::Rejected(Finding::new(Mechanism::Kernel, what)),
            Unfit::TooLarge(what) => Self::Undecided(what),
        }
    }
}

/// What a test puts before the defences.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Specimen<'a> {
    /// A proof, which goes into the problem's hole.
    Proof(&'a str),
    /// A whole file that is compiled in place of the problem's: what could come of a way around
    /// the hole.
    File(&'a str),
    /// The bytes of a compiled module, as if the compiling process had written them: what could
    /// come of code that runs in that process.
    Module(&'a [u8]),
}

/// Which defences are switched off. In the judge itself, none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Off<'a>(&'a [Mechanism]);

impl Off<'_> {
    fn has(self, mechanism: Mechanism) -> bool {
        self.0.contains(&mechanism)
    }

    /// Ends the look at a proof, unless the defence that ends it is switched off.
    pub(crate) fn raise(self, finding: Finding) -> Result<(), Finding> {
        if self.has(finding.mechanism) { Ok(()) } else { Err(finding) }
    }
}

/// Every defence is on.
pub(crate) const NONE_OFF: Off<'static> = Off(&[]);

impl Judge {
    /// Looks at a specimen, once for each of `without`: the defences that are switched off. Says
    /// what stopped it: a defence, something else (`None`), or nothing that was left on.
    ///
    /// For tests. There is no way from here to an [`crate::Accepted`].
    #[doc(hidden)]
    pub async fn look_without(
        &self,
        golden: &Golden,
        specimen: Specimen<'_>,
        without: &[&[Mechanism]],
    ) -> Vec<Result<(), (Option<Mechanism>, String)>> {
        let text = match specimen {
            Specimen::Proof(proof) => golden.problem().with_proof(proof),
            Specimen::File(text) => text.to_owned(),
            Specimen::Module(_) => String::new(),
        };
        let parts = match specimen {
            Specimen::Module(bytes) => Ok(Arc::new(vec![bytes.to_owned()])),
            _ => self.compile(&text).await,
        };
        let mut results = Vec::new();
        for off in without.iter().map(|off| Off(off)) {
            let mut result = match specimen {
                Specimen::Proof(proof) => scanned(proof, off).map(drop).map_err(Stop::from),
                _ => Ok(()),
            };
            if result.is_ok() {
                result = match &parts {
                    Ok(parts) => match self.sessions(off) {
                        Ok(sessions) => self.weigh(golden, parts, sessions, off).await.map(drop),
                        Err(error) => Err(error.into()),
                    },
                    Err(Stop::Rejected(finding)) => Err(finding.clone().into()),
                    Err(Stop::Undecided(reason)) => Err(Stop::Undecided(reason.clone())),
                };
            }
            results.push(result.map_err(|stop| match stop {
                Stop::Rejected(finding) => (Some(finding.mechanism), finding.evidence.join("\n")),
                Stop::Undecided(reason) => (None, reason),
            }));
        }
        results
    }

    /// The main file of the compiled module of a text that Lean takes, for tests that change it.
    #[doc(hidden)]
    pub async fn compiled(&self, text: &str) -> Option<Vec<u8>> {
        self.compile(text).await.ok()?.first().cloned()
    }

    /// Puts a proof, with what it adds above the theorem, before every defence.
    pub(crate) async fn look(
        &self,
        golden: &Golden,
        additions: &[Addition],
        proof: &str,
    ) -> Result<Looked, Stop> {
        let mut warnings = Vec::new();
        for addition in additions {
            warnings.extend(scanned(&addition.text, NONE_OFF)?);
        }
        warnings.extend(scanned(proof, NONE_OFF)?);
        self.is_alive().await.map_err(Stop::Undecided)?;
        // The kernels make themselves ready while Lean compiles.
        let sessions = self.sessions(NONE_OFF)?;
        let started = Instant::now();
        let parts = self.compile(&golden.problem().with_additions(additions, proof)).await?;
        let compile = started.elapsed();
        let mut looked = self.weigh(golden, &parts, sessions, NONE_OFF).await?;
        looked.warnings = warnings;
        looked.spent.compile = compile;
        Ok(looked)
    }

    /// The compiled module of a text that Lean takes.
    async fn compile(&self, text: &str) -> Result<Arc<Vec<Vec<u8>>>, Stop> {
        match compile::compile(&self.0.toolchain, &self.0.confine, text).await? {
            Compiled::Module(parts) => Ok(Arc::new(parts)),
            Compiled::Errors(errors) if errors.iter().all(compile::is_limit_of_kernel) => {
                let what = errors.first().map_or("", |error| &error.text);
                Err(Stop::Undecided(format!("Lean gave up: {what}")))
            }
            Compiled::Errors(errors) => {
                let evidence =
                    errors.iter().map(|e| format!("{}:{}: {}", e.line, e.column, e.text)).collect();
                Err(Finding { mechanism: Mechanism::Build, evidence }.into())
            }
            Compiled::Failed(what) => Err(Finding::new(Mechanism::Build, what).into()),
            Compiled::Crashed(ended) => Err(Stop::Undecided(format!(
                "Lean broke down without a word about the proof: {ended}"
            ))),
            Compiled::Limit(ended) => {
                Err(Stop::Undecided(format!("compiling was stopped: {ended}")))
            }
            Compiled::NotConfined(what) => Err(Stop::Undecided(what)),
        }
    }

    /// Every kernel's process, with its name.
    fn sessions(&self, off: Off<'_>) -> io::Result<Vec<(String, Box<dyn Session>)>> {
        if off.has(Mechanism::Kernel) {
            return Ok(Vec::new());
        }
        let kernels = self.0.kernels.iter();
        kernels.map(|kernel| Ok((kernel.name().to_owned(), kernel.start()?))).collect()
    }

    /// Everything after compiling.
    async fn weigh(
        &self,
        golden: &Golden,
        parts: &Arc<Vec<Vec<u8>>>,
        sessions: Vec<(String, Box<dyn Session>)>,
        off: Off<'_>,
    ) -> Result<Looked, Stop> {
        let started = Instant::now();
        let mut sessions = Some(sessions);
        let mut compare = Duration::ZERO;
        let mut as_statements = true;
        let (Examined { axioms, request, checked }, replays, disagree) = loop {
            let before = Instant::now();
            let (judge, prepared, parts) = (self.clone(), golden.clone(), Arc::clone(parts));
            let without = off.0.to_owned();
            let examined = tokio::task::spawn_blocking(move || {
                judge.examine(&prepared, &parts, Off(&without), as_statements)
            });
            let examined = examined.await.map_err(|error| Stop::Undecided(error.to_string()))??;
            compare += before.elapsed();
            let sessions = match sessions.take() {
                Some(sessions) => sessions,
                None => self.sessions(off)?,
            };
            let (replays, disagree) = replay(sessions, &examined.request).await;
            // A kernel that computes may have to look into a proof that it was not given.
            let again = as_statements
                && examined.request.statements > 0
                && replays.iter().any(|(_, replayed)| refuses(replayed));
            if !again {
                break (examined, replays, disagree);
            }
            as_statements = false;
        };
        if disagree {
            // One of them is wrong, which somebody should know.
            tracing::error!(theorem = %golden.problem().theorem, "kernels disagree about a proof");
        }
        let mut kernels = Vec::new();
        for (name, replayed) in replays {
            let replayed = replayed.map_err(|error| error.of(&name, disagree))?;
            kernels.push(KernelReport::new(&name, &request, &replayed));
        }
        if off.0.is_empty() && !checked.is_empty() {
            // All of them have agreed.
            let base = &golden.0.base;
            lock(&base.checked).extend(checked);
            if let Some(kept) = &base.kept
                && let Err(error) = kept.write(&base.library, &lock(&base.checked))
            {
                tracing::warn!(%error, "what the kernels have checked cannot be kept");
            }
        }
        let kernel = started.elapsed().saturating_sub(compare);
        let constants = request.constants.len();
        let spent = Spent { compile: Duration::ZERO, compare, kernel, constants };
        Ok(Looked { axioms, kernels, warnings: Vec::new(), spent })
    }

    fn examine(
        &self,
        golden: &Golden,
        parts: &[Vec<u8>],
        off: Off<'_>,
        as_statements: bool,
    ) -> Result<Examined, Stop> {
        let broken = |error: OleanError| Stop::Undecided(error.to_string());
        let unreadable = |error: OleanError| Finding::new(Mechanism::Build, error.to_string());
        let path = self.0.toolchain.olean_path();
        let GoldenInner { base, imports, problem, .. } = &*golden.0;
        let mut terms = golden.0.terms.clone();
        let mut wanted = golden.0.loaded.clone();
        let module = parse(&mut terms, parts).map_err(unreadable)?;
        if module.imports != *imports {
            let evidence = examine::imports(&terms, &module).join(", ");
            let evidence = format!("the compiled file imports {evidence}");
            off.raise(Finding::new(Mechanism::Imports, evidence))?;
        }
        let imported = Constants::on(Arc::clone(&base.library));
        let given = Loaded::new(&imported, &mut terms, &path, module).map_err(unreadable)?;
        wanted.decode_like(&mut terms, &given).map_err(broken)?;
        let axioms = examine::examine(&terms, &wanted, &given, &problem.theorem, off)?;
        let own: FxHashSet<NameId> = given.own().iter().map(|constant| constant.name).collect();
        let checked = match self.0.imports {
            Imports::Checked => lock(&base.checked).clone(),
            Imports::Trusted => FxHashSet::default(),
        };
        let trusted = self.0.imports == Imports::Trusted;
        let known = |name| if trusted { base.library.has(name) } else { checked.contains(&name) };
        let believed = Believed { known: &known, as_statements };
        let Asked { request, mut checked } =
            kernel::request(&terms, &given.constants, &own, &believed)?;
        checked.retain(|name| !own.contains(name));
        let request = Arc::new(request);
        Ok(Examined { axioms, request, checked })
    }
}

type Replays = Vec<(String, Result<Replayed, KernelError>)>;

fn refuses(replayed: &Result<Replayed, KernelError>) -> bool {
    matches!(replayed, Err(KernelError::Refused { .. }))
}

/// What the kernels say, in their order, and whether they contradict each other. The first in the
/// list to refuse speaks for all, so that verdicts do not depend on chance.
async fn replay(
    sessions: Vec<(String, Box<dyn Session>)>,
    request: &Arc<kernel::Request>,
) -> (Replays, bool) {
    let mut replays = JoinSet::new();
    for (place, (name, session)) in sessions.into_iter().enumerate() {
        let request = Arc::clone(request);
        replays.spawn(async move { (place, name, kernel::replay(session, &request).await) });
    }
    let mut replays = replays.join_all().await;
    replays.sort_unstable_by_key(|(place, ..)| *place);
    let replays: Replays = replays.into_iter().map(|(_, name, said)| (name, said)).collect();
    let disagree = replays.iter().any(|(_, replayed)| replayed.is_ok())
        && replays.iter().any(|(_, replayed)| refuses(replayed));
    (replays, disagree)
}

/// What is odd about a proof's text.
fn scanned(proof: &str, off: Off<'_>) -> Result<Vec<String>, Finding> {
    let lines = |remarks: &[Remark]| -> Vec<String> {
        remarks.iter().map(|r| format!("line {}: {}", r.line, r.what)).collect()
    };
    let scanned = scan(proof);
    if !scanned.rejections.is_empty() {
        let evidence = lines(&scanned.rejections);
        off.raise(Finding { mechanism: Mechanism::Scan, evidence })?;
    }
    Ok(lines(&scanned.warnings))
}
