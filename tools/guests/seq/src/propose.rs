//! Lemmas for a goal: closed forms of the file's own functions in one variable.

use polya_evaluation::{Bounds, Evaluator, Sizes, Value, annotate_source};
use polya_text::statement::{Source, Term, parse, show};

use crate::fit::{ClosedForm, closed_form};

/// Terms that are computed of each sequence.
const TERMS: u128 = 12;
/// Steps of evaluation for one goal.
const STEPS: u64 = 200_000;
/// Most sequences of one goal.
const MOST: usize = 4;
const BOUNDS: Bounds = Bounds { number: 2, list: 1, items: 1 };

/// Stands for the index; no text of a goal can mean it.
const PLACE: &str = "the index";

/// A tactic and how sure the tool is of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The tactic.
    pub tactic: String,
    /// Chance in (0, 1] that it helps.
    pub weight: f32,
}

/// A sequence that the goal speaks of.
struct Sequence {
    /// The call as Lean reads it, without its last argument.
    text: String,
    /// The last argument in the goal.
    index: String,
    /// The file's function that it begins with.
    function: String,
    form: ClosedForm,
}

/// Lemmas for a goal, given as the names and types of its context and its target, in a file whose
/// text up to the goal is `before`.
pub fn propose(hypotheses: &[(String, String)], target: &str, before: &str) -> Vec<Proposal> {
    let mut source = Source::read(before);
    if source.functions.is_empty() {
        return Vec::new();
    }
    annotate_source(&mut source);
    let Ok(mut target) = parse(target) else { return Vec::new() };
    let mut numbers: Vec<String> =
        hypotheses.iter().filter(|(_, ty)| ty == "Nat").map(|(name, _)| name.clone()).collect();
    let mut introduced = Vec::new();
    while let Term::Forall(binders, body) = target {
        for binder in binders {
            if matches!(&binder.ty, Some(Term::Name(ty)) if ty == "Nat") {
                numbers.push(binder.name.clone());
            }
            introduced.push(binder.name);
        }
        target = *body;
    }
    let mut places = Vec::new();
    calls(&target, &source, &mut places);
    let mut steps = STEPS;
    let mut sequences: Vec<Sequence> = Vec::new();
    for call in places {
        if sequences.len() < MOST
            && let Some(found) = sequence(call, &numbers, &source, &mut steps)
            && !sequences.iter().any(|known| known.text == found.text)
        {
            sequences.push(found);
        }
    }
    if sequences.is_empty() {
        return Vec::new();
    }
    let mut lemmas = String::new();
    if !introduced.is_empty() {
        lemmas = format!("intro {}\n", introduced.join(" "));
    }
    let mut uses = Vec::new();
    for (n, sequence) in sequences.iter().enumerate() {
        lemmas.push_str(&lemma(n, sequence));
        uses.push(format!("have polya_at_{n} := polya_seq_{n} {}", sequence.index));
    }
    let uses = uses.join("\n");
    vec![
        Proposal {
            tactic: format!(
                "{lemmas}{uses}\nfirst\n  | omega\n  | (simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.pow_succ, Nat.pow_zero] at *; omega)"
            ),
            weight: 0.8,
        },
        Proposal { tactic: format!("{lemmas}{uses}"), weight: 0.3 },
    ]
}

/// Applications of the file's functions, outermost first.
fn calls<'a>(term: &'a Term, source: &Source, into: &mut Vec<&'a Term>) {
    match term {
        Term::Apply(head, arguments) => {
            if matches!(&**head, Term::Name(name) if source.function(name).is_some()) {
                into.push(term);
            }
            for argument in arguments {
                calls(argument, source, into);
            }
        }
        Term::Field(a, _) | Term::Unary(_, a) | Term::Typed(a, _) => calls(a, source, into),
        Term::Binary(_, a, b) | Term::Pair(a, b) => {
            calls(a, source, into);
            calls(b, source, into);
        }
        Term::If(a, b, c) => {
            for part in [a, b, c] {
                calls(part, source, into);
            }
        }
        Term::List(items) => {
            for item in items {
                calls(item, source, into);
            }
        }
        // Inside, a variable would be bound.
        Term::Forall(..)
        | Term::Exists(..)
        | Term::Lambda(..)
        | Term::Name(_)
        | Term::Number(_) => {}
    }
}

