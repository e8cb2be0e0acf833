//! The pool against the real Lean.

use std::{sync::Arc, time::Duration};

use futures::{StreamExt, stream};

use polya_lean::{
    check::{CheckLimits, Outcome, PathStep, Site},
    error::SiteError,
    pool::{Pool, PoolSettings},
    testing,
};

fn pool(workers: usize) -> Pool {
    Pool::start(&testing::toolchain(), PoolSettings { workers, ..PoolSettings::default() })
}

fn site(before: &str) -> Site {
    Site { before: before.into(), path: Vec::new() }
}

fn step(tactic: &str, goals: usize, chosen: usize) -> PathStep {
    PathStep { tactic: tactic.into(), goals, chosen }
}

fn texts(candidates: &[&str]) -> Vec<Arc<str>> {
    candidates.iter().map(|c| Arc::from(*c)).collect()
}

/// Outcomes in a form that is pleasant to compare.
fn brief(outcomes: &[Outcome]) -> Vec<String> {
    outcomes
        .iter()
        .map(|o| match o {
            Outcome::Closed => "closed".to_owned(),
            Outcome::Progress { goals, coupled } => {
                let goals: Vec<_> = goals.iter().map(|g| g.target.as_str()).collect();
                format!("{}{}", goals.join(" & "), if *coupled { " (coupled)" } else { "" })
            }
            Outcome::Failed { message, .. } => {
                format!("failed: {}", message.lines().next().unwrap_or_default())
            }
            Outcome::Refused { .. } => "refused".to_owned(),
            Outcome::TimedOut => "timed out".to_owned(),
            Outcome::Crashed => "crashed".to_owned(),
            Outcome::Infrastructure { message } => format!("infrastructure: {message}"),
        })
        .collect()
}

const AND: &str = "import Foundations\n\ntheorem swap (p q : Prop) (hp : p) (hq : q) : q ∧ p :=";

#[tokio::test]
async fn goals_along_a_path() {
    let pool = pool(1);
    let limits = CheckLimits::default();
    let mut site = site(AND);
    let goals = pool.goals(&site, limits).await.unwrap();
    assert_eq!(goals.len(), 1);
    assert_eq!(goals[0].display(), "p q : Prop\nhp : p\nhq : q\n⊢ q ∧ p");
    site.path.push(step("constructor", 2, 1));
    let goals = pool.goals(&site, limits).await.unwrap();
    assert_eq!(goals.len(), 1);
    assert_eq!(goals[0].target, "p");
    site.path.push(step("exact hp", 0, 0));
    assert_eq!(pool.goals(&site, limits).await.unwrap(), []);
    site.path[1] = step("exact hq", 0, 0);
    let error = pool.goals(&site, limits).await.unwrap_err();
    assert!(matches!(error, SiteError::Path { step: 1, .. }), "{error}");
}

#[tokio::test]
async fn a_batch_with_every_kind_of_outcome() {
    let pool = pool(1);
    let candidates = texts(&[
        "exact ⟨hq, hp⟩",
        "constructor",
        "exact hp",
        "exact foo",
        "sorry",
        "exact And.intro hq",
        "rw [nothing",
        "constructor <;> assumption",
        "constructor\n· exact hq\n· exact hp",
        "apply And.intro",
        "exact (",
        "have h := hp\nconstructor",
        "exact hp +",
        "refine ⟨?_, hp⟩",
        "skip",
    ]);
    let outcomes = pool.check(&site(AND), &candidates, CheckLimits::default()).await;
    for (c, o) in candidates.iter().zip(brief(&outcomes)) {
        println!("{c:?}: {o}");
    }
    println!("{:?}", pool.stats());
    let brief = brief(&outcomes);
    for i in [0, 7, 8] {
        assert_eq!(brief[i], "closed", "{}", candidates[i]);
    }
    for i in [1, 9, 11] {
        assert_eq!(brief[i], "q & p", "{}", candidates[i]);
    }
    for i in [2, 3, 5] {
        assert!(brief[i].starts_with("failed"), "{}", candidates[i]);
    }
    for i in [4, 6, 10, 12] {
        assert_eq!(brief[i], "refused", "{}", candidates[i]);
    }
    assert_eq!(brief[13], "q");
    assert_eq!(brief[14], "q ∧ p");
}

#[tokio::test]
async fn a_candidate_that_does_not_parse_is_no_fault_of_the_path() {
    let pool = pool(1);
    let mut site = site("theorem t (p q r : Prop) (h : p ∨ q) (hr : r) : (q ∨ p) ∧ r :=");
    site.path.push(step("constructor", 2, 0));
    site.path.push(step("rcases h with h | h", 2, 0));
    let candidates = texts(&["exact .inr h", "rfl", "no_such_tactic at all", "right"]);
    let outcomes = brief(&pool.check(&site, &candidates, CheckLimits::default()).await);
    assert_eq!(outcomes[0], "closed", "{outcomes:?}");
    assert!(outcomes[1].starts_with("failed"), "{outcomes:?}");
    assert!(outcomes[2].starts_with("failed"), "{outcomes:?}");
    assert_eq!(outcomes[3], "p", "{outcomes:?}");
    // A path that is really broken is still told.
    site.path[1].goals = 1;
    let outcomes = brief(&pool.check(&site, &candidates[..1], CheckLimits::default()).await);
    assert_ne!(outcomes[0], "closed", "{outcomes:?}");
}

