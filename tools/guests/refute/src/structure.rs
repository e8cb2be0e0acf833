//! Structures of the problem's own file, taken apart: operations become variables, laws facts.

use std::fmt::Write as _;

use polya_evaluation::{Bounds, Sizes, domain, operation};
use polya_text::statement::{Source, Structure, Term};

/// Deepest chain of structures that extend one another.
const DEEPEST: u32 = 8;

/// A part of a structure's value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Brackets, commas, proofs.
    Text(&'static str),
    /// The value of a variable, by its place among the goal's variables.
    Variable(usize),
}

/// What a structure's value consists of.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) variables: Vec<(String, Term)>,
    pub(crate) laws: Vec<Term>,
    pub(crate) pieces: Vec<Piece>,
}

/// Takes a structure apart; `None` if a part of it is out of reach.
pub(crate) fn take_apart(ty: &Term, source: &Source, known: &[(String, Term)]) -> Option<Parts> {
    let mut parts = Parts::default();
    parts.take(ty, source, known.len(), 0)?;
    // Operations of two structures under one name cannot be told apart.
    let clash = |name: &String| known.iter().any(|(other, _)| other == name);
    (!parts.variables.iter().any(|(name, _)| clash(name))).then_some(parts)
}

impl Parts {
    fn take(&mut self, ty: &Term, source: &Source, offset: usize, depth: u32) -> Option<()> {
        let Term::Apply(head, arguments) = ty else { return None };
        let Term::Name(name) = &**head else { return None };
        let structure: &Structure = source.structure(name).map(|n| &source.structures[n])?;
        if depth > DEEPEST || structure.parameters.len() != arguments.len() {
            return None;
        }
        let replace = |term: &Term| {
            let pairs = structure.parameters.iter().zip(arguments);
            pairs.fold(term.clone(), |term, (name, by)| term.replaced(name, by))
        };
        self.pieces.push(Piece::Text("⟨"));
        let mut first = true;
        let mut comma = |pieces: &mut Vec<Piece>| {
            if !std::mem::take(&mut first) {
                pieces.push(Piece::Text(", "));
            }
        };
        for parent in &structure.parents {
            comma(&mut self.pieces);
            let parent = replace(parent);
            if let Some((symbol, ty)) = operation(&parent) {
                self.pieces.push(Piece::Text("⟨"));
                self.variable(symbol, ty, offset);
                self.pieces.push(Piece::Text("⟩"));
            } else {
                self.take(&parent, source, offset, depth + 1)?;
            }
        }
        for (field, ty) in &structure.fields {
            comma(&mut self.pieces);
            let ty = replace(ty);
            if is_operation(&ty, arguments) {
                self.variable(field.clone(), ty, offset);
            } else {
                self.laws.push(ty);
                self.pieces.push(Piece::Text("by decide"));
            }
        }
        self.pieces.push(Piece::Text("⟩"));
        Some(())
    }

    fn variable(&mut self, name: String, ty: Term, offset: usize) {
        self.pieces.push(Piece::Variable(offset + self.variables.len()));
        self.variables.push((name, ty));
    }
}

/// True for the type of something that has values, false for a law.
fn is_operation(ty: &Term, arguments: &[Term]) -> bool {
    let sizes: Sizes = arguments
        .iter()
        .filter_map(|argument| match argument {
            Term::Name(name) => Some((name.clone(), 1)),
            _ => None,
        })
        .collect();
    domain(ty, &sizes, Bounds { number: 1, list: 1, items: 1 }).is_some()
}

/// The value of a structure; notes which variables are inside of it.
pub(crate) fn write(
    pieces: &[Piece],
    values: &[(String, String)],
    inside: &mut Vec<usize>,
) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Variable(place) => {
                inside.push(*place);
                let value = values.get(*place).map_or("", |(_, value)| value);
                let _ = write!(text, "{value}");
            }
        }
    }
    text
}
