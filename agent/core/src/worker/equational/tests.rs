use polya_lean::goal::{Goal, Hypothesis};

use super::*;
use crate::worker::definitions::Definitions;

const GROUP: &str = "class Group' (G : Type) extends Mul G where\n  one : G\n  inv : G → G\n  assoc \
                     : ∀ a b c : G, a * b * c = a * (b * c)\n  one_left : ∀ a : G, one * a = a\n  \
                     inv_left : ∀ a : G, inv a * a = one\n\ntheorem t : True := ";

fn found(before: &str, context: &[(&str, &str)], target: &str) -> Vec<String> {
    let hypotheses = context
        .iter()
        .map(|(name, ty)| Hypothesis {
            name: (*name).to_owned(),
            accessible: !name.contains('✝'),
            ty: (*ty).to_owned(),
            value: None,
        })
        .collect();
    let goal = Goal { case: None, hypotheses, target: target.to_owned() };
    let definitions = Definitions::read(before);
    let mut list = List::default();
    propose(&View { goal: &goal, definitions: &definitions, depth: 0 }, &mut list);
    list.found.iter().map(|c| c.tactic.to_string()).collect()
}

#[test]
fn left_inverses_are_right_inverses() {
    let context = [("G", "Type"), ("inst✝", "Group' G"), ("a", "G")];
    let found = found(GROUP, &context, "a * inv a = one");
    let [proof] = found.as_slice() else { panic!("{found:?}") };
    assert!(proof.contains("Group'.inv_left"), "{proof}");
    assert_eq!(polya_lean::escape::contain(proof).err(), None);
}

#[test]
fn groups_in_which_squares_vanish_commute() {
    let context = [
        ("G", "Type"),
        ("inst✝", "Group' G"),
        ("h", "∀ (a : G), a * a = one"),
        ("a", "G"),
        ("b", "G"),
    ];
    assert_eq!(found(GROUP, &context, "a * b = b * a").len(), 1);
    // Without the hypothesis there is no proof, and the search ends.
    let free = [context[0], context[1], context[3], context[4]];
    assert_eq!(found(GROUP, &free, "a * b = b * a"), Vec::<String>::new());
}

#[test]
fn hypotheses_are_laws_too() {
    let context = [
        ("op", "α → α → α"),
        ("comm", "∀ (a b : α), op a b = op b a"),
        ("assoc", "∀ (a b c : α), op (op a b) c = op a (op b c)"),
        ("a", "α"),
        ("b", "α"),
        ("c", "α"),
        ("d", "α"),
    ];
    let found =
        found("theorem t : True := ", &context, "op (op a b) (op c d) = op (op a c) (op b d)");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("assoc") && found[0].contains("comm"), "{}", found[0]);
}
