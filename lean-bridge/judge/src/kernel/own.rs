//! The second kernel: written for this project from the rules of Lean's type theory, in Rust,
//! without a line of Lean's own.
//!
//! It is told the same constants as the official kernel, in a process of its own, and decides for
//! itself what each of them is: types and values are checked, recursors are made anew and compared
//! with what the file claims, and arithmetic is used for a function of numbers only after it was
//! compared with the function's definition. It is small and slow where the official one is large and
//! fast; what counts is that a flaw of the one is hardly a flaw of the other.
//!
//! The theory is that of M. Carneiro, *The Type Theory of Lean* (2019), with what Lean 4 adds: rules
//! for structures, literals, and nested inductive types.

mod declare;
mod environment;
mod equal;
mod inductive;
mod infer;
mod level;
mod nat;
mod nested;
mod reduce;
mod term;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use num_bigint::BigUint;

use self::{
    environment::{Environment, Known},
    term::{Arena, L, Level, N, Node, T},
};
use super::{
    terms::{self, Constant, TermTables},
    wire::{Answer, Failure, Reason, Request},
};

/// Raised whenever this kernel decides differently.
pub(super) const VERSION: u32 = 1;

/// Steps that one declaration may take: some minutes.
const STEPS: u64 = 2_000_000_000;

/// Room for the recursion of [`Arena::down`]. Only what is used takes memory.
const STACK: usize = 2 << 30;

type Verdict<T> = Result<T, Stop>;

/// Why a declaration is not accepted.
#[derive(Debug)]
struct Stop {
    reason: Reason,
    message: String,
}

impl Stop {
    fn refused(message: impl Into<String>) -> Self {
        Self { reason: Reason::Refused, message: message.into() }
    }

    fn limit(message: &str) -> Self {
        Self { reason: Reason::Limit, message: message.to_owned() }
    }

    fn out_of_order() -> Self {
        Self { reason: Reason::Broken, message: "the request's terms are out of order".to_owned() }
    }
}

/// A constant as the kernel was told of it.
#[derive(Debug)]
struct Told<'a> {
    is: &'a Constant,
    name: N,
    level_params: Rc<[N]>,
    ty: T,
    value: Option<T>,
    /// Values of a recursor's rules.
    rules: Vec<T>,
}

/// Names that the kernel looks for.
#[derive(Clone, Copy, Debug)]
struct Names {
    zero: N,
    succ: N,
    yes: N,
    no: N,
}

/// The kernel with all that it knows.
#[derive(Debug)]
struct Checker {
    arena: Arena,
    environment: Environment,
    known: Known,
    names: Names,
    /// Universe parameters of the present declaration.
    params: Vec<N>,
    /// The request's names.
    told_names: Vec<N>,
}

impl Checker {
    fn new() -> Self {
        let mut arena = Arena::default();
        let mut name = |text: &str| arena.name_of(text);
        let names = Names {
            zero: name("Nat.zero"),
            succ: name("Nat.succ"),
            yes: name("Bool.true"),
            no: name("Bool.false"),
        };
        Self {
            arena,
            environment: Environment::default(),
            known: Known::default(),
            names,
            params: Vec::new(),
            told_names: Vec::new(),
        }
    }

    /// Forgets what was found out about terms.
    fn forget(&mut self) {
        self.known = Known::default();
    }

    /// A name of the request. [`Self::read`] has seen that all of them exist.
    fn told(&self, name: terms::NameId) -> N {
        self.told_names[name.index()]
    }

