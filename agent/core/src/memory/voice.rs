//! The voice of memory: candidates from what earlier problems taught.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use polya_lean::goal::Goal;
use polya_memory::{Artifact, Content, Kind, Question, Recalled};
use rustc_hash::FxHashSet;

use super::{
    alike::{Translation, cited, speaks_of},
    keeper::Keeper,
    key::{failure_key, goal_key},
    script::{first_step, whole_script},
};
use crate::{
    candidate::{Candidate, Source},
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, Request},
    worker::Library,
};

/// The same goal was proved before, or goals so alike that what closed them may close it.
const SAME: u32 = 0;
/// Like goals were proved before.
const ALIKE: u32 = 1;
/// Like goals were closed with certain premises.
const PREMISES: u32 = 2;
/// What failed on this goal before.
const FAILED: u32 = 3;
/// More of what closed the goals nearest to this one.
const CLOSERS: u32 = 4;

/// Least cosine at which a goal is worth imitating.
const LIKE: f32 = 0.6;
/// Like goals that are imitated.
const IMITATED: usize = 3;
/// Least cosine at which a goal is worth closing in the same way, whatever the tactic speaks of.
const CLOSE: f32 = 0.55;
/// Closed goals that vote on how to close this one, and tactics that come of it.
const VOTERS: usize = 16;
const ELECTED: usize = 3;
/// Artifacts whose premises are tried.
const PREMISE_USES: usize = 6;
/// Candidates of one round of premises.
const MOST: usize = 24;

/// Like goals, and like errors, that a model is reminded of.
const REMINDERS: usize = 2;
/// Bytes of one reminder.
const LONGEST_REMINDER: usize = 1200;

/// Proposes what proved like goals.
#[derive(Debug)]
pub struct Recollection {
    keeper: Keeper,
    library: Arc<Library>,
    toolchain: String,
}

impl Recollection {
    /// Recalls from `keeper`; premises are tried as `library` knows them, and failures of
    /// `toolchain`, as the prover describes it, are held back.
    pub fn new(keeper: Keeper, library: Arc<Library>, toolchain: String) -> Self {
        Self { keeper, library, toolchain }
    }

    /// The parts of this voice: what may close the goal comes before everything, the rest where it is
    /// as urgent as other voices.
    pub fn all_parts() -> Vec<Part> {
        let part = |rank, rounds: &[(u32, f64)]| {
            let round = |&(pass, penalty): &_| Round::free(VoiceId::MEMORY, pass, penalty);
            Part { rank, rounds: rounds.iter().map(round).collect(), speaks_for: Vec::new() }
        };
        vec![
            part(Rank::Known, &[(SAME, 0.0), (CLOSERS, 0.0)]),
            part(Rank::Recalled, &[(ALIKE, -0.6), (PREMISES, -1.0), (FAILED, -6.0)]),
        ]
    }

    async fn candidates(&self, request: &Request) -> Vec<Candidate> {
        if request.state.is_coupled() || !self.keeper.recalls() {
            return Vec::new();
        }
        let goal = request.state.main();
        let mut candidates = match request.pass {
            SAME => self.same(goal).await,
            CLOSERS => self.closers(goal, ELECTED).await.found,
            ALIKE => self.alike(goal, request.depth == 0).await,
            PREMISES => self.premises(goal).await,
            _ => return self.failed(request).await,
        };
        hold_back(&mut candidates, &self.keeper, request, &self.toolchain).await;
        candidates
    }

    async fn same(&self, goal: &Goal) -> Vec<Candidate> {
        let keys = ["proof", "lemma"].map(|kind| goal_key(kind, goal)).to_vec();
        let mut list = List::default();
        for artifact in self.keeper.judged(keys).await {
            list.imitate(&artifact, goal, 0.95, 0.9);
        }
        if list.found.is_empty() { self.closers(goal, 1).await.found } else { list.found }
    }

    /// The tactics that closed the nearest goals, however far these are: what finishes is much the
    /// same everywhere. Nearly all of them are among the finishing tactics that rules try next, and
    /// nothing is tried twice: so these are the first of those, and where they close the goal the
    /// others are spared.
    async fn closers(&self, goal: &Goal, most: usize) -> List {
        let mut list = List::default();
        let key = goal_key("closing", goal);
        let mut votes: Vec<(String, f32, Artifact)> = Vec::new();
        let mut vote = |artifact: Artifact, likeness: f32| {
            let Content::PremiseUse { goal: old, tactic, .. } = &artifact.content else { return };
            let Ok(old) = Goal::parse(old) else { return };
            if likeness < CLOSE && !is_general(&old, tactic) {
                return;
            }
            let Some(tactic) = Translation::between(&old, goal).apply(tactic) else { return };
            // As for premises, the most alike count by far the most (MaSh, section 4.1).
            let weight = likeness.max(FARTHEST).powi(6);
            match votes.iter_mut().find(|(known, ..)| *known == tactic) {
                Some((_, sum, _)) => *sum += weight,
                None => votes.push((tactic, weight, artifact)),
            }
        };
        if let Some(same) = self.keeper.by_key(key).await {
            vote(same, 2.0);
        } else {
            let question = question(goal, vec![Kind::PremiseUse], VOTERS, false);
            for recalled in self.keeper.recall(question).await {
                vote(recalled.artifact, recalled.terms.wording);
            }
        }
        // Of equals the one that was voted for by the most alike.
        votes.sort_by(|a, b| b.1.total_cmp(&a.1));
        let all: f32 = votes.iter().map(|(_, weight, _)| weight).sum();
        for (tactic, weight, artifact) in votes.into_iter().take(most) {
            list.push(&artifact, tactic, f64::from(0.5 * weight / all));
        }
        list
    }

