//! `polya run`: a list, without questions.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::SystemTime,
};

use polya_agent::{
    event::ProblemEnd,
    memory::Keeper,
    orchestrator::{Control, Run, RunError},
    ranking::RANKED,
    report::Report,
    sampler::MODEL,
    settings::RunSettings,
    state::{Phase, RunPhase, RunState},
};
use polya_engine::{Engine, runs, tools::Tools};
use polya_lean::toolchain::Toolchain;
use polya_problems::{Expectation, Malformed, Problem};
use serde_json::json;
use tokio::sync::watch;

use crate::{
    args::RunArgs,
    commands::{problems, report::summary},
    context::{Context, block_on},
    exit::{Exit, Failure},
    interrupt,
    progress::{Bars, Lines},
    terminal::say,
};

pub(crate) fn run(context: &Context, args: &RunArgs) -> anyhow::Result<Exit> {
    let task = match (&args.resume, &args.list) {
        (Some(which), _) => {
            refuse_new_settings(args)?;
            let which = which.as_deref().unwrap_or(Path::new("last"));
            Task::Resume(runs::find(&context.settings.out, which)?)
        }
        (None, Some(list)) => new_run(context, args, list)?,
        (None, None) => return Err(Failure::input("neither a list nor `--resume`").into()),
    };
    let malformed = match &task {
        Task::New { malformed, .. } => malformed.clone(),
        Task::Resume(_) => Vec::new(),
    };
    let outcome = work(context, task)?;
    let exit = exit_of(&outcome.state, &malformed);
    let report = Report::of(&runs::read(&outcome.folder, &context.notices())?.records);
    if args.json {
        let malformed: Vec<_> = malformed.iter().map(ToString::to_string).collect();
        let result = json!({"run": outcome.folder, "exit_status": exit.status(),
            "malformed": malformed, "report": report});
        say(serde_json::to_string_pretty(&result)?)?;
    } else {
        say(summary(&report, &outcome.state, context.terminal.out()).trim_end())?;
        say(format_args!("proofs: `{}`", outcome.folder.join("proofs").display()))?;
        if exit == Exit::Interrupted {
            let folder = outcome.folder.display();
            context.terminal.hint(format_args!("go on with `polya run --resume {folder}`"));
        }
    }
    Ok(exit)
}

/// A run keeps the settings it was begun with: they are in its log, and its ledger counts on them.
fn refuse_new_settings(args: &RunArgs) -> Result<(), Failure> {
    let layer = args.layer();
    let of_this_process = ["run.out", "run.model", "lean.workers", "memory.mode", "model"];
    let entries = layer.entries();
    let fixed = entries.iter().map(|(key, _)| *key).find(|key| !of_this_process.contains(key));
    let fixed = match fixed {
        None if !args.only.is_empty() => Some("only"),
        None if args.limit.is_some() => Some("limit"),
        other => other,
    };
    match fixed {
        None => Ok(()),
        Some(key) => Err(Failure::input(format!(
            "`--resume` goes on with the run's own settings, and `{key}` is one of them"
        ))
        .hint("start a new run to change it")),
    }
}

/// What to do: begin, or go on.
pub(crate) enum Task {
    New {
        problems: Vec<Problem>,
        malformed: Vec<Malformed>,
        /// Where the run folder is made, and what its name has in the middle.
        out: PathBuf,
        name: String,
        /// False if the folder is gone afterwards.
        keep: bool,
    },
    Resume(PathBuf),
}

/// How it ended.
pub(crate) struct Outcome {
    pub(crate) folder: PathBuf,
    pub(crate) state: RunState,
}

fn new_run(context: &Context, args: &RunArgs, list: &Path) -> anyhow::Result<Task> {
    let loaded = problems::load(list, context.terminal)?;
    let problems = problems::select(loaded.problems, &args.only, args.limit)?;
    if problems.is_empty() {
        let failure = Failure::input(format!("`{}` has no problem to work on", list.display()));
        return Err(failure.hint("a problem is a theorem whose proof is `sorry`").into());
    }
    // Before Lean is fetched: whoever cannot write there wants to know now.
    let out = context.settings.out.clone();
    runs::try_writing(&out)?;
    Ok(Task::New { problems, malformed: loaded.malformed, out, name: loaded.title, keep: true })
}

/// Finds Lean, starts everything, and works until the end or Ctrl-C.
pub(crate) fn work(context: &Context, task: Task) -> anyhow::Result<Outcome> {
    let toolchain = context.lean()?;
    block_on(async {
        let bars = Bars::new(context.terminal);
        let lines = Lines::new(context.terminal, bars.as_ref());
        let control = interrupt::listen(lines.voice())?;
        drive(context, task, toolchain, control, bars, lines).await
    })
}

