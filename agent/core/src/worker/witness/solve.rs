//! Solving a proposition for an unknown.
//!
//! A relation is solved by undoing, one by one, the operations around the unknown: `a + 2 * k = b` gives
//! `(b - a) / 2`. Strict bounds give the next number, several lower bounds their sum, and what must hold
//! for everything from the unknown on is asked of the unknown itself. Subtraction and division are those
//! of whole numbers, so a solution may be off where they do not come out even.

use polya_text::statement::{Binary, Term};

/// Terms for which `body` may hold, the likeliest first. `equations` are variables that equal something.
pub(super) fn solutions(unknown: &str, body: &Term, equations: &[(String, Term)]) -> Vec<Term> {
    let mut found = Found::default();
    found.read(unknown, body, equations);
    let Found { mut exact, lower, upper } = found;
    if lower.len() > 1 {
        exact.extend(lower.iter().cloned().reduce(sum));
    }
    exact.extend(lower);
    exact.extend(upper);
    let mut each: Vec<Term> = Vec::new();
    for term in exact {
        if !each.contains(&term) && !term.mentions(unknown) {
            each.push(term);
        }
    }
    each
}

#[derive(Default)]
struct Found {
    /// What an equation asks for.
    exact: Vec<Term>,
    /// What is large enough.
    lower: Vec<Term>,
    /// What is small enough.
    upper: Vec<Term>,
}

impl Found {
    fn read(&mut self, x: &str, body: &Term, equations: &[(String, Term)]) {
        use Binary as B;
        match body {
            Term::Binary(B::And | B::Or, a, b) => {
                self.read(x, a, equations);
                self.read(x, b, equations);
            }
            Term::Binary(B::Implies, _, conclusion) => self.read(x, conclusion, equations),
            // From the unknown on: so also for the unknown.
            Term::Forall(binders, inner) => {
                let mut inner = inner.as_ref();
                while let Term::Binary(B::Implies, _, conclusion) = inner {
                    inner = conclusion;
                }
                for binder in binders {
                    let there = inner.clone().replaced(&binder.name, &Term::Name(x.to_owned()));
                    let own = binders.iter().map(|b| b.name.as_str());
                    let own: Vec<&str> = own.collect();
                    for term in solutions(x, &there, equations) {
                        if !own.iter().any(|name| term.mentions(name)) {
                            self.lower.push(term);
                        }
                    }
                }
            }
            Term::Exists(binders, inner) => {
                let mut of_inner = Self::default();
                of_inner.read(x, inner, equations);
                let free = |term: &Term| !binders.iter().any(|b| term.mentions(&b.name));
                self.exact.extend(of_inner.exact.into_iter().filter(free));
                self.lower.extend(of_inner.lower.into_iter().filter(free));
                self.upper.extend(of_inner.upper.into_iter().filter(free));
            }
            Term::Binary(relation, left, right) => {
                self.relation(x, *relation, left, right, equations);
            }
            _ => {}
        }
    }

    fn relation(
        &mut self,
        x: &str,
        relation: Binary,
        left: &Term,
        right: &Term,
        equations: &[(String, Term)],
    ) {
        use Binary as B;
        let next = |term| sum(term, Term::Number(1));
        let one_less = |term| difference(term, Term::Number(1));
        let (on_left, on_right) = (left.mentions(x), right.mentions(x));
        match (relation, on_left, on_right) {
            (B::Eq | B::Iff | B::BoolEq, true, true) => self.exact.extend(linear(x, left, right)),
            (B::Eq | B::Iff | B::BoolEq, true, false) => self.equal(x, left, right, equations),
            (B::Eq | B::Iff | B::BoolEq, false, true) => self.equal(x, right, left, equations),
            (B::Lt, false, true) | (B::Gt, true, false) => {
                let (side, other) = if on_right { (right, left) } else { (left, right) };
                self.lower.extend(isolated(x, side, other.clone()).map(next));
            }
            (B::Le, false, true) | (B::Ge, true, false) => {
                let (side, other) = if on_right { (right, left) } else { (left, right) };
                if let Some(bound) = isolated(x, side, other.clone()) {
                    self.lower.push(if divides(&bound) { next(bound) } else { bound });
                }
            }
            (B::Lt, true, false) | (B::Gt, false, true) => {
                let (side, other) = if on_left { (left, right) } else { (right, left) };
                self.upper.extend(isolated(x, side, other.clone()).map(one_less));
            }
            (B::Le, true, false) | (B::Ge, false, true) => {
                let (side, other) = if on_left { (left, right) } else { (right, left) };
                self.upper.extend(isolated(x, side, other.clone()));
            }
            (B::Lt | B::Le | B::Gt | B::Ge, true, true) => {
                let border = linear(x, left, right);
                self.lower.extend(border.clone().map(next));
                self.exact.extend(border);
            }
            (B::Ne, true, false) => self.lower.extend(isolated(x, left, right.clone()).map(next)),
            (B::Ne, false, true) => self.lower.extend(isolated(x, right, left.clone()).map(next)),
            // Whatever divides divides 0; 1 divides everything.
            (B::Dvd, false, true) => {
                self.exact.extend(isolated(x, right, left.clone()));
                self.upper.extend(isolated(x, right, Term::Number(0)));
            }
            (B::Dvd, true, false) => {
                self.exact.extend(isolated(x, left, right.clone()));
                self.upper.extend(isolated(x, left, Term::Number(1)));
            }
            _ => {}
        }
    }

