//! Evaluation of expressions and claims.

use std::fmt;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use polya_text::statement::{Binary, Term, Unary, parse};

/// Longest number that is computed with, in bits.
const LONGEST: u64 = 20_000;

/// Which numbers an expression is about, and so what `-`, `/` and `%` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Exact fractions.
    Rational,
    /// Integers: `/` and `%` round so that the remainder is not negative.
    Integer,
    /// Natural numbers: `-` stops at zero, `/` rounds down, dividing by zero gives zero.
    Natural,
}

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalcError {
    /// It does not read as an expression.
    Syntax(String),
    /// It has a part that is not evaluated.
    Unknown(String),
    /// It divides by zero, or has no inverse.
    Undefined(&'static str),
    /// A number grows too long.
    TooLong,
}

impl fmt::Display for CalcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(reason) => write!(f, "this is no expression: {reason}"),
            Self::Unknown(what) => write!(f, "`{what}` is not evaluated"),
            Self::Undefined(why) => f.write_str(why),
            Self::TooLong => write!(f, "a number has more than {LONGEST} bits"),
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Number(BigRational),
    Truth(bool),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Truth(truth) => write!(f, "{truth}"),
        }
    }
}

type Result<T> = std::result::Result<T, CalcError>;

/// The value of an expression or claim, as text.
pub fn evaluate(text: &str, numbers: Numbers) -> Result<String> {
    let term = parse(text).map_err(|e| CalcError::Syntax(e.to_string()))?;
    value(&term, numbers, &[]).map(|value| value.to_string())
}

/// The value of an expression modulo a positive number; fractions by inverses.
pub fn evaluate_modulo(text: &str, modulus: &str) -> Result<String> {
    let term = parse(text).map_err(|e| CalcError::Syntax(e.to_string()))?;
    let modulus: BigInt =
        modulus.parse().map_err(|_| CalcError::Syntax("the modulus is no number".to_owned()))?;
    if modulus.sign() != Sign::Plus {
        return Err(CalcError::Undefined("the modulus is not positive"));
    }
    residue(&term, &modulus).map(|residue| residue.to_string())
}

fn residue(term: &Term, modulus: &BigInt) -> Result<BigInt> {
    let go = |t: &Term| residue(t, modulus);
    Ok(match term {
        Term::Number(n) => BigInt::from(*n),
        Term::Binary(Binary::Add, a, b) => go(a)? + go(b)?,
        Term::Binary(Binary::Sub, a, b) => go(a)? - go(b)?,
        Term::Binary(Binary::Mul, a, b) => go(a)? * go(b)?,
        Term::Binary(Binary::Div, a, b) => {
            let found = go(b)?.extended_gcd(modulus);
            if !found.gcd.is_one() {
                return Err(CalcError::Undefined("there is no inverse"));
            }
            go(a)? * found.x
        }
        Term::Binary(Binary::Pow, a, b) => {
            let exponent = whole(&number(b, Numbers::Integer, &[])?)?;
            if exponent.is_negative() {
                return Err(CalcError::Undefined("an exponent is negative"));
            }
            go(a)?.modpow(&exponent, modulus)
        }
        Term::Unary(Unary::Negate, a) => -go(a)?,
        Term::Typed(a, _) => go(a)?,
        _ => whole(&number(term, Numbers::Integer, &[])?)?,
    }
    .mod_floor(modulus))
}

fn whole(number: &BigRational) -> Result<BigInt> {
    if number.is_integer() {
        Ok(number.to_integer())
    } else {
        Err(CalcError::Undefined("a fraction stands where an integer is needed"))
    }
}

fn number(term: &Term, numbers: Numbers, known: &[(&str, BigInt)]) -> Result<BigRational> {
    match value(term, numbers, known)? {
        Value::Number(number) => Ok(number),
        Value::Truth(_) => Err(CalcError::Undefined("a claim stands where a number is needed")),
    }
}

fn truth(term: &Term, numbers: Numbers, known: &[(&str, BigInt)]) -> Result<bool> {
    match value(term, numbers, known)? {
        Value::Truth(truth) => Ok(truth),
        Value::Number(_) => Err(CalcError::Undefined("a number stands where a claim is needed")),
    }
}

