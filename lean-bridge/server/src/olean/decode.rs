//! From objects to terms and constants: which constructor means what in Lean 4.35.
//!
//! Nothing here recurses: objects refer backwards only, and each walk keeps its own stack, so depth
//! costs memory in proportion to the file and no more.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    BinderInfo, Constant, ConstantKind, Expr, ExprId, Level, LevelId, LevelsId, Name, NameId,
    NatId, Quotient, RecursorRule, ReducibilityHints, Safety, Terms, TextId,
    image::{At, Constructor, Fault, Image, Value},
};

/// Reads objects of one image into `terms`, each once.
pub(super) struct Decoder<'a> {
    pub(super) image: &'a Image,
    pub(super) terms: &'a mut Terms,
    seen: Seen,
    /// How many more elements of lists may be read. Lists may be shared, so that a small file could
    /// hold many long ones.
    elements_left: usize,
}

/// How much of a theorem is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Proofs,
    /// Its statement, as a [`ConstantKind::Statement`].
    Statements,
}

/// What was read of an image, by its place.
#[derive(Debug, Default)]
pub(super) struct Seen {
    texts: FxHashMap<At, TextId>,
    nats: FxHashMap<At, NatId>,
    /// With the number of components.
    names: FxHashMap<At, (NameId, usize)>,
    levels: FxHashMap<At, LevelId>,
    level_lists: FxHashMap<At, LevelsId>,
    exprs: FxHashMap<At, ExprId>,
}

/// No name that Lean makes has more components.
const LONGEST_NAME: usize = 512;

/// No component of one has more bytes.
const LONGEST_COMPONENT: usize = 1 << 16;

/// Either an id that is known, or the object that must be read first.
type Known<Id> = Result<Id, At>;

impl<'a> Decoder<'a> {
    pub(super) fn new(image: &'a Image, terms: &'a mut Terms) -> Self {
        Self::resume(image, terms, Seen::default())
    }

    /// Goes on where another decoder of the same image and terms has stopped.
    pub(super) fn resume(image: &'a Image, terms: &'a mut Terms, seen: Seen) -> Self {
        Self { elements_left: image.len(), image, terms, seen }
    }

    pub(super) fn into_seen(self) -> Seen {
        self.seen
    }

    fn text(&mut self, constructor: &Constructor<'a>, index: usize) -> Result<TextId, Fault> {
        let at = constructor.object(index)?;
        if let Some(&text) = self.seen.texts.get(&at) {
            return Ok(text);
        }
        let text = self.terms.add_text(self.image.string(at)?);
        self.seen.texts.insert(at, text);
        Ok(text)
    }

    /// A field that must be a number of at most `u32`.
    fn small(constructor: &Constructor<'_>, index: usize) -> Result<u32, Fault> {
        match constructor.field(index)? {
            Value::Scalar(number) => {
                u32::try_from(number).map_err(|_| constructor.fault("a number that is too large"))
            }
            Value::Object(_) => Err(constructor.fault("an object where a number is expected")),
        }
    }

    fn nat(&mut self, constructor: &Constructor<'a>, index: usize) -> Result<NatId, Fault> {
        match constructor.field(index)? {
            Value::Scalar(number) => Ok(self.terms.add_nat(&[number])),
            Value::Object(at) => {
                if let Some(&number) = self.seen.nats.get(&at) {
                    return Ok(number);
                }
                let number = self.terms.add_nat(&self.image.big_number(at)?);
                self.seen.nats.insert(at, number);
                Ok(number)
            }
        }
    }

