//! What a Lean file defines before a theorem, read from its text.
//!
//! Functions by equations, inductive predicates by their rules, classes and structures by their
//! fields: the part of Lean that small values can be pushed through. What does not read is left
//! out, so that whoever needs it finds a name that nobody knows.

use super::{
    parse::{parse, parse_signature},
    tree::{Binder, Term},
};
use crate::{
    commands::{Commands, What},
    lexer::without_comments,
};

/// Longest text that is read, in bytes; longer files define too much to be gone through.
const LONGEST: usize = 256 * 1024;

/// The definitions of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Functions and predicates.
    pub functions: Vec<Function>,
    /// Inductive types and predicates.
    pub inductives: Vec<Inductive>,
    /// Classes and structures.
    pub structures: Vec<Structure>,
}

/// A function given by a body or by equations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name, with the namespaces it was declared in.
    pub name: String,
    /// Its explicit parameters before the colon.
    pub parameters: Vec<Binder>,
    /// Its type after the parameters, if written.
    pub ty: Option<Term>,
    /// Patterns and right side; one without patterns if it has a plain body.
    pub equations: Vec<(Vec<Term>, Term)>,
}

/// An inductive type or predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inductive {
    /// Its name, with the namespaces it was declared in.
    pub name: String,
    /// All its parameters.
    pub parameters: Vec<Binder>,
    /// Names of the explicit ones.
    pub explicit: Vec<String>,
    /// Its type after the parameters.
    pub ty: Term,
    /// Name, binders and conclusion of each constructor.
    pub rules: Vec<(String, Vec<Binder>, Term)>,
}

/// A class or structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// Its name, with the namespaces it was declared in.
    pub name: String,
    /// Names of its explicit parameters.
    pub parameters: Vec<String>,
    /// What it extends, as written.
    pub parents: Vec<Term>,
    /// Fields and their types.
    pub fields: Vec<(String, Term)>,
}

impl Source {
    /// Reads the text before a theorem.
    pub fn read(text: &str) -> Self {
        let mut found = Self::default();
        if text.len() > LONGEST {
            return found;
        }
        let text = without_comments(text);
        let mut spaces: Vec<String> = Vec::new();
        for command in Commands::read(&text).commands {
            let (keyword, tail) = word(&text[command.keyword.start..command.span.end]);
            match (&command.what, keyword) {
                (What::Namespace(Some(name)), _) => {
                    spaces.push(format!("{}.", &text[name.clone()]));
                }
                // These add nothing to names, and end like a namespace.
                (What::Section(_) | What::Mutual, _) => spaces.push(String::new()),
                (What::End(_), _) => drop(spaces.pop()),
                (_, "def" | "abbrev") => found.functions.extend(function(&spaces.concat(), tail)),
                (_, "inductive") => found.inductives.extend(inductive(&spaces.concat(), tail)),
                (_, "class" | "structure") => {
                    let tail = tail.strip_prefix(" inductive ").unwrap_or(tail);
                    found.structures.extend(structure(&spaces.concat(), tail));
                }
                _ => {}
            }
        }
        found
    }

    /// The function that a printed name means: Lean leaves out the namespaces that are open.
    pub fn function(&self, name: &str) -> Option<usize> {
        self.functions.iter().rposition(|f| means(name, &f.name))
    }

    /// The inductive predicate or type that a printed name means.
    pub fn inductive(&self, name: &str) -> Option<usize> {
        self.inductives.iter().rposition(|i| means(name, &i.name))
    }

    /// The class or structure that a printed name means.
    pub fn structure(&self, name: &str) -> Option<usize> {
        self.structures.iter().rposition(|s| means(name, &s.name))
    }
}

fn means(printed: &str, full: &str) -> bool {
    full.strip_suffix(printed).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], &text[end..])
}

/// The declared name, and the text after it.
fn name<'a>(spaces: &str, text: &'a str) -> Option<(String, &'a str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| c.is_whitespace() || "({[:".contains(c)).unwrap_or(text.len());
    (end > 0).then(|| (format!("{spaces}{}", &text[..end]), &text[end..]))
}

/// Parts of a declaration that begin at lines whose first character is `|`.
fn alternatives(text: &str) -> (String, Vec<String>) {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        let rest = match line.trim_start().strip_prefix('|') {
            Some(rest) if !rest.starts_with('|') => {
                parts.push(String::new());
                rest
            }
            _ => line,
        };
        if let Some(part) = parts.last_mut() {
            part.push_str(rest);
            part.push('\n');
        }
    }
    let head = parts.remove(0);
    (head, parts)
}

