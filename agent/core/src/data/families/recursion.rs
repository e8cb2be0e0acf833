//! Functions that the file itself defines by recursion, and predicates it defines inductively.

use super::{Dice, Kind, Statement};

/// Names that say nothing, so that a model learns to read them rather than to know them.
const FUNCTIONS: [&str; 30] = [
    "tally", "step", "grow", "pile", "mark", "climb", "fold1", "chain", "brick", "total", "ramp",
    "walk", "bump", "stack", "count", "reach", "trail", "blend", "spin", "load", "acc", "go",
    "aux", "f", "g", "foo", "bar", "calc", "level", "gain",
];

/// Recursion on a number with a linear or a quadratic closed form.
pub(super) fn on_numbers(dice: &mut Dice) -> Option<Statement> {
    let f = dice.pick(&FUNCTIONS);
    let names = dice.names(Kind::Number, 3);
    let (n, m, k) = (&names[0], &names[1], &names[2]);
    let start = dice.below(5);
    let gain = dice.between(1, 6);
    let h = &dice.names(Kind::Hypothesis, 1)[0];
    let mut s = Statement::new("recursion-on-numbers");
    let linear =
        format!("def {f} : Nat → Nat\n  | 0 => {start}\n  | {n} + 1 => {f} {n} + {gain}\n\n");
    let conclusion;
    match dice.below(14) {
        0 | 1 => {
            s.preamble = linear;
            s.bind([n], "Nat");
            conclusion = format!("{f} {n} = {gain} * {n} + {start}");
        }
        2 => {
            s.preamble = linear;
            s.bind([n], "Nat");
            conclusion = format!("{f} ({n} + {gain}) = {f} {n} + {}", gain * gain);
        }
        3 => {
            s.preamble = linear;
            s.bind([n], "Nat");
            conclusion = format!("{start} ≤ {f} {n}");
        }
        4 => {
            s.preamble = linear;
            s.bind([m, n], "Nat");
            conclusion = format!("{f} ({m} + {n}) + {start} = {f} {m} + {f} {n}");
        }
        5 => {
            s.preamble = linear;
            s.bind([m, n], "Nat").bind([h], format!("{m} ≤ {n}"));
            conclusion = format!("{f} {m} ≤ {f} {n}");
        }
        6 => {
            s.preamble = format!(
                "def {f} : Nat → Nat\n  | 0 => 0\n  | {n} + 1 => {f} {n} + 2 * {n} + 1\n\n"
            );
            s.bind([n], "Nat");
            conclusion = format!("{f} {n} = {n} * {n}");
        }
        7 => {
            s.preamble = format!(
                "def {f} : Nat → Nat\n  | 0 => 0\n  | {n} + 1 => {f} {n} + {gain} * ({n} + 1)\n\n"
            );
            s.bind([n], "Nat");
            conclusion = format!("2 * {f} {n} = {gain} * ({n} * ({n} + 1))");
        }
        8 => {
            let start = start + 1;
            s.preamble = format!(
                "def {f} : Nat → Nat\n  | 0 => {start}\n  | {n} + 1 => {} * {f} {n}\n\n",
                gain + 1
            );
            s.bind([n], "Nat");
            conclusion = match dice.below(3) {
                0 => format!("0 < {f} {n}"),
                1 => format!("{f} {n} = {start} * {} ^ {n}", gain + 1),
                _ => format!("{start} ≤ {f} {n}"),
            };
        }
        9 => {
            s.preamble = format!(
                "def {f} : Nat → Nat → Nat\n  | 0, {k} => {k}\n  | {n} + 1, {k} => {f} {n} ({k} + {gain})\n\n"
            );
            s.bind([n, k], "Nat");
            conclusion = format!("{f} {n} {k} = {k} + {gain} * {n}");
        }
        10 => {
            s.preamble = format!(
                "def {f} ({m} : Nat) : Nat → Nat\n  | 0 => {m}\n  | {n} + 1 => {f} {m} {n} + 1\n\n"
            );
            s.bind([m, n], "Nat");
            conclusion = dice
                .pick(&[
                    format!("{f} {m} {n} = {m} + {n}").as_str(),
                    format!("{f} {m} {n} = {f} {n} {m}").as_str(),
                    format!("{f} 0 {n} = {n}").as_str(),
                ])
                .to_owned();
        }
        11 => {
            s.preamble =
                format!("def {f} : Nat → Bool\n  | 0 => true\n  | {n} + 1 => !{f} {n}\n\n");
            s.bind([n], "Nat");
            conclusion = dice
                .pick(&[
                    format!("{f} ({n} + 2) = {f} {n}").as_str(),
                    format!("{f} (2 * {n}) = true").as_str(),
                    format!("{f} ({n} + {n}) = true").as_str(),
                ])
                .to_owned();
        }
        12 => {
            s.preamble = format!("def {f} ({n} : Nat) : Nat := {gain} * {n} + {start}\n\n");
            s.bind([m, n], "Nat");
            conclusion = dice
                .pick(&[
                    format!("{f} {m} = {f} {n} → {m} = {n}").as_str(),
                    format!("{f} ({m} + 1) = {f} {m} + {gain}").as_str(),
                    format!("{m} < {n} → {f} {m} < {f} {n}").as_str(),
                ])
                .to_owned();
        }
        _ => {
            s.preamble =
                format!("def {f} ({n} : Nat) : Nat := if {n} < {gain} then {gain} else {n}\n\n");
            s.bind([n], "Nat");
            conclusion = dice
                .pick(&[
                    format!("{gain} ≤ {f} {n}").as_str(),
                    format!("{n} ≤ {f} {n}").as_str(),
                    format!("{f} ({f} {n}) = {f} {n}").as_str(),
                ])
                .to_owned();
        }
    }
    Some(s.concluding(conclusion))
}

