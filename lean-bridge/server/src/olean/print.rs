//! Expressions as text, roughly as Lean would print them.
//!
//! Good enough to read, to search and to show to a model: common notations, implicit arguments left
//! out. Not good enough to be read back by Lean in every case, and never a basis for comparing.

use super::{BinderInfo, Constants, Expr, ExprId, Level, LevelId, Name, NameId, Terms};

/// Prints expressions over some constants, whose types tell which arguments are implicit.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    terms: &'a Terms,
    constants: &'a Constants,
    longest: usize,
}

/// An operator: how it is written, its precedence, and that of its operands.
struct Operator {
    symbol: &'static str,
    precedence: u16,
    left: u16,
    right: u16,
}

/// Precedence of a function's arguments: only what needs no parentheses anywhere.
const ARGUMENT: u16 = 1024;
/// Precedence of an application.
const APPLICATION: u16 = 1022;
/// Precedence of an arrow, a binder and all else that reaches to the end.
const ARROW: u16 = 25;

/// Deeper expressions are cut short; a statement that deep is not worth reading.
const DEEPEST: u16 = 100;

/// The binary operators: name, number of arguments in all, and how it is written. The operands are
/// the last two arguments.
fn operator(name: &str, arguments: usize) -> Option<Operator> {
    let infix = |symbol, precedence| Operator {
        symbol,
        precedence,
        left: precedence + 1,
        right: precedence + 1,
    };
    let to_the_left = |symbol, precedence| Operator {
        symbol,
        precedence,
        left: precedence,
        right: precedence + 1,
    };
    let to_the_right = |symbol, precedence| Operator {
        symbol,
        precedence,
        left: precedence + 1,
        right: precedence,
    };
    Some(match (name, arguments) {
        // An arrow on its left needs no parentheses for Lean, but does for the reader.
        ("Iff", 2) => Operator { symbol: "↔", precedence: 20, left: ARROW + 1, right: ARROW + 1 },
        ("Or", 2) => to_the_right("∨", 30),
        ("And", 2) => to_the_right("∧", 35),
        ("Prod" | "PProd", 2) => to_the_right("×", 35),
        ("Eq", 3) => infix("=", 50),
        ("Ne", 3) => infix("≠", 50),
        ("LE.le", 4) => infix("≤", 50),
        ("LT.lt", 4) => infix("<", 50),
        ("GE.ge", 4) => infix("≥", 50),
        ("GT.gt", 4) => infix(">", 50),
        ("BEq.beq", 4) => infix("==", 50),
        ("Dvd.dvd", 4) => infix("∣", 50),
        ("HAppend.hAppend", 6) => to_the_left("++", 65),
        ("HAdd.hAdd", 6) | ("Add.add", 4) => to_the_left("+", 65),
        ("HSub.hSub", 6) | ("Sub.sub", 4) => to_the_left("-", 65),
        ("List.cons", 3) => to_the_right("::", 67),
        ("HMul.hMul", 6) | ("Mul.mul", 4) => to_the_left("*", 70),
        ("HDiv.hDiv", 6) | ("Div.div", 4) => to_the_left("/", 70),
        ("HMod.hMod", 6) | ("Mod.mod", 4) => to_the_left("%", 70),
        ("HPow.hPow", 6) | ("Pow.pow", 5) => to_the_right("^", 75),
        ("Function.comp", 5) => to_the_right("∘", 90),
        _ => return None,
    })
}

impl<'a> Printer<'a> {
    /// A printer that cuts texts short after some thousand characters.
    pub fn new(terms: &'a Terms, constants: &'a Constants) -> Self {
        Self { terms, constants, longest: 4000 }
    }

    /// The same with another limit of characters.
    #[must_use]
    pub fn up_to(self, longest: usize) -> Self {
        Self { longest, ..self }
    }

    /// A closed expression as text on one line.
    pub fn print(&self, expr: ExprId) -> String {
        let mut page = Page { printer: *self, text: String::new(), scope: Vec::new(), depth: 0 };
        page.expr(expr, 0);
        page.text
    }
}

