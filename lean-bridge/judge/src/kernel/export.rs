//! Making a kernel's request out of compiled modules: which constants, in which order.

use std::fmt::Write as _;

use polya_lean::olean::{self, Constants, NameId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    terms::{
        Binder, Constant, Expr, ExprId, Hints, Inductive, Kind, Level, LevelId, Name,
        NameId as OwnName, QuotientKind, Recursor, Rule, Safety, Terms,
    },
    wire::{Request, Step},
};

/// What a text is made of when a kernel has to look inside.
pub(crate) const TEXT_PARTS: [&str; 6] =
    ["String.ofList", "String.mk", "Char.ofNat", "List.cons", "List.nil", "String"];

/// Numbers of more 64-bit digits than this are not sent: no proof needs them, and writing one down
/// takes quadratic time.
const MOST_DIGITS: usize = 1 << 12;

/// Terms that need more binders around them are not sent: Lean's library has twenty bits for their
/// number.
const MOST_BINDERS: u32 = 1 << 19;

/// Why no request can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// The constants contradict each other.
    Wrong(String),
    /// Something is too large.
    TooLarge(String),
}

/// What need not be checked.
pub(crate) struct Believed<'a> {
    /// Constants of the library that were checked before, or are trusted. What they rest on is
    /// among them.
    pub(crate) known: &'a dyn Fn(NameId) -> bool,
    /// Whether of theorems among them only the statement is sent. A kernel may want to look into a
    /// proof when it computes, but hardly ever does.
    pub(crate) as_statements: bool,
}

impl Believed<'_> {
    fn is_statement(&self, constant: &olean::Constant) -> bool {
        self.as_statements && constant.is_theorem() && (self.known)(constant.name)
    }
}

/// A request, and what it asks to check.
pub(crate) struct Asked {
    pub(crate) request: Request,
    pub(crate) checked: Vec<NameId>,
}

/// Asks to check every constant of `roots` and all that those rest on, but to add unchecked what is
/// believed.
///
/// Constants outside of the logic (unsafe, partial) are left out: nothing inside of it can rest on
/// them, which the kernel sees to.
pub(crate) fn request(
    terms: &olean::Terms,
    constants: &Constants,
    roots: &FxHashSet<NameId>,
    believed: &Believed<'_>,
) -> Result<Asked, Unfit> {
    let of_logic = |name: &&NameId| constants.get(**name).is_some_and(|c| !c.is_unsafe());
    let is_statement = |constant: &olean::Constant| believed.is_statement(constant);
    let mut roots: Vec<NameId> = roots.iter().filter(of_logic).copied().collect();
    roots.sort_unstable();
    let closure = |roots| constants.closure_without(terms, roots, is_statement).constants;
    let mut included = closure(roots.clone());
    // Parts of texts hang on a text by nothing that is written.
    if terms.find_name("String").is_some_and(|name| included.binary_search(&name).is_ok()) {
        roots.extend(TEXT_PARTS.iter().filter_map(|name| terms.find_name(name)));
        roots.retain(|name| constants.get(*name).is_some());
        included = closure(roots);
    }

    let mut units = Units::new(terms, constants, &included, believed)?;
    let order = units.order()?;
    let mut export = Export::new(terms);
    let exprs = included.iter().filter_map(|&name| constants.get(name)).flat_map(|constant| {
        // The type comes first.
        constant.exprs().take(if is_statement(constant) { 1 } else { usize::MAX })
    });
    export.exprs(exprs)?;
    let mut request = Request {
        tables: Terms::default().into(),
        constants: Vec::new(),
        steps: Vec::new(),
        heartbeats: 0,
        statements: 0,
    };
    let mut checked = Vec::new();
    for unit in order {
        let members: Vec<NameId> = std::mem::take(&mut units.members[unit]);
        let is_new = members.iter().any(|name| !(believed.known)(*name));
        let mut step = Step { members: Vec::new(), checked: is_new };
        for name in members {
            let constant = get(terms, constants, name)?;
            checked.extend(is_new.then_some(name));
            // The kernel's process counts them in the same way.
            step.members.push(u32::try_from(request.constants.len()).unwrap_or(u32::MAX));
            let statement = is_statement(constant);
            request.statements += usize::from(statement);
            request.constants.push(if statement {
                export.statement(constant)
            } else {
                export.constant(constant)?
            });
        }
        request.steps.push(step);
    }
    request.tables = export.to.into();
    Ok(Asked { request, checked })
}

