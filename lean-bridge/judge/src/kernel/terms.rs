//! Constants as they travel to a kernel's process: only what a kernel looks at, every equal term
//! stored once.
//!
//! The full form, with all that a module's file says, is [`polya_lean::olean`]. Here there are no
//! names of bound variables and no remarks of the elaborator's, so that what a kernel makes itself,
//! such as a recursor, can be compared with what the file claims.

use std::{collections::hash_map::Entry, fmt::Write as _, hash::Hash};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(u32);

        impl $name {
            /// Position in the table of its [`Terms`].
            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A hierarchical name.
    NameId
);
id!(
    /// A universe level.
    LevelId
);
id!(
    /// A term.
    ExprId
);

/// A hierarchical name, one component at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Name {
    /// The root.
    Anonymous,
    /// A textual component below a prefix.
    Text(NameId, Box<str>),
    /// A numeric component below a prefix.
    Number(NameId, u64),
}

/// A universe level. There are no metavariables: they have no place in a finished constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Level {
    /// The lowest.
    Zero,
    /// The next after.
    Succ(LevelId),
    /// The greater of two.
    Max(LevelId, LevelId),
    /// Zero if the second is, else the greater.
    Imax(LevelId, LevelId),
    /// A parameter of the constant.
    Param(NameId),
}

/// How an argument is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub(crate) enum Binder {
    /// `(x : α)`
    Explicit = 0,
    /// `{x : α}`
    Implicit = 1,
    /// `⦃x : α⦄`
    StrictImplicit = 2,
    /// `[α]`
    Instance = 3,
}

/// A term. There are no free variables and metavariables: they have no place in a finished
/// constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Expr {
    /// The variable bound so many binders outside.
    Bound(u32),
    /// A universe.
    Sort(LevelId),
    /// A constant at universe levels.
    Const(NameId, Box<[LevelId]>),
    /// Function and argument.
    App(ExprId, ExprId),
    /// Domain and body.
    Lambda(Binder, ExprId, ExprId),
    /// Domain and body.
    Pi(Binder, ExprId, ExprId),
    /// Type, value and body.
    Let(ExprId, ExprId, ExprId),
    /// A natural number, in decimal digits.
    Nat(Box<str>),
    /// A text.
    Text(Box<str>),
    /// A field of a structure, by number.
    Proj(NameId, u32, ExprId),
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Constant {
    /// Its full name.
    pub(crate) name: NameId,
    /// Its universe parameters.
    pub(crate) level_params: Box<[NameId]>,
    /// Its type.
    pub(crate) ty: ExprId,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a constant is, with all that belongs to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// Taken for granted.
    Axiom {
        /// Outside of the logic.
        is_unsafe: bool,
    },
    /// A definition.
    Definition {
        /// The body.
        value: ExprId,
        /// When the kernel unfolds it.
        hints: Hints,
        /// Whether it is part of the logic.
        safety: Safety,
        /// Defined together with.
        all: Box<[NameId]>,
    },
    /// A proved proposition.
    Theorem {
        /// The proof.
        value: ExprId,
        /// Proved together with.
        all: Box<[NameId]>,
    },
    /// A definition that is never unfolded.
    Opaque {
        /// The body.
        value: ExprId,
        /// Outside of the logic.
        is_unsafe: bool,
        /// Defined together with.
        all: Box<[NameId]>,
    },
    /// One of the four constants of quotients.
    Quotient {
        /// Which.
        kind: QuotientKind,
    },
    /// An inductive type.
    Inductive(Box<Inductive>),
    /// A constructor of an inductive type.
    Constructor {
        /// The type it belongs to.
        inductive: NameId,
        /// Its number there.
        index: u32,
        /// Parameters of the type.
        params: u32,
        /// Arguments after those.
        fields: u32,
        /// Outside of the logic.
        is_unsafe: bool,
    },
    /// The recursor of an inductive type.
    Recursor(Box<Recursor>),
}

/// When the kernel unfolds a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Hints {
    /// Last.
    Opaque,
    /// First.
    Abbreviation,
    /// Greater heights first.
    Regular(u32),
}

/// Whether a definition is part of the logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub(crate) enum Safety {
    /// No: it may be anything.
    Unsafe = 0,
    /// Yes.
    Safe = 1,
    /// No: it need not end.
    Partial = 2,
}

/// The four constants of quotients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub(crate) enum QuotientKind {
    /// `Quot`
    Type = 0,
    /// `Quot.mk`
    Make = 1,
    /// `Quot.lift`
    Lift = 2,
    /// `Quot.ind`
    Induct = 3,
}

/// An inductive type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Inductive {
    /// Parameters.
    pub(crate) params: u32,
    /// Indices after the parameters.
    pub(crate) indices: u32,
    /// The types of its mutual declaration.
    pub(crate) all: Box<[NameId]>,
    /// Its constructors, in order.
    pub(crate) constructors: Box<[NameId]>,
    /// Auxiliary types that its nested occurrences make.
    pub(crate) nested: u32,
    /// Whether it occurs in its own constructors.
    pub(crate) is_recursive: bool,
    /// Outside of the logic.
    pub(crate) is_unsafe: bool,
    /// Whether it occurs as a function's result in its own constructors.
    pub(crate) is_reflexive: bool,
}

/// A recursor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Recursor {
    /// The types of the mutual declaration.
    pub(crate) all: Box<[NameId]>,
    /// Parameters.
    pub(crate) params: u32,
    /// Indices.
    pub(crate) indices: u32,
    /// Motives.
    pub(crate) motives: u32,
    /// Minor premises.
    pub(crate) minors: u32,
    /// How it computes, one rule for each constructor.
    pub(crate) rules: Box<[Rule]>,
    /// Whether it computes on any proof of its type.
    pub(crate) k: bool,
    /// Outside of the logic.
    pub(crate) is_unsafe: bool,
}

