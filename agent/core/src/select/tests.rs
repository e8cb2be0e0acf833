//! One graph, grown step by step, through all three selections.
#![allow(
    clippy::format_push_string,
    clippy::float_cmp,
    reason = "exact values are the point of a test"
)]

use expect_test::{Expect, expect};
use polya_lean::goal::Goal;

use super::*;
use crate::{
    candidate::{Candidate, Rule, Source},
    graph::{GoalNode, GoalState, StepNode},
};

fn goal(target: &str) -> Goal {
    Goal { case: None, hypotheses: Vec::new(), target: target.to_owned() }
}

/// A line is `GOAL tactic prior: child, child`, `GOAL rounds N`, or `GOAL complete`; goals are
/// named by their targets.
fn grow(script: &str) -> Graph {
    let mut graph = Graph::new(GoalState::single(goal("root")));
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, children) = line.split_once(':').unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let at = graph.find(GoalState::single(goal(words[0])).key()).expect("a known goal");
        match words[1..] {
            ["complete"] => graph.complete(at),
            ["rounds", rounds] => {
                let rounds: u32 = rounds.parse().expect("a number");
                graph.goal_mut(at).finished = (0..rounds).collect();
            }
            [tactic, prior] => {
                let prior = prior.parse().expect("a prior");
                let rule = Source::rule(Rule::Finish);
                let candidate = Candidate::new(tactic, rule, prior);
                let children = children.split(',').map(str::trim).filter(|c| !c.is_empty());
                let planned = graph.plan_step(at, children.map(goal).collect(), false).unwrap();
                for (id, position, state) in planned.new {
                    let way = Some((planned.step, position));
                    let node = GoalNode::new(id, state, way, 0, f64::NEG_INFINITY);
                    graph.insert_goal(node, true);
                }
                graph.insert_step(StepNode::new(planned.step, at, &candidate), &planned.goals);
            }
            _ => panic!("cannot read {line:?}"),
        }
    }
    graph
}

/// The order in which each selection would begin work on goals, each staying busy.
#[track_caller]
fn check(script: &str, expected: &Expect) {
    let graph = grow(script);
    let schedule = Round::rules();
    let mut shown = String::new();
    for (name, strategy) in [
        ("best-first", Strategy::BestFirst { alpha: 0.5 }),
        ("puct", Strategy::Puct { exploration: 1.25 }),
        ("proof-number", Strategy::ProofNumber),
    ] {
        let selection = strategy.build();
        let mut busy = BTreeSet::new();
        let mut order = Vec::new();
        loop {
            let view = View { busy: &busy, schedule: &schedule, lane: Lane::Own, seed: 1 };
            let Some(id) = selection.select(&graph, &view) else { break };
            assert!(busy.insert(id), "{name} chose a busy goal");
            order.push(graph.goal(id).state.main().target.clone());
        }
        shown.push_str(&format!("{name}: {}\n", order.join(" ")));
    }
    expected.assert_eq(&shown);
}

#[test]
fn the_root_comes_first_and_nothing_after_it_while_it_is_busy() {
    check(
        "",
        &expect![[r"
        best-first: root
        puct: root
        proof-number: root
    "]],
    );
}

#[test]
fn likely_ways_come_before_unlikely_ones() {
    check(
        "root rounds 3
         root t 0.6: likely
         root u 0.1: unlikely",
        &expect![[r"
            best-first: likely root unlikely
            puct: likely unlikely root
            proof-number: likely unlikely root
        "]],
    );
}

#[test]
fn a_step_with_fewer_open_goals_is_nearer() {
    check(
        "root rounds 4
         root pair 0.5: a, b
         root one 0.5: c",
        &expect![[r"
            best-first: c b a root
            puct: a b c root
            proof-number: c a b root
        "]],
    );
}

#[test]
fn goals_that_cannot_help_are_left_alone() {
    check(
        "root rounds 5
         root complete
         root t 0.5: dead, sibling
         root u 0.5: proved, left
         dead complete
         proved close 0.5:",
        &expect![[r"
            best-first: left
            puct: left
            proof-number: left
        "]],
    );
}

#[test]
fn a_goal_that_had_many_rounds_waits() {
    check(
        "root rounds 4
         root t 0.5: tired
         root u 0.4: fresh
         tired rounds 4",
        &expect![[r"
            best-first: fresh root tired
            puct: fresh tired root
            proof-number: fresh root tired
        "]],
    );
}

#[test]
fn ties_depend_on_the_seed_only() {
    let busy = BTreeSet::new();
    let view = |seed| View { busy: &busy, schedule: &[], lane: Lane::Own, seed };
    let draws: Vec<f64> = (0..100).map(|g| view(3).noise(GoalId(g))).collect();
    assert_eq!(draws, (0..100).map(|g| view(3).noise(GoalId(g))).collect::<Vec<_>>());
    assert_ne!(draws[0], view(4).noise(GoalId(0)));
    assert!(draws.iter().all(|d| (0.0..1.0).contains(d)));
    assert!(draws.iter().any(|d| *d < 0.2) && draws.iter().any(|d| *d > 0.8));
}

#[test]
fn every_strategy_is_written_under_its_name() {
    for strategy in Strategy::all() {
        assert_eq!(serde_json::to_value(strategy).unwrap()["name"], strategy.name());
    }
}

#[test]
fn the_page_of_settings_names_every_strategy() {
    for strategy in Strategy::all() {
        assert!(Strategy::NAMES.contains(&format!("`{}`", strategy.name())));
        assert_eq!(strategy.with(Strategy::ALPHA, Strategy::EXPLORATION), strategy);
    }
}
