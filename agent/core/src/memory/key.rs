//! Keys of artifacts, and the form in which claims are kept: what writer and readers of the memory
//! have to agree on.

use polya_lean::goal::Goal;
use polya_problems::Problem;
use serde_json::{Map, Value};

use super::alike::form;
use crate::{graph::GoalState, refutation::Claim};

/// Key of the failures on a goal of a problem under a Lean.
pub(super) fn failure_key(problem: &Problem, state: &GoalState, toolchain: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [toolchain.as_bytes(), problem.before().as_bytes(), &state.key().0] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    format!("failure {}", &hasher.finalize().to_hex()[..32])
}

/// Key of a proved goal: the same for goals that differ in names only.
pub(super) fn goal_key(kind: &str, goal: &Goal) -> String {
    format!("{kind} {}", &blake3::hash(form(goal).as_bytes()).to_hex()[..32])
}

/// A claim as the memory keeps it: JSON.
pub(super) fn told(claim: &Claim) -> String {
    let values: Vec<Value> =
        claim.assignment.iter().map(|(name, value)| [&**name, &**value].into()).collect();
    let mut object = Map::new();
    object.insert("assignment".to_owned(), values.into());
    object.insert("explanation".to_owned(), claim.explanation.as_str().into());
    Value::Object(object).to_string()
}

/// The inverse of [`told`].
pub(super) fn heard(result: &str) -> Option<Claim> {
    let value: Value = serde_json::from_str(result).ok()?;
    serde_json::from_value(value).ok()
}