/// How a recursor computes on one constructor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rule {
    /// The constructor.
    pub(crate) constructor: NameId,
    /// Its fields.
    pub(crate) fields: u32,
    /// What it computes to.
    pub(crate) value: ExprId,
}

impl Kind {
    /// The word for messages.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Axiom { .. } => "axiom",
            Self::Definition { .. } => "definition",
            Self::Theorem { .. } => "theorem",
            Self::Opaque { .. } => "opaque constant",
            Self::Quotient { .. } => "quotient constant",
            Self::Inductive(_) => "inductive type",
            Self::Constructor { .. } => "constructor",
            Self::Recursor(_) => "recursor",
        }
    }
}

/// Names, levels and terms, each stored once. Parts come before what is made of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    names: Table<Name>,
    levels: Table<Level>,
    exprs: Table<Expr>,
}

/// The tables alone, as they travel between processes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TermTables {
    /// Names, prefixes first.
    pub(crate) names: Vec<Name>,
    /// Levels, parts first.
    pub(crate) levels: Vec<Level>,
    /// Terms, parts first.
    pub(crate) exprs: Vec<Expr>,
}

#[derive(Clone, Debug)]
struct Table<T> {
    items: Vec<T>,
    ids: FxHashMap<T, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Table<T> {
    fn intern(&mut self, item: T) -> u32 {
        match self.ids.entry(item) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                // Four thousand million terms are more than any machine's memory holds.
                let id = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
                self.items.push(free.key().clone());
                *free.insert(id)
            }
        }
    }
}

impl Terms {
    /// Stores a name.
    pub(crate) fn name(&mut self, name: Name) -> NameId {
        NameId(self.names.intern(name))
    }

    /// Stores a level.
    pub(crate) fn level(&mut self, level: Level) -> LevelId {
        LevelId(self.levels.intern(level))
    }

    /// Stores a term.
    pub(crate) fn expr(&mut self, expr: Expr) -> ExprId {
        ExprId(self.exprs.intern(expr))
    }

    /// The name with this id.
    pub(crate) fn get_name(&self, id: NameId) -> &Name {
        &self.names.items[id.index()]
    }

    /// All names, prefixes first.
    pub(crate) fn names(&self) -> &[Name] {
        &self.names.items
    }

    /// All levels, parts first.
    pub(crate) fn levels(&self) -> &[Level] {
        &self.levels.items
    }

    /// All terms, parts first.
    pub(crate) fn exprs(&self) -> &[Expr] {
        &self.exprs.items
    }

    /// The name as Lean shows it, without quotes around odd components.
    pub(crate) fn show(&self, id: NameId) -> String {
        let mut text = String::new();
        self.show_into(id, &mut text);
        text
    }

    fn show_into(&self, id: NameId, text: &mut String) {
        let (prefix, last): (NameId, &dyn std::fmt::Display) = match self.get_name(id) {
            Name::Anonymous => return,
            Name::Text(prefix, last) => (*prefix, last),
            Name::Number(prefix, last) => (*prefix, last),
        };
        self.show_into(prefix, text);
        if !text.is_empty() {
            text.push('.');
        }
        let _ = write!(text, "{last}");
    }
}

impl From<Terms> for TermTables {
    fn from(terms: Terms) -> Self {
        Self { names: terms.names.items, levels: terms.levels.items, exprs: terms.exprs.items }
    }
}

impl TermTables {
    /// The tables as [`Terms`], every id meaning what it meant. `None` if a part comes after what
    /// is made of it, or something is stored twice.
    pub(crate) fn into_terms(self) -> Option<Terms> {
        if !self.is_ordered() {
            return None;
        }
        let mut terms = Terms::default();
        let (names, levels, exprs) = (self.names.len(), self.levels.len(), self.exprs.len());
        self.names.into_iter().for_each(|name| {
            terms.name(name);
        });
        self.levels.into_iter().for_each(|level| {
            terms.level(level);
        });
        self.exprs.into_iter().for_each(|expr| {
            terms.expr(expr);
        });
        let kept = (terms.names.items.len(), terms.levels.items.len(), terms.exprs.items.len());
        (kept == (names, levels, exprs)).then_some(terms)
    }

    /// Whether every part comes before what is made of it, so that one pass can rebuild all.
    fn is_ordered(&self) -> bool {
        let name = |id: NameId, bound: usize| id.index() < bound;
        let names = self.names.iter().enumerate().all(|(at, item)| match item {
            Name::Anonymous => true,
            Name::Text(prefix, _) | Name::Number(prefix, _) => name(*prefix, at),
        });
        let levels = self.levels.iter().enumerate().all(|(at, item)| match item {
            Level::Zero => true,
            Level::Param(id) => name(*id, self.names.len()),
            Level::Succ(of) => of.index() < at,
            Level::Max(a, b) | Level::Imax(a, b) => a.index() < at && b.index() < at,
        });
        let level = |id: &LevelId| id.index() < self.levels.len();
        let exprs = self.exprs.iter().enumerate().all(|(at, item)| match item {
            Expr::Bound(_) | Expr::Nat(_) | Expr::Text(_) => true,
            Expr::Sort(of) => level(of),
            Expr::Const(id, levels) => name(*id, self.names.len()) && levels.iter().all(level),
            Expr::App(a, b) | Expr::Lambda(_, a, b) | Expr::Pi(_, a, b) => {
                a.index() < at && b.index() < at
            }
            Expr::Let(a, b, c) => [a, b, c].iter().all(|part| part.index() < at),
            Expr::Proj(id, _, of) => name(*id, self.names.len()) && of.index() < at,
        });
        names && levels && exprs
    }
}
