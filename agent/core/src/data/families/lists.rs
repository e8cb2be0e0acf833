//! Lists: what the usual functions make of each other.

use super::{Dice, Kind, Statement};

/// An expression over list variables.
enum Expression {
    Variable(usize),
    Append(Box<Expression>, Box<Expression>),
    Cons(usize, Box<Expression>),
    Reverse(Box<Expression>),
    Map(Box<Expression>),
}

struct Names {
    lists: Vec<String>,
    elements: Vec<String>,
    function: String,
}

impl Expression {
    fn random(dice: &mut Dice, depth: usize) -> Self {
        if depth == 0 {
            return Self::Variable(dice.below(2));
        }
        let part = |dice: &mut Dice| Box::new(Self::random(dice, depth - 1));
        match dice.below(8) {
            0..=2 => Self::Append(part(dice), part(dice)),
            3 | 4 => Self::Cons(dice.below(2), part(dice)),
            5 => Self::Reverse(part(dice)),
            6 => Self::Map(part(dice)),
            _ => Self::Variable(dice.below(2)),
        }
    }

    fn is_variable(&self) -> bool {
        matches!(self, Self::Variable(_))
    }

    fn text(&self, names: &Names) -> String {
        let inner = |e: &Self| {
            if e.is_variable() { e.text(names) } else { format!("({})", e.text(names)) }
        };
        match self {
            Self::Variable(n) => names.lists[*n].clone(),
            Self::Append(a, b) => format!("{} ++ {}", inner(a), inner(b)),
            Self::Cons(n, a) => format!("{} :: {}", names.elements[*n], inner(a)),
            Self::Reverse(a) => format!("{}.reverse", inner(a)),
            Self::Map(a) => format!("{}.map {}", inner(a), names.function),
        }
    }

    fn length(&self, names: &Names) -> String {
        match self {
            Self::Variable(n) => format!("{}.length", names.lists[*n]),
            Self::Append(a, b) => format!("{} + ({})", a.length(names), b.length(names)),
            Self::Cons(_, a) => format!("{} + 1", a.length(names)),
            Self::Reverse(a) | Self::Map(a) => a.length(names),
        }
    }

    /// The list under a further `map`, pushed to the leaves.
    fn mapped(&self, names: &Names) -> String {
        let f = &names.function;
        match self {
            Self::Variable(n) => format!("{}.map {f}", names.lists[*n]),
            Self::Append(a, b) => format!("({}) ++ ({})", a.mapped(names), b.mapped(names)),
            Self::Cons(n, a) => format!("{f} {} :: ({})", names.elements[*n], a.mapped(names)),
            Self::Reverse(a) => format!("({}).reverse", a.mapped(names)),
            Self::Map(a) => format!("({}).map {f}", a.mapped(names)),
        }
    }

    fn reversed(&self, names: &Names) -> String {
        match self {
            Self::Variable(n) => format!("{}.reverse", names.lists[*n]),
            Self::Append(a, b) => format!("({}) ++ ({})", b.reversed(names), a.reversed(names)),
            Self::Cons(n, a) => format!("({}) ++ [{}]", a.reversed(names), names.elements[*n]),
            Self::Reverse(a) => a.text(names),
            Self::Map(a) => format!("({}).map {}", a.reversed(names), names.function),
        }
    }

    /// `None` where a `map` hides what the members are.
    fn member(&self, x: &str, names: &Names) -> Option<String> {
        Some(match self {
            Self::Variable(n) => format!("{x} ∈ {}", names.lists[*n]),
            Self::Append(a, b) => format!("({}) ∨ ({})", a.member(x, names)?, b.member(x, names)?),
            Self::Cons(n, a) => format!("{x} = {} ∨ ({})", names.elements[*n], a.member(x, names)?),
            Self::Reverse(a) => a.member(x, names)?,
            Self::Map(_) => return None,
        })
    }
}

/// Length, map, reverse and membership of a drawn expression.
pub(super) fn expressions(dice: &mut Dice) -> Option<Statement> {
    let names = Names {
        lists: dice.names(Kind::List, 2),
        elements: dice.names(Kind::Element, 3),
        function: dice.names(Kind::Function, 1).remove(0),
    };
    let depth = dice.between(1, 3);
    let expression = Expression::random(dice, depth);
    if expression.is_variable() {
        return None;
    }
    let ty = &dice.names(Kind::Type, 1)[0];
    let text = expression.text(&names);
    let conclusion = match dice.below(6) {
        0 | 1 => format!("({text}).length = {}", expression.length(&names)),
        2 => format!("({text}).map {} = {}", names.function, expression.mapped(&names)),
        3 => format!("({text}).reverse = {}", expression.reversed(&names)),
        4 => {
            let x = &names.elements[2];
            format!("{x} ∈ {text} ↔ {}", expression.member(x, &names)?)
        }
        _ => {
            let x = &names.elements[2];
            format!("{} → {x} ∈ {text}", expression.member(x, &names)?)
        }
    };
    let mut s = Statement::new("list-expressions");
    s.bind([ty], "Type").bind([&names.function], format!("{ty} → {ty}"));
    s.bind(&names.elements, ty.clone()).bind(&names.lists, format!("List {ty}"));
    Some(s.concluding(conclusion))
}

