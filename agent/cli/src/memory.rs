//! Opening the long-term memory: for a command, for a run; and rebuilding it from the run logs.

use std::{path::Path, sync::Arc};

use polya_agent::memory::{EndpointEmbedder, Keeper, Known, Lessons, of_run};
use polya_memory::{
    ArtifactId, Error, Handle, Memory, Mode, Opened, Thread, Timestamp, store::Found,
};
use polya_model::{Client, Role};
use rustc_hash::FxHashSet;
use tokio::runtime::Builder;

use crate::{commands::Context, exit::Failure, runs};

/// Opens the memory for a command. A damaged database was set aside by then; what it held is
/// brought back from the run logs, and the user told.
pub(crate) fn open(context: &Context) -> Result<Memory, Failure> {
    open_telling(context).map_err(|error| failure(&error))
}

fn open_telling(context: &Context) -> Result<Memory, Error> {
    let settings = &context.settings.memory;
    let folder = &settings.folder;
    let (mut memory, opened) = Memory::open(folder, settings.scores.clone())?;
    if opened.needs_rebuild() {
        context.terminal.warning(told(folder, &opened));
        let rebuilt = rebuild(context, &mut memory, &context.settings.out)?;
        context.terminal.note(rebuilt);
    }
    Ok(memory)
}

fn told(folder: &Path, opened: &Opened) -> String {
    let journal = match opened.restored {
        0 => String::new(),
        count => format!("; {count} notes and imports came back from the journal"),
    };
    match &opened.found {
        Found::Damaged { folder: aside, reason } => format!(
            "the memory in `{}` was damaged ({reason}) and was set aside as `{}`{journal}",
            folder.display(),
            aside.display(),
        ),
        _ => format!(
            "{} artifacts of the memory in `{}` cannot be read{journal}",
            opened.damaged_records,
            folder.display(),
        ),
    }
}

/// The memory for a run, on a thread of its own, and what the run may do with it.
///
/// Without a word of the user's on it, a memory that another process has open is done without.
pub(crate) fn for_run(context: &Context) -> Result<Option<(Handle, Thread)>, Failure> {
    let mode = context.settings.memory.mode.unwrap_or_default();
    if mode == Mode::Off {
        return Ok(None);
    }
    let started = open_telling(context).and_then(|memory| Handle::new(memory, mode));
    match started {
        Ok(started) => {
            started.0.prepare();
            Ok(Some(started))
        }
        Err(error @ Error::Locked { .. }) if context.settings.memory.mode.is_none() => {
            context.terminal.warning(format_args!("{error}: this run goes on without it"));
            Ok(None)
        }
        Err(error) => {
            let failure = failure(&error);
            Err(if failure.hint.is_some() { failure } else { failure.hint("use `--memory off`") })
        }
    }
}

/// The embedding model of the user's endpoints, if one is for that.
pub(crate) fn embedder(context: &Context) -> Result<Option<EndpointEmbedder>, Failure> {
    let endpoints = &context.settings.endpoints;
    let Some(endpoint) = endpoints.iter().find(|e| e.has_role(Role::Embedder)) else {
        return Ok(None);
    };
    let name = endpoint.model.clone().unwrap_or_else(|| endpoint.url.clone());
    let client = Client::new(endpoint.clone()).map_err(|e| Failure::input(e.to_string()))?;
    Ok(Some(EndpointEmbedder::new(client, name)))
}

/// Work on an opened memory that may ask the embedding model.
pub(crate) fn with_embedder<T>(
    context: &Context,
    memory: Memory,
    mode: Mode,
    work: impl AsyncFnOnce(&Keeper) -> T,
) -> anyhow::Result<T> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::infrastructure(format!("cannot start a runtime: {error}")))?;
    let (handle, thread) = Handle::new(memory, mode).map_err(|error| failure(&error))?;
    let mut keeper = Keeper::new(handle);
    if let Some(embedder) = embedder(context)? {
        keeper = keeper.embedding(Arc::new(embedder));
    }
    let answer = runtime.block_on(work(&keeper));
    if let Some(complaint) = keeper.complaint() {
        context.terminal.warning(format_args!("memory: {complaint}"));
    }
    drop(keeper);
    thread.join();
    Ok(answer)
}

/// What a rebuild did, in a sentence.
pub(crate) struct Told {
    runs: usize,
    unreadable: usize,
    rebuilt: polya_memory::Rebuilt,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} artifacts brought back from {} runs, {} were there",
            self.rebuilt.added, self.runs, self.rebuilt.known
        )?;
        if self.rebuilt.forgotten > 0 {
            write!(f, ", {} stay forgotten", self.rebuilt.forgotten)?;
        }
        if self.unreadable > 0 {
            write!(f, ", {} runs cannot be read", self.unreadable)?;
        }
        Ok(())
    }
}

/// Brings back what the logs of the runs in `out` tell.
pub(crate) fn rebuild(context: &Context, memory: &mut Memory, out: &Path) -> Result<Told, Error> {
    let mut lessons: Vec<Lessons> = Vec::new();
    let mut told = Told { runs: 0, unreadable: 0, rebuilt: polya_memory::Rebuilt::default() };
    for folder in runs::folders(out) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let learnt = runs::read(&folder, context.terminal).map_err(|error| error.to_string());
        let learnt = learnt.and_then(|run| {
            of_run(&name, &run.records, &run.problems).map_err(|error| error.to_string())
        });
        match learnt {
            Ok(learnt) => {
                told.runs += 1;
                lessons.extend(learnt);
            }
            Err(error) => {
                told.unreadable += 1;
                context.terminal.detail(format_args!("`{}`: {error}", folder.display()));
            }
        }
    }
    // As they were learnt, whichever run they are from.
    lessons.sort_by_key(|lessons| lessons.time);
    let there: FxHashSet<ArtifactId> = memory.ids_beginning("").into_iter().collect();
    let used: Vec<(Timestamp, Vec<ArtifactId>)> =
        lessons.iter().map(|lessons| (lessons.time, lessons.used.clone())).collect();
    let mut known = Known::default();
    let drafts: Vec<_> = lessons.into_iter().flat_map(|l| l.into_drafts(&mut known)).collect();
    told.rebuilt = memory.rebuild(drafts, Timestamp::now())?;
    // The uses of what was there are counted already.
    for (time, ids) in used {
        let new: Vec<_> = ids.into_iter().filter(|id| !there.contains(id)).collect();
        memory.mark_used(&new, time)?;
    }
    memory.commit()?;
    Ok(told)
}

/// An error of the memory with its exit status and a remedy.
pub(crate) fn failure(error: &Error) -> Failure {
    let failure = match error {
        Error::Unknown(_) | Error::TooLarge { .. } | Error::Newer { .. } => {
            Failure::input(error.to_string())
        }
        Error::Io { source, .. } => Failure::infrastructure(format!("{error}: {source}")),
        _ => Failure::infrastructure(error.to_string()),
    };
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
