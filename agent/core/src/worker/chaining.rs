//! Forward chaining: what follows from the facts of the context by its laws, in a few rounds, until
//! the target or a contradiction is among it.

use polya_lean::goal::Hypothesis;
use rustc_hash::FxHashSet;

use super::{
    List, View,
    laws::{Law, laws},
    shape::{Shape, binders, shape, strip},
    structure::is_data,
    term::{Signature, Subst, Term, matches},
};
use crate::candidate::Rule;

/// How sure a proof is that was found.
const FOUND: f64 = 0.95;
/// Most facts.
const FACTS: usize = 300;
/// Rounds of inference.
const ROUNDS: usize = 4;
/// Most terms that values are tried from.
const POOL: usize = 10;

/// What citing a law takes, in order.
#[derive(Clone, Debug)]
enum Piece {
    Value(u32),
    Proof(Term),
    Part(&'static str),
}

/// A law with an atomic conclusion.
#[derive(Debug)]
struct Clause {
    name: String,
    pieces: Vec<Piece>,
    types: Vec<Option<String>>,
    conclusion: Term,
}

#[derive(Debug)]
struct Fact {
    says: Term,
    proof: String,
}

/// Proposes a proof of the target by chaining.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let mut signature = Signature::default();
    let target = proposition(&mut signature, &view.goal.target, &[]);
    if target.is_none() {
        return;
    }
    let mut clauses = Vec::new();
    for Law { name, statement, .. } in laws(view) {
        let clause =
            Clause { name, pieces: Vec::new(), types: Vec::new(), conclusion: Term::Var(0) };
        expand(&mut signature, clause, &mut Vec::new(), &statement, &mut clauses);
    }
    let absurd = Term::App(signature.symbol("False"), Vec::new());
    let equals = signature.symbol("=");
    let mut chain = Chain { signature, facts: Vec::new(), known: FxHashSet::default(), view };
    let pool = chain.pool(&clauses, target.as_ref());
    for _ in 0..ROUNDS {
        let before = chain.facts.len();
        let reach = before;
        for clause in &clauses {
            chain.apply(clause, 0, reach, &pool, &Subst::default());
        }
        for fact in &chain.facts {
            if Some(&fact.says) == target.as_ref() {
                list.rule(Rule::Forward, FOUND, format!("exact {}", fact.proof));
                return;
            }
            if fact.says == absurd {
                list.rule(Rule::Forward, FOUND, format!("exact False.elim ({})", fact.proof));
                return;
            }
            if let (Term::App(f, fs), Some(Term::App(g, gs))) = (&fact.says, &target)
                && (*f, *g) == (equals, equals)
                && (&fs[0], &fs[1]) == (&gs[1], &gs[0])
            {
                list.rule(Rule::Forward, FOUND, format!("exact Eq.symm ({})", fact.proof));
                return;
            }
        }
        if chain.facts.len() == before || chain.facts.len() >= FACTS {
            return;
        }
    }
}

/// An atomic proposition as a term.
fn proposition(signature: &mut Signature, text: &str, variables: &[String]) -> Option<Term> {
    match shape(text) {
        Shape::Relation(left, relation, right) => {
            let (left, right) =
                (signature.read(left, variables)?, signature.read(right, variables)?);
            Some(Term::App(signature.symbol(relation), vec![left, right]))
        }
        Shape::False => Some(Term::App(signature.symbol("False"), Vec::new())),
        Shape::Atom(text) => signature.read(text, variables),
        _ => None,
    }
}

/// Splits a statement into clauses.
fn expand(
    signature: &mut Signature,
    mut clause: Clause,
    variables: &mut Vec<String>,
    statement: &str,
    found: &mut Vec<Clause>,
) {
    let copy = |clause: &Clause, part: &'static str| Clause {
        name: clause.name.clone(),
        pieces: clause.pieces.iter().cloned().chain([Piece::Part(part)]).collect(),
        types: clause.types.clone(),
        conclusion: Term::Var(0),
    };
    match shape(statement) {
        Shape::Forall(bound, body) => {
            for (name, ty) in binders(bound) {
                clause.pieces.push(Piece::Value(u32::try_from(variables.len()).unwrap_or(0)));
                clause.types.push(ty);
                variables.push(name);
            }
            expand(signature, clause, variables, body, found);
        }
        Shape::Implies(premise, body) => {
            let Some(premise) = proposition(signature, premise, variables) else { return };
            clause.pieces.push(Piece::Proof(premise));
            expand(signature, clause, variables, body, found);
        }
        Shape::And(left, right) => {
            let first = copy(&clause, "1");
            expand(signature, first, &mut variables.clone(), left, found);
            expand(signature, copy(&clause, "2"), variables, right, found);
        }
        Shape::Iff(left, right) => {
            for (part, from, to) in [("mp", left, right), ("mpr", right, left)] {
                let statement = format!("({from}) → ({to})");
                let branch = copy(&clause, part);
                expand(signature, branch, &mut variables.clone(), &statement, found);
            }
        }
        Shape::Not(body) => {
            let statement = format!("({body}) → False");
            expand(signature, clause, variables, &statement, found);
        }
        Shape::Relation(left, "≠", right) => {
            let statement = format!("{left} = {right} → False");
            expand(signature, clause, variables, &statement, found);
        }
        _ => {
            if let Some(conclusion) = proposition(signature, statement, variables) {
                clause.conclusion = conclusion;
                found.push(clause);
            }
        }
    }
}

