//! Statements on remainders, by all residues of the variables.

use std::fmt::Write as _;

use num_bigint::BigInt;
use num_integer::Integer;
use polya_text::statement::{Binary, Term};

use crate::{
    Proposal,
    eval::{Numbers, Value, value},
};

/// Largest modulus whose residues are gone through.
const LARGEST: u32 = 12;
/// Most variables.
const MOST: usize = 2;

pub(crate) fn propose(hypotheses: &[(String, String)], target: &Term) -> Vec<Proposal> {
    prove(hypotheses, target).into_iter().collect()
}

fn prove(hypotheses: &[(String, String)], target: &Term) -> Option<Proposal> {
    let mut known = hypotheses.to_vec();
    let mut introduced = Vec::new();
    let mut target = target;
    while let Term::Forall(binders, body) = target {
        for binder in binders {
            let Some(Term::Name(ty)) = &binder.ty else { return None };
            if binder.bound.is_some() {
                return None;
            }
            introduced.push(binder.name.clone());
            known.push((binder.name.clone(), ty.clone()));
        }
        target = body;
    }
    let mut claim = Claim::default();
    claim.read(target)?;
    let variables = claim.variables;
    let natural = |name: &String| known.iter().any(|(n, ty)| n == name && ty == "Nat");
    if variables.is_empty() || variables.len() > MOST || !variables.iter().all(natural) {
        return None;
    }
    let facts = facts(&known, &variables);
    let modulus = claim.moduli.iter().chain(facts.iter().map(|f| &f.modulus)).try_fold(
        1_u32,
        |all, one| {
            let all = all.lcm(one);
            (all <= LARGEST).then_some(all)
        },
    )?;
    if modulus.pow(u32::try_from(variables.len()).ok()?) > 64 {
        return None;
    }
    let mut residues = vec![0_u32; variables.len()];
    loop {
        if facts.iter().all(|f| residues[f.variable] % f.modulus == f.residue) {
            let assignment: Vec<(&str, BigInt)> = variables
                .iter()
                .zip(&residues)
                .map(|(name, r)| (name.as_str(), BigInt::from(*r)))
                .collect();
            if value(target, Numbers::Natural, &assignment) != Ok(Value::Truth(true)) {
                return None;
            }
        }
        let Some(place) = residues.iter().position(|r| r + 1 < modulus) else { break };
        residues[..place].fill(0);
        residues[place] += 1;
    }
    let mut tactic = String::new();
    if !introduced.is_empty() {
        let _ = writeln!(tactic, "intro {}", introduced.join(" "));
    }
    let mut names = Vec::new();
    let mut splits = Vec::new();
    for (n, variable) in variables.iter().enumerate() {
        let name = format!("polya_{n}");
        let cases: Vec<String> =
            (0..modulus).map(|r| format!("{variable} % {modulus} = {r}")).collect();
        let _ = writeln!(tactic, "have {name} : {} := by omega", cases.join(" ∨ "));
        splits.push(format!("rcases {name} with {}", vec![name.as_str(); cases.len()].join(" | ")));
        names.push(name);
    }
    let _ = write!(
        tactic,
        "{} <;>\n  first | omega | simp [Nat.dvd_iff_mod_eq_zero, Nat.pow_succ, Nat.mul_mod, \
         Nat.add_mod, {}]",
        splits.join(" <;> "),
        names.join(", ")
    );
    Some(Proposal { tactic, weight: 0.9 })
}

/// What a target says, if it is about remainders of polynomials alone.
#[derive(Default)]
struct Claim {
    moduli: Vec<u32>,
    variables: Vec<String>,
}

impl Claim {
    fn read(&mut self, term: &Term) -> Option<()> {
        match term {
            Term::Binary(Binary::Or | Binary::And, a, b) => {
                self.read(a)?;
                self.read(b)
            }
            Term::Binary(Binary::Dvd, modulus, of) => {
                self.modulus(modulus)?;
                self.polynomial(of)
            }
            Term::Binary(
                Binary::Eq | Binary::Ne | Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge,
                left,
                right,
            ) => {
                self.remainder(left)?;
                self.remainder(right)
            }
            _ => None,
        }
    }

    fn remainder(&mut self, term: &Term) -> Option<()> {
        match term {
            Term::Binary(Binary::Mod, of, modulus) => {
                self.modulus(modulus)?;
                self.polynomial(of)
            }
            Term::Number(_) => Some(()),
            _ => None,
        }
    }

    fn modulus(&mut self, term: &Term) -> Option<()> {
        let Term::Number(n) = term else { return None };
        let n = u32::try_from(*n).ok().filter(|n| (2..=LARGEST).contains(n))?;
        self.moduli.push(n);
        Some(())
    }

    /// Sums and products, whose remainders depend on those of their parts.
    fn polynomial(&mut self, term: &Term) -> Option<()> {
        match term {
            Term::Number(_) => Some(()),
            Term::Name(name) => {
                if !self.variables.contains(name) {
                    self.variables.push(name.clone());
                }
                Some(())
            }
            Term::Binary(Binary::Add | Binary::Mul, a, b) => {
                self.polynomial(a)?;
                self.polynomial(b)
            }
            Term::Binary(Binary::Pow, base, exponent) => match **exponent {
                Term::Number(n) if n <= 16 => self.polynomial(base),
                _ => None,
            },
            _ => None,
        }
    }
}

/// `x % m = r` in the context.
struct Fact {
    variable: usize,
    modulus: u32,
    residue: u32,
}

fn facts(known: &[(String, String)], variables: &[String]) -> Vec<Fact> {
    let fact = |ty: &str| {
        let Ok(Term::Binary(Binary::Eq, left, right)) = polya_text::statement::parse(ty) else {
            return None;
        };
        let (Term::Binary(Binary::Mod, of, modulus), Term::Number(residue)) = (*left, *right)
        else {
            return None;
        };
        let (Term::Name(name), Term::Number(modulus)) = (*of, *modulus) else { return None };
        Some(Fact {
            variable: variables.iter().position(|v| *v == name)?,
            modulus: u32::try_from(modulus).ok().filter(|m| (2..=LARGEST).contains(m))?,
            residue: u32::try_from(residue).ok()?,
        })
    };
    known.iter().filter_map(|(_, ty)| fact(ty)).collect()
}