/// The name of a bound variable without the marks that Lean's macros leave on it; `None` if nothing
/// readable is left.
pub fn binder_name(terms: &Terms, id: NameId) -> Option<&str> {
    // The first component is what was written; hygiene adds `_@`, modules and numbers to its end.
    let mut current = id;
    let mut first = None;
    loop {
        match terms.name(current) {
            Name::Anonymous => break,
            Name::Number(prefix, _) => current = prefix,
            Name::Text(prefix, text) => {
                first = Some(terms.text(text));
                current = prefix;
            }
        }
    }
    first.filter(|text| !text.starts_with('_') && !text.is_empty())
}

struct Page<'a> {
    printer: Printer<'a>,
    text: String,
    /// Names of the variables in scope, outermost first.
    scope: Vec<String>,
    depth: u16,
}

impl Page<'_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// True once the text is too long; what follows is then `…`.
    fn is_full(&self) -> bool {
        self.text.len() > self.printer.longest || self.depth > DEEPEST
    }

    /// Runs `inner`, in parentheses if `own` binds weaker than `wanted`.
    fn grouped(&mut self, own: u16, wanted: u16, inner: impl FnOnce(&mut Self)) {
        let needed = own < wanted;
        if needed {
            self.put("(");
        }
        inner(self);
        if needed {
            self.put(")");
        }
    }

    fn expr(&mut self, id: ExprId, wanted: u16) {
        if self.is_full() {
            if !self.text.ends_with('…') {
                self.put("…");
            }
            return;
        }
        self.depth += 1;
        self.expr_inner(id, wanted);
        self.depth -= 1;
    }

    fn expr_inner(&mut self, id: ExprId, wanted: u16) {
        let terms = self.printer.terms;
        match terms.expr(id) {
            Expr::Bound(index) => {
                let place = self.scope.len().checked_sub(index as usize + 1);
                let name = place.map_or_else(|| format!("#{index}"), |at| self.scope[at].clone());
                self.put(&name);
            }
            Expr::Sort(level) => self.sort(level, wanted),
            Expr::Constant(..) | Expr::Apply(..) => self.apply(id, wanted),
            Expr::Lambda { .. } => self.grouped(0, wanted, |page| page.lambda(id)),
            Expr::Pi { info, body, .. } => {
                let arrow = info == BinderInfo::Explicit && !is_used(terms, body);
                self.grouped(if arrow { ARROW } else { 0 }, wanted, |page| page.pi(id));
            }
            Expr::Let { name, value, body, nondep, .. } => self.grouped(0, wanted, |page| {
                let name = page.fresh(name);
                page.put(if nondep { "have " } else { "let " });
                page.put(&name);
                page.put(" := ");
                page.expr(value, 0);
                page.put("; ");
                page.scope.push(name);
                page.expr(body, 0);
                page.scope.pop();
            }),
            Expr::Nat(number) => {
                let text = decimal(terms.nat(number));
                self.put(&text);
            }
            Expr::Text(text) => {
                let text = format!("{:?}", terms.text(text));
                self.put(&text);
            }
            Expr::Remark(inner) => self.expr_inner(inner, wanted),
            Expr::Projection { index, value, .. } => {
                self.expr(value, ARGUMENT);
                self.put(&format!(".{}", index + 1));
            }
        }
    }

    fn sort(&mut self, level: LevelId, wanted: u16) {
        let terms = self.printer.terms;
        let mut offset = 0_u32;
        let mut base = level;
        while let Level::Successor(inner) = terms.level(base) {
            offset = offset.saturating_add(1);
            base = inner;
        }
        match (terms.level(base), offset) {
            (Level::Zero, 0) => self.put("Prop"),
            (Level::Zero, 1) => self.put("Type"),
            (Level::Zero, _) => {
                let text = format!("Type {}", offset - 1);
                self.grouped(APPLICATION, wanted, |page| page.put(&text));
            }
            (_, 0) => self.grouped(APPLICATION, wanted, |page| {
                page.put("Sort ");
                page.level(base, 0, true);
            }),
            _ => self.grouped(APPLICATION, wanted, |page| {
                page.put("Type ");
                page.level(base, offset - 1, true);
            }),
        }
    }

    fn level(&mut self, level: LevelId, offset: u32, atom: bool) {
        if self.is_full() {
            return self.put("…");
        }
        self.depth += 1;
        let terms = self.printer.terms;
        match terms.level(level) {
            Level::Zero => self.put(&offset.to_string()),
            Level::Successor(inner) => self.level(inner, offset.saturating_add(1), atom),
            base => {
                let simple = matches!(base, Level::Parameter(_)) && offset == 0;
                self.put(if atom && !simple { "(" } else { "" });
                match base {
                    Level::Parameter(name) => {
                        let name = terms.name_text(name);
                        self.put(&name);
                    }
                    Level::Max(left, right) | Level::Imax(left, right) => {
                        self.put(if matches!(base, Level::Max(..)) { "max " } else { "imax " });
                        self.level(left, 0, true);
                        self.put(" ");
                        self.level(right, 0, true);
                    }
                    Level::Zero | Level::Successor(_) => {}
                }
                if offset > 0 {
                    self.put(&format!(" + {offset}"));
                }
                self.put(if atom && !simple { ")" } else { "" });
            }
        }
        self.depth -= 1;
    }

    fn apply(&mut self, id: ExprId, wanted: u16) {
        let terms = self.printer.terms;
        let (function, arguments) = terms.unfold_apply(id);
        let Expr::Constant(name, _) = terms.expr(function) else {
            return self.grouped(APPLICATION, wanted, |page| {
                page.expr(function, APPLICATION);
                for argument in arguments {
                    page.put(" ");
                    page.expr(argument, ARGUMENT);
                }
            });
        };
        let text = terms.name_text(name);
        if let Some(elements) = self.list_literal(id) {
            self.put("[");
            for (place, element) in elements.into_iter().enumerate() {
                self.put(if place == 0 { "" } else { ", " });
                self.expr(element, 0);
            }
            return self.put("]");
        }
        if let [.., left, right] = arguments[..]
            && let Some(operator) = operator(&text, arguments.len())
        {
            return self.grouped(operator.precedence, wanted, |page| {
                page.expr(left, operator.left);
                page.put(" ");
                page.put(operator.symbol);
                page.put(" ");
                page.expr(right, operator.right);
            });
        }
        if self.notation(&text, &arguments, wanted) {
            return;
        }

        let infos = self.argument_infos(name, arguments.len());
        let shown: Vec<ExprId> = arguments
            .into_iter()
            .zip(infos)
            .filter(|(_, info)| *info == BinderInfo::Explicit)
            .map(|(argument, _)| argument)
            .collect();
        let precedence = if shown.is_empty() { ARGUMENT } else { APPLICATION };
        self.grouped(precedence, wanted, |page| {
            page.put(&text);
            for argument in shown {
                page.put(" ");
                page.expr(argument, ARGUMENT);
            }
        });
    }

    /// The elements of a list that is written out to its end.
    fn list_literal(&self, id: ExprId) -> Option<Vec<ExprId>> {
        /// A longer one is no literal that someone wrote.
        const LONGEST: usize = 1000;
        let terms = self.printer.terms;
        let (nil, cons) = (terms.find_name("List.nil"), terms.find_name("List.cons"));
        let mut elements = Vec::new();
        let mut current = id;
        while elements.len() < LONGEST {
            let (head, arguments) = terms.unfold_apply(current);
            let Expr::Constant(name, _) = terms.expr(head) else { return None };
            match arguments[..] {
                [_] if Some(name) == nil => return Some(elements),
                [_, element, rest] if Some(name) == cons => {
                    elements.push(element);
                    current = rest;
                }
                _ => return None,
            }
        }
        None
    }

    /// Notations other than infix operators. False if there is none for this.
    fn notation(&mut self, name: &str, arguments: &[ExprId], wanted: u16) -> bool {
        let terms = self.printer.terms;
        match (name, arguments) {
            ("OfNat.ofNat", [_, number, _]) if matches!(terms.expr(*number), Expr::Nat(_)) => {
                self.expr(*number, wanted);
            }
            ("Bool.true", []) => self.put("true"),
            ("Bool.false", []) => self.put("false"),
            ("Not", [inner]) => self.grouped(40, wanted, |page| {
                page.put("¬");
                page.expr(*inner, 40);
            }),
            ("HEq", [_, left, _, right]) => self.grouped(50, wanted, |page| {
                page.expr(*left, 51);
                page.put(" ≍ ");
                page.expr(*right, 51);
            }),
            ("ite", [_, condition, _, yes, no]) => self.grouped(0, wanted, |page| {
                page.put("if ");
                page.expr(*condition, 0);
                page.put(" then ");
                page.expr(*yes, 0);
                page.put(" else ");
                page.expr(*no, 0);
            }),
            ("Neg.neg", [_, _, inner]) => self.grouped(75, wanted, |page| {
                page.put("-");
                page.expr(*inner, 75);
            }),
            ("Prod.mk", [_, _, left, right]) => {
                self.put("(");
                self.expr(*left, 0);
                self.put(", ");
                self.expr(*right, 0);
                self.put(")");
            }
            ("Membership.mem", [_, _, _, collection, element]) => {
                self.grouped(50, wanted, |page| {
                    page.expr(*element, 51);
                    page.put(" ∈ ");
                    page.expr(*collection, 51);
                });
            }
            ("Exists", [_, predicate]) => {
                let Expr::Lambda { name, domain, body, .. } = terms.expr(*predicate) else {
                    return false;
                };
                self.grouped(0, wanted, |page| {
                    let name = page.fresh(name);
                    page.put("∃ ");
                    page.put(&name);
                    page.put(" : ");
                    page.expr(domain, 0);
                    page.put(", ");
                    page.scope.push(name);
                    page.expr(body, 0);
                    page.scope.pop();
                });
            }
            _ => return false,
        }
        true
    }

    fn lambda(&mut self, id: ExprId) {
        let terms = self.printer.terms;
        let outer = self.scope.len();
        self.put("fun");
        let mut current = id;
        while let Expr::Lambda { name, body, .. } = terms.expr(current) {
            let name = self.fresh(name);
            self.put(" ");
            self.put(&name);
            self.scope.push(name);
            current = body;
        }
        self.put(" => ");
        self.expr(current, 0);
        self.scope.truncate(outer);
    }

    /// An arrow where the variable is not used, else `∀`.
    fn pi(&mut self, id: ExprId) {
        let terms = self.printer.terms;
        let Expr::Pi { domain, body, info, .. } = terms.expr(id) else { return };
        if info == BinderInfo::Explicit && !is_used(terms, body) {
            self.expr(domain, ARROW + 1);
            self.put(" → ");
            self.scope.push("_".to_owned());
            // What begins with its own word and reaches to the end can stand here as it is.
            self.expr(body, if reaches_to_the_end(terms, body) { 0 } else { ARROW });
            self.scope.pop();
            return;
        }

        let outer = self.scope.len();
        self.put("∀");
        let mut current = id;
        while let Expr::Pi { name, info, domain, body } = terms.expr(current) {
            let used = is_used(terms, body);
            if info == BinderInfo::Explicit && !used || self.is_full() {
                break;
            }
            let (open, close) = match info {
                BinderInfo::Explicit => (" (", ")"),
                BinderInfo::Implicit => (" {", "}"),
                BinderInfo::StrictImplicit => (" ⦃", "⦄"),
                BinderInfo::Instance => (" [", "]"),
            };
            self.put(open);
            // An instance's name is of interest to nobody.
            let anonymous = info == BinderInfo::Instance;
            let before = self.scope.len();
            let name = self.fresh(name);
            self.put(if anonymous { "" } else { &name });
            self.scope.push(name);
            current = body;
            // Neighbours of the same type share one pair of brackets.
            while !anonymous
                && let Expr::Pi { name, info: next, domain: other, body } = terms.expr(current)
                && next == info
                && is_shifted(terms, domain, other, self.scope.len() - before, 6)
                && (info != BinderInfo::Explicit || is_used(terms, body))
            {
                let name = self.fresh(name);
                self.put(" ");
                self.put(&name);
                self.scope.push(name);
                current = body;
            }
            // The type is read where the first of them stands.
            let inner = self.scope.split_off(before);
            self.put(if anonymous { "" } else { " : " });
            self.expr(domain, 0);
            self.put(close);
            self.scope.extend(inner);
        }
        self.put(", ");
        self.expr(current, 0);
        self.scope.truncate(outer);
    }

    /// A name for a new variable that no variable in scope has.
    fn fresh(&self, name: NameId) -> String {
        let base = binder_name(self.printer.terms, name).unwrap_or("x");
        let taken = |name: &str| self.scope.iter().any(|other| other == name);
        if !taken(base) {
            return base.to_owned();
        }
        let numbered = (1..).map(|number| format!("{base}_{number}"));
        numbered.into_iter().find(|name| !taken(name)).unwrap_or_default()
    }

    /// How the first `count` arguments of a constant are given.
    fn argument_infos(&self, name: NameId, count: usize) -> Vec<BinderInfo> {
        argument_infos(self.printer.terms, self.printer.constants, name, count)
    }
}