    /// Solutions of `side = other`, with the context's equations put in where that comes out even.
    fn equal(&mut self, x: &str, side: &Term, other: &Term, equations: &[(String, Term)]) {
        if let Some(plain) = isolated(x, side, other.clone()) {
            if divides(&plain) {
                let put_in = |term: Term| {
                    equations.iter().fold(term, |term, (name, equal)| term.replaced(name, equal))
                };
                // What is put in may name what another equation is about.
                let other = put_in(put_in(other.clone()));
                let even = isolated(x, side, other).filter(|term| !divides(term));
                self.exact.extend(even);
            }
            self.exact.push(plain);
        } else {
            self.exact.extend(linear(x, side, other));
        }
    }
}

/// What the unknown is if `side = other`, where it occurs once in `side`.
fn isolated(x: &str, side: &Term, other: Term) -> Option<Term> {
    match side {
        Term::Name(name) if name == x => Some(other),
        Term::Apply(head, arguments) => match (head.as_ref(), arguments.as_slice()) {
            (Term::Name(name), [argument]) if name == "Nat.succ" => {
                isolated(x, argument, difference(other, Term::Number(1)))
            }
            _ => None,
        },
        Term::Binary(operator, a, b) => match (operator, a.mentions(x), b.mentions(x)) {
            (Binary::Add, true, false) => isolated(x, a, difference(other, b.as_ref().clone())),
            (Binary::Add, false, true) => isolated(x, b, difference(other, a.as_ref().clone())),
            (Binary::Sub, true, false) => isolated(x, a, sum(other, b.as_ref().clone())),
            (Binary::Sub, false, true) => isolated(x, b, difference(a.as_ref().clone(), other)),
            (Binary::Mul, true, false) => isolated(x, a, ratio(other, b.as_ref().clone())),
            (Binary::Mul, false, true) => isolated(x, b, ratio(other, a.as_ref().clone())),
            (Binary::Div, true, false) => isolated(x, a, product(other, b.as_ref().clone())),
            _ => None,
        },
        _ => None,
    }
}

/// What the unknown is if `left = right` and it occurs several times, never inside anything but sums and
/// multiples.
fn linear(x: &str, left: &Term, right: &Term) -> Option<Term> {
    let ((on_left, left), (on_right, right)) = (multiple(x, left)?, multiple(x, right)?);
    let (times, rest) = if on_left >= on_right {
        (on_left.checked_sub(on_right)?, difference(right, left))
    } else {
        (on_right.checked_sub(on_left)?, difference(left, right))
    };
    (times != 0).then(|| ratio(rest, Term::Number(times.unsigned_abs())))
}

