//! From trees back to text.

use super::tree::{Term, Unary};

/// A term with no more brackets than Lean needs to read the same; `None` for what binds variables.
pub fn show(term: &Term) -> Option<String> {
    within(term, 0)
}

/// The precedence of an argument, which only names, numerals and brackets have.
const ARGUMENT: u8 = u8::MAX;

/// In a place that asks for a precedence.
fn within(term: &Term, asked: u8) -> Option<String> {
    let bracketed = |own: u8, text: String| if own < asked { format!("({text})") } else { text };
    Some(match term {
        Term::Name(name) => name.clone(),
        Term::Number(n) => n.to_string(),
        Term::Apply(head, arguments) => {
            let mut text = within(head, ARGUMENT)?;
            for argument in arguments {
                text.push(' ');
                text.push_str(&within(argument, ARGUMENT)?);
            }
            bracketed(ARGUMENT - 1, text)
        }
        Term::Field(inner, field) => format!("({}).{field}", show(inner)?),
        Term::Binary(operator, a, b) => {
            let (own, left, right) = operator.precedence();
            let (a, b) = (within(a, left)?, within(b, right)?);
            bracketed(own, format!("{a} {} {b}", operator.symbol()))
        }
        // What binds a prefix differs from one to the next: brackets are always right.
        Term::Unary(Unary::Not, a) => bracketed(0, format!("¬{}", within(a, ARGUMENT)?)),
        Term::Unary(Unary::Negate, a) => bracketed(0, format!("-{}", within(a, ARGUMENT)?)),
        Term::Unary(Unary::BoolNot, a) => bracketed(0, format!("!{}", within(a, ARGUMENT)?)),
        Term::Unary(Unary::Coerce, a) => bracketed(0, format!("↑{}", within(a, ARGUMENT)?)),
        Term::Pair(a, b) => format!("({}, {})", show(a)?, show(b)?),
        Term::List(items) => {
            format!("[{}]", items.iter().map(show).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Term::If(c, a, b) => {
            bracketed(0, format!("if {} then {} else {}", show(c)?, show(a)?, show(b)?))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn what_is_shown_reads_the_same() {
        for text in
            ["a + b * c", "f (x + 1) [a, (b, c)]", "-x = ↑n", "¬(p ∧ q)", "if c then a else b"]
        {
            let term = parse(text).unwrap();
            assert_eq!(parse(&show(&term).unwrap()), Ok(term), "{text}");
        }
        assert_eq!(show(&parse("∀ x : Nat, x = x").unwrap()), None);
    }
}