#[tokio::test]
async fn a_statement_that_does_not_elaborate_is_rejected_with_its_place() {
    let pool = pool(1);
    let site =
        site("-- a comment\nimport Foundations\n\n\ntheorem t (p : Prop) : p → Nat.nonsense :=");
    let error = pool.goals(&site, CheckLimits::default()).await.unwrap_err();
    let SiteError::Rejected { message, line, column } = error else { panic!("{error}") };
    assert!(message.contains("nonsense"), "{message}");
    assert_eq!((line, column), (4, 27));
}

#[tokio::test]
async fn shutting_down_leaves_nothing() {
    let pool = pool(1);
    pool.goals(&site(AND), CheckLimits::default()).await.unwrap();
    assert_eq!(pool.stats().alive, 1);
    tokio::time::timeout(Duration::from_secs(10), pool.shutdown()).await.unwrap();
    assert_eq!(pool.stats().alive, 0);
}

/// A problem with this import.
fn problem_with(import: &str, number: usize) -> Site {
    let before = format!("import {import}\n\ntheorem t (a : Nat) : a + {number} = {number} + a :=");
    Site { before: before.into(), path: Vec::new() }
}

#[tokio::test]
async fn two_headers_in_turn_do_not_evict_each_other() {
    let settings = PoolSettings { workers: 2, ..PoolSettings::default() };
    let pool = Pool::start(&testing::toolchain(), settings);
    let headers = ["Foundations", "Foundations.Set"];
    let solve = async |number: usize| {
        let site = problem_with(headers[number % 2], number);
        let candidates = ["exact foo", "exact Nat.add_comm a _"].map(Arc::from);
        let outcomes = pool.check(&site, &candidates, CheckLimits::default()).await;
        assert!(matches!(outcomes[1], Outcome::Closed), "{number}: {outcomes:?}");
    };
    // Two at once, as many as there are workers.
    let solving = stream::iter(0..100).map(solve).buffer_unordered(2);
    assert_eq!(solving.count().await, 100);
    let stats = pool.stats();
    assert!(stats.started <= 4, "at most headers times workers: {stats:?}");
    assert!(stats.prepare_seconds > 0.0);
}

#[tokio::test]
async fn where_memory_is_short_there_are_fewer_workers_and_all_answers() {
    let settings = PoolSettings { workers: 2, memory: 1, ..PoolSettings::default() };
    let pool = Pool::start(&testing::toolchain(), settings);
    let solve = async |number: usize| {
        let site = problem_with(["Foundations", "Foundations.Set"][number / 5], number);
        let candidates = ["exact foo", "exact Nat.add_comm a _"].map(Arc::from);
        let outcomes = pool.check(&site, &candidates, CheckLimits::default()).await;
        assert!(matches!(outcomes[1], Outcome::Closed), "{number}: {outcomes:?}");
    };
    assert_eq!(stream::iter(0..10).map(solve).buffer_unordered(4).count().await, 10);
    assert_eq!(pool.stats().alive, 1, "{:?}", pool.stats());
}

#[tokio::test]
async fn what_lean_can_read_is_a_matter_of_the_header() {
    let pool = pool(1);
    let tactics = ["exact?", "grind", "lia", "simp only [and_true]", "rw", "rfl; rfl"];
    let whole =
        pool.can_read("import Foundations\n\ntheorem t : False :=", &tactics).await.unwrap();
    assert_eq!(whole, [true, true, false, true, false, true]);
    let early = "prelude\nimport Foundations.Core.Macros\n";
    let early = pool.can_read(early, &tactics).await.unwrap();
    assert_eq!(early, [true, false, false, true, false, true]);
}

#[tokio::test]
async fn what_lean_suggests_at_a_goal_is_read_and_a_tactic_that_suggests_nothing_has_no_answer() {
    let pool = pool(1);
    let before =
        "import Foundations\n\ntheorem t (a b : Nat) (h : 0 < b) : 0 < b ∧ a + b = b + a :=";
    let mut site = site(before);
    site.path.push(step("constructor", 2, 1));
    let ask =
        async |tactic: &str| pool.suggestions(&site, tactic, CheckLimits::default()).await.unwrap();
    assert_eq!(ask("exact?").await, ["exact Nat.add_comm a b"]);
    assert!(ask("rw?").await.contains(&"rw [Nat.add_comm]".to_owned()));
    assert_eq!(ask("simp").await, [""; 0], "it does its work and says nothing");
    assert_eq!(ask("no_such_tactic?").await, [""; 0]);
    assert_eq!(ask("sorry").await, [""; 0], "refused");
    // Nothing is left behind for whoever comes next.
    let proof = texts(&["exact Nat.add_comm a b"]);
    let outcomes = pool.check(&site, &proof, CheckLimits::default()).await;
    assert_eq!(brief(&outcomes), ["closed"]);
}
