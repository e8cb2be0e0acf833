//! First-order terms, as far as printed propositions can be read as such.
#![allow(clippy::single_match_else, reason = "both arms matter")]

use rustc_hash::FxHashMap;

/// A symbol of a [`Signature`].
pub(super) type Symbol = u32;
/// A substitution: variable to term.
pub(super) type Subst = FxHashMap<u32, Term>;

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// A variable of an equation.
    Var(u32),
    /// A symbol applied to arguments.
    App(Symbol, Vec<Term>),
}

impl Term {
    /// Number of symbols and variables.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Var(_) => 1,
            Self::App(_, args) => 1 + args.iter().map(Self::size).sum::<usize>(),
        }
    }

    /// Adds the variables in order of first occurrence.
    pub(super) fn variables(&self, found: &mut Vec<u32>) {
        match self {
            Self::Var(v) if found.contains(v) => {}
            Self::Var(v) => found.push(*v),
            Self::App(_, args) => args.iter().for_each(|a| a.variables(found)),
        }
    }

    /// The subterm at a path.
    pub(super) fn at(&self, path: &[usize]) -> &Self {
        match (path.split_first(), self) {
            (Some((first, rest)), Self::App(_, args)) => args[*first].at(rest),
            _ => self,
        }
    }

    /// With the subterm at a path replaced.
    pub(super) fn with(&self, path: &[usize], new: &Self) -> Self {
        match (path.split_first(), self) {
            (Some((first, rest)), Self::App(symbol, args)) => {
                let mut args = args.clone();
                args[*first] = args[*first].with(rest, new);
                Self::App(*symbol, args)
            }
            _ => new.clone(),
        }
    }

    /// Paths to the subterms that are no variables, the root first.
    pub(super) fn positions(&self) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), &mut found);
        found
    }

    fn collect(&self, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        if let Self::App(_, args) = self {
            found.push(path.clone());
            for (n, arg) in args.iter().enumerate() {
                path.push(n);
                arg.collect(path, found);
                path.pop();
            }
        }
    }

    /// With every variable's number mapped.
    pub(super) fn shift(&self, by: u32) -> Self {
        match self {
            Self::Var(v) => Self::Var(v + by),
            Self::App(symbol, args) => {
                Self::App(*symbol, args.iter().map(|a| a.shift(by)).collect())
            }
        }
    }

    /// Under a substitution whose terms may hold substituted variables themselves.
    pub(super) fn resolve(&self, subst: &Subst) -> Self {
        match self {
            Self::Var(v) => subst.get(v).map_or_else(|| self.clone(), |t| t.resolve(subst)),
            Self::App(symbol, args) => {
                Self::App(*symbol, args.iter().map(|a| a.resolve(subst)).collect())
            }
        }
    }

    /// Under a substitution, once.
    pub(super) fn instance(&self, subst: &Subst) -> Self {
        match self {
            Self::Var(v) => subst.get(v).cloned().unwrap_or_else(|| self.clone()),
            Self::App(symbol, args) => {
                Self::App(*symbol, args.iter().map(|a| a.instance(subst)).collect())
            }
        }
    }

    fn occurs(&self, var: u32, subst: &Subst) -> bool {
        match self {
            Self::Var(v) => *v == var || subst.get(v).is_some_and(|t| t.occurs(var, subst)),
            Self::App(_, args) => args.iter().any(|a| a.occurs(var, subst)),
        }
    }
}

/// Makes `pattern` equal to `term` by a substitution of the pattern's variables.
pub(super) fn matches(pattern: &Term, term: &Term, subst: &mut Subst) -> bool {
    match (pattern, term) {
        (Term::Var(v), _) => {
            if let Some(bound) = subst.get(v) {
                bound == term
            } else {
                subst.insert(*v, term.clone());
                true
            }
        }
        (Term::App(f, xs), Term::App(g, ys)) => {
            f == g && xs.len() == ys.len() && xs.iter().zip(ys).all(|(x, y)| matches(x, y, subst))
        }
        _ => false,
    }
}

/// Makes two terms equal.
pub(super) fn unify(left: &Term, right: &Term, subst: &mut Subst) -> bool {
    let walk = |mut term: Term, subst: &Subst| {
        while let Term::Var(v) = &term
            && let Some(bound) = subst.get(v)
        {
            term = bound.clone();
        }
        term
    };
    let (left, right) = (walk(left.clone(), subst), walk(right.clone(), subst));
    match (&left, &right) {
        (Term::Var(a), Term::Var(b)) if a == b => true,
        (Term::Var(v), other) | (other, Term::Var(v)) => {
            if other.occurs(*v, subst) {
                return false;
            }
            subst.insert(*v, other.clone());
            true
        }
        (Term::App(f, xs), Term::App(g, ys)) => {
            f == g && xs.len() == ys.len() && xs.iter().zip(ys).all(|(x, y)| unify(x, y, subst))
        }
    }
}

