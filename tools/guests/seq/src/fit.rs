//! What a sequence is, from its first terms.

use std::fmt::Write as _;

use crate::fraction::{Fraction, gcd};

/// Terms that must agree beyond those that determine a guess.
const SPARE: usize = 2;
/// Highest degree of a polynomial.
const DEGREE: usize = 6;
/// Highest order of a recurrence.
const ORDER: usize = 5;

/// A formula for the n-th term, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedForm {
    /// `divisor · t(n) = Σ coefficients[i] · n^i`, in lowest terms.
    Polynomial {
        /// Positive.
        divisor: i128,
        /// From the constant term on; the last one is not 0, unless all are.
        coefficients: Vec<i128>,
    },
    /// `divisor · t(n) = factor · base^n + constant`, in lowest terms.
    Power {
        /// Positive.
        divisor: i128,
        /// Not 0.
        factor: i128,
        /// Neither 0 nor 1.
        base: i128,
        /// May be 0.
        constant: i128,
    },
}

/// A rule for the next term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// `t(n + order) = Σ coefficients[i] · t(n + i) + constant`
    Linear {
        /// From `t(n)` on; the first one is not 0.
        coefficients: Vec<i128>,
        /// Added at each step.
        constant: i128,
    },
    /// `t(n + 1) = (slope · n + offset) · t(n)`
    Growing {
        /// Not 0.
        slope: i128,
        /// For `n = 0`.
        offset: i128,
    },
}

/// The simplest closed form that fits all terms, if one does with terms to spare.
pub fn closed_form(terms: &[i128]) -> Option<ClosedForm> {
    polynomial(terms).or_else(|| power(terms))
}

/// The recurrence of lowest order that fits all terms, if one does with terms to spare.
pub fn recurrence(terms: &[i128]) -> Option<Recurrence> {
    for order in 1..=ORDER {
        for with_constant in [false, true] {
            if let Some(found) = linear(terms, order, with_constant) {
                return Some(found);
            }
        }
        if order == 1
            && let Some(found) = growing(terms)
        {
            return Some(found);
        }
    }
    None
}

/// Newton's forward differences, brought to powers of `n`.
fn polynomial(terms: &[i128]) -> Option<ClosedForm> {
    let mut rows = vec![terms.to_vec()];
    let degree = loop {
        let row = rows.last()?;
        if row.len() <= SPARE {
            return None;
        }
        if row.iter().all(|d| d == row.first().unwrap_or(&0)) {
            break rows.len() - 1;
        }
        if rows.len() > DEGREE {
            return None;
        }
        let next =
            row.windows(2).map(|pair| pair[1].checked_sub(pair[0])).collect::<Option<_>>()?;
        rows.push(next);
    };
    // Σ Δ^i t(0) · n (n - 1) … (n - i + 1) / i!, all over degree!.
    let mut divisor: i128 = (1..=degree as i128).product();
    let mut coefficients = vec![0_i128; degree + 1];
    let mut falling = vec![1_i128];
    let mut scale = divisor;
    for (i, row) in rows.iter().enumerate() {
        let difference = row.first()?.checked_mul(scale)?;
        for (coefficient, power) in coefficients.iter_mut().zip(&falling) {
            *coefficient = coefficient.checked_add(difference.checked_mul(*power)?)?;
        }
        let mut longer = vec![0; falling.len() + 1];
        for (place, power) in falling.iter().enumerate() {
            longer[place + 1] += power;
            longer[place] -= power * i as i128;
        }
        falling = longer;
        scale /= i as i128 + 1;
    }
    let common = coefficients.iter().fold(divisor.unsigned_abs(), |d, c| gcd(d, c.unsigned_abs()));
    let common = i128::try_from(common).ok()?;
    divisor /= common;
    for coefficient in &mut coefficients {
        *coefficient /= common;
    }
    Some(ClosedForm::Polynomial { divisor, coefficients })
}

