//! What must hold of every graph, for tests.

#[cfg(test)]
use super::{GoalId, Graph, Status};

#[cfg(test)]
impl Graph {
    /// Panics with the broken invariant.
    pub(crate) fn assert_sound(&self) {
        assert!(!petgraph::algo::is_cyclic_directed(&self.dag), "the graph has a cycle");
        let mut anew = self.clone();
        anew.recompute();
        for (kept, computed) in self.goals().zip(anew.goals()) {
            assert_eq!(kept.status, computed.status, "status of {}", kept.id);
        }
        for (kept, computed) in self.steps().zip(anew.steps()) {
            assert_eq!(kept.status, computed.status, "status of {}", kept.id);
        }
        for goal in self.goals() {
            if goal.id != self.root() {
                let (step, position) = goal.via.expect("only the root has no way to it");
                // After a split the way may name a position that now leads to a private copy; Lean
                // still finds the goal there.
                assert!((position as usize) < self.goals_of(step).len(), "way to {}", goal.id);
            }
            if let Some(shared) = self.find(goal.state.key())
                && shared != goal.id
                && !goal.state.is_coupled()
            {
                assert!(shared < goal.id, "a private copy is younger than the shared goal");
            }
        }
        let frontier = self.frontier();
        assert!(frontier.iter().all(|g| self.goal(*g).status == Status::Open));
        assert_eq!(self.is_proved(), self.proof().is_some(), "a proof is there iff proved");
        assert!(!self.is_proved() || !frontier.contains(&GoalId(0)));
    }
}
