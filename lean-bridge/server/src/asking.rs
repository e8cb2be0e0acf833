//! Asking Lean what it could do: which tactics it can read, and what those suggest that answer with a
//! text instead of doing the work.
//!
//! A suggestion is a text like any other candidate: nothing here says that it works.

use polya_text::{
    header::{Header, newlines},
    lexer::without_comments,
};

use crate::server::{Message, Severity};

/// A document that shows which tactics Lean can read.
///
/// Each stands in an `example` of its own, where something else has closed the goal before Lean comes
/// to it: so it is read and never run, and whatever is wrong there is that it cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    pub(crate) text: String,
    /// Line of the first example.
    first: u32,
    tactics: usize,
}

/// Lines of one example. Where a text ends too early Lean complains at what follows, so something
/// stands between one and the next.
const EXAMPLE_LINES: u32 = 3;

impl Probe {
    /// Asks about these tactics, of one line each, under the import header of `before`.
    pub(crate) fn of(before: &str, tactics: &[&str]) -> Self {
        let mut text = Header::of(before).canonical();
        let first = newlines(&text);
        for tactic in tactics {
            text.push_str("example : True := by first | trivial | (");
            text.push_str(tactic);
            text.push_str(")\nsection\nend\n");
        }
        Self { text, first, tactics: tactics.len() }
    }

    /// For each tactic, whether Lean could read it.
    pub(crate) fn read(&self, messages: &[Message]) -> Vec<bool> {
        let mut readable = vec![true; self.tactics];
        for error in messages.iter().filter(|m| m.severity == Severity::Error) {
            let Some(line) = error.line.checked_sub(self.first) else {
                // Nothing can be said under such a header.
                return vec![false; self.tactics];
            };
            if let Some(readable) = readable.get_mut((line / EXAMPLE_LINES) as usize) {
                *readable = false;
            }
        }
        readable
    }
}

/// The texts that a message of Lean's suggests: what follows `Try this:` or `Try these:`. Comments in
/// them, such as the goals that a suggestion leaves, are left out.
pub(crate) fn suggestions(message: &str) -> Vec<String> {
    let Some(rest) = message.strip_prefix("Try this:").or(message.strip_prefix("Try these:"))
    else {
        return Vec::new();
    };
    let mut texts: Vec<String> = Vec::new();
    for line in rest.lines() {
        let begins = entry(line).or_else(|| texts.is_empty().then(|| line.trim_start()));
        match (begins, texts.last_mut()) {
            (Some(text), _) if !text.is_empty() => texts.push(text.to_owned()),
            (Some(_), _) | (None, None) => {}
            (None, Some(last)) => {
                last.push('\n');
                // Lean moves the lines of a suggestion to the right.
                last.push_str(line.strip_prefix("  ").unwrap_or(line));
            }
        }
    }
    let bare = texts.iter().map(|text| {
        let text = without_comments(text);
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    });
    bare.filter(|text| !text.is_empty()).collect()
}

/// What a line suggests that begins a suggestion by a mark: `[apply] …`, or `• …`.
fn entry(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if let Some(text) = line.strip_prefix("• ") {
        return Some(text);
    }
    let (tag, text) = line.strip_prefix('[')?.split_once("] ")?;
    (!tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphabetic())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: u32) -> Message {
        Message {
            severity: Severity::Error,
            line,
            column: 0,
            end_line: line,
            end_column: 0,
            text: "unknown tactic".to_owned(),
        }
    }

    #[test]
    fn what_lean_cannot_read_is_not_there() {
        let probe = Probe::of("import A\n-- note\nimport B\ntheorem t : x := ", &["a", "b", "c d"]);
        assert_eq!(probe.text.lines().next_back(), Some("end"));
        assert!(!probe.text.contains("theorem"), "{}", probe.text);
        assert_eq!(probe.read(&[]), [true, true, true]);
        let first = newlines(&Header::of("import A\nimport B").canonical());
        assert_eq!(probe.read(&[error(first)]), [false, true, true]);
        // A tactic that wants more is missed at the next command.
        assert_eq!(probe.read(&[error(first + 4), error(first + 6)]), [true, false, false]);
        // Where an import is missing, nothing is there.
        assert_eq!(probe.read(&[error(0)]), [false, false, false]);
    }

    #[test]
    fn suggestions_are_read_in_every_form_that_lean_has_given_them() {
        let read =
            |text: &str, expected: &[&str]| assert_eq!(suggestions(text), expected, "{text}");
        read("Try this:\n  [apply] exact Nat.add_comm a b", &["exact Nat.add_comm a b"]);
        read("Try this: exact Nat.add_comm a b", &["exact Nat.add_comm a b"]);
        read(
            "Try this:\n  [apply] refine Nat.lt_succ_of_le ?_\n  -- Remaining subgoals:\n  -- ⊢ a ≤ 2",
            &["refine Nat.lt_succ_of_le ?_"],
        );
        read("Try this: rw [h]\n-- no goals", &["rw [h]"]);
        read("Try these:\n  [apply] rfl\n  [apply] simp\n", &["rfl", "simp"]);
        read("Try these:\n• rfl\n• simp [a,\n  b]\n", &["rfl", "simp [a,\nb]"]);
        read("Try this:\n  [apply] simp only [a,\n      b]\n", &["simp only [a,\n    b]"]);
        read(
            "Try this:\n  [apply] induction n with\n  | zero => rfl\n  | succ n ih => simp [ih]",
            &["induction n with\n| zero => rfl\n| succ n ih => simp [ih]"],
        );
    }

    #[test]
    fn other_messages_suggest_nothing() {
        for text in [
            "",
            "Try this:",
            "Hint: The binding can be removed:\n  [apply] _h",
            "found a partial proof, but the corresponding tactic failed:\n  (expose_names; refine f ?_)",
            "Try this:\n  -- nothing",
        ] {
            assert_eq!(suggestions(text), [""; 0], "{text}");
        }
    }
}
