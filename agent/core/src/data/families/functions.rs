//! Functions, sets given by predicates, and algebra from hypotheses.

use super::{Dice, Kind, Statement};

/// Injective, surjective, inverse, composed.
pub(super) fn functions(dice: &mut Dice) -> Option<Statement> {
    let t = dice.names(Kind::Type, 3);
    let (a, b, c) = (&t[0], &t[1], &t[2]);
    let f = dice.names(Kind::Function, 3);
    let (f, g, k) = (&f[0], &f[1], &f[2]);
    let e = dice.names(Kind::Element, 3);
    let (x, y, z) = (&e[0], &e[1], &e[2]);
    let h = dice.names(Kind::Hypothesis, 3);
    let mut s = Statement::new("functions");
    s.bind([a, b, c], "Type").bind([f], format!("{a} → {b}")).bind([g], format!("{b} → {c}"));
    let injective = |f: &str| format!("∀ {x} {y}, {f} {x} = {f} {y} → {x} = {y}");
    let surjective = |f: &str| format!("∀ {y}, ∃ {x}, {f} {x} = {y}");
    match dice.below(12) {
        0 => {
            s.bind([&h[0]], injective(f)).bind([&h[1]], injective(g));
            Some(s.concluding(format!("∀ {x} {y}, {g} ({f} {x}) = {g} ({f} {y}) → {x} = {y}")))
        }
        1 => {
            s.bind([&h[0]], surjective(f)).bind([&h[1]], surjective(g));
            Some(s.concluding(format!("∀ {z}, ∃ {x}, {g} ({f} {x}) = {z}")))
        }
        2 => {
            s.bind([&h[0]], format!("∀ {x} {y}, {g} ({f} {x}) = {g} ({f} {y}) → {x} = {y}"));
            Some(s.concluding(injective(f)))
        }
        3 => {
            s.bind([&h[0]], format!("∀ {z}, ∃ {x}, {g} ({f} {x}) = {z}"));
            Some(s.concluding(format!("∀ {z}, ∃ {y}, {g} {y} = {z}")))
        }
        4 => {
            s.bind([k], format!("{b} → {a}")).bind([&h[0]], format!("∀ {x}, {k} ({f} {x}) = {x}"));
            Some(s.concluding(injective(f)))
        }
        5 => {
            s.bind([k], format!("{b} → {a}")).bind([&h[0]], format!("∀ {y}, {f} ({k} {y}) = {y}"));
            Some(s.concluding(surjective(f)))
        }
        6 => {
            s.bind([x, y], a.clone()).bind([&h[0]], format!("{x} = {y}"));
            Some(s.concluding(format!("{g} ({f} {x}) = {g} ({f} {y})")))
        }
        7 => {
            s.bind([x], a.clone())
                .bind([y], b.clone())
                .bind([z], c.clone())
                .bind([&h[0]], format!("{f} {x} = {y}"))
                .bind([&h[1]], format!("{g} {y} = {z}"));
            Some(s.concluding(format!("{g} ({f} {x}) = {z}")))
        }
        8 => {
            s.bind([k], format!("{a} → {b}")).bind([&h[0]], format!("∀ {x}, {f} {x} = {k} {x}"));
            Some(s.concluding(format!("{f} = {k}")))
        }
        9 => {
            s.bind([x, y], a.clone()).bind([&h[0]], format!("{f} {x} ≠ {f} {y}"));
            Some(s.concluding(format!("{x} ≠ {y}")))
        }
        10 => {
            s.bind([k], format!("{a} → {b}"))
                .bind([&h[0]], format!("{f} = {k}"))
                .bind([x], a.clone());
            Some(s.concluding(format!("{f} {x} = {k} {x}")))
        }
        _ => Some(s.concluding(format!("(fun {x} => {g} ({f} {x})) = {g} ∘ {f}"))),
    }
}

