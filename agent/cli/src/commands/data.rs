//! `polya data`: training data for a step model, from proofs that Polya found itself.
//!
//! A portion is a run of its own. Its keys are written first and its pairs last, under another name
//! until they are complete, so a portion whose pairs are there is done, and one that was cut off is
//! drawn again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use polya_agent::{
    data::{self, Batcher, Gate, Pair, Statement, StatementKey},
    graph::GoalState,
    ledger::Budget,
    models::CompactPrompt,
    orchestrator::Control,
    ranking::Ranked,
    schedule::{Rank, VoiceId, schedule},
    settings::RunSettings,
};
use polya_engine::{Engine, Place, runs, settings::UseTools};
use polya_memory::Mode;
use polya_problems::{Problem, ProblemId};

use crate::{
    args::DataArgs,
    commands::problems,
    context::{Context, block_on},
    exit::{Exit, Failure},
    interrupt,
    notices::TerminalNotices,
    quantity::show_count,
    terminal::{Terminal, say},
};

/// Checks for a statement, unless told otherwise: what needs more teaches little.
const CHECKS: u64 = 200;
/// Seconds for a statement, unless told otherwise; waiting for the judge counts.
const SECONDS: u64 = 90;
/// Statements under work at the same time: most of them wait for the judge.
const AT_ONCE: usize = 20;
/// Proofs that are judged together, and how long one waits for others.
const TOGETHER: usize = 12;
const PATIENCE: Duration = Duration::from_secs(8);

pub(crate) fn data(context: &Context, args: &DataArgs) -> anyhow::Result<Exit> {
    let folder = Folder::create(&args.folder)?;
    let kept: Vec<Problem> = args
        .keep
        .iter()
        .map(|list| problems::load(list, context.terminal).map(|list| list.problems))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    let toolchain = context.lean()?;
    let mut settings = context.settings.clone();
    // What was learnt from lists that are kept must not flow into the data.
    settings.memory.mode = Some(Mode::Off);
    settings.tools.used = UseTools::None;
    let context = Context { settings, terminal: context.terminal };
    block_on(async {
        let terminal = context.terminal;
        let control = interrupt::listen(move |text| terminal.note(text))?;
        let engine = context.engine(&toolchain).await?;
        let made = make(&context, args, &folder, &engine, kept, control).await;
        engine.shut_down().await;
        made
    })
}

async fn make(
    context: &Context,
    args: &DataArgs,
    folder: &Folder,
    engine: &Engine,
    kept: Vec<Problem>,
    control: Control,
) -> anyhow::Result<Exit> {
    let kept = Arc::new(keys(engine, &kept).await?);
    folder.write("kept.keys", &lines(kept.iter()))?;
    context.terminal.note(format_args!("{} statements are kept for measuring", kept.len()));
    let mut settings = engine.run_settings();
    settings.problems_at_once = context.settings.jobs.map_or(AT_ONCE, NonZeroUsize::get);
    settings.problem_budget = Budget {
        checks: Some(context.settings.budget.checks_per_problem.unwrap_or(CHECKS)),
        seconds: Some(SECONDS),
        ..settings.problem_budget
    };
    // All that the first rounds know is tried on each goal: what fails teaches, too.
    let mut parts = engine.parts();
    parts.retain(|part| ![Rank::Ranked, Rank::Provers].contains(&part.rank));
    parts.push(Ranked::part());
    settings.schedule = schedule(&parts);
    settings.schedule.retain(|round| round.voice != VoiceId::RANKED || round.pass > 0);
    settings.first_batch = settings.batch;
    let prompt = CompactPrompt::new()?;
    let portion = args.portion.max(1);
    let mut total = Totals::default();
    for number in 0..args.statements.div_ceil(portion) {
        let name = format!("{number:05}");
        if folder.has(&name) {
            total.add(&folder.pairs(&name)?);
            continue;
        }
        let began = Instant::now();
        let drawn = (number * portion..((number + 1) * portion).min(args.statements))
            .filter_map(|n| Some((n, data::draw(settings.seed, n, &engine.premises)?)));
        let drawn: Vec<(u64, Statement)> = drawn.collect();
        folder.write(&format!("statements/{name}.jsonl"), &listed(&drawn))?;
        let gate = Gate::new(
            Arc::clone(&engine.environment.prover),
            Arc::clone(&kept),
            folder.keys_before(&name)?,
        );
        let maker = Maker {
            folder,
            engine,
            settings: &settings,
            control: &control,
            terminal: context.terminal,
        };
        let Some((pairs, seen, asked)) = maker.portion(&drawn, gate, &kept, &prompt).await? else {
            return Ok(Exit::Interrupted);
        };
        folder.finish(&name, &seen, &pairs)?;
        total.add(&pairs);
        context.terminal.note(format_args!(
            "{}: {} drawn, {} proved, {} pairs, {} judgements, {:.0}s; {} pairs in all",
            name,
            drawn.len(),
            statements_of(&pairs),
            pairs.len(),
            asked,
            began.elapsed().as_secs_f64(),
            show_count(total.pairs as u64),
        ));
    }
    say(format_args!(
        "{} statements proved, {} states with tactics, in `{}`",
        total.statements,
        total.pairs,
        folder.0.display()
    ))?;
    Ok(Exit::Success)
}

/// What was drawn, as a list of problems.
fn listed(drawn: &[(u64, Statement)]) -> String {
    let lines_of = drawn.iter().map(|(number, statement)| {
        let problem = statement.problem(*number);
        let text = problem.before().trim_end().strip_prefix(statement.preamble.as_str());
        serde_json::json!({
            "name": problem.theorem,
            "header": statement.preamble,
            "formal_statement": text.unwrap_or_default(),
        })
    });
    lines(lines_of)
}

