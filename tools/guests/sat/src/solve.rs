//! Formulas to clauses, and clauses to the solver.

use std::{cell::Cell, rc::Rc};

use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, SolverOpts, Var, lbool};

use crate::formula::Formula;

/// Conflicts after which the solver gives up.
const MOST_CONFLICTS: u32 = 50_000;
/// Most clauses of a trace that are kept.
const LONGEST_TRACE: usize = 2_000;
/// Largest number of a variable in clauses.
const MOST_VARIABLES: i32 = 20_000;

/// What the solver found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Truth of each variable, in order.
    Model(Vec<bool>),
    /// None; the learnt clauses, with variables from 1 and negative numbers for negations.
    Contradiction(Vec<Vec<i32>>),
    /// It gave up.
    Unknown,
}

/// Keeps what is learnt, and stops in time.
#[derive(Default)]
struct Watch {
    learnt: Vec<Vec<i32>>,
    conflicts: Rc<Cell<u32>>,
}

impl Callbacks for Watch {
    fn on_new_clause(&mut self, clause: &[Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.conflicts.set(self.conflicts.get() + 1);
            if self.learnt.len() < LONGEST_TRACE {
                self.learnt.push(clause.iter().map(|lit| number(*lit)).collect());
            }
        }
    }

    fn stop(&self) -> bool {
        self.conflicts.get() > MOST_CONFLICTS
    }
}

fn number(lit: Lit) -> i32 {
    let variable = i32::try_from(lit.var().idx()).unwrap_or(i32::MAX - 1) + 1;
    if lit.sign() { variable } else { -variable }
}

struct Clauses {
    solver: Solver<Watch>,
    variables: Vec<Var>,
}

impl Clauses {
    fn new(variables: usize) -> Self {
        let mut solver = Solver::new(SolverOpts::default(), Watch::default());
        let variables = (0..variables).map(|_| solver.new_var_default()).collect();
        Self { solver, variables }
    }

    fn add(&mut self, literals: &[Lit]) {
        self.solver.add_clause_reuse(&mut literals.to_vec());
    }

    /// A literal that is true just if the formula is (Tseitin's definitions).
    fn define(&mut self, formula: &Formula) -> Lit {
        match formula {
            Formula::Atom(n) => Lit::new(self.variables[*n], true),
            Formula::Constant(truth) => {
                let lit = Lit::new(self.solver.new_var_default(), true);
                self.add(&[if *truth { lit } else { !lit }]);
                lit
            }
            Formula::Not(a) => !self.define(a),
            Formula::And(a, b) => {
                let (a, b) = (self.define(a), self.define(b));
                !self.either(!a, !b)
            }
            Formula::Or(a, b) => {
                let (a, b) = (self.define(a), self.define(b));
                self.either(a, b)
            }
            Formula::Iff(a, b) => {
                let (a, b) = (self.define(a), self.define(b));
                let lit = Lit::new(self.solver.new_var_default(), true);
                self.add(&[!lit, !a, b]);
                self.add(&[!lit, a, !b]);
                self.add(&[lit, a, b]);
                self.add(&[lit, !a, !b]);
                lit
            }
        }
    }

    fn either(&mut self, a: Lit, b: Lit) -> Lit {
        let lit = Lit::new(self.solver.new_var_default(), true);
        self.add(&[!lit, a, b]);
        self.add(&[lit, !a]);
        self.add(&[lit, !b]);
        lit
    }

    fn solve(mut self) -> Outcome {
        let found = self.solver.solve_limited(&[]);
        if found == lbool::TRUE {
            let value = |var: &Var| self.solver.value_var(*var) == lbool::TRUE;
            Outcome::Model(self.variables.iter().map(value).collect())
        } else if found == lbool::FALSE {
            Outcome::Contradiction(std::mem::take(&mut self.solver.cb_mut().learnt))
        } else {
            Outcome::Unknown
        }
    }
}

