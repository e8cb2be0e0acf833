//! Unfailing completion (Bachmair, Dershowitz, Plaisted 1989): from equations to a rewrite system
//! that decides a goal, remembering how each new equation came about.
#![allow(
    clippy::map_entry,
    clippy::needless_for_each,
    reason = "an early return stands between look-up and insertion"
)]

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use super::order::Precedence;
use crate::worker::term::{Subst, Symbol, Term, matches, unify};

/// One replacement of equals: from `before` to `after` at `path`.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) before: Term,
    pub(super) after: Term,
    pub(super) path: Vec<usize>,
    /// Which fact is used, with what for its variables, and whether from left to right.
    pub(super) fact: usize,
    pub(super) arguments: Vec<Term>,
    pub(super) forward: bool,
}

impl Step {
    fn reversed(self) -> Self {
        Self { before: self.after, after: self.before, forward: !self.forward, ..self }
    }

    fn instance(&self, subst: &Subst) -> Self {
        Self {
            before: self.before.instance(subst),
            after: self.after.instance(subst),
            path: self.path.clone(),
            fact: self.fact,
            arguments: self.arguments.iter().map(|a| a.instance(subst)).collect(),
            forward: self.forward,
        }
    }
}

/// An equation that holds for all values of its variables.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) left: Term,
    pub(super) right: Term,
    /// Its variables are those below this.
    pub(super) variables: u32,
    /// How it follows; `None` for a given one.
    pub(super) chain: Option<Vec<Step>>,
    /// The left side is greater than the right one.
    oriented: bool,
}

/// How much work a search may do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Most equations in use.
    pub(super) active: usize,
    /// Most equations kept.
    pub(super) facts: usize,
    /// Most symbols of an equation.
    pub(super) size: usize,
}

/// The search.
#[derive(Debug)]
pub(super) struct Completion {
    pub(super) facts: Vec<Fact>,
    precedence: Precedence,
    least: Option<Symbol>,
    /// Operations that associate and commute.
    commutative: Vec<Symbol>,
    active: Vec<usize>,
    by_weight: BinaryHeap<Reverse<(usize, usize)>>,
    by_age: VecDeque<usize>,
    done: Vec<bool>,
    effort: Effort,
}

impl Completion {
    /// With equations given: each with the number of its variables.
    pub(super) fn new(
        given: Vec<(Term, Term, u32)>,
        precedence: Precedence,
        least: Option<Symbol>,
        effort: Effort,
    ) -> Self {
        let commutative = commutative(&given);
        let mut new = Self {
            facts: Vec::new(),
            precedence,
            least,
            commutative,
            active: Vec::new(),
            by_weight: BinaryHeap::new(),
            by_age: VecDeque::new(),
            done: Vec::new(),
            effort,
        };
        for (left, right, variables) in given {
            let oriented = new.precedence.greater(&left, &right);
            new.keep(Fact { left, right, variables, chain: None, oriented });
        }
        new
    }

    /// A chain of steps from `left` to `right`, both without variables.
    pub(super) fn prove(&mut self, left: &Term, right: &Term) -> Option<Vec<Step>> {
        let (mut left, mut from_left) = (left.clone(), Vec::new());
        let (mut right, mut from_right) = (right.clone(), Vec::new());
        while self.facts.len() < self.effort.facts && self.active.len() < self.effort.active {
            let chosen = self.choose()?;
            // What was derived before better equations were known.
            let fact = self.facts[chosen].clone();
            let simpler = self.reduced(&fact) || self.subsumed(&fact);
            if simpler {
                let whole = self.whole(chosen);
                self.add(fact.left, fact.right, vec![whole]);
                continue;
            }
            self.activate(chosen);
            self.normalize(&mut left, &mut from_left);
            self.normalize(&mut right, &mut from_right);
            if left == right {
                from_left.extend(from_right.into_iter().rev().map(Step::reversed));
                return Some(from_left);
            }
        }
        None
    }

    fn choose(&mut self) -> Option<usize> {
        loop {
            let next = if self.active.len() % 5 == 4 {
                self.by_age.pop_front()
            } else {
                self.by_weight.pop().map(|Reverse((_, fact))| fact)
            }
            .or_else(|| self.by_age.pop_front())?;
            if !std::mem::replace(&mut self.done[next], true) {
                return Some(next);
            }
        }
    }

    fn keep(&mut self, fact: Fact) {
        let id = self.facts.len();
        let weight = fact.left.size() + fact.right.size();
        // Given equations come first.
        let weight = if fact.chain.is_none() { 0 } else { weight };
        self.facts.push(fact);
        self.done.push(false);
        self.by_weight.push(Reverse((weight, id)));
        self.by_age.push_back(id);
    }

