use std::{collections::VecDeque, sync::Arc, time::Duration};

use polya_lean::check::Site;
use polya_problems::Problem;
use proptest::prelude::*;

use super::*;
use crate::{
    candidate::{Candidate, Source},
    clock::Timestamp,
    event::{ProblemHead, Ruling},
    graph::GoalState,
    ledger::{Amounts, Budget},
    refutation::Refutations,
    schedule::{Round, VoiceId},
    select::Strategy as Selection,
    settings::RunSettings,
    toy::{self, World},
    voice::Proposals,
};

mod models;
mod provers;

fn settings() -> RunSettings {
    let round = |pass, penalty| Round::free(VoiceId::RULES, pass, penalty);
    RunSettings {
        schedule: vec![round(0, 0.0), round(1, -0.5), round(2, -1.0)],
        batch: 3,
        problem_budget: Budget { checks: Some(600), judgements: Some(5), ..Budget::default() },
        ..RunSettings::default()
    }
}

/// A driver without tokio, disk or clock: calls are answered one after the other, in the order that
/// `pick` says.
struct Simulation {
    state: RunState,
    problems: Vec<Problem>,
    world: World,
    calls: VecDeque<Effect>,
    records: Vec<Record>,
    saved: Vec<ProblemId>,
    clock: u64,
    done: bool,
}

impl Simulation {
    fn new(problems: Vec<Problem>, settings: RunSettings, world: World) -> Self {
        let mut simulation = Self::with(RunState::default(), problems, world, Vec::new());
        let head = |p: &Problem| ProblemHead {
            id: p.id.clone(),
            theorem: p.theorem.clone(),
            level: None,
            expectation: p.expectation,
            hash: String::new(),
        };
        let started = Event::RunStarted {
            settings: Box::new(settings),
            problems: simulation.problems.iter().map(head).collect(),
            list_hash: String::new(),
            toolchain: "toy".to_owned(),
            program: String::new(),
        };
        simulation.begin(started);
        simulation
    }

    fn with(state: RunState, problems: Vec<Problem>, world: World, records: Vec<Record>) -> Self {
        let clock = state.active_ms;
        let (calls, saved) = (VecDeque::new(), Vec::new());
        Self { state, problems, world, calls, records, saved, clock, done: false }
    }

    /// A new process that goes on after the first `kept` records of this one.
    fn killed_after(mut self, kept: usize) -> Self {
        self.records.truncate(kept);
        let state = RunState::replay(&self.records).unwrap();
        let mut next = Self::with(state, self.problems, self.world, self.records);
        next.saved = self.saved;
        next.begin(Event::Resumed { program: String::new() });
        next
    }

    fn now(&mut self) -> Now {
        self.clock += 1;
        let time = Timestamp::from_unix(Duration::from_millis(self.clock));
        Now { time, active_ms: self.clock }
    }

    fn begin(&mut self, event: Event) {
        let now = self.now();
        let effects = self.state.start(&now, event);
        self.take(effects);
        self.step(Input::Tick);
    }

    fn step(&mut self, input: Input) {
        let now = self.now();
        let effects = self.state.step(&now, input);
        self.take(effects);
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Record(record) => self.records.push(record),
                Effect::SaveProof { problem, .. } => self.saved.push(problem),
                Effect::Cancel { problem } => self.calls.retain(|call| id_of(call) != &problem),
                Effect::Done => self.done = true,
                call => self.calls.push_back(call),
            }
        }
    }

    fn answer(&mut self, pick: usize) {
        if self.calls.is_empty() {
            return self.step(Input::Tick);
        }
        let call = self.calls.remove(pick % self.calls.len()).unwrap();
        let input = self.answer_to(call);
        self.step(input);
    }

    /// What the toy world answers.
    fn answer_to(&mut self, call: Effect) -> Input {
        let id = id_of(&call).clone();
        let problem = self.problems.iter().find(|p| p.id == id).unwrap();
        match call {
            Effect::Prepare { problem: id, .. } => {
                let number = problem.before()["theorem t : ".len()..].split(' ').next().unwrap();
                let state = GoalState::single(toy::goal(number.parse().unwrap()));
                let result = Ok(Preparation {
                    state,
                    plan: Vec::new(),
                    chance: 0.5,
                    refutations: Refutations::default(),
                });
                Input::Prepared { problem: id, result }
            }
            Effect::Propose { problem, goal, round, .. } => {
                let candidates = toy::candidates(round);
                let result = Ok(Proposals { candidates, ..Proposals::default() });
                Input::Proposed { problem, goal, round, result }
            }
            Effect::Check { problem: id, batch, path, tactics, .. } => {
                let site = Site { before: problem.before().into(), path };
                let outcomes = self.world.check_all(&site, &tactics);
                Input::Checked { problem: id, batch, outcomes }
            }
            Effect::Judge { problem: id, proof, .. } => {
                let result = Ok(self.world.rule(problem, &proof));
                Input::Judged { problem: id, proof, result }
            }
            other => panic!("not a call: {other:?}"),
        }
    }

    fn run(&mut self) {
        for _ in 0..20_000 {
            if self.done {
                return;
            }
            self.answer(0);
        }
        panic!("the run does not end");
    }

    fn solved(&self) -> Vec<&str> {
        self.state.solved().map(ProblemId::as_str).collect()
    }
}

