//! Terms of the second kernel: closed terms, opened binders, and what is done with them.
//!
//! Every equal term is stored once, so that equality is a comparison of numbers and everything that
//! walks terms can remember where it was. Names of variables and ways of passing arguments are left
//! out: they mean nothing here. A variable whose binder was opened is [`Node::Free`]; its number is
//! never used again, so that what was found out about a term stays true.

use num_bigint::BigUint;
use rustc_hash::FxHashMap;

use super::{Stop, Verdict};
use crate::kernel::terms::Name;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) struct $name(pub(super) u32);
    )*};
}

ids! {
    /// A hierarchical name.
    N;
    /// A universe level.
    L;
    /// A list of universe levels.
    Ls;
    /// A term.
    T;
    /// A natural number.
    B;
    /// A text.
    S;
}

/// A universe level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Level {
    Zero,
    Succ(L),
    Max(L, L),
    Imax(L, L),
    Param(N),
}

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// Bound so many binders outside.
    Var(u32),
    /// A variable whose binder was opened.
    Free(u32),
    Sort(L),
    Const(N, Ls),
    App(T, T),
    Lam(T, T),
    Pi(T, T),
    Let(T, T, T),
    Nat(B),
    Text(S),
    Proj(N, u32, T),
}

/// What is known of a term without looking into it.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// Binders that its bound variables need around it.
    loose: u32,
    has_free: bool,
    has_params: bool,
}

/// A table in which every equal thing is stored once.
#[derive(Debug)]
pub(super) struct Table<K> {
    items: Vec<K>,
    ids: FxHashMap<K, u32>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: FxHashMap::default() }
    }
}

impl<K: Clone + Eq + std::hash::Hash> Table<K> {
    fn add(&mut self, item: K) -> (u32, bool) {
        if let Some(&id) = self.ids.get(&item) {
            return (id, false);
        }
        // Memory ends long before the numbers do.
        let id = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.items.push(item.clone());
        self.ids.insert(item, id);
        (id, true)
    }

    fn get(&self, id: u32) -> &K {
        &self.items[id as usize]
    }

    fn truncate(&mut self, length: usize) {
        for item in self.items.drain(length..) {
            self.ids.remove(&item);
        }
    }
}

/// All terms.
#[derive(Debug)]
pub(super) struct Arena {
    names: Table<Parts>,
    levels: Table<Level>,
    lists: Table<Box<[L]>>,
    nats: Table<BigUint>,
    texts: Table<Box<str>>,
    nodes: Table<Node>,
    facts: Vec<Facts>,
    /// The types of opened variables.
    free: Vec<T>,
    /// Steps that may still be taken for the present declaration.
    pub(super) steps_left: u64,
    depth: u32,
}

/// A name by its last component.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Parts {
    Root,
    Text(N, Box<str>),
    Number(N, u64),
}

/// Depth of recursion at which the kernel gives up. The thread's stack has room for more.
const DEEPEST: u32 = 60_000;

impl Default for Arena {
    fn default() -> Self {
        let mut arena = Self {
            names: Table::default(),
            levels: Table::default(),
            lists: Table::default(),
            nats: Table::default(),
            texts: Table::default(),
            nodes: Table::default(),
            facts: Vec::new(),
            free: Vec::new(),
            steps_left: u64::MAX,
            depth: 0,
        };
        arena.names.add(Parts::Root);
        arena.levels.add(Level::Zero);
        arena
    }
}

/// Says what stands for a part of a term below so many binders; `None` to look into it.
pub(super) type Replace<'a> = dyn FnMut(&mut Arena, T, u32) -> Verdict<Option<T>> + 'a;

/// A state of the arena to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    nodes: usize,
    free: usize,
}

impl Arena {
    pub(super) const ZERO: L = L(0);
    const ROOT: N = N(0);

    pub(super) fn mark(&self) -> Mark {
        Mark { nodes: self.nodes.items.len(), free: self.free.len() }
    }

    /// Forgets the terms that were made since.
    pub(super) fn go_back(&mut self, mark: Mark) {
        self.nodes.truncate(mark.nodes);
        self.facts.truncate(mark.nodes);
        self.free.truncate(mark.free);
    }

    /// Counts a step, so that nothing goes on for ever.
    pub(super) fn step(&mut self) -> Verdict<()> {
        self.steps_left = self.steps_left.saturating_sub(1);
        if self.steps_left == 0 { Err(Stop::limit("it takes too many steps")) } else { Ok(()) }
    }

