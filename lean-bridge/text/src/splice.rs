//! Putting a proof where it belongs.
//!
//! Lean's layout is by columns: a `by` block must stand to the right of the command that it proves,
//! and the tactics of a block in one column. A proof is therefore kept as if its command began in
//! column 0, and its lines are moved along when it is put into a command that begins further right.

use std::ops::Range;

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

/// `proof`, which is kept as if its command began in column 0, as it is written into a command that
/// begins in column `column`.
///
/// A block whose first tactic follows `by` on the same line sets the column of the others, so it begins
/// a line of its own.
pub fn placed(proof: &str, column: usize) -> String {
    let Some((first, _)) = proof.split_once('\n') else { return proof.to_owned() };
    let mut words = tokens(first).filter(|token| !token.kind.is_trivia());
    let by = words.next().is_some_and(|token| &first[token.span] == "by");
    if by && words.next().is_some() {
        let indent = column + 2;
        return format!("\n{}{}", " ".repeat(indent), indented(proof, indent));
    }
    indented(proof, column)
}

/// The reverse of [`placed`]: a proof that stands at `place` of `text`, in a command that begins in
/// column `column`, as if that command began in column 0.
pub fn lifted(text: &str, place: Range<usize>, column: usize) -> String {
    let proof = text[place.clone()].trim_end();
    let Some((first, _)) = proof.split_once('\n') else { return proof.to_owned() };
    let mut words = tokens(first).filter(|token| !token.kind.is_trivia());
    let by = words.next().is_some_and(|token| &first[token.span] == "by");
    if by && words.next().is_none() {
        return dedented(proof, column);
    }
    // What follows the first line may be aligned with it: it keeps its column.
    let own = crate::commands::column(text, place.start);
    format!("\n{}{}", " ".repeat(own.saturating_sub(column)), dedented(proof, column))
}

/// `before` with `next` behind it on the same line, or on a line of its own, `indent` columns from the
/// margin, where a comment ends `before`.
pub fn continued(before: &str, next: &str, indent: usize) -> String {
    let before = before.trim_end();
    if ends_in_line_comment(before) {
        format!("{before}\n{}{next}", " ".repeat(indent))
    } else {
        format!("{before} {next}")
    }
}

/// True if the text ends in a line comment, so that whatever follows on the same line would be part of
/// it.
fn ends_in_line_comment(text: &str) -> bool {
    // Most texts have no comment on their last line, and need not be read as a whole.
    let last = text.rfind('\n').map_or(0, |end| end + 1);
    text[last..].contains("--")
        && tokens(text).last().is_some_and(|token| token.kind == Kind::LineComment)
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

    #[test]
    fn a_proof_keeps_its_columns() {
        assert_eq!(placed("by\n  a\n  b", 2), "by\n    a\n    b");
        assert_eq!(placed("by a\n   b", 4), "\n      by a\n         b");
        assert_eq!(placed("rfl", 9), "rfl");
        assert_eq!(continued("x := -- c\n", "by", 2), "x := -- c\n  by");
        assert_eq!(continued("x := /- -- c -/\n", "by", 2), "x := /- -- c -/ by");
        let text = "  theorem t : p := by x\n                      z";
        let lifted = lifted(text, 19..text.len(), 2);
        assert_eq!(lifted, "\n                 by x\n                    z");
        // Wherever it is put, `a` and `b` stand in one column.
        let put = placed(&lifted, 4);
        let columns = |c| put.lines().find_map(|line| line.find(c));
        assert_eq!(columns('x'), columns('z'));
    }

    proptest! {
        #[test]
        fn moving_right_and_left_again_changes_nothing(text in "([ \n\"ab-]|--|/-|-/|\\\\){0,30}", columns in 0_usize..6) {
            prop_assert_eq!(dedented(&indented(&text, columns), columns), text);
        }
    }
}