fn id_of(effect: &Effect) -> &ProblemId {
    match effect {
        Effect::Prepare { problem, .. }
        | Effect::Propose { problem, .. }
        | Effect::Check { problem, .. }
        | Effect::Judge { problem, .. }
        | Effect::SaveProof { problem, .. }
        | Effect::Cancel { problem } => problem,
        Effect::Record(_) | Effect::Done => panic!("not a call"),
    }
}

fn toys() -> Vec<Problem> {
    [("two", 2), ("nine", 9), ("twelve", 12)].map(|(name, n)| toy::problem(name, n)).into()
}

/// All that the log determines.
fn digest(state: &RunState) -> serde_json::Value {
    serde_json::to_value(state).unwrap()
}

#[test]
fn a_run_solves_what_can_be_solved_and_its_log_replays_to_the_same_state() {
    let mut run = Simulation::new(toys(), settings(), World::default());
    run.run();
    assert_eq!(run.solved(), ["two", "nine", "twelve"]);
    assert_eq!(run.saved.len(), 3);
    assert_eq!(run.state.phase, RunPhase::Finished(RunEnd::Complete));
    assert_eq!(digest(&run.state), digest(&RunState::replay(&run.records).unwrap()));
}

#[test]
fn the_same_seed_gives_the_same_events() {
    let run = |seed| {
        let settings = RunSettings { seed, ..settings() };
        let mut run = Simulation::new(toys(), settings, World::default());
        run.run();
        run.records
    };
    assert_eq!(run(7), run(7));
}

#[test]
fn every_selection_finds_the_proofs() {
    for strategy in [
        Selection::BestFirst { alpha: 0.5 },
        Selection::Puct { exploration: 1.0 },
        Selection::ProofNumber,
    ] {
        let problem_budget = Budget { checks: Some(3000), ..settings().problem_budget };
        let settings = RunSettings { strategy, problem_budget, ..settings() };
        let mut run = Simulation::new(toys(), settings, World::default());
        run.run();
        let ends: Vec<&Phase> = run.state.problems.values().map(|p| &p.phase).collect();
        assert_eq!(run.solved().len(), 3, "{strategy:?}: {ends:?}");
    }
}

#[test]
fn infrastructure_errors_cost_nothing_and_are_not_attempts() {
    let run = |flaky| {
        let settings = RunSettings { goals_at_once: 1, problems_at_once: 1, ..settings() };
        let mut run = Simulation::new(toys(), settings, World { flaky, ..World::default() });
        run.run();
        let tally: Vec<(u64, u64)> = run
            .state
            .problems
            .values()
            .map(|p| p.search.as_ref().unwrap().tally)
            .map(|t| (t.failed, t.infrastructure))
            .collect();
        (run.state.ledger.run().spent.checks, tally, run.solved().len())
    };
    let (calm, flaky) = (run(None), run(Some(3)));
    assert_eq!((calm.0, calm.2), (flaky.0, flaky.2));
    assert!(flaky.1.iter().any(|(_, infrastructure)| *infrastructure > 0));
    for (calm, flaky) in calm.1.iter().zip(&flaky.1) {
        assert_eq!(calm.0, flaky.0, "no infrastructure error became a failed attempt");
    }
}

#[test]
fn a_world_that_is_always_out_of_order_proves_nothing_about_the_problem() {
    let world = World { flaky: Some(1), ..World::default() };
    let mut run = Simulation::new(toys(), settings(), world);
    run.run();
    for problem in run.state.problems.values() {
        let infrastructure =
            matches!(&problem.phase, Phase::Finished(ProblemEnd::Infrastructure { .. }));
        assert!(infrastructure, "{:?}", problem.phase);
    }
    assert_eq!(run.state.ledger.run().spent.checks, 0);
    // The next process tries again.
    let kept = run.records.len();
    run.world.flaky = None;
    let mut again = run.killed_after(kept);
    again.run();
    assert_eq!(again.solved().len(), 3);
}

