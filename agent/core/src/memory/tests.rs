//! What runs teach and what becomes of it, in the toy world.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use futures::{FutureExt, future::BoxFuture};
use polya_memory::{Content, Filter, Handle, Kind, Memory, Mode, Settings, Timestamp};
use tokio::sync::watch;

use super::*;
use crate::{
    candidate::{Candidate, Source},
    environment::{Environment, Proposals, Proposer, Request},
    event::{Event, ProblemEnd, Record},
    ledger::Budget,
    orchestrator::{Control, Finished, PastRun, Progress, Run},
    report::Report,
    schedule::{Part, Round, VoiceId, schedule},
    settings::RunSettings,
    toy::{self, World},
    worker::Library,
};

/// What the toy's prover describes itself as.
const TOOLCHAIN: &str = "toy";

fn handle(mode: Mode) -> Handle {
    Handle::new(Memory::in_memory(Settings::default()), mode).unwrap().0
}

fn environment(world: Arc<World>, handle: &Handle) -> Environment {
    let mut environment = toy::environment(world);
    let keeper = Keeper::new(handle.clone());
    let library = Arc::new(Library::new(Vec::new()));
    for voice in &mut environment.proposers {
        *voice = Arc::new(Mindful::new(voice.clone(), keeper.clone(), TOOLCHAIN.to_owned()));
    }
    let voice = Recollection::new(keeper.clone(), library, TOOLCHAIN.to_owned());
    environment.proposers.push(Arc::new(voice));
    environment.memory = Some(keeper);
    environment
}

fn settings(checks: u64) -> RunSettings {
    RunSettings {
        schedule: {
            let rules = vec![Part::rules(), Part::planner()];
            schedule(&[rules, Recollection::all_parts()].concat())
        },
        problem_budget: Budget { checks: Some(checks), judgements: Some(5), ..Budget::default() },
        ..RunSettings::default()
    }
}

/// Runs one problem and reads the run's records back.
async fn run(folder: &Path, number: u32, checks: u64, handle: &Handle) -> Vec<Record> {
    let environment = environment(Arc::new(World::default()), handle);
    run_in(environment, settings(checks), folder, number).await
}

async fn run_in(
    environment: Environment,
    settings: RunSettings,
    folder: &Path,
    number: u32,
) -> Vec<Record> {
    let problems = vec![toy::problem("list/one", number)];
    let run = Run::create(folder, problems, settings, TOOLCHAIN.to_owned()).unwrap();
    let (progress, _) = watch::channel(Progress::default());
    run.drive(environment, Control::default(), progress, |_| ()).await.unwrap();
    PastRun::load(folder).unwrap().records
}

async fn stored(handle: &Handle, kind: Kind) -> Vec<polya_memory::Artifact> {
    let filter = Filter { kinds: vec![kind], ..Filter::default() };
    handle.with(move |memory| memory.list(&filter, 1000)).await.unwrap().unwrap()
}

fn sent(records: &[Record]) -> Vec<(String, Source)> {
    let mut sent = Vec::new();
    for record in records {
        if let Event::BatchSent { candidates, .. } = &record.event {
            sent.extend(candidates.iter().map(|c| (c.tactic.to_string(), c.source.clone())));
        }
    }
    sent
}

#[tokio::test]
async fn a_proof_found_is_stored_at_once_and_found_again() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    let first = run(&home.path().join("first"), 6, 400, &handle).await;
    let first = Report::of(&first);
    assert_eq!(first.solved, 1);
    let proofs = stored(&handle, Kind::Proof).await;
    let [proof] = &proofs[..] else { panic!("{proofs:?}") };
    let kept = proof.for_proof().expect("judged");
    assert_eq!(Some(kept.proof()), first.problems[0].proof.as_deref());
    assert_eq!(kept.statement(), "⊢ 6");
    assert_eq!(proof.provenance.run.as_deref(), Some("first"));
    assert!(!stored(&handle, Kind::Lemma).await.is_empty(), "the way is kept as well");

    let records = run(&home.path().join("second"), 6, 400, &handle).await;
    let second = Report::of(&records);
    assert_eq!(second.problems[0].proof, first.problems[0].proof);
    assert!(second.spent.checks <= 2, "{:?}", second.spent);
    let by_memory = |(_, source): &(String, Source)| source.by == VoiceId::MEMORY;
    assert!(sent(&records).iter().all(by_memory), "candidates of memory say so in the log");
    assert_eq!(second.problems[0].contributors, ["memory"]);
    let id = proof.id;
    let usage = handle.with(move |memory| memory.usage(id)).await.unwrap().unwrap();
    assert_eq!(usage.accesses, 1, "put to use once");
}

#[tokio::test]
async fn what_closed_a_goal_is_tried_first_on_the_same_goal_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    // On the way from 1 there is 0.
    run(&home.path().join("first"), 1, 400, &handle).await;
    let second = run(&home.path().join("second"), 0, 400, &handle).await;
    let tried = sent(&second);
    assert!(tried.len() < toy::candidates(0).len(), "{tried:?}");
    assert!(tried[0].0 == "done" && tried[0].1.by == VoiceId::MEMORY, "{tried:?}");
}

