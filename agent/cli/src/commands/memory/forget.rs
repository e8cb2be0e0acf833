//! `polya memory forget`: shows what would go, then removes it from the memory, from the runs and
//! from whatever else of the program's own could hold it.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, IsTerminal, Write as _},
    path::{Path, PathBuf},
};

use polya_agent::folder::RunFolder;
use polya_engine::runs;
use polya_memory::{Artifact, Content, Filter, Forgetting, Kind, Memory, Plan, Timestamp, scrub};
use serde_json::Value;

use super::{filter_of, line, resolve};
use crate::{
    args::ForgetArgs,
    context::Context,
    exit::{Exit, Failure},
    terminal::say,
};

/// A piece of a goal must be this long to be taken out of the logs of the run it is from: shorter
/// ones, such as `α → Prop`, say nothing about whose they are.
const LONG_PIECE: usize = 16;

pub(super) fn forget(
    context: &Context,
    memory: &mut Memory,
    args: &ForgetArgs,
) -> anyhow::Result<Exit> {
    let what = what(memory, args)?;
    let plan = memory.plan_forgetting(&what)?;
    show_plan(context, &plan, args.query.is_some())?;
    let doomed: Vec<&Artifact> =
        plan.hits.iter().map(|hit| &hit.artifact).chain(&plan.cascade).collect();
    // The words themselves go, wherever they are; a log may hold them though no artifact does.
    let said: Vec<String> =
        args.query.iter().chain(&args.filter.contains).filter(|t| is_telling(t)).cloned().collect();
    for text in args.query.iter().chain(&args.filter.contains).filter(|text| !is_telling(text)) {
        context.terminal.warning(format_args!(
            "`{text}` is too short to be looked for in the runs: it would be found everywhere"
        ));
    }
    let places = if args.keep_runs { Vec::new() } else { places(context) };
    let mut files = BTreeSet::new();
    for place in &places {
        files.extend(scrub::files_with(place, &said)?);
    }
    for file in &files {
        say(format_args!(
            "{}  it is in `{}`",
            context.terminal.out().red("forget"),
            file.display()
        ))?;
    }
    if plan.hits.is_empty() && files.is_empty() {
        say("nothing matches")?;
        return Ok(Exit::Unsolved);
    }
    if args.dry_run {
        return Ok(Exit::Success);
    }
    if !args.keep_runs {
        refuse_busy_runs(&context.settings.out)?;
    }
    if !args.yes && !confirmed(&plan, files.len())? {
        context.terminal.note("nothing was forgotten");
        return Ok(Exit::Unsolved);
    }
    let of_runs = if args.keep_runs { Vec::new() } else { texts_by_run(context, &doomed) };
    let mut texts = said;
    if !plan.hits.is_empty() {
        let forgotten = memory.forget(&plan.ids(), Timestamp::now())?;
        context.terminal.note(format_args!("forgot {} artifacts", forgotten.removed.len()));
        texts.extend(forgotten.texts);
    }
    let mut changed = BTreeSet::new();
    for place in &places {
        changed.extend(scrub::scrub_folder(place, &texts)?);
    }
    for (run, texts) in of_runs {
        changed.extend(scrub::scrub_folder(&run, &texts)?);
    }
    for file in changed {
        context.terminal.note(format_args!("removed it from `{}`", file.display()));
    }
    Ok(Exit::Success)
}

fn what(memory: &Memory, args: &ForgetArgs) -> Result<Forgetting, Failure> {
    let mut filter = filter_of(&args.filter)?;
    if !args.id.is_empty() {
        let ids = args.id.iter().map(|id| resolve(memory, id)).collect::<Result<_, _>>()?;
        filter.ids = Some(ids);
    }
    match &args.query {
        Some(text) => Ok(Forgetting {
            threshold: args.threshold,
            filter: Filter { history: true, ..filter },
            ..Forgetting::query(text)
        }),
        None if args.is_unlimited() => Err(Failure::input("no condition says what to forget")
            .hint("give a text, `--id`, `--source`, `--contains`, `--tag` or `--kind`")),
        None => Ok(Forgetting::filter(filter)),
    }
}

fn is_telling(text: &str) -> bool {
    text.trim().chars().count() >= Memory::SHORTEST_SCRUBBED
}

/// Where the program itself writes what users work on, beside the memory: the runs, and in the data
/// folder all but the memory's own files and what was installed.
fn places(context: &Context) -> Vec<PathBuf> {
    const INSTALLED: [&str; 2] = ["toolchains", "libraries"];
    let settings = &context.settings;
    let mut places = vec![settings.out.clone()];
    for entry in fs::read_dir(&settings.home).into_iter().flatten().flatten() {
        let path = entry.path();
        let installed = INSTALLED.iter().any(|name| path.ends_with(name));
        if !installed && path != settings.memory_folder() {
            places.push(path);
        }
    }
    places.retain(|place| place.exists());
    places
}

