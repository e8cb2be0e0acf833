//! From terms to polynomials.

use polya_text::statement::{Binary, Term, Unary, parse};

use crate::{
    poly::{Atom, Exponent, Monomial, Poly},
    show,
};

/// Reads terms; what is no polynomial becomes an indeterminate.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Whether `-` is what it seems.
    subtracts: bool,
    pub(crate) atoms: Vec<Term>,
    /// True once a power with a variable exponent was seen.
    pub(crate) has_powers: bool,
}

impl Reader {
    pub(crate) fn new(subtracts: bool) -> Self {
        Self { subtracts, atoms: Vec::new(), has_powers: false }
    }

    fn atom(&mut self, term: &Term) -> Atom {
        if let Some(known) = self.atoms.iter().position(|known| known == term) {
            return known;
        }
        self.atoms.push(term.clone());
        self.atoms.len() - 1
    }

    fn indeterminate(&mut self, term: &Term) -> Poly {
        Poly::term(Monomial::atom(self.atom(term), Exponent::number(1)), 1)
    }

    /// The normal form of a term; `None` if it is too large.
    pub(crate) fn poly(&mut self, term: &Term) -> Option<Poly> {
        match term {
            Term::Number(n) => Some(Poly::number(i128::try_from(*n).ok()?)),
            Term::Binary(Binary::Add, a, b) => self.poly(a)?.plus(&self.poly(b)?, 1),
            Term::Binary(Binary::Mul, a, b) => self.poly(a)?.times(&self.poly(b)?),
            Term::Binary(Binary::Sub, a, b) if self.subtracts => {
                self.poly(a)?.minus(&self.poly(b)?)
            }
            Term::Unary(Unary::Negate, a) if self.subtracts => {
                Poly::default().minus(&self.poly(a)?)
            }
            Term::Binary(Binary::Pow, base, exponent) => self.power(term, base, exponent),
            Term::Typed(inner, _) => self.poly(inner),
            Term::Apply(head, arguments) => match (&**head, arguments.as_slice()) {
                (Term::Name(name), [n]) if name == "Nat.succ" => {
                    self.poly(n)?.plus(&Poly::number(1), 1)
                }
                _ => Some(self.indeterminate(term)),
            },
            _ => Some(self.indeterminate(term)),
        }
    }

    fn power(&mut self, whole: &Term, base: &Term, exponent: &Term) -> Option<Poly> {
        // Exponents are natural numbers, whatever the base is.
        let mut natural = Self { subtracts: false, atoms: self.atoms.clone(), has_powers: false };
        let read = natural.poly(exponent)?;
        self.atoms = natural.atoms;
        let base = self.poly(base)?;
        let mut symbolic = Exponent::default();
        let mut number = 0;
        for (monomial, times) in &read.0 {
            let times = u32::try_from(*times).ok()?;
            if monomial.is_one() {
                number = times;
                continue;
            }
            // `a ^ (m * n)` is no product of powers.
            let [(atom, exponent)] = monomial.0.iter().collect::<Vec<_>>()[..] else {
                return Some(self.indeterminate(whole));
            };
            // Nor is `a ^ (2 * n)`, to Lean's rewriting.
            if *exponent != Exponent::number(1) || times != 1 {
                return Some(self.indeterminate(whole));
            }
            symbolic.atoms.insert(*atom, times);
        }
        if symbolic.atoms.is_empty() {
            return base.power(number);
        }
        // The variable part, factor by factor of a base that is one product.
        let [(monomial, coefficient)] = base.0.iter().collect::<Vec<_>>()[..] else {
            return Some(self.indeterminate(whole));
        };
        self.has_powers = true;
        let mut product = base.power(number)?;
        for (atom, own) in &monomial.0 {
            if *own != Exponent::number(1) {
                return Some(self.indeterminate(whole));
            }
            let factor = Monomial::atom(*atom, symbolic.clone());
            product = product.times(&Poly::term(factor, 1))?;
        }
        match coefficient {
            1 => Some(product),
            _ if *coefficient > 1 => {
                let numeral = Term::Number(u128::try_from(*coefficient).ok()?);
                let factor = Monomial::atom(self.atom(&numeral), symbolic);
                product.times(&Poly::term(factor, 1))
            }
            _ => Some(self.indeterminate(whole)),
        }
    }
}

/// The normal form of an expression, as text: for whoever calls the tool.
pub fn normal_form(expression: &str, subtracts: bool) -> Result<String, String> {
    let term = parse(expression).map_err(|e| e.to_string())?;
    let mut reader = Reader::new(subtracts);
    let poly = reader.poly(&term).ok_or("it is too large when multiplied out")?;
    Ok(show::poly(&poly, &reader.atoms))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        normal_form(text, true).unwrap()
    }

    #[test]
    fn equal_polynomials_have_one_normal_form() {
        for (left, right) in [
            ("(a + b) ^ 2", "a ^ 2 + 2 * a * b + b * b"),
            ("(a - b) * (a + b)", "a ^ 2 - b ^ 2"),
            ("a ^ (n + 2) * b", "b * a * (a * a ^ n)"),
            ("2 ^ (n + 3)", "8 * 2 ^ n"),
            ("(a * b) ^ n * a", "a ^ n * (a * b ^ n)"),
            ("(f x + 1) * f x", "f x * f x + f x"),
            ("-(a - b)", "b - a"),
        ] {
            assert_eq!(shown(left), shown(right), "{left} and {right}");
        }
        for (left, right) in [("a ^ 2", "a"), ("a ^ n", "a ^ m"), ("2 * a", "a"), ("f x", "f y")] {
            assert_ne!(shown(left), shown(right));
        }
    }

    #[test]
    fn truncated_subtraction_is_left_alone() {
        let natural = |text| normal_form(text, false).unwrap();
        assert_ne!(natural("a - b + b"), natural("a"));
        assert_eq!(natural("(a - b) * 2"), natural("(a - b) + (a - b)"));
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert!(normal_form("(a + b + c + d + e) ^ 12", true).is_err());
        assert!(normal_form("(a + 1) ^ 1000", true).is_err());
        assert!(normal_form("7 ^ 400", true).is_err());
    }
}
