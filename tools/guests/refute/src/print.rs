//! Values as terms that Lean reads: a counterexample is worth more if Lean can be asked.

use std::collections::HashMap;

use polya_evaluation::Value;
use polya_text::statement::{Binary, Term};

/// A type variable that a finite type stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sort {
    /// How many elements.
    pub(crate) size: u8,
    /// True if it must be a type of any universe, not just of `Type`.
    pub(crate) polymorphic: bool,
}

pub(crate) type Sorts = HashMap<String, Sort>;

impl Sort {
    /// The type.
    pub(crate) fn term(self) -> String {
        if !self.polymorphic {
            return format!("Fin {}", self.size);
        }
        if self.size == 0 {
            return "PEmpty".to_owned();
        }
        // `PUnit` and `Option` live in every universe.
        let mut term = "PUnit".to_owned();
        for _ in 1..self.size {
            term = format!("Option ({term})");
        }
        term
    }

    fn element(self, n: u8) -> String {
        if !self.polymorphic {
            return n.to_string();
        }
        match (n, self.size) {
            (_, 0 | 1) => "PUnit.unit".to_owned(),
            (0, _) => "none".to_owned(),
            _ => {
                let inner = Self { size: self.size - 1, ..self };
                format!("some ({})", inner.element(n - 1))
            }
        }
    }
}

/// A value of type `ty` as a term.
pub(crate) fn term(value: &Value, ty: &Term, sorts: &Sorts) -> String {
    match (value, ty) {
        (Value::Element(n), Term::Name(name)) => {
            sorts.get(name).map_or_else(|| value.to_string(), |sort| sort.element(*n))
        }
        (Value::List(items), Term::Apply(_, of)) => {
            let items: Vec<String> = items.iter().map(|v| argument(v, of.first(), sorts)).collect();
            format!("[{}]", items.join(", "))
        }
        (Value::Option(Some(value)), Term::Apply(_, of)) => {
            format!("some ({})", argument(value, of.first(), sorts))
        }
        (Value::Pair(a, b), Term::Binary(Binary::Product, left, right)) => {
            format!("({}, {})", term(a, left, sorts), term(b, right, sorts))
        }
        (Value::Pair(a, b), Term::Apply(_, of)) => {
            format!("({}, {})", argument(a, of.first(), sorts), argument(b, of.get(1), sorts))
        }
        (Value::Table(_), _) => table(value, ty, sorts),
        (Value::Builtin(name, applied), _) if applied.is_empty() => builtin(name).to_owned(),
        _ => value.to_string(),
    }
}

fn argument(value: &Value, ty: Option<&Term>, sorts: &Sorts) -> String {
    ty.map_or_else(|| value.to_string(), |ty| term(value, ty, sorts))
}

/// An operation on a finite type of three or more elements, by looking up lists: cases would be
/// as many as the square of its size.
fn operation(value: &Value, ty: &Term, sorts: &Sorts) -> Option<String> {
    let Term::Binary(Binary::Implies, from, to) = ty else { return None };
    let Term::Name(from) = &**from else { return None };
    let size = |name: &str| {
        sorts.get(name).filter(|s| !s.polymorphic && s.size >= 3).map(|sort| sort.size)
    };
    size(from)?;
    let Value::Table(rows) = value else { return None };
    let row = |table: &std::collections::BTreeMap<Value, Value>| -> Option<String> {
        let outputs: Vec<String> = table
            .values()
            .map(|output| match output {
                Value::Element(n) => Some(n.to_string()),
                _ => None,
            })
            .collect::<Option<_>>()?;
        Some(format!("[{}]", outputs.join(", ")))
    };
    match &**to {
        Term::Name(to) => {
            let size = size(to)?;
            Some(format!("fun x0 => ({} : List (Fin {size})).getD x0.val 0", row(rows)?))
        }
        Term::Binary(Binary::Implies, second, to) => {
            let (Term::Name(second), Term::Name(to)) = (&**second, &**to) else { return None };
            size(second)?;
            let size = size(to)?;
            let table: Vec<String> = rows
                .values()
                .map(|inner| match inner {
                    Value::Table(inner) => row(inner),
                    _ => None,
                })
                .collect::<Option<_>>()?;
            let table = table.join(", ");
            Some(format!(
                "fun x0 x1 => (([{table}] : List (List (Fin {size}))).getD x0.val []).getD x1.val 0"
            ))
        }
        _ => None,
    }
}

