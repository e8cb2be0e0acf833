//! When are two goals the same but for names, and what does a tactic for one look like for the
//! other?
//!
//! Everything here is text: names are found by their shape, not by elaboration. A mistake costs one
//! candidate that Lean refuses.

use std::fmt::Write as _;

use polya_lean::goal::{Goal, Hypothesis};
use rustc_hash::{FxHashMap, FxHashSet};

/// A name and the text before it, or the text after the last name.
struct Piece<'a> {
    between: &'a str,
    name: &'a str,
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '«'
}

fn continues_name(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '\'' | '!' | '?' | '✝' | '»' | '₀'..='₉' | '⁰'..='⁹' | '¹' | '²' | '³')
}

/// The names of a text: of `h.1` only `h`, and nothing after a dot.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut begun, mut at, mut before) = (0, 0, ' ');
    while let Some(c) = text[at..].chars().next() {
        if c.is_ascii_digit() {
            // `2x` is no name, and neither is `1` of `h.1`.
            at += text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
            before = '0';
            continue;
        }
        if !starts_name(c) {
            at += c.len_utf8();
            before = c;
            continue;
        }
        let length = text[at..].find(|c| !continues_name(c)).unwrap_or(text.len() - at);
        if before != '.' {
            pieces.push(Piece { between: &text[begun..at], name: &text[at..at + length] });
            begun = at + length;
        }
        at += length;
        before = 'a';
    }
    pieces.push(Piece { between: &text[begun..], name: "" });
    pieces
}

/// The text with its names replaced where `new` knows another.
fn renamed<'a>(text: &str, mut new: impl FnMut(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        out.push_str(piece.between);
        out.push_str(new(piece.name).unwrap_or(piece.name));
    }
    out
}

/// Names that the binders of a text bind, in order: `∀ x, …`, `∃ (x y : T), …`, `fun x => …`.
fn bound(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut binding, mut typing, mut depth) = (false, false, 0_u32);
    for piece in pieces(text) {
        for c in piece.between.chars() {
            match c {
                '∀' | '∃' => (binding, typing, depth) = (true, false, 0),
                ',' | '↦' => binding = false,
                '=' if piece.between.contains("=>") => binding = false,
                ':' | '∈' | '<' | '≤' | '≠' | '>' | '≥' => typing = true,
                '(' | '{' | '[' => depth += 1,
                ')' | '}' | ']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        typing = false;
                    }
                }
                _ => {}
            }
        }
        match piece.name {
            "" => {}
            "fun" | "λ" => (binding, typing, depth) = (true, false, 0),
            name if binding && !typing && name != "_" => names.push(name),
            _ => {}
        }
    }
    names
}

/// The goal without the names that its author chose: hypotheses and bound variables are numbered.
/// Goals of the same form differ in names only.
pub(super) fn form(goal: &Goal) -> String {
    let mut numbers: FxHashMap<String, String> = FxHashMap::default();
    for hypothesis in &goal.hypotheses {
        let number = format!("#{}", numbers.len());
        numbers.insert(hypothesis.printed_name().into_owned(), number);
    }
    let values = goal.hypotheses.iter().filter_map(|h| h.value.as_deref());
    let types = goal.hypotheses.iter().map(|h| h.ty.as_str());
    for text in types.chain(values).chain([goal.target.as_str()]) {
        for name in bound(text) {
            if !numbers.contains_key(name) {
                let number = format!("#{}", numbers.len());
                numbers.insert(name.to_owned(), number);
            }
        }
    }
    let plain = |text: &str| {
        let text = renamed(text, |name| numbers.get(name).map(String::as_str));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut out = String::new();
    for hypothesis in &goal.hypotheses {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}", plain(&hypothesis.ty));
        if let Some(value) = &hypothesis.value {
            let _ = write!(out, " := {}", plain(value));
        }
        out.push('\n');
    }
    let _ = write!(out, "⊢ {}", plain(&goal.target));
    out
}

/// What the names of one goal's context are called in another's.
pub(super) struct Translation {
    names: FxHashMap<String, String>,
    /// Names that a tactic for the first goal may use and the second has no counterpart of.
    lost: FxHashSet<String>,
}

impl Translation {
    /// Pairs the contexts of two goals: one by one where the goals have the same form, by the
    /// likeness of types otherwise.
    pub(super) fn between(from: &Goal, to: &Goal) -> Self {
        let same = from.hypotheses.len() == to.hypotheses.len() && form(from) == form(to);
        let mut pairs: Vec<(&Hypothesis, Option<&Hypothesis>)> = Vec::new();
        if same {
            pairs.extend(from.hypotheses.iter().zip(to.hypotheses.iter().map(Some)));
        } else {
            let mut names: FxHashMap<&str, &str> = FxHashMap::default();
            let mut free: Vec<&Hypothesis> = to.hypotheses.iter().collect();
            for hypothesis in &from.hypotheses {
                let ty = renamed(&hypothesis.ty, |name| names.get(name).copied());
                let best = free
                    .iter()
                    .enumerate()
                    .map(|(place, other)| (likeness(&ty, &other.ty), place))
                    .filter(|(likeness, _)| *likeness >= 0.5)
                    // Of equals the first: contexts keep the order of the statement.
                    .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                let other = best.map(|(_, place)| free.remove(place));
                if let Some(other) = other {
                    names.insert(&hypothesis.name, &other.name);
                }
                pairs.push((hypothesis, other));
            }
        }
        let mut translation = Self { names: FxHashMap::default(), lost: FxHashSet::default() };
        for (old, new) in pairs.into_iter().filter(|(old, _)| old.accessible) {
            match new.filter(|new| new.accessible) {
                Some(new) => {
                    translation.names.insert(old.name.clone(), new.name.clone());
                }
                None => {
                    translation.lost.insert(old.name.clone());
                }
            }
        }
        translation
    }

