//! The gate that every candidate passes before Lean sees it.
//!
//! A candidate is hostile text that will stand between others in one document. The gate is
//! lexical: it knows strings, comments, quoted names and brackets, and refuses what could end the
//! block it is put into, start a command, close a goal without proving it, or run code. It refuses
//! more than it must. What passes can still be wrong Lean, and the reading of Lean's answer deals
//! with that; what passes can still be a false proof, and the judge deals with that.

use crate::header::block_comment;

/// Longest candidate, in bytes.
pub const MAX_BYTES: usize = 32 * 1024;
/// Most lines of a candidate.
pub const MAX_LINES: usize = 400;
/// Deepest nesting of brackets; Lean's parser recurses on them.
pub const MAX_DEPTH: usize = 100;

/// A candidate that passed, in the form in which it is put into a document: no line end is
/// anything but `\n`, the first line starts in column 0, and there is no blank around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contained(String);

impl Contained {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks a candidate; the error says what was found, in words for a log.
pub fn contain(candidate: &str) -> Result<Contained, String> {
    if candidate.len() > MAX_BYTES {
        return Err(format!("longer than {MAX_BYTES} bytes"));
    }
    let text = candidate.replace("\r\n", "\n");
    if let Some(c) = text.chars().find(|&c| c != '\n' && is_invisible(c)) {
        return Err(format!("the character U+{:04X}", u32::from(c)));
    }
    let text = normalise_indent(&text)?;
    if text.lines().count() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    scan(&text)?;
    Ok(Contained(text))
}

/// Words that start a command, or modify one.
const COMMANDS: &[&str] = &[
    "theorem",
    "lemma",
    "def",
    "abbrev",
    "example",
    "axiom",
    "opaque",
    "constant",
    "instance",
    "class",
    "structure",
    "inductive",
    "coinductive",
    "namespace",
    "section",
    "end",
    "variable",
    "variables",
    "universe",
    "universes",
    "macro",
    "macro_rules",
    "syntax",
    "notation",
    "notation3",
    "infix",
    "infixl",
    "infixr",
    "prefix",
    "postfix",
    "elab",
    "elab_rules",
    "initialize",
    "builtin_initialize",
    "run_cmd",
    "run_elab",
    "run_meta",
    "import",
    "prelude",
    "module",
    "attribute",
    "deriving",
    "export",
    "mutual",
    "noncomputable",
    "private",
    "protected",
    "partial",
    "public",
    "meta",
    "nonrec",
    "local",
    "scoped",
    "include",
    "omit",
    "termination_by",
    "decreasing_by",
    "where",
    "simproc",
    "dsimproc",
    "builtin_simproc",
    "grind_pattern",
    "unif_hint",
    "recommended_spelling",
    "irreducible_def",
    "binder_predicate",
    "proof_wanted",
    "assert_not_exists",
    "suppress_compilation",
    "library_note",
    "tactic_extension",
    "recall",
    "alias",
    "extend_docs",
    "unseal",
    "seal",
    "init_quot",
    "docs_to_verso",
    "add_decl_doc",
    "declare_syntax_cat",
];

/// Words that close a goal without a proof, run code, or trust the compiler.
const FORBIDDEN: &[&str] = &[
    "sorry",
    "admit",
    "sorryAx",
    "lcProof",
    "lcUnreachable",
    "native_decide",
    "bv_decide",
    "run_tac",
    "by_elab",
    "eval_expr",
    "dbg_trace",
    "dbg_trace_if_shared",
    "dbg_sleep",
    "dbg_stack_trace",
    "unsafe",
    "unsafeCast",
    "reduceBool",
    "reduceNat",
    "ofReduceBool",
    "ofReduceNat",
    "trustCompiler",
    "implemented_by",
    "csimp",
];

/// The same, but only as a whole name: `Matrix.stop` would be innocent.
const FORBIDDEN_ALONE: &[&str] =
    &["stop", "exit", "save", "checkpoint", "sleep", "sleep_heartbeats", "extern"];

/// Beginnings of further words of those kinds.
const FORBIDDEN_STEMS: &[&str] = &["_polya", "declare_", "register_", "initialize_", "run_"];

/// Options that a candidate may set for itself, by `set_option … in`.
const OPTIONS: &[&str] = &["maxRecDepth", "tactic.hygienic", "autoImplicit", "linter.all"];

/// Words after which something must follow.
const UNFINISHED: &[&str] = &[
    "by",
    "at",
    "with",
    "using",
    "from",
    "fun",
    "then",
    "else",
    "do",
    "in",
    "generalizing",
    "if",
    "match",
    "let",
    "have",
    "show",
    "suffices",
];

/// Symbols after which something must follow.
const UNFINISHED_SYMBOLS: &[&str] = &[
    "<;>", ";", ",", ":=", "=>", "|", "<|", "|>", "+", "*", "=", "→", "↔", "∧", "∨", "¬", "∘", "$",
    "←", "↦", ":", "·",
];

enum Token<'a> {
    Word(&'a str),
    Symbol(&'a str),
    Literal,
}

fn scan(text: &str) -> Result<(), String> {
    let mut lexer = Lexer { text, at: 0 };
    let mut brackets: Vec<char> = Vec::new();
    let mut last = String::new();
    // Set while a `set_option` or an `open` still needs its `in`.
    let mut needs_in: Option<&str> = None;
    let mut option_name = false;
    let mut first = true;
    while let Some(token) = lexer.next()? {
        match token {
            Token::Word(word) => {
                check_word(word)?;
                if option_name {
                    if !OPTIONS.contains(&word) {
                        return Err(format!("the option `{word}`"));
                    }
                    option_name = false;
                }
                match word {
                    "set_option" | "open" => {
                        if let Some(before) = needs_in {
                            return Err(format!("`{before}` without `in`"));
                        }
                        needs_in = Some(word);
                        option_name = word == "set_option";
                    }
                    "in" => needs_in = None,
                    _ => {}
                }
                word.clone_into(&mut last);
            }
            Token::Symbol(symbol) => {
                if first && matches!(symbol, "|" | "·" | "." | "<;>" | ";" | ",") {
                    return Err(format!("`{symbol}` at the start"));
                }
                check_symbol(symbol, &lexer)?;
                for c in symbol.chars() {
                    if let Some(close) = closing(c) {
                        brackets.push(close);
                        if brackets.len() > MAX_DEPTH {
                            return Err("brackets nested too deep".to_owned());
                        }
                    } else if is_closing(c) && brackets.pop() != Some(c) {
                        return Err(format!("`{c}` without its opening bracket"));
                    }
                }
                // `simp at *` is complete.
                if symbol == "*" && last == "at" {
                    last.clear();
                } else {
                    symbol.clone_into(&mut last);
                }
            }
            Token::Literal => last.clear(),
        }
        first = false;
    }
    if first {
        return Err("nothing but blanks and comments".to_owned());
    }
    if let Some(open) = brackets.last() {
        return Err(format!("a bracket is not closed by `{open}`"));
    }
    if let Some(word) = needs_in {
        return Err(format!("`{word}` without `in`"));
    }
    if UNFINISHED.contains(&last.as_str()) || UNFINISHED_SYMBOLS.contains(&last.as_str()) {
        return Err(format!("it ends after `{last}`"));
    }
    Ok(())
}

fn check_word(word: &str) -> Result<(), String> {
    // `Foo.sorry` is a name of its own, but `Lean.Elab.admitGoal` and the like have no business
    // here either, so each part counts for the second list.
    if COMMANDS.contains(&word) {
        return Err(format!("the command `{word}`"));
    }
    if FORBIDDEN_ALONE.contains(&word) {
        return Err(format!("the word `{word}`"));
    }
    let forbidden = word.split('.').find(|part| {
        let part = part.trim_matches(['«', '»']);
        FORBIDDEN.contains(&part) || FORBIDDEN_STEMS.iter().any(|stem| part.starts_with(stem))
    });
    match forbidden {
        Some(part) => Err(format!("the word `{part}`")),
        None => Ok(()),
    }
}

fn check_symbol(symbol: &str, lexer: &Lexer<'_>) -> Result<(), String> {
    let next = lexer.text[lexer.at..].chars().next();
    if symbol.ends_with('#') && next.is_some_and(char::is_alphabetic) {
        return Err("a `#` command".to_owned());
    }
    if symbol.ends_with('@') && next == Some('[') {
        return Err("an attribute".to_owned());
    }
    if symbol.contains("-/") {
        return Err("`-/` outside a comment".to_owned());
    }
    if symbol.contains('`') {
        return Err("a quotation".to_owned());
    }
    if symbol == "+" && lexer.text[lexer.at..].starts_with("native") {
        return Err("`+native`".to_owned());
    }
    Ok(())
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '⟨' => '⟩',
        '⟪' => '⟫',
        '‹' => '›',
        '⟦' => '⟧',
        '⌊' => '⌋',
        '⌈' => '⌉',
        '⦃' => '⦄',
        _ => return None,
    })
}