/// Recursion on a list.
pub(super) fn on_lists(dice: &mut Dice) -> Option<Statement> {
    let f = dice.pick(&FUNCTIONS);
    let l = dice.names(Kind::List, 2);
    let (xs, ys) = (&l[0], &l[1]);
    let e = dice.names(Kind::Element, 2);
    let (x, y) = (&e[0], &e[1]);
    let ty = &dice.names(Kind::Type, 1)[0];
    let gain = dice.between(1, 4);
    let mut s = Statement::new("recursion-on-lists");
    let define = |ty: &str, nil: &str, cons: &str| {
        format!(
            "def {f} : List {ty} → {}\n  | [] => {nil}\n  | {x} :: {xs} => {cons}\n\n",
            match nil {
                "0" => "Nat",
                "true" => "Bool",
                _ => "List Nat",
            }
        )
    };
    let either = |dice: &mut Dice, options: &[String]| options[dice.below(options.len())].clone();
    let conclusion = match dice.below(9) {
        0 => {
            s.preamble = define("Nat", "0", &format!("{f} {xs} + {gain}"));
            s.bind([xs, ys], "List Nat");
            either(
                dice,
                &[
                    format!("{f} {xs} = {gain} * {xs}.length"),
                    format!("{f} ({xs} ++ {ys}) = {f} {xs} + {f} {ys}"),
                    format!("{f} {xs}.reverse = {f} {xs}"),
                ],
            )
        }
        1 => {
            s.preamble = define("Nat", "0", &format!("{x} + {f} {xs}"));
            s.bind([xs, ys], "List Nat");
            either(
                dice,
                &[
                    format!("{f} ({xs} ++ {ys}) = {f} {xs} + {f} {ys}"),
                    format!("{f} ({ys} ++ {xs}) = {f} ({xs} ++ {ys})"),
                    format!("{f} ({xs}.map (fun {y} => {gain} * {y})) = {gain} * {f} {xs}"),
                    format!(
                        "{f} ({xs}.map (fun {y} => {y} + {gain})) = {f} {xs} + {gain} * {xs}.length"
                    ),
                ],
            )
        }
        2 => {
            s.preamble = define("Nat", "[]", &format!("({x} + {gain}) :: {f} {xs}"));
            s.bind([xs, ys], "List Nat");
            either(
                dice,
                &[
                    format!("({f} {xs}).length = {xs}.length"),
                    format!("{f} {xs} = {xs}.map (fun {y} => {y} + {gain})"),
                    format!("{f} ({xs} ++ {ys}) = {f} {xs} ++ {f} {ys}"),
                ],
            )
        }
        3 => {
            s.preamble = define("Nat", "true", &format!("decide ({x} ≤ {gain}) && {f} {xs}"));
            s.bind([xs, ys], "List Nat");
            either(
                dice,
                &[
                    format!("{f} ({xs} ++ {ys}) = ({f} {xs} && {f} {ys})"),
                    format!("{f} ({xs} ++ {ys}) = true → {f} {xs} = true"),
                ],
            )
        }
        4 => {
            s.preamble = format!(
                "def {f} {{{ty} : Type}} : List {ty} → List {ty} → List {ty}\n  | [], {ys} => {ys}\n  | {x} :: {xs}, {ys} => {x} :: {f} {xs} {ys}\n\n"
            );
            s.bind([ty], "Type").bind([xs, ys], format!("List {ty}"));
            either(
                dice,
                &[
                    format!("{f} {xs} [] = {xs}"),
                    format!("({f} {xs} {ys}).length = {xs}.length + {ys}.length"),
                    format!("{f} {xs} {ys} = {xs} ++ {ys}"),
                    format!("{f} ({f} {xs} {ys}) {xs} = {f} {xs} ({f} {ys} {xs})"),
                ],
            )
        }
        5 => {
            s.preamble = format!(
                "def {f} {{{ty} : Type}} : List {ty} → List {ty} → List {ty}\n  | [], {ys} => {ys}\n  | {x} :: {xs}, {ys} => {f} {xs} ({x} :: {ys})\n\n"
            );
            s.bind([ty], "Type").bind([xs, ys], format!("List {ty}"));
            either(
                dice,
                &[
                    format!("({f} {xs} {ys}).length = {xs}.length + {ys}.length"),
                    format!("{f} {xs} {ys} = {xs}.reverse ++ {ys}"),
                ],
            )
        }
        6 => {
            s.preamble = format!(
                "def {f} {{{ty} : Type}} ({y} : {ty}) : List {ty} → List {ty}\n  | [] => [{y}]\n  | {x} :: {xs} => {x} :: {f} {y} {xs}\n\n"
            );
            s.bind([ty], "Type").bind([y], ty.clone()).bind([xs], format!("List {ty}"));
            either(
                dice,
                &[
                    format!("({f} {y} {xs}).length = {xs}.length + 1"),
                    format!("{f} {y} {xs} = {xs} ++ [{y}]"),
                    format!("{y} ∈ {f} {y} {xs}"),
                    format!("{f} {y} {xs} ≠ []"),
                ],
            )
        }
        7 => {
            s.preamble = format!(
                "def {f} {{{ty} : Type}} : List {ty} → List {ty}\n  | [] => []\n  | {x} :: {xs} => {}{f} {xs}\n\n",
                format!("{x} :: ").repeat(gain + 1)
            );
            s.bind([ty], "Type").bind([xs, ys], format!("List {ty}"));
            either(
                dice,
                &[
                    format!("({f} {xs}).length = {} * {xs}.length", gain + 1),
                    format!("{f} ({xs} ++ {ys}) = {f} {xs} ++ {f} {ys}"),
                ],
            )
        }
        _ => {
            s.preamble = format!(
                "def {f} : List Nat → Nat → Nat\n  | [], {y} => {y}\n  | {x} :: {xs}, {y} => {f} {xs} ({y} + {gain})\n\n"
            );
            s.bind([xs], "List Nat").bind([y], "Nat");
            either(
                dice,
                &[
                    format!("{f} {xs} {y} = {y} + {gain} * {xs}.length"),
                    format!("{y} ≤ {f} {xs} {y}"),
                ],
            )
        }
    };
    Some(s.concluding(conclusion))
}

