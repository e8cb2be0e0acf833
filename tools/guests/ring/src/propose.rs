//! From normal forms to tactics.

use std::fmt::Write as _;

use polya_text::statement::{Binary, Term, parse};

use crate::{
    goal::{Carrier, Goal},
    linear::combination,
    poly::{Exponent, Monomial, Poly},
    read::Reader,
    show,
};

/// A tactic and how sure the tool is of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The tactic.
    pub tactic: String,
    /// Chance in (0, 1] that it helps.
    pub weight: f32,
}

/// The identity was checked; only Lean's rewriting may disagree.
const SURE: f32 = 0.95;
/// It follows from the context by elimination.
const FOLLOWS: f32 = 0.85;
/// Most equations of the context, multiples included.
const MOST_GIVEN: usize = 48;

/// Tactics for a goal, or none.
pub fn propose(goal: &Goal) -> Vec<Proposal> {
    let Ok(mut target) = parse(&goal.target) else { return Vec::new() };
    let mut goal = goal.clone();
    let mut introduced = Vec::new();
    // `∀ (a b : Nat), …`
    while let Term::Forall(binders, body) = target {
        for binder in binders {
            let ty = match binder.ty.as_ref().and_then(polya_text::statement::show) {
                Some(ty) if binder.bound.is_none() => ty,
                _ => return Vec::new(),
            };
            introduced.push(binder.name.clone());
            goal.hypotheses.push(crate::Hypothesis { name: binder.name, ty, accessible: true });
        }
        target = *body;
    }
    let mut found = Vec::new();
    if let Some(proposal) = Problem::new(&goal, &target).and_then(|p| p.prove(&target)) {
        found.push(proposal);
    }
    if !introduced.is_empty() {
        let intro = format!("intro {}\n", introduced.join(" "));
        for proposal in &mut found {
            proposal.tactic.insert_str(0, &intro);
        }
    }
    found
}

struct Problem<'a> {
    goal: &'a Goal,
    carrier: Carrier,
    reader: Reader,
}

impl<'a> Problem<'a> {
    fn new(goal: &'a Goal, target: &Term) -> Option<Self> {
        // All variables that the target mentions have one type.
        let mut names = Vec::new();
        mentioned(target, &mut names);
        let mut carriers = Vec::new();
        for h in goal.hypotheses.iter().filter(|h| names.contains(&h.name)) {
            if let Some(carrier) = Carrier::of(goal, &h.ty)
                && !carriers.contains(&carrier)
            {
                carriers.push(carrier);
            }
        }
        let carrier = match carriers.as_slice() {
            [one] => one.clone(),
            // Exponents are natural numbers beside another carrier.
            [Carrier::Nat, other] | [other, Carrier::Nat] => other.clone(),
            _ => return None,
        };
        let reader = Reader::new(carrier.subtracts());
        Some(Self { goal, carrier, reader })
    }

    fn prove(mut self, target: &Term) -> Option<Proposal> {
        let Term::Binary(relation, left, right) = target else { return None };
        if *relation == Binary::Dvd {
            return self.divide(left, right);
        }
        let (l, r) = (self.reader.poly(left)?, self.reader.poly(right)?);
        let difference = r.minus(&l)?;
        match relation {
            Binary::Eq if difference.is_zero() => {
                let linear = l.is_linear() && Self::products_are_scaled(target);
                Some(Proposal { tactic: self.script(linear, ""), weight: SURE })
            }
            Binary::Eq => self.follow(&difference),
            Binary::Le | Binary::Lt | Binary::Ge | Binary::Gt | Binary::Ne => {
                self.compare(*relation, &difference)
            }
            _ => None,
        }
    }

    /// Over `Nat`, what has no negative coefficient is not negative.
    fn compare(&self, relation: Binary, difference: &Poly) -> Option<Proposal> {
        if self.carrier != Carrier::Nat || difference.is_linear() {
            // What is linear is `omega`'s without any help.
            return None;
        }
        let up = difference.0.values().all(|c| *c > 0);
        let down = difference.0.values().all(|c| *c < 0);
        let apart = difference.constant() != 0;
        let holds = match relation {
            Binary::Le => up,
            Binary::Ge => down,
            Binary::Lt => up && apart,
            Binary::Gt => down && apart,
            _ => (up || down) && apart,
        };
        holds.then(|| Proposal { tactic: self.script(false, ""), weight: SURE })
    }

