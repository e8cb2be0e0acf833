//! Types of terms. `check` looks at every part; `infer` trusts a term that was checked before, or
//! was made of such.

use super::{
    Checker, Stop, Verdict,
    term::{L, Level, Ls, N, Node, T},
};

impl Checker {
    /// The type of a term, every part of which is looked at.
    pub(super) fn check(&mut self, term: T) -> Verdict<T> {
        self.type_of(term, true)
    }

    /// The type of a term that is known to have one.
    pub(super) fn infer(&mut self, term: T) -> Verdict<T> {
        self.type_of(term, false)
    }

    fn type_of(&mut self, term: T, check: bool) -> Verdict<T> {
        let known = &self.known;
        let known = known
            .checked
            .get(&term)
            .or_else(|| if check { None } else { known.inferred.get(&term) });
        if let Some(&known) = known {
            return Ok(known);
        }
        self.arena.down()?;
        let ty = match self.arena.node(term) {
            Node::Var(_) => return Err(Stop::refused("a variable is bound nowhere")),
            Node::Free(id) => self.arena.type_of_free(id),
            Node::Sort(level) => {
                if check {
                    self.check_level(level)?;
                }
                let above = self.arena.succ(level);
                self.arena.sort(above)
            }
            Node::Const(name, levels) => self.type_of_constant(name, levels, check)?,
            Node::App(..) => self.type_of_application(term, check)?,
            Node::Lam(..) => self.type_of_function(term, check)?,
            Node::Pi(..) => self.type_of_pi(term, check)?,
            Node::Let(ty, value, body) => {
                if check {
                    self.check_sort(ty)?;
                    let given = self.check(value)?;
                    if !self.equal(given, ty)? {
                        return Err(Stop::refused("a let value is not of its type"));
                    }
                }
                let body = self.arena.instantiate(body, &[value])?;
                self.type_of(body, check)?
            }
            Node::Nat(_) => {
                if check && !self.has_numbers() {
                    return Err(Stop::refused("`Nat` is not what numbers are written for"));
                }
                self.plain("Nat")?
            }
            Node::Text(text) => {
                let ty = self.plain("String")?;
                if check {
                    let made = self.text_value(text)?;
                    let given = self.check(made)?;
                    if !self.equal(given, ty)? {
                        return Err(Stop::refused("`String` is not what texts are written for"));
                    }
                }
                ty
            }
            Node::Proj(structure, index, of) => {
                let ty = self.type_of(of, check)?;
                self.type_of_field(structure, index, of, ty)?
            }
        };
        self.arena.up();
        if check {
            self.known.checked.insert(term, ty);
        } else {
            self.known.inferred.insert(term, ty);
        }
        Ok(ty)
    }

    fn plain(&mut self, name: &str) -> Verdict<T> {
        let name = self.arena.name_of(name);
        if self.environment.inductive(name).is_none() {
            return Err(Stop::refused("a literal is of a type that does not exist"));
        }
        let none = self.arena.make_list(&[]);
        Ok(self.arena.constant(name, none))
    }