    /// The fact itself as a step from its left to its right side.
    fn whole(&self, fact: usize) -> Step {
        let Fact { left, right, variables, .. } = &self.facts[fact];
        let arguments = (0..*variables).map(Term::Var).collect();
        let (before, after) = (left.clone(), right.clone());
        Step { before, after, path: Vec::new(), fact, arguments, forward: true }
    }

    fn reduced(&self, fact: &Fact) -> bool {
        self.rewrite(&fact.left).is_some() || self.rewrite(&fact.right).is_some()
    }

    fn subsumed(&self, fact: &Fact) -> bool {
        self.active.iter().map(|a| &self.facts[*a]).any(|general| {
            [(&fact.left, &fact.right), (&fact.right, &fact.left)].into_iter().any(|(l, r)| {
                let mut subst = Subst::default();
                matches(&general.left, l, &mut subst) && matches(&general.right, r, &mut subst)
            })
        })
    }

    fn activate(&mut self, new: usize) {
        // Active equations that the new one simplifies begin anew.
        if self.facts[new].oriented {
            let (left, active) = (self.facts[new].left.clone(), std::mem::take(&mut self.active));
            let applies = |term: &Term| {
                term.positions().iter().any(|p| matches(&left, term.at(p), &mut Subst::default()))
            };
            let (out, stay): (Vec<_>, Vec<_>) = active
                .into_iter()
                .partition(|f| applies(&self.facts[*f].left) || applies(&self.facts[*f].right));
            self.active = stay;
            self.active.push(new);
            for fact in out {
                let whole = self.whole(fact);
                self.add(
                    self.facts[fact].left.clone(),
                    self.facts[fact].right.clone(),
                    vec![whole],
                );
            }
        } else {
            self.active.push(new);
        }
        for other in self.active.clone() {
            self.overlap(new, other);
            if other != new {
                self.overlap(other, new);
            }
        }
    }

