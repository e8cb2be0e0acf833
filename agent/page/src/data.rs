//! A search graph as compact data for the page's script: columns of numbers, and every text once.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::{
    markup::{shortened, visible},
    view::{AttemptView, GraphView, Outcome, Stand},
};

/// Characters of one text; the report of a run is no place for more.
const LONGEST: usize = 4_000;
/// Characters of a goal's one line.
const LINE: usize = 240;

/// What the script reads. `page.js` says how.
#[derive(Debug, Serialize)]
pub(crate) struct Data {
    texts: Vec<String>,
    goals: Vec<Goal>,
    steps: Vec<Step>,
    way: Vec<usize>,
    proved: bool,
}

/// Stand, line, text, depth, prior, visits, tried, complete, step above or −1, other steps above,
/// steps, attempts, attempts left out, refutation or −1.
#[derive(Debug, Serialize)]
struct Goal(
    u8,
    usize,
    usize,
    u32,
    String,
    u32,
    u32,
    u8,
    i64,
    Vec<usize>,
    Vec<usize>,
    Vec<Attempt>,
    usize,
    i64,
);

/// Stand, goal, tactic, source, prior, ranked, banned, goals.
#[derive(Debug, Serialize)]
struct Step(u8, usize, usize, usize, String, u8, u8, Vec<usize>);

/// Tactic, source, prior, belief, helped, outcome, message. Texts that are absent are −1.
#[derive(Debug, Serialize)]
struct Attempt(usize, usize, usize, i64, u8, usize, i64);

/// Texts by their numbers.
#[derive(Debug, Default)]
struct Texts {
    all: Vec<String>,
    numbers: FxHashMap<String, usize>,
}

impl Texts {
    fn number(&mut self, text: &str, most: usize) -> usize {
        let text = shortened(text, most);
        let text = visible(&text);
        if let Some(number) = self.numbers.get(&*text) {
            return *number;
        }
        let number = self.all.len();
        self.all.push(text.clone().into_owned());
        self.numbers.insert(text.into_owned(), number);
        number
    }

    fn optional(&mut self, text: Option<&str>) -> i64 {
        text.map_or(-1, |text| signed(self.number(text, LONGEST)))
    }

    fn attempt(&mut self, attempt: &AttemptView) -> Attempt {
        let helped = matches!(attempt.outcome, Outcome::Closed | Outcome::Progress(_));
        let message = Some(attempt.message.as_str()).filter(|message| !message.is_empty());
        let belief = attempt.belief.map(crate::quantity::chance);
        Attempt(
            self.number(&attempt.tactic, LONGEST),
            self.number(&attempt.source, LONGEST),
            self.number(&crate::quantity::chance(attempt.log_prior), LONGEST),
            self.optional(belief.as_deref()),
            helped.into(),
            self.number(&attempt.outcome.word(), LONGEST),
            self.optional(message),
        )
    }
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(-1)
}

fn stand(stand: Stand) -> u8 {
    match stand {
        Stand::Open => 0,
        Stand::Proved => 1,
        Stand::Exhausted => 2,
        Stand::Refuted => 3,
    }
}

impl Data {
    pub(crate) fn of(graph: &GraphView) -> Self {
        let mut texts = Texts::default();
        let goals = graph.goals.iter().map(|goal| {
            Goal(
                stand(goal.stand),
                texts.number(&goal.target, LINE),
                texts.number(&goal.text, LONGEST),
                goal.depth,
                crate::quantity::chance(goal.log_prior),
                goal.visits,
                goal.tried,
                goal.complete.into(),
                goal.under.map_or(-1, signed),
                goal.also_under.clone(),
                goal.steps.clone(),
                goal.attempts.iter().map(|attempt| texts.attempt(attempt)).collect(),
                goal.attempts_left_out,
                texts.optional(goal.refutation.as_deref()),
            )
        });
        let goals = goals.collect();
        let steps = graph.steps.iter().map(|step| {
            Step(
                stand(step.stand),
                step.goal,
                texts.number(&step.tactic, LONGEST),
                texts.number(&step.source, LONGEST),
                crate::quantity::chance(step.log_prior),
                step.ranked.into(),
                step.banned.into(),
                step.goals.clone(),
            )
        });
        let steps = steps.collect();
        Self { texts: texts.all, goals, steps, way: graph.way.clone(), proved: graph.proved }
    }
}
