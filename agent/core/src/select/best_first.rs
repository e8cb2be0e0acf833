//! Best-first search with length-normalised log-probability (BFS-Prover, arXiv 2502.03438,
//! section 3): a goal's score is Σ log p / length^α along its likeliest way.
//!
//! Two terms are added. A later round of the same goal is less urgent by the schedule's penalty,
//! and a goal that is much larger than the root is less likely to be a step forward.

use super::{Selection, View};
use crate::graph::{GoalId, GoalNode, Graph};

/// What one symbol more than the root's goal costs, in log-probability.
const SYMBOL: f64 = 0.02;
/// At which size penalty to stop: beyond it size tells nothing more.
const MOST: f64 = 1.5;

/// See the module's description.
#[derive(Clone, Copy, Debug)]
pub struct BestFirst {
    /// Exponent of the length; 0 prefers short ways, 1 forgets length altogether.
    pub alpha: f64,
}

impl BestFirst {
    fn score(self, graph: &Graph, goal: &GoalNode, view: &View<'_>) -> f64 {
        let length = f64::from(goal.depth.max(1));
        let growth = goal.state.size() as f64 - graph.goal(graph.root()).state.size() as f64;
        let size = (growth * SYMBOL).clamp(-MOST, MOST);
        let penalty = view.round(goal).map_or(0.0, |round| round.penalty);
        goal.log_prior / length.powf(self.alpha) + penalty - size
    }
}

impl Selection for BestFirst {
    fn select(&self, graph: &Graph, view: &View<'_>) -> Option<GoalId> {
        graph
            .frontier()
            .into_iter()
            .map(|id| graph.goal(id))
            .filter(|goal| view.is_ready(goal))
            .map(|goal| (self.score(graph, goal, view) + 1e-6 * view.noise(goal.id), goal.id))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, id)| id)
    }
}
