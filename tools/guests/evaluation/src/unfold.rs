//! Functions that the problem's own file defines.

use polya_text::statement::{Binary, Term};

use crate::{
    eval::{Evaluator, Result, Stop},
    plain::unsupported,
    value::Value,
};

/// Deepest nesting of calls that is followed.
const DEEPEST: u32 = 100;

impl Evaluator<'_> {
    /// How many arguments a function of the file takes before it can be unfolded.
    pub(crate) fn arity(&self, function: usize) -> usize {
        let function = &self.source.functions[function];
        function.parameters.len() + function.equations.first().map_or(0, |(p, _)| p.len())
    }

    /// Applies a function of the file to all its arguments: the first equation that fits.
    pub(crate) fn unfold(&mut self, function: usize, arguments: &[Value]) -> Result<Value> {
        let function = &self.source.functions[function];
        let (fixed, rest) = arguments.split_at(function.parameters.len().min(arguments.len()));
        let parameters = function.parameters.iter().zip(fixed);
        let known: Vec<(String, Value)> =
            parameters.map(|(binder, value)| (binder.name.clone(), value.clone())).collect();
        for (patterns, body) in &function.equations {
            let mut bound = known.clone();
            let mut fits = true;
            for (pattern, value) in patterns.iter().zip(rest) {
                if !matches(pattern, value, &mut bound)? {
                    fits = false;
                    break;
                }
            }
            if fits {
                return self.within(bound, |evaluator| evaluator.value(body));
            }
        }
        Err(Stop::Undefined)
    }

    /// Evaluates under these variables and no others.
    pub(crate) fn within<T>(
        &mut self,
        variables: Vec<(String, Value)>,
        evaluate: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        if self.depth >= DEEPEST {
            return Err(Stop::Undefined);
        }
        self.depth += 1;
        let saved = std::mem::replace(&mut self.variables, variables);
        let result = evaluate(self);
        self.variables = saved;
        self.depth -= 1;
        result
    }
}

/// True if a pattern fits a value; its variables are bound. One that is bound already must have
/// this value.
pub(crate) fn matches(
    pattern: &Term,
    value: &Value,
    bound: &mut Vec<(String, Value)>,
) -> Result<bool> {
    Ok(match (pattern, value) {
        (Term::Typed(inner, _), _) => matches(inner, value, bound)?,
        (Term::Name(name), _) => match (name.as_str(), value) {
            ("_", _) => true,
            ("true" | "Bool.true", Value::Bool(b)) => *b,
            ("false" | "Bool.false", Value::Bool(b)) => !*b,
            ("none" | "Option.none", Value::Option(o)) => o.is_none(),
            ("Nat.zero", Value::Nat(n)) => *n == 0,
            _ => {
                let known = bound.iter().rev().find(|(known, _)| known == name);
                let fits = known.is_none_or(|(_, known)| known == value);
                if known.is_none() {
                    bound.push((name.clone(), value.clone()));
                }
                fits
            }
        },
        (Term::Number(n), Value::Nat(m)) => n == m,
        (Term::Binary(Binary::Add, inner, by), Value::Nat(n)) => {
            let Term::Number(by) = &**by else { return Err(unsupported("such a pattern")) };
            match n.checked_sub(*by) {
                Some(n) => matches(inner, &Value::Nat(n), bound)?,
                None => false,
            }
        }
        (Term::Apply(head, arguments), _) => match (&**head, arguments.as_slice(), value) {
            (Term::Name(name), [inner], Value::Nat(n)) if name == "Nat.succ" => {
                match n.checked_sub(1) {
                    Some(n) => matches(inner, &Value::Nat(n), bound)?,
                    None => false,
                }
            }
            (Term::Name(name), [inner], Value::Option(option))
                if name == "some" || name == "Option.some" =>
            {
                match option {
                    Some(value) => matches(inner, value, bound)?,
                    None => false,
                }
            }
            _ => return Err(unsupported("such a pattern")),
        },
        (Term::List(patterns), Value::List(items)) => {
            if patterns.len() != items.len() {
                return Ok(false);
            }
            for (pattern, item) in patterns.iter().zip(items) {
                if !matches(pattern, item, bound)? {
                    return Ok(false);
                }
            }
            true
        }
        (Term::Binary(Binary::Cons, first, rest), Value::List(items)) => {
            match items.split_first() {
                Some((item, items)) => {
                    matches(first, item, bound)?
                        && matches(rest, &Value::List(items.to_vec()), bound)?
                }
                None => false,
            }
        }
        (Term::Pair(a, b), Value::Pair(x, y)) => matches(a, x, bound)? && matches(b, y, bound)?,
        _ => return Err(unsupported("such a pattern")),
    })
}
