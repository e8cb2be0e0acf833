//! Numbers and texts: what they stand for, and computing with them by other means than unfolding.
//!
//! The kernel's own arithmetic is used for a function only after that was compared with the
//! function's definition ([`Checker::learn_operation`]); a library that defines `Nat.gcd` otherwise
//! computes with its own.

use num_bigint::BigUint;
use num_integer::Integer;

use super::{
    Checker, Stop, Verdict,
    environment::{Declared, Kind},
    term::{B, N, Node, S, T},
};

/// A function of one or two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NatOperation {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Gcd,
    Beq,
    Ble,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    Pow,
    Log2,
}

/// Names below `Nat`.
const OPERATIONS: [(&str, NatOperation); 15] = [
    ("add", NatOperation::Add),
    ("sub", NatOperation::Sub),
    ("mul", NatOperation::Mul),
    ("div", NatOperation::Div),
    ("mod", NatOperation::Mod),
    ("gcd", NatOperation::Gcd),
    ("beq", NatOperation::Beq),
    ("ble", NatOperation::Ble),
    ("land", NatOperation::And),
    ("lor", NatOperation::Or),
    ("xor", NatOperation::Xor),
    ("shiftLeft", NatOperation::ShiftLeft),
    ("shiftRight", NatOperation::ShiftRight),
    ("pow", NatOperation::Pow),
    ("log2", NatOperation::Log2),
];

/// Exponents and shifts beyond this are left to unfolding, which then takes too many steps.
const LARGEST_EXPONENT: u32 = 1 << 24;

/// Arguments that a function's definition is tried on, each with each.
const TRIED: u32 = 5;

pub(super) enum Value {
    Number(BigUint),
    Truth(bool),
}

impl NatOperation {
    fn arguments(self) -> usize {
        if self == Self::Log2 { 1 } else { 2 }
    }

    /// `None`: the result would be too large.
    pub(super) fn compute(self, a: &BigUint, b: &BigUint) -> Option<Value> {
        let zero = BigUint::ZERO;
        let small = || u32::try_from(b).ok().filter(|&b| b <= LARGEST_EXPONENT);
        Some(Value::Number(match self {
            Self::Add => a + b,
            Self::Sub => {
                if a > b {
                    a - b
                } else {
                    zero
                }
            }
            Self::Mul => a * b,
            Self::Div => {
                if *b == zero {
                    zero
                } else {
                    a / b
                }
            }
            Self::Mod => {
                if *b == zero {
                    a.clone()
                } else {
                    a % b
                }
            }
            Self::Gcd => a.gcd(b),
            Self::Beq => return Some(Value::Truth(a == b)),
            Self::Ble => return Some(Value::Truth(a <= b)),
            Self::And => a & b,
            Self::Or => a | b,
            Self::Xor => a ^ b,
            Self::ShiftLeft => a << small()?,
            Self::ShiftRight => match u64::try_from(b) {
                Ok(by) => a >> by,
                Err(_) => zero,
            },
            Self::Pow => {
                let exponent = small()?;
                if a.bits().saturating_mul(exponent.into()) > LARGEST_EXPONENT.into() {
                    return None;
                }
                a.pow(exponent)
            }
            Self::Log2 => BigUint::from(a.bits().saturating_sub(1)),
        }))
    }
}

impl Checker {
    /// A number as its constructor makes it.
    pub(super) fn number_value(&mut self, number: B) -> T {
        let number = self.arena.nat(number).clone();
        let none = self.arena.make_list(&[]);
        if number == BigUint::ZERO {
            return self.arena.constant(self.names.zero, none);
        }
        let below = self.arena.number(number - 1_u32);
        let succ = self.arena.constant(self.names.succ, none);
        self.arena.app(succ, below)
    }

    /// A text as a list of its characters.
    pub(super) fn text_value(&mut self, text: S) -> Verdict<T> {
        let none = self.arena.make_list(&[]);
        let lowest = self.arena.make_list(&[super::term::Arena::ZERO]);
        let mut constant = |name: &str, levels| {
            let name = self.arena.name_of(name);
            match self.environment.find(name) {
                Some(_) => Ok(self.arena.constant(name, levels)),
                None => Err(Stop::refused("a text is made of what does not exist")),
            }
        };
        let of_list = constant("String.ofList", none).or_else(|_| constant("String.mk", none))?;
        let (of_code, character) = (constant("Char.ofNat", none)?, constant("Char", none)?);
        let (nil, cons) = (constant("List.nil", lowest)?, constant("List.cons", lowest)?);
        let codes: Vec<u32> = self.arena.text(text).chars().map(u32::from).collect();
        let mut list = self.arena.app(nil, character);
        for code in codes.into_iter().rev() {
            let code = self.arena.number(code.into());
            let one = self.arena.app(of_code, code);
            list = self.arena.apply(cons, &[character, one, list]);
        }
        Ok(self.arena.app(of_list, list))
    }