/// Inductive predicates on numbers and relations.
pub(super) fn predicates(dice: &mut Dice) -> Option<Statement> {
    let name = dice.pick(&["Good", "Nice", "Fine", "Reach", "Walk", "Tame", "Calm", "Ok"]);
    let names = dice.names(Kind::Number, 3);
    let (m, n, k) = (&names[0], &names[1], &names[2]);
    let h = dice.names(Kind::Hypothesis, 2);
    let gain = dice.between(2, 5);
    let start = dice.below(3);
    let mut s = Statement::new("predicates");
    if dice.chance(60) {
        s.preamble = format!(
            "inductive {name} : Nat → Prop where\n  | base : {name} {start}\n  | step ({n} : Nat) : {name} {n} → {name} ({n} + {gain})\n\n"
        );
        let conclusion = match dice.below(6) {
            0 => format!("{name} {}", start + gain * dice.between(1, 3)),
            1 => {
                s.bind([n], "Nat").bind([&h[0]], format!("{name} {n}"));
                format!("{start} ≤ {n}")
            }
            2 => {
                s.bind([n], "Nat").bind([&h[0]], format!("{name} {n}"));
                format!("∃ {k}, {n} = {start} + {gain} * {k}")
            }
            3 => {
                s.bind([k], "Nat");
                format!("{name} ({start} + {gain} * {k})")
            }
            4 => {
                s.bind([n], "Nat").bind([&h[0]], format!("{name} {n}"));
                format!("{n} % {gain} = {}", start % gain)
            }
            _ => {
                s.bind([n], "Nat").bind([&h[0]], format!("{name} {n}"));
                format!("{name} ({n} + {})", 2 * gain)
            }
        };
        return Some(s.concluding(conclusion));
    }
    s.preamble = format!(
        "inductive {name} : Nat → Nat → Prop where\n  | refl ({n} : Nat) : {name} {n} {n}\n  | step {{{m} {n} : Nat}} : {name} {m} {n} → {name} {m} ({n} + {gain})\n\n"
    );
    s.bind([m, n, k], "Nat").bind([&h[0]], format!("{name} {m} {n}"));
    Some(match dice.below(3) {
        0 => s.concluding(format!("{m} ≤ {n}")),
        1 => {
            s.bind([&h[1]], format!("{name} {n} {k}"));
            s.concluding(format!("{name} {m} {k}"))
        }
        _ => s.concluding(format!("{n} % {gain} = {m} % {gain}")),
    })
}
