//! Where Lean finds a goal: the tactics that lead to it from the theorem's start.

use std::sync::Arc;

use polya_lean::check::PathStep;

use super::{GoalId, Graph};

/// How to reach a goal, and what to put before a tactic that works on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Steps from the theorem's initial goal to the nearest state that stands alone.
    pub path: Vec<PathStep>,
    /// For coupled goals, the tactics since then. A candidate is checked together with them.
    pub prefix: Option<String>,
}

impl Place {
    /// The text that Lean is to run at the end of the path for `tactic`.
    pub fn candidate(&self, tactic: &Arc<str>) -> Arc<str> {
        match &self.prefix {
            None => tactic.clone(),
            Some(prefix) => format!("{prefix}\n{tactic}").into(),
        }
    }
}

impl Graph {
    /// The place of `goal`, by the way on which it was found first.
    ///
    /// A step that left coupled goals is not a path step of its own: a path focuses one goal, and
    /// coupled goals must not be focused. Its tactic goes in front of what follows.
    pub fn place(&self, goal: GoalId) -> Place {
        let mut ways = Vec::new();
        let mut at = goal;
        while let Some((step, position)) = self.goal(at).via {
            ways.push((step, position, at));
            at = self.step(step).goal;
        }
        let mut place = Place { path: Vec::new(), prefix: None };
        for (step, position, child) in ways.into_iter().rev() {
            let tactic = place.candidate(&self.step(step).tactic);
            if self.goal(child).state.is_coupled() {
                place.prefix = Some(tactic.to_string());
                continue;
            }
            place.prefix = None;
            place.path.push(PathStep {
                tactic,
                goals: self.goals_of(step).len(),
                chosen: position as usize,
            });
        }
        place
    }
}
