//! From trees back to text.

use super::tree::{Term, Unary};

/// A term in full brackets, as Lean reads it; `None` for what binds variables.
pub fn show(term: &Term) -> Option<String> {
    let go = show;
    Some(match term {
        Term::Name(name) => name.clone(),
        Term::Number(n) => n.to_string(),
        Term::Apply(head, arguments) => {
            let mut text = format!("({}", go(head)?);
            for argument in arguments {
                text.push(' ');
                text.push_str(&go(argument)?);
            }
            text + ")"
        }
        Term::Field(inner, field) => format!("({}).{field}", go(inner)?),
        Term::Binary(operator, a, b) => format!("({} {} {})", go(a)?, operator.symbol(), go(b)?),
        Term::Unary(Unary::Not, a) => format!("(¬{})", go(a)?),
        Term::Unary(Unary::Negate, a) => format!("(-{})", go(a)?),
        Term::Unary(Unary::Coerce, a) => format!("(↑{})", go(a)?),
        Term::Pair(a, b) => format!("({}, {})", go(a)?, go(b)?),
        Term::List(items) => {
            format!("[{}]", items.iter().map(go).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Term::If(c, a, b) => format!("(if {} then {} else {})", go(c)?, go(a)?, go(b)?),
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
