//! Made-up statements and the measuring of questions, for the benchmarks.

use std::time::{Duration, Instant};

/// A generator of random numbers with a fixed beginning.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % n
    }

    /// Small numbers far more often than great ones.
    pub(crate) fn zipf(&mut self, n: usize) -> usize {
        let top = self.below(n) + 1;
        let top = self.below(top) + 1;
        self.below(top)
    }
}

/// A constant's name: a few namespaces, many names.
pub(crate) fn constant(number: usize) -> String {
    const SPACES: [&str; 12] = [
        "Nat",
        "List",
        "Int",
        "Set",
        "Finset",
        "Polynomial",
        "Matrix",
        "Filter",
        "Order",
        "Group",
        "Ring",
        "Topology",
    ];
    format!("{}.op{number}", SPACES[number % SPACES.len()])
}

pub(crate) struct Statement {
    /// Constants with their arguments.
    parts: Vec<String>,
}

impl Statement {
    pub(crate) fn random(random: &mut Random) -> Self {
        const OPERATORS: [&str; 10] = ["=", "+", "*", "≤", "∧", "∣", "++", "∘", "∈", "<"];
        const VARIABLES: [&str; 8] = ["a", "b", "x", "y", "n", "m", "f", "s"];
        let length = 4 + random.below(10);
        let parts = (0..length)
            .map(|_| {
                let operator = OPERATORS[random.zipf(OPERATORS.len())];
                let name = constant(random.zipf(20_000));
                let [one, two] = [0; 2].map(|_| VARIABLES[random.below(VARIABLES.len())]);
                format!("{name} {one} {two} {operator}")
            })
            .collect();
        Self { parts }
    }

    pub(crate) fn text(&self) -> String {
        self.parts.join(" ")
    }

    /// The goal in which it would be of use.
    pub(crate) fn goal(&self, random: &mut Random) -> String {
        let mut parts = self.parts.clone();
        if parts.len() > 4 {
            parts.remove(random.below(parts.len()));
        }
        let changed = random.below(parts.len());
        parts[changed] = format!("{} a b +", constant(random.zipf(20_000)));
        parts.join(" ").replace(" x ", " z ").replace(" n ", " k ")
    }
}

pub(crate) fn median(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let index = ((times.len() - 1) as f64 * share) as usize;
        times[index].as_secs_f64() * 1e3
    };
    format!("median {:.3} ms, 95% {:.3} ms", at(0.5), at(0.95))
}

pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// CPU time of this thread: what a question costs when others use the machine too.
fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Asks every query and says how long it took, on the processor and by the clock, and how often the
/// right one was among the first ten.
pub(crate) fn measure(
    label: &str,
    goals: &[(u128, String)],
    mut ask: impl FnMut(&str) -> Vec<u128>,
) {
    let mut walls = Vec::with_capacity(goals.len());
    let mut cpus = Vec::with_capacity(goals.len());
    let mut found = 0;
    for (id, goal) in goals {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let answer = ask(goal);
        cpus.push(Duration::from_secs_f64(cpu_seconds() - cpu));
        walls.push(start.elapsed());
        found += usize::from(answer.contains(id));
    }
    let (cpu, wall) = (median(&mut cpus), median(&mut walls));
    println!("  {label:<28} CPU {cpu}; wall {wall}   hit@10 {found}/{}", goals.len());
}

/// Statements, and goals in which one of them would be of use.
pub(crate) fn collection(
    n: usize,
    queries: usize,
    random: &mut Random,
) -> (Vec<String>, Vec<(u128, String)>) {
    let statements: Vec<Statement> = (0..n).map(|_| Statement::random(random)).collect();
    let texts: Vec<String> = statements.iter().map(Statement::text).collect();
    let goals = (0..queries)
        .map(|_| {
            let which = random.below(n);
            (which as u128, statements[which].goal(random))
        })
        .collect();
    (texts, goals)
}
