//! The tree.

/// A term or type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// A variable or constant, with its dots: `x`, `Nat.succ`, `xs.length`.
    Name(String),
    /// A numeral.
    Number(u128),
    /// Function and arguments; at least one argument.
    Apply(Box<Term>, Vec<Term>),
    /// A field of a term that is no name: `(f x).1`.
    Field(Box<Term>, String),
    /// Infix notation.
    Binary(Binary, Box<Term>, Box<Term>),
    /// Prefix notation.
    Unary(Unary, Box<Term>),
    /// `∀ binders, body`; a dependent arrow `(x : A) → B` reads the same.
    Forall(Vec<Binder>, Box<Term>),
    /// `∃ binders, body`.
    Exists(Vec<Binder>, Box<Term>),
    /// `fun binders => body`.
    Lambda(Vec<Binder>, Box<Term>),
    /// `if c then a else b`.
    If(Box<Term>, Box<Term>, Box<Term>),
    /// `[a, b, c]`.
    List(Vec<Term>),
    /// `(a, b)`; more components nest to the right.
    Pair(Box<Term>, Box<Term>),
    /// `(x : T)`.
    Typed(Box<Term>, Box<Term>),
}

impl Term {
    /// Whether a free name occurs, alone or as what a dotted one begins with (`x.succ`).
    pub fn mentions(&self, name: &str) -> bool {
        let go = |term: &Self| term.mentions(name);
        let bound = |binders: &[Binder], body: &Self| {
            let in_binder = |b: &Binder| {
                b.ty.as_ref().is_some_and(go)
                    || b.bound.as_ref().is_some_and(|(_, limit)| go(limit))
            };
            let hidden = binders.iter().any(|b| b.name == name);
            binders.iter().any(in_binder) || (!hidden && go(body))
        };
        match self {
            Self::Name(n) => {
                n.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with('.'))
            }
            Self::Number(_) => false,
            Self::Apply(head, arguments) => go(head) || arguments.iter().any(go),
            Self::Field(of, _) | Self::Unary(_, of) => go(of),
            Self::Binary(_, a, b) | Self::Pair(a, b) | Self::Typed(a, b) => go(a) || go(b),
            Self::Forall(binders, body)
            | Self::Exists(binders, body)
            | Self::Lambda(binders, body) => bound(binders, body),
            Self::If(c, a, b) => go(c) || go(a) || go(b),
            Self::List(items) => items.iter().any(go),
        }
    }

    /// The term with `by` in place of a free name. Binders of that name hide it.
    #[must_use]
    pub fn replaced(self, name: &str, by: &Self) -> Self {
        let go = |term: Box<Self>| Box::new(term.replaced(name, by));
        let all = |terms: Vec<Self>| terms.into_iter().map(|t| t.replaced(name, by)).collect();
        let bind = |binders: Vec<Binder>, body: Box<Self>| {
            let hidden = binders.iter().any(|b| b.name == name);
            let binders = binders
                .into_iter()
                .map(|b| Binder {
                    ty: b.ty.map(|ty| ty.replaced(name, by)),
                    bound: b.bound.map(|(relation, limit)| (relation, limit.replaced(name, by))),
                    ..b
                })
                .collect();
            let body = if hidden { body } else { Box::new(body.replaced(name, by)) };
            (binders, body)
        };
        match self {
            Self::Name(n) if n == name => by.clone(),
            Self::Name(_) | Self::Number(_) => self,
            Self::Apply(head, arguments) => Self::Apply(go(head), all(arguments)),
            Self::Field(of, field) => Self::Field(go(of), field),
            Self::Binary(operator, a, b) => Self::Binary(operator, go(a), go(b)),
            Self::Unary(operator, a) => Self::Unary(operator, go(a)),
            Self::Forall(binders, body) => {
                let (binders, body) = bind(binders, body);
                Self::Forall(binders, body)
            }
            Self::Exists(binders, body) => {
                let (binders, body) = bind(binders, body);
                Self::Exists(binders, body)
            }
            Self::Lambda(binders, body) => {
                let (binders, body) = bind(binders, body);
                Self::Lambda(binders, body)
            }
            Self::If(c, a, b) => Self::If(go(c), go(a), go(b)),
            Self::List(items) => Self::List(all(items)),
            Self::Pair(a, b) => Self::Pair(go(a), go(b)),
            Self::Typed(a, ty) => Self::Typed(go(a), go(ty)),
        }
    }
}

