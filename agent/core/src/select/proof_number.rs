//! Proof-number search (Allis 1994) on an AND/OR graph: follow the way on which the fewest goals
//! must still be proved.
//!
//! A goal's proof number is the least of its steps' and of its own next round's; a step's is the sum
//! over its goals, saturating. In a graph with sharing the sum counts shared goals twice; exact
//! numbers are NP-hard (arXiv 2102.04907), and the error only makes sharing steps look harder.

use super::{Selection, View};
use crate::graph::{GoalId, GoalNode, Graph, Status, StepId};

const INFINITE: u64 = u64::MAX;

/// See the module's description.
#[derive(Clone, Copy, Debug)]
pub struct ProofNumber;

/// Work expected on a goal by itself: it doubles with each round that found nothing, and grows with
/// the surprise of the way that led there.
fn own_number(goal: &GoalNode, view: &View<'_>) -> u64 {
    let Some(round) = view.round(goal) else { return INFINITE };
    if goal.complete {
        return INFINITE;
    }
    let cost = 10.0 * (1.0 - round.penalty) * (1.0 + goal.state.size() as f64 / 50.0);
    let patience = 1_u64 << goal.rounds().min(20);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, positive")]
    let cost = cost as u64;
    cost.saturating_mul(patience)
}

fn step_number(graph: &Graph, step: StepId, numbers: &[u64]) -> u64 {
    let node = graph.step(step);
    if node.status.is_dead() {
        return INFINITE;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 60")]
    let surprise = (-2.0 * node.log_prior) as u64;
    graph
        .goals_of(step)
        .into_iter()
        .fold(surprise, |sum, goal| sum.saturating_add(numbers[goal.0 as usize]))
}

impl Selection for ProofNumber {
    fn select(&self, graph: &Graph, view: &View<'_>) -> Option<GoalId> {
        if graph.goal(graph.root()).status != Status::Open {
            return None;
        }
        // Busy goals count as they are, but cannot be chosen: `reach` says where a choice ends.
        let count = graph.goals().len();
        let mut numbers = vec![INFINITE; count];
        let mut reach: Vec<Option<GoalId>> = vec![None; count];
        for id in graph.goals_bottom_up() {
            let goal = graph.goal(id);
            let index = id.0 as usize;
            if goal.status.is_proved() {
                numbers[index] = 0;
            }
            if goal.status != Status::Open {
                continue;
            }
            let mut best = own_number(goal, view);
            let mut choice = view.is_ready(goal).then_some((best, id));
            for step in graph.steps_of(id) {
                let number = step_number(graph, step, &numbers);
                best = best.min(number);
                let mut open = graph.goals_of(step);
                open.retain(|g| graph.goal(*g).status == Status::Open);
                open.sort_by_key(|g| numbers[g.0 as usize]);
                let below = open.iter().find_map(|g| reach[g.0 as usize]);
                if let Some(below) = below
                    && number < INFINITE
                    && choice.is_none_or(|(least, _)| number < least)
                {
                    choice = Some((number, below));
                }
            }
            numbers[index] = best;
            reach[index] = choice.map(|(_, goal)| goal);
        }
        reach[0]
    }
}