/// A function given by its table: a disjunction if it is a predicate, else a chain of cases.
fn table(value: &Value, ty: &Term, sorts: &Sorts) -> String {
    if let Some(operation) = operation(value, ty, sorts) {
        return operation;
    }
    let mut rows = Vec::new();
    let mut arity = 0;
    flatten(value, ty, sorts, &mut Vec::new(), &mut arity, &mut rows);
    if rows.is_empty() {
        // The type of its argument is empty.
        let result = signature(ty);
        let names: Vec<String> = (0..result.0.max(1)).map(|n| format!("x{n}")).collect();
        let body = if result.1 { "False" } else { "x0.elim0" };
        return format!("fun {} => {body}", names.join(" "));
    }
    let names: Vec<String> = (0..arity).map(|n| format!("x{n}")).collect();
    let condition = |inputs: &[String]| {
        let all: Vec<String> =
            names.iter().zip(inputs).map(|(name, value)| format!("{name} = {value}")).collect();
        all.join(" ∧ ")
    };
    let body = if rows.iter().all(|(_, output)| output == "True" || output == "False") {
        let cases: Vec<String> = rows
            .iter()
            .filter(|(_, output)| output == "True")
            .map(|(inputs, _)| format!("({})", condition(inputs)))
            .collect();
        if cases.is_empty() { "False".to_owned() } else { cases.join(" ∨ ") }
    } else {
        let Some(((_, last), rest)) = rows.split_last() else { return value.to_string() };
        let mut body = format!("({last})");
        for (inputs, output) in rest.iter().rev() {
            body = format!("(if {} then ({output}) else {body})", condition(inputs));
        }
        body
    };
    format!("fun {} => {body}", names.join(" "))
}

/// How many arguments a function type takes, and whether it ends in `Prop`.
fn signature(ty: &Term) -> (usize, bool) {
    match ty {
        Term::Binary(Binary::Implies, _, to) => {
            let (arguments, is_prop) = signature(to);
            (arguments + 1, is_prop)
        }
        _ => (0, matches!(ty, Term::Name(name) if name == "Prop")),
    }
}

/// All rows of a table of tables: arguments and result as terms.
fn flatten(
    value: &Value,
    ty: &Term,
    sorts: &Sorts,
    inputs: &mut Vec<String>,
    arity: &mut usize,
    rows: &mut Vec<(Vec<String>, String)>,
) {
    if let (Value::Table(table), Term::Binary(Binary::Implies, from, to)) = (value, ty) {
        for (input, output) in table.iter() {
            let text = term(input, from, sorts);
            inputs.push(if text.contains(' ') { format!("({text})") } else { text });
            flatten(output, to, sorts, inputs, arity, rows);
            inputs.pop();
        }
        return;
    }
    *arity = inputs.len();
    rows.push((inputs.clone(), term(value, ty, sorts)));
}

fn builtin(name: &str) -> &str {
    match name {
        "id" => "fun x => x",
        "Nat.succ" => "fun x => x + 1",
        "Nat.pred" => "fun x => x - 1",
        "const 0" => "fun _ => 0",
        "const 1" => "fun _ => 1",
        "twice of" => "fun x => 2 * x",
        "parity of" => "fun x => x % 2",
        "is never" => "fun _ => False",
        "is always" => "fun _ => True",
        // Where a truth value is wanted, Lean decides the proposition.
        "is even" | "says even" => "fun x => x % 2 = 0",
        "is odd" => "fun x => x % 2 = 1",
        "is zero" | "says zero" => "fun x => x = 0",
        "is positive" => "fun x => 0 < x",
        "is one" => "fun x => x = 1",
        "says no" => "fun _ => false",
        "says yes" => "fun _ => true",
        other => other,
    }
}
