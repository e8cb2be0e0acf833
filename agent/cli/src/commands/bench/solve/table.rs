//! What the arms of a comparison solved, as figures and as Markdown.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    time::Duration,
};

use serde::Serialize;

use super::{
    Conditions, Done, Outcome,
    statistics::{interval, median, sign_test},
};
use crate::quantity::show_duration;

/// The arms on one list, or on all of them, with one budget.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    list: String,
    budget: String,
    /// Conditions of the first run; the others differ in arm, seed and problems.
    conditions: Option<Conditions>,
    seeds: Vec<u64>,
    arms: Vec<Row>,
}

/// One arm.
#[derive(Debug, PartialEq, Serialize)]
struct Row {
    arm: String,
    /// Problems that can be stated and are not marked false.
    problems: usize,
    /// Statements that do not elaborate.
    unstated: usize,
    /// Statements marked false that were proved.
    false_accepted: usize,
    /// Problems solved with each seed.
    solved: Vec<usize>,
    /// Mean over the seeds.
    mean: f64,
    /// 95 % confidence interval of the mean for other problems of the kind, as numbers of problems.
    interval: (f64, f64),
    /// Problems that this arm solved with more seeds than the first arm, and with fewer.
    gained: usize,
    lost: usize,
    /// Chance of such a difference between arms that are alike.
    p: f64,
    /// Median seconds and checks of a solved problem.
    median_seconds: Option<f64>,
    median_checks: Option<f64>,
    /// Lean checks a second of running time.
    checks_per_second: f64,
    seconds: f64,
    /// Mean solved, and total, by level.
    levels: BTreeMap<String, (f64, usize)>,
}

impl Table {
    pub(super) fn of(list: &str, arms: &[String], results: &[&Done]) -> Self {
        let of_arm =
            |arm: &String| results.iter().copied().filter(|d| d.conditions.arm == *arm).collect();
        let runs: Vec<Vec<&Done>> = arms.iter().map(of_arm).collect();
        let first = runs.first().map(|runs| rates(runs)).unwrap_or_default();
        let seeds: BTreeSet<u64> = results.iter().map(|done| done.conditions.seed).collect();
        Self {
            list: list.to_owned(),
            budget: results.first().map_or_else(String::new, |d| d.conditions.budget.words()),
            conditions: results.first().map(|done| done.conditions.clone()),
            seeds: seeds.iter().copied().collect(),
            arms: arms.iter().zip(&runs).map(|(arm, runs)| Row::of(arm, runs, &first)).collect(),
        }
    }
}

/// The share of runs in which each problem was solved.
fn rates(runs: &[&Done]) -> BTreeMap<(String, String), f64> {
    let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for done in runs {
        for (id, outcome) in &done.problems {
            let count = counts.entry((done.list.clone(), id.clone())).or_default();
            count.0 += usize::from(outcome.solved);
            count.1 += 1;
        }
    }
    counts.into_iter().map(|(id, (solved, runs))| (id, solved as f64 / runs as f64)).collect()
}

