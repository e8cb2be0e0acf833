use std::sync::{Arc, atomic::Ordering};

use super::*;
use crate::{
    event::RunEnd,
    ledger::Budget,
    state::Phase,
    toy::{self, World},
};

fn settings() -> RunSettings {
    RunSettings {
        problem_budget: Budget { checks: Some(400), judgements: Some(5), ..Budget::default() },
        ..RunSettings::default()
    }
}

fn toys() -> Vec<Problem> {
    vec![toy::problem("list/two", 2), toy::problem("list/nine", 9), toy::problem("list/six", 6)]
}

async fn drive(run: Run, world: Arc<World>, control: Control) -> Result<RunState, RunError> {
    let (progress, _) = watch::channel(Progress::default());
    let folder = run.folder().path().to_owned();
    let Finished { state, report } =
        run.drive(toy::environment(world), control, progress, |_| ()).await?;
    // What is known at the end is what the log says.
    let logged = Report::of(&PastRun::load(&folder)?.records);
    assert_eq!(serde_json::to_value(&report).unwrap(), serde_json::to_value(&logged).unwrap());
    Ok(state)
}

#[tokio::test]
async fn a_run_leaves_proofs_log_and_report() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let run = Run::create(&folder, toys(), settings(), "toy".to_owned()).unwrap();
    let world = Arc::new(World::default());
    let state = drive(run, world, Control::default()).await.unwrap();
    assert_eq!(state.phase, RunPhase::Finished(RunEnd::Complete));
    assert_eq!(state.solved().count(), 3);

    let past = PastRun::load(&folder).unwrap();
    let report = Report::of(&past.records);
    assert_eq!((report.solved, report.total, report.finished), (3, 3, true));
    assert!(report.problems.iter().all(|p| !p.contributions.is_empty() && p.spent.checks > 0));
    let stored = std::fs::read_to_string(folder.join("report.json")).unwrap();
    assert_eq!(stored, serde_json::to_string_pretty(&report).unwrap());
    for problem in &past.problems {
        let path = folder.join(format!("proofs/{}.lean", crate::folder::file_name(&problem.id)));
        let text = std::fs::read_to_string(path).unwrap();
        let proof = &past.state.problems[&problem.id].accepted.as_ref().unwrap().proof;
        assert_eq!(text, problem.with_proof(proof));
    }
}

#[tokio::test]
async fn an_interrupt_saves_and_a_resume_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let run = Run::create(&folder, toys(), settings(), "toy".to_owned()).unwrap();
    let control = Control::default();
    control.interrupt.cancel();
    let world = Arc::new(World::default());
    let state = drive(run, world.clone(), control).await.unwrap();
    assert_eq!(state.phase, RunPhase::Interrupted);
    let run = Run::resume(&folder).unwrap();
    let state = drive(run, world.clone(), Control::default()).await.unwrap();
    assert_eq!((state.solved().count(), state.resumes), (3, 1));

    // Once more: nothing is searched again, every claim is judged again.
    let checked = world.batches.load(Ordering::Relaxed);
    let judged = world.judgements.load(Ordering::Relaxed);
    let state =
        drive(Run::resume(&folder).unwrap(), world.clone(), Control::default()).await.unwrap();
    assert_eq!(state.solved().count(), 3);
    assert_eq!(world.batches.load(Ordering::Relaxed), checked);
    assert_eq!(world.judgements.load(Ordering::Relaxed), judged + 3);
}

#[tokio::test]
async fn a_stop_drops_what_is_under_way() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let run = Run::create(&folder, toys(), settings(), "toy".to_owned()).unwrap();
    let control = Control::default();
    control.stop.cancel();
    let state = drive(run, Arc::new(World::default()), control).await.unwrap();
    assert_eq!(state.phase, RunPhase::Running);
    assert!(state.problems.values().any(|p| matches!(p.phase, Phase::Preparing)));
    let run = Run::resume(&folder).unwrap();
    let state = drive(run, Arc::new(World::default()), Control::default()).await.unwrap();
    assert_eq!(state.solved().count(), 3);
}

