//! Equations from equations: completion on the laws of the context, written out as a proof that
//! Lean checks step by step.
#![allow(clippy::format_push_string, reason = "short texts, rarely made")]

mod completion;
mod order;

use polya_lean::goal::Goal;
use rustc_hash::FxHashSet;

use super::{
    List, View,
    laws::{Law, laws},
    shape::{Shape, shape},
    term::{Signature, Term},
};
use crate::candidate::Rule;
use completion::{Completion, Effort, Step};
use order::Precedence;

/// How sure a proof is that was found.
const FOUND: f64 = 0.95;

/// Proposes proofs of the target, or of an equation that the context denies.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let laws = laws(view);
    if !laws.iter().any(|l| l.equation().is_some() && l.values().next().is_some()) {
        return;
    }
    match shape(&view.goal.target) {
        Shape::Relation(left, "=", right) => {
            if let Some(proof) = prove(view, &laws, left, right) {
                list.rule(Rule::Rewrite, FOUND, proof.closing("exact ", ""));
            }
        }
        Shape::False => {
            for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
                let (left, right) = match shape(&h.ty) {
                    Shape::Relation(left, "≠", right) => (left, right),
                    Shape::Not(body) => match shape(body) {
                        Shape::Relation(left, "=", right) => (left, right),
                        _ => continue,
                    },
                    _ => continue,
                };
                if let Some(proof) = prove(view, &laws, left, right) {
                    let opening = format!("exact {} (", h.name);
                    list.rule(Rule::Rewrite, FOUND, proof.closing(&opening, ")"));
                }
            }
        }
        _ => {}
    }
}

/// Intermediate equations, a line each, and the term that proves the last one.
struct Proof {
    lines: Vec<String>,
    term: String,
}

impl Proof {
    fn closing(mut self, before: &str, after: &str) -> String {
        self.lines.push(format!("{before}{}{after}", self.term));
        self.lines.join("\n")
    }
}

/// Symbols and laws of one problem.
struct Problem<'a> {
    signature: Signature,
    laws: Vec<&'a Law>,
    names: Names,
    /// The type of all variables, if there is one for all.
    carrier: Option<String>,
}

/// Names for what the proof binds.
struct Names {
    variable: String,
    hole: String,
    fact: String,
}

impl Names {
    fn in_goal(goal: &Goal) -> Self {
        let free = |letter: &str| {
            let mut stem = letter.to_owned();
            while goal.hypotheses.iter().any(|h| h.name.starts_with(&stem)) {
                stem.push_str(letter);
            }
            stem
        };
        Self { variable: free("v"), hole: free("z"), fact: free("e") }
    }
}

fn prove(view: &View<'_>, laws: &[Law], left: &str, right: &str) -> Option<Proof> {
    let mut signature = Signature::default();
    let left = signature.read(left, &[])?;
    let right = signature.read(right, &[])?;
    let mut used = Vec::new();
    let mut given = Vec::new();
    let mut carriers = FxHashSet::default();
    for law in laws {
        let Some((l, r)) = law.equation() else { continue };
        let variables: Vec<String> = law.values().map(|(name, _)| name.to_owned()).collect();
        let (Some(l), Some(r)) = (signature.read(l, &variables), signature.read(r, &variables))
        else {
            continue;
        };
        carriers.extend(law.values().map(|(_, ty)| ty.map(str::to_owned)));
        let count = u32::try_from(variables.len()).ok()?;
        used.push(law);
        given.push((l, r, count));
    }
    for h in &view.goal.hypotheses {
        let (head, carrier) = h.ty.split_once(' ').unwrap_or((&h.ty, ""));
        if let Some(class) = view.definitions.class(head) {
            for (field, ty) in &class.fields {
                let name = format!("{}.{field}", class.name);
                let constant = Some(ty.trim()) == class.parameter.as_deref();
                let spelled = if constant { format!("({name} : {carrier})") } else { name };
                signature.respell(field, spelled);
            }
        }
    }
    let equations: Vec<(Term, Term)> =
        given.iter().map(|(l, r, _)| (l.clone(), r.clone())).collect();
    let goal = [(left.clone(), right.clone())];
    let all = [&equations[..], &goal[..]].concat();
    let precedence = Precedence::for_equations(signature.len(), &all);
    let least = all
        .iter()
        .flat_map(|(l, r)| [l, r])
        .flat_map(|t| t.positions().into_iter().map(|p| t.at(&p).clone()).collect::<Vec<_>>())
        .filter_map(|t| match t {
            Term::App(symbol, args) if args.is_empty() => Some(symbol),
            _ => None,
        })
        .min();
    let effort = match view.depth {
        0..=2 => Effort { active: 160, facts: 3_000, size: 26 },
        3..=5 => Effort { active: 60, facts: 600, size: 22 },
        _ => Effort { active: 25, facts: 200, size: 20 },
    };
    let mut completion = Completion::new(given, precedence, least, effort);
    let chain = completion.prove(&left, &right)?;
    let carrier = match carriers.into_iter().collect::<Vec<_>>().as_slice() {
        [Some(one)] => Some(one.clone()),
        _ => None,
    };
    let problem = Problem { signature, laws: used, names: Names::in_goal(view.goal), carrier };
    Some(problem.write(&completion, &chain))
}