async fn drive(
    context: &Context,
    task: Task,
    toolchain: Toolchain,
    control: Control,
    mut bars: Option<Bars>,
    mut lines: Lines,
) -> anyhow::Result<Outcome> {
    // Who names a tool that is not there wants to know before anything begins.
    let tools = match task {
        Task::New { .. } => Some(Tools::chosen(&context.settings, &context.notices()).await?),
        Task::Resume(_) => None,
    };
    let mut engine = context.engine(&toolchain).await?;
    if let Some(tools) = tools {
        engine.attach(tools);
    }
    let one_off = matches!(task, Task::New { keep: false, .. });
    let (run, folder) = match task {
        Task::New { problems, out, name, keep, .. } => {
            let problems = engine.complete_headers(problems).await?;
            let folder = runs::create(&out, &name, SystemTime::now())?;
            let settings = engine.run_settings()?;
            let described = engine.environment.prover.describe();
            let run = Run::create(&folder, problems, settings, described)?;
            if keep {
                context.terminal.note(format_args!("run `{}`", folder.display()));
            }
            (run, folder)
        }
        Task::Resume(folder) => {
            let run = Run::resume(&folder)?;
            let state = run.state();
            engine.attach(
                Tools::of_run(&context.settings, &context.notices(), &state.settings.tools).await,
            );
            for voice in missing_voices(&engine, &state.settings) {
                context.terminal.warning(format_args!("going on without the voice `{voice}`"));
            }
            context.terminal.note(format_args!(
                "going on with `{}`: {} problems, {} finished; accepted proofs are judged again",
                folder.display(),
                state.problems.len(),
                state.problems.values().filter(|p| matches!(p.phase, Phase::Finished(_))).count(),
            ));
            (run, folder)
        }
    };
    let (_, problems) = run.folder().read().map_err(RunError::from)?;
    let known = problems.iter().map(|p| (p.id.clone(), (p.path.clone(), p.expectation))).collect();
    lines.knows(known);
    let (sender, mut progress) = watch::channel(polya_agent::progress::Progress::default());
    let drawing = tokio::spawn(async move {
        while progress.changed().await.is_ok() {
            let latest = progress.borrow_and_update().clone();
            if let Some(bars) = &mut bars {
                bars.show(&latest);
            }
        }
        if let Some(bars) = &bars {
            bars.end();
        }
    });
    let mut environment = engine.environment.clone();
    if one_off {
        environment.memory = environment.memory.map(Keeper::without_runs);
    }
    let driven = run.drive(environment, control, sender, |record| lines.record(record)).await;
    let _ = drawing.await;
    if let Some(complaint) = engine.shut_down().await {
        context.terminal.warning(format_args!("{complaint}; what it lacks is in the run's log"));
        context.terminal.hint("once that is mended, run `polya memory rebuild`");
    }
    let state = driven?;
    Ok(Outcome { folder, state })
}

/// Voices that the run began with and that are not there now: they have nothing more to say.
fn missing_voices(engine: &Engine, settings: &RunSettings) -> BTreeSet<String> {
    let there = |voice: &str| engine.environment.proposers.iter().any(|p| p.name() == voice);
    let voices = settings.schedule.iter().map(|round| round.voice.clone());
    let mut missing: BTreeSet<String> = voices.filter(|voice| !there(voice)).collect();
    // That voice stays and says what the rules say; what is gone is the model behind it.
    if settings.schedule.iter().any(|round| round.voice == RANKED) && !engine.weighs() {
        missing.insert(MODEL.to_owned());
    }
    missing
}

/// The exit status of a run, the gravest first.
pub(crate) fn exit_of(state: &RunState, malformed: &[Malformed]) -> Exit {
    let ends = || {
        state.problems.values().map(|problem| {
            let end = match &problem.phase {
                Phase::Finished(end) => Some(end),
                _ => None,
            };
            (problem, end)
        })
    };
    if !state.all_finished() && state.phase == RunPhase::Interrupted {
        return Exit::Interrupted;
    }
    if state.has_infrastructure_failures() {
        return Exit::Infrastructure;
    }
    let bad = ends().any(|(_, end)| matches!(end, Some(ProblemEnd::BadStatement { .. })));
    if bad || !malformed.is_empty() {
        return Exit::BadInput;
    }
    if !state.all_finished() && !matches!(state.phase, RunPhase::Finished(_)) {
        return Exit::Interrupted;
    }
    let all_solved = ends().all(|(problem, _)| {
        problem.is_solved() != (problem.head.expectation == Expectation::False)
    });
    if all_solved { Exit::Success } else { Exit::Unsolved }
}
