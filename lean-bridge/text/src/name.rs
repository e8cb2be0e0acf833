//! Lean names as text: cutting them into components and writing them again.
//!
//! A component that Lean writes with `«…»` keeps the quotes only where it needs them, so that one
//! name has one spelling. Scopes and macro hygiene are not the concern of this module.

use crate::lexer::{continues_word, starts_word};

/// The components of a dotted name, in their one spelling; empty for an empty name.
pub fn components(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('«').and_then(|inner| inner.split_once('»'));
        let (part, after) = if let Some((component, after)) = quoted {
            (quote(component), after)
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        parts.push(part);
        rest = after.strip_prefix('.').unwrap_or(after);
    }
    parts
}

/// The component in `«…»` unless it is an identifier as it stands.
fn quote(component: &str) -> String {
    let mut chars = component.chars();
    if chars.next().is_some_and(starts_word) && chars.all(continues_word) {
        component.to_owned()
    } else {
        format!("«{component}»")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_only_where_they_are_needed() {
        assert_eq!(components("A.«b».«c d».«e.f».x'"), ["A", "b", "«c d»", "«e.f»", "x'"]);
        assert!(components("").is_empty());
    }
}
