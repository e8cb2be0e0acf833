//! Inductive types: what may be declared, and the recursors that come of it.
//!
//! The rules are those of P. Dybjer, *Inductive Families* (1994), with parameters, mutual types and
//! Lean's universes: a constructor takes its own types in strictly positive places only, its fields
//! fit into the type's universe, and a proposition is taken apart into propositions unless at most
//! one value can have been put in.

use std::rc::Rc;

use super::{
    Checker, Stop, Verdict,
    environment::{Constructor, Declared, Inductive, Kind, Recursor, Rule},
    term::{Arena, L, Ls, N, Node, T},
};

/// Types that are declared together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) level_params: Rc<[N]>,
    pub(super) params: usize,
    pub(super) types: Vec<Spec>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) name: N,
    pub(super) ty: T,
    pub(super) constructors: Vec<(N, T)>,
}

/// A recursor that was made.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) level_params: Vec<N>,
    pub(super) ty: T,
    pub(super) recursor: Recursor,
}

/// What is known of a block while it is looked at.
struct Look<'a> {
    block: &'a Block,
    levels: Ls,
    /// The parameters, opened.
    params: Vec<T>,
    /// How many indices each type has.
    indices: Vec<usize>,
    /// The universe of all.
    level: L,
    is_proposition: bool,
}

/// A constructor, opened.
struct Opened {
    name: N,
    fields: Vec<T>,
    /// Indices of the type that it makes.
    indices: Vec<T>,
}

/// A field that holds values of one of the types, below functions of `arguments`.
struct Recursive {
    arguments: Vec<T>,
    which: usize,
    indices: Vec<T>,
}

impl Checker {
    /// Declares the types and constructors of a block, and returns the recursors, one for each type.
    /// `level` is what their universe parameter is to be called, if they have one.
    pub(super) fn declare_block(&mut self, block: &Block, level: N) -> Verdict<Vec<Made>> {
        self.params = block.level_params.to_vec();
        let look = self.look_at_types(block)?;
        let recursive = self.block_is_recursive(block);
        for (spec, indices) in block.types.iter().zip(&look.indices) {
            let kind = Kind::Inductive(Rc::new(Inductive {
                params: block.params,
                indices: *indices,
                all: block.types.iter().map(|spec| spec.name).collect(),
                constructors: spec.constructors.iter().map(|(name, _)| *name).collect(),
                recursive,
            }));
            let params = Rc::clone(&block.level_params);
            self.environment.add(spec.name, Declared { params, ty: spec.ty, kind })?;
        }
        let mut opened = Vec::new();
        for which in 0..block.types.len() {
            opened.push(self.look_at_constructors(&look, which)?);
        }
        for (spec, opened) in block.types.iter().zip(&opened) {
            for ((name, ty), opened) in spec.constructors.iter().zip(opened) {
                let made = Constructor {
                    of: spec.name,
                    params: block.params,
                    fields: opened.fields.len(),
                };
                let params = Rc::clone(&block.level_params);
                let kind = Kind::Constructor(made);
                self.environment.add(*name, Declared { params, ty: *ty, kind })?;
            }
        }
        let large = self.eliminates_into_all(&look, &opened)?;
        self.make_recursors(&look, &opened, large.then_some(level))
    }

