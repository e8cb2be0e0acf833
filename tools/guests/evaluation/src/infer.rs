//! The types of bound variables that Lean does not print, from what is done with them.
//!
//! Unification as in Hindley and Milner's algorithm, except that nothing is ever refused: what does
//! not unify, or is not known, is left open. The statement was accepted by Lean; only the types it
//! kept to itself are wanted.

use polya_text::statement::{Binary, Binder, Source, Term, Unary, parse};

/// Types of library functions whose arguments tell something.
const SIGNATURES: [(&str, &str); 24] = [
    ("List.length", "List α → Nat"),
    ("List.reverse", "List α → List α"),
    ("List.map", "(α → β) → List α → List β"),
    ("List.filter", "(α → Bool) → List α → List α"),
    ("List.all", "List α → (α → Bool) → Bool"),
    ("List.any", "List α → (α → Bool) → Bool"),
    ("List.foldr", "(α → β → β) → β → List α → β"),
    ("List.foldl", "(β → α → β) → β → List α → β"),
    ("List.take", "Nat → List α → List α"),
    ("List.drop", "Nat → List α → List α"),
    ("List.zip", "List α → List β → List (α × β)"),
    ("List.replicate", "Nat → α → List α"),
    ("List.range", "Nat → List Nat"),
    ("List.sum", "List Nat → Nat"),
    ("List.count", "α → List α → Nat"),
    ("Nat.succ", "Nat → Nat"),
    ("Nat.gcd", "Nat → Nat → Nat"),
    ("Prod.fst", "α × β → α"),
    ("Prod.snd", "α × β → β"),
    ("Option.isSome", "Option α → Bool"),
    ("Option.getD", "Option α → α → α"),
    ("some", "α → Option α"),
    ("id", "α → α"),
    ("Function.comp", "(β → γ) → (α → β) → α → γ"),
];

/// Names that mean themselves in every type.
const GROUND: [&str; 8] = ["Nat", "Int", "Bool", "Prop", "Unit", "String", "Char", "Type"];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ty {
    Open(usize),
    Name(String, Vec<Ty>),
    Function(Box<Ty>, Box<Ty>),
}

struct Inference<'a> {
    source: &'a Source,
    /// What was found out about each open type; whether a numeral has it.
    open: Vec<(Option<Ty>, bool)>,
    variables: Vec<(String, Ty)>,
}

/// Fills in the types of the binders of `terms` that have none, as far as they can be told; the
/// variables' types are given. The terms share what is found out.
pub fn annotate(terms: &mut [Term], variables: &[(String, Term)], source: &Source) {
    let mut inference = Inference { source, open: Vec::new(), variables: Vec::new() };
    for (name, ty) in variables {
        let ty = inference.read(ty, false);
        inference.variables.push((name.clone(), ty));
    }
    for term in terms.iter_mut() {
        inference.infer(term);
    }
    for term in terms {
        inference.close(term);
    }
}

/// The same for a file's own definitions.
pub fn annotate_source(source: &mut Source) {
    let known = source.clone();
    for function in &mut source.functions {
        let mut inference = Inference { source: &known, open: Vec::new(), variables: Vec::new() };
        for binder in &function.parameters {
            inference.bind(binder);
        }
        let depth = inference.variables.len();
        for (patterns, body) in &mut function.equations {
            let mut ty = function.ty.as_ref().map(|ty| inference.read(ty, false));
            for pattern in patterns.iter_mut() {
                let mut names = Vec::new();
                pattern_names(pattern, &mut names);
                for name in names {
                    let ty = inference.fresh(false);
                    inference.variables.push((name, ty));
                }
                let found = inference.infer(pattern);
                ty = match ty {
                    Some(Ty::Function(from, to)) => {
                        inference.unify(&found, &from);
                        Some(*to)
                    }
                    _ => None,
                };
            }
            let found = inference.infer(body);
            if let Some(ty) = ty {
                inference.unify(&found, &ty);
            }
            inference.close(body);
            inference.variables.truncate(depth);
        }
    }
    for structure in &mut source.structures {
        let types: Vec<(String, Term)> = structure.fields.clone();
        let mut variables = types;
        for parent in &structure.parents {
            variables.extend(operation(parent));
        }
        for (_, ty) in &mut structure.fields {
            annotate(std::slice::from_mut(ty), &variables, &known);
        }
    }
}

