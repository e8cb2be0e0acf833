//! Lean's own provers as a voice: the tactics that search for a proof themselves, as far as the file's
//! imports have them.
//!
//! The first pass proposes those that close a goal or fail. The second asks those that answer with a
//! proof (`exact?` and its like) and proposes the answers; the question never becomes part of a proof.
//! A check of either may cost many of the rules', so the voice has limits of its own, comes after the
//! first rounds of the rules, and works on one goal of a problem at a time.
//!
//! Which provers exist is Lean's word, never that of a version or a library's name. Whether what they
//! say is true is not this voice's business: its candidates are checked and judged like all others.

use std::{borrow::Cow, sync::Arc, time::Instant};

use futures::{FutureExt, future::BoxFuture};
use polya_lean::check::{CheckLimits, Site};
use polya_text::{
    header::Header,
    lexer::{Kind, tokens},
};
use rustc_hash::FxHashMap;
use tokio::sync::Mutex;

use crate::{
    candidate::{Candidate, Source},
    environment::LeanProvers,
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, ProverNames, ProversOf, Request},
};

/// The pass of those that close a goal or fail.
pub const FINISH: u32 = 0;
/// The pass of those that are asked.
pub const ASK: u32 = 1;

/// Provers that close a goal or fail, and some that only bring it into a better form, with the chance
/// that each helps. `bv_decide` and `native_decide` are not among them: their proofs trust the
/// compiler, which the judge does not.
const FINISHERS: &[(&str, f64)] = &[
    ("grind", 0.5),
    ("omega", 0.5),
    ("simp_all", 0.5),
    ("aesop", 0.4),
    ("norm_num", 0.4),
    ("linarith", 0.4),
    ("nlinarith", 0.35),
    ("positivity", 0.35),
    ("ring", 0.35),
    ("decide", 0.3),
    ("tauto", 0.3),
    ("lia", 0.3),
    ("simp +arith", 0.3),
    ("norm_num [*]", 0.3),
    ("abel", 0.3),
    ("noncomm_ring", 0.2),
    ("group", 0.2),
    ("order", 0.2),
    ("bound", 0.2),
    ("fun_prop", 0.2),
    ("measurability", 0.2),
    ("continuity", 0.2),
    ("solve_by_elim", 0.2),
    ("norm_cast", 0.2),
    ("field_simp; ring", 0.2),
    ("push_cast; ring", 0.1),
    ("gcongr", 0.2),
    ("field_simp", 0.1),
    ("push_neg", 0.1),
    ("ring_nf", 0.1),
];

/// A prover that is asked.
struct Asked {
    tactic: &'static str,
    /// How many of its answers are tried.
    most: usize,
    /// Chance that its first answer helps.
    prior: f64,
    /// True if its answers are whole proofs, after which nobody else need be asked.
    proves: bool,
}

const fn asked(tactic: &'static str, most: usize, prior: f64, proves: bool) -> Asked {
    Asked { tactic, most, prior, proves }
}

/// Provers that are asked, in this order.
const ASKED: &[Asked] = &[
    asked("exact?", 4, 0.9, true),
    asked("try?", 6, 0.9, true),
    asked("hint", 6, 0.8, true),
    asked("hammer", 4, 0.9, true),
    asked("rw?", 6, 0.15, false),
    asked("apply?", 6, 0.15, false),
    asked("simp?", 1, 0.15, false),
];

/// What asks Lean for a proof, wherever it stands.
const QUESTIONS: &[&str] = &["exact?", "apply?", "rw?", "rewrites?", "try?", "observe?", "says?"];

/// Tactics that do their work and say how; they do it as well without the mark.
const TELLING: &[&str] = &[
    "simp?",
    "simp?!",
    "simp_all?",
    "simp_all?!",
    "dsimp?",
    "dsimp?!",
    "simpa?",
    "simpa?!",
    "aesop?",
    "norm_num?",
    "grind?",
    "simp_arith?",
    "decide?",
    "bound?",
];

/// Goals so many steps from the problem's own are left to others.
const DEEPEST: u32 = 6;

/// How much less urgent these rounds are than a first one: they follow the second of the rules.
const PENALTY: f64 = -0.6;

/// The import header of a file, in the form in which it is the key to what Lean has under it.
pub fn header(before: &str) -> Arc<str> {
    Header::of(before).canonical().into()
}

/// The tactic as it may stand in a proof: where it does its work and says how, without saying it.
/// `None` if it asks for a proof.
pub(crate) fn without_asking(tactic: &Arc<str>) -> Option<Arc<str>> {
    if ["hint", "hammer"].contains(&tactic.trim()) {
        return None;
    }
    let words = tokens(tactic).filter(|token| token.kind == Kind::Word);
    let marked: Vec<_> = words.filter(|w| tactic[w.span.clone()].contains('?')).collect();
    let mut text = Cow::Borrowed(&**tactic);
    for word in marked.iter().rev() {
        let name = &tactic[word.span.clone()];
        if QUESTIONS.contains(&name) {
            return None;
        }
        if TELLING.contains(&name) {
            text.to_mut().replace_range(word.span.clone(), &name.replace('?', ""));
        }
    }
    Some(match text {
        Cow::Borrowed(_) => tactic.clone(),
        Cow::Owned(text) => text.into(),
    })
}

