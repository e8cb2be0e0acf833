//! The outermost shape of a printed proposition.
//!
//! Only as much of the notation is read as rules need: the loosest connective outside brackets.
//! Text in which nothing is found is an [`Shape::Atom`].

/// Shape of a proposition, with its parts as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape<'a> {
    /// `∀ binders, body`: binders as text, and the body.
    Forall(&'a str, &'a str),
    /// `∃ binders, body`.
    Exists(&'a str, &'a str),
    /// `p → q`.
    Implies(&'a str, &'a str),
    /// `p ↔ q`.
    Iff(&'a str, &'a str),
    /// `p ∨ q`.
    Or(&'a str, &'a str),
    /// `p ∧ q`.
    And(&'a str, &'a str),
    /// `¬ p`.
    Not(&'a str),
    /// `l R r` for a relation of precedence 50.
    Relation(&'a str, &'a str, &'a str),
    /// `False`.
    False,
    /// `True`.
    True,
    /// Anything else.
    Atom(&'a str),
}

const RELATIONS: [&str; 16] =
    ["=", "≠", "<", "≤", ">", "≥", "∣", "∈", "∉", "≡", "⊆", "~", "==", "!=", "≈", "≃"];

/// Reads the shape of `text`.
pub(crate) fn shape(text: &str) -> Shape<'_> {
    let text = strip(text);
    match text {
        "False" => return Shape::False,
        "True" => return Shape::True,
        _ => {}
    }
    for (quantifier, make) in
        [("∀ ", Shape::Forall as fn(_, _) -> _), ("∃ ", Shape::Exists as fn(_, _) -> _)]
    {
        if let Some(rest) = text.strip_prefix(quantifier)
            && let Some(comma) = top_level(rest).find(|(_, s)| *s == ",").map(|(at, _)| at)
        {
            return make(rest[..comma].trim(), rest[comma + 1..].trim());
        }
    }
    // `(x : T) → body`
    if text.starts_with('(')
        && let Some(close) = matching(text)
        && text[close..].trim_start().starts_with('→')
        && top_level(&text[1..close - 1]).any(|(_, s)| s == ":")
    {
        let body = text[close..].trim_start().trim_start_matches('→').trim();
        return Shape::Forall(&text[..close], body);
    }
    let marks: Vec<(usize, &str)> = top_level(text).collect();
    let split = |symbol: &str, last: bool| {
        let mut found = marks.iter().filter(|(_, s)| *s == symbol);
        let at = if last { found.next_back() } else { found.next() };
        at.map(|(at, s)| (text[..*at].trim(), text[at + s.len()..].trim()))
    };
    if let Some((left, right)) = split("↔", false) {
        return Shape::Iff(left, right);
    }
    if let Some((left, right)) = split("→", false) {
        return Shape::Implies(left, right);
    }
    if let Some((left, right)) = split("∨", false) {
        return Shape::Or(left, right);
    }
    if let Some((left, right)) = split("∧", false) {
        return Shape::And(left, right);
    }
    if let Some(rest) = text.strip_prefix('¬') {
        return Shape::Not(rest.trim());
    }
    for (at, symbol) in &marks {
        if RELATIONS.contains(symbol) {
            return Shape::Relation(text[..*at].trim(), symbol, text[at + symbol.len()..].trim());
        }
    }
    Shape::Atom(text)
}

/// Drops brackets around the whole.
pub(super) fn strip(text: &str) -> &str {
    let text = text.trim();
    if text.starts_with('(') && matching(text) == Some(text.len()) {
        let inner = &text[1..text.len() - 1];
        // `(x : T)` and `(a, b)` are not the same without their brackets.
        if !top_level(inner).any(|(_, s)| s == ":" || s == ",") || inner.starts_with(['∀', '∃'])
        {
            return strip(inner);
        }
    }
    text
}

/// End of the bracket that opens at the start.
fn matching(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '⟨' => depth += 1,
            ')' | ']' | '}' | '⟩' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}

/// Symbols outside brackets, up to where a binder takes the rest for its body.
fn top_level(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_i32;
    let mut bound = false;
    let mut at = 0;
    std::iter::from_fn(move || {
        while !bound && at < text.len() {
            let start = at;
            let c = text[at..].chars().next()?;
            at += c.len_utf8();
            match c {
                '(' | '[' | '{' | '⟨' => depth += 1,
                ')' | ']' | '}' | '⟩' => depth -= 1,
                _ if depth > 0 => {}
                '∀' | '∃' | 'λ' => bound = true,
                ',' | '↔' | '→' | '∨' | '∧' | '≠' | '<' | '≤' | '>' | '≥' | '∣' | '∈' | '∉'
                | '≡' | '⊆' | '~' | '≈' | '≃' => return Some((start, &text[start..at])),
                ':' if !text[at..].starts_with([':', '=']) && !text[..start].ends_with(':') => {
                    return Some((start, &text[start..at]));
                }
                '=' | '!' if text[at..].starts_with('=') => {
                    at += 1;
                    return Some((start, &text[start..at]));
                }
                '=' if text[at..].starts_with('>') => bound = true,
                '=' if !text[..start].ends_with(':') => return Some((start, &text[start..at])),
                _ if c.is_alphanumeric() || c == '_' => {
                    let word = text[start..]
                        .find(|c: char| !c.is_alphanumeric() && !"_'.!?✝".contains(c))
                        .map_or(text.len(), |n| start + n);
                    at = word.max(at);
                    bound = matches!(&text[start..at], "fun" | "if" | "let" | "match" | "have");
                }
                _ => {}
            }
        }
        None
    })
}

/// The variables of a binder list such as `(x y : Nat) (h : p x)` or `x y : Nat` or `x`, with their
/// types where printed.
pub(crate) fn binders(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (group, after) = match rest.chars().next() {
            Some('(' | '{' | '[' | '⦃') => {
                let close = matching(rest).unwrap_or(rest.len());
                let inner = rest[..close].trim_matches(|c| "(){}[]⦃⦄".contains(c));
                (inner, &rest[close..])
            }
            _ => (rest, ""),
        };
        let colon = top_level(group).find(|(_, s)| *s == ":").map(|(at, _)| at);
        let (names, ty) = match colon {
            Some(at) => (&group[..at], Some(group[at + 1..].trim().to_owned())),
            None => (group, None),
        };
        for name in names.split_whitespace() {
            // `∀ x < n, …` binds `x` and a hypothesis.
            if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
                found.push(("h".to_owned(), None));
                break;
            }
            found.push((name.to_owned(), ty.clone()));
        }
        rest = after.trim_start();
    }
    found
}