    fn look_at_types<'a>(&mut self, block: &'a Block) -> Verdict<Look<'a>> {
        let levels: Vec<L> =
            block.level_params.iter().map(|name| self.arena.param(*name)).collect();
        let mut look = Look {
            block,
            levels: self.arena.make_list(&levels),
            params: Vec::new(),
            indices: Vec::new(),
            level: Arena::ZERO,
            is_proposition: false,
        };
        for (place, spec) in block.types.iter().enumerate() {
            self.check_sort(spec.ty)?;
            let (mut ty, mut params, mut indices) = (self.whnf(spec.ty)?, 0, 0);
            while let Node::Pi(domain, body) = self.arena.node(ty) {
                let variable = if params < block.params {
                    if place == 0 {
                        look.params.push(self.open(domain));
                    } else {
                        self.same_parameter(&look, params, domain)?;
                    }
                    params += 1;
                    look.params[params - 1]
                } else {
                    indices += 1;
                    self.open(domain)
                };
                let body = self.arena.instantiate(body, &[variable])?;
                ty = self.whnf(body)?;
            }
            let Node::Sort(level) = self.arena.node(ty) else {
                return Err(Stop::refused("an inductive type is no type"));
            };
            if params < block.params {
                return Err(Stop::refused("an inductive type has too few parameters"));
            }
            if place == 0 {
                look.level = level;
            } else if !self.arena.same_level(level, look.level)? {
                return Err(Stop::refused("types of one declaration lie in different universes"));
            }
            look.indices.push(indices);
        }
        look.is_proposition = self.arena.is_zero(look.level)?;
        Ok(look)
    }

    /// A variable of this type. Lean marks the types of parameters and fields (`outParam α`,
    /// `optParam α a`, …), which means nothing, and leaves the marks out of recursors.
    fn open(&mut self, ty: T) -> T {
        let mut ty = ty;
        loop {
            let (head, arguments) = self.arena.spine(ty);
            match self.arena.node(head) {
                Node::Const(name, _) if self.is_mark(name, arguments.len()) => ty = arguments[0],
                _ => return self.arena.fresh(ty),
            }
        }
    }

    /// Whether `name` is such a mark: a function of so many arguments that gives the first back.
    fn is_mark(&mut self, name: N, arguments: usize) -> bool {
        let known = [("outParam", 1), ("semiOutParam", 1), ("optParam", 2), ("autoParam", 2)];
        let known = known
            .into_iter()
            .any(|(mark, takes)| takes == arguments && self.arena.name_of(mark) == name);
        let found = if known { self.environment.find(name) } else { None };
        let Some(Kind::Definition { value, .. }) = found.map(|found| found.kind.clone()) else {
            return false;
        };
        let mut body = value;
        for _ in 0..arguments {
            let Node::Lam(_, inner) = self.arena.node(body) else { return false };
            body = inner;
        }
        matches!(self.arena.node(body), Node::Var(place) if place as usize + 1 == arguments)
    }

    fn same_parameter(&mut self, look: &Look<'_>, place: usize, domain: T) -> Verdict<()> {
        let wanted = self.infer(look.params[place])?;
        if self.equal(wanted, domain)? {
            Ok(())
        } else {
            Err(Stop::refused("parameters of one declaration differ"))
        }
    }

    /// Whether a constructor takes values of the block's types, in whatever form.
    pub(super) fn block_is_recursive(&self, block: &Block) -> bool {
        block.types.iter().flat_map(|spec| &spec.constructors).any(|(_, ty)| {
            let mut ty = *ty;
            while let Node::Pi(domain, body) = self.arena.node(ty) {
                if self.mentions(block, domain) {
                    return true;
                }
                ty = body;
            }
            false
        })
    }

    fn mentions(&self, block: &Block, term: T) -> bool {
        self.arena.any(term, |node| {
            matches!(node, Node::Const(name, _) if block.types.iter().any(|spec| spec.name == name))
        })
    }

    fn look_at_constructors(&mut self, look: &Look<'_>, which: usize) -> Verdict<Vec<Opened>> {
        let mut opened = Vec::new();
        for &(name, ty) in &look.block.types[which].constructors {
            self.check_sort(ty)?;
            let mut ty = ty;
            for (place, param) in look.params.iter().enumerate() {
                let Node::Pi(domain, body) = self.arena.node(ty) else {
                    return Err(Stop::refused("a constructor has too few parameters"));
                };
                self.same_parameter(look, place, domain)?;
                ty = self.arena.instantiate(body, &[*param])?;
            }
            let mut fields = Vec::new();
            while let Node::Pi(domain, body) = self.arena.node(ty) {
                let level = self.check_sort(domain)?;
                if !look.is_proposition && !self.arena.at_most(level, look.level)? {
                    return Err(Stop::refused("a field is too large for its type's universe"));
                }
                self.is_positive(look, domain)?;
                let field = self.open(domain);
                fields.push(field);
                ty = self.arena.instantiate(body, &[field])?;
            }
            let Some((made, indices)) = self.own_type(look, ty)? else {
                return Err(Stop::refused("a constructor makes something else"));
            };
            if made != which {
                return Err(Stop::refused("a constructor makes another type"));
            }
            opened.push(Opened { name, fields, indices });
        }
        Ok(opened)
    }

    /// Which of the block's types `ty` is, applied to the parameters and these indices.
    fn own_type(&mut self, look: &Look<'_>, ty: T) -> Verdict<Option<(usize, Vec<T>)>> {
        let (head, arguments) = self.arena.spine(ty);
        let Node::Const(name, levels) = self.arena.node(head) else { return Ok(None) };
        let Some(which) = look.block.types.iter().position(|spec| spec.name == name) else {
            return Ok(None);
        };
        let params = look.params.len();
        if levels != look.levels || arguments.len() != params + look.indices[which] {
            return Ok(None);
        }
        for (given, wanted) in arguments.iter().zip(&look.params) {
            if !self.equal(*given, *wanted)? {
                return Ok(None);
            }
        }
        let indices = arguments[params..].to_vec();
        let plain = !indices.iter().any(|index| self.mentions(look.block, *index));
        Ok(plain.then_some((which, indices)))
    }

    /// Strictly: the types may be what a field's functions end in, and nothing else.
    fn is_positive(&mut self, look: &Look<'_>, field: T) -> Verdict<()> {
        let mut ty = self.whnf(field)?;
        while self.mentions(look.block, ty) {
            let Node::Pi(domain, body) = self.arena.node(ty) else {
                return match self.own_type(look, ty)? {
                    Some(_) => Ok(()),
                    None => {
                        Err(Stop::refused("a type occurs in its own constructor as it must not"))
                    }
                };
            };
            if self.mentions(look.block, domain) {
                return Err(Stop::refused("a type occurs to the left of an arrow of its own"));
            }
            let variable = self.open(domain);
            let body = self.arena.instantiate(body, &[variable])?;
            ty = self.whnf(body)?;
        }
        Ok(())
    }

    /// Whether values may be taken apart into any universe.
    fn eliminates_into_all(&mut self, look: &Look<'_>, opened: &[Vec<Opened>]) -> Verdict<bool> {
        if self.arena.is_never_zero(look.level)? {
            return Ok(true);
        }
        let [constructors] = opened else { return Ok(false) };
        let only = match &constructors[..] {
            [] => return Ok(true),
            [only] => only,
            _ => return Ok(false),
        };
        for field in &only.fields {
            let ty = self.infer(*field)?;
            if !self.is_proposition(ty)? && !only.indices.contains(field) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// If a field holds values of the block's types: how.
    fn recursive(&mut self, look: &Look<'_>, field: T) -> Verdict<Option<Recursive>> {
        let mut arguments = Vec::new();
        let ty = self.infer(field)?;
        let mut ty = self.whnf(ty)?;
        while let Node::Pi(domain, body) = self.arena.node(ty) {
            let argument = self.open(domain);
            arguments.push(argument);
            let body = self.arena.instantiate(body, &[argument])?;
            ty = self.whnf(body)?;
        }
        let own = self.own_type(look, ty)?;
        Ok(own.map(|(which, indices)| Recursive { arguments, which, indices }))
    }

    fn make_recursors(
        &mut self,
        look: &Look<'_>,
        opened: &[Vec<Opened>],
        large: Option<N>,
    ) -> Verdict<Vec<Made>> {
        let block = look.block;
        let level = large.map_or(Arena::ZERO, |name| self.arena.param(name));
        let level_params: Vec<N> =
            large.into_iter().chain(block.level_params.iter().copied()).collect();
        let levels: Vec<L> = level_params.iter().map(|name| self.arena.param(*name)).collect();
        let levels = self.arena.make_list(&levels);
        let own: Vec<T> = block
            .types
            .iter()
            .map(|spec| {
                let own = self.arena.constant(spec.name, look.levels);
                self.arena.apply(own, &look.params)
            })
            .collect();

        // For each type its indices, a value of it, and the motive.
        let (mut majors, mut motives) = (Vec::new(), Vec::new());
        for (spec, own) in block.types.iter().zip(&own) {
            let mut ty = self.whnf(spec.ty)?;
            let mut variables = Vec::new();
            let mut place = 0;
            while let Node::Pi(domain, body) = self.arena.node(ty) {
                let variable = if let Some(param) = look.params.get(place) {
                    *param
                } else {
                    let variable = self.open(domain);
                    variables.push(variable);
                    variable
                };
                place += 1;
                let body = self.arena.instantiate(body, &[variable])?;
                ty = self.whnf(body)?;
            }
            let value = self.arena.apply(*own, &variables);
            variables.push(self.arena.fresh(value));
            let sort = self.arena.sort(level);
            let motive = self.arena.pi(&variables, sort)?;
            motives.push(self.arena.fresh(motive));
            majors.push(variables);
        }

        let mut minors = Vec::new();
        let mut recursives = Vec::new();
        for (which, constructors) in opened.iter().enumerate() {
            for constructor in constructors {
                let (minor, recursive) = self.minor(look, constructor, which, &motives)?;
                minors.push(self.arena.fresh(minor));
                recursives.push(recursive);
            }
        }

        let common = [&look.params[..], &motives, &minors].concat();
        let recursors: Vec<T> = block
            .types
            .iter()
            .map(|spec| {
                let name = self.arena.name(spec.name, "rec");
                let recursor = self.arena.constant(name, levels);
                self.arena.apply(recursor, &common)
            })
            .collect();
        let mut made = Vec::new();
        let mut place = 0;
        for (which, constructors) in opened.iter().enumerate() {
            let mut rules = Vec::new();
            for constructor in constructors {
                let mut value = self.arena.apply(minors[place], &constructor.fields);
                for (field, of) in &recursives[place] {
                    let smaller = self.arena.apply(*field, &of.arguments);
                    let step = self.arena.apply(recursors[of.which], &of.indices);
                    let step = self.arena.app(step, smaller);
                    let step = self.arena.lambda(&of.arguments, step)?;
                    value = self.arena.app(value, step);
                }
                let variables = [&common[..], &constructor.fields].concat();
                rules.push(Rule {
                    constructor: constructor.name,
                    fields: constructor.fields.len(),
                    value: self.arena.lambda(&variables, value)?,
                });
                place += 1;
            }
            let result = self.arena.apply(motives[which], &majors[which]);
            let ty = self.arena.pi(&[&common[..], &majors[which]].concat(), result)?;
            let k = look.is_proposition
                && matches!(opened, [constructors] if matches!(&constructors[..],
                    [only] if only.fields.is_empty()));
            made.push(Made {
                level_params: level_params.clone(),
                ty,
                recursor: Recursor {
                    of: block.types[which].name,
                    params: block.params,
                    indices: look.indices[which],
                    motives: motives.len(),
                    minors: minors.len(),
                    rules,
                    k,
                },
            });
        }
        Ok(made)
    }

    /// What must be given for one constructor, and its fields that hold values of the types.
    fn minor(
        &mut self,
        look: &Look<'_>,
        constructor: &Opened,
        which: usize,
        motives: &[T],
    ) -> Verdict<(T, Vec<(T, Recursive)>)> {
        let (mut variables, mut recursives) = (constructor.fields.clone(), Vec::new());
        for field in &constructor.fields {
            let Some(of) = self.recursive(look, *field)? else { continue };
            let smaller = self.arena.apply(*field, &of.arguments);
            let claim = self.arena.apply(motives[of.which], &of.indices);
            let claim = self.arena.app(claim, smaller);
            let claim = self.arena.pi(&of.arguments, claim)?;
            variables.push(self.arena.fresh(claim));
            recursives.push((*field, of));
        }
        let made = self.arena.constant(constructor.name, look.levels);
        let made = self.arena.apply(made, &look.params);
        let made = self.arena.apply(made, &constructor.fields);
        let result = self.arena.apply(motives[which], &constructor.indices);
        let result = self.arena.app(result, made);
        Ok((self.arena.pi(&variables, result)?, recursives))
    }
}