fn function(spaces: &str, text: &str) -> Option<Function> {
    let (name, rest) = name(spaces, text)?;
    let end = ["\ntermination_by", "\n  termination_by", "\ndecreasing_by", "\nwhere"]
        .into_iter()
        .filter_map(|mark| rest.find(mark))
        .min()
        .unwrap_or(rest.len());
    let (head, cases) = alternatives(&rest[..end]);
    let (signature, body) = match head.split_once(":=") {
        Some((signature, body)) => (signature, Some(body)),
        None => (head.as_str(), None),
    };
    let (parameters, explicit, ty) = parse_signature(signature).ok()?;
    let equations = match body {
        Some(body) if cases.is_empty() => vec![(Vec::new(), parse(body.trim()).ok()?)],
        Some(_) => return None,
        None => cases.iter().map(|case| equation(case)).collect::<Option<_>>()?,
    };
    let parameters = parameters.into_iter().filter(|b| explicit.contains(&b.name)).collect();
    (!equations.is_empty()).then_some(Function { name, parameters, ty, equations })
}

fn equation(text: &str) -> Option<(Vec<Term>, Term)> {
    let (patterns, body) = text.split_once("=>")?;
    let Ok(Term::List(patterns)) = parse(&format!("[{}]", patterns.trim())) else { return None };
    Some((patterns, parse(body.trim()).ok()?))
}

fn inductive(spaces: &str, text: &str) -> Option<Inductive> {
    let (name, rest) = name(spaces, text)?;
    let (head, cases) = alternatives(rest);
    let head = head.trim().trim_end_matches(":=").trim_end();
    let head = head.strip_suffix("where").unwrap_or(head);
    let (parameters, explicit, ty) = parse_signature(head).ok()?;
    let rules = cases
        .iter()
        .filter(|case| !case.trim_start().starts_with("deriving"))
        .map(|case| {
            let (rule, rest) = self::name("", case)?;
            let (binders, _, conclusion) = parse_signature(rest).ok()?;
            Some((rule, binders, conclusion.unwrap_or_else(|| Term::Name(name.clone()))))
        })
        .collect::<Option<_>>()?;
    let ty = ty.unwrap_or_else(|| Term::Name("Type".to_owned()));
    Some(Inductive { name, parameters, explicit, ty, rules })
}

fn structure(spaces: &str, text: &str) -> Option<Structure> {
    let (name, rest) = name(spaces, text)?;
    let (head, body) = rest.split_once("where").unwrap_or((rest, ""));
    let (head, parents) = match head.split_once("extends") {
        Some((head, parents)) => (head, parents.split(':').next().unwrap_or_default()),
        None => (head, ""),
    };
    let (_, parameters, _) = parse_signature(head).ok()?;
    let parents = match parents.trim() {
        "" => Vec::new(),
        parents => match parse(&format!("[{parents}]")) {
            Ok(Term::List(parents)) => parents,
            _ => return None,
        },
    };
    // A field begins where the first one does; what stands further in goes on with it.
    let mut parts: Vec<String> = Vec::new();
    let mut edge = None;
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        if *edge.get_or_insert(indent) >= indent {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    let mut fields = Vec::new();
    for part in parts {
        let part = part.split(":=").next().unwrap_or_default();
        let (field, rest) = self::name("", part)?;
        let (binders, _, ty) = parse_signature(rest).ok()?;
        let ty = ty?;
        let ty = if binders.is_empty() { ty } else { Term::Forall(binders, Box::new(ty)) };
        fields.push((field, ty));
    }
    Some(Structure { name, parameters, parents, fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "
import Foundations
namespace Lists
variable {α β : Type}

/-- Adds up. -/
@[simp] def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs

def IsPrime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p -- a comment

inductive Path {α : Type} (r : α → α → Prop) : α → α → Prop where
  | here (a : α) : Path r a a
  | step {a b c : α} (h : r a b) (t : Path r b c) : Path r a c

class Group' (G : Type) extends Mul G where
  one : G
  assoc : ∀ a b c : G, a * b * c =
    a * (b * c)
  one_left (a : G) : one * a = a

section More
def odd : Nat → Bool := fun | 0 => false
end More
end Lists
def outside (n : Nat) := n + 1
theorem t : True := by sorry
";

    #[test]
    fn definitions_are_read_with_their_full_names() {
        let source = Source::read(FILE);
        let names: Vec<&str> = source.functions.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["Lists.sum", "Lists.IsPrime", "outside"]);
        assert_eq!(source.function("sum"), Some(0));
        assert_eq!(source.function("Lists.sum"), Some(0));
        assert_eq!(source.function("um"), None);
        assert_eq!(source.functions[0].equations.len(), 2);
        assert_eq!(source.functions[1].parameters[0].name, "p");
    }

    #[test]
    fn rules_and_fields_are_read_with_their_binders() {
        let source = Source::read(FILE);
        let path = &source.inductives[source.inductive("Path").unwrap()];
        assert_eq!(path.explicit, ["r"]);
        assert_eq!(path.rules[1].1.len(), 5);
        let group = &source.structures[source.structure("Group'").unwrap()];
        assert_eq!(group.parameters, ["G"]);
        assert_eq!(group.parents, [parse("Mul G").unwrap()]);
        let fields: Vec<&str> = group.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(fields, ["one", "assoc", "one_left"]);
        assert_eq!(group.fields[1].1, parse("∀ a b c : G, a * b * c = a * (b * c)").unwrap());
    }
}
