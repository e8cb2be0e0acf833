//! A model that FAILS, HANGS, is SLOW, comes back or dies: the search goes on beside it. Time is
//! virtual: every call has a moment at which it is answered, and nothing waits.

use super::*;
use crate::{event::ProblemEnd, ledger::Resource};

/// How long Lean, the rules and the judge take.
const OTHERS_MS: u64 = 20;

/// After how long a model answers, and with what; `None` if never.
type Answer = Option<(u64, Result<(), &'static str>)>;

/// How a model behaves, by the moment at which it is asked.
type Behaviour = fn(u64) -> Answer;

const FAILURE: Answer = Some((5, Err("status 500")));

const FAILS: Behaviour = |_| FAILURE;
const HANGS: Behaviour = |_| None;
const GIVES_UP_AFTER_TWO_MINUTES: Behaviour = |_| Some((120_000, Err("no reply within 120 s")));
const SLOW: Behaviour = |_| Some((2_000, Ok(())));
const FAILS_FOR_A_WHILE: Behaviour = |now| if now < 3_000 { FAILURE } else { Some((50, Ok(()))) };
const DIES_SOON: Behaviour = |now| if now < 300 { Some((50, Ok(()))) } else { FAILURE };

/// Numbers that the rules reach 0 from; from 3 only a model knows the way.
fn lists() -> Vec<Problem> {
    [("two", 2), ("four", 4), ("eight", 8), ("three", 3)]
        .map(|(name, n)| toy::problem(name, n))
        .into()
}

/// Rules that know nothing about 3, and a model.
fn with_model() -> RunSettings {
    let round = |voice: VoiceId, pass, penalty, tokens| Round {
        tokens,
        ..Round::free(voice, pass, penalty)
    };
    let schedule = vec![
        round(VoiceId::RULES, 0, 0.0, 0),
        round(VoiceId::MODEL, 0, -0.3, 100),
        round(VoiceId::RULES, 1, -0.5, 0),
        round(VoiceId::MODEL, 1, -1.0, 100),
    ];
    let seconds = Some(10);
    let problem_budget = Budget { seconds, judgements: Some(5), ..Budget::default() };
    RunSettings { schedule, problem_budget, ..RunSettings::default() }
}

fn without_model() -> RunSettings {
    let mut settings = with_model();
    settings.schedule.retain(|round| round.voice != VoiceId::MODEL);
    settings
}

/// When a call is answered, the call, and what the model answers if it is one of its.
type Call = (u64, Effect, Option<Result<(), &'static str>>);

/// A run in virtual time.
struct Timed {
    simulation: Simulation,
    calls: Vec<Call>,
    model: Behaviour,
    asked: u32,
}

impl Timed {
    fn run(settings: RunSettings, model: Behaviour) -> Self {
        Self::go_on(Simulation::new(lists(), settings, World::default()), model)
    }

    fn resumed(self, model: Behaviour) -> Self {
        let kept = self.simulation.records.len();
        Self::go_on(self.simulation.killed_after(kept), model)
    }

    fn go_on(simulation: Simulation, model: Behaviour) -> Self {
        let mut timed = Self { simulation, calls: Vec::new(), model, asked: 0 };
        for _ in 0..20_000 {
            timed.begin();
            if timed.simulation.done {
                let state = &timed.simulation.state;
                assert_eq!(
                    digest(state),
                    digest(&RunState::replay(&timed.simulation.records).unwrap())
                );
                return timed;
            }
            timed.next();
        }
        panic!("the run does not end: {:?}", timed.ends());
    }

    /// Gives every new call its moment.
    fn begin(&mut self) {
        let now = self.simulation.clock;
        // What was cancelled is not there any more.
        let alive = |id: &ProblemId, state: &RunState| state.problems[id].is_active();
        self.calls.retain(|(_, call, _)| alive(id_of(call), &self.simulation.state));
        for call in std::mem::take(&mut self.simulation.calls) {
            let of_model = match &call {
                Effect::Propose { round, .. } => {
                    self.simulation.state.settings.schedule[*round as usize].voice == VoiceId::MODEL
                }
                _ => false,
            };
            if !of_model {
                self.calls.push((now + OTHERS_MS, call, None));
                continue;
            }
            self.asked += 1;
            let (after, answer) = (self.model)(now).unwrap_or((u64::MAX / 2, Ok(())));
            self.calls.push((now + after, call, Some(answer)));
        }
    }

    /// The next thing that happens: an answer, or a moment at which something is to be done.
    fn next(&mut self) {
        let now = self.simulation.clock;
        let deadline = self.simulation.state.next_deadline(now).unwrap_or(u64::MAX);
        let tick = deadline.min(now + 1000);
        let first = (0..self.calls.len()).min_by_key(|i| self.calls[*i].0);
        let Some(first) = first.filter(|i| self.calls[*i].0 <= tick) else {
            self.simulation.clock = tick.max(now + 1) - 1;
            return self.simulation.step(Input::Tick);
        };
        let (at, call, answer) = self.calls.remove(first);
        self.simulation.clock = at.max(now + 1) - 1;
        let input = match (call, answer) {
            (Effect::Propose { problem, goal, round, .. }, Some(answer)) => {
                let candidates = toy::candidates(1);
                let spent = Amounts::tokens(7);
                let result = answer
                    .map(|()| Proposals { candidates, spent, ..Proposals::default() })
                    .map_err(str::to_owned);
                Input::Proposed { problem, goal, round, result }
            }
            (Effect::Propose { problem, goal, state, round, .. }, None) => {
                let mut candidates = toy::candidates(u32::from(round > 0));
                candidates.retain(|c| state.main().target != "3" || &*c.tactic == "done");
                let result = Ok(Proposals { candidates, ..Proposals::default() });
                Input::Proposed { problem, goal, round, result }
            }
            (call, _) => self.simulation.answer_to(call),
        };
        self.simulation.step(input);
    }

    fn solved(&self) -> Vec<&str> {
        self.simulation.solved()
    }

    fn clock(&self) -> u64 {
        self.simulation.clock
    }

    fn ends(&self) -> Vec<&Phase> {
        self.simulation.state.problems.values().map(|p| &p.phase).collect()
    }

    fn end(&self, name: &str) -> &Phase {
        &self.simulation.state.problems[&ProblemId::new(name)].phase
    }

    fn is_away(&self, name: &str) -> bool {
        matches!(self.end(name), Phase::Finished(ProblemEnd::ModelAway { .. }))
    }
}

#[test]
fn rules_alone_leave_the_three_open() {
    let run = Timed::run(without_model(), HANGS);
    assert_eq!(run.solved(), ["two", "four", "eight"]);
    assert_eq!(run.end("three"), &Phase::Finished(ProblemEnd::Exhausted));
    assert_eq!(run.asked, 0);
}

#[test]
fn beside_a_failing_model_as_much_is_solved_in_much_the_same_time() {
    let alone = Timed::run(without_model(), HANGS);
    for model in [FAILS, HANGS, GIVES_UP_AFTER_TWO_MINUTES, DIES_SOON] {
        let run = Timed::run(with_model(), model);
        assert!(run.solved().starts_with(&["two", "four", "eight"]), "{:?}", run.ends());
        let solved_at = |run: &Timed| {
            let solved = |r: &&Record| {
                matches!(r.event, Event::ProblemFinished { end: ProblemEnd::Proved, .. })
            };
            run.simulation.records.iter().filter(solved).nth(2).expect("three").active_ms
        };
        let (with, without) = (solved_at(&run), solved_at(&alone));
        assert!(with * 10 <= without * 13, "{with} ms with it and {without} ms without");
        assert!(run.asked < 20, "asked {} times", run.asked);
    }
}

#[test]
fn a_problem_that_only_waited_for_a_model_says_so_and_is_taken_up_again() {
    for model in [FAILS, HANGS, GIVES_UP_AFTER_TWO_MINUTES] {
        let run = Timed::run(with_model(), model);
        assert!(run.is_away("three"), "{:?}", run.ends());
        let checks = run.simulation.state.ledger.run().spent.checks;
        let used = |run: &Timed| run.simulation.state.problems[&ProblemId::new("three")].used_ms(0);
        let charged = used(&run);
        let again = run.resumed(SLOW);
        assert_eq!(again.solved(), ["two", "four", "eight", "three"], "{charged} ms were charged");
        assert!(again.simulation.state.ledger.run().spent.checks > checks);
    }
}

#[test]
fn a_model_that_fails_at_once_costs_no_time() {
    let alone = Timed::run(without_model(), HANGS).clock();
    let run = Timed::run(with_model(), FAILS);
    assert!(run.clock() * 10 <= alone * 13, "{} ms, alone {alone} ms", run.clock());
}

#[test]
fn a_model_that_never_answers_is_waited_for_once() {
    let lists = |count: u32| -> Vec<Problem> {
        (0..count).map(|n| toy::problem(&format!("three {n}"), 3)).collect()
    };
    let time = |count| {
        let settings = RunSettings { problems_at_once: 1, ..with_model() };
        let run = Timed::go_on(Simulation::new(lists(count), settings, World::default()), HANGS);
        assert!((0..count).all(|n| run.is_away(&format!("three {n}"))), "{:?}", run.ends());
        run.clock()
    };
    let (one, ten) = (time(1), time(10));
    assert!(one <= 11_000 && ten <= one + 9 * 1_000, "{one} ms for one, {ten} ms for ten");
}

#[test]
fn a_slow_model_has_its_say_and_nobody_waits_for_it() {
    let run = Timed::run(with_model(), SLOW);
    assert_eq!(run.solved().len(), 4, "{:?}", run.ends());
    let proved = |name: &str| {
        let of = |r: &&Record| {
            matches!(&r.event, Event::ProblemFinished { problem, end: ProblemEnd::Proved, .. }
                if problem.as_str() == name)
        };
        run.simulation.records.iter().find(of).expect("solved").active_ms
    };
    assert!(proved("eight") < 2_000 && proved("three") > 2_000);
    assert!(run.simulation.state.breakers.is_empty(), "slow is not away");
}

#[test]
fn a_problem_that_only_waited_is_taken_up_again_once_the_model_is_back() {
    let mut list = vec![toy::problem("three", 3)];
    list.extend((0..80).map(|n| toy::problem(&format!("eight {n}"), 8)));
    let run =
        Timed::go_on(Simulation::new(list, with_model(), World::default()), FAILS_FOR_A_WHILE);
    let three = |r: &&Record| matches!(&r.event, Event::ProblemFinished { problem, .. } if problem.as_str() == "three");
    assert_eq!(run.simulation.records.iter().filter(three).count(), 2);
    assert_eq!(run.solved().len(), 81, "{:?}", run.end("three"));
    let breaker = &run.simulation.state.breakers[&VoiceId::MODEL];
    assert_eq!((breaker.failures, breaker.away), (0, false));
    let failing = breaker.failing_ms(run.clock());
    assert!((2_500..7_000).contains(&failing), "{failing} ms");
}

#[test]
fn a_model_without_rules_is_waited_for() {
    let mut settings = with_model();
    settings.schedule.retain(|round| round.voice == VoiceId::MODEL);
    let problems = || vec![toy::problem("one", 1), toy::problem("other", 1)];
    let start = |settings| Simulation::new(problems(), settings, World::default());
    // Its candidates finish nothing by themselves here.
    settings.schedule.insert(0, Round::free(VoiceId::MEMORY, 0, 0.0));
    let run = Timed::go_on(start(settings.clone()), FAILS_FOR_A_WHILE);
    assert_eq!(run.solved().len(), 2, "{:?}", run.ends());
    let run = Timed::go_on(start(settings), FAILS);
    assert!(run.is_away("one") && run.is_away("other"));
    assert!(run.clock() >= 10_000, "it was tried as long as there was time");
}

#[test]
fn what_the_clock_ends_while_a_model_answers_is_not_the_models_fault() {
    let settings = RunSettings { goals_at_once: 1, ..with_model() };
    let run = Timed::run(settings, |_| Some((6_000, Ok(()))));
    let budget = ProblemEnd::Budget { resource: Resource::Seconds, run: false };
    let end = run.end("three");
    assert!(
        end == &Phase::Finished(ProblemEnd::Proved) || end == &Phase::Finished(budget),
        "{end:?}"
    );
}

#[test]
fn a_round_that_cannot_be_paid_for_leaves_its_free_part() {
    let round = |voice: VoiceId, tokens| Round { tokens, ..Round::free(voice, 0, 0.0) };
    // The second round is one of rules that a model would put in order.
    let schedule = vec![round(VoiceId::RULES, 0), round(VoiceId::RANKED, 1_000)];
    for tokens in [0, 999] {
        let budget = Budget { tokens: Some(tokens), ..Budget::default() };
        let settings =
            RunSettings { schedule: schedule.clone(), run_budget: budget, ..with_model() };
        let run = Timed::run(settings, HANGS);
        assert_eq!(run.solved(), ["two", "four", "eight"], "{tokens} tokens");
        assert_eq!(run.simulation.state.ledger.run().spent.tokens, 0);
    }
}
