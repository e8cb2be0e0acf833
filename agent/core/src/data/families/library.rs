//! The library's own theorems, and what follows from them in one step: the other direction of an
//! equation, one half of an equivalence, a special case.

use polya_lean::premises::Premise;

use super::{Dice, Statement};
use crate::worker::{Shape, binders, mentions, shape};

/// Longest statement in bytes: longer ones do not fit a small model's context.
const LONGEST: usize = 240;
/// Modules that are kept for measuring: no statement is made of what they are about.
const KEPT: [&str; 4] =
    ["Foundations.Data.", "Foundations.Int.", "Foundations.List.Perm", "Foundations.Core."];
/// Parts of a statement that hardly a problem has.
const ODD: [&str; 14] = [
    "Lean.",
    "inst✝",
    "@",
    "?",
    "sizeOf",
    "Char",
    "String",
    "UInt",
    "Acc",
    "WellFounded",
    "HEq",
    "Monad",
    "ite ",
    "dite ",
];

/// A statement made of `premise`, or `None` if it suits no problem.
pub(super) fn variation(dice: &mut Dice, premise: &Premise) -> Option<Statement> {
    let fits = premise.statement.len() <= LONGEST
        && !KEPT.iter().any(|module| premise.module.starts_with(module))
        && !ODD.iter().any(|part| premise.statement.contains(part));
    if !fits {
        return None;
    }
    let mut statement = Statement::new("library");
    let mut rest = premise.statement.replace("Sort ", "Type ");
    // Universes have no names in a statement of one's own.
    for universe in ["u_1", "u_2", "u_3", "u_4", "u", "v", "w"] {
        rest = rest.replace(&format!("Type {universe}"), "Type");
    }
    let mut rest = rest.as_str();
    loop {
        match shape(rest) {
            Shape::Forall(bound, body) => {
                open(bound, &mut statement)?;
                rest = body;
            }
            Shape::Implies(hypothesis, body) => {
                let name = format!("h{}", statement.binders.len());
                statement.bind([name], hypothesis);
                rest = body;
            }
            _ => break,
        }
        if rest.len() == premise.statement.len() {
            return None;
        }
    }
    let conclusion = match shape(rest) {
        Shape::Relation(left, "=", right) if dice.chance(30) => format!("{right} = {left}"),
        Shape::Iff(left, right) => match dice.below(4) {
            0 => rest.to_owned(),
            1 => format!("{right} ↔ {left}"),
            2 => format!("{left} → {right}"),
            _ => format!("{right} → {left}"),
        },
        _ => rest.to_owned(),
    };
    statement.conclusion = conclusion;
    if dice.chance(35) {
        specialise(dice, &mut statement);
    }
    Some(statement)
}

/// Reads binders as Lean prints them: `(a b : Nat) [DecidableEq α] {p : Prop}`.
fn open(bound: &str, statement: &mut Statement) -> Option<()> {
    let mut rest = bound.trim();
    while !rest.is_empty() {
        let Some(first) = rest.chars().next() else { break };
        let close = match first {
            '(' => ')',
            '{' => '}',
            '[' => ']',
            '⦃' => '⦄',
            _ => {
                // `∀ a b : Nat` or `∀ a b`.
                let all = binders(rest);
                let ty = all.first()?.1.clone()?;
                statement.bind(all.into_iter().map(|(name, _)| name), ty);
                return Some(());
            }
        };
        let mut depth = 0_usize;
        let end = rest.char_indices().find_map(|(at, c)| {
            depth += usize::from("([{⦃".contains(c));
            depth -= usize::from(")]}⦄".contains(c)).min(depth);
            (depth == 0).then_some(at)
        })?;
        let inside = rest[first.len_utf8()..end].trim();
        if first == '[' {
            let class = inside.split_once(" : ").map_or(inside, |(_, class)| class);
            statement.bind(Vec::<String>::new(), class);
        } else {
            let (names, ty) = inside.split_once(" : ")?;
            statement.bind(names.split_whitespace(), ty);
        }
        rest = rest[end + close.len_utf8()..].trim();
    }
    Some(())
}

/// Puts a number for a variable, or one variable for two.
fn specialise(dice: &mut Dice, statement: &mut Statement) {
    let numbers: Vec<usize> = statement
        .binders
        .iter()
        .enumerate()
        .filter(|(_, (names, ty))| ty == "Nat" && !names.is_empty())
        .map(|(at, _)| at)
        .collect();
    let Some(at) = numbers.first().map(|_| numbers[dice.below(numbers.len())]) else { return };
    let names = statement.binders[at].0.clone();
    let name = names[dice.below(names.len())].clone();
    let value = if names.len() > 1 && dice.chance(30) {
        names.iter().find(|other| **other != name).cloned().unwrap_or_default()
    } else {
        match dice.below(3) {
            0 => dice.between(0, 9).to_string(),
            1 => format!("({name} + {})", dice.between(1, 4)),
            _ => format!("({} * {name})", dice.between(2, 4)),
        }
    };
    let is_gone = !mentions(&value, &name);
    let put = |text: &str| substitute(text, &name, &value);
    statement.conclusion = put(&statement.conclusion);
    for (_, ty) in &mut statement.binders {
        *ty = put(ty);
    }
    if is_gone {
        statement.binders[at].0.retain(|other| *other != name);
        if statement.binders[at].0.is_empty() {
            statement.binders.remove(at);
        }
    }
}

/// `text` with `value` for the identifier `name`.
pub(in crate::data) fn substitute(text: &str, name: &str, value: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || "_'!?.✝".contains(c) || is_subscript(c);
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c| !part(c)).unwrap_or(rest.len());
        if word == 0 {
            let next = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        }
        let identifier = &rest[..word];
        match identifier.split_once('.') {
            Some((head, field)) if head == name => {
                out.push_str(value);
                out.push('.');
                out.push_str(field);
            }
            _ if identifier == name => out.push_str(value),
            _ => out.push_str(identifier),
        }
        rest = &rest[word..];
    }
    out
}

fn is_subscript(c: char) -> bool {
    ('₀'..='₉').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_replaced_whole() {
        assert_eq!(substitute("n + n' ≤ xs.n + n.succ", "n", "k"), "k + n' ≤ xs.n + k.succ");
        assert_eq!(substitute("h₁ h", "h", "e"), "h₁ e");
    }

    #[test]
    fn printed_binders_are_read() {
        let mut statement = Statement::default();
        open("{α : Type} [DecidableEq α] (a b : α)", &mut statement).unwrap();
        assert_eq!(statement.introduction(), "α _ a b");
        assert_eq!(statement.binders[1].1, "DecidableEq α");
    }
}
