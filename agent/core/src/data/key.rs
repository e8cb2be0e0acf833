//! What a statement says, as a short hash: names of variables, hypotheses and the file's own
//! functions aside, and whether its hypotheses were introduced or not.

use std::{fmt, str::FromStr};

use polya_lean::goal::Goal;
use rustc_hash::FxHashMap;

use crate::{
    graph::GoalState,
    worker::{Definitions, Shape, binders, shape, words},
};

/// Hash of a statement's canonical text. Two statements that differ in names only have the same;
/// that of a function which the file defines counts as a name, so that a statement is recognised
/// whatever its function is called (and another function of the same law is taken for it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementKey(u64);

impl StatementKey {
    /// The key of a state of a problem whose file begins with `before`.
    pub fn of(state: &GoalState, before: &str) -> Self {
        let definitions = Definitions::read(before);
        let mut hasher = blake3::Hasher::new();
        for goal in &state.0 {
            hasher.update(canonical(goal, &definitions).as_bytes());
            hasher.update(b"\n\n");
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        Self(u64::from_be_bytes(first))
    }
}

impl fmt::Display for StatementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for StatementKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// The statement as one text: every hypothesis a line, then the target, with names by number in
/// order of appearance.
fn canonical(goal: &Goal, definitions: &Definitions) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut bound: Vec<String> = Vec::new();
    for hypothesis in &goal.hypotheses {
        bound.push(hypothesis.name.clone());
        lines.push(hypothesis.ty.clone());
    }
    let mut target = goal.target.clone();
    loop {
        let body = match shape(&target) {
            Shape::Forall(variables, body) => {
                for (name, ty) in binders(variables) {
                    bound.push(name);
                    lines.push(ty.unwrap_or_default());
                }
                body.to_owned()
            }
            Shape::Implies(hypothesis, body) => {
                lines.push(hypothesis.to_owned());
                body.to_owned()
            }
            _ => break,
        };
        if body == target {
            break;
        }
        target = body;
    }
    lines.push(target);
    let text = lines.join("\n");
    bound.extend(inner_names(&text));
    let own = definitions.names();
    bound.extend(own.map(|name| name.rsplit('.').next().unwrap_or(name).to_owned()));
    renumber(&text, &bound)
}

/// Names that quantifiers and functions inside `text` bind.
fn inner_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, mark) in ["∀ ", "∃ ", "fun ", "∃! "].iter().flat_map(|m| text.match_indices(m)) {
        let rest = &text[at + mark.len()..];
        let end = rest.find([',', '\n']).into_iter().chain(rest.find("=>")).min();
        let head = &rest[..end.unwrap_or(rest.len())];
        for group in head.split(['(', ')', '{', '}']) {
            let group = group.split([':', '<', '≤', '∈', '>']).next().unwrap_or_default();
            names.extend(words(group).map(str::to_owned));
        }
    }
    names
}

/// `text` without white space at ends, each of `names` replaced by its number of appearance.
fn renumber(text: &str, names: &[String]) -> String {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let known: rustc_hash::FxHashSet<&str> = names.iter().map(String::as_str).collect();
    let mut out = String::with_capacity(text.len());
    let is_part = |c: char| c.is_alphanumeric() || "_'!?✝".contains(c);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let word = rest[..end].trim_end_matches('✝');
        if known.contains(word) {
            let next = numbers.len();
            let number = *numbers.entry(word).or_insert(next);
            out.push('#');
            out.push_str(&number.to_string());
        } else {
            out.push_str(word);
        }
        rest = &rest[end..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(goal: &str, before: &str) -> StatementKey {
        StatementKey::of(&GoalState::single(Goal::parse(goal).unwrap()), before)
    }

    #[test]
    fn names_do_not_matter_and_introductions_neither() {
        let plain = key("p q : Prop\nh : p ∧ q\n⊢ q ∧ p", "");
        assert_eq!(plain, key("a b : Prop\nhab : a ∧ b\n⊢ b ∧ a", ""));
        assert_eq!(plain, key("⊢ ∀ (x y : Prop), x ∧ y → y ∧ x", ""));
        assert_ne!(plain, key("p q : Prop\nh : p ∧ q\n⊢ p ∧ q", ""));
        assert_ne!(plain, key("p q : Prop\nh : p ∧ q\n⊢ p", ""));
    }

    #[test]
    fn bound_names_do_not_matter() {
        let one = key("α : Type\np : α → Prop\n⊢ (∃ x, p x) → ¬∀ y, ¬p y", "");
        assert_eq!(one, key("A : Type\nq : A → Prop\n⊢ (∃ a, q a) → ¬∀ b, ¬q b", ""));
        assert_ne!(one, key("A : Type\nq : A → Prop\n⊢ (∃ a, q a) → ¬∀ b, q b", ""));
    }

    #[test]
    fn the_name_of_an_own_function_does_not_matter() {
        let before = |f: &str| format!("def {f} : Nat → Nat := fun n => n\n\ntheorem t : x := ");
        let one = key("n : Nat\n⊢ tally n = n * n", &before("tally"));
        assert_eq!(one, key("k : Nat\n⊢ squares k = k * k", &before("squares")));
        assert_ne!(one, key("k : Nat\n⊢ squares k = k * k", ""), "a function of the library");
    }

    #[test]
    fn a_key_reads_back() {
        let one = key("⊢ True", "");
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!(one.to_string().len(), 16);
    }
}
