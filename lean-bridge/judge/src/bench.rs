//! What judging costs beyond compiling: added seconds and memory, for proofs of ordinary kinds.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use polya_problems::{Expectation, Problem, ProblemId};
use serde::{Deserialize, Serialize};

use crate::{
    judge::{GoldenError, Judge},
    kernel::peak_memory,
    look::{Looked, Stop},
};

/// Problems with their proofs, one of each ordinary kind: name, file up to the proof, proof.
#[rustfmt::skip]
const PROOFS: &[(&str, &str, &str)] = &[
    ("a term", "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := ", "⟨h.2, h.1⟩"),
    ("cases", "theorem t (p q : Prop) : p ∨ q → q ∨ p := ", "by\n  intro h\n  cases h with\n  | inl a => exact Or.inr a\n  | inr b => exact Or.inl b"),
    ("rewriting", "theorem t (a b c : Nat) : a + b + c = a + c + b := ", "by\n  rw [Nat.add_assoc, Nat.add_comm b c, ← Nat.add_assoc]"),
    ("induction", "theorem t (n : Nat) : 0 + n = n := ", "by\n  induction n with\n  | zero => rfl\n  | succ m ih => rw [← Nat.add_assoc, ih]"),
    ("simp", "theorem t (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length := ", "by\n  simp [Nat.add_comm]"),
    ("omega", "theorem t (a b : Nat) (h : a < b) (k : b < a + 2) : b = a + 1 := ", "by\n  omega"),
    ("deciding", "theorem t : 37 * 41 = 1517 := ", "by\n  decide"),
    ("classical", "theorem t (p q : Prop) (h : ¬(p ∧ q)) : ¬p ∨ ¬q := ", "by\n  cases Classical.em p with\n  | inl a => exact Or.inr (fun b => h ⟨a, b⟩)\n  | inr n => exact Or.inl n"),
    ("own definitions", "inductive Colour | red | green\ndef Colour.flip : Colour → Colour\n  | .red => .green\n  | .green => .red\ntheorem t (c : Colour) : c.flip.flip = c := ", "by\n  cases c <;> rfl"),
];

/// What judging one proof cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cost {
    /// What kind of proof it is.
    pub proof: String,
    /// Seconds that Lean took to compile the file, in its confined process: what it costs to learn
    /// that a proof compiles.
    pub compile: f64,
    /// Seconds to read and compare what it wrote.
    pub compare: f64,
    /// Seconds waited for the kernels.
    pub kernel: f64,
    /// Largest memory of a kernel's process, in bytes.
    pub kernel_memory: u64,
    /// Constants that the kernel was given: the proof's own, which it checked, and what they rest on.
    pub constants: usize,
    /// Constants a second, the start of the kernel's process left out.
    pub constants_per_second: f64,
}

impl Cost {
    /// Seconds that judging adds to compiling.
    pub fn added(&self) -> f64 {
        self.compare + self.kernel
    }
}

/// What was measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JudgeBench {
    /// Lean's version.
    pub lean: String,
    /// Processors of the machine.
    pub processors: usize,
    /// Seconds until the first problem was prepared, which reads the library.
    pub first_problem: f64,
    /// Seconds to prepare a further problem, the median.
    pub problem: f64,
    /// Costs, the median over all rounds for each proof.
    pub costs: Vec<Cost>,
    /// Largest memory of the judge's own process at the end, in bytes, with the library in it.
    pub own_memory: u64,
    /// The same before the first problem.
    pub own_memory_before: u64,
}

impl JudgeBench {
    /// The median of [`Cost::added`].
    pub fn added(&self) -> f64 {
        median(self.costs.iter().map(Cost::added).collect())
    }

