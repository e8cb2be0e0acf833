//! Computing: weak head normal forms.

use std::rc::Rc;

use super::{
    Checker, Stop, Verdict,
    environment::{Kind, QuotientKind, Recursor},
    term::{Ls, N, Node, T},
};

impl Checker {
    /// Reduces until head and arguments say what kind of term it is, definitions unfolded.
    pub(super) fn whnf(&mut self, term: T) -> Verdict<T> {
        match self.arena.node(term) {
            Node::Sort(_) | Node::Lam(..) | Node::Pi(..) | Node::Nat(_) | Node::Text(_) => {
                return Ok(term);
            }
            _ => {}
        }
        if let Some(&known) = self.known.reduced.get(&term) {
            return Ok(known);
        }
        self.arena.down()?;
        let mut current = term;
        let result = loop {
            current = self.whnf_core(current, false)?;
            if let Some(value) = self.reduce_number(current)? {
                break value;
            }
            match self.unfold(current)? {
                Some(unfolded) => current = unfolded,
                None => break current,
            }
        };
        self.arena.up();
        self.known.reduced.insert(term, result);
        Ok(result)
    }

    /// The same without unfolding definitions; `cheap` looks into the values of projections no
    /// further than that, either.
    pub(super) fn whnf_core(&mut self, term: T, cheap: bool) -> Verdict<T> {
        match self.arena.node(term) {
            Node::Var(_) => return Err(Stop::refused("a variable is bound nowhere")),
            Node::App(..) | Node::Let(..) | Node::Proj(..) => {}
            _ => return Ok(term),
        }
        if let Some(&known) = self.known.reduced_core.get(&term) {
            return Ok(known);
        }
        self.arena.down()?;
        let mut current = term;
        loop {
            self.arena.step()?;
            match self.arena.node(current) {
                Node::App(..) => {
                    let (head, arguments) = self.arena.spine(current);
                    let reduced = self.whnf_core(head, cheap)?;
                    if let Node::Lam(..) = self.arena.node(reduced) {
                        current = self.beta(reduced, &arguments)?;
                    } else if reduced != head {
                        current = self.arena.apply(reduced, &arguments);
                    } else if let Some(next) = self.eliminate(head, &arguments)? {
                        current = next;
                    } else {
                        break;
                    }
                }
                Node::Let(_, value, body) => current = self.arena.instantiate(body, &[value])?,
                Node::Proj(_, index, of) => {
                    let value = if cheap { self.whnf_core(of, true)? } else { self.whnf(of)? };
                    match self.field(value, index)? {
                        Some(field) => current = field,
                        None => break,
                    }
                }
                _ => break,
            }
        }
        self.arena.up();
        if !cheap {
            self.known.reduced_core.insert(term, current);
        }
        Ok(current)
    }

    fn beta(&mut self, function: T, arguments: &[T]) -> Verdict<T> {
        let (mut body, mut used) = (function, 0);
        while used < arguments.len()
            && let Node::Lam(_, inner) = self.arena.node(body)
        {
            body = inner;
            used += 1;
        }
        let body = self.arena.instantiate(body, &arguments[..used])?;
        Ok(self.arena.apply(body, &arguments[used..]))
    }

    /// A field of a value that is made by a constructor.
    fn field(&mut self, value: T, index: u32) -> Verdict<Option<T>> {
        let value = match self.arena.node(value) {
            Node::Text(text) => {
                let made = self.text_value(text)?;
                self.whnf(made)?
            }
            _ => value,
        };
        let (head, arguments) = self.arena.spine(value);
        let Node::Const(name, _) = self.arena.node(head) else { return Ok(None) };
        Ok(self
            .environment
            .constructor(name)
            .and_then(|made| arguments.get(made.params + index as usize).copied()))
    }

    /// The definition behind the head of `term`, with its rank.
    pub(super) fn definition(&self, term: T) -> Option<(N, Ls, u64)> {
        let Node::Const(name, levels) = self.arena.node(self.arena.head(term)) else { return None };
        let declared = self.environment.find(name)?;
        let rank = match declared.kind {
            Kind::Definition { rank, .. } => rank,
            Kind::Theorem { .. } => 0,
            _ => return None,
        };
        (self.arena.list(levels).len() == declared.params.len()).then_some((name, levels, rank))
    }

    /// `term` with the definition at its head replaced by its value.
    pub(super) fn unfold(&mut self, term: T) -> Verdict<Option<T>> {
        let Some((name, levels, _)) = self.definition(term) else { return Ok(None) };
        let value = if let Some(&known) = self.known.values.get(&(name, levels)) {
            known
        } else {
            let Some(declared) = self.environment.find(name) else { return Ok(None) };
            let (Kind::Definition { value, .. } | Kind::Theorem { value }) = declared.kind else {
                return Ok(None);
            };
            let of = self.arena.list(levels).to_vec();
            let value = self.arena.at_levels(value, &declared.params, &of)?;
            self.known.values.insert((name, levels), value);
            value
        };
        let (_, arguments) = self.arena.spine(term);
        self.beta(value, &arguments).map(Some)
    }

