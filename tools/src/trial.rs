//! Trying a tool out: what the contract asks of it, check by check.
//!
//! For authors, before they add a tool: each check says what was tried and what came back. Nothing
//! here is needed for safety; the host survives tools that fail every one of these.

use std::{sync::Arc, time::Instant};

use polya_sandbox::wasm::{Export, Goal, Hypothesis, NoServices, Refutation, ToolError};
use serde::Serialize;
use serde_json::Value;

use crate::registry::Registered;

/// What was tried and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was tried.
    pub what: String,
    /// Whether the tool did what it should.
    pub passed: bool,
    /// What it did.
    pub detail: String,
}

/// The checks of one tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// The tool's name.
    pub tool: String,
    /// In the order in which they were made.
    pub checks: Vec<Check>,
}

impl Trial {
    /// True if every check passed.
    pub fn passed(&self) -> bool {
        self.checks.iter().all(|check| check.passed)
    }

    fn note(&mut self, what: impl Into<String>, result: Result<String, String>) {
        let passed = result.is_ok();
        let (Ok(detail) | Err(detail)) = result;
        self.checks.push(Check { what: what.into(), passed, detail });
    }
}

/// True statements, on which a proposer may be silent and a refuter must not find anything.
const TRUE_GOALS: [&str; 5] = [
    "⊢ True",
    "a b : Nat ⊢ a + b = b + a",
    "n : Nat; h : 0 < n ⊢ n ≠ 0",
    "p q : Prop; h : p ∧ q ⊢ q",
    "α : Type; xs : List α ⊢ xs ++ [] = xs",
];

/// Tries a tool.
pub async fn of(tool: &Registered) -> Trial {
    let mut trial = Trial { tool: tool.name().to_owned(), checks: Vec::new() };
    trial.note("introduces itself", introduction(tool).await);
    trial.note("describes its argument", schema(tool.input_schema()));
    trial.note("refuses what is no JSON", refuses_rubbish(tool).await);
    for (n, example) in examples(tool.input_schema()).iter().enumerate() {
        trial.note(format!("answers example {}", n + 1), answers(tool, example).await);
    }
    for text in TRUE_GOALS {
        let goal = goal(text);
        if tool.exports().contains(&Export::Propose) {
            trial.note(format!("proposes for `{text}`"), proposes(tool, &goal).await);
        }
        if tool.exports().contains(&Export::Refute) {
            trial.note(format!("does not refute `{text}`"), does_not_refute(tool, &goal).await);
        }
    }
    trial
}

async fn introduction(tool: &Registered) -> Result<String, String> {
    let again = tool.describe().await.map_err(|e| e.to_string())?;
    let spec = tool.spec();
    if again.name != spec.name || again.input_schema != spec.input_schema {
        return Err("it says something else each time".to_owned());
    }
    if spec.description.trim().is_empty() {
        return Err("it does not say what it is for".to_owned());
    }
    Ok(spec.description.clone())
}

fn schema(schema: &Value) -> Result<String, String> {
    if schema["type"] != "object" {
        return Err("the schema of an argument has `\"type\": \"object\"`".to_owned());
    }
    let examples = examples(schema).len();
    Ok(format!("{examples} examples in the schema"))
}

fn examples(schema: &Value) -> Vec<Value> {
    schema["examples"].as_array().cloned().unwrap_or_default()
}

async fn refuses_rubbish(tool: &Registered) -> Result<String, String> {
    match tool.call_text("{\"cut\": ".to_owned()).await {
        Ok(Err(error @ ToolError::BadInput(_))) => Ok(error.to_string()),
        Ok(Err(error)) => Err(format!("says `{error}`; `bad-input` is meant for this")),
        Ok(Ok(_)) => Err("answers as if nothing were wrong".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

async fn answers(tool: &Registered, example: &Value) -> Result<String, String> {
    let started = Instant::now();
    let answer = tool.call(example, Arc::new(NoServices)).await.map_err(|e| e.to_string())?;
    Ok(format!("{} in {:.1?}", answer.value, started.elapsed()))
}

async fn proposes(tool: &Registered, goal: &Goal) -> Result<String, String> {
    let started = Instant::now();
    let found = tool.propose(goal, "", Arc::new(NoServices)).await.map_err(|e| e.to_string())?;
    Ok(format!("{} tactics in {:.1?}", found.len(), started.elapsed()))
}

async fn does_not_refute(tool: &Registered, goal: &Goal) -> Result<String, String> {
    let started = Instant::now();
    match tool.refute(goal, "", Arc::new(NoServices)).await.map_err(|e| e.to_string())? {
        Refutation::Found(found) => Err(format!("it says {:?}", found.assignment)),
        Refutation::NoneUpTo(_) | Refutation::NotApplicable(_) => {
            Ok(format!("in {:.1?}", started.elapsed()))
        }
    }
}

/// A goal written on one line: `a b : Nat; h : a < b ⊢ a ≠ b`.
fn goal(text: &str) -> Goal {
    let (context, target) = text.split_once('⊢').unwrap_or(("", text));
    let hypotheses = context
        .split(';')
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(names, ty)| {
            names.split_whitespace().map(|name| Hypothesis {
                name: name.to_owned(),
                ty: ty.trim().to_owned(),
                value: None,
                accessible: true,
            })
        })
        .collect();
    Goal { hypotheses, target: target.trim().to_owned() }
}
