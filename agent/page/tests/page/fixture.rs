//! Runs to make pages of, written as their logs would be.

use std::sync::Arc;

use polya_agent::{event::Record, settings::RunSettings, state::RunState};
use polya_page::view::{RunView, Source};
use polya_problems::{Expectation, Problem, ProblemId};
use serde_json::{Value, json};

/// A run under construction.
pub(crate) struct Run {
    pub(crate) name: String,
    pub(crate) records: Vec<Record>,
    pub(crate) problems: Vec<Arc<Problem>>,
    pub(crate) unverified: Vec<(ProblemId, String)>,
    active_ms: u64,
}

/// A problem `theorem NAME STATEMENT := sorry`.
pub(crate) fn problem(name: &str, statement: &str) -> Problem {
    let source = format!("/-- About {name}. -/\ntheorem {name} {statement} := sorry");
    Problem {
        id: ProblemId::new(format!("list::{name}")),
        theorem: name.to_owned(),
        path: "list.lean".into(),
        line: 2,
        hole: source.len() - 5..source.len(),
        source: source.into(),
        closing: None,
        informal: Some(format!("About {name}.")),
        level: Some("easy".to_owned()),
        tags: std::collections::BTreeSet::default(),
        expectation: Expectation::Unknown,
    }
}

/// A goal with this target, as logs have it.
pub(crate) fn goal(target: &str) -> Value {
    let hypothesis = json!({"name": "h", "accessible": true, "ty": "p ∧ q", "value": null});
    json!([{"case": null, "hypotheses": [hypothesis], "target": target}])
}

/// A rule's candidate, as logs have it.
pub(crate) fn candidate(tactic: &str) -> Value {
    json!({"tactic": tactic, "voice": "rules", "move": "rule", "rule": "finish",
        "log_prior": -0.5})
}

/// The two objects in one.
pub(crate) fn with(mut object: Value, more: Value) -> Value {
    if let (Value::Object(fields), Value::Object(more)) = (&mut object, more) {
        fields.extend(more);
    }
    object
}

impl Run {
    pub(crate) fn of(name: &str, problems: Vec<Problem>) -> Self {
        let heads: Vec<Value> = problems
            .iter()
            .map(|problem| {
                json!({"id": problem.id, "theorem": problem.theorem, "level": problem.level,
                    "expectation": problem.expectation, "hash": "0"})
            })
            .collect();
        let mut run = Self {
            name: name.to_owned(),
            records: Vec::new(),
            problems: problems.into_iter().map(Arc::new).collect(),
            unverified: Vec::new(),
            active_ms: 0,
        };
        run.add(json!({"event": "run_started", "settings": RunSettings::default(),
            "problems": heads, "list_hash": "0", "toolchain": "4.35.0", "program": "0.1.0"}));
        run
    }

    /// Adds a record, a tenth of a second after the one before.
    pub(crate) fn add(&mut self, event: Value) {
        let frame = json!({"v": 2, "seq": self.records.len(), "active_ms": self.active_ms,
            "time": "2026-11-23T23:46:51.042Z"});
        self.active_ms += 100;
        let record = serde_json::from_value(with(frame, event)).expect("a record");
        self.records.push(record);
    }

    /// Adds a record about the problem at this place of the list.
    pub(crate) fn about(&mut self, place: usize, event: Value) {
        let id = self.problems[place].id.clone();
        self.add(with(json!({"problem": id}), event));
    }

    /// Gives candidates to Lean, with its answers.
    pub(crate) fn tried(&mut self, place: usize, batch: u32, goal: u32, tried: &[(&str, Value)]) {
        let candidates: Vec<Value> = tried.iter().map(|(tactic, _)| candidate(tactic)).collect();
        let outcomes: Vec<&Value> = tried.iter().map(|(_, outcome)| outcome).collect();
        let checks = json!({"checks": tried.len()});
        self.about(
            place,
            json!({"event": "batch_sent", "batch": batch, "goal": goal, "round": 0,
            "candidates": candidates, "debit": checks}),
        );
        self.about(
            place,
            json!({"event": "outcomes_received", "batch": batch,
            "outcomes": outcomes, "spent": checks}),
        );
    }

