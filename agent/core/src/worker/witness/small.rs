//! Witnesses among the small numbers, where the body speaks of nothing else.

use polya_text::statement::{Binary, Term, Unary};

use super::Existence;

/// How many tuples are tried.
const MOST_TRIED: u64 = 20_000;
/// No number grows beyond this while a body is evaluated.
const LARGEST: i128 = 1 << 100;

/// The first small tuple of which the body holds, as text.
pub(super) fn search(existence: &Existence) -> Option<Vec<String>> {
    let unknowns = existence.unknowns.len();
    let negative = existence.unknowns.iter().any(
        |(_, ty)| matches!(ty, Some(Term::Name(name)) if matches!(name.as_str(), "Int" | "ℤ")),
    );
    // The largest box that is not too much work.
    let places = u32::try_from(unknowns).ok()?;
    let fits = |each: &u64| each.checked_pow(places).is_some_and(|tuples| tuples <= MOST_TRIED);
    let each = (1..=200).rev().find(fits)?;
    let mut scope = Scope { values: Vec::new(), negative };
    scope.values.extend(existence.unknowns.iter().map(|(name, _)| (name.as_str(), 0)));
    // By the largest of the numbers, so that small ones come first.
    for most in 0..each {
        let mut digits = vec![0_u64; unknowns];
        loop {
            if digits.contains(&most) {
                for (value, digit) in scope.values.iter_mut().zip(&digits) {
                    value.1 = i128::from(*digit);
                }
                // What cannot be evaluated at one place cannot be at another.
                if scope.holds(&existence.body)? {
                    return Some(scope.values.iter().map(|(_, v)| v.to_string()).collect());
                }
            }
            let Some(place) = digits.iter().position(|digit| *digit < most) else { break };
            digits[place] += 1;
            digits[..place].fill(0);
        }
    }
    None
}

/// The numbers that names stand for, and whether there are negative ones.
struct Scope<'a> {
    values: Vec<(&'a str, i128)>,
    negative: bool,
}

impl Scope<'_> {
    fn holds(&self, term: &Term) -> Option<bool> {
        use Binary as B;
        Some(match term {
            Term::Name(name) if name == "True" => true,
            Term::Name(name) if name == "False" => false,
            Term::Unary(Unary::Not, a) => !self.holds(a)?,
            Term::Binary(B::And, a, b) => self.holds(a)? && self.holds(b)?,
            Term::Binary(B::Or, a, b) => self.holds(a)? || self.holds(b)?,
            Term::Binary(B::Implies, a, b) => !self.holds(a)? || self.holds(b)?,
            Term::Binary(B::Iff, a, b) => self.holds(a)? == self.holds(b)?,
            Term::Binary(relation, a, b) => {
                let (a, b) = (self.number(a)?, self.number(b)?);
                match relation {
                    B::Eq => a == b,
                    B::Ne => a != b,
                    B::Lt => a < b,
                    B::Le => a <= b,
                    B::Gt => a > b,
                    B::Ge => a >= b,
                    B::Dvd => {
                        if a == 0 {
                            b == 0
                        } else {
                            b % a == 0
                        }
                    }
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn number(&self, term: &Term) -> Option<i128> {
        use Binary as B;
        let number = match term {
            Term::Number(n) => i128::try_from(*n).ok()?,
            Term::Name(name) => self.values.iter().find(|(known, _)| known == name)?.1,
            Term::Typed(a, _) | Term::Unary(Unary::Coerce, a) => self.number(a)?,
            Term::Unary(Unary::Negate, a) => self.number(a)?.checked_neg()?,
            Term::Binary(operator, a, b) => {
                let (a, b) = (self.number(a)?, self.number(b)?);
                match operator {
                    B::Add => a.checked_add(b)?,
                    B::Sub if self.negative => a.checked_sub(b)?,
                    B::Sub => a.saturating_sub(b).max(0),
                    B::Mul => a.checked_mul(b)?,
                    // Lean rounds so that the remainder is never negative, and divides by 0.
                    B::Div => {
                        if b == 0 {
                            0
                        } else {
                            a.div_euclid(b)
                        }
                    }
                    B::Mod => {
                        if b == 0 {
                            a
                        } else {
                            a.rem_euclid(b)
                        }
                    }
                    B::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
                    _ => return None,
                }
            }
            _ => return None,
        };
        (number.abs() <= LARGEST).then_some(number)
    }
}