impl Row {
    fn of(arm: &str, runs: &[&Done], first: &BTreeMap<(String, String), f64>) -> Self {
        let rates = rates(runs);
        let seeds: BTreeSet<u64> = runs.iter().map(|done| done.conditions.seed).collect();
        let solved_in = |done: &Done| done.problems.values().filter(|o| o.solved).count();
        let solved: Vec<usize> = seeds
            .iter()
            .map(|seed| {
                let of_seed = runs.iter().filter(|done| done.conditions.seed == *seed);
                of_seed.map(|done| solved_in(done)).sum()
            })
            .collect();
        let mean = solved.iter().sum::<usize>() as f64 / solved.len().max(1) as f64;
        let than_first = |id: &(String, String)| first.get(id).copied().unwrap_or(0.0);
        let gained = rates.iter().filter(|(id, rate)| **rate > than_first(id)).count();
        let lost = rates.iter().filter(|(id, rate)| **rate < than_first(id)).count();
        let outcomes = || runs.iter().flat_map(|done| done.problems.values());
        let of_solved =
            |what: fn(&Outcome) -> f64| median(outcomes().filter(|o| o.solved).map(what).collect());
        let seconds: f64 = runs.iter().map(|done| done.seconds).sum();
        let checks: u64 = runs.iter().map(|done| done.checks).sum();
        let mut levels: BTreeMap<String, (f64, usize)> = BTreeMap::new();
        for outcome in outcomes() {
            let level = levels.entry(outcome.level.clone().unwrap_or_default()).or_default();
            level.0 += f64::from(u8::from(outcome.solved));
            level.1 += 1;
        }
        for level in levels.values_mut() {
            let seeds = seeds.len().max(1);
            *level = (level.0 / seeds as f64, level.1 / seeds);
        }
        let distinct = |what: fn(&Done) -> &Vec<String>| {
            let all = runs.iter().flat_map(|done| what(done).iter().map(|id| (&done.list, id)));
            all.collect::<BTreeSet<_>>().len()
        };
        Self {
            arm: arm.to_owned(),
            problems: rates.len(),
            unstated: distinct(|done| &done.unstated),
            false_accepted: distinct(|done| &done.false_accepted),
            solved,
            mean,
            interval: interval(mean, rates.len()),
            gained,
            lost,
            p: sign_test(gained, lost),
            median_seconds: of_solved(|o| o.seconds),
            median_checks: of_solved(|o| o.checks as f64),
            checks_per_second: if seconds > 0.0 { checks as f64 / seconds } else { 0.0 },
            seconds,
            levels,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = self.arms.first().map_or(0, |row| row.problems);
        writeln!(f, "### {}: {problems} problems, {}\n", self.list, self.budget)?;
        if let Some(of) = &self.conditions {
            let seeds: Vec<String> = self.seeds.iter().map(u64::to_string).collect();
            writeln!(
                f,
                "Polya {}, Lean {}, {} Lean processes on {} processors, seeds {}.\n",
                of.polya,
                of.lean,
                of.workers,
                of.processors,
                seeds.join(", ")
            )?;
        }
        let first = self.arms.first().map_or("", |row| &row.arm);
        writeln!(
            f,
            "| arm | solved (mean) | 95 % interval | by seed | against `{first}` | p | \
             time to a proof | checks to a proof | checks a second | running time |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        self.arms.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        self.remarks(f)?;
        self.levels(f)
    }
}

impl Table {
    fn remarks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unstated = self.arms.iter().map(|row| row.unstated).max().unwrap_or(0);
        if unstated > 0 {
            writeln!(f, "\nStatements that this library cannot state, left out: {unstated}.")?;
        }
        let accepted = self.arms.iter().filter(|row| row.false_accepted > 0);
        accepted.into_iter().try_for_each(|row| {
            writeln!(
                f,
                "\n**`{}` proved {} statements marked false.**",
                row.arm, row.false_accepted
            )
        })
    }

    /// A table of levels, if the list has any.
    fn levels(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let levels: BTreeSet<&String> =
            self.arms.iter().flat_map(|row| row.levels.keys()).collect();
        if levels.len() < 2 {
            return Ok(());
        }
        let names = self.arms.iter().map(|row| row.arm.as_str()).collect::<Vec<_>>().join(" | ");
        writeln!(f, "\n| level | problems | {names} |")?;
        writeln!(f, "|---|--:|{}", "--:|".repeat(self.arms.len()))?;
        for level in levels {
            let of = |row: &Row| row.levels.get(level).copied().unwrap_or_default();
            let total = self.arms.iter().map(|row| of(row).1).max().unwrap_or(0);
            let solved: Vec<String> = self.arms.iter().map(|row| tenth(of(row).0)).collect();
            let level = if level.is_empty() { "(none)" } else { level };
            writeln!(f, "| {level} | {total} | {} |", solved.join(" | "))?;
        }
        Ok(())
    }
}

/// A mean with one decimal, where it has one.
fn tenth(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by_seed: Vec<String> = self.solved.iter().map(usize::to_string).collect();
        let seconds = |s: f64| show_duration(Duration::from_secs_f64(s));
        write!(
            f,
            "| {} | {} | {:.0}–{:.0} | {} | +{} −{} | {} | {} | {} | {:.0} | {} |",
            self.arm,
            tenth(self.mean),
            self.interval.0,
            self.interval.1,
            by_seed.join(", "),
            self.gained,
            self.lost,
            if self.p < 0.001 { "< 0.001".to_owned() } else { format!("{:.3}", self.p) },
            self.median_seconds.map_or_else(|| "–".to_owned(), seconds),
            self.median_checks.map_or_else(|| "–".to_owned(), |n| format!("{n:.0}")),
            self.checks_per_second,
            seconds(self.seconds),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Budget, *};

    fn run(arm: &str, seed: u64, solved: &[(&str, bool)]) -> Done {
        let outcome = |(id, solved): &(&str, bool)| {
            let level = Some(if *id == "a" { "easy" } else { "hard" }.to_owned());
            ((*id).to_owned(), Outcome { solved: *solved, seconds: 2.0, checks: 8, level })
        };
        Done {
            conditions: Conditions {
                polya: "1".to_owned(),
                build: (1, 1),
                lean: "4".to_owned(),
                workers: 2,
                processors: 2,
                problems: 7,
                budget: Budget::Checks(60),
                arm: arm.to_owned(),
                seed,
            },
            list: "list".to_owned(),
            seconds: 10.0,
            checks: 100,
            tokens: 0,
            problems: solved.iter().map(outcome).collect(),
            unstated: vec!["u".to_owned()],
            false_accepted: Vec::new(),
        }
    }

    #[test]
    fn arms_are_compared_with_the_first_by_problem_and_over_seeds() {
        let runs = [
            run("baseline", 0, &[("a", true), ("b", false), ("c", false)]),
            run("baseline", 1, &[("a", true), ("b", false), ("c", true)]),
            run("all", 0, &[("a", true), ("b", true), ("c", false)]),
            run("all", 1, &[("a", true), ("b", true), ("c", false)]),
        ];
        let arms = ["baseline".to_owned(), "all".to_owned()];
        let table = Table::of("list", &arms, &runs.iter().collect::<Vec<_>>());
        let [first, second] = &table.arms[..] else { panic!("{table:?}") };
        assert_eq!((&first.solved[..], first.mean), (&[1, 2][..], 1.5));
        assert_eq!((first.gained, first.lost), (0, 0));
        assert_eq!((second.gained, second.lost, second.unstated), (1, 1, 1));
        assert_eq!(second.levels["hard"], (1.0, 2));
        let text = table.to_string();
        assert!(text.contains("| baseline | 1.5 |") && text.contains("| all | 2 |"), "{text}");
        assert!(text.contains("+1 −1 | 1.000 | 2.0s | 8 | 10 | 20s |"), "{text}");
        assert!(text.contains("| easy | 1 | 1 | 1 |"), "{text}");
        assert!(text.contains("left out: 1."), "{text}");
    }
}
