//! What a run's log tells beside its final state: which candidates were tried where and what Lean
//! answered, when proofs were accepted, and why others were not.

use std::collections::BTreeMap;

use polya_agent::{
    candidate::Candidate,
    event::{Event, OutcomeNote, ProblemEnd, Record, Ruling},
    graph::GoalId,
    report::contributor,
};
use polya_problems::ProblemId;
use rustc_hash::FxHashMap;

/// Candidates of one goal that are shown though they failed: the first that leaves enough room is taken.
const FAILURES: [usize; 8] = [400, 200, 100, 50, 25, 12, 6, 3];
/// Candidates that one page has room for. A night's run tries millions, and its page is to open in
/// seconds.
const ROOM: usize = 500_000;

/// One candidate and what Lean answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt<'r> {
    pub(crate) candidate: &'r Candidate,
    pub(crate) outcome: &'r OutcomeNote,
}

/// How candidates of one contributor fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Candidates that closed their goal.
    pub closed: u64,
    /// Candidates that left goals.
    pub progress: u64,
    /// Candidates that failed, were refused, or reached a limit.
    pub failed: u64,
}

impl Tally {
    /// All candidates.
    pub fn all(self) -> u64 {
        self.closed + self.progress + self.failed
    }
}

/// What the records tell of one problem.
#[derive(Debug, Default)]
pub(crate) struct Past<'r> {
    pub(crate) attempts: BTreeMap<GoalId, Vec<Attempt<'r>>>,
    /// Why the judge did not accept a proof, one entry for each time.
    pub(crate) rejections: Vec<String>,
    /// What went wrong outside mathematics.
    pub(crate) troubles: Vec<String>,
    /// How goals were shown to be unprovable.
    pub(crate) refutations: BTreeMap<GoalId, &'r str>,
    /// Where the statement goes wrong: line from 1, column from 0.
    pub(crate) place: Option<(u32, Option<u32>)>,
}

/// What the records tell.
#[derive(Debug, Default)]
pub(crate) struct History<'r> {
    pub(crate) program: &'r str,
    pub(crate) problems: FxHashMap<&'r ProblemId, Past<'r>>,
    /// Active milliseconds at which problems were first solved.
    pub(crate) solved_ms: FxHashMap<&'r ProblemId, u64>,
    pub(crate) contributors: BTreeMap<String, Tally>,
}

impl<'r> History<'r> {
    pub(crate) fn of(records: &'r [Record]) -> Self {
        let mut history = Self::default();
        let mut sent: FxHashMap<(&ProblemId, u32), (GoalId, &'r [Candidate])> =
            FxHashMap::default();
        for record in records {
            match &record.event {
                Event::RunStarted { program, .. } => history.program = program,
                Event::BatchSent { problem, batch, goal, candidates, .. } => {
                    sent.insert((problem, *batch), (*goal, candidates));
                }
                Event::OutcomesReceived { problem, batch, outcomes, .. } => {
                    if let Some((goal, candidates)) = sent.remove(&(problem, *batch)) {
                        history.tried(problem, goal, candidates, outcomes);
                    }
                }
                Event::ProblemFinished { problem, end: ProblemEnd::Proved, .. } => {
                    history.solved_ms.entry(problem).or_insert(record.active_ms);
                }
                event => history.note(event),
            }
        }
        history
    }

    /// How many failures of each goal are shown.
    pub(crate) fn most_failures(&self) -> usize {
        let goals = self.problems.values().flat_map(|past| past.attempts.values());
        most_failures(&goals.map(Vec::len).collect::<Vec<_>>(), ROOM)
    }

    fn tried(
        &mut self,
        problem: &'r ProblemId,
        goal: GoalId,
        candidates: &'r [Candidate],
        outcomes: &'r [OutcomeNote],
    ) {
        let attempts = self.problems.entry(problem).or_default().attempts.entry(goal).or_default();
        for (candidate, outcome) in candidates.iter().zip(outcomes) {
            attempts.push(Attempt { candidate, outcome });
            let who = contributor(&candidate.source);
            if !self.contributors.contains_key(who) {
                self.contributors.insert(who.to_owned(), Tally::default());
            }
            let Some(tally) = self.contributors.get_mut(who) else { continue };
            match outcome {
                OutcomeNote::Closed => tally.closed += 1,
                OutcomeNote::Progress(_) => tally.progress += 1,
                OutcomeNote::Infrastructure(_) => {}
                _ => tally.failed += 1,
            }
        }
    }

    fn note(&mut self, event: &'r Event) {
        let Some(problem) = event.problem() else { return };
        let past = self.problems.entry(problem).or_default();
        match event {
            Event::Verdict { ruling: Ruling::Rejected { reason }, .. } => {
                past.rejections.push(format!("rejected: {reason}"));
            }
            Event::Verdict { ruling: Ruling::Undecided { reason }, .. } => {
                past.rejections.push(format!("undecided: {reason}"));
            }
            Event::Trouble { doing, message, .. } => {
                past.troubles.push(format!("{doing}: {message}"));
            }
            Event::ToolFailed { message, .. } => past.troubles.push(message.clone()),
            Event::GoalRefuted { goal, reason, .. } => {
                past.refutations.insert(*goal, reason);
            }
            Event::ProblemRejected { line: Some(line), column, .. } => {
                past.place = Some((*line, *column));
            }
            _ => {}
        }
    }
}

/// How many failures are shown of each of the goals with so many candidates, if there is room for so many
/// in all.
fn most_failures(candidates: &[usize], room: usize) -> usize {
    let fits =
        |most: &usize| candidates.iter().map(|count| *count.min(most)).sum::<usize>() <= room;
    FAILURES.into_iter().find(fits).unwrap_or(FAILURES[FAILURES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_was_tried_the_less_of_it_is_shown() {
        assert_eq!(most_failures(&[], 100), 400);
        assert_eq!(most_failures(&[1_000, 2, 3], 405), 400);
        assert_eq!(most_failures(&[1_000, 2, 3], 404), 200);
        assert_eq!(most_failures(&[50; 10], 100), 6);
        assert_eq!(most_failures(&[50; 100], 100), 3, "something is shown of each");
    }
}
