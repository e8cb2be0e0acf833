//! Putting a proof where it belongs.
//!
//! Lean's layout is by columns: a `by` block must stand to the right of the command that it proves,
//! and the tactics of a block in one column. A proof is therefore kept as if its command began in
//! column 0, and its lines are moved along when it is put into a command that begins further right.

use crate::lexer::{Kind, tokens};

/// `proof` with every line but its first moved right by `columns`, lines inside strings excepted.
pub fn indented(proof: &str, columns: usize) -> String {
    moved(proof, |_| columns, |_| 0)
}

/// `proof` with every line but its first moved left by `columns`, as far as it can be; lines inside
/// strings excepted.
pub fn dedented(proof: &str, columns: usize) -> String {
    moved(proof, |_| 0, |blanks| blanks.min(columns))
}

fn moved(proof: &str, right: impl Fn(usize) -> usize, left: impl Fn(usize) -> usize) -> String {
    let mut moved = String::with_capacity(proof.len() + 64);
    let strings: Vec<_> =
        tokens(proof).filter(|token| token.kind == Kind::String).map(|token| token.span).collect();
    let mut next_string = 0;
    let mut at = 0;
    for line in proof.split_inclusive('\n') {
        while strings.get(next_string).is_some_and(|string| string.end <= at) {
            next_string += 1;
        }
        let in_string = strings.get(next_string).is_some_and(|string| string.start < at);
        let blanks = line.len() - line.trim_start_matches(' ').len();
        if at == 0 || in_string || line.trim().is_empty() {
            moved.push_str(line);
        } else {
            moved.extend(std::iter::repeat_n(' ', right(blanks)));
            moved.push_str(&line[left(blanks)..]);
        }
        at += line.len();
    }
    moved
}

/// True if the text ends in a line comment, so that whatever follows on the same line would be part of
/// it.
pub fn ends_in_line_comment(text: &str) -> bool {
    tokens(text).last().is_some_and(|token| token.kind == Kind::LineComment)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strings_stay_as_they_are() {
        let proof = "by\n  exact f \"a\n b\"\n\n    c";
        assert_eq!(indented(proof, 2), "by\n    exact f \"a\n b\"\n\n      c");
        assert_eq!(dedented(&indented(proof, 2), 2), proof);
        assert_eq!(dedented("by\n x\n   y", 2), "by\nx\n y");
    }

    #[test]
    fn a_comment_at_the_end_is_seen() {
        assert!(ends_in_line_comment("x := -- c"));
        assert!(!ends_in_line_comment("x := -- c\n") && !ends_in_line_comment("x \"-- c\""));
    }

    proptest! {
        #[test]
        fn moving_right_and_left_again_changes_nothing(text in "([ \n\"ab-]|--|/-|-/|\\\\){0,30}", columns in 0_usize..6) {
            prop_assert_eq!(dedented(&indented(&text, columns), columns), text);
        }
    }
}
