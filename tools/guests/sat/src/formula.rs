//! Formulas over numbered atoms, and how terms become such.

use polya_text::statement::{Binary, Term, Unary};

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// An atom, by its place in the table of the reader.
    Atom(usize),
    /// A constant.
    Constant(bool),
    /// Negation.
    Not(Box<Formula>),
    /// Conjunction.
    And(Box<Formula>, Box<Formula>),
    /// Disjunction.
    Or(Box<Formula>, Box<Formula>),
    /// Equivalence.
    Iff(Box<Formula>, Box<Formula>),
}

impl Formula {
    /// Negation.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    fn implies(self, other: Self) -> Self {
        Self::Or(Box::new(self.negated()), Box::new(other))
    }

    /// Truth under an assignment of the atoms.
    pub fn holds(&self, atoms: &[bool]) -> bool {
        match self {
            Self::Atom(n) => atoms.get(*n).copied().unwrap_or(false),
            Self::Constant(truth) => *truth,
            Self::Not(a) => !a.holds(atoms),
            Self::And(a, b) => a.holds(atoms) && b.holds(atoms),
            Self::Or(a, b) => a.holds(atoms) || b.holds(atoms),
            Self::Iff(a, b) => a.holds(atoms) == b.holds(atoms),
        }
    }
}

/// Reads a proposition; `atoms` is the table that it adds to.
pub fn read(term: &Term, atoms: &mut Vec<Term>) -> Formula {
    let mut go = |t: &Term| Box::new(read(t, atoms));
    match term {
        Term::Binary(Binary::And, a, b) => Formula::And(go(a), go(b)),
        Term::Binary(Binary::Or, a, b) => Formula::Or(go(a), go(b)),
        Term::Binary(Binary::Iff, a, b) => Formula::Iff(go(a), go(b)),
        Term::Binary(Binary::Implies, a, b) => {
            let (a, b) = (go(a), go(b));
            (*a).implies(*b)
        }
        Term::Binary(Binary::Ne, a, b) => {
            let equal = Term::Binary(Binary::Eq, a.clone(), b.clone());
            read(&equal, atoms).negated()
        }
        Term::Unary(Unary::Not, a) => Formula::Not(go(a)),
        Term::Typed(inner, _) => read(inner, atoms),
        Term::Name(name) if name == "True" => Formula::Constant(true),
        Term::Name(name) if name == "False" => Formula::Constant(false),
        other => {
            let place = atoms.iter().position(|known| known == other);
            Formula::Atom(place.unwrap_or_else(|| {
                atoms.push(other.clone());
                atoms.len() - 1
            }))
        }
    }
}