/// The value of a term under an assignment.
pub(crate) fn value(term: &Term, numbers: Numbers, known: &[(&str, BigInt)]) -> Result<Value> {
    use Binary as B;
    let num = |t: &Term| number(t, numbers, known);
    let is = |t: &Term| truth(t, numbers, known);
    let unknown = |what: &str| Err(CalcError::Unknown(what.to_owned()));
    let found = match term {
        Term::Number(n) => BigRational::from(BigInt::from(*n)),
        Term::Name(name) => match (known.iter().find(|(k, _)| k == name), name.as_str()) {
            (Some((_, value)), _) => BigRational::from(value.clone()),
            (None, "True" | "true") => return Ok(Value::Truth(true)),
            (None, "False" | "false") => return Ok(Value::Truth(false)),
            _ => return unknown(name),
        },
        Term::Typed(inner, _) => return value(inner, numbers, known),
        Term::Unary(Unary::Negate, a) => {
            let negated = -num(a)?;
            if numbers == Numbers::Natural && negated.is_negative() {
                return Err(CalcError::Undefined("a natural number has no negative"));
            }
            negated
        }
        Term::Unary(Unary::Not, a) => return Ok(Value::Truth(!is(a)?)),
        Term::Unary(Unary::Coerce, a) => num(a)?,
        Term::Binary(operator, a, b) => match operator {
            B::Add => num(a)? + num(b)?,
            B::Sub => {
                let difference = num(a)? - num(b)?;
                if numbers == Numbers::Natural && difference.is_negative() {
                    BigRational::zero()
                } else {
                    difference
                }
            }
            B::Mul => num(a)? * num(b)?,
            B::Div => divide(&num(a)?, &num(b)?, numbers)?,
            B::Mod => {
                let (a, b) = (whole(&num(a)?)?, whole(&num(b)?)?);
                if b.is_zero() {
                    BigRational::from(a)
                } else {
                    BigRational::from(a.mod_floor(&b.abs()))
                }
            }
            B::Pow => power(&num(a)?, &num(b)?)?,
            B::Eq => {
                return Ok(Value::Truth(value(a, numbers, known)? == value(b, numbers, known)?));
            }
            B::Ne => {
                return Ok(Value::Truth(value(a, numbers, known)? != value(b, numbers, known)?));
            }
            B::Lt => return Ok(Value::Truth(num(a)? < num(b)?)),
            B::Le => return Ok(Value::Truth(num(a)? <= num(b)?)),
            B::Gt => return Ok(Value::Truth(num(a)? > num(b)?)),
            B::Ge => return Ok(Value::Truth(num(a)? >= num(b)?)),
            B::Dvd => {
                let (a, b) = (whole(&num(a)?)?, whole(&num(b)?)?);
                let divides = if a.is_zero() { b.is_zero() } else { b.is_multiple_of(&a) };
                return Ok(Value::Truth(divides));
            }
            B::And => return Ok(Value::Truth(is(a)? && is(b)?)),
            B::Or => return Ok(Value::Truth(is(a)? || is(b)?)),
            B::Implies => return Ok(Value::Truth(!is(a)? || is(b)?)),
            B::Iff => return Ok(Value::Truth(is(a)? == is(b)?)),
            other => return unknown(other.symbol()),
        },
        Term::Apply(head, arguments) => {
            let Term::Name(name) = &**head else { return unknown("an application") };
            return apply(name, arguments, numbers, known);
        }
        Term::If(condition, a, b) => {
            return value(if is(condition)? { a } else { b }, numbers, known);
        }
        _ => return unknown("such a term"),
    };
    if found.numer().bits().max(found.denom().bits()) > LONGEST {
        return Err(CalcError::TooLong);
    }
    Ok(Value::Number(found))
}

