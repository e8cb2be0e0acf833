//! Names, universe levels and expressions, each stored once.
//!
//! Everything lives in one [`Terms`] and is referred to by ids. Equal terms have equal ids, so
//! comparing two statements, also of different modules, is comparing two numbers, and a term that
//! is small as a graph never becomes large as a tree. An id means nothing to another `Terms`.

use std::{borrow::Borrow, fmt::Write as _, hash::Hash, sync::Arc};

use rustc_hash::FxHashMap;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Its number: ids of one kind are counted from 0 without gaps.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<u32> for $name {
            fn from(index: u32) -> Self {
                Self(index)
            }
        }
    )*};
}

ids! {
    /// A name.
    NameId;
    /// A universe level.
    LevelId;
    /// A list of universe levels.
    LevelsId;
    /// An expression. Its parts have smaller ids.
    ExprId;
    /// A natural number.
    NatId;
    /// A string.
    TextId;
}

/// A hierarchical name, by its last component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// The empty name.
    Anonymous,
    /// `prefix.text`.
    Text(NameId, TextId),
    /// `prefix.7`.
    Number(NameId, u64),
}

/// A universe level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// `0`.
    Zero,
    /// `l + 1`.
    Successor(LevelId),
    /// `max l r`.
    Max(LevelId, LevelId),
    /// `imax l r`.
    Imax(LevelId, LevelId),
    /// A universe variable.
    Parameter(NameId),
}

/// How an argument is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinderInfo {
    /// `(x : α)`.
    Explicit,
    /// `{x : α}`.
    Implicit,
    /// `⦃x : α⦄`.
    StrictImplicit,
    /// `[x : α]`.
    Instance,
}

/// An expression of Lean's kernel. Free and meta-variables are missing: no finished declaration has
/// them, and the reader refuses one that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// A bound variable, counted from the innermost binder.
    Bound(u32),
    /// `Sort l`.
    Sort(LevelId),
    /// A constant with its universe levels.
    Constant(NameId, LevelsId),
    /// Function and argument.
    Apply(ExprId, ExprId),
    /// `fun x : domain => body`.
    Lambda {
        /// The variable's name.
        name: NameId,
        /// How the argument is given.
        info: BinderInfo,
        /// The variable's type.
        domain: ExprId,
        /// What it is bound in.
        body: ExprId,
    },
    /// `(x : domain) → body`.
    Pi {
        /// The variable's name.
        name: NameId,
        /// How the argument is given.
        info: BinderInfo,
        /// The variable's type.
        domain: ExprId,
        /// What it is bound in.
        body: ExprId,
    },
    /// `let x : ty := value; body`.
    Let {
        /// The variable's name.
        name: NameId,
        /// The variable's type.
        ty: ExprId,
        /// Its value.
        value: ExprId,
        /// What it is bound in.
        body: ExprId,
        /// True for a `have`.
        nondep: bool,
    },
    /// A number.
    Nat(NatId),
    /// A string.
    Text(TextId),
    /// An expression with remarks of the elaborator's, which mean nothing to the kernel and are
    /// not kept.
    Remark(ExprId),
    /// A field of a structure's value.
    Projection {
        /// The structure.
        structure: NameId,
        /// The field, counted from 0.
        index: u32,
        /// The value.
        value: ExprId,
    },
}

/// Items by number, on top of others that no longer change and are shared.
#[derive(Clone, Debug)]
struct Layers<T> {
    below: Option<Arc<Self>>,
    /// How many items lie below.
    first: usize,
    items: Vec<T>,
}

impl<T> Default for Layers<T> {
    fn default() -> Self {
        Self { below: None, first: 0, items: Vec::new() }
    }
}

impl<T> Layers<T> {
    fn len(&self) -> usize {
        self.first + self.items.len()
    }

    fn get(&self, index: usize) -> &T {
        let mut layer = self;
        // What is below the first item lies in a layer below.
        while let (true, Some(below)) = (index < layer.first, &layer.below) {
            layer = below;
        }
        &layer.items[index - layer.first]
    }

    /// From now on what is here is shared by all clones, and only what comes later is copied.
    fn freeze(&mut self) {
        if !self.items.is_empty() {
            let first = self.len();
            *self = Self { below: Some(Arc::new(std::mem::take(self))), first, items: Vec::new() };
        }
    }
}

/// A store in which equal things have equal ids.
#[derive(Clone, Debug)]
struct Store<T, Id> {
    items: Layers<T>,
    ids: Ids<T, Id>,
}

#[derive(Clone, Debug)]
struct Ids<T, Id> {
    below: Option<Arc<Self>>,
    own: FxHashMap<T, Id>,
}

impl<T, Id> Default for Store<T, Id> {
    fn default() -> Self {
        Self { items: Layers::default(), ids: Ids { below: None, own: FxHashMap::default() } }
    }
}

