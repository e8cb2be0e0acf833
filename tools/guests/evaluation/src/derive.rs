//! Inductive predicates that the problem's own file defines: what their rules derive among the
//! values at hand, by going round until nothing new comes (the least fixed point).

use std::collections::{BTreeMap, BTreeSet};

use polya_text::statement::{Binary, Binder, Inductive, Term};

use crate::{
    domain::{Bounds, domain, lists_of},
    eval::{Evaluator, Result, Stop},
    plain::unsupported,
    unfold::matches,
    value::{Truth, Value},
};

/// Most tuples of values that a predicate is worked out for.
const MOST_TUPLES: usize = 4_096;
/// Longest list that stands between two others.
const LONGEST_BETWEEN: usize = 4;

type Tuples = BTreeSet<Vec<Value>>;

/// The values among which a predicate is worked out.
#[derive(Clone, Debug, Default)]
struct Universe {
    /// By type variable of the definition.
    items: BTreeMap<String, BTreeSet<Value>>,
    longest: usize,
    largest: u128,
}

/// A predicate that is being worked out, or was.
#[derive(Debug)]
pub(crate) struct Derivation {
    predicate: usize,
    parameters: Vec<Value>,
    /// All that were looked at.
    tuples: Tuples,
    /// Those that follow from the rules.
    known: Tuples,
}

impl Universe {
    fn collect(&mut self, ty: &Term, value: &Value) {
        match (ty, value) {
            (Term::Name(name), Value::Nat(n)) if name == "Nat" => {
                self.largest = self.largest.max(*n);
            }
            (Term::Name(name), _) => {
                if let Value::Nat(n) = value {
                    self.largest = self.largest.max(*n);
                }
                self.items.entry(name.clone()).or_default().insert(value.clone());
            }
            (Term::Apply(_, of), Value::List(items)) => {
                self.longest = self.longest.max(items.len());
                for item in items {
                    for ty in of {
                        self.collect(ty, item);
                    }
                }
            }
            (Term::Binary(Binary::Implies, from, to), Value::Table(table)) => {
                for (input, output) in table.iter() {
                    self.collect(from, input);
                    self.collect(to, output);
                }
            }
            _ => {}
        }
    }

    /// Numbers and lists as far as the search goes.
    fn widen(&mut self, bounds: Bounds) {
        for items in self.items.values_mut() {
            if items.iter().any(|item| matches!(item, Value::Nat(_))) {
                items.extend((0..bounds.items as u128).map(Value::Nat));
            }
        }
        if self.longest > 0 {
            self.longest = self.longest.max(bounds.list);
        }
    }

    /// The values of a type, and whether they are all that matter.
    fn values(&self, ty: &Term, evaluator: &Evaluator<'_>) -> Option<(Vec<Value>, bool)> {
        match ty {
            Term::Name(name) if name == "Nat" => {
                Some(((0..=self.largest.min(64)).map(Value::Nat).collect(), false))
            }
            Term::Name(name) if self.items.contains_key(name) => {
                let items = &self.items[name];
                let finite = items.iter().all(|v| matches!(v, Value::Element(_)));
                Some((items.iter().cloned().collect(), finite))
            }
            Term::Apply(head, of) if matches!(&**head, Term::Name(n) if n == "List") => {
                let (items, _) = match self.values(of.first()?, evaluator) {
                    Some(found) => found,
                    // Nothing but empty lists was seen.
                    None => (Vec::new(), true),
                };
                Some((lists_of(&items, self.longest.min(LONGEST_BETWEEN)), false))
            }
            _ => domain(ty, evaluator.sizes, evaluator.bounds)
                .map(|found| (found.values.to_vec(), found.complete)),
        }
    }
}