/// Sets as predicates: inclusion, union, intersection, complement.
pub(super) fn sets(dice: &mut Dice) -> Option<Statement> {
    let ty = &dice.names(Kind::Type, 1)[0];
    let p = dice.names(Kind::Predicate, 4);
    let (p, q, r, t) = (&p[0], &p[1], &p[2], &p[3]);
    let x = &dice.names(Kind::Element, 1)[0];
    let h = dice.names(Kind::Hypothesis, 3);
    let mut s = Statement::new("sets");
    s.bind([ty], "Type").bind([p, q, r, t], format!("{ty} → Prop"));
    let within = |a: &str, b: &str| format!("∀ {x}, {a} → {b}");
    let at = |p: &str| format!("{p} {x}");
    let (p, q, r, t) = (at(p), at(q), at(r), at(t));
    match dice.below(10) {
        0 => {
            s.bind([&h[0]], within(&p, &q)).bind([&h[1]], within(&p, &r));
            Some(s.concluding(within(&p, &format!("{q} ∧ {r}"))))
        }
        1 => {
            s.bind([&h[0]], within(&p, &r)).bind([&h[1]], within(&q, &r));
            Some(s.concluding(within(&format!("{p} ∨ {q}"), &r)))
        }
        2 => {
            s.bind([&h[0]], within(&p, &q));
            Some(s.concluding(within(&format!("¬{q}"), &format!("¬{p}"))))
        }
        3 => {
            s.bind([&h[0]], within(&p, &q)).bind([&h[1]], within(&r, &t));
            Some(s.concluding(within(&format!("{p} ∧ {r}"), &format!("{q} ∧ {t}"))))
        }
        4 => Some(s.concluding(format!("∀ {x}, {p} ∧ ({q} ∨ {r}) ↔ ({p} ∧ {q}) ∨ ({p} ∧ {r})"))),
        5 => Some(s.concluding(format!("∀ {x}, ¬({p} ∨ {q}) ↔ ¬{p} ∧ ¬{q}"))),
        6 => {
            s.bind([&h[0]], within(&p, &q))
                .bind([&h[1]], within(&q, &r))
                .bind([&h[2]], within(&r, &t));
            Some(s.concluding(within(&p, &t)))
        }
        7 => {
            s.bind([&h[0]], within(&p, &q));
            Some(s.concluding(format!("∀ {x}, ({p} ∧ {q}) ↔ {p}")))
        }
        8 => {
            s.bind([&h[0]], within(&p, &q));
            Some(s.concluding(format!("∀ {x}, ({p} ∨ {q}) ↔ {q}")))
        }
        _ => {
            s.bind([&h[0]], within(&format!("{p} ∧ {q}"), "False")).bind([&h[1]], within(&r, &p));
            Some(s.concluding(within(&r, &format!("¬{q}"))))
        }
    }
}

/// An operation with laws as hypotheses.
pub(super) fn algebra(dice: &mut Dice) -> Option<Statement> {
    let ty = &dice.names(Kind::Type, 1)[0];
    let op = dice.pick(&["op", "mul", "star", "f", "add", "dot"]);
    let e = dice.pick(&["e", "one", "unit", "zero"]);
    let inv = dice.pick(&["inv", "neg", "i"]);
    let n = dice.names(Kind::Element, 4);
    let (a, b, c, d) = (&n[0], &n[1], &n[2], &n[3]);
    let h = dice.names(Kind::Hypothesis, 4);
    let apply = |x: &str, y: &str| format!("{op} {x} {y}");
    let nested = |x: &str, y: &str| format!("({op} {x} {y})");
    let mut s = Statement::new("algebra");
    s.bind([ty], "Type").bind([op], format!("{ty} → {ty} → {ty}"));
    let assoc = format!("∀ {a} {b} {c}, {} = {}", apply(&nested(a, b), c), apply(a, &nested(b, c)));
    let comm = format!("∀ {a} {b}, {} = {}", apply(a, b), apply(b, a));
    let left_unit = format!("∀ {a}, {} = {a}", apply(e, a));
    let right_unit = format!("∀ {a}, {} = {a}", apply(a, e));
    let left_inverse = format!("∀ {a}, {} = {e}", apply(&format!("({inv} {a})"), a));
    match dice.below(11) {
        0 => {
            s.bind([&h[0]], assoc).bind([a, b, c, d], ty.clone());
            Some(s.concluding(format!(
                "{} = {}",
                apply(&nested(&nested(a, b), c), d),
                apply(a, &nested(b, &nested(c, d)))
            )))
        }
        1 => {
            s.bind([&h[0]], assoc).bind([&h[1]], comm).bind([a, b, c], ty.clone());
            Some(s.concluding(format!("{} = {}", apply(a, &nested(b, c)), apply(b, &nested(a, c)))))
        }
        2 => {
            s.bind([e, d], ty.clone())
                .bind([&h[0]], left_unit)
                .bind([&h[1]], format!("∀ {a}, {} = {a}", apply(a, d)));
            Some(s.concluding(format!("{e} = {d}")))
        }
        3 => {
            s.bind([e], ty.clone())
                .bind([&h[0]], comm)
                .bind([&h[1]], left_unit)
                .bind([a], ty.clone());
            Some(s.concluding(format!("{} = {a}", apply(a, e))))
        }
        4 => {
            s.bind([e], ty.clone())
                .bind([inv], format!("{ty} → {ty}"))
                .bind([&h[0]], assoc)
                .bind([&h[1]], left_unit)
                .bind([&h[2]], left_inverse)
                .bind([a, b], ty.clone());
            Some(s.concluding(format!("{} = {b}", apply(&format!("({inv} {a})"), &nested(a, b)))))
        }
        5 => {
            s.bind([e], ty.clone())
                .bind([inv], format!("{ty} → {ty}"))
                .bind([&h[0]], assoc)
                .bind([&h[1]], left_unit)
                .bind([&h[2]], left_inverse)
                .bind([a, b, c], ty.clone())
                .bind([&h[3]], format!("{} = {}", apply(a, b), apply(a, c)));
            Some(s.concluding(format!("{b} = {c}")))
        }
        6 => {
            s.bind([a, b, c, d], ty.clone())
                .bind([&h[0]], format!("{a} = {b}"))
                .bind([&h[1]], format!("{c} = {d}"));
            Some(s.concluding(format!("{} = {}", apply(a, c), apply(b, d))))
        }
        7 => {
            s.bind([e], ty.clone())
                .bind([&h[0]], right_unit)
                .bind([a, b], ty.clone())
                .bind([&h[1]], format!("{b} = {e}"));
            Some(s.concluding(format!("{} = {a}", apply(a, b))))
        }
        8 => {
            s.bind([&h[0]], format!("∀ {a}, {} = {a}", apply(a, a)))
                .bind([&h[1]], assoc)
                .bind([a, b], ty.clone());
            Some(s.concluding(format!("{} = {}", apply(a, &nested(a, b)), apply(a, b))))
        }
        9 => {
            s.bind([&h[0]], comm)
                .bind([a, b, c], ty.clone())
                .bind([&h[1]], format!("{} = {c}", apply(a, b)));
            Some(s.concluding(format!("{} = {c}", apply(b, a))))
        }
        _ => {
            s.bind([&h[0]], assoc)
                .bind([a, b, c, d], ty.clone())
                .bind([&h[1]], format!("{} = {d}", apply(b, c)));
            Some(s.concluding(format!("{} = {}", apply(&nested(a, b), c), apply(a, d))))
        }
    }
}

