//! `polya bench solve`: what each part of a search is worth, in problems solved.
//!
//! Every list is run by every arm with every seed, at equal time or at equal checks. What is finished is
//! kept in a folder, so that the same command continues after an interruption and computes nothing
//! twice. Arms follow each other within a seed: whatever slows the machine for a while slows all alike.

mod arm;
mod statistics;
mod table;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use anyhow::Context as _;
use polya_agent::{event::ProblemEnd, report::Report, state::RunPhase};
use polya_engine::{Place, runs};
use polya_problems::{Expectation, Problem, ProblemId};
use serde::{Deserialize, Serialize};

pub(crate) use self::arm::{Arm, Arms};
use self::table::Table;
use crate::{
    args::BenchSolveArgs,
    commands::{
        problems,
        run::{self, Task},
    },
    context::Context,
    exit::{Exit, Failure},
    quantity::{show_count, show_duration},
    terminal::{ColorChoice, Talk, Terminal, say, say_json},
};

/// What every problem of a run may cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Budget {
    /// So many seconds, and as many checks as fit.
    Seconds(f64),
    /// So many checks, in whatever time they take, up to ten minutes.
    Checks(u64),
}

/// Time for a problem whose checks are counted: enough on a busy machine, and no run stands still.
const PATIENCE: Duration = Duration::from_mins(10);

impl Budget {
    fn words(self) -> String {
        match self {
            Self::Seconds(seconds) => {
                format!("{} a problem", show_duration(Duration::from_secs_f64(seconds)))
            }
            Self::Checks(checks) => format!("{} Lean checks a problem", show_count(checks)),
        }
    }

    /// The name in file names.
    fn slug(self) -> String {
        match self {
            Self::Seconds(seconds) => format!("{seconds}s"),
            Self::Checks(checks) => format!("{checks}-checks"),
        }
    }
}

/// What the figures depend on. A kept result with others is computed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Conditions {
    /// Version of Polya.
    polya: String,
    /// Length and time of change of the executable.
    build: (u64, u64),
    /// Version of Lean.
    lean: String,
    /// Lean processes.
    workers: usize,
    /// Processors of the machine.
    processors: usize,
    /// Digest of the problems.
    problems: u64,
    budget: Budget,
    arm: String,
    seed: u64,
}

/// What became of one problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Outcome {
    solved: bool,
    seconds: f64,
    checks: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
}

/// What came of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Done {
    conditions: Conditions,
    list: String,
    seconds: f64,
    checks: u64,
    tokens: u64,
    /// Problems that are not marked false and that this Lean can state, by id.
    problems: BTreeMap<String, Outcome>,
    /// Statements that do not elaborate.
    unstated: Vec<String>,
    /// Statements marked false that were proved: defects.
    false_accepted: Vec<String>,
}

/// A list as it is run.
struct List {
    title: String,
    problems: Vec<Problem>,
    digest: u64,
}

pub(super) fn solve(context: &Context, args: &BenchSolveArgs) -> anyhow::Result<Exit> {
    let arms: Vec<Arm> = args.arms.iter().flat_map(|arms| arms.0.iter().cloned()).collect();
    let budgets: Vec<Budget> = args
        .time_per_problem
        .iter()
        .map(|time| Budget::Seconds(time.as_secs_f64()))
        .chain(args.checks_per_problem.map(Budget::Checks))
        .collect();
    let budgets = if budgets.is_empty() { vec![Budget::Seconds(10.0)] } else { budgets };
    let lists: Vec<List> =
        args.lists.iter().map(|list| load(context, args, list)).collect::<anyhow::Result<_>>()?;
    fs::create_dir_all(&args.out)
        .with_context(|| format!("cannot make `{}`", args.out.display()))?;
    let lean = context.lean()?.version().to_string();
    let count = budgets.len() * lists.len() * arms.len() * args.seeds.len();
    let mut results: Vec<Done> = Vec::new();
    for budget in &budgets {
        for list in &lists {
            for seed in &args.seeds {
                for arm in &arms {
                    let cell = Cell { context, folder: &args.out, list, arm };
                    let conditions = cell.conditions(*budget, &lean, *seed)?;
                    let place = format!("{} of {count}", results.len() + 1);
                    let Some(done) = cell.done(conditions, &place)? else {
                        context.terminal.hint("the same command continues where it stopped");
                        return Ok(Exit::Interrupted);
                    };
                    results.push(done);
                }
            }
        }
    }
    let tables = tables(&budgets, &lists, &arms, &results);
    if args.json {
        say_json(&tables)?;
    } else {
        let texts: Vec<String> = tables.iter().map(Table::to_string).collect();
        say(texts.join("\n").trim_end())?;
    }
    let sound = results.iter().all(|done| done.false_accepted.is_empty());
    Ok(if sound { Exit::Success } else { Exit::Unsolved })
}

