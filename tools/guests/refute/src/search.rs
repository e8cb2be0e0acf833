//! The search for an assignment.

use std::{collections::BTreeMap, rc::Rc};

use polya_evaluation::{
    Bounds, Domain, Evaluator, Sizes, Stop, Truth, Value, annotate, annotate_source, domain,
};
use polya_text::statement::{Source, Term, parse};

use crate::{
    print::{self, Sort, Sorts},
    structure::{self, Piece},
};

/// Steps of evaluation that one search may take: well under 50 ms.
const STEPS: u64 = 400_000;
/// Part of them that one stage may take, so that no stage starves the later ones.
const SHARE: u64 = 3;

/// One line of a goal's local context.
#[derive(Clone, Debug)]
pub struct Hypothesis {
    /// Its name.
    pub name: String,
    /// Its type as printed.
    pub ty: String,
    /// The value of a `let` variable.
    pub value: Option<String>,
}

/// Values that make the goal false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Variables and their values, in the order of the context and then of the target.
    pub assignment: Vec<(String, String)>,
    /// What is false then.
    pub explanation: String,
}

/// Why a goal cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplicable(pub String);

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A counterexample.
    Found(Found),
    /// None; what was tried.
    NoneUpTo(String),
}

struct Goal {
    /// Type variables; true for those of any universe.
    types: Vec<(String, bool)>,
    variables: Vec<(String, Term)>,
    /// Structures that were taken apart into variables and facts: how to write their values.
    structures: Vec<(String, Vec<Piece>)>,
    facts: Vec<Term>,
    target: Term,
    target_text: String,
}

/// Sizes of the sets that stand for the type variables, and bounds of numbers and lists.
struct Stage {
    sizes: Vec<u8>,
    bounds: Bounds,
}

/// What is gone through, small things first: small counterexamples are found first, too.
fn stages(goal: &Goal) -> Vec<Stage> {
    let count = goal.types.len();
    let all = |n: u8| vec![n; count];
    let stage = |sizes: Vec<u8>, number: u8, list: usize, items: usize| Stage {
        sizes,
        bounds: Bounds { number, list, items },
    };
    if count == 0 {
        let levels = [(2, 1, 2), (3, 2, 2), (3, 3, 2), (7, 3, 3), (16, 2, 3), (64, 1, 3)];
        let levels = levels.into_iter();
        return levels.map(|(n, list, items)| stage(Vec::new(), n, list, items)).collect();
    }
    let mut found = vec![stage(all(1), 2, 1, 2), stage(all(2), 3, 2, 2)];
    if count <= 3 {
        found.extend(mixed(count, &[1, 2]).into_iter().map(|sizes| stage(sizes, 2, 2, 2)));
        found.extend(mixed(count, &[0, 2]).into_iter().map(|sizes| stage(sizes, 2, 1, 2)));
    }
    found.push(stage(all(0), 2, 1, 2));
    if goal.speaks_of_numbers() {
        found.push(stage(all(2), 7, 3, 2));
    }
    found.extend([stage(all(3), 16, 2, 3), stage(all(4), 4, 2, 3)]);
    if goal.has_operation() {
        found.extend([5, 6, 8, 12].map(|n| stage(all(n), 2, 1, 2)));
    }
    found
}

/// Choices of these sizes that are not all the same.
fn mixed(count: usize, sizes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = vec![Vec::new()];
    for _ in 0..count {
        found = found
            .iter()
            .flat_map(|chosen: &Vec<u8>| sizes.iter().map(|n| [&chosen[..], &[*n]].concat()))
            .collect();
    }
    found.retain(|chosen| chosen.windows(2).any(|pair| pair[0] != pair[1]));
    found
}