    /// Goes one level deeper in recursion; every success is followed by [`Self::up`].
    pub(super) fn down(&mut self) -> Verdict<()> {
        self.step()?;
        if self.depth >= DEEPEST {
            return Err(Stop::limit("it is nested too deeply"));
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn up(&mut self) {
        self.depth -= 1;
    }

    /// After an error, which leaves the depth as it was.
    pub(super) fn surface(&mut self) {
        self.depth = 0;
    }

    pub(super) fn name(&mut self, prefix: N, last: &str) -> N {
        N(self.names.add(Parts::Text(prefix, last.into())).0)
    }

    /// A name written with dots.
    pub(super) fn name_of(&mut self, text: &str) -> N {
        text.split('.').fold(Self::ROOT, |prefix, last| self.name(prefix, last))
    }

    /// A name that nothing else has, for what is made and thrown away again.
    pub(super) fn hidden_name(&mut self, number: usize) -> N {
        let prefix = self.name_of("_nested");
        N(self.names.add(Parts::Number(prefix, number as u64)).0)
    }

    /// The name of something that the kernel was told of.
    pub(super) fn told_name(&mut self, name: &Name, told: &[N]) -> Verdict<N> {
        let of = |prefix: usize| told.get(prefix).copied().ok_or_else(Stop::out_of_order);
        let name = match name {
            Name::Anonymous => Parts::Root,
            Name::Text(prefix, last) => Parts::Text(of(prefix.index())?, last.clone()),
            Name::Number(prefix, last) => Parts::Number(of(prefix.index())?, *last),
        };
        Ok(N(self.names.add(name).0))
    }

    /// `name` with `_number` at the end of its last component.
    pub(super) fn numbered(&mut self, name: N, number: usize) -> N {
        let numbered = match self.names.get(name.0) {
            Parts::Text(prefix, last) => Parts::Text(*prefix, format!("{last}_{number}").into()),
            Parts::Root | Parts::Number(..) => Parts::Text(name, format!("_{number}").into()),
        };
        N(self.names.add(numbered).0)
    }

    pub(super) fn show(&self, name: N) -> String {
        let (prefix, last) = match self.names.get(name.0) {
            Parts::Root => return String::new(),
            Parts::Text(prefix, last) => (*prefix, last.to_string()),
            Parts::Number(prefix, last) => (*prefix, last.to_string()),
        };
        let prefix = self.show(prefix);
        if prefix.is_empty() { last } else { format!("{prefix}.{last}") }
    }

    pub(super) fn level(&self, level: L) -> Level {
        *self.levels.get(level.0)
    }

    pub(super) fn make_level(&mut self, level: Level) -> L {
        L(self.levels.add(level).0)
    }

    pub(super) fn list(&self, list: Ls) -> &[L] {
        self.lists.get(list.0)
    }

    pub(super) fn make_list(&mut self, levels: &[L]) -> Ls {
        Ls(self.lists.add(levels.into()).0)
    }

    pub(super) fn nat(&self, number: B) -> &BigUint {
        self.nats.get(number.0)
    }

    pub(super) fn number(&mut self, number: BigUint) -> T {
        let number = B(self.nats.add(number).0);
        self.make(Node::Nat(number))
    }

    pub(super) fn text(&self, text: S) -> &str {
        self.texts.get(text.0)
    }

    pub(super) fn make_text(&mut self, text: &str) -> T {
        let text = S(self.texts.add(text.into()).0);
        self.make(Node::Text(text))
    }

    pub(super) fn node(&self, term: T) -> Node {
        *self.nodes.get(term.0)
    }

    pub(super) fn make(&mut self, node: Node) -> T {
        let (id, is_new) = self.nodes.add(node);
        if is_new {
            let facts = self.facts_of(node);
            self.facts.push(facts);
        }
        T(id)
    }

    fn facts_of(&self, node: Node) -> Facts {
        let closed = Facts { loose: 0, has_free: false, has_params: false };
        let of = |term: T| self.facts[term.0 as usize];
        let both = |a: Facts, b: Facts| Facts {
            loose: a.loose.max(b.loose),
            has_free: a.has_free || b.has_free,
            has_params: a.has_params || b.has_params,
        };
        let under = |body: T| Facts { loose: of(body).loose.saturating_sub(1), ..of(body) };
        match node {
            Node::Var(index) => Facts { loose: index.saturating_add(1), ..closed },
            Node::Free(_) => Facts { has_free: true, ..closed },
            Node::Sort(level) => Facts { has_params: self.level_has_params(level), ..closed },
            Node::Const(_, levels) => Facts {
                has_params: self.list(levels).iter().any(|&level| self.level_has_params(level)),
                ..closed
            },
            Node::App(function, argument) => both(of(function), of(argument)),
            Node::Lam(domain, body) | Node::Pi(domain, body) => both(of(domain), under(body)),
            Node::Let(ty, value, body) => both(both(of(ty), of(value)), under(body)),
            Node::Nat(_) | Node::Text(_) => closed,
            Node::Proj(_, _, of_what) => of(of_what),
        }
    }

    fn level_has_params(&self, level: L) -> bool {
        // Levels are small; one that is not costs time here and is counted nowhere else.
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![level];
        while let Some(level) = stack.pop() {
            if !seen.insert(level) {
                continue;
            }
            match self.level(level) {
                Level::Zero => {}
                Level::Param(_) => return true,
                Level::Succ(of) => stack.push(of),
                Level::Max(a, b) | Level::Imax(a, b) => stack.extend([a, b]),
            }
        }
        false
    }

    pub(super) fn loose(&self, term: T) -> u32 {
        self.facts[term.0 as usize].loose
    }

    pub(super) fn has_free(&self, term: T) -> bool {
        self.facts[term.0 as usize].has_free
    }

    pub(super) fn has_params(&self, term: T) -> bool {
        self.facts[term.0 as usize].has_params
    }

    /// A new variable of this type.
    pub(super) fn fresh(&mut self, ty: T) -> T {
        // As above: memory ends first.
        let id = u32::try_from(self.free.len()).unwrap_or(u32::MAX);
        self.free.push(ty);
        self.make(Node::Free(id))
    }

    pub(super) fn type_of_free(&self, id: u32) -> T {
        self.free[id as usize]
    }

    pub(super) fn sort(&mut self, level: L) -> T {
        self.make(Node::Sort(level))
    }

    pub(super) fn constant(&mut self, name: N, levels: Ls) -> T {
        self.make(Node::Const(name, levels))
    }

    pub(super) fn app(&mut self, function: T, argument: T) -> T {
        self.make(Node::App(function, argument))
    }

    pub(super) fn apply(&mut self, function: T, arguments: &[T]) -> T {
        arguments.iter().fold(function, |function, argument| self.app(function, *argument))
    }

    /// Function and arguments.
    pub(super) fn spine(&self, term: T) -> (T, Vec<T>) {
        let (mut head, mut arguments) = (term, Vec::new());
        while let Node::App(function, argument) = self.node(head) {
            arguments.push(argument);
            head = function;
        }
        arguments.reverse();
        (head, arguments)
    }

    pub(super) fn head(&self, term: T) -> T {
        let mut head = term;
        while let Node::App(function, _) = self.node(head) {
            head = function;
        }
        head
    }

    /// `body` with its outermost loose variables replaced, the last of `by` for the innermost.
    /// Loose variables of `by` mean what is around all of `body`.
    pub(super) fn instantiate(&mut self, body: T, by: &[T]) -> Verdict<T> {
        if self.loose(body) == 0 || by.is_empty() {
            return Ok(body);
        }
        let count = u32::try_from(by.len()).unwrap_or(u32::MAX);
        self.rewrite(body, 0, &mut FxHashMap::default(), &mut |arena, term, offset| {
            if arena.loose(term) <= offset {
                return Ok(Some(term));
            }
            let Node::Var(index) = arena.node(term) else { return Ok(None) };
            let from_inside = index - offset;
            Ok(Some(if from_inside < count {
                arena.lift(by[(count - 1 - from_inside) as usize], offset)?
            } else {
                arena.make(Node::Var(index - count))
            }))
        })
    }

    /// `term` as it reads below so many further binders.
    fn lift(&mut self, term: T, by: u32) -> Verdict<T> {
        if self.loose(term) == 0 || by == 0 {
            return Ok(term);
        }
        self.rewrite(term, 0, &mut FxHashMap::default(), &mut |arena, term, offset| {
            if arena.loose(term) <= offset {
                return Ok(Some(term));
            }
            Ok(match arena.node(term) {
                Node::Var(index) => Some(arena.make(Node::Var(index.saturating_add(by)))),
                _ => None,
            })
        })
    }

    /// `term` with the variables `free` bound again, the last one innermost.
    pub(super) fn abstract_over(&mut self, term: T, free: &[T]) -> Verdict<T> {
        if !self.has_free(term) || free.is_empty() {
            return Ok(term);
        }
        let places: FxHashMap<T, u32> = free.iter().rev().copied().zip(0..).collect();
        self.rewrite(term, 0, &mut FxHashMap::default(), &mut |arena, term, offset| {
            if !arena.has_free(term) {
                return Ok(Some(term));
            }
            Ok(match arena.node(term) {
                Node::Free(_) => Some(match places.get(&term) {
                    Some(place) => arena.make(Node::Var(offset.saturating_add(*place))),
                    None => term,
                }),
                _ => None,
            })
        })
    }

    /// `Π free, body`.
    pub(super) fn pi(&mut self, free: &[T], body: T) -> Verdict<T> {
        self.bind(free, body, Node::Pi)
    }

    /// `λ free, body`.
    pub(super) fn lambda(&mut self, free: &[T], body: T) -> Verdict<T> {
        self.bind(free, body, Node::Lam)
    }

    fn bind(&mut self, free: &[T], body: T, make: fn(T, T) -> Node) -> Verdict<T> {
        let mut result = self.abstract_over(body, free)?;
        for (at, variable) in free.iter().enumerate().rev() {
            let Node::Free(id) = self.node(*variable) else { return Err(Stop::out_of_order()) };
            let domain = self.type_of_free(id);
            let domain = self.abstract_over(domain, &free[..at])?;
            result = self.make(make(domain, result));
        }
        Ok(result)
    }

    /// `term` at other universe levels.
    pub(super) fn at_levels(&mut self, term: T, params: &[N], levels: &[L]) -> Verdict<T> {
        if !self.has_params(term) || params.is_empty() {
            return Ok(term);
        }
        self.rewrite(term, 0, &mut FxHashMap::default(), &mut |arena, term, _| {
            if !arena.has_params(term) {
                return Ok(Some(term));
            }
            Ok(match arena.node(term) {
                Node::Sort(level) => {
                    let level = arena.substitute(level, params, levels)?;
                    Some(arena.sort(level))
                }
                Node::Const(name, of) => {
                    let of = arena.list(of).to_vec();
                    let of: Vec<L> = of
                        .into_iter()
                        .map(|level| arena.substitute(level, params, levels))
                        .collect::<Verdict<_>>()?;
                    let of = arena.make_list(&of);
                    Some(arena.constant(name, of))
                }
                _ => None,
            })
        })
    }

    /// `term` with parts replaced by what `replace` says, outermost first. It is told how many
    /// binders lie around a part, and its answer may depend on that.
    pub(super) fn rewrite(
        &mut self,
        term: T,
        offset: u32,
        known: &mut FxHashMap<(T, u32), T>,
        replace: &mut Replace<'_>,
    ) -> Verdict<T> {
        if let Some(&known) = known.get(&(term, offset)) {
            return Ok(known);
        }
        self.down()?;
        let result = if let Some(replaced) = replace(self, term, offset)? {
            replaced
        } else {
            let mut part =
                |arena: &mut Self, part, offset| arena.rewrite(part, offset, known, replace);
            let node = match self.node(term) {
                Node::App(function, argument) => {
                    Node::App(part(self, function, offset)?, part(self, argument, offset)?)
                }
                Node::Lam(domain, body) => {
                    Node::Lam(part(self, domain, offset)?, part(self, body, offset + 1)?)
                }
                Node::Pi(domain, body) => {
                    Node::Pi(part(self, domain, offset)?, part(self, body, offset + 1)?)
                }
                Node::Let(ty, value, body) => Node::Let(
                    part(self, ty, offset)?,
                    part(self, value, offset)?,
                    part(self, body, offset + 1)?,
                ),
                Node::Proj(structure, index, of) => {
                    Node::Proj(structure, index, part(self, of, offset)?)
                }
                leaf => leaf,
            };
            self.make(node)
        };
        self.up();
        known.insert((term, offset), result);
        Ok(result)
    }

    /// Whether some part of `term` is as `is` says.
    pub(super) fn any(&self, term: T, is: impl Fn(Node) -> bool) -> bool {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![term];
        while let Some(term) = stack.pop() {
            if !seen.insert(term) {
                continue;
            }
            let node = self.node(term);
            if is(node) {
                return true;
            }
            match node {
                Node::App(a, b) | Node::Lam(a, b) | Node::Pi(a, b) => stack.extend([a, b]),
                Node::Let(a, b, c) => stack.extend([a, b, c]),
                Node::Proj(_, _, a) => stack.push(a),
                _ => {}
            }
        }
        false
    }
}
