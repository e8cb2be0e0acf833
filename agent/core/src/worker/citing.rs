//! Premises whose conclusion fits the goal, found by matching, and the proofs that they give by
//! themselves.
//!
//! Ranking by words finds what a goal is about; matching finds what it is an instance of. The
//! search here is backward chaining over the library's clauses, a few steps deep: a premise fits,
//! and each of its hypotheses is a fact of the context, a matter of linear arithmetic, or fits again.
//! Types are not looked at, so what is found is a good guess and no more.

use std::sync::Arc;

use polya_lean::premises::Premise;
use rustc_hash::FxHashMap;

use super::{
    List, View,
    prior::{CITED, CITED_STEP, FINISH, REWRITE},
    shape::{Shape, binders, shape},
    term::{Signature, Subst, Symbol, Term, matches},
};

/// Deepest nesting of premises in one proof.
const DEPTH: u32 = 3;
/// Most clauses tried for one goal.
const EFFORT: u32 = 6_000;
/// Most proofs, steps backward and rewritings offered.
const MOST: usize = 6;

/// An argument that is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Argument {
    Value,
    Proof,
}

/// Which part of a premise is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Whole,
    Mp,
    Mpr,
}

/// One way to conclude something by a premise.
#[derive(Debug)]
struct Clause {
    name: Arc<str>,
    /// True if `simp` uses it unasked.
    simp: bool,
    part: Part,
    arguments: Vec<Argument>,
    hypotheses: Vec<Term>,
    conclusion: Term,
}

/// The clauses of a library.
#[derive(Debug, Default)]
pub(super) struct Citations {
    signature: Signature,
    clauses: Vec<Clause>,
    /// By the symbol at the head of the conclusion.
    by_head: FxHashMap<Symbol, Vec<usize>>,
}

impl Citations {
    /// Reads the statements of premises; what cannot be read as a clause is left out.
    pub(super) fn new<'p>(premises: impl IntoIterator<Item = &'p Premise>) -> Self {
        let mut citations = Self::default();
        for premise in premises {
            citations.add(&premise.name, &premise.statement, premise.simp);
        }
        citations
    }

    fn add(&mut self, name: &str, statement: &str, simp: bool) {
        let mut arguments = Vec::new();
        let mut variables = Vec::new();
        let mut hypotheses = Vec::new();
        let mut rest = statement;
        loop {
            match shape(rest) {
                Shape::Forall(bound, body) => {
                    for group in groups(bound) {
                        let explicit = !group.starts_with(['{', '[', '⦃']);
                        for (name, _) in binders(group) {
                            variables.push(name);
                            if explicit {
                                arguments.push(Argument::Value);
                            }
                        }
                    }
                    rest = body;
                }
                Shape::Implies(hypothesis, body) => {
                    arguments.push(Argument::Proof);
                    hypotheses.push(hypothesis);
                    rest = body;
                }
                _ => break,
            }
        }
        let read = |signature: &mut Signature, text: &str| proposition(signature, text, &variables);
        let signature = &mut self.signature;
        let Some(hypotheses) =
            hypotheses.iter().map(|text| read(signature, text)).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let conclusions = match shape(rest) {
            Shape::Iff(left, right) => vec![(Part::Mpr, left, right), (Part::Mp, right, left)],
            _ => vec![(Part::Whole, rest, "")],
        };
        let name: Arc<str> = name.into();
        for (part, conclusion, other) in conclusions {
            let Some(conclusion) = read(&mut self.signature, conclusion) else { continue };
            let Term::App(head, _) = &conclusion else { continue };
            let (head, mut hypotheses) = (*head, hypotheses.clone());
            if part != Part::Whole {
                let Some(other) = read(&mut self.signature, other) else { continue };
                hypotheses.push(other);
            }
            self.by_head.entry(head).or_default().push(self.clauses.len());
            self.clauses.push(Clause {
                name: Arc::clone(&name),
                simp,
                part,
                arguments: arguments.clone(),
                hypotheses,
                conclusion,
            });
        }
    }

    /// Proofs by citation alone.
    pub(super) fn finish(&self, view: &View<'_>, list: &mut List) {
        self.search(view, |search, target| search.close(target, list));
    }

    /// Steps backward and rewritings.
    pub(super) fn propose(&self, view: &View<'_>, list: &mut List) {
        self.search(view, |search, target| {
            search.step(target, list);
            search.rewrite(target, list);
        });
    }

    fn search(&self, view: &View<'_>, work: impl FnOnce(&mut Search<'_>, &Term)) {
        // What the context says of all values is cited like the library.
        let mut local = Self { signature: self.signature.clone(), ..Self::default() };
        for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
            if matches!(shape(&h.ty), Shape::Forall(..) | Shape::Implies(..) | Shape::Iff(..)) {
                local.add(&h.name, &h.ty, false);
            }
        }
        let mut signature = std::mem::take(&mut local.signature);
        let Some(target) = proposition(&mut signature, &view.goal.target, &[]) else { return };
        let facts = view
            .goal
            .hypotheses
            .iter()
            .filter(|h| h.accessible)
            .filter_map(|h| Some((proposition(&mut signature, &h.ty, &[])?, h.name.clone())))
            .collect();
        let arithmetic = ["=", "≠", "<", "≤"].map(|name| signature.symbol(name));
        let types = view.goal.hypotheses.iter().map(|h| h.ty.as_str()).collect::<Vec<_>>();
        let foreign = ["Nat", "Int", "List", "Set", "Fin", "Option"]
            .into_iter()
            .filter(|ty| {
                !view.goal.target.contains(ty) && !types.iter().any(|text| text.contains(ty))
            })
            .collect();
        let (sources, effort) = ([&local, self], EFFORT);
        let mut search = Search { sources, facts, arithmetic, foreign, linear: false, effort };
        work(&mut search, &target);
    }
}