    /// `d ∣ n`, where `d` divides `n` as a polynomial, perhaps once the multiples that the context
    /// knows are written as such.
    fn divide(mut self, divisor: &Term, number: &Term) -> Option<Proposal> {
        let (mut divisor, mut number) = (divisor.clone(), number.clone());
        let mut opening = String::new();
        let mut quotient = self.quotient(&divisor, &number);
        for (n, h) in self.goal.hypotheses.iter().filter(|h| h.accessible).enumerate() {
            if quotient.is_some() {
                break;
            }
            // `h : a ∣ x` with a variable `x`: from here on `x` is `a * polya_n`.
            let Ok(Term::Binary(Binary::Dvd, a, x)) = parse(&h.ty) else { continue };
            let (Term::Name(x), mut names) = (&*x, Vec::new()) else { continue };
            mentioned(&a, &mut names);
            if names.contains(x) || !self.goal.hypotheses.iter().any(|h| h.name == *x) {
                continue;
            }
            let new = Term::Name(format!("polya_{n}"));
            let multiple = Term::Binary(Binary::Mul, a, Box::new(new));
            divisor = replaced(&divisor, x, &multiple);
            number = replaced(&number, x, &multiple);
            let _ = writeln!(opening, "rcases {} with ⟨polya_{n}, rfl⟩", h.name);
            quotient = self.quotient(&divisor, &number);
        }
        let witness = show::poly(&quotient?, &self.reader.atoms);
        let script = self.script(false, "");
        let script = script.replace('\n', "\n  ");
        let tactic = format!("{opening}exact ⟨{witness}, by\n  {script}⟩");
        Some(Proposal { tactic, weight: SURE })
    }

    fn quotient(&mut self, divisor: &Term, number: &Term) -> Option<Poly> {
        let (d, n) = (self.reader.poly(divisor)?, self.reader.poly(number)?);
        let quotient = n.divided_by(&d)?;
        let is_natural = quotient.0.values().all(|c| *c > 0);
        (is_natural || self.carrier.subtracts()).then_some(quotient)
    }

    /// A combination of the context's equations, multiplied by indeterminates where that helps.
    fn follow(mut self, difference: &Poly) -> Option<Proposal> {
        if self.carrier == Carrier::Class(true) || self.carrier == Carrier::Class(false) {
            return None;
        }
        let mut equations = Vec::new();
        for h in self.goal.hypotheses.iter().filter(|h| h.accessible) {
            if let Ok(Term::Binary(Binary::Eq, left, right)) = parse(&h.ty)
                && self.is_about_numbers(&left, &right)
                && let (Some(l), Some(r)) = (self.reader.poly(&left), self.reader.poly(&right))
                && let Some(given) = r.minus(&l)
            {
                equations.push((h.name.clone(), given));
            }
        }
        let mut given: Vec<(String, Option<Monomial>, Poly)> =
            equations.iter().map(|(name, poly)| (name.clone(), None, poly.clone())).collect();
        let degree = difference.0.keys().map(Monomial::degree).max().unwrap_or(0);
        for (name, poly) in &equations {
            for atom in 0..self.reader.atoms.len() {
                let factor = Monomial::atom(atom, Exponent::number(1));
                let Some(product) = poly.times(&Poly::term(factor.clone(), 1)) else { continue };
                let fits = product.0.keys().all(|m| m.degree() <= degree);
                if fits && given.len() < MOST_GIVEN {
                    given.push((name.clone(), Some(factor), product));
                }
            }
        }
        let polys: Vec<Poly> = given.iter().map(|(_, _, poly)| poly.clone()).collect();
        let used = combination(difference, &polys)?;
        let products: Vec<_> = used.iter().map(|i| &given[*i]).collect();
        let linear = difference.is_linear() && polys.iter().all(Poly::is_linear);
        if linear {
            return None;
        }
        let mut opening = String::new();
        for (n, (name, factor, _)) in products.iter().enumerate() {
            if let Some(factor) = factor {
                let factor = show::poly(&Poly::term(factor.clone(), 1), &self.reader.atoms);
                let times = format!("(fun polya_z => polya_z * ({factor}))");
                let _ = writeln!(opening, "have polya_{n} := congrArg {times} {name}");
            }
        }
        let tactic = format!("{opening}{}", self.script(false, " at *"));
        Some(Proposal { tactic, weight: FOLLOWS })
    }