fn get<'a>(
    terms: &olean::Terms,
    constants: &'a Constants,
    name: NameId,
) -> Result<&'a olean::Constant, Unfit> {
    constants.get(name).ok_or_else(|| {
        Unfit::Wrong(format!("`{}` is mentioned and not defined", terms.name_text(name)))
    })
}

/// Constants that are declared together.
struct Units<'a> {
    terms: &'a olean::Terms,
    constants: &'a Constants,
    believed: &'a Believed<'a>,
    of: FxHashMap<NameId, usize>,
    members: Vec<Vec<NameId>>,
}

impl<'a> Units<'a> {
    fn new(
        terms: &'a olean::Terms,
        constants: &'a Constants,
        included: &[NameId],
        believed: &'a Believed<'a>,
    ) -> Result<Self, Unfit> {
        let of = FxHashMap::default();
        let mut units = Self { terms, constants, believed, of, members: Vec::new() };
        let mut by_head: FxHashMap<NameId, usize> = FxHashMap::default();
        let quotient = terms.find_name("Quot");
        for &name in included {
            let constant = get(terms, constants, name)?;
            let head = match &constant.kind {
                olean::ConstantKind::Quotient(_) => quotient.unwrap_or(name),
                olean::ConstantKind::Inductive { all, .. }
                | olean::ConstantKind::Recursor { all, .. } => units.head(all, name)?,
                olean::ConstantKind::Constructor { inductive, .. } => {
                    match &get(terms, constants, *inductive)?.kind {
                        olean::ConstantKind::Inductive { all, .. } => units.head(all, name)?,
                        _ => return Err(units.wrong(name, "is a constructor of no type")),
                    }
                }
                _ => name,
            };
            let unit = *by_head.entry(head).or_insert_with(|| {
                units.members.push(Vec::new());
                units.members.len() - 1
            });
            units.of.insert(name, unit);
            // An inductive type's declaration is made from its head.
            if name == head {
                units.members[unit].insert(0, name);
            } else {
                units.members[unit].push(name);
            }
        }
        Ok(units)
    }

    fn wrong(&self, name: NameId, what: &str) -> Unfit {
        Unfit::Wrong(format!("`{}` {what}", self.terms.name_text(name)))
    }

    /// The first type of a mutual declaration.
    fn head(&self, all: &[NameId], name: NameId) -> Result<NameId, Unfit> {
        let head = *all.first().ok_or_else(|| self.wrong(name, "belongs to no declaration"))?;
        match &get(self.terms, self.constants, head)?.kind {
            olean::ConstantKind::Inductive { all: own, .. } if own == all => Ok(head),
            _ => Err(self.wrong(name, "belongs to a declaration that says otherwise")),
        }
    }