/// A bound variable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Binder {
    /// Its name; `_` if it has none.
    pub name: String,
    /// Its type, if printed.
    pub ty: Option<Term>,
    /// A printed bound, as in `∀ x < n`: the relation and its right side.
    pub bound: Option<(Binary, Term)>,
}

/// Infix notations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named after its symbol, given in `symbol`")]
pub enum Binary {
    Iff,
    Implies,
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Dvd,
    Mem,
    NotMem,
    BoolEq,
    BoolNe,
    BoolOr,
    BoolAnd,
    Append,
    Cons,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    Product,
    Compose,
}

impl Binary {
    /// The symbol that Lean prints.
    pub fn symbol(self) -> &'static str {
        use Binary as B;
        match self {
            B::Iff => "↔",
            B::Implies => "→",
            B::Or => "∨",
            B::And => "∧",
            B::Eq => "=",
            B::Ne => "≠",
            B::Lt => "<",
            B::Le => "≤",
            B::Gt => ">",
            B::Ge => "≥",
            B::Dvd => "∣",
            B::Mem => "∈",
            B::NotMem => "∉",
            B::BoolEq => "==",
            B::BoolNe => "!=",
            B::BoolOr => "||",
            B::BoolAnd => "&&",
            B::Append => "++",
            B::Cons => "::",
            B::Add => "+",
            B::Sub => "-",
            B::Mul => "*",
            B::Div => "/",
            B::Mod => "%",
            B::Pow => "^",
            B::Product => "×",
            B::Compose => "∘",
        }
    }

    /// Precedence, and the precedences asked of the left and right side, as Lean declares them.
    pub(crate) fn precedence(self) -> (u8, u8, u8) {
        use Binary as B;
        match self {
            B::Iff => (20, 21, 21),
            B::Implies => (25, 26, 25),
            B::Or => (30, 31, 30),
            B::BoolOr => (30, 30, 31),
            B::And | B::Product => (35, 36, 35),
            B::BoolAnd => (35, 35, 36),
            B::Eq
            | B::Ne
            | B::Lt
            | B::Le
            | B::Gt
            | B::Ge
            | B::Dvd
            | B::Mem
            | B::NotMem
            | B::BoolEq
            | B::BoolNe => (50, 51, 51),
            B::Append | B::Add | B::Sub => (65, 65, 66),
            B::Cons => (67, 68, 67),
            B::Mul | B::Div | B::Mod => (70, 70, 71),
            B::Pow => (75, 76, 75),
            B::Compose => (90, 91, 90),
        }
    }

    pub(crate) const ALL: [Self; 27] = {
        use Binary as B;
        [
            B::Iff,
            B::Implies,
            B::Or,
            B::And,
            B::Eq,
            B::Ne,
            B::Lt,
            B::Le,
            B::Gt,
            B::Ge,
            B::Dvd,
            B::Mem,
            B::NotMem,
            B::BoolEq,
            B::BoolNe,
            B::BoolOr,
            B::BoolAnd,
            B::Append,
            B::Cons,
            B::Add,
            B::Sub,
            B::Mul,
            B::Div,
            B::Mod,
            B::Pow,
            B::Product,
            B::Compose,
        ]
    };
}

/// Prefix notations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unary {
    /// `¬p`
    Not,
    /// `!b`
    BoolNot,
    /// `-x`
    Negate,
    /// `↑x`, a coercion.
    Coerce,
}