/// A proposition as a term: a relation, a negation or a predicate.
fn proposition(signature: &mut Signature, text: &str, variables: &[String]) -> Option<Term> {
    match shape(text) {
        Shape::Relation(left, relation, right) => {
            let (left, right) =
                (signature.read(left, variables)?, signature.read(right, variables)?);
            Some(match relation {
                ">" => Term::App(signature.symbol("<"), vec![right, left]),
                "≥" => Term::App(signature.symbol("≤"), vec![right, left]),
                _ => Term::App(signature.symbol(relation), vec![left, right]),
            })
        }
        Shape::Not(inner) => {
            let inner = proposition(signature, inner, variables)?;
            Some(Term::App(signature.symbol("¬"), vec![inner]))
        }
        Shape::False => Some(Term::App(signature.symbol("False"), Vec::new())),
        Shape::Atom(text) => match signature.read(text, variables)? {
            // A variable fits everything and says nothing.
            Term::Var(_) => None,
            term => Some(term),
        },
        _ => None,
    }
}

/// The bracketed groups of a binder list, or the whole if it has no brackets.
fn groups(bound: &str) -> Vec<&str> {
    if !bound.starts_with(['(', '{', '[', '⦃']) {
        return vec![bound];
    }
    let (mut found, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, c) in bound.char_indices() {
        match c {
            '(' | '{' | '[' | '⦃' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            ')' | '}' | ']' | '⦄' => {
                depth -= 1;
                if depth == 0 {
                    found.push(&bound[start..at + c.len_utf8()]);
                }
            }
            _ => {}
        }
    }
    found
}

/// A proof term, and how doubtful it is.
#[derive(Clone, Debug)]
struct Proof {
    text: String,
    cost: u32,
}

struct Search<'a> {
    /// The context's own clauses, and the library's.
    sources: [&'a Citations; 2],
    facts: Vec<(Term, String)>,
    arithmetic: [Symbol; 4],
    /// Namespaces of types that the goal does not speak of.
    foreign: Vec<&'a str>,
    /// True if linear arithmetic may be trusted with what nothing else proves.
    linear: bool,
    effort: u32,
}

