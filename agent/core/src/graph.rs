//! The search graph: an AND/OR directed acyclic graph of goals and steps.
//!
//! A *goal* (OR) is proved when one of its steps is; a *step* (AND) is proved when all its goals
//! are. Goals are shared: the same goal reached twice is one node. The graph only grows, except
//! that a step may be banned after the judge rejected a proof through it, and a shared goal may be
//! split off into a private copy.
//!
//! The graph knows nothing of selection, budgets or Lean; it holds what was found and keeps the
//! statuses true. All changes go through [`Graph::insert_goal`], [`Graph::insert_step`] and the few
//! setters below.

mod check;
mod node;
mod place;
mod plan;
mod proof;
mod status;

use petgraph::{
    Direction,
    stable_graph::{NodeIndex, StableDiGraph},
    visit::EdgeRef,
};
use polya_lean::goal::GoalKey;
use rustc_hash::FxHashMap;
use serde::Serialize;

pub use node::{GoalId, GoalNode, GoalState, Status, StepId, StepNode};
pub use place::Place;
pub use plan::{PlannedStep, Refusal};
pub use proof::{ProofScript, Share};

#[derive(Clone, Debug, Serialize)]
enum Node {
    Goal(GoalNode),
    Step(StepNode),
}

/// From a goal to its steps, and from a step to its goals, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Edge {
    position: u32,
}

/// The search graph of one problem.
#[derive(Clone, Debug, Serialize)]
pub struct Graph {
    dag: StableDiGraph<Node, Edge>,
    /// Goals by canonical key. Private copies made by a split are not in it.
    #[serde(skip)]
    by_key: FxHashMap<GoalKey, GoalId>,
    /// Node indices are petgraph's own business; ids are ours and go into the log.
    goals: Vec<NodeIndex>,
    steps: Vec<NodeIndex>,
}

impl Graph {
    /// A graph of one open goal, the problem's own.
    pub fn new(root: GoalState) -> Self {
        let mut graph = Self {
            dag: StableDiGraph::new(),
            by_key: FxHashMap::default(),
            goals: Vec::new(),
            steps: Vec::new(),
        };
        graph.insert_goal(GoalNode::new(GoalId(0), root, None, 0, 0.0), true);
        graph
    }

    /// The problem's own goal.
    pub fn root(&self) -> GoalId {
        GoalId(0)
    }

    /// True if the problem's own goal is proved, as far as the workers can tell.
    pub fn is_proved(&self) -> bool {
        matches!(self.goal(self.root()).status, Status::Proved { .. })
    }

    /// True if nothing is left that could be tried.
    pub fn is_dead(&self) -> bool {
        self.goal(self.root()).status.is_dead()
    }

    /// The goal with this id.
    ///
    /// # Panics
    /// If the id is not of this graph. Ids come only from the graph itself and from its log.
    pub fn goal(&self, id: GoalId) -> &GoalNode {
        match &self.dag[self.goals[id.index()]] {
            Node::Goal(goal) => goal,
            Node::Step(_) => unreachable!("`goals` holds indices of goals only"),
        }
    }

    /// The step with this id. Panics as [`Graph::goal`] does.
    pub fn step(&self, id: StepId) -> &StepNode {
        match &self.dag[self.steps[id.index()]] {
            Node::Step(step) => step,
            Node::Goal(_) => unreachable!("`steps` holds indices of steps only"),
        }
    }

    pub(crate) fn goal_mut(&mut self, id: GoalId) -> &mut GoalNode {
        match &mut self.dag[self.goals[id.index()]] {
            Node::Goal(goal) => goal,
            Node::Step(_) => unreachable!("`goals` holds indices of goals only"),
        }
    }

    fn step_mut(&mut self, id: StepId) -> &mut StepNode {
        match &mut self.dag[self.steps[id.index()]] {
            Node::Step(step) => step,
            Node::Goal(_) => unreachable!("`steps` holds indices of steps only"),
        }
    }

    /// True if the graph has a goal with this id.
    pub fn has_goal(&self, id: GoalId) -> bool {
        id.index() < self.goals.len()
    }