    async fn alike(&self, goal: &Goal, root: bool) -> Vec<Candidate> {
        let mut kinds = vec![Kind::Lemma, Kind::Proof];
        let mut list = List::default();
        let found = self.keeper.recall(question(goal, kinds.clone(), 2 * IMITATED, true)).await;
        for recalled in like(&found).take(IMITATED) {
            let likeness = f64::from(recalled.terms.wording);
            list.imitate(&recalled.artifact, goal, 0.4 * likeness, 0.2 * likeness);
        }
        if root {
            kinds = vec![Kind::Plan];
            let found = self.keeper.recall(question(goal, kinds, 2, false)).await;
            for recalled in like(&found) {
                if let Content::Plan { goal: old, plan } = &recalled.artifact.content
                    && let Some((_, tactic)) = plan.split_once('\n')
                {
                    list.adapt(&recalled.artifact, old, goal, tactic, 0.4);
                }
            }
        }
        list.found
    }

    async fn premises(&self, goal: &Goal) -> Vec<Candidate> {
        let question = question(goal, vec![Kind::PremiseUse], 6 * PREMISE_USES, false);
        let found = self.keeper.recall(question).await;
        let mut list = List::default();
        let mut artifacts = 0;
        for recalled in like(&found) {
            let Content::PremiseUse { goal: old, premises, tactic } = &recalled.artifact.content
            else {
                continue;
            };
            // Most goals are closed without naming any.
            if premises.is_empty() || artifacts == PREMISE_USES {
                continue;
            }
            artifacts += 1;
            let likeness = f64::from(recalled.terms.wording);
            list.adapt(&recalled.artifact, old, goal, tactic, 0.4 * likeness);
            for premise in premises {
                for (tactic, prior) in self.library.uses(premise, goal) {
                    list.push(&recalled.artifact, tactic, prior * likeness);
                }
            }
        }
        list.found.sort_by(|a, b| b.log_prior.total_cmp(&a.log_prior));
        list.found.truncate(MOST);
        list.found
    }

    /// What other voices held back: it is tried after everything else, because limits may have
    /// been raised since.
    async fn failed(&self, request: &Request) -> Vec<Candidate> {
        let key = failure_key(&request.problem, &request.state, &self.toolchain);
        let Some((id, tactics)) = self.keeper.failures(key).await else { return Vec::new() };
        let source = Source::recalled(id.to_string());
        let candidate = |tactic| Candidate::new(tactic, source.clone(), 0.02);
        tactics.into_iter().map(candidate).collect()
    }
}

/// A question about a goal.
fn question(goal: &Goal, kinds: Vec<Kind>, k: usize, judged_only: bool) -> Question {
    Question {
        target: goal.target.clone(),
        hypotheses: goal.hypotheses.iter().map(|h| h.ty.clone()).collect(),
        k,
        kinds,
        judged_only,
        embedding: None,
    }
}

/// What is like the goal in its words, most alike first: a tactic depends on them. The memory's own
/// order weighs meaning, age and use as well, which is right for what is shown and wrong for what is
/// imitated.
fn like(found: &[Recalled]) -> impl Iterator<Item = &Recalled> {
    let mut found: Vec<&Recalled> =
        found.iter().filter(|recalled| recalled.terms.wording >= LIKE).collect();
    found.sort_by(|a, b| b.terms.wording.total_cmp(&a.terms.wording));
    found.into_iter()
}

/// A goal that shares no word votes as one of this cosine would.
const FARTHEST: f32 = 0.1;

/// True for a tactic that could have been written without seeing the goal.
fn is_general(old: &Goal, tactic: &str) -> bool {
    cited(tactic).is_empty() && !speaks_of(tactic, old)
}

/// A tactic that worked on `old`, as it would be written for `goal`.
fn translated(old: &str, goal: &Goal, tactic: &str) -> Option<String> {
    Translation::between(&Goal::parse(old).ok()?, goal).apply(tactic)
}

/// Candidates under collection: each tactic once.
#[derive(Default)]
struct List {
    found: Vec<Candidate>,
    seen: FxHashSet<String>,
}

