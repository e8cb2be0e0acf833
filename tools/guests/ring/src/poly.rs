//! Polynomials with integer coefficients, in a normal form.
//!
//! A monomial maps indeterminates to exponents; an exponent is a number plus a sum of
//! indeterminates, so that `a ^ (n + 2)` is `a ^ n * a ^ 2`. Everything is exact; what grows too
//! large is refused.

use std::collections::BTreeMap;

/// Most monomials that are kept: beyond, multiplying out helps nobody.
const MOST: usize = 600;
/// Largest exponent that is multiplied out.
pub(crate) const LARGEST_EXPONENT: u32 = 12;

/// An indeterminate, by its place in the table of the reader.
pub(crate) type Atom = usize;

/// A number plus a sum of indeterminates with multiplicities.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exponent {
    pub(crate) number: u32,
    pub(crate) atoms: BTreeMap<Atom, u32>,
}

impl Exponent {
    pub(crate) fn number(number: u32) -> Self {
        Self { number, atoms: BTreeMap::new() }
    }

    fn is_zero(&self) -> bool {
        self.number == 0 && self.atoms.is_empty()
    }

    fn add(&mut self, other: &Self) -> Option<()> {
        self.number = self.number.checked_add(other.number)?;
        for (atom, times) in &other.atoms {
            let slot = self.atoms.entry(*atom).or_default();
            *slot = slot.checked_add(*times)?;
        }
        Some(())
    }
}

/// A product of powers of indeterminates.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Monomial(pub(crate) BTreeMap<Atom, Exponent>);

impl Monomial {
    pub(crate) fn atom(atom: Atom, exponent: Exponent) -> Self {
        Self(BTreeMap::from([(atom, exponent)]))
    }

    pub(crate) fn is_one(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of factors, powers counted by their numbers.
    pub(crate) fn degree(&self) -> u32 {
        self.0
            .values()
            .map(|e| e.number + e.atoms.values().sum::<u32>())
            .fold(0, u32::saturating_add)
    }

    pub(crate) fn times(&self, other: &Self) -> Option<Self> {
        let mut product = self.clone();
        for (atom, exponent) in &other.0 {
            product.0.entry(*atom).or_default().add(exponent)?;
        }
        Some(product)
    }

    /// The monomial that, times `divisor`, gives this one.
    pub(crate) fn divided_by(&self, divisor: &Self) -> Option<Self> {
        let mut rest = self.clone();
        for (atom, exponent) in &divisor.0 {
            let slot = rest.0.get_mut(atom)?;
            slot.number = slot.number.checked_sub(exponent.number)?;
            for (name, times) in &exponent.atoms {
                let left = slot.atoms.get_mut(name)?;
                *left = left.checked_sub(*times)?;
                if *left == 0 {
                    slot.atoms.remove(name);
                }
            }
            if slot.is_zero() {
                rest.0.remove(atom);
            }
        }
        Some(rest)
    }
}

/// A polynomial: no coefficient is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Poly(pub(crate) BTreeMap<Monomial, i128>);

impl Poly {
    pub(crate) fn number(number: i128) -> Self {
        Self::term(Monomial::default(), number)
    }

    pub(crate) fn term(monomial: Monomial, coefficient: i128) -> Self {
        let mut poly = Self::default();
        if coefficient != 0 {
            poly.0.insert(monomial, coefficient);
        }
        poly
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// The number that it is, if it is one.
    pub(crate) fn as_number(&self) -> Option<i128> {
        match self.0.len() {
            0 => Some(0),
            1 => self.0.get(&Monomial::default()).copied(),
            _ => None,
        }
    }

    pub(crate) fn constant(&self) -> i128 {
        self.0.get(&Monomial::default()).copied().unwrap_or(0)
    }

    /// True if no monomial has more than one factor.
    pub(crate) fn is_linear(&self) -> bool {
        self.0.keys().all(|m| m.degree() <= 1)
    }

    fn put(&mut self, monomial: Monomial, coefficient: i128) -> Option<()> {
        let sum = self.0.get(&monomial).copied().unwrap_or(0).checked_add(coefficient)?;
        if sum == 0 {
            self.0.remove(&monomial);
        } else {
            self.0.insert(monomial, sum);
        }
        (self.0.len() <= MOST).then_some(())
    }

    pub(crate) fn plus(&self, other: &Self, factor: i128) -> Option<Self> {
        let mut sum = self.clone();
        for (monomial, coefficient) in &other.0 {
            sum.put(monomial.clone(), coefficient.checked_mul(factor)?)?;
        }
        Some(sum)
    }

    pub(crate) fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(other, -1)
    }

    pub(crate) fn times(&self, other: &Self) -> Option<Self> {
        let mut product = Self::default();
        for (m, c) in &self.0 {
            for (n, d) in &other.0 {
                product.put(m.times(n)?, c.checked_mul(*d)?)?;
            }
        }
        Some(product)
    }

    pub(crate) fn power(&self, exponent: u32) -> Option<Self> {
        if exponent > LARGEST_EXPONENT && self.0.len() > 1 {
            return None;
        }
        let mut product = Self::number(1);
        for _ in 0..exponent.min(512) {
            product = product.times(self)?;
        }
        (exponent <= 512).then_some(product)
    }

    /// The polynomial that, times `divisor`, gives this one.
    pub(crate) fn divided_by(&self, divisor: &Self) -> Option<Self> {
        let (lead, by) = divisor.0.last_key_value()?;
        let mut rest = self.clone();
        let mut quotient = Self::default();
        // Each round removes the largest monomial in an order that multiplication respects only
        // nearly: a bound on the rounds keeps a bad case from going on.
        for _ in 0..MOST {
            let Some((top, coefficient)) = rest.0.last_key_value() else { return Some(quotient) };
            if coefficient % by != 0 {
                return None;
            }
            let part = Self::term(top.divided_by(lead)?, coefficient / by);
            rest = rest.minus(&part.times(divisor)?)?;
            quotient = quotient.plus(&part, 1)?;
        }
        None
    }
}
