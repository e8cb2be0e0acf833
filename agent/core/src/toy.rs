//! A toy world for tests: goals are numbers, tactics do arithmetic, and a referee replays scripts.
//!
//! 0 is closed by `done`; `dec` goes from n+1 to n, `half` from 2n to n and n, `slow` from n+2 to n+1
//! and n, `thirds` from 3n to three coupled goals. Nothing here knows the search, so that it can
//! contradict it.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use futures::{FutureExt, future::BoxFuture};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    goal::Goal,
};
use polya_problems::{Expectation, Problem, ProblemId};

use crate::{
    candidate::{Candidate, Rule, Source},
    environment::{
        Environment, Planner, PrepareError, Proposals, Proposer, Prover, Referee, Refuter, Request,
    },
    event::{Acceptance, Ruling},
    graph::GoalState,
    refutation::Claim,
    schedule::VoiceId,
};

pub(crate) fn problem(name: &str, number: u32) -> Problem {
    let source = format!("theorem t : {number} := sorry");
    let hole = source.len() - 5..source.len();
    Problem {
        id: ProblemId::new(name),
        theorem: "t".to_owned(),
        path: "toy.lean".into(),
        line: 1,
        source: source.into(),
        hole,
        closing: None,
        informal: None,
        level: Some("toy".to_owned()),
        tags: std::collections::BTreeSet::default(),
        expectation: Expectation::Unknown,
    }
}

pub(crate) fn goal(number: u32) -> Goal {
    Goal { case: None, hypotheses: Vec::new(), target: number.to_string() }
}

fn number(before: &str) -> Option<u32> {
    before.strip_prefix("theorem t : ")?.split_whitespace().next()?.parse().ok()
}

/// What a tactic of one line does to the first goal: the goals it leaves.
fn tactic(number: u32, tactic: &str) -> Result<Vec<u32>, String> {
    match (tactic, number) {
        ("done", 0) => Ok(Vec::new()),
        ("dec", 1..) => Ok(vec![number - 1]),
        ("half", 2..) if number.is_multiple_of(2) => Ok(vec![number / 2, number / 2]),
        ("thirds", 3..) if number.is_multiple_of(3) => {
            Ok(vec![number / 3, number / 3 + 1, number / 3])
        }
        ("slow", 2..) => Ok(vec![number - 1, number - 2]),
        _ => Err(format!("`{tactic}` does not apply to {number}")),
    }
}

/// Runs a block of lines on some goals; what is left of them.
fn block(goals: &[u32], lines: &[&str]) -> Result<Vec<u32>, String> {
    let mut goals = goals.to_vec();
    let mut at = 0;
    while at < lines.len() {
        let Some(first) = goals.first().copied() else { return Err("no goals".to_owned()) };
        goals.remove(0);
        if let Some(rest) = lines[at].strip_prefix("· ") {
            let mut inner = vec![rest];
            at += 1;
            while at < lines.len() && lines[at].starts_with("  ") {
                inner.push(&lines[at][2..]);
                at += 1;
            }
            if !block(&[first], &inner)?.is_empty() {
                return Err("unsolved goals".to_owned());
            }
        } else {
            goals.splice(0..0, tactic(first, lines[at])?);
            at += 1;
        }
    }
    Ok(goals)
}

/// The toy's Lean. Every `flaky`-th batch meets an infrastructure error.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) flaky: Option<u32>,
    pub(crate) batches: AtomicU32,
    pub(crate) judgements: AtomicU32,
    /// The referee rejects scripts that contain this.
    pub(crate) dislikes: Option<&'static str>,
    /// Of this number a counterexample is confirmed.
    pub(crate) refutable: Option<u32>,
}

impl World {
    pub(crate) fn check_all(&self, site: &Site, tactics: &[Arc<str>]) -> Vec<Outcome> {
        let batch = self.batches.fetch_add(1, Ordering::Relaxed);
        if self.flaky.is_some_and(|n| batch % n == n - 1) {
            let message = "the toy is out of order".to_owned();
            return vec![Outcome::Infrastructure { message }; tactics.len()];
        }
        let Some(mut at) = number(&site.before) else { panic!("not a toy: {}", site.before) };
        for step in &site.path {
            let goals = block(&[at], &step.tactic.lines().collect::<Vec<_>>()).expect("path");
            assert_eq!(goals.len(), step.goals, "a path says how many goals a step leaves");
            at = goals[step.chosen];
        }
        let ordinary = |text: &Arc<str>| match block(&[at], &text.lines().collect::<Vec<_>>()) {
            Ok(goals) if goals.is_empty() => Outcome::Closed,
            Ok(goals) => Outcome::Progress {
                goals: goals.into_iter().map(goal).collect(),
                coupled: text.contains("thirds"),
            },
            Err(message) => Outcome::Failed { message, line: None },
        };
        let outcome = |text: &Arc<str>| match &**text {
            "skip" => Outcome::Progress { goals: vec![goal(at)], coupled: false },
            refutation if refutation.contains("polya_false") && self.refutable == Some(at) => {
                Outcome::Progress { goals: vec![goal(at)], coupled: false }
            }
            _ => ordinary(text),
        };
        tactics.iter().map(outcome).collect()
    }

