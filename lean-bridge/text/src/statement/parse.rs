//! From words to trees, by precedence.

use super::{
    token::{Token, tokens},
    tree::{Binary, Binder, Term, Unary},
};

/// Deepest nesting that is read; printed goals stay far below.
const DEEPEST: usize = 200;
const APPLICATION: u8 = 100;

/// Text outside the notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Byte at which reading stopped.
    pub at: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {} at byte {}", self.expected, self.at)
    }
}

impl std::error::Error for ParseError {}

/// Reads a term or type.
pub fn parse(text: &str) -> Result<Term, ParseError> {
    let words = tokens(text).map_err(|at| ParseError { at, expected: "a known symbol" })?;
    let mut parser = Parser { words, next: 0, end: text.len(), depth: 0 };
    let term = parser.term(0)?;
    match parser.peek() {
        None => Ok(term),
        Some(_) => Err(parser.error("the end")),
    }
}

/// All binders, the names of the explicit ones, and the type after the colon.
pub(crate) type Signature = (Vec<Binder>, Vec<String>, Option<Term>);

/// Reads what stands between the name and the body of a declaration.
pub(crate) fn parse_signature(text: &str) -> Result<Signature, ParseError> {
    let words = tokens(text).map_err(|at| ParseError { at, expected: "a known symbol" })?;
    let mut parser = Parser { words, next: 0, end: text.len(), depth: 0 };
    let (mut all, mut explicit) = (Vec::new(), Vec::new());
    while parser.peek().is_some() && !parser.is(":") {
        let is_explicit = parser.is("(");
        let groups = [("(", ")"), ("{", "}"), ("[", "]")];
        let Some((open, close)) = groups.into_iter().find(|(open, _)| parser.is(open)) else {
            return Err(parser.error("a binder"));
        };
        let binders = parser.group(open, close)?;
        if is_explicit {
            explicit.extend(binders.iter().map(|b| b.name.clone()));
        }
        all.extend(binders);
    }
    let ty = if parser.eat(":") { Some(parser.term(0)?) } else { None };
    match parser.peek() {
        None => Ok((all, explicit, ty)),
        Some(_) => Err(parser.error("the end")),
    }
}