impl Evaluator<'_> {
    /// How many arguments an inductive predicate takes.
    pub(crate) fn predicate_arity(&self, predicate: usize) -> usize {
        let predicate = &self.source.inductives[predicate];
        predicate.explicit.len() + indices(predicate).map_or(0, |types| types.len())
    }

    /// Whether a predicate holds of these arguments.
    pub(crate) fn derivable(&mut self, index: usize, mut arguments: Vec<Value>) -> Result<Value> {
        let predicate = &self.source.inductives[index];
        let tuple = arguments.split_off(predicate.explicit.len().min(arguments.len()));
        let same = |d: &&Derivation| d.predicate == index && d.parameters == arguments;
        if let Some(running) = self.deriving.iter().rev().find(same) {
            return Ok(Value::Prop(running.known.contains(&tuple)));
        }
        let covers = |d: &&Derivation| same(d) && d.tuples.contains(&tuple);
        if let Some(done) = self.derived.iter().rev().find(covers) {
            return Ok(Value::Prop(done.known.contains(&tuple)));
        }
        let types = indices(predicate).ok_or_else(|| unsupported("an inductive type"))?;
        let mut universe = Universe::default();
        for binder in &predicate.parameters {
            let place = predicate.explicit.iter().position(|name| *name == binder.name);
            if let (Some(place), Some(ty)) = (place, &binder.ty) {
                universe.collect(ty, &arguments[place]);
            }
        }
        for (ty, value) in types.iter().zip(&tuple) {
            universe.collect(ty, value);
        }
        // As far as the search goes, so that one derivation serves for many questions.
        let narrow = universe.clone();
        universe.widen(self.bounds);
        let tuples = if let Ok(tuples) = self.tuples(&types, &universe) {
            tuples
        } else {
            universe = narrow;
            self.tuples(&types, &universe)?
        };
        self.deriving.push(Derivation {
            predicate: index,
            parameters: arguments.clone(),
            tuples: tuples.iter().cloned().collect(),
            known: Tuples::new(),
        });
        let result = self.fixed_point(predicate, &arguments, &tuples, &universe);
        let done = self.deriving.pop();
        result?;
        let holds = done.as_ref().is_some_and(|d| d.known.contains(&tuple));
        self.derived.extend(done);
        Ok(Value::Prop(holds))
    }

    fn tuples(&self, types: &[Term], universe: &Universe) -> Result<Vec<Vec<Value>>> {
        let mut tuples = vec![Vec::new()];
        for ty in types {
            let (values, _) = universe.values(ty, self).ok_or(Stop::Undefined)?;
            if tuples.len().saturating_mul(values.len()) > MOST_TUPLES {
                return Err(Stop::Undefined);
            }
            tuples = tuples
                .iter()
                .flat_map(|tuple: &Vec<Value>| {
                    values.iter().map(|value| {
                        let mut longer = tuple.clone();
                        longer.push(value.clone());
                        longer
                    })
                })
                .collect();
        }
        Ok(tuples)
    }

    fn fixed_point(
        &mut self,
        predicate: &Inductive,
        parameters: &[Value],
        tuples: &[Vec<Value>],
        universe: &Universe,
    ) -> Result<()> {
        let fixed: Vec<(String, Value)> =
            predicate.explicit.iter().cloned().zip(parameters.iter().cloned()).collect();
        // What is found counts at once, so that few rounds are enough.
        loop {
            let mut news = false;
            for tuple in tuples {
                let is_known = self.deriving.last().is_some_and(|d| d.known.contains(tuple));
                if is_known {
                    continue;
                }
                for (_, binders, conclusion) in &predicate.rules {
                    if self.follows(&fixed, binders, conclusion, tuple, universe)? {
                        news = true;
                        if let Some(running) = self.deriving.last_mut() {
                            running.known.insert(tuple.clone());
                        }
                        break;
                    }
                }
            }
            if !news {
                return Ok(());
            }
        }
    }

    /// Whether one rule gives the tuple from what is known so far.
    fn follows(
        &mut self,
        fixed: &[(String, Value)],
        binders: &[Binder],
        conclusion: &Term,
        tuple: &[Value],
        universe: &Universe,
    ) -> Result<bool> {
        let arguments: &[Term] = match conclusion {
            Term::Apply(_, arguments) => arguments,
            _ => &[],
        };
        let patterns = &arguments[arguments.len().saturating_sub(tuple.len())..];
        let mut bound = fixed.to_vec();
        let mut equations = Vec::new();
        for (pattern, value) in patterns.iter().zip(tuple) {
            match matches(pattern, value, &mut bound) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                // Not a pattern but something to compute, once everything is known.
                Err(_) => equations.push((pattern, value)),
            }
        }
        self.within(bound, |evaluator| evaluator.premises(binders, &equations, universe))
    }

    fn premises(
        &mut self,
        binders: &[Binder],
        equations: &[(&Term, &Value)],
        universe: &Universe,
    ) -> Result<bool> {
        let Some((binder, rest)) = binders.split_first() else {
            for (term, value) in equations {
                if self.value(term)? != **value {
                    return Ok(false);
                }
            }
            return Ok(true);
        };
        let Some(ty) = &binder.ty else { return Err(unsupported("a binder without a type")) };
        let is_sort = matches!(ty, Term::Name(n) if n == "Type")
            || matches!(ty, Term::Apply(h, _) if matches!(&**h, Term::Name(n) if n == "Type" || n == "Sort"));
        if is_sort || self.variables.iter().any(|(name, _)| *name == binder.name) {
            return self.premises(rest, equations, universe);
        }
        if let Some((values, complete)) = universe.values(ty, self) {
            self.assumed |= !complete;
            for value in values {
                self.variables.push((binder.name.clone(), value));
                let found = self.premises(rest, equations, universe);
                self.variables.pop();
                if found? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let holds = match self.looked_up(ty) {
            Some(holds) => holds,
            None => self.truth(ty)? == Truth::True,
        };
        Ok(holds && self.premises(rest, equations, universe)?)
    }

    /// The predicate that is being worked out, of variables alone: by far the most frequent premise.
    fn looked_up(&self, premise: &Term) -> Option<bool> {
        let Term::Apply(head, arguments) = premise else { return None };
        let Term::Name(name) = &**head else { return None };
        let running = self.deriving.last()?;
        if self.source.inductive(name) != Some(running.predicate) {
            return None;
        }
        let (parameters, tuple) = arguments.split_at_checked(running.parameters.len())?;
        let value = |term: &Term| match term {
            Term::Name(name) => self.variable(name),
            _ => None,
        };
        for (parameter, known) in parameters.iter().zip(&running.parameters) {
            if value(parameter)? != *known {
                return None;
            }
        }
        let tuple: Vec<Value> = tuple.iter().map(value).collect::<Option<_>>()?;
        Some(running.known.contains(&tuple))
    }
}

/// The types of a predicate's arguments after its parameters; `None` if it is no predicate.
fn indices(predicate: &Inductive) -> Option<Vec<Term>> {
    let mut types = Vec::new();
    let mut ty = &predicate.ty;
    while let Term::Binary(Binary::Implies, from, to) = ty {
        types.push((**from).clone());
        ty = to;
    }
    matches!(ty, Term::Name(name) if name == "Prop").then_some(types)
}