/// Looks for values of the goal's variables that make every hypothesis true and the target false.
/// `before` is the text of the file before the statement, for its definitions.
pub fn refute(
    hypotheses: &[Hypothesis],
    target: &str,
    before: &str,
) -> Result<Outcome, NotApplicable> {
    let mut source = Source::read(before);
    annotate_source(&mut source);
    let goal = read(hypotheses, target, &source)?;
    let (order, ready) = plan(&goal);
    let mut steps = STEPS;
    let mut tried = String::from("nothing");
    for Stage { sizes, bounds } in stages(&goal) {
        let largest = sizes.iter().copied().max().unwrap_or(0);
        let sizes: Sizes = goal.types.iter().map(|(name, _)| name.clone()).zip(sizes).collect();
        let share = steps.min(STEPS / SHARE);
        let mut search = Search {
            evaluator: Evaluator::new(&source, &sizes, bounds, share),
            goal: &goal,
            order: &order,
            ready: &ready,
            domains: BTreeMap::new(),
        };
        match search.run(0) {
            Ok(Some(found)) => return Ok(Outcome::Found(found)),
            Ok(None) | Err(Stop::Undefined) => {
                tried = format!("numbers to {}, lists to length {}", bounds.number, bounds.list);
                if !goal.types.is_empty() {
                    tried = format!("{tried}, types of {largest}");
                }
            }
            Err(Stop::Exhausted) => {}
            Err(Stop::Unsupported(what)) => {
                return Err(NotApplicable(format!("{what} is not evaluated")));
            }
        }
        steps -= share - search.evaluator.steps;
        if steps == 0 {
            break;
        }
        if goal.variables.is_empty() && goal.types.is_empty() && !has_quantifier(&goal.target) {
            break;
        }
    }
    Ok(Outcome::NoneUpTo(tried))
}

/// Classes whose instances say nothing about values.
const SILENT_CLASSES: [&str; 7] =
    ["DecidableEq", "Decidable", "DecidablePred", "Inhabited", "Nonempty", "BEq", "LawfulBEq"];

/// Sorts the context into type variables, variables and facts, and opens the target: `∀` becomes
/// variables, `→` facts.
fn read(hypotheses: &[Hypothesis], target: &str, source: &Source) -> Result<Goal, NotApplicable> {
    let term = |text: &str| parse(text).map_err(|e| NotApplicable(format!("`{text}`: {e}")));
    let mut goal = Goal {
        types: Vec::new(),
        variables: Vec::new(),
        structures: Vec::new(),
        facts: Vec::new(),
        target: term(target)?,
        target_text: target.to_owned(),
    };
    for hypothesis in hypotheses {
        if hypothesis.value.is_some() {
            return Err(NotApplicable("a `let` variable".to_owned()));
        }
        goal.assume(&hypothesis.name, term(&hypothesis.ty)?, source)?;
    }
    loop {
        match std::mem::replace(&mut goal.target, Term::Number(0)) {
            Term::Forall(binders, body) => {
                for binder in binders {
                    let Some(ty) = binder.ty else {
                        return Err(NotApplicable("a bound variable without a type".to_owned()));
                    };
                    goal.assume(&binder.name, ty, source)?;
                }
                goal.target = *body;
            }
            Term::Binary(polya_text::statement::Binary::Implies, fact, rest) => {
                goal.facts.push(*fact);
                goal.target = *rest;
            }
            Term::Typed(inner, _) => goal.target = *inner,
            other => {
                goal.target = other;
                break;
            }
        }
    }
    // Last, when all is known that can tell the types of what is bound inside.
    let mut terms = std::mem::take(&mut goal.facts);
    terms.push(goal.target);
    annotate(&mut terms, &goal.variables, source);
    goal.target = terms.pop().unwrap_or(Term::Number(0));
    goal.facts = terms;
    Ok(goal)
}

impl Goal {
    /// True if a number or a list comes in, for which larger bounds are something new.
    fn speaks_of_numbers(&self) -> bool {
        const INFINITE: [&str; 3] = ["Nat", "Int", "List"];
        let infinite = |term: &Term| names(term).iter().any(|n| INFINITE.contains(&n.as_str()));
        self.variables.iter().any(|(_, ty)| infinite(ty))
            || self.facts.iter().chain([&self.target]).any(infinite)
    }

    /// True if there is an operation of two arguments on a type variable.
    fn has_operation(&self) -> bool {
        use polya_text::statement::Binary::Implies;
        self.variables.iter().any(|(_, ty)| match ty {
            Term::Binary(Implies, a, rest) => match &**rest {
                Term::Binary(Implies, b, to) => a == b && a == to,
                _ => false,
            },
            _ => false,
        })
    }

