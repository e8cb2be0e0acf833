//! Propositions and quantifiers: what holds is known from truth tables, or from a pattern.

use super::{Dice, Kind, Statement};

/// A formula over numbered atoms.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Formula {
    Atom(usize),
    Not(Box<Formula>),
    And(Box<Formula>, Box<Formula>),
    Or(Box<Formula>, Box<Formula>),
    Implies(Box<Formula>, Box<Formula>),
    Iff(Box<Formula>, Box<Formula>),
}

impl Formula {
    fn random(dice: &mut Dice, atoms: usize, depth: usize) -> Self {
        if depth == 0 || dice.chance(20) {
            return Self::Atom(dice.below(atoms));
        }
        let part = |dice: &mut Dice| Box::new(Self::random(dice, atoms, depth - 1));
        match dice.below(10) {
            0 | 1 => Self::Not(part(dice)),
            2..=4 => Self::And(part(dice), part(dice)),
            5..=6 => Self::Or(part(dice), part(dice)),
            7..=8 => Self::Implies(part(dice), part(dice)),
            _ => Self::Iff(part(dice), part(dice)),
        }
    }

    fn holds(&self, row: usize) -> bool {
        match self {
            Self::Atom(n) => row >> n & 1 == 1,
            Self::Not(a) => !a.holds(row),
            Self::And(a, b) => a.holds(row) && b.holds(row),
            Self::Or(a, b) => a.holds(row) || b.holds(row),
            Self::Implies(a, b) => !a.holds(row) || b.holds(row),
            Self::Iff(a, b) => a.holds(row) == b.holds(row),
        }
    }

    fn text(&self, names: &[String]) -> String {
        let inner = |f: &Self| match f {
            Self::Atom(_) | Self::Not(_) => f.text(names),
            _ => format!("({})", f.text(names)),
        };
        match self {
            Self::Atom(n) => names[*n].clone(),
            Self::Not(a) => format!("¬{}", inner(a)),
            Self::And(a, b) => format!("{} ∧ {}", inner(a), inner(b)),
            Self::Or(a, b) => format!("{} ∨ {}", inner(a), inner(b)),
            Self::Implies(a, b) => format!("{} → {}", inner(a), inner(b)),
            Self::Iff(a, b) => format!("{} ↔ {}", inner(a), inner(b)),
        }
    }

    /// The same for Boolean values.
    fn boolean(&self, names: &[String]) -> String {
        let inner = |f: &Self| match f {
            Self::Atom(_) | Self::Not(_) => f.boolean(names),
            _ => format!("({})", f.boolean(names)),
        };
        match self {
            Self::Atom(n) => names[*n].clone(),
            Self::Not(a) => format!("!{}", inner(a)),
            Self::And(a, b) => format!("{} && {}", inner(a), inner(b)),
            Self::Or(a, b) => format!("{} || {}", inner(a), inner(b)),
            Self::Implies(a, b) => format!("!{} || {}", inner(a), inner(b)),
            Self::Iff(a, b) => format!("{} == {}", inner(a), inner(b)),
        }
    }
}

/// Hypotheses from which a conclusion follows, by truth table.
pub(super) fn propositional(dice: &mut Dice) -> Option<Statement> {
    let atoms = dice.between(2, 4);
    let names = dice.names(Kind::Proposition, atoms);
    for _ in 0..200 {
        let count = dice.below(4);
        let depth = if count == 0 { 3 } else { dice.between(1, 2) };
        let hypotheses: Vec<Formula> =
            (0..count).map(|_| Formula::random(dice, atoms, depth.min(2))).collect();
        let goal = Formula::random(dice, atoms, depth);
        let rows = || 0..1 << atoms;
        let given = |row: usize| hypotheses.iter().all(|h| h.holds(row));
        let follows = rows().all(|row| !given(row) || goal.holds(row));
        let consistent = rows().any(given);
        let trivial = hypotheses.contains(&goal) || matches!(goal, Formula::Atom(_)) && count == 0;
        // A hypothesis that is not needed makes a dull statement, mostly.
        let needed = |left_out: usize| {
            rows().any(|row| {
                let rest = hypotheses.iter().enumerate();
                rest.filter(|(n, _)| *n != left_out).all(|(_, h)| h.holds(row)) && !goal.holds(row)
            })
        };
        if !follows || !consistent || trivial || !(0..count).all(needed) {
            continue;
        }
        let mut statement = Statement::new("propositional");
        statement.bind(names.iter().take(atoms), "Prop");
        for (name, formula) in dice.names(Kind::Hypothesis, count).iter().zip(&hypotheses) {
            statement.bind([name], formula.text(&names));
        }
        return Some(statement.concluding(goal.text(&names)));
    }
    None
}

