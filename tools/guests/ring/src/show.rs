//! Terms and polynomials as Lean reads them.

use polya_statement::{Term, Unary};

use crate::poly::{Exponent, Poly};

/// A term in full brackets; `None` for what is bound somewhere and better left to Lean.
pub(crate) fn term(term: &Term) -> Option<String> {
    let go = |t: &Term| self::term(t);
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

fn atom(of: &Term) -> String {
    term(of).unwrap_or_else(|| format!("{of:?}"))
}

/// A polynomial: monomials by degree and then by name, factors by name.
pub(crate) fn poly(poly: &Poly, atoms: &[Term]) -> String {
    if poly.is_zero() {
        return "0".to_owned();
    }
    let mut monomials: Vec<(u32, Vec<String>, i128)> = poly
        .0
        .iter()
        .map(|(monomial, coefficient)| {
            let powers = monomial.0.iter();
            let mut factors: Vec<String> =
                powers.flat_map(|(base, e)| self::powers(&atom(&atoms[*base]), e, atoms)).collect();
            factors.sort();
            (monomial.degree(), factors, *coefficient)
        })
        .collect();
    monomials.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut text = String::new();
    for (_, mut factors, coefficient) in monomials {
        if !text.is_empty() {
            text.push_str(if coefficient < 0 { " - " } else { " + " });
        } else if coefficient < 0 {
            text.push('-');
        }
        let size = coefficient.unsigned_abs();
        if size != 1 || factors.is_empty() {
            factors.insert(0, size.to_string());
        }
        text.push_str(&factors.join(" * "));
    }
    text
}

fn powers(base: &str, exponent: &Exponent, atoms: &[Term]) -> Vec<String> {
    let mut factors = Vec::new();
    for (name, times) in &exponent.atoms {
        for _ in 0..*times {
            factors.push(format!("{base} ^ {}", atom(&atoms[*name])));
        }
    }
    match exponent.number {
        0 => {}
        1 => factors.push(base.to_owned()),
        n => factors.push(format!("{base} ^ {n}")),
    }
    factors
}
