//! The functions of the library that are known.

use polya_text::statement::Binary;

use crate::{
    eval::{Evaluator, Result, Stop},
    plain::{LONGEST, bounded, natural, short, unsupported},
    value::Value,
};

/// Functions of the library that are known, under Lean's names, and how many arguments they take.
/// Names with a space are ours: no text of a goal can mean them.
pub(crate) const BUILTINS: &[(&str, usize)] = &[
    ("id", 1),
    ("Function.comp", 3),
    ("∘", 3),
    ("const 0", 1),
    ("const 1", 1),
    ("is never", 1),
    ("is always", 1),
    ("says no", 1),
    ("says yes", 1),
    ("is even", 1),
    ("is odd", 1),
    ("is zero", 1),
    ("is positive", 1),
    ("is one", 1),
    ("says even", 1),
    ("says zero", 1),
    ("parity of", 1),
    ("twice of", 1),
    ("Nat.succ", 1),
    ("Nat.pred", 1),
    ("Nat.add", 2),
    ("Nat.sub", 2),
    ("Nat.mul", 2),
    ("Nat.gcd", 2),
    ("Nat.min", 2),
    ("Nat.max", 2),
    ("min", 2),
    ("max", 2),
    ("Int.natAbs", 1),
    ("Int.toNat", 1),
    ("Bool.not", 1),
    ("not", 1),
    ("and", 2),
    ("Bool.and", 2),
    ("or", 2),
    ("Bool.or", 2),
    ("xor", 2),
    ("Bool.xor", 2),
    ("some", 1),
    ("Option.some", 1),
    ("Option.isSome", 1),
    ("Option.isNone", 1),
    ("Option.getD", 2),
    ("Prod.fst", 1),
    ("Prod.snd", 1),
    ("Prod.swap", 1),
    ("List.cons", 2),
    ("List.length", 1),
    ("List.reverse", 1),
    ("List.append", 2),
    ("List.take", 2),
    ("List.drop", 2),
    ("List.head?", 1),
    ("List.getLast?", 1),
    ("List.tail", 1),
    ("List.dropLast", 1),
    ("List.isEmpty", 1),
    ("List.replicate", 2),
    ("List.range", 1),
    ("List.zip", 2),
    ("List.sum", 1),
    ("List.count", 2),
    ("List.map", 2),
    ("List.filter", 2),
    ("List.all", 2),
    ("List.any", 2),
    ("List.foldr", 3),
    ("List.foldl", 3),
];

