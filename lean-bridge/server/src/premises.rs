//! What a proof may cite: every theorem of the imported modules, with the shape of its statement.
//!
//! Read from the compiled modules, so no Lean process is needed, and each premise is one that
//! really exists. Which premises suit a goal is not decided here.

mod kept;

use std::{fmt::Write as _, path::PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::{
    olean::{
        BinderInfo, Constant, ConstantKind, Constants, Expr, ExprId, Level, Name, NameId,
        OleanError, Printer, Terms, argument_infos,
    },
    toolchain::Toolchain,
};

pub use self::kept::{Collection, kept};

/// What kind of constant a premise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PremiseKind {
    /// A theorem.
    Theorem,
    /// An axiom whose type is a proposition.
    Axiom,
    /// A constructor of an inductive proposition, such as `Or.inl`.
    Constructor,
}

/// The relation that a statement ends in, if it is one that can be rewritten with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// `l = r`.
    Equation,
    /// `l ↔ r`.
    Equivalence,
}

/// A premise with the shape of its statement. Names are written as in Lean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premise {
    /// Its full name.
    pub name: String,
    /// The module that it is in.
    pub module: String,
    /// What kind of constant it is.
    pub kind: PremiseKind,
    /// Its type, roughly as Lean prints it.
    pub statement: String,
    /// The constants in the statement, instances left out, sorted.
    pub symbols: Vec<String>,
    /// The constant at the head of the conclusion. `None` if that is a variable, so that the
    /// premise fits any goal.
    pub conclusion: Option<String>,
    /// Whether the conclusion is an equation or an equivalence.
    pub relation: Option<Relation>,
    /// Of a relation, the constant at the head of the left-hand side, if there is one.
    pub left: Option<String>,
    /// The same of the right-hand side.
    pub right: Option<String>,
    /// Number of arguments that are given explicitly, hypotheses included.
    pub explicit: usize,
    /// Number of arguments that are proofs.
    pub hypotheses: usize,
    /// True if it is tagged `@[simp]`.
    pub simp: bool,
    /// Its documentation comment.
    pub doc: Option<String>,
}

impl Premise {
    /// The line of an index: `name : statement`.
    pub fn line(&self) -> String {
        format!("{} : {}", self.name, self.statement)
    }
}

/// Reads the premises that a file with `imports` may cite, sorted by module order and name.
pub fn premises(lean: &Toolchain, imports: &[&str]) -> Result<Vec<Premise>, OleanError> {
    premises_in(&lean.olean_path(), imports)
}

/// As [`premises`], from the folders of a search path.
pub fn premises_in(path: &[PathBuf], imports: &[&str]) -> Result<Vec<Premise>, OleanError> {
    let mut terms = Terms::default();
    let mut constants = Constants::default();
    for import in imports {
        constants.add(&mut terms, path, import)?;
    }
    Ok(all(&terms, &constants))
}

/// The premises among `constants`.
pub fn all(terms: &Terms, constants: &Constants) -> Vec<Premise> {
    let reader = Reader { terms, constants };
    let mut premises = Vec::new();
    for (module, content) in constants.modules() {
        let simp: FxHashSet<NameId> = content.simp_lemmas.iter().copied().collect();
        let docs: FxHashMap<NameId, &str> =
            content.docs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let module = terms.name_text(module);
        let mut own: Vec<Premise> = content
            .constants
            .iter()
            .filter_map(|constant| {
                let mut premise = reader.premise(constant, &module)?;
                premise.simp = simp.contains(&constant.name);
                premise.doc = docs.get(&constant.name).map(|text| text.trim().to_owned());
                Some(premise)
            })
            .collect();
        own.sort_by(|left, right| left.name.cmp(&right.name));
        premises.extend(own);
    }
    premises
}