#[test]
fn rejected_proofs_are_given_up_until_nothing_is_left() {
    let world = World { dislikes: Some("done"), ..World::default() };
    let mut run = Simulation::new(vec![toy::problem("four", 4)], settings(), world);
    run.run();
    let problem = &run.state.problems[&ProblemId::new("four")];
    assert!(problem.rejections > 0 && problem.accepted.is_none());
    let expected =
        matches!(problem.phase, Phase::Finished(ProblemEnd::Budget { .. } | ProblemEnd::Exhausted));
    assert!(expected, "{:?}", problem.phase);
    assert_eq!(digest(&run.state), digest(&RunState::replay(&run.records).unwrap()));
}

#[test]
fn accepted_claims_are_judged_again_after_a_resume_and_can_fall() {
    let mut run = Simulation::new(vec![toy::problem("two", 2)], settings(), World::default());
    run.run();
    let judged = run.world.judgements.load(std::sync::atomic::Ordering::Relaxed);
    let kept = run.records.len() - 1;
    let mut again = run.killed_after(kept);
    assert!(again.solved().is_empty(), "nothing counts before it was judged again");
    again.run();
    assert_eq!(again.solved(), ["two"]);
    assert_eq!(again.world.judgements.load(std::sync::atomic::Ordering::Relaxed), judged + 1);
    assert_eq!(again.state.ledger.run().spent.judgements, 1, "a confirmation is not a new attempt");

    let kept = again.records.len();
    again.world.dislikes = Some("done");
    let mut fallen = again.killed_after(kept);
    fallen.run();
    assert!(fallen.solved().is_empty());
}

#[test]
fn a_proof_that_was_with_the_judge_is_paid_for_once_however_often_the_run_is_killed() {
    let budget = Budget { judgements: Some(1), ..settings().problem_budget };
    let settings = RunSettings { problem_budget: budget, ..settings() };
    let mut run = Simulation::new(vec![toy::problem("two", 2)], settings, World::default());
    run.run();
    let assembled =
        run.records.iter().position(|r| matches!(r.event, Event::ProofAssembled { .. })).unwrap();
    run = run.killed_after(assembled + 1);
    for _ in 0..10 {
        let kept = run.records.len();
        run = run.killed_after(kept);
    }
    run.run();
    assert_eq!(run.solved(), ["two"]);
    assert_eq!(run.state.ledger.run().spent.judgements, 1);
    assert_eq!(run.state.ledger.run().reserved, Amounts::default());
}

#[test]
fn a_log_that_claims_a_proof_without_a_verdict_is_refused() {
    let mut run = Simulation::new(vec![toy::problem("two", 2)], settings(), World::default());
    run.answer(0);
    let mut forged = run.records.clone();
    let end = Event::ProblemFinished {
        problem: ProblemId::new("two"),
        end: ProblemEnd::Proved,
        chance: 1.0,
    };
    let seq = forged.len() as u64;
    let time = Timestamp::from_unix(Duration::ZERO);
    forged.push(Record { v: VERSION, seq, time, active_ms: 9, event: end });
    assert!(matches!(RunState::replay(&forged), Err(ReplayError::Misfit { .. })));
}

#[test]
fn an_interrupt_finishes_what_is_under_way_and_nothing_more() {
    let mut run = Simulation::new(toys(), settings(), World::default());
    for _ in 0..6 {
        run.answer(0);
    }
    run.step(Input::Interrupt);
    let waiting = run.calls.len();
    assert!(waiting > 0 && !run.done);
    for _ in 0..waiting {
        assert!(!run.done);
        run.answer(0);
    }
    assert!(run.done);
    assert_eq!(run.state.phase, RunPhase::Interrupted);
    assert!(run.state.ledger.run().reserved == Amounts::default(), "every debit was settled");
    let kept = run.records.len();
    let mut again = run.killed_after(kept);
    again.run();
    assert_eq!(again.solved().len(), 3);
}