    /// Bytes that judging adds: of this process, and of the largest kernel's beside it.
    pub fn added_memory(&self) -> u64 {
        let kernel = self.costs.iter().map(|cost| cost.kernel_memory).max().unwrap_or(0);
        self.own_memory.saturating_sub(self.own_memory_before) + kernel
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}

fn problem(name: &str, before: &str) -> Problem {
    Problem {
        id: ProblemId::new(name),
        theorem: "t".to_owned(),
        path: "bench.lean".into(),
        line: 1,
        source: Arc::from(format!("{before}sorry\n")),
        hole: before.len()..before.len() + "sorry".len(),
        closing: None,
        informal: None,
        level: None,
        tags: [].into(),
        expectation: Expectation::Unknown,
    }
}

/// Judges a proof of each kind over and over, for about `time`, and at least twice.
///
/// # Errors
///
/// A problem cannot be prepared, or a proof is not accepted: both mean that this toolchain's library
/// is not Foundations, or that something is broken.
pub async fn bench(judge: &Judge, time: Duration) -> Result<JudgeBench, GoldenError> {
    let infrastructure = |message: String| GoldenError::Infrastructure { message };
    let own_memory_before = peak_memory();
    let started = Instant::now();
    let mut prepared = Vec::new();
    let mut goldens = Vec::new();
    for (name, before, _) in PROOFS {
        let started = Instant::now();
        goldens.push(judge.prepare(&problem(name, before)).await?);
        prepared.push(started.elapsed().as_secs_f64());
    }
    let first_problem = prepared.remove(0);
    let mut rounds: Vec<Vec<Cost>> = vec![Vec::new(); PROOFS.len()];
    let mut round = 0;
    while round < 2 || started.elapsed() < time {
        for ((golden, (name, _, proof)), costs) in goldens.iter().zip(PROOFS).zip(&mut rounds) {
            let Looked { spent, kernels, .. } =
                judge.look(golden, &[], proof).await.map_err(|stop| {
                    infrastructure(match stop {
                        Stop::Rejected(finding) => {
                            format!("{name}: {}", finding.evidence.join("; "))
                        }
                        Stop::Undecided(reason) => format!("{name}: {reason}"),
                    })
                })?;
            costs.push(Cost {
                proof: (*name).to_owned(),
                compile: spent.compile.as_secs_f64(),
                compare: spent.compare.as_secs_f64(),
                kernel: spent.kernel.as_secs_f64(),
                kernel_memory: kernels.iter().map(|report| report.peak_memory).max().unwrap_or(0),
                constants: spent.constants,
                // Of the slowest.
                constants_per_second: kernels
                    .iter()
                    .map(|report| report.constants_per_second)
                    .reduce(f64::min)
                    .unwrap_or(0.0),
            });
        }
        round += 1;
    }
    let middle = |costs: &Vec<Cost>| Cost {
        proof: costs[0].proof.clone(),
        compile: median(costs.iter().map(|cost| cost.compile).collect()),
        compare: median(costs.iter().map(|cost| cost.compare).collect()),
        kernel: median(costs.iter().map(|cost| cost.kernel).collect()),
        kernel_memory: costs.iter().map(|cost| cost.kernel_memory).max().unwrap_or(0),
        constants: costs[0].constants,
        constants_per_second: median(costs.iter().map(|cost| cost.constants_per_second).collect()),
    };
    Ok(JudgeBench {
        lean: judge.0.toolchain.version().to_string(),
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        first_problem,
        problem: median(prepared),
        costs: rounds.iter().map(middle).collect(),
        own_memory: peak_memory(),
        own_memory_before,
    })
}

impl fmt::Display for JudgeBench {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |seconds: f64| format!("{:.0} ms", seconds * 1000.0);
        let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
        writeln!(f, "Lean {}, {} processors", self.lean, self.processors)?;
        writeln!(f, "first problem prepared in {}", milliseconds(self.first_problem))?;
        writeln!(f, "a further problem in {}", milliseconds(self.problem))?;
        writeln!(f)?;
        writeln!(
            f,
            "{:<18}{:>10}{:>10}{:>10}{:>10}{:>11}{:>10}",
            "proof", "compile", "compare", "kernel", "added", "constants", "a second"
        )?;
        for cost in &self.costs {
            writeln!(
                f,
                "{:<18}{:>10}{:>10}{:>10}{:>10}{:>11}{:>10.0}",
                cost.proof,
                milliseconds(cost.compile),
                milliseconds(cost.compare),
                milliseconds(cost.kernel),
                milliseconds(cost.added()),
                cost.constants,
                cost.constants_per_second,
            )?;
        }
        writeln!(f)?;
        writeln!(f, "judging adds {} (median)", milliseconds(self.added()))?;
        let kernel = self.costs.iter().map(|cost| cost.kernel_memory).max().unwrap_or(0);
        write!(
            f,
            "and {}: {} here, {} in the kernel's process",
            megabytes(self.added_memory()),
            megabytes(self.own_memory.saturating_sub(self.own_memory_before)),
            megabytes(kernel),
        )
    }
}
