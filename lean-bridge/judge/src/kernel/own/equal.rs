//! When two terms mean the same.
//!
//! Definitions are unfolded as late as possible, the greater of two first; what was found equal, or
//! was compared in vain, is remembered.

use super::{
    Checker, Verdict,
    term::{Node, T},
};

impl Checker {
    /// Whether two closed, well-typed terms of the same type are equal by computation.
    pub(super) fn equal(&mut self, a: T, b: T) -> Verdict<bool> {
        if a == b {
            return Ok(true);
        }
        let pair = (a.min(b), a.max(b));
        if self.known.equal.contains(&pair) {
            return Ok(true);
        }
        self.arena.down()?;
        let result = self.compare(a, b)?;
        self.arena.up();
        if result {
            self.known.equal.insert(pair);
        }
        Ok(result)
    }

    fn compare(&mut self, a: T, b: T) -> Verdict<bool> {
        if let Some(answer) = self.at_sight(a, b)? {
            return Ok(answer);
        }
        // A decision that is known to be `true` is made by computing the other side.
        if self.is_true(b) && !self.arena.has_free(a) {
            let a = self.whnf(a)?;
            if self.is_true(a) {
                return Ok(true);
            }
        }
        let (mut x, mut y) = (self.whnf_core(a, true)?, self.whnf_core(b, true)?);
        if (x, y) != (a, b)
            && let Some(answer) = self.at_sight(x, y)?
        {
            return Ok(answer);
        }
        if self.same_proposition(x, y)? {
            return Ok(true);
        }
        if let Some(answer) = self.unfold_both(&mut x, &mut y)? {
            return Ok(answer);
        }
        if self.same_head(x, y)? {
            return Ok(true);
        }
        let (full_x, full_y) = (self.whnf_core(x, false)?, self.whnf_core(y, false)?);
        if (full_x, full_y) != (x, y) {
            return self.equal(full_x, full_y);
        }
        Ok(self.same_arguments(x, y)?
            || self.by_eta(x, y)?
            || self.by_eta(y, x)?
            || self.by_fields(x, y)?
            || self.by_fields(y, x)?
            || self.as_texts(x, y)?
            || self.without_fields(x, y)?)
    }

    /// What can be said without computing.
    fn at_sight(&mut self, a: T, b: T) -> Verdict<Option<bool>> {
        if a == b {
            return Ok(Some(true));
        }
        Ok(match (self.arena.node(a), self.arena.node(b)) {
            (Node::Sort(x), Node::Sort(y)) => Some(self.arena.same_level(x, y)?),
            (Node::Nat(_), Node::Nat(_)) | (Node::Text(_), Node::Text(_)) => Some(false),
            (Node::Lam(..), Node::Lam(..)) | (Node::Pi(..), Node::Pi(..)) => {
                Some(self.same_binders(a, b)?)
            }
            _ => None,
        })
    }

    /// Two functions, or two types of functions: domains and bodies.
    fn same_binders(&mut self, a: T, b: T) -> Verdict<bool> {
        let (mut a, mut b, mut opened) = (a, b, Vec::new());
        while let (Node::Lam(x, inner_a), Node::Lam(y, inner_b))
        | (Node::Pi(x, inner_a), Node::Pi(y, inner_b)) =
            (self.arena.node(a), self.arena.node(b))
        {
            let domain = self.arena.instantiate(x, &opened)?;
            if x != y {
                let other = self.arena.instantiate(y, &opened)?;
                if !self.equal(domain, other)? {
                    return Ok(false);
                }
            }
            opened.push(self.arena.fresh(domain));
            (a, b) = (inner_a, inner_b);
        }
        let a = self.arena.instantiate(a, &opened)?;
        let b = self.arena.instantiate(b, &opened)?;
        self.equal(a, b)
    }

    fn is_true(&self, term: T) -> bool {
        matches!(self.arena.node(term), Node::Const(name, _) if name == self.names.yes)
    }

    /// Two proofs of the same proposition are equal.
    fn same_proposition(&mut self, a: T, b: T) -> Verdict<bool> {
        let ty = self.infer(a)?;
        if !self.is_proposition(ty)? {
            return Ok(false);
        }
        let other = self.infer(b)?;
        self.equal(ty, other)
    }

    /// Unfolds definitions until they decide, or none is left.
    fn unfold_both(&mut self, a: &mut T, b: &mut T) -> Verdict<Option<bool>> {
        loop {
            self.arena.step()?;
            if let Some(answer) = self.as_numbers(*a, *b)? {
                return Ok(Some(answer));
            }
            for (one, other) in [(*a, *b), (*b, *a)] {
                if let Some(value) = self.reduce_number(one)? {
                    return self.equal(value, other).map(Some);
                }
            }
            let (first, second) = match (self.definition(*a), self.definition(*b)) {
                (None, None) => return Ok(None),
                (Some(_), None) => (true, false),
                (None, Some(_)) => (false, true),
                (Some((_, _, x)), Some((_, _, y))) if x > y => (true, false),
                (Some((_, _, x)), Some((_, _, y))) if x < y => (false, true),
                (Some((name, ..)), Some((other, ..))) => {
                    if name == other && self.same_arguments_so_far(*a, *b)? {
                        return Ok(Some(true));
                    }
                    (true, true)
                }
            };
            for (side, unfold) in [(&mut *a, first), (&mut *b, second)] {
                if unfold && let Some(unfolded) = self.unfold(*side)? {
                    *side = self.whnf_core(unfolded, true)?;
                }
            }
            if let Some(answer) = self.at_sight(*a, *b)? {
                return Ok(Some(answer));
            }
        }
    }

