//! What the problem's own file defines before the theorem: read from its text, well enough for
//! rules. A misreading costs a failed candidate.
#![allow(clippy::similar_names, reason = "names of the notation")]

use polya_text::{Commands, lexer::without_comments};

/// An inductive type of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inductive {
    /// Its name as written.
    pub(super) name: String,
    /// Constructors: name, and for each argument whether it is of this type.
    pub(super) constructors: Vec<(String, Vec<bool>)>,
    /// True for a predicate.
    pub(super) is_predicate: bool,
}

/// A class of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its name as written.
    pub(super) name: String,
    /// Its first explicit parameter.
    pub(super) parameter: Option<String>,
    /// Its fields with their types.
    pub(super) fields: Vec<(String, String)>,
}

/// Definitions of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Definitions {
    /// Functions and abbreviations, as written.
    pub(super) functions: Vec<String>,
    /// Inductive types.
    pub(super) inductives: Vec<Inductive>,
    /// Structures and classes with their fields.
    pub(super) structures: Vec<(String, Vec<String>)>,
    /// Classes, and what they ask for.
    pub(super) classes: Vec<Class>,
    /// Theorems and axioms with a proof other than `sorry`.
    pub(super) lemmas: Vec<String>,
}

impl Definitions {
    /// Reads the text up to the theorem.
    pub(crate) fn read(before: &str) -> Self {
        let mut found = Self::default();
        let text = without_comments(before);
        let mut commands = Commands::read(&text).commands;
        // The last command is the theorem itself.
        commands.pop();
        for command in commands {
            found.block(&text[command.keyword.start..command.span.end]);
        }
        found
    }

    fn block(&mut self, block: &str) {
        let mut words = block.split_whitespace();
        let Some(keyword) = words.next() else { return };
        let Some(name) = words.next() else { return };
        let name = name.trim_end_matches([':', '(', '{', ',']).to_owned();
        match keyword {
            "def" | "abbrev" => self.functions.push(name),
            "theorem" | "lemma" if !block.contains("sorry") => self.lemmas.push(name),
            "inductive" => {
                let constructors = constructors(block, &name);
                let head = block.split('|').next().unwrap_or_default();
                let is_predicate =
                    head.trim_end().trim_end_matches("where").trim().ends_with("Prop");
                self.inductives.push(Inductive { name, constructors, is_predicate });
            }
            "structure" | "class" => {
                let fields = fields(block);
                let names = fields.iter().map(|(field, _)| field.clone()).collect();
                self.structures.push((name.clone(), names));
                if keyword == "class" {
                    let parameter = block
                        .split_once('(')
                        .and_then(|(_, rest)| rest.split_whitespace().next())
                        .map(str::to_owned);
                    self.classes.push(Class { name, parameter, fields });
                }
            }
            _ => {}
        }
    }

    /// The inductive type of this name, with or without its namespace.
    pub(super) fn inductive(&self, name: &str) -> Option<&Inductive> {
        let last = |text: &str| text.rsplit('.').next().unwrap_or_default().to_owned();
        self.inductives.iter().find(|i| i.name == name || last(&i.name) == last(name))
    }

    /// The class of this name, with or without its namespace.
    pub(super) fn class(&self, name: &str) -> Option<&Class> {
        let last = name.rsplit('.').next();
        self.classes.iter().find(|c| c.name.rsplit('.').next() == last)
    }

    /// Names of functions, inductive types and structures, as written.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let types = self.inductives.iter().map(|i| i.name.as_str());
        let structures = self.structures.iter().map(|(name, _)| name.as_str());
        self.functions.iter().map(String::as_str).chain(types).chain(structures)
    }

    /// The functions that `text` mentions.
    pub(crate) fn used_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.functions.iter().map(String::as_str).filter(move |f| {
            let last = f.rsplit('.').next().unwrap_or(f);
            super::shape::words(text)
                .any(|w| w == *f || w == last || w.ends_with(&format!(".{last}")))
        })
    }
}

/// Constructors of an inductive type: `| name (args) : type` or `| name : A → B → T`.
fn constructors(block: &str, ty: &str) -> Vec<(String, Vec<bool>)> {
    let mut found = Vec::new();
    for part in block.split('|').skip(1) {
        let part = part.split("deriving").next().unwrap_or_default();
        let mut words = part.trim().splitn(2, |c: char| c.is_whitespace() || c == ':');
        let Some(name) = words.next().filter(|n| !n.is_empty()) else { continue };
        let rest = part.trim()[name.len()..].trim();
        let recursive = |text: &str| {
            super::shape::words(text).any(|w| w.rsplit('.').next() == ty.rsplit('.').next())
        };
        let mut arguments = Vec::new();
        let mut tail = rest;
        while tail.starts_with(['(', '{']) {
            let explicit = tail.starts_with('(');
            let close = tail.find([')', '}']).map_or(tail.len(), |n| n + 1);
            let group = tail[1..close.max(2) - 1].trim();
            if let Some((names, ty)) = group.split_once(':')
                && explicit
            {
                arguments.extend(names.split_whitespace().map(|_| recursive(ty)));
            }
            tail = tail[close..].trim_start();
        }
        if let Some(ty) = tail.strip_prefix(':') {
            let arrows: Vec<&str> = ty.split('→').collect();
            arguments.extend(arrows[..arrows.len() - 1].iter().map(|a| recursive(a)));
        }
        found.push((name.to_owned(), arguments));
    }
    found
}

/// Fields with their types: lines of the least indentation begin one.
fn fields(block: &str) -> Vec<(String, String)> {
    let body = block.split_once(" where").map_or("", |(_, body)| body);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = || body.lines().filter(|line| !line.trim().is_empty());
    let least = lines().map(indent).min().unwrap_or(0);
    let mut whole: Vec<String> = Vec::new();
    for line in lines() {
        match whole.last_mut() {
            Some(last) if indent(line) > least => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => whole.push(line.trim().to_owned()),
        }
    }
    whole
        .iter()
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(names, ty)| names.split_whitespace().map(move |n| (n, ty.trim())))
        .filter(|(name, _)| name.starts_with(|c: char| c.is_alphabetic()))
        .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_found() {
        let text = "-- def no : Nat := 0\n/- def nor -/\ninductive Tree (α : Type) where\n  | leaf\n  \
                    | node (l : Tree α) (x : α) (r : Tree α)\n\n@[simp]\ndef size : Tree α → Nat\n  \
                    | .leaf => 0\n  | .node l _ r => size l + 1 + size r\n\ntheorem aux : 1 = 1 := \
                    rfl\n\ntheorem open_one : 1 = 2 := sorry\n\nstructure Mon where\n  one : Nat\n  \
                    mul : Nat → Nat\n\ntheorem main (t : Tree α) : size t = 0 := ";
        let found = Definitions::read(text);
        assert_eq!(found.functions, ["size"]);
        assert_eq!(found.lemmas, ["aux"]);
        let tree = found.inductive("Tree").unwrap();
        assert_eq!(
            tree.constructors,
            [("leaf".to_owned(), vec![]), ("node".to_owned(), vec![true, false, true]),]
        );
        assert_eq!(found.structures[0].1, ["one", "mul"]);
        assert_eq!(found.used_in("t.size = 0").collect::<Vec<_>>(), ["size"]);
    }
}