fn is_closing(c: char) -> bool {
    // `⌊x⌋₊` and its like close with the same signs.
    matches!(c, ')' | ']' | '}' | '⟩' | '⟫' | '›' | '⟧' | '⌋' | '⌉' | '⦄')
}

/// Control characters, tabs (which Lean refuses), bidirectional marks, and what takes no space.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_whitespace() && c != ' ' && c != '\n')
}

/// Strips the blanks around a candidate. If its first line was indented, as in a block cut out of
/// a proof, the others are moved with it; none may stand left of the first.
fn normalise_indent(text: &str) -> Result<String, String> {
    let mut lines = text.lines().skip_while(|l| l.trim().is_empty());
    let Some(first) = lines.next() else { return Err("nothing but blanks".to_owned()) };
    let indent = first.len() - first.trim_start_matches(' ').len();
    let mut out = first.trim().to_owned();
    for line in lines {
        out.push('\n');
        if line.trim().is_empty() {
            continue;
        }
        // Models often trim the first line only, so an unindented first line says nothing about
        // the others; an indented one does.
        let have = line.len() - line.trim_start_matches(' ').len();
        if have < indent {
            return Err("a line to the left of the first".to_owned());
        }
        out.push_str(line[indent..].trim_end());
    }
    out.truncate(out.trim_end().len());
    Ok(out)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn next(&mut self) -> Result<Option<Token<'a>>, String> {
        loop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else { return Ok(None) };
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if rest.starts_with("--") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/--") || rest.starts_with("/-!") {
                return Err("a doc comment".to_owned());
            } else if rest.starts_with("/-") {
                let len = block_comment(rest);
                if !rest[..len].ends_with("-/") || len < 4 {
                    return Err("a comment that does not end".to_owned());
                }
                self.at += len;
            } else {
                break;
            }
        }
        let rest = &self.text[self.at..];
        // Not empty: the loop above ended at a character.
        let Some(c) = rest.chars().next() else { return Ok(None) };
        if c == '"' {
            return self.string(rest, 0).map(Some);
        }
        if c == 'r' && raw_string_hashes(rest).is_some() {
            return Err("a raw string".to_owned());
        }
        if c == '\'' {
            return self.character(rest).map(Some);
        }
        if is_word_start(c) {
            let len = word_len(rest)?;
            let word = &rest[..len];
            self.at += len;
            if word.ends_with('!') && rest[len..].starts_with('"') {
                return Err("an interpolated string".to_owned());
            }
            return Ok(Some(Token::Word(word)));
        }
        if c.is_ascii_digit() {
            let len =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            self.at += len;
            return Ok(Some(Token::Literal));
        }
        // Brackets stand alone; other symbols are taken in runs, so that `=>` is one.
        let single = closing(c).is_some() || is_closing(c);
        let len = if single {
            c.len_utf8()
        } else {
            let mut len = 0;
            for d in rest.chars() {
                let more = &rest[len..];
                if d.is_whitespace()
                    || is_word_start(d)
                    || d.is_ascii_digit()
                    || closing(d).is_some()
                    || is_closing(d)
                    || matches!(d, '"' | '\'')
                    || (len > 0 && (more.starts_with("--") || more.starts_with("/-")))
                {
                    break;
                }
                len += d.len_utf8();
            }
            len
        };
        self.at += len;
        Ok(Some(Token::Symbol(&rest[..len])))
    }

    fn string(&mut self, rest: &'a str, prefix: usize) -> Result<Token<'a>, String> {
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(prefix + 1) {
            match c {
                '\n' => return Err("a string over several lines".to_owned()),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += i + 1;
                    return Ok(Token::Literal);
                }
                _ => {}
            }
        }
        Err("a string that does not end".to_owned())
    }

    /// `'a'` or `'\n'`; a prime that belongs to a name never gets here.
    fn character(&mut self, rest: &'a str) -> Result<Token<'a>, String> {
        let inner = &rest[1..];
        let len = if let Some(escape) = inner.strip_prefix('\\') {
            escape.char_indices().skip(1).find(|(_, c)| *c == '\'').map(|(i, _)| i + 1)
        } else {
            let c = inner.chars().next().unwrap_or('\n');
            inner[c.len_utf8().min(inner.len())..].starts_with('\'').then(|| c.len_utf8())
        };
        match len {
            Some(len) if !inner[..len].contains('\n') && len <= 12 => {
                self.at += len + 2;
                Ok(Token::Literal)
            }
            _ => Err("a quote that does not end".to_owned()),
        }
    }
}