/// A relation with laws as hypotheses.
pub(super) fn relations(dice: &mut Dice) -> Option<Statement> {
    let ty = &dice.names(Kind::Type, 1)[0];
    let r = dice.pick(&["r", "R", "le", "rel", "before"]);
    let n = dice.names(Kind::Element, 4);
    let (a, b, c, d) = (&n[0], &n[1], &n[2], &n[3]);
    let h = dice.names(Kind::Hypothesis, 5);
    let rel = |x: &str, y: &str| format!("{r} {x} {y}");
    let trans = format!("∀ {a} {b} {c}, {} → {} → {}", rel(a, b), rel(b, c), rel(a, c));
    let symm = format!("∀ {a} {b}, {} → {}", rel(a, b), rel(b, a));
    let anti = format!("∀ {a} {b}, {} → {} → {a} = {b}", rel(a, b), rel(b, a));
    let mut s = Statement::new("relations");
    s.bind([ty], "Type").bind([r], format!("{ty} → {ty} → Prop"));
    match dice.below(8) {
        0 => {
            s.bind([&h[0]], trans)
                .bind([a, b, c, d], ty.clone())
                .bind([&h[1]], rel(a, b))
                .bind([&h[2]], rel(b, c))
                .bind([&h[3]], rel(c, d));
            Some(s.concluding(rel(a, d)))
        }
        1 => {
            s.bind([&h[0]], symm)
                .bind([&h[1]], trans)
                .bind([a, b, c], ty.clone())
                .bind([&h[2]], rel(a, b))
                .bind([&h[3]], rel(a, c));
            Some(s.concluding(rel(b, c)))
        }
        2 => {
            s.bind([&h[0]], trans)
                .bind([&h[1]], anti)
                .bind([a, b, c], ty.clone())
                .bind([&h[2]], rel(a, b))
                .bind([&h[3]], rel(b, c))
                .bind([&h[4]], rel(c, a));
            Some(s.concluding(format!("{a} = {b}")))
        }
        3 => {
            s.bind([&h[0]], symm)
                .bind([&h[1]], trans)
                .bind([a, b], ty.clone())
                .bind([&h[2]], rel(a, b));
            Some(s.concluding(rel(a, a)))
        }
        4 => {
            s.bind([&h[0]], format!("∀ {a}, ¬{}", rel(a, a)))
                .bind([a, b], ty.clone())
                .bind([&h[1]], rel(a, b));
            Some(s.concluding(format!("{a} ≠ {b}")))
        }
        5 => {
            s.bind([&h[0]], format!("∀ {a}, ¬{}", rel(a, a)))
                .bind([&h[1]], trans)
                .bind([a, b], ty.clone())
                .bind([&h[2]], rel(a, b));
            Some(s.concluding(format!("¬{}", rel(b, a))))
        }
        6 => {
            s.bind([&h[0]], symm);
            Some(s.concluding(format!("∀ {c} {d}, {} ↔ {}", rel(c, d), rel(d, c))))
        }
        _ => {
            s.bind([&h[0]], format!("∀ {a}, {}", rel(a, a)))
                .bind([a, b], ty.clone())
                .bind([&h[1]], format!("{a} = {b}"));
            Some(s.concluding(rel(a, b)))
        }
    }
}
