//! Candidates that take too much, processes that die, and callers that go away.

use std::{
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use polya_lean::{
    check::{CheckLimits, Outcome, PathStep, Site},
    error::SiteError,
    pool::{Pool, PoolSettings},
    process::{LeanCommand, Spawn},
    testing,
};

const GOAL: &str = "import Foundations\n\ntheorem t (a b : Nat) (h : a = b) : a + 0 = b + 0 :=";

/// Never ends by itself, but Lean's heartbeats count it.
const BUSY: &str = "repeat rw [Nat.add_comm]";

/// Runs in the kernel, which counts nothing.
const UNCOUNTED: &str = "have : (List.range 30000000).length = 0 := by decide +kernel";

fn pool(workers: usize) -> Pool {
    Pool::start(&testing::toolchain(), PoolSettings { workers, ..PoolSettings::default() })
}

fn site() -> Site {
    Site { before: GOAL.into(), path: Vec::new() }
}

fn texts(candidates: &[&str]) -> Vec<Arc<str>> {
    candidates.iter().map(|c| Arc::from(*c)).collect()
}

fn brief(outcomes: &[Outcome]) -> String {
    outcomes
        .iter()
        .map(|o| match o {
            Outcome::Closed => 'C',
            Outcome::Progress { .. } => 'P',
            Outcome::Failed { .. } => 'F',
            Outcome::Refused { .. } => 'R',
            Outcome::TimedOut => 'T',
            Outcome::Crashed => 'X',
            Outcome::Infrastructure { .. } => 'I',
        })
        .collect()
}

#[tokio::test]
async fn only_the_busy_candidate_runs_out_of_heartbeats() {
    let pool = pool(1);
    let limits = CheckLimits { max_heartbeats: 300, deadline: Duration::from_mins(2) };
    let candidates =
        texts(&["rw [h]", BUSY, "rw [Nat.add_comm]", "exact foo", BUSY, "simp [h]", "exact h"]);
    for explain in [true, false] {
        let outcomes = if explain {
            pool.check(&site(), &candidates, limits).await
        } else {
            pool.check_briefly(&site(), &candidates, limits).await
        };
        assert_eq!(brief(&outcomes), "CTPFTCC", "{outcomes:?}");
    }
    assert_eq!(pool.stats().deaths + pool.stats().killed, 0);
}

#[tokio::test]
async fn only_the_uncounted_candidate_runs_out_of_time() {
    let pool = pool(1);
    let limits = CheckLimits { deadline: Duration::from_secs(4), ..CheckLimits::default() };
    // Warm, so that imports do not count.
    pool.goals(&site(), CheckLimits::default()).await.unwrap();
    let candidates = texts(&["rw [h]", "exact foo", UNCOUNTED, "rw [Nat.add_comm]"]);
    let outcomes = pool.check(&site(), &candidates, limits).await;
    assert_eq!(brief(&outcomes), "CFTP", "{outcomes:?}");
    assert!(pool.stats().timeouts > 0);
}

#[tokio::test]
async fn a_path_that_takes_too_long_is_told_from_candidates() {
    let pool = pool(1);
    let limits = CheckLimits { max_heartbeats: 300, ..CheckLimits::default() };
    let mut site = site();
    site.path.push(PathStep { tactic: BUSY.into(), goals: 1, chosen: 0 });
    let error = pool.goals(&site, limits).await.unwrap_err();
    assert!(matches!(error, SiteError::TimedOut | SiteError::Path { .. }), "{error:?}");
}

/// A Lean with little memory.
#[derive(Debug)]
struct Poor;

impl Spawn for Poor {
    fn command(&self, command: &LeanCommand) -> std::io::Result<Command> {
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", "ulimit -v 24000000; exec \"$0\" \"$@\""])
            .arg(&command.program)
            .args(&command.args)
            .env_clear()
            .envs(command.env.iter().map(|(k, v)| (k, v)));
        Ok(shell)
    }
}

