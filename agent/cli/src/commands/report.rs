//! `polya report`: what was proved, by what, at which cost, and why the rest stopped.

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use anyhow::Context as _;
use polya_agent::{
    event::ProblemEnd,
    orchestrator::PastRun,
    progress::why,
    report::{ProblemReport, Report},
    state::RunState,
};
use polya_engine::{
    evidence::{self, Unverified},
    runs,
};
use polya_page::view::{RunView, Source};
use polya_problems::Expectation;

use crate::{
    args::ReportArgs,
    context::Context,
    exit::{Exit, Failure},
    progress::one_line,
    quantity::{counted, show_count, show_duration},
    terminal::{Paint, say, say_json, say_text},
};

pub(crate) fn report(context: &Context, args: &ReportArgs) -> anyhow::Result<Exit> {
    let out = args.out.as_deref().unwrap_or(&context.settings.out);
    let folder = runs::find(out, &args.run)?;
    let run = runs::read(&folder, &context.notices())?;
    if run.records.is_empty() {
        let failure = format!("the log of `{}` is empty: nothing was run", folder.display());
        return Err(Failure::input(failure).hint("start a run with `polya run LIST`").into());
    }
    let unverified = evidence::unverified(&folder, &run);
    let report = Report::of(&run.records);
    if let Some(file) = &args.html {
        write_page(context, file, &page(&folder, &run, &unverified))?;
        for Unverified { problem, reason } in &unverified {
            context.terminal.warning(format_args!("`{problem}` is not verified: {reason}"));
        }
    } else if args.json {
        let mut report = serde_json::to_value(&report)?;
        report["unverified"] = serde_json::to_value(&unverified)?;
        say_json(&report)?;
    } else {
        let paint = context.terminal.out();
        say(format_args!("run `{}`, Lean {}", folder.display(), report.toolchain))?;
        say(summary(&report, &run.state, paint).trim_end())?;
        for Unverified { problem, reason } in &unverified {
            say(format_args!("{}: `{problem}`: {reason}", paint.red("not verified")))?;
        }
        say(details(&report, paint).trim_end())?;
    }
    if unverified.is_empty() {
        return Ok(Exit::Success);
    }
    if !args.json {
        let hint = format!("`polya run --resume {}` judges every proof again", folder.display());
        context.terminal.hint(hint);
    }
    Ok(Exit::Unsolved)
}

/// The run as a page.
fn page(folder: &Path, run: &PastRun, unverified: &[Unverified]) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let unverified: Vec<_> =
        unverified.iter().map(|found| (found.problem.clone(), found.reason.to_owned())).collect();
    polya_page::page(&RunView::of(Source {
        name: &name,
        records: &run.records,
        state: &run.state,
        problems: &run.problems,
        unverified: &unverified,
    }))
}

fn write_page(context: &Context, file: &Path, page: &str) -> anyhow::Result<()> {
    if file == Path::new("-") {
        return Ok(say_text(page)?);
    }
    fs::write(file, page)
        .with_context(|| format!("cannot write the page to `{}`", file.display()))?;
    context.terminal.note(format_args!("wrote the page to `{}`", file.display()));
    Ok(())
}

/// The figures, and each unsolved problem with the reason.
pub(crate) fn summary(report: &Report, state: &RunState, paint: Paint) -> String {
    let is_false = |problem: &ProblemReport| {
        state.problem(&problem.id).is_some_and(|p| p.head.expectation == Expectation::False)
    };
    let (falsehoods, rest): (Vec<_>, Vec<_>) =
        report.problems.iter().partition(|problem| is_false(problem));
    let mut text = String::new();
    let time = show_duration(Duration::from_secs_f64(report.seconds));
    let unfinished = if report.finished { "" } else { ", not finished" };
    let solved = rest.iter().filter(|problem| problem.solved).count();
    let solved = format!("solved {solved} of {}", counted(rest.len() as u64, "problem"));
    let _ = writeln!(text, "{} in {time}{unfinished}", paint.bold(solved));
    if !falsehoods.is_empty() {
        let accepted = match report.false_accepted.len() {
            0 => "none accepted".to_owned(),
            count => paint.red(format!("{count} accepted")).to_string(),
        };
        let _ = writeln!(text, "{} more are marked false: {accepted}", falsehoods.len());
    }
    if report.levels.len() > 1 {
        let width = report.levels.keys().map(|level| level.chars().count()).max().unwrap_or(0);
        for (level, (solved, total)) in &report.levels {
            let _ = writeln!(text, "  {level:<width$}  {solved:>3} of {total}");
        }
    }
    let mut cost = vec![
        counted(report.spent.checks, "Lean check"),
        counted(report.spent.judgements, "judgement"),
    ];
    if report.spent.tokens > 0 {
        cost.push(counted(report.spent.tokens, "token"));
    }
    if report.resumes > 0 {
        cost.push(format!("resumed {}", counted(u64::from(report.resumes), "time")));
    }
    let _ = writeln!(text, "{}", cost.join(", "));
    for model in report.failing_models.values() {
        let time = show_duration(Duration::from_secs_f64(model.seconds));
        let still = if model.still_failing { ", until the end" } else { "" };
        let _ = writeln!(
            text,
            "the model failed for {time}{still}: {} requests, the last: {}",
            show_count(u64::from(model.failed_requests)),
            one_line(&model.message)
        );
    }
    for id in &report.false_accepted {
        let _ = writeln!(
            text,
            "{}: `{id}` is marked false, and a proof of it was accepted",
            paint.red("alarm")
        );
    }
    let unsolved: Vec<_> = rest.into_iter().filter(|problem| !problem.solved).collect();
    if !unsolved.is_empty() {
        let _ = writeln!(text, "{}", paint.bold("not solved"));
        for problem in unsolved {
            let _ = writeln!(text, "  {}  {}", problem.id, stopped(problem));
        }
    }
    text
}