/// The words of a term that could be names, without numbers.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_'.!?✝".contains(c))
        .map(|w| w.trim_matches('.'))
        .filter(|w| w.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

/// True if `name` occurs in `text` as a word, or as the object of a dotted one.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    words(text).any(|w| w == name || w.split('.').next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loosest_connective_is_found() {
        assert_eq!(shape("p ∧ q → r ∨ s"), Shape::Implies("p ∧ q", "r ∨ s"));
        assert_eq!(shape("p ∧ (q → r)"), Shape::And("p", "(q → r)"));
        assert_eq!(shape("p ∧ ∀ x, q x → r"), Shape::And("p", "∀ x, q x → r"));
        assert_eq!(shape("¬p ∨ q"), Shape::Or("¬p", "q"));
        assert_eq!(shape("¬(p ∨ q)"), Shape::Not("(p ∨ q)"));
        assert_eq!(shape("(a = b)"), Shape::Relation("a", "=", "b"));
        assert_eq!(shape("x :: xs ≠ []"), Shape::Relation("x :: xs", "≠", "[]"));
        assert_eq!(
            shape("xs.map (fun x => x + 1) = ys"),
            Shape::Relation("xs.map (fun x => x + 1)", "=", "ys")
        );
        assert_eq!(shape("f (a → b)"), Shape::Atom("f (a → b)"));
        assert_eq!(shape("(a == b) = true"), Shape::Relation("(a == b)", "=", "true"));
    }

    #[test]
    fn binders_open_up() {
        assert_eq!(shape("∀ (x y : Nat), x < y"), Shape::Forall("(x y : Nat)", "x < y"));
        assert_eq!(shape("∃ x, p x ∧ q"), Shape::Exists("x", "p x ∧ q"));
        assert_eq!(shape("(x : α) → p x"), Shape::Forall("(x : α)", "p x"));
        let names = |text| binders(text).into_iter().map(|b| b.0).collect::<Vec<_>>();
        assert_eq!(names("(x y : Nat) (h : p x)"), ["x", "y", "h"]);
        assert_eq!(names("x y : Nat"), ["x", "y"]);
        assert_eq!(names("x < n"), ["x", "h"]);
        assert_eq!(binders("(f : a → b)")[0].1.as_deref(), Some("a → b"));
    }

    #[test]
    fn words_are_names() {
        assert!(mentions("xs.length + n", "xs") && mentions("n + 1", "n"));
        assert!(!mentions("succ n'", "n"));
    }
}