    pub(super) fn name(&mut self, value: Value) -> Result<NameId, Fault> {
        // From the last component inwards to the first that is known, and back.
        let mut pending = Vec::new();
        let mut current = value;
        let (mut name, mut components) = loop {
            let at = match current {
                Value::Scalar(0) => break (Terms::ANONYMOUS, 0),
                Value::Scalar(_) => {
                    // Any place will do: a scalar has none.
                    return Err(pending.last().map_or(
                        Fault { at: NOWHERE, what: "a number where a name is expected" },
                        |constructor: &Constructor<'_>| {
                            constructor.fault("a number where a name is expected")
                        },
                    ));
                }
                Value::Object(at) => at,
            };
            if let Some(&known) = self.seen.names.get(&at) {
                break known;
            }
            let constructor = self.image.constructor(at)?.shaped(2, 8)?;
            if pending.len() >= LONGEST_NAME {
                return Err(constructor.fault("a name with too many components"));
            }
            pending.push(constructor);
            current = constructor.field(0)?;
        };
        while let Some(constructor) = pending.pop() {
            name = match constructor.tag {
                1 => {
                    let text = self.text(&constructor, 1)?;
                    if self.terms.text(text).len() > LONGEST_COMPONENT {
                        return Err(constructor.fault("a name with too long a component"));
                    }
                    self.terms.add_name(Name::Text(name, text))
                }
                2 => match constructor.field(1)? {
                    Value::Scalar(number) => self.terms.add_name(Name::Number(name, number)),
                    Value::Object(_) => {
                        return Err(constructor.fault("a name with a huge number"));
                    }
                },
                _ => return Err(constructor.fault("another object where a name is expected")),
            };
            components += 1;
            if components > LONGEST_NAME {
                return Err(constructor.fault("a name with too many components"));
            }
            self.seen.names.insert(constructor.at(), (name, components));
        }
        Ok(name)
    }

    fn name_field(&mut self, constructor: &Constructor<'a>, index: usize) -> Result<NameId, Fault> {
        let value = constructor.field(index)?;
        self.name(value)
    }

    /// The elements of a list.
    fn list(&mut self, value: Value) -> Result<Vec<Value>, Fault> {
        let mut elements = Vec::new();
        let mut current = value;
        loop {
            match current {
                Value::Scalar(0) => return Ok(elements),
                Value::Scalar(_) => {
                    return Err(Fault { at: NOWHERE, what: "a number where a list is expected" });
                }
                Value::Object(at) => {
                    let cons = self.image.constructor(at)?.shaped(2, 0)?;
                    if cons.tag != 1 {
                        return Err(cons.fault("another object where a list is expected"));
                    }
                    self.elements_left = self
                        .elements_left
                        .checked_sub(1)
                        .ok_or(cons.fault("lists that are longer than the file"))?;
                    elements.push(cons.field(0)?);
                    current = cons.field(1)?;
                }
            }
        }
    }

    fn name_list(
        &mut self,
        constructor: &Constructor<'a>,
        index: usize,
    ) -> Result<Vec<NameId>, Fault> {
        let elements = self.list(constructor.field(index)?)?;
        elements.into_iter().map(|element| self.name(element)).collect()
    }

    fn level(&mut self, value: Value) -> Result<LevelId, Fault> {
        let known = |decoder: &mut Self, value: Value| -> Known<LevelId> {
            match value {
                // The level 0 has no fields, so it is a number; no other level is.
                Value::Scalar(_) => Ok(decoder.terms.add_level(Level::Zero)),
                Value::Object(at) => decoder.seen.levels.get(&at).copied().ok_or(at),
            }
        };
        let mut stack = match known(self, value) {
            Ok(level) => return Ok(level),
            Err(at) => vec![at],
        };
        while let Some(&at) = stack.last() {
            if self.seen.levels.contains_key(&at) {
                stack.pop();
                continue;
            }
            let constructor = self.image.constructor(at)?;
            let level = match constructor.tag {
                1 => match known(self, constructor.shaped(1, 8)?.field(0)?) {
                    Ok(inner) => Level::Successor(inner),
                    Err(inner) => {
                        stack.push(inner);
                        continue;
                    }
                },
                2 | 3 => {
                    let constructor = constructor.shaped(2, 8)?;
                    let (left, right) =
                        (known(self, constructor.field(0)?), known(self, constructor.field(1)?));
                    match (left, right) {
                        (Ok(left), Ok(right)) if constructor.tag == 2 => Level::Max(left, right),
                        (Ok(left), Ok(right)) => Level::Imax(left, right),
                        (left, right) => {
                            stack.extend(left.err().into_iter().chain(right.err()));
                            continue;
                        }
                    }
                }
                4 => Level::Parameter(self.name_field(&constructor.shaped(1, 8)?, 0)?),
                5 => return Err(constructor.fault("a level with a metavariable")),
                _ => return Err(constructor.fault("another object where a level is expected")),
            };
            let level = self.terms.add_level(level);
            self.seen.levels.insert(at, level);
            stack.pop();
        }
        // The first object on the stack was read last.
        known(self, value).map_err(|at| Fault { at, what: "a level that cannot be read" })
    }

    fn level_list(
        &mut self,
        constructor: &Constructor<'a>,
        index: usize,
    ) -> Result<LevelsId, Fault> {
        let value = constructor.field(index)?;
        if let Value::Object(at) = value
            && let Some(&levels) = self.seen.level_lists.get(&at)
        {
            return Ok(levels);
        }
        let elements = self.list(value)?;
        let levels: Vec<LevelId> =
            elements.into_iter().map(|element| self.level(element)).collect::<Result<_, _>>()?;
        let levels = self.terms.add_levels(&levels);
        if let Value::Object(at) = value {
            self.seen.level_lists.insert(at, levels);
        }
        Ok(levels)
    }

    pub(super) fn expr(&mut self, at: At) -> Result<ExprId, Fault> {
        if let Some(&expr) = self.seen.exprs.get(&at) {
            return Ok(expr);
        }
        let mut stack = vec![at];
        while let Some(&at) = stack.last() {
            if self.seen.exprs.contains_key(&at) {
                stack.pop();
                continue;
            }
            let waiting = stack.len();
            if let Some(expr) = self.expr_here(at, &mut stack)? {
                let expr = self.terms.add_expr(expr);
                self.seen.exprs.insert(at, expr);
                // Nothing was pushed, so the last one is this one.
                stack.pop();
            } else if stack.len() == waiting {
                return Err(Fault { at, what: "an expression that cannot be read" });
            }
        }
        self.seen
            .exprs
            .get(&at)
            .copied()
            .ok_or(Fault { at, what: "an expression that cannot be read" })
    }

    /// The expression at `at` if its parts are known; otherwise pushes those that are not.
    fn expr_here(&mut self, at: At, stack: &mut Vec<At>) -> Result<Option<Expr>, Fault> {
        /// All expressions carry 8 bytes of hash and flags before their other scalars.
        const DATA: usize = 8;
        let constructor = self.image.constructor(at)?;
        let (tag, fields, scalars) = match constructor.tag {
            tag @ (0 | 3 | 9) => (tag, 1, DATA),
            tag @ (4 | 5 | 10) => (tag, 2, DATA),
            tag @ (6 | 7) => (tag, 3, DATA + 1),
            tag @ 8 => (tag, 4, DATA + 1),
            tag @ 11 => (tag, 3, DATA),
            1 => return Err(constructor.fault("an expression with a free variable")),
            2 => return Err(constructor.fault("an expression with a metavariable")),
            _ => return Err(constructor.fault("another object where an expression is expected")),
        };
        let constructor = constructor.shaped(fields, scalars)?;
        let part = |decoder: &Self, index| -> Result<Known<ExprId>, Fault> {
            let at = constructor.object(index)?;
            Ok(decoder.seen.exprs.get(&at).copied().ok_or(at))
        };
        Ok(Some(match tag {
            0 => Expr::Bound(Self::small(&constructor, 0)?),
            3 => Expr::Sort(self.level(constructor.field(0)?)?),
            4 => {
                let name = self.name_field(&constructor, 0)?;
                Expr::Constant(name, self.level_list(&constructor, 1)?)
            }
            5 => match (part(self, 0)?, part(self, 1)?) {
                (Ok(function), Ok(argument)) => Expr::Apply(function, argument),
                (function, argument) => {
                    stack.extend(function.err().into_iter().chain(argument.err()));
                    return Ok(None);
                }
            },
            6 | 7 => {
                let (domain, body) = match (part(self, 1)?, part(self, 2)?) {
                    (Ok(domain), Ok(body)) => (domain, body),
                    (domain, body) => {
                        stack.extend(domain.err().into_iter().chain(body.err()));
                        return Ok(None);
                    }
                };
                let name = self.name_field(&constructor, 0)?;
                let info = match constructor.byte(DATA) {
                    0 => BinderInfo::Explicit,
                    1 => BinderInfo::Implicit,
                    2 => BinderInfo::StrictImplicit,
                    3 => BinderInfo::Instance,
                    _ => return Err(constructor.fault("an unknown kind of binder")),
                };
                if tag == 6 {
                    Expr::Lambda { name, info, domain, body }
                } else {
                    Expr::Pi { name, info, domain, body }
                }
            }
            8 => match (part(self, 1)?, part(self, 2)?, part(self, 3)?) {
                (Ok(ty), Ok(value), Ok(body)) => Expr::Let {
                    name: self.name_field(&constructor, 0)?,
                    ty,
                    value,
                    body,
                    nondep: constructor.flag(DATA)?,
                },
                (ty, value, body) => {
                    stack.extend([ty.err(), value.err(), body.err()].into_iter().flatten());
                    return Ok(None);
                }
            },
            9 => {
                let literal = constructor.inner(0)?.shaped(1, 0)?;
                match literal.tag {
                    0 => Expr::Nat(self.nat(&literal, 0)?),
                    1 => Expr::Text(self.text(&literal, 0)?),
                    _ => return Err(literal.fault("an unknown kind of literal")),
                }
            }
            10 => match part(self, 1)? {
                Ok(inner) => Expr::Remark(inner),
                Err(inner) => {
                    stack.push(inner);
                    return Ok(None);
                }
            },
            _ => match part(self, 2)? {
                Ok(value) => Expr::Projection {
                    structure: self.name_field(&constructor, 0)?,
                    index: Self::small(&constructor, 1)?,
                    value,
                },
                Err(inner) => {
                    stack.push(inner);
                    return Ok(None);
                }
            },
        }))
    }

    /// A field that must be an expression without loose variables.
    fn closed(&mut self, constructor: &Constructor<'a>, index: usize) -> Result<ExprId, Fault> {
        let expr = self.expr(constructor.object(index)?)?;
        if self.terms.loose_variables(expr) > 0 {
            return Err(constructor.fault("a constant with an unbound variable"));
        }
        Ok(expr)
    }

    /// A constant with all that the kernel knows of it.
    pub(super) fn constant(&mut self, value: Value) -> Result<Arc<Constant>, Fault> {
        self.constant_up_to(value, Depth::Proofs)
    }

    /// A constant; of a theorem, as much as `depth` says.
    pub(super) fn constant_up_to(
        &mut self,
        value: Value,
        depth: Depth,
    ) -> Result<Arc<Constant>, Fault> {
        let Value::Object(at) = value else {
            return Err(Fault { at: NOWHERE, what: "a number where a constant is expected" });
        };
        let info = self.image.constructor(at)?.shaped(1, 0)?;
        let of = info.inner(0)?;
        let (fields, scalars) = match info.tag {
            0 | 4 => (1, 1),
            1 => (4, 1),
            2 => (3, 0),
            3 => (3, 1),
            5 => (6, 3),
            6 => (5, 1),
            7 => (7, 2),
            _ => return Err(info.fault("an unknown kind of constant")),
        };
        let of = of.shaped(fields, scalars)?;
        let head = of.inner(0)?.shaped(3, 0)?;
        let name = self.name_field(&head, 0)?;
        let level_params = self.name_list(&head, 1)?;
        let ty = self.closed(&head, 2)?;
        let kind = match info.tag {
            0 => ConstantKind::Axiom { is_unsafe: of.flag(0)? },
            1 => ConstantKind::Definition {
                value: self.closed(&of, 1)?,
                hints: self.hints(&of, 2)?,
                safety: match of.byte(0) {
                    0 => Safety::Unsafe,
                    1 => Safety::Safe,
                    2 => Safety::Partial,
                    _ => return Err(of.fault("an unknown kind of definition")),
                },
                all: self.name_list(&of, 3)?,
            },
            2 if depth == Depth::Statements => ConstantKind::Statement,
            2 => {
                ConstantKind::Theorem { value: self.closed(&of, 1)?, all: self.name_list(&of, 2)? }
            }
            3 => ConstantKind::Opaque {
                value: self.closed(&of, 1)?,
                is_unsafe: of.flag(0)?,
                all: self.name_list(&of, 2)?,
            },
            4 => ConstantKind::Quotient(match of.byte(0) {
                0 => Quotient::Type,
                1 => Quotient::Make,
                2 => Quotient::Lift,
                3 => Quotient::Induction,
                _ => return Err(of.fault("an unknown kind of quotient constant")),
            }),
            5 => ConstantKind::Inductive {
                params: Self::small(&of, 1)?,
                indices: Self::small(&of, 2)?,
                all: self.name_list(&of, 3)?,
                constructors: self.name_list(&of, 4)?,
                nested: Self::small(&of, 5)?,
                is_recursive: of.flag(0)?,
                is_unsafe: of.flag(1)?,
                is_reflexive: of.flag(2)?,
            },
            6 => ConstantKind::Constructor {
                inductive: self.name_field(&of, 1)?,
                index: Self::small(&of, 2)?,
                params: Self::small(&of, 3)?,
                fields: Self::small(&of, 4)?,
                is_unsafe: of.flag(0)?,
            },
            _ => ConstantKind::Recursor {
                all: self.name_list(&of, 1)?,
                params: Self::small(&of, 2)?,
                indices: Self::small(&of, 3)?,
                motives: Self::small(&of, 4)?,
                minors: Self::small(&of, 5)?,
                rules: self.rules(&of, 6)?,
                k: of.flag(0)?,
                is_unsafe: of.flag(1)?,
            },
        };
        Ok(Arc::new(Constant { name, level_params, ty, kind }))
    }

    fn hints(
        &self,
        definition: &Constructor<'a>,
        index: usize,
    ) -> Result<ReducibilityHints, Fault> {
        match definition.field(index)? {
            Value::Scalar(0) => Ok(ReducibilityHints::Opaque),
            Value::Scalar(1) => Ok(ReducibilityHints::Abbreviation),
            Value::Object(at) => {
                let regular = self.image.constructor(at)?.shaped(0, 4)?;
                if regular.tag == 2 {
                    return Ok(ReducibilityHints::Regular(regular.number()));
                }
                Err(regular.fault("an unknown reducibility hint"))
            }
            Value::Scalar(_) => Err(definition.fault("an unknown reducibility hint")),
        }
    }

    fn rules(
        &mut self,
        recursor: &Constructor<'a>,
        index: usize,
    ) -> Result<Vec<RecursorRule>, Fault> {
        let elements = self.list(recursor.field(index)?)?;
        elements
            .into_iter()
            .map(|element| {
                let Value::Object(at) = element else {
                    return Err(recursor.fault("a number where a recursor rule is expected"));
                };
                let rule = self.image.constructor(at)?.shaped(3, 0)?;
                Ok(RecursorRule {
                    constructor: self.name_field(&rule, 0)?,
                    fields: Self::small(&rule, 1)?,
                    value: self.closed(&rule, 2)?,
                })
            })
            .collect()
    }
}

/// The place of something that is not in an object.
pub(super) const NOWHERE: At = At::START;