/// One table for each budget and list, and one for all lists together if there are several.
fn tables(budgets: &[Budget], lists: &[List], arms: &[Arm], results: &[Done]) -> Vec<Table> {
    let arms: Vec<String> = arms.iter().map(Arm::to_string).collect();
    let mut tables = Vec::new();
    for budget in budgets {
        let of_budget = || results.iter().filter(|done| done.conditions.budget == *budget);
        for list in lists {
            let of_list = of_budget().filter(|done| done.list == list.title);
            tables.push(Table::of(&list.title, &arms, &of_list.collect::<Vec<_>>()));
        }
        if lists.len() > 1 {
            tables.push(Table::of("all lists", &arms, &of_budget().collect::<Vec<_>>()));
        }
    }
    tables
}

/// Reads a list, and draws from it what `--sample` wants, evenly.
fn load(context: &Context, args: &BenchSolveArgs, path: &Path) -> anyhow::Result<List> {
    let loaded = problems::load(path, context.terminal)?;
    let mut chosen = problems::select(loaded.problems, &args.only, None)?;
    if !args.all {
        chosen.retain(|problem| problem.expectation != Expectation::False);
    }
    if let Some(most) = args.sample.filter(|most| *most < chosen.len()) {
        let (all, most) = (chosen.len(), most.max(1));
        let mut kept = (0..most).map(|n| n * all / most).peekable();
        let mut at = 0..;
        chosen.retain(|_| at.next().is_some_and(|at| kept.next_if_eq(&at).is_some()));
    }
    if chosen.is_empty() {
        let none = format!("`{}` has no problem to work on", path.display());
        return Err(Failure::input(none).into());
    }
    let mut hasher = DefaultHasher::new();
    for problem in &chosen {
        (problem.id.as_str(), &problem.source, problem.hole.start).hash(&mut hasher);
    }
    Ok(List { title: loaded.title, problems: chosen, digest: hasher.finish() })
}

/// One run to be made: a list by an arm.
struct Cell<'a> {
    context: &'a Context,
    folder: &'a Path,
    list: &'a List,
    arm: &'a Arm,
}