fn apply(
    name: &str,
    arguments: &[Term],
    numbers: Numbers,
    known: &[(&str, BigInt)],
) -> Result<Value> {
    let numbers: Vec<BigRational> =
        arguments.iter().map(|a| number(a, numbers, known)).collect::<Result<_>>()?;
    let short = name.rsplit('.').next().unwrap_or(name);
    let found = match (short, numbers.as_slice()) {
        ("gcd", [a, b]) => BigRational::from(whole(a)?.gcd(&whole(b)?)),
        ("lcm", [a, b]) => BigRational::from(whole(a)?.lcm(&whole(b)?)),
        ("min", [a, b]) => a.min(b).clone(),
        ("max", [a, b]) => a.max(b).clone(),
        ("succ", [a]) => a + BigRational::one(),
        ("natAbs" | "abs", [a]) => a.abs(),
        ("factorial", [a]) => {
            let n = a.to_u32().filter(|n| *n <= 2_000).ok_or(CalcError::TooLong)?;
            let product = (1..=n).fold(BigInt::one(), |product, k| product * k);
            BigRational::from(product)
        }
        ("sqrt", [a]) if !a.is_negative() => BigRational::from(whole(a)?.sqrt()),
        _ => return Err(CalcError::Unknown(name.to_owned())),
    };
    Ok(Value::Number(found))
}

fn divide(a: &BigRational, b: &BigRational, numbers: Numbers) -> Result<BigRational> {
    match numbers {
        Numbers::Rational if b.is_zero() => Err(CalcError::Undefined("a division by zero")),
        Numbers::Rational => Ok(a / b),
        _ if b.is_zero() => Ok(BigRational::zero()),
        _ => {
            let (a, b) = (whole(a)?, whole(b)?);
            let remainder = a.mod_floor(&b.abs());
            Ok(BigRational::from((a - remainder) / b))
        }
    }
}

fn power(base: &BigRational, exponent: &BigRational) -> Result<BigRational> {
    let exponent = whole(exponent)?;
    let size = exponent.abs().to_u64().unwrap_or(u64::MAX);
    let bits = base.numer().bits().max(base.denom().bits()).max(1);
    let small = base.is_zero() || base.abs().is_one();
    if !small && bits.saturating_sub(1).max(1).saturating_mul(size) > LONGEST {
        return Err(CalcError::TooLong);
    }
    if exponent.is_negative() && base.is_zero() {
        return Err(CalcError::Undefined("a division by zero"));
    }
    if small {
        let even = exponent.is_even();
        return Ok(if exponent.is_zero() || (base.is_negative() && even) {
            BigRational::one()
        } else {
            base.clone()
        });
    }
    let exponent = i32::try_from(&exponent).map_err(|_| CalcError::TooLong)?;
    Ok(base.pow(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact() {
        let rational = |text| evaluate(text, Numbers::Rational).unwrap();
        assert_eq!(rational("1 / 3 + 1 / 6"), "1/2");
        assert_eq!(rational("2 ^ 200 - 2 ^ 199 - 2 ^ 199"), "0");
        assert_eq!(rational("(2 / 3) ^ (-2)"), "9/4");
        assert_eq!(rational("factorial 20 = 2432902008176640000"), "true");
        assert_eq!(rational("1 / 2 < 1"), "true");
        assert_eq!(rational("(-1) ^ 1000001"), "-1");
    }

    #[test]
    fn the_kind_of_number_decides_what_operations_mean() {
        let of = |text, numbers| evaluate(text, numbers).unwrap();
        assert_eq!(of("3 - 5", Numbers::Natural), "0");
        assert_eq!(of("3 - 5", Numbers::Integer), "-2");
        assert_eq!(of("7 / 2", Numbers::Natural), "3");
        assert_eq!(of("-7 / 2", Numbers::Integer), "-4");
        assert_eq!(of("-7 % 2", Numbers::Integer), "1");
        assert_eq!(of("7 / 0", Numbers::Natural), "0");
    }

    #[test]
    fn residues_use_inverses() {
        assert_eq!(evaluate_modulo("2 ^ 1000000007", "97").unwrap(), "48");
        assert_eq!(evaluate_modulo("1 / 3", "7").unwrap(), "5");
        assert_eq!(evaluate_modulo("1 / 2", "4"), Err(CalcError::Undefined("there is no inverse")));
        assert!(evaluate_modulo("1", "0").is_err());
    }

    #[test]
    fn what_has_no_value_is_an_error() {
        let error = |text| evaluate(text, Numbers::Rational).unwrap_err();
        assert_eq!(error("1 / 0"), CalcError::Undefined("a division by zero"));
        assert_eq!(error("x + 1"), CalcError::Unknown("x".to_owned()));
        assert_eq!(error("10 ^ 10 ^ 10"), CalcError::TooLong);
        assert!(matches!(error("1 +"), CalcError::Syntax(_)));
    }
}
