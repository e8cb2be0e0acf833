//! How a run is going, while it goes: bars on a terminal, a line for each finished problem anywhere.

use std::{
    collections::VecDeque,
    path::PathBuf,
    time::{Duration, Instant},
};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use polya_agent::{
    event::{Event, ProblemEnd, Record},
    progress::{Progress, why},
};
use polya_problems::{Expectation, ProblemId};
use rustc_hash::FxHashMap;

use crate::{
    quantity::{counted, show_count, show_duration},
    terminal::{Terminal, cleaned},
};

/// Lines for what happens, above the bars if there are any.
pub(crate) struct Lines {
    terminal: Terminal,
    bars: Option<MultiProgress>,
    started_ms: FxHashMap<ProblemId, u64>,
    checks: FxHashMap<ProblemId, u64>,
    /// Where the problems are written, and what the list says of their truth.
    problems: FxHashMap<ProblemId, (PathBuf, Expectation)>,
    /// Where a statement goes wrong.
    places: FxHashMap<ProblemId, String>,
}

/// Two lines that change.
pub(crate) struct Bars {
    all: MultiProgress,
    problems: ProgressBar,
    work: ProgressBar,
    /// Checks spent at past moments, for their rate.
    past: VecDeque<(Instant, u64)>,
}

/// Over how long the rate of checks is taken.
const WINDOW: Duration = Duration::from_secs(5);

impl Lines {
    pub(crate) fn new(terminal: Terminal, bars: Option<&Bars>) -> Self {
        Self {
            terminal,
            bars: bars.map(|bars| bars.all.clone()),
            started_ms: FxHashMap::default(),
            checks: FxHashMap::default(),
            problems: FxHashMap::default(),
            places: FxHashMap::default(),
        }
    }

    /// Says where the problems are written, and what the list says of their truth.
    pub(crate) fn knows(&mut self, problems: FxHashMap<ProblemId, (PathBuf, Expectation)>) {
        self.problems = problems;
    }

    /// Says something above the bars, from anywhere.
    pub(crate) fn voice(&self) -> impl Fn(&str) + Send + 'static {
        let (terminal, bars) = (self.terminal, self.bars.clone());
        move |message| match &bars {
            Some(bars) => bars.suspend(|| terminal.note(message)),
            None => terminal.note(message),
        }
    }

    /// Says what a record means to somebody who watches, if anything.
    pub(crate) fn record(&mut self, record: &Record) {
        match &record.event {
            Event::ProblemStarted { problem } => {
                self.started_ms.insert(problem.clone(), record.active_ms);
            }
            Event::OutcomesReceived { problem, spent, .. } => {
                *self.checks.entry(problem.clone()).or_default() += spent.checks;
            }
            Event::Trouble { problem, doing, message, attempt } => {
                let text = format!("{problem}: {doing}: {message} (attempt {attempt})");
                self.above(|terminal| terminal.warning(text));
            }
            // One line for each time that it goes, however often it is tried meanwhile.
            Event::ModelFailed { message, failures: 1, .. } => {
                let text = format!("continuing without the model for now: {}", one_line(message));
                self.above(|terminal| terminal.warning(text));
            }
            Event::ModelAnswered { failing_ms, .. } => {
                let time = show_duration(Duration::from_millis(*failing_ms));
                let text = format!("the model answers again, after {time}");
                self.above(|terminal| terminal.note(text));
            }
            Event::CounterexampleFound { problem, counterexample, .. } => {
                let says =
                    if counterexample.confirmed { "" } else { ", which Lean does not confirm" };
                let text = format!("{problem}: {}{says}", one_line(&counterexample.to_string()));
                self.above(|terminal| terminal.note(text));
            }
            Event::ToolFailed { problem, message } => {
                let text = format!("{problem}: {}", one_line(message));
                self.above(|terminal| terminal.warning(text));
            }
            Event::ProblemRejected { problem, line: Some(line), column, .. } => {
                let file = self.problems.get(problem).map(|(path, _)| path.display().to_string());
                let column = column.map_or(String::new(), |column| format!(":{}", column + 1));
                let place = format!("{}:{line}{column}: ", file.unwrap_or_default());
                self.places.insert(problem.clone(), place);
            }
            Event::ProblemFinished { problem, end, .. } => {
                let line = self.finished(problem, end, record.active_ms);
                self.above(|terminal| terminal.note(line));
            }
            _ => {}
        }
    }

    fn finished(&self, problem: &ProblemId, end: &ProblemEnd, now_ms: u64) -> String {
        let paint = self.terminal.err();
        // What an earlier process spent on it is in the report.
        let cost = self.started_ms.get(problem).map_or(String::new(), |started| {
            let time = show_duration(Duration::from_millis(now_ms.saturating_sub(*started)));
            let checks = self.checks.get(problem).copied().unwrap_or(0);
            format!("{time}, {}", counted(checks, "check"))
        });
        let cost = paint.dim(cost);
        match end {
            ProblemEnd::Proved
                if self.problems.get(problem).is_some_and(|(_, e)| *e == Expectation::False) =>
            {
                format!(
                    "{}  {problem}  (marked false, but a proof was accepted)",
                    paint.red("solved")
                )
            }
            ProblemEnd::Proved => format!("{}  {problem}  {cost}", paint.green("solved")),
            ProblemEnd::BadStatement { message } => {
                let place = self.places.get(problem).map_or("", String::as_str);
                format!("{}     {problem}  {place}{}", paint.red("bad"), one_line(message))
            }
            ProblemEnd::Infrastructure { message } => {
                format!("{}  {problem}  {}", paint.red("failed"), one_line(message))
            }
            other => format!("{}    {problem}  {}  {cost}", paint.yellow("open"), why(other)),
        }
    }

    fn above(&self, say: impl FnOnce(Terminal)) {
        match &self.bars {
            Some(bars) => bars.suspend(|| say(self.terminal)),
            None => say(self.terminal),
        }
    }
}

