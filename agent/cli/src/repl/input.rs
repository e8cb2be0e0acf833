//! What was typed, and whether it is finished: Lean text may take several lines.

use polya_engine::statement::without_proof;
use polya_text::{
    Commands,
    keywords::{self, Class},
    lexer::{self, Token},
};

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
    for command in Commands::read(text).commands {
        let word = &text[command.keyword.clone()];
        // Only what stands at the margin begins a declaration.
        if command.column(text) > 0 {
            continue;
        }
        match word {
            "theorem" | "lemma" | "example" => return Kind::Theorem,
            _ if keywords::begins_command(word) && !command.is_local(text) => kind = Kind::Context,
            _ => {}
        }
    }
    kind
}

/// The tokens of a text that are no trivia.
fn code(text: &str) -> impl Iterator<Item = Token> + '_ {
    lexer::tokens(text).filter(|token| !token.kind.is_trivia() || token.unclosed)
}

/// How the nesting changes with a token.
fn nesting(token: &str) -> i64 {
    match token {
        "(" | "[" | "{" | "⟨" | "@[" => 1,
        ")" | "]" | "}" | "⟩" => -1,
        _ => 0,
    }
}

/// True if the brackets and comments of `text` are closed.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0;
    for token in code(text) {
        // Whoever forgot a quote must not be caught; Lean will say so.
        if token.unclosed {
            return token.kind == lexer::Kind::String;
        }
        depth += nesting(&text[token.span]);
    }
    depth <= 0
}

/// True if a `:` stands outside all brackets, with something after it: the statement is there.
fn says_what(theorem: &str) -> bool {
    let mut depth = 0;
    let mut colon = false;
    for token in code(theorem) {
        let token = &theorem[token.span];
        if colon {
            return true;
        }
        colon = token == ":" && depth == 0;
        depth += nesting(token);
    }
    false
}

fn ends_open(text: &str) -> bool {
    let code: Vec<Token> = code(text).collect();
    let token = |back: usize| code.iter().rev().nth(back).map(|token| &text[token.span.clone()]);
    match (token(1), token(0)) {
        // `simp at *` is complete.
        (Some("at"), Some("*")) | (_, None) => false,
        (_, Some(last)) => keywords::is(last, Class::GoesOn) || keywords::GOES_ON.contains(&last),
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
            ("theorem t : p := -- why\n  by sorry", "theorem t : p"),
            ("theorem t : p -- why := by\n  := by sorry -- later", "theorem t : p -- why := by"),
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
            "exact h /- a /- ( -/ b ( -/",
            "simp at *",
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
            "exact /- a /- b -/ c",
            "constructor <;> -- then",
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
