//! Natural numbers: identities, order, divisibility, witnesses, closed calculations.

use super::{Dice, Kind, Statement};

fn term(dice: &mut Dice, names: &[String]) -> String {
    let coefficient = dice.between(1, 6);
    let name = &names[dice.below(names.len())];
    match dice.below(5) {
        0 => dice.between(1, 9).to_string(),
        1 if coefficient > 1 => format!("{coefficient} * {name}"),
        _ => name.clone(),
    }
}

/// A sum and a rearrangement of it.
pub(super) fn identities(dice: &mut Dice) -> Option<Statement> {
    let count = dice.between(2, 4);
    let names = dice.names(Kind::Number, count);
    let (a, b, c) = (&names[0], &names[1], &names[names.len() - 1]);
    let k = dice.between(2, 7);
    let mut s = Statement::new("identities");
    s.bind(&names, "Nat");
    let conclusion = match dice.below(12) {
        0..=3 => {
            let mut terms: Vec<String> =
                (0..dice.between(3, 4)).map(|_| term(dice, &names)).collect();
            let left = terms.join(" + ");
            dice.shuffle(&mut terms);
            let right = match terms.as_slice() {
                [first, second, rest @ ..] if dice.chance(60) => {
                    format!("{first} + ({second} + {})", rest.join(" + "))
                }
                all => all.join(" + "),
            };
            format!("{left} = {right}")
        }
        4 => {
            let mut factors = [a.clone(), b.clone(), c.clone()];
            let left = factors.join(" * ");
            dice.shuffle(&mut factors);
            format!("{left} = {} * ({} * {})", factors[0], factors[1], factors[2])
        }
        5 => format!("({a} + {k}) * {b} = {a} * {b} + {k} * {b}"),
        6 => format!("{a} * ({b} + {c}) = {a} * {c} + {a} * {b}"),
        7 => format!("({a} + {k}) * ({b} + 1) = {a} * {b} + {a} + {k} * {b} + {k}"),
        8 => format!("({a} + {b}) * ({a} + {b}) = {a} * {a} + 2 * ({a} * {b}) + {b} * {b}"),
        9 => format!("{k} * {a} - {a} = {} * {a}", k - 1),
        10 => format!("({a} + {b}) - ({a} + {c}) = {b} - {c}"),
        _ => format!("{a} - {b} - {c} = {a} - ({c} + {b})"),
    };
    Some(s.concluding(conclusion))
}

/// Linear order facts and their consequences.
pub(super) fn order(dice: &mut Dice) -> Option<Statement> {
    let names = dice.names(Kind::Number, 4);
    let (a, b, c, d) = (&names[0], &names[1], &names[2], &names[3]);
    let h = dice.names(Kind::Hypothesis, 3);
    let k = dice.between(1, 9);
    let m = dice.between(2, 5);
    let mut s = Statement::new("order");
    let hypotheses: (&[&String], Vec<String>, String) = match dice.below(20) {
        0 => (&[a, b, c], vec![format!("{a} ≤ {b}"), format!("{b} < {c}")], format!("{a} < {c}")),
        1 => (
            &[a, b, c, d],
            vec![format!("{a} ≤ {b}"), format!("{c} ≤ {d}")],
            format!("{a} + {c} ≤ {d} + {b}"),
        ),
        2 => (
            &[a, b],
            vec![format!("{a} < {b}")],
            format!("{a} + {k} < {b} + {}", k + dice.below(3)),
        ),
        3 => (&[a, b], vec![format!("{a} + {k} ≤ {b}")], format!("{a} ≤ {b}")),
        4 => (&[a, b], vec![format!("¬{a} ≤ {b}")], format!("{b} < {a}")),
        5 => (&[a, b, c], vec![format!("{a} ≤ {b}")], format!("{a} * {c} ≤ {b} * {c}")),
        6 => (&[a, b, c], vec![format!("{a} ≤ {b}")], format!("{c} * {a} ≤ {c} * {b}")),
        7 => (&[a, b], vec![format!("{a} ≤ {b}"), format!("{b} ≤ {a}")], format!("{a} = {b}")),
        8 => (&[a, b], vec![], format!("{a} < {b} ∨ {b} ≤ {a}")),
        9 => (&[a], vec![format!("{a} ≠ 0")], format!("0 < {a}")),
        10 => (&[a, b], vec![format!("{a} < {b}")], format!("0 < {b} - {a}")),
        11 => (&[a, b], vec![format!("{m} * {a} = {m} * {b}")], format!("{a} = {b}")),
        12 => (&[a, b], vec![format!("{m} * {a} ≤ {m} * {b} + {}", m - 1)], format!("{a} ≤ {b}")),
        13 => (&[a, b, c], vec![format!("{a} + {b} = {c}")], format!("{a} ≤ {c}")),
        14 => (&[a, b], vec![format!("{a} + {b} = 0")], format!("{a} = 0 ∧ {b} = 0")),
        15 => (&[a, b, c], vec![format!("{a} ≤ {b}")], format!("{b} - {c} ≥ {a} - {c}")),
        16 => (
            &[a, b, c, d],
            vec![format!("{a} ≤ {b}"), format!("{c} ≤ {d}")],
            format!("{a} * {c} ≤ {b} * {d}"),
        ),
        17 => (&[a, b], vec![format!("0 < {a}"), format!("0 < {b}")], format!("0 < {a} * {b}")),
        18 => (&[a, b], vec![format!("{a} * {b} = 0")], format!("{a} = 0 ∨ {b} = 0")),
        _ => (&[a, b], vec![format!("{a} < {b}")], format!("¬{b} ≤ {a}")),
    };
    s.bind(hypotheses.0.iter().copied(), "Nat");
    for (name, text) in h.iter().zip(hypotheses.1) {
        s.bind([name], text);
    }
    Some(s.concluding(hypotheses.2))
}

