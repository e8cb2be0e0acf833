//! Working out what a successful tactic would add to the graph, before it is added.
//!
//! The search decides on a plan and records it as events; only applying those events changes the
//! graph. So a replayed log gives the same graph.

use polya_lean::goal::Goal;

use petgraph::visit::EdgeRef;

use super::{GoalId, GoalState, Graph, StepId};

/// A step and the goals that it would add.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// Id of the step.
    pub step: StepId,
    /// Goals that are not yet in the graph, with their positions among the step's goals.
    pub new: Vec<(GoalId, u32, GoalState)>,
    /// All goals of the step, in Lean's order.
    pub goals: Vec<GoalId>,
}

/// Why a tactic that ran is not added to the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One of its goals is the goal itself or one above it.
    Circular,
    /// An earlier step of the same goal left the same goals.
    Duplicate,
    /// One of its goals is known to be dead.
    Dead,
}

impl Graph {
    /// Plans a step on `goal` that leaves `remaining`; `coupled` goals stay together.
    pub fn plan_step(
        &self,
        goal: GoalId,
        remaining: Vec<Goal>,
        coupled: bool,
    ) -> Result<PlannedStep, Refusal> {
        let states: Vec<GoalState> = if coupled && remaining.len() > 1 {
            vec![GoalState(remaining)]
        } else {
            remaining.into_iter().map(GoalState::single).collect()
        };
        let mut planned = PlannedStep {
            step: StepId::from_index(self.steps.len()),
            new: Vec::new(),
            goals: Vec::new(),
        };
        let above = if states.is_empty() { Vec::new() } else { self.ancestors(goal) };
        for (position, state) in (0..).zip(states) {
            let key = state.key();
            // A coupled state is reached by its own tactics only, and is not shared.
            let known = if state.is_coupled() { None } else { self.find(key) };
            let id = match known {
                Some(id) if above.contains(&id) => return Err(Refusal::Circular),
                Some(id) if self.goal(id).status.is_dead() => return Err(Refusal::Dead),
                Some(id) => id,
                None if state.is_coupled()
                    && above.iter().any(|a| self.goal(*a).state == state) =>
                {
                    return Err(Refusal::Circular);
                }
                None => {
                    let twin = planned.new.iter().find(|(_, _, s)| s.key() == key).map(|n| n.0);
                    twin.unwrap_or_else(|| {
                        let id = GoalId::from_index(self.goals.len() + planned.new.len());
                        planned.new.push((id, position, state));
                        id
                    })
                }
            };
            planned.goals.push(id);
        }
        if planned.new.is_empty()
            && self.steps_of(goal).iter().any(|s| self.goals_of(*s) == planned.goals)
        {
            return Err(Refusal::Duplicate);
        }
        Ok(planned)
    }

    /// Gives one goal of a step a private copy, because a script found elsewhere does not fit here.
    pub(crate) fn split(&mut self, step: StepId, position: u32) {
        let Some(old) = self.goals_of(step).get(position as usize).copied() else { return };
        let id = GoalId::from_index(self.goals.len());
        let (state, depth, prior) = {
            let node = self.goal(old);
            (node.state.clone(), node.depth, node.log_prior)
        };
        self.insert_goal(
            super::GoalNode::new(id, state, Some((step, position)), depth, prior),
            false,
        );
        let (from, to) = (self.steps[step.index()], self.goals[id.index()]);
        let edge = self.dag.edges(from).find(|e| e.weight().position == position).map(|e| e.id());
        if let Some(edge) = edge {
            self.dag.remove_edge(edge);
        }
        self.dag.add_edge(from, to, super::Edge { position });
        self.recompute();
    }
}