    /// A recursor or a function of quotients, applied to what it computes on.
    fn eliminate(&mut self, head: T, arguments: &[T]) -> Verdict<Option<T>> {
        let Node::Const(name, levels) = self.arena.node(head) else { return Ok(None) };
        let Some(declared) = self.environment.find(name) else { return Ok(None) };
        match &declared.kind {
            Kind::Recursor(recursor) => {
                let levels = self.arena.list(levels).to_vec();
                if levels.len() != declared.params.len() {
                    return Ok(None);
                }
                let recursor = Rc::clone(recursor);
                let Some(rule) = self.rule(&recursor, arguments)? else { return Ok(None) };
                let (value, fields) = rule;
                let value = self.arena.at_levels(value, &declared.params, &levels)?;
                let before = recursor.params + recursor.motives + recursor.minors;
                let after = &arguments[recursor.major() + 1..];
                let arguments = [&arguments[..before], &fields, after].concat();
                self.beta(value, &arguments).map(Some)
            }
            Kind::Quotient(kind) => self.quotient(*kind, arguments),
            _ => Ok(None),
        }
    }

    /// The rule that applies, with the fields that it is given.
    fn rule(&mut self, recursor: &Recursor, arguments: &[T]) -> Verdict<Option<(T, Vec<T>)>> {
        let Some(&major) = arguments.get(recursor.major()) else { return Ok(None) };
        let major = if recursor.k { self.made_for_k(recursor, major)? } else { major };
        let major = self.whnf(major)?;
        let major = match self.arena.node(major) {
            Node::Nat(number) => self.number_value(number),
            Node::Text(text) => {
                let made = self.text_value(text)?;
                self.whnf(made)?
            }
            _ => self.expanded(recursor.of, major)?,
        };
        let (head, made_of) = self.arena.spine(major);
        let Node::Const(name, _) = self.arena.node(head) else { return Ok(None) };
        let Some(rule) = recursor.rules.iter().find(|rule| rule.constructor == name) else {
            return Ok(None);
        };
        let Some(first) = made_of.len().checked_sub(rule.fields) else { return Ok(None) };
        Ok(Some((rule.value, made_of[first..].to_vec())))
    }

    /// For types of which all values are equal: the one that a constructor makes, if `major`'s type
    /// allows for it.
    fn made_for_k(&mut self, recursor: &Recursor, major: T) -> Verdict<T> {
        let ty = self.infer(major)?;
        let ty = self.whnf(ty)?;
        let (head, arguments) = self.arena.spine(ty);
        let Node::Const(name, levels) = self.arena.node(head) else { return Ok(major) };
        let only = self.environment.inductive(name).and_then(|of| of.constructors.first().copied());
        let Some(only) = only.filter(|_| name == recursor.of && arguments.len() >= recursor.params)
        else {
            return Ok(major);
        };
        let made = self.arena.constant(only, levels);
        let made = self.arena.apply(made, &arguments[..recursor.params]);
        let made_type = self.infer(made)?;
        Ok(if self.equal(ty, made_type)? { made } else { major })
    }

    /// A structure's value as its constructor applied to its fields.
    fn expanded(&mut self, of: N, value: T) -> Verdict<T> {
        let Some((constructor, made)) = self.environment.structure(of) else { return Ok(value) };
        if let Node::Const(name, _) = self.arena.node(self.arena.head(value))
            && self.environment.constructor(name).is_some()
        {
            return Ok(value);
        }
        let ty = self.infer(value)?;
        let ty = self.whnf(ty)?;
        let (head, arguments) = self.arena.spine(ty);
        let Node::Const(name, levels) = self.arena.node(head) else { return Ok(value) };
        if name != of || arguments.len() != made.params || self.is_proposition(ty)? {
            return Ok(value);
        }
        let mut expanded = self.arena.constant(constructor, levels);
        expanded = self.arena.apply(expanded, &arguments);
        for index in 0..u32::try_from(made.fields).unwrap_or(u32::MAX) {
            let field = self.arena.make(Node::Proj(of, index, value));
            expanded = self.arena.app(expanded, field);
        }
        Ok(expanded)
    }

    fn quotient(&mut self, kind: QuotientKind, arguments: &[T]) -> Verdict<Option<T>> {
        // `Quot.lift α r β f h q` and `Quot.ind α r β h q`.
        let (function, major) = match kind {
            QuotientKind::Lift => (3, 5),
            QuotientKind::Induct => (3, 4),
            QuotientKind::Type | QuotientKind::Make => return Ok(None),
        };
        let Some(&class) = arguments.get(major) else { return Ok(None) };
        let class = self.whnf(class)?;
        let (head, made_of) = self.arena.spine(class);
        let Node::Const(name, _) = self.arena.node(head) else { return Ok(None) };
        let is_class = self
            .environment
            .find(name)
            .is_some_and(|found| matches!(found.kind, Kind::Quotient(QuotientKind::Make)));
        let [_, _, of] = made_of[..] else { return Ok(None) };
        if !is_class {
            return Ok(None);
        }
        let result = self.arena.app(arguments[function], of);
        Ok(Some(self.arena.apply(result, &arguments[major + 1..])))
    }
}
