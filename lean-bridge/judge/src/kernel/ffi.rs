//! The official kernel, called without its elaborator; the one unsafe module of this crate.
//!
//! `libleanshared.so` exports its constructors of names, levels and terms, and `lean_add_decl`.
//! The rest are plain objects, whose layout (that of every compiled Lean program, as `lean.h`
//! describes it) is written down here and tried by [`Kernel::start`] before anything else: a
//! right theorem must be accepted, a wrong one refused, and a type that the kernel itself extended
//! must read back as expected. This runs in a process of its own that does nothing else.
//!
//! Objects live until the process ends: each is marked persistent (reference count zero), which
//! every Lean runtime function leaves alone.

#![allow(unsafe_code)]
#![allow(
    clippy::cast_ptr_alignment,
    clippy::similar_names,
    reason = "objects are aligned as Lean allocates them; pairs of fields have pairs of names"
)]

use std::{collections::HashMap, ffi::c_void, path::Path, ptr, slice};

use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW};

use super::terms::{
    Binder, Constant, Expr, ExprId, Hints, Inductive, Kind, Level, LevelId, Name, NameId,
    QuotientKind, Recursor, Rule, Safety, Terms,
};
use super::wire::Reason;
use crate::compile::GIVEN_UP;

/// A Lean value: a pointer to an object, or a small number with the lowest bit set.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
struct Object(*mut c_void);

const HEADER: usize = 8;
const MAX_FIELDS: usize = 16;
/// Tags from here on are not constructors.
const FIRST_SPECIAL_TAG: u8 = 244;
const STRING_TAG: u8 = 249;

type Call1 = unsafe extern "C" fn(Object) -> Object;
type Call2 = unsafe extern "C" fn(Object, Object) -> Object;
type Call3 = unsafe extern "C" fn(Object, Object, Object) -> Object;

/// The functions of Lean's library that are used.
struct Functions {
    alloc: unsafe extern "C" fn(usize) -> Object,
    text: unsafe extern "C" fn(*const u8, usize, usize) -> Object,
    number: unsafe extern "C" fn(*const u8) -> Object,
    name_text: Call2,
    name_number: Call2,
    level_zero: Call1,
    level_succ: Call1,
    level_max: Call2,
    level_imax: Call2,
    level_param: Call1,
    bound: Call1,
    sort: Call1,
    constant: Call2,
    app: Call2,
    lambda: unsafe extern "C" fn(Object, Object, Object, u8) -> Object,
    pi: unsafe extern "C" fn(Object, Object, Object, u8) -> Object,
    let_in: unsafe extern "C" fn(Object, Object, Object, Object, u8) -> Object,
    literal: Call1,
    projection: Call3,
    add: unsafe extern "C" fn(Object, usize, usize, Object, Object) -> Object,
    add_unchecked: unsafe extern "C" fn(Object, Object) -> Object,
    find: Call2,
}

/// The kernel with its environment.
pub(super) struct Kernel {
    call: Functions,
    /// Without any constants.
    empty: Object,
    environment: Object,
    heartbeats: usize,
    binder_name: Object,
    names: Vec<Object>,
    levels: Vec<Object>,
    exprs: Vec<Object>,
    /// What objects were already read back as.
    read: HashMap<Object, ExprId>,
}

/// Why something was not added.
pub(super) type Refusal = (Reason, String);

/// Lean's own default bound on the depth of its recursion.
const DEPTH: usize = 100_000;

fn boxed(number: usize) -> Object {
    Object(ptr::without_provenance_mut((number << 1) | 1))
}

fn is_scalar(object: Object) -> bool {
    object.0.addr() & 1 == 1
}

fn broken(message: impl Into<String>) -> Refusal {
    (Reason::Broken, message.into())
}

// SAFETY, for all that follows: an `Object` that is not scalar came from a function of the loaded
// library or from `Kernel::object`, and is never freed (see `keep`), so its header and as many
// fields as the header counts can be read. Every read below checks tag and field count first.

fn tag(object: Object) -> u8 {
    if is_scalar(object) {
        return u8::try_from(object.0.addr() >> 1).unwrap_or(u8::MAX);
    }
    // SAFETY: see above; byte 7 of the header is the tag.
    unsafe { object.0.cast::<u8>().add(7).read() }
}

