//! Patterns for names, ids, tags and levels, as users write them in lists and on command lines.

use std::fmt;

/// A pattern in which `*` stands for any run of characters and `?` for any one character.
///
/// Nothing else is special: `.` and `/` are ordinary characters, and `*` runs across them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<char>);

impl Pattern {
    /// Every text is a pattern.
    pub fn new(pattern: &str) -> Self {
        Self(pattern.chars().collect())
    }

    /// Whether the whole of `text` fits.
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut next) = (0, 0);
        // Where to go back to when the text after the latest `*` does not fit: that star, and the
        // text position it has been stretched to. Going back to the latest star is enough.
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.0.get(next) {
                Some('*') => {
                    star = Some((next, at));
                    next += 1;
                }
                Some(&c) if c == '?' || c == text[at] => {
                    at += 1;
                    next += 1;
                }
                _ => {
                    let Some((star_at, stretched)) = star else { return false };
                    star = Some((star_at, stretched + 1));
                    at = stretched + 1;
                    next = star_at + 1;
                }
            }
        }
        self.0[next..].iter().all(|c| *c == '*')
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|c| write!(f, "{c}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stars_cross_dots_and_slashes() {
        assert!(Pattern::new("arithmetic/*").matches("arithmetic/hard::Nat.x"));
        assert!(Pattern::new("*::Nat.*'").matches("a/b::Nat.x.y'"));
        assert!(Pattern::new("?dd*m").matches("add_comm"));
        assert!(!Pattern::new("add").matches("add_comm"));
        assert!(!Pattern::new("*comm").matches("add_comm_monoid"));
        assert!(Pattern::new("").matches("") && !Pattern::new("").matches("a"));
    }

    proptest! {
        #[test]
        fn a_text_fits_itself_and_its_stretched_forms(
            before in "[a-z./]{0,6}", middle in "[a-z./]{0,6}", after in "[a-z./]{0,6}",
        ) {
            let text = format!("{before}{middle}{after}");
            prop_assert!(Pattern::new(&text).matches(&text));
            let pattern = format!("{before}*{after}");
            prop_assert!(Pattern::new(&pattern).matches(&text));
        }
    }
}