impl Cell<'_> {
    fn conditions(&self, budget: Budget, lean: &str, seed: u64) -> anyhow::Result<Conditions> {
        let settings = &self.context.settings;
        let program = fs::metadata(&settings.program).context("cannot read the program's file")?;
        let changed = program.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Ok(Conditions {
            polya: env!("CARGO_PKG_VERSION").to_owned(),
            build: (program.len(), changed.map_or(0, |at| at.as_secs())),
            lean: lean.to_owned(),
            workers: settings.lean.workers.get(),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            problems: self.list.digest,
            budget,
            arm: self.arm.to_string(),
            seed,
        })
    }

    /// The result of the run with these conditions: kept, or made now. `None` if it was interrupted.
    fn done(&self, conditions: Conditions, place: &str) -> anyhow::Result<Option<Done>> {
        let name = format!(
            "{}.{}.{}.{}",
            file_name(&self.list.title),
            conditions.budget.slug(),
            conditions.arm,
            conditions.seed
        );
        let kept = self.folder.join(format!("{name}.json"));
        let known =
            fs::read(&kept).ok().and_then(|text| serde_json::from_slice::<Done>(&text).ok());
        if let Some(known) = known.filter(|known| known.conditions == conditions) {
            return Ok(Some(known));
        }
        let words =
            format!("{place}: `{}`, {}, seed {}", self.list.title, self.arm, conditions.seed);
        let task = self.task(&self.folder.join(&name), &conditions)?;
        let resumes = matches!(task, Task::Resume(_));
        let words = if resumes { format!("{words}, continued") } else { words };
        self.context.terminal.note(words);
        let Some(report) = self.run(&self.folder.join(&name), &conditions, task)? else {
            return Ok(None);
        };
        let done = done(conditions, self.list, &report);
        write(&kept, &serde_json::to_vec_pretty(&done)?)?;
        Ok(Some(done))
    }

    /// What is to be done: to continue the run that `folder` holds, or to begin one there.
    fn task(&self, folder: &Path, conditions: &Conditions) -> anyhow::Result<Task> {
        let marker = folder.join("conditions.json");
        let same = fs::read(&marker)
            .ok()
            .and_then(|text| serde_json::from_slice::<Conditions>(&text).ok())
            .is_some_and(|begun| begun == *conditions);
        let out = folder.join("runs");
        if same && let [run] = &runs::folders(&out)[..] {
            return Ok(Task::Resume(run.clone()));
        }
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("cannot remove `{}`", folder.display()))?;
        }
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
        write(&marker, &serde_json::to_vec_pretty(conditions)?)?;
        let place = Place::Kept { out, name: self.list.title.clone() };
        Ok(Task::New { problems: self.list.problems.clone(), malformed: Vec::new(), place })
    }

    fn run(
        &self,
        folder: &Path,
        conditions: &Conditions,
        task: Task,
    ) -> anyhow::Result<Option<Report>> {
        let mut settings = self.context.settings.clone();
        self.arm.apply(&mut settings, folder);
        settings.out = folder.join("runs");
        settings.seed = conditions.seed;
        match conditions.budget {
            Budget::Seconds(seconds) => {
                settings.budget.time_per_problem = Duration::from_secs_f64(seconds);
                settings.budget.checks_per_problem = None;
            }
            Budget::Checks(checks) => {
                settings.budget.time_per_problem = PATIENCE;
                settings.budget.checks_per_problem = Some(checks);
            }
        }
        let quiet = Terminal::new(ColorChoice::Never, Talk::Quiet);
        let finished = run::work(&Context { settings, terminal: quiet }, task)?;
        let complete = matches!(finished.state.phase, RunPhase::Finished(_));
        Ok(complete.then_some(finished.report))
    }
}

fn done(conditions: Conditions, list: &List, report: &Report) -> Done {
    let of_list = list.problems.iter().filter(|problem| problem.expectation == Expectation::False);
    let marked_false: BTreeSet<&ProblemId> = of_list.map(|problem| &problem.id).collect();
    let mut done = Done {
        conditions,
        list: list.title.clone(),
        seconds: report.seconds,
        checks: report.spent.checks,
        tokens: report.spent.tokens,
        problems: BTreeMap::new(),
        unstated: Vec::new(),
        false_accepted: report.false_accepted.iter().map(ToString::to_string).collect(),
    };
    for problem in &report.problems {
        let id = problem.id.to_string();
        if matches!(problem.end, Some(ProblemEnd::BadStatement { .. })) {
            done.unstated.push(id);
        } else if !marked_false.contains(&problem.id) {
            let outcome = Outcome {
                solved: problem.solved,
                seconds: problem.seconds,
                checks: problem.spent.checks,
                level: problem.level.clone(),
            };
            done.problems.insert(id, outcome);
        }
    }
    done
}

/// Writes a file so that it is there whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside: PathBuf = path.with_extension("new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("cannot write `{}`", path.display()))
}

/// The title of a list as a part of a file name.
fn file_name(title: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' };
    title.chars().map(plain).collect()
}
