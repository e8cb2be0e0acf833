//! Evaluation of terms under an assignment.

use std::collections::HashMap;

use polya_text::statement::{Binary, Binder, Source, Term, Unary};

use crate::{
    derive::Derivation,
    domain::{Bounds, Sizes, domain},
    library::BUILTINS,
    plain::{
        LONGEST, alike, as_int, bounded, bounded_int, integer, is_literal, mentions, natural, same,
        short, unsupported,
    },
    value::{Truth, Value},
};

/// A term that cannot be evaluated: a name nobody knows, a number too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Never, under any assignment: the notation or a name is outside what is known.
    Unsupported(String),
    /// Not under this one: too large, too long, a table without this entry.
    Undefined,
    /// The budget of steps is used up.
    Exhausted,
}

/// A value, or why there is none.
pub type Result<T> = std::result::Result<T, Stop>;

/// A `fun`: its binders, its body and the variables it closes over.
type Closure = (Vec<Binder>, Term, Vec<(String, Value)>);

/// Evaluates terms; holds the variables' values and counts steps.
pub struct Evaluator<'a> {
    /// Values of the variables, innermost last.
    pub variables: Vec<(String, Value)>,
    /// How many elements each type variable's set has.
    pub sizes: &'a Sizes,
    /// How far quantifiers without a bound go.
    pub bounds: Bounds,
    /// Steps that are left.
    pub steps: u64,
    /// True once a predicate was taken to fail because no derivation was found among finitely many
    /// values of an infinite type.
    pub assumed: bool,
    pub(crate) source: &'a Source,
    pub(crate) depth: u32,
    pub(crate) deriving: Vec<Derivation>,
    pub(crate) derived: Vec<Derivation>,
    /// What names mean that are no variables.
    constants: HashMap<String, Value>,
    closures: Vec<Closure>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator that knows the definitions of `source`, with no variables yet.
    pub fn new(source: &'a Source, sizes: &'a Sizes, bounds: Bounds, steps: u64) -> Self {
        Self {
            variables: Vec::new(),
            sizes,
            bounds,
            steps,
            assumed: false,
            source,
            depth: 0,
            deriving: Vec::new(),
            derived: Vec::new(),
            constants: HashMap::new(),
            closures: Vec::new(),
        }
    }

    /// Forgets what evaluation left behind; for between two evaluations, when no value of the last one
    /// is kept.
    pub fn rest(&mut self) {
        const MOST_DERIVED: usize = 32;
        self.closures.clear();
        if self.derived.len() > MOST_DERIVED {
            self.derived.clear();
        }
    }

    fn step(&mut self) -> Result<()> {
        self.steps = self.steps.checked_sub(1).ok_or(Stop::Exhausted)?;
        Ok(())
    }

    /// Truth of a proposition. What is undefined under this assignment is unknown.
    pub fn truth(&mut self, term: &Term) -> Result<Truth> {
        self.step()?;
        match self.decide(term) {
            Err(Stop::Undefined) => Ok(Truth::Unknown),
            other => other,
        }
    }

    fn decide(&mut self, term: &Term) -> Result<Truth> {
        use Binary as B;
        match term {
            Term::Binary(B::And, a, b) => match self.truth(a)? {
                Truth::False => Ok(Truth::False),
                known => Ok(known.and(self.truth(b)?)),
            },
            Term::Binary(B::Or, a, b) => match self.truth(a)? {
                Truth::True => Ok(Truth::True),
                known => Ok(known.or(self.truth(b)?)),
            },
            Term::Binary(B::Implies, a, b) => match self.truth(a)? {
                Truth::False => Ok(Truth::True),
                known => Ok(known.not().or(self.truth(b)?)),
            },
            Term::Binary(B::Iff, a, b) => {
                let (a, b) = (self.truth(a)?, self.truth(b)?);
                Ok(a.and(b).or(a.not().and(b.not())))
            }
            Term::Unary(Unary::Not, a) => Ok(self.truth(a)?.not()),
            Term::Binary(B::Eq, a, b) => self.equal(a, b),
            Term::Binary(B::Ne, a, b) => Ok(self.equal(a, b)?.not()),
            Term::Binary(relation @ (B::Lt | B::Le | B::Gt | B::Ge), a, b) => {
                let (a, b) = self.numbers(a, b)?;
                let (Some(a), Some(b)) = (as_int(&a), as_int(&b)) else {
                    let (symbol, a, b) = match relation {
                        B::Lt => ("<", a, b),
                        B::Le => ("≤", a, b),
                        B::Gt => ("<", b, a),
                        _ => ("≤", b, a),
                    };
                    return match self.operation(symbol, a, b)? {
                        Value::Prop(holds) | Value::Bool(holds) => Ok(Truth::of(holds)),
                        _ => Err(unsupported("such an order")),
                    };
                };
                Ok(Truth::of(match relation {
                    B::Lt => a < b,
                    B::Le => a <= b,
                    B::Gt => a > b,
                    _ => a >= b,
                }))
            }
            Term::Binary(B::Dvd, a, b) => match self.numbers(a, b)? {
                (Value::Nat(a), Value::Nat(b)) => {
                    Ok(Truth::of(if a == 0 { b == 0 } else { b % a == 0 }))
                }
                (Value::Int(a), Value::Int(b)) => {
                    Ok(Truth::of(if a == 0 { b == 0 } else { b % a == 0 }))
                }
                _ => Err(unsupported("∣ on something else than numbers")),
            },
            Term::Binary(relation @ (B::Mem | B::NotMem), a, b) => {
                let (item, list) = (self.value(a)?, self.value(b)?);
                let Value::List(items) = list else { return Err(unsupported("∈ on no list")) };
                let mut found = Truth::False;
                for other in &items {
                    found = found.or(same(&item, other)?);
                }
                Ok(if *relation == B::Mem { found } else { found.not() })
            }
            Term::Forall(binders, body) => self.every(binders, body, true),
            Term::Exists(binders, body) => self.every(binders, body, false),
            Term::Name(name) if name == "True" => Ok(Truth::True),
            Term::Name(name) if name == "False" => Ok(Truth::False),
            Term::If(condition, yes, no) => match self.truth(condition)? {
                Truth::True => self.truth(yes),
                Truth::False => self.truth(no),
                Truth::Unknown => Ok(Truth::Unknown),
            },
            Term::Typed(inner, _) => self.decide(inner),
            _ => match self.value(term)? {
                Value::Prop(known) | Value::Bool(known) => Ok(Truth::of(known)),
                _ => Err(unsupported("a value where a proposition belongs")),
            },
        }
    }

    fn equal(&mut self, a: &Term, b: &Term) -> Result<Truth> {
        let (a, b) = self.numbers(a, b)?;
        same(&a, &b)
    }

    /// Both sides, a numeral taken as what the other side is.
    fn numbers(&mut self, a: &Term, b: &Term) -> Result<(Value, Value)> {
        let (mut a, mut b) = (self.value(a)?, self.value(b)?);
        alike(&mut a, &mut b);
        Ok((a, b))
    }

    /// `∀` if `all`, else `∃`, over the small values of the binders' types.
    fn every(&mut self, binders: &[Binder], body: &Term, all: bool) -> Result<Truth> {
        let Some((first, rest)) = binders.split_first() else { return self.truth(body) };
        // `∃ x, p` is `¬ ∀ x, ¬ p`: one loop, with the truth turned over at the leaves.
        let flip = |t: Truth| if all { t } else { t.not() };
        let mut complete = true;
        let guarded = match first.bound {
            None => self.guarded(&first.name, rest, body, all)?,
            Some(_) => None,
        };
        let values = match (&first.ty, &first.bound) {
            _ if guarded.is_some() => guarded.unwrap_or_default(),
            (_, Some((Binary::Lt, limit))) => self.below(limit, 0)?,
            (_, Some((Binary::Le, limit))) => self.below(limit, 1)?,
            (_, Some((Binary::Mem, list))) => match self.value(list)? {
                Value::List(items) => items,
                _ => return Err(unsupported("a bound ∈ of no list")),
            },
            (Some(ty), None) => {
                if let Some(found) = domain(ty, self.sizes, self.bounds) {
                    complete = found.complete;
                    found.values.to_vec()
                } else if first.name.starts_with('_') || !mentions(body, &first.name) {
                    // A hypothesis: `∀ (h : p), q`.
                    return match self.truth(ty)? {
                        Truth::False => Ok(flip(Truth::True)),
                        known if all => Ok(known.not().or(self.every(rest, body, all)?)),
                        known => Ok(known.and(self.every(rest, body, all)?)),
                    };
                } else {
                    return Err(unsupported("a quantifier over a type without small values"));
                }
            }
            // Lean leaves a binder's type out when it can be seen from the body; take numbers only
            // where nothing else was said.
            _ => return Err(unsupported("a bound variable without a type")),
        };
        let mut result = if complete { Truth::True } else { Truth::Unknown };
        for value in values {
            self.variables.push((first.name.clone(), value));
            let truth = self.every(rest, body, all);
            self.variables.pop();
            match flip(truth?) {
                Truth::False => {
                    result = Truth::False;
                    break;
                }
                Truth::Unknown => result = Truth::Unknown,
                Truth::True => {}
            }
        }
        if result == Truth::Unknown && !complete {
            return Ok(self.forever(binders, body, all));
        }
        Ok(flip(result))
    }

    /// What an operation of the goal's own structures makes of two values.
    fn operation(&mut self, symbol: &str, a: Value, b: Value) -> Result<Value> {
        let Some(operation) = self.variable(symbol) else {
            return Err(Stop::Unsupported(format!("`{symbol}` on something else than numbers")));
        };
        let partial = self.apply(operation, a)?;
        self.apply(partial, b)
    }

    /// The values that a guard leaves: `∀ x, x ∈ xs → …` and `∃ x, x ∈ xs ∧ …` speak of members
    /// alone.
    fn guarded(
        &mut self,
        name: &str,
        rest: &[Binder],
        body: &Term,
        all: bool,
    ) -> Result<Option<Vec<Value>>> {
        let guard = match body {
            Term::Binary(Binary::Implies, guard, _) if all => guard,
            Term::Binary(Binary::And, guard, _) if !all => guard,
            _ => return Ok(None),
        };
        let Term::Binary(Binary::Mem, item, list) = &**guard else { return Ok(None) };
        let is_it = matches!(&**item, Term::Name(n) if n == name);
        let hidden = |n: &str| mentions(list, n);
        if !is_it || hidden(name) || rest.iter().any(|b| b.bound.is_some() || hidden(&b.name)) {
            return Ok(None);
        }
        Ok(match self.value(list)? {
            Value::List(items) => Some(items),
            _ => None,
        })
    }

    fn below(&mut self, limit: &Term, extra: u128) -> Result<Vec<Value>> {
        let Value::Nat(limit) = self.value(limit)? else {
            return Err(unsupported("a bound that is no natural number"));
        };
        if limit > LONGEST as u128 {
            return Err(Stop::Undefined);
        }
        Ok((0..limit + extra).map(Value::Nat).collect())
    }

    /// Value of a term.
    pub fn value(&mut self, term: &Term) -> Result<Value> {
        self.step()?;
        match term {
            Term::Number(n) => Ok(Value::Nat(*n)),
            Term::Name(name) => self.name(name),
            Term::Typed(inner, ty) => {
                let value = self.value(inner)?;
                match (&**ty, value) {
                    (Term::Name(t), Value::Nat(n)) if t == "Int" || t == "ℤ" => {
                        Ok(Value::Int(i128::try_from(n).map_err(|_| Stop::Undefined)?))
                    }
                    (_, value) => Ok(value),
                }
            }
            Term::List(items) => {
                Ok(Value::List(items.iter().map(|i| self.value(i)).collect::<Result<_>>()?))
            }
            Term::Pair(a, b) => Ok(Value::Pair(Box::new(self.value(a)?), Box::new(self.value(b)?))),
            Term::If(condition, yes, no) => match self.truth(condition)? {
                Truth::True => self.value(yes),
                Truth::False => self.value(no),
                Truth::Unknown => Err(Stop::Undefined),
            },
            Term::Unary(Unary::Negate, a) => match self.value(a)? {
                Value::Int(n) => Ok(Value::Int(-n)),
                Value::Nat(n) => Ok(Value::Int(-i128::try_from(n).map_err(|_| Stop::Undefined)?)),
                _ => Err(unsupported("- on something else than a number")),
            },
            Term::Unary(Unary::BoolNot, a) => Ok(Value::Bool(!self.boolean(a)?)),
            Term::Unary(Unary::Coerce, a) => match self.value(a)? {
                Value::Nat(n) => Ok(Value::Int(i128::try_from(n).map_err(|_| Stop::Undefined)?)),
                _ => Err(unsupported("a coercion")),
            },
            Term::Lambda(binders, body) => {
                self.closures.push((binders.clone(), (**body).clone(), self.variables.clone()));
                Ok(Value::Closure(self.closures.len() - 1))
            }
            Term::Field(of, field) => {
                let of = self.value(of)?;
                self.field(of, field)
            }
            Term::Apply(head, arguments) => {
                let mut function = self.value(head)?;
                for argument in arguments {
                    let argument = self.value(argument)?;
                    function = self.apply(function, argument)?;
                }
                Ok(function)
            }
            Term::Binary(operator, a, b) => self.binary(*operator, a, b, term),
            Term::Forall(..) | Term::Exists(..) | Term::Unary(Unary::Not, _) => self.as_prop(term),
        }
    }

    fn as_prop(&mut self, term: &Term) -> Result<Value> {
        match self.truth(term)? {
            Truth::True => Ok(Value::Prop(true)),
            Truth::False => Ok(Value::Prop(false)),
            Truth::Unknown => Err(Stop::Undefined),
        }
    }

    fn boolean(&mut self, term: &Term) -> Result<bool> {
        match self.value(term)? {
            Value::Bool(b) => Ok(b),
            _ => Err(unsupported("a Boolean operation on something else")),
        }
    }

    fn binary(&mut self, operator: Binary, a: &Term, b: &Term, whole: &Term) -> Result<Value> {
        use Binary as B;
        match operator {
            B::BoolAnd => Ok(Value::Bool(self.boolean(a)? && self.boolean(b)?)),
            B::BoolOr => Ok(Value::Bool(self.boolean(a)? || self.boolean(b)?)),
            B::BoolEq | B::BoolNe => match self.equal(a, b)? {
                Truth::Unknown => Err(Stop::Undefined),
                known => Ok(Value::Bool((known == Truth::True) == (operator == B::BoolEq))),
            },
            B::Cons => {
                let (item, list) = (self.value(a)?, self.value(b)?);
                let Value::List(mut items) = list else { return Err(unsupported(":: on no list")) };
                items.insert(0, item);
                short(items)
            }
            B::Append => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                let (Value::List(mut items), Value::List(more)) = (a, b) else {
                    return Err(unsupported("++ on no list"));
                };
                items.extend(more);
                short(items)
            }
            B::Compose => {
                let (f, g) = (self.value(a)?, self.value(b)?);
                Ok(Value::Builtin("∘", vec![f, g]))
            }
            B::Pow => {
                let (base, exponent) = (self.value(a)?, self.value(b)?);
                let Value::Nat(exponent) = exponent else {
                    return Err(unsupported("such a power"));
                };
                let exponent = u32::try_from(exponent).map_err(|_| Stop::Undefined)?;
                match base {
                    Value::Nat(n) => bounded(n.checked_pow(exponent).ok_or(Stop::Undefined)?),
                    Value::Int(n) => bounded_int(n.checked_pow(exponent).ok_or(Stop::Undefined)?),
                    _ => Err(unsupported("^ on something else than a number")),
                }
            }
            B::Add | B::Sub | B::Mul | B::Div | B::Mod => {
                let literals = is_literal(a) && is_literal(b);
                match self.numbers(a, b)? {
                    // `2 - 3` may be an integer whose type was not printed.
                    (Value::Nat(x), Value::Nat(y)) if literals && operator == B::Sub && y > x => {
                        Err(Stop::Undefined)
                    }
                    (Value::Nat(x), Value::Nat(y)) => natural(operator, x, y),
                    (Value::Int(x), Value::Int(y)) => integer(operator, x, y),
                    (x, y) => self.operation(operator.symbol(), x, y),
                }
            }
            B::Product => Err(unsupported("a type as a value")),
            _ => self.as_prop(whole),
        }
    }

    fn name(&mut self, name: &str) -> Result<Value> {
        if let Some(value) = self.variable(name) {
            return Ok(value);
        }
        if let Some(value) = self.constants.get(name) {
            return Ok(value.clone());
        }
        if let Some(value) = self.constant(name)? {
            self.constants.insert(name.to_owned(), value.clone());
            return Ok(value);
        }
        // `Group.inv`: an operation of one of the goal's structures.
        if let Some((space, field)) = name.rsplit_once('.')
            && self.source.structure(space).is_some()
            && let Some(value) = self.variable(field)
        {
            return Ok(value);
        }
        // `xs.length`: a variable and its fields.
        if let Some((head, fields)) = name.split_once('.')
            && let Some(mut value) = self.variable(head)
        {
            for field in fields.split('.') {
                value = self.field(value, field)?;
            }
            return Ok(value);
        }
        Err(Stop::Unsupported(format!("`{name}`")))
    }

    /// What a name means in the library or in the problem's own file.
    fn constant(&mut self, name: &str) -> Result<Option<Value>> {
        let value = match name {
            "true" | "Bool.true" => Value::Bool(true),
            "false" | "Bool.false" => Value::Bool(false),
            "True" => Value::Prop(true),
            "False" => Value::Prop(false),
            "none" | "Option.none" => Value::Option(None),
            "Nat.zero" => Value::Nat(0),
            "List.nil" => Value::List(Vec::new()),
            _ => {
                if let Some((name, _)) = BUILTINS.iter().find(|(known, _)| *known == name) {
                    Value::Builtin(name, Vec::new())
                } else if let Some(place) = self.source.function(name) {
                    match self.arity(place) {
                        0 => self.unfold(place, &[])?,
                        _ => Value::Defined(place, Vec::new()),
                    }
                } else if let Some(place) = self.source.inductive(name) {
                    Value::Predicate(place, Vec::new())
                } else {
                    return Ok(None);
                }
            }
        };
        Ok(Some(value))
    }

    pub(crate) fn variable(&self, name: &str) -> Option<Value> {
        self.variables.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v.clone())
    }

    fn field(&mut self, of: Value, field: &str) -> Result<Value> {
        match (&of, field) {
            (Value::Pair(a, _), "1" | "fst") => return Ok((**a).clone()),
            (Value::Pair(_, b), "2" | "snd") => return Ok((**b).clone()),
            _ => {}
        }
        let space = match of {
            Value::Nat(_) => "Nat",
            Value::Int(_) => "Int",
            Value::List(_) => "List",
            Value::Option(_) => "Option",
            Value::Bool(_) => "Bool",
            _ => return Err(Stop::Unsupported(format!("the field `.{field}`"))),
        };
        let full = format!("{space}.{field}");
        let Some((name, _)) = BUILTINS.iter().find(|(known, _)| *known == full) else {
            return Err(Stop::Unsupported(format!("`{full}`")));
        };
        match *name {
            // The object is not the first argument: the function comes before the list.
            "List.map" | "List.filter" | "List.all" | "List.any" => {
                Ok(Value::Builtin(name, vec![Value::Unit, of]))
            }
            _ => self.apply(Value::Builtin(name, Vec::new()), of),
        }
    }

    pub(crate) fn apply(&mut self, function: Value, argument: Value) -> Result<Value> {
        self.step()?;
        match function {
            Value::Table(table) => table.get(&argument).cloned().ok_or(Stop::Undefined),
            Value::Closure(index) => {
                let (binders, body, outer) =
                    self.closures.get(index).cloned().ok_or(Stop::Undefined)?;
                let Some((first, rest)) = binders.split_first() else {
                    return Err(Stop::Undefined);
                };
                let mut inner = outer;
                inner.push((first.name.clone(), argument));
                if !rest.is_empty() {
                    self.closures.push((rest.to_vec(), body, inner));
                    return Ok(Value::Closure(self.closures.len() - 1));
                }
                let saved = std::mem::replace(&mut self.variables, inner);
                let result = self.value(&body);
                self.variables = saved;
                result
            }
            Value::Builtin(name, mut arguments) => {
                if let Some(Value::Unit) = arguments.first()
                    && arguments.len() == 2
                {
                    arguments[0] = argument;
                } else {
                    arguments.push(argument);
                }
                let arity = BUILTINS.iter().find(|(known, _)| *known == name).map_or(1, |b| b.1);
                if arguments.len() < arity {
                    return Ok(Value::Builtin(name, arguments));
                }
                self.builtin(name, arguments)
            }
            Value::Defined(place, mut arguments) => {
                arguments.push(argument);
                if arguments.len() < self.arity(place) {
                    return Ok(Value::Defined(place, arguments));
                }
                self.unfold(place, &arguments)
            }
            Value::Predicate(place, mut arguments) => {
                arguments.push(argument);
                if arguments.len() < self.predicate_arity(place) {
                    return Ok(Value::Predicate(place, arguments));
                }
                self.derivable(place, arguments)
            }
            _ => Err(unsupported("an application of no function")),
        }
    }

    pub(crate) fn truth_of(&mut self, function: &Value, item: &Value) -> Result<bool> {
        match self.apply(function.clone(), item.clone())? {
            Value::Bool(b) | Value::Prop(b) => Ok(b),
            _ => Err(unsupported("a test that is no truth value")),
        }
    }
}
