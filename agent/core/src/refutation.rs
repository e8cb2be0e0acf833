//! Counterexamples: a tool claims values that make a statement false, and Lean is asked.
//!
//! A claim is a stranger's word. It becomes a confirmed counterexample only if Lean proves the
//! negation of the problem's own goal from the claimed values: the goal with its context turned
//! into premises, instantiated, and refuted by computation. What Lean does not confirm is noted
//! and changes nothing, unless the run's settings say that tools are believed.
//!
//! The claimed values reach Lean as text, so only text that can be a value does: see [`is_value`].

use std::{fmt::Write as _, sync::Arc};

use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    goal::{Goal, Hypothesis},
};
use polya_problems::Problem;
use polya_text::statement::{Binary, Source, Term, show};
use serde::{Deserialize, Serialize};

use crate::{
    environment::{Environment, Prover},
    graph::GoalState,
};

/// Longest value of a claim that is shown to Lean, in bytes.
const LONGEST_VALUE: usize = 4_000;
/// Most definitions of the file that Lean is told to unfold.
const MOST_DEFINITIONS: usize = 16;
/// Most values in a claim.
const MOST_VALUES: usize = 64;

/// What a tool says makes a statement false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Variables and values as Lean terms, in the order of the context and then of the target's
    /// quantifiers.
    pub assignment: Vec<(String, String)>,
    /// What is false then, in the tool's words.
    pub explanation: String,
}

/// A claim, who made it, and what Lean says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterexample {
    /// The tool's name.
    pub tool: String,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
    /// True if Lean proved the negation of the statement from these values.
    pub confirmed: bool,
}

