//! The component: the contract's functions on top of the normal forms.

use serde_json::{Value, json};

use crate::{Goal as Question, Hypothesis, normal_form};

#[expect(clippy::pedantic, reason = "generated bindings")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/polya-tool-0.1.0", world: "proposer", pub_export_macro: true });
}

use bindings::{
    Guest,
    polya::tool::types::{Candidate, Goal, Spec, ToolError},
};

struct Ring;

#[expect(unsafe_code, unreachable_pub, reason = "exports of a component are raw symbols")]
mod exports {
    use super::{Ring, bindings};
    bindings::export!(Ring with_types_in bindings);
}

impl Guest for Ring {
    fn describe() -> Spec {
        Spec {
            name: "ring".to_owned(),
            description: "Multiplies out polynomials and compares their normal forms: proves \
                          identities, comparisons and divisibilities over natural numbers, integers \
                          and commutative rings, also from equations of the context. A call gives \
                          the normal form of an expression."
                .to_owned(),
            input_schema: json!({
                "type": "object",
                "properties": {
                    "expression": {
                        "type": "string",
                        "description": "a polynomial in Lean's notation, such as `(a + b) ^ 2`"
                    },
                    "truncated": {
                        "type": "boolean",
                        "description": "true if `-` stops at zero, as for natural numbers"
                    }
                },
                "required": ["expression"],
                "additionalProperties": false,
                "examples": [{"expression": "(a + b) ^ 2"}, {"expression": "a - b", "truncated": true}]
            })
            .to_string(),
            output_schema: Some(
                json!({
                    "type": "object",
                    "properties": {"normal_form": {"type": "string"}},
                    "required": ["normal_form"]
                })
                .to_string(),
            ),
            deterministic: true,
        }
    }

    fn call(input: String) -> Result<String, ToolError> {
        let bad = |e: &dyn std::fmt::Display| ToolError::BadInput(e.to_string());
        let input: Value = serde_json::from_str(&input).map_err(|e| bad(&e))?;
        let expression =
            input["expression"].as_str().ok_or_else(|| bad(&"`expression` is missing"))?;
        let subtracts = !input["truncated"].as_bool().unwrap_or(false);
        let normal = normal_form(expression, subtracts).map_err(|e| bad(&e))?;
        Ok(json!({"normal_form": normal}).to_string())
    }

    fn propose(goal: Goal) -> Vec<Candidate> {
        let hypotheses = goal
            .hypotheses
            .into_iter()
            .map(|h| Hypothesis { name: h.name, ty: h.ty, accessible: h.accessible })
            .collect();
        crate::propose(&Question { hypotheses, target: goal.target })
            .into_iter()
            .map(|p| Candidate { tactic: p.tactic, weight: p.weight })
            .collect()
    }
}
