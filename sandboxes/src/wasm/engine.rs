//! The engine: compiled code, the threads that guests run on, and their clock.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, Weak, mpsc},
    thread,
    time::Duration,
};

use wasmtime::{
    Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig,
    component::Component,
};

use super::{
    cache::Cache,
    error::LoadError,
    link::{link, surface},
    tool::{Prepared, Tool},
};

/// How often the clock that guests are measured by ticks.
pub(super) const TICK: Duration = Duration::from_millis(5);
/// Native stack of a guest's thread: the guest's own limit plus what the host needs below it.
const THREAD_STACK: usize = 2 << 20;
const GUEST_STACK: usize = 512 << 10;

/// How the host is set up.
#[derive(Clone, Debug)]
pub struct HostSettings {
    /// Folder for compiled code; without one every load compiles.
    pub cache: Option<PathBuf>,
    /// Threads for guests: so many calls run at once, the others wait their turn.
    pub threads: usize,
}

impl Default for HostSettings {
    fn default() -> Self {
        Self { cache: None, threads: 8 }
    }
}

/// Runs components. Cheap to clone; its threads end with the last clone and the last [`Tool`].
#[derive(Clone)]
pub struct WasmHost(pub(super) Arc<Inner>);

pub(super) struct Inner {
    /// Without and with fuel: whether instructions are counted is compiled into the code.
    plain: Flavour,
    pub(super) fuelled: Flavour,
    pub(super) jobs: mpsc::SyncSender<Job>,
}

pub(super) struct Flavour {
    pub(super) engine: Engine,
    cache: Option<Cache>,
}

pub(super) type Job = Box<dyn FnOnce() + Send>;

impl WasmHost {
    /// Starts the engine, its clock and its threads.
    pub fn new(settings: &HostSettings) -> Result<Self, LoadError> {
        let threads = settings.threads.max(1);
        let flavour = |fuel| -> Result<Flavour, LoadError> {
            let engine = engine(fuel, threads)?;
            let cache = settings.cache.as_deref().map(|f| Cache::open(f, &engine)).transpose()?;
            Ok(Flavour { engine, cache })
        };
        let (jobs, queue) = mpsc::sync_channel::<Job>(threads * 64);
        let queue = Arc::new(Mutex::new(queue));
        for n in 0..threads {
            let queue = Arc::clone(&queue);
            spawn(&format!("tool-{n}"), move || {
                loop {
                    // The lock is held while waiting, never while a guest runs.
                    let job = match queue.lock() {
                        Ok(queue) => queue.recv(),
                        Err(_) => return,
                    };
                    match job {
                        // A panic in the host's side of a call must not cost the thread; the
                        // caller sees its channel closed.
                        Ok(job) => {
                            drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(job)));
                        }
                        Err(_) => return,
                    }
                }
            })?;
        }
        let inner = Arc::new(Inner { plain: flavour(false)?, fuelled: flavour(true)?, jobs });
        tick(&inner)?;
        Ok(Self(inner))
    }

    /// Compiles `bytes`, or takes the compiled code from the cache, and checks them against the
    /// contract. `name` is for messages until the tool has introduced itself.
    ///
    /// Compilation takes milliseconds for a small guest and seconds for one that carries an
    /// interpreter: call it where blocking is allowed.
    pub fn load(&self, name: &str, bytes: &[u8]) -> Result<Tool, LoadError> {
        let hash = blake3::hash(bytes);
        let component = self.0.plain.component(name, bytes, &hash)?;
        let (imports, exports) = surface(name, &component, &self.0.plain.engine)?;
        let pre = link(name, &self.0.plain.engine, &component)?;
        Ok(Tool {
            name: name.into(),
            hash,
            host: self.clone(),
            pre: Arc::new(Prepared { plain: pre, fuelled: Mutex::new(None), bytes: bytes.into() }),
            exports: exports.into(),
            imports: imports.into(),
        })
    }
}

impl Flavour {
    pub(super) fn component(
        &self,
        name: &str,
        bytes: &[u8],
        hash: &blake3::Hash,
    ) -> Result<Component, LoadError> {
        if let Some(found) = self.cache.as_ref().and_then(|c| c.load(&self.engine, hash)) {
            return Ok(found);
        }
        if bytes.starts_with(b"\0asm\x01\0\0\0") {
            return Err(LoadError::CoreModule { tool: name.to_owned() });
        }
        let component = Component::from_binary(&self.engine, bytes).map_err(|e| {
            LoadError::NotAComponent { tool: name.to_owned(), reason: format!("{e:#}") }
        })?;
        if let (Some(cache), Ok(code)) = (&self.cache, component.serialize())
            && let Err(error) = cache.store(hash, &code)
        {
            tracing::warn!(%error, tool = name, "cannot keep the compiled tool");
        }
        Ok(component)
    }
}

/// An engine for so many guests at once.
fn engine(fuel: bool, guests: usize) -> Result<Engine, LoadError> {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .epoch_interruption(true)
        .consume_fuel(fuel)
        .max_wasm_stack(GUEST_STACK)
        .cranelift_opt_level(wasmtime::OptLevel::Speed);
    // Places for guests are used again rather than mapped and unmapped for each call, which every
    // thread of the process would have to be told of. That takes address space, of which a system may
    // not give so much.
    let mut pooled = config.clone();
    pooled.allocation_strategy(InstanceAllocationStrategy::Pooling(places(guests)));
    Engine::new(&pooled)
        .or_else(|_| Engine::new(&config))
        .map_err(|e| LoadError::Engine(format!("{e:#}")))
}

/// Places for `guests` components at once, each of a few modules, with a memory and tables that even
/// the runtime of a scripting language fits into.
fn places(guests: usize) -> PoolingAllocationConfig {
    const MODULES: u32 = 16;
    const MEMORIES: u32 = 2;
    const TABLES: u32 = 4;
    let guests = u32::try_from(guests).unwrap_or(u32::MAX);
    let mut places = PoolingAllocationConfig::default();
    places
        .total_component_instances(guests)
        .max_core_instances_per_component(MODULES)
        .total_core_instances(guests.saturating_mul(MODULES))
        .max_memories_per_component(MEMORIES)
        .total_memories(guests.saturating_mul(MEMORIES))
        .max_tables_per_component(TABLES)
        .total_tables(guests.saturating_mul(TABLES))
        .table_elements(1 << 16)
        // Pages that a guest wrote to are set back by hand, as far as the system says which.
        .pagemap_scan(Enabled::Auto)
        .linear_memory_keep_resident(1 << 20)
        .table_keep_resident(1 << 16);
    places
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), LoadError> {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(THREAD_STACK)
        .spawn(body)
        .map(drop)
        .map_err(|e| LoadError::Engine(format!("cannot start a thread: {e}")))
}

/// Starts the clock. It ends when the host is gone.
fn tick(inner: &Arc<Inner>) -> Result<(), LoadError> {
    let weak: Weak<Inner> = Arc::downgrade(inner);
    spawn("tool-clock", move || {
        loop {
            thread::sleep(TICK);
            let Some(inner) = weak.upgrade() else { return };
            inner.plain.engine.increment_epoch();
            inner.fuelled.engine.increment_epoch();
        }
    })
}
