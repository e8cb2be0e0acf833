//! Goals: case distinctions that prove them, assignments that refute them.

use polya_text::statement::{Binary, Term, Unary, parse, show};

use crate::{
    formula::{Formula, read},
    solve::{Outcome, solve_formula},
};

/// Most atoms that are distinguished: each doubles the cases that Lean simplifies.
const MOST_ATOMS: usize = 6;

/// One line of the local context.
#[derive(Clone, Debug)]
pub struct Hypothesis {
    /// Its name.
    pub name: String,
    /// Its type as printed.
    pub ty: String,
}

/// A goal as a formula: facts and negated target.
struct Problem {
    atoms: Vec<Term>,
    formula: Formula,
    /// The context's propositional variables.
    variables: Vec<String>,
    /// True if the context has nothing but propositions and facts.
    pure: bool,
    has_connectives: bool,
}

impl Problem {
    fn of(context: &[Hypothesis], target: &str) -> Option<Self> {
        let target = parse(target).ok()?;
        let variables: Vec<String> =
            context.iter().filter(|h| h.ty == "Prop").map(|h| h.name.clone()).collect();
        let mut problem = Self {
            atoms: Vec::new(),
            formula: Formula::Constant(true),
            variables,
            pure: true,
            has_connectives: is_connective(&target),
        };
        problem.formula = read(&target, &mut problem.atoms).negated();
        for h in context.iter().filter(|h| h.ty != "Prop") {
            let term = parse(&h.ty).ok().filter(|term| problem.is_fact(context, term));
            let Some(term) = term else {
                problem.pure = false;
                continue;
            };
            problem.has_connectives |= is_connective(&term);
            let fact = read(&term, &mut problem.atoms);
            let rest = std::mem::replace(&mut problem.formula, Formula::Constant(true));
            problem.formula = Formula::And(Box::new(fact), Box::new(rest));
        }
        Some(problem)
    }

    /// True for types that are certainly propositions.
    fn is_fact(&self, context: &[Hypothesis], term: &Term) -> bool {
        match term {
            Term::Name(name) => self.variables.contains(name) || name == "True" || name == "False",
            Term::Apply(head, _) => {
                let Term::Name(head) = &**head else { return false };
                context.iter().any(|h| h.name == *head && h.ty.ends_with("→ Prop"))
            }
            // An arrow is a fact if what it leads to is one: `Nat → Nat` is a type.
            Term::Binary(Binary::Implies, _, to) => self.is_fact(context, to),
            Term::Binary(
                Binary::And
                | Binary::Or
                | Binary::Iff
                | Binary::Eq
                | Binary::Ne
                | Binary::Lt
                | Binary::Le
                | Binary::Gt
                | Binary::Ge
                | Binary::Dvd
                | Binary::Mem,
                ..,
            )
            | Term::Unary(Unary::Not, _)
            | Term::Exists(..) => true,
            _ => false,
        }
    }
}

fn is_connective(term: &Term) -> bool {
    matches!(
        term,
        Term::Binary(Binary::And | Binary::Or | Binary::Iff | Binary::Implies, ..)
            | Term::Unary(Unary::Not, _)
    )
}

/// The case distinction that proves a goal, if propositional logic does.
pub fn propose(context: &[Hypothesis], target: &str) -> Option<String> {
    let problem = Problem::of(context, target)?;
    let count = problem.atoms.len();
    if !problem.has_connectives || count == 0 || count > MOST_ATOMS {
        return None;
    }
    let Outcome::Contradiction(_) = solve_formula(&problem.formula, count) else { return None };
    let splits: Vec<String> = problem
        .atoms
        .iter()
        .enumerate()
        .map(|(n, atom)| Some(format!("by_cases polya_{n} : {}", show(atom)?)))
        .collect::<Option<_>>()?;
    Some(format!("{} <;> simp_all", splits.join(" <;> ")))
}

/// Truth values that make a goal false, if it has nothing but propositional variables.
pub fn refute(context: &[Hypothesis], target: &str) -> Option<Vec<(String, String)>> {
    let problem = Problem::of(context, target)?;
    let is_variable =
        |atom: &Term| matches!(atom, Term::Name(name) if problem.variables.contains(name));
    if !problem.pure || !problem.atoms.iter().all(is_variable) {
        return None;
    }
    let Outcome::Model(model) = solve_formula(&problem.formula, problem.atoms.len()) else {
        return None;
    };
    let value = |name: &String| {
        let place = problem.atoms.iter().position(|a| matches!(a, Term::Name(n) if n == name));
        let truth = place.is_some_and(|place| model[place]);
        (name.clone(), if truth { "True" } else { "False" }.to_owned())
    };
    Some(problem.variables.iter().map(value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(text: &str) -> (Vec<Hypothesis>, &str) {
        let (context, target) = text.split_once('⊢').unwrap();
        let lines = context.split(';').filter_map(|h| h.split_once(':'));
        let hypotheses = lines
            .flat_map(|(names, ty)| {
                let one = move |name: &str| Hypothesis {
                    name: name.to_owned(),
                    ty: ty.trim().to_owned(),
                };
                names.split_whitespace().map(one)
            })
            .collect();
        (hypotheses, target.trim())
    }

    fn proposal(text: &str) -> Option<String> {
        let (context, target) = context(text);
        propose(&context, target)
    }

    #[test]
    fn tautologies_are_proved_by_cases() {
        assert_eq!(
            proposal("p q : Prop ⊢ ((p → q) → p) → p").as_deref(),
            Some("by_cases polya_0 : p <;> by_cases polya_1 : q <;> simp_all")
        );
        for text in [
            "p q r s : Prop; h : p ∧ q → r; k : r → s; l : p ↔ q ⊢ p → s",
            "p q r : Prop ⊢ ((p ↔ q) ↔ r) ↔ (p ↔ (q ↔ r))",
            "x y : Nat; h : x = y ∨ x < y; k : x ≠ y ⊢ x < y ∧ True",
            "α : Type; x y : α; p : α → Prop; h : p x ∨ p y; k : ¬p x ⊢ p y",
        ] {
            assert!(proposal(text).is_some(), "{text}");
        }
        for text in [
            "p q : Prop ⊢ p ∨ q",
            "p : Prop; h : p ⊢ p",
            "f : Nat → Nat; x : Nat ⊢ f x = x ∧ True",
            "a b c d e f g : Prop ⊢ (a ∧ b ∧ c ∧ d ∧ e ∧ f ∧ g) → g",
        ] {
            assert_eq!(proposal(text), None, "{text}");
        }
    }

    #[test]
    fn falsehoods_get_their_values_if_they_are_propositional() {
        let refuted = |text| {
            let (context, target) = context(text);
            refute(&context, target)
        };
        let found = refuted("p q : Prop; h : p → q ⊢ q → p").unwrap();
        assert_eq!(found, [("p".into(), "False".into()), ("q".into(), "True".into())]);
        assert_eq!(refuted("p q : Prop; h : p ∧ q ⊢ q"), None);
        assert_eq!(refuted("x y : Nat; h : x = y ⊢ y = x"), None);
        let unused = refuted("p q : Prop ⊢ p").unwrap();
        assert_eq!(unused.len(), 2, "every variable has a value");
    }
}