/// The operation that a parent of a structure such as `Mul G` stands for, under its symbol.
pub fn operation(parent: &Term) -> Option<(String, Term)> {
    let Term::Apply(head, of) = parent else { return None };
    let (Term::Name(class), [of]) = (&**head, of.as_slice()) else { return None };
    let arrow = |a: &Term, b: Term| Term::Binary(Binary::Implies, Box::new(a.clone()), Box::new(b));
    let (symbol, result) = match class.as_str() {
        "Mul" => ("*", of.clone()),
        "Add" => ("+", of.clone()),
        "Sub" => ("-", of.clone()),
        "LE" => ("≤", Term::Name("Prop".to_owned())),
        "LT" => ("<", Term::Name("Prop".to_owned())),
        _ => return None,
    };
    Some((symbol.to_owned(), arrow(of, arrow(of, result))))
}

fn pattern_names(pattern: &Term, names: &mut Vec<String>) {
    match pattern {
        Term::Name(name) if !matches!(name.as_str(), "true" | "false" | "none") => {
            names.push(name.clone());
        }
        Term::Binary(_, a, b) | Term::Pair(a, b) => {
            pattern_names(a, names);
            pattern_names(b, names);
        }
        Term::Apply(_, items) | Term::List(items) => {
            for item in items {
                pattern_names(item, names);
            }
        }
        Term::Typed(inner, _) => pattern_names(inner, names),
        _ => {}
    }
}

fn named(name: &str) -> Ty {
    Ty::Name(name.to_owned(), Vec::new())
}

fn list(of: Ty) -> Ty {
    Ty::Name("List".to_owned(), vec![of])
}

