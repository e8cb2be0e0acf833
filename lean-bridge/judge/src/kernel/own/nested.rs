//! Inductive types that occur inside of other types in their own constructors, such as trees with
//! lists of trees.
//!
//! For each such occurrence (`List Tree`) the declaration gets a further type of its own, with
//! constructors like those of the outer type. The mutual declaration that results is looked at like
//! any other; in the recursors that come of it the further types are then the occurrences again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Checker, Stop, Verdict,
    environment::{Environment, Rule},
    inductive::{Block, Made, Spec},
    term::{Arena, Ls, N, Node, T},
};

/// A block without nested occurrences, and what its further types stand for.
pub(super) struct Plain {
    pub(super) block: Block,
    /// The parameters, opened.
    params: Vec<T>,
    further: Vec<Further>,
    /// Recursors of the further types, and the names that they go by.
    recursors: FxHashMap<N, N>,
}

/// A further type.
#[derive(Clone, Debug)]
struct Further {
    /// The occurrence, parameters opened: the outer type with its own parameters.
    of: T,
    /// The outer type.
    outer: N,
    name: N,
    /// With the outer type's constructors that they stand for.
    constructors: Vec<(N, N)>,
}

impl Plain {
    /// How many further types there are.
    pub(super) fn further(&self) -> usize {
        self.further.len()
    }
}

/// What finds occurrences.
struct Search<'a> {
    environment: &'a Environment,
    levels: Ls,
    params: Vec<T>,
    own: FxHashSet<N>,
    further: Vec<Further>,
    /// Further types whose constructors have yet to be searched, with open types.
    found: Vec<Spec>,
}

impl Search<'_> {
    /// What stands for `term` if it is an occurrence.
    fn replacement(&mut self, arena: &mut Arena, term: T) -> Verdict<Option<T>> {
        let (head, arguments) = arena.spine(term);
        let Node::Const(name, levels) = arena.node(head) else { return Ok(None) };
        let Some(outer) = self.environment.inductive(name).filter(|_| !self.own.contains(&name))
        else {
            return Ok(None);
        };
        if arguments.len() < outer.params {
            return Ok(None);
        }
        let (params, rest) = arguments.split_at(outer.params);
        let own = &self.own;
        let nested = params
            .iter()
            .any(|p| arena.any(*p, |node| matches!(node, Node::Const(n, _) if own.contains(&n))));
        if !nested {
            return Ok(None);
        }
        if params.iter().any(|param| arena.loose(*param) > 0) {
            return Err(Stop::refused("a nested type depends on a field"));
        }
        let occurrence = arena.apply(head, params);
        if !self.further.iter().any(|further| further.of == occurrence) {
            for &other in &outer.all {
                self.add(arena, other, levels, params)?;
            }
        }
        let further = self.further.iter().find(|further| further.of == occurrence);
        let further = further.ok_or_else(|| Stop::refused("a nested type cannot be found"))?.name;
        let standing = arena.constant(further, self.levels);
        let standing = arena.apply(standing, &self.params);
        Ok(Some(arena.apply(standing, rest)))
    }

    fn add(&mut self, arena: &mut Arena, outer: N, levels: Ls, params: &[T]) -> Verdict<()> {
        let unknown = || Stop::refused("a nested type is incomplete");
        let declared = self.environment.find(outer).ok_or_else(unknown)?;
        let inductive = self.environment.inductive(outer).ok_or_else(unknown)?;
        let at = arena.list(levels).to_vec();
        if at.len() != declared.params.len() {
            return Err(unknown());
        }
        let open = |arena: &mut Arena, ty: T| -> Verdict<T> {
            let mut ty = arena.at_levels(ty, &declared.params, &at)?;
            for _ in params {
                let Node::Pi(_, body) = arena.node(ty) else { return Err(unknown()) };
                ty = body;
            }
            arena.instantiate(ty, params)
        };
        let number = self.further.len();
        let name = arena.hidden_name(number);
        let ty = open(arena, declared.ty)?;
        let (mut constructors, mut names) = (Vec::new(), Vec::new());
        for &constructor in &inductive.constructors {
            let ty = self.environment.find(constructor).ok_or_else(unknown)?.ty;
            let own = arena.name(name, &names.len().to_string());
            constructors.push((own, open(arena, ty)?));
            names.push((own, constructor));
        }
        let head = arena.constant(outer, levels);
        let of = arena.apply(head, params);
        self.own.insert(name);
        self.further.push(Further { of, outer, name, constructors: names });
        self.found.push(Spec { name, ty, constructors });
        Ok(())
    }
}

