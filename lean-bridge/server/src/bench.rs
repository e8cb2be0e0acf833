//! How fast candidates are checked, and against what that is fast.
//!
//! One run measures every way of asking Lean on the same goals and the same candidates, one after
//! the other on the same machine, so that the ratios mean something where absolute figures do not.
//! Nothing is asserted; a figure below its target is for a human to look into.

mod workload;

use std::{
    fmt,
    fmt::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use futures::stream::{FuturesUnordered, StreamExt};
use serde::{Deserialize, Serialize};

use crate::{
    batch::{Composed, Shape, compose},
    check::{CheckLimits, Outcome},
    error::LeanError,
    escape::{Contained, contain},
    pool::{Pool, PoolSettings},
    process::{LeanCommand, Spawn, Unconfined},
    server::{Document, Report, Role, RpcError, Server, ServerError, ServerSettings},
    toolchain::Toolchain,
};
use workload::Workload;

/// What to measure and for how long.
#[derive(Clone, Debug)]
pub struct BenchSettings {
    /// Time for each way of asking.
    pub time: Duration,
    /// Number of checks after which the pool's memory is stated. Zero leaves it out.
    pub memory_checks: usize,
    /// How processes are started.
    pub spawn: Arc<dyn Spawn>,
}

impl Default for BenchSettings {
    fn default() -> Self {
        Self { time: Duration::from_secs(5), memory_checks: 10_000, spawn: Arc::new(Unconfined) }
    }
}

/// One way of asking, on one workload.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measurement {
    /// The way of asking.
    pub way: Way,
    /// The workload.
    pub workload: String,
    /// Candidates that got an answer.
    pub candidates: usize,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Processor seconds of the Lean processes, where the system tells.
    pub processor_seconds: Option<f64>,
}

/// The ways of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Way {
    /// A new `lean` for each candidate.
    Process,
    /// The language server as an editor uses it, one edit per candidate.
    PlainServer,
    /// The same without its delays.
    TunedServer,
    /// A pool, with batches of this size.
    Pool {
        /// Lean processes.
        workers: usize,
        /// Candidates per call.
        batch: usize,
        /// Whether failures come with Lean's message.
        explained: bool,
    },
    /// The batches' own documents, elaborated by `lean` from a file, its start not counted: what
    /// Lean itself needs.
    Elaboration,
}

/// Memory of a pool's worker over many checks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct MemoryMeasurement {
    /// Checks made.
    pub checks: usize,
    /// Private bytes after the first hundredth of them.
    pub early: u64,
    /// Private bytes at the end.
    pub late: u64,
    /// Largest that was seen.
    pub peak: u64,
    /// The limit beyond which a worker is replaced.
    pub limit: u64,
}

/// All that was measured in one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BenchReport {
    /// Lean's version.
    pub lean: String,
    /// Processors of the machine.
    pub processors: usize,
    /// The measurements, in the order in which they were made.
    pub measurements: Vec<Measurement>,
    /// Memory, if it was measured.
    pub memory: Option<MemoryMeasurement>,
}

impl Measurement {
    /// Candidates per second of wall clock.
    pub fn rate(&self) -> f64 {
        self.candidates as f64 / self.seconds.max(1e-9)
    }
}

impl BenchReport {
    /// The measurement of one way on one workload.
    pub fn find(&self, way: Way, workload: &str) -> Option<&Measurement> {
        self.measurements.iter().find(|m| m.way == way && m.workload == workload)
    }

    /// How many times faster `a` is than `b` on a workload.
    pub fn ratio(&self, a: Way, b: Way, workload: &str) -> Option<f64> {
        Some(self.find(a, workload)?.rate() / self.find(b, workload)?.rate())
    }

    /// The workloads, in order.
    pub fn workloads(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.measurements.iter().map(|m| m.workload.as_str()).collect();
        names.dedup();
        names
    }
}

