//! The component: the contract's functions on top of the arithmetic.

use serde_json::{Value, json};

use crate::{Numbers, evaluate, evaluate_modulo};

#[expect(clippy::pedantic, reason = "generated bindings")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/polya-tool-0.1.0", world: "proposer", pub_export_macro: true });
}

use bindings::{
    Guest,
    polya::tool::types::{Candidate, Goal, Spec, ToolError},
};

struct Calc;

#[expect(unsafe_code, unreachable_pub, reason = "exports of a component are raw symbols")]
mod exports {
    use super::{Calc, bindings};
    bindings::export!(Calc with_types_in bindings);
}

impl Guest for Calc {
    fn describe() -> Spec {
        Spec {
            name: "calc".to_owned(),
            description:
                "Exact arithmetic: evaluates expressions and checks claims over rational, \
                          integer or natural numbers, or modulo a number, and those in a chain of \
                          thought. For goals it finds witnesses, and proves statements on \
                          remainders by going through the residues."
                    .to_owned(),
            input_schema: json!({
                "type": "object",
                "properties": {
                    "expression": {
                        "type": "string",
                        "description": "such as `2 ^ 64 / 3` or `7 * 13 = 91`"
                    },
                    "claims": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "claims to check one by one, such as `2 ^ 10 = 1024`"
                    },
                    "text": {
                        "type": "string",
                        "maxLength": 65536,
                        "description": "prose whose arithmetic is to be checked, such as a chain of thought"
                    },
                    "numbers": {
                        "enum": ["rational", "integer", "natural"],
                        "description": "what `-`, `/` and `%` mean; rational if not given"
                    },
                    "modulus": {
                        "type": "string",
                        "description": "compute modulo this number"
                    }
                },
                "additionalProperties": false,
                "examples": [
                    {"expression": "1 / 3 + 1 / 6"},
                    {"expression": "2 ^ 1000000007", "modulus": "97"},
                    {"text": "Since 7 * 13 = 92 and 92 + 9 = 101, we are done."},
                    {"claims": ["2 ^ 10 = 1024", "3 * 4 = 13"], "numbers": "natural"}
                ]
            })
            .to_string(),
            output_schema: Some(
                json!({
                    "type": "object",
                    "properties": {
                        "value": {"type": "string"},
                        "claims": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "claim": {"type": "string"},
                                    "holds": {"type": ["boolean", "null"]},
                                    "reason": {"type": "string"}
                                },
                                "required": ["claim", "holds"]
                            }
                        }
                    }
                })
                .to_string(),
            ),
            deterministic: true,
        }
    }

    fn call(input: String) -> Result<String, ToolError> {
        let bad = |e: &dyn std::fmt::Display| ToolError::BadInput(e.to_string());
        let input: Value = serde_json::from_str(&input).map_err(|e| bad(&e))?;
        let numbers = match input["numbers"].as_str() {
            None | Some("rational") => Numbers::Rational,
            Some("integer") => Numbers::Integer,
            Some("natural") => Numbers::Natural,
            Some(other) => return Err(bad(&format!("there are no `{other}` numbers"))),
        };
        let mut answer = json!({});
        if let Some(expression) = input["expression"].as_str() {
            let value = match input["modulus"].as_str() {
                Some(modulus) => evaluate_modulo(expression, modulus),
                None => evaluate(expression, numbers),
            };
            answer["value"] = value.map_err(|e| bad(&e))?.into();
        } else if let Some(claims) = input["claims"].as_array() {
            let check = |claim: &Value| {
                let claim = claim.as_str().unwrap_or_default();
                match evaluate(claim, numbers).as_deref() {
                    Ok("true") => json!({"claim": claim, "holds": true}),
                    Ok("false") => json!({"claim": claim, "holds": false}),
                    Ok(value) => {
                        json!({"claim": claim, "holds": null, "reason": format!("it is the number {value}")})
                    }
                    Err(e) => json!({"claim": claim, "holds": null, "reason": e.to_string()}),
                }
            };
            answer["claims"] = claims.iter().map(check).collect::<Vec<_>>().into();
        } else if let Some(text) = input["text"].as_str() {
            let check = |found: crate::Checked| match found.holds {
                Ok(holds) => json!({"claim": found.claim, "holds": holds}),
                Err(e) => json!({"claim": found.claim, "holds": null, "reason": e.to_string()}),
            };
            let claims: Vec<Value> = crate::check(text, numbers).into_iter().map(check).collect();
            answer["claims"] = claims.into();
        } else {
            return Err(bad(&"give an `expression`, `claims` or a `text`"));
        }
        Ok(answer.to_string())
    }

    fn propose(goal: Goal) -> Vec<Candidate> {
        let hypotheses: Vec<(String, String)> =
            goal.hypotheses.into_iter().map(|h| (h.name, h.ty)).collect();
        crate::propose(&hypotheses, &goal.target)
            .into_iter()
            .map(|p| Candidate { tactic: p.tactic, weight: p.weight })
            .collect()
    }
}
