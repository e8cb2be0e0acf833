//! What the kernel knows of a constant.

use super::{ExprId, NameId};

/// A constant of the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Its full name.
    pub name: NameId,
    /// Its universe variables.
    pub level_params: Vec<NameId>,
    /// Its type, which is closed.
    pub ty: ExprId,
    /// What it is, with all that belongs to that.
    pub kind: ConstantKind,
}

/// The kinds of constants, with all fields that the kernel keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstantKind {
    /// Assumed.
    Axiom {
        /// Declared `unsafe`.
        is_unsafe: bool,
    },
    /// Defined, and unfolded by the kernel.
    Definition {
        /// What it stands for.
        value: ExprId,
        /// When to unfold it.
        hints: ReducibilityHints,
        /// Whether it may be used in proofs.
        safety: Safety,
        /// The definitions of its mutual block.
        all: Vec<NameId>,
    },
    /// Proved.
    Theorem {
        /// The proof.
        value: ExprId,
        /// The theorems of its mutual block.
        all: Vec<NameId>,
    },
    /// Proved, and the proof left undecoded.
    Statement,
    /// Defined, and never unfolded.
    Opaque {
        /// A witness of its type.
        value: ExprId,
        /// Declared `unsafe`.
        is_unsafe: bool,
        /// The constants of its mutual block.
        all: Vec<NameId>,
    },
    /// One of the four constants of quotient types.
    Quotient(Quotient),
    /// An inductive type.
    Inductive {
        /// Number of its parameters.
        params: u32,
        /// Number of its indices.
        indices: u32,
        /// The types of its mutual block.
        all: Vec<NameId>,
        /// Its constructors, in order.
        constructors: Vec<NameId>,
        /// Number of auxiliary types for nested occurrences.
        nested: u32,
        /// True if a constructor takes a value of the type.
        is_recursive: bool,
        /// Declared `unsafe`.
        is_unsafe: bool,
        /// True if a constructor takes a function to the type.
        is_reflexive: bool,
    },
    /// A constructor of an inductive type.
    Constructor {
        /// The type.
        inductive: NameId,
        /// Its place among the type's constructors, from 0.
        index: u32,
        /// Number of the type's parameters.
        params: u32,
        /// Number of its own arguments.
        fields: u32,
        /// Declared `unsafe`.
        is_unsafe: bool,
    },
    /// The recursor of an inductive type.
    Recursor {
        /// The types of its mutual block.
        all: Vec<NameId>,
        /// Number of parameters.
        params: u32,
        /// Number of indices.
        indices: u32,
        /// Number of motives.
        motives: u32,
        /// Number of minor premises.
        minors: u32,
        /// How it computes, a rule for each constructor.
        rules: Vec<RecursorRule>,
        /// True if it computes without looking at its major premise.
        k: bool,
        /// Declared `unsafe`.
        is_unsafe: bool,
    },
}

/// How a recursor computes on one constructor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecursorRule {
    /// The constructor.
    pub constructor: NameId,
    /// Number of the constructor's own arguments.
    pub fields: u32,
    /// What the recursor becomes, as a function of parameters, motives, minor premises and fields.
    pub value: ExprId,
}

/// When the kernel unfolds a definition while it compares terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReducibilityHints {
    /// As late as possible.
    Opaque,
    /// At once.
    Abbreviation,
    /// By height: higher ones first.
    Regular(u32),
}

/// Whether a definition may be used in proofs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// `unsafe def`: it may not.
    Unsafe,
    /// An ordinary definition.
    Safe,
    /// `partial def`: it may not.
    Partial,
}

/// The constants of quotient types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotient {
    /// `Quot`.
    Type,
    /// `Quot.mk`.
    Make,
    /// `Quot.lift`.
    Lift,
    /// `Quot.ind`.
    Induction,
}

impl Constant {
    /// The value of a definition, theorem or opaque constant.
    pub fn value(&self) -> Option<ExprId> {
        match self.kind {
            ConstantKind::Definition { value, .. }
            | ConstantKind::Theorem { value, .. }
            | ConstantKind::Opaque { value, .. } => Some(value),
            _ => None,
        }
    }

    /// True for a theorem.
    pub fn is_theorem(&self) -> bool {
        matches!(self.kind, ConstantKind::Theorem { .. } | ConstantKind::Statement)
    }

    /// True for an axiom.
    pub fn is_axiom(&self) -> bool {
        matches!(self.kind, ConstantKind::Axiom { .. })
    }

    /// True if it was declared `unsafe` or `partial`, so that no proof may use it.
    pub fn is_unsafe(&self) -> bool {
        match self.kind {
            ConstantKind::Axiom { is_unsafe }
            | ConstantKind::Opaque { is_unsafe, .. }
            | ConstantKind::Inductive { is_unsafe, .. }
            | ConstantKind::Constructor { is_unsafe, .. }
            | ConstantKind::Recursor { is_unsafe, .. } => is_unsafe,
            ConstantKind::Definition { safety, .. } => safety != Safety::Safe,
            ConstantKind::Theorem { .. } | ConstantKind::Statement | ConstantKind::Quotient(_) => {
                false
            }
        }
    }

    /// The kind in a word, as Lean's own commands name it.
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            ConstantKind::Axiom { .. } => "axiom",
            ConstantKind::Definition { .. } => "definition",
            ConstantKind::Theorem { .. } | ConstantKind::Statement => "theorem",
            ConstantKind::Opaque { .. } => "opaque",
            ConstantKind::Quotient(_) => "quotient",
            ConstantKind::Inductive { .. } => "inductive",
            ConstantKind::Constructor { .. } => "constructor",
            ConstantKind::Recursor { .. } => "recursor",
        }
    }

    /// All expressions in it: type, value, the values of recursor rules.
    pub fn exprs(&self) -> impl Iterator<Item = ExprId> + '_ {
        let rules = match &self.kind {
            ConstantKind::Recursor { rules, .. } => rules.as_slice(),
            _ => &[],
        };
        std::iter::once(self.ty).chain(self.value()).chain(rules.iter().map(|rule| rule.value))
    }

    /// Constants that it names outside its expressions: a type's constructors, a constructor's
    /// type, the other members of a mutual block.
    pub fn relatives(&self) -> Vec<NameId> {
        match &self.kind {
            ConstantKind::Axiom { .. } | ConstantKind::Statement | ConstantKind::Quotient(_) => {
                Vec::new()
            }
            ConstantKind::Definition { all, .. }
            | ConstantKind::Theorem { all, .. }
            | ConstantKind::Opaque { all, .. } => all.clone(),
            ConstantKind::Inductive { all, constructors, .. } => {
                all.iter().chain(constructors).copied().collect()
            }
            ConstantKind::Constructor { inductive, .. } => vec![*inductive],
            ConstantKind::Recursor { all, rules, .. } => {
                all.iter().copied().chain(rules.iter().map(|rule| rule.constructor)).collect()
            }
        }
    }
}