#[tokio::test]
async fn what_closes_goals_is_tried_before_other_finishing_tactics_on_any_goal() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    run(&home.path().join("first"), 1, 400, &handle).await;
    // 7 is nothing like 0, which was closed by `done`.
    let tried = sent(&run(&home.path().join("second"), 7, 400, &handle).await);
    assert!(tried[0].0 == "done" && tried[0].1.by == VoiceId::MEMORY, "{tried:?}");
    assert_eq!(tried[1].0, "nothing", "rules try the others, and nothing twice");
}

#[tokio::test]
async fn what_may_only_be_read_is_not_written_and_off_is_off() {
    let home = tempfile::tempdir().unwrap();
    for (name, mode) in [("read", Mode::Read), ("off", Mode::Off)] {
        let handle = handle(mode);
        let records = run(&home.path().join(name), 6, 400, &handle).await;
        assert_eq!(Report::of(&records).solved, 1);
        assert!(stored(&handle, Kind::Proof).await.is_empty());
    }
}

#[tokio::test]
async fn a_run_with_memory_is_taken_up_and_replayed_without_it() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    run(&home.path().join("first"), 6, 400, &handle).await;
    // Cut off after two checks, so that there is something left to do.
    let folder = home.path().join("second");
    let problems = vec![toy::problem("list/one", 6), toy::problem("list/two", 10)];
    let begun = Run::create(&folder, problems, settings(400), TOOLCHAIN.to_owned()).unwrap();
    let control = Control::default();
    let stop = control.stop.clone();
    let (progress, _) = watch::channel(Progress::default());
    let stop_early = move |record: &Record| {
        if matches!(record.event, Event::OutcomesReceived { .. }) {
            stop.cancel();
        }
    };
    let with = environment(Arc::new(World::default()), &handle);
    begun.drive(with, control, progress, stop_early).await.unwrap();
    let past = PastRun::load(&folder).unwrap();
    assert!(sent(&past.records).iter().any(|(_, s)| s.by == VoiceId::MEMORY));
    assert!(!past.state.all_finished());

    let (progress, _) = watch::channel(Progress::default());
    let without = environment(Arc::new(World::default()), &Handle::off());
    let resumed = Run::resume(&folder).unwrap();
    let Finished { state, .. } =
        resumed.drive(without, Control::default(), progress, |_| ()).await.unwrap();
    assert_eq!(state.solved().count(), 2);
    let report = Report::of(&PastRun::load(&folder).unwrap().records);
    assert_eq!((report.solved, report.error), (2, None));
}

#[tokio::test]
async fn what_failed_is_held_back_and_tried_last() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    // Too few checks for a proof.
    let first = run(&home.path().join("first"), 9, 8, &handle).await;
    assert_eq!(Report::of(&first).solved, 0);
    let failures = stored(&handle, Kind::Failure).await;
    let root = failures.iter().find(|a| a.content.subject().starts_with("⊢ 9")).expect("the root");
    let Content::Failure { attempt, .. } = &root.content else { panic!("a failure") };
    let failed: Vec<&str> = attempt.split("\n\n").collect();
    assert!(failed.contains(&"done") && failed.contains(&"nothing"), "{failed:?}");
    assert!(!failed.contains(&"dec"), "that one helped");

    let second = run(&home.path().join("second"), 9, 400, &handle).await;
    let first_batch = second.iter().find_map(|record| match &record.event {
        Event::BatchSent { candidates, .. } => Some(candidates),
        _ => None,
    });
    assert!(first_batch.unwrap().iter().all(|c| !failed.contains(&&*c.tactic)));
    assert_eq!(Report::of(&second).solved, 1);
}

#[tokio::test]
async fn failures_of_several_runs_are_joined() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    let mut counts = Vec::new();
    for (name, checks) in [("first", 3), ("second", 6)] {
        run(&home.path().join(name), 31, checks, &handle).await;
        let failures = stored(&handle, Kind::Failure).await;
        let root = failures.into_iter().find(|a| a.content.subject().starts_with("⊢ 31"));
        let Content::Failure { attempt, .. } = root.expect("the root").content else { panic!() };
        counts.push(attempt.split("\n\n").count());
    }
    assert!(counts[1] > counts[0], "{counts:?}");
}

#[tokio::test]
async fn a_lost_memory_is_rebuilt_from_the_logs() {
    let home = tempfile::tempdir().unwrap();
    let kept = handle(Mode::ReadWrite);
    let mut lessons = Vec::new();
    for (name, number, checks) in [("one", 6, 400), ("two", 9, 8), ("three", 9, 20), ("four", 6, 9)]
    {
        run(&home.path().join(name), number, checks, &kept).await;
        let past = PastRun::load(&home.path().join(name)).unwrap();
        lessons.extend(of_run(name, &past.records, &past.problems).unwrap());
    }
    let mut rebuilt = Memory::in_memory(Settings::default());
    let mut known = Known::default();
    let drafts: Vec<_> = lessons.into_iter().flat_map(|l| l.into_drafts(&mut known)).collect();
    rebuilt.rebuild(drafts, Timestamp::now()).unwrap();
    let export = |memory: &Memory| {
        let mut artifacts = memory.list(&Filter::default(), 1000).unwrap();
        artifacts.sort_by_key(|artifact| artifact.id);
        artifacts
    };
    let live = kept.with(move |memory| export(memory)).await.unwrap();
    assert!(live.len() > 5);
    assert_eq!(export(&rebuilt), live);
}

