//! A goal as it comes from Lean.

/// One line of the local context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// Its name.
    pub name: String,
    /// Its type as printed.
    pub ty: String,
    /// False if the name cannot be written.
    pub accessible: bool,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The local context, outermost first.
    pub hypotheses: Vec<Hypothesis>,
    /// The target as printed.
    pub target: String,
}

/// What the indeterminates range over, as far as the context tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    Nat,
    Int,
    /// A type with an instance of `CommSemiring`, or of `CommRing` if the flag is set.
    Class(bool),
}

impl Carrier {
    /// The carrier of the type `ty` in this context.
    pub(crate) fn of(goal: &Goal, ty: &str) -> Option<Self> {
        match ty {
            "Nat" | "ℕ" => Some(Self::Nat),
            "Int" | "ℤ" => Some(Self::Int),
            _ => goal.hypotheses.iter().find_map(|h| {
                let (class, of) = h.ty.split_once(' ')?;
                match class {
                    "CommRing" if of == ty => Some(Self::Class(true)),
                    "CommSemiring" if of == ty => Some(Self::Class(false)),
                    _ => None,
                }
            }),
        }
    }

    /// Whether differences are what they seem.
    pub(crate) fn subtracts(&self) -> bool {
        matches!(self, Self::Int | Self::Class(true))
    }
}
