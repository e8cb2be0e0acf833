use std::sync::Arc;

use polya_lean::goal::{Goal, Hypothesis};
use polya_problems::{Expectation, Problem, ProblemId};

use super::*;
use crate::graph::GoalState;

pub(super) fn goal(context: &[(&str, &str)], target: &str) -> Goal {
    let hypotheses = context
        .iter()
        .map(|(name, ty)| Hypothesis {
            name: (*name).to_owned(),
            accessible: true,
            ty: (*ty).to_owned(),
            value: None,
        })
        .collect();
    Goal { case: None, hypotheses, target: target.to_owned() }
}

fn problem(source: &str) -> Problem {
    Problem {
        id: ProblemId::new("t"),
        theorem: "t".to_owned(),
        path: "t.lean".into(),
        line: 1,
        source: source.into(),
        hole: source.len() - 5..source.len(),
        closing: None,
        informal: None,
        level: None,
        tags: std::collections::BTreeSet::default(),
        expectation: Expectation::Unknown,
    }
}

pub(super) fn tactics(before: &str, goal: Goal, pass: u32) -> Vec<String> {
    let problem = problem(&format!("{before}theorem t : True := sorry"));
    let request = Request { pass, ..Request::about(Arc::new(problem), GoalState::single(goal)) };
    let library = Library::new(Vec::new());
    Rules::candidates(&library, &request).iter().map(|c| c.tactic.to_string()).collect()
}

#[track_caller]
pub(super) fn has(found: &[String], tactic: &str) {
    assert!(found.iter().any(|t| t == tactic), "`{tactic}` is not among {found:#?}");
}

#[test]
fn everything_that_can_be_introduced_gets_a_name() {
    let found = tactics("", goal(&[("x", "Nat")], "∀ (x y : Nat), x < y → ¬y < x"), 0);
    has(&found, "intro x1 y h h1");
    has(&found, "omega");
}

#[test]
fn induction_names_its_cases_and_generalises() {
    let context = [("xs", "List α"), ("ys", "List α"), ("n", "Nat")];
    let found = tactics("", goal(&context, "(xs ++ ys).length = n"), 1);
    has(&found, "induction xs with | nil => ?_ | cons x xs ih => ?_");
    has(&found, "induction xs generalizing ys n with | nil => ?_ | cons x xs ih => ?_");
    has(&found, "rcases n with _ | n1");
}

#[test]
fn types_of_the_file_are_taken_apart() {
    let before = "inductive T where\n  | leaf\n  | node (l r : T)\n\ndef size : T → Nat\n  | .leaf => \
                  1\n  | .node l r => size l + size r\n\n";
    let found = tactics(before, goal(&[("t", "T")], "0 < size t"), 1);
    has(&found, "induction t with | leaf => ?_ | node t1 t2 ih1 ih2 => ?_");
    has(&found, "unfold size");
}

#[test]
fn hypotheses_are_taken_apart_and_used() {
    let context = [("h", "∃ x, p x ∧ q"), ("hr", "r ∨ s"), ("hf", "a = b")];
    let found = tactics("", goal(&context, "c = d"), 1);
    has(&found, "obtain ⟨x, h1⟩ := h");
    has(&found, "rcases hr with hr | hr");
    let found = tactics("", goal(&context, "c = d"), 2);
    has(&found, "rw [hf]");
    has(&found, "rw [← hf]");
}

#[test]
fn plans_introduce_and_then_go_by_induction() {
    let source = "theorem t : True := sorry";
    let problem = problem(source);
    let target = "∀ (n : Nat) (xs : List α), xs.length = n → n = n";
    let plans = planned_inductions(&problem, &goal(&[], target));
    let words: Vec<_> = plans.iter().map(|p| p.words.as_str()).collect();
    assert!(words.contains(&"induction on n generalizing xs"), "{words:?}");
    let on_list = plans.iter().find(|p| p.words == "induction on xs").unwrap();
    assert_eq!(on_list.tactic, "intro n xs\ninduction xs with | nil => ?_ | cons x xs ih => ?_");
    assert_eq!(polya_lean::escape::contain(&on_list.tactic).err(), None);
}