fn stopped(problem: &ProblemReport) -> String {
    let mut said = problem.end.as_ref().map_or_else(|| "not finished".to_owned(), why);
    if let Some(
        ProblemEnd::BadStatement { message }
        | ProblemEnd::Infrastructure { message }
        | ProblemEnd::ModelAway { message, .. },
    ) = &problem.end
    {
        let _ = write!(said, ": {}", one_line(message));
    }
    if let Some(last) = problem.counterexamples.last() {
        let says = if last.confirmed { "" } else { ", not confirmed by Lean" };
        let _ = write!(said, ": {}{says}", one_line(&last.to_string()));
    }
    if problem.spent.checks > 0 {
        let (checks, goals) = (problem.spent.checks, problem.goals as u64);
        let _ = write!(said, " ({}, {})", counted(checks, "check"), counted(goals, "goal"));
    }
    if problem.rejections > 0 {
        let _ = write!(
            said,
            "; the judge rejected {}",
            counted(u64::from(problem.rejections), "proof")
        );
    }
    said
}

/// Who contributed, and where the unsolved got stuck.
fn details(report: &Report, paint: Paint) -> String {
    let mut text = String::new();
    if !report.contributions.is_empty() {
        let _ = writeln!(text, "{}", paint.bold("steps in accepted proofs"));
        let mut by_count: Vec<_> = report.contributions.iter().collect();
        by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        for (source, count) in by_count {
            let _ = writeln!(text, "  {count:>5}  {source}");
        }
    }
    if !report.contributors.is_empty() {
        let _ = writeln!(text, "{}", paint.bold("accepted proofs by contributor"));
        let mut by_count: Vec<_> = report.contributors.iter().collect();
        by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        for (voice, count) in by_count {
            let _ = writeln!(text, "  {count:>5}  {voice}");
        }
    }
    if !report.checks.is_empty() {
        let by_voice = report.checks.iter().map(|(voice, n)| format!("{voice} {}", show_count(*n)));
        let by_voice = by_voice.collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "checks by voice: {by_voice}");
    }
    if !report.tools.is_empty() {
        let names: Vec<&str> = report.tools.iter().map(|tool| tool.name.as_str()).collect();
        let _ = writeln!(text, "tools that took part: {}", names.join(", "));
    }
    if !report.function_calls.is_empty() {
        let calls = report.function_calls.iter().map(|(name, count)| format!("{name} {count}"));
        let calls = calls.collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "calls of tools by models: {calls}");
    }
    if !report.refusals.is_empty() {
        let by_reason = report.refusals.iter().map(|(reason, n)| format!("{reason} {n}"));
        let by_reason = by_reason.collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "answers of models from which nothing was taken: {by_reason}");
    }
    if report.objections > 0 {
        let _ = writeln!(text, "false arithmetic pointed out to models: {}", report.objections);
    }
    if !report.premises.is_empty() {
        let _ = writeln!(text, "{}", paint.bold("premises used most"));
        for (premise, count) in report.premises.iter().take(10) {
            let _ = writeln!(text, "  {count:>5}  {premise}");
        }
    }
    if let Some(error) = report.calibration_error {
        let _ = writeln!(text, "calibration error of the predicted chances: {error:.3}");
    }
    for problem in report.problems.iter().filter(|problem| !problem.open_goals.is_empty()) {
        let _ = writeln!(text, "{} got stuck at", paint.bold(&problem.id));
        for goal in problem.open_goals.iter().take(2) {
            let note = format!("depth {}, {} tactics tried", goal.depth, goal.tried);
            let _ = writeln!(text, "  {}", paint.dim(note));
            for line in goal.text.lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    if let Some(error) = &report.error {
        let _ = writeln!(text, "{}: {error}", paint.red("the log is damaged"));
    }
    text
}
