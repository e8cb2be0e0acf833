//! The search graph of a past run as text, as Graphviz's `dot`, and as JSON.

use std::fmt::Write;

use serde::Serialize;

use crate::graph::{GoalId, GoalState, Graph, Status, StepId};

/// A goal as Lean prints it.
pub fn goal_text(state: &GoalState) -> String {
    let mut text = String::new();
    for (index, goal) in state.0.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for hypothesis in &goal.hypotheses {
            let value = hypothesis.value.as_ref().map_or(String::new(), |v| format!(" := {v}"));
            let dagger = if hypothesis.accessible { "" } else { "✝" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}{dagger} : {}{value}", hypothesis.name, hypothesis.ty);
        }
        let _ = write!(text, "⊢ {}", goal.target);
    }
    text
}

fn targets(state: &GoalState) -> String {
    state.0.iter().map(|g| format!("⊢ {}", g.target)).collect::<Vec<_>>().join("   ")
}

fn mark(status: Status) -> &'static str {
    match status {
        Status::Open => "?",
        Status::Proved { .. } => "✓",
        Status::Exhausted => "✗",
        Status::Refuted => "⊥",
    }
}

/// The graph as an indented tree. A goal that was shown before is only named. Without `all`, dead
/// steps are left out.
pub fn text(graph: &Graph, all: bool) -> String {
    let mut out = String::new();
    let mut shown = vec![false; graph.goals().len()];
    write_goal(graph, graph.root(), 0, all, &mut shown, &mut out);
    out
}

fn write_goal(
    graph: &Graph,
    id: GoalId,
    indent: usize,
    all: bool,
    shown: &mut [bool],
    out: &mut String,
) {
    let goal = graph.goal(id);
    let pad = "  ".repeat(indent);
    let again = std::mem::replace(&mut shown[id.0 as usize], true);
    let note = if again { " (above)" } else { "" };
    let _ = writeln!(
        out,
        "{pad}{} {id} {} [{} tried]{note}",
        mark(goal.status),
        targets(&goal.state),
        goal.tried_count
    );
    if again {
        return;
    }
    for step in graph.steps_of(id) {
        let taken = graph.step(step);
        if !all && taken.status.is_dead() {
            continue;
        }
        let mut lines = taken.tactic.lines();
        let first = lines.next().unwrap_or_default();
        let _ = writeln!(out, "{pad}  {} {first}    -- {}", mark(taken.status), taken.source);
        for line in lines {
            let _ = writeln!(out, "{pad}    {line}");
        }
        for child in graph.goals_of(step) {
            write_goal(graph, child, indent + 2, all, shown, out);
        }
    }
}

/// The graph for Graphviz: boxes are goals, ellipses are steps. Status shows in the line style as
/// well as in a mark, so that it survives a grey printer.
pub fn dot(graph: &Graph) -> String {
    let mut out =
        String::from("digraph search {\n  rankdir=TB;\n  node [fontname=\"monospace\"];\n");
    let style = |status| match status {
        Status::Proved { .. } => "bold",
        Status::Open => "solid",
        Status::Exhausted | Status::Refuted => "dashed",
    };
    for goal in graph.goals() {
        let label = escape(&format!("{} {}", mark(goal.status), targets(&goal.state)));
        let _ = writeln!(
            out,
            "  {} [shape=box, style={}, label=\"{label}\"];",
            goal.id,
            style(goal.status)
        );
    }
    for step in graph.steps() {
        let label = escape(&step.tactic);
        let _ = writeln!(
            out,
            "  {} [shape=ellipse, style={}, label=\"{label}\"];\n  {} -> {};",
            step.id,
            style(step.status),
            step.goal,
            step.id
        );
        for child in graph.goals_of(step.id) {
            let _ = writeln!(out, "  {} -> {child};", step.id);
        }
    }
    out.push_str("}\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\l")
}

/// The graph as data: goals and steps with their ids.
#[derive(Debug, Serialize)]
pub struct TreeData<'a> {
    goals: Vec<GoalData<'a>>,
    steps: Vec<StepData<'a>>,
    /// Steps of the proof, if there is one, in its order.
    proof: Option<Vec<StepId>>,
}

#[derive(Debug, Serialize)]
struct GoalData<'a> {
    id: GoalId,
    #[serde(flatten)]
    status: Status,
    depth: u32,
    log_prior: f64,
    visits: u32,
    tried: u32,
    state: &'a GoalState,
    steps: Vec<StepId>,
}

#[derive(Debug, Serialize)]
struct StepData<'a> {
    id: StepId,
    goal: GoalId,
    tactic: &'a str,
    source: &'a crate::candidate::Source,
    log_prior: f64,
    #[serde(flatten)]
    status: Status,
    goals: Vec<GoalId>,
}

/// The graph as data, for JSON.
pub fn data(graph: &Graph) -> TreeData<'_> {
    let goals = graph.goals().map(|goal| GoalData {
        id: goal.id,
        status: goal.status,
        depth: goal.depth,
        log_prior: goal.log_prior,
        visits: goal.visits,
        tried: goal.tried_count,
        state: &goal.state,
        steps: graph.steps_of(goal.id),
    });
    let steps = graph.steps().map(|step| StepData {
        id: step.id,
        goal: step.goal,
        tactic: &step.tactic,
        source: &step.source,
        log_prior: step.log_prior,
        status: step.status,
        goals: graph.goals_of(step.id),
    });
    TreeData {
        goals: goals.collect(),
        steps: steps.collect(),
        proof: graph.proof().map(|proof| proof.steps),
    }
}
