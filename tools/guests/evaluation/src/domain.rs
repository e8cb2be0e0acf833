//! The small values of a type.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use polya_text::statement::{Binary, Term};

use crate::{catalogue, value::Value};

/// Largest table of functions that is enumerated.
const MOST_FUNCTIONS: usize = 512;

/// The values that stand for a type, and whether they are all there are.
#[derive(Clone, Debug)]
pub struct Domain {
    /// The values.
    pub values: Rc<[Value]>,
    /// True if the type has no others.
    pub complete: bool,
}

impl Domain {
    fn new(values: Vec<Value>, complete: bool) -> Self {
        Self { values: values.into(), complete }
    }
}

/// Type variables and the size of the finite set that each stands for.
pub type Sizes = HashMap<String, u8>;

/// How far a search goes: larger levels have larger domains.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Largest natural number; integers go as far on both sides.
    pub number: u8,
    /// Longest list.
    pub list: usize,
    /// Most different items in lists.
    pub items: usize,
}

/// The small values of `ty`, or `None` if the type is not one that can be enumerated.
pub fn domain(ty: &Term, sizes: &Sizes, bounds: Bounds) -> Option<Domain> {
    match ty {
        Term::Name(name) => named(name, sizes, bounds),
        Term::Apply(head, arguments) => {
            let Term::Name(head) = &**head else { return None };
            let arguments: Vec<Domain> =
                arguments.iter().map(|a| domain(a, sizes, bounds)).collect::<Option<_>>()?;
            match (head.as_str(), &arguments[..]) {
                ("List", [items]) => Some(lists(items, bounds)),
                ("Option", [items]) => Some(options(items)),
                ("Prod", [a, b]) => Some(pairs(a, b)),
                _ => None,
            }
        }
        Term::Binary(Binary::Product, a, b) => {
            Some(pairs(&domain(a, sizes, bounds)?, &domain(b, sizes, bounds)?))
        }
        Term::Binary(Binary::Implies, from, to) => {
            if let Some(known) = catalogue::of(ty, sizes) {
                return Some(Domain::new(known, false));
            }
            functions(&domain(from, sizes, bounds)?, &domain(to, sizes, bounds)?)
        }
        _ => None,
    }
}

fn named(name: &str, sizes: &Sizes, bounds: Bounds) -> Option<Domain> {
    let top = bounds.number;
    Some(match name {
        "Nat" | "ℕ" => Domain::new((0..=top).map(|n| Value::Nat(n.into())).collect(), false),
        "Int" | "ℤ" => {
            let mut values = vec![Value::Int(0)];
            for n in 1..=i128::from(top) {
                values.extend([Value::Int(n), Value::Int(-n)]);
            }
            Domain::new(values, false)
        }
        "Bool" => Domain::new(vec![Value::Bool(false), Value::Bool(true)], true),
        "Prop" => Domain::new(vec![Value::Prop(false), Value::Prop(true)], true),
        "Unit" => Domain::new(vec![Value::Unit], true),
        _ => {
            let size = *sizes.get(name)?;
            Domain::new((0..size).map(Value::Element).collect(), true)
        }
    })
}

fn lists(items: &Domain, bounds: Bounds) -> Domain {
    // A few different items show what lists can show at these lengths.
    let items = &items.values[..items.values.len().min(bounds.items)];
    Domain::new(lists_of(items, bounds.list), false)
}

/// All lists of these items, shortest first.
pub(crate) fn lists_of(items: &[Value], longest: usize) -> Vec<Value> {
    let mut all = vec![Value::List(Vec::new())];
    let mut shorter = vec![Vec::new()];
    for _ in 0..longest {
        let mut next = Vec::new();
        for list in &shorter {
            for item in items {
                let mut longer: Vec<Value> = list.clone();
                longer.push(item.clone());
                next.push(longer);
            }
        }
        all.extend(next.iter().cloned().map(Value::List));
        shorter = next;
    }
    all
}

fn options(items: &Domain) -> Domain {
    let some = items.values.iter().map(|v| Value::Option(Some(Box::new(v.clone()))));
    Domain::new(std::iter::once(Value::Option(None)).chain(some).collect(), items.complete)
}

fn pairs(a: &Domain, b: &Domain) -> Domain {
    let mut all = Vec::new();
    for x in a.values.iter() {
        for y in b.values.iter() {
            all.push(Value::Pair(Box::new(x.clone()), Box::new(y.clone())));
        }
    }
    Domain::new(all, a.complete && b.complete)
}

/// Every function between finite types; for an infinite domain a few that are defined everywhere.
fn functions(from: &Domain, to: &Domain) -> Option<Domain> {
    if !from.complete {
        let nat = matches!(from.values.first(), Some(Value::Nat(_)));
        let names: &[&'static str] = match to.values.first() {
            Some(Value::Nat(_)) if nat => {
                &["id", "Nat.succ", "const 0", "const 1", "twice of", "Nat.pred", "parity of"]
            }
            Some(Value::Prop(_)) if nat => {
                &["is never", "is always", "is even", "is odd", "is zero", "is positive", "is one"]
            }
            Some(Value::Bool(_)) if nat => &["says even", "says zero", "says no", "says yes"],
            _ => return None,
        };
        let values = names.iter().map(|name| Value::Builtin(name, Vec::new())).collect();
        return Some(Domain::new(values, false));
    }
    let outputs = to.values.len();
    let count = u32::try_from(from.values.len())
        .ok()
        .and_then(|n| outputs.checked_pow(n))
        .filter(|n| *n <= 1 << 16)?;
    // A spread over all of them rather than the first few, when there are many.
    let step = count.div_ceil(MOST_FUNCTIONS).max(1);
    let step = if step > 1 { step | 1 } else { step };
    let tables = (0..count).step_by(step).map(|mut code| {
        let table: BTreeMap<Value, Value> = from
            .values
            .iter()
            .map(|input| {
                let output = to.values[code % outputs].clone();
                code /= outputs;
                (input.clone(), output)
            })
            .collect();
        Value::Table(Rc::new(table))
    });
    Some(Domain::new(tables.collect(), to.complete && step == 1))
}