    /// Applications of the same definition may have equal arguments; if not, that is remembered.
    fn same_arguments_so_far(&mut self, a: T, b: T) -> Verdict<bool> {
        let is_application = |node| matches!(node, Node::App(..));
        if !is_application(self.arena.node(a)) || !is_application(self.arena.node(b)) {
            return self.same_head(a, b);
        }
        let pair = (a.min(b), a.max(b));
        if self.known.unlike.contains(&pair) {
            return Ok(false);
        }
        let same = self.same_arguments(a, b)?;
        if !same {
            self.known.unlike.insert(pair);
        }
        Ok(same)
    }

    fn same_head(&mut self, a: T, b: T) -> Verdict<bool> {
        match (self.arena.node(a), self.arena.node(b)) {
            (Node::Const(x, xs), Node::Const(y, ys)) if x == y => {
                let (xs, ys) = (self.arena.list(xs).to_vec(), self.arena.list(ys).to_vec());
                self.arena.same_levels(&xs, &ys)
            }
            (Node::Proj(_, x, a), Node::Proj(_, y, b)) if x == y => self.equal(a, b),
            _ => Ok(false),
        }
    }

    /// Applications with equal heads and equal arguments.
    fn same_arguments(&mut self, a: T, b: T) -> Verdict<bool> {
        let ((f, xs), (g, ys)) = (self.arena.spine(a), self.arena.spine(b));
        if xs.is_empty() || xs.len() != ys.len() {
            return Ok(false);
        }
        let same = match (self.arena.node(f), self.arena.node(g)) {
            (Node::Const(..), Node::Const(..)) => f == g || self.same_head(f, g)?,
            _ => self.equal(f, g)?,
        };
        if !same {
            return Ok(false);
        }
        for (x, y) in xs.into_iter().zip(ys) {
            if !self.equal(x, y)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `fun x => b x` is `b`.
    fn by_eta(&mut self, a: T, b: T) -> Verdict<bool> {
        if !matches!(self.arena.node(a), Node::Lam(..))
            || matches!(self.arena.node(b), Node::Lam(..))
        {
            return Ok(false);
        }
        let ty = self.infer(b)?;
        let ty = self.whnf(ty)?;
        let Node::Pi(domain, _) = self.arena.node(ty) else { return Ok(false) };
        let variable = self.arena.make(Node::Var(0));
        let body = self.arena.app(b, variable);
        let expanded = self.arena.make(Node::Lam(domain, body));
        self.equal(a, expanded)
    }

    /// A structure's value is its constructor, applied to its fields.
    fn by_fields(&mut self, a: T, b: T) -> Verdict<bool> {
        let (head, arguments) = self.arena.spine(b);
        let Node::Const(name, _) = self.arena.node(head) else { return Ok(false) };
        let Some(made) = self.environment.constructor(name) else { return Ok(false) };
        if arguments.len() != made.params + made.fields
            || self.environment.structure(made.of).is_none()
        {
            return Ok(false);
        }
        let (ty, other) = (self.infer(a)?, self.infer(b)?);
        if !self.equal(ty, other)? {
            return Ok(false);
        }
        for (index, argument) in (0..).zip(&arguments[made.params..]) {
            let field = self.arena.make(Node::Proj(made.of, index, a));
            if !self.equal(field, *argument)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A text is the list of its characters.
    fn as_texts(&mut self, a: T, b: T) -> Verdict<bool> {
        let is_application = |node| matches!(node, Node::App(..));
        let (text, other) = match (self.arena.node(a), self.arena.node(b)) {
            (Node::Text(text), other) if is_application(other) => (text, b),
            (other, Node::Text(text)) if is_application(other) => (text, a),
            _ => return Ok(false),
        };
        let made = self.text_value(text)?;
        self.equal(made, other)
    }

    /// Values of a structure without fields are all equal.
    fn without_fields(&mut self, a: T, b: T) -> Verdict<bool> {
        let ty = self.infer(a)?;
        let ty = self.whnf(ty)?;
        let Node::Const(name, _) = self.arena.node(self.arena.head(ty)) else { return Ok(false) };
        let is_unit = self.environment.structure(name).is_some_and(|(_, made)| made.fields == 0);
        if !is_unit {
            return Ok(false);
        }
        let other = self.infer(b)?;
        self.equal(ty, other)
    }
}
