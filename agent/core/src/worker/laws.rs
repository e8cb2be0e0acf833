//! Laws: what holds for all values, from the classes of the problem's file and from hypotheses.

use super::{
    View,
    shape::{Shape, binders, shape},
};

/// An argument that a law takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// A value, with its type where known.
    Value(String, Option<String>),
    /// A proof of a premise.
    Proof(String),
}

/// A statement that can be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Law {
    /// How it is cited.
    pub(super) name: String,
    /// All of it.
    pub(super) statement: String,
    /// What it takes, in order.
    pub(super) arguments: Vec<Argument>,
    /// What it then says.
    pub(super) conclusion: String,
    /// True for a law of a class, false for a hypothesis.
    pub(super) of_class: bool,
}

impl Law {
    /// Reads a printed statement.
    pub(super) fn read(name: String, statement: &str, of_class: bool) -> Self {
        let mut arguments = Vec::new();
        let mut rest = statement;
        loop {
            match shape(rest) {
                Shape::Forall(bound, body) => {
                    arguments
                        .extend(binders(bound).into_iter().map(|(n, t)| Argument::Value(n, t)));
                    rest = body;
                }
                Shape::Implies(premise, body) => {
                    arguments.push(Argument::Proof(premise.to_owned()));
                    rest = body;
                }
                _ => break,
            }
        }
        Self {
            name,
            statement: statement.to_owned(),
            arguments,
            conclusion: rest.to_owned(),
            of_class,
        }
    }

    /// The values that it takes.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.arguments.iter().filter_map(|a| match a {
            Argument::Value(name, ty) => Some((name.as_str(), ty.as_deref())),
            Argument::Proof(_) => None,
        })
    }

    /// How many premises it has.
    pub(super) fn premises(&self) -> usize {
        self.arguments.iter().filter(|a| matches!(a, Argument::Proof(_))).count()
    }

    /// Both sides, if it is an equation without premises.
    pub(super) fn equation(&self) -> Option<(&str, &str)> {
        match shape(&self.conclusion) {
            Shape::Relation(left, "=", right) if self.premises() == 0 => Some((left, right)),
            _ => None,
        }
    }
}

/// The laws that hold in a goal: of the classes that its context has instances of, and its
/// hypotheses.
pub(super) fn laws(view: &View<'_>) -> Vec<Law> {
    let mut found = Vec::new();
    for h in &view.goal.hypotheses {
        let (head, argument) = h.ty.split_once(' ').unwrap_or((&h.ty, ""));
        let class = view.definitions.class(head);
        if let Some(class) = class {
            for (field, ty) in &class.fields {
                let mut law = Law::read(format!("{}.{field}", class.name), ty, true);
                // Fields that are data say nothing.
                if matches!(shape(&law.conclusion), Shape::Atom(_)) && !ty.starts_with('∀') {
                    continue;
                }
                // The class speaks of its parameter, or says nothing of types.
                for value in &mut law.arguments {
                    if let Argument::Value(_, ty) = value
                        && ty.as_ref().is_none_or(|ty| Some(ty) == class.parameter.as_ref())
                    {
                        *ty = Some(argument.to_owned());
                    }
                }
                found.push(law);
            }
        }
    }
    for h in view.goal.hypotheses.iter().filter(|h| h.accessible) {
        found.push(Law::read(h.name.clone(), &h.ty, false));
    }
    found
}
