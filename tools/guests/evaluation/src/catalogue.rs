//! Operations and relations that are known from textbooks, on finite sets too large to go through
//! every table: arithmetic modulo n, orders, small lattices and groups.

use std::{collections::BTreeMap, rc::Rc};

use polya_text::statement::{Binary, Term};

use crate::{domain::Sizes, value::Value};

/// Sets up to this size are gone through table by table.
const GONE_THROUGH: u8 = 2;

/// The known functions of a type such as `α → α → α`, `α → α` or `α → α → Prop`, if `α` stands for
/// a set too large to try all of them.
pub(crate) fn of(ty: &Term, sizes: &Sizes) -> Option<Vec<Value>> {
    let Term::Binary(Binary::Implies, from, to) = ty else { return None };
    let Term::Name(from) = &**from else { return None };
    let n = *sizes.get(from)?;
    match &**to {
        Term::Name(to) if to == from && n > 4 => {
            Some(unary(n).iter().map(|row| table(row, Value::Element)).collect())
        }
        Term::Binary(Binary::Implies, second, to) => match (&**second, &**to) {
            (Term::Name(second), Term::Name(to))
                if second == from && to == from && n > GONE_THROUGH =>
            {
                Some(binary(n).iter().map(|rows| square(rows, Value::Element)).collect())
            }
            (Term::Name(second), Term::Name(to))
                if second == from && to == "Prop" && n > GONE_THROUGH =>
            {
                Some(relations(n).iter().map(|rows| square(rows, Value::Prop)).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

fn table<T: Copy>(row: &[T], value: impl Fn(T) -> Value) -> Value {
    let rows: BTreeMap<Value, Value> =
        (0..).zip(row).map(|(input, output)| (Value::Element(input), value(*output))).collect();
    Value::Table(Rc::new(rows))
}

fn square<T: Copy>(rows: &[Vec<T>], value: impl Fn(T) -> Value + Copy) -> Value {
    let rows: BTreeMap<Value, Value> =
        (0..).zip(rows).map(|(input, row)| (Value::Element(input), table(row, value))).collect();
    Value::Table(Rc::new(rows))
}

/// The table of a function of two numbers below `n`.
fn tabulate<T>(n: u8, f: impl Fn(u8, u8) -> T) -> Vec<Vec<T>> {
    (0..n).map(|a| (0..n).map(|b| f(a, b)).collect()).collect()
}

fn binary(n: u8) -> Vec<Vec<Vec<u8>>> {
    let modulo = |a: u8, b: u8, c: u8, d: u8| {
        // a x + b y + c + d x y
        tabulate(n, move |x, y| {
            let (x, y, wide) = (u32::from(x), u32::from(y), u32::from);
            let sum = wide(a) * x + wide(b) * y + wide(c) + wide(d) * x * y;
            u8::try_from(sum % u32::from(n)).unwrap_or(0)
        })
    };
    let mut found = groups(n);
    if n == 5 {
        for order in [M3, N5] {
            found.extend([bound(order, true), bound(order, false)]);
        }
    }
    found.extend([
        modulo(1, 1, 0, 0),
        modulo(0, 0, 0, 1),
        tabulate(n, u8::min),
        tabulate(n, u8::max),
        modulo(1, 0, 0, 0),
        modulo(0, 1, 0, 0),
        modulo(0, 0, 0, 0),
        modulo(1, n - 1, 0, 0),
        modulo(1, 1, 1, 0),
        modulo(2, 2, 0, 0),
        modulo(2, 1, 0, 0),
        modulo(1, 1, 0, 1),
    ]);
    if n.is_power_of_two() {
        found.extend([
            tabulate(n, |a, b| a ^ b),
            tabulate(n, |a, b| a & b),
            tabulate(n, |a, b| a | b),
        ]);
    }
    found
}

/// Pairs of the order besides those with the least element 0 and the greatest element 4.
type Order = &'static [(u8, u8)];
/// The lattice of three incomparable elements between two.
const M3: Order = &[];
/// The lattice with a chain of two beside one element.
const N5: Order = &[(1, 2)];

/// Greatest lower bounds if `meet`, else least upper bounds.
fn bound(order: Order, meet: bool) -> Vec<Vec<u8>> {
    let le = |a: u8, b: u8| a == b || a == 0 || b == 4 || order.contains(&(a, b));
    let below = |a, b| if meet { le(a, b) } else { le(b, a) };
    tabulate(5, |a, b| {
        let common = |c: &u8| below(*c, a) && below(*c, b);
        let best = (0..5).filter(common).find(|c| (0..5).filter(common).all(|d| below(d, *c)));
        best.unwrap_or(0)
    })
}

fn unary(n: u8) -> Vec<Vec<u8>> {
    let map = |f: &dyn Fn(u8) -> u8| (0..n).map(f).collect::<Vec<u8>>();
    let mut found: Vec<Vec<u8>> = groups(n).iter().map(|group| inverses(group)).collect();
    found.extend([
        map(&|a| a),
        map(&|a| (n - a) % n),
        map(&|a| (a + 1) % n),
        map(&|_| 0),
        map(&|a| n - 1 - a),
    ]);
    found
}

fn inverses(group: &[Vec<u8>]) -> Vec<u8> {
    // The neutral element is 0.
    group
        .iter()
        .map(|row| row.iter().position(|c| *c == 0).and_then(|p| u8::try_from(p).ok()).unwrap_or(0))
        .collect()
}

/// The groups of order `n` that do not commute, as tables with the neutral element first: symmetric,
/// dihedral, alternating, and the quaternions.
fn groups(n: u8) -> Vec<Vec<Vec<u8>>> {
    match n {
        6 => vec![permutations(3, |_| true)],
        8 => vec![dihedral(4), quaternions()],
        12 => vec![permutations(4, is_even), dihedral(6)],
        _ => Vec::new(),
    }
}

/// Compositions of the permutations that `keep` keeps, in lexicographic order.
fn permutations(of: u8, keep: impl Fn(&[u8]) -> bool) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = vec![Vec::new()];
    for _ in 0..of {
        all = all
            .into_iter()
            .flat_map(|p| {
                (0..of)
                    .filter(|n| !p.contains(n))
                    .map(|n| [&p[..], &[n]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    all.retain(|p| keep(p));
    all.iter()
        .map(|p| {
            all.iter()
                .map(|q| {
                    let composed: Vec<u8> = q.iter().map(|i| p[usize::from(*i)]).collect();
                    let place = all.iter().position(|r| *r == composed);
                    place.and_then(|p| u8::try_from(p).ok()).unwrap_or(0)
                })
                .collect()
        })
        .collect()
}

fn is_even(p: &[u8]) -> bool {
    let inversions =
        (0..p.len()).flat_map(|i| (0..i).map(move |j| (j, i))).filter(|(j, i)| p[*j] > p[*i]);
    inversions.count() % 2 == 0
}

/// Rotations `0..n`, then reflections.
fn dihedral(n: u8) -> Vec<Vec<u8>> {
    tabulate(2 * n, |a, b| {
        let (turned, flipped) = (a % n, a >= n);
        let (by, flips) = (b % n, b >= n);
        let turn = if flipped { (turned + n - by) % n } else { (turned + by) % n };
        turn + if flipped == flips { 0 } else { n }
    })
}

/// 1, i, j, k, then their negatives.
fn quaternions() -> Vec<Vec<u8>> {
    tabulate(8, |a, b| {
        let (x, y) = (a % 4, b % 4);
        let cyclic = matches!((x, y), (1, 2) | (2, 3) | (3, 1));
        let negative = (a >= 4) != (b >= 4);
        let turns = x != 0 && y != 0 && !cyclic;
        (x ^ y) + if negative == turns { 0 } else { 4 }
    })
}

fn relations(n: u8) -> Vec<Vec<Vec<bool>>> {
    let mut found = vec![
        tabulate(n, |a, b| a <= b),
        tabulate(n, |a, b| a < b),
        tabulate(n, |a, b| a == b),
        tabulate(n, |a, b| a != b),
        tabulate(n, |a, b| b == a + 1),
        tabulate(n, move |a, b| b == (a + 1) % n),
        tabulate(n, |_, _| false),
        tabulate(n, |_, _| true),
        tabulate(n, |a, b| a % 2 == b % 2),
        tabulate(n, |a, b| a == 0 || a == b),
    ];
    if n == 3 {
        // A spread over all 512 of them.
        let bit = |code: u32| tabulate(3, move |a, b| code >> (3 * a + b) & 1 == 1);
        found.extend((5..512).step_by(11).map(bit));
    }
    if n == 4 {
        // 0 ← 1 ⇄ 2 → 3, which flows together locally but not as a whole.
        found.push(tabulate(n, |a, b| matches!((a, b), (1, 0 | 2) | (2, 1 | 3))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_are_groups_and_do_not_commute() {
        for n in [6, 8, 12] {
            for group in groups(n) {
                let op = |a: u8, b: u8| group[usize::from(a)][usize::from(b)];
                let all = || 0..n;
                assert!(all().all(|a| op(0, a) == a && op(a, 0) == a), "{n}");
                let inverse = inverses(&group);
                assert!(all().all(|a| op(inverse[usize::from(a)], a) == 0), "{n}");
                let associates = |a, b, c| op(op(a, b), c) == op(a, op(b, c));
                assert!(
                    all().all(|a| all().all(|b| all().all(|c| associates(a, b, c)))),
                    "{n}: {group:?}"
                );
                assert!(all().any(|a| all().any(|b| op(a, b) != op(b, a))), "{n}");
            }
        }
    }

    #[test]
    fn the_lattices_absorb_and_do_not_distribute() {
        for order in [M3, N5] {
            let (meet, join) = (bound(order, true), bound(order, false));
            let m = |a: u8, b: u8| meet[usize::from(a)][usize::from(b)];
            let j = |a: u8, b: u8| join[usize::from(a)][usize::from(b)];
            assert!((0..5).all(|a| (0..5).all(|b| m(a, j(a, b)) == a && j(a, m(a, b)) == a)));
            let distributes = |a, b, c| m(a, j(b, c)) == j(m(a, b), m(a, c));
            assert!((0..5).any(|a| (0..5).any(|b| (0..5).any(|c| !distributes(a, b, c)))));
        }
    }
}