fn raw_string_hashes(rest: &str) -> Option<usize> {
    let hashes = rest[1..].bytes().take_while(|&c| c == b'#').count();
    rest[1 + hashes..].starts_with('"').then_some(hashes)
}

fn is_word_start(c: char) -> bool {
    // Mathematical letters that Lean uses as symbols are not letters to it, but treating `λ` or
    // `Π` as a word does no harm.
    c.is_alphabetic() || c == '_' || c == '«'
}

/// Length of a dotted name.
fn word_len(rest: &str) -> Result<usize, String> {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c == '«' {
            let Some(end) = rest[i..].find('»') else {
                return Err("a quoted name that does not end".to_owned());
            };
            if rest[i..i + end].contains('\n') {
                return Err("a quoted name over several lines".to_owned());
            }
            len = i + end + '»'.len_utf8();
            while chars.peek().is_some_and(|(j, _)| *j < len) {
                chars.next();
            }
            continue;
        }
        let continues = c.is_alphanumeric() || matches!(c, '_' | '\'' | '!' | '?')
            // A dot belongs to the name only if a name goes on after it.
            || c == '.' && chars.peek().is_some_and(|(_, d)| is_word_start(*d));
        if !continues {
            break;
        }
        len = i + c.len_utf8();
    }
    Ok(len)
}
