//! `polya bench memory`: what the memory is worth, in problems solved and checks needed.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use polya_agent::report::Report;
use polya_memory::Mode;
use polya_problems::{Expectation, Problem};
use serde::Serialize;

use crate::{
    args::BenchMemoryArgs,
    commands::{
        Context, problems,
        run::{self, Task},
    },
    exit::{Exit, Failure},
    quantity::show_count,
    runs,
    settings::Voices,
    terminal::{ColorChoice, Talk, Terminal, say},
};

/// One run's figures.
#[derive(Debug, Serialize)]
struct Row {
    list: String,
    memory: &'static str,
    problems: usize,
    solved: usize,
    checks: u64,
    seconds: f64,
    /// Accepted proofs in which the memory had a part.
    by_memory: usize,
    /// Problems that the run without memory solved as well.
    both: usize,
    /// Checks on those, in this run and in the one without memory.
    checks_both: (u64, u64),
    /// Problems that only this run solved, and that only the one without memory did.
    gained: Vec<String>,
    lost: Vec<String>,
}

type Solved = BTreeMap<String, Option<u64>>;

pub(crate) fn memory(context: &Context, args: &BenchMemoryArgs) -> anyhow::Result<Exit> {
    let scratch = tempfile::tempdir()
        .map_err(|error| Failure::infrastructure(format!("cannot make a folder: {error}")))?;
    let load = |list: &Path| -> anyhow::Result<(String, Vec<Problem>)> {
        let loaded = problems::load(list, context.terminal)?;
        let mut chosen = problems::select(loaded.problems, &args.only, None)?;
        // What is marked false only costs time here.
        chosen.retain(|problem| problem.expectation != Expectation::False);
        chosen.truncate(args.limit.unwrap_or(usize::MAX));
        if chosen.is_empty() {
            let none = format!("`{}` has no problem to work on", list.display());
            return Err(Failure::input(none).into());
        }
        Ok((loaded.title, chosen))
    };
    let lists = std::iter::once(&args.list).chain(&args.second);
    let lists = lists.map(|list| load(list)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut rows = Vec::new();
    for (number, (title, problems)) in lists.into_iter().enumerate() {
        let modes: &[Mode] = if number == 0 {
            &[Mode::Off, Mode::ReadWrite, Mode::ReadWrite]
        } else {
            &[Mode::Off, Mode::ReadWrite]
        };
        let mut without = Solved::new();
        for mode in modes {
            let report = one(context, args, scratch.path(), &title, problems.clone(), *mode)?;
            let solved = solved(&report);
            if *mode == Mode::Off {
                without = solved.clone();
            }
            let row = row(&title, *mode, &report, &solved, &without);
            if !args.json {
                if rows.is_empty() {
                    say(HEAD)?;
                }
                say(row.line())?;
            }
            rows.push(row);
        }
    }
    if args.json {
        say(serde_json::to_string_pretty(&rows)?)?;
    }
    Ok(Exit::Success)
}

/// One run with the scratch memory.
fn one(
    context: &Context,
    args: &BenchMemoryArgs,
    scratch: &Path,
    title: &str,
    problems: Vec<Problem>,
    mode: Mode,
) -> anyhow::Result<Report> {
    context.terminal.note(format_args!("`{title}`, memory {}", mode.name()));
    let mut settings = context.settings.clone();
    settings.memory.folder = scratch.join("memory");
    settings.memory.mode = Some(mode);
    // What a model adds is measured elsewhere, and would hide what the memory does.
    settings.voices = Voices::Rules;
    settings.out = scratch.join("runs");
    settings.budget.time_per_problem = args.time_per_problem;
    settings.budget.checks_per_problem = Some(args.checks_per_problem);
    let quiet = Terminal::new(ColorChoice::Never, Talk::Quiet);
    let task = Task::New {
        problems,
        malformed: Vec::new(),
        out: settings.out.clone(),
        name: title.to_owned(),
        keep: true,
    };
    let inner = Context { settings, terminal: quiet };
    let outcome = run::work(&inner, task)?;
    Ok(Report::of(&runs::read(&outcome.folder, quiet)?.records))
}

/// Checks of each problem; `None` for one that was not solved.
fn solved(report: &Report) -> Solved {
    let checks = |p: &polya_agent::report::ProblemReport| p.solved.then_some(p.spent.checks);
    report.problems.iter().map(|p| (p.id.to_string(), checks(p))).collect()
}

fn row(list: &str, mode: Mode, report: &Report, solved: &Solved, without: &Solved) -> Row {
    let mut row = Row {
        list: list.to_owned(),
        memory: mode.name(),
        problems: report.total,
        solved: report.solved,
        checks: report.spent.checks,
        seconds: report.seconds,
        by_memory: report.contributors.get("memory").copied().unwrap_or(0),
        both: 0,
        checks_both: (0, 0),
        gained: Vec::new(),
        lost: Vec::new(),
    };
    for (id, checks) in solved {
        match (checks, without.get(id).copied().flatten()) {
            (Some(with), Some(without)) => {
                row.both += 1;
                row.checks_both.0 += with;
                row.checks_both.1 += without;
            }
            (Some(_), None) => row.gained.push(id.clone()),
            (None, Some(_)) => row.lost.push(id.clone()),
            (None, None) => {}
        }
    }
    row
}

const HEAD: &str = "list                  memory     solved   checks  seconds  by memory  \
                    checks where off solved too";

impl Row {
    fn line(&self) -> String {
        let mut line = format!(
            "{:<20}  {:<9}  {:>3}/{:<3}  {:>7}  {:>7.0}  {:>9}  {} against {} on {}",
            self.list.chars().take(20).collect::<String>(),
            self.memory,
            self.solved,
            self.problems,
            show_count(self.checks),
            self.seconds,
            self.by_memory,
            show_count(self.checks_both.0),
            show_count(self.checks_both.1),
            self.both,
        );
        for (sign, ids) in [("+", &self.gained), ("-", &self.lost)] {
            for id in ids {
                // Writing to a string cannot fail.
                let _ = write!(line, "  {sign}{}", id.rsplit("::").next().unwrap_or(id));
            }
        }
        line
    }
}