impl<T: Clone + Eq + Hash, Id: Copy + From<u32>> Store<T, Id> {
    fn find<Q: Eq + Hash + ?Sized>(&self, item: &Q) -> Option<Id>
    where
        T: Borrow<Q>,
    {
        let mut layer = Some(&self.ids);
        while let Some(Ids { below, own }) = layer {
            if let Some(&id) = own.get(item) {
                return Some(id);
            }
            layer = below.as_deref();
        }
        None
    }

    /// The id of `item`, and whether it is new.
    fn add(&mut self, item: T) -> (Id, bool) {
        if let Some(id) = self.find(&item) {
            return (id, false);
        }
        // A file of 1 GiB, the most that is read, has fewer objects; 2^32 terms need 200 GiB.
        let id = Id::from(u32::try_from(self.items.len()).expect("fewer than 2^32 terms"));
        self.items.items.push(item.clone());
        self.ids.own.insert(item, id);
        (id, true)
    }

    fn freeze(&mut self) {
        self.items.freeze();
        if !self.ids.own.is_empty() {
            let own = std::mem::take(&mut self.ids.own);
            let below = Ids { below: self.ids.below.take(), own };
            self.ids.below = Some(Arc::new(below));
        }
    }
}

/// All names, levels and expressions that have been read.
#[derive(Clone, Debug)]
pub struct Terms {
    names: Store<Name, NameId>,
    texts: Store<Arc<str>, TextId>,
    nats: Store<Arc<[u64]>, NatId>,
    levels: Store<Level, LevelId>,
    level_lists: Store<Arc<[LevelId]>, LevelsId>,
    exprs: Store<Expr, ExprId>,
    /// For each expression, how many binders around it its variables need.
    loose: Layers<u32>,
}

impl Default for Terms {
    fn default() -> Self {
        let mut terms = Self {
            names: Store::default(),
            texts: Store::default(),
            nats: Store::default(),
            levels: Store::default(),
            level_lists: Store::default(),
            exprs: Store::default(),
            loose: Layers::default(),
        };
        // So that `Terms::ANONYMOUS` is the empty name.
        terms.names.add(Name::Anonymous);
        terms
    }
}

impl Terms {
    /// The empty name.
    pub const ANONYMOUS: NameId = NameId(0);

    /// From now on clones share what is here, and copy only what comes later.
    pub fn freeze(&mut self) {
        self.names.freeze();
        self.texts.freeze();
        self.nats.freeze();
        self.levels.freeze();
        self.level_lists.freeze();
        self.exprs.freeze();
        self.loose.freeze();
    }

    /// The name of an id.
    pub fn name(&self, id: NameId) -> Name {
        *self.names.items.get(id.index())
    }

    /// The level of an id.
    pub fn level(&self, id: LevelId) -> Level {
        *self.levels.items.get(id.index())
    }

    /// The list of levels of an id.
    pub fn levels(&self, id: LevelsId) -> &[LevelId] {
        self.level_lists.items.get(id.index())
    }

    /// The expression of an id.
    pub fn expr(&self, id: ExprId) -> Expr {
        *self.exprs.items.get(id.index())
    }

    /// The number of an id: digits to base 2^64, lowest first; none for 0.
    pub fn nat(&self, id: NatId) -> &[u64] {
        self.nats.items.get(id.index())
    }

    /// The string of an id.
    pub fn text(&self, id: TextId) -> &str {
        self.texts.items.get(id.index())
    }

    /// How many binders around `id` its variables need; 0 for a closed expression.
    pub fn loose_variables(&self, id: ExprId) -> u32 {
        *self.loose.get(id.index())
    }

    /// How many different expressions there are.
    pub fn expr_count(&self) -> usize {
        self.exprs.items.len()
    }

    /// Stores a string.
    pub fn add_text(&mut self, text: &str) -> TextId {
        match self.texts.find(text) {
            Some(id) => id,
            None => self.texts.add(text.into()).0,
        }
    }

    /// Stores a name.
    pub fn add_name(&mut self, name: Name) -> NameId {
        self.names.add(name).0
    }

    /// Stores a level.
    pub fn add_level(&mut self, level: Level) -> LevelId {
        self.levels.add(level).0
    }

    /// Stores a list of levels.
    pub fn add_levels(&mut self, levels: &[LevelId]) -> LevelsId {
        match self.level_lists.find(levels) {
            Some(id) => id,
            None => self.level_lists.add(levels.into()).0,
        }
    }

    /// Stores a number, given as by [`Self::nat`]; zeros at the end are left out.
    pub fn add_nat(&mut self, digits: &[u64]) -> NatId {
        let length = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        let digits = &digits[..length];
        match self.nats.find(digits) {
            Some(id) => id,
            None => self.nats.add(digits.into()).0,
        }
    }