impl std::fmt::Display for Counterexample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "counterexample of tool `{}`", self.tool)?;
        for (n, (name, value)) in self.claim.assignment.iter().enumerate() {
            let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
            write!(f, "{}{name} = {value}", if n == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

/// What came of asking for counterexamples.
#[derive(Clone, Debug, Default)]
pub struct Refutations {
    /// At most one confirmed counterexample, the last one; before it those that were not.
    pub counterexamples: Vec<Counterexample>,
    /// Tools that failed, and how.
    pub troubles: Vec<String>,
}

/// Asks every refuter for a counterexample to a problem's own goal until Lean confirms one.
pub(crate) async fn look(
    problem: &Arc<Problem>,
    state: &GoalState,
    environment: &Environment,
    limits: CheckLimits,
) -> Refutations {
    let mut found = Refutations::default();
    if state.is_coupled() {
        return found;
    }
    for refuter in &environment.refuters {
        let claim = match refuter.refute(problem, state.main()).await {
            Ok(Some(claim)) => claim,
            Ok(None) => continue,
            Err(trouble) => {
                found.troubles.push(trouble);
                continue;
            }
        };
        let confirmed = confirm(problem, state.main(), &claim, &*environment.prover, limits).await;
        let tool = refuter.name().to_owned();
        found.counterexamples.push(Counterexample { tool, claim, confirmed });
        if confirmed {
            break;
        }
    }
    found
}

/// True if Lean proves that the goal is false for these values.
pub async fn confirm(
    problem: &Arc<Problem>,
    goal: &Goal,
    claim: &Claim,
    prover: &dyn Prover,
    limits: CheckLimits,
) -> bool {
    let definitions = definitions(problem.before(), goal);
    let Some(question) = Question::of(goal, claim, &definitions) else { return false };
    let site = Site { before: problem.before().into(), path: Vec::new() };
    let outcomes = prover.check(&site, &[question.opening, question.refutation], limits).await;
    let [Outcome::Progress { goals: opened, .. }, Outcome::Progress { goals: left, .. }] =
        outcomes.as_slice()
    else {
        return false;
    };
    // The refutation proves `¬ G` beside the goal `G` and leaves `G` as it was. Nothing else may
    // have happened to it, and no premise may have stayed behind in the context.
    let ([opened], [left]) = (opened.as_slice(), left.as_slice()) else { return false };
    opened.hypotheses.is_empty() && opened.canonical() == left.canonical()
}

/// Names of the file's own functions and predicates that the goal speaks of, and of those that these
/// speak of: computing with the values unfolds them.
fn definitions(before: &str, goal: &Goal) -> Vec<String> {
    let source = Source::read(before);
    let mut texts: Vec<String> = goal.hypotheses.iter().map(|h| h.ty.clone()).collect();
    texts.push(goal.target.clone());
    let mut found: Vec<String> = Vec::new();
    while let Some(text) = texts.pop() {
        let ends_name = |c: char| !(c.is_alphanumeric() || "_.'!?".contains(c));
        for word in text.split(ends_name).filter(|word| !word.is_empty()) {
            let Some(place) = source.function(word) else { continue };
            let function = &source.functions[place];
            if !found.contains(&function.name) && found.len() < MOST_DEFINITIONS {
                found.push(function.name.clone());
                texts.extend(function.equations.iter().filter_map(|(_, body)| show(body)));
            }
        }
    }
    found
}

/// Two tactics for a problem's own goal.
#[derive(Debug, PartialEq, Eq)]
struct Question {
    /// Turns the context into premises: leaves one closed goal `G`.
    opening: Arc<str>,
    /// Does the same, and leaves `G` only if it can prove `¬ G`.
    refutation: Arc<str>,
}

impl Question {
    fn of(goal: &Goal, claim: &Claim, definitions: &[String]) -> Option<Self> {
        let premise = premise(definitions);
        let mut values = claim.assignment.clone();
        if values.len() > MOST_VALUES
            || values.iter().any(|(_, value)| !is_value(value))
            || goal.hypotheses.iter().any(|h| h.value.is_some())
        {
            return None;
        }
        let mut arguments = String::new();
        for Hypothesis { name, .. } in &goal.hypotheses {
            // An instance has a name that no tactic can say; its value is still an argument.
            push(&mut arguments, take(&mut values, name), &premise);
        }
        // What the target itself quantifies and assumes.
        let mut target = polya_text::statement::parse(&goal.target).ok();
        while let Some(term) = target {
            target = match term {
                Term::Forall(binders, body) => {
                    for binder in binders {
                        let value = take(&mut values, &binder.name);
                        push(&mut arguments, value, &premise);
                        if binder.bound.is_some() {
                            push(&mut arguments, None, &premise);
                        }
                    }
                    Some(*body)
                }
                Term::Binary(Binary::Implies, _, body) => {
                    push(&mut arguments, None, &premise);
                    Some(*body)
                }
                Term::Typed(inner, _) => Some(*inner),
                _ => None,
            };
        }
        if !values.is_empty() {
            return None;
        }
        let names: Vec<&str> =
            goal.hypotheses.iter().filter(|h| h.accessible).map(|h| h.name.as_str()).collect();
        let opening = if names.is_empty() {
            "skip".to_owned()
        } else {
            format!("revert {}", names.join(" "))
        };
        let unfold = unfolding(definitions);
        let refutation = format!(
            "{opening}
refine (@id (∀ (P : Prop), P → ¬P → P) (fun P h n => h) _ ?polya_left ?polya_false)
case polya_false =>
  intro polya_all
  have polya_case := @polya_all{arguments}
  first
    | (revert polya_case; decide)
    | (simp{unfold} at polya_case; done)
    | omega"
        );
        Some(Self { opening: opening.into(), refutation: refutation.into() })
    }
}

fn take(values: &mut Vec<(String, String)>, name: &str) -> Option<String> {
    let place = values.iter().position(|(known, _)| known == name)?;
    Some(values.remove(place).1)
}

fn push(arguments: &mut String, value: Option<String>, premise: &str) {
    let _ = match value {
        Some(value) => write!(arguments, " ({})", value.trim()),
        None => write!(arguments, " {premise}"),
    };
}

/// The argument list by which `simp` unfolds definitions.
fn unfolding(definitions: &[String]) -> String {
    if definitions.is_empty() { String::new() } else { format!(" [{}]", definitions.join(", ")) }
}

/// Proves what a premise says of the values.
fn premise(definitions: &[String]) -> String {
    let unfold = unfolding(definitions);
    format!(
        "(by first | decide | omega | (simp{unfold}; done) | (intros; omega) | \
         (intros; simp_all{unfold}; done) | infer_instance)"
    )
}

/// True if `text` can be a value: one line of terms without tactic blocks, comments, strings or
/// anything that could end the brackets it is put into.
fn is_value(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "by",
        "sorry",
        "sorryAx",
        "admit",
        "do",
        "let",
        "have",
        "open",
        "set_option",
        "match",
        "native",
    ];
    let plain = |c: char| c.is_alphanumeric() || " _.,:'()[]⟨⟩+-*/%^=≠<>≤≥¬∧∨→↔∣∘×↑".contains(c);
    let ends_token = |c: char| !(c.is_alphanumeric() || c == '_' || c == '\'');
    // The laws of a structure are for Lean to check; this proof of them is harmless.
    let text = &text.replace("by decide", "_");
    !text.trim().is_empty()
        && text.len() <= LONGEST_VALUE
        && text.chars().all(plain)
        && !text.contains("--")
        && !text.split(ends_token).any(|word| WORDS.contains(&word))
        && is_balanced(text)
}

fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '⟨' => open.push('⟩'),
            ')' | ']' | '⟩' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn claim(assignment: &[(&str, &str)]) -> Claim {
        let assignment =
            assignment.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Claim { assignment, explanation: String::new() }
    }

    #[test]
    fn context_and_target_become_arguments() {
        let goal = Goal::parse(
            "a b : Nat\ninst✝ : Inhabited Nat\nh : a < b\n⊢ ∀ (c : Nat), b < c → a * c = c",
        )
        .unwrap();
        let question =
            Question::of(&goal, &claim(&[("a", "0"), ("b", "1"), ("c", "2")]), &[]).unwrap();
        assert_eq!(&*question.opening, "revert a b h");
        expect![[r"
            revert a b h
            refine (@id (∀ (P : Prop), P → ¬P → P) (fun P h n => h) _ ?polya_left ?polya_false)
            case polya_false =>
              intro polya_all
              have polya_case := @polya_all (0) (1) (by first | decide | omega | (simp; done) | (intros; omega) | (intros; simp_all; done) | infer_instance) (by first | decide | omega | (simp; done) | (intros; omega) | (intros; simp_all; done) | infer_instance) (2) (by first | decide | omega | (simp; done) | (intros; omega) | (intros; simp_all; done) | infer_instance)
              first
                | (revert polya_case; decide)
                | (simp at polya_case; done)
                | omega"]]
        .assert_eq(&question.refutation);
    }

    #[test]
    fn a_claim_that_does_not_fit_the_goal_is_not_asked() {
        let goal = Goal::parse("a : Nat\n⊢ a = a").unwrap();
        assert!(Question::of(&goal, &claim(&[("a", "0")]), &[]).is_some());
        assert_eq!(Question::of(&goal, &claim(&[("a", "0"), ("z", "1")]), &[]), None);
        let local = Goal::parse("a : Nat := 3\n⊢ a = a").unwrap();
        assert_eq!(Question::of(&local, &claim(&[("a", "0")]), &[]), None);
    }

    #[test]
    fn only_what_can_be_a_value_reaches_lean() {
        for good in [
            "⟨fun x => x, by decide⟩",
            "0",
            "-1",
            "[1, 2]",
            "fun x => x = 0 ∨ x = 1",
            "Fin 2",
            "some (1, true)",
        ] {
            assert!(is_value(good), "{good}");
        }
        for bad in [
            "",
            "0) (by decide",
            "by decide; skip",
            "by decide -- ",
            "by exact sorry",
            "(by omega)",
            "0 -- ",
            "0\n  skip",
            "sorry",
            "[1)",
            "\"text\"",
            "0; skip",
            "«x y»",
            "{0}",
        ] {
            assert!(!is_value(bad), "{bad}");
        }
        assert!(!is_value(&"1".repeat(LONGEST_VALUE + 1)));
    }
}