    /// True if an equation speaks of the carrier: its variables that the context types do.
    fn is_about_numbers(&self, left: &Term, right: &Term) -> bool {
        let mut names = Vec::new();
        mentioned(left, &mut names);
        mentioned(right, &mut names);
        let mut typed = self.goal.hypotheses.iter().filter(|h| names.contains(&h.name)).peekable();
        typed.peek().is_some()
            && typed.all(|h| match Carrier::of(self.goal, &h.ty) {
                Some(carrier) => carrier == self.carrier || carrier == Carrier::Nat,
                None => h.ty.contains('→'),
            })
    }

    /// True if every product in the term has a number on one side: `omega` reads it as it stands.
    fn products_are_scaled(term: &Term) -> bool {
        match term {
            Term::Binary(Binary::Mul, a, b) => {
                let number =
                    |t: &Term| Reader::new(false).poly(t).is_some_and(|p| p.as_number().is_some());
                (number(a) || number(b))
                    && Self::products_are_scaled(a)
                    && Self::products_are_scaled(b)
            }
            Term::Binary(Binary::Pow, ..) => false,
            Term::Binary(_, a, b) => Self::products_are_scaled(a) && Self::products_are_scaled(b),
            Term::Unary(_, a) | Term::Typed(a, _) => Self::products_are_scaled(a),
            _ => true,
        }
    }

    /// The rewriting that brings both sides into one form.
    fn script(&self, linear: bool, place: &str) -> String {
        let powers = self.reader.has_powers;
        match &self.carrier {
            Carrier::Nat | Carrier::Int if linear => "omega".to_owned(),
            Carrier::Nat => {
                let extra = if powers { "Nat.pow_add, Nat.mul_pow, " } else { "" };
                format!(
                    "(simp only [Nat.pow_succ, Nat.pow_zero, {extra}Nat.mul_add, Nat.add_mul, \
                     Nat.mul_one, Nat.one_mul, Nat.mul_zero, Nat.zero_mul, Nat.mul_comm, \
                     Nat.mul_left_comm, Nat.mul_assoc]{place}) <;>\n  \
                     (try simp only [← Nat.mul_assoc]{place}) <;> omega"
                )
            }
            Carrier::Int => {
                format!(
                    "(simp only [Int.pow_succ, Int.pow_zero, Int.neg_mul, Int.mul_neg, \
                     Int.neg_neg, Int.mul_add, Int.add_mul, Int.mul_sub, Int.sub_mul, \
                     Int.mul_one, Int.one_mul, Int.mul_zero, Int.zero_mul, Int.mul_comm, \
                     Int.mul_left_comm, Int.mul_assoc]{place}) <;>\n  \
                     (try simp only [← Int.mul_assoc]{place}) <;> omega"
                )
            }
            Carrier::Class(subtracts) => {
                let common = "pow_succ, pow_zero, mul_one, one_mul, mul_zero, zero_mul, add_zero, \
                              zero_add, mul_add, add_mul, mul_comm, mul_left_comm, mul_assoc, \
                              add_comm, add_left_comm, add_assoc";
                if *subtracts {
                    // Everything on one side, where opposites meet.
                    format!(
                        "rw [← sub_eq_zero]\nsimp only [sub_eq_add_neg, neg_add_rev, neg_mul, \
                         mul_neg, neg_neg, {common}, add_neg_cancel, neg_add_cancel, \
                         add_neg_cancel_left, neg_add_cancel_left]"
                    )
                } else {
                    format!("simp only [{common}]")
                }
            }
        }
    }
}

/// A term with another in place of a variable; binders of the same name are left to Lean to refuse.
fn replaced(term: &Term, name: &str, by: &Term) -> Term {
    let go = |t: &Term| Box::new(replaced(t, name, by));
    match term {
        Term::Name(known) if known == name => by.clone(),
        Term::Apply(head, arguments) => {
            Term::Apply(go(head), arguments.iter().map(|a| replaced(a, name, by)).collect())
        }
        Term::Binary(operator, a, b) => Term::Binary(*operator, go(a), go(b)),
        Term::Unary(operator, a) => Term::Unary(*operator, go(a)),
        Term::Typed(a, ty) => Term::Typed(go(a), ty.clone()),
        other => other.clone(),
    }
}