/// A log under a run's hands must not be replaced.
fn refuse_busy_runs(out: &Path) -> Result<(), Failure> {
    match runs::folders(out).into_iter().find(|run| RunFolder::at(run).is_busy()) {
        None => Ok(()),
        Some(run) => Err(Failure::infrastructure(format!(
            "a process is working on the run `{}`, and its log may hold it",
            run.display()
        ))
        .hint("forget again when the run has ended, or leave runs alone with `--keep-runs`")),
    }
}

/// What the logs of the runs say in other words than the artifacts: the problem's own text and the
/// longer pieces of its goals.
fn texts_by_run(context: &Context, doomed: &[&Artifact]) -> Vec<(PathBuf, Vec<String>)> {
    let mut names: Vec<&str> =
        doomed.iter().filter_map(|artifact| artifact.provenance.run.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        let folder = context.settings.out.join(name);
        let own = doomed.iter().filter(|a| a.provenance.run.as_deref() == Some(name));
        let mut texts: BTreeSet<String> = BTreeSet::new();
        for artifact in own.clone() {
            texts.extend(pieces(&artifact.content));
        }
        let proved: BTreeSet<&str> = own
            .filter(|artifact| artifact.kind() == Kind::Proof)
            .filter_map(|artifact| artifact.provenance.problem.as_deref())
            .collect();
        if let Ok((_, problems)) = RunFolder::at(&folder).read() {
            for problem in problems.iter().filter(|p| proved.contains(p.id.as_str())) {
                texts.extend(statement(problem.before()).map(str::to_owned));
                texts.extend(problem.informal.clone().filter(|text| is_telling(text)));
            }
        }
        if !texts.is_empty() && folder.is_dir() {
            found.push((folder, texts.into_iter().collect()));
        }
    }
    found
}

/// The types and the target of the goal that an artifact is about, and what a tool said of it, as a log
/// holds them.
fn pieces(content: &Content) -> Vec<String> {
    let goal = match content {
        Content::Lemma { statement, .. } | Content::Proof { statement, .. } => statement,
        Content::Plan { goal, .. }
        | Content::Failure { goal, .. }
        | Content::PremiseUse { goal, .. }
        | Content::ToolResult { arguments: goal, .. } => goal,
        Content::Repair { .. } | Content::Note { .. } => return Vec::new(),
    };
    let piece = |line: &str| {
        let piece = line.strip_prefix("⊢ ").or_else(|| line.split_once(" : ").map(|(_, ty)| ty));
        piece.map(str::trim).filter(|piece| piece.chars().count() >= LONG_PIECE).map(str::to_owned)
    };
    let mut pieces: Vec<String> = goal.lines().filter_map(piece).collect();
    if let Content::ToolResult { result, .. } = content
        && let Ok(Value::Object(fields)) = serde_json::from_str(result)
    {
        // A log has what the tool said field by field.
        let told = fields.values().filter_map(Value::as_str);
        pieces.extend(told.filter(|text| text.chars().count() >= LONG_PIECE).map(str::to_owned));
    }
    pieces
}

/// The theorem's own text at the end of what is before its proof.
fn statement(before: &str) -> Option<&str> {
    let begins = ["theorem ", "lemma ", "example "];
    let start = begins.iter().filter_map(|word| before.rfind(word)).max()?;
    let text = before[start..].trim_end().trim_end_matches(":=").trim_end();
    is_telling(text).then_some(text)
}

fn show_plan(context: &Context, plan: &Plan, with_cosine: bool) -> io::Result<()> {
    let paint = context.terminal.out();
    for hit in &plan.hits {
        let cosine = if with_cosine { format!("{:.2}  ", hit.cosine) } else { String::new() };
        say(format_args!("{}  {cosine}{}", paint.red("forget"), line(&hit.artifact, paint)))?;
    }
    for artifact in &plan.cascade {
        say(format_args!("{}  {}  (belongs to it)", paint.red("forget"), line(artifact, paint)))?;
    }
    for near in &plan.near_misses {
        let cosine = format!("{:.2}", near.cosine);
        say(format_args!("{}    {cosine}  {}", paint.dim("keep"), line(&near.artifact, paint)))?;
    }
    Ok(())
}

fn confirmed(plan: &Plan, files: usize) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::input(
            "forgetting cannot be undone, and there is no terminal to confirm it on",
        )
        .hint("see what it would remove with `--dry-run`, then give `--yes`"));
    }
    let in_files = if files == 0 { String::new() } else { format!(" and from {files} files") };
    let count = plan.ids().len();
    let _ = write!(io::stderr(), "forget {count} artifacts{in_files} for good? [y/N] ");
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(|error| Failure::input(format!("no answer: {error}")))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
