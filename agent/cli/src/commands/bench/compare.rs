//! What several benchmarks do alike: run the same problems with other settings, and compare what was
//! solved and what it cost.

use std::{collections::BTreeMap, path::Path, time::Duration};

use polya_agent::report::{ProblemReport, Report};
use polya_engine::{Place, settings::Settings};
use polya_problems::{Expectation, Problem};

use crate::{
    commands::{
        problems,
        run::{self, Task},
    },
    context::Context,
    exit::Failure,
    terminal::{ColorChoice, Talk, Terminal},
};

/// Checks of each problem by id; `None` for one that was not solved.
pub(super) type Solved = BTreeMap<String, Option<u64>>;

/// What a run did with problems that another one did as well.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Problems that both solved.
    pub(super) both: usize,
    /// Lean checks on those, here and there.
    pub(super) checks: (u64, u64),
    /// Problems that only this run solved.
    pub(super) gained: Vec<String>,
    /// Problems that only the other one solved.
    pub(super) lost: Vec<String>,
}

/// A folder for the runs, gone when the benchmark ends.
pub(super) fn scratch() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir()
        .map_err(|error| Failure::infrastructure(format!("cannot make a folder: {error}")))
}

/// The list's title, and those of its problems that `only` means and that are not marked false: those
/// would only cost time.
pub(super) fn load(
    context: &Context,
    list: &Path,
    only: &[String],
) -> anyhow::Result<(String, Vec<Problem>)> {
    let loaded = problems::load(list, context.terminal)?;
    let mut chosen = problems::select(loaded.problems, only, None)?;
    chosen.retain(|problem| problem.expectation != Expectation::False);
    if chosen.is_empty() {
        let none = format!("`{}` has no problem to work on", list.display());
        return Err(Failure::input(none).into());
    }
    Ok((loaded.title, chosen))
}

/// Works on the problems without a word, with runs in `scratch`.
pub(super) fn run(
    mut settings: Settings,
    scratch: &Path,
    title: &str,
    problems: Vec<Problem>,
    (time, checks): (Duration, u64),
) -> anyhow::Result<Report> {
    settings.out = scratch.join("runs");
    settings.budget.time_per_problem = time;
    settings.budget.checks_per_problem = Some(checks);
    let quiet = Terminal::new(ColorChoice::Never, Talk::Quiet);
    let place = Place::Kept { out: settings.out.clone(), name: title.to_owned() };
    let task = Task::New { problems, malformed: Vec::new(), place };
    Ok(run::work(&Context { settings, terminal: quiet }, task)?.report)
}

/// What a run solved.
pub(super) fn solved(report: &Report) -> Solved {
    let checks = |p: &ProblemReport| p.solved.then_some(p.spent.checks);
    report.problems.iter().map(|p| (p.id.to_string(), checks(p))).collect()
}

impl Comparison {
    /// Compares what was solved here with what was solved there.
    pub(super) fn of(here: &Solved, there: &Solved) -> Self {
        let mut comparison = Self::default();
        for (id, checks) in here {
            match (checks, there.get(id).copied().flatten()) {
                (Some(here), Some(there)) => {
                    comparison.both += 1;
                    comparison.checks.0 += here;
                    comparison.checks.1 += there;
                }
                (Some(_), None) => comparison.gained.push(id.clone()),
                (None, Some(_)) => comparison.lost.push(id.clone()),
                (None, None) => {}
            }
        }
        comparison
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_solved_is_told_from_what_one_did() {
        let run = |checks: [Option<u64>; 4]| -> Solved {
            ["a", "b", "c", "d"].map(str::to_owned).into_iter().zip(checks).collect()
        };
        let here = run([Some(3), Some(5), None, None]);
        let there = run([Some(4), None, Some(9), None]);
        let expected = Comparison {
            both: 1,
            checks: (3, 4),
            gained: vec!["b".to_owned()],
            lost: vec!["c".to_owned()],
        };
        assert_eq!(Comparison::of(&here, &there), expected);
    }
}