/// The names in a term.
fn mentioned(term: &Term, into: &mut Vec<String>) {
    match term {
        Term::Name(name) => {
            into.push(name.clone());
            if let Some((head, _)) = name.split_once('.') {
                into.push(head.to_owned());
            }
        }
        Term::Number(_) => {}
        Term::Apply(head, arguments) => {
            mentioned(head, into);
            for argument in arguments {
                mentioned(argument, into);
            }
        }
        Term::Field(a, _)
        | Term::Unary(_, a)
        | Term::Typed(a, _)
        | Term::Forall(_, a)
        | Term::Exists(_, a)
        | Term::Lambda(_, a) => mentioned(a, into),
        Term::Binary(_, a, b) | Term::Pair(a, b) => {
            mentioned(a, into);
            mentioned(b, into);
        }
        Term::If(c, a, b) => {
            for part in [c, a, b] {
                mentioned(part, into);
            }
        }
        Term::List(items) => {
            for item in items {
                mentioned(item, into);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hypothesis;

    fn tactics(text: &str) -> Vec<String> {
        let (context, target) = text.split_once('⊢').unwrap();
        let hypotheses = context
            .split(';')
            .filter_map(|h| h.split_once(':'))
            .flat_map(|(names, ty)| {
                names.split_whitespace().map(|name| Hypothesis {
                    name: name.to_owned(),
                    ty: ty.trim().to_owned(),
                    accessible: true,
                })
            })
            .collect();
        let goal = Goal { hypotheses, target: target.trim().to_owned() };
        propose(&goal).into_iter().map(|p| p.tactic).collect()
    }

    #[test]
    fn identities_are_proposed_and_falsehoods_are_not() {
        for text in [
            "a b : Nat ⊢ (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2",
            "a b : Int ⊢ (a + b) * (a - b) = a * a - b * b",
            "R : Type; i : CommRing R; a b : R ⊢ (a + b) * (a - b) = a * a - b * b",
            "⊢ ∀ (a b : Nat), a * (b + 1) = a * b + a",
            "a b : Nat ⊢ a * b ≤ a * b + a * a",
            "a b c : Nat ⊢ b ∣ a * b * c",
        ] {
            assert_eq!(tactics(text).len(), 1, "{text}");
        }
        for text in [
            "a b : Nat ⊢ (a + b) ^ 2 = a ^ 2 + b ^ 2",
            "a b : Nat ⊢ (a - b) * (a + b) = a ^ 2 - b ^ 2",
            "a b : Nat ⊢ a * a < a * b",
            "a b : Nat ⊢ a + 1 ∣ a * b",
            "a : Nat; b : Int ⊢ b = b * 1 + a",
            "p : Prop ⊢ p",
            "xs : List Nat ⊢ xs ++ [] = xs",
        ] {
            assert_eq!(tactics(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn multiples_of_the_context_are_written_out() {
        let sum = "d a b : Nat; h : d ∣ a; k : d ∣ b ⊢ d ∣ a + 2 * b";
        let [tactic] = &tactics(sum)[..] else { panic!("not one") };
        assert!(
            tactic.starts_with(
                "rcases h with ⟨polya_3, rfl⟩\nrcases k with ⟨polya_4, rfl⟩\nexact ⟨polya_3 + 2 * polya_4, by"
            ),
            "{tactic}"
        );
        assert_eq!(tactics("d a b : Nat; h : d ∣ a ⊢ d ∣ a + b"), [""; 0]);
        assert_eq!(tactics("a b : Nat; h : a ∣ b ⊢ b ∣ a"), [""; 0]);
    }

    #[test]
    fn what_is_linear_is_left_to_omega() {
        assert_eq!(tactics("a b : Nat ⊢ a + 2 * b = b + (a + b)"), ["omega"]);
        assert_eq!(tactics("a b : Nat ⊢ a ≤ a + b"), [""; 0]);
    }

    #[test]
    fn equations_of_the_context_are_combined() {
        let gauss = "s n : Nat; h : 2 * s + n = n * n ⊢ 2 * (s + n) + (n + 1) = (n + 1) * (n + 1)";
        let [tactic] = &tactics(gauss)[..] else { panic!("not one") };
        assert!(tactic.contains(" at *"), "{tactic}");
        let product = "a b c : Nat; h : a = b ⊢ a * c = c * b";
        let [tactic] = &tactics(product)[..] else { panic!("not one") };
        assert!(tactic.starts_with("have polya_0 := congrArg (fun polya_z => polya_z * (c)) h\n"));
        assert_eq!(tactics("a b c : Nat; h : a = b ⊢ a * c = c * c"), [""; 0]);
    }
}
