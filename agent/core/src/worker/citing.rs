//! Premises whose conclusion fits the goal, found by matching, and the proofs that they give by
//! themselves.
//!
//! Ranking by words finds what a goal is about; matching finds what it is an instance of. The
//! search here is backward chaining over the library's clauses, a few steps deep: a premise fits,
//! and each of its hypotheses is a fact of the context, a matter of linear arithmetic, or fits again.
//! Types are not looked at, so what is found is a good guess and no more.

mod search;

use std::sync::Arc;

use polya_lean::premises::Premise;
use rustc_hash::FxHashMap;

use search::Search;

use super::{
    List, View,
    shape::{Shape, binders, shape},
    term::{Signature, Symbol, Term},
};

/// Most clauses tried for one goal.
const EFFORT: u32 = 6_000;

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
        citations.forget_universal();
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
                        let bound = binders(group);
                        if !group.starts_with(['{', '[', '⦃']) {
                            arguments.extend(bound.iter().map(|_| Argument::Value));
                        }
                        variables.extend(bound.into_iter().map(|(name, _)| name));
                    }
                    rest = body;
                }
                Shape::Implies(left, body) => {
                    arguments.push(Argument::Proof);
                    hypotheses.push(left);
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

    /// Drops clauses that fit every goal with their relation and ask for nothing that is seen here,
    /// such as `∀ (a b : p), a = b`: what makes them true are types and instances.
    fn forget_universal(&mut self) {
        let universal = |clause: &Clause| match &clause.conclusion {
            Term::App(_, sides) => {
                clause.hypotheses.is_empty()
                    && sides.len() > 1
                    && sides.iter().all(|side| matches!(side, Term::Var(_)))
                    && sides.windows(2).all(|pair| pair[0] != pair[1])
            }
            Term::Var(_) => true,
        };
        let clauses = &self.clauses;
        for places in self.by_head.values_mut() {
            places.retain(|place| !universal(&clauses[*place]));
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
            term @ Term::App(..) => Some(term),
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

#[cfg(test)]
mod tests;