    /// Adds a step that leaves these goals; those that are given with a target are new.
    pub(crate) fn step(
        &mut self,
        place: usize,
        step: u32,
        of: u32,
        tactic: &str,
        goals: &[(u32, Option<&str>)],
    ) {
        for (position, (id, target)) in goals.iter().enumerate() {
            if let Some(target) = target {
                self.about(
                    place,
                    json!({"event": "goal_added", "goal": id, "state": goal(target),
                    "step": step, "position": position}),
                );
            }
        }
        let ids: Vec<u32> = goals.iter().map(|(id, _)| *id).collect();
        let event = json!({"event": "step_added", "step": step, "goal": of, "goals": ids});
        self.about(place, with(event, candidate(tactic)));
    }

    /// Begins the search for a problem.
    pub(crate) fn search(&mut self, place: usize, target: &str) {
        self.about(place, json!({"event": "problem_started"}));
        self.about(
            place,
            json!({"event": "problem_prepared", "state": goal(target), "chance": 0.8}),
        );
    }

    /// Has a proof accepted and ends the problem.
    pub(crate) fn accept(&mut self, place: usize, steps: &[u32], proof: &str) {
        let judgement = json!({"judgements": 1});
        self.about(
            place,
            json!({"event": "proof_assembled", "proof": proof, "steps": steps,
            "debit": judgement}),
        );
        let record = json!({"axioms": ["propext"], "kernels": ["lean 4.35.0", "polya 1"],
            "seconds": 0.9, "warnings": []});
        self.about(
            place,
            json!({"event": "verdict", "proof": proof, "spent": judgement,
            "ruling": {"ruling": "accepted", "acceptance": {"record": record}}}),
        );
        self.about(place, json!({"event": "problem_finished", "reason": "proved", "chance": 0.8}));
    }

    pub(crate) fn view(&self) -> RunView {
        let state = RunState::replay(&self.records).expect("the log fits together");
        RunView::of(Source {
            name: &self.name,
            records: &self.records,
            state: &state,
            problems: &self.problems,
            unverified: &self.unverified,
        })
    }

    pub(crate) fn page(&self) -> String {
        polya_page::page(&self.view())
    }
}

/// Three problems: one proved, one open whose graph shares a goal, one that does not elaborate.
pub(crate) fn small() -> Run {
    let problems = vec![
        problem("swap", "(h : p ∧ q) : q ∧ p"),
        problem("hard", "(h : p ∧ q) : r"),
        problem("bad", ": undefined_thing"),
    ];
    let mut run = Run::of("2026-11-23-list-1", problems);
    run.search(0, "q ∧ p");
    run.tried(
        0,
        0,
        0,
        &[("rfl", json!({"failed": "not an equation"})), ("constructor", json!({"progress": 2}))],
    );
    run.step(0, 0, 0, "constructor", &[(1, Some("q")), (2, Some("p"))]);
    run.tried(0, 1, 1, &[("exact h.2", json!("closed"))]);
    run.step(0, 1, 1, "exact h.2", &[]);
    run.tried(0, 2, 2, &[("exact h.1", json!("closed"))]);
    run.step(0, 2, 2, "exact h.1", &[]);
    run.accept(0, &[0, 1, 2], "by\n  constructor\n  · exact h.2\n  · exact h.1");

    run.search(1, "r");
    run.about(1, json!({"event": "plan_proposed", "plan": ["direct proof"]}));
    run.tried(
        1,
        0,
        0,
        &[("by_cases p", json!({"progress": 2})), ("exfalso", json!({"progress": 1}))],
    );
    run.step(1, 0, 0, "by_cases p", &[(1, Some("p → r")), (2, Some("¬p → r"))]);
    run.step(1, 1, 0, "exfalso", &[(3, Some("False"))]);
    run.tried(1, 1, 2, &[("intro n", json!({"progress": 1})), ("omega", json!("timed_out"))]);
    run.step(1, 2, 2, "intro n", &[(3, None)]);
    run.about(
        1,
        json!({"event": "problem_finished", "reason": "budget", "resource": "seconds",
        "run": false, "chance": 0.1}),
    );

    run.about(2, json!({"event": "problem_started"}));
    run.about(
        2,
        json!({"event": "problem_rejected", "message": "unknown identifier",
        "line": 2, "column": 14}),
    );
    run.about(
        2,
        json!({"event": "problem_finished", "reason": "bad_statement",
        "message": "unknown identifier", "chance": 0.5}),
    );
    run.add(json!({"event": "run_finished", "reason": "complete"}));
    run
}