/// Divisibility, remainders, even and odd.
pub(super) fn divisibility(dice: &mut Dice) -> Option<Statement> {
    let names = dice.names(Kind::Number, 4);
    let (a, b, c, n) = (&names[0], &names[1], &names[2], &names[3]);
    let h = dice.names(Kind::Hypothesis, 3);
    let m = dice.between(2, 9);
    let j = dice.between(2, 6);
    let mut s = Statement::new("divisibility");
    let (variables, hypotheses, conclusion): (&[&String], Vec<String>, String) = match dice
        .below(20)
    {
        0 => (&[a, b, c], vec![format!("{a} ∣ {b}")], format!("{a} ∣ {b} * {c}")),
        1 => (&[a, b, c], vec![format!("{a} ∣ {b}")], format!("{a} ∣ {c} * {b}")),
        2 => (
            &[a, b, c],
            vec![format!("{a} ∣ {b}"), format!("{a} ∣ {c}")],
            format!("{a} ∣ {b} + {c}"),
        ),
        3 => (&[a, b, c], vec![format!("{a} ∣ {b}"), format!("{b} ∣ {c}")], format!("{a} ∣ {c}")),
        4 => (&[a, b], vec![format!("{a} ∣ {b}")], format!("{a} ∣ {m} * {b}")),
        5 => (&[a], vec![format!("{} ∣ {a}", m * j)], format!("{m} ∣ {a}")),
        6 => (&[n], vec![format!("{n} % {m} = 1")], format!("({n} + {}) % {m} = 0", m - 1)),
        7 => (&[n], vec![format!("{m} ∣ {n}")], format!("{m} ∣ {n} + {}", m * j)),
        8 => (&[n], vec![], format!("({} * {n} + 1) % {m} = 1 % {m}", m * j)),
        9 => (&[n], vec![format!("{n} % 2 = 1")], format!("{n} % 2 ≠ 0")),
        10 => (
            &[n],
            vec![format!("∃ {c}, {n} = 2 * {c}")],
            format!("∃ {c}, {n} + {} = 2 * {c}", 2 * j),
        ),
        11 => (
            &[a, b],
            vec![format!("∃ {c}, {a} = 2 * {c}"), format!("∃ {c}, {b} = 2 * {c}")],
            format!("∃ {c}, {a} + {b} = 2 * {c}"),
        ),
        12 => (&[n], vec![format!("∃ {c}, {n} = {m} * {c}")], format!("{m} ∣ {n}")),
        13 => (&[a, b], vec![format!("{a} ∣ {b}")], format!("∃ {c}, {b} = {a} * {c}")),
        14 => (&[n], vec![], format!("{n} % {m} < {m}")),
        15 => (&[n], vec![], format!("{m} * ({n} / {m}) + {n} % {m} = {n}")),
        16 => (&[n], vec![], format!("{n} % 2 = 0 ∨ {n} % 2 = 1")),
        17 => (
            &[a, b, c],
            vec![format!("{c} ∣ {a}"), format!("{c} ∣ {a} + {b}")],
            format!("{c} ∣ {b}"),
        ),
        18 => (&[a], vec![], format!("{a} ∣ {a} * {a} + {m} * {a}")),
        _ => (&[a, b], vec![format!("{a} ∣ {b}"), format!("{b} ≠ 0")], format!("{a} ≤ {b}")),
    };
    s.bind(variables.iter().copied(), "Nat");
    for (name, text) in h.iter().zip(hypotheses) {
        s.bind([name], text);
    }
    Some(s.concluding(conclusion))
}