impl Evaluator<'_> {
    /// Applies a function of [`BUILTINS`] to all its arguments.
    #[expect(clippy::too_many_lines, reason = "one line a function: a table")]
    pub(crate) fn builtin(
        &mut self,
        name: &'static str,
        mut arguments: Vec<Value>,
    ) -> Result<Value> {
        match (name, arguments.as_mut_slice()) {
            ("id", [x]) => Ok(x.clone()),
            ("Function.comp" | "∘", [f, g, x]) => {
                let inner = self.apply(g.clone(), x.clone())?;
                self.apply(f.clone(), inner)
            }
            ("const 0", [_]) => Ok(Value::Nat(0)),
            ("const 1", [_]) => Ok(Value::Nat(1)),
            ("is never", [_]) => Ok(Value::Prop(false)),
            ("is always", [_]) => Ok(Value::Prop(true)),
            ("says no", [_]) => Ok(Value::Bool(false)),
            ("says yes", [_]) => Ok(Value::Bool(true)),
            ("is even", [Value::Nat(n)]) => Ok(Value::Prop(*n % 2 == 0)),
            ("is odd", [Value::Nat(n)]) => Ok(Value::Prop(*n % 2 == 1)),
            ("is zero", [Value::Nat(n)]) => Ok(Value::Prop(*n == 0)),
            ("is positive", [Value::Nat(n)]) => Ok(Value::Prop(*n > 0)),
            ("is one", [Value::Nat(n)]) => Ok(Value::Prop(*n == 1)),
            ("says even", [Value::Nat(n)]) => Ok(Value::Bool(*n % 2 == 0)),
            ("says zero", [Value::Nat(n)]) => Ok(Value::Bool(*n == 0)),
            ("parity of", [Value::Nat(n)]) => Ok(Value::Nat(*n % 2)),
            ("twice of", [Value::Nat(n)]) => bounded(n.saturating_mul(2)),
            ("Nat.succ", [Value::Nat(n)]) => bounded(n.saturating_add(1)),
            ("Nat.pred", [Value::Nat(n)]) => Ok(Value::Nat(n.saturating_sub(1))),
            ("Nat.add", [Value::Nat(a), Value::Nat(b)]) => natural(Binary::Add, *a, *b),
            ("Nat.sub", [Value::Nat(a), Value::Nat(b)]) => natural(Binary::Sub, *a, *b),
            ("Nat.mul", [Value::Nat(a), Value::Nat(b)]) => natural(Binary::Mul, *a, *b),
            ("Nat.gcd", [Value::Nat(a), Value::Nat(b)]) => Ok(Value::Nat(gcd(*a, *b))),
            ("Nat.min" | "min", [Value::Nat(a), Value::Nat(b)]) => Ok(Value::Nat((*a).min(*b))),
            ("Nat.max" | "max", [Value::Nat(a), Value::Nat(b)]) => Ok(Value::Nat((*a).max(*b))),
            ("min", [Value::Int(a), Value::Int(b)]) => Ok(Value::Int((*a).min(*b))),
            ("max", [Value::Int(a), Value::Int(b)]) => Ok(Value::Int((*a).max(*b))),
            ("Int.natAbs", [Value::Int(a)]) => Ok(Value::Nat(a.unsigned_abs())),
            ("Int.toNat", [Value::Int(a)]) => Ok(Value::Nat(u128::try_from(*a).unwrap_or(0))),
            ("Bool.not" | "not", [Value::Bool(b)]) => Ok(Value::Bool(!*b)),
            ("and" | "Bool.and", [Value::Bool(a), Value::Bool(b)]) => Ok(Value::Bool(*a && *b)),
            ("or" | "Bool.or", [Value::Bool(a), Value::Bool(b)]) => Ok(Value::Bool(*a || *b)),
            ("xor" | "Bool.xor", [Value::Bool(a), Value::Bool(b)]) => Ok(Value::Bool(*a != *b)),
            ("some" | "Option.some", [x]) => Ok(Value::Option(Some(Box::new(x.clone())))),
            ("Option.isSome", [Value::Option(o)]) => Ok(Value::Bool(o.is_some())),
            ("Option.isNone", [Value::Option(o)]) => Ok(Value::Bool(o.is_none())),
            ("Option.getD", [Value::Option(o), default]) => {
                Ok(o.as_deref().cloned().unwrap_or_else(|| default.clone()))
            }
            ("Prod.fst", [Value::Pair(a, _)]) => Ok((**a).clone()),
            ("Prod.snd", [Value::Pair(_, b)]) => Ok((**b).clone()),
            ("Prod.swap", [Value::Pair(a, b)]) => Ok(Value::Pair(b.clone(), a.clone())),
            ("List.cons", [x, Value::List(xs)]) => {
                let mut items = vec![x.clone()];
                items.append(xs);
                short(items)
            }
            ("List.length", [Value::List(xs)]) => Ok(Value::Nat(xs.len() as u128)),
            ("List.reverse", [Value::List(xs)]) => {
                xs.reverse();
                Ok(Value::List(std::mem::take(xs)))
            }
            ("List.append", [Value::List(xs), Value::List(ys)]) => {
                xs.append(ys);
                short(std::mem::take(xs))
            }
            ("List.take", [Value::Nat(n), Value::List(xs)]) => {
                let n = usize::try_from(*n).unwrap_or(usize::MAX).min(xs.len());
                Ok(Value::List(xs[..n].to_vec()))
            }
            ("List.drop", [Value::Nat(n), Value::List(xs)]) => {
                let n = usize::try_from(*n).unwrap_or(usize::MAX).min(xs.len());
                Ok(Value::List(xs[n..].to_vec()))
            }
            ("List.head?", [Value::List(xs)]) => Ok(option(xs.first())),
            ("List.getLast?", [Value::List(xs)]) => Ok(option(xs.last())),
            ("List.tail", [Value::List(xs)]) => {
                Ok(Value::List(xs.get(1..).unwrap_or_default().to_vec()))
            }
            ("List.dropLast", [Value::List(xs)]) => {
                Ok(Value::List(xs[..xs.len().saturating_sub(1)].to_vec()))
            }
            ("List.isEmpty", [Value::List(xs)]) => Ok(Value::Bool(xs.is_empty())),
            ("List.replicate", [Value::Nat(n), x]) => {
                let n = usize::try_from(*n).map_err(|_| Stop::Undefined)?;
                if n > LONGEST { Err(Stop::Undefined) } else { short(vec![x.clone(); n]) }
            }
            ("List.range", [Value::Nat(n)]) if *n <= LONGEST as u128 => {
                short((0..*n).map(Value::Nat).collect())
            }
            ("List.zip", [Value::List(xs), Value::List(ys)]) => Ok(Value::List(
                xs.iter()
                    .zip(ys.iter())
                    .map(|(a, b)| Value::Pair(Box::new(a.clone()), Box::new(b.clone())))
                    .collect(),
            )),
            ("List.sum", [Value::List(xs)]) => {
                let mut sum = 0_u128;
                for x in xs.iter() {
                    let Value::Nat(n) = x else { return Err(unsupported("such a sum")) };
                    sum = sum.saturating_add(*n);
                }
                bounded(sum)
            }
            ("List.count", [x, Value::List(xs)]) => {
                Ok(Value::Nat(xs.iter().filter(|y| *y == x).count() as u128))
            }
            ("List.map", [f, Value::List(xs)]) => {
                let items: Result<_> =
                    xs.iter().map(|x| self.apply(f.clone(), x.clone())).collect();
                Ok(Value::List(items?))
            }
            ("List.filter", [f, Value::List(xs)]) => {
                let mut kept = Vec::new();
                for x in xs.iter() {
                    if self.truth_of(f, x)? {
                        kept.push(x.clone());
                    }
                }
                Ok(Value::List(kept))
            }
            ("List.all" | "List.any", [f, Value::List(xs)]) => {
                let all = name == "List.all";
                for x in xs.iter() {
                    if self.truth_of(f, x)? != all {
                        return Ok(Value::Bool(!all));
                    }
                }
                Ok(Value::Bool(all))
            }
            ("List.foldr", [f, start, Value::List(xs)]) => {
                let mut result = start.clone();
                for x in xs.iter().rev() {
                    let partial = self.apply(f.clone(), x.clone())?;
                    result = self.apply(partial, result)?;
                }
                Ok(result)
            }
            ("List.foldl", [f, start, Value::List(xs)]) => {
                let mut result = start.clone();
                for x in xs.iter() {
                    let partial = self.apply(f.clone(), result)?;
                    result = self.apply(partial, x.clone())?;
                }
                Ok(result)
            }
            _ => Err(Stop::Unsupported(format!("`{name}` on such arguments"))),
        }
    }
}

fn option(value: Option<&Value>) -> Value {
    Value::Option(value.cloned().map(Box::new))
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
