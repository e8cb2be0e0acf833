//! Cutting a proof's text into tokens as Lean's own lexer does: comments, strings, characters,
//! quoted names, numerals.
//!
//! It is apart from the reader of problems, which takes what people wrote in good faith: here a
//! text that is read otherwise than Lean reads it may hide a command. No grammar is known, and no
//! token that a text declares for itself.

/// A token, comments and space left out.
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// The line where it begins, counted from 1.
    pub(super) line: u32,
    /// Whether a single dot stands right before it, as before a field's name.
    pub(super) after_dot: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword, dots included, or a command that begins with `#`.
    Word,
    /// A name that keywords are not looked for in: `` `import ``, or one with quoted components.
    Quoted,
    /// A numeral.
    Number,
    /// A string, or a piece of one between interpolated terms.
    String,
    /// A character in quotation marks.
    Character,
    /// One character of a symbol.
    Symbol,
    /// Something that the text ends within.
    Unclosed(&'static str),
}

/// Commands and functions that read the string after them as terms in braces between pieces of
/// text.
#[rustfmt::skip]
const INTERPOLATING: [&str; 10] = [
    "s!", "m!", "f!", "println!", "throwError", "logInfo", "logWarning", "logError", "dbg_trace", "trace",
];

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Whether the token before interpolates a string.
    interpolates: bool,
    /// Open braces within each interpolated term around this place, outermost first.
    braces: Vec<u32>,
    /// Where the last numeral ended: a dot before that belongs to it.
    number_end: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, interpolates: false, braces: Vec::new(), number_end: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let skipped = &self.text[self.at..self.at + bytes];
        self.line += u32::try_from(skipped.matches('\n').count()).unwrap_or(0);
        self.at += bytes;
        skipped
    }

    /// Skips space and comments; false where a comment does not end.
    fn skip_blank(&mut self) -> bool {
        loop {
            let rest = self.rest();
            let length = if rest.starts_with("--") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/-") {
                match comment(rest) {
                    Some(length) => length,
                    None => return false,
                }
            } else {
                rest.len() - rest.trim_start().len()
            };
            if length == 0 {
                return true;
            }
            self.skip(length);
        }
    }

    /// The token of this length; without one, all the rest.
    fn token(&mut self, length: Option<usize>, kind: Kind) -> Token<'a> {
        let (at, line) = (self.at, self.line);
        let before = &self.text[..at];
        let after_dot = before.ends_with('.') && !before.ends_with("..") && at != self.number_end;
        let text = self.skip(length.unwrap_or(self.rest().len()));
        Token { kind, text, line, after_dot }
    }

    fn closed(&mut self, length: Option<usize>, kind: Kind, what: &'static str) -> Token<'a> {
        self.token(length, if length.is_some() { kind } else { Kind::Unclosed(what) })
    }

    /// A piece of an interpolated string, from its quotation mark or the brace that ends a term.
    fn piece(&mut self) -> Token<'a> {
        let length = string(self.rest(), true);
        if length.is_some_and(|length| self.rest()[..length].ends_with('{')) {
            self.braces.push(0);
        }
        self.closed(length, Kind::String, "a string")
    }

    fn symbol(&mut self, first: char) -> Token<'a> {
        match (first, self.braces.last_mut()) {
            ('}', Some(0)) => {
                self.braces.pop();
                return self.piece();
            }
            ('}', Some(open)) => *open -= 1,
            ('{', Some(open)) => *open += 1,
            _ => {}
        }
        self.token(Some(first.len_utf8()), Kind::Symbol)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if !self.skip_blank() {
            return Some(self.token(None, Kind::Unclosed("a comment")));
        }
        let rest = self.rest();
        let first = rest.chars().next()?;
        let interpolates = std::mem::take(&mut self.interpolates);
        let token = if first == '"' && interpolates {
            self.piece()
        } else if first == '"' {
            self.closed(string(rest, false), Kind::String, "a string")
        } else if let Some(hashes) = raw_string_start(rest) {
            self.closed(raw_string(rest, hashes), Kind::String, "a string")
        } else if first == '\''
            && let Some(length) = character(rest)
        {
            self.token(Some(length), Kind::Character)
        } else if first.is_ascii_digit() {
            let after_dot = self.text[..self.at].ends_with('.');
            let length = number(rest, after_dot);
            self.number_end = self.at + length;
            self.token(Some(length), Kind::Number)
        } else if first == '`' && rest[1..].starts_with(|next| starts_word(next) || next == '«') {
            self.closed(word(&rest[1..]).map(|length| 1 + length), Kind::Quoted, "a quoted name")
        } else if starts_word(first) || matches!(first, '«' | '#') {
            let length = word(rest);
            let quoted = length.is_some_and(|length| rest[..length].contains('«'));
            let kind = if quoted { Kind::Quoted } else { Kind::Word };
            self.closed(length, kind, "a quoted name")
        } else {
            self.symbol(first)
        };
        self.interpolates = token.kind == Kind::Word && INTERPOLATING.contains(&token.text);
        Some(token)
    }
}

