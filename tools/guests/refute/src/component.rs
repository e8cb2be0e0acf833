//! The component: the contract's functions on top of the search.

use serde_json::{Value, json};

use crate::search::{self, NotApplicable, Outcome};

#[expect(clippy::pedantic, reason = "generated bindings")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/polya-tool-0.1.0", world: "refuter-in-file", pub_export_macro: true });
}

use bindings::{
    Guest,
    polya::tool::types::{Counterexample, Goal, Refutation, Spec, ToolError},
};

struct Refute;

#[expect(unsafe_code, unreachable_pub, reason = "exports of a component are raw symbols")]
mod exports {
    use super::{Refute, bindings};
    bindings::export!(Refute with_types_in bindings);
}

impl Guest for Refute {
    fn describe() -> Spec {
        Spec {
            name: "refute".to_owned(),
            description: "Looks for small values that make a statement false: natural numbers and \
                          integers, truth values, short lists, finite types with predicates and \
                          functions on them. Finding none proves nothing."
                .to_owned(),
            input_schema: json!({
                "type": "object",
                "properties": {
                    "target": {
                        "type": "string",
                        "description": "the statement in Lean's notation, such as `∀ n : Nat, n < n * n`"
                    },
                    "before": {
                        "type": "string",
                        "description": "text of the Lean file before the statement: definitions to be unfolded"
                    },
                    "hypotheses": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"name": {"type": "string"}, "type": {"type": "string"}},
                            "required": ["name", "type"],
                            "additionalProperties": false
                        }
                    }
                },
                "required": ["target"],
                "additionalProperties": false
            })
            .to_string(),
            output_schema: Some(
                json!({
                    "type": "object",
                    "properties": {
                        "result": {"enum": ["found", "none-up-to", "not-applicable"]},
                        "assignment": {"type": "object"},
                        "detail": {"type": "string"}
                    },
                    "required": ["result", "detail"]
                })
                .to_string(),
            ),
            deterministic: true,
        }
    }

    fn call(input: String) -> Result<String, ToolError> {
        let bad = |e: &dyn std::fmt::Display| ToolError::BadInput(e.to_string());
        let input: Value = serde_json::from_str(&input).map_err(|e| bad(&e))?;
        let target = input["target"].as_str().ok_or_else(|| bad(&"`target` is missing"))?;
        let text = |v: &Value, key: &str| v[key].as_str().unwrap_or_default().to_owned();
        let hypotheses: Vec<_> = input["hypotheses"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|h| search::Hypothesis { name: text(h, "name"), ty: text(h, "type"), value: None })
            .collect();
        let answer = match search::refute(
            &hypotheses,
            target,
            input["before"].as_str().unwrap_or_default(),
        ) {
            Ok(Outcome::Found(found)) => {
                let assignment: serde_json::Map<_, _> =
                    found.assignment.into_iter().map(|(n, v)| (n, v.into())).collect();
                json!({"result": "found", "assignment": assignment, "detail": found.explanation})
            }
            Ok(Outcome::NoneUpTo(bounds)) => json!({"result": "none-up-to", "detail": bounds}),
            Err(NotApplicable(reason)) => json!({"result": "not-applicable", "detail": reason}),
        };
        Ok(answer.to_string())
    }

    fn refute(goal: Goal) -> Refutation {
        refutation(goal, "")
    }

    fn refute_in_file(goal: Goal, before: String) -> Refutation {
        refutation(goal, &before)
    }
}

fn refutation(goal: Goal, before: &str) -> Refutation {
    let hypotheses: Vec<_> = goal
        .hypotheses
        .into_iter()
        .map(|h| search::Hypothesis { name: h.name, ty: h.ty, value: h.value })
        .collect();
    match search::refute(&hypotheses, &goal.target, before) {
        Ok(Outcome::Found(found)) => Refutation::Found(Counterexample {
            assignment: found.assignment,
            explanation: found.explanation,
        }),
        Ok(Outcome::NoneUpTo(bounds)) => Refutation::NoneUpTo(bounds),
        Err(NotApplicable(reason)) => Refutation::NotApplicable(reason),
    }
}