/// An index of premises to read: a heading for each module, a line for each premise.
pub fn index(premises: &[Premise]) -> String {
    let mut page = String::new();
    let mut module = "";
    for premise in premises {
        if premise.module != module {
            module = &premise.module;
            let separator = if page.is_empty() { "" } else { "\n" };
            // Writing to a string cannot fail, here and below.
            let _ = write!(page, "{separator}## {module}\n\n");
        }
        let simp = if premise.simp { " `@[simp]`" } else { "" };
        let _ = writeln!(page, "- `{}`{simp}", premise.line());
    }
    page
}

struct Reader<'a> {
    terms: &'a Terms,
    constants: &'a Constants,
}

/// An argument of a statement, outermost first in a list of them.
struct Binder {
    info: BinderInfo,
    domain: ExprId,
}

impl Reader<'_> {
    fn premise(&self, constant: &Constant, module: &str) -> Option<Premise> {
        if constant.is_unsafe() || is_internal(self.terms, constant.name) {
            return None;
        }
        let kind = match constant.kind {
            ConstantKind::Theorem { .. } | ConstantKind::Statement => PremiseKind::Theorem,
            ConstantKind::Axiom { .. } if self.is_proposition(constant.ty, &mut Vec::new()) => {
                PremiseKind::Axiom
            }
            ConstantKind::Constructor { inductive, .. }
                if self.ends_in_proposition(self.constants.get(inductive)?.ty) =>
            {
                PremiseKind::Constructor
            }
            _ => return None,
        };

        let (binders, conclusion) = self.open(constant.ty);
        let (head, arguments) = self.terms.unfold_apply(conclusion);
        let head = self.constant_name(head);
        let relation = match (head.as_deref(), arguments.len()) {
            (Some("Eq"), 3) => Some(Relation::Equation),
            (Some("Iff"), 2) => Some(Relation::Equivalence),
            _ => None,
        };
        let side = |from_end: usize| {
            relation?;
            let side = arguments.len().checked_sub(from_end)?;
            let (head, _) = self.terms.unfold_apply(arguments[side]);
            self.constant_name(head)
        };
        let mut context = Vec::new();
        let mut hypotheses = 0;
        for binder in &binders {
            hypotheses += usize::from(self.is_proposition(binder.domain, &mut context));
            context.push(binder.domain);
        }
        Some(Premise {
            name: self.terms.name_text(constant.name),
            module: module.to_owned(),
            kind,
            statement: Printer::new(self.terms, self.constants).print(constant.ty),
            symbols: self.symbols(constant.ty),
            left: side(2),
            right: side(1),
            conclusion: head,
            relation,
            explicit: binders.iter().filter(|b| b.info == BinderInfo::Explicit).count(),
            hypotheses,
            simp: false,
            doc: None,
        })
    }

    /// The arguments of a statement and what it concludes.
    fn open(&self, ty: ExprId) -> (Vec<Binder>, ExprId) {
        let mut binders = Vec::new();
        let mut current = ty;
        loop {
            match self.terms.expr(current) {
                Expr::Pi { info, domain, body, .. } => {
                    binders.push(Binder { info, domain });
                    current = body;
                }
                Expr::Remark(inner) => current = inner,
                _ => return (binders, current),
            }
        }
    }

    fn constant_name(&self, expr: ExprId) -> Option<String> {
        match self.terms.expr(expr) {
            Expr::Constant(name, _) => Some(self.terms.name_text(name)),
            Expr::Nat(_) => Some("OfNat.ofNat".to_owned()),
            _ => None,
        }
    }

    /// True if `expr` is a proposition, as far as its shape tells: what stands at its head must
    /// have a type that ends in `Prop`. `context` holds the types of the variables in scope.
    fn is_proposition(&self, expr: ExprId, context: &mut Vec<ExprId>) -> bool {
        let outer = context.len();
        let mut current = expr;
        let answer = loop {
            match self.terms.expr(current) {
                Expr::Pi { domain, body, .. } => {
                    context.push(domain);
                    current = body;
                }
                Expr::Let { ty, body, .. } => {
                    context.push(ty);
                    current = body;
                }
                Expr::Remark(inner) => current = inner,
                _ => {
                    let (head, _) = self.terms.unfold_apply(current);
                    break match self.terms.expr(head) {
                        Expr::Constant(name, _) => self
                            .constants
                            .get(name)
                            .is_some_and(|constant| self.ends_in_proposition(constant.ty)),
                        Expr::Bound(index) => (index as usize)
                            .checked_add(1)
                            .and_then(|back| context.len().checked_sub(back))
                            .is_some_and(|place| self.ends_in_proposition(context[place])),
                        _ => false,
                    };
                }
            }
        };
        context.truncate(outer);
        answer
    }

    /// True if a type, all its arguments given, is `Prop`.
    fn ends_in_proposition(&self, ty: ExprId) -> bool {
        let (_, end) = self.open(ty);
        matches!(self.terms.expr(end), Expr::Sort(level) if self.terms.level(level) == Level::Zero)
    }

    /// The constants in a statement, without those in instance arguments.
    fn symbols(&self, ty: ExprId) -> Vec<String> {
        let mut found = FxHashSet::default();
        let mut seen = FxHashSet::default();
        let mut stack = vec![ty];
        while let Some(expr) = stack.pop() {
            if !seen.insert(expr) {
                continue;
            }
            match self.terms.expr(expr) {
                Expr::Constant(name, _) => drop(found.insert(name)),
                Expr::Apply(..) => {
                    let (head, arguments) = self.terms.unfold_apply(expr);
                    stack.push(head);
                    let infos = match self.terms.expr(head) {
                        Expr::Constant(name, _) => {
                            argument_infos(self.terms, self.constants, name, arguments.len())
                        }
                        _ => vec![BinderInfo::Explicit; arguments.len()],
                    };
                    let shown = arguments
                        .into_iter()
                        .zip(infos)
                        .filter(|(_, info)| *info != BinderInfo::Instance)
                        .map(|(argument, _)| argument);
                    stack.extend(shown);
                }
                _ => stack.extend(self.terms.parts(expr)),
            }
        }
        let mut symbols: Vec<String> =
            found.into_iter().map(|name| self.terms.name_text(name)).collect();
        symbols.sort_unstable();
        symbols
    }
}

