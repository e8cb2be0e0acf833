//! `polya bench memory`: what the memory is worth, in problems solved and checks needed.

use std::{fmt::Write as _, path::Path};

use polya_agent::report::Report;
use polya_memory::Mode;
use polya_problems::Problem;
use serde::Serialize;

use super::compare::{self, Comparison, Solved, solved};
use crate::{
    args::BenchMemoryArgs,
    context::Context,
    exit::Exit,
    quantity::show_count,
    terminal::{say, say_json},
};
use polya_engine::settings::Voices;

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

pub(crate) fn memory(context: &Context, args: &BenchMemoryArgs) -> anyhow::Result<Exit> {
    let scratch = compare::scratch()?;
    let load = |list: &Path| -> anyhow::Result<(String, Vec<Problem>)> {
        let (title, mut problems) = compare::load(context, list, &args.only)?;
        problems.truncate(args.limit.unwrap_or(usize::MAX));
        Ok((title, problems))
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
        say_json(&rows)?;
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
    settings.memory.folder = Some(scratch.join("memory"));
    settings.memory.mode = Some(mode);
    // What a model adds is measured elsewhere, and would hide what the memory does.
    settings.voices = Voices::Rules;
    let limits = (args.time_per_problem, args.checks_per_problem);
    compare::run(settings, scratch, title, problems, limits)
}

fn row(list: &str, mode: Mode, report: &Report, solved: &Solved, without: &Solved) -> Row {
    let Comparison { both, checks, gained, lost } = Comparison::of(solved, without);
    Row {
        list: list.to_owned(),
        memory: mode.name(),
        problems: report.total,
        solved: report.solved,
        checks: report.spent.checks,
        seconds: report.seconds,
        by_memory: report.contributors.get("memory").copied().unwrap_or(0),
        both,
        checks_both: checks,
        gained,
        lost,
    }
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