impl List {
    /// The whole proof of an artifact, and its first step.
    fn imitate(&mut self, artifact: &Artifact, goal: &Goal, whole: f64, first: f64) {
        let Some(proved) = artifact.for_proof() else { return };
        let Some(script) = whole_script(proved.proof()) else { return };
        let (step, more) = first_step(&script);
        let step = step.to_owned();
        self.adapt(artifact, proved.statement(), goal, &script, whole);
        if more {
            self.adapt(artifact, proved.statement(), goal, &step, first);
        }
    }

    /// A tactic that worked on `old`, as it would be written for `goal`.
    fn adapt(&mut self, artifact: &Artifact, old: &str, goal: &Goal, tactic: &str, prior: f64) {
        if let Some(tactic) = translated(old, goal, tactic) {
            self.push(artifact, tactic, prior);
        }
    }

    fn push(&mut self, artifact: &Artifact, tactic: String, prior: f64) {
        if self.seen.insert(tactic.clone()) {
            let source = Source::recalled(artifact.id.to_string());
            self.found.push(Candidate::new(tactic, source, prior));
        }
    }
}

impl Proposer for Recollection {
    fn id(&self) -> VoiceId {
        VoiceId::MEMORY
    }

    fn parts(&self) -> Vec<Part> {
        if self.keeper.recalls() { Self::all_parts() } else { Vec::new() }
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        async move {
            let candidates = self.candidates(request).await;
            Ok(Proposals { candidates, ..Proposals::default() })
        }
        .boxed()
    }
}

/// Takes out what failed on this very goal in an earlier run.
async fn hold_back(
    candidates: &mut Vec<Candidate>,
    keeper: &Keeper,
    request: &Request,
    toolchain: &str,
) {
    if candidates.is_empty() || request.state.is_coupled() {
        return;
    }
    let key = failure_key(&request.problem, &request.state, toolchain);
    if let Some((_, failed)) = keeper.failures(key).await {
        let failed: FxHashSet<&str> = failed.iter().map(|tactic| &**tactic).collect();
        candidates.retain(|candidate| !failed.contains(&*candidate.tactic));
    }
}

/// Texts for a model's prompt: like goals with their proofs, and how errors like its own were mended.
/// They count as used: a model may write down what it read in other words.
async fn reminders(keeper: &Keeper, request: &Request) -> Vec<String> {
    let (mut texts, mut used) = (Vec::new(), Vec::new());
    let telling = |recalled: &&Recalled| recalled.terms.relevance >= LIKE;
    let mut remind = |recalled: &Recalled| {
        let text = match &recalled.artifact.content {
            Content::Repair { error, broken, repaired } => {
                format!("`{broken}` -- {error}\nwhat worked: `{repaired}`")
            }
            Content::Proof { statement, proof, .. } | Content::Lemma { statement, proof, .. } => {
                format!("{statement}\nwas proved {proof}")
            }
            _ => return,
        };
        if text.len() <= LONGEST_REMINDER && !used.contains(&recalled.artifact.id) {
            texts.push(text);
            used.push(recalled.artifact.id);
        }
    };
    if !request.state.is_coupled() {
        let question = question(request.state.main(), vec![Kind::Lemma, Kind::Proof], 4, true);
        let found = keeper.recall(question).await;
        found.iter().filter(telling).take(REMINDERS).for_each(&mut remind);
    }
    for failure in request.failures.iter().rev().take(REMINDERS) {
        let question = Question {
            kinds: vec![Kind::Repair],
            ..Question::about(format!("{}\n{}", failure.message, failure.tactic), 1)
        };
        keeper.recall(question).await.iter().filter(telling).for_each(&mut remind);
    }
    keeper.used(used).await;
    texts
}

/// Another voice, without what failed on the same goal of the same problem under the same Lean in
/// an earlier run. The memory's own last round makes up for it. A model is reminded of like goals and
/// like errors besides.
pub struct Mindful {
    voice: Arc<dyn Proposer>,
    keeper: Keeper,
    toolchain: String,
}

impl std::fmt::Debug for Mindful {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mindful").field("voice", &self.voice.id()).finish_non_exhaustive()
    }
}

impl Mindful {
    /// Holds `voice` back; `toolchain` is what the prover describes itself as.
    pub fn new(voice: Arc<dyn Proposer>, keeper: Keeper, toolchain: String) -> Self {
        Self { voice, keeper, toolchain }
    }
}

impl Proposer for Mindful {
    fn id(&self) -> VoiceId {
        self.voice.id()
    }

    fn parts(&self) -> Vec<Part> {
        self.voice.parts()
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        async move {
            let mut proposals = if self.voice.id() == VoiceId::MODEL && self.keeper.recalls() {
                let memories = reminders(&self.keeper, request).await;
                self.voice.propose(&Request { memories, ..request.clone() }).await?
            } else {
                self.voice.propose(request).await?
            };
            let candidates = &mut proposals.candidates;
            hold_back(candidates, &self.keeper, request, &self.toolchain).await;
            Ok(proposals)
        }
        .boxed()
    }
}