    /// What a name of the first goal's context is called in the second.
    pub(super) fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.get(name).map_or(name, String::as_str)
    }

    /// The tactic for the second goal; `None` if it speaks of something that is not there.
    pub(super) fn apply(&self, tactic: &str) -> Option<String> {
        let lost = pieces(tactic).iter().any(|piece| self.lost.contains(piece.name));
        (!lost).then(|| renamed(tactic, |name| self.names.get(name).map(String::as_str)))
    }
}

/// Share of words that two types or tactics have in common, from 0 to 1; 1 only for equal types.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let words = |text: &str| -> FxHashSet<String> {
        text.split(|c: char| c.is_whitespace() || "()[]{},".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count() as f64;
    let all = a.union(&b).count().max(1) as f64;
    0.99 * common / all
}

/// True if a tactic names something of the goal's context.
pub(super) fn speaks_of(tactic: &str, goal: &Goal) -> bool {
    pieces(tactic).iter().any(|piece| goal.hypotheses.iter().any(|h| h.name == piece.name))
}

/// Names in a tactic that could be those of theorems: with a dot or an underscore inside.
pub(super) fn cited(tactic: &str) -> Vec<String> {
    let mut found = Vec::new();
    let part = |c: char| continues_name(c) || starts_name(c) || c == '.';
    for word in tactic.split(|c| !part(c)) {
        let word = word.trim_matches('.');
        let inside = word.trim_matches('_');
        let named = inside.contains('_') || inside.split('.').skip(1).any(|p| p.len() > 1);
        if named && word.starts_with(starts_name) && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(text: &str) -> Goal {
        Goal::parse(text).expect("a goal")
    }

    #[test]
    fn names_do_not_change_the_form() {
        let a = goal("p q : Prop\nh : p ∧ q\n⊢ ∀ x, f x = q");
        let b = goal("a b : Prop\nhab : a ∧ b\n⊢ ∀ y, f y = b");
        let c = goal("a b : Prop\nhab : a ∧ b\n⊢ ∀ y, f y = a");
        assert_eq!(form(&a), form(&b));
        assert_ne!(form(&a), form(&c));
        assert_eq!(form(&a), "Prop\nProp\n#0 ∧ #1\n⊢ ∀ #3, f #3 = #1");
    }

    #[test]
    fn tactics_are_translated_by_whole_names_only() {
        let a = goal("p q : Prop\nh : p ∧ q\n⊢ q");
        let b = goal("r s : Prop\nhrs : r ∧ s\n⊢ s");
        let translation = Translation::between(&a, &b);
        let tactic = "exact foo.h h.2 -- the p of q\n  at h₁ h'";
        let expected = "exact foo.h hrs.2 -- the r of s\n  at h₁ h'";
        assert_eq!(translation.apply(tactic).as_deref(), Some(expected));
    }

    #[test]
    fn like_goals_are_paired_by_types_and_what_has_no_pair_is_refused() {
        let a = goal("n : Nat\nxs : List Nat\nh : n ∈ xs\n⊢ 0 < xs.length");
        let b = goal("ys : List Nat\nm : Nat\n⊢ 0 < ys.length + m");
        let translation = Translation::between(&a, &b);
        assert_eq!(translation.apply("cases xs <;> simp").as_deref(), Some("cases ys <;> simp"));
        assert_eq!(translation.apply("exact foo n").as_deref(), Some("exact foo m"));
        assert_eq!(translation.apply("exact foo h"), None);
    }

    #[test]
    fn bound_names_are_found_in_their_binders() {
        assert_eq!(bound("∀ x y, p x → ∃ (a b : T) (c : U), q a"), ["x", "y", "a", "b", "c"]);
        assert_eq!(bound("(fun x => x + y) 1 = z"), ["x"]);
        assert_eq!(bound("∀ x ∈ s, x < y"), ["x"]);
    }

    #[test]
    fn general_tactics_name_nothing_of_the_context() {
        let goal = goal("n : Nat\nh : n = 0\n⊢ n + 0 = 0");
        assert!(speaks_of("simp [h]", &goal) && speaks_of("exact foo n", &goal));
        assert!(!speaks_of("simp [foo] <;> omega", &goal));
    }

    #[test]
    fn cited_names_look_like_theorems() {
        let tactic = "rw [Nat.add_comm, foo_bar, h.1, ← List.map_nil] at h_1; simp";
        assert_eq!(cited(tactic), ["Nat.add_comm", "foo_bar", "List.map_nil", "h_1"]);
    }
}
