//! Fractions of machine integers; what does not fit ends the guess.

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) over: i128,
    pub(crate) under: i128,
}

impl Fraction {
    pub(crate) fn new(over: i128, under: i128) -> Option<Self> {
        let divisor = i128::try_from(gcd(over.unsigned_abs(), under.unsigned_abs())).ok()?;
        if under == 0 || divisor == 0 {
            return None;
        }
        let sign = if under < 0 { -1 } else { 1 };
        Some(Self { over: sign * over / divisor, under: sign * under / divisor })
    }

    pub(crate) fn whole(n: i128) -> Self {
        Self { over: n, under: 1 }
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        Self::new(left.checked_sub(right)?, self.under.checked_mul(other.under)?)
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::new(self.over.checked_mul(other.over)?, self.under.checked_mul(other.under)?)
    }

    pub(crate) fn by(self, other: Self) -> Option<Self> {
        Self::new(self.over.checked_mul(other.under)?, self.under.checked_mul(other.over)?)
    }
}

pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
