//! One theorem, typed by a person or sent by a program, as a problem.

use polya_problems::{Malformed, Problem};
use polya_text::{
    lexer::{Token, tokens},
    splice::continued,
};

/// Why a text is no problem.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// Nothing but white space.
    #[error("there is no theorem to prove")]
    Empty,
    /// No theorem is in the text.
    #[error("this is no theorem")]
    NoTheorem,
    /// More than one theorem of the text has no proof.
    #[error("there is more than one theorem without a proof")]
    Several,
    /// The text cannot be read.
    #[error("line {}: {}", .0.line, .0.reason)]
    Malformed(Malformed),
    /// A file for the text cannot be written or read.
    #[error("cannot read the statement: {0}")]
    Io(String),
}

/// Reads a theorem without its proof, with the imports and definitions before it that it needs. A
/// proof by `sorry` at the end may be there. Also returns what is odd about the text.
pub fn problem(text: &str) -> Result<(Problem, Vec<Malformed>), StatementError> {
    let statement = without_proof(text.trim());
    if statement.is_empty() {
        return Err(StatementError::Empty);
    }
    let io = |error: std::io::Error| StatementError::Io(error.to_string());
    let folder = tempfile::tempdir().map_err(io)?;
    let file = folder.path().join("statement.lean");
    std::fs::write(&file, format!("{}\n  sorry\n", continued(statement, ":= by", 2)))
        .map_err(io)?;
    let list =
        polya_problems::load(&file).map_err(|error| StatementError::Io(error.to_string()))?;
    if let Some(malformed) = list.malformed.into_iter().next() {
        return Err(StatementError::Malformed(malformed));
    }
    let mut problems = list.problems.into_iter();
    match (problems.next_back(), problems.next()) {
        (Some(only), None) => Ok((only, list.warnings)),
        (None, _) => Err(StatementError::NoTheorem),
        (Some(_), Some(_)) => Err(StatementError::Several),
    }
}

/// A theorem without `:= by sorry` or the like at its end.
pub fn without_proof(text: &str) -> &str {
    let code: Vec<Token> = tokens(text).filter(|token| !token.kind.is_trivia()).collect();
    let mut end = code.len();
    for word in ["sorry", "by"] {
        let last = code[..end].last().map(|token| &text[token.span.clone()]);
        end -= usize::from(last == Some(word));
    }
    match code[..end].last() {
        Some(token) if &text[token.span.clone()] == ":=" => text[..token.span.start].trim_end(),
        _ => text.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_theorem_is_a_problem_and_nothing_else_is() {
        let (problem, _) = problem("theorem t (a : Nat) : a = a := by sorry").unwrap();
        assert_eq!(problem.theorem, "t");
        assert!(problem.before().ends_with("theorem t (a : Nat) : a = a := "));
        assert!(matches!(super::problem("  \n"), Err(StatementError::Empty)));
        assert!(matches!(super::problem("open Nat"), Err(StatementError::NoTheorem)));
        let two = "theorem a : 1 = 1 := by sorry\n\ntheorem b : 2 = 2";
        assert!(matches!(super::problem(two), Err(StatementError::Several)));
    }
}
