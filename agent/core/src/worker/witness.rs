//! Witnesses for `∃`: solved from what the body says of the unknown, found by trying small numbers, or
//! taken from the context.
//!
//! Whether a witness is right is Lean's business, so all of this may guess.

mod small;
mod solve;

use polya_lean::goal::Hypothesis;
use polya_text::statement::{Binary, Term, parse, show};

use super::{
    List, View,
    arithmetic::NORMAL,
    prior::{FINISH, WITNESS},
    shape::{Shape, shape, strip},
    structure::is_data,
};
use crate::candidate::Rule;

/// Most tuples of witnesses for one goal.
const MOST: usize = 12;
/// How many of them are tried together with a tactic that may finish the goal.
const MOST_FINISHED: usize = 6;

/// A statement `∃ x y, body`.
struct Existence {
    /// The unknowns and their types, where printed.
    unknowns: Vec<(String, Option<Term>)>,
    /// What is to hold of them. Bounds of a binder are conjuncts, as they are for Lean.
    body: Term,
}

impl Existence {
    fn read(target: &str) -> Option<Self> {
        let mut body = parse(strip(target)).ok()?;
        let (mut unknowns, mut bounds) = (Vec::new(), Vec::new());
        while let Term::Exists(binders, inner) = body {
            for binder in binders {
                if let Some((relation, limit)) = binder.bound {
                    let name = Box::new(Term::Name(binder.name.clone()));
                    bounds.push(Term::Binary(relation, name, Box::new(limit)));
                }
                unknowns.push((binder.name, binder.ty));
            }
            body = *inner;
            // What follows stands beside a proof of the bound, and not in the same tuple.
            if !bounds.is_empty() {
                break;
            }
        }
        for bound in bounds.into_iter().rev() {
            body = Term::Binary(Binary::And, Box::new(bound), Box::new(body));
        }
        (!unknowns.is_empty()).then_some(Self { unknowns, body })
    }

    /// Whether all unknowns are numbers, as far as is printed.
    fn is_numeric(&self) -> bool {
        self.unknowns.iter().all(|(_, ty)| is_number(ty.as_ref()))
    }
}

/// Whether a type that may not be printed is one of natural or whole numbers.
fn is_number(ty: Option<&Term>) -> bool {
    match ty {
        None => true,
        Some(Term::Name(name)) => matches!(name.as_str(), "Nat" | "ℕ" | "Int" | "ℤ"),
        Some(_) => false,
    }
}

/// Witnesses with a tactic that finishes what they leave: one check for the whole goal.
pub(super) fn finish(view: &View<'_>, list: &mut List) {
    let Some(existence) = Existence::read(&view.goal.target) else { return };
    if let Some(numbers) = existence.is_numeric().then(|| small::search(&existence)).flatten() {
        let numbers = numbers.join(", ");
        for tactic in ["decide", "simp", "omega"] {
            list.rule(Rule::Witness, FINISH, format!("exact ⟨{numbers}, by {tactic}⟩"));
        }
    }
    if !speaks_of_numbers(&existence.body) {
        return;
    }
    let tactics = if has_products(&existence.body) {
        let equations = view
            .goal
            .hypotheses
            .iter()
            .filter(|h| h.accessible && matches!(shape(&h.ty), Shape::Relation(_, "=", _)));
        let mut laws: Vec<&str> = equations.map(|h| h.name.as_str()).collect();
        laws.push(NORMAL);
        vec![format!("simp only [{}] <;> omega", laws.join(", ")), "grind".to_owned()]
    } else if matches!(existence.body, Term::Forall(..)) {
        vec!["intros; omega".to_owned()]
    } else {
        vec!["omega".to_owned()]
    };
    for tuple in tuples(view, &existence).iter().take(MOST_FINISHED / tactics.len()) {
        for tactic in &tactics {
            list.rule(Rule::Witness, FINISH, format!("exact ⟨{tuple}, by {tactic}⟩"));
        }
    }
}