#[tokio::test]
async fn one_worker_and_one_seed_give_one_log() {
    let home = tempfile::tempdir().unwrap();
    let mut logs = Vec::new();
    for name in ["a", "b"] {
        let folder = home.path().join(name);
        let settings = RunSettings { problems_at_once: 1, goals_at_once: 1, ..settings() };
        let run = Run::create(&folder, toys(), settings, "toy".to_owned()).unwrap();
        drive(run, Arc::new(World::default()), Control::default()).await.unwrap();
        let events: Vec<serde_json::Value> = PastRun::load(&folder)
            .unwrap()
            .records
            .iter()
            .map(|r| serde_json::to_value(&r.event).unwrap())
            .map(|mut event| {
                // The predicted chance at the end depends on the time that was used.
                if event["event"] == "problem_finished" {
                    event["chance"].take();
                }
                event
            })
            .collect();
        logs.push(events);
    }
    assert_eq!(logs[0], logs[1]);
}

#[tokio::test]
async fn bad_input_is_named() {
    let home = tempfile::tempdir().unwrap();
    let create = |name: &str, problems| {
        Run::create(&home.path().join(name), problems, settings(), String::new())
    };
    assert!(matches!(create("empty", Vec::new()), Err(RunError::Empty)));
    let twice = vec![toy::problem("p", 1), toy::problem("p", 2)];
    assert!(matches!(create("twice", twice), Err(RunError::TwiceInList(_))));
    let run = create("real", toys()).unwrap();
    assert!(matches!(
        Run::resume(&home.path().join("real")),
        Err(RunError::Folder(FolderError::Locked(_)))
    ));
    drop(run);
    assert!(matches!(create("real", toys()), Err(RunError::Folder(FolderError::Exists(_)))));
    let path = home.path().join("real/problems.jsonl");
    let text = std::fs::read_to_string(&path).unwrap().replace(": 9 :=", ": 8 :=");
    std::fs::write(&path, text).unwrap();
    assert!(matches!(Run::resume(&home.path().join("real")), Err(RunError::OtherProblems { .. })));
}

#[tokio::test]
async fn a_statement_that_does_not_elaborate_is_the_users_error() {
    let home = tempfile::tempdir().unwrap();
    let mut bad = toy::problem("bad", 1);
    bad.source = bad.source.replace('1', "x").into();
    let run = Run::create(
        &home.path().join("r"),
        vec![bad, toy::problem("ok", 1)],
        settings(),
        String::new(),
    );
    let state = drive(run.unwrap(), Arc::new(World::default()), Control::default()).await.unwrap();
    let report = Report::of(&PastRun::load(&home.path().join("r")).unwrap().records);
    assert_eq!(state.solved().count(), 1);
    assert_eq!(report.reasons.get("bad statement"), Some(&1));
}

/// Drives one toy problem against which a tool speaks.
async fn doubted(settings: RunSettings, world: World, fails: bool) -> (RunState, Report) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("run");
    let problems = vec![toy::problem("four", 4)];
    let run = Run::create(&folder, problems, settings, "toy".to_owned()).unwrap();
    let mut environment = toy::environment(Arc::new(world));
    environment.refuters.push(Arc::new(toy::Doubter { fails }));
    let (progress, _) = watch::channel(Progress::default());
    let ended = run.drive(environment, Control::default(), progress, |_| ()).await.unwrap();
    (ended.state, ended.report)
}

#[tokio::test]
async fn a_confirmed_counterexample_ends_a_problem_before_any_search() {
    let world = World { refutable: Some(4), ..World::default() };
    let (state, report) = doubted(settings(), world, false).await;
    assert_eq!(state.solved().count(), 0);
    let problem = &report.problems[0];
    assert_eq!(problem.end, Some(crate::event::ProblemEnd::Refuted));
    assert_eq!(problem.spent.checks, 0);
    assert_eq!(problem.counterexamples[0].to_string(), "counterexample of tool `doubter`");
    assert!(problem.counterexamples[0].confirmed);
}

