//! Statements on all natural numbers that finitely many of them decide.
//!
//! Linear functions of a number compare the same way from some point on, and remainders come round
//! again; so the truth of what is built from them is periodic from a start that can be computed,
//! and one period more is enough. Of two numbers, what speaks of their difference alone is decided
//! where one of them is zero. (The one-variable case of Presburger's elimination.)

#![allow(clippy::many_single_char_names, reason = "slopes and offsets of two lines")]

use polya_text::statement::{Binary, Binder, Term, Unary};

use crate::{
    eval::Evaluator,
    plain::mentions,
    value::{Truth, Value},
};

/// Most numbers that are looked at one by one.
const MOST: u128 = 400;

/// From `start` on, truth repeats after `period`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Repeats {
    start: u128,
    period: u128,
}

/// What a term is as a function of the number, from `start` on.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Linear { slope: i128, offset: i128, start: u128 },
    Periodic(Repeats),
}

impl Evaluator<'_> {
    /// Truth of `∀ binders, body` (or `∃` if not `all`) over all natural numbers, if it can be
    /// decided. `Unknown` if not.
    pub(crate) fn forever(&mut self, binders: &[Binder], body: &Term, all: bool) -> Truth {
        let is_number = |b: &Binder| {
            b.bound.is_none() && matches!(&b.ty, Some(Term::Name(ty)) if ty == "Nat" || ty == "ℕ")
        };
        if !binders.iter().all(is_number) {
            return Truth::Unknown;
        }
        match binders {
            [x] => self.one(&x.name, body, all),
            [x, y] => {
                if !self.speaks_of_difference(body, &x.name, &y.name) {
                    return Truth::Unknown;
                }
                let mut result = if all { Truth::True } else { Truth::False };
                for (zero, other) in [(&x.name, &y.name), (&y.name, &x.name)] {
                    self.variables.push((zero.clone(), Value::Nat(0)));
                    let truth = self.one(other, body, all);
                    self.variables.pop();
                    result = if all { result.and(truth) } else { result.or(truth) };
                }
                result
            }
            _ => Truth::Unknown,
        }
    }

    fn one(&mut self, x: &str, body: &Term, all: bool) -> Truth {
        let Some(Repeats { start, period }) = self.repeats(body, x) else {
            return Truth::Unknown;
        };
        let Some(end) = start.checked_add(period).filter(|end| *end <= MOST) else {
            return Truth::Unknown;
        };
        let mut result = if all { Truth::True } else { Truth::False };
        for n in 0..end {
            self.variables.push((x.to_owned(), Value::Nat(n)));
            let truth = self.truth(body).unwrap_or(Truth::Unknown);
            self.variables.pop();
            result = if all { result.and(truth) } else { result.or(truth) };
        }
        result
    }

    fn repeats(&mut self, term: &Term, x: &str) -> Option<Repeats> {
        use Binary as B;
        if !mentions(term, x) {
            return Some(Repeats { start: 0, period: 1 });
        }
        match term {
            Term::Binary(B::And | B::Or | B::Implies | B::Iff, a, b) => {
                Some(both(self.repeats(a, x)?, self.repeats(b, x)?))
            }
            Term::Unary(Unary::Not, a) | Term::Typed(a, _) => self.repeats(a, x),
            Term::Binary(B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge, a, b) => {
                match (self.shape(a, x)?, self.shape(b, x)?) {
                    (
                        Shape::Linear { slope: s, offset: o, start: a },
                        Shape::Linear { slope: t, offset: p, start: b },
                    ) => {
                        let meet = if s == t { 0 } else { o.abs_diff(p).checked_add(1)? };
                        Some(Repeats { start: a.max(b).max(meet), period: 1 })
                    }
                    (a, b) => Some(both(a.bounded()?, b.bounded()?)),
                }
            }
            Term::Binary(B::Dvd, a, b) => {
                let Some(by) = self.fixed_number(a, x) else {
                    // Beyond a number nothing divides it.
                    let n = self.fixed_number(b, x)?;
                    return match self.shape(a, x)? {
                        Shape::Linear { slope, offset, start } if slope > 0 => {
                            let beyond = n.checked_add(offset.unsigned_abs())?.checked_add(1)?;
                            Some(Repeats { start: start.max(beyond), period: 1 })
                        }
                        _ => None,
                    };
                };
                match self.shape(b, x)? {
                    Shape::Linear { start, .. } => Some(Repeats { start, period: by }),
                    Shape::Periodic(repeats) => Some(repeats),
                }
            }
            Term::Binary(B::Mem | B::NotMem, a, b) if !mentions(b, x) => {
                let Value::List(items) = self.value(b).ok()? else { return None };
                let Shape::Linear { slope, offset, start } = self.shape(a, x)? else {
                    return None;
                };
                let largest = items.iter().try_fold(0, |largest, item| match item {
                    Value::Nat(n) => Some(largest.max(*n)),
                    _ => None,
                })?;
                // Beyond the largest member nothing is a member.
                let beyond = largest.checked_add(offset.unsigned_abs())?.checked_add(1)?;
                (slope > 0).then_some(Repeats { start: start.max(beyond), period: 1 })
            }
            Term::Apply(head, arguments) => {
                let (Term::Name(name), [argument]) = (&**head, arguments.as_slice()) else {
                    return None;
                };
                let Value::Builtin(known, _) = self.variable(name)? else { return None };
                let Shape::Linear { start, offset, .. } = self.shape(argument, x)? else {
                    return None;
                };
                match known {
                    "is even" | "is odd" => Some(Repeats { start, period: 2 }),
                    "is zero" | "is one" | "is positive" => {
                        Some(Repeats { start: start.max(offset.unsigned_abs()) + 2, period: 1 })
                    }
                    "is never" | "is always" => Some(Repeats { start: 0, period: 1 }),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A positive number that does not depend on `x`.
    fn fixed_number(&mut self, term: &Term, x: &str) -> Option<u128> {
        if mentions(term, x) {
            return None;
        }
        match self.value(term).ok()? {
            Value::Nat(n) if n > 0 => Some(n),
            _ => None,
        }
    }

    fn shape(&mut self, term: &Term, x: &str) -> Option<Shape> {
        let linear = |slope, offset, start| Some(Shape::Linear { slope, offset, start });
        if !mentions(term, x) {
            return match self.value(term).ok()? {
                Value::Nat(n) => linear(0, i128::try_from(n).ok()?, 0),
                _ => None,
            };
        }
        match term {
            Term::Name(name) if name == x => linear(1, 0, 0),
            Term::Typed(inner, _) => self.shape(inner, x),
            Term::Binary(Binary::Add, a, b) => match (self.shape(a, x)?, self.shape(b, x)?) {
                (
                    Shape::Linear { slope: s, offset: o, start: a },
                    Shape::Linear { slope: t, offset: p, start: b },
                ) => linear(s.checked_add(t)?, o.checked_add(p)?, a.max(b)),
                (a, b) => Some(Shape::Periodic(both(a.bounded()?, b.bounded()?))),
            },
            Term::Binary(Binary::Mul, a, b) => match (self.shape(a, x)?, self.shape(b, x)?) {
                (
                    Shape::Linear { slope: 0, offset: k, .. },
                    Shape::Linear { slope, offset, start },
                )
                | (
                    Shape::Linear { slope, offset, start },
                    Shape::Linear { slope: 0, offset: k, .. },
                ) => linear(slope.checked_mul(k)?, offset.checked_mul(k)?, start),
                (a, b) => Some(Shape::Periodic(both(a.bounded()?, b.bounded()?))),
            },
            Term::Binary(Binary::Mod, a, b) => {
                let by = self.fixed_number(b, x)?;
                match self.shape(a, x)? {
                    Shape::Linear { start, .. } => {
                        Some(Shape::Periodic(Repeats { start, period: by }))
                    }
                    periodic @ Shape::Periodic(_) => Some(periodic),
                }
            }
            Term::Apply(head, arguments) => {
                let (Term::Name(name), [argument]) = (&**head, arguments.as_slice()) else {
                    return None;
                };
                let Value::Builtin(known, _) = self.variable(name)? else { return None };
                let Shape::Linear { slope, offset, start } = self.shape(argument, x)? else {
                    return None;
                };
                match known {
                    "id" => linear(slope, offset, start),
                    "Nat.succ" => linear(slope, offset.checked_add(1)?, start),
                    "Nat.pred" if slope > 0 => linear(slope, offset - 1, start + 1),
                    "twice of" => linear(slope.checked_mul(2)?, offset.checked_mul(2)?, start),
                    "const 0" => linear(0, 0, 0),
                    "const 1" => linear(0, 1, 0),
                    "parity of" => Some(Shape::Periodic(Repeats { start, period: 2 })),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// True if every comparison in `term` depends on `x - y` alone.
    fn speaks_of_difference(&mut self, term: &Term, x: &str, y: &str) -> bool {
        use Binary as B;
        match term {
            Term::Binary(B::And | B::Or | B::Implies | B::Iff, a, b) => {
                self.speaks_of_difference(a, x, y) && self.speaks_of_difference(b, x, y)
            }
            Term::Unary(Unary::Not, a) => self.speaks_of_difference(a, x, y),
            Term::Binary(B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge, a, b) => {
                // The same slope for two values of the other: no product of the two.
                let mut slope = |term: &Term, name: &str, other: &str| {
                    let mut at = |n| {
                        self.variables.push((other.to_owned(), Value::Nat(n)));
                        let shape = self.shape(term, name);
                        self.variables.pop();
                        match shape {
                            Some(Shape::Linear { slope, start: 0, .. }) => Some(slope),
                            _ => None,
                        }
                    };
                    at(0).filter(|slope| at(1) == Some(*slope))
                };
                let slopes = [slope(a, x, y), slope(b, x, y), slope(a, y, x), slope(b, y, x)];
                let [Some(ax), Some(bx), Some(ay), Some(by)] = slopes else { return false };
                (ax - bx) + (ay - by) == 0
            }
            _ => !mentions(term, x) && !mentions(term, y),
        }
    }
}

impl Shape {
    /// The shape of something that takes finitely many values.
    fn bounded(self) -> Option<Repeats> {
        match self {
            Self::Periodic(repeats) => Some(repeats),
            Self::Linear { slope: 0, start, .. } => Some(Repeats { start, period: 1 }),
            Self::Linear { .. } => None,
        }
    }
}

fn both(a: Repeats, b: Repeats) -> Repeats {
    let (mut x, mut y) = (a.period, b.period);
    while y > 0 {
        (x, y) = (y, x % y);
    }
    let period = (a.period / x.max(1)).saturating_mul(b.period);
    Repeats { start: a.start.max(b.start), period }
}