/// Witnesses that leave the rest as a goal, and what unification may find.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let Some(existence) = Existence::read(&view.goal.target) else {
        // What cannot be read may still be found by unification.
        if let Shape::Exists(..) = shape(&view.goal.target) {
            list.rule(Rule::Witness, WITNESS, "exact ⟨_, ‹_›⟩");
            list.rule(Rule::Witness, WITNESS * 0.6, "exact ⟨_, rfl⟩");
        }
        return;
    };
    for (place, tuple) in (0_u32..).zip(tuples(view, &existence)) {
        let prior = WITNESS * 1.2 / f64::from(1 + place).sqrt();
        list.rule(Rule::Witness, prior, format!("refine ⟨{tuple}, ?_⟩"));
    }
    let open = vec!["_"; existence.unknowns.len()].join(", ");
    let mut facts = Vec::new();
    conjuncts(&existence.body, &mut |fact| facts.push(fact));
    let given = vec!["‹_›"; facts.len()].join(", ");
    list.rule(Rule::Witness, WITNESS, format!("exact ⟨{open}, {given}⟩"));
    let proved = facts.iter().map(|fact| match fact {
        Term::Binary(Binary::Eq, ..) => "rfl",
        _ => "‹_›",
    });
    let proved = proved.collect::<Vec<_>>().join(", ");
    list.rule(Rule::Witness, WITNESS * 0.6, format!("exact ⟨{open}, {proved}⟩"));
}

/// The parts of a conjunction, from the left.
fn conjuncts<'a>(body: &'a Term, found: &mut impl FnMut(&'a Term)) {
    match body {
        Term::Binary(Binary::And, a, b) => {
            conjuncts(a, found);
            conjuncts(b, found);
        }
        other => found(other),
    }
}

/// Whether there is a relation that a procedure for arithmetic may decide.
fn speaks_of_numbers(body: &Term) -> bool {
    use Binary as B;
    match body {
        Term::Binary(B::And | B::Or | B::Implies | B::Iff, a, b) => {
            speaks_of_numbers(a) || speaks_of_numbers(b)
        }
        Term::Binary(B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge | B::Dvd, ..) => true,
        Term::Unary(_, a) => speaks_of_numbers(a),
        Term::Forall(_, body) => speaks_of_numbers(body),
        _ => false,
    }
}

/// Whether something that is no numeral is multiplied by something that is none.
fn has_products(body: &Term) -> bool {
    use Binary as B;
    match body {
        Term::Binary(B::Mul, a, b) => {
            let constant = |term: &Term| matches!(term, Term::Number(_));
            (!constant(a) && !constant(b)) || has_products(a) || has_products(b)
        }
        Term::Binary(B::Pow, ..) => true,
        Term::Binary(_, a, b) => has_products(a) || has_products(b),
        Term::Unary(_, a) | Term::Forall(_, a) | Term::Exists(_, a) => has_products(a),
        _ => false,
    }
}

/// Witnesses for all unknowns at once, the most promising first, as text.
fn tuples(view: &View<'_>, existence: &Existence) -> Vec<String> {
    let context = Context::of(view);
    let unknowns: Vec<usize> = (0..existence.unknowns.len()).collect();
    let mut found: Vec<(u32, Vec<Term>)> = Vec::new();
    let backwards: Vec<usize> = unknowns.iter().rev().copied().collect();
    for order in [unknowns, backwards] {
        let chosen = vec![None; order.len()];
        context.choose(existence, &order, &existence.body, chosen, 0, &mut found);
    }
    found.sort_by_key(|(cost, _)| *cost);
    let mut texts: Vec<String> = Vec::new();
    for (_, terms) in found {
        let shown: Option<Vec<String>> = terms.iter().map(show).collect();
        if let Some(text) = shown.map(|shown| shown.join(", "))
            && !texts.contains(&text)
        {
            texts.push(text);
        }
        if texts.len() == MOST {
            break;
        }
    }
    texts
}