    fn assume(&mut self, name: &str, ty: Term, source: &Source) -> Result<(), NotApplicable> {
        let head = if let Term::Apply(head, _) = &ty { head } else { &ty };
        if matches!(head, Term::Name(sort) if sort == "Type" || sort == "Sort") {
            // `Type` alone is a name, `Type u` an application.
            self.types.push((name.to_owned(), matches!(ty, Term::Apply(..))));
            return Ok(());
        }
        if let Term::Apply(head, _) = &ty
            && let Term::Name(class) = &**head
        {
            if SILENT_CLASSES.contains(&class.as_str()) {
                return Ok(());
            }
            if source.structure(class).is_some() {
                let parts = structure::take_apart(&ty, source, &self.variables)
                    .ok_or_else(|| NotApplicable(format!("the structure `{class}`")))?;
                self.variables.extend(parts.variables);
                self.facts.extend(parts.laws);
                self.structures.push((name.to_owned(), parts.pieces));
                return Ok(());
            }
        }
        let sizes: Sizes = self.types.iter().map(|(t, _)| (t.clone(), 1)).collect();
        if domain(&ty, &sizes, Bounds { number: 1, list: 1, items: 1 }).is_some() {
            self.variables.push((name.to_owned(), ty));
        } else {
            self.facts.push(ty);
        }
        Ok(())
    }
}

/// The order in which variables get their values, and for each number of them the facts that can be
/// evaluated then and not before: the next variable is the one that decides most facts.
fn plan(goal: &Goal) -> (Vec<usize>, Vec<Vec<usize>>) {
    let needs: Vec<Vec<usize>> = goal
        .facts
        .iter()
        .map(|fact| {
            let names = names(fact);
            let used = |(_, (name, _)): &(usize, &(String, Term))| names.contains(name);
            goal.variables.iter().enumerate().filter(used).map(|(place, _)| place).collect()
        })
        .collect();
    let mut order: Vec<usize> = Vec::new();
    let mut ready = Vec::new();
    let mut open: Vec<usize> = (0..goal.facts.len()).collect();
    loop {
        let (done, left): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|fact| needs[**fact].iter().all(|v| order.contains(v)));
        ready.push(done);
        open = left;
        let missing = |fact: &usize| needs[*fact].iter().filter(|v| !order.contains(v)).count();
        let decided = |place: usize| {
            open.iter().filter(|f| missing(f) == 1 && needs[**f].contains(&place)).count()
        };
        let next = (0..goal.variables.len())
            .filter(|place| !order.contains(place))
            // The first of the best.
            .max_by_key(|place| (decided(*place), std::cmp::Reverse(*place)));
        match next {
            Some(next) => order.push(next),
            None => return (order, ready),
        }
    }
}

struct Search<'a> {
    evaluator: Evaluator<'a>,
    goal: &'a Goal,
    order: &'a [usize],
    ready: &'a [Vec<usize>],
    domains: BTreeMap<usize, Rc<[Value]>>,
}