/// A term as so many times the unknown and the rest.
fn multiple(x: &str, term: &Term) -> Option<(i128, Term)> {
    if !term.mentions(x) {
        return Some((0, term.clone()));
    }
    match term {
        Term::Name(name) if name == x => Some((1, Term::Number(0))),
        Term::Binary(Binary::Add, a, b) => {
            let ((times, rest), (more, other)) = (multiple(x, a)?, multiple(x, b)?);
            Some((times.checked_add(more)?, sum(rest, other)))
        }
        Term::Binary(Binary::Sub, a, b) => {
            let ((times, rest), (fewer, other)) = (multiple(x, a)?, multiple(x, b)?);
            Some((times.checked_sub(fewer)?, difference(rest, other)))
        }
        Term::Binary(Binary::Mul, a, b) => match (a.as_ref(), b.as_ref()) {
            (Term::Number(n), other) | (other, Term::Number(n)) => {
                let (times, rest) = multiple(x, other)?;
                let n_signed = i128::try_from(*n).ok()?;
                Some((times.checked_mul(n_signed)?, product(Term::Number(*n), rest)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a division is left that may not come out even.
fn divides(term: &Term) -> bool {
    match term {
        Term::Binary(Binary::Div, ..) => true,
        Term::Binary(_, a, b) => divides(a) || divides(b),
        _ => false,
    }
}

fn binary(operator: Binary, a: Term, b: Term) -> Term {
    Term::Binary(operator, Box::new(a), Box::new(b))
}

/// The term with its sums, differences, products and ratios worked out as far as their form allows.
pub(super) fn simplified(term: Term) -> Term {
    match term {
        Term::Binary(operator, a, b) => {
            let (a, b) = (simplified(*a), simplified(*b));
            match operator {
                Binary::Add => sum(a, b),
                Binary::Sub => difference(a, b),
                Binary::Mul => product(a, b),
                Binary::Div => ratio(a, b),
                _ => binary(operator, a, b),
            }
        }
        other => other,
    }
}

/// `a + b`, simplified a little.
pub(super) fn sum(a: Term, b: Term) -> Term {
    match (a, b) {
        (Term::Number(0), other) | (other, Term::Number(0)) => other,
        (Term::Number(a), Term::Number(b)) if a.checked_add(b).is_some() => Term::Number(a + b),
        (Term::Binary(Binary::Add, a, b), Term::Number(c)) if matches!(*b, Term::Number(b) if b.checked_add(c).is_some()) => {
            sum(*a, sum(*b, Term::Number(c)))
        }
        (a, b) => binary(Binary::Add, a, b),
    }
}

fn difference(a: Term, b: Term) -> Term {
    match (a, b) {
        (a, Term::Number(0)) => a,
        (Term::Number(a), Term::Number(b)) if a >= b => Term::Number(a - b),
        (a, b) if a == b => Term::Number(0),
        (Term::Binary(Binary::Add, x, y), b) if *y == b => *x,
        (Term::Binary(Binary::Add, x, y), b) if *x == b => *y,
        (a, b) => binary(Binary::Sub, a, b),
    }
}

fn product(a: Term, b: Term) -> Term {
    match (a, b) {
        (Term::Number(0), _) | (_, Term::Number(0)) => Term::Number(0),
        (Term::Number(1), other) | (other, Term::Number(1)) => other,
        (Term::Number(a), Term::Number(b)) if a.checked_mul(b).is_some() => Term::Number(a * b),
        (a, b) => binary(Binary::Mul, a, b),
    }
}

fn ratio(a: Term, b: Term) -> Term {
    match quotient(&a, &b) {
        Some(even) => even,
        None => binary(Binary::Div, a, b),
    }
}

/// `a / b` where it comes out even by its form alone.
fn quotient(a: &Term, b: &Term) -> Option<Term> {
    use Binary as B;
    if a == b {
        return Some(Term::Number(1));
    }
    match (a, b) {
        (_, Term::Number(1)) => Some(a.clone()),
        (Term::Number(a), Term::Number(b)) if *b != 0 && a % b == 0 => Some(Term::Number(a / b)),
        (Term::Binary(B::Mul, x, y), _) => match quotient(x, b) {
            Some(x) => Some(product(x, y.as_ref().clone())),
            None => quotient(y, b).map(|y| product(x.as_ref().clone(), y)),
        },
        (Term::Binary(B::Add, x, y), _) => Some(sum(quotient(x, b)?, quotient(y, b)?)),
        (Term::Binary(B::Sub, x, y), _) => Some(difference(quotient(x, b)?, quotient(y, b)?)),
        (Term::Binary(B::Pow, base, exponent), _) if base.as_ref() == b => {
            let Term::Number(exponent) = exponent.as_ref() else { return None };
            let left = exponent.checked_sub(1)?;
            Some(match left {
                0 => Term::Number(1),
                1 => b.clone(),
                left => binary(B::Pow, b.clone(), Term::Number(left)),
            })
        }
        _ => None,
    }
}