/// How the first `count` arguments of a constant are given; explicit where its type does not say.
pub(crate) fn argument_infos(
    terms: &Terms,
    constants: &Constants,
    name: NameId,
    count: usize,
) -> Vec<BinderInfo> {
    let mut infos = Vec::with_capacity(count);
    let mut ty = constants.get(name).map(|constant| constant.ty);
    while infos.len() < count {
        match ty.map(|ty| terms.expr(ty)) {
            Some(Expr::Pi { info, body, .. }) => {
                infos.push(info);
                ty = Some(body);
            }
            Some(Expr::Remark(inner)) => ty = Some(inner),
            _ => infos.push(BinderInfo::Explicit),
        }
    }
    infos
}

/// True for `∀`, `∃` and `fun`.
fn reaches_to_the_end(terms: &Terms, expr: ExprId) -> bool {
    match terms.expr(expr) {
        Expr::Lambda { .. } => true,
        Expr::Pi { info, body, .. } => info != BinderInfo::Explicit || is_used(terms, body),
        Expr::Apply(function, _) => match terms.expr(function) {
            Expr::Apply(head, _) => matches!(
                terms.expr(head),
                Expr::Constant(name, _) if terms.find_name("Exists") == Some(name)
            ),
            _ => false,
        },
        _ => false,
    }
}

