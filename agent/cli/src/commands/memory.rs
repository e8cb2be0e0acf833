//! `polya memory`: what was learnt, to be searched, read, added to, and forgotten.

mod forget;
mod import;

use std::{fmt::Write as _, fs::File, io, path::Path};

use polya_engine::memory as engine_memory;
use polya_memory::{
    Artifact, ArtifactId, Draft, Filter, Kind, Memory, Mode, Question, Standing, Timestamp,
};
use serde_json::{Value, json};

use crate::{
    args::{FilterArgs, MemoryArgs, MemoryCommand, RecallArgs},
    context::Context,
    exit::{Exit, Failure},
    memory,
    terminal::{Paint, say, say_json, say_json_line},
};

pub(crate) fn memory(context: &Context, args: &MemoryArgs) -> anyhow::Result<Exit> {
    let mut memory = memory::open(context)?;
    match &args.what {
        MemoryCommand::Recall(args) => recall(context, memory, args),
        MemoryCommand::Show { id, json } => {
            let artifact = memory.get(resolve(&memory, id)?)?;
            if *json {
                say_json(&artifact)?;
            } else {
                say(whole(&memory, &artifact, context.terminal.out()))?;
            }
            Ok(Exit::Success)
        }
        MemoryCommand::List { filter, limit, json } => {
            let artifacts = memory.list(&filter_of(filter)?, *limit)?;
            for artifact in &artifacts {
                if *json {
                    say_json_line(&artifact)?;
                } else {
                    say(line(artifact, context.terminal.out()))?;
                }
            }
            Ok(Exit::Success)
        }
        MemoryCommand::Stats { json } => stats(&memory, *json),
        MemoryCommand::Note { text, tag } => {
            let draft = tag.iter().fold(Draft::note(text), Draft::tag);
            let stored = memory.put(draft, Timestamp::now())?;
            memory.commit()?;
            for id in stored.contradicts {
                context.terminal.warning(format_args!("it seems to say the contrary of `{id}`"));
            }
            say(stored.id)?;
            embed_new(context, memory)?;
            Ok(Exit::Success)
        }
        MemoryCommand::Pin { id, off } => {
            let id = resolve(&memory, id)?;
            memory.pin(id, !off)?;
            memory.commit()?;
            Ok(Exit::Success)
        }
        MemoryCommand::Forget(args) => forget::forget(context, &mut memory, args),
        MemoryCommand::Export { file } => {
            let count = if file.as_os_str() == "-" {
                memory.export(&mut io::stdout().lock())?
            } else {
                let mut to = File::create(file).map_err(|error| unusable(file, &error))?;
                let count = memory.export(&mut to)?;
                to.sync_all().map_err(|error| unusable(file, &error))?;
                count
            };
            context.terminal.note(format_args!("exported {count} artifacts"));
            Ok(Exit::Success)
        }
        MemoryCommand::Import { file, judge } => {
            let exit = import::import(context, &mut memory, file, *judge)?;
            embed_new(context, memory)?;
            Ok(exit)
        }
        MemoryCommand::Rebuild { out } => {
            let out = out.as_deref().unwrap_or(&context.settings.out);
            let told = engine_memory::rebuild(&context.notices(), &mut memory, out);
            context.terminal.note(told?);
            embed_new(context, memory)?;
            Ok(Exit::Success)
        }
        MemoryCommand::Compact => {
            memory.compact()?;
            let bytes = memory.stats()?.disk_bytes;
            context.terminal.note(format_args!("the memory has {} kB now", bytes >> 10));
            Ok(Exit::Success)
        }
    }
}

fn unusable(file: &Path, error: &io::Error) -> Failure {
    Failure::input(format!("cannot use `{}`: {error}", file.display()))
}