/// A message of several lines on one, shortened.
pub(crate) fn one_line(message: &str) -> String {
    let mut line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(200) {
        line.truncate(end);
        line.push('…');
    }
    line
}

impl Bars {
    /// Bars, if the terminal can draw them.
    pub(crate) fn new(terminal: Terminal) -> Option<Self> {
        if !terminal.draws {
            return None;
        }
        let all = MultiProgress::with_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        let style = |template: &str| {
            ProgressStyle::with_template(template)
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("━╸─")
        };
        let bar = if terminal.err().is_on() { "{bar:24.cyan}" } else { "{bar:24}" };
        let problems = format!("{bar} {{pos}}/{{len}} problems · {{wide_msg}}");
        let problems = all.add(ProgressBar::new(0).with_style(style(&problems)));
        let work = all.add(ProgressBar::new_spinner().with_style(style("{wide_msg}")));
        Some(Self { all, problems, work, past: VecDeque::new() })
    }

    /// Shows how far the run is.
    pub(crate) fn show(&mut self, progress: &Progress) {
        let now = Instant::now();
        self.past.push_back((now, progress.spent.checks));
        while self.past.front().is_some_and(|(at, _)| now.duration_since(*at) > WINDOW) {
            self.past.pop_front();
        }
        let rate = self.past.front().map_or(0.0, |(at, checks)| {
            let since = now.duration_since(*at).as_secs_f64().max(1.0);
            progress.spent.checks.saturating_sub(*checks) as f64 / since
        });
        self.problems.set_length(progress.problems as u64);
        self.problems.set_position(progress.finished as u64);
        let active: Vec<_> = progress
            .active
            .iter()
            .map(|problem| {
                let id = problem.id.as_str();
                let name = id.rsplit_once("::").map_or(id, |(_, name)| name);
                if problem.judging { format!("{name} (judging)") } else { name.to_owned() }
            })
            .collect();
        // The bars are drawn by another hand than the printer's.
        let active = cleaned(&active.join(", "));
        self.problems.set_message(format!("{} solved · {active}", progress.solved));

        let goals: usize = progress.goals;
        let mut parts = vec![
            counted(goals as u64, "goal"),
            format!("{rate:.0} checks/s"),
            part("checks", progress.spent.checks, progress.left_checks),
        ];
        if progress.spent.tokens > 0 || progress.left_tokens.is_some() {
            parts.push(part("tokens", progress.spent.tokens, progress.left_tokens));
        }
        let active = show_duration(Duration::from_millis(progress.active_ms));
        parts.push(match progress.left_ms {
            Some(left) => format!("{active}, {} left", show_duration(Duration::from_millis(left))),
            None => active,
        });
        self.work.set_message(parts.join(" · "));
    }

    /// Takes the bars away.
    pub(crate) fn end(&self) {
        self.problems.finish_and_clear();
        self.work.finish_and_clear();
    }
}

fn part(what: &str, spent: u64, left: Option<u64>) -> String {
    match left {
        Some(left) => format!("{} {what}, {} left", show_count(spent), show_count(left)),
        None => format!("{} {what}", show_count(spent)),
    }
}