impl Problem<'_> {
    fn write(&self, completion: &Completion, chain: &[Step]) -> Proof {
        let mut order = Vec::new();
        let mut seen = FxHashSet::default();
        needed(completion, chain, &mut seen, &mut order);
        let lines = order.iter().map(|fact| self.line(completion, *fact)).collect();
        Proof { lines, term: self.chain(chain) }
    }

    /// `have e7 : ∀ (v0 v1 : G), l = r := fun v0 v1 => …`
    fn line(&self, completion: &Completion, id: usize) -> String {
        let fact = &completion.facts[id];
        let variables: Vec<String> = (0..fact.variables).map(|v| self.variable(v)).collect();
        let (bound, opening) = match (variables.join(" "), &self.carrier) {
            (none, _) if none.is_empty() => (String::new(), String::new()),
            (some, Some(ty)) => (format!("∀ ({some} : {ty}), "), format!("fun {some} => ")),
            (some, None) => (format!("∀ {some}, "), format!("fun {some} => ")),
        };
        let (left, right) = (self.term(&fact.left), self.term(&fact.right));
        let proof = self.chain(fact.chain.as_deref().unwrap_or_default());
        let name = self.fact(id);
        format!("have {name} : {bound}{left} = {right} := {opening}{proof}")
    }

    fn chain(&self, steps: &[Step]) -> String {
        match steps {
            [] => "rfl".to_owned(),
            [last] => self.step(last),
            [first, rest @ ..] => {
                format!("Eq.trans ({}) ({})", self.step(first), self.chain(rest))
            }
        }
    }

    fn step(&self, step: &Step) -> String {
        let mut cited = self.fact(step.fact);
        for argument in &step.arguments {
            let text = self.term(argument);
            let plain = !text.contains(' ')
                || text.starts_with('(') && text.ends_with(')') && !text[1..].contains('(');
            cited.push_str(&if plain { format!(" {text}") } else { format!(" ({text})") });
        }
        if !step.forward {
            cited = format!("Eq.symm ({cited})");
        }
        if step.path.is_empty() {
            return cited;
        }
        let hole = Term::Var(u32::MAX);
        let context = self.term(&step.before.with(&step.path, &hole));
        let name = &self.names.hole;
        match &self.carrier {
            Some(ty) => format!("congrArg (fun ({name} : {ty}) => {context}) ({cited})"),
            None => format!("congrArg (fun {name} => {context}) ({cited})"),
        }
    }

    fn fact(&self, id: usize) -> String {
        self.laws.get(id).map_or_else(|| format!("{}{id}", self.names.fact), |l| l.name.clone())
    }

    fn variable(&self, v: u32) -> String {
        if v == u32::MAX { self.names.hole.clone() } else { format!("{}{v}", self.names.variable) }
    }

    fn term(&self, term: &Term) -> String {
        self.signature.write(term, &|v| self.variable(v))
    }
}

/// Derived facts that steps rest on, each after those it rests on itself.
fn needed(
    completion: &Completion,
    steps: &[Step],
    seen: &mut FxHashSet<usize>,
    order: &mut Vec<usize>,
) {
    for step in steps {
        if let Some(chain) = &completion.facts[step.fact].chain
            && seen.insert(step.fact)
        {
            needed(completion, chain, seen, order);
            order.push(step.fact);
        }
    }
}

#[cfg(test)]
mod tests;