/// Equations between Boolean expressions, by truth table.
pub(super) fn boolean(dice: &mut Dice) -> Option<Statement> {
    let atoms = dice.between(1, 3);
    let names = dice.names(Kind::Number, atoms);
    for _ in 0..300 {
        let (left, right) =
            (Formula::random(dice, atoms, 2), Formula::random(dice, atoms, dice.clone().below(3)));
        if left == right || matches!(left, Formula::Atom(_)) {
            continue;
        }
        let always = (0..1 << atoms).all(|row| left.holds(row));
        let equal = (0..1 << atoms).all(|row| left.holds(row) == right.holds(row));
        let conclusion = match (always, equal) {
            (true, _) => format!("({}) = true", left.boolean(&names)),
            (_, true) => format!("({}) = ({})", left.boolean(&names), right.boolean(&names)),
            _ => continue,
        };
        return Some(Statement::new("boolean").bind(names, "Bool").concluding(conclusion));
    }
    None
}

/// Laws of quantifiers, with the names and the polarity drawn.
pub(super) fn quantifiers(dice: &mut Dice) -> Option<Statement> {
    let ty = &dice.names(Kind::Type, 1)[0];
    let p = dice.names(Kind::Predicate, 3);
    let (p, q, r) = (&p[0], &p[1], &p[2]);
    let x = dice.names(Kind::Element, 3);
    let (x, y, z) = (&x[0], &x[1], &x[2]);
    let h = dice.names(Kind::Hypothesis, 3);
    let mut s = Statement::new("quantifiers");
    s.bind([ty], "Type");
    // A connective that both quantifiers respect, and a literal for each predicate.
    let op = dice.pick(&["∧", "∨", "→"]);
    let mut literal = |name: &str| {
        if dice.chance(25) { format!("¬{name}") } else { name.to_owned() }
    };
    let (lp, lq, lr) = (literal(p), literal(q), literal(r));
    let at = |l: &str, v: &str| format!("{l} {v}");
    let unary = format!("{ty} → Prop");
    let case = dice.below(18);
    match case {
        0 => {
            s.bind([p, q], unary).bind([&h[0]], format!("∀ {x}, {} ∧ {}", at(&lp, x), at(&lq, x)));
            let which = dice.pick(&[&lp, &lq]);
            Some(s.concluding(format!("∀ {y}, {}", at(which, y))))
        }
        1 => {
            s.bind([p, q], unary).bind([&h[0]], format!("∀ {x}, {} → {}", at(&lp, x), at(&lq, x)));
            s.bind([&h[1]], format!("∃ {x}, {}", at(&lp, x)));
            Some(s.concluding(format!("∃ {y}, {}", at(&lq, y))))
        }
        2 => {
            s.bind([p, q], unary).bind([&h[0]], format!("∀ {x}, {} → {}", at(&lp, x), at(&lq, x)));
            s.bind([&h[1]], format!("∀ {x}, {}", at(&lp, x)));
            Some(s.concluding(format!("∀ {x}, {}", at(&lq, x))))
        }
        3 => {
            s.bind([p, q], unary);
            Some(s.concluding(format!(
                "(∀ {x}, {} ∧ {}) ↔ (∀ {x}, {}) ∧ (∀ {x}, {})",
                at(&lp, x),
                at(&lq, x),
                at(&lp, x),
                at(&lq, x)
            )))
        }
        4 => {
            s.bind([p, q], unary);
            Some(s.concluding(format!(
                "(∃ {x}, {} ∨ {}) ↔ (∃ {x}, {}) ∨ (∃ {y}, {})",
                at(&lp, x),
                at(&lq, x),
                at(&lp, x),
                at(&lq, y)
            )))
        }
        5 => {
            s.bind([p], unary);
            Some(s.concluding(format!("(∃ {x}, ¬{p} {x}) → ¬∀ {x}, {p} {x}")))
        }
        6 => {
            s.bind([p], unary);
            Some(s.concluding(format!("(¬∃ {x}, {}) ↔ ∀ {x}, ¬({})", at(&lp, x), at(&lp, x))))
        }
        7 => {
            s.bind([r], format!("{ty} → {ty} → Prop"));
            s.bind([&h[0]], format!("∃ {x}, ∀ {y}, {r} {x} {y}"));
            Some(s.concluding(format!("∀ {y}, ∃ {x}, {r} {x} {y}")))
        }
        8 => {
            s.bind([p], unary).bind([q], "Prop");
            Some(s.concluding(format!(
                "(∀ {x}, {} → {q}) ↔ ((∃ {x}, {}) → {q})",
                at(&lp, x),
                at(&lp, x)
            )))
        }
        9 => {
            s.bind([p], unary).bind([q], "Prop").bind([z], ty.clone());
            Some(s.concluding(format!(
                "(∀ {x}, {q} {op} {}) → {q} {op} {}",
                at(&lp, x),
                at(&lp, z)
            )))
        }
        10 => {
            s.bind([p, q, r], unary);
            s.bind([&h[0]], format!("∀ {x}, {} → {}", at(&lp, x), at(&lq, x)));
            s.bind([&h[1]], format!("∀ {x}, {} → {}", at(&lq, x), at(&lr, x)));
            Some(s.concluding(format!("∀ {x}, {} → {}", at(&lp, x), at(&lr, x))))
        }
        11 => {
            s.bind([p, q], unary).bind([z], ty.clone());
            s.bind([&h[0]], format!("∀ {x}, {} → {}", at(&lp, x), at(&lq, x)));
            s.bind([&h[1]], at(&lp, z));
            Some(s.concluding(at(&lq, z)))
        }
        12 => {
            s.bind([p], unary).bind([y, z], ty.clone());
            s.bind([&h[0]], at(&lp, y)).bind([&h[1]], format!("{z} = {y}"));
            Some(s.concluding(at(&lp, z)))
        }
        13 => {
            s.bind([p, q], unary);
            s.bind([&h[0]], format!("∃ {x}, {} ∧ {}", at(&lp, x), at(&lq, x)));
            Some(s.concluding(format!("(∃ {x}, {}) ∧ ∃ {y}, {}", at(&lq, x), at(&lp, y))))
        }
        14 => {
            s.bind([p], unary).bind([z], ty.clone());
            s.bind([&h[0]], format!("∀ {x}, {}", at(&lp, x)));
            Some(s.concluding(format!("∃ {x}, {}", at(&lp, x))))
        }
        15 => {
            s.bind([p, q], unary);
            s.bind([&h[0]], format!("∀ {x}, {} ↔ {}", at(&lp, x), at(&lq, x)));
            let (first, second) = if dice.chance(50) { ("∀", "∀") } else { ("∃", "∃") };
            Some(s.concluding(format!(
                "({first} {x}, {}) ↔ {second} {x}, {}",
                at(&lp, x),
                at(&lq, x)
            )))
        }
        16 => {
            s.bind([p], unary).bind([y], ty.clone());
            Some(s.concluding(format!("(∀ {x}, {x} = {y} → {}) ↔ {}", at(&lp, x), at(&lp, y))))
        }
        _ => {
            s.bind([p], unary).bind([&h[0]], format!("¬∀ {x}, ¬({})", at(&lp, x)));
            Some(s.concluding(format!("∃ {x}, {}", at(&lp, x))))
        }
    }
}
