//! Goals of arithmetic: normal forms by rewriting, then a decision procedure.

use super::{
    List, View,
    prior::{FINISH, SIMPLIFY},
    shape::{Shape, shape},
};
use crate::candidate::Rule;

/// Laws that multiply sums out.
const EXPAND: &str = "Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.pow_succ, \
                      Nat.pow_zero, Nat.mul_assoc";
/// Laws that make a polynomial a sum of monomials, each with its factors in one order and its
/// numeral dissolved into summands: identities are then linear in the monomials, and so `omega`'s.
pub(super) const NORMAL: &str = "Nat.pow_succ, Nat.pow_zero, Nat.mul_add, Nat.add_mul, Nat.mul_add_one, \
                      Nat.mul_zero, Nat.zero_mul, Nat.zero_add, Nat.mul_one, Nat.one_mul, \
                      Nat.mul_assoc, Nat.mul_comm, Nat.mul_left_comm";
/// Laws that bring sums and products into one order.
const ORDER: &str = "Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, \
                     Nat.mul_left_comm, Nat.mul_assoc";

/// Candidates for equations and inequalities of numbers.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let target = &view.goal.target;
    let arithmetic = target.contains(['+', '*', '^', '-'])
        && matches!(shape(target), Shape::Relation(_, "=" | "≤" | "<" | "≥" | ">" | "≠", _));
    if !arithmetic {
        return;
    }
    let defs = view.definitions.used_in(target).collect::<Vec<_>>();
    // Induction hypotheses and other equations of the context.
    let equations: Vec<&str> = view
        .goal
        .hypotheses
        .iter()
        .filter(|h| h.accessible && matches!(shape(&h.ty), Shape::Relation(_, "=", _)))
        .map(|h| h.name.as_str())
        .collect();
    let known = [&defs[..], &equations[..]].concat().join(", ");
    let with =
        |laws: &str| if known.is_empty() { laws.to_owned() } else { format!("{known}, {laws}") };
    if target.contains(['*', '^']) {
        let normal = with(NORMAL);
        list.rule(Rule::Simplify, FINISH, format!("simp only [{normal}]; omega"));
        list.rule(Rule::Simplify, FINISH, format!("simp only [{normal}] at *; omega"));
        let expand = with(EXPAND);
        list.rule(Rule::Simplify, FINISH, format!("simp only [{expand}]; omega"));
        list.rule(Rule::Simplify, FINISH, format!("simp [{expand}]; omega"));
        list.rule(
            Rule::Simplify,
            FINISH,
            format!("simp [{}, {ORDER}]", with("Nat.mul_add, Nat.add_mul")),
        );
        list.rule(Rule::Simplify, FINISH * 0.7, format!("simp [{expand}] at *; omega"));
        list.rule(
            Rule::Simplify,
            FINISH * 0.7,
            format!("simp only [{}]; ac_rfl", with("Nat.mul_add, Nat.add_mul, Nat.pow_succ")),
        );
        list.rule(
            Rule::Simplify,
            FINISH * 0.5,
            format!(
                "simp [{}]; omega",
                with("Nat.mul_add, Nat.add_mul, Nat.mul_comm, Nat.mul_left_comm, Nat.pow_succ")
            ),
        );
        if target.contains("Int") || view.goal.hypotheses.iter().any(|h| h.ty == "Int") {
            list.rule(
                Rule::Simplify,
                FINISH,
                "simp [Int.mul_add, Int.add_mul, Int.sub_mul, Int.mul_sub, Int.mul_comm, \
                 Int.mul_left_comm]; omega",
            );
        }
    }
    list.rule(Rule::Simplify, SIMPLIFY, format!("simp [{}]", with(ORDER)));
    if !known.is_empty() {
        list.rule(Rule::Simplify, FINISH, format!("simp [{known}]; omega"));
        list.rule(Rule::Rewrite, FINISH, format!("rw [{known}]"));
    }
    for equation in equations {
        list.rule(Rule::Rewrite, FINISH * 0.5, format!("rw [{equation}]; omega"));
    }
}