/// Whether a name may begin with this, by Lean's own rule.
fn starts_word(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_' || is_letter_like(character)
}

/// Whether a name may go on with this.
fn continues_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '_' | '\'' | '!' | '?')
        || is_letter_like(character)
        || matches!(u32::from(character), 0x2080..=0x2089 | 0x2090..=0x209c | 0x1d62..=0x1d6a | 0x2c7c)
}

fn is_letter_like(character: char) -> bool {
    !matches!(character, 'λ' | 'Π' | 'Σ' | '×' | '÷')
        && matches!(
            u32::from(character),
            0x391..=0x3a9 | 0x3b1..=0x3fb | 0x1f00..=0x1ffe | 0x2100..=0x214f | 0x1d49c..=0x1d59f
                | 0xc0..=0x17f
        )
}

/// Number of `#` in the beginning of a raw string, `r"` or `r#"`, if that is what `text` begins with.
fn raw_string_start(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let quoted = after.trim_start_matches('#');
    quoted.starts_with('"').then_some(after.len() - quoted.len())
}

/// Length of a raw string, in which nothing is escaped: `r"…"`, `r#"…"#`.
fn raw_string(text: &str, hashes: usize) -> Option<usize> {
    let start = 1 + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    text[start..].find(&end).map(|at| start + at + end.len())
}

/// Length of the nested comment that `text` begins with.
fn comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The dash that opens a docstring does not close it.
    let mut at = if matches!(bytes.get(2), Some(b'-' | b'!')) { 3 } else { 2 };
    let mut depth = 1_usize;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/-" => {
                depth += 1;
                at += 2;
            }
            b"-/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// Length of the string, or of the piece of one up to a term in braces, that begins after the first
/// byte of `text`.
fn string(text: &str, interpolated: bool) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some(at + 1),
            '{' if interpolated => return Some(at + 1),
            // Whatever is escaped ends nothing.
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    None
}

/// Length of the character in quotation marks that `text` begins with: `'x'`, `'\''`, `'\x41'`.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut characters = inner.chars();
    let length = match characters.next()? {
        '\'' => return None,
        '\\' => match characters.next()? {
            'x' => 4,
            'u' => 6,
            escaped => 1 + escaped.len_utf8(),
        },
        plain => plain.len_utf8(),
    };
    inner.get(length..)?.starts_with('\'').then_some(length + 2)
}

/// Length of the numeral that `text` begins with. After a dot it is the number of a field, and a
/// dot that follows belongs to the next.
fn number(text: &str, after_dot: bool) -> usize {
    let digits = |from: usize, is_digit: fn(&char) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        rest.chars().take_while(|next| is_digit(next) || *next == '_').count()
    };
    let decimal = |from| digits(from, char::is_ascii_digit);
    if after_dot {
        return decimal(0);
    }
    match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => return 2 + digits(2, char::is_ascii_hexdigit),
        [b'0', b'b' | b'B', ..] => return 2 + digits(2, |next| matches!(next, '0' | '1')),
        [b'0', b'o' | b'O', ..] => return 2 + digits(2, |next| matches!(next, '0'..='7')),
        _ => {}
    }
    let mut at = decimal(0);
    if text[at..].starts_with('.') && !text[at..].starts_with("..") {
        at += 1 + decimal(at + 1);
    }
    if text[at..].starts_with(['e', 'E']) {
        let sign = usize::from(text[at + 1..].starts_with(['+', '-']));
        if text[at + 1 + sign..].starts_with(|next: char| next.is_ascii_digit()) {
            at += 1 + sign + decimal(at + 1 + sign);
        }
    }
    at
}

/// Length of the name that `text` begins with, components with dots between, quoted or not; or of
/// the command that begins with `#`.
fn word(text: &str) -> Option<usize> {
    let mut at = usize::from(text.starts_with('#'));
    loop {
        if text[at..].starts_with('«') {
            at += text[at..].find('»')? + '»'.len_utf8();
        } else {
            at += text[at..].find(|next| !continues_word(next)).unwrap_or(text.len() - at);
        }
        match text[at..].strip_prefix('.').and_then(|after| after.chars().next()) {
            Some(next) if next == '«' || starts_word(next) => at += 1,
            _ => return Some(at.max(1)),
        }
    }
}
