//! Is one polynomial a combination of others? Gauss's elimination over the rationals.

use std::collections::BTreeSet;

use crate::poly::{Monomial, Poly};

/// Rationals as reduced pairs; `None` where they outgrow their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rational(i128, i128);

impl Rational {
    const ZERO: Self = Self(0, 1);

    fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.checked_abs()?, denominator.checked_abs()?).max(1);
        let sign = if denominator < 0 { -1 } else { 1 };
        Some(Self(sign * numerator / divisor, sign * denominator / divisor))
    }

    /// `self - other * factor`
    fn less(self, other: Self, factor: Self) -> Option<Self> {
        let product = other.times(factor)?;
        Self::new(
            self.0.checked_mul(product.1)?.checked_sub(product.0.checked_mul(self.1)?)?,
            self.1.checked_mul(product.1)?,
        )
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.0.checked_mul(other.0)?, self.1.checked_mul(other.1)?)
    }

    fn over(self, other: Self) -> Option<Self> {
        Self::new(self.0.checked_mul(other.1)?, self.1.checked_mul(other.0)?)
    }
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Which of `given` are needed to combine `target` with rational coefficients; `None` if it is no
/// combination of them.
pub(crate) fn combination(target: &Poly, given: &[Poly]) -> Option<Vec<usize>> {
    let monomials: BTreeSet<&Monomial> =
        given.iter().chain([target]).flat_map(|poly| poly.0.keys()).collect();
    // One row a monomial: its coefficients in `given`, then in the target.
    let mut rows: Vec<Vec<Rational>> = monomials
        .into_iter()
        .map(|monomial| {
            let coefficient = |poly: &Poly| poly.0.get(monomial).copied().unwrap_or(0);
            given.iter().chain([target]).map(|p| Rational(coefficient(p), 1)).collect()
        })
        .collect();
    let mut pivots = Vec::new();
    let mut next = 0;
    for column in 0..given.len() {
        let Some(found) = (next..rows.len()).find(|r| rows[*r][column] != Rational::ZERO) else {
            continue;
        };
        rows.swap(next, found);
        let pivot = rows[next].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            if index == next || row[column] == Rational::ZERO {
                continue;
            }
            let factor = row[column].over(pivot[column])?;
            for (entry, of_pivot) in row.iter_mut().zip(&pivot) {
                *entry = entry.less(*of_pivot, factor)?;
            }
        }
        pivots.push((next, column));
        next += 1;
    }
    let last = given.len();
    if rows[next..].iter().any(|row| row[last] != Rational::ZERO) {
        return None;
    }
    // Columns without a pivot stay out: their coefficient is zero.
    Some(
        pivots
            .into_iter()
            .filter(|(row, _)| rows[*row][last] != Rational::ZERO)
            .map(|(_, column)| column)
            .collect(),
    )
}
