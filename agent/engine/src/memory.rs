//! Opening the long-term memory: for a command, for a run; and rebuilding it from the run logs.

use std::path::Path;

use polya_agent::memory::{EndpointEmbedder, Known, Lessons, of_run};
use polya_memory::{
    ArtifactId, Error, Handle, Memory, Mode, Opened, Thread, Timestamp, store::Found,
};
use polya_model::{Client, Role};
use rustc_hash::FxHashSet;

use crate::{error::EngineError, notices::Notices, runs, settings::Settings};

/// Opens the memory for a command. A damaged database was set aside by then; what it held is
/// brought back from the run logs, and the user told.
pub fn open(settings: &Settings, notices: &dyn Notices) -> Result<Memory, Error> {
    let folder = &settings.memory_folder();
    let (mut memory, opened) = Memory::open(folder, settings.memory_scores())?;
    if opened.needs_rebuild() {
        notices.warning(&told(folder, &opened));
        let rebuilt = rebuild(notices, &mut memory, &settings.out)?;
        notices.note(&rebuilt);
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
pub(crate) fn for_run(
    settings: &Settings,
    notices: &dyn Notices,
) -> Result<Option<(Handle, Thread)>, EngineError> {
    let mode = settings.memory.mode.unwrap_or_default();
    if mode == Mode::Off {
        return Ok(None);
    }
    let started = open(settings, notices).and_then(|memory| Handle::new(memory, mode));
    match started {
        Ok(started) => {
            started.0.prepare();
            Ok(Some(started))
        }
        Err(error @ Error::Locked { .. }) if settings.memory.mode.is_none() => {
            notices.warning(&format_args!("{error}: this run goes on without it"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The embedding model of the user's endpoints, if one is for that.
pub fn embedder(settings: &Settings) -> Result<Option<EndpointEmbedder>, EngineError> {
    let endpoints = &settings.endpoints;
    let Some(endpoint) = endpoints.iter().find(|e| e.has_role(Role::Embedder)) else {
        return Ok(None);
    };
    let name = endpoint.model.clone().unwrap_or_else(|| endpoint.url.clone());
    let client = Client::new(endpoint.clone())?;
    Ok(Some(EndpointEmbedder::new(client, name)))
}

/// What a rebuild did, in a sentence.
pub struct Told {
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
pub fn rebuild(notices: &dyn Notices, memory: &mut Memory, out: &Path) -> Result<Told, Error> {
    let mut lessons: Vec<Lessons> = Vec::new();
    let mut told = Told { runs: 0, unreadable: 0, rebuilt: polya_memory::Rebuilt::default() };
    for folder in runs::folders(out) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let learnt = runs::read(&folder, notices).map_err(|error| error.to_string());
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
                notices.detail(&format_args!("`{}`: {error}", folder.display()));
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