/// Measures everything. Takes about twenty times `settings.time`, and the memory test.
pub async fn run(
    toolchain: &Toolchain,
    settings: &BenchSettings,
    progress: &mut (dyn FnMut(&str) + Send),
) -> Result<BenchReport, LeanError> {
    let command = LeanCommand::from(toolchain);
    let mut measurements = Vec::new();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    for workload in workload::all() {
        let mut ways = vec![Way::Process, Way::PlainServer, Way::TunedServer];
        for workers in [1, 2] {
            ways.extend([8, 64].map(|batch| Way::Pool { workers, batch, explained: true }));
            ways.push(Way::Pool { workers, batch: 64, explained: false });
        }
        ways.push(Way::Elaboration);
        for way in ways {
            progress(&format!("{}: {way}", workload.name));
            let bench = Bench { command: &command, settings, workload: &workload };
            let measured = match way {
                Way::Process => bench.processes().await,
                Way::PlainServer => bench.server(ServerSettings::plain()).await,
                Way::TunedServer => {
                    bench
                        .server(ServerSettings {
                            role: Role::Watchdog,
                            ..ServerSettings::default()
                        })
                        .await
                }
                Way::Pool { workers, batch, explained } => {
                    bench.pool(workers, batch, explained).await
                }
                Way::Elaboration => bench.elaboration().await,
            };
            let (candidates, seconds, processor_seconds) = measured?;
            measurements.push(Measurement {
                way,
                workload: workload.name.to_owned(),
                candidates,
                seconds,
                processor_seconds,
            });
        }
    }
    let memory = if settings.memory_checks > 0 {
        progress("memory");
        Some(memory(&command, settings).await?)
    } else {
        None
    };
    let lean = toolchain.version().to_string();
    Ok(BenchReport { lean, processors, measurements, memory })
}

struct Bench<'a> {
    command: &'a LeanCommand,
    settings: &'a BenchSettings,
    workload: &'a Workload,
}

type Measured = (usize, f64, Option<f64>);

/// Enough heartbeats for every candidate of the workloads.
const LIMITS: CheckLimits =
    CheckLimits { max_heartbeats: 200_000, deadline: Duration::from_mins(1) };

