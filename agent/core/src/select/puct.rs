//! PUCT on an AND/OR graph (AlphaZero's rule as HTPS, arXiv 2205.11491, and AlphaProof use it).
//!
//! From the root down: at a goal, the step that maximises Q + c·P·√N/(1+n), or the goal itself if
//! its own next round is worth more; at a step, the hardest of its open goals. Values are backed up
//! from the leaves: a step is worth its hardest goal, a goal its best step.

use super::{Selection, View};
use crate::graph::{GoalId, GoalNode, Graph, Status, StepId};

/// Value of a goal that nobody has worked on, before its size is considered.
const UNKNOWN: f64 = 0.5;
/// What each step towards the leaves costs: shorter proofs are worth more.
const STEP: f64 = 0.97;
/// What each finished round without a proof costs a goal's own value.
const ROUND: f64 = 0.7;

/// See the module's description.
#[derive(Clone, Copy, Debug)]
pub struct Puct {
    /// Weight c of the exploration term.
    pub exploration: f64,
}

/// Values of all goals, computed children first.
struct Values(Vec<f64>);

impl Values {
    fn of(graph: &Graph) -> Self {
        let mut values = Self(vec![0.0; graph.goals().len()]);
        for id in graph.goals_bottom_up() {
            let goal = graph.goal(id);
            values.0[id.0 as usize] = match goal.status {
                Status::Proved { .. } => 1.0,
                Status::Exhausted | Status::Refuted => 0.0,
                Status::Open => graph
                    .steps_of(id)
                    .into_iter()
                    .map(|step| values.step(graph, step))
                    .fold(own_value(goal), f64::max),
            };
        }
        values
    }

    fn step(&self, graph: &Graph, step: StepId) -> f64 {
        match graph.step(step).status {
            Status::Proved { .. } => 1.0,
            Status::Exhausted | Status::Refuted => 0.0,
            Status::Open => {
                let goals = graph.goals_of(step);
                let hardest = goals.iter().map(|g| self.0[g.0 as usize]).fold(1.0, f64::min);
                STEP * hardest
            }
        }
    }
}

/// What a goal is worth without looking at its steps.
fn own_value(goal: &GoalNode) -> f64 {
    let rounds = i32::try_from(goal.rounds()).unwrap_or(i32::MAX);
    UNKNOWN * ROUND.powi(rounds) / (1.0 + goal.state.size() as f64 / 100.0)
}

impl Puct {
    /// Best goal at or below `goal`, by repeated choice; goes back where a way ends at busy goals.
    fn descend(
        self,
        graph: &Graph,
        view: &View<'_>,
        values: &Values,
        goal: GoalId,
        blocked: &mut [bool],
    ) -> Option<GoalId> {
        if std::mem::replace(&mut blocked[goal.0 as usize], true) {
            return None;
        }
        let node = graph.goal(goal);
        let root_visits = f64::from(node.visits + 1).sqrt();
        let mut moves: Vec<(f64, Option<StepId>)> = Vec::new();
        if view.is_ready(node) {
            let penalty = view.round(node).map_or(0.0, |round| round.penalty);
            let explore =
                self.exploration * penalty.exp() * root_visits / f64::from(1 + node.rounds());
            moves.push((own_value(node) + explore, None));
        }
        for step in graph.steps_of(goal) {
            if graph.step(step).status != Status::Open {
                continue;
            }
            let visits = graph.goals_of(step).iter().map(|g| graph.goal(*g).visits).max();
            let prior = graph.step(step).log_prior.exp();
            let explore =
                self.exploration * prior * root_visits / f64::from(1 + visits.unwrap_or(0));
            moves.push((values.step(graph, step) + explore, Some(step)));
        }
        // Stable: of equal moves the older one first.
        moves.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, step) in moves {
            let Some(step) = step else { return Some(goal) };
            let mut open: Vec<GoalId> = graph.goals_of(step);
            open.retain(|g| graph.goal(*g).status == Status::Open);
            open.sort_by(|a, b| values.0[a.0 as usize].total_cmp(&values.0[b.0 as usize]));
            for child in open {
                if let Some(found) = self.descend(graph, view, values, child, blocked) {
                    return Some(found);
                }
            }
        }
        None
    }
}

impl Selection for Puct {
    fn select(&self, graph: &Graph, view: &View<'_>) -> Option<GoalId> {
        if graph.goal(graph.root()).status != Status::Open {
            return None;
        }
        let values = Values::of(graph);
        let mut blocked = vec![false; graph.goals().len()];
        self.descend(graph, view, &values, graph.root(), &mut blocked)
    }
}
