//! Words of printed Lean.

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name with its dots.
    Name(String),
    /// A numeral.
    Number(u128),
    /// A symbol of [`SYMBOLS`].
    Symbol(&'static str),
    /// `.name` or `.1` after a closing bracket.
    Field(String),
}

/// Longest first where one begins another.
const SYMBOLS: [&str; 50] = [
    "<->", "==", "!=", "&&", "||", "++", "::", ":=", "=>", "->", "<=", ">=", "↔", "→", "∨", "∧",
    "=", "≠", "<", "≤", ">", "≥", "∣", "∈", "∉", "+", "-", "*", "/", "%", "^", "×", "∘", "¬", "!",
    "↑", "∀", "∃", "λ", "(", ")", "[", "]", "{", "}", "⟨", "⟩", ",", ":", "·",
];

/// Splits text into words; an error is the byte where no word begins.
pub(crate) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, usize> {
    let mut found: Vec<(usize, Token)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let token = if c.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            at += length;
            Token::Number(rest[..length].parse().map_err(|_| start)?)
        } else if begins_name(c) {
            at += name_length(rest);
            Token::Name(text[start..at].to_owned())
        } else if c == '.' && follows_directly(text, at, &found) {
            let tail = &rest[1..];
            let length = tail.find(|c: char| !continues_name(c)).unwrap_or(tail.len());
            if length == 0 {
                return Err(start);
            }
            at += 1 + length;
            Token::Field(tail[..length].to_owned())
        } else {
            let symbol = SYMBOLS.into_iter().find(|s| rest.starts_with(s)).ok_or(start)?;
            at += symbol.len();
            Token::Symbol(symbol)
        };
        found.push((start, token));
    }
    Ok(found)
}

fn follows_directly(text: &str, at: usize, found: &[(usize, Token)]) -> bool {
    matches!(found.last(), Some((_, Token::Symbol(")" | "]") | Token::Field(_))))
        && !text[..at].ends_with(char::is_whitespace)
}

fn begins_name(c: char) -> bool {
    c == '_' || (c.is_alphabetic() && c != 'λ')
}

fn continues_name(c: char) -> bool {
    c == '_'
        || c == '\''
        || c == '!'
        || c == '?'
        || c == '✝'
        || c.is_alphanumeric()
        || matches!(c, '₀'..='₉' | '¹' | '²' | '³' | '⁰'..='⁹')
}

/// Length of the name at the start of `text`, with its dotted parts.
fn name_length(text: &str) -> usize {
    let part = |text: &str| {
        let mut length = 0;
        for c in text.chars() {
            // `x!` and `x?` end a name unless an `=` makes them part of an operator.
            if !continues_name(c) || (c == '!' && text[length..].starts_with("!=")) {
                break;
            }
            length += c.len_utf8();
        }
        length
    };
    let mut length = part(text);
    while let Some(tail) = text[length..].strip_prefix('.') {
        let next = part(tail);
        if next == 0 {
            break;
        }
        length += 1 + next;
    }
    length
}