fn power(terms: &[i128]) -> Option<ClosedForm> {
    let steps: Vec<i128> =
        terms.windows(2).map(|pair| pair[1].checked_sub(pair[0])).collect::<Option<_>>()?;
    let (first, second) = (*steps.first()?, *steps.get(1)?);
    if steps.len() < 2 + SPARE || first == 0 || second % first != 0 {
        return None;
    }
    let base = second / first;
    if base == 0 || base == 1 || !steps.windows(2).all(|p| p[0].checked_mul(base) == Some(p[1])) {
        return None;
    }
    let divisor = base - 1;
    let constant = divisor.checked_mul(*terms.first()?)?.checked_sub(first)?;
    let common = gcd(gcd(divisor.unsigned_abs(), first.unsigned_abs()), constant.unsigned_abs());
    let common = i128::try_from(common).ok()? * divisor.signum();
    Some(ClosedForm::Power {
        divisor: divisor / common,
        factor: first / common,
        base,
        constant: constant / common,
    })
}

/// Solves for the coefficients from the first terms, and tries them on the others.
fn linear(terms: &[i128], order: usize, with_constant: bool) -> Option<Recurrence> {
    let unknowns = order + usize::from(with_constant);
    if terms.len() < order + unknowns + SPARE {
        return None;
    }
    let row = |n: usize| -> Vec<Fraction> {
        let constant = with_constant.then_some(1);
        let known = terms[n..n + order].iter().copied().chain(constant).chain([terms[n + order]]);
        known.map(Fraction::whole).collect()
    };
    let solution = solve((0..unknowns).map(row).collect())?;
    let mut whole: Vec<i128> =
        solution.iter().map(|f| (f.under == 1).then_some(f.over)).collect::<Option<_>>()?;
    let constant = if with_constant { whole.pop()? } else { 0 };
    let fits = terms.windows(order + 1).all(|window| {
        let sum = window
            .iter()
            .zip(&whole)
            .try_fold(constant, |sum, (t, c)| sum.checked_add(t.checked_mul(*c)?));
        sum == window.last().copied()
    });
    (fits && whole.first() != Some(&0))
        .then_some(Recurrence::Linear { coefficients: whole, constant })
}

/// Gauss and Jordan's elimination; `None` if there is not just one solution.
fn solve(mut rows: Vec<Vec<Fraction>>) -> Option<Vec<Fraction>> {
    for column in 0..rows.len() {
        let pivot = (column..rows.len()).find(|r| rows[*r][column].over != 0)?;
        rows.swap(column, pivot);
        let lead = rows[column][column];
        for cell in &mut rows[column] {
            *cell = cell.by(lead)?;
        }
        let pivot = rows[column].clone();
        for (place, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if place != column && factor.over != 0 {
                for (cell, other) in row.iter_mut().zip(&pivot) {
                    *cell = cell.minus(factor.times(*other)?)?;
                }
            }
        }
    }
    rows.iter().map(|row| row.last().copied()).collect()
}

fn growing(terms: &[i128]) -> Option<Recurrence> {
    if terms.len() < 3 + SPARE || terms.contains(&0) {
        return None;
    }
    let ratios: Vec<i128> = terms
        .windows(2)
        .map(|pair| (pair[1] % pair[0] == 0).then(|| pair[1] / pair[0]))
        .collect::<Option<_>>()?;
    let slope = ratios[1] - ratios[0];
    let even = ratios.windows(2).all(|pair| pair[1] - pair[0] == slope);
    (even && slope != 0).then(|| Recurrence::Growing { slope, offset: ratios[0] })
}

impl ClosedForm {
    /// `t(n) = …` in Lean's notation; `name` stands for the term.
    pub fn describe(&self, name: &str) -> String {
        let (left, right) = self.sides(name, "n", "0");
        format!("{left} = {right}")
    }

    /// Both sides of the equation without negative numbers: `divisor · t + … = …`.
    pub(crate) fn sides(&self, term: &str, n: &str, nothing: &str) -> (String, String) {
        let (divisor, parts): (i128, Vec<(i128, String)>) = match self {
            Self::Polynomial { divisor, coefficients } => {
                let powers = coefficients.iter().enumerate().map(|(i, c)| {
                    let power = vec![n; i].join(" * ");
                    (*c, power)
                });
                (*divisor, powers.rev().collect())
            }
            Self::Power { divisor, factor, base, constant } => {
                (*divisor, vec![(*factor, format!("{base} ^ {n}")), (*constant, String::new())])
            }
        };
        let times = |c: i128, of: &str| match (c, of) {
            (c, "") => c.to_string(),
            (1, of) => of.to_owned(),
            (c, of) => format!("{c} * ({of})"),
        };
        let mut left = if divisor == 1 { term.to_owned() } else { format!("{divisor} * {term}") };
        let mut right = String::new();
        for (c, of) in parts.iter().filter(|(c, _)| *c != 0) {
            let of = if *c == 1 || *c == -1 || !of.contains(' ') {
                times(c.abs(), of).replace(['(', ')'], "")
            } else {
                times(c.abs(), of)
            };
            if *c < 0 {
                let _ = write!(left, " + {of}");
            } else {
                let plus = if right.is_empty() { "" } else { " + " };
                let _ = write!(right, "{plus}{of}");
            }
        }
        if right.is_empty() {
            right.push_str(nothing);
        }
        (left, right)
    }
}

