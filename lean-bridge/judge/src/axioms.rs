//! The three axioms that a proof may rest on, by what they say and not by name alone.
//!
//! A library that is not Lean's own could declare `propext : False`. So the type of each axiom is
//! compared with the one it has in Lean, together with the inductive types that it speaks of; the
//! constants of quotients are the kernel's own, which it makes and compares itself.

use polya_lean::olean::{Constant, ConstantKind, Constants, Expr, ExprId, Level, LevelId, Terms};

/// The axioms that a proof may rest on.
pub(crate) const ALLOWED: [&str; 3] = ["propext", "Classical.choice", "Quot.sound"];

/// What a term looks like, names of variables and ways of passing arguments aside.
enum Shape {
    Bound(u32),
    Prop,
    /// `Sort u`, of the first universe parameter.
    Sort,
    /// A constant without universe levels.
    Plain(&'static str),
    /// A constant at the first universe parameter.
    At(&'static str),
    /// A constant at level 1.
    AtOne(&'static str),
    Apply(Box<[Shape]>),
    Pi(Box<(Shape, Shape)>),
}

use Shape::{At, AtOne, Bound, Plain, Prop, Sort};

fn apply<const N: usize>(parts: [Shape; N]) -> Shape {
    Shape::Apply(parts.into())
}

/// `(domains) → result`.
fn pi<const N: usize>(domains: [Shape; N], result: Shape) -> Shape {
    domains.into_iter().rev().fold(result, |body, domain| Shape::Pi(Box::new((domain, body))))
}

/// True if `axiom` is one of the three and says what it says in Lean.
pub(crate) fn is_allowed(terms: &Terms, constants: &Constants, axiom: &Constant) -> bool {
    let look = Look { terms, constants };
    let (levels, shape) = match terms.name_text(axiom.name).as_str() {
        "propext" if look.has_iff() && look.has_eq() => {
            let iff = apply([Plain("Iff"), Bound(1), Bound(0)]);
            (0, pi([Prop, Prop, iff], apply([AtOne("Eq"), Prop, Bound(2), Bound(1)])))
        }
        "Classical.choice" if look.has_nonempty() => {
            (1, pi([Sort, apply([At("Nonempty"), Bound(0)])], Bound(1)))
        }
        "Quot.sound" if look.has_eq() => {
            let relation = pi([Bound(0), Bound(1)], Prop);
            let class = |of| apply([At("Quot.mk"), Bound(4), Bound(3), Bound(of)]);
            let equal =
                apply([At("Eq"), apply([At("Quot"), Bound(4), Bound(3)]), class(2), class(1)]);
            let related = apply([Bound(2), Bound(1), Bound(0)]);
            (1, pi([Sort, relation, Bound(1), Bound(2), related], equal))
        }
        _ => return false,
    };
    matches!(axiom.kind, ConstantKind::Axiom { is_unsafe: false })
        && axiom.level_params.len() == levels
        && look.fits(axiom, axiom.ty, &shape)
}

struct Look<'a> {
    terms: &'a Terms,
    constants: &'a Constants,
}

impl Look<'_> {
    fn has_iff(&self) -> bool {
        let iff = apply([Plain("Iff"), Bound(3), Bound(2)]);
        let (there, back) = (pi([Bound(1)], Bound(1)), pi([Bound(1)], Bound(3)));
        self.has_type("Iff", 0, &pi([Prop, Prop], Prop))
            && self.has_constructor("Iff", 2, "Iff.intro", &pi([Prop, Prop, there, back], iff))
    }

    fn has_eq(&self) -> bool {
        let equal = apply([At("Eq"), Bound(1), Bound(0), Bound(0)]);
        self.has_type("Eq", 1, &pi([Sort, Bound(0), Bound(1)], Prop))
            && self.has_constructor("Eq", 2, "Eq.refl", &pi([Sort, Bound(0)], equal))
    }

    fn has_nonempty(&self) -> bool {
        let inhabited = apply([At("Nonempty"), Bound(1)]);
        self.has_type("Nonempty", 1, &pi([Sort], Prop))
            && self.has_constructor(
                "Nonempty",
                1,
                "Nonempty.intro",
                &pi([Sort, Bound(0)], inhabited),
            )
    }

    fn constant(&self, name: &str) -> Option<&Constant> {
        self.terms.find_name(name).and_then(|name| self.constants.get(name))
    }

    fn has_type(&self, name: &str, levels: usize, shape: &Shape) -> bool {
        self.constant(name).is_some_and(|constant| {
            constant.level_params.len() == levels && self.fits(constant, constant.ty, shape)
        })
    }

    /// Whether the type `name` has this constructor and no other.
    fn has_constructor(
        &self,
        name: &str,
        parameters: u32,
        constructor: &str,
        shape: &Shape,
    ) -> bool {
        let only = self.terms.find_name(constructor);
        self.constant(name).is_some_and(|constant| match &constant.kind {
            ConstantKind::Inductive { params, constructors, is_unsafe: false, .. } => {
                *params == parameters && constructors.iter().copied().map(Some).eq([only])
            }
            _ => false,
        }) && self.constant(constructor).is_some_and(|made| {
            matches!(made.kind, ConstantKind::Constructor { .. }) && self.fits(made, made.ty, shape)
        })
    }

    /// Whether `expr`, of `owner`, looks like `shape`. Goes as deep as the shape and no deeper.
    fn fits(&self, owner: &Constant, expr: ExprId, shape: &Shape) -> bool {
        let terms = self.terms;
        match (terms.expr(expr), shape) {
            (Expr::Remark(inner), _) => self.fits(owner, inner, shape),
            (Expr::Bound(index), Bound(wanted)) => index == *wanted,
            (Expr::Sort(level), Prop) => terms.level(level) == Level::Zero,
            (Expr::Sort(level), Sort) => self.is_parameter(owner, level),
            (Expr::Constant(name, levels), Plain(wanted) | At(wanted) | AtOne(wanted)) => {
                terms.find_name(wanted) == Some(name)
                    && match (terms.levels(levels), shape) {
                        ([], Plain(_)) => true,
                        ([level], At(_)) => self.is_parameter(owner, *level),
                        ([level], AtOne(_)) => match terms.level(*level) {
                            Level::Successor(below) => terms.level(below) == Level::Zero,
                            _ => false,
                        },
                        _ => false,
                    }
            }
            (Expr::Apply(..), Shape::Apply(parts)) => {
                let (head, arguments) = terms.unfold_apply(expr);
                arguments.len() + 1 == parts.len()
                    && std::iter::once(head)
                        .chain(arguments)
                        .zip(parts)
                        .all(|(part, shape)| self.fits(owner, part, shape))
            }
            (Expr::Pi { domain, body, .. }, Shape::Pi(wanted)) => {
                self.fits(owner, domain, &wanted.0) && self.fits(owner, body, &wanted.1)
            }
            _ => false,
        }
    }

    fn is_parameter(&self, owner: &Constant, level: LevelId) -> bool {
        matches!(self.terms.level(level), Level::Parameter(name)
            if owner.level_params.first() == Some(&name))
    }
}

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, sync::Arc};

    use polya_lean::{
        olean::{BinderInfo, NameId},
        testing,
    };

    use super::*;

    fn library() -> (Terms, Constants, Vec<PathBuf>) {
        let path = testing::toolchain().olean_path();
        let mut terms = Terms::default();
        let constants = Constants::load(&mut terms, &path, "Foundations").unwrap();
        (terms, constants, path)
    }

    #[test]
    fn the_library_s_own_axioms_are_the_three() {
        let (terms, constants, _) = library();
        let allowed: Vec<String> = constants
            .iter()
            .filter(|constant| constant.is_axiom() && is_allowed(&terms, &constants, constant))
            .map(|constant| terms.name_text(constant.name))
            .collect();
        for name in ALLOWED {
            assert!(allowed.iter().any(|found| found == name), "{name}: {allowed:?}");
        }
        assert_eq!(allowed.len(), 3);
    }

    /// The same names with any other type, level or kind are other axioms.
    #[test]
    fn another_type_is_another_axiom() {
        let (mut terms, constants, _) = library();
        let prop = terms.add_level(Level::Zero);
        let prop = terms.add_expr(Expr::Sort(prop));
        let name = NameId::from(0);
        let variable = terms.add_expr(Expr::Bound(0));
        let anything = terms.add_expr(Expr::Pi {
            name,
            info: BinderInfo::Explicit,
            domain: prop,
            body: variable,
        });
        for axiom in ALLOWED {
            let found = terms.find_name(axiom).and_then(|name| constants.get(name)).unwrap();
            let mut other = found.clone();
            other.ty = anything;
            assert!(!is_allowed(&terms, &constants, &other), "{axiom}");
            let mut other = found.clone();
            other.level_params.push(name);
            assert!(!is_allowed(&terms, &constants, &other), "{axiom}");
            let mut other = found.clone();
            other.kind = ConstantKind::Axiom { is_unsafe: true };
            assert!(!is_allowed(&terms, &constants, &other), "{axiom}");
        }
        // One that says what another says.
        let propext = terms.find_name("propext").and_then(|name| constants.get(name)).unwrap();
        let mut other = propext.clone();
        other.name = terms.find_name("Quot.sound").unwrap();
        assert!(!is_allowed(&terms, &constants, &other));
    }

    /// An axiom says something else where the types that it speaks of are others.
    #[test]
    fn another_meaning_of_its_words_is_another_axiom() {
        let (mut terms, constants, path) = library();
        for (axiom, word) in
            [("propext", "Iff"), ("Classical.choice", "Nonempty"), ("Quot.sound", "Eq")]
        {
            let mut changed = Constants::default();
            for (name, module) in constants.modules() {
                let mut module = module.clone();
                for constant in &mut module.constants {
                    if terms.name_text(constant.name) == word
                        && let ConstantKind::Inductive { constructors, .. } =
                            &mut Arc::make_mut(constant).kind
                    {
                        constructors.clear();
                    }
                }
                changed.add_module(&mut terms, &path, name, module).unwrap();
            }
            let found = terms.find_name(axiom).and_then(|name| changed.get(name)).unwrap();
            assert!(!is_allowed(&terms, &changed, found), "{axiom}");
        }
    }
}