    /// Whether `Nat` is what numbers are written for: zero, and successors.
    pub(super) fn has_numbers(&mut self) -> bool {
        let nat = self.arena.name_of("Nat");
        let none = self.arena.make_list(&[]);
        let ty = self.arena.constant(nat, none);
        let one_more = self.arena.make(Node::Pi(ty, ty));
        let is = |name: N, ty: T| self.environment.find(name).is_some_and(|found| found.ty == ty);
        let (zero, succ) = (self.names.zero, self.names.succ);
        self.environment.inductive(nat).is_some_and(|nat| {
            nat.constructors == [zero, succ] && nat.params == 0 && nat.indices == 0
        }) && is(zero, ty)
            && is(succ, one_more)
    }

    /// The number that a term in normal form is, if it is written as one.
    fn as_number(&self, term: T) -> Option<BigUint> {
        match self.arena.node(term) {
            Node::Nat(number) => Some(self.arena.nat(number).clone()),
            Node::Const(name, _) if name == self.names.zero => Some(BigUint::ZERO),
            _ => None,
        }
    }

    /// The value of a known function of numbers.
    pub(super) fn reduce_number(&mut self, term: T) -> Verdict<Option<T>> {
        if self.arena.has_free(term) {
            return Ok(None);
        }
        let Node::App(function, last) = self.arena.node(term) else { return Ok(None) };
        let (name, first) = match self.arena.node(function) {
            Node::Const(name, _) => (name, None),
            Node::App(function, first) => match self.arena.node(function) {
                Node::Const(name, _) => (name, Some(first)),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        if name == self.names.succ && first.is_none() {
            let last = self.whnf(last)?;
            return Ok(self.as_number(last).map(|number| self.arena.number(number + 1_u32)));
        }
        let Some(&operation) = self.environment.operations.get(&name) else { return Ok(None) };
        if operation.arguments() != 1 + usize::from(first.is_some()) {
            return Ok(None);
        }
        let a = self.whnf(first.unwrap_or(last))?;
        let Some(a) = self.as_number(a) else { return Ok(None) };
        let b = self.whnf(last)?;
        let Some(b) = self.as_number(b) else { return Ok(None) };
        Ok(operation.compute(&a, &b).and_then(|value| self.value(value)))
    }

    fn value(&mut self, value: Value) -> Option<T> {
        let truth = match value {
            Value::Number(number) => return Some(self.arena.number(number)),
            Value::Truth(truth) => truth,
        };
        let none = self.arena.make_list(&[]);
        let name = if truth { self.names.yes } else { self.names.no };
        self.environment.constructor(name).map(|_| self.arena.constant(name, none))
    }

    /// Two numbers, or two successors: equal if what they are successors of is.
    pub(super) fn as_numbers(&mut self, a: T, b: T) -> Verdict<Option<bool>> {
        if let (Some(a), Some(b)) = (self.as_number(a), self.as_number(b)) {
            return Ok(Some(a == b));
        }
        match (self.predecessor(a), self.predecessor(b)) {
            (Some(a), Some(b)) => self.equal(a, b).map(Some),
            _ => Ok(None),
        }
    }

    fn predecessor(&mut self, term: T) -> Option<T> {
        match self.arena.node(term) {
            Node::Nat(number) => {
                let number = self.arena.nat(number).clone();
                (number > BigUint::ZERO).then(|| self.arena.number(number - 1_u32))
            }
            Node::App(function, of) => match self.arena.node(function) {
                Node::Const(name, _) if name == self.names.succ => Some(of),
                _ => None,
            },
            _ => None,
        }
    }

    /// Compares a function's definition, unfolded, with what the kernel computes by itself, and uses
    /// that from then on. `name` was just added; nothing is known of it yet.
    pub(super) fn learn_operation(&mut self, name: N, checked: bool) -> Verdict<()> {
        let Some(operation) = self.operation_called(name) else { return Ok(()) };
        if checked {
            self.try_operation(name, operation)?;
        }
        self.environment.operations.insert(name, operation);
        Ok(())
    }

    fn operation_called(&mut self, name: N) -> Option<NatOperation> {
        OPERATIONS.into_iter().find_map(|(last, operation)| {
            let called = self.arena.name_of(&format!("Nat.{last}"));
            (called == name).then_some(operation)
        })
    }

    fn try_operation(&mut self, name: N, operation: NatOperation) -> Verdict<()> {
        let differs = || Stop::refused("it is not the function of numbers that goes by this name");
        match self.environment.find(name).as_deref() {
            Some(Declared { kind: Kind::Definition { .. }, params, .. }) if params.is_empty() => {}
            _ => return Err(differs()),
        }
        let none = self.arena.make_list(&[]);
        let function = self.arena.constant(name, none);
        for a in 0..TRIED {
            for b in 0..if operation.arguments() == 1 { 1 } else { TRIED } {
                let (x, y) = (BigUint::from(a), BigUint::from(b));
                let result = operation.compute(&x, &y).and_then(|value| self.value(value));
                let Some(result) = result else { return Err(differs()) };
                let given = [self.arena.number(x), self.arena.number(y)];
                let given = self.arena.apply(function, &given[..operation.arguments()]);
                if !self.equal(given, result)? {
                    return Err(differs());
                }
            }
        }
        Ok(())
    }
}