impl Bench<'_> {
    /// One candidate after another, each the whole content of a document.
    fn single(&self, n: usize) -> Result<Composed, LeanError> {
        let candidate = contained(self.workload.candidate(n))?;
        let site = self.workload.site(n / workload::PER_SITE);
        let path = path(site)?;
        Ok(compose(site, &path, &[&candidate], Shape::Alone, Some(LIMITS.max_heartbeats)))
    }

    async fn processes(&self) -> Result<Measured, LeanError> {
        let folder = tempfile::tempdir().map_err(io)?;
        let file = folder.path().join("Site.lean");
        let (start, mut n) = (Instant::now(), 0);
        while start.elapsed() < self.settings.time {
            std::fs::write(&file, self.single(n * 17)?.text).map_err(io)?;
            self.lean(&file).await?;
            n += 1;
        }
        Ok((n, start.elapsed().as_secs_f64(), None))
    }

    async fn lean(&self, file: &std::path::Path) -> Result<(), LeanError> {
        let command = self
            .command
            .clone()
            .with_args(["-DmaxErrors=0", "-Dlinter.all=false"])
            .with_args([file]);
        let mut process =
            tokio::process::Command::from(self.settings.spawn.command(&command).map_err(io)?);
        // It fails where a candidate fails; that it ran is enough.
        process.kill_on_drop(true).output().await.map(drop).map_err(io)
    }

    async fn server(&self, settings: ServerSettings) -> Result<Measured, LeanError> {
        let server = Server::start(&self.settings.spawn, self.command.clone(), &settings).await?;
        let mut document = server.open(&settings.uri, self.single(0)?.text).await?;
        report(&document).await?;
        let (start, mut n) = (Instant::now(), 0);
        while start.elapsed() < self.settings.time {
            n += 1;
            document.change(self.single(n * 17)?.text).await?;
            report(&document).await?;
        }
        Ok((n, start.elapsed().as_secs_f64(), None))
    }

    async fn pool(
        &self,
        workers: usize,
        batch: usize,
        explained: bool,
    ) -> Result<Measured, LeanError> {
        let pool = pool(self.command, self.settings, workers);
        // The imports, and the statements, are not what is measured.
        for call in 0..workers * workload::SITES {
            self.call(&pool, call, batch, explained).await?;
        }
        let before = pool.processor_time();
        let start = Instant::now();
        let mut calls = FuturesUnordered::new();
        let mut next = 100;
        let mut n = 0;
        // One more call than workers, so that none waits for us.
        for _ in 0..=workers {
            calls.push(self.call(&pool, next, batch, explained));
            next += 1;
        }
        while let Some(answered) = calls.next().await {
            n += answered?;
            if start.elapsed() < self.settings.time {
                calls.push(self.call(&pool, next, batch, explained));
                next += 1;
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        let spent =
            pool.processor_time().zip(before).map(|(a, b)| a.saturating_sub(b).as_secs_f64());
        pool.shutdown().await;
        Ok((n, seconds, spent))
    }

    async fn call(
        &self,
        pool: &Pool,
        call: usize,
        batch: usize,
        explained: bool,
    ) -> Result<usize, LeanError> {
        let candidates: Vec<Arc<str>> =
            (0..batch).map(|i| self.workload.candidate(call * batch + i).into()).collect();
        // Sites change as often as for a search that asks 64 candidates at a goal.
        let site = self.workload.site(call * batch / workload::PER_SITE);
        let outcomes = if explained {
            pool.check(site, &candidates, LIMITS).await
        } else {
            pool.check_briefly(site, &candidates, LIMITS).await
        };
        let trouble = outcomes.iter().zip(&candidates).find(|(o, _)| {
            matches!(o, Outcome::Infrastructure { .. } | Outcome::Refused { .. } | Outcome::Crashed)
        });
        match trouble {
            Some((outcome, candidate)) => {
                Err(LeanError::Answer(format!("`{candidate}`: {outcome:?}")))
            }
            None => Ok(outcomes.len()),
        }
    }

    /// Time that `lean` takes for a file with many batches, less that for a file with none.
    async fn elaboration(&self) -> Result<Measured, LeanError> {
        const BATCHES: usize = 8;
        const BATCH: usize = 64;
        let folder = tempfile::tempdir().map_err(io)?;
        let mut text = String::new();
        let mut empty = String::new();
        for b in 0..BATCHES {
            let site = self.workload.site(b);
            let candidates = (0..BATCH)
                .map(|i| contained(self.workload.candidate(b * BATCH + i)))
                .collect::<Result<Vec<_>, _>>()?;
            let candidates: Vec<&Contained> = candidates.iter().collect();
            let path = path(site)?;
            let composed =
                compose(site, &path, &candidates, Shape::Batch, Some(LIMITS.max_heartbeats));
            let rest = composed.without_opening();
            if b == 0 {
                empty.push_str(&composed.text[..composed.text.len() - rest.len()]);
                text.push_str(&empty);
            }
            let _ = write!(text, "\nnamespace B{b}\n{rest}\nend B{b}\n");
        }
        let file = folder.path().join("Site.lean");
        let mut seconds = [0.0; 2];
        let mut rounds = 0;
        let start = Instant::now();
        while rounds < 2 || start.elapsed() < self.settings.time {
            for (text, seconds) in [&empty, &text].into_iter().zip(&mut seconds) {
                std::fs::write(&file, text).map_err(io)?;
                let start = Instant::now();
                self.lean(&file).await?;
                *seconds += start.elapsed().as_secs_f64();
            }
            rounds += 1;
        }
        Ok((rounds * BATCHES * BATCH, (seconds[1] - seconds[0]).max(0.0), None))
    }
}

async fn memory(
    command: &LeanCommand,
    settings: &BenchSettings,
) -> Result<MemoryMeasurement, LeanError> {
    const BATCH: usize = 64;
    let pool = pool(command, settings, 1);
    let workloads = workload::all();
    let mut early = 0;
    let mut checks = 0;
    for call in 0.. {
        let workload = &workloads[call % workloads.len()];
        let bench = Bench { command, settings, workload };
        checks += bench.call(&pool, call, BATCH, true).await?;
        if early == 0 && checks >= settings.memory_checks / 100 {
            early = pool.private_memory();
        }
        if checks >= settings.memory_checks {
            break;
        }
    }
    let late = pool.private_memory();
    let peak = pool.stats().peak_private_memory.max(late);
    pool.shutdown().await;
    let limit = PoolSettings::default().max_private_memory;
    Ok(MemoryMeasurement { checks, early, late, peak, limit })
}

fn pool(command: &LeanCommand, settings: &BenchSettings, workers: usize) -> Pool {
    let settings =
        PoolSettings { workers, spawn: settings.spawn.clone(), ..PoolSettings::default() };
    Pool::start_command(command.clone(), settings)
}

async fn report(document: &Document) -> Result<Report, LeanError> {
    document.report().await.map_err(|e| match e {
        RpcError::Server(e) => LeanError::Server(e),
        e => LeanError::Answer(e.to_string()),
    })
}

fn contained(text: &str) -> Result<Contained, LeanError> {
    contain(text).map_err(|reason| LeanError::Answer(format!("`{text}`: {reason}")))
}

fn path(site: &crate::check::Site) -> Result<Vec<Contained>, LeanError> {
    site.path.iter().map(|s| contained(&s.tactic)).collect()
}

fn io(error: std::io::Error) -> LeanError {
    LeanError::Server(ServerError::Start { program: "lean".into(), source: Arc::new(error) })
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process => f.write_str("process per candidate"),
            Self::PlainServer => f.write_str("language server, default settings"),
            Self::TunedServer => f.write_str("language server, tuned"),
            Self::Pool { workers, batch, explained } => {
                let s = if *workers == 1 { "" } else { "s" };
                let brief = if *explained { "" } else { ", brief" };
                write!(f, "pool, {workers} worker{s}, batches of {batch}{brief}")
            }
            Self::Elaboration => f.write_str("Lean's own elaboration"),
        }
    }
}

