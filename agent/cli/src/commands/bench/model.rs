//! `polya bench model`: what the model is worth: rules alone, the model alone, and both, on the same
//! problems with the same budgets.

use std::path::Path;

use polya_agent::report::Report;
use polya_memory::Mode;
use polya_problems::Problem;
use serde::Serialize;

use super::compare::{self, Comparison, Solved, solved};
use crate::{
    args::BenchModelArgs,
    context::Context,
    exit::Exit,
    quantity::show_count,
    terminal::{say, say_json},
};
use polya_engine::settings::{UseTools, Voices};

/// One run's figures.
#[derive(Debug, Serialize)]
struct Row {
    list: String,
    voices: &'static str,
    problems: usize,
    solved: usize,
    checks: u64,
    seconds: f64,
    tokens: u64,
    /// Checks spent on the problems that were solved.
    checks_on_solved: u64,
    /// Accepted proofs in which the model had a part.
    by_model: usize,
    /// Problems that the run with rules alone solved as well.
    common: usize,
    /// Checks on those, in this run and in the one with rules alone.
    checks_on_common: (u64, u64),
    /// Problems that only this run solved, and that only the one with rules alone did.
    gained: Vec<String>,
    lost: Vec<String>,
}

pub(crate) fn model(context: &Context, args: &BenchModelArgs) -> anyhow::Result<Exit> {
    let scratch = compare::scratch()?;
    let lists = args.lists.iter().map(|list| sample(context, args, list));
    let lists = lists.collect::<anyhow::Result<Vec<_>>>()?;
    let mut rows = Vec::new();
    for (title, problems) in lists {
        let mut alone = Solved::new();
        for voices in [Voices::Rules, Voices::Model, Voices::All] {
            let report = one(context, args, scratch.path(), &title, problems.clone(), voices)?;
            let solved = solved(&report);
            if voices == Voices::Rules {
                alone.clone_from(&solved);
            }
            let row = row(&title, voices, &report, &solved, &alone);
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

/// The list's problems that are not marked false, or some of them, evenly drawn.
fn sample(
    context: &Context,
    args: &BenchModelArgs,
    list: &Path,
) -> anyhow::Result<(String, Vec<Problem>)> {
    let (title, mut chosen) = compare::load(context, list, &args.only)?;
    if let Some(most) = args.sample.filter(|most| *most < chosen.len()) {
        let (all, most) = (chosen.len(), most.max(1));
        let mut kept = (0..most).map(|n| n * all / most).peekable();
        let mut at = 0;
        chosen.retain(|_| {
            let keep = kept.next_if_eq(&at).is_some();
            at += 1;
            keep
        });
    }
    Ok((title, chosen))
}

/// One run with these voices.
fn one(
    context: &Context,
    args: &BenchModelArgs,
    scratch: &Path,
    title: &str,
    problems: Vec<Problem>,
    voices: Voices,
) -> anyhow::Result<Report> {
    context.terminal.note(format_args!("`{title}`, {}", voices.name()));
    let mut settings = context.settings.clone();
    settings.voices = voices;
    settings.memory.mode = Some(Mode::Off);
    settings.tools.used = UseTools::None;
    let limits = (args.time_per_problem, args.checks_per_problem);
    compare::run(settings, scratch, title, problems, limits)
}

fn row(list: &str, voices: Voices, report: &Report, solved: &Solved, alone: &Solved) -> Row {
    let Comparison { both, checks, gained, lost } = Comparison::of(solved, alone);
    Row {
        list: list.to_owned(),
        voices: voices.name(),
        problems: report.total,
        solved: report.solved,
        checks: report.spent.checks,
        seconds: report.seconds,
        tokens: report.spent.tokens,
        checks_on_solved: solved.values().flatten().sum(),
        by_model: report.contributors.get("model").copied().unwrap_or(0),
        common: both,
        checks_on_common: checks,
        gained,
        lost,
    }
}

const HEAD: &str = "list                  voices   solved   a proof  by model   checks  seconds  \
                    checks where rules alone solved too";

impl Row {
    fn line(&self) -> String {
        let (here, there) = self.checks_on_common;
        let saved = match there {
            0 => String::new(),
            _ => format!(" ({:+.0} %)", (here as f64 / there as f64 - 1.0) * 100.0),
        };
        format!(
            "{:<20}  {:<6}  {:>3}/{:<3}  {:>7.1}  {:>8}  {:>7}  {:>7.0}  {} against {} on {}{saved}, \
             +{} -{}",
            self.list.chars().take(20).collect::<String>(),
            self.voices,
            self.solved,
            self.problems,
            self.checks_on_solved as f64 / self.solved.max(1) as f64,
            self.by_model,
            show_count(self.checks),
            self.seconds,
            show_count(here),
            show_count(there),
            self.common,
            self.gained.len(),
            self.lost.len(),
        )
    }
}
