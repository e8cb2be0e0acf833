//! Keeping statuses true: what is proved, what is dead.
//!
//! Updates go upward through a queue and stop where nothing changes. [`Graph::recompute`] computes
//! the same statuses from nothing; a property test holds the two together.

use super::{GoalId, Graph, Status, StepId};

impl Graph {
    /// Marks a goal as having had all its rounds.
    pub(crate) fn complete(&mut self, goal: GoalId) {
        self.goal_mut(goal).complete = true;
        self.settle_goal(goal);
    }

    /// Marks a goal as unprovable.
    pub(crate) fn refute(&mut self, goal: GoalId) {
        self.goal_mut(goal).refuted = true;
        self.settle_goal(goal);
    }

    /// Forbids a step; what was proved through it is open again.
    pub(crate) fn ban(&mut self, step: StepId) {
        self.step_mut(step).banned = true;
        self.recompute();
    }

    /// Brings the step's status up to date, and then whatever depends on it.
    pub(super) fn settle_step(&mut self, step: StepId) {
        let mut queue = vec![step];
        while let Some(step) = queue.pop() {
            let status = self.step_status(step);
            if status != self.step(step).status {
                self.step_mut(step).status = status;
            }
            let goal = self.step(step).goal;
            if self.refresh_goal(goal) {
                queue.extend(self.parents_of(goal));
            }
        }
    }

    fn settle_goal(&mut self, goal: GoalId) {
        if self.refresh_goal(goal) {
            for step in self.parents_of(goal) {
                self.settle_step(step);
            }
        }
    }

    /// Recomputes one goal's status from its steps; true if it changed.
    ///
    /// A goal keeps the step that proved it first: proofs stay stable while the graph grows.
    fn refresh_goal(&mut self, goal: GoalId) -> bool {
        let old = self.goal(goal).status;
        if let Status::Proved { step } = old
            && self.step(step).status.is_proved()
        {
            return false;
        }
        let status = self.goal_status(goal);
        self.goal_mut(goal).status = status;
        status != old
    }

    fn goal_status(&self, goal: GoalId) -> Status {
        let node = self.goal(goal);
        let steps = self.steps_of(goal);
        if let Some(step) = steps.iter().find(|s| self.step(**s).status.is_proved()) {
            return Status::Proved { step: *step };
        }
        if node.refuted {
            return Status::Refuted;
        }
        if node.complete && steps.iter().all(|s| self.step(*s).status.is_dead()) {
            return Status::Exhausted;
        }
        Status::Open
    }

    fn step_status(&self, step: StepId) -> Status {
        if self.step(step).banned {
            return Status::Exhausted;
        }
        let goals = self.goals_of(step);
        let statuses = || goals.iter().map(|g| self.goal(*g).status);
        if statuses().any(|s| s == Status::Refuted) {
            return Status::Refuted;
        }
        if statuses().any(|s| s == Status::Exhausted) {
            return Status::Exhausted;
        }
        if statuses().all(Status::is_proved) {
            return Status::Proved { step };
        }
        Status::Open
    }

    /// Computes all statuses anew, children before parents.
    pub(crate) fn recompute(&mut self) {
        let order = self.goals_bottom_up();
        for goal in order {
            for step in self.steps_of(goal) {
                let status = self.step_status(step);
                self.step_mut(step).status = status;
            }
            self.refresh_goal(goal);
        }
    }

    /// All goals, each after every goal that can be reached from it.
    pub fn goals_bottom_up(&self) -> Vec<GoalId> {
        let mut order = Vec::with_capacity(self.goals.len());
        let mut state = vec![0_u8; self.goals.len()];
        for start in 0..self.goals.len() {
            let mut stack = vec![(GoalId::from_index(start), false)];
            while let Some((goal, leaving)) = stack.pop() {
                if leaving {
                    order.push(goal);
                    continue;
                }
                if std::mem::replace(&mut state[goal.index()], 1) == 1 {
                    continue;
                }
                stack.push((goal, true));
                for step in self.steps_of(goal) {
                    for child in self.goals_of(step) {
                        if state[child.index()] == 0 {
                            stack.push((child, false));
                        }
                    }
                }
            }
        }
        order
    }
}
