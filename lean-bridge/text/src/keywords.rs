//! Lean's words, by what they do at the level of a file. One table for all readers.
//!
//! Only words that matter to somebody who cuts a file into commands, decides whether an input is
//! finished, or keeps hostile text inside a proof. What a user's file declares is not known here.

/// What a word may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Begins a command wherever it stands outside brackets.
    Command,
    /// Begins a command, but may also stand inside a term or proof, such as `open A in x`.
    SoftCommand,
    /// Stands before a declaration's own keyword.
    Modifier,
    /// Belongs to a declaration and follows its body.
    Clause,
    /// Closes a goal without a proof, runs code, or trusts the compiler.
    Forbidden,
    /// The same, but only as a whole name: `Matrix.stop` is innocent.
    ForbiddenAlone,
    /// Something must follow.
    GoesOn,
}

/// The classes of a word: none for most.
#[rustfmt::skip]
pub fn classes(word: &str) -> &'static [Class] {
    match word {
        "abbrev" | "axiom" | "class" | "coinductive" | "def" | "end" | "example" | "inductive"
        | "instance" | "lemma" | "mutual" | "namespace" | "opaque" | "section" | "structure"
        | "theorem" => &[Class::Command],

        "add_decl_doc" | "alias" | "assert_not_exists" | "attribute" | "binder_predicate"
        | "builtin_initialize" | "builtin_simproc" | "constant" | "declare_syntax_cat" | "deriving"
        | "docs_to_verso" | "dsimproc" | "elab" | "elab_rules" | "export" | "extend_docs"
        | "grind_pattern" | "import" | "include" | "infix" | "infixl" | "infixr" | "init_quot"
        | "initialize" | "irreducible_def" | "library_note" | "macro" | "macro_rules" | "module"
        | "notation" | "notation3" | "omit" | "open" | "postfix" | "prefix" | "prelude"
        | "proof_wanted" | "recall" | "recommended_spelling" | "run_cmd" | "run_elab" | "run_meta"
        | "seal" | "set_option" | "simproc" | "suppress_compilation" | "syntax"
        | "tactic_extension" | "unif_hint" | "universe" | "universes" | "unseal" | "variable"
        | "variables" => &[Class::SoftCommand],

        "local" | "meta" | "noncomputable" | "nonrec" | "partial" | "private" | "protected"
        | "public" | "scoped" => &[Class::Modifier],
        "unsafe" => &[Class::Modifier, Class::Forbidden],

        "decreasing_by" | "termination_by" => &[Class::Clause],
        "where" => &[Class::Clause, Class::GoesOn],

        "admit" | "bv_decide" | "by_elab" | "csimp" | "dbg_sleep" | "dbg_stack_trace" | "dbg_trace"
        | "dbg_trace_if_shared" | "eval_expr" | "implemented_by" | "lcProof" | "lcUnreachable"
        | "native_decide" | "ofReduceBool" | "ofReduceNat" | "reduceBool" | "reduceNat" | "run_tac"
        | "sorry" | "sorryAx" | "trustCompiler" | "unsafeCast" => &[Class::Forbidden],
        "checkpoint" | "exit" | "extern" | "save" | "sleep" | "sleep_heartbeats" | "stop" =>
            &[Class::ForbiddenAlone],

        "at" | "by" | "calc" | "do" | "else" | "from" | "fun" | "generalizing" | "have" | "if"
        | "in" | "let" | "match" | "show" | "suffices" | "then" | "using" | "with" =>
            &[Class::GoesOn],
        _ => &[],
    }
}

/// Whether the word is of a class.
pub fn is(word: &str, class: Class) -> bool {
    classes(word).contains(&class)
}

/// Whether the word begins a command, or the modifiers before one, where commands may begin.
pub fn begins_command(word: &str) -> bool {
    classes(word)
        .iter()
        .any(|class| matches!(class, Class::Command | Class::SoftCommand | Class::Modifier))
}

/// Symbols after which something must follow.
pub const GOES_ON: &[&str] = &[
    "$", "*", "+", "++", ",", "-", "->", "/", ":", "::", ":=", ";", "<", "<->", "<;>", "<|", "=",
    "=>", ">", "^", "|", "|>", "¬", "·", "×", "λ", "←", "→", "↔", "↦", "∀", "∃", "∈", "∉", "∘",
    "∣", "∧", "∨", "∩", "∪", "≠", "≡", "≤", "≥", "⊆", "∑", "∏", "(", "[", "{", "⟨", "@[",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_classes_that_their_readers_ask_for() {
        assert!(is("theorem", Class::Command) && begins_command("theorem"));
        assert!(is("open", Class::SoftCommand) && begins_command("open"));
        assert!(is("unsafe", Class::Modifier) && is("unsafe", Class::Forbidden));
        assert!(!begins_command("where") && is("where", Class::GoesOn));
        assert!(classes("simp").is_empty());
    }
}