    /// Stores an expression.
    pub fn add_expr(&mut self, expr: Expr) -> ExprId {
        let (id, new) = self.exprs.add(expr);
        if new {
            let of = |id: ExprId| *self.loose.get(id.index());
            let under = |body: ExprId| of(body).saturating_sub(1);
            let loose = match expr {
                Expr::Bound(index) => index.saturating_add(1),
                Expr::Sort(_) | Expr::Constant(..) | Expr::Nat(_) | Expr::Text(_) => 0,
                Expr::Apply(function, argument) => of(function).max(of(argument)),
                Expr::Lambda { domain, body, .. } | Expr::Pi { domain, body, .. } => {
                    of(domain).max(under(body))
                }
                Expr::Let { ty, value, body, .. } => of(ty).max(of(value)).max(under(body)),
                Expr::Remark(inner) | Expr::Projection { value: inner, .. } => of(inner),
            };
            self.loose.items.push(loose);
        }
        id
    }

    /// Stores a name given as text, `Nat.add_comm` or `Foo.«some name».1`.
    pub fn name_of(&mut self, text: &str) -> NameId {
        let mut name = Self::ANONYMOUS;
        for component in components(text) {
            name = match component {
                Component::Number(number) => self.add_name(Name::Number(name, number)),
                Component::Text(text) => {
                    let text = self.add_text(text);
                    self.add_name(Name::Text(name, text))
                }
            };
        }
        name
    }

    /// The id of a name given as text, if it was ever read.
    pub fn find_name(&self, text: &str) -> Option<NameId> {
        components(text).try_fold(Self::ANONYMOUS, |name, component| {
            let name = match component {
                Component::Number(number) => Name::Number(name, number),
                Component::Text(text) => Name::Text(name, self.texts.find(text)?),
            };
            self.names.find(&name)
        })
    }

    /// A name as it is written in Lean: with `«…»` around components that need it.
    pub fn name_text(&self, id: NameId) -> String {
        let mut names = Vec::new();
        let mut current = id;
        loop {
            let name = self.name(current);
            match name {
                Name::Anonymous => break,
                Name::Text(prefix, _) | Name::Number(prefix, _) => current = prefix,
            }
            names.push(name);
        }
        let mut text = String::new();
        for name in names.into_iter().rev() {
            if !text.is_empty() {
                text.push('.');
            }
            // Writing to a string cannot fail.
            let _ = match name {
                Name::Anonymous => Ok(()),
                Name::Number(_, number) => write!(text, "{number}"),
                Name::Text(_, component) => {
                    let component = self.text(component);
                    if is_identifier(component) {
                        write!(text, "{component}")
                    } else {
                        write!(text, "«{component}»")
                    }
                }
            };
        }
        if text.is_empty() { "[anonymous]".to_owned() } else { text }
    }

    /// The function and the arguments of an application; remarks on the way are passed over.
    pub fn unfold_apply(&self, id: ExprId) -> (ExprId, Vec<ExprId>) {
        let mut arguments = Vec::new();
        let mut current = id;
        loop {
            match self.expr(current) {
                Expr::Apply(function, argument) => {
                    arguments.push(argument);
                    current = function;
                }
                Expr::Remark(inner) => current = inner,
                _ => break,
            }
        }
        arguments.reverse();
        (current, arguments)
    }

    /// The parts of an expression.
    pub fn parts(&self, id: ExprId) -> impl Iterator<Item = ExprId> + use<> {
        let parts = match self.expr(id) {
            Expr::Bound(_) | Expr::Sort(_) | Expr::Constant(..) | Expr::Nat(_) | Expr::Text(_) => {
                [None; 3]
            }
            Expr::Apply(function, argument) => [Some(function), Some(argument), None],
            Expr::Lambda { domain, body, .. } | Expr::Pi { domain, body, .. } => {
                [Some(domain), Some(body), None]
            }
            Expr::Let { ty, value, body, .. } => [Some(ty), Some(value), Some(body)],
            Expr::Remark(inner) | Expr::Projection { value: inner, .. } => {
                [Some(inner), None, None]
            }
        };
        parts.into_iter().flatten()
    }
}

enum Component<'a> {
    Text(&'a str),
    Number(u64),
}

/// The components of a name as it is written.
fn components(text: &str) -> impl Iterator<Item = Component<'_>> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let current = rest?;
        if let Some((component, after)) =
            current.strip_prefix('«').and_then(|quoted| quoted.split_once('»'))
        {
            rest = after.strip_prefix('.');
            return Some(Component::Text(component));
        }
        let (component, after) = match current.split_once('.') {
            Some((component, after)) => (component, Some(after)),
            None => (current, None),
        };
        rest = after;
        let digits = component.starts_with(|first: char| first.is_ascii_digit());
        Some(match component.parse() {
            Ok(number) if digits => Component::Number(number),
            _ => Component::Text(component),
        })
    })
}

