//! Splitting Lean text into tokens.
//!
//! Tokens are whole identifiers, numerals and notation; never pieces of words. The tokeniser knows
//! no grammar and never fails: it is used on statements, goals, tactics and users' prose alike.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::notation::{NOTATIONS, Notation, WORDS};

/// A piece of Lean text that says something about what the text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A whole identifier, dots included: `List.map_append`.
    Name(&'a str),
    /// What follows a local variable in field notation: `length` of `l.length`. Which constant it
    /// means depends on the variable's type.
    Field(&'a str),
    /// A local variable, recognised by its shape: one letter with digits, subscripts or primes.
    Variable(&'a str),
    /// A numeral.
    Numeral(&'a str),
    /// Notation, as the constants it stands for.
    Constants(&'static [&'static str]),
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text, before: None, pending: None }
}

/// Iterator returned by [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
    before: Option<char>,
    pending: Option<Token<'a>>,
}

impl<'a> Tokens<'a> {
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.before = taken.chars().next_back().or(self.before);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        loop {
            let first = self.rest.chars().next()?;
            if first.is_whitespace() {
                self.take(first.len_utf8());
                continue;
            }
            if let Some(notation) = longest_notation(self.rest, first) {
                self.take(notation.symbol.len());
                if notation.constants.is_empty() {
                    continue;
                }
                return Some(Token::Constants(notation.constants));
            }
            if first.is_ascii_digit() {
                let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
                // `h.2` is a projection, not a numeral.
                let projection = self.before == Some('.');
                let digits = self.take(end);
                if projection {
                    continue;
                }
                return Some(Token::Numeral(digits));
            }
            if first == '.' || !starts_component(first) {
                self.take(first.len_utf8());
                continue;
            }
            let end = identifier_end(self.rest);
            let name = self.take(end);
            if let Some((_, constants)) = WORDS.iter().find(|(word, _)| *word == name) {
                if constants.is_empty() {
                    continue;
                }
                return Some(Token::Constants(constants));
            }
            let head_end = component_end(name);
            let head = &name[..head_end];
            if !is_variable(head) {
                return Some(Token::Name(name));
            }
            if head_end < name.len() {
                self.pending = Some(Token::Field(&name[head_end + 1..]));
            }
            return Some(Token::Variable(head));
        }
    }
}

fn longest_notation(text: &str, first: char) -> Option<&'static Notation> {
    static BY_FIRST: OnceLock<FxHashMap<char, Vec<&'static Notation>>> = OnceLock::new();
    let by_first = BY_FIRST.get_or_init(|| {
        let mut map: FxHashMap<char, Vec<&'static Notation>> = FxHashMap::default();
        for notation in NOTATIONS {
            let first = notation.symbol.chars().next().unwrap_or(' ');
            map.entry(first).or_default().push(notation);
        }
        for list in map.values_mut() {
            list.sort_by_key(|n| std::cmp::Reverse(n.symbol.len()));
        }
        map
    });
    by_first.get(&first)?.iter().copied().find(|n| text.starts_with(n.symbol))
}

fn starts_component(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '«'
}

fn continues_component(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\'') || ('₀'..='₉').contains(&c)
}

/// Where the dotted identifier at the start of `text` ends.
fn identifier_end(text: &str) -> usize {
    let mut end = component_end(text);
    while let Some(after) = text[end..].strip_prefix('.') {
        if !after.starts_with(starts_component) {
            break;
        }
        end += 1 + component_end(after);
    }
    end
}

/// Where the first component of the identifier at the start of `text` ends.
fn component_end(text: &str) -> usize {
    if text.starts_with('«') {
        return text.find('»').map_or(text.len(), |at| at + '»'.len_utf8());
    }
    let end = text.find(|c| !continues_component(c)).unwrap_or(text.len());
    // `get!` and `get?` are names; the `!` of `a!=b` is not part of one.
    let tail = &text[end..];
    if tail.starts_with(['!', '?']) && !tail[1..].starts_with('=') {
        return end + 1;
    }
    end
}

/// True for `n`, `x₁`, `h2`, `a'`, `α`: names that say nothing outside their own statement.
pub(crate) fn is_variable(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && chars.all(|c| c.is_ascii_digit() || matches!(c, '\'' | '_') || ('₀'..='₉').contains(&c))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let shown: Vec<String> = tokens(text)
            .map(|token| match token {
                Token::Name(name) => name.to_owned(),
                Token::Field(name) => format!(".{name}"),
                Token::Variable(name) => format!("_{name}"),
                Token::Numeral(n) => format!("#{n}"),
                Token::Constants(names) => format!("<{}>", names.join(" ")),
            })
            .collect();
        expected.assert_eq(&shown.join(" "));
    }

    #[test]
    fn notation_becomes_constants() {
        check(
            "∀ (n m : Nat), n + m = m + n ∧ 2 ∣ n * 10",
            &expect![
                "_n _m Nat _n <HAdd.hAdd> _m <Eq> _m <HAdd.hAdd> _n <And> #2 <Dvd.dvd> _n <HMul.hMul> #10"
            ],
        );
        check(
            "x :: xs ++ [] ∉ f <$> l",
            &expect![
                "_x <List.cons> xs <HAppend.hAppend> <List.nil> <Not Membership.mem> _f <Functor.map> _l"
            ],
        );
        check("if p then a else ¬b", &expect!["<ite> _p _a <Not> _b"]);
    }

    #[test]
    fn names_stay_whole() {
        check(
            "List.map_append.aux (Foo.«odd name».bar)",
            &expect!["List.map_append.aux Foo.«odd name».bar"],
        );
        check("get? l.get! a!=b a' x₁✝", &expect!["get? _l .get! _a <bne> _b _a' _x₁"]);
    }

    #[test]
    fn fields_and_projections_of_variables() {
        check(
            "l.length.succ = h.1 + h.2.foo",
            &expect!["_l .length.succ <Eq> _h <HAdd.hAdd> _h foo"],
        );
    }

    #[test]
    fn prose_and_odd_text_do_no_harm() {
        check("Use induction on n. Then simp!", &expect!["Use induction on _n Then simp!"]);
        check("«unclosed", &expect!["«unclosed"]);
        check("..!?\u{200b}✝", &expect![""]);
    }
}
