//! `polya run`: a list, without questions.

use std::path::{Path, PathBuf};

use polya_agent::{
    event::ProblemEnd,
    orchestrator::Control,
    state::{Phase, RunPhase, RunState},
};
use polya_engine::{Engine, EngineError, Finished, Place, Prepared, runs, settings::UseTools};
use polya_problems::{Expectation, Malformed, Problem};
use serde_json::json;

use crate::{
    args::RunArgs,
    commands::{problems, report::summary},
    context::{Context, block_on},
    exit::{Exit, Failure},
    interrupt,
    progress::{Bars, Lines},
    terminal::{say, say_json},
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
    let mut malformed = match &task {
        Task::New { malformed, .. } => malformed.clone(),
        Task::Resume(_) => Vec::new(),
    };
    let Finished { folder, state, report, unusable, .. } = &work(context, task)?;
    malformed.extend_from_slice(unusable);
    let exit = exit_of(state, &malformed);
    if args.json {
        let malformed: Vec<_> = malformed.iter().map(ToString::to_string).collect();
        let result = json!({"run": folder, "exit_status": exit.status(),
            "malformed": malformed, "report": report});
        say_json(&result)?;
    } else {
        say(summary(report, state, context.terminal.out()).trim_end())?;
        say(format_args!("proofs: `{}`", folder.join("proofs").display()))?;
        if exit == Exit::Interrupted {
            let folder = folder.display();
            context.terminal.hint(format_args!("continue with `polya run --resume {folder}`"));
        }
    }
    Ok(exit)
}

/// A run keeps the settings it was begun with: they are in its log, and its ledger counts on them.
fn refuse_new_settings(args: &RunArgs) -> Result<(), Failure> {
    let layer = args.layer();
    let of_this_process = ["run.out", "run.model", "lean.workers", "memory.mode", "model"];
    let fixed = layer.names().find(|key| !of_this_process.contains(key));
    let fixed = match fixed {
        None if !args.only.is_empty() => Some("only"),
        None if args.limit.is_some() => Some("limit"),
        other => other,
    };
    match fixed {
        None => Ok(()),
        Some(key) => Err(Failure::input(format!(
            "`--resume` continues with the settings of the run, and `{key}` is one of them"
        ))
        .hint("start a new run to change it")),
    }
}

/// What to do: begin, or go on.
pub(crate) enum Task {
    New { problems: Vec<Problem>, malformed: Vec<Malformed>, place: Place },
    Resume(PathBuf),
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
    let place = Place::Kept { out, name: loaded.title };
    Ok(Task::New { problems, malformed: loaded.malformed, place })
}

/// Finds Lean, starts everything, and works until the end or Ctrl-C.
pub(crate) fn work(context: &Context, task: Task) -> anyhow::Result<Finished> {
    let toolchain = context.lean()?;
    block_on(async {
        let bars = Bars::new(context.terminal);
        let lines = Lines::new(context.terminal, bars.as_ref());
        let control = interrupt::listen(lines.voice())?;
        match task {
            Task::New { problems, place, .. } => {
                let engine = context.engine(&toolchain).await?;
                let run = begin(context, &engine, problems, &place).await;
                drive(context, engine, run, &control, bars, lines).await
            }
            Task::Resume(folder) => {
                // It goes on with the tools that it was begun with.
                let mut settings = context.settings.clone();
                settings.tools.used = UseTools::None;
                let context = Context { settings, terminal: context.terminal };
                let mut engine = context.engine(&toolchain).await?;
                let run = resume(&context, &mut engine, &folder).await;
                drive(&context, engine, run, &control, bars, lines).await
            }
        }
    })
}

async fn begin(
    context: &Context,
    engine: &Engine,
    problems: Vec<Problem>,
    place: &Place,
) -> Result<Prepared, EngineError> {
    let run = engine.begin(problems, engine.run_settings(), place).await?;
    problems::report(run.unusable(), context.terminal);
    if matches!(place, Place::Kept { .. }) {
        context.terminal.note(format_args!("run `{}`", run.folder().display()));
    }
    Ok(run)
}

async fn resume(
    context: &Context,
    engine: &mut Engine,
    folder: &Path,
) -> Result<Prepared, EngineError> {
    let run = engine.resume(folder).await?;
    for voice in run.missing() {
        context.terminal.warning(format_args!("continuing without the voice `{voice}`"));
    }
    let state = run.state();
    context.terminal.note(format_args!(
        "continuing `{}`: {} problems, {} finished; accepted proofs are judged again",
        folder.display(),
        state.problems.len(),
        state.problems.values().filter(|p| matches!(p.phase, Phase::Finished(_))).count(),
    ));
    Ok(run)
}

/// Drives a run that could be made, shows how it goes, and ends the engine.
async fn drive(
    context: &Context,
    engine: Engine,
    run: Result<Prepared, EngineError>,
    control: &Control,
    bars: Option<Bars>,
    lines: Lines,
) -> anyhow::Result<Finished> {
    let finished = match run {
        Ok(run) => watch(run, control, bars, lines).await,
        Err(error) => Err(error),
    };
    if let Some(complaint) = engine.shut_down().await {
        context
            .terminal
            .warning(format_args!("{complaint}; the run's log has what the memory lacks"));
        context.terminal.hint("when the cause is removed, run `polya memory rebuild`");
    }
    Ok(finished?)
}

async fn watch(
    run: Prepared,
    control: &Control,
    mut bars: Option<Bars>,
    mut lines: Lines,
) -> Result<Finished, EngineError> {
    let known = run.problems().map(|p| (p.id.clone(), (p.path.clone(), p.expectation))).collect();
    lines.knows(known);
    let mut running = run.drive(control);
    let mut progress = running.progress.clone();
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
    while let Some(record) = running.events.recv().await {
        lines.record(&record);
    }
    let finished = running.finished().await;
    let _ = drawing.await;
    finished
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