/// True if Lean reads `text` as one component of a name without quotes.
fn is_identifier(text: &str) -> bool {
    let letter_like = |c: char| {
        c.is_ascii_alphabetic()
            || c == '_'
            || ('\u{3b1}'..='\u{3c9}').contains(&c) && c != 'λ'
            || ('\u{391}'..='\u{3a9}').contains(&c) && c != 'Π' && c != 'Σ'
            || ('\u{3ca}'..='\u{3fb}').contains(&c)
            || ('\u{1f00}'..='\u{1ffe}').contains(&c)
            || ('\u{2100}'..='\u{214f}').contains(&c)
            || ('\u{1d49c}'..='\u{1d59f}').contains(&c)
            || ('\u{c0}'..='\u{ff}').contains(&c) && c != '×' && c != '÷'
            || ('\u{100}'..='\u{17f}').contains(&c)
    };
    let subscript = |c: char| {
        ('\u{2080}'..='\u{2089}').contains(&c)
            || ('\u{2090}'..='\u{209c}').contains(&c)
            || ('\u{1d62}'..='\u{1d6a}').contains(&c)
            || c == '\u{2c7c}'
    };
    let mut characters = text.chars();
    characters.next().is_some_and(letter_like)
        && characters
            .all(|c| letter_like(c) || subscript(c) || c.is_ascii_digit() || "'!?".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_read_alike() {
        let mut terms = Terms::default();
        for text in ["Nat.add_comm", "foo'", "a.«b c».d", "_private.Foo.0.bar", "α₁.x!", "«2a».x"]
        {
            let name = terms.name_of(text);
            assert_eq!(terms.name_text(name), text);
            assert_eq!(terms.find_name(text), Some(name));
        }
        assert_eq!(terms.find_name("Nat.mul_comm"), None);
        assert_eq!(terms.name_text(Terms::ANONYMOUS), "[anonymous]");
        assert_eq!(terms.name_of(""), Terms::ANONYMOUS);
    }

    #[test]
    fn equal_terms_have_equal_ids() {
        let mut terms = Terms::default();
        let nat = terms.name_of("Nat");
        let none = terms.add_levels(&[]);
        let nat = terms.add_expr(Expr::Constant(nat, none));
        let variable = terms.add_expr(Expr::Bound(1));
        let apply = terms.add_expr(Expr::Apply(nat, variable));
        assert_eq!(terms.add_expr(Expr::Apply(nat, variable)), apply);
        assert_ne!(terms.add_expr(Expr::Apply(variable, nat)), apply);
        assert_eq!(terms.add_nat(&[5, 0]), terms.add_nat(&[5]));
        assert_eq!(terms.nat(terms.nats.find(&[5][..]).unwrap()), [5]);
    }

    #[test]
    fn what_was_frozen_keeps_its_ids() {
        let mut terms = Terms::default();
        let nat = terms.name_of("Nat");
        let none = terms.add_levels(&[]);
        let nat = terms.add_expr(Expr::Constant(nat, none));
        terms.freeze();
        let mut other = terms.clone();
        let own = terms.add_expr(Expr::Apply(nat, nat));
        let name = terms.name_of("Nat.own");
        terms.freeze();
        let above = terms.add_expr(Expr::Apply(own, nat));
        assert_eq!(terms.add_expr(Expr::Apply(nat, nat)), own);
        assert_eq!(terms.expr(above), Expr::Apply(own, nat));
        assert_eq!(terms.find_name("Nat.own"), Some(name));
        assert_eq!(
            (terms.name_of("Nat"), terms.name_text(name)),
            (other.name_of("Nat"), "Nat.own".to_owned())
        );
        // What a clone was given later is its own.
        assert_eq!(other.find_name("Nat.own"), None);
        let variable = other.add_expr(Expr::Bound(3));
        assert_eq!((variable, other.loose_variables(variable)), (own, 4));
        assert_eq!((terms.loose_variables(own), terms.expr_count()), (0, 3));
    }

    #[test]
    fn loose_variables_are_counted_through_binders() {
        let mut terms = Terms::default();
        let inner = terms.add_expr(Expr::Bound(0));
        let outer = terms.add_expr(Expr::Bound(2));
        let body = terms.add_expr(Expr::Apply(inner, outer));
        let name = Terms::ANONYMOUS;
        let info = BinderInfo::Explicit;
        assert_eq!(terms.loose_variables(body), 3);
        let lambda = terms.add_expr(Expr::Lambda { name, info, domain: inner, body });
        assert_eq!(terms.loose_variables(lambda), 2);
    }
}