/// The voice of Lean's own provers.
pub struct Provers {
    lean: Arc<dyn LeanProvers>,
    limits: CheckLimits,
    /// False if it is not to take part in new runs.
    takes_part: bool,
    /// What this process found out, by header.
    known: Mutex<FxHashMap<Arc<str>, ProverNames>>,
}

impl std::fmt::Debug for Provers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provers").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Provers {
    /// The provers of `lean`; `limits` bound each question.
    pub fn new(lean: Arc<dyn LeanProvers>, limits: CheckLimits, takes_part: bool) -> Self {
        Self { lean, limits, takes_part, known: Mutex::default() }
    }

    /// Its part in a schedule.
    pub fn part() -> Part {
        let finish = Round::free(VoiceId::PROVERS, FINISH, PENALTY);
        let ask = Round { pass: ASK, checks: ASKED.len() as u64, ..finish.clone() };
        Part { rank: Rank::Provers, rounds: vec![finish, ask], speaks_for: Vec::new() }
    }

    /// The provers under the header of the problem's file; and the same to be recorded, if the run does
    /// not know them yet.
    async fn existing(
        &self,
        request: &Request,
    ) -> Result<(ProverNames, Option<ProversOf>), String> {
        if let Some(names) = &request.provers {
            return Ok((names.clone(), None));
        }
        let before = request.problem.before();
        let header = header(before);
        // Whoever else wants to know waits, and is spared the question.
        let mut known = self.known.lock().await;
        let names = if let Some(names) = known.get(&header) {
            names.clone()
        } else {
            let finishers = FINISHERS.iter().map(|(tactic, _)| *tactic);
            let all: Vec<&str> = finishers.chain(ASKED.iter().map(|a| a.tactic)).collect();
            let exist = self.lean.exist(before, &all).await?;
            let there = all.iter().zip(exist).filter(|(_, exists)| *exists);
            let names: ProverNames = there.map(|(name, _)| Arc::from(*name)).collect();
            known.insert(header.clone(), names.clone());
            names
        };
        drop(known);
        Ok((names.clone(), Some(ProversOf { header, names })))
    }

    /// What was found before something outside mathematics went wrong. The search goes on without the
    /// rest.
    fn trouble(mut proposals: Proposals, message: &str) -> Proposals {
        proposals.troubles.push(format!("Lean's provers: {message}"));
        proposals
    }

    async fn candidates(&self, request: &Request) -> Proposals {
        let Some(path) = request.path.as_ref().filter(|_| request.depth <= DEEPEST) else {
            return Proposals::default();
        };
        let (names, provers) = match self.existing(request).await {
            Ok(found) => found,
            Err(message) => return Self::trouble(Proposals::default(), &message),
        };
        let exists = |tactic: &str| names.iter().any(|name| &**name == tactic);
        let mut proposals = Proposals { provers, ..Proposals::default() };
        if request.pass == FINISH {
            let there = FINISHERS.iter().filter(|(tactic, _)| exists(tactic));
            let candidate = |&(tactic, prior): &(&str, f64)| {
                Candidate::new(tactic, Source::prover(tactic), prior)
            };
            proposals.candidates.extend(there.map(candidate));
            return proposals;
        }
        let site = Site { before: request.problem.before().into(), path: path.clone() };
        // All questions together take no longer than one may.
        let began = Instant::now();
        for asked in ASKED.iter().filter(|asked| exists(asked.tactic)) {
            let deadline = self.limits.deadline.saturating_sub(began.elapsed());
            if proposals.spent.checks >= request.checks || deadline.is_zero() {
                break;
            }
            proposals.spent.checks += 1;
            let limits = CheckLimits { deadline, ..self.limits };
            let answers = match self.lean.ask(&site, asked.tactic, limits).await {
                Ok(answers) => answers,
                Err(message) => return Self::trouble(proposals, &message),
            };
            let proved = asked.proves && !answers.is_empty();
            for (place, answer) in answers.into_iter().take(asked.most).enumerate() {
                let prior = asked.prior / (place + 1) as f64;
                let source = Source::prover(asked.tactic);
                proposals.candidates.push(Candidate::new(answer, source, prior));
            }
            if proved {
                break;
            }
        }
        proposals
    }
}

impl Proposer for Provers {
    fn id(&self) -> VoiceId {
        VoiceId::PROVERS
    }

    fn parts(&self) -> Vec<Part> {
        if self.takes_part { vec![Self::part()] } else { Vec::new() }
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.candidates(request).map(Ok).boxed()
    }
}

#[cfg(test)]
mod tests;
