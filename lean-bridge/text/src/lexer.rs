//! Cutting Lean's surface text into tokens.
//!
//! Just enough of Lean's lexical rules to tell code from comments and strings, and to see whole
//! dotted names as one token. Every byte of the text belongs to exactly one token, so the tokens
//! put together again are the text, and no text makes the lexer fail: what Lean would reject
//! becomes an ordinary token or an unclosed one. Lean's parser is not imitated here; users may
//! declare tokens of their own, and those arrive as several [`Kind::Symbol`] tokens.

use std::ops::Range;

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Blanks and line ends.
    Space,
    /// `-- …` up to, not including, the end of the line.
    LineComment,
    /// `/- … -/`, nested comments inside.
    BlockComment,
    /// `/-- … -/`, the docstring of what follows.
    Docstring,
    /// `/-! … -/`, a command of its own.
    ModuleDoc,
    /// An identifier or keyword, dotted parts and `«…»` included, such as `Nat.add_comm`.
    Word,
    /// A numeral, such as `12`, `0xff` or `1.5`.
    Number,
    /// `"…"`, `s!"…{x}…"`, `r#"…"#`.
    String,
    /// `'a'`.
    Char,
    /// Anything else: those of [`SYMBOLS`] as one token, otherwise one character.
    Symbol,
}

impl Kind {
    /// Whether the token means nothing to the parser.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::LineComment | Self::BlockComment)
    }
}

/// Symbols of several characters that are one token, longer ones first.
pub const SYMBOLS: &[&str] = &["<;>", "<->", "<|>", ":=", "@[", "=>", "->", "<|", "|>", "||", "::"];

/// One token: its kind and where it lies in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// A comment, string or `«` that the text ends inside of.
    pub unclosed: bool,
}

/// Cuts the whole of `text` into tokens, as they are asked for.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut lexer = Lexer { text, at: 0 };
    std::iter::from_fn(move || {
        let start = lexer.at;
        if start == text.len() {
            return None;
        }
        let (kind, closed) = lexer.next_token();
        debug_assert!(lexer.at > start, "the lexer always advances");
        Some(Token { kind, span: start..lexer.at, unclosed: !closed })
    })
}

/// The text with blanks in place of its comments, docstrings included; line ends stay, and every byte
/// of code stays where it is.
pub fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for token in tokens(text) {
        let part = &text[token.span];
        match token.kind {
            Kind::LineComment | Kind::BlockComment | Kind::Docstring | Kind::ModuleDoc => {
                code.extend(part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            }
            _ => code.push_str(part),
        }
    }
    code
}

/// Whether the text ends inside a comment, a string or a quoted name.
pub fn is_unclosed(text: &str) -> bool {
    tokens(text).any(|token| token.unclosed)
}

/// Whether a word may start with `c`, by Lean's rule (`λ`, `Π` and `Σ` are symbols).
pub fn starts_word(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || is_letter_like(c)
}

/// Whether a word may go on with `c`.
pub fn continues_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '_' | '\'' | '!' | '?')
        || is_letter_like(c)
        || is_subscript(c)
}

fn is_letter_like(c: char) -> bool {
    matches!(u32::from(c),
        0x3b1..=0x3c9 if c != 'λ')
        || matches!(u32::from(c), 0x391..=0x3a9 if c != 'Π' && c != 'Σ')
        || matches!(u32::from(c),
            0x3ca..=0x3fb | 0x1f00..=0x1ffe | 0x2100..=0x214f | 0x1d49c..=0x1d59f | 0xc0..=0x17f)
            && c != '×'
            && c != '÷'
}