    /// Each unit after those that it rests on.
    fn order(&self) -> Result<Vec<usize>, Unfit> {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; self.members.len()];
        let mut order = Vec::with_capacity(self.members.len());
        for start in 0..self.members.len() {
            if states[start] != State::New {
                continue;
            }
            states[start] = State::Open;
            let mut stack = vec![(start, self.needs(start))];
            while let Some((unit, needs)) = stack.last_mut() {
                let unit = *unit;
                let Some(next) = needs.pop() else {
                    states[unit] = State::Done;
                    order.push(unit);
                    stack.pop();
                    continue;
                };
                match states[next] {
                    State::Done => {}
                    State::Open => {
                        return Err(self.wrong(self.members[next][0], "rests on itself"));
                    }
                    State::New => {
                        states[next] = State::Open;
                        stack.push((next, self.needs(next)));
                    }
                }
            }
        }
        Ok(order)
    }

    fn needs(&self, unit: usize) -> Vec<usize> {
        let mut needs = FxHashSet::default();
        for &member in &self.members[unit] {
            let Some(constant) = self.constants.get(member) else { continue };
            let statement = self.believed.is_statement(constant);
            let exprs = constant.exprs().take(if statement { 1 } else { usize::MAX });
            let mut stack: Vec<_> = exprs.collect();
            let mut seen: FxHashSet<_> = stack.iter().copied().collect();
            while let Some(expr) = stack.pop() {
                match self.terms.expr(expr) {
                    olean::Expr::Constant(name, _)
                    | olean::Expr::Projection { structure: name, .. } => {
                        needs.extend(self.of.get(&name));
                    }
                    olean::Expr::Nat(_) => {
                        needs.extend(self.terms.find_name("Nat").and_then(|n| self.of.get(&n)));
                    }
                    olean::Expr::Text(_) => {
                        let parts = TEXT_PARTS.iter().filter_map(|part| self.terms.find_name(part));
                        needs.extend(parts.filter_map(|part| self.of.get(&part)));
                    }
                    _ => {}
                }
                stack.extend(self.terms.parts(expr).filter(|&part| seen.insert(part)));
            }
            // The kernel looks at equality's shape before it makes quotients.
            if matches!(constant.kind, olean::ConstantKind::Quotient(_)) {
                needs.extend(self.terms.find_name("Eq").and_then(|n| self.of.get(&n)));
            }
        }
        needs.remove(&unit);
        let mut needs: Vec<_> = needs.into_iter().collect();
        needs.sort_unstable();
        needs
    }
}

/// Copies what a kernel looks at.
struct Export<'a> {
    from: &'a olean::Terms,
    to: Terms,
    names: FxHashMap<NameId, OwnName>,
    levels: FxHashMap<olean::LevelId, LevelId>,
    exprs: FxHashMap<olean::ExprId, ExprId>,
}

impl<'a> Export<'a> {
    fn new(from: &'a olean::Terms) -> Self {
        Self {
            from,
            to: Terms::default(),
            names: FxHashMap::default(),
            levels: FxHashMap::default(),
            exprs: FxHashMap::default(),
        }
    }

    fn name(&mut self, id: NameId) -> OwnName {
        let mut pending = Vec::new();
        let mut current = id;
        let mut own = loop {
            if let Some(&known) = self.names.get(&current) {
                break known;
            }
            pending.push(current);
            match self.from.name(current) {
                olean::Name::Anonymous => break self.to.name(Name::Anonymous),
                olean::Name::Text(prefix, _) | olean::Name::Number(prefix, _) => current = prefix,
            }
        };
        for id in pending.into_iter().rev() {
            own = match self.from.name(id) {
                olean::Name::Anonymous => own,
                olean::Name::Text(_, text) => {
                    self.to.name(Name::Text(own, self.from.text(text).into()))
                }
                olean::Name::Number(_, number) => self.to.name(Name::Number(own, number)),
            };
            self.names.insert(id, own);
        }
        own
    }

    fn names(&mut self, ids: &[NameId]) -> Box<[OwnName]> {
        ids.iter().map(|&id| self.name(id)).collect()
    }

    fn level(&mut self, id: olean::LevelId) -> LevelId {
        let mut stack = vec![id];
        while let Some(&next) = stack.last() {
            if self.levels.contains_key(&next) {
                stack.pop();
                continue;
            }
            let level = self.from.level(next);
            let parts = match level {
                olean::Level::Zero | olean::Level::Parameter(_) => [None, None],
                olean::Level::Successor(of) => [Some(of), None],
                olean::Level::Max(a, b) | olean::Level::Imax(a, b) => [Some(a), Some(b)],
            };
            let before = stack.len();
            stack.extend(parts.into_iter().flatten().filter(|p| !self.levels.contains_key(p)));
            if stack.len() > before {
                continue;
            }
            let level = match level {
                olean::Level::Zero => Level::Zero,
                olean::Level::Parameter(name) => Level::Param(self.name(name)),
                olean::Level::Successor(of) => Level::Succ(self.levels[&of]),
                olean::Level::Max(a, b) => Level::Max(self.levels[&a], self.levels[&b]),
                olean::Level::Imax(a, b) => Level::Imax(self.levels[&a], self.levels[&b]),
            };
            let own = self.to.level(level);
            self.levels.insert(next, own);
            stack.pop();
        }
        self.levels[&id]
    }

