//! Backward chaining over clauses, and rewriting with them.

use super::{
    super::{
        List,
        prior::{CITED, CITED_STEP, FINISH, REWRITE},
        term::{Subst, Symbol, Term, matches},
    },
    Argument, Citations, Clause, Part,
};

/// Deepest nesting of premises in one proof.
const DEPTH: u32 = 3;
/// Most proofs, steps backward and rewritings offered.
const MOST: usize = 6;

/// A proof term, and how doubtful it is.
#[derive(Clone, Debug)]
struct Proof {
    text: String,
    cost: u32,
}

pub(super) struct Search<'a> {
    /// The context's own clauses, and the library's.
    pub(super) sources: [&'a Citations; 2],
    pub(super) facts: Vec<(Term, String)>,
    pub(super) arithmetic: [Symbol; 4],
    /// Namespaces of types that the goal does not speak of.
    pub(super) foreign: Vec<&'a str>,
    /// True if linear arithmetic may be trusted with what nothing else proves.
    pub(super) linear: bool,
    pub(super) effort: u32,
}

impl<'a> Search<'a> {
    fn clauses(&self, goal: &Term) -> Vec<&'a Clause> {
        let Term::App(head, _) = goal else { return Vec::new() };
        let of_head = |source: &'a Citations| {
            let places = source.by_head.get(head).into_iter().flatten();
            places.map(|place| &source.clauses[*place])
        };
        let at_home = |clause: &&Clause| {
            let space = clause.name.split('.').next().unwrap_or_default();
            !self.foreign.contains(&space)
        };
        self.sources.into_iter().flat_map(of_head).filter(at_home).collect()
    }

    /// Whole proofs.
    pub(super) fn close(&mut self, target: &Term, list: &mut List) {
        let equals = self.arithmetic[0];
        let mut proofs: Vec<(u32, String, &str)> = Vec::new();
        let turned = match target {
            Term::App(symbol, sides) if *symbol == equals => {
                Some(Term::App(equals, vec![sides[1].clone(), sides[0].clone()]))
            }
            _ => None,
        };
        let goals = [Some((target, false)), turned.as_ref().map(|t| (t, true))];
        for (goal, turned) in goals.into_iter().flatten() {
            for clause in self.clauses(goal) {
                let mut subst = Subst::default();
                if !matches(&clause.conclusion, goal, &mut subst) {
                    continue;
                }
                self.linear = false;
                let mut proof = self.discharge(clause, subst.clone(), DEPTH);
                if proof.is_none() {
                    self.linear = true;
                    proof = self.discharge(clause, subst, DEPTH);
                }
                if let Some(proof) = proof {
                    let text = if turned { format!("({}).symm", proof.text) } else { proof.text };
                    proofs.push((proof.cost + u32::from(turned), text, &clause.name));
                }
            }
        }
        proofs.sort_by_key(|(cost, text, _)| (*cost, text.len()));
        for (cost, text, name) in proofs.into_iter().take(MOST) {
            let prior = CITED * if cost < 4 { 1.0 } else { 0.5 };
            list.premise(name, prior, format!("exact {text}"));
        }
    }

    /// Steps backward that leave something to prove, but nothing to guess.
    pub(super) fn step(&self, target: &Term, list: &mut List) {
        let mut steps: Vec<(usize, usize, &str, Part)> = Vec::new();
        for clause in self.clauses(target) {
            let mut subst = Subst::default();
            if !specific(&clause.conclusion) || !matches(&clause.conclusion, target, &mut subst) {
                continue;
            }
            let mut open = Vec::new();
            for hypothesis in &clause.hypotheses {
                hypothesis.instance(&subst).variables(&mut open);
            }
            if open.is_empty() && !clause.hypotheses.is_empty() {
                let size = clause.conclusion.size();
                let hypotheses = clause.hypotheses.len();
                steps.push((usize::MAX - size, hypotheses, &clause.name, clause.part));
            }
        }
        steps.sort_unstable();
        for (_, _, name, part) in steps.into_iter().take(MOST) {
            let part = match part {
                Part::Whole => "",
                Part::Mp => ".mp",
                Part::Mpr => ".mpr",
            };
            list.premise(name, CITED_STEP, format!("apply {name}{part}"));
        }
    }

    /// Proves the hypotheses of a clause whose conclusion was matched.
    fn discharge(&mut self, clause: &Clause, subst: Subst, depth: u32) -> Option<Proof> {
        let mut proofs = Vec::new();
        self.hypotheses(clause, 0, subst, depth, &mut proofs)?;
        let cost = 1 + proofs.iter().map(|p: &Proof| p.cost).sum::<u32>();
        let mut proofs = proofs.into_iter();
        let mut text = clause.name.to_string();
        for argument in &clause.arguments {
            text.push(' ');
            match argument {
                Argument::Value => text.push('_'),
                Argument::Proof => text.push_str(&bracketed(proofs.next()?.text)),
            }
        }
        let side = match clause.part {
            Part::Whole => return Some(Proof { text, cost }),
            Part::Mp => "mp",
            Part::Mpr => "mpr",
        };
        let last = bracketed(proofs.next()?.text);
        Some(Proof { text: format!("({text}).{side} {last}"), cost })
    }

    fn hypotheses(
        &mut self,
        clause: &Clause,
        at: usize,
        subst: Subst,
        depth: u32,
        proofs: &mut Vec<Proof>,
    ) -> Option<()> {
        let Some(hypothesis) = clause.hypotheses.get(at) else { return Some(()) };
        let wanted = hypothesis.instance(&subst);
        let mut open = Vec::new();
        wanted.variables(&mut open);
        // A fact may settle what the conclusion left open, so each that fits is tried.
        for index in 0..self.facts.len() {
            let mut with = subst.clone();
            if matches(hypothesis, &self.facts[index].0, &mut with) {
                proofs.push(Proof { text: self.facts[index].1.clone(), cost: 0 });
                if self.hypotheses(clause, at + 1, with, depth, proofs).is_some() {
                    return Some(());
                }
                proofs.truncate(at);
            }
        }
        if !open.is_empty() {
            return None;
        }
        proofs.push(self.prove(&wanted, depth.checked_sub(1)?)?);
        let done = self.hypotheses(clause, at + 1, subst, depth, proofs);
        if done.is_none() {
            proofs.truncate(at);
        }
        done
    }

    fn prove(&mut self, goal: &Term, depth: u32) -> Option<Proof> {
        if let Some((_, name)) = self.facts.iter().find(|(fact, _)| fact == goal) {
            return Some(Proof { text: name.clone(), cost: 0 });
        }
        let Term::App(head, _) = goal else { return None };
        if self.linear && self.arithmetic.contains(head) {
            return Some(Proof { text: "by omega".to_owned(), cost: 4 });
        }
        if depth > 0 {
            for clause in self.clauses(goal) {
                self.effort = self.effort.checked_sub(1)?;
                let mut subst = Subst::default();
                if matches(&clause.conclusion, goal, &mut subst)
                    && let Some(proof) = self.discharge(clause, subst, depth)
                {
                    return Some(proof);
                }
            }
        }
        None
    }

    /// Equations of the library whose left-hand side is somewhere in the goal.
    pub(super) fn rewrite(&self, target: &Term, list: &mut List) {
        let equals = self.arithmetic[0];
        let places: Vec<&Term> = target.positions().iter().map(|path| target.at(path)).collect();
        let pattern = Term::App(equals, Vec::new());
        let mut found: Vec<(usize, &str, bool)> = Vec::new();
        for clause in self.clauses(&pattern) {
            let Term::App(_, sides) = &clause.conclusion else { continue };
            let [left, right] = sides.as_slice() else { continue };
            if !clause.hypotheses.is_empty() || !specific(left) || permutes(left, right) {
                continue;
            }
            let fits = |place: &&&Term| matches(left, place, &mut Subst::default());
            if places.iter().any(|place| fits(&place)) {
                found.push((usize::MAX - left.size(), &clause.name, clause.simp));
            }
        }
        found.sort_unstable();
        for (_, name, _) in found.iter().take(MOST) {
            list.premise(name, REWRITE, format!("rw [{name}]"));
        }
        let fresh: Vec<&str> =
            found.iter().filter(|(_, _, simp)| !simp).map(|(_, name, _)| *name).take(8).collect();
        if let Some(first) = fresh.first() {
            let all = fresh.join(", ");
            list.premise(first, FINISH, format!("simp [{all}]"));
            list.premise(first, FINISH, format!("simp_all [{all}]"));
        }
    }
}

/// A conclusion that is more than a relation between variables.
fn specific(term: &Term) -> bool {
    match term {
        Term::Var(_) => false,
        Term::App(_, arguments) => {
            arguments.is_empty() || arguments.iter().any(|a| matches!(a, Term::App(..)))
        }
    }
}

/// Both sides have the same symbols and variables, so that rewriting could go on for ever.
fn permutes(left: &Term, right: &Term) -> bool {
    fn leaves(term: &Term, found: &mut Vec<(bool, u32)>) {
        match term {
            Term::Var(v) => found.push((true, *v)),
            Term::App(symbol, arguments) => {
                found.push((false, *symbol));
                for argument in arguments {
                    leaves(argument, found);
                }
            }
        }
    }
    let (mut a, mut b) = (Vec::new(), Vec::new());
    leaves(left, &mut a);
    leaves(right, &mut b);
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

fn bracketed(text: String) -> String {
    if text.contains(' ') { format!("({text})") } else { text }
}