#[test]
fn every_candidate_passes_the_gate() {
    let before =
        "inductive T where\n  | leaf\n  | node (l r : T)\n\ndef size : T → Nat := fun _ => 1\n\n";
    let context = [
        ("t", "T"),
        ("xs", "List Nat"),
        ("n", "Nat"),
        ("p", "Prop"),
        ("h", "p ∧ n < 2"),
        ("hq", "∀ m : Nat, m < n → p"),
    ];
    for target in ["size t * n = n ∧ p", "∃ k, k = n + 1", "p ∨ ¬p", "n ^ 2 * n = size t"] {
        for pass in 0..4 {
            for tactic in tactics(before, goal(&context, target), pass) {
                let refused = polya_lean::escape::contain(&tactic).err();
                assert_eq!(refused, None, "{tactic}");
            }
        }
    }
}

#[test]
fn laws_chain_to_the_target() {
    let before = "class Order' (P : Type) where\n  le : P → P → Prop\n  trans : ∀ a b c, le a b → le b \
                  c → le a c\n  antisymm : ∀ a b, le a b → le b a → a = b\n\n";
    let context = [
        ("P", "Type"),
        ("inst", "Order' P"),
        ("a", "P"),
        ("b", "P"),
        ("c", "P"),
        ("h₁", "Order'.le a b"),
        ("h₂", "Order'.le b c"),
        ("h₃", "Order'.le c a"),
    ];
    let found = tactics(before, goal(&context, "a = c"), 1);
    // In either direction: the other one is turned round.
    let proof = found.iter().find(|t| t.contains("Order'.antisymm (") && t.starts_with("exact"));
    assert!(proof.is_some_and(|p| p.contains("Order'.trans (")), "{found:#?}");
}

#[test]
fn promises_are_called_in() {
    let context =
        [("y", "β"), ("hf", "∀ (y : β), ∃ x, f x = y"), ("le_total", "∀ (a b : β), r a b ∨ r b a")];
    let found = tactics("", goal(&context, "p y"), 1);
    has(&found, "rcases hf y with ⟨x, h⟩");
    has(&found, "rcases le_total y y with h | h");
}

#[test]
fn openings_take_everything_apart_at_once() {
    let found = tactics("", goal(&[("p", "Prop")], "(∃ x, q x ∧ (p ∨ r)) → ∃ y, q y"), 0);
    has(&found, "intro h <;> rcases h with ⟨x, ⟨h1, (h2 | h3)⟩⟩");
    assert!(found.iter().any(|t| t.contains("exact ⟨_, ‹_›⟩") && t.contains("<;> first |")));
}

#[test]
fn predicates_of_the_file_are_built_and_followed() {
    let before = "inductive Path (r : α → α → Prop) : α → α → Prop where\n  | here (a : α) : Path r a \
                  a\n  | step {a b c : α} (h : r a b) (t : Path r b c) : Path r a c\n\n";
    let context = [("a", "α"), ("b", "α"), ("h", "Path r a b")];
    let found = tactics(before, goal(&context, "Path r b a"), 1);
    has(&found, "apply Path.step");
    has(&found, "exact Path.step ‹_› ‹_›");
    has(&found, "induction h with | here a1 => ?_ | step a1 t2 ih => ?_");
}

#[test]
fn diagonals_refute_enumerations() {
    let context = [("f", "α → α → Prop"), ("h", "∀ (p : α → Prop), ∃ a, f a = p")];
    let found = tactics("", goal(&context, "False"), 1);
    has(&found, "rcases h (fun x => ¬f x x) with ⟨d, hd⟩");
    let found = tactics("", goal(&[("p", "Prop"), ("q", "Prop")], "(p → q) ∨ (q → p)"), 1);
    has(&found, "by_cases h : p <;> by_cases h1 : q <;> simp_all");
}

#[test]
fn a_split_comes_with_what_closes_its_cases() {
    let context = [("p", "α → Bool"), ("x", "α"), ("xs", "List α"), ("ys", "List α")];
    let before = "def twice (xs : List α) : List α := xs ++ xs\n";
    let found = tactics(before, goal(&context, "twice (xs ++ ys) = ys"), 1);
    let close = "(try simp_all [twice]) <;> (try omega); done";
    has(&found, &format!("cases hb : p x <;> {close}"));
    has(&found, &format!("induction xs <;> {close}"));
    has(&found, &format!("induction xs generalizing ys <;> cases ys <;> {close}"));
}