    /// Copies expressions with all their parts.
    fn exprs(&mut self, roots: impl Iterator<Item = olean::ExprId>) -> Result<(), Unfit> {
        let mut seen = FxHashSet::default();
        let mut stack: Vec<_> = roots.filter(|&root| seen.insert(root)).collect();
        while let Some(expr) = stack.pop() {
            stack.extend(self.from.parts(expr).filter(|&part| seen.insert(part)));
        }
        // Parts have smaller ids than what is made of them.
        let mut all: Vec<_> = seen.into_iter().collect();
        all.sort_unstable();
        for id in all {
            if self.from.loose_variables(id) > MOST_BINDERS {
                return Err(Unfit::TooLarge("a term lies under too many binders".to_owned()));
            }
            let own = |part: olean::ExprId| self.exprs[&part];
            let expr = match self.from.expr(id) {
                olean::Expr::Bound(index) => Expr::Bound(index),
                olean::Expr::Sort(level) => Expr::Sort(self.level(level)),
                olean::Expr::Constant(name, levels) => {
                    let levels = self.from.levels(levels).iter().map(|&l| self.level(l)).collect();
                    Expr::Const(self.name(name), levels)
                }
                olean::Expr::Apply(function, argument) => Expr::App(own(function), own(argument)),
                olean::Expr::Lambda { info, domain, body, .. } => {
                    Expr::Lambda(binder(info), own(domain), own(body))
                }
                olean::Expr::Pi { info, domain, body, .. } => {
                    Expr::Pi(binder(info), own(domain), own(body))
                }
                olean::Expr::Let { ty, value, body, .. } => {
                    Expr::Let(own(ty), own(value), own(body))
                }
                olean::Expr::Nat(number) => Expr::Nat(decimal(self.from.nat(number))?.into()),
                olean::Expr::Text(text) => Expr::Text(self.from.text(text).into()),
                olean::Expr::Remark(inner) => {
                    let inner = own(inner);
                    self.exprs.insert(id, inner);
                    continue;
                }
                olean::Expr::Projection { structure, index, value } => {
                    let value = own(value);
                    Expr::Proj(self.name(structure), index, value)
                }
            };
            let copy = self.to.expr(expr);
            self.exprs.insert(id, copy);
        }
        Ok(())
    }

    /// Copies what a theorem says, as an axiom.
    fn statement(&mut self, theorem: &olean::Constant) -> Constant {
        Constant {
            name: self.name(theorem.name),
            level_params: self.names(&theorem.level_params),
            ty: self.exprs[&theorem.ty],
            kind: Kind::Axiom { is_unsafe: false },
        }
    }

