//! Arithmetic as Lean defines it, equality of values, and what stands in a term.

use polya_text::statement::{Binary, Binder, Term};

use crate::{
    eval::{Result, Stop},
    value::{Truth, Value},
};

/// Largest number that is computed with.
const LARGEST: u128 = 1 << 100;
/// Longest list.
pub(crate) const LONGEST: usize = 64;

pub(crate) fn unsupported(what: &str) -> Stop {
    Stop::Unsupported(what.to_owned())
}

pub(crate) fn short(items: Vec<Value>) -> Result<Value> {
    if items.len() > LONGEST { Err(Stop::Undefined) } else { Ok(Value::List(items)) }
}

pub(crate) fn bounded(n: u128) -> Result<Value> {
    if n > LARGEST { Err(Stop::Undefined) } else { Ok(Value::Nat(n)) }
}

pub(crate) fn bounded_int(n: i128) -> Result<Value> {
    if n.unsigned_abs() > LARGEST { Err(Stop::Undefined) } else { Ok(Value::Int(n)) }
}

pub(crate) fn is_literal(term: &Term) -> bool {
    match term {
        Term::Number(_) => true,
        Term::Binary(_, a, b) => is_literal(a) && is_literal(b),
        _ => false,
    }
}

pub(crate) fn as_int(value: &Value) -> Option<i128> {
    match value {
        Value::Nat(n) => i128::try_from(*n).ok(),
        Value::Int(n) => Some(*n),
        _ => None,
    }
}

/// A natural number beside an integer is a numeral whose type was not printed.
pub(crate) fn alike(a: &mut Value, b: &mut Value) {
    match (&*a, &*b) {
        (Value::Nat(n), Value::Int(_)) => *a = Value::Int(i128::try_from(*n).unwrap_or(i128::MAX)),
        (Value::Int(_), Value::Nat(n)) => *b = Value::Int(i128::try_from(*n).unwrap_or(i128::MAX)),
        _ => {}
    }
}

/// Arithmetic of natural numbers as Lean defines it: subtraction stops at zero, `x / 0 = 0`,
/// `x % 0 = x`.
pub(crate) fn natural(operator: Binary, a: u128, b: u128) -> Result<Value> {
    bounded(match operator {
        Binary::Add => a.saturating_add(b),
        Binary::Sub => a.saturating_sub(b),
        Binary::Mul => a.saturating_mul(b),
        Binary::Div => a.checked_div(b).unwrap_or(0),
        _ => a.checked_rem(b).unwrap_or(a),
    })
}

/// Arithmetic of integers as Lean defines it: division rounds so that the remainder is not
/// negative, `x / 0 = 0`, `x % 0 = x`.
pub(crate) fn integer(operator: Binary, a: i128, b: i128) -> Result<Value> {
    bounded_int(match operator {
        Binary::Add => a.saturating_add(b),
        Binary::Sub => a.saturating_sub(b),
        Binary::Mul => a.saturating_mul(b),
        Binary::Div => a.checked_div_euclid(b).unwrap_or(0),
        _ => a.checked_rem_euclid(b).unwrap_or(a),
    })
}

/// Equality; functions are equal if their complete tables are, otherwise nothing is known.
pub(crate) fn same(a: &Value, b: &Value) -> Result<Truth> {
    Ok(match (a, b) {
        (Value::Table(x), Value::Table(y)) => Truth::of(x == y),
        (x, y) if x.is_function() || y.is_function() => Truth::Unknown,
        (Value::List(xs), Value::List(ys)) => {
            if xs.len() != ys.len() {
                return Ok(Truth::False);
            }
            let mut all = Truth::True;
            for (x, y) in xs.iter().zip(ys) {
                all = all.and(same(x, y)?);
            }
            all
        }
        (Value::Pair(a, b), Value::Pair(c, d)) => same(a, c)?.and(same(b, d)?),
        (Value::Option(Some(x)), Value::Option(Some(y))) => same(x, y)?,
        (Value::Nat(_), Value::Int(_)) | (Value::Int(_), Value::Nat(_)) => {
            Truth::of(as_int(a) == as_int(b))
        }
        (Value::Prop(x), Value::Bool(y)) | (Value::Bool(y), Value::Prop(x)) => Truth::of(x == y),
        _ if std::mem::discriminant(a) == std::mem::discriminant(b) => Truth::of(a == b),
        _ => return Err(unsupported("an equation between different types")),
    })
}

pub(crate) fn mentions(term: &Term, name: &str) -> bool {
    let binders = |bs: &[Binder]| {
        bs.iter().any(|b| {
            b.ty.as_ref().is_some_and(|t| mentions(t, name))
                || b.bound.as_ref().is_some_and(|(_, t)| mentions(t, name))
        })
    };
    match term {
        Term::Name(n) => n == name || n.split('.').next() == Some(name),
        Term::Number(_) => false,
        Term::Apply(f, xs) => mentions(f, name) || xs.iter().any(|x| mentions(x, name)),
        Term::Field(t, _) | Term::Unary(_, t) => mentions(t, name),
        Term::Binary(_, a, b) | Term::Pair(a, b) | Term::Typed(a, b) => {
            mentions(a, name) || mentions(b, name)
        }
        Term::If(c, a, b) => [c, a, b].into_iter().any(|t| mentions(t, name)),
        Term::List(xs) => xs.iter().any(|x| mentions(x, name)),
        Term::Forall(bs, t) | Term::Exists(bs, t) | Term::Lambda(bs, t) => {
            binders(bs) || mentions(t, name)
        }
    }
}