struct Parser {
    words: Vec<(usize, Token)>,
    next: usize,
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.words.get(self.next).map(|(_, token)| token)
    }

    fn error(&self, expected: &'static str) -> ParseError {
        let at = self.words.get(self.next).map_or(self.end, |(at, _)| *at);
        ParseError { at, expected }
    }

    fn is(&self, symbol: &str) -> bool {
        matches!(self.peek(), Some(Token::Symbol(s)) if *s == symbol)
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = self.is(symbol);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &'static str) -> Result<(), ParseError> {
        if self.eat(symbol) { Ok(()) } else { Err(self.error(symbol)) }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Name(name)) if name == word)
    }

    fn expect_word(&mut self, word: &'static str) -> Result<(), ParseError> {
        if self.is_word(word) {
            self.next += 1;
            Ok(())
        } else {
            Err(self.error(word))
        }
    }

    fn term(&mut self, least: u8) -> Result<Term, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("less nesting"));
        }
        let (mut left, mut strength) = self.prefix()?;
        while let Some(operator) = self.operator() {
            let (precedence, of_left, of_right) = operator.precedence();
            // Operators of one precedence that do not associate are left to the caller to refuse.
            if precedence < least || strength < of_left {
                break;
            }
            self.next += 1;
            let right = self.term(of_right)?;
            left = Term::Binary(operator, Box::new(left), Box::new(right));
            strength = precedence;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operator(&self) -> Option<Binary> {
        let Some(Token::Symbol(symbol)) = self.peek() else { return None };
        let symbol = match *symbol {
            "->" => "→",
            "<->" => "↔",
            "<=" => "≤",
            ">=" => "≥",
            other => other,
        };
        Binary::ALL.into_iter().find(|b| b.symbol() == symbol)
    }

    /// A term without infix notation at its top, and how tightly it binds as a left side.
    fn prefix(&mut self) -> Result<(Term, u8), ParseError> {
        let unary =
            |operator, term, strength| Ok((Term::Unary(operator, Box::new(term)), strength));
        if self.eat("¬") {
            let of = self.term(40)?;
            return unary(Unary::Not, of, 40);
        }
        if self.eat("!") {
            let of = self.term(40)?;
            return unary(Unary::BoolNot, of, 40);
        }
        if self.eat("-") {
            let of = self.term(75)?;
            return unary(Unary::Negate, of, 75);
        }
        if self.eat("∀") {
            let binders = self.binders(",")?;
            return Ok((Term::Forall(binders, Box::new(self.term(0)?)), 0));
        }
        if self.eat("∃") {
            let binders = self.binders(",")?;
            return Ok((Term::Exists(binders, Box::new(self.term(0)?)), 0));
        }
        if self.is_word("fun") || self.is("λ") {
            self.next += 1;
            let binders = self.binders("=>")?;
            return Ok((Term::Lambda(binders, Box::new(self.term(0)?)), 0));
        }
        if self.is_word("if") {
            self.next += 1;
            let condition = self.term(0)?;
            self.expect_word("then")?;
            let yes = self.term(0)?;
            self.expect_word("else")?;
            let no = self.term(0)?;
            return Ok((Term::If(Box::new(condition), Box::new(yes), Box::new(no)), 0));
        }
        let head = self.atom()?;
        let mut arguments = Vec::new();
        while self.begins_atom() {
            arguments.push(self.atom()?);
        }
        Ok(if arguments.is_empty() {
            (head, u8::MAX)
        } else {
            (Term::Apply(Box::new(head), arguments), APPLICATION)
        })
    }

    fn begins_atom(&self) -> bool {
        match self.peek() {
            Some(Token::Name(name)) => !matches!(name.as_str(), "then" | "else" | "fun" | "if"),
            Some(Token::Number(_)) => true,
            Some(Token::Symbol(s)) => matches!(*s, "(" | "[" | "↑"),
            _ => false,
        }
    }

    fn atom(&mut self) -> Result<Term, ParseError> {
        let mut term = match self.peek().cloned() {
            Some(Token::Name(name)) if !matches!(name.as_str(), "then" | "else" | "fun" | "if") => {
                self.next += 1;
                Term::Name(name)
            }
            Some(Token::Number(number)) => {
                self.next += 1;
                Term::Number(number)
            }
            Some(Token::Symbol("↑")) => {
                self.next += 1;
                Term::Unary(Unary::Coerce, Box::new(self.atom()?))
            }
            Some(Token::Symbol("[")) => {
                self.next += 1;
                let mut items = Vec::new();
                while !self.eat("]") {
                    if !items.is_empty() {
                        self.expect(",")?;
                    }
                    items.push(self.term(0)?);
                }
                Term::List(items)
            }
            Some(Token::Symbol("(")) => self.parenthesis()?,
            _ => return Err(self.error("a term")),
        };
        while let Some(Token::Field(field)) = self.peek().cloned() {
            self.next += 1;
            term = Term::Field(Box::new(term), field);
        }
        Ok(term)
    }

    /// `(t)`, `(t : T)`, `(a, b)`, and the dependent arrow `(x y : A) → B`.
    fn parenthesis(&mut self) -> Result<Term, ParseError> {
        let start = self.next;
        if let Ok(binders) = self.group("(", ")")
            && self.eat("→")
        {
            return Ok(Term::Forall(binders, Box::new(self.term(25)?)));
        }
        self.next = start;
        self.expect("(")?;
        let term = self.term(0)?;
        if self.eat(":") {
            let ty = self.term(0)?;
            self.expect(")")?;
            return Ok(Term::Typed(Box::new(term), Box::new(ty)));
        }
        let mut items = vec![term];
        while self.eat(",") {
            items.push(self.term(0)?);
        }
        self.expect(")")?;
        let mut pair = items.pop().ok_or_else(|| self.error("a term"))?;
        while let Some(item) = items.pop() {
            pair = Term::Pair(Box::new(item), Box::new(pair));
        }
        Ok(pair)
    }

    /// Binders up to and with `end`.
    fn binders(&mut self, end: &'static str) -> Result<Vec<Binder>, ParseError> {
        let mut found = Vec::new();
        while !self.eat(end) {
            let groups = [("(", ")"), ("{", "}"), ("[", "]")];
            if let Some((open, close)) = groups.into_iter().find(|(open, _)| self.is(open)) {
                found.extend(self.group(open, close)?);
                continue;
            }
            let first = found.len();
            while let Some(Token::Name(name)) = self.peek().cloned() {
                self.next += 1;
                found.push(Binder { name, ty: None, bound: None });
            }
            if found.len() == first {
                return Err(self.error("a bound variable"));
            }
            if self.eat(":") {
                let ty = self.term(0)?;
                found[first..].iter_mut().for_each(|b| b.ty = Some(ty.clone()));
            } else if let Some(relation) = self.operator() {
                self.next += 1;
                let limit = self.term(51)?;
                found[first..].iter_mut().for_each(|b| b.bound = Some((relation, limit.clone())));
            }
        }
        Ok(found)
    }

    fn group(
        &mut self,
        open: &'static str,
        close: &'static str,
    ) -> Result<Vec<Binder>, ParseError> {
        let start = self.next;
        self.expect(open)?;
        let mut names = Vec::new();
        while let Some(Token::Name(name)) = self.peek().cloned() {
            self.next += 1;
            names.push(name);
        }
        if open == "[" && !self.is(":") {
            // An instance without a name.
            self.next = start + 1;
            names = vec!["_".to_owned()];
        } else if names.is_empty() {
            return Err(self.error("a bound variable"));
        } else {
            self.expect(":")?;
        }
        let ty = self.term(0)?;
        self.expect(close)?;
        Ok(names
            .into_iter()
            .map(|name| Binder { name, ty: Some(ty.clone()), bound: None })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree with all its brackets.
    fn show(text: &str) -> String {
        fn go(term: &Term) -> String {
            let binders = |b: &[Binder]| {
                b.iter()
                    .map(|b| match (&b.ty, &b.bound) {
                        (Some(ty), _) => format!("{}:{}", b.name, go(ty)),
                        (_, Some((r, t))) => format!("{}{}{}", b.name, r.symbol(), go(t)),
                        _ => b.name.clone(),
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let all = |ts: &[Term]| ts.iter().map(go).collect::<Vec<_>>().join(" ");
            match term {
                Term::Name(n) => n.clone(),
                Term::Number(n) => n.to_string(),
                Term::Apply(f, xs) => format!("({} {})", go(f), all(xs)),
                Term::Field(t, f) => format!("{}.{f}", go(t)),
                Term::Binary(o, a, b) => format!("({} {} {})", go(a), o.symbol(), go(b)),
                Term::Unary(o, a) => format!("({o:?} {})", go(a)),
                Term::Forall(b, t) => format!("(∀ {}, {})", binders(b), go(t)),
                Term::Exists(b, t) => format!("(∃ {}, {})", binders(b), go(t)),
                Term::Lambda(b, t) => format!("(fun {} => {})", binders(b), go(t)),
                Term::If(c, a, b) => format!("(if {} {} {})", go(c), go(a), go(b)),
                Term::List(xs) => format!("[{}]", all(xs)),
                Term::Pair(a, b) => format!("({}, {})", go(a), go(b)),
                Term::Typed(t, ty) => format!("({} : {})", go(t), go(ty)),
            }
        }
        parse(text).map_or_else(|e| e.to_string(), |t| go(&t))
    }

    #[test]
    fn precedence_is_leans() {
        assert_eq!(show("a + b * c = c ∧ p → q ↔ r"), "(((((a + (b * c)) = c) ∧ p) → q) ↔ r)");
        assert_eq!(show("p → q → r"), "(p → (q → r))");
        assert_eq!(show("a - b - c"), "((a - b) - c)");
        assert_eq!(show("a ^ b ^ c"), "(a ^ (b ^ c))");
        assert_eq!(show("x :: xs ++ ys"), "((x :: xs) ++ ys)");
        assert_eq!(show("(a - b) - (c - d)"), "((a - b) - (c - d))");
        assert_eq!(show("¬p ∧ q"), "((Not p) ∧ q)");
        assert_eq!(show("-a * b"), "((Negate a) * b)");
        assert_eq!(show("f x + g (y + 1) z"), "((f x) + (g (y + 1) z))");
    }

    #[test]
    fn binders_of_every_form() {
        assert_eq!(show("∀ (x y : Nat), x < y"), "(∀ x:Nat y:Nat, (x < y))");
        assert_eq!(show("∀ x y : α, R x y → R y x"), "(∀ x:α y:α, ((R x y) → (R y x)))");
        assert_eq!(show("∃ x, p x ∧ q"), "(∃ x, ((p x) ∧ q))");
        assert_eq!(show("∀ x < n, ∃ y ∈ xs, x ≤ y"), "(∀ x<n, (∃ y∈xs, (x ≤ y)))");
        assert_eq!(show("(x : α) → p x"), "(∀ x:α, (p x))");
        assert_eq!(show("fun x => x + 1"), "(fun x => (x + 1))");
        assert_eq!(show("p ∧ ∀ (x : α), q x"), "(p ∧ (∀ x:α, (q x)))");
    }

    #[test]
    fn atoms_and_fields() {
        assert_eq!(show("(f x).1 + xs.length"), "((f x).1 + xs.length)");
        assert_eq!(show("[1, 2] ++ []"), "([1 2] ++ [])");
        assert_eq!(show("(a, b, c)"), "(a, (b, c))");
        assert_eq!(show("(3 : Int)"), "(3 : Int)");
        assert_eq!(show("if a ≤ b then b else a"), "(if (a ≤ b) b a)");
        assert_eq!(show("↑n + 1"), "((Coerce n) + 1)");
        assert_eq!(show("x✝ ≠ h₁"), "(x✝ ≠ h₁)");
    }

    #[test]
    fn what_is_outside_is_an_error_with_its_place() {
        assert_eq!(show("a = b = c"), "expected the end at byte 6");
        assert_eq!(show("a + "), "expected a term at byte 4");
        assert_eq!(show("∫ x"), "expected a known symbol at byte 0");
        assert_eq!(show("(a"), "expected ) at byte 2");
        assert!(show(&"(".repeat(10_000)).starts_with("expected less nesting"));
    }
}