    pub(crate) fn rule(&self, problem: &Problem, proof: &str) -> Ruling {
        self.judgements.fetch_add(1, Ordering::Relaxed);
        let lines: Vec<&str> = proof
            .strip_prefix("by\n")
            .expect("a proof begins with `by`")
            .lines()
            .map(|line| line.strip_prefix("  ").expect("two columns in"))
            .collect();
        let root = number(problem.before()).expect("a toy");
        if self.dislikes.is_some_and(|text| proof.contains(text)) {
            return Ruling::Rejected { reason: "disliked".to_owned() };
        }
        match block(&[root], &lines) {
            Ok(goals) if goals.is_empty() => {
                let record = serde_json::json!({"proof": proof});
                Ruling::Accepted { acceptance: Acceptance { record } }
            }
            Ok(_) => Ruling::Rejected { reason: "unsolved goals".to_owned() },
            Err(reason) => Ruling::Rejected { reason },
        }
    }
}

pub(crate) fn candidates(pass: u32) -> Vec<Candidate> {
    let rule = Source::rule(Rule::Finish);
    let one = |tactic: &str, prior| Candidate::new(tactic, rule.clone(), prior);
    match pass {
        0 => vec![one("done", 0.5), one("nothing", 0.1)],
        1 => vec![one("half", 0.4), one("dec", 0.3), one("thirds", 0.2), one("slow", 0.1)],
        _ => Vec::new(),
    }
}

impl Prover for World {
    fn describe(&self) -> String {
        "toy".to_owned()
    }

    fn goals<'a>(
        &'a self,
        problem: &'a Problem,
        _: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<Goal>, PrepareError>> {
        let goals = number(problem.before()).map(|n| vec![goal(n)]);
        let bad =
            PrepareError::Rejected { message: "not a number".to_owned(), line: None, column: None };
        async move { goals.ok_or(bad) }.boxed()
    }

    fn check<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        _: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        async move {
            tokio::task::yield_now().await;
            self.check_all(site, tactics)
        }
        .boxed()
    }
}

impl Referee for World {
    fn prepare<'a>(&'a self, _: &'a Problem) -> BoxFuture<'a, Result<(), PrepareError>> {
        async { Ok(()) }.boxed()
    }

    fn judge<'a>(
        &'a self,
        problem: &'a Problem,
        proof: &'a str,
    ) -> BoxFuture<'a, Result<Ruling, String>> {
        async move { Ok(self.rule(problem, proof)) }.boxed()
    }
}

/// Claims a counterexample to everything, or fails.
#[derive(Debug)]
pub(crate) struct Doubter {
    pub(crate) fails: bool,
}

impl Refuter for Doubter {
    fn name(&self) -> &'static str {
        "doubter"
    }

    fn refute<'a>(
        &'a self,
        _: &'a Arc<Problem>,
        _: &'a Goal,
    ) -> BoxFuture<'a, Result<Option<Claim>, String>> {
        let claim = Claim { assignment: Vec::new(), explanation: "it is false".to_owned() };
        let answer = if self.fails { Err("out of order".to_owned()) } else { Ok(Some(claim)) };
        async move { answer }.boxed()
    }
}

#[derive(Debug)]
pub(crate) struct ToyRules;

impl Proposer for ToyRules {
    fn id(&self) -> VoiceId {
        VoiceId::RULES
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        let candidates = candidates(request.pass);
        async move { Ok(Proposals { candidates, ..Proposals::default() }) }.boxed()
    }
}

impl Planner for ToyRules {
    fn plan(&self, _: &Problem, _: &GoalState) -> Vec<String> {
        Vec::new()
    }
}

pub(crate) fn environment(world: Arc<World>) -> Environment {
    Environment {
        prover: world.clone(),
        referee: world,
        proposers: vec![Arc::new(ToyRules), Arc::new(crate::planner::RulePlanner)],
        refuters: Vec::new(),
        planner: Arc::new(ToyRules),
        memory: None,
    }
}
