//! Universe levels and numbers against what they mean, and requests that were tampered with.

use num_bigint::BigUint;
use proptest::prelude::*;

use super::{
    super::wire::Request,
    nat::{NatOperation, Value},
    replay,
    term::{Arena, L, Level},
};

/// A level over the parameters `u` and `v`.
#[derive(Clone, Debug)]
enum Meant {
    Zero,
    U,
    V,
    Succ(Box<Meant>),
    Max(Box<Meant>, Box<Meant>),
    Imax(Box<Meant>, Box<Meant>),
}

impl Meant {
    fn value(&self, u: u32, v: u32) -> u32 {
        match self {
            Self::Zero => 0,
            Self::U => u,
            Self::V => v,
            Self::Succ(of) => of.value(u, v) + 1,
            Self::Max(a, b) => a.value(u, v).max(b.value(u, v)),
            Self::Imax(a, b) => match b.value(u, v) {
                0 => 0,
                b => b.max(a.value(u, v)),
            },
        }
    }

    fn level(&self, arena: &mut Arena) -> L {
        let level = match self {
            Self::Zero => Level::Zero,
            Self::U => Level::Param(arena.name_of("u")),
            Self::V => Level::Param(arena.name_of("v")),
            Self::Succ(of) => Level::Succ(of.level(arena)),
            Self::Max(a, b) => Level::Max(a.level(arena), b.level(arena)),
            Self::Imax(a, b) => Level::Imax(a.level(arena), b.level(arena)),
        };
        arena.make_level(level)
    }
}

fn levels() -> impl Strategy<Value = Meant> {
    let leaf = prop_oneof![Just(Meant::Zero), Just(Meant::U), Just(Meant::V)];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            inner.prop_map(|of| Meant::Succ(Box::new(of))),
            pair.clone().prop_map(|(a, b)| Meant::Max(Box::new(a), Box::new(b))),
            pair.prop_map(|(a, b)| Meant::Imax(Box::new(a), Box::new(b))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Levels are compared as their values are, whatever the parameters. Those that were drawn add
    /// at most twelve to a parameter, so that greater values of one show nothing new.
    #[test]
    fn levels_are_compared_by_what_they_mean(a in levels(), b in levels()) {
        let mut arena = Arena::default();
        let (x, y) = (a.level(&mut arena), b.level(&mut arena));
        let values = (0..16).flat_map(|u| (0..16).map(move |v| (u, v)));
        let always = values.into_iter().all(|(u, v)| a.value(u, v) <= b.value(u, v));
        prop_assert_eq!(arena.at_most(x, y).unwrap(), always);
    }

    #[test]
    fn numbers_are_computed_as_they_should(a in 0_u64..5000, b in 0_u64..60) {
        use NatOperation::{Add, And, Beq, Ble, Div, Gcd, Log2, Mod, Mul, Or, Pow, ShiftLeft, ShiftRight, Sub, Xor};
        let (x, y) = (u128::from(a), u128::from(b));
        let gcd = (1..=x.max(y)).rev().find(|d| x % d == 0 && y % d == 0).unwrap_or(0);
        let gcd = if y == 0 { x } else if x == 0 { y } else { gcd };
        for (operation, expected) in [
            (Add, x + y), (Sub, x.saturating_sub(y)), (Mul, x * y),
            (Div, x.checked_div(y).unwrap_or(0)), (Mod, x.checked_rem(y).unwrap_or(x)),
            (Gcd, gcd), (And, x & y), (Or, x | y), (Xor, x ^ y), (ShiftLeft, x << y),
            (ShiftRight, x >> y), (Log2, x.checked_ilog2().unwrap_or(0).into()),
            (Beq, u128::from(x == y)), (Ble, u128::from(x <= y)),
        ] {
            let found = match operation.compute(&a.into(), &b.into()).unwrap() {
                Value::Number(number) => number,
                Value::Truth(truth) => BigUint::from(u8::from(truth)),
            };
            prop_assert_eq!(found, expected.into(), "{:?} {} {}", operation, a, b);
        }
        let exponent = b % 5;
        let Some(Value::Number(power)) = Pow.compute(&a.into(), &exponent.into()) else { panic!() };
        prop_assert_eq!(power, BigUint::from(a.pow(u32::try_from(exponent).unwrap())));
    }
}

#[test]
fn what_would_be_too_large_is_not_computed() {
    let (two, vast) = (BigUint::from(2_u8), BigUint::from(1_u64 << 40));
    for operation in [NatOperation::Pow, NatOperation::ShiftLeft] {
        assert!(operation.compute(&two, &vast).is_none(), "{operation:?}");
    }
}

/// A wrong theorem, one byte or two changed in any way: what is accepted then is another theorem,
/// and never the one that was asked about.
#[test]
fn no_change_to_a_request_proves_what_is_wrong() {
    let wrong = Request::known(false);
    let bytes = postcard::to_allocvec(&wrong).unwrap();
    let asked = (&wrong.constants[0].ty, &wrong.tables.exprs);
    let (mut read, mut accepted) = (0, 0);
    let changed = |changes: &[(usize, u8)]| {
        let mut bytes = bytes.clone();
        for (at, value) in changes {
            bytes[*at] = *value;
        }
        postcard::from_bytes::<Request>(&bytes).ok()
    };
    let single = (0..bytes.len()).flat_map(|at| (0..24).map(move |value| vec![(at, value)]));
    let double = (0..bytes.len()).flat_map(|at| {
        let other = (at * 7 + 3) % bytes.len();
        (0..6).flat_map(move |a| (0..6).map(move |b| vec![(at, a), (other, b)]))
    });
    for request in single.chain(double).filter_map(|changes| changed(&changes)) {
        read += 1;
        let theorem = request.constants.first().map(|constant| constant.ty);
        let is_asked = theorem.as_ref() == Some(asked.0)
            && request.tables.exprs == *asked.1
            && request.tables.levels == wrong.tables.levels;
        let is_checked = request.steps.first().is_some_and(|step| step.checked);
        let is_same_kind = request.constants.first().map(|constant| constant.kind.word());
        let answer = replay(request);
        if answer.failure.is_none() && answer.checked > 0 {
            accepted += 1;
            assert!(!(is_asked && is_checked && is_same_kind == Some("theorem")));
        }
    }
    // Some changes make the proof right, or the theorem another.
    assert!(read > 500 && accepted > 0, "{read} {accepted}");
}