/// Something has to be named.
pub(super) fn witnesses(dice: &mut Dice) -> Option<Statement> {
    let names = dice.names(Kind::Number, 4);
    let (a, b, x, y) = (&names[0], &names[1], &names[2], &names[3]);
    let h = &dice.names(Kind::Hypothesis, 1)[0];
    let k = dice.between(1, 12);
    let m = dice.between(2, 6);
    let mut s = Statement::new("witnesses");
    match dice.below(12) {
        0 => Some(s.concluding(format!("∃ {x}, {x} + {k} = {}", k + dice.between(0, 20)))),
        1 => Some(s.concluding(format!("∃ {x}, {m} * {x} = {}", m * k))),
        2 => Some(s.concluding(format!("∃ {x}, {x} * {x} = {}", k * k))),
        3 => Some(s.bind([a], "Nat").concluding(format!("∃ {x}, {a} + {k} < {x}"))),
        4 => Some(s.bind([a, b], "Nat").concluding(format!("∃ {x}, {a} < {x} ∧ {b} < {x}"))),
        5 => Some(
            s.bind([a, b], "Nat")
                .bind([h], format!("{a} ≤ {b}"))
                .concluding(format!("∃ {x}, {a} + {x} = {b}")),
        ),
        6 => Some(
            s.bind([a], "Nat")
                .bind([h], format!("{a} ≠ 0"))
                .concluding(format!("∃ {x}, {a} = {x} + 1")),
        ),
        7 => Some(s.concluding(format!("∃ {x} {y}, {x} + {y} = {k} ∧ {x} ≤ {y}"))),
        8 => Some(s.bind([a], "Nat").concluding(format!("∃ {x} {y}, {x} = {y} + {k} ∧ {a} ≤ {y}"))),
        9 => Some(
            s.bind([a, b], "Nat")
                .bind([h], format!("{a} + {k} < {b}"))
                .concluding(format!("∃ {x}, {a} < {x} ∧ {x} < {b}")),
        ),
        10 => Some(s.bind([a], "Nat").concluding(format!("∃ {x}, {x} = {m} * {a} + {k}"))),
        _ => Some(s.concluding(format!("∃ {x}, {x} > {k} ∧ {m} ∣ {x}"))),
    }
}

/// Closed statements that only have to be evaluated.
pub(super) fn calculations(dice: &mut Dice) -> Option<Statement> {
    let (a, b, c) = (dice.between(2, 30), dice.between(2, 30), dice.between(2, 9));
    let mut s = Statement::new("calculations");
    let x = &dice.names(Kind::Number, 1)[0];
    Some(s.concluding(match dice.below(9) {
        0 => format!("{a} * {b} = {}", a * b),
        1 => format!("{a} + {b} * {c} = {}", a + b * c),
        2 => format!("{a} % {c} = {}", a % c),
        3 => format!("{a} / {c} = {}", a / c),
        4 => format!("{c} ∣ {}", c * b),
        5 => format!("¬{c} ∣ {}", c * b + 1),
        6 => format!("{a} * {a} < {}", a * a + b),
        7 => format!("∀ {x} < {c}, {x} * {x} < {}", c * c),
        _ => format!("2 ^ {c} = {}", 1 << c),
    }))
}