/// True for names that Lean makes for its own use, which no proof should cite.
fn is_internal(terms: &Terms, name: NameId) -> bool {
    // The elaborator's own helpers; of the language's types only `Name` and its kin live there.
    if terms.name_text(name).starts_with("Lean.") {
        return true;
    }
    let mut current = name;
    let mut last = true;
    loop {
        let (prefix, text) = match terms.name(current) {
            Name::Anonymous => return false,
            // `foo.match_1.3`, `_private.Module.0.foo`.
            Name::Number(..) => return true,
            Name::Text(prefix, text) => (prefix, terms.text(text)),
        };
        let numbered = |stem: &str| {
            text.strip_prefix(stem).is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            })
        };
        if text.starts_with('_')
            || numbered("match_")
            || numbered("proof_")
            || ["noConfusion", "noConfusionType", "below", "brecOn", "binductionOn"].contains(&text)
        {
            return true;
        }
        let made = ["injEq", "sizeOf_spec", "eq_def", "congr_simp", "hcongr", "eq_unfold"];
        if last && (numbered("eq_") || made.contains(&text)) {
            return true;
        }
        last = false;
        current = prefix;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_leans_own_making_are_internal() {
        let mut terms = Terms::default();
        for (name, internal) in [
            ("Nat.add_comm", false),
            ("List.eq_nil_of_length_eq_zero", false),
            ("Nat.succ.inj", false),
            ("foo.eq_1", true),
            ("foo.eq_def", true),
            ("Nat.succ.injEq", true),
            ("List.cons.sizeOf_spec", true),
            ("foo.match_1.splitter", true),
            ("_private.Foo.0.bar", true),
            ("Nat.brecOn.eq", true),
            ("foo._proof_1", true),
            ("matching", false),
            ("Lean.injEq_helper", true),
        ] {
            let id = terms.name_of(name);
            assert_eq!(is_internal(&terms, id), internal, "{name}");
        }
    }
}
