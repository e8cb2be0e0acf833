//! What the log of a run says about how its problems were proved: each state on the way of an
//! accepted proof, the tactic that went on from there, and those that did not help.

use std::collections::{BTreeMap, BTreeSet};

use polya_problems::{Problem, ProblemId};
use serde::{Deserialize, Serialize};

use super::StatementKey;
use crate::{
    event::{Event, OutcomeNote, Record},
    graph::{GoalId, GoalState},
    state::{ReplayError, RunState},
    worker::Definitions,
};

/// Failed tactics that are kept for a state.
const FAILED: usize = 48;
/// Other tactics that closed the state, as far as Lean can tell.
const ALSO: usize = 12;
/// Longest tactic in bytes.
const LONGEST: usize = 240;

/// A state on the way of an accepted proof, and what was done there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Key of the problem's statement.
    pub statement: String,
    /// Key of the state.
    pub state: String,
    /// Family of the statement.
    pub family: String,
    /// What a model is shown.
    pub prompt: String,
    /// Names in the prompt that could as well be others: variables, hypotheses, own functions.
    pub names: Vec<String>,
    /// The proof's tactic, on one line.
    pub tactic: String,
    /// Who proposed it.
    pub by: String,
    /// Other tactics after which Lean saw no goal left; the judge did not see them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also: Vec<String>,
    /// Tactics that failed here.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub failed: Vec<String>,
    /// Tactics that left goals here and are not in the proof.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub left: Vec<String>,
}

/// The pairs of a run's accepted proofs. States in `kept` are left out; `render` makes a prompt of
/// a state of a problem.
pub fn pairs(
    records: &[Record],
    problems: &BTreeMap<ProblemId, Problem>,
    kept: &BTreeSet<StatementKey>,
    render: impl Fn(&GoalState, &Problem) -> String,
) -> Result<Vec<Pair>, ReplayError> {
    let run = RunState::replay(records)?;
    let tried = Tried::of(records);
    let mut found = Vec::new();
    for id in run.solved() {
        let (Some(state), Some(problem)) = (run.problem(id), problems.get(id)) else { continue };
        let Some(graph) = state.search.as_ref().map(|search| &search.graph) else { continue };
        let Some(script) = graph.proof() else { continue };
        let definitions = Definitions::read(problem.before());
        let statement = StatementKey::of(&graph.goal(graph.root()).state, problem.before());
        let mut seen = BTreeSet::new();
        for id_of_step in script.steps {
            let step = graph.step(id_of_step);
            let goal = &graph.goal(step.goal).state;
            let Some(tactic) = one_line(&step.tactic) else { continue };
            let key = StatementKey::of(goal, problem.before());
            if goal.is_coupled() || kept.contains(&key) || !seen.insert(step.goal) {
                continue;
            }
            let accessible = goal.main().hypotheses.iter().filter(|h| h.accessible);
            let mut names: Vec<String> = accessible.map(|h| h.name.clone()).collect();
            names.extend(definitions.names().map(str::to_owned));
            let here = tried.at(id, step.goal);
            let lines = |tactics: &[String], most: usize| -> Vec<String> {
                let others = tactics.iter().filter_map(|t| one_line(t));
                others.filter(|t| *t != tactic).take(most).collect()
            };
            found.push(Pair {
                statement: statement.to_string(),
                state: key.to_string(),
                family: problem.level.clone().unwrap_or_default(),
                prompt: render(goal, problem),
                names,
                also: lines(&here.closed, ALSO),
                failed: lines(&here.failed, FAILED),
                left: lines(&here.left, FAILED),
                by: step.source.to_string(),
                tactic,
            });
        }
    }
    Ok(found)
}

/// What came of tactics at one goal.
#[derive(Clone, Debug, Default)]
struct AtGoal {
    closed: Vec<String>,
    failed: Vec<String>,
    left: Vec<String>,
}

#[derive(Default)]
struct Tried<'a> {
    at: BTreeMap<(&'a ProblemId, GoalId), AtGoal>,
}

impl<'a> Tried<'a> {
    fn of(records: &'a [Record]) -> Self {
        let mut tried = Self::default();
        let mut open = BTreeMap::new();
        for record in records {
            match &record.event {
                Event::BatchSent { problem, batch, goal, candidates, .. } => {
                    open.insert((problem, *batch), (*goal, candidates));
                }
                Event::OutcomesReceived { problem, batch, outcomes, .. } => {
                    let Some((goal, candidates)) = open.remove(&(problem, *batch)) else {
                        continue;
                    };
                    let here = tried.at.entry((problem, goal)).or_default();
                    for (candidate, outcome) in candidates.iter().zip(outcomes) {
                        let list = match outcome {
                            OutcomeNote::Closed => &mut here.closed,
                            OutcomeNote::Failed(_) => &mut here.failed,
                            OutcomeNote::Progress(_) => &mut here.left,
                            _ => continue,
                        };
                        list.push(candidate.tactic.to_string());
                    }
                }
                _ => {}
            }
        }
        tried
    }

    fn at(&self, problem: &'a ProblemId, goal: GoalId) -> AtGoal {
        self.at.get(&(problem, goal)).cloned().unwrap_or_default()
    }
}

/// The tactic on one line, if it can be written so without a change of meaning: lines that begin
/// in column 0 are joined by `;`, unless one with alternatives comes before another.
pub(crate) fn one_line(tactic: &str) -> Option<String> {
    let lines: Vec<&str> = tactic.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
    let indented = lines.iter().any(|line| line.starts_with([' ', '·', '|']));
    let (_, before_last) = lines.split_last()?;
    if indented || before_last.iter().any(|line| line.contains(" with")) {
        return None;
    }
    let joined = lines.join("; ");
    (joined.len() <= LONGEST).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tactics_of_several_lines_become_one_where_that_means_the_same() {
        let line = |text: &str| one_line(text);
        assert_eq!(line("intro x\nsimp").as_deref(), Some("intro x; simp"));
        let last = "intro n\ninduction n with | zero => ?_ | succ n ih => ?_";
        assert!(line(last).is_some_and(|l| l.starts_with("intro n; induction n with | zero")));
        assert_eq!(line("induction n with | zero => ?_ | succ n ih => ?_\nsimp"), None);
        assert_eq!(line("constructor\n· simp\n· omega"), None);
        assert_eq!(line("calc a = b := h\n  _ = c := h'"), None);
        assert_eq!(line(""), None);
    }
}
