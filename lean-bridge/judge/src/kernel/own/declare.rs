//! Adding declarations: each kind with what must hold for it.

use std::rc::Rc;

use super::{
    Checker, Stop, Told, Verdict,
    environment::{Constructor, Declared, Inductive, Kind, QuotientKind, Recursor, Rule},
    inductive::{Block, Made, Spec},
    term::{L, N, Node, T},
};
use crate::kernel::terms::{self, Hints, Safety};

impl Checker {
    /// Adds one declaration: a constant alone, a block of inductive types with all that belongs to
    /// it, or the quotient.
    pub(super) fn add(&mut self, members: &[Told<'_>], checked: bool) -> Verdict<()> {
        for member in members {
            let mut params = member.level_params.to_vec();
            params.sort_unstable();
            params.dedup();
            if params.len() != member.level_params.len() {
                return Err(Stop::refused("a universe parameter is named twice"));
            }
            if self.arena.loose(member.ty) > 0 {
                return Err(Stop::refused("a variable is bound nowhere"));
            }
        }
        if !checked {
            return members.iter().try_for_each(|member| {
                let kind = self.as_told(member);
                self.put(member, kind)?;
                self.learn_operation(member.name, false)
            });
        }
        match (&members[0].is.kind, members) {
            (terms::Kind::Inductive(_), _) => self.add_block(members),
            (terms::Kind::Quotient { .. }, _) => self.add_quotient(members),
            (_, [member]) => self.add_alone(member),
            _ => Err(Stop::refused("constants are declared together that cannot be")),
        }
    }

    fn put(&mut self, member: &Told<'_>, kind: Kind) -> Verdict<()> {
        let params = Rc::clone(&member.level_params);
        self.environment.add(member.name, Declared { params, ty: member.ty, kind })
    }

    fn add_alone(&mut self, member: &Told<'_>) -> Verdict<()> {
        self.params = member.level_params.to_vec();
        let level = self.check_sort(member.ty)?;
        match &member.is.kind {
            terms::Kind::Axiom { is_unsafe: false }
            | terms::Kind::Definition { safety: Safety::Safe, .. }
            | terms::Kind::Opaque { is_unsafe: false, .. } => {}
            terms::Kind::Theorem { .. } => {
                if !self.arena.is_zero(level)? {
                    return Err(Stop::refused("a theorem's type is not a proposition"));
                }
            }
            other => {
                return Err(Stop::refused(format!("a {} cannot be declared so", other.word())));
            }
        }
        if let Some(value) = member.value {
            if self.arena.loose(value) > 0 {
                return Err(Stop::refused("a variable is bound nowhere"));
            }
            let given = self.check(value)?;
            if !self.equal(given, member.ty)? {
                return Err(Stop::refused("the value's type is not the declared one"));
            }
        }
        let kind = self.as_told(member);
        self.put(member, kind)?;
        self.learn_operation(member.name, true)
    }

    /// A constant as it was told.
    fn as_told(&self, member: &Told<'_>) -> Kind {
        let names = |names: &[terms::NameId]| names.iter().map(|name| self.told(*name)).collect();
        match &member.is.kind {
            terms::Kind::Axiom { .. } => Kind::Axiom,
            terms::Kind::Definition { hints, .. } => Kind::Definition {
                // Only told with a value.
                value: member.value.unwrap_or(member.ty),
                rank: match hints {
                    Hints::Opaque => 0,
                    Hints::Regular(height) => 1 + u64::from(*height),
                    Hints::Abbreviation => u64::MAX,
                },
            },
            terms::Kind::Theorem { .. } => {
                Kind::Theorem { value: member.value.unwrap_or(member.ty) }
            }
            terms::Kind::Opaque { .. } => Kind::Opaque,
            terms::Kind::Quotient { kind } => Kind::Quotient(*kind),
            terms::Kind::Inductive(told) => Kind::Inductive(Rc::new(Inductive {
                params: told.params as usize,
                indices: told.indices as usize,
                all: names(&told.all),
                constructors: names(&told.constructors),
                recursive: told.is_recursive,
            })),
            terms::Kind::Constructor { inductive, params, fields, .. } => {
                Kind::Constructor(Constructor {
                    of: self.told(*inductive),
                    params: *params as usize,
                    fields: *fields as usize,
                })
            }
            terms::Kind::Recursor(told) => {
                let mut recursor = Recursor {
                    of: self.told(told.all.first().copied().unwrap_or(member.is.name)),
                    params: told.params as usize,
                    indices: told.indices as usize,
                    motives: told.motives as usize,
                    minors: told.minors as usize,
                    rules: told
                        .rules
                        .iter()
                        .zip(&member.rules)
                        .map(|(rule, value)| Rule {
                            constructor: self.told(rule.constructor),
                            fields: rule.fields as usize,
                            value: *value,
                        })
                        .collect(),
                    k: told.k,
                };
                let mut ty = member.ty;
                for _ in 0..recursor.major() {
                    if let Node::Pi(_, body) = self.arena.node(ty) {
                        ty = body;
                    }
                }
                if let Node::Pi(domain, _) = self.arena.node(ty)
                    && let Node::Const(of, _) = self.arena.node(self.arena.head(domain))
                {
                    recursor.of = of;
                }
                Kind::Recursor(Rc::new(recursor))
            }
        }
    }

    fn add_block(&mut self, members: &[Told<'_>]) -> Verdict<()> {
        let incomplete = || Stop::refused("an inductive declaration is incomplete");
        let find = |name: N| members.iter().find(|member| member.name == name);
        let terms::Kind::Inductive(first) = &members[0].is.kind else { return Err(incomplete()) };
        let mut types = Vec::new();
        for name in &first.all {
            let name = self.told(*name);
            let member = find(name).ok_or_else(incomplete)?;
            let Kind::Inductive(told) = self.as_told(member) else { return Err(incomplete()) };
            if member.level_params != members[0].level_params {
                return Err(Stop::refused("types of one declaration have different universes"));
            }
            let mut constructors = Vec::new();
            for &constructor in &told.constructors {
                constructors.push((constructor, find(constructor).ok_or_else(incomplete)?.ty));
            }
            types.push(Spec { name, ty: member.ty, constructors });
        }
        let block = Block {
            level_params: Rc::clone(&members[0].level_params),
            params: first.params as usize,
            types,
        };
        let is_unsafe = members.iter().any(|member| match &member.is.kind {
            terms::Kind::Inductive(told) => told.is_unsafe,
            terms::Kind::Constructor { is_unsafe, .. } => *is_unsafe,
            terms::Kind::Recursor(told) => told.is_unsafe,
            _ => true,
        });
        if is_unsafe {
            return Err(Stop::refused("an inductive declaration is unsafe"));
        }
        // A recursor's own universe parameter may have any name.
        let own_level = members.iter().find_map(|member| match member.is.kind {
            terms::Kind::Recursor(_) => {
                let own = member.level_params.first().copied();
                own.filter(|own| !block.level_params.contains(own))
            }
            _ => None,
        });
        let own_level = own_level.unwrap_or_else(|| self.arena.hidden_name(0));

        let plain = self.without_nested(&block)?;
        let mut made = self.declare_block(&plain.block, own_level)?;
        if plain.further() > 0 {
            for spec in &plain.block.types {
                self.environment.remove(spec.name);
                for (name, _) in &spec.constructors {
                    self.environment.remove(*name);
                }
            }
            self.forget();
            for spec in &block.types {
                for name in std::iter::once(spec.name)
                    .chain(spec.constructors.iter().map(|(name, _)| *name))
                {
                    let member = find(name).ok_or_else(incomplete)?;
                    let kind = self.as_told(member);
                    self.put(member, kind)?;
                }
            }
            let mut restored = Vec::new();
            for recursor in made {
                restored.push(self.with_nested(&plain, recursor)?);
            }
            made = restored;
        }
        self.compare_types(&block, members, &made, plain.further())?;
        self.add_recursors(&block, members, &made)
    }

    /// What is told of types and constructors must be what was found out.
    fn compare_types(
        &mut self,
        block: &Block,
        members: &[Told<'_>],
        made: &[Made],
        further: usize,
    ) -> Verdict<()> {
        let differs =
            |what: &str| Stop::refused(format!("{what} does not match what the kernel derives"));
        let recursive = self.block_is_recursive(block);
        for member in members {
            match &member.is.kind {
                terms::Kind::Inductive(told) => {
                    let place = block.types.iter().position(|spec| spec.name == member.name);
                    let place = place.ok_or_else(|| differs("a type"))?;
                    if told.params as usize != block.params
                        || told.indices as usize != made[place].recursor.indices
                        || told.all.len() != block.types.len()
                        || !told.all.iter().zip(&block.types).all(|(n, s)| self.told(*n) == s.name)
                        || told.nested as usize != further
                        || told.is_recursive != recursive
                    {
                        return Err(differs("a type"));
                    }
                }
                terms::Kind::Constructor { inductive, index, params, fields, .. } => {
                    let of = self.told(*inductive);
                    let place = block.types.iter().position(|spec| spec.name == of);
                    let place = place.ok_or_else(|| differs("a constructor"))?;
                    let place_there = block.types[place]
                        .constructors
                        .iter()
                        .position(|(name, _)| *name == member.name);
                    let rule = made[place].recursor.rules.get(*index as usize);
                    if place_there != Some(*index as usize)
                        || *params as usize != block.params
                        || rule.is_none_or(|rule| rule.fields != *fields as usize)
                        || member.level_params != block.level_params
                    {
                        return Err(differs("a constructor"));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add_recursors(&mut self, block: &Block, members: &[Told<'_>], made: &[Made]) -> Verdict<()> {
        let first = self.arena.name(block.types[0].name, "rec");
        let mut left = members
            .iter()
            .filter(|member| matches!(member.is.kind, terms::Kind::Recursor(_)))
            .count();
        let mut added = Vec::new();
        for (place, made) in made.iter().enumerate() {
            let name = match block.types.get(place) {
                Some(spec) => self.arena.name(spec.name, "rec"),
                None => self.arena.numbered(first, place + 1 - block.types.len()),
            };
            // One that is not told does no harm, and nothing can use it.
            let Some(member) = members.iter().find(|member| member.name == name) else { continue };
            let Kind::Recursor(told) = self.as_told(member) else {
                return Err(Stop::refused("a recursor is something else"));
            };
            let differs = [
                (*member.level_params != made.level_params[..], "universes"),
                (member.ty != made.ty, "type"),
                (told.rules != made.recursor.rules, "rules"),
                (*told != made.recursor, "shape"),
            ];
            if let Some((_, what)) = differs.into_iter().find(|(differs, _)| *differs) {
                let name = self.arena.show(name);
                return Err(Stop::refused(format!("the {what} of `{name}` should be another")));
            }
            left -= 1;
            self.put(member, Kind::Recursor(told))?;
            added.push((member, made));
        }
        if left > 0 {
            return Err(Stop::refused("a recursor belongs to no type"));
        }
        // That they are well-typed follows from how they are made, and is looked at all the same.
        for (member, made) in added {
            self.params = member.level_params.to_vec();
            self.forget();
            self.check_sort(member.ty)?;
            for rule in &made.recursor.rules {
                self.check(rule.value)?;
            }
        }
        Ok(())
    }

    fn add_quotient(&mut self, members: &[Told<'_>]) -> Verdict<()> {
        if !self.has_equality() {
            return Err(Stop::refused("quotients need `Eq` as Lean has it"));
        }
        for member in members {
            let terms::Kind::Quotient { kind } = member.is.kind else {
                return Err(Stop::refused("something else is declared together with quotients"));
            };
            let (name, ty) = self.quotient_constant(kind, &member.level_params)?;
            if member.name != name || member.ty != ty {
                return Err(Stop::refused("a constant of quotients does not have its known type"));
            }
        }
        // Types first: one mentions the other.
        members.iter().try_for_each(|member| {
            let kind = self.as_told(member);
            self.put(member, kind)
        })
    }

    fn levels_of(&mut self, params: &[N], count: usize) -> Verdict<Vec<L>> {
        if params.len() != count {
            return Err(Stop::refused("it has another number of universe parameters"));
        }
        Ok(params.iter().map(|name| self.arena.param(*name)).collect())
    }

    fn arrow(&mut self, from: T, to: T) -> T {
        // Only closed terms, or such with opened variables, stand here.
        self.arena.make(Node::Pi(from, to))
    }

    fn prop(&mut self) -> T {
        self.arena.sort(super::term::Arena::ZERO)
    }

    /// Whether `Eq` is the inductive type that it should be.
    fn has_equality(&mut self) -> bool {
        let name = self.arena.name_of("Eq");
        let refl = self.arena.name_of("Eq.refl");
        let (Some(equality), Some(reflexive), Some(inductive)) = (
            self.environment.find(name),
            self.environment.find(refl),
            self.environment.inductive(name),
        ) else {
            return false;
        };
        let [u] = equality.params[..] else { return false };
        let [v] = reflexive.params[..] else { return false };
        let prop = self.prop();
        let var = |checker: &mut Self, index| checker.arena.make(Node::Var(index));
        let (v0, v1) = (var(self, 0), var(self, 1));
        let mut sort = |name| {
            let level = self.arena.param(name);
            self.arena.sort(level)
        };
        let (sort_u, sort_v) = (sort(u), sort(v));
        let wanted = self.arena.make(Node::Pi(v1, prop));
        let wanted = self.arena.make(Node::Pi(v0, wanted));
        let wanted = self.arena.make(Node::Pi(sort_u, wanted));
        let level = self.arena.param(v);
        let levels = self.arena.make_list(&[level]);
        let same = self.arena.constant(name, levels);
        let same = self.arena.apply(same, &[v1, v0, v0]);
        let made = self.arena.make(Node::Pi(v0, same));
        let made = self.arena.make(Node::Pi(sort_v, made));
        inductive.params == 2
            && inductive.constructors == [refl]
            && equality.ty == wanted
            && reflexive.ty == made
    }

    /// Name and type of a constant of quotients.
    fn quotient_constant(&mut self, kind: QuotientKind, params: &[N]) -> Verdict<(N, T)> {
        let count = if kind == QuotientKind::Lift { 2 } else { 1 };
        let levels = self.levels_of(params, count)?;
        let own = self.arena.make_list(&levels[..1]);
        let prop = self.prop();
        let sort = self.arena.sort(levels[0]);
        let alpha = self.arena.fresh(sort);
        let predicate = self.arrow(alpha, prop);
        let relation = self.arrow(alpha, predicate);
        let relation = self.arena.fresh(relation);
        let constant = |checker: &mut Self, name: &str| {
            let name = checker.arena.name_of(name);
            let constant = checker.arena.constant(name, own);
            (name, checker.arena.apply(constant, &[alpha, relation]))
        };
        let (quot, quotient) = constant(self, "Quot");
        let (make, class) = constant(self, "Quot.mk");
        let (name, variables, result) = match kind {
            QuotientKind::Type => (quot, vec![], sort),
            QuotientKind::Make => (make, vec![self.arena.fresh(alpha)], quotient),
            QuotientKind::Lift => {
                let sort = self.arena.sort(levels[1]);
                let beta = self.arena.fresh(sort);
                let function = self.arrow(alpha, beta);
                let function = self.arena.fresh(function);
                let (a, b) = (self.arena.fresh(alpha), self.arena.fresh(alpha));
                let related = self.arena.apply(relation, &[a, b]);
                let related = self.arena.fresh(related);
                let (fa, fb) = (self.arena.app(function, a), self.arena.app(function, b));
                let eq = self.arena.name_of("Eq");
                let at = self.arena.make_list(&levels[1..]);
                let eq = self.arena.constant(eq, at);
                let same = self.arena.apply(eq, &[beta, fa, fb]);
                let sound = self.arena.pi(&[a, b, related], same)?;
                let sound = self.arena.fresh(sound);
                let major = self.arena.fresh(quotient);
                let name = self.arena.name_of("Quot.lift");
                (name, vec![beta, function, sound, major], beta)
            }
            QuotientKind::Induct => {
                let motive = self.arrow(quotient, prop);
                let motive = self.arena.fresh(motive);
                let a = self.arena.fresh(alpha);
                let of = self.arena.app(class, a);
                let holds = self.arena.app(motive, of);
                let minor = self.arena.pi(&[a], holds)?;
                let minor = self.arena.fresh(minor);
                let major = self.arena.fresh(quotient);
                let result = self.arena.app(motive, major);
                let name = self.arena.name_of("Quot.ind");
                (name, vec![motive, minor, major], result)
            }
        };
        let variables = [&[alpha, relation][..], &variables].concat();
        Ok((name, self.arena.pi(&variables, result)?))
    }
}