    /// All goals, oldest first.
    pub fn goals(&self) -> impl ExactSizeIterator<Item = &GoalNode> + '_ {
        (0..self.goals.len()).map(|i| self.goal(GoalId::from_index(i)))
    }

    /// All steps, oldest first.
    pub fn steps(&self) -> impl ExactSizeIterator<Item = &StepNode> + '_ {
        (0..self.steps.len()).map(|i| self.step(StepId::from_index(i)))
    }

    /// The goal with this key, if it is in the graph and may be shared.
    pub fn find(&self, key: GoalKey) -> Option<GoalId> {
        self.by_key.get(&key).copied()
    }

    /// The steps of a goal, in the order in which they were found.
    pub fn steps_of(&self, goal: GoalId) -> Vec<StepId> {
        self.ordered(self.goals[goal.index()], Direction::Outgoing)
            .into_iter()
            .map(|node| match &self.dag[node] {
                Node::Step(step) => step.id,
                Node::Goal(_) => unreachable!("edges from a goal lead to steps"),
            })
            .collect()
    }

    /// The goals of a step, in Lean's order. A goal may occur twice.
    pub fn goals_of(&self, step: StepId) -> Vec<GoalId> {
        self.ordered(self.steps[step.index()], Direction::Outgoing)
            .into_iter()
            .map(|node| match &self.dag[node] {
                Node::Goal(goal) => goal.id,
                Node::Step(_) => unreachable!("edges from a step lead to goals"),
            })
            .collect()
    }

    /// The steps that have `goal` among their goals, each once, oldest first.
    pub fn parents_of(&self, goal: GoalId) -> Vec<StepId> {
        let mut steps: Vec<StepId> = self
            .dag
            .neighbors_directed(self.goals[goal.index()], Direction::Incoming)
            .map(|node| match &self.dag[node] {
                Node::Step(step) => step.id,
                Node::Goal(_) => unreachable!("edges into a goal come from steps"),
            })
            .collect();
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    /// Neighbours in the order of the edges' positions; petgraph's own order is newest first.
    fn ordered(&self, node: NodeIndex, direction: Direction) -> Vec<NodeIndex> {
        let mut edges: Vec<(u32, NodeIndex)> = self
            .dag
            .edges_directed(node, direction)
            .map(|edge| (edge.weight().position, edge.target()))
            .collect();
        edges.sort_unstable_by_key(|(position, _)| *position);
        edges.into_iter().map(|(_, node)| node).collect()
    }

    /// Adds a goal. Its id must be the next one.
    pub(crate) fn insert_goal(&mut self, goal: GoalNode, shared: bool) {
        assert_eq!(goal.id.index(), self.goals.len(), "goal ids are given in order");
        let (id, key) = (goal.id, goal.state.key());
        let node = self.dag.add_node(Node::Goal(goal));
        self.goals.push(node);
        if shared {
            self.by_key.entry(key).or_insert(id);
        }
    }

    /// Removes goals whose step never came, because the log ended between the two.
    pub(crate) fn drop_orphans(&mut self) {
        while let Some(node) = self.goals.last().copied() {
            let goal = self.goal(GoalId::from_index(self.goals.len() - 1));
            let Some((step, _)) = goal.via else { return };
            if step.index() < self.steps.len() {
                return;
            }
            let (id, key) = (goal.id, goal.state.key());
            if self.by_key.get(&key) == Some(&id) {
                self.by_key.remove(&key);
            }
            self.goals.pop();
            self.dag.remove_node(node);
        }
    }

    /// Adds a step from its goal to `children`, which must be in the graph, and updates statuses.
    pub(crate) fn insert_step(&mut self, step: StepNode, children: &[GoalId]) {
        assert_eq!(step.id.index(), self.steps.len(), "step ids are given in order");
        let (id, goal) = (step.id, step.goal);
        let log_prior = self.goal(goal).log_prior + step.log_prior;
        let depth = self.goal(goal).depth + 1;
        let node = self.dag.add_node(Node::Step(step));
        self.steps.push(node);
        let from = self.goals[goal.index()];
        let position = u32::try_from(self.dag.edges(from).count()).unwrap_or(u32::MAX);
        self.dag.add_edge(from, node, Edge { position });
        for (position, child) in (0..).zip(children) {
            self.dag.add_edge(node, self.goals[child.index()], Edge { position });
            self.improve(*child, log_prior, depth);
        }
        self.settle_step(id);
    }

    /// Lets a goal that was reached on a likelier way, and all below it, know.
    fn improve(&mut self, goal: GoalId, log_prior: f64, depth: u32) {
        let mut open = vec![(goal, log_prior, depth)];
        while let Some((goal, log_prior, depth)) = open.pop() {
            let node = self.goal_mut(goal);
            if log_prior <= node.log_prior {
                continue;
            }
            node.log_prior = log_prior;
            node.depth = depth;
            for step in self.steps_of(goal) {
                let below = log_prior + self.step(step).log_prior;
                open.extend(self.goals_of(step).into_iter().map(|g| (g, below, depth + 1)));
            }
        }
    }

    /// Counts a visit of `goal` and of every goal above it.
    pub(crate) fn visit(&mut self, goal: GoalId) {
        for above in self.ancestors(goal) {
            self.goal_mut(above).visits += 1;
        }
    }

    /// `goal` and every goal from which it can be reached.
    pub fn ancestors(&self, goal: GoalId) -> Vec<GoalId> {
        let mut seen = vec![false; self.goals.len()];
        let mut open = vec![goal];
        let mut found = Vec::new();
        while let Some(goal) = open.pop() {
            if std::mem::replace(&mut seen[goal.index()], true) {
                continue;
            }
            found.push(goal);
            open.extend(self.parents_of(goal).into_iter().map(|step| self.step(step).goal));
        }
        found
    }

    /// Open goals that could still contribute to a proof of the root, oldest first: those that
    /// are reached from the root through open goals and live steps.
    pub fn frontier(&self) -> Vec<GoalId> {
        let mut seen = vec![false; self.goals.len()];
        let mut open = vec![self.root()];
        let mut found = Vec::new();
        while let Some(goal) = open.pop() {
            if self.goal(goal).status != Status::Open
                || std::mem::replace(&mut seen[goal.index()], true)
            {
                continue;
            }
            found.push(goal);
            for step in self.steps_of(goal) {
                if self.step(step).status == Status::Open {
                    open.extend(self.goals_of(step));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests;