impl<'a> Search<'a> {
    fn clauses(&self, goal: &Term) -> Vec<&'a Clause> {
        let Term::App(head, _) = goal else { return Vec::new() };
        let of_head = |source: &'a Citations| {
            let places = source.by_head.get(head).into_iter().flatten();
            places.map(|place| &source.clauses[*place])
        };
        let at_home = |clause: &&Clause| {
            let space = clause.name.split('.').next().unwrap_or_default();
            !self.foreign.contains(&space)
        };
        self.sources.into_iter().flat_map(of_head).filter(at_home).collect()
    }

    /// Whole proofs.
    fn close(&mut self, target: &Term, list: &mut List) {
        let equals = self.arithmetic[0];
        let mut proofs: Vec<(u32, String, &str)> = Vec::new();
        let turned = match target {
            Term::App(symbol, sides) if *symbol == equals => {
                Some(Term::App(equals, vec![sides[1].clone(), sides[0].clone()]))
            }
            _ => None,
        };
        let goals = [Some((target, false)), turned.as_ref().map(|t| (t, true))];
        for (goal, turned) in goals.into_iter().flatten() {
            for clause in self.clauses(goal) {
                let mut subst = Subst::default();
                if !matches(&clause.conclusion, goal, &mut subst) {
                    continue;
                }
                self.linear = false;
                let mut proof = self.discharge(clause, subst.clone(), DEPTH);
                if proof.is_none() {
                    self.linear = true;
                    proof = self.discharge(clause, subst, DEPTH);
                }
                if let Some(proof) = proof {
                    let text = if turned { format!("({}).symm", proof.text) } else { proof.text };
                    proofs.push((proof.cost + u32::from(turned), text, &clause.name));
                }
            }
        }
        proofs.sort_by_key(|(cost, text, _)| (*cost, text.len()));
        for (cost, text, name) in proofs.into_iter().take(MOST) {
            let prior = CITED * if cost < 4 { 1.0 } else { 0.5 };
            list.premise(name, prior, format!("exact {text}"));
        }
    }

    /// Steps backward that leave something to prove, but nothing to guess.
    fn step(&self, target: &Term, list: &mut List) {
        let mut steps: Vec<(usize, usize, &str, Part)> = Vec::new();
        for clause in self.clauses(target) {
            let mut subst = Subst::default();
            if !specific(&clause.conclusion) || !matches(&clause.conclusion, target, &mut subst) {
                continue;
            }
            let mut open = Vec::new();
            for hypothesis in &clause.hypotheses {
                hypothesis.instance(&subst).variables(&mut open);
            }
            if open.is_empty() && !clause.hypotheses.is_empty() {
                let size = clause.conclusion.size();
                let hypotheses = clause.hypotheses.len();
                steps.push((usize::MAX - size, hypotheses, &clause.name, clause.part));
            }
        }
        steps.sort_unstable();
        for (_, _, name, part) in steps.into_iter().take(MOST) {
            let part = match part {
                Part::Whole => "",
                Part::Mp => ".mp",
                Part::Mpr => ".mpr",
            };
            list.premise(name, CITED_STEP, format!("apply {name}{part}"));
        }
    }

    /// Proves the hypotheses of a clause whose conclusion was matched.
    fn discharge(&mut self, clause: &Clause, subst: Subst, depth: u32) -> Option<Proof> {
        let mut proofs = Vec::new();
        self.hypotheses(clause, 0, subst, depth, &mut proofs)?;
        let cost = 1 + proofs.iter().map(|p: &Proof| p.cost).sum::<u32>();
        let mut proofs = proofs.into_iter();
        let mut text = clause.name.to_string();
        for argument in &clause.arguments {
            text.push(' ');
            match argument {
                Argument::Value => text.push('_'),
                Argument::Proof => text.push_str(&bracketed(proofs.next()?.text)),
            }
        }
        let side = match clause.part {
            Part::Whole => return Some(Proof { text, cost }),
            Part::Mp => "mp",
            Part::Mpr => "mpr",
        };
        let last = bracketed(proofs.next()?.text);
        Some(Proof { text: format!("({text}).{side} {last}"), cost })
    }

    fn hypotheses(
        &mut self,
        clause: &Clause,
        at: usize,
        subst: Subst,
        depth: u32,
        proofs: &mut Vec<Proof>,
    ) -> Option<()> {
        let Some(hypothesis) = clause.hypotheses.get(at) else { return Some(()) };
        let wanted = hypothesis.instance(&subst);
        let mut open = Vec::new();
        wanted.variables(&mut open);
        // A fact may settle what the conclusion left open, so each that fits is tried.
        for index in 0..self.facts.len() {
            let mut with = subst.clone();
            if matches(hypothesis, &self.facts[index].0, &mut with) {
                proofs.push(Proof { text: self.facts[index].1.clone(), cost: 0 });
                if self.hypotheses(clause, at + 1, with, depth, proofs).is_some() {
                    return Some(());
                }
                proofs.truncate(at);
            }
        }
        if !open.is_empty() {
            return None;
        }
        proofs.push(self.prove(&wanted, depth.checked_sub(1)?)?);
        let done = self.hypotheses(clause, at + 1, subst, depth, proofs);
        if done.is_none() {
            proofs.truncate(at);
        }
        done
    }

    fn prove(&mut self, goal: &Term, depth: u32) -> Option<Proof> {
        if let Some((_, name)) = self.facts.iter().find(|(fact, _)| fact == goal) {
            return Some(Proof { text: name.clone(), cost: 0 });
        }
        let Term::App(head, _) = goal else { return None };
        if self.linear && self.arithmetic.contains(head) {
            return Some(Proof { text: "by omega".to_owned(), cost: 4 });
        }
        if depth > 0 {
            for clause in self.clauses(goal) {
                self.effort = self.effort.checked_sub(1)?;
                let mut subst = Subst::default();
                if matches(&clause.conclusion, goal, &mut subst)
                    && let Some(proof) = self.discharge(clause, subst, depth)
                {
                    return Some(proof);
                }
            }
        }
        None
    }

    /// Equations of the library whose left-hand side is somewhere in the goal.
    fn rewrite(&self, target: &Term, list: &mut List) {
        let equals = self.arithmetic[0];
        let places: Vec<&Term> = target.positions().iter().map(|path| target.at(path)).collect();
        let pattern = Term::App(equals, Vec::new());
        let mut found: Vec<(usize, &str, bool)> = Vec::new();
        for clause in self.clauses(&pattern) {
            let Term::App(_, sides) = &clause.conclusion else { continue };
            let [left, right] = sides.as_slice() else { continue };
            if !clause.hypotheses.is_empty() || !specific(left) || permutes(left, right) {
                continue;
            }
            let fits = |place: &&&Term| matches(left, place, &mut Subst::default());
            if places.iter().any(|place| fits(&place)) {
                found.push((usize::MAX - left.size(), &clause.name, clause.simp));
            }
        }
        found.sort_unstable();
        for (_, name, _) in found.iter().take(MOST) {
            list.premise(name, REWRITE, format!("rw [{name}]"));
        }
        let fresh: Vec<&str> =
            found.iter().filter(|(_, _, simp)| !simp).map(|(_, name, _)| *name).take(8).collect();
        if let Some(first) = fresh.first() {
            let all = fresh.join(", ");
            list.premise(first, FINISH, format!("simp [{all}]"));
            list.premise(first, FINISH, format!("simp_all [{all}]"));
        }
    }
}

/// A conclusion that is more than a relation between variables.
fn specific(term: &Term) -> bool {
    match term {
        Term::Var(_) => false,
        Term::App(_, arguments) => {
            arguments.is_empty() || arguments.iter().any(|a| matches!(a, Term::App(..)))
        }
    }
}

/// Both sides have the same symbols and variables, so that rewriting could go on for ever.
fn permutes(left: &Term, right: &Term) -> bool {
    fn leaves(term: &Term, found: &mut Vec<(bool, u32)>) {
        match term {
            Term::Var(v) => found.push((true, *v)),
            Term::App(symbol, arguments) => {
                found.push((false, *symbol));
                arguments.iter().for_each(|a| leaves(a, found));
            }
        }
    }
    let (mut a, mut b) = (Vec::new(), Vec::new());
    leaves(left, &mut a);
    leaves(right, &mut b);
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

fn bracketed(text: String) -> String {
    if text.contains(' ') { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests;
