//! What was typed, and whether it is finished: Lean text may take several lines.

use polya_engine::statement::without_proof;

/// One finished input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Nothing.
    Empty,
    /// `:name argument`
    Command { name: String, argument: String },
    /// A theorem to work on, without its proof.
    Theorem(String),
    /// Declarations that later theorems may use.
    Context(String),
    /// A tactic.
    Tactic(String),
}

/// Words with which something other than a tactic begins. Attributes and modifiers are stripped
/// first.
const CONTEXT: &[&str] = &[
    "def",
    "abbrev",
    "structure",
    "inductive",
    "class",
    "instance",
    "open",
    "namespace",
    "end",
    "section",
    "variable",
    "universe",
    "notation",
    "infix",
    "infixl",
    "infixr",
    "prefix",
    "postfix",
    "macro",
    "macro_rules",
    "syntax",
    "axiom",
    "import",
    "set_option",
    "attribute",
    "mutual",
];

/// Words at the end of a line after which Lean text goes on.
const OPEN_ENDS: &[&str] = &[
    ":", ",", "→", "->", "↔", "<->", "∧", "∨", "¬", "=", "+", "*", "-", "∣", "≤", "<", "≥", ">",
    "≠", "by", "=>", "with", "fun", "have", "show", "from", "(", "[", "{", "⟨", "<;>", "::", "++",
    "at", "then", "else", "do", "calc", "using", "·", "|", "where", "∘", "^", "∃", "∀", "λ",
];

/// Reads a finished input.
pub(crate) fn read(text: &str) -> Input {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Input::Empty;
    }
    if let Some(command) = trimmed.strip_prefix(':') {
        let (name, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        return Input::Command { name: name.to_owned(), argument: argument.trim().to_owned() };
    }
    match kind(trimmed) {
        Kind::Theorem => Input::Theorem(without_proof(trimmed).to_owned()),
        Kind::Context => Input::Context(trimmed.to_owned()),
        Kind::Tactic => Input::Tactic(text.trim_end().to_owned()),
    }
}

/// True if no more lines are needed. `text` is all lines so far, without the last line's end.
pub(crate) fn is_complete(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.starts_with(':') {
        return true;
    }
    // An empty line ends anything: nobody must be caught in a prompt.
    if text.ends_with('\n') || text.rsplit('\n').next().is_some_and(|l| l.trim().is_empty()) {
        return true;
    }
    if !is_balanced(trimmed) {
        return false;
    }
    let several = trimmed.contains('\n');
    match kind(trimmed) {
        Kind::Theorem => {
            without_proof(trimmed) != trimmed
                || (!several && says_what(trimmed) && !ends_open(trimmed))
        }
        // `open Nat` is whole on its line; a definition may have more lines.
        Kind::Context => {
            let first = trimmed.split_whitespace().next().unwrap_or_default();
            let short = [
                "open",
                "variable",
                "universe",
                "import",
                "set_option",
                "namespace",
                "end",
                "section",
                "attribute",
            ];
            !several && short.contains(&first)
        }
        // A block that was opened ends with an empty line.
        Kind::Tactic => !several && !ends_open(trimmed),
    }
}

enum Kind {
    Theorem,
    Context,
    Tactic,
}

/// What a text is by its last declaration: definitions may stand before a theorem.
fn kind(text: &str) -> Kind {
    let mut kind = Kind::Tactic;
    for line in text.lines() {
        // Only what stands at the margin begins a declaration.
        if line.starts_with(char::is_whitespace) {
            continue;
        }
        let word = first_word(line);
        if ["theorem", "lemma", "example"].contains(&word) {
            return Kind::Theorem;
        }
        if CONTEXT.contains(&word) && !matches!(kind, Kind::Theorem) {
            kind = Kind::Context;
        }
    }
    kind
}

/// The first word of a line that is no attribute and no modifier.
fn first_word(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("@[") {
            rest = after.split_once(']').map_or("", |(_, rest)| rest).trim_start();
            continue;
        }
        let word = rest.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if ["private", "protected", "noncomputable", "local", "scoped", "partial"].contains(&word) {
            rest = rest[word.len()..].trim_start();
            continue;
        }
        return word;
    }
}

/// True if the brackets of `text` are closed, strings and comments aside.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    walk(text, |_, c| match c {
        '(' | '[' | '{' | '⟨' => depth += 1,
        ')' | ']' | '}' | '⟩' => depth -= 1,
        _ => {}
    });
    depth <= 0
}