#[tokio::test]
async fn a_counterexample_is_remembered_and_confirmed_anew() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    let refute = async |name: &str, refutable: Option<u32>, with_tool: bool| {
        let world = Arc::new(World { refutable, ..World::default() });
        let mut environment = environment(world, &handle);
        environment.refuters.push(Arc::new(KnownRefutations::new(Keeper::new(handle.clone()))));
        if with_tool {
            environment.refuters.push(Arc::new(toy::Doubter { fails: false }));
        }
        let records = run_in(environment, settings(4), &home.path().join(name), 7).await;
        let claims = records.iter().filter_map(|record| match &record.event {
            Event::CounterexampleFound { counterexample, .. } => Some(counterexample.clone()),
            _ => None,
        });
        let refuted = records.iter().any(|record| {
            matches!(&record.event, Event::ProblemFinished { end: ProblemEnd::Refuted, .. })
        });
        (claims.collect::<Vec<_>>(), refuted)
    };
    let (claims, refuted) = refute("nothing known", Some(7), false).await;
    assert!(claims.is_empty() && !refuted);
    let (claims, refuted) = refute("found", Some(7), true).await;
    assert!(claims.len() == 1 && claims[0].tool == "doubter" && refuted, "{claims:?}");
    let results = stored(&handle, Kind::ToolResult).await;
    let [result] = &results[..] else { panic!("{results:?}") };
    let Content::ToolResult { tool, arguments, .. } = &result.content else { panic!() };
    assert_eq!((&**tool, &**arguments), ("doubter", "⊢ 7"));

    let (claims, refuted) = refute("recalled", Some(7), true).await;
    assert!(
        claims.len() == 1 && claims[0].tool == VoiceId::MEMORY.as_str() && refuted,
        "{claims:?}"
    );
    assert_eq!(claims[0].claim.explanation, "it is false");
    // Lean's word counts, not the memory's.
    let (claims, refuted) = refute("not so", None, false).await;
    assert!(claims.len() == 1 && !claims[0].confirmed && !refuted, "{claims:?}");
    assert_eq!(stored(&handle, Kind::ToolResult).await.len(), 1);
}

/// A model that writes something wrong first, and keeps what it was reminded of.
#[derive(Debug, Default)]
struct ToyModel(Mutex<Vec<String>>);

impl Proposer for ToyModel {
    fn id(&self) -> VoiceId {
        VoiceId::MODEL
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        self.0.lock().unwrap().extend(request.memories.iter().cloned());
        let tactic = if request.pass == 0 { "dec\nnothing" } else { "dec\ndone" };
        let source = Source::sample("toy");
        let candidates = vec![Candidate::new(tactic, source, 0.5)];
        async move { Ok(Proposals { candidates, ..Proposals::default() }) }.boxed()
    }
}

#[tokio::test]
async fn a_model_is_reminded_of_what_mended_such_errors() {
    let home = tempfile::tempdir().unwrap();
    let handle = handle(Mode::ReadWrite);
    let keeper = Keeper::new(handle.clone());
    let model = Arc::new(ToyModel::default());
    let ask = async |name: &str, number: u32| {
        let mut environment = environment(Arc::new(World::default()), &handle);
        let voice = Mindful::new(model.clone(), keeper.clone(), TOOLCHAIN.to_owned());
        environment.proposers.push(Arc::new(voice));
        let round =
            |pass, penalty| Round { tokens: 1, ..Round::free(VoiceId::MODEL, pass, penalty) };
        let schedule = vec![round(0, 0.0), round(1, -0.1)];
        let settings = RunSettings { schedule, ..settings(50) };
        run_in(environment, settings, &home.path().join(name), number).await
    };
    assert_eq!(Report::of(&ask("first", 1).await).solved, 1);
    assert!(model.0.lock().unwrap().is_empty(), "nothing was known yet");
    let repairs = stored(&handle, Kind::Repair).await;
    let [repair] = &repairs[..] else { panic!("{repairs:?}") };
    let Content::Repair { error, broken, repaired } = &repair.content else { panic!() };
    assert_eq!((&**broken, &**repaired), ("dec\nnothing", "dec\ndone"));
    assert!(error.contains("does not apply to 0"), "{error}");

    ask("second", 3).await;
    let reminders = model.0.lock().unwrap().clone();
    assert!(reminders.iter().any(|r| r.contains("what worked: `dec\ndone`")), "{reminders:?}");
    let id = repair.id;
    let usage = handle.with(move |memory| memory.usage(id)).await.unwrap().unwrap();
    assert!(usage.accesses > 0, "it went into a prompt");
}
