//! Polynomials as Lean reads them.

use polya_text::statement::{Term, show};

use crate::poly::{Exponent, Poly};

fn atom(of: &Term) -> String {
    show(of).unwrap_or_else(|| format!("{of:?}"))
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
