use polya_lean::{
    goal::{Goal, Hypothesis},
    premises::PremiseKind,
};

use super::*;
use crate::worker::Definitions;

fn premise(name: &str, statement: &str) -> Premise {
    Premise {
        name: name.to_owned(),
        module: "M".to_owned(),
        kind: PremiseKind::Theorem,
        statement: statement.to_owned(),
        symbols: Vec::new(),
        conclusion: None,
        relation: None,
        left: None,
        right: None,
        explicit: 0,
        hypotheses: 0,
        simp: false,
        doc: None,
    }
}

fn cited(context: &[(&str, &str)], target: &str) -> Vec<String> {
    let library = [
        premise("Nat.dvd_antisymm", "∀ {m n : Nat}, m ∣ n → n ∣ m → m = n"),
        premise("Nat.dvd_add", "∀ {d m n : Nat}, d ∣ m → d ∣ n → d ∣ m + n"),
        premise("Nat.dvd_mul_right", "∀ (a b : Nat), a ∣ a * b"),
        premise("Nat.mul_sub", "∀ (k m n : Nat), k * (m - n) = k * m - k * n"),
        premise("Nat.mul_comm", "∀ (n m : Nat), n * m = m * n"),
        premise("Nat.mod_lt", "∀ (x : Nat) {y : Nat}, y > 0 → x % y < y"),
        premise("Nat.le_trans", "∀ {n m k : Nat}, n ≤ m → m ≤ k → n ≤ k"),
        premise("Nat.pos_iff_ne_zero", "∀ {n : Nat}, 0 < n ↔ n ≠ 0"),
        premise("Int.dvd_antisymm", "∀ {m n : Int}, m ∣ n → n ∣ m → m = n"),
        premise(
            "List.length_append",
            "∀ {α : Type u} (xs ys : List α), List.length (xs ++ ys) = List.length xs + List.length ys",
        ),
    ];
    let citations = Citations::new(&library);
    let hypotheses = context
        .iter()
        .map(|(name, ty)| Hypothesis {
            name: (*name).to_owned(),
            accessible: true,
            ty: (*ty).to_owned(),
            value: None,
        })
        .collect();
    let goal = Goal { case: None, hypotheses, target: target.to_owned() };
    let definitions = Definitions::default();
    let mut list = List::default();
    let view = View { goal: &goal, definitions: &definitions, depth: 0 };
    citations.finish(&view, &mut list);
    citations.propose(&view, &mut list);
    list.found.iter().map(|c| c.tactic.to_string()).collect()
}

#[track_caller]
fn has(found: &[String], tactic: &str) {
    assert!(found.iter().any(|t| t == tactic), "`{tactic}` is not among {found:#?}");
}

#[test]
fn hypotheses_are_facts_of_the_context() {
    let context = [("a", "Nat"), ("b", "Nat"), ("h₁", "a ∣ b"), ("h₂", "b ∣ a")];
    let found = cited(&context, "a = b");
    assert_eq!(found.first().map(String::as_str), Some("exact Nat.dvd_antisymm h₁ h₂"));
    assert!(!found.iter().any(|t| t.contains("Int.")), "no integers are about: {found:?}");
}

#[test]
fn premises_are_chained() {
    let context = [("d", "Nat"), ("a", "Nat"), ("h", "d ∣ a")];
    has(
        &cited(&context, "d ∣ a + d * a + a"),
        "exact Nat.dvd_add (Nat.dvd_add h (Nat.dvd_mul_right _ _)) h",
    );
}

#[test]
fn what_the_conclusion_leaves_open_a_fact_may_settle() {
    let context = [("a", "Nat"), ("x", "a ≤ d"), ("h₁", "a ≤ b"), ("h₂", "b ≤ c")];
    has(&cited(&context, "a ≤ c"), "exact Nat.le_trans h₁ h₂");
}

#[test]
fn side_conditions_are_left_to_arithmetic() {
    let context = [("a", "Nat"), ("b", "Nat")];
    has(&cited(&context, "a % (b + 1) < b + 1"), "exact Nat.mod_lt _ (by omega)");
    has(&cited(&[("n", "Nat"), ("h", "n ≠ 0")], "0 < n"), "exact (Nat.pos_iff_ne_zero).mpr h");
}

#[test]
fn equations_are_turned_and_rewritten_with() {
    let found = cited(&[("a", "Nat")], "a * b - a * c = a * (b - c)");
    has(&found, "exact (Nat.mul_sub _ _ _).symm");
    let found = cited(&[("a", "Nat")], "a * (b - c) + 1 = 2");
    has(&found, "rw [Nat.mul_sub]");
    has(&found, "simp [Nat.mul_sub]");
    assert!(!found.contains(&"rw [Nat.mul_comm]".to_owned()), "it would turn in circles");
    let found = cited(&[("xs", "List Nat"), ("ys", "List Nat")], "(xs ++ ys).length = 0");
    has(&found, "rw [List.length_append]");
}

#[test]
fn what_holds_for_all_values_is_cited_too() {
    let context = [("f", "Nat → Nat"), ("h", "∀ (n : Nat), d ∣ f n"), ("ih", "d ∣ s")];
    has(&cited(&context, "d ∣ s + f k"), "exact Nat.dvd_add ih (h _)");
    let context = [("h", "∀ (m : Nat), m < n → d ∣ g m"), ("hk", "k < n")];
    has(&cited(&context, "d ∣ g k"), "exact h _ hk");
}

#[test]
fn a_step_leaves_nothing_to_guess() {
    let found = cited(&[("a", "Nat"), ("b", "Nat")], "a + b ∣ a * b + b * a");
    has(&found, "apply Nat.dvd_add");
    assert!(!found.iter().any(|t| t.contains("trans")), "{found:?}");
}