/// An id, or the beginning of one.
fn resolve(memory: &Memory, text: &str) -> Result<ArtifactId, Failure> {
    let found = memory.ids_beginning(text);
    match found[..] {
        [only] => Ok(only),
        [] => Err(Failure::input(format!("no artifact `{text}` in the memory"))
            .hint("list ids with `polya memory list`")),
        _ => Err(Failure::input(format!("{} artifacts begin with `{text}`", found.len()))
            .hint("write more of the id")),
    }
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, Failure> {
    let known = || Kind::ALL.into_iter().map(Kind::name);
    names
        .iter()
        .map(|name| {
            Kind::of_name(name).ok_or_else(|| {
                let failure = Failure::input(format!("there is no kind `{name}`"));
                match crate::suggest::nearest(name, known()) {
                    Some(near) => failure.hint(format!("did you mean `{near}`?")),
                    None => failure
                        .hint(format!("the kinds are {}", known().collect::<Vec<_>>().join(", "))),
                }
            })
        })
        .collect()
}

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn filter_of(args: &FilterArgs) -> Result<Filter, Failure> {
    let since = args.since.unwrap_or_default();
    let until = args.until.map_or(Timestamp(u64::MAX), |day| Timestamp(day.0 + DAY_MS - 1));
    let dated = args.since.is_some() || args.until.is_some();
    Ok(Filter {
        created: dated.then_some(since..=until),
        kinds: kinds(&args.kind)?,
        tags: args.tag.clone(),
        source: args.source.clone(),
        contains: args.contains.clone(),
        history: args.history,
        ..Filter::default()
    })
}

/// Gives what is new its vector, where there is a model for that.
fn embed_new(context: &Context, memory: Memory) -> anyhow::Result<()> {
    if engine_memory::embedder(&context.settings)?.is_some() {
        memory::with_embedder(context, memory, Mode::ReadWrite, async |keeper| {
            keeper.embed_new(usize::MAX).await
        })?;
    }
    Ok(())
}

fn recall(context: &Context, memory: Memory, args: &RecallArgs) -> anyhow::Result<Exit> {
    let question = Question {
        kinds: kinds(&args.kind)?,
        judged_only: args.judged,
        ..Question::about(&args.query, args.k)
    };
    let found = memory::with_embedder(context, memory, Mode::Read, async |keeper| {
        keeper.recall(question).await
    })?;
    let paint = context.terminal.out();
    for recalled in &found {
        if args.json {
            let line = json!({"score": recalled.score, "terms": recalled.terms,
                "artifact": recalled.artifact});
            say_json_line(&line)?;
            continue;
        }
        say(format_args!("{:.3}  {}", recalled.score, line(&recalled.artifact, paint)))?;
        if args.explain {
            say(format_args!("       {}", paint.dim(recalled.explain())))?;
        }
    }
    Ok(if found.is_empty() { Exit::Unsolved } else { Exit::Success })
}

/// `3f2a90c1  proof    judged      p ∧ q → q ∧ p`
fn line(artifact: &Artifact, paint: Paint) -> String {
    let id = artifact.id.to_string();
    let subject = artifact.content.subject();
    let subject: String = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = subject.chars().take(100).collect();
    let more = if short.len() < subject.len() { "…" } else { "" };
    let standing = match artifact.standing {
        Standing::Judged(_) => "judged",
        Standing::Unverified => "unverified",
        Standing::Hint => "",
    };
    format!(
        "{}  {:<11}  {standing:<10}  {short}{more}",
        paint.dim(&id[..12]),
        artifact.kind().name()
    )
}

fn whole(memory: &Memory, artifact: &Artifact, paint: Paint) -> String {
    let mut text = format!("{} {}\n", paint.bold(artifact.kind().name()), artifact.id);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{}: {value}", paint.dim(name));
        }
    };
    match &artifact.standing {
        Standing::Judged(evidence) => field(
            "standing",
            &format!("accepted by {} under Lean {}", evidence.judge(), evidence.toolchain()),
        ),
        Standing::Unverified => field("standing", "unverified: no judge accepted it here"),
        Standing::Hint => {}
    }
    field("source", &artifact.source);
    field("tags", &artifact.tags.join(", "));
    field("importance", &artifact.importance.to_string());
    if let Ok(usage) = memory.usage(artifact.id) {
        field("uses", &usage.accesses.to_string());
        field("pinned", if usage.pinned { "yes" } else { "" });
    }
    let provenance = &artifact.provenance;
    field("run", provenance.run.as_deref().unwrap_or_default());
    field("problem", provenance.problem.as_deref().unwrap_or_default());
    field("model", provenance.model.as_deref().unwrap_or_default());
    if let Ok(Value::Object(content)) = serde_json::to_value(&artifact.content) {
        for value in content.values() {
            for (name, value) in value.as_object().into_iter().flatten() {
                let value = match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let gap = if value.contains('\n') { "\n" } else { "" };
                field(name, &format!("{gap}{value}"));
            }
        }
    }
    text.trim_end().to_owned()
}

fn stats(memory: &Memory, as_json: bool) -> anyhow::Result<Exit> {
    let stats = memory.stats()?;
    if as_json {
        say_json(&stats)?;
        return Ok(Exit::Success);
    }
    say(format_args!("{} artifacts, {} of them judged", stats.present, stats.judged))?;
    for (kind, count) in &stats.kinds {
        say(format_args!("  {:<12} {count}", kind.name()))?;
    }
    say(format_args!("{} replaced versions, {} pinned", stats.history, stats.pinned))?;
    say(format_args!("{} uses, {} forgotten", stats.accesses, stats.forgotten))?;
    say(format_args!(
        "{} kB on disk, {} kB of index",
        stats.disk_bytes >> 10,
        stats.index_bytes >> 10
    ))?;
    Ok(Exit::Success)
}