    /// The directions in which a fact may be used.
    fn directions(&self, fact: usize) -> &'static [bool] {
        if self.facts[fact].oriented { &[true] } else { &[true, false] }
    }

    /// Adds the critical pairs of `inner` below the sides of `outer`.
    fn overlap(&mut self, inner: usize, outer: usize) {
        let base = self.facts[outer].variables;
        for inner_forward in self.directions(inner) {
            for outer_forward in self.directions(outer) {
                let (il, ir) = sides(&self.facts[inner], *inner_forward);
                let (il, ir) = (il.shift(base), ir.shift(base));
                let (ol, or) = sides(&self.facts[outer], *outer_forward);
                let (ol, or) = (ol.clone(), or.clone());
                for path in ol.positions() {
                    if path.is_empty() && inner == outer && inner_forward == outer_forward {
                        continue;
                    }
                    let mut subst = Subst::default();
                    if !unify(ol.at(&path), &il, &mut subst) {
                        continue;
                    }
                    let peak = ol.resolve(&subst);
                    let (inner_to, right) = (ir.resolve(&subst), or.resolve(&subst));
                    if self.precedence.greater(&inner_to, &il.resolve(&subst))
                        || self.precedence.greater(&right, &peak)
                    {
                        continue;
                    }
                    let left = peak.with(&path, &inner_to);
                    let arguments = |fact: usize, shift: u32| -> Vec<Term> {
                        (0..self.facts[fact].variables)
                            .map(|v| Term::Var(v + shift).resolve(&subst))
                            .collect()
                    };
                    let down = Step {
                        before: left.clone(),
                        after: peak.clone(),
                        path,
                        fact: inner,
                        arguments: arguments(inner, base),
                        forward: !inner_forward,
                    };
                    let across = Step {
                        before: peak,
                        after: right.clone(),
                        path: Vec::new(),
                        fact: outer,
                        arguments: arguments(outer, 0),
                        forward: *outer_forward,
                    };
                    self.add(left, right, vec![down, across]);
                }
            }
        }
    }

    /// Adds an equation with its proof, in normal form, unless it says nothing new.
    fn add(&mut self, mut left: Term, mut right: Term, chain: Vec<Step>) {
        if left == right || self.facts.len() >= self.effort.facts {
            return;
        }
        let (mut from_left, mut from_right) = (Vec::new(), Vec::new());
        self.normalize(&mut left, &mut from_left);
        self.normalize(&mut right, &mut from_right);
        if left == right || left.size() + right.size() > self.effort.size {
            return;
        }
        let mut steps: Vec<Step> = from_left.into_iter().rev().map(Step::reversed).collect();
        steps.extend(chain);
        steps.extend(from_right);
        let oriented = self.precedence.greater(&left, &right);
        if !oriented && self.precedence.greater(&right, &left) {
            std::mem::swap(&mut left, &mut right);
            steps = steps.into_iter().rev().map(Step::reversed).collect();
        }
        let oriented = oriented || self.precedence.greater(&left, &right);
        let mut variables = Vec::new();
        left.variables(&mut variables);
        right.variables(&mut variables);
        let mut names: Subst = (0..).map(Term::Var).zip(&variables).map(|(t, v)| (*v, t)).collect();
        // Variables that only the proof mentions can be anything.
        let mut all = Vec::new();
        for step in &steps {
            step.before.variables(&mut all);
            step.after.variables(&mut all);
            step.arguments.iter().for_each(|a| a.variables(&mut all));
        }
        for v in all {
            if let std::collections::hash_map::Entry::Vacant(e) = names.entry(v) {
                let anything = match self.least {
                    Some(least) => Term::App(least, Vec::new()),
                    None if !variables.is_empty() => Term::Var(0),
                    None => return,
                };
                e.insert(anything);
            }
        }
        let fact = Fact {
            left: left.instance(&names),
            right: right.instance(&names),
            variables: u32::try_from(variables.len()).unwrap_or(u32::MAX),
            chain: Some(steps.iter().map(|s| s.instance(&names)).collect()),
            oriented,
        };
        if !self.known(&fact) && !self.subsumed(&fact) {
            self.keep(fact);
        }
    }

    /// True if the equation only rearranges an operation that commutes and associates, beyond what
    /// ordered rewriting needs for it.
    fn known(&self, fact: &Fact) -> bool {
        if fact.left.size() <= 5 {
            return false;
        }
        self.commutative.iter().any(|op| {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            flatten(&fact.left, *op, &mut left);
            flatten(&fact.right, *op, &mut right);
            if left.len() != right.len() || left.len() < 2 {
                return false;
            }
            left.iter()
                .all(|l| right.iter().position(|r| r == l).map(|n| right.swap_remove(n)).is_some())
        })
    }

    fn normalize(&self, term: &mut Term, steps: &mut Vec<Step>) {
        for _ in 0..100 {
            let Some(step) = self.rewrite(term) else { return };
            *term = step.after.clone();
            steps.push(step);
        }
    }

    /// One step down by an active equation.
    fn rewrite(&self, term: &Term) -> Option<Step> {
        for path in term.positions() {
            let part = term.at(&path);
            for id in &self.active {
                let fact = &self.facts[*id];
                for forward in self.directions(*id) {
                    let (from, to) = sides(fact, *forward);
                    let mut subst = Subst::default();
                    if !matches(from, part, &mut subst) {
                        continue;
                    }
                    let mut unbound = (0..fact.variables).filter(|v| !subst.contains_key(v));
                    let free: Vec<u32> = unbound.by_ref().collect();
                    if let Some(least) = self.least {
                        subst.extend(free.iter().map(|v| (*v, Term::App(least, Vec::new()))));
                    } else if !free.is_empty() {
                        continue;
                    }
                    let to = to.instance(&subst);
                    if !(fact.oriented && free.is_empty() || self.precedence.greater(part, &to)) {
                        continue;
                    }
                    return Some(Step {
                        before: term.clone(),
                        after: term.with(&path, &to),
                        path,
                        fact: *id,
                        arguments: (0..fact.variables).map(|v| subst[&v].clone()).collect(),
                        forward: *forward,
                    });
                }
            }
        }
        None
    }
}

fn sides(fact: &Fact, forward: bool) -> (&Term, &Term) {
    if forward { (&fact.left, &fact.right) } else { (&fact.right, &fact.left) }
}

fn flatten(term: &Term, op: Symbol, found: &mut Vec<Term>) {
    match term {
        Term::App(symbol, args) if *symbol == op && args.len() == 2 => {
            args.iter().for_each(|a| flatten(a, op, found));
        }
        other => found.push(other.clone()),
    }
}

/// Operations with a law of commutativity and one of associativity among the equations.
fn commutative(given: &[(Term, Term, u32)]) -> Vec<Symbol> {
    let mut found = Vec::new();
    for (left, right, variables) in given {
        if let (Term::App(f, xs), Term::App(g, ys)) = (left, right)
            && (f, *variables, xs.len()) == (g, 2, 2)
            && xs.iter().all(|x| matches!(x, Term::Var(_)))
            && xs[0] == ys[1]
            && xs[1] == ys[0]
            && given.iter().any(|(l, r, n)| {
                let (mut ls, mut rs) = (Vec::new(), Vec::new());
                flatten(l, *f, &mut ls);
                flatten(r, *f, &mut rs);
                *n == 3 && ls.len() == 3 && ls == rs && l != r
            })
        {
            found.push(*f);
        }
    }
    found
}