impl Search<'_> {
    fn run(&mut self, depth: usize) -> Result<Option<Found>, Stop> {
        for index in &self.ready[depth] {
            // A fact that is not certainly true cannot carry a counterexample.
            self.evaluator.rest();
            if self.evaluator.truth(&self.goal.facts[*index])? != Truth::True {
                return Ok(None);
            }
        }
        let Some((name, ty)) = self.order.get(depth).map(|place| &self.goal.variables[*place])
        else {
            let goal = self.goal;
            self.evaluator.rest();
            return Ok((self.evaluator.truth(&goal.target)? == Truth::False).then(|| self.found()));
        };
        let values = if let Some(values) = self.domains.get(&depth) {
            Rc::clone(values)
        } else {
            let Some(Domain { values, .. }) =
                domain(ty, self.evaluator.sizes, self.evaluator.bounds)
            else {
                return Ok(None);
            };
            self.domains.insert(depth, Rc::clone(&values));
            values
        };
        for value in values.iter() {
            self.evaluator.variables.push((name.clone(), value.clone()));
            let found = self.run(depth + 1);
            self.evaluator.variables.pop();
            if let Some(found) = found? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn found(&self) -> Found {
        let size = |name: &str| self.evaluator.sizes.get(name).copied().unwrap_or(1);
        let sorts: Sorts = self
            .goal
            .types
            .iter()
            .map(|(name, polymorphic)| {
                (name.clone(), Sort { size: size(name), polymorphic: *polymorphic })
            })
            .collect();
        let mut assignment: Vec<(String, String)> =
            self.goal.types.iter().map(|(name, _)| (name.clone(), sorts[name].term())).collect();
        let value = |place: usize| {
            let depth = self.order.iter().position(|p| *p == place);
            depth.and_then(|depth| self.evaluator.variables.get(depth)).map(|(_, value)| value)
        };
        let values: Vec<(String, String)> = self
            .goal
            .variables
            .iter()
            .enumerate()
            .filter_map(|(place, (name, ty))| {
                Some((name.clone(), print::term(value(place)?, ty, &sorts)))
            })
            .collect();
        let mut inside = Vec::new();
        for (name, pieces) in &self.goal.structures {
            assignment.push((name.clone(), structure::write(pieces, &values, &mut inside)));
        }
        let outside = values.into_iter().enumerate().filter(|(place, _)| !inside.contains(place));
        assignment.extend(outside.map(|(_, value)| value));
        let mut explanation = format!("false then: {}", self.goal.target_text);
        if self.evaluator.assumed {
            explanation.push_str(
                "; where a derivation was not found among the values at hand, there is taken to be none",
            );
        }
        Found { assignment, explanation }
    }
}

fn has_quantifier(term: &Term) -> bool {
    match term {
        Term::Forall(..) | Term::Exists(..) => true,
        Term::Binary(_, a, b) | Term::Pair(a, b) | Term::Typed(a, b) => {
            has_quantifier(a) || has_quantifier(b)
        }
        Term::Unary(_, a) | Term::Field(a, _) => has_quantifier(a),
        _ => false,
    }
}

/// Every free name in a term, and the first part of dotted ones.
fn names(term: &Term) -> Vec<String> {
    fn go_all(terms: &[Term], into: &mut Vec<String>) {
        for term in terms {
            go(term, into);
        }
    }
    fn go(term: &Term, into: &mut Vec<String>) {
        let mut binders = |bs: &[polya_text::statement::Binder]| {
            for b in bs {
                if let Some(t) = &b.ty {
                    go(t, into);
                }
                if let Some((_, t)) = &b.bound {
                    go(t, into);
                }
            }
        };
        match term {
            Term::Name(n) => {
                into.push(n.clone());
                if let Some((head, _)) = n.split_once('.') {
                    into.push(head.to_owned());
                }
            }
            Term::Number(_) => {}
            Term::Apply(f, xs) => {
                go(f, into);
                go_all(xs, into);
            }
            Term::Field(t, _) | Term::Unary(_, t) => go(t, into),
            Term::Binary(operator, a, b) => {
                // The operation of a structure has its symbol for a name.
                use polya_text::statement::Binary as B;
                let operation = match operator {
                    B::Gt => B::Lt,
                    B::Ge => B::Le,
                    other => *other,
                };
                into.push(operation.symbol().to_owned());
                go(a, into);
                go(b, into);
            }
            Term::Pair(a, b) | Term::Typed(a, b) => {
                go(a, into);
                go(b, into);
            }
            Term::If(c, a, b) => [c, a, b].into_iter().for_each(|t| go(t, into)),
            Term::List(xs) => xs.iter().for_each(|x| go(x, into)),
            Term::Forall(bs, t) | Term::Exists(bs, t) | Term::Lambda(bs, t) => {
                binders(bs);
                let mut inside = Vec::new();
                go(t, &mut inside);
                let bound = |n: &String| bs.iter().any(|b| b.name == *n);
                into.extend(inside.into_iter().filter(|n| !bound(n)));
            }
        }
    }
    let mut found = Vec::new();
    go(term, &mut found);
    found
}

#[cfg(test)]
mod tests;