impl fmt::Display for BenchReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Lean {}, {} processors", self.lean, self.processors)?;
        for workload in self.workloads() {
            writeln!(f, "\n{workload}")?;
            writeln!(
                f,
                "  {:<44} {:>12} {:>9} {:>9} {:>12}",
                "", "candidates/s", "x server", "x process", "CPU ms each"
            )?;
            for m in self.measurements.iter().filter(|m| m.workload == workload) {
                let times = |way| {
                    self.ratio(m.way, way, workload).map_or_else(String::new, |r| format!("{r:.1}"))
                };
                let cpu = m.processor_seconds.map_or_else(String::new, |s| {
                    format!("{:.2}", s * 1000.0 / m.candidates.max(1) as f64)
                });
                writeln!(
                    f,
                    "  {:<36} {:>12.1} {:>9} {:>9} {:>12}",
                    m.way.to_string(),
                    m.rate(),
                    times(Way::PlainServer),
                    times(Way::Process),
                    cpu
                )?;
            }
            let share = self.ratio(
                Way::Pool { workers: 1, batch: 64, explained: true },
                Way::Elaboration,
                workload,
            );
            if let Some(share) = share {
                writeln!(
                    f,
                    "  of one worker's time, {:.0}% is Lean's own elaboration",
                    share * 100.0
                )?;
            }
        }
        if let Some(m) = &self.memory {
            let mib = |bytes: u64| bytes >> 20;
            writeln!(
                f,
                "\nprivate memory of one worker: {} MiB early, {} MiB after {} checks, {} MiB at most; replaced beyond {} MiB",
                mib(m.early),
                mib(m.late),
                m.checks,
                mib(m.peak),
                mib(m.limit)
            )?;
        }
        Ok(())
    }
}
