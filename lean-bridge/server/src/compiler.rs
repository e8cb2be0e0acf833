//! What the program `lean` prints when it compiles a file with `--json`: one message a line.
//!
//! Places here are Lean's own: lines from 1 and columns in characters. The language server counts as
//! its protocol does, see [`crate::server::Message`].

use serde::Deserialize;

/// An error that Lean reported of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompilerError {
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 0.
    pub column: u32,
    /// Lean's message.
    pub text: String,
}

/// The errors in what `lean --json` printed. Lines that are no messages are left out, and so are
/// messages without a place.
pub fn errors_in(output: &str) -> Vec<CompilerError> {
    #[derive(Deserialize)]
    struct Printed {
        severity: String,
        pos: Position,
        data: String,
    }
    #[derive(Deserialize)]
    struct Position {
        line: u32,
        column: u32,
    }
    output
        .lines()
        .filter_map(|line| serde_json::from_str::<Printed>(line).ok())
        .filter(|message| message.severity == "error")
        .map(|Printed { pos, data, .. }| CompilerError {
            line: pos.line,
            column: pos.column,
            text: data,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_picked_out_of_the_messages() {
        let output = r#"{"severity":"warning","pos":{"line":1,"column":0},"data":"unused","kind":"k"}
{"severity":"error","pos":{"line":7,"column":3},"data":"unknown identifier `x`"}
no JSON at all
{"severity":"error","pos":null,"data":"without a place"}"#;
        let text = "unknown identifier `x`".to_owned();
        assert_eq!(errors_in(output), [CompilerError { line: 7, column: 3, text }]);
    }
}