    /// Reads the request's terms and constants.
    fn read<'a>(
        &mut self,
        tables: &TermTables,
        constants: &'a [Constant],
    ) -> Verdict<Vec<Told<'a>>> {
        for name in &tables.names {
            let name = self.arena.told_name(name, &self.told_names)?;
            self.told_names.push(name);
        }
        let names = self.told_names.clone();
        let name =
            |id: terms::NameId| names.get(id.index()).copied().ok_or_else(Stop::out_of_order);
        let mut levels: Vec<L> = Vec::new();
        for level in &tables.levels {
            let of =
                |id: terms::LevelId| levels.get(id.index()).copied().ok_or_else(Stop::out_of_order);
            let level = match level {
                terms::Level::Zero => Level::Zero,
                terms::Level::Succ(a) => Level::Succ(of(*a)?),
                terms::Level::Max(a, b) => Level::Max(of(*a)?, of(*b)?),
                terms::Level::Imax(a, b) => Level::Imax(of(*a)?, of(*b)?),
                terms::Level::Param(param) => Level::Param(name(*param)?),
            };
            levels.push(self.arena.make_level(level));
        }
        let level =
            |id: terms::LevelId| levels.get(id.index()).copied().ok_or_else(Stop::out_of_order);
        let mut exprs: Vec<T> = Vec::new();
        for expr in &tables.exprs {
            let of =
                |id: terms::ExprId| exprs.get(id.index()).copied().ok_or_else(Stop::out_of_order);
            let term = match expr {
                terms::Expr::Bound(index) => self.arena.make(Node::Var(*index)),
                terms::Expr::Sort(of) => self.arena.sort(level(*of)?),
                terms::Expr::Const(of, at) => {
                    let at: Vec<L> = at.iter().map(|id| level(*id)).collect::<Verdict<_>>()?;
                    let at = self.arena.make_list(&at);
                    self.arena.constant(name(*of)?, at)
                }
                terms::Expr::App(a, b) => self.arena.app(of(*a)?, of(*b)?),
                terms::Expr::Lambda(_, a, b) => self.arena.make(Node::Lam(of(*a)?, of(*b)?)),
                terms::Expr::Pi(_, a, b) => self.arena.make(Node::Pi(of(*a)?, of(*b)?)),
                terms::Expr::Let(a, b, c) => self.arena.make(Node::Let(of(*a)?, of(*b)?, of(*c)?)),
                terms::Expr::Nat(digits) => {
                    let number = BigUint::parse_bytes(digits.as_bytes(), 10);
                    self.arena.number(number.ok_or_else(Stop::out_of_order)?)
                }
                terms::Expr::Text(text) => self.arena.make_text(text),
                terms::Expr::Proj(structure, index, a) => {
                    self.arena.make(Node::Proj(name(*structure)?, *index, of(*a)?))
                }
            };
            exprs.push(term);
        }
        let expr =
            |id: terms::ExprId| exprs.get(id.index()).copied().ok_or_else(Stop::out_of_order);
        let all = |ids: &[terms::NameId]| ids.iter().try_for_each(|id| name(*id).map(drop));
        constants
            .iter()
            .map(|is| {
                let (mut value, mut rules) = (None, Vec::new());
                match &is.kind {
                    terms::Kind::Axiom { .. } | terms::Kind::Quotient { .. } => {}
                    terms::Kind::Definition { value: of, .. }
                    | terms::Kind::Theorem { value: of, .. }
                    | terms::Kind::Opaque { value: of, .. } => value = Some(expr(*of)?),
                    terms::Kind::Inductive(told) => {
                        all(&told.all)?;
                        all(&told.constructors)?;
                    }
                    terms::Kind::Constructor { inductive, .. } => all(&[*inductive])?,
                    terms::Kind::Recursor(told) => {
                        all(&told.all)?;
                        for rule in &told.rules {
                            all(&[rule.constructor])?;
                            rules.push(expr(rule.value)?);
                        }
                    }
                }
                let params: Vec<N> =
                    is.level_params.iter().map(|id| name(*id)).collect::<Verdict<_>>()?;
                let (own, ty) = (name(is.name)?, expr(is.ty)?);
                Ok(Told { is, name: own, level_params: params.into(), ty, value, rules })
            })
            .collect()
    }

    fn replay(&mut self, request: &Request, answer: &mut Answer) -> Result<(), (String, Stop)> {
        let told = self.read(&request.tables, &request.constants);
        let told = told.map_err(|stop| (String::new(), stop))?;
        let mut places: Vec<Option<Told<'_>>> = told.into_iter().map(Some).collect();
        for step in &request.steps {
            let members: Option<Vec<Told<'_>>> = step
                .members
                .iter()
                .map(|place| places.get_mut(*place as usize).and_then(Option::take))
                .collect();
            let members = members
                .filter(|members| !members.is_empty())
                .ok_or_else(|| (String::new(), Stop::out_of_order()))?;
            let mark = self.arena.mark();
            self.arena.steps_left = STEPS;
            let added = self.add(&members, step.checked);
            self.arena.surface();
            self.forget();
            self.arena.go_back(mark);
            added.map_err(|stop| (self.arena.show(members[0].name), stop))?;
            *if step.checked { &mut answer.checked } else { &mut answer.added } += 1;
        }
        Ok(())
    }
}

/// Answers a request, on a thread with room for deep terms.
pub(super) fn replay(request: Request) -> Answer {
    let started = std::time::Instant::now();
    let work = move || {
        let mut answer = Answer::default();
        let result = Checker::new().replay(&request, &mut answer);
        answer.microseconds = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        if let Err((constant, Stop { reason, message })) = result {
            answer.failure = Some(Failure { constant, reason, message });
        }
        answer
    };
    let failed = |message: String| Answer {
        failure: Some(Failure { constant: String::new(), reason: Reason::Broken, message }),
        ..Answer::default()
    };
    match std::thread::Builder::new().stack_size(STACK).spawn(work) {
        Ok(thread) => {
            thread.join().unwrap_or_else(|_| failed("the kernel stopped in the middle".to_owned()))
        }
        Err(error) => failed(error.to_string()),
    }
}