struct Chain<'a> {
    signature: Signature,
    facts: Vec<Fact>,
    known: FxHashSet<Term>,
    view: &'a View<'a>,
}

impl Chain<'_> {
    /// Terms without variables that values are tried from: those of the target first, then
    /// variables of the context.
    fn pool(&mut self, clauses: &[Clause], target: Option<&Term>) -> Vec<(Term, Option<String>)> {
        let mut terms: Vec<Term> = Vec::new();
        let mut from = |proposition: &Term| {
            for position in proposition.positions().into_iter().filter(|p| !p.is_empty()) {
                let part = proposition.at(&position).clone();
                let mut variables = Vec::new();
                part.variables(&mut variables);
                if variables.is_empty() && !terms.contains(&part) {
                    terms.push(part);
                }
            }
        };
        target.into_iter().for_each(&mut from);
        clauses.iter().filter(|c| c.types.is_empty()).for_each(|c| from(&c.conclusion));
        for h in self.view.goal.hypotheses.iter().filter(|h| h.accessible && is_data(h)) {
            if let Some(term) = self.signature.read(&h.name, &[])
                && !terms.contains(&term)
                && !h.ty.contains('→')
            {
                terms.push(term);
            }
        }
        let types: Vec<Option<String>> = terms.iter().map(|t| self.type_of(t)).collect();
        terms.into_iter().zip(types).take(POOL).collect()
    }

    fn type_of(&self, term: &Term) -> Option<String> {
        let Term::App(_, args) = term else { return None };
        let text = self.signature.write(term, &|_| String::new());
        let head = text.split_whitespace().next()?;
        let hypothesis: &Hypothesis = self.view.goal.hypotheses.iter().find(|h| h.name == head)?;
        let parts: Vec<&str> = hypothesis.ty.split(" → ").collect();
        Some(parts.get(args.len())?.to_owned().to_owned())
    }

    /// Cites a clause from its piece `at` on, with facts below `reach`.
    fn apply(
        &mut self,
        clause: &Clause,
        at: usize,
        reach: usize,
        pool: &[(Term, Option<String>)],
        subst: &Subst,
    ) {
        if self.facts.len() >= FACTS {
            return;
        }
        // Premises first: they decide most values.
        let premises = clause.pieces.iter().filter_map(|p| match p {
            Piece::Proof(premise) => Some(premise),
            _ => None,
        });
        if let Some(premise) = premises.clone().nth(at) {
            for fact in 0..reach {
                let mut extended = subst.clone();
                if matches(premise, &self.facts[fact].says, &mut extended) {
                    self.apply(clause, at + 1, reach, pool, &extended);
                }
            }
            return;
        }
        let open = (0..).zip(&clause.types).find(|(v, _)| !subst.contains_key(v));
        if let Some((v, ty)) = open {
            for (term, known) in pool {
                let fits = match (ty, known) {
                    (Some(ty), Some(known)) => strip(ty) == strip(known),
                    _ => true,
                };
                if fits {
                    let mut extended = subst.clone();
                    extended.insert(v, term.clone());
                    self.apply(clause, at, reach, pool, &extended);
                }
            }
            return;
        }
        self.conclude(clause, subst);
    }

    fn conclude(&mut self, clause: &Clause, subst: &Subst) {
        let says = clause.conclusion.instance(subst);
        if says.size() > 16 || !self.known.insert(says.clone()) {
            return;
        }
        let mut proof = clause.name.clone();
        for piece in &clause.pieces {
            match piece {
                Piece::Value(v) => {
                    let text = self.signature.write(&subst[v], &|_| String::new());
                    proof = format!("{proof} ({text})");
                }
                Piece::Proof(premise) => {
                    let premise = premise.instance(subst);
                    let Some(fact) = self.facts.iter().find(|f| f.says == premise) else { return };
                    proof = format!("{proof} ({})", fact.proof);
                }
                Piece::Part(part) => proof = format!("({proof}).{part}"),
            }
        }
        if proof.len() < 1_500 {
            self.facts.push(Fact { says, proof });
        }
    }
}
