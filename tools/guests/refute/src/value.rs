//! Values, and truth with a third value.

use std::{collections::BTreeMap, fmt, rc::Rc};

/// Truth of a proposition as far as it was evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub(crate) fn of(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// A value of a small type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// A natural number.
    Nat(u128),
    /// An integer.
    Int(i128),
    /// A truth value of type `Bool`.
    Bool(bool),
    /// A proposition that a variable stands for.
    Prop(bool),
    /// The n-th element of a type variable's finite set.
    Element(u8),
    /// `()`.
    Unit,
    /// A list.
    List(Vec<Value>),
    /// `none` or `some`.
    Option(Option<Box<Value>>),
    /// A pair.
    Pair(Box<Value>, Box<Value>),
    /// A function given by its table; complete if its domain is finite.
    Table(Rc<BTreeMap<Value, Value>>),
    /// A function or constructor of the library, with the arguments it has so far.
    Builtin(&'static str, Vec<Value>),
    /// A `fun` with the variables it closes over: an index into the evaluator's closures.
    Closure(usize),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nat(n) => write!(f, "{n}"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Bool(b) => write!(f, "{b}"),
            Self::Prop(true) => f.write_str("True"),
            Self::Prop(false) => f.write_str("False"),
            Self::Element(n) => write!(f, "#{n}"),
            Self::Unit => f.write_str("()"),
            Self::List(items) => {
                f.write_str("[")?;
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
            Self::Option(None) => f.write_str("none"),
            Self::Option(Some(value)) => write!(f, "some {value}"),
            Self::Pair(a, b) => write!(f, "({a}, {b})"),
            Self::Table(table) => {
                f.write_str("{")?;
                for (n, (from, to)) in table.iter().enumerate() {
                    if n > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{from} ↦ {to}")?;
                }
                f.write_str("}")
            }
            Self::Builtin(name, _) => f.write_str(name),
            Self::Closure(_) => f.write_str("a function"),
        }
    }
}
