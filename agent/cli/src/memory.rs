//! The long-term memory in a command: opened, and with the embedding model if there is one.

use std::sync::Arc;

use polya_agent::memory::Keeper;
use polya_engine::memory as engine_memory;
use polya_memory::{Handle, Memory, Mode};
use tokio::runtime::Builder;

use crate::{context::Context, exit::Failure};

/// Opens the memory for a command. A damaged database was set aside by then; what it held is
/// brought back from the run logs, and a message says so.
pub(crate) fn open(context: &Context) -> Result<Memory, Failure> {
    Ok(engine_memory::open(&context.settings, &context.notices())?)
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
    let (handle, thread) = Handle::new(memory, mode)?;
    let mut keeper = Keeper::new(handle);
    if let Some(embedder) = engine_memory::embedder(&context.settings)? {
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