    /// Only parameters of the present declaration may occur.
    fn check_level(&mut self, level: L) -> Verdict<()> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![level];
        while let Some(level) = stack.pop() {
            if !seen.insert(level) {
                continue;
            }
            self.arena.step()?;
            match self.arena.level(level) {
                Level::Zero => {}
                Level::Succ(of) => stack.push(of),
                Level::Max(a, b) | Level::Imax(a, b) => stack.extend([a, b]),
                Level::Param(name) if self.params.contains(&name) => {}
                Level::Param(_) => return Err(Stop::refused("a universe parameter is unknown")),
            }
        }
        Ok(())
    }

    fn type_of_constant(&mut self, name: N, levels: Ls, check: bool) -> Verdict<T> {
        let Some(declared) = self.environment.find(name) else {
            return Err(Stop::refused(format!("`{}` is unknown", self.arena.show(name))));
        };
        let of = self.arena.list(levels).to_vec();
        if of.len() != declared.params.len() {
            let name = self.arena.show(name);
            return Err(Stop::refused(format!("`{name}` has another number of universe levels")));
        }
        if check {
            for level in &of {
                self.check_level(*level)?;
            }
        }
        if let Some(&known) = self.known.types.get(&(name, levels)) {
            return Ok(known);
        }
        let ty = self.arena.at_levels(declared.ty, &declared.params, &of)?;
        self.known.types.insert((name, levels), ty);
        Ok(ty)
    }

    fn type_of_application(&mut self, term: T, check: bool) -> Verdict<T> {
        let (head, arguments) = self.arena.spine(term);
        let mut ty = self.type_of(head, check)?;
        // Arguments from this one on have yet to be put into `ty`.
        let mut first = 0;
        for (at, argument) in arguments.iter().enumerate() {
            if !matches!(self.arena.node(ty), Node::Pi(..)) {
                ty = self.arena.instantiate(ty, &arguments[first..at])?;
                first = at;
                ty = self.whnf(ty)?;
            }
            let Node::Pi(domain, body) = self.arena.node(ty) else {
                return Err(Stop::refused("something that is no function is applied"));
            };
            if check {
                let wanted = self.arena.instantiate(domain, &arguments[first..at])?;
                let given = self.check(*argument)?;
                if !self.equal(given, wanted)? {
                    return Err(Stop::refused("an argument is of another type"));
                }
            }
            ty = body;
        }
        self.arena.instantiate(ty, &arguments[first..])
    }

    fn type_of_function(&mut self, term: T, check: bool) -> Verdict<T> {
        let (mut opened, mut current) = (Vec::new(), term);
        while let Node::Lam(domain, body) = self.arena.node(current) {
            let domain = self.arena.instantiate(domain, &opened)?;
            if check {
                self.check_sort(domain)?;
            }
            opened.push(self.arena.fresh(domain));
            current = body;
        }
        let body = self.arena.instantiate(current, &opened)?;
        let ty = self.type_of(body, check)?;
        self.arena.pi(&opened, ty)
    }

    fn type_of_pi(&mut self, term: T, check: bool) -> Verdict<T> {
        let (mut opened, mut levels, mut current) = (Vec::new(), Vec::new(), term);
        while let Node::Pi(domain, body) = self.arena.node(current) {
            let domain = self.arena.instantiate(domain, &opened)?;
            levels.push(self.sort_of(domain, check)?);
            opened.push(self.arena.fresh(domain));
            current = body;
        }
        let body = self.arena.instantiate(current, &opened)?;
        let mut level = self.sort_of(body, check)?;
        for domain in levels.into_iter().rev() {
            level = self.arena.imax(domain, level);
        }
        Ok(self.arena.sort(level))
    }

    /// The universe that a type lies in.
    fn sort_of(&mut self, ty: T, check: bool) -> Verdict<L> {
        let sort = self.type_of(ty, check)?;
        let sort = self.whnf(sort)?;
        match self.arena.node(sort) {
            Node::Sort(level) => Ok(level),
            _ => Err(Stop::refused("a type is expected")),
        }
    }

    /// The universe of a type, every part of which is looked at.
    pub(super) fn check_sort(&mut self, ty: T) -> Verdict<L> {
        self.sort_of(ty, true)
    }

    /// Whether a type is a proposition.
    pub(super) fn is_proposition(&mut self, ty: T) -> Verdict<bool> {
        let sort = self.infer(ty)?;
        let sort = self.whnf(sort)?;
        match self.arena.node(sort) {
            Node::Sort(level) => self.arena.is_zero(level),
            _ => Ok(false),
        }
    }

    /// The type of a structure's field. `ty` is the type of `of`.
    fn type_of_field(&mut self, structure: N, index: u32, of: T, ty: T) -> Verdict<T> {
        let invalid = || Stop::refused("a projection is not of a structure's field");
        let ty = self.whnf(ty)?;
        let (head, arguments) = self.arena.spine(ty);
        let Node::Const(name, levels) = self.arena.node(head) else { return Err(invalid()) };
        let inductive = self.environment.inductive(name).ok_or_else(invalid)?;
        let &[constructor] = &inductive.constructors[..] else { return Err(invalid()) };
        if name != structure || inductive.indices > 0 || arguments.len() != inductive.params {
            return Err(invalid());
        }
        // Out of a proposition come propositions only.
        let is_proposition = self.is_proposition(ty)?;
        let mut made = self.type_of_constant(constructor, levels, false)?;
        for argument in &arguments {
            made = self.whnf(made)?;
            let Node::Pi(_, body) = self.arena.node(made) else { return Err(invalid()) };
            made = self.arena.instantiate(body, &[*argument])?;
        }
        for at in 0..=index {
            self.arena.step()?;
            made = self.whnf(made)?;
            let Node::Pi(domain, body) = self.arena.node(made) else { return Err(invalid()) };
            let depends = at == index || self.arena.loose(body) > 0;
            if is_proposition && depends && !self.is_proposition(domain)? {
                return Err(invalid());
            }
            if at == index {
                return Ok(domain);
            }
            let field = self.arena.make(Node::Proj(structure, at, of));
            made = self.arena.instantiate(body, &[field])?;
        }
        Err(invalid())
    }
}
