//! A proof that a person builds: goals, the tactics that were applied to them, and undo.
//!
//! Pure data. What a tactic does is Lean's business and comes in as an outcome.

use std::sync::Arc;

use polya_lean::{
    check::{PathStep, Site},
    goal::Goal,
};

/// A goal, or several that share a metavariable and so stay together, and what was done about it.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    goals: Vec<Goal>,
    /// How Lean reaches it from the theorem's start.
    path: Vec<PathStep>,
    /// For goals that stay together: the tactics since `path` ends.
    prefix: Option<String>,
    /// The tactic that was applied, and the nodes it left.
    done: Option<(Arc<str>, Vec<usize>)>,
}

/// A theorem under work.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The file up to and with `:=`.
    before: Arc<str>,
    /// All nodes, in the order in which they were made; the first is the theorem's own goal.
    nodes: Vec<Node>,
    /// Nodes to which tactics were applied, oldest first.
    applied: Vec<usize>,
    /// A whole proof that was found by others.
    found: Option<String>,
}

impl Session {
    /// A session on the theorem whose file begins with `before` and whose goal is `goals`.
    pub(crate) fn new(before: Arc<str>, goals: Vec<Goal>) -> Self {
        let root = Node { goals, path: Vec::new(), prefix: None, done: None };
        Self { before, nodes: vec![root], applied: Vec::new(), found: None }
    }

    /// The goals to be proved, those under work first. Empty if the proof is complete.
    pub(crate) fn goals(&self) -> Vec<&Goal> {
        self.open().into_iter().flat_map(|node| &self.nodes[node].goals).collect()
    }

    /// The goals of the node under work: one, or several that stay together.
    pub(crate) fn current(&self) -> &[Goal] {
        self.open().first().map_or(&[], |node| &self.nodes[*node].goals)
    }

    /// True if nothing is left to be proved.
    pub(crate) fn is_complete(&self) -> bool {
        self.open().is_empty()
    }

    /// Takes over a whole proof: `by` and tactics. The tactics so far are kept for undo.
    pub(crate) fn take_over(&mut self, proof: String) {
        self.found = Some(proof);
    }

    /// Where Lean finds the goal under work, and the text that stands for `tactic` there.
    pub(crate) fn question(&self, tactic: &str) -> Option<(Site, Arc<str>)> {
        let node = &self.nodes[*self.open().first()?];
        let site = Site { before: Arc::clone(&self.before), path: node.path.clone() };
        let text = match &node.prefix {
            Some(prefix) => format!("{prefix}\n{tactic}").into(),
            None => tactic.into(),
        };
        Some((site, text))
    }

    /// Records that `tactic` left `remaining` of the goal under work. `coupled` goals share a
    /// metavariable and stay together.
    pub(crate) fn apply(&mut self, tactic: &str, remaining: Vec<Goal>, coupled: bool) {
        let Some(&at) = self.open().first() else { return };
        let whole: Arc<str> = match &self.nodes[at].prefix {
            Some(prefix) => format!("{prefix}\n{tactic}").into(),
            None => tactic.into(),
        };
        let path = self.nodes[at].path.clone();
        let mut left = Vec::new();
        if coupled && remaining.len() > 1 {
            left.push(self.nodes.len());
            self.nodes.push(Node {
                goals: remaining,
                path,
                prefix: Some(whole.to_string()),
                done: None,
            });
        } else {
            let goals = remaining.len();
            for (chosen, goal) in remaining.into_iter().enumerate() {
                let mut path = path.clone();
                path.push(PathStep { tactic: Arc::clone(&whole), goals, chosen });
                left.push(self.nodes.len());
                self.nodes.push(Node { goals: vec![goal], path, prefix: None, done: None });
            }
        }
        self.nodes[at].done = Some((tactic.into(), left));
        self.applied.push(at);
    }

    /// Takes the last tactic back. Returns it.
    pub(crate) fn undo(&mut self) -> Option<Arc<str>> {
        if self.found.take().is_some() {
            return Some("the proof that was found".into());
        }
        let at = self.applied.pop()?;
        let (tactic, left) = self.nodes[at].done.take()?;
        // Later nodes come from this tactic: everything after it was undone before.
        if let Some(first) = left.first() {
            self.nodes.truncate(*first);
        }
        Some(tactic)
    }

    /// The tactics so far as a proof term; open goals are `sorry`.
    pub(crate) fn script(&self) -> String {
        if let Some(found) = &self.found {
            return found.clone();
        }
        let mut lines = vec!["by".to_owned()];
        let mut body = Vec::new();
        self.write(0, &mut body);
        lines.extend(body.into_iter().map(|line| format!("  {line}")));
        lines.join("\n")
    }

    fn write(&self, at: usize, lines: &mut Vec<String>) {
        let node = &self.nodes[at];
        let Some((tactic, left)) = &node.done else {
            lines.push(if node.goals.len() > 1 { "all_goals sorry" } else { "sorry" }.to_owned());
            return;
        };
        lines.extend(tactic.lines().map(|line| line.trim_end().to_owned()));
        if let [only] = left[..] {
            self.write(only, lines);
            return;
        }
        for node in left {
            let mut block = Vec::new();
            self.write(*node, &mut block);
            for (index, line) in block.into_iter().enumerate() {
                lines.push(format!("{}{line}", if index == 0 { "· " } else { "  " }));
            }
        }
    }

