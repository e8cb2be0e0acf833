//! Tool `{{name}}`: proposes `rfl` for equations, and says how long a text is.
//!
//! What it knows is in plain functions, which `cargo test` tests on this machine; the module
//! `component` at the end connects them to the contract.

/// Tactics for a goal, each with the chance in (0, 1] that it helps. The target is text as Lean
/// prints it, such as `2 + 2 = 4`.
pub fn tactics(target: &str) -> Vec<(String, f32)> {
    if target.contains(" = ") { vec![("rfl".to_owned(), 0.6)] } else { Vec::new() }
}

/// How many characters a text has.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn equations_get_a_proposal_and_nothing_else_does() {
        assert_eq!(super::tactics("2 + 2 = 4").len(), 1);
        assert!(super::tactics("0 < 1").is_empty());
        assert_eq!(super::length("∀ x"), 3);
    }
}

#[cfg(target_family = "wasm")]
mod component {
    use serde_json::{Value, json};

    mod bindings {
        // For a tool that refutes, too, or that asks for permissions, see the worlds in the file.
        wit_bindgen::generate!({ path: "wit", world: "proposer", pub_export_macro: true });
    }

    use bindings::{
        Guest,
        polya::tool::types::{Candidate, Goal, Spec, ToolError},
    };

    struct Tool;

    bindings::export!(Tool with_types_in bindings);

    impl Guest for Tool {
        fn describe() -> Spec {
            Spec {
                name: "{{name}}".to_owned(),
                description: "Proposes `rfl` for equations. A call says how long a text is.".to_owned(),
                input_schema: json!({
                    "type": "object",
                    "properties": {"text": {"type": "string"}},
                    "required": ["text"],
                    "additionalProperties": false,
                    "examples": [{"text": "abc"}]
                })
                .to_string(),
                output_schema: None,
                deterministic: true,
            }
        }

        fn call(input: String) -> Result<String, ToolError> {
            let input: Value =
                serde_json::from_str(&input).map_err(|e| ToolError::BadInput(e.to_string()))?;
            let text = input["text"]
                .as_str()
                .ok_or_else(|| ToolError::BadInput("`text` is missing".to_owned()))?;
            Ok(json!({"length": crate::length(text)}).to_string())
        }

        fn propose(goal: Goal) -> Vec<Candidate> {
            crate::tactics(&goal.target)
                .into_iter()
                .map(|(tactic, weight)| Candidate { tactic, weight })
                .collect()
        }
    }
}