/// The symbols of one problem, and how each is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature {
    names: Vec<String>,
    ids: FxHashMap<String, Symbol>,
}

/// Infix operators: symbol, binding power, and whether they lean to the right.
const INFIX: [(&str, u8, bool); 9] = [
    ("++", 65, false),
    ("::", 67, true),
    ("+", 65, false),
    ("-", 65, false),
    ("*", 70, false),
    ("/", 70, false),
    ("%", 70, false),
    ("^", 75, true),
    ("∘", 90, true),
];
/// Binding power of arguments.
const ARGUMENT: u8 = 100;

impl Signature {
    /// The symbol of a name: the last part of a dotted name decides, the first spelling is kept.
    pub(super) fn symbol(&mut self, name: &str) -> Symbol {
        let key = name.rsplit('.').next().unwrap_or(name).to_owned();
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        *self.ids.entry(key).or_insert_with(|| {
            self.names.push(name.to_owned());
            next
        })
    }

    /// Writes a symbol in another way from now on.
    pub(super) fn respell(&mut self, key: &str, spelled: String) {
        if let Some(id) = self.ids.get(key) {
            self.names[*id as usize] = spelled;
        }
    }

    /// How many symbols there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Reads a term whose variables are given; `None` if it is none of first order.
    pub(super) fn read(&mut self, text: &str, variables: &[String]) -> Option<Term> {
        let tokens = tokens(text)?;
        let mut reader = Reader { tokens: &tokens, at: 0, variables, signature: self };
        let term = reader.term(0)?;
        (reader.at == tokens.len()).then_some(term)
    }

    /// Writes a term, its variables by `variable`.
    pub(super) fn write(&self, term: &Term, variable: &dyn Fn(u32) -> String) -> String {
        self.write_at(term, variable, 0)
    }

    fn write_at(&self, term: &Term, variable: &dyn Fn(u32) -> String, power: u8) -> String {
        match term {
            Term::Var(v) => variable(*v),
            Term::App(symbol, args) => {
                let name = &self.names[*symbol as usize];
                let infix = INFIX.iter().find(|(symbol, ..)| symbol == name);
                match (infix, args.as_slice()) {
                    (_, []) => name.clone(),
                    (Some((_, own, right)), [a, b]) => {
                        let (l, r) = if *right { (own + 1, *own) } else { (*own, own + 1) };
                        let a = self.write_at(a, variable, l);
                        let b = self.write_at(b, variable, r);
                        bracket(format!("{a} {name} {b}"), power > *own)
                    }
                    (_, [a]) if name == "-₁" => {
                        bracket(format!("-{}", self.write_at(a, variable, 75)), power > 74)
                    }
                    (_, [a]) if name == "⁻¹" => {
                        format!("{}⁻¹", self.write_at(a, variable, ARGUMENT))
                    }
                    _ => {
                        let mut text = name.clone();
                        for arg in args {
                            text.push(' ');
                            text.push_str(&self.write_at(arg, variable, ARGUMENT));
                        }
                        bracket(text, power >= ARGUMENT)
                    }
                }
            }
        }
    }
}

fn bracket(text: String, needed: bool) -> String {
    if needed { format!("({text})") } else { text }
}

fn tokens(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let long = if c.is_alphanumeric() || c == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && !"_'.!?".contains(c)).unwrap_or(rest.len())
        } else if rest.starts_with("⁻¹") {
            "⁻¹".len()
        } else if rest.starts_with("++") || rest.starts_with("::") || rest.starts_with("[]") {
            2
        } else if c == '.' && rest[1..].starts_with(char::is_alphabetic) {
            // `(xs ++ ys).length`
            let end = rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_');
            end.map_or(rest.len(), |end| end + 1)
        } else if "()+-*/%^∘:".contains(c) {
            c.len_utf8()
        } else {
            return None;
        };
        let token = &rest[..long];
        if matches!(token, "fun" | "if" | "let" | "match" | "have" | "show") || token.ends_with('.')
        {
            return None;
        }
        found.push(token);
        rest = rest[long..].trim_start();
    }
    Some(found)
}