#[tokio::test]
async fn only_the_candidate_that_kills_lean_has_crashed() {
    let settings = PoolSettings { workers: 1, spawn: Arc::new(Poor), ..PoolSettings::default() };
    let pool = Pool::start(&testing::toolchain(), settings);
    // A hundred gigabytes.
    let killer = "have : 1 <<< 999999999999 = 0 := by decide +kernel";
    let candidates = texts(&["rw [h]", "exact foo", killer, "rw [Nat.add_comm]", "simp [h]"]);
    let outcomes = pool.check(&site(), &candidates, CheckLimits::default()).await;
    assert_eq!(brief(&outcomes), "CFXPC", "{outcomes:?}");
    assert!(pool.stats().deaths >= 2, "it is tried twice");
}

/// A program that is no Lean.
#[derive(Debug)]
struct Absent;

impl Spawn for Absent {
    fn command(&self, _: &LeanCommand) -> std::io::Result<Command> {
        Ok(Command::new("/nowhere/lean"))
    }
}

/// One that ends at once.
#[derive(Debug)]
struct Broken;

impl Spawn for Broken {
    fn command(&self, _: &LeanCommand) -> std::io::Result<Command> {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "echo 'no such luck' >&2; exit 3"]);
        Ok(shell)
    }
}

#[tokio::test]
async fn without_lean_everything_is_infrastructure() {
    let spawns: [(Arc<dyn Spawn>, &str); 2] =
        [(Arc::new(Absent), "could not start"), (Arc::new(Broken), "no such luck")];
    for (spawn, what) in spawns {
        let settings = PoolSettings { workers: 1, spawn, ..PoolSettings::default() };
        let pool = Pool::start(&testing::toolchain(), settings);
        let outcomes = pool.check(&site(), &texts(&["rfl", "sorry"]), CheckLimits::default()).await;
        assert_eq!(brief(&outcomes), "IR");
        let Outcome::Infrastructure { message } = &outcomes[0] else { unreachable!() };
        assert!(message.contains(what), "{message}");
        assert_eq!(pool.stats().alive, 0);
    }
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_no_trace() {
    let pool = pool(1);
    let limits = CheckLimits { deadline: Duration::from_mins(10), ..CheckLimits::default() };
    let honest = texts(&["rw [h]", "exact foo"]);
    for endless in [texts(&[UNCOUNTED]), texts(&["skip", UNCOUNTED])] {
        let (site, start) = (site(), Instant::now());
        let gone = pool.check(&site, &endless, limits);
        assert!(tokio::time::timeout(Duration::from_secs(3), gone).await.is_err());
        let outcomes = pool.check(&site, &honest, CheckLimits::default()).await;
        assert_eq!(brief(&outcomes), "CF");
        assert!(start.elapsed() < Duration::from_mins(1));
    }
}

#[tokio::test]
async fn workers_are_replaced_when_they_are_worn() {
    let settings = PoolSettings { workers: 1, max_documents: 3, ..PoolSettings::default() };
    let pool = Pool::start(&testing::toolchain(), settings);
    for candidate in ["rw [h]", "simp [h]", "subst h", "cases h", "skip", "exact h"] {
        let outcomes = pool.check(&site(), &texts(&[candidate]), CheckLimits::default()).await;
        assert!(!brief(&outcomes).contains('I'));
    }
    let stats = pool.stats();
    assert!(stats.recycled >= 2 && stats.started == stats.recycled + stats.alive, "{stats:?}");
}

#[tokio::test]
async fn one_worker_at_a_time_serves_two_headers() {
    let other = Site {
        before: "import Foundations.Logic.Basic\ntheorem u (p : Prop) (h : p) : p :=".into(),
        path: Vec::new(),
    };
    // With memory for both, each header keeps its process; without, each import drives one out.
    for (memory, alive, started) in [(u64::MAX, 2, 2), (1, 1, 4)] {
        let settings = PoolSettings { workers: 1, memory, ..PoolSettings::default() };
        let pool = Pool::start(&testing::toolchain(), settings);
        for _ in 0..2 {
            let outcomes = pool.check(&site(), &texts(&["rw [h]"]), CheckLimits::default()).await;
            assert_eq!(brief(&outcomes), "C");
            let outcomes = pool.check(&other, &texts(&["exact h"]), CheckLimits::default()).await;
            assert_eq!(brief(&outcomes), "C");
        }
        assert_eq!((pool.stats().alive, pool.stats().started), (alive, started));
    }
}

/// A theorem that Lean needs about a second for, and more than a candidate's heartbeats.
const SLOW: &str = "theorem slow : ∀ a, a < 60 → ∀ b, b < 60 → a + b = b + a := by decide";

#[tokio::test]
async fn the_users_text_keeps_the_users_limits() {
    let pool = pool(1);
    let limits = CheckLimits { max_heartbeats: 300, deadline: Duration::from_mins(1) };
    let check = async |before: String, candidates: &[&str]| {
        let site = Site { before: before.into(), path: Vec::new() };
        (
            brief(&pool.check(&site, &texts(candidates), limits).await),
            pool.goals(&site, limits).await,
        )
    };
    let goal = "theorem t (a b : Nat) (h : a = b) : a + 0 = b + 0 :=";
    let candidates = ["rw [h]", BUSY, "exact foo"];

    // What stands above may take what Lean gives it, also where that is more than a candidate gets.
    let (outcomes, goals) =
        check(format!("set_option maxRecDepth 100000\n{SLOW}\n{goal}"), &candidates).await;
    assert_eq!(outcomes, "CTF", "{goals:?}");
    // No option of the file lifts the limit of candidates, wherever it stands.
    for before in [
        format!("set_option maxHeartbeats 0\n{goal}"),
        format!("set_option maxHeartbeats 0 in\n{goal}"),
        format!("open Nat in set_option maxHeartbeats 0 in /-- in -/ {goal}"),
        format!("section\nset_option maxHeartbeats 0\nnamespace N\n{goal}"),
    ] {
        let (outcomes, goals) = check(before.clone(), &candidates).await;
        assert_eq!(outcomes, "CTF", "{before}: {goals:?}");
    }
    // A statement may itself need more than a candidate.
    let heavy = "theorem t (h : (fun _ : (∀ a, a < 60 → ∀ b, b < 60 → a + b = b + a) => True) \
                 (by decide)) : True :=";
    let (outcomes, goals) =
        check(format!("set_option maxRecDepth 100000\n{heavy}"), &["trivial", "exact foo"]).await;
    assert_eq!(outcomes, "CF", "{goals:?}");
    // What is wrong is still told in the file's own lines and columns.
    let wrong = format!("set_option maxHeartbeats 0\n\n  {}", goal.replace("= b + 0", "= Nat.foo"));
    let (_, goals) = check(wrong, &["rfl"]).await;
    assert!(matches!(&goals, Err(SiteError::Rejected { line: 2, column: 46, .. })), "{goals:?}");
}

#[tokio::test]
async fn the_users_text_is_read_before_the_candidates_clock_runs() {
    let pool = pool(1);
    let limits = CheckLimits { deadline: Duration::from_millis(900), ..CheckLimits::default() };
    let other = Site { before: "theorem u : 1 = 1 :=".into(), path: Vec::new() };
    pool.goals(&other, limits).await.unwrap();
    let before = format!("set_option maxRecDepth 100000\n{SLOW}\ntheorem t : 1 = 1 :=");
    let site = Site { before: before.into(), path: Vec::new() };
    for _ in 0..3 {
        // Each time the worker has another file meanwhile.
        let outcomes = pool.check(&site, &texts(&["rfl", "exact foo"]), limits).await;
        assert_eq!(brief(&outcomes), "CF", "{outcomes:?}");
        pool.check(&other, &texts(&["rfl", "exact foo"]), limits).await;
    }
    let stats = pool.stats();
    assert_eq!(stats.timeouts, 0);
    assert!(stats.prepare_seconds > stats.lean_seconds, "{stats:?}");
}