impl Inference<'_> {
    fn fresh(&mut self, numeral: bool) -> Ty {
        self.open.push((None, numeral));
        Ty::Open(self.open.len() - 1)
    }

    /// A written type; with `general`, its type variables stand for anything.
    fn read(&mut self, ty: &Term, general: bool) -> Ty {
        let mut generals = Vec::new();
        self.read_with(ty, general, &mut generals)
    }

    fn read_with(&mut self, ty: &Term, general: bool, known: &mut Vec<(String, Ty)>) -> Ty {
        match ty {
            Term::Name(name) => {
                if !general
                    || GROUND.contains(&name.as_str())
                    || self.source.inductive(name).is_some()
                {
                    return named(name);
                }
                if let Some((_, ty)) = known.iter().find(|(n, _)| n == name) {
                    return ty.clone();
                }
                let ty = self.fresh(false);
                known.push((name.clone(), ty.clone()));
                ty
            }
            Term::Apply(head, arguments) => {
                let Term::Name(head) = &**head else { return self.fresh(false) };
                let arguments =
                    arguments.iter().map(|a| self.read_with(a, general, known)).collect();
                Ty::Name(head.clone(), arguments)
            }
            Term::Binary(Binary::Implies, a, b) => Ty::Function(
                Box::new(self.read_with(a, general, known)),
                Box::new(self.read_with(b, general, known)),
            ),
            Term::Binary(Binary::Product, a, b) => Ty::Name(
                "Prod".to_owned(),
                vec![self.read_with(a, general, known), self.read_with(b, general, known)],
            ),
            _ => self.fresh(false),
        }
    }

    fn resolve(&self, ty: &Ty) -> Ty {
        let mut ty = ty;
        while let Ty::Open(n) = ty {
            match &self.open[*n].0 {
                Some(found) => ty = found,
                None => break,
            }
        }
        ty.clone()
    }

    fn contains(&self, ty: &Ty, open: usize) -> bool {
        match self.resolve(ty) {
            Ty::Open(n) => n == open,
            Ty::Name(_, of) => of.iter().any(|t| self.contains(t, open)),
            Ty::Function(a, b) => self.contains(&a, open) || self.contains(&b, open),
        }
    }

    fn unify(&mut self, a: &Ty, b: &Ty) {
        match (self.resolve(a), self.resolve(b)) {
            (Ty::Open(x), Ty::Open(y)) if x == y => {}
            (Ty::Open(x), other) | (other, Ty::Open(x)) => {
                if self.contains(&other, x) {
                    return;
                }
                if let (Ty::Open(y), true) = (&other, self.open[x].1) {
                    self.open[*y].1 = true;
                }
                self.open[x].0 = Some(other);
            }
            (Ty::Name(f, xs), Ty::Name(g, ys)) if f == g => {
                xs.iter().zip(&ys).for_each(|(x, y)| self.unify(x, y));
            }
            (Ty::Function(a, b), Ty::Function(c, d)) => {
                self.unify(&a, &c);
                self.unify(&b, &d);
            }
            _ => {}
        }
    }

    fn bind(&mut self, binder: &Binder) {
        let ty = match &binder.ty {
            Some(ty) => self.read(ty, false),
            None => self.fresh(false),
        };
        self.variables.push((binder.name.clone(), ty));
    }

    fn constant(&mut self, name: &str) -> Ty {
        if let Some((_, signature)) = SIGNATURES.iter().find(|(known, _)| *known == name)
            && let Ok(ty) = parse(signature)
        {
            return self.read(&ty, true);
        }
        let arrows = |binders: Vec<Term>, result: Term| {
            binders.into_iter().rev().fold(result, |to, from| {
                Term::Binary(Binary::Implies, Box::new(from), Box::new(to))
            })
        };
        if let Some(place) = self.source.function(name) {
            let function = &self.source.functions[place];
            let types: Option<Vec<Term>> =
                function.parameters.iter().map(|b| b.ty.clone()).collect();
            if let (Some(types), Some(ty)) = (types, function.ty.clone()) {
                return self.read(&arrows(types, ty), true);
            }
        } else if let Some(place) = self.source.inductive(name) {
            let predicate = &self.source.inductives[place];
            let types = predicate
                .parameters
                .iter()
                .filter(|b| predicate.explicit.contains(&b.name))
                .map(|b| b.ty.clone())
                .collect::<Option<Vec<Term>>>();
            if let Some(types) = types {
                return self.read(&arrows(types, predicate.ty.clone()), true);
            }
        }
        match name {
            "true" | "false" => named("Bool"),
            "True" | "False" => named("Prop"),
            _ => self.fresh(false),
        }
    }

    fn name(&mut self, name: &str) -> Ty {
        if let Some((_, ty)) = self.variables.iter().rev().find(|(known, _)| known == name) {
            return ty.clone();
        }
        if let Some((head, field)) = name.split_once('.')
            && let Some((_, ty)) = self.variables.iter().rev().find(|(known, _)| known == head)
        {
            let ty = ty.clone();
            return self.field(&ty, field);
        }
        if let Some((space, field)) = name.rsplit_once('.')
            && self.source.structure(space).is_some()
            && let Some((_, ty)) = self.variables.iter().rev().find(|(known, _)| known == field)
        {
            return ty.clone();
        }
        self.constant(name)
    }

    fn field(&mut self, of: &Ty, field: &str) -> Ty {
        match (self.resolve(of), field) {
            (Ty::Name(head, parts), "1" | "fst") if head == "Prod" => parts[0].clone(),
            (Ty::Name(head, parts), "2" | "snd") if head == "Prod" => parts[1].clone(),
            (Ty::Name(head, _), _) => {
                let full = format!("{head}.{field}");
                match self.constant(&full) {
                    Ty::Function(from, to) if !matches!(*from, Ty::Function(..)) => {
                        self.unify(&from, of);
                        *to
                    }
                    _ => self.fresh(false),
                }
            }
            _ => self.fresh(false),
        }
    }

    fn infer(&mut self, term: &mut Term) -> Ty {
        match term {
            Term::Number(_) => self.fresh(true),
            Term::Name(name) => {
                let name = name.clone();
                self.name(&name)
            }
            Term::Apply(head, arguments) => {
                let mut ty = self.infer(head);
                for argument in arguments {
                    let from = self.infer(argument);
                    let to = self.fresh(false);
                    self.unify(&ty, &Ty::Function(Box::new(from), Box::new(to.clone())));
                    ty = to;
                }
                ty
            }
            Term::Field(of, field) => {
                let of = self.infer(of);
                self.field(&of, field)
            }
            Term::Binary(operator, a, b) => {
                let (x, y) = (self.infer(a), self.infer(b));
                self.binary(*operator, x, y)
            }
            Term::Unary(Unary::Not, a) => {
                self.infer(a);
                named("Prop")
            }
            Term::Unary(Unary::BoolNot, a) => {
                self.infer(a);
                named("Bool")
            }
            Term::Unary(Unary::Negate, a) => self.infer(a),
            Term::Unary(Unary::Coerce, a) => {
                self.infer(a);
                self.fresh(false)
            }
            Term::Forall(binders, body) | Term::Exists(binders, body) => {
                self.quantified(binders, body);
                named("Prop")
            }
            Term::Lambda(binders, body) => {
                let (from, to) = self.quantified(binders, body);
                from.into_iter()
                    .rev()
                    .fold(to, |to, from| Ty::Function(Box::new(from), Box::new(to)))
            }
            Term::If(condition, a, b) => {
                self.infer(condition);
                let (x, y) = (self.infer(a), self.infer(b));
                self.unify(&x, &y);
                x
            }
            Term::List(items) => {
                let of = self.fresh(false);
                for item in items {
                    let ty = self.infer(item);
                    self.unify(&of, &ty);
                }
                list(of)
            }
            Term::Pair(a, b) => {
                let parts = vec![self.infer(a), self.infer(b)];
                Ty::Name("Prod".to_owned(), parts)
            }
            Term::Typed(inner, ty) => {
                let (found, ty) = (self.infer(inner), self.read(ty, false));
                self.unify(&found, &ty);
                ty
            }
        }
    }

    /// The type of an operation's result, from those of its sides.
    fn binary(&mut self, operator: Binary, x: Ty, y: Ty) -> Ty {
        use Binary as B;
        match operator {
            B::Iff | B::Implies | B::Or | B::And => named("Prop"),
            B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge | B::Dvd => {
                self.unify(&x, &y);
                named("Prop")
            }
            B::Mem | B::NotMem => {
                self.unify(&y, &list(x));
                named("Prop")
            }
            B::BoolEq | B::BoolNe => {
                self.unify(&x, &y);
                named("Bool")
            }
            B::BoolOr | B::BoolAnd => {
                self.unify(&x, &named("Bool"));
                self.unify(&y, &named("Bool"));
                named("Bool")
            }
            B::Append | B::Add | B::Sub | B::Mul | B::Div | B::Mod => {
                self.unify(&x, &y);
                x
            }
            B::Cons => {
                self.unify(&y, &list(x));
                y
            }
            B::Pow => x,
            B::Product => named("Type"),
            B::Compose => self.fresh(false),
        }
    }

    /// Types of the binders and of the body. A binder without a type gets a mark to be closed.
    fn quantified(&mut self, binders: &mut [Binder], body: &mut Term) -> (Vec<Ty>, Ty) {
        let depth = self.variables.len();
        let mut types = Vec::new();
        for binder in binders {
            if let Some(ty) = &mut binder.ty {
                // A premise may bind variables of its own.
                self.infer(ty);
            }
            self.bind(binder);
            let ty = self.variables.last().map_or_else(|| named("Prop"), |(_, ty)| ty.clone());
            if let Some((relation, limit)) = &mut binder.bound {
                let limit = self.infer(limit);
                match relation {
                    Binary::Mem => self.unify(&limit, &list(ty.clone())),
                    _ => self.unify(&limit, &ty),
                }
            } else if binder.ty.is_none()
                && let Ty::Open(n) = ty
            {
                binder.ty = Some(Term::Name(format!("?{n}")));
            }
            types.push(ty);
        }
        let body = self.infer(body);
        self.variables.truncate(depth);
        (types, body)
    }

    /// Puts the types that were found in place of the marks.
    fn close(&self, term: &mut Term) {
        match term {
            Term::Name(_) | Term::Number(_) => {}
            Term::Apply(head, arguments) => {
                self.close(head);
                for argument in arguments {
                    self.close(argument);
                }
            }
            Term::List(items) => {
                for item in items {
                    self.close(item);
                }
            }
            Term::Field(a, _) | Term::Unary(_, a) => self.close(a),
            Term::Binary(_, a, b) | Term::Pair(a, b) | Term::Typed(a, b) => {
                self.close(a);
                self.close(b);
            }
            Term::If(a, b, c) => {
                for part in [a, b, c] {
                    self.close(part);
                }
            }
            Term::Forall(binders, body)
            | Term::Exists(binders, body)
            | Term::Lambda(binders, body) => {
                for binder in binders {
                    let mark = match &binder.ty {
                        Some(Term::Name(name)) => {
                            name.strip_prefix('?').and_then(|n| n.parse::<usize>().ok())
                        }
                        _ => None,
                    };
                    match (mark, &mut binder.ty) {
                        (Some(n), ty) => *ty = self.write(&Ty::Open(n)),
                        (None, Some(ty)) => self.close(ty),
                        (None, None) => {}
                    }
                }
                self.close(body);
            }
        }
    }

    fn write(&self, ty: &Ty) -> Option<Term> {
        Some(match self.resolve(ty) {
            Ty::Open(n) => {
                if !self.open[n].1 {
                    return None;
                }
                Term::Name("Nat".to_owned())
            }
            Ty::Name(head, of) if head == "Prod" && of.len() == 2 => Term::Binary(
                Binary::Product,
                Box::new(self.write(&of[0])?),
                Box::new(self.write(&of[1])?),
            ),
            Ty::Name(head, of) if of.is_empty() => Term::Name(head),
            Ty::Name(head, of) => Term::Apply(
                Box::new(Term::Name(head)),
                of.iter().map(|t| self.write(t)).collect::<Option<_>>()?,
            ),
            Ty::Function(a, b) => {
                Term::Binary(Binary::Implies, Box::new(self.write(&a)?), Box::new(self.write(&b)?))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_binder(text: &str, variables: &[(&str, &str)], file: &str) -> String {
        let variables: Vec<(String, Term)> =
            variables.iter().map(|(n, ty)| ((*n).to_owned(), parse(ty).unwrap())).collect();
        let mut terms = [parse(text).unwrap()];
        annotate(&mut terms, &variables, &Source::read(file));
        let (Term::Exists(binders, _) | Term::Forall(binders, _)) = &terms[0] else {
            panic!("{text}")
        };
        format!("{:?}", binders[0].ty.as_ref().and_then(polya_text::statement::show))
    }

    #[test]
    fn a_type_is_told_by_what_is_done_with_the_variable() {
        let p = [("p", "α → Prop"), ("xs", "List β"), ("f", "Nat → γ"), ("n", "Nat")];
        assert_eq!(first_binder("∃ x, p x", &p, ""), "Some(\"α\")");
        assert_eq!(first_binder("∃ y, y ∈ xs", &p, ""), "Some(\"β\")");
        assert_eq!(first_binder("∃ i, f i = f (i + 1)", &p, ""), "Some(\"Nat\")");
        assert_eq!(first_binder("∃ k, k % n = 3", &p, ""), "Some(\"Nat\")");
        assert_eq!(first_binder("∃ k, 2 = k", &p, ""), "Some(\"Nat\")");
        assert_eq!(first_binder("∃ k, k = k", &p, ""), "None");
        let file =
            "def twice (x : Nat) : Nat := x + x\ninductive Less (n : Nat) : Nat → Prop where\n";
        assert_eq!(first_binder("∃ k, twice k = n", &p, file), "Some(\"Nat\")");
        assert_eq!(first_binder("∃ k, Less k n", &p, file), "Some(\"Nat\")");
    }
}