struct Reader<'a> {
    tokens: &'a [&'a str],
    at: usize,
    variables: &'a [String],
    signature: &'a mut Signature,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).copied()
    }

    fn term(&mut self, power: u8) -> Option<Term> {
        let mut left = if self.peek() == Some("-") {
            self.at += 1;
            let inner = self.term(75)?;
            Term::App(self.signature.symbol("-₁"), vec![inner])
        } else {
            self.application()?
        };
        while let Some(token) = self.peek() {
            let Some((symbol, own, right)) = INFIX.iter().find(|(symbol, ..)| *symbol == token)
            else {
                break;
            };
            if *own < power {
                break;
            }
            self.at += 1;
            let other = self.term(if *right { *own } else { own + 1 })?;
            left = Term::App(self.signature.symbol(symbol), vec![left, other]);
        }
        Some(left)
    }

    fn application(&mut self) -> Option<Term> {
        let head = self.atom()?;
        let mut arguments = Vec::new();
        while self
            .peek()
            .is_some_and(|t| t == "(" || t.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        {
            arguments.push(self.atom()?);
        }
        if arguments.is_empty() {
            return Some(head);
        }
        match head {
            Term::App(symbol, mut first) => {
                first.extend(arguments);
                Some(Term::App(symbol, first))
            }
            Term::Var(_) => None,
        }
    }

    fn atom(&mut self) -> Option<Term> {
        let token = self.tokens.get(self.at).copied()?;
        self.at += 1;
        let mut term = if token == "(" {
            let inner = self.term(0)?;
            if self.peek() == Some(":") {
                while self.peek().is_some_and(|t| t != ")") {
                    self.at += 1;
                }
            }
            if self.peek() != Some(")") {
                return None;
            }
            self.at += 1;
            inner
        } else if token == "[]" {
            Term::App(self.signature.symbol(token), Vec::new())
        } else if !token.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        } else if let Some((object, field)) = field_of(token) {
            let object = match self.variables.iter().position(|v| v == object) {
                Some(n) => Term::Var(u32::try_from(n).ok()?),
                None => Term::App(self.signature.symbol(object), Vec::new()),
            };
            Term::App(self.signature.symbol(field), vec![object])
        } else if let Some(n) = self.variables.iter().position(|v| v == token) {
            Term::Var(u32::try_from(n).ok()?)
        } else {
            Term::App(self.signature.symbol(token), Vec::new())
        };
        loop {
            match self.peek() {
                Some("⁻¹") => term = Term::App(self.signature.symbol("⁻¹"), vec![term]),
                Some(token) if token.starts_with('.') => {
                    let field = token[1..].to_owned();
                    term = Term::App(self.signature.symbol(&field), vec![term]);
                }
                _ => return Some(term),
            }
            self.at += 1;
        }
    }
}

/// Object and field of `xs.length`, whose object is a variable by its small letter.
fn field_of(token: &str) -> Option<(&str, &str)> {
    let (object, field) = token.split_once('.')?;
    let small = object.starts_with(|c: char| c.is_lowercase() || c == '_');
    (small && !field.contains('.') && !field.is_empty()).then_some((object, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_written_as_they_were_read() {
        let mut signature = Signature::default();
        let variables = ["x".to_owned(), "y".to_owned()];
        for text in [
            "inv a * (a * b)",
            "a * b * c",
            "mul (mul x y) one",
            "f x (g y) + 1",
            "(a + b) * c",
            "x⁻¹ * y",
            "xs ++ (ys ++ zs)",
            "a % (b * c)",
        ] {
            let term = signature.read(text, &variables).unwrap();
            let name = |v: u32| variables[v as usize].clone();
            assert_eq!(signature.write(&term, &name), text);
        }
        assert_eq!(signature.read("fun x => x", &variables), None);
        assert_eq!(
            signature.read("Group'.inv a", &[]),
            signature.read("inv a", &[]),
            "a dotted name is the same symbol"
        );
        assert_eq!(
            signature.read("(x ++ ys).length + ys.length", &variables),
            signature.read("List.length (x ++ ys) + List.length ys", &variables),
            "a field is a function"
        );
    }

    #[test]
    fn unification_binds_both_sides() {
        let mut signature = Signature::default();
        let variables = ["x".to_owned(), "y".to_owned()];
        let left = signature.read("f x (g x)", &variables).unwrap();
        let right = signature.read("f (h y) y", &variables).unwrap();
        assert!(!unify(&left, &right, &mut Subst::default()), "would need an infinite term");
        let right = signature.read("f a y", &variables).unwrap();
        let mut subst = Subst::default();
        assert!(unify(&left, &right, &mut subst));
        assert_eq!(left.resolve(&subst), right.resolve(&subst));
    }
}
