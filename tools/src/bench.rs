//! What a call of a tool costs on this machine.

use std::{
    fmt,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use polya_sandbox::wasm::{Call, HostSettings, WasmHost};
use serde::Serialize;
use serde_json::json;

use crate::{builtin, registry::Registry};

/// The small guest that is measured.
const GUEST: &str = "calc";
const CALLS: usize = 2_000;
const LOADS: usize = 50;
const TOGETHER: usize = 8;
const PROCESSES: usize = 30;

/// Times of one kind of thing, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Times {
    /// Half of them were faster.
    pub median_us: f64,
    /// 99 of 100 were faster.
    pub p99_us: f64,
    /// How many were measured.
    pub count: usize,
}

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |part: usize| {
            let place = (times.len() * part / 100).min(times.len().saturating_sub(1));
            times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e6)
        };
        Self { median_us: at(50), p99_us: at(99), count: times.len() }
    }
}

/// The figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// The guest that was measured.
    pub guest: &'static str,
    /// Size of its component in bytes.
    pub bytes: usize,
    /// One call of a loaded guest: fresh store, arguments in, answer out.
    pub call: Times,
    /// The same through the registry, with the schemas checked.
    pub checked_call: Times,
    /// Compiling it.
    pub compile: Times,
    /// Loading its compiled code from the cache.
    pub load: Times,
    /// One call while eight guests are called at once.
    pub together: Times,
    /// Starting a process that prints one line and ends.
    pub process: Times,
}

/// Measures. `process` makes the command of the process that is started for comparison.
pub async fn run(
    process: &dyn Fn() -> Command,
) -> Result<Figures, Box<dyn std::error::Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let cached = HostSettings { cache: Some(folder.path().to_owned()), ..HostSettings::default() };
    let bytes = builtin::components()
        .into_iter()
        .find_map(|(name, bytes)| (name == GUEST).then_some(bytes))
        .ok_or("the guest is not built in")?;
    let argument = json!({"expression": "2^64 % 97"});

    let mut compile = Vec::new();
    for _ in 0..5 {
        let host = WasmHost::new(&HostSettings::default())?;
        let started = Instant::now();
        host.load(GUEST, bytes)?;
        compile.push(started.elapsed());
    }
    let host = WasmHost::new(&cached)?;
    let tool = host.load(GUEST, bytes)?;
    let mut load = Vec::new();
    for _ in 0..LOADS {
        let started = Instant::now();
        host.load(GUEST, bytes)?;
        load.push(started.elapsed());
    }
    let mut call = Vec::new();
    for _ in 0..CALLS {
        let text = argument.to_string();
        let started = Instant::now();
        tool.call(text, &Call::plain()).await?.map_err(|e| e.to_string())?;
        call.push(started.elapsed());
    }
    let registry = Registry::open(host, &folder.path().join("none")).await?;
    let registered = registry.get(GUEST)?;
    let services = Arc::new(polya_sandbox::wasm::NoServices);
    let mut checked = Vec::new();
    for _ in 0..CALLS {
        let started = Instant::now();
        registered.call(&argument, services.clone()).await?;
        checked.push(started.elapsed());
    }
    let mut callers = Vec::new();
    for _ in 0..TOGETHER {
        let (tool, text) = (tool.clone(), argument.to_string());
        callers.push(tokio::spawn(async move {
            let mut times = Vec::new();
            for _ in 0..CALLS / TOGETHER {
                let started = Instant::now();
                let answered = tool.call(text.clone(), &Call::plain()).await;
                times.push(started.elapsed());
                answered?.map_err(|e| e.to_string())?;
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(times)
        }));
    }
    let mut together = Vec::new();
    for caller in callers {
        together.extend(caller.await??);
    }
    let mut processes = Vec::new();
    for _ in 0..PROCESSES {
        let started = Instant::now();
        process().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        processes.push(started.elapsed());
    }
    Ok(Figures {
        guest: GUEST,
        bytes: bytes.len(),
        call: Times::of(call),
        checked_call: Times::of(checked),
        compile: Times::of(compile),
        load: Times::of(load),
        together: Times::of(together),
        process: Times::of(processes),
    })
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "guest `{}`, {} bytes            median       p99", self.guest, self.bytes)?;
        for (what, times) in [
            ("call, warm", self.call),
            ("call, with its schemas checked", self.checked_call),
            ("call, eight guests at once", self.together),
            ("load from the cache", self.load),
            ("compile", self.compile),
            ("start a process instead", self.process),
        ] {
            writeln!(f, "{what:<32} {:>8.0} µs {:>8.0} µs", times.median_us, times.p99_us)?;
        }
        Ok(())
    }
}