#[test]
fn time_runs_out() {
    let settings = RunSettings {
        problem_budget: Budget { seconds: Some(1), ..Budget::default() },
        ..settings()
    };
    let mut run = Simulation::new(vec![toy::problem("long", 29)], settings, World::default());
    run.answer(0);
    run.clock += 1000;
    run.step(Input::Tick);
    assert!(run.done && run.calls.is_empty());
    let problem = &run.state.problems[&ProblemId::new("long")];
    let budget = ProblemEnd::Budget { resource: crate::ledger::Resource::Seconds, run: false };
    assert_eq!(problem.phase, Phase::Finished(budget));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the order of answers, wherever the process is killed, however often: the log
    /// replays, budgets hold, an accepted proof is never lost and the run comes to its end.
    #[test]
    fn killed_anywhere_nothing_is_lost_or_spent_twice(
        cuts in prop::collection::vec((1_usize..120, 0_usize..5), 0..5),
        picks in prop::collection::vec(any::<usize>(), 1..40),
        checks in 20_u64..400,
        flaky in prop::option::of(2_u32..5),
    ) {
        let budget = Budget { checks: Some(checks), judgements: Some(6), ..Budget::default() };
        let settings = RunSettings { run_budget: budget, retries: 1000, ..settings() };
        let mut run = Simulation::new(toys(), settings, World { flaky, ..World::default() });
        let mut next = 0;
        for (steps, lost) in cuts {
            for _ in 0..steps {
                if run.done {
                    break;
                }
                run.answer(picks[next % picks.len()]);
                next += 1;
            }
            let before = run.state.ledger.run().committed();
            let kept = run.records.len() - lost.min(run.records.len() - 1);
            let accepted: Vec<ProblemId> = run.records[..kept]
                .iter()
                .filter_map(|r| match &r.event {
                    Event::Verdict { problem, ruling: Ruling::Accepted { .. }, .. } => {
                        Some(problem.clone())
                    }
                    _ => None,
                })
                .collect();
            let whole = kept == run.records.len();
            run = run.killed_after(kept);
            for problem in accepted {
                prop_assert!(run.state.problems[&problem].accepted.is_some(), "lost {}", problem);
            }
            if whole {
                prop_assert!(run.state.ledger.run().committed().checks >= before.checks);
            }
        }
        for _ in 0..20_000 {
            if run.done {
                break;
            }
            run.answer(picks[next % picks.len()]);
            next += 1;
        }
        prop_assert!(run.done);
        prop_assert_eq!(digest(&run.state), digest(&RunState::replay(&run.records).unwrap()));
        let run_account = run.state.ledger.run();
        prop_assert!(run_account.committed().checks <= checks);
        for problem in run.state.problems.values() {
            let graph = problem.search.as_ref().map(|s| &s.graph);
            if let Some(graph) = graph {
                graph.assert_sound();
            }
            prop_assert!(!problem.is_solved() || problem.accepted.is_some());
        }
    }
}

#[test]
fn records_survive_json() {
    let mut run = Simulation::new(toys(), settings(), World::default());
    run.run();
    for record in &run.records {
        let line = serde_json::to_string(record).unwrap();
        assert_eq!(&serde_json::from_str::<Record>(&line).unwrap(), record);
    }
}

#[test]
fn a_graph_that_may_not_grow_is_no_exhausted_one() {
    let end = |goals_limit| {
        let settings = RunSettings { goals_limit, ..settings() };
        let world = World { dislikes: Some("done"), ..World::default() };
        let budget = Budget { judgements: None, checks: None, ..settings.problem_budget };
        let settings = RunSettings { problem_budget: budget, ..settings };
        let mut run = Simulation::new(vec![toy::problem("six", 6)], settings, world);
        run.run();
        run.state.problems[&ProblemId::new("six")].phase.clone()
    };
    assert_eq!(end(3), Phase::Finished(ProblemEnd::GoalsLimit));
    assert_eq!(end(5_000), Phase::Finished(ProblemEnd::Exhausted));
}

/// A model's sketch is the model's: Lean's message is asked for, and the model sees it.
#[test]
fn what_is_wrong_with_a_models_sketch_is_kept_for_the_model() {
    let mut run = Simulation::new(vec![toy::problem("four", 4)], settings(), World::default());
    run.answer(0);
    let Some(Effect::Propose { problem, goal, round, .. }) = run.calls.pop_front() else {
        panic!("the rules are asked");
    };
    let sketch = Source::sketch("M");
    let candidates = vec![Candidate::new("nonsense", sketch, 0.5)];
    let proposals = Proposals { candidates, ..Proposals::default() };
    run.step(Input::Proposed { problem, goal, round, result: Ok(proposals) });
    assert!(matches!(run.calls.front(), Some(Effect::Check { explain: true, .. })));
    run.answer(0);
    let search = run.state.problems[&ProblemId::new("four")].search.as_ref().unwrap();
    assert_eq!(&*search.failures[&goal][0].tactic, "nonsense");
}
