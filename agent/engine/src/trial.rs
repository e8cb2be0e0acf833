//! The trial of a Lean: whether it does what a search and a judge need, found out by asking and not
//! by its version.
//!
//! It is made once, before the first problem, because a Lean that fails it would fail every problem
//! with the same words; and that one has passed is kept, as long as nothing changes. Three things have
//! known answers: constants of its library decode as they must, a batch of tactics gives the outcomes
//! that it must, and the judge accepts a right proof and rejects wrong ones, which includes that each
//! kernel accepts a right theorem and refuses a wrong one. What happens here decides nothing about any
//! problem.

use std::{fs, io, sync::Arc, time::Duration};

use polya_judge::{GoldenError, JUDGE_VERSION, Judge, Verdict};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    kept::{Kept, Key, Stamp},
    launcher::LEAN_LIBRARY,
    olean::OleanError,
    pool::Pool,
    premises::{Collection, Premise},
    toolchain::{LEAN_VERSION, LeanVersion, Origin, Toolchain},
};
use serde::{Deserialize, Serialize};

use crate::{settings::Settings, statement};

/// Passed trials that are kept.
const KEPT: usize = 64;

/// The oldest Lean whose server and compiled modules are of a form that is known here.
const OLDEST: (u32, u32) = (4, 27);

/// No part of the trial takes longer, also where a library is large and the machine busy.
const LIMIT: Duration = Duration::from_mins(1);

/// A theorem of two goals that needs nothing but propositions.
const STATEMENT: &str = "theorem polya_trial (p q : Prop) (hp : p) (hq : q) : p ∧ q";

/// A Lean that failed its trial.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Lean {version} at `{}` failed its trial: {reason}\nhint: {remedy}", program.display())]
pub struct Unfit {
    /// Its version.
    pub version: LeanVersion,
    /// Its program.
    pub program: std::path::PathBuf,
    /// What it did, or did not do.
    pub reason: String,
    /// What may help.
    pub remedy: String,
}

/// What was found out about a Lean that passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// The kernels that told a right theorem from a wrong one.
    pub kernels: Vec<String>,
}

/// Puts a Lean to the trial, unless the same program with the same library has passed it before, put
/// to it by the same program.
pub(crate) async fn once(
    settings: &Settings,
    toolchain: &Toolchain,
    library: Result<&Collection, &OleanError>,
    pool: &Pool,
    judge: &Judge,
) -> Result<Passed, Unfit> {
    let kept = library.ok().and_then(|library| kept(settings, toolchain, library));
    let bytes = kept.as_ref().and_then(Kept::read);
    if let Some(passed) = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
        return Ok(passed);
    }
    let passed = run(toolchain, library, pool, judge).await?;
    if let Some(kept) = kept
        && let Err(error) = write(&kept, &passed)
    {
        tracing::warn!(%error, "that Lean has passed its trial cannot be kept");
    }
    Ok(passed)
}

/// The file that says that this Lean has passed: as it is now, put to the trial by this program.
fn kept(settings: &Settings, toolchain: &Toolchain, library: &Collection) -> Option<Kept> {
    let mut key = Key::new("trial 1")
        .with(JUDGE_VERSION.to_le_bytes())
        .with(env!("CARGO_PKG_VERSION"))
        .with([u8::from(settings.lean.allow_unconfined)])
        .with(toolchain.identity())
        .with(library.identity.as_bytes());
    let lean_library = toolchain.sysroot().join(LEAN_LIBRARY);
    for file in [&settings.program, &toolchain.lean_program(), &lean_library] {
        key = key.with(file.as_os_str().as_encoded_bytes());
        key = key.with(Stamp::new(&fs::metadata(file).ok()?).hash());
    }
    Some(key.in_folder(&settings.home.join("cache").join("trials")))
}

fn write(kept: &Kept, passed: &Passed) -> io::Result<()> {
    kept.write(&serde_json::to_vec(passed)?)?;
    kept.remove_oldest(KEPT)
}

/// Puts a Lean to the trial. `library` is what could be read of its library.
pub(crate) async fn run(
    toolchain: &Toolchain,
    library: Result<&Collection, &OleanError>,
    pool: &Pool,
    judge: &Judge,
) -> Result<Passed, Unfit> {
    let unfit = |reason: String| Unfit {
        version: toolchain.version().clone(),
        program: toolchain.lean_program(),
        remedy: remedy(toolchain),
        reason,
    };
    let version = toolchain.version();
    if (version.major, version.minor) < OLDEST {
        return Err(unfit(format!("it is older than {}.{}", OLDEST.0, OLDEST.1)));
    }
    let premises = library.map(|library| library.premises.as_slice());
    constants(premises).map_err(unfit)?;
    let both = async {
        let (tactics, proofs) = tokio::join!(asked(|| tactics(pool)), asked(|| proofs(judge)));
        // Where both fail, the same one is named each time.
        tactics.and(proofs).map(|kernels| Passed { kernels })
    };
    let passed = tokio::time::timeout(LIMIT, both).await;
    passed
        .unwrap_or_else(|_| Err(format!("it did not answer within {} s", LIMIT.as_secs())))
        .map_err(unfit)
}

/// What was not as it must be.
enum Fault {
    /// The answer is another.
    Wrong(String),
    /// There was no answer: Lean fell, or somebody ended it.
    Silent(String),
}

/// How often Lean is asked that does not answer. One that falls by itself falls again; one that
/// somebody ended, or for which there was no memory at that moment, does not.
const TRIES: u32 = 4;

