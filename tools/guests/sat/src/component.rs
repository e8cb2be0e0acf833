//! The component: the contract's functions on top of the solver.

use serde_json::{Value, json};

use crate::{Hypothesis, Outcome, read, solve_clauses, solve_formula};

#[expect(clippy::pedantic, reason = "generated bindings")]
mod bindings {
    wit_bindgen::generate!({
        inline: "
            package polya:sat;
            world solver {
              use polya:tool/types@0.1.0.{spec, tool-error, goal, candidate, refutation};
              export describe: func() -> spec;
              export call: func(input: string) -> result<string, tool-error>;
              export propose: func(goal: goal) -> list<candidate>;
              export refute: func(goal: goal) -> refutation;
            }",
        path: "../../wit/polya-tool-0.1.0",
        world: "polya:sat/solver",
        pub_export_macro: true,
        generate_all,
    });
}

use bindings::{
    Guest,
    polya::tool::types::{Candidate, Counterexample, Goal, Refutation, Spec, ToolError},
};

struct Sat;

#[expect(unsafe_code, unreachable_pub, reason = "exports of a component are raw symbols")]
mod exports {
    use super::{Sat, bindings};
    bindings::export!(Sat with_types_in bindings);
}

impl Guest for Sat {
    fn describe() -> Spec {
        Spec {
            name: "sat".to_owned(),
            description: "Propositional logic by a solver: proves goals by the cases of their \
                          atoms, and refutes those that have a countermodel. A call solves clauses \
                          or a formula and answers with a model or with a refutation."
                .to_owned(),
            input_schema: json!({
                "type": "object",
                "properties": {
                    "formula": {
                        "type": "string",
                        "description": "in Lean's notation, such as `(p → q) ∧ p ∧ ¬q`"
                    },
                    "clauses": {
                        "type": "array",
                        "items": {"type": "array", "items": {"type": "integer"}},
                        "description": "variables from 1, negative numbers for negations"
                    }
                },
                "additionalProperties": false,
                "examples": [
                    {"formula": "(p → q) ∧ p"},
                    {"clauses": [[1, 2], [-1, 2], [1, -2], [-1, -2]]}
                ]
            })
            .to_string(),
            output_schema: Some(
                json!({
                    "type": "object",
                    "properties": {
                        "satisfiable": {"type": "boolean"},
                        "model": {"type": ["object", "array"]},
                        "trace": {"type": "array"}
                    },
                    "required": ["satisfiable"]
                })
                .to_string(),
            ),
            deterministic: true,
        }
    }

    fn call(input: String) -> Result<String, ToolError> {
        let bad = |e: &dyn std::fmt::Display| ToolError::BadInput(e.to_string());
        let input: Value = serde_json::from_str(&input).map_err(|e| bad(&e))?;
        let unknown = || ToolError::Failed("the solver gave up after 50000 conflicts".to_owned());
        let answer = if let Some(formula) = input["formula"].as_str() {
            let term = polya_text::statement::parse(formula).map_err(|e| bad(&e))?;
            let mut atoms = Vec::new();
            let formula = read(&term, &mut atoms);
            match solve_formula(&formula, atoms.len()) {
                Outcome::Model(model) => {
                    let name = |n: usize| {
                        polya_text::statement::show(&atoms[n])
                            .unwrap_or_else(|| format!("atom {n}"))
                    };
                    let model: serde_json::Map<String, Value> =
                        model.iter().enumerate().map(|(n, v)| (name(n), (*v).into())).collect();
                    json!({"satisfiable": true, "model": model})
                }
                Outcome::Contradiction(trace) => json!({"satisfiable": false, "trace": trace}),
                Outcome::Unknown => return Err(unknown()),
            }
        } else if !input["clauses"].is_null() {
            let clauses: Vec<Vec<i32>> =
                serde_json::from_value(input["clauses"].clone()).map_err(|e| bad(&e))?;
            match solve_clauses(&clauses) {
                Ok(Outcome::Model(model)) => json!({"satisfiable": true, "model": model}),
                Ok(Outcome::Contradiction(trace)) => json!({"satisfiable": false, "trace": trace}),
                Ok(Outcome::Unknown) => return Err(unknown()),
                Err(number) => return Err(bad(&format!("{number} is no literal"))),
            }
        } else {
            return Err(bad(&"give a `formula` or `clauses`"));
        };
        Ok(answer.to_string())
    }

    fn propose(goal: Goal) -> Vec<Candidate> {
        let context = context(&goal);
        let found = crate::propose(&context, &goal.target);
        found.into_iter().map(|tactic| Candidate { tactic, weight: 0.7 }).collect()
    }

    fn refute(goal: Goal) -> Refutation {
        match crate::refute(&context(&goal), &goal.target) {
            Some(assignment) => Refutation::Found(Counterexample {
                assignment,
                explanation: format!("false then: {}", goal.target),
            }),
            None => Refutation::NotApplicable("it holds, or is not propositional".to_owned()),
        }
    }
}

fn context(goal: &Goal) -> Vec<Hypothesis> {
    let one = |name: &String, ty: &String| Hypothesis { name: name.clone(), ty: ty.clone() };
    goal.hypotheses.iter().map(|h| one(&h.name, &h.ty)).collect()
}