#[derive(Default)]
struct Totals {
    statements: usize,
    pairs: usize,
}

impl Totals {
    fn add(&mut self, pairs: &[Pair]) {
        self.statements += statements_of(pairs);
        self.pairs += pairs.len();
    }
}

fn statements_of(pairs: &[Pair]) -> usize {
    pairs.iter().map(|pair| &pair.statement).collect::<BTreeSet<_>>().len()
}

fn lines(items: impl Iterator<Item = impl std::fmt::Display>) -> String {
    items.fold(String::new(), |mut text, item| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{item}");
        text
    })
}

/// The keys of statements that are kept. One that does not elaborate has none.
async fn keys(engine: &Engine, kept: &[Problem]) -> anyhow::Result<BTreeSet<StatementKey>> {
    let mut keys = BTreeSet::new();
    for problem in kept {
        let goals = engine.environment.prover.goals(problem, engine.limits).await;
        let goals = goals.map_err(|error| {
            Failure::infrastructure(format!("`{}` cannot be kept: {error:?}", problem.id))
        })?;
        keys.insert(StatementKey::of(&GoalState(goals), problem.before()));
    }
    Ok(keys)
}

struct Maker<'a> {
    folder: &'a Folder,
    engine: &'a Engine,
    settings: &'a RunSettings,
    control: &'a Control,
    terminal: Terminal,
}

impl Maker<'_> {
    /// Proves what was drawn: pairs, keys of all statements worked on, judgements. `None` if it was
    /// interrupted.
    async fn portion(
        &self,
        drawn: &[(u64, Statement)],
        gate: Gate,
        kept: &BTreeSet<StatementKey>,
        prompt: &CompactPrompt,
    ) -> anyhow::Result<Option<(Vec<Pair>, BTreeSet<StatementKey>, u64)>> {
        let problems: Vec<Problem> = drawn.iter().map(|(n, s)| s.problem(*n)).collect();
        let by_id: BTreeMap<ProblemId, Problem> =
            problems.iter().map(|p| (p.id.clone(), p.clone())).collect();
        let statements =
            problems.iter().map(|p| p.id.clone()).zip(drawn.iter().map(|d| d.1.clone())).collect();
        let before = gate.seen();
        let gate = Arc::new(gate);
        let referee = Arc::clone(&self.engine.environment.referee);
        let batcher = Arc::new(Batcher::new(referee, statements, TOGETHER, PATIENCE));
        let settings = self.settings.clone();
        // Beside the data: a portion's log may be large.
        let scratch = tempfile::tempdir_in(&self.folder.0)?;
        let place = Place::Kept { out: scratch.path().to_owned(), name: "data".to_owned() };
        let mut run = self.engine.begin_as_is(problems, settings, &place)?;
        run.with_environment(|environment| {
            environment.prover = gate.clone();
            environment.referee = batcher.clone();
            environment.memory = None;
        });
        let finished = run.drive(self.control).finished().await?;
        if self.control.interrupt.is_cancelled() {
            return Ok(None);
        }
        let records = runs::read(&finished.folder, &TerminalNotices::new(self.terminal))?.records;
        let render =
            |state: &GoalState, problem: &Problem| prompt.of(state, problem).unwrap_or_default();
        let pairs = data::pairs(&records, &by_id, kept, render)?;
        let seen = gate.seen().difference(&before).copied().collect();
        Ok(Some((pairs, seen, batcher.judgements())))
    }
}

/// Where the data lies.
struct Folder(PathBuf);

impl Folder {
    fn create(path: &Path) -> anyhow::Result<Self> {
        for part in ["statements", "keys", "pairs"] {
            let part = path.join(part);
            fs::create_dir_all(&part).map_err(|error| {
                Failure::input(format!("cannot make `{}`: {error}", part.display()))
            })?;
        }
        Ok(Self(path.to_owned()))
    }

    fn has(&self, portion: &str) -> bool {
        self.0.join(format!("pairs/{portion}.jsonl")).exists()
    }

    fn pairs(&self, portion: &str) -> anyhow::Result<Vec<Pair>> {
        let path = self.0.join(format!("pairs/{portion}.jsonl"));
        let text = fs::read_to_string(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        text.lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(|| format!("`{}` is damaged; delete it to draw it again", path.display()))
    }

    /// Keys of the portions before this one.
    fn keys_before(&self, portion: &str) -> anyhow::Result<BTreeSet<StatementKey>> {
        let mut keys = BTreeSet::new();
        for entry in fs::read_dir(self.0.join("keys"))? {
            let path = entry?.path();
            if path.file_stem().is_some_and(|stem| stem.to_string_lossy().as_ref() < portion) {
                let text = fs::read_to_string(&path)?;
                keys.extend(text.lines().filter_map(|line| line.parse::<StatementKey>().ok()));
            }
        }
        Ok(keys)
    }

    fn finish(
        &self,
        portion: &str,
        keys: &BTreeSet<StatementKey>,
        pairs: &[Pair],
    ) -> anyhow::Result<()> {
        self.write(&format!("keys/{portion}.keys"), &lines(keys.iter()))?;
        let json: Vec<String> =
            pairs.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        self.write(&format!("pairs/{portion}.jsonl"), &lines(json.iter()))
    }

    fn write(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let path = self.0.join(name);
        let draft = path.with_extension("tmp");
        fs::write(&draft, text)
            .and_then(|()| fs::rename(&draft, &path))
            .with_context(|| format!("cannot write `{}`", path.display()))
    }
}
