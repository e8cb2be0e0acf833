//! `polya bench refute`: which false statements of a list the tools find false, how fast, and what
//! Lean says to it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use polya_agent::{
    environment::{Environment, Refuter},
    refutation::{self, Claim},
};
use polya_engine::settings::Voices;
use polya_lean::{check::CheckLimits, goal::Goal};
use polya_memory::Mode;
use polya_problems::{Expectation, Problem};
use serde::Serialize;

use crate::{
    args::BenchRefuteArgs,
    commands::problems,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

/// What was found out about one statement.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    /// What the list says: `false`, or `true` for statements that must not be refuted.
    expected: Expectation,
    /// The tool that claims a counterexample.
    tool: Option<String>,
    /// Its values.
    values: Vec<(String, String)>,
    /// The slowest answer of a tool, in milliseconds.
    ms: f64,
    /// Lean proved the negation from the values.
    confirmed: bool,
    trouble: Option<String>,
}

#[derive(Debug, Serialize)]
struct Table {
    statements: usize,
    refuted: usize,
    confirmed: usize,
    /// True statements that a tool claims to be false.
    mistaken: usize,
    slowest_ms: f64,
    rows: Vec<Row>,
}

pub(super) fn refute(context: &Context, args: &BenchRefuteArgs) -> anyhow::Result<Exit> {
    let loaded = problems::load(&args.list, context.terminal)?;
    let mut chosen = problems::select(loaded.problems, &args.only, None)?;
    if !args.all {
        chosen.retain(|problem| problem.expectation == Expectation::False);
    }
    if chosen.is_empty() {
        return Err(Failure::input("no statement of the list is marked `expect: false`").into());
    }
    let toolchain = context.lean()?;
    // Nothing is searched, so nobody has to propose; and what the tools find counts, not what the
    // memory kept of it.
    let mut settings = context.settings.clone();
    settings.voices = Voices::Rules;
    settings.memory.mode = Some(Mode::Off);
    let context = &Context { settings, terminal: context.terminal };
    let table = block_on(async {
        let engine = context.engine(&toolchain).await?;
        let mut rows = Vec::new();
        for problem in chosen {
            let problem = Arc::new(problem);
            rows.push(row(&problem, &engine.environment, engine.limits, args.unconfirmed).await);
        }
        let _ = engine.shut_down().await;
        Ok(Table::of(rows))
    })?;
    if args.json {
        say_json(&table)?;
    } else {
        show(&table)?;
    }
    let complete = table.mistaken == 0
        && table.rows.iter().all(|r| r.tool.is_some() || r.expected != Expectation::False);
    Ok(if complete { Exit::Success } else { Exit::Unsolved })
}

async fn row(
    problem: &Arc<Problem>,
    environment: &Environment,
    limits: CheckLimits,
    unconfirmed: bool,
) -> Row {
    let mut row = Row {
        id: problem.id.to_string(),
        expected: problem.expectation,
        tool: None,
        values: Vec::new(),
        ms: 0.0,
        confirmed: false,
        trouble: None,
    };
    let goal = match environment.prover.goals(problem, limits).await {
        Ok(goals) if goals.len() == 1 => goals.into_iter().next(),
        Ok(_) => None,
        Err(error) => {
            row.trouble = Some(format!("{error:?}"));
            return row;
        }
    };
    let Some(goal) = goal else { return row };
    for refuter in &environment.refuters {
        match ask(refuter, problem, &goal).await {
            Ok((claim, took)) => {
                row.ms = row.ms.max(took.as_secs_f64() * 1e3);
                let Some(claim) = claim else { continue };
                let prover = &*environment.prover;
                row.confirmed = !unconfirmed
                    && refutation::confirm(problem, &goal, &claim, prover, limits).await;
                row.tool = Some(refuter.name().to_owned());
                row.values = claim.assignment;
                break;
            }
            Err(trouble) => row.trouble = Some(trouble),
        }
    }
    row
}

/// A tool's answer, and the better of two times: the machine does other things, too.
async fn ask(
    refuter: &Arc<dyn Refuter>,
    problem: &Arc<Problem>,
    goal: &Goal,
) -> Result<(Option<Claim>, Duration), String> {
    let mut best = Duration::MAX;
    let mut answer = None;
    for _ in 0..2 {
        let started = Instant::now();
        answer = refuter.refute(problem, goal).await?;
        best = best.min(started.elapsed());
    }
    Ok((answer, best))
}

impl Table {
    fn of(rows: Vec<Row>) -> Self {
        let is_false = |row: &&Row| row.expected == Expectation::False;
        let claimed = |row: &&Row| row.tool.is_some();
        Self {
            statements: rows.iter().filter(is_false).count(),
            refuted: rows.iter().filter(is_false).filter(claimed).count(),
            confirmed: rows.iter().filter(is_false).filter(|row| row.confirmed).count(),
            mistaken: rows.iter().filter(|row| !is_false(row)).filter(claimed).count(),
            slowest_ms: rows.iter().map(|row| row.ms).fold(0.0, f64::max),
            rows,
        }
    }
}

fn show(table: &Table) -> std::io::Result<()> {
    for row in &table.rows {
        if row.expected != Expectation::False && row.tool.is_none() && row.trouble.is_none() {
            continue;
        }
        let values: Vec<String> =
            row.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let values = match (&row.tool, &row.trouble) {
            (Some(tool), _) => format!("{tool}: {}", values.join("; ")),
            (None, Some(trouble)) => trouble.clone(),
            (None, None) => "nothing found".to_owned(),
        };
        let word = if row.confirmed { "confirmed" } else { "" };
        let values: String = values.chars().take(160).collect();
        say(format_args!("{:<60} {:>7.1} ms  {word:<9}  {values}", row.id, row.ms))?;
    }
    say(format_args!(
        "{} of {} false statements refuted, {} confirmed by Lean; {} true ones mistaken; slowest answer {:.1} ms",
        table.refuted, table.statements, table.confirmed, table.mistaken, table.slowest_ms
    ))
}
