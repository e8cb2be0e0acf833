//! What a command costs with all processes that it starts: time, processor time, memory.

use std::{
    fs, io,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustc_hash::FxHashMap;
use serde::Serialize;

/// How often memory is looked at.
const SAMPLE: Duration = Duration::from_millis(10);

/// Linux gives processor times in hundredths of a second on every machine that Polya runs on.
const TICKS_A_SECOND: f64 = 100.0;

/// What a command cost.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Cost {
    /// Seconds from its start to its end.
    pub(super) wall: f64,
    /// Seconds of processor time of all its processes that were waited for.
    pub(super) processor: f64,
    /// The most memory, in bytes, that its processes had at a time, mapped files left out; looked at
    /// a hundred times a second.
    pub(super) memory: u64,
}

impl Cost {
    /// The median of each figure by itself.
    pub(super) fn median(costs: &[Self]) -> Self {
        let middle = |figure: fn(&Self) -> f64| {
            let mut figures: Vec<f64> = costs.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures.get(figures.len() / 2).copied().unwrap_or(0.0)
        };
        let mut memory: Vec<u64> = costs.iter().map(|cost| cost.memory).collect();
        memory.sort_unstable();
        Self {
            wall: middle(|cost| cost.wall),
            processor: middle(|cost| cost.processor),
            memory: memory.get(memory.len() / 2).copied().unwrap_or(0),
        }
    }
}

/// A command that was measured.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) cost: Cost,
    /// Whether it ended with the exit status 0.
    pub(super) succeeded: bool,
    /// What it wrote.
    pub(super) said: String,
}

/// Runs a command to its end. Nothing else may be started meanwhile: the processor time is that of
/// all children of this process that end while it runs.
///
/// # Errors
///
/// When it cannot be started or waited for.
pub(super) fn measure(command: &mut Command) -> io::Result<Measured> {
    // A file takes any amount of output without anybody who reads it.
    let output = tempfile::NamedTempFile::new()?;
    command.stdin(Stdio::null()).stdout(output.reopen()?).stderr(output.reopen()?);
    let before = children()?;
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        memory = memory.max(memory_of(child.id()));
        thread::sleep(SAMPLE);
    };
    let wall = started.elapsed().as_secs_f64();
    let cost = Cost { wall, processor: children()? - before, memory };
    let said = String::from_utf8_lossy(&fs::read(output.path())?).into_owned();
    Ok(Measured { cost, succeeded: status.success(), said })
}

/// Seconds of processor time of all children, and theirs, that this process has waited for.
fn children() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Fields 16 and 17 of proc(5); the program's name, the second, may have anything in it.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = |place: usize| fields.split_whitespace().nth(place - 3)?.parse::<f64>().ok();
    let both = ticks(16).zip(ticks(17));
    let (user, system) =
        both.ok_or_else(|| io::Error::other("`/proc/self/stat` has no processor times"))?;
    Ok((user + system) / TICKS_A_SECOND)
}

/// Bytes of a process and all that descend from it that are not files. What ends meanwhile is left
/// out.
fn memory_of(root: u32) -> u64 {
    let mut processes: FxHashMap<u32, (u32, u64)> = FxHashMap::default();
    let Ok(entries) = fs::read_dir("/proc") else { return 0 };
    for entry in entries.filter_map(Result::ok) {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let Ok(status) = fs::read_to_string(entry.path().join("status")) else { continue };
        let field = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let parent = field("PPid:").and_then(|parent| u32::try_from(parent).ok());
        let kilobytes = field("RssAnon:").unwrap_or(0) + field("RssShmem:").unwrap_or(0);
        processes.insert(id, (parent.unwrap_or(0), kilobytes * 1024));
    }
    let descends = |mut id: u32| {
        // A chain is no longer than there are processes, even if one of them was replaced meanwhile.
        for _ in 0..processes.len() {
            if id == root {
                return true;
            }
            match processes.get(&id) {
                Some((parent, _)) => id = *parent,
                None => return false,
            }
        }
        false
    };
    processes.iter().filter(|(id, _)| descends(**id)).map(|(_, (_, bytes))| bytes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_and_memory_of_a_process_and_its_child_are_seen() {
        // A shell whose child holds 64 MB and counts; each is a process of its own.
        let work = "head -c 64000000 /dev/zero | tr '\\0' x | (read -r all; i=0; \
                    while [ $i -lt 300000 ]; do i=$((i+1)); done; echo ${#all}); exit 3";
        let measured = measure(Command::new("sh").args(["-c", work])).unwrap();
        assert_eq!((measured.said.trim(), measured.succeeded), ("64000000", false));
        let cost = measured.cost;
        assert!(cost.memory > 60_000_000, "{cost:?}");
        assert!(cost.processor > 0.05 && cost.processor < 2.0 + 4.0 * cost.wall, "{cost:?}");
    }

    #[test]
    fn a_median_is_that_of_each_figure() {
        let cost = |wall, processor, memory| Cost { wall, processor, memory };
        let costs = [cost(1.0, 9.0, 5), cost(3.0, 7.0, 4), cost(2.0, 8.0, 6)];
        let Cost { wall, processor, memory } = Cost::median(&costs);
        assert_eq!((wall.to_bits(), processor.to_bits()), (2.0_f64.to_bits(), 8.0_f64.to_bits()));
        assert_eq!(memory, 5);
    }
}
