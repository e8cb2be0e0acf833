//! The component: the contract's functions on top of the guesses.

use serde_json::{Value, json};

use crate::{closed_form, recurrence};

#[expect(clippy::pedantic, reason = "generated bindings")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/polya-tool-0.1.0", world: "proposer-in-file", pub_export_macro: true });
}

use bindings::{
    Guest,
    polya::tool::types::{Candidate, Goal, Spec, ToolError},
};

/// Terms that are predicted.
const AHEAD: usize = 3;

struct Seq;

#[expect(unsafe_code, unreachable_pub, reason = "exports of a component are raw symbols")]
mod exports {
    use super::{Seq, bindings};
    bindings::export!(Seq with_types_in bindings);
}

impl Guest for Seq {
    fn describe() -> Spec {
        Spec {
            name: "seq".to_owned(),
            description: "Guesses a sequence from its first terms: closed forms, recurrences, the \
                          next terms. For goals it proposes closed forms of the file's own \
                          functions, as lemmas with a proof by induction."
                .to_owned(),
            input_schema: json!({
                "type": "object",
                "properties": {
                    "terms": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "minItems": 1,
                        "maxItems": 64,
                        "description": "the first terms, from index 0"
                    }
                },
                "required": ["terms"],
                "additionalProperties": false,
                "examples": [
                    {"terms": [0, 1, 3, 6, 10, 15, 21]},
                    {"terms": [0, 1, 1, 2, 3, 5, 8, 13]}
                ]
            })
            .to_string(),
            output_schema: Some(
                json!({
                    "type": "object",
                    "properties": {
                        "closed_form": {"type": ["string", "null"]},
                        "recurrence": {"type": ["string", "null"]},
                        "next": {"type": "array", "items": {"type": "string"}}
                    },
                    "required": ["closed_form", "recurrence", "next"]
                })
                .to_string(),
            ),
            deterministic: true,
        }
    }

    fn call(input: String) -> Result<String, ToolError> {
        let bad = |e: &dyn std::fmt::Display| ToolError::BadInput(e.to_string());
        let input: Value = serde_json::from_str(&input).map_err(|e| bad(&e))?;
        let terms = input["terms"].as_array().ok_or_else(|| bad(&"`terms` is missing"))?;
        let mut terms: Vec<i128> = terms
            .iter()
            .map(|t| t.as_i64().map(i128::from).ok_or_else(|| bad(&"a term is no 64-bit integer")))
            .collect::<Result<_, _>>()?;
        let form = closed_form(&terms).map(|form| form.describe("t n"));
        let rule = recurrence(&terms);
        let mut next = Vec::new();
        for _ in 0..AHEAD {
            let Some(term) = rule.as_ref().and_then(|rule| rule.next(&terms)) else { break };
            next.push(term.to_string());
            terms.push(term);
        }
        let rule = rule.map(|rule| rule.describe("t"));
        Ok(json!({"closed_form": form, "recurrence": rule, "next": next}).to_string())
    }

    fn propose(_goal: Goal) -> Vec<Candidate> {
        // Without the file there are no functions to speak of.
        Vec::new()
    }

    fn propose_in_file(goal: Goal, before: String) -> Vec<Candidate> {
        let hypotheses: Vec<(String, String)> =
            goal.hypotheses.into_iter().map(|h| (h.name, h.ty)).collect();
        crate::propose(&hypotheses, &goal.target, &before)
            .into_iter()
            .map(|p| Candidate { tactic: p.tactic, weight: p.weight })
            .collect()
    }
}