impl Checker {
    /// The same block without nested occurrences.
    pub(super) fn without_nested(&mut self, block: &Block) -> Verdict<Plain> {
        let first = block.types.first().ok_or_else(|| Stop::refused("a declaration is empty"))?;
        let (mut params, mut ty) = (Vec::new(), self.whnf(first.ty)?);
        while params.len() < block.params {
            let Node::Pi(domain, body) = self.arena.node(ty) else {
                return Err(Stop::refused("an inductive type has too few parameters"));
            };
            let param = self.arena.fresh(domain);
            params.push(param);
            let body = self.arena.instantiate(body, &[param])?;
            ty = self.whnf(body)?;
        }
        let levels: Vec<_> =
            block.level_params.iter().map(|name| self.arena.param(*name)).collect();
        let mut search = Search {
            environment: &self.environment,
            levels: self.arena.make_list(&levels),
            params,
            own: block.types.iter().map(|spec| spec.name).collect(),
            further: Vec::new(),
            found: Vec::new(),
        };
        let arena = &mut self.arena;
        let mut types = Vec::new();
        for spec in &block.types {
            let mut constructors = Vec::new();
            for &(name, ty) in &spec.constructors {
                let mut open = ty;
                for _ in 0..block.params {
                    let Node::Pi(_, body) = arena.node(open) else {
                        return Err(Stop::refused("a constructor has too few parameters"));
                    };
                    open = body;
                }
                let open = arena.instantiate(open, &search.params)?;
                constructors.push((name, replaced(arena, &mut search, open)?));
            }
            types.push(Spec { constructors, ..spec.clone() });
        }
        let mut done = 0;
        while let Some(spec) = search.found.get(done).cloned() {
            done += 1;
            arena.step()?;
            let mut constructors = Vec::new();
            for (name, ty) in spec.constructors {
                constructors.push((name, replaced(arena, &mut search, ty)?));
            }
            let ty = arena.pi(&search.params, spec.ty)?;
            types.push(Spec { name: spec.name, ty, constructors });
        }
        let Search { params, further, .. } = search;
        let recursor = self.arena.name(first.name, "rec");
        let mut recursors = FxHashMap::default();
        for (place, further) in further.iter().enumerate() {
            let hidden = self.arena.name(further.name, "rec");
            recursors.insert(hidden, self.arena.numbered(recursor, place + 1));
        }
        let block = Block { types, ..block.clone() };
        Ok(Plain { block, params, further, recursors })
    }

    /// A recursor of the plain block as one of the block with occurrences.
    pub(super) fn with_nested(&mut self, plain: &Plain, made: Made) -> Verdict<Made> {
        let mut known = FxHashMap::default();
        let mut made = made;
        made.ty = self.restored(plain, made.ty, &mut known)?;
        let mut rules = Vec::new();
        for rule in made.recursor.rules {
            let value = self.restored(plain, rule.value, &mut known)?;
            let constructors = plain.further.iter().flat_map(|further| &further.constructors);
            let stands_for = constructors.into_iter().find(|(own, _)| *own == rule.constructor);
            let constructor = stands_for.map_or(rule.constructor, |(_, outer)| *outer);
            rules.push(Rule { constructor, value, ..rule });
        }
        made.recursor.rules = rules;
        if let Some(further) = plain.further.iter().find(|f| f.name == made.recursor.of) {
            made.recursor.of = further.outer;
        }
        Ok(made)
    }

    fn restored(&mut self, plain: &Plain, term: T, known: &mut FxHashMap<T, T>) -> Verdict<T> {
        if let Some(&known) = known.get(&term) {
            return Ok(known);
        }
        self.arena.down()?;
        let result = match self.arena.node(term) {
            Node::App(..) | Node::Const(..) => {
                let (head, arguments) = self.arena.spine(term);
                let mut restored = Vec::new();
                for argument in arguments {
                    restored.push(self.restored(plain, argument, known)?);
                }
                if let Node::Const(name, levels) = self.arena.node(head) {
                    self.restored_constant(plain, name, levels, &restored)?
                } else {
                    let head = self.restored(plain, head, known)?;
                    self.arena.apply(head, &restored)
                }
            }
            node => {
                let node = match node {
                    Node::Lam(domain, body) => {
                        let domain = self.restored(plain, domain, known)?;
                        Node::Lam(domain, self.restored(plain, body, known)?)
                    }
                    Node::Pi(domain, body) => {
                        let domain = self.restored(plain, domain, known)?;
                        Node::Pi(domain, self.restored(plain, body, known)?)
                    }
                    Node::Let(ty, value, body) => {
                        let ty = self.restored(plain, ty, known)?;
                        let value = self.restored(plain, value, known)?;
                        Node::Let(ty, value, self.restored(plain, body, known)?)
                    }
                    Node::Proj(structure, index, of) => {
                        Node::Proj(structure, index, self.restored(plain, of, known)?)
                    }
                    leaf => leaf,
                };
                self.arena.make(node)
            }
        };
        self.arena.up();
        known.insert(term, result);
        Ok(result)
    }

    fn restored_constant(
        &mut self,
        plain: &Plain,
        name: N,
        levels: Ls,
        arguments: &[T],
    ) -> Verdict<T> {
        if let Some(&called) = plain.recursors.get(&name) {
            let recursor = self.arena.constant(called, levels);
            return Ok(self.arena.apply(recursor, arguments));
        }
        for further in &plain.further {
            let constructor = further.constructors.iter().find(|(own, _)| *own == name);
            if further.name != name && constructor.is_none() {
                continue;
            }
            if arguments.len() < plain.params.len() {
                return Err(Stop::refused("a further type stands without its parameters"));
            }
            let (params, rest) = arguments.split_at(plain.params.len());
            let occurrence = self.arena.abstract_over(further.of, &plain.params)?;
            let mut occurrence = self.arena.instantiate(occurrence, params)?;
            if let Some((_, outer)) = constructor {
                let (head, of) = self.arena.spine(occurrence);
                let Node::Const(_, levels) = self.arena.node(head) else {
                    return Err(Stop::out_of_order());
                };
                let outer = self.arena.constant(*outer, levels);
                occurrence = self.arena.apply(outer, &of);
            }
            return Ok(self.arena.apply(occurrence, rest));
        }
        let constant = self.arena.constant(name, levels);
        Ok(self.arena.apply(constant, arguments))
    }
}

/// A constructor's type, parameters opened, with all occurrences replaced, and closed again.
fn replaced(arena: &mut Arena, search: &mut Search<'_>, open: T) -> Verdict<T> {
    let ty = arena.rewrite(open, 0, &mut FxHashMap::default(), &mut |arena, term, _| {
        search.replacement(arena, term)
    })?;
    arena.pi(&search.params, ty)
}