/// What the goal's hypotheses have to offer.
struct Context<'a> {
    data: Vec<&'a Hypothesis>,
    /// Variables that equal something.
    equations: Vec<(String, Term)>,
}

impl<'a> Context<'a> {
    fn of(view: &View<'a>) -> Self {
        let accessible = || view.goal.hypotheses.iter().filter(|h| h.accessible);
        let equations = accessible().filter_map(|h| {
            let Shape::Relation(left, "=", right) = shape(&h.ty) else { return None };
            match (parse(left).ok()?, parse(right).ok()?) {
                (Term::Name(name), term) | (term, Term::Name(name)) if !term.mentions(&name) => {
                    Some((name, term))
                }
                _ => None,
            }
        });
        Self { equations: equations.collect(), data: accessible().filter(|h| is_data(h)).collect() }
    }

    /// Fills the places of `order`, each with what solves the body for it or with something simple, as
    /// long as there is room. Costs count how far each is from the first choice.
    fn choose(
        &self,
        existence: &Existence,
        order: &[usize],
        body: &Term,
        chosen: Vec<Option<Term>>,
        cost: u32,
        found: &mut Vec<(u32, Vec<Term>)>,
    ) {
        const MOST_FOUND: usize = 200;
        let Some((place, rest)) = order.split_first() else {
            found.extend(chosen.into_iter().collect::<Option<Vec<_>>>().map(|terms| (cost, terms)));
            return;
        };
        if found.len() > MOST_FOUND {
            return;
        }
        let (name, ty) = &existence.unknowns[*place];
        let others = rest.iter().map(|place| existence.unknowns[*place].0.as_str());
        let others: Vec<&str> = others.collect();
        // A solution may name unknowns that are chosen later. Without them it is a choice, too: then they
        // are what is left, as a remainder is.
        let mut solved: Vec<Term> = Vec::new();
        for term in solve::solutions(name, body, &self.equations).into_iter().take(6) {
            let alone = others
                .iter()
                .fold(term.clone(), |term, other| term.replaced(other, &Term::Number(0)));
            let alone = solve::simplified(alone);
            for term in [term, alone] {
                if !solved.contains(&term) {
                    solved.push(term);
                }
            }
        }
        let unsolved = if solved.is_empty() { 1 } else { 3 };
        let simple = self.simple(ty.as_ref());
        let mut choices: Vec<(u32, Term)> = (0..).zip(solved).collect();
        for (n, term) in (unsolved..).zip(simple) {
            if !choices.iter().any(|(_, known)| *known == term) {
                choices.push((n, term));
            }
        }
        for (more, term) in choices {
            let body = body.clone().replaced(name, &term);
            let put_in = |known: Option<Term>| {
                known.map(|known| solve::simplified(known.replaced(name, &term)))
            };
            let mut chosen: Vec<Option<Term>> = chosen.iter().cloned().map(put_in).collect();
            chosen[*place] = Some(term);
            self.choose(existence, rest, &body, chosen, cost + more, found);
        }
    }

    /// Things of a type: of the context, and the simplest numbers.
    fn simple(&self, ty: Option<&Term>) -> Vec<Term> {
        let wanted = ty.and_then(show);
        let fits = |h: &&&Hypothesis| wanted.as_deref().is_none_or(|ty| strip(&h.ty) == ty);
        let names = self.data.iter().filter(fits).map(|h| Term::Name(h.name.clone()));
        let mut terms: Vec<Term> = names.take(4).collect();
        if is_number(ty) {
            let next = terms.first().cloned();
            terms.extend([Term::Number(0), Term::Number(1)]);
            terms.extend(next.map(|n| solve::sum(n, Term::Number(1))));
            terms.push(Term::Number(2));
        }
        terms
    }
}

#[cfg(test)]
mod tests;