fn field_count(object: Object) -> usize {
    if is_scalar(object) || tag(object) >= FIRST_SPECIAL_TAG {
        return 0;
    }
    // SAFETY: see above; byte 6 of the header is the number of fields.
    usize::from(unsafe { object.0.cast::<u8>().add(6).read() })
}

fn field(object: Object, index: usize) -> Result<Object, Refusal> {
    if index >= field_count(object) {
        return Err(broken("an object has fewer fields than expected"));
    }
    // SAFETY: see above, and the index was checked.
    Ok(unsafe { object.0.cast::<u8>().add(HEADER).cast::<Object>().add(index).read() })
}

/// A byte after the fields. The caller knows from tag and field count that it exists.
fn byte(object: Object, offset: usize) -> u8 {
    // SAFETY: see above; only called for constructors whose type has such a byte.
    unsafe { object.0.cast::<u8>().add(HEADER + 8 * field_count(object) + offset).read() }
}

fn small(object: Object) -> Result<u32, Refusal> {
    if !is_scalar(object) {
        return Err(broken("a number is larger than expected"));
    }
    u32::try_from(object.0.addr() >> 1).map_err(|_| broken("a number is larger than expected"))
}

/// Marks an object as living for ever.
fn keep(object: Object) -> Object {
    if !is_scalar(object) {
        // SAFETY: see above; the first four bytes are the reference count, and an object in use by
        // no other thread may be marked.
        unsafe { object.0.cast::<i32>().write(0) };
    }
    object
}