/// True if `right` is `left` seen from `by` binders further in. Looks `depth` levels deep and says
/// no beyond.
fn is_shifted(terms: &Terms, left: ExprId, right: ExprId, by: usize, depth: u8) -> bool {
    if terms.loose_variables(left) == 0 {
        return left == right;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    match (terms.expr(left), terms.expr(right)) {
        (Expr::Bound(left), Expr::Bound(right)) => left as usize + by == right as usize,
        (Expr::Apply(f, x), Expr::Apply(g, y)) => {
            is_shifted(terms, f, g, by, depth) && is_shifted(terms, x, y, by, depth)
        }
        // Under a binder some variables stay as they are; not worth the trouble here.
        _ => false,
    }
}

/// True if the variable of the binder around `body` occurs in it.
pub(crate) fn is_used(terms: &Terms, body: ExprId) -> bool {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut stack = vec![(body, 0_u32)];
    while let Some((expr, depth)) = stack.pop() {
        // Without a loose variable of this depth nothing below can be the one looked for.
        if terms.loose_variables(expr) <= depth || !seen.insert((expr, depth)) {
            continue;
        }
        match terms.expr(expr) {
            Expr::Bound(index) if index == depth => return true,
            Expr::Lambda { domain, body, .. } | Expr::Pi { domain, body, .. } => {
                stack.extend([(domain, depth), (body, depth + 1)]);
            }
            Expr::Let { ty, value, body, .. } => {
                stack.extend([(ty, depth), (value, depth), (body, depth + 1)]);
            }
            _ => stack.extend(terms.parts(expr).map(|part| (part, depth))),
        }
    }
    false
}

/// A number in decimal digits.
fn decimal(digits: &[u64]) -> String {
    const CHUNK: u64 = 1_000_000_000_000_000_000;
    let mut digits = digits.to_vec();
    let mut chunks = Vec::new();
    while digits.iter().any(|&digit| digit != 0) {
        let mut remainder = 0_u128;
        for digit in digits.iter_mut().rev() {
            let current = (remainder << 64) | u128::from(*digit);
            // The remainder is smaller than the divisor, so the quotient is smaller than 2^64.
            *digit = u64::try_from(current / u128::from(CHUNK)).unwrap_or(u64::MAX);
            remainder = current % u128::from(CHUNK);
        }
        chunks.push(remainder);
    }
    let Some(first) = chunks.pop() else { return "0".to_owned() };
    let rest = chunks.iter().rev().map(|chunk| format!("{chunk:018}"));
    std::iter::once(first.to_string()).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_decimal() {
        assert_eq!(decimal(&[]), "0");
        assert_eq!(decimal(&[1_000_000_000_000_000_000]), "1000000000000000000");
        assert_eq!(decimal(&[0, 1]), "18446744073709551616");
        assert_eq!(
            decimal(&[0xc373_e0ee_4e3f_0ad2, 0x1_8ee9_0ff6]),
            "123456789012345678901234567890"
        );
    }
}