/// What a part of the trial finds, asked again where there is no answer.
async fn asked<T, F: Future<Output = Result<T, Fault>>>(part: impl Fn() -> F) -> Result<T, String> {
    let mut tries = 1;
    loop {
        match part().await {
            Ok(found) => return Ok(found),
            Err(Fault::Silent(reason)) if tries < TRIES => {
                tracing::warn!(reason, "Lean is put to the trial again");
                tries += 1;
            }
            Err(Fault::Wrong(reason) | Fault::Silent(reason)) => return Err(reason),
        }
    }
}

fn remedy(toolchain: &Toolchain) -> String {
    match toolchain.origin() {
        Origin::Wheel => {
            format!("delete `{}` and run `polya setup`", toolchain.sysroot().display())
        }
        _ if toolchain.project().is_some() => format!(
            "`--no-project` leaves the project out and uses Lean {LEAN_VERSION}, which Polya fetches"
        ),
        _ => format!("without `--lean` Polya uses Lean {LEAN_VERSION}, which it fetches"),
    }
}

/// Known theorems of the library decode as they must.
fn constants(premises: Result<&[Premise], &OleanError>) -> Result<(), String> {
    let premises = premises.map_err(|error| format!("its library cannot be read: {error}"))?;
    // Name, explicit arguments, head of the conclusion, heads of both sides.
    let known = [
        ("Nat.add_comm", 2, Some("Eq"), Some("HAdd.hAdd"), Some("HAdd.hAdd")),
        ("Nat.le_trans", 2, Some("LE.le"), None, None),
        ("Nat.mul_comm", 2, Some("Eq"), Some("HMul.hMul"), Some("HMul.hMul")),
    ];
    for (name, explicit, conclusion, left, right) in known {
        let Some(premise) = premises.iter().find(|premise| premise.name == name) else {
            return Err(format!("`{name}` is not in its library"));
        };
        let sides = (premise.left.as_deref(), premise.right.as_deref()) == (left, right);
        if premise.explicit != explicit || premise.conclusion.as_deref() != conclusion || !sides {
            return Err(format!("`{name}` decodes as `{}`", premise.statement));
        }
    }
    Ok(())
}

/// Whether an outcome is the one that is known.
type IsRight = fn(&Outcome) -> bool;

/// A batch of tactics has the outcomes that it must.
async fn tactics(pool: &Pool) -> Result<(), Fault> {
    let site = Site { before: format!("{STATEMENT} :=").into(), path: Vec::new() };
    let candidates: [(&str, IsRight); 5] = [
        ("exact ⟨hp, hq⟩", |outcome| matches!(outcome, Outcome::Closed)),
        ("exact hp", |outcome| matches!(outcome, Outcome::Failed { .. })),
        ("constructor", |outcome| match outcome {
            Outcome::Progress { goals, coupled: false } => {
                goals.iter().map(|goal| goal.target.as_str()).eq(["p", "q"])
            }
            _ => false,
        }),
        ("exact polya_no_such_name", |outcome| matches!(outcome, Outcome::Failed { .. })),
        ("exact ⟨hp, by exact hq⟩", |outcome| matches!(outcome, Outcome::Closed)),
    ];
    let texts: Vec<Arc<str>> = candidates.iter().map(|(text, _)| Arc::from(*text)).collect();
    let outcomes = pool.check(&site, &texts, CheckLimits::default()).await;
    for ((text, is_right), outcome) in candidates.iter().zip(&outcomes) {
        if !is_right(outcome) {
            let reason = format!("the tactic `{text}` on `p ∧ q` gave {}", shown(outcome));
            let silent = matches!(
                outcome,
                Outcome::TimedOut | Outcome::Crashed | Outcome::Infrastructure { .. }
            );
            return Err(if silent { Fault::Silent(reason) } else { Fault::Wrong(reason) });
        }
    }
    Ok(())
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Closed => "a proof".to_owned(),
        Outcome::Progress { goals, .. } => format!("{} goals", goals.len()),
        Outcome::Failed { message, .. } => format!("the error `{}`", message.trim()),
        Outcome::Refused { reason } => format!("nothing: {reason}"),
        Outcome::TimedOut => "no answer in time".to_owned(),
        Outcome::Crashed => "a crash".to_owned(),
        Outcome::Infrastructure { message } => format!("no answer: {message}"),
    }
}

/// The judge accepts a right proof and rejects wrong ones. Its own trial of the kernels comes first.
async fn proofs(judge: &Judge) -> Result<Vec<String>, Fault> {
    let problem = statement::problem(STATEMENT);
    let (problem, _) = problem.map_err(|error| Fault::Wrong(error.to_string()))?;
    let golden = judge.prepare(&problem).await.map_err(|error| match &error {
        GoldenError::Rejected { .. } => Fault::Wrong(error.to_string()),
        GoldenError::Infrastructure { .. } => Fault::Silent(error.to_string()),
    })?;
    let fault = |what: String, verdict: Verdict| {
        let reason = format!("{what}: {verdict}");
        match verdict {
            Verdict::Undecided { .. } => Fault::Silent(reason),
            Verdict::Accepted(_) | Verdict::Rejected { .. } => Fault::Wrong(reason),
        }
    };
    let kernels = match judge.judge(&golden, "And.intro hp hq").await {
        Verdict::Accepted(accepted) => accepted.kernels().to_vec(),
        other => return Err(fault("a right proof was not accepted".to_owned(), other)),
    };
    for wrong in ["And.intro hp hp", "And.intro hp sorry"] {
        match judge.judge(&golden, wrong).await {
            Verdict::Rejected { .. } => {}
            other => {
                return Err(fault(format!("the wrong proof `{wrong}` was not rejected"), other));
            }
        }
    }
    Ok(kernels)
}
