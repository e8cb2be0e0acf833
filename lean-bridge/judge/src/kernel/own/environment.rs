//! What the second kernel knows: the declarations that it accepted, and those it was told of.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{
    Stop, Verdict,
    nat::NatOperation,
    term::{Ls, N, T},
};
pub(super) use crate::kernel::terms::QuotientKind;

/// A constant.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) params: Rc<[N]>,
    pub(super) ty: T,
    pub(super) kind: Kind,
}

/// What a constant is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Axiom,
    /// A definition, and which of two to unfold first: the greater.
    Definition {
        value: T,
        rank: u64,
    },
    Theorem {
        value: T,
    },
    Opaque,
    Inductive(Rc<Inductive>),
    Constructor(Constructor),
    Recursor(Rc<Recursor>),
    Quotient(QuotientKind),
}

/// An inductive type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inductive {
    pub(super) params: usize,
    pub(super) indices: usize,
    /// The types of its mutual declaration.
    pub(super) all: Vec<N>,
    pub(super) constructors: Vec<N>,
    /// Whether it occurs in its own constructors.
    pub(super) recursive: bool,
}

/// A constructor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Constructor {
    pub(super) of: N,
    pub(super) params: usize,
    pub(super) fields: usize,
}

/// A recursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recursor {
    /// The type that it takes apart.
    pub(super) of: N,
    pub(super) params: usize,
    pub(super) indices: usize,
    pub(super) motives: usize,
    pub(super) minors: usize,
    pub(super) rules: Vec<Rule>,
    pub(super) k: bool,
}

/// How a recursor computes on one constructor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) constructor: N,
    pub(super) fields: usize,
    pub(super) value: T,
}

impl Recursor {
    /// The place of what is taken apart among the arguments.
    pub(super) fn major(&self) -> usize {
        self.params + self.motives + self.minors + self.indices
    }
}

/// Constants by name.
#[derive(Debug, Default)]
pub(super) struct Environment {
    constants: FxHashMap<N, Rc<Declared>>,
    /// Functions of numbers that are known to be what the kernel computes by itself.
    pub(super) operations: FxHashMap<N, NatOperation>,
}

impl Environment {
    pub(super) fn find(&self, name: N) -> Option<Rc<Declared>> {
        self.constants.get(&name).cloned()
    }

    pub(super) fn add(&mut self, name: N, declared: Declared) -> Verdict<()> {
        match self.constants.insert(name, Rc::new(declared)) {
            None => Ok(()),
            Some(_) => Err(Stop::refused("it was declared before")),
        }
    }

    pub(super) fn remove(&mut self, name: N) {
        self.constants.remove(&name);
    }

    pub(super) fn inductive(&self, name: N) -> Option<Rc<Inductive>> {
        match &self.constants.get(&name)?.kind {
            Kind::Inductive(inductive) => Some(Rc::clone(inductive)),
            _ => None,
        }
    }

    pub(super) fn constructor(&self, name: N) -> Option<Constructor> {
        match self.constants.get(&name)?.kind {
            Kind::Constructor(constructor) => Some(constructor),
            _ => None,
        }
    }

    /// The constructor of a type whose values are determined by their fields.
    pub(super) fn structure(&self, name: N) -> Option<(N, Constructor)> {
        let inductive = self.inductive(name)?;
        match inductive.constructors[..] {
            [only] if inductive.indices == 0 && !inductive.recursive => {
                Some((only, self.constructor(only)?))
            }
            _ => None,
        }
    }
}

/// What was found out about terms. All of it holds for one declaration only.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) checked: FxHashMap<T, T>,
    pub(super) inferred: FxHashMap<T, T>,
    pub(super) reduced: FxHashMap<T, T>,
    pub(super) reduced_core: FxHashMap<T, T>,
    pub(super) equal: rustc_hash::FxHashSet<(T, T)>,
    pub(super) unlike: rustc_hash::FxHashSet<(T, T)>,
    pub(super) types: FxHashMap<(N, Ls), T>,
    pub(super) values: FxHashMap<(N, Ls), T>,
}