impl Recurrence {
    /// The rule in Lean's notation.
    pub fn describe(&self, name: &str) -> String {
        match self {
            Self::Growing { slope, offset } => {
                format!("{name} (n + 1) = ({slope} * n + {offset}) * {name} n")
            }
            Self::Linear { coefficients, constant } => {
                let mut right = String::new();
                for (i, c) in coefficients.iter().enumerate().rev().filter(|(_, c)| **c != 0) {
                    let at = if i == 0 { "n".to_owned() } else { format!("(n + {i})") };
                    let sign = match (right.is_empty(), *c < 0) {
                        (true, false) => "",
                        (true, true) => "-",
                        (false, false) => " + ",
                        (false, true) => " - ",
                    };
                    let times =
                        if c.abs() == 1 { String::new() } else { format!("{} * ", c.abs()) };
                    let _ = write!(right, "{sign}{times}{name} {at}");
                }
                match constant.signum() {
                    1 => drop(write!(right, " + {constant}")),
                    -1 => drop(write!(right, " - {}", constant.abs())),
                    _ => {}
                }
                format!("{name} (n + {}) = {right}", coefficients.len())
            }
        }
    }

    /// The term after these.
    pub fn next(&self, terms: &[i128]) -> Option<i128> {
        match self {
            Self::Growing { slope, offset } => {
                let n = i128::try_from(terms.len()).ok()? - 1;
                slope.checked_mul(n)?.checked_add(*offset)?.checked_mul(*terms.last()?)
            }
            Self::Linear { coefficients, constant } => {
                let last = terms.get(terms.len().checked_sub(coefficients.len())?..)?;
                let mut pairs = last.iter().zip(coefficients);
                pairs.try_fold(*constant, |sum, (t, c)| sum.checked_add(t.checked_mul(*c)?))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(terms: &[i128]) -> String {
        closed_form(terms).map_or_else(|| "none".to_owned(), |form| form.describe("t n"))
    }

    fn rule(terms: &[i128]) -> String {
        recurrence(terms).map_or_else(|| "none".to_owned(), |rule| rule.describe("t"))
    }

    #[test]
    fn polynomials_and_powers_are_recognised() {
        assert_eq!(form(&[0, 0, 1, 3, 6, 10, 15]), "2 * t n + n = n * n");
        assert_eq!(form(&[0, 1, 4, 9, 16]), "t n = n * n");
        assert_eq!(form(&[0, 1, 5, 14, 30, 55, 91]), "6 * t n = 2 * (n * n * n) + 3 * (n * n) + n");
        assert_eq!(form(&[7, 7, 7, 7]), "t n = 7");
        assert_eq!(form(&[0, 1, 3, 7, 15, 31]), "t n + 1 = 2 ^ n");
        assert_eq!(form(&[0, 1, 4, 13, 40, 121]), "2 * t n + 1 = 3 ^ n");
        assert_eq!(form(&[1, 2, 6, 24, 120]), "none");
        // Four points determine a cubic: nothing is left to believe it.
        assert_eq!(form(&[1, 2, 4, 9]), "none");
    }

    #[test]
    fn recurrences_are_recognised() {
        assert_eq!(rule(&[0, 1, 1, 2, 3, 5, 8, 13]), "t (n + 2) = t (n + 1) + t n");
        assert_eq!(rule(&[1, 2, 6, 24, 120, 720]), "t (n + 1) = (1 * n + 2) * t n");
        assert_eq!(rule(&[1, 3, 7, 15, 31]), "t (n + 1) = 2 * t n + 1");
        assert_eq!(rule(&[2, 3, 5, 7, 11, 13, 17, 19]), "none");
        let fibonacci = recurrence(&[0, 1, 1, 2, 3, 5, 8]).unwrap();
        assert_eq!(fibonacci.next(&[5, 8]), Some(13));
    }
}