/// True if a `:` stands outside all brackets, with something after it: the statement is there.
fn says_what(theorem: &str) -> bool {
    let mut depth = 0_i64;
    let mut colon = None;
    let mut before = ' ';
    walk(theorem, |at, c| {
        match c {
            '(' | '[' | '{' | '⟨' => depth += 1,
            ')' | ']' | '}' | '⟩' => depth -= 1,
            ':' if depth == 0 && colon.is_none() && before != ':' => colon = Some(at),
            _ => {}
        }
        before = c;
    });
    colon.is_some_and(|at| !theorem[at + 1..].trim().is_empty())
}

fn ends_open(text: &str) -> bool {
    let mut code = String::new();
    walk(text, |_, c| code.push(c));
    let text = code.trim_end();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    OPEN_ENDS.contains(&last) || [",", "(", "[", "{", "⟨"].iter().any(|open| last.ends_with(open))
}

/// Calls `visit` with each character outside comments and strings.
fn walk(text: &str, mut visit: impl FnMut(usize, char)) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let skip = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/-") {
            rest.find("-/").map_or(rest.len(), |end| end + 2)
        } else if let Some(inside) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = inside.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else {
            visit(at, c);
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn theorems_end_where_a_person_would_end_them() {
        for whole in [
            "theorem t : 1 = 1",
            "theorem swap (p q : Prop) : p ∧ q → q ∧ p",
            "theorem t (a : Nat) :\n  a = a := by",
            "theorem t (a : Nat) :\n  a = a := by sorry",
            "theorem t : p :=",
            "theorem t (a : Nat)\n  (b : Nat) : a = b\n",
            "@[simp] theorem t : 1 = 1",
            "example : (1 : Nat) = 1",
        ] {
            assert!(is_complete(whole), "{whole}");
            assert!(matches!(read(whole), Input::Theorem(_)), "{whole}");
        }
        for part in [
            "theorem t",
            "theorem t (a : Nat)",
            "theorem t (a : Nat) :",
            "theorem t (p q : Prop) : p ∧",
            "theorem t (p q : Prop",
            "theorem t : ∀ a : Nat,",
            "theorem t (a : Nat)\n  (b : Nat) : a = b",
            "def f (n : Nat) := n\ntheorem t",
        ] {
            assert!(!is_complete(part), "{part}");
        }
    }

    #[test]
    fn proofs_at_the_end_are_dropped() {
        for (text, statement) in [
            ("theorem t : p := by sorry", "theorem t : p"),
            ("theorem t : p := sorry", "theorem t : p"),
            ("theorem t : p :=\n  by", "theorem t : p"),
            ("theorem t : p :=", "theorem t : p"),
            ("theorem t : p", "theorem t : p"),
            ("theorem t : goby", "theorem t : goby"),
        ] {
            assert_eq!(without_proof(text), statement);
        }
    }

    #[test]
    fn tactics() {
        for whole in [
            "intro h",
            "exact ⟨h.2, h.1⟩",
            "simp [foo, bar] at h",
            "· rfl",
            "rw [h] -- (",
            "cases h with\n| inl a => exact a\n| inr b => exact b\n",
        ] {
            assert!(is_complete(whole), "{whole}");
            assert!(matches!(read(whole), Input::Tactic(_)), "{whole}");
        }
        for part in [
            "cases h with",
            "have x : a = b := by",
            "exact ⟨h.2,",
            "simp [",
            "constructor <;>",
            "cases h with\n| inl a => exact a",
        ] {
            assert!(!is_complete(part), "{part}");
        }
    }

    #[test]
    fn commands_and_context() {
        let command = |name: &str, argument: &str| Input::Command {
            name: name.to_owned(),
            argument: argument.to_owned(),
        };
        assert_eq!(read(":auto 30"), command("auto", "30"));
        assert_eq!(read(" :help "), command("help", ""));
        assert_eq!(read(":save  a b.lean"), command("save", "a b.lean"));
        assert!(is_complete(":save ("));
        assert_eq!(read("  "), Input::Empty);
        assert!(is_complete("open Nat") && !is_complete("def f : Nat := 1"));
        assert!(is_complete("def f : Nat := 1\n"));
        assert!(matches!(read("def f : Nat := 1\n"), Input::Context(_)));
        assert!(matches!(read("def f := 1\ntheorem t : f = 1"), Input::Theorem(_)));
        assert!(matches!(read("structure_tactic foo"), Input::Tactic(_)));
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        assert!(is_balanced("f \"(\" -- (\n"));
        assert!(is_balanced("f \"\\\"(\" /- ( -/"));
        assert!(!is_balanced("f ("));
        assert!(is_balanced("\"unclosed ("), "Lean will say so");
    }
}