/// Takes a further reference on an object that is counted.
fn share(object: Object) -> Object {
    if !is_scalar(object) {
        // SAFETY: see above. Positive counts belong to this thread alone; negative ones are
        // atomic, and grow downwards.
        unsafe {
            let count = object.0.cast::<i32>();
            if count.read() > 0 {
                count.write(count.read() + 1);
            } else if count.read() < 0 {
                std::sync::atomic::AtomicI32::from_ptr(count)
                    .fetch_sub(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }
    object
}

impl Kernel {
    /// Loads Lean's library, makes an empty environment, and tries that all is as expected.
    pub(super) fn start(library: &Path) -> Result<Self, Refusal> {
        let call;
        let environment;
        // SAFETY: the signatures are those of the pinned version's exports, tried by `try_out`
        // before any answer is believed; the library stays loaded for ever, so that the copied
        // pointers stay valid; the order of initialisation is that of Lean's own `main`.
        unsafe {
            let library =
                Library::open(Some(library), RTLD_NOW | RTLD_GLOBAL).map_err(|error| {
                    broken(format!("`{}` cannot be loaded: {error}", library.display()))
                })?;
            let library: &'static Library = Box::leak(Box::new(library));
            macro_rules! get {
                ($name:literal) => {
                    *library
                        .get(concat!($name, "\0").as_bytes())
                        .map_err(|_| broken(concat!("Lean's library has no `", $name, "`")))?
                };
            }
            let initialize: unsafe extern "C" fn() = get!("lean_initialize");
            let initialize_lean: unsafe extern "C" fn(u8, Object) -> Object =
                get!("initialize_Lean");
            let end_initialization: unsafe extern "C" fn() =
                get!("lean_io_mark_end_initialization");
            let empty: unsafe extern "C" fn(u32, Object) -> Object =
                get!("l_Lean_mkEmptyEnvironment");
            let to_kernel: Call1 = get!("lean_elab_environment_to_kernel_env");
            call = Functions {
                alloc: get!("lean_alloc_object"),
                text: get!("lean_mk_string_unchecked"),
                number: get!("lean_cstr_to_nat"),
                name_text: get!("l_Lean_Name_str___override"),
                name_number: get!("l_Lean_Name_num___override"),
                level_zero: get!("lean_level_mk_zero"),
                level_succ: get!("l_Lean_Level_succ___override"),
                level_max: get!("l_Lean_Level_max___override"),
                level_imax: get!("l_Lean_Level_imax___override"),
                level_param: get!("l_Lean_Level_param___override"),
                bound: get!("l_Lean_Expr_bvar___override"),
                sort: get!("l_Lean_Expr_sort___override"),
                constant: get!("l_Lean_Expr_const___override"),
                app: get!("l_Lean_Expr_app___override"),
                lambda: get!("l_Lean_Expr_lam___override"),
                pi: get!("l_Lean_Expr_forallE___override"),
                let_in: get!("l_Lean_Expr_letE___override"),
                literal: get!("l_Lean_Expr_lit___override"),
                projection: get!("l_Lean_Expr_proj___override"),
                add: get!("lean_add_decl"),
                add_unchecked: get!("lean_add_decl_without_checking"),
                find: get!("lean_environment_find"),
            };
            initialize();
            if tag(initialize_lean(1, boxed(0))) != 0 {
                return Err(broken("Lean's library could not be initialised"));
            }
            end_initialization();
            let made = empty(0, boxed(0));
            if tag(made) != 0 {
                return Err(broken("no empty environment could be made"));
            }
            environment = to_kernel(field(made, 0)?);
        }
        let mut kernel = Self {
            call,
            empty: share(environment),
            environment,
            heartbeats: 0,
            binder_name: boxed(0),
            names: Vec::new(),
            levels: Vec::new(),
            exprs: Vec::new(),
            read: HashMap::new(),
        };
        // SAFETY: both arguments are kept objects.
        kernel.binder_name = keep(unsafe { (kernel.call.name_text)(boxed(0), kernel.text("x")) });
        kernel.try_out()?;
        Ok(kernel)
    }

    /// Forgets what was added: the environment is empty again.
    pub(super) fn begin(&mut self) {
        self.environment = share(self.empty);
    }

    /// Bounds the kernel's own measure of work for one declaration, in thousands; zero is without
    /// limit.
    pub(super) fn set_heartbeats(&mut self, thousands: u64) {
        self.heartbeats = usize::try_from(thousands.saturating_mul(1000)).unwrap_or(usize::MAX);
    }

    /// Known answers, before any that is to be believed.
    fn try_out(&mut self) -> Result<(), Refusal> {
        let mut terms = Terms::default();
        let root = terms.name(Name::Anonymous);
        let mut name = |text: &str| terms.name(Name::Text(root, text.into()));
        let (right, wrong, pair, make) = (name("right"), name("wrong"), name("Pair"), name("make"));
        let zero = terms.level(Level::Zero);
        let prop = terms.expr(Expr::Sort(zero));
        let one = terms.level(Level::Succ(zero));
        let ty = terms.expr(Expr::Sort(one));
        let [b0, b1] = [0, 1].map(|index| terms.expr(Expr::Bound(index)));
        let own = terms.expr(Expr::Pi(Binder::Explicit, b0, b1));
        let implies = terms.expr(Expr::Pi(Binder::Explicit, prop, own));
        let identity = terms.expr(Expr::Lambda(Binder::Explicit, b0, b0));
        let proof = terms.expr(Expr::Lambda(Binder::Explicit, prop, identity));
        let theorem = |name, value| Constant {
            name,
            level_params: [].into(),
            ty: implies,
            kind: Kind::Theorem { value, all: [name].into() },
        };
        // A type with one parameter and one constructor, from which the kernel makes a recursor.
        let pair_type = terms.expr(Expr::Pi(Binder::Explicit, ty, ty));
        let pair_constant = terms.expr(Expr::Const(pair, [].into()));
        let [b2] = [2].map(|index| terms.expr(Expr::Bound(index)));
        let made = terms.expr(Expr::App(pair_constant, b2));
        let second = terms.expr(Expr::Pi(Binder::Explicit, b1, made));
        let first = terms.expr(Expr::Pi(Binder::Explicit, b0, second));
        let make_type = terms.expr(Expr::Pi(Binder::Implicit, ty, first));
        let inductive = Constant {
            name: pair,
            level_params: [].into(),
            ty: pair_type,
            kind: Kind::Inductive(Box::new(Inductive {
                params: 1,
                indices: 0,
                all: [pair].into(),
                constructors: [make].into(),
                nested: 0,
                is_recursive: false,
                is_unsafe: false,
                is_reflexive: false,
            })),
        };
        let constructor = Constant {
            name: make,
            level_params: [].into(),
            ty: make_type,
            kind: Kind::Constructor {
                inductive: pair,
                index: 0,
                params: 1,
                fields: 2,
                is_unsafe: false,
            },
        };

        self.load(&terms)?;
        self.add(&[&theorem(right, proof)], true)?;
        self.add(&[&inductive, &constructor], true)?;
        for expected in [&inductive, &constructor] {
            if self.find(&mut terms, expected.name)?.as_ref() != Some(expected) {
                return Err(broken("the kernel's answer reads back wrongly"));
            }
        }
        let recursor = terms.name(Name::Text(pair, "rec".into()));
        self.load(&terms)?;
        match self.find(&mut terms, recursor)?.map(|constant| constant.kind) {
            Some(Kind::Recursor(made))
                if made.params == 1
                    && made.minors == 1
                    && made.rules.len() == 1
                    && made.rules[0].constructor == make
                    && made.rules[0].fields == 2 => {}
            _ => return Err(broken("the kernel's recursor reads back wrongly")),
        }
        let before = share(self.environment);
        if self.add(&[&theorem(wrong, prop)], true).map_err(|(reason, _)| reason)
            != Err(Reason::Refused)
        {
            return Err(broken("this kernel accepts a wrong theorem"));
        }
        self.environment = before;
        if self.find(&mut terms, wrong)?.is_some() {
            return Err(broken("this kernel keeps what it refused"));
        }
        self.begin();
        Ok(())
    }

    /// Makes Lean's objects for everything in `terms`, in whose ids later calls speak.
    pub(super) fn load(&mut self, terms: &Terms) -> Result<(), Refusal> {
        self.names.clear();
        self.levels.clear();
        self.exprs.clear();
        self.read.clear();
        self.extend(terms)
    }

    /// Makes objects for what was added to `terms` since.
    fn extend(&mut self, terms: &Terms) -> Result<(), Refusal> {
        for name in &terms.names()[self.names.len()..] {
            let made = match name {
                Name::Anonymous => boxed(0),
                // SAFETY: arguments are kept objects, here and in all calls below.
                Name::Text(prefix, last) => unsafe {
                    (self.call.name_text)(self.names[prefix.index()], self.text(last))
                },
                Name::Number(prefix, last) => unsafe {
                    (self.call.name_number)(
                        self.names[prefix.index()],
                        self.number(&last.to_string())?,
                    )
                },
            };
            self.names.push(keep(made));
        }
        for level in &terms.levels()[self.levels.len()..] {
            let part = |id: &LevelId| self.levels[id.index()];
            // SAFETY: see above.
            let made = unsafe {
                match level {
                    Level::Zero => (self.call.level_zero)(boxed(0)),
                    Level::Succ(of) => (self.call.level_succ)(part(of)),
                    Level::Max(a, b) => (self.call.level_max)(part(a), part(b)),
                    Level::Imax(a, b) => (self.call.level_imax)(part(a), part(b)),
                    Level::Param(name) => (self.call.level_param)(self.names[name.index()]),
                }
            };
            self.levels.push(keep(made));
        }
        for expr in &terms.exprs()[self.exprs.len()..] {
            let part = |id: &ExprId| self.exprs[id.index()];
            let x = self.binder_name;
            // SAFETY: see above.
            let made = unsafe {
                match expr {
                    Expr::Bound(index) => (self.call.bound)(boxed(*index as usize)),
                    Expr::Sort(level) => (self.call.sort)(self.levels[level.index()]),
                    Expr::Const(name, levels) => {
                        let levels: Vec<_> =
                            levels.iter().map(|level| self.levels[level.index()]).collect();
                        (self.call.constant)(self.names[name.index()], self.list(&levels))
                    }
                    Expr::App(function, argument) => {
                        (self.call.app)(part(function), part(argument))
                    }
                    Expr::Lambda(binder, ty, body) => {
                        (self.call.lambda)(x, part(ty), part(body), *binder as u8)
                    }
                    Expr::Pi(binder, ty, body) => {
                        (self.call.pi)(x, part(ty), part(body), *binder as u8)
                    }
                    Expr::Let(ty, value, body) => {
                        (self.call.let_in)(x, part(ty), part(value), part(body), 0)
                    }
                    Expr::Nat(digits) => {
                        (self.call.literal)(self.object(0, &[self.number(digits)?], &[]))
                    }
                    Expr::Text(text) => {
                        (self.call.literal)(self.object(1, &[self.text(text)], &[]))
                    }
                    Expr::Proj(structure, index, of) => (self.call.projection)(
                        self.names[structure.index()],
                        boxed(*index as usize),
                        part(of),
                    ),
                }
            };
            self.exprs.push(keep(made));
        }
        Ok(())
    }

    /// Adds one declaration: a constant alone, or an inductive type with its constructors and
    /// recursors, which the kernel makes itself. `checked` false leaves the checking out.
    pub(super) fn add(&mut self, members: &[&Constant], checked: bool) -> Result<(), Refusal> {
        let declaration = self.declaration(members)?;
        // SAFETY: the environment is ours to give away (every path below replaces it), the
        // declaration is a kept object of the layout described at `declaration`.
        let answer = unsafe {
            if checked {
                (self.call.add)(self.environment, self.heartbeats, DEPTH, declaration, boxed(0))
            } else {
                (self.call.add_unchecked)(self.environment, declaration)
            }
        };
        match (tag(answer), field(answer, 0)) {
            (1, Ok(environment)) if !is_scalar(answer) => {
                self.environment = environment;
                Ok(())
            }
            (0, Ok(exception)) if !is_scalar(answer) => Err(refusal(exception)),
            _ => Err(broken("the kernel's answer cannot be read")),
        }
    }

    fn declaration(&self, members: &[&Constant]) -> Result<Object, Refusal> {
        let Some(first) = members.first() else {
            return Err(broken("an empty declaration"));
        };
        let alone = members.len() == 1;
        Ok(match &first.kind {
            Kind::Axiom { is_unsafe } if alone => {
                let value = self.object(0, &[self.value_of(first)], &[u8::from(*is_unsafe)]);
                self.object(0, &[value], &[])
            }
            Kind::Definition { value, hints, safety, all } if alone => {
                let hints = match hints {
                    Hints::Opaque => boxed(0),
                    Hints::Abbreviation => boxed(1),
                    Hints::Regular(height) => self.object(2, &[], &height.to_le_bytes()),
                };
                let fields =
                    [self.value_of(first), self.exprs[value.index()], hints, self.names_of(all)];
                self.object(1, &[self.object(0, &fields, &[*safety as u8])], &[])
            }
            Kind::Theorem { value, all } if alone => {
                let fields = [self.value_of(first), self.exprs[value.index()], self.names_of(all)];
                self.object(2, &[self.object(0, &fields, &[])], &[])
            }
            Kind::Opaque { value, is_unsafe, all } if alone => {
                let fields = [self.value_of(first), self.exprs[value.index()], self.names_of(all)];
                self.object(3, &[self.object(0, &fields, &[u8::from(*is_unsafe)])], &[])
            }
            Kind::Quotient { .. } => boxed(4),
            Kind::Inductive(inductive) => self.inductive(first, inductive, members)?,
            _ => return Err(broken(format!("a {} cannot be declared so", first.kind.word()))),
        })
    }

    fn inductive(
        &self,
        first: &Constant,
        inductive: &Inductive,
        members: &[&Constant],
    ) -> Result<Object, Refusal> {
        let member = |name: &NameId| {
            members
                .iter()
                .find(|member| member.name == *name)
                .ok_or_else(|| broken("an inductive type is incomplete"))
        };
        let mut types = Vec::new();
        for name in &inductive.all {
            let part = member(name)?;
            let Kind::Inductive(own) = &part.kind else {
                return Err(broken("an inductive type names something else as its own"));
            };
            let mut constructors = Vec::new();
            for name in &own.constructors {
                let constructor = member(name)?;
                let fields = [self.names[name.index()], self.exprs[constructor.ty.index()]];
                constructors.push(self.object(0, &fields, &[]));
            }
            let fields =
                [self.names[name.index()], self.exprs[part.ty.index()], self.list(&constructors)];
            types.push(self.object(0, &fields, &[]));
        }
        let fields = [
            self.names_of(&first.level_params),
            boxed(inductive.params as usize),
            self.list(&types),
        ];
        Ok(self.object(6, &fields, &[u8::from(inductive.is_unsafe)]))
    }

    /// The kernel's own record of a constant.
    pub(super) fn find(
        &mut self,
        terms: &mut Terms,
        name: NameId,
    ) -> Result<Option<Constant>, Refusal> {
        self.extend(terms)?;
        // SAFETY: the call takes both references; the environment keeps one.
        let found = unsafe { (self.call.find)(share(self.environment), self.names[name.index()]) };
        if is_scalar(found) {
            return Ok(None);
        }
        Reader { read: &mut self.read, terms }.constant(field(found, 0)?).map(Some)
    }

    // ConstantVal: name, level parameters, type.
    fn value_of(&self, constant: &Constant) -> Object {
        let fields = [
            self.names[constant.name.index()],
            self.names_of(&constant.level_params),
            self.exprs[constant.ty.index()],
        ];
        self.object(0, &fields, &[])
    }

    fn names_of(&self, names: &[NameId]) -> Object {
        let names: Vec<_> = names.iter().map(|name| self.names[name.index()]).collect();
        self.list(&names)
    }

    fn list(&self, items: &[Object]) -> Object {
        items.iter().rev().fold(boxed(0), |tail, head| self.object(1, &[*head, tail], &[]))
    }

    /// A constructor object: header, fields, and what is not an object after them.
    fn object(&self, tag: u8, fields: &[Object], scalars: &[u8]) -> Object {
        debug_assert!(fields.len() <= MAX_FIELDS);
        let size = HEADER + 8 * fields.len() + scalars.len().next_multiple_of(8);
        // SAFETY: Lean's allocator returns memory of the size asked for, aligned to eight bytes;
        // all of it is written before anybody reads it. A reference count of zero is "persistent".
        unsafe {
            let object = (self.call.alloc)(size);
            let start = object.0.cast::<u8>();
            ptr::write_bytes(start, 0, size);
            start.add(4).cast::<u16>().write(u16::try_from(size).unwrap_or(0));
            start.add(6).write(u8::try_from(fields.len()).unwrap_or(0));
            start.add(7).write(tag);
            let rest = start.add(HEADER);
            ptr::copy_nonoverlapping(fields.as_ptr().cast::<u8>(), rest, 8 * fields.len());
            ptr::copy_nonoverlapping(scalars.as_ptr(), rest.add(8 * fields.len()), scalars.len());
            object
        }
    }

    fn text(&self, text: &str) -> Object {
        // SAFETY: pointer and length are those of a valid UTF-8 text, which is copied.
        keep(unsafe { (self.call.text)(text.as_ptr(), text.len(), text.chars().count()) })
    }

    fn number(&self, digits: &str) -> Result<Object, Refusal> {
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(broken("a number is not written in digits"));
        }
        if let Ok(number) = digits.parse::<usize>()
            && number <= usize::MAX >> 1
        {
            return Ok(boxed(number));
        }
        let digits = [digits.as_bytes(), b"\0"].concat();
        // SAFETY: a text that ends with zero and consists of digits, which is copied.
        Ok(keep(unsafe { (self.call.number)(digits.as_ptr()) }))
    }
}

/// Names of `Lean.Kernel.Exception`'s constructors, in order, with what they mean here.
const EXCEPTIONS: [(&str, Reason); 17] = [
    ("unknown constant", Reason::Refused),
    ("already declared", Reason::Refused),
    ("the value's type is not the declared one", Reason::Refused),
    ("metavariables left", Reason::Refused),
    ("free variables left", Reason::Refused),
    ("function expected", Reason::Refused),
    ("type expected", Reason::Refused),
    ("wrong type of a let value", Reason::Refused),
    ("wrong type", Reason::Refused),
    ("wrong type of an argument", Reason::Refused),
    ("invalid projection", Reason::Refused),
    ("a theorem's type is not a proposition", Reason::Refused),
    ("other", Reason::Refused),
    ("out of time", Reason::Limit),
    ("out of memory", Reason::Limit),
    ("too deep", Reason::Limit),
    ("interrupted", Reason::Limit),
];

fn refusal(exception: Object) -> Refusal {
    let number = usize::from(tag(exception));
    let Some((words, reason)) = EXCEPTIONS.get(number) else {
        return broken("the kernel's exception cannot be read");
    };
    let own = if number == 12 { field(exception, 0).and_then(text_of).ok() } else { None };
    match own {
        Some(own) if own.starts_with(GIVEN_UP) => (Reason::Limit, own),
        own => (*reason, own.unwrap_or_else(|| (*words).to_owned())),
    }
}

fn text_of(object: Object) -> Result<String, Refusal> {
    if is_scalar(object) || tag(object) != STRING_TAG {
        return Err(broken("a text is not a text"));
    }
    // SAFETY: a string object holds its size in bytes, with the final zero, after the header, and
    // its bytes after two further words.
    let bytes = unsafe {
        let words = object.0.cast::<u8>().add(HEADER).cast::<usize>();
        slice::from_raw_parts(words.add(3).cast::<u8>(), words.read().saturating_sub(1))
    };
    String::from_utf8(bytes.to_vec()).map_err(|_| broken("a text is not UTF-8"))
}

/// Reads the kernel's objects back into our terms.
struct Reader<'a> {
    read: &'a mut HashMap<Object, ExprId>,
    terms: &'a mut Terms,
}

/// How deep a term may be that the kernel made of an inductive type.
const READ_DEPTH: usize = 2_000;

impl Reader<'_> {
    fn constant(&mut self, info: Object) -> Result<Constant, Refusal> {
        let value = field(info, 0)?;
        let common = field(value, 0)?;
        let kind = match tag(info) {
            0 => Kind::Axiom { is_unsafe: byte(value, 0) != 0 },
            1 => Kind::Definition {
                value: self.expr(field(value, 1)?, 0)?,
                hints: hints(field(value, 2)?)?,
                safety: match byte(value, 0) {
                    0 => Safety::Unsafe,
                    1 => Safety::Safe,
                    _ => Safety::Partial,
                },
                all: self.names(field(value, 3)?)?,
            },
            2 => Kind::Theorem {
                value: self.expr(field(value, 1)?, 0)?,
                all: self.names(field(value, 2)?)?,
            },
            3 => Kind::Opaque {
                value: self.expr(field(value, 1)?, 0)?,
                is_unsafe: byte(value, 0) != 0,
                all: self.names(field(value, 2)?)?,
            },
            4 => Kind::Quotient {
                kind: match byte(value, 0) {
                    0 => QuotientKind::Type,
                    1 => QuotientKind::Make,
                    2 => QuotientKind::Lift,
                    _ => QuotientKind::Induct,
                },
            },
            5 => Kind::Inductive(Box::new(Inductive {
                params: small(field(value, 1)?)?,
                indices: small(field(value, 2)?)?,
                all: self.names(field(value, 3)?)?,
                constructors: self.names(field(value, 4)?)?,
                nested: small(field(value, 5)?)?,
                is_recursive: byte(value, 0) != 0,
                is_unsafe: byte(value, 1) != 0,
                is_reflexive: byte(value, 2) != 0,
            })),
            6 => Kind::Constructor {
                inductive: self.name(field(value, 1)?)?,
                index: small(field(value, 2)?)?,
                params: small(field(value, 3)?)?,
                fields: small(field(value, 4)?)?,
                is_unsafe: byte(value, 0) != 0,
            },
            7 => {
                let mut rules = Vec::new();
                for rule in list(field(value, 6)?)? {
                    rules.push(Rule {
                        constructor: self.name(field(rule, 0)?)?,
                        fields: small(field(rule, 1)?)?,
                        value: self.expr(field(rule, 2)?, 0)?,
                    });
                }
                Kind::Recursor(Box::new(Recursor {
                    all: self.names(field(value, 1)?)?,
                    params: small(field(value, 2)?)?,
                    indices: small(field(value, 3)?)?,
                    motives: small(field(value, 4)?)?,
                    minors: small(field(value, 5)?)?,
                    rules: rules.into(),
                    k: byte(value, 0) != 0,
                    is_unsafe: byte(value, 1) != 0,
                }))
            }
            _ => return Err(broken("a constant of an unknown kind")),
        };
        Ok(Constant {
            name: self.name(field(common, 0)?)?,
            level_params: self.names(field(common, 1)?)?,
            ty: self.expr(field(common, 2)?, 0)?,
            kind,
        })
    }

    fn name(&mut self, object: Object) -> Result<NameId, Refusal> {
        let name = match (is_scalar(object), tag(object)) {
            (true, 0) => Name::Anonymous,
            (false, 1) => {
                Name::Text(self.name(field(object, 0)?)?, text_of(field(object, 1)?)?.into())
            }
            (false, 2) => {
                Name::Number(self.name(field(object, 0)?)?, small(field(object, 1)?)?.into())
            }
            _ => return Err(broken("a name cannot be read")),
        };
        Ok(self.terms.name(name))
    }

    fn names(&mut self, objects: Object) -> Result<Box<[NameId]>, Refusal> {
        list(objects)?.into_iter().map(|object| self.name(object)).collect()
    }

    fn level(&mut self, object: Object, depth: usize) -> Result<LevelId, Refusal> {
        if depth > READ_DEPTH {
            return Err((Reason::Limit, "a universe level is too deep".to_owned()));
        }
        let mut part = |index| self.level(field(object, index)?, depth + 1);
        let level = match tag(object) {
            0 => Level::Zero,
            1 => Level::Succ(part(0)?),
            2 => Level::Max(part(0)?, part(1)?),
            3 => Level::Imax(part(0)?, part(1)?),
            4 => Level::Param(self.name(field(object, 0)?)?),
            _ => return Err(broken("a universe level cannot be read")),
        };
        Ok(self.terms.level(level))
    }

    fn expr(&mut self, object: Object, depth: usize) -> Result<ExprId, Refusal> {
        if let Some(known) = self.read.get(&object) {
            return Ok(*known);
        }
        if depth > READ_DEPTH {
            return Err((Reason::Limit, "a term is too deep".to_owned()));
        }
        let mut part = |index| self.expr(field(object, index)?, depth + 1);
        let expr = match tag(object) {
            0 => Expr::Bound(small(field(object, 0)?)?),
            3 => Expr::Sort(self.level(field(object, 0)?, 0)?),
            4 => {
                let name = self.name(field(object, 0)?)?;
                let levels = list(field(object, 1)?)?;
                let levels: Result<_, _> =
                    levels.into_iter().map(|level| self.level(level, 0)).collect();
                Expr::Const(name, levels?)
            }
            5 => Expr::App(part(0)?, part(1)?),
            // The term's own data, eight bytes, come before the kind of binder.
            6 => Expr::Lambda(binder(byte(object, 8)), part(1)?, part(2)?),
            7 => Expr::Pi(binder(byte(object, 8)), part(1)?, part(2)?),
            8 => Expr::Let(part(1)?, part(2)?, part(3)?),
            9 => {
                let literal = field(object, 0)?;
                match tag(literal) {
                    0 => Expr::Nat(small(field(literal, 0)?)?.to_string().into()),
                    _ => Expr::Text(text_of(field(literal, 0)?)?.into()),
                }
            }
            10 => return part(1),
            11 => Expr::Proj(
                self.name(field(object, 0)?)?,
                small(field(object, 1)?)?,
                self.expr(field(object, 2)?, depth + 1)?,
            ),
            _ => return Err(broken("a term cannot be read")),
        };
        let id = self.terms.expr(expr);
        self.read.insert(object, id);
        Ok(id)
    }
}

fn binder(byte: u8) -> Binder {
    match byte {
        0 => Binder::Explicit,
        1 => Binder::Implicit,
        2 => Binder::StrictImplicit,
        _ => Binder::Instance,
    }
}

fn hints(object: Object) -> Result<Hints, Refusal> {
    Ok(match (is_scalar(object), tag(object)) {
        (true, 0) => Hints::Opaque,
        (true, 1) => Hints::Abbreviation,
        // SAFETY: this constructor has no fields and one number of four bytes after the header.
        (false, 2) => {
            Hints::Regular(unsafe { object.0.cast::<u8>().add(HEADER).cast::<u32>().read() })
        }
        _ => return Err(broken("a reducibility hint cannot be read")),
    })
}

fn list(mut object: Object) -> Result<Vec<Object>, Refusal> {
    let mut items = Vec::new();
    while !is_scalar(object) {
        items.push(field(object, 0)?);
        object = field(object, 1)?;
    }
    Ok(items)
}