/// Solves a formula over so many atoms.
pub fn solve_formula(formula: &Formula, atoms: usize) -> Outcome {
    let mut clauses = Clauses::new(atoms);
    let root = clauses.define(formula);
    clauses.add(&[root]);
    clauses.solve()
}

/// Solves clauses of numbers, with variables from 1 and negative numbers for negations. An error
/// names a number that cannot be a literal.
pub fn solve_clauses(given: &[Vec<i32>]) -> Result<Outcome, i32> {
    let bad = |n: &&i32| **n == 0 || **n > MOST_VARIABLES || **n < -MOST_VARIABLES;
    if let Some(bad) = given.iter().flatten().find(bad) {
        return Err(*bad);
    }
    let most = given.iter().flatten().map(|n| n.unsigned_abs()).max().unwrap_or(0);
    let mut clauses = Clauses::new(most as usize);
    for clause in given {
        let literals: Vec<Lit> = clause
            .iter()
            .map(|n| Lit::new(clauses.variables[n.unsigned_abs() as usize - 1], *n > 0))
            .collect();
        clauses.add(&literals);
    }
    Ok(clauses.solve())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clauses that put `n + 1` pigeons into `n` holes.
    fn pigeons(n: i32) -> Vec<Vec<i32>> {
        let at = |pigeon: i32, hole: i32| pigeon * n + hole + 1;
        let mut clauses: Vec<Vec<i32>> =
            (0..=n).map(|p| (0..n).map(|h| at(p, h)).collect()).collect();
        for hole in 0..n {
            for p in 0..=n {
                for q in 0..p {
                    clauses.push(vec![-at(p, hole), -at(q, hole)]);
                }
            }
        }
        clauses
    }

    /// True if each clause of the trace follows from those before it by unit propagation, and at
    /// the end everything does.
    fn is_refutation(given: &[Vec<i32>], trace: &[Vec<i32>]) -> bool {
        let mut known = given.to_vec();
        for clause in trace.iter().chain([&Vec::new()]) {
            let mut units: Vec<i32> = clause.iter().map(|n| -n).collect();
            let conflict = loop {
                let mut news = None;
                let mut conflict = false;
                for c in &known {
                    if c.iter().any(|l| units.contains(l)) {
                        continue;
                    }
                    let open: Vec<i32> =
                        c.iter().copied().filter(|l| !units.contains(&-l)).collect();
                    match open.as_slice() {
                        [] => conflict = true,
                        [one] => news = Some(*one),
                        _ => {}
                    }
                }
                match news {
                    _ if conflict => break true,
                    Some(unit) => units.push(unit),
                    None => break false,
                }
            };
            if !conflict {
                return false;
            }
            known.push(clause.clone());
        }
        true
    }

    #[test]
    fn models_satisfy_and_traces_refute() {
        let clauses = vec![vec![1, 2], vec![-1, 3], vec![-2, -3]];
        let Ok(Outcome::Model(model)) = solve_clauses(&clauses) else { panic!("no model") };
        let holds = |n: &i32| model[n.unsigned_abs() as usize - 1] == (*n > 0);
        assert!(clauses.iter().all(|c| c.iter().any(holds)), "{model:?}");

        let clauses = pigeons(4);
        let Ok(Outcome::Contradiction(trace)) = solve_clauses(&clauses) else { panic!("a model") };
        assert!(!trace.is_empty());
        assert!(is_refutation(&clauses, &trace), "{trace:?}");
        assert!(!is_refutation(&clauses, &[]), "propagation alone does not do it");
    }

    #[test]
    fn what_is_too_hard_or_no_literal_is_said() {
        assert_eq!(solve_clauses(&[vec![1, 0]]), Err(0));
        assert_eq!(solve_clauses(&[vec![i32::MIN]]), Err(i32::MIN));
        assert_eq!(solve_clauses(&[vec![]]), Ok(Outcome::Contradiction(Vec::new())));
    }
}
