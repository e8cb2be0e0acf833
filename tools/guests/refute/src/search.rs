//! The search for an assignment.

use std::{collections::BTreeMap, rc::Rc};

use polya_statement::{Term, parse};

use crate::{
    domain::{Bounds, Domain, Sizes, domain},
    eval::{Evaluator, Stop},
    print::{self, Sort, Sorts},
    value::{Truth, Value},
};

/// Steps of evaluation that one search may take: well under 50 ms.
const STEPS: u64 = 400_000;
/// Sizes of the finite sets that stand for type variables, and bounds of numbers and lists, tried
/// one after the other: small counterexamples are found first.
const LEVELS: [(u8, Bounds); 4] = [
    (1, Bounds { number: 2, list: 1 }),
    (2, Bounds { number: 3, list: 2 }),
    (2, Bounds { number: 7, list: 3 }),
    (3, Bounds { number: 16, list: 2 }),
];

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
    facts: Vec<Term>,
    target: Term,
    target_text: String,
}

/// Looks for values of the goal's variables that make every hypothesis true and the target false.
pub fn refute(hypotheses: &[Hypothesis], target: &str) -> Result<Outcome, NotApplicable> {
    let goal = read(hypotheses, target)?;
    let mut steps = STEPS;
    let mut tried = String::from("nothing");
    for (size, bounds) in LEVELS {
        let sizes: Sizes = goal.types.iter().map(|(t, _)| (t.clone(), size)).collect();
        let mut search = Search {
            evaluator: Evaluator::new(&sizes, bounds, steps),
            goal: &goal,
            ready: plan(&goal),
            domains: BTreeMap::new(),
        };
        match search.run(0) {
            Ok(Some(found)) => return Ok(Outcome::Found(found)),
            Ok(None) | Err(Stop::Undefined) => {}
            Err(Stop::Exhausted) => break,
            Err(Stop::Unsupported(what)) => {
                return Err(NotApplicable(format!("{what} is not evaluated")));
            }
        }
        steps = search.evaluator.steps;
        tried = format!(
            "numbers to {}, lists to length {}, types of {size}",
            bounds.number, bounds.list
        );
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
fn read(hypotheses: &[Hypothesis], target: &str) -> Result<Goal, NotApplicable> {
    let term = |text: &str| parse(text).map_err(|e| NotApplicable(format!("`{text}`: {e}")));
    let mut goal = Goal {
        types: Vec::new(),
        variables: Vec::new(),
        facts: Vec::new(),
        target: term(target)?,
        target_text: target.to_owned(),
    };
    for hypothesis in hypotheses {
        if hypothesis.value.is_some() {
            return Err(NotApplicable("a `let` variable".to_owned()));
        }
        goal.assume(&hypothesis.name, term(&hypothesis.ty)?);
    }
    loop {
        match std::mem::replace(&mut goal.target, Term::Number(0)) {
            Term::Forall(binders, body) => {
                for binder in binders {
                    let Some(ty) = binder.ty else {
                        return Err(NotApplicable("a bound variable without a type".to_owned()));
                    };
                    goal.assume(&binder.name, ty);
                }
                goal.target = *body;
            }
            Term::Binary(polya_statement::Binary::Implies, fact, rest) => {
                goal.facts.push(*fact);
                goal.target = *rest;
            }
            Term::Typed(inner, _) => goal.target = *inner,
            other => {
                goal.target = other;
                return Ok(goal);
            }
        }
    }
}

impl Goal {
    fn assume(&mut self, name: &str, ty: Term) {
        let head = if let Term::Apply(head, _) = &ty { head } else { &ty };
        if matches!(head, Term::Name(sort) if sort == "Type" || sort == "Sort") {
            // `Type` alone is a name, `Type u` an application.
            self.types.push((name.to_owned(), matches!(ty, Term::Apply(..))));
            return;
        }
        if let Term::Apply(head, _) = &ty
            && let Term::Name(class) = &**head
            && SILENT_CLASSES.contains(&class.as_str())
        {
            return;
        }
        let sizes: Sizes = self.types.iter().map(|(t, _)| (t.clone(), 1)).collect();
        if domain(&ty, &sizes, LEVELS[0].1).is_some() {
            self.variables.push((name.to_owned(), ty));
        } else {
            self.facts.push(ty);
        }
    }
}

/// For each number of assigned variables, the facts that can be evaluated then and not before.
fn plan(goal: &Goal) -> Vec<Vec<usize>> {
    let mut ready = vec![Vec::new(); goal.variables.len() + 1];
    for (index, fact) in goal.facts.iter().enumerate() {
        let last = goal
            .variables
            .iter()
            .rposition(|(name, _)| names(fact).iter().any(|n| n == name))
            .map_or(0, |p| p + 1);
        ready[last].push(index);
    }
    ready
}

struct Search<'a> {
    evaluator: Evaluator<'a>,
    goal: &'a Goal,
    ready: Vec<Vec<usize>>,
    domains: BTreeMap<usize, Rc<[Value]>>,
}

impl Search<'_> {
    fn run(&mut self, depth: usize) -> Result<Option<Found>, Stop> {
        for index in self.ready[depth].clone() {
            // A fact that is not certainly true cannot carry a counterexample.
            if self.evaluator.truth(&self.goal.facts[index])? != Truth::True {
                return Ok(None);
            }
        }
        let Some((name, ty)) = self.goal.variables.get(depth) else {
            let goal = self.goal;
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
        let values = self.goal.variables.iter().zip(&self.evaluator.variables);
        assignment.extend(
            values.map(|((name, ty), (_, value))| (name.clone(), print::term(value, ty, &sorts))),
        );
        Found { assignment, explanation: format!("false then: {}", self.goal.target_text) }
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

/// Every name in a term, the first part of dotted ones.
fn names(term: &Term) -> Vec<String> {
    fn go_all(terms: &[Term], into: &mut Vec<String>) {
        for term in terms {
            go(term, into);
        }
    }
    fn go(term: &Term, into: &mut Vec<String>) {
        let mut binders = |bs: &[polya_statement::Binder]| {
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
            Term::Binary(_, a, b) | Term::Pair(a, b) | Term::Typed(a, b) => {
                go(a, into);
                go(b, into);
            }
            Term::If(c, a, b) => [c, a, b].into_iter().for_each(|t| go(t, into)),
            Term::List(xs) => xs.iter().for_each(|x| go(x, into)),
            Term::Forall(bs, t) | Term::Exists(bs, t) | Term::Lambda(bs, t) => {
                binders(bs);
                go(t, into);
            }
        }
    }
    let mut found = Vec::new();
    go(term, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(text: &str) -> Result<Outcome, NotApplicable> {
        let (context, target) = text.split_once('⊢').unwrap();
        let hypotheses: Vec<_> = context
            .split(';')
            .filter_map(|h| h.split_once(':'))
            .flat_map(|(names, ty)| {
                names.split_whitespace().map(move |name| Hypothesis {
                    name: name.to_owned(),
                    ty: ty.trim().to_owned(),
                    value: None,
                })
            })
            .collect();
        refute(&hypotheses, target.trim())
    }

    fn values(text: &str) -> String {
        match goal(text) {
            Ok(Outcome::Found(found)) => found
                .assignment
                .iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect::<Vec<_>>()
                .join("; "),
            Ok(Outcome::NoneUpTo(_)) => "none".to_owned(),
            Err(NotApplicable(reason)) => format!("not applicable: {reason}"),
        }
    }

    #[test]
    fn false_statements_are_refuted_by_small_values() {
        assert_eq!(values("⊢ ∀ n : Nat, n < n * n"), "n = 0");
        assert_eq!(values("a b : Nat ⊢ a - b + b = a"), "a = 0; b = 1");
        assert_eq!(values("a b : Int; h : a * a = b * b ⊢ a = b"), "a = 1; b = -1");
        assert_eq!(values("p q : Prop ⊢ (p → q) → q → p"), "p = False; q = True");
        assert_eq!(
            values("α : Type; xs ys : List α ⊢ xs ++ ys = ys ++ xs"),
            "α = Fin 2; xs = [0]; ys = [1]"
        );
        assert_eq!(values("n : Nat ⊢ n / n = 1"), "n = 0");
        assert_eq!(values("n : Nat; h : 2 ∣ n * n ⊢ 4 ∣ n"), "n = 2");
        assert_eq!(values("b c : Bool ⊢ (b && c) = b"), "b = true; c = false");
    }

    #[test]
    fn predicates_relations_and_functions_run_through_tables() {
        assert_eq!(
            values(
                "α : Type; p q : α → Prop ⊢ (∀ x : α, p x ∨ q x) → (∀ x : α, p x) ∨ (∀ x : α, q x)"
            ),
            "α = Fin 2; p = fun x0 => (x0 = 0); q = fun x0 => (x0 = 1)"
        );
        let symmetric = values(
            "α : Type; r : α → α → Prop; h : ∀ x y z : α, r x y → r y z → r x z ⊢ ∀ x y : α, r x y → r y x",
        );
        assert!(symmetric.starts_with("α = Fin 2; r = fun x0 x1 => (x0 = "), "{symmetric}");
        assert_eq!(values("f : Nat → Nat ⊢ f 0 = 0"), "f = fun x => x + 1");
        assert_eq!(values("xs : List Nat ⊢ xs.map (fun x => x + 1) = xs"), "xs = [0]");
    }

    #[test]
    fn values_are_written_as_lean_reads_them() {
        assert_eq!(
            values("α : Type u_1; xs ys : List α ⊢ xs ++ ys = ys ++ xs"),
            "α = Option (PUnit); xs = [none]; ys = [some (PUnit.unit)]"
        );
        let function = values("α : Type; f : α → α → α ⊢ ∀ a b : α, f a b = f b a");
        assert!(
            function.starts_with("α = Fin 2; f = fun x0 x1 => (if x0 = 0 ∧ x1 = 0 then (0) else ")
        );
        assert_eq!(values("p : Nat × Bool ⊢ p.2 = true"), "p = (0, false)");
    }

    #[test]
    fn true_statements_are_never_refuted() {
        for text in [
            "a b c : Nat ⊢ a * (b + c) = a * b + a * c",
            "a b : Nat; h : a ≤ b ⊢ a - b = 0",
            "p q : Prop ⊢ ((p → q) → p) → p",
            "α : Type; xs ys : List α ⊢ (xs ++ ys).length = xs.length + ys.length",
            "⊢ ∃ n : Nat, n * n = 1000000",
            "n : Nat; h : ∀ m : Nat, m < n → m = 0 ⊢ n ≤ 1",
            "P : Nat → Prop; h₀ : P 0; h : ∀ n : Nat, P n → P (n + 1) ⊢ ∀ n : Nat, P n",
            "f : Nat → Nat; h : ∀ n : Nat, f n < f (n + 1) ⊢ ∀ n : Nat, n ≤ f n",
            "a b : Int ⊢ (a + b) * (a - b) = a * a - b * b",
            "⊢ (2 : Int) - 3 = -1",
            "α : Type; x : α; xs : List α ⊢ x ∈ x :: xs",
            "⊢ False → False",
        ] {
            assert_eq!(values(text), "none", "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_alone() {
        assert_eq!(values("n : Nat ⊢ fib n ≤ n"), "not applicable: `fib` is not evaluated");
        assert!(values("G : Type; g : Group G; x : G ⊢ x * x = x").starts_with("not applicable"));
        assert!(values("n : Nat ⊢ ∑ i, i = n").starts_with("not applicable"));
    }

    #[test]
    fn a_search_stays_within_its_steps() {
        let many =
            "a b c d e f g h : Nat ⊢ a + b + c + d + e + f + g + h = h + g + f + e + d + c + b + a";
        assert_eq!(values(many), "none");
    }
}