fn is_subscript(c: char) -> bool {
    matches!(u32::from(c), 0x2080..=0x2089 | 0x2090..=0x209c | 0x1d62..=0x1d6a | 0x2c7c)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn looking_at(&self, what: &str) -> bool {
        self.rest().starts_with(what)
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_while(&mut self, mut keep: impl FnMut(char) -> bool) {
        while self.peek().is_some_and(&mut keep) {
            self.bump();
        }
    }

    /// Reads one token; the flag is false when the text ends inside it.
    fn next_token(&mut self) -> (Kind, bool) {
        let Some(c) = self.peek() else { return (Kind::Space, true) };
        if c.is_whitespace() {
            self.skip_while(char::is_whitespace);
            return (Kind::Space, true);
        }
        if self.looking_at("--") {
            self.skip_while(|c| c != '\n');
            return (Kind::LineComment, true);
        }
        if self.looking_at("/-") {
            let kind = match self.rest().as_bytes().get(2) {
                Some(b'-') => Kind::Docstring,
                Some(b'!') => Kind::ModuleDoc,
                _ => Kind::BlockComment,
            };
            // `/--/` is an open docstring: the dash that opens does not also close.
            self.at += if kind == Kind::BlockComment { 2 } else { 3 };
            return (kind, self.rest_of_comment());
        }
        if c == '"' {
            return (Kind::String, self.string(false));
        }
        if let Some(hashes) = self.raw_string_hashes() {
            return (Kind::String, self.raw_string(hashes));
        }
        if c == '\'' && self.char_literal() {
            return (Kind::Char, true);
        }
        if c.is_ascii_digit() {
            self.number();
            return (Kind::Number, true);
        }
        if starts_word(c) || c == '«' {
            return self.word();
        }
        match SYMBOLS.iter().find(|symbol| self.looking_at(symbol)) {
            Some(symbol) => self.at += symbol.len(),
            None => drop(self.bump()),
        }
        (Kind::Symbol, true)
    }

    /// Up to and including the `-/` that closes an open comment.
    fn rest_of_comment(&mut self) -> bool {
        let mut depth = 1_usize;
        while depth > 0 {
            if self.looking_at("-/") {
                self.at += 2;
                depth -= 1;
            } else if self.looking_at("/-") {
                self.at += 2;
                depth += 1;
            } else if self.bump().is_none() {
                return false;
            }
        }
        true
    }

    /// From `"` to the `"` that closes it. In an interpolated string `{…}` holds code, which may
    /// hold strings again.
    fn string(&mut self, interpolated: bool) -> bool {
        self.bump();
        while let Some(c) = self.bump() {
            match c {
                '"' => return true,
                '\\' => {
                    self.bump();
                }
                '{' if interpolated && !self.interpolation() => return false,
                _ => {}
            }
        }
        false
    }

    /// The code in an interpolated string, up to and including its `}`.
    fn interpolation(&mut self) -> bool {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.peek() {
                None => return false,
                Some('{') => depth += 1,
                Some('}') => depth -= 1,
                Some('"') => {
                    if !self.string(false) {
                        return false;
                    }
                    continue;
                }
                Some(_) => {}
            }
            self.bump();
        }
        true
    }

    /// The number of `#` when a raw string `r"…"` or `r##"…"##` starts here.
    fn raw_string_hashes(&self) -> Option<usize> {
        let after = self.rest().strip_prefix('r')?;
        let hashes = after.len() - after.trim_start_matches('#').len();
        after[hashes..].starts_with('"').then_some(hashes)
    }

    fn raw_string(&mut self, hashes: usize) -> bool {
        self.at += 1 + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        if let Some(end) = self.rest().find(&close) {
            self.at += end + close.len();
            return true;
        }
        self.at = self.text.len();
        false
    }

    /// Reads `'a'` or `'\n'` if one starts here; otherwise stays.
    fn char_literal(&mut self) -> bool {
        let rest = &self.rest()[1..];
        let mut chars = rest.char_indices();
        let close = match chars.next() {
            // `'\''`, `'\x41'`, `'\u{e9}'`: an escape is short and never crosses a line.
            Some((_, '\\')) => {
                chars.next();
                chars.take(10).take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == '\'')
            }
            Some((_, '\'')) | None => None,
            Some(_) => chars.next().filter(|(_, c)| *c == '\''),
        };
        let Some((offset, _)) = close else { return false };
        self.at += 1 + offset + 1;
        true
    }

    /// A numeral. What Lean reads as a word of its own, such as `end` in `1end`, stays outside.
    fn number(&mut self) {
        let base = match self.rest().as_bytes() {
            [b'0', b'x' | b'X', next, ..] if next.is_ascii_hexdigit() => Some(16),
            [b'0', b'o' | b'O', next, ..] if next.is_ascii_digit() => Some(8),
            [b'0', b'b' | b'B', next, ..] if next.is_ascii_digit() => Some(2),
            _ => None,
        };
        if let Some(base) = base {
            self.at += 2;
            return self.skip_while(|c| c.is_digit(base) || c == '_');
        }
        self.skip_while(|c| c.is_ascii_digit() || c == '_');
        // `1.5`, but not the projection in `p.1.2`, whose parts are tokens anyway, nor `1..n`.
        let fraction = self.rest().strip_prefix('.').and_then(|after| after.chars().next());
        if fraction.is_some_and(|c| c.is_ascii_digit()) {
            self.bump();
            self.skip_while(|c| c.is_ascii_digit() || c == '_');
        }
        if let Some(exponent) = self.rest().strip_prefix(['e', 'E']) {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.starts_with(|c: char| c.is_ascii_digit()) {
                self.at = self.text.len() - digits.len();
                self.skip_while(|c| c.is_ascii_digit());
            }
        }
    }

    /// A possibly dotted name, and the string that follows at once in `s!"…"`.
    fn word(&mut self) -> (Kind, bool) {
        let start = self.at;
        loop {
            if self.looking_at("«") {
                let Some(end) = self.rest().find(['»', '\n']) else {
                    self.at = self.text.len();
                    return (Kind::Word, false);
                };
                let closed = self.rest()[end..].starts_with('»');
                self.at += end + if closed { '»'.len_utf8() } else { 0 };
                if !closed {
                    return (Kind::Word, false);
                }
            } else {
                self.skip_while(continues_word);
            }
            let next = self.rest().strip_prefix('.').and_then(|after| after.chars().next());
            if !next.is_some_and(|c| starts_word(c) || c == '«') {
                break;
            }
            self.bump();
        }
        if self.looking_at("\"") && self.text[start..self.at].ends_with('!') {
            return (Kind::String, self.string(true));
        }
        (Kind::Word, true)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let mut seen = String::new();
        for token in tokens(text).filter(|t| t.kind != Kind::Space) {
            let open = if token.unclosed { " unclosed" } else { "" };
            writeln!(seen, "{:?} {:?}{open}", token.kind, &text[token.span.clone()])
                .expect("a string");
        }
        expected.assert_eq(&seen);
    }

    #[test]
    fn comments_nest_and_docstrings_are_told_apart() {
        check(
            "/- a /- b -/ -/ /-- c -/ /-! d -/ /---/ /-!-/ /--/ -- e\nx",
            &expect![[r#"
                BlockComment "/- a /- b -/ -/"
                Docstring "/-- c -/"
                ModuleDoc "/-! d -/"
                Docstring "/---/"
                ModuleDoc "/-!-/"
                Docstring "/--/ -- e\nx" unclosed
            "#]],
        );
    }

    #[test]
    fn strings_hide_comments_and_quotes() {
        check(
            r##"  "a \" -- b" s!"{f "}" /- } " r#"-- " /-"# rest "##,
            &expect![[r##"
                String "\"a \\\" -- b\""
                String "s!\"{f \"}\" /- } \""
                String "r#\"-- \" /-\"#"
                Word "rest"
            "##]],
        );
    }

    #[test]
    fn primes_are_parts_of_names_and_quotes_are_characters() {
        check(
            r"h' '\'' 'x' '-' f'' '\u{e9}' a.b'.1 ''",
            &expect![[r#"
                Word "h'"
                Char "'\\''"
                Char "'x'"
                Char "'-'"
                Word "f''"
                Char "'\\u{e9}'"
                Word "a.b'"
                Symbol "."
                Number "1"
                Symbol "'"
                Symbol "'"
            "#]],
        );
    }

    #[test]
    fn names_keep_their_parts_together() {
        check(
            "Nat.«a b».c₁ _root_.x α' ℕ λx Πx 1.5 p.1.2 x.{u} 0xffz 1end 2e10 3e «open",
            &expect![[r#"
                Word "Nat.«a b».c₁"
                Word "_root_.x"
                Word "α'"
                Word "ℕ"
                Symbol "λ"
                Word "x"
                Symbol "Π"
                Word "x"
                Number "1.5"
                Word "p"
                Symbol "."
                Number "1.2"
                Word "x"
                Symbol "."
                Symbol "{"
                Word "u"
                Symbol "}"
                Number "0xff"
                Word "z"
                Number "1"
                Word "end"
                Number "2e10"
                Number "3"
                Word "e"
                Word "«open" unclosed
            "#]],
        );
    }

    /// Text made of the pieces that the lexer treats specially.
    fn lean_like() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("/-"),
            Just("-/"),
            Just("--"),
            Just("\n"),
            Just("\""),
            Just("'"),
            Just("\\"),
            Just("«"),
            Just("»"),
            Just("."),
            Just("r#\""),
            Just("s!\"{"),
            Just("}"),
            Just("theorem"),
            Just(" "),
            Just(":="),
            Just("sorry"),
            Just("α"),
            Just("🙂"),
            Just("1"),
            Just("\u{feff}"),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn covers(text: &str) {
        let mut end = 0;
        for token in tokens(text) {
            assert_eq!(token.span.start, end, "tokens follow one another in {text:?}");
            assert!(token.span.end > end, "no token is empty in {text:?}");
            end = token.span.end;
        }
        assert_eq!(end, text.len(), "tokens reach the end of {text:?}");
    }

    proptest! {
        #[test]
        fn tokens_put_together_are_the_text(text in ".*") {
            covers(&text);
        }

        #[test]
        fn so_are_those_of_lean_like_text(text in lean_like()) {
            covers(&text);
        }
    }
}
