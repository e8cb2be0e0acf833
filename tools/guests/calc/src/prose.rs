//! The arithmetic in somebody's chain of thought: claims between numbers, found in prose.

use polya_text::statement::{Binary, Term, parse};

use crate::eval::{CalcError, Numbers, Value, value};

/// Longest text that is gone through, in bytes.
const LONGEST: usize = 64 * 1024;
/// Most claims of one text.
const MOST: usize = 200;

/// A claim of a text and whether it holds; an error if it has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The claim as it was read.
    pub claim: String,
    /// Whether it holds.
    pub holds: Result<bool, CalcError>,
}

/// Checks every claim between numbers in a text. A chain such as `2 + 3 = 5 = 10 / 2` is as many
/// claims as it has links; what speaks of anything but numbers is passed over.
pub fn check(text: &str, numbers: Numbers) -> Vec<Checked> {
    let mut found = Vec::new();
    for piece in pieces(text.get(..LONGEST).unwrap_or(text)) {
        for claim in links(&piece) {
            let Ok(term) = parse(&claim) else { continue };
            if !is_worth_checking(&term) || found.len() >= MOST {
                continue;
            }
            let holds = value(&term, numbers, &[]).and_then(|value| match value {
                Value::Truth(truth) => Ok(truth),
                Value::Number(_) => Err(CalcError::Undefined("it is a number")),
            });
            found.push(Checked { claim, holds });
        }
    }
    found
}

/// Stretches of a text that could be arithmetic, in Lean's notation. A word of two or more letters
/// ends one; a single letter is a variable, and `?` stands for it.
fn pieces(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..length];
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        if length > 0 && !is_number {
            let is_prose = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
            match found.last_mut() {
                Some(last) if !is_prose => last.push('?'),
                _ => found.push(String::new()),
            }
            rest = &rest[length..];
            continue;
        }
        let part = if length > 0 { word } else { &rest[..c.len_utf8()] };
        let part = match part {
            "×" | "·" | "⋅" => "*",
            "−" | "–" => "-",
            "÷" => "/",
            other => other,
        };
        let belongs = length > 0 || " +-*/%^()=<>≤≥≠".contains(part);
        match found.last_mut() {
            Some(last) if belongs => last.push_str(part),
            _ => found.push(String::new()),
        }
        rest = &rest[length.max(c.len_utf8())..];
    }
    found
}

/// The claims of a chain of relations.
fn links(piece: &str) -> Vec<String> {
    let mut sides: Vec<(String, char)> = vec![(String::new(), '=')];
    for c in piece.chars() {
        match (c, sides.last_mut()) {
            (c, _) if "=<>≤≥≠".contains(c) => sides.push((String::new(), c)),
            (c, Some((side, _))) => side.push(c),
            _ => {}
        }
    }
    sides
        .windows(2)
        .filter(|pair| pair.iter().all(|(side, _)| !side.contains('?') && !side.trim().is_empty()))
        .map(|pair| format!("{} {} {}", pair[0].0.trim(), pair[1].1, pair[1].0.trim()))
        .collect()
}

/// A relation between numbers of which at least one is computed, or that are not the same text.
fn is_worth_checking(term: &Term) -> bool {
    use Binary as B;
    let Term::Binary(relation, a, b) = term else { return false };
    matches!(relation, B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge) && a != b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Vec<String> {
        let word = |c: Checked| match c.holds {
            Ok(true) => format!("{}: yes", c.claim),
            Ok(false) => format!("{}: no", c.claim),
            Err(error) => format!("{}: {error}", c.claim),
        };
        check(text, Numbers::Rational).into_iter().map(word).collect()
    }

    #[test]
    fn claims_are_found_in_prose_and_checked() {
        assert_eq!(
            checked(
                "First, 7 × 13 = 92, and 2 ^ 10 = 1024. So 2 + 3 = 5 = 10 / 2 < 4, hence done."
            ),
            [
                "7 * 13 = 92: no",
                "2 ^ 10 = 1024: yes",
                "2 + 3 = 5: yes",
                "5 = 10 / 2: yes",
                "10 / 2 < 4: no"
            ]
        );
        assert_eq!(checked("1 / 0 = 3"), ["1 / 0 = 3: a division by zero"]);
    }

    #[test]
    fn what_speaks_of_names_is_passed_over() {
        for text in [
            "so x + 2 = 5",
            "we get 2 = n",
            "2 + 3 = 5x",
            "f 3 = 7",
            "in 2026, 7 = 7",
            "by (1) and (2)",
            "n = 3",
        ] {
            assert_eq!(checked(text), [""; 0], "{text}");
        }
    }
}