    /// The tactics as an indented tree, open goals marked.
    pub(crate) fn tree(&self) -> String {
        let mut lines = Vec::new();
        self.draw(0, 0, &mut lines);
        lines.join("\n")
    }

    fn draw(&self, at: usize, depth: usize, lines: &mut Vec<String>) {
        let node = &self.nodes[at];
        let indent = "  ".repeat(depth);
        for goal in &node.goals {
            let mark = if node.done.is_some() { " " } else { "?" };
            lines.push(format!("{indent}{mark} ⊢ {}", goal.target));
        }
        if let Some((tactic, left)) = &node.done {
            let mut text = tactic.lines();
            lines.push(format!("{indent}    {}", text.next().unwrap_or_default()));
            lines.extend(text.map(|line| format!("{indent}    {line}")));
            for node in left {
                self.draw(*node, depth + 1, lines);
            }
        }
    }

    /// The tactics so far, each with the goals it was applied to, for whoever goes on from here.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (&[Goal], &Arc<str>)> {
        self.applied.iter().filter_map(|at| {
            let node = &self.nodes[*at];
            Some((&node.goals[..], &node.done.as_ref()?.0))
        })
    }

    /// Open nodes, leftmost first.
    fn open(&self) -> Vec<usize> {
        if self.found.is_some() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            match &self.nodes[at].done {
                Some((_, left)) => stack.extend(left.iter().rev()),
                None => found.push(at),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(target: &str) -> Goal {
        Goal { case: None, hypotheses: Vec::new(), target: target.to_owned() }
    }

    fn targets(session: &Session) -> Vec<&str> {
        session.goals().into_iter().map(|goal| goal.target.as_str()).collect()
    }

    #[test]
    fn a_proof_with_two_branches() {
        let mut session = Session::new("theorem t : p :=".into(), vec![goal("p")]);
        assert_eq!(session.script(), "by\n  sorry");
        session.apply("constructor", vec![goal("a"), goal("b")], false);
        assert_eq!(targets(&session), ["a", "b"]);
        let (site, text) = session.question("rfl").expect("open");
        assert_eq!(site.path, [PathStep { tactic: "constructor".into(), goals: 2, chosen: 0 }]);
        assert_eq!(&*text, "rfl");
        session.apply("intro x", vec![goal("a'")], false);
        session.apply("exact foo\n  bar", vec![], false);
        assert_eq!(targets(&session), ["b"]);
        assert_eq!(session.question("rfl").expect("open").0.path[0].chosen, 1);
        session.apply("rfl", vec![], false);
        assert!(session.is_complete() && session.question("x").is_none());
        assert_eq!(
            session.script(),
            "by\n  constructor\n  · intro x\n    exact foo\n      bar\n  · rfl"
        );
    }

    #[test]
    fn undo_takes_back_exactly_the_last_tactic() {
        let mut session = Session::new("".into(), vec![goal("p")]);
        assert_eq!(session.undo(), None);
        session.apply("constructor", vec![goal("a"), goal("b")], false);
        let before = session.script();
        session.apply("cases h", vec![goal("a1"), goal("a2")], false);
        session.apply("rfl", vec![], false);
        assert_eq!(session.undo().as_deref(), Some("rfl"));
        assert_eq!(targets(&session), ["a1", "a2", "b"]);
        assert_eq!(session.undo().as_deref(), Some("cases h"));
        assert_eq!(session.script(), before);
        session.apply("rfl", vec![], false);
        assert_eq!(targets(&session), ["b"]);
        session.undo();
        session.undo();
        assert_eq!(session.nodes.len(), 1);
    }

    #[test]
    fn a_proof_found_by_others_can_be_taken_back() {
        let mut session = Session::new("".into(), vec![goal("p")]);
        session.apply("constructor", vec![goal("a"), goal("b")], false);
        session.take_over("by simp".to_owned());
        assert!(session.is_complete());
        assert_eq!(session.script(), "by simp");
        session.undo();
        assert_eq!(targets(&session), ["a", "b"]);
    }

    #[test]
    fn coupled_goals_stay_together() {
        let mut session = Session::new("".into(), vec![goal("∃ x, p x")]);
        session.apply("apply Exists.intro", vec![goal("p ?w"), goal("Nat")], true);
        assert_eq!(targets(&session), ["p ?w", "Nat"]);
        let (site, text) = session.question("exact h").expect("open");
        assert!(site.path.is_empty());
        assert_eq!(&*text, "apply Exists.intro\nexact h");
        assert_eq!(session.script(), "by\n  apply Exists.intro\n  all_goals sorry");
        session.apply("exact h", vec![], false);
        assert_eq!(session.script(), "by\n  apply Exists.intro\n  exact h");
    }
}
