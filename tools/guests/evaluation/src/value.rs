//! Values, and truth with a third value.

use std::{collections::BTreeMap, fmt, rc::Rc};

/// Truth of a proposition as far as it was evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Certainly false.
    False,
    /// Not known from the cases that were looked at.
    Unknown,
    /// Certainly true.
    True,
}

impl Truth {
    /// The truth of what is known.
    pub fn of(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }

    /// Negation.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "of three values, beside `and` and `or`")]
    pub fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// Conjunction.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// Disjunction.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// A value of a small type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
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
    /// A function of the problem's own file, with the arguments it has so far.
    Defined(usize, Vec<Value>),
    /// An inductive predicate of the problem's own file, likewise.
    Predicate(usize, Vec<Value>),
    /// A `fun` with the variables it closes over: an index into the evaluator's closures.
    Closure(usize),
}

impl Value {
    /// True for what can be applied.
    pub(crate) fn is_function(&self) -> bool {
        matches!(
            self,
            Self::Table(_)
                | Self::Builtin(..)
                | Self::Closure(_)
                | Self::Defined(..)
                | Self::Predicate(..)
        )
    }
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
            Self::Closure(_) | Self::Defined(..) | Self::Predicate(..) => f.write_str("a function"),
        }
    }
}