/// Laws and consequences of single functions.
pub(super) fn laws(dice: &mut Dice) -> Option<Statement> {
    let ty = &dice.names(Kind::Type, 2);
    let (a, b) = (&ty[0], &ty[1]);
    let l = dice.names(Kind::List, 3);
    let (xs, ys, zs) = (&l[0], &l[1], &l[2]);
    let e = dice.names(Kind::Element, 2);
    let (x, y) = (&e[0], &e[1]);
    let f = &dice.names(Kind::Function, 2);
    let (f, g) = (&f[0], &f[1]);
    let p = &dice.names(Kind::Predicate, 1)[0];
    let h = &dice.names(Kind::Hypothesis, 2);
    let n = dice.between(1, 6);
    let mut s = Statement::new("list-laws");
    s.bind([a], "Type");
    let list = format!("List {a}");
    let with = |s: &mut Statement, names: &[&String]| {
        s.bind(names.iter().copied(), list.clone());
    };
    let function = format!("{a} → {a}");
    let conclusion = match dice.below(22) {
        0 => {
            with(&mut s, &[xs, ys, zs]);
            format!("{xs} ++ ({ys} ++ {zs}) = {xs} ++ {ys} ++ {zs}")
        }
        1 => {
            with(&mut s, &[xs]);
            s.bind([h[0].clone()], format!("{xs} ≠ []"));
            format!("0 < {xs}.length")
        }
        2 => {
            with(&mut s, &[xs, ys]);
            s.bind([&h[0]], format!("{xs} ++ {ys} = []"));
            format!("{xs} = [] ∧ {ys} = []")
        }
        3 => {
            with(&mut s, &[xs, ys, zs]);
            s.bind([&h[0]], format!("{xs} ++ {ys} = {xs} ++ {zs}"));
            format!("{ys} = {zs}")
        }
        4 => {
            s.bind([f, g], function);
            with(&mut s, &[xs]);
            format!("({xs}.map {f}).map {g} = {xs}.map (fun {x} => {g} ({f} {x}))")
        }
        5 => {
            s.bind([p], format!("{a} → Bool"));
            with(&mut s, &[xs]);
            format!("({xs}.filter {p}).length ≤ {xs}.length")
        }
        6 => {
            s.bind([p], format!("{a} → Bool"));
            with(&mut s, &[xs, ys]);
            format!("({xs} ++ {ys}).filter {p} = {xs}.filter {p} ++ {ys}.filter {p}")
        }
        7 => {
            s.bind([p], format!("{a} → Bool"));
            s.bind([x], a.clone());
            with(&mut s, &[xs]);
            s.bind([&h[0]], format!("{x} ∈ {xs}.filter {p}"));
            dice.pick(&[format!("{x} ∈ {xs}").as_str(), format!("{p} {x} = true").as_str()])
                .to_owned()
        }
        8 => {
            s.bind([x, y], a.clone());
            with(&mut s, &[xs, ys]);
            s.bind([&h[0]], format!("{x} :: {xs} = {y} :: {ys}"));
            dice.pick(&[format!("{x} = {y}").as_str(), format!("{xs} = {ys}").as_str()]).to_owned()
        }
        9 => {
            with(&mut s, &[xs]);
            format!("{xs}.take {n} ++ {xs}.drop {n} = {xs}")
        }
        10 => {
            with(&mut s, &[xs]);
            format!("({xs}.take {n}).length ≤ {n}")
        }
        11 => {
            with(&mut s, &[xs]);
            format!("{xs}.reverse = [] ↔ {xs} = []")
        }
        12 => {
            s.bind([f], function);
            s.bind([x], a.clone());
            with(&mut s, &[xs]);
            s.bind([&h[0]], format!("{x} ∈ {xs}"));
            format!("{f} {x} ∈ {xs}.map {f}")
        }
        13 => {
            s.bind([f], function);
            s.bind([y], a.clone());
            with(&mut s, &[xs]);
            s.bind([&h[0]], format!("{y} ∈ {xs}.map {f}"));
            format!("∃ {x}, {x} ∈ {xs} ∧ {f} {x} = {y}")
        }
        14 => {
            with(&mut s, &[xs, ys]);
            s.bind([&h[0]], format!("{xs}.reverse = {ys}.reverse"));
            format!("{xs} = {ys}")
        }
        15 => {
            with(&mut s, &[xs]);
            s.bind([&h[0]], format!("{xs}.length = 0"));
            format!("{xs} = []")
        }
        16 => {
            s.bind([x], a.clone());
            with(&mut s, &[xs]);
            format!("({x} :: {xs}).length ≠ 0")
        }
        17 => {
            s.bind([f, g], function.clone()).bind([&h[0]], format!("∀ {x}, {f} {x} = {g} {x}"));
            with(&mut s, &[xs]);
            format!("{xs}.map {f} = {xs}.map {g}")
        }
        18 => {
            s.bind([f, g], function.clone()).bind([&h[0]], format!("∀ {x}, {g} ({f} {x}) = {x}"));
            with(&mut s, &[xs]);
            format!("({xs}.map {f}).map {g} = {xs}")
        }
        19 => {
            s.bind([x], a.clone());
            with(&mut s, &[xs, ys]);
            s.bind([&h[0]], format!("{x} ∈ {xs} ++ {ys}")).bind([&h[1]], format!("¬{x} ∈ {xs}"));
            format!("{x} ∈ {ys}")
        }
        20 => {
            s.bind([b], "Type").bind([f], format!("{a} → {b}"));
            with(&mut s, &[xs, ys]);
            format!("({xs} ++ {ys}).map {f} = {xs}.map {f} ++ {ys}.map {f}")
        }
        _ => {
            s.bind([x], a.clone());
            format!("(List.replicate {n} {x}).length = {n}")
        }
    };
    Some(s.concluding(conclusion))
}
