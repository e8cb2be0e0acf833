//! A graph of 20,000 nodes: what its page weighs, and how long writing it takes.

use std::time::{Duration, Instant};

use polya_page::layout::Tree;
use serde_json::json;

use crate::{
    fixture::{Run, problem},
    reader::read,
};

/// Problems of a long list.
const PROBLEMS: usize = 1_000;
/// Goals and steps, half of each.
const NODES: u32 = 20_000;
/// Bytes of the page.
const LARGEST: usize = 12_000_000;

/// A search in which each of some goals got four steps of one goal each, with candidates that failed
/// beside them; the last goal is reached from a second step too.
pub(crate) fn large() -> Run {
    let mut run = Run::of("large", vec![problem("large", ": p")]);
    run.search(0, "p");
    let (mut steps, mut batch) = (0, 0);
    let mut goal = 0;
    while steps < NODES / 2 - 1 {
        let tried: Vec<(String, serde_json::Value)> = (0..12)
            .map(|n| {
                let outcome = match n % 3 {
                    0 => json!({"progress": 1}),
                    _ => json!({"failed": format!("type mismatch at {}", n % 5)}),
                };
                (format!("apply h{n} x{}", goal % 97), outcome)
            })
            .collect();
        let tried: Vec<(&str, serde_json::Value)> =
            tried.iter().map(|(tactic, outcome)| (tactic.as_str(), outcome.clone())).collect();
        run.tried(0, batch, goal, &tried);
        batch += 1;
        for (tactic, _) in tried.iter().step_by(3) {
            if steps < NODES / 2 - 1 {
                let target = format!("f {steps} (g {goal}) = h x{} ∧ q", steps % 31);
                run.step(0, steps, goal, tactic, &[(steps + 1, Some(&target))]);
                steps += 1;
            }
        }
        goal += 1;
    }
    run.step(0, steps, 1, "exact elsewhere", &[(steps, None)]);
    run
}

/// A long list of problems that were searched without success.
pub(crate) fn many() -> Run {
    let problems = (0..PROBLEMS).map(|number| problem(&format!("p{number}"), ": p"));
    let mut run = Run::of("many", problems.collect());
    for place in 0..PROBLEMS {
        run.search(place, "p");
        for step in 0..60 {
            let target = format!("q{step}");
            run.step(
                place,
                step,
                step / 4,
                &format!("apply h{step}"),
                &[(step + 1, Some(&target))],
            );
        }
        let end = json!({"event": "problem_finished", "reason": "exhausted", "chance": 0.1});
        run.about(place, end);
    }
    run
}

#[test]
fn the_page_of_a_large_graph_is_written_quickly_and_stays_light() {
    let view = large().view();
    let graph = view.problems[0].graph.as_ref().expect("a graph");
    assert_eq!(graph.goals.len() + graph.steps.len(), NODES as usize);
    let start = Instant::now();
    let page = polya_page::page(&view);
    let took = start.elapsed();
    println!("{} bytes in {took:?}", page.len());
    assert!(page.len() < LARGEST, "{} bytes", page.len());
    // In a build without optimisation on a busy machine.
    assert!(took < Duration::from_secs(20), "{took:?}");
    let elements = read(&page).len();
    assert!(elements < 2_000, "{elements} elements: the rest is data until it is unfolded");
}

#[test]
fn a_tree_of_a_hundred_thousand_nodes_is_laid_out_at_once() {
    let mut tree = Tree::new();
    for node in 0..100_000 {
        tree.add(node / 7);
    }
    let start = Instant::now();
    assert_eq!(tree.layout().len(), 100_001);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
