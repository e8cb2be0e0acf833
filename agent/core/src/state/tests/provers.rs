//! Lean's provers in a run: beside the rules, with limits and a share of the time of their own.

use polya_lean::check::Outcome;

use super::*;
use crate::{graph::GoalId, voice::ProversOf};

/// Their place in the schedule.
const PROVERS: u32 = 2;

fn with_provers() -> RunSettings {
    let round = |voice, pass, penalty| Round::free(voice, pass, penalty);
    let schedule = vec![
        round(VoiceId::RULES, 0, 0.0),
        round(VoiceId::RULES, 1, -0.5),
        Round { checks: 4, ..round(VoiceId::PROVERS, 0, -0.6) },
        round(VoiceId::RULES, 2, -2.0),
    ];
    RunSettings { schedule, ..settings() }
}

fn is_of_provers(call: &Effect) -> bool {
    matches!(call, Effect::Propose { round: PROVERS, .. })
}

impl Simulation {
    fn of(number: u32) -> Self {
        Self::new(vec![toy::problem("p", number)], with_provers(), World::default())
    }

    /// Goals about which provers are being asked.
    fn with_provers(&self) -> Vec<GoalId> {
        let asked = self.calls.iter().filter_map(|call| match call {
            Effect::Propose { goal, round: PROVERS, .. } => Some(*goal),
            _ => None,
        });
        asked.collect()
    }

    /// Answers so many calls of others than provers.
    fn go_on(&mut self, calls: usize) {
        for _ in 0..calls {
            let other = self.calls.iter().position(|call| !is_of_provers(call));
            self.answer(other.expect("the rules have work"));
        }
    }

    /// Answers the question to provers.
    fn provers_answer(&mut self, proposals: Proposals) {
        let place = self.calls.iter().position(is_of_provers).expect("they are asked");
        let Some(Effect::Propose { problem, goal, round, .. }) = self.calls.remove(place) else {
            unreachable!("it was looked for")
        };
        self.step(Input::Proposed { problem, goal, round, result: Ok(proposals) });
    }

    fn graph(&self) -> &crate::graph::Graph {
        &self.state.problems[&ProblemId::new("p")].search.as_ref().unwrap().graph
    }
}

#[test]
fn provers_follow_the_first_rules_hold_nobody_up_and_have_a_share_of_the_time() {
    let mut run = Simulation::of(10_000);
    run.go_on(4);
    assert_eq!(run.with_provers(), [], "the rules' first rounds come before");
    run.go_on(40);
    assert_eq!(run.with_provers(), [run.graph().root()], "one goal at a time");
    assert!(run.graph().goals().len() > 6, "the rules go on");
    // They took a long time, and others have work.
    run.clock += 100_000;
    run.provers_answer(Proposals::default());
    run.go_on(20);
    assert_eq!(run.with_provers(), []);
    run.clock += 400_000;
    run.go_on(1);
    let asked = run.with_provers();
    assert!(asked.len() == 1 && asked[0] != run.graph().root(), "{asked:?}");
}

#[test]
fn what_was_too_slow_for_the_rules_is_tried_again_with_the_limits_of_provers() {
    let mut run = Simulation::of(1);
    run.answer(0);
    run.answer(0);
    let Some(Effect::Check { problem, batch, tactics, limits, .. }) = run.calls.pop_front() else {
        panic!("the rules' first candidates are checked")
    };
    assert_eq!((tactics.len(), limits), (2, run.state.settings.limits));
    let failed = Outcome::Failed { message: "no".to_owned(), line: None };
    run.step(Input::Checked { problem, batch, outcomes: vec![Outcome::TimedOut, failed] });
    while run.with_provers().is_empty() {
        run.go_on(1);
    }
    let candidates = ["done", "nothing", "exact? using h", "simp?"]
        .map(|tactic| Candidate::new(tactic, Source::prover("p"), 0.5))
        .to_vec();
    let spent = Amounts::checks(3);
    let provers = Some(ProversOf { header: "h".into(), names: Arc::from([Arc::from("done")]) });
    run.provers_answer(Proposals { candidates, spent, provers, ..Proposals::default() });
    let checks = run.calls.iter().filter_map(|call| match call {
        Effect::Check { tactics, limits, .. } if *limits == run.state.settings.prover_limits => {
            Some(tactics.iter().map(|tactic| &**tactic).collect::<Vec<_>>())
        }
        _ => None,
    });
    let checks: Vec<_> = checks.collect();
    assert_eq!(checks, [["simp", "done"]], "failed before, or a question: left out");
    assert_eq!(run.state.ledger.problem(&ProblemId::new("p")).spent.checks, 2 + 3 + dec(&run));
    assert_eq!(run.state.provers["h"].len(), 1);
    let again = RunState::replay(&run.records).unwrap();
    assert_eq!(digest(&again), digest(&run.state), "the log knows what Lean has");
}

/// Checks of the rules' second round.
fn dec(run: &Simulation) -> u64 {
    let second = run.records.iter().filter_map(|record| match &record.event {
        Event::OutcomesReceived { batch, outcomes, .. } if *batch > 0 => Some(outcomes.len()),
        _ => None,
    });
    second.sum::<usize>() as u64
}