    /// Copies a constant whose expressions were copied.
    fn constant(&mut self, constant: &olean::Constant) -> Result<Constant, Unfit> {
        use olean::ConstantKind as From;
        let kind = match &constant.kind {
            From::Axiom { is_unsafe } => Kind::Axiom { is_unsafe: *is_unsafe },
            From::Definition { value, hints, safety, all } => Kind::Definition {
                value: self.exprs[value],
                hints: match hints {
                    olean::ReducibilityHints::Opaque => Hints::Opaque,
                    olean::ReducibilityHints::Abbreviation => Hints::Abbreviation,
                    olean::ReducibilityHints::Regular(height) => Hints::Regular(*height),
                },
                safety: match safety {
                    olean::Safety::Unsafe => Safety::Unsafe,
                    olean::Safety::Safe => Safety::Safe,
                    olean::Safety::Partial => Safety::Partial,
                },
                all: self.names(all),
            },
            From::Theorem { value, all } => {
                Kind::Theorem { value: self.exprs[value], all: self.names(all) }
            }
            // Its proof was not decoded because it was not to be sent.
            From::Statement => {
                let name = self.from.name_text(constant.name);
                return Err(Unfit::TooLarge(format!("the proof of `{name}` was left out")));
            }
            From::Opaque { value, is_unsafe, all } => Kind::Opaque {
                value: self.exprs[value],
                is_unsafe: *is_unsafe,
                all: self.names(all),
            },
            From::Quotient(which) => Kind::Quotient {
                kind: match which {
                    olean::Quotient::Type => QuotientKind::Type,
                    olean::Quotient::Make => QuotientKind::Make,
                    olean::Quotient::Lift => QuotientKind::Lift,
                    olean::Quotient::Induction => QuotientKind::Induct,
                },
            },
            From::Inductive {
                params,
                indices,
                all,
                constructors,
                nested,
                is_recursive,
                is_unsafe,
                is_reflexive,
            } => Kind::Inductive(Box::new(Inductive {
                params: *params,
                indices: *indices,
                all: self.names(all),
                constructors: self.names(constructors),
                nested: *nested,
                is_recursive: *is_recursive,
                is_unsafe: *is_unsafe,
                is_reflexive: *is_reflexive,
            })),
            From::Constructor { inductive, index, params, fields, is_unsafe } => {
                Kind::Constructor {
                    inductive: self.name(*inductive),
                    index: *index,
                    params: *params,
                    fields: *fields,
                    is_unsafe: *is_unsafe,
                }
            }
            From::Recursor { all, params, indices, motives, minors, rules, k, is_unsafe } => {
                let rules = rules
                    .iter()
                    .map(|rule| Rule {
                        constructor: self.name(rule.constructor),
                        fields: rule.fields,
                        value: self.exprs[&rule.value],
                    })
                    .collect();
                Kind::Recursor(Box::new(Recursor {
                    all: self.names(all),
                    params: *params,
                    indices: *indices,
                    motives: *motives,
                    minors: *minors,
                    rules,
                    k: *k,
                    is_unsafe: *is_unsafe,
                }))
            }
        };
        Ok(Constant {
            name: self.name(constant.name),
            level_params: self.names(&constant.level_params),
            ty: self.exprs[&constant.ty],
            kind,
        })
    }
}

fn binder(info: olean::BinderInfo) -> Binder {
    match info {
        olean::BinderInfo::Explicit => Binder::Explicit,
        olean::BinderInfo::Implicit => Binder::Implicit,
        olean::BinderInfo::StrictImplicit => Binder::StrictImplicit,
        olean::BinderInfo::Instance => Binder::Instance,
    }
}

/// A number in decimal digits, from digits to base 2^64, lowest first.
fn decimal(digits: &[u64]) -> Result<String, Unfit> {
    /// The largest power of ten below 2^64.
    const BASE: u128 = 10_000_000_000_000_000_000;
    if let [] | [_] = digits {
        return Ok(digits.first().copied().unwrap_or(0).to_string());
    }
    if digits.len() > MOST_DIGITS {
        return Err(Unfit::TooLarge(format!("a number has {} bits", 64 * digits.len())));
    }
    let mut number = digits.to_vec();
    let mut groups = Vec::new();
    while !number.is_empty() {
        let mut rest: u128 = 0;
        for digit in number.iter_mut().rev() {
            let value = (rest << 64) | u128::from(*digit);
            // Both fit: `rest` is below `BASE`, which is below 2^64.
            *digit = u64::try_from(value / BASE).unwrap_or(u64::MAX);
            rest = value % BASE;
        }
        groups.push(rest);
        while number.last() == Some(&0) {
            number.pop();
        }
    }
    let mut text = groups.pop().unwrap_or(0).to_string();
    for group in groups.into_iter().rev() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{group:019}");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_decimal() {
        for number in
            [0, 7, u128::from(u64::MAX), u128::from(u64::MAX) + 1, 10_u128.pow(38), u128::MAX]
        {
            #[expect(clippy::cast_possible_truncation, reason = "that is what is wanted")]
            let digits = [number as u64, (number >> 64) as u64];
            assert_eq!(decimal(&digits).unwrap(), number.to_string());
        }
        assert!(matches!(decimal(&vec![1; MOST_DIGITS + 1]), Err(Unfit::TooLarge(_))));
    }
}