/// A call whose terms fit a closed form as its last argument, which speaks of a number, runs through
/// the numbers; the others speak of no variable.
fn sequence(call: &Term, numbers: &[String], source: &Source, steps: &mut u64) -> Option<Sequence> {
    let Term::Apply(head, arguments) = call else { return None };
    let Term::Name(function) = &**head else { return None };
    let (index, fixed) = arguments.split_last()?;
    let index = show(index)?;
    let ends_name = |c: char| !(c.is_alphanumeric() || "_.'✝".contains(c));
    if !index.split(ends_name).any(|word| numbers.iter().any(|number| number == word)) {
        return None;
    }
    let sizes = Sizes::default();
    let place = Term::Name(PLACE.to_owned());
    let general = Term::Apply(head.clone(), [fixed, &[place]].concat());
    let mut terms = Vec::new();
    for n in 0..TERMS {
        // No other variable has a value, so a call that speaks of one ends here.
        let mut evaluator = Evaluator::new(source, &sizes, BOUNDS, *steps);
        evaluator.variables.push((PLACE.to_owned(), Value::Nat(n)));
        let value = evaluator.value(&general);
        *steps = evaluator.steps;
        match value {
            Ok(Value::Nat(value)) => terms.push(i128::try_from(value).ok()?),
            _ => break,
        }
    }
    let form = closed_form(&terms)?;
    let mut text = function.clone();
    for argument in fixed {
        text.push(' ');
        text.push_str(&write(argument)?);
    }
    Some(Sequence { text, index, function: function.clone(), form })
}

/// A closed argument as Lean reads it.
fn write(term: &Term) -> Option<String> {
    match term {
        Term::Lambda(binders, body) => {
            let names: Vec<&str> = binders.iter().map(|b| b.name.as_str()).collect();
            Some(format!("(fun {} => {})", names.join(" "), show(body)?))
        }
        _ => show(term),
    }
}

/// The closed form, and its proof by induction.
fn lemma(n: usize, sequence: &Sequence) -> String {
    let Sequence { text, function, form, .. } = sequence;
    let (left, right) = form.sides(&format!("{text} k"), "k", "0");
    let expand = "Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.pow_succ, Nat.pow_zero";
    format!(
        "have polya_seq_{n} : ∀ k : Nat, {left} = {right} := by
  intro k
  induction k with
  | zero => first | rfl | simp [{function}]
  | succ k ih =>
    first
    | (simp only [{function}, {expand}] at ih ⊢; omega)
    | (simp [{function}, {expand}, ← Nat.mul_assoc] at ih ⊢; omega)
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f n

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n
";

    fn lemmas(target: &str) -> Vec<String> {
        let context =
            [("n".to_owned(), "Nat".to_owned()), ("g".to_owned(), "Nat → Nat".to_owned())];
        let proposals = propose(&context, target, FILE);
        let lines = proposals.first().map(|p| p.tactic.as_str()).unwrap_or_default().lines();
        lines
            .filter_map(|line| line.split_once("∀ k : Nat, ")?.1.strip_suffix(" := by"))
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn closed_forms_of_the_files_functions_are_proposed() {
        assert_eq!(
            lemmas("2 * sumTo (fun i => i) n < n * n + 1"),
            ["2 * sumTo (fun i => i) k + k = k * k"]
        );
        assert_eq!(
            lemmas("sumTo (fun i => 2 ^ i) n < sumTo (fun i => 2 * i + 1) n + 2 ^ n"),
            ["sumTo (fun i => 2 ^ i) k + 1 = 2 ^ k", "sumTo (fun i => 2 * i + 1) k = k * k"]
        );
        assert_eq!(lemmas("sumTo (fun i => i) (n + 1) = 7").len(), 1);
        assert_eq!(
            lemmas("∀ (m : Nat), sumTo (fun i => 3) m % 3 = 0"),
            ["sumTo (fun i => 3) k = 3 * k"]
        );
    }

    #[test]
    fn what_fits_nothing_or_has_other_variables_is_left_alone() {
        assert_eq!(lemmas("0 < factorial n"), [""; 0]);
        assert_eq!(lemmas("sumTo g n = n"), [""; 0]);
        assert_eq!(lemmas("n = n"), [""; 0]);
    }
}
