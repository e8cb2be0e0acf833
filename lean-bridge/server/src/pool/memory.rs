//! What the system says of a process and everything that it started.

use std::{fs, time::Duration};

/// Memory that the process and its descendants share with nobody, in bytes.
pub(super) fn private(process: u32) -> Option<u64> {
    sum(process, private_of).map(|kilobytes| kilobytes * 1024)
}

/// Processor time of the process and its descendants.
pub(super) fn processor_time(process: u32) -> Option<Duration> {
    sum(process, ticks_of).map(|ticks| Duration::from_millis(ticks * 10))
}

/// Memory that this process and its children can still have, in bytes: what the machine has left, or
/// the rest of what the process is limited to.
pub(super) fn available() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let machine = line.split_whitespace().next()?.parse::<u64>().ok()? * 1024;
    let group = |file: &str| {
        let text = fs::read_to_string(format!("/sys/fs/cgroup/{file}")).ok()?;
        // Without a limit it says `max`.
        text.trim().parse::<u64>().ok()
    };
    let limited = group("memory.max").zip(group("memory.current"));
    Some(limited.map_or(machine, |(most, used)| machine.min(most.saturating_sub(used))))
}

/// Sums a figure over a process tree. Confined, `lean` is a grandchild of ours. `None` if the
/// system gives no figure for any of them.
fn sum(process: u32, figure: fn(u32) -> Option<u64>) -> Option<u64> {
    let mut total = None;
    let mut open = vec![process];
    while let Some(process) = open.pop() {
        if let Some(n) = figure(process) {
            total = Some(total.unwrap_or(0) + n);
        }
        open.extend(children(process));
    }
    total
}

fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    threads
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|list| list.split_whitespace().filter_map(|p| p.parse().ok()).collect::<Vec<_>>())
        .collect()
}

/// Kilobytes. Where the exact figure may not be read, what is resident and not of a file.
fn private_of(process: u32) -> Option<u64> {
    let exact = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok().map(|text| {
        text.lines()
            .filter(|l| l.starts_with("Private_"))
            .filter_map(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok())
            .sum()
    });
    exact.or_else(|| {
        let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = text.lines().find_map(|l| l.strip_prefix("RssAnon:"))?;
        line.split_whitespace().next()?.parse().ok()
    })
}

/// Hundredths of a second, which is what Linux counts in on every machine we know.
fn ticks_of(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may contain anything; fields 14 and 15 are counted after it.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn this_process_has_memory_and_has_spent_time() {
        let me = std::process::id();
        assert!(super::private(me).unwrap() > 100_000);
        assert!(super::processor_time(me).is_some());
        assert!(super::available().unwrap() > 1 << 20);
    }
}
