//! From a proved graph to a proof a person can read: structured tactic text.

use super::{GoalId, Graph, Status, StepId};
use crate::candidate::Source;

/// A complete proof.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofScript {
    /// The proof term: `by` and the tactics, two columns in.
    pub text: String,
    /// The steps it uses, in the order of the text.
    pub steps: Vec<StepId>,
    /// Who proposed them, in the same order.
    pub sources: Vec<Source>,
    /// Uses of a goal at another place than the one at which its proof was checked.
    pub shares: Vec<Share>,
}

/// A goal used at a place where its proof was not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The step that has the goal.
    pub step: StepId,
    /// At which position.
    pub position: u32,
}

impl Graph {
    /// The proof of the root, if it is proved.
    pub fn proof(&self) -> Option<ProofScript> {
        self.proof_of(self.root())
    }

    /// The proof of a goal, if it is proved.
    pub fn proof_of(&self, goal: GoalId) -> Option<ProofScript> {
        let mut script = ProofScript {
            text: String::from("by\n"),
            steps: Vec::new(),
            sources: Vec::new(),
            shares: Vec::new(),
        };
        let mut lines = Vec::new();
        self.write_goal(goal, &mut lines, &mut script)?;
        let lines: Vec<String> = lines.into_iter().map(|line| format!("  {line}")).collect();
        script.text.push_str(&lines.join("\n"));
        Some(script)
    }

    fn write_goal(
        &self,
        goal: GoalId,
        lines: &mut Vec<String>,
        script: &mut ProofScript,
    ) -> Option<()> {
        let Status::Proved { step } = self.goal(goal).status else { return None };
        let node = self.step(step);
        script.steps.push(step);
        script.sources.push(node.source.clone());
        lines.extend(node.tactic.lines().map(|line| line.trim_end().to_owned()));
        let goals = self.goals_of(step);
        for (position, child) in (0..).zip(&goals) {
            if self.goal(*child).via != Some((step, position)) {
                script.shares.push(Share { step, position });
            }
            if let [only] = goals[..] {
                return self.write_goal(only, lines, script);
            }
            let mut block = Vec::new();
            self.write_goal(*child, &mut block, script)?;
            for (index, line) in block.into_iter().enumerate() {
                lines.push(format!("{}{line}", if index == 0 { "· " } else { "  " }));
            }
        }
        Some(())
    }
}