#[tokio::test]
async fn a_tool_that_is_wrong_or_fails_ends_nothing() {
    let (state, report) = doubted(settings(), World::default(), false).await;
    assert_eq!(state.solved().count(), 1);
    assert!(!report.problems[0].counterexamples[0].confirmed);

    let (state, report) = doubted(settings(), World::default(), true).await;
    assert_eq!(state.solved().count(), 1);
    assert!(report.problems[0].counterexamples.is_empty());

    // Unless the user wants it so.
    let settings = RunSettings { believe_tools: true, ..settings() };
    let (state, report) = doubted(settings, World::default(), false).await;
    assert_eq!(state.solved().count(), 0);
    assert_eq!(report.problems[0].end, Some(crate::event::ProblemEnd::Refuted));
}

/// A run of the version before, whose log has the form 1: with a chat model, one of whose sketches
/// carried a proof.
fn run_of_version_1() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/log-version-1");
    for name in ["events.jsonl", "problems.jsonl", "settings.toml"] {
        std::fs::copy(format!("{golden}/{name}"), home.path().join(name)).unwrap();
    }
    std::fs::create_dir(home.path().join("proofs")).unwrap();
    home
}

#[test]
fn a_log_of_version_1_gives_the_report_that_its_own_program_gave() {
    let home = run_of_version_1();
    let past = PastRun::load(home.path()).unwrap();
    assert!(past.records.iter().all(|record| record.v == 1));
    let mut report = serde_json::to_value(Report::of(&past.records)).unwrap();
    // Open goals had no numbers then.
    for problem in report["problems"].as_array_mut().unwrap() {
        for goal in problem["open_goals"].as_array_mut().unwrap() {
            assert!(goal.as_object_mut().unwrap().remove("goal").is_some_and(|id| id.is_u64()));
        }
    }
    // A sketch was filed under the planner then; it is the model's. Sources name the voice now.
    let was = include_str!("../../testdata/log-version-1/report.json")
        .replace("\"plan sketch by stand-in\": 1", "\"sketch by stand-in\": 1");
    let mut was: serde_json::Value = serde_json::from_str(&was).unwrap();
    let as_today = |contributors: &mut serde_json::Value, today: serde_json::Value| {
        assert!(contributors.to_string().contains("plan"));
        *contributors = today;
    };
    as_today(&mut was["contributors"], serde_json::json!({"model": 1, "premises": 1, "rules": 2}));
    as_today(&mut was["problems"][2]["contributors"], serde_json::json!(["model", "rules"]));
    // Checks were not counted by voice; 8 of the 222 that were paid for were never answered.
    was["checks"] = serde_json::json!({"model": 5, "planner": 6, "rules": 203});
    for problem in was["problems"].as_array_mut().unwrap() {
        for contribution in problem["contributions"].as_array_mut().unwrap() {
            let source: crate::candidate::Source =
                serde_json::from_value(contribution[1].take()).unwrap();
            contribution[1] = serde_json::to_value(source).unwrap();
        }
    }
    assert_eq!(report, was);
}

#[tokio::test]
async fn a_run_of_version_1_is_taken_up_again() {
    let home = run_of_version_1();
    let control = Control::default();
    control.stop.cancel();
    let run = Run::resume(home.path()).unwrap();
    let state = drive(run, Arc::new(World::default()), control).await.unwrap();
    assert_eq!(state.resumes, 1);
    let doubted = state.problems.values().filter(|p| matches!(p.phase, Phase::Doubted));
    assert_eq!(doubted.count(), 3, "what was accepted is judged again");
    let past = PastRun::load(home.path()).unwrap();
    let versions: std::collections::BTreeSet<u32> = past.records.iter().map(|r| r.v).collect();
    assert_eq!(versions.into_iter().collect::<Vec<_>>(), [1, crate::event::VERSION]);
}
