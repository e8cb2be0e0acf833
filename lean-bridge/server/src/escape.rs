//! The gate that every candidate passes before Lean sees it.
//!
//! A candidate is hostile text that will stand between others in one document. The gate is
//! lexical: it knows strings, comments, quoted names and brackets, and refuses what could end the
//! block it is put into, start a command, close a goal without proving it, or run code. It refuses
//! more than it must. What passes can still be wrong Lean, and the reading of Lean's answer deals
//! with that; what passes can still be a false proof, and the judge deals with that.

use polya_text::{
    keywords::{self, Class},
    lexer::{Kind, tokens},
    name::components,
};

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

/// Beginnings of further words of those kinds.
const FORBIDDEN_STEMS: &[&str] = &["_polya", "declare_", "register_", "initialize_", "run_"];

/// Options that a candidate may set for itself, by `set_option … in`.
const OPTIONS: &[&str] = &["maxRecDepth", "tactic.hygienic", "autoImplicit", "linter.all"];

fn scan(text: &str) -> Result<(), String> {
    let mut brackets: Vec<char> = Vec::new();
    let mut last = "";
    // Set while a `set_option` or an `open` still needs its `in`.
    let mut needs_in: Option<&str> = None;
    let mut option_name = false;
    let mut first = true;
    for token in tokens(text) {
        let part = &text[token.span.clone()];
        match token.kind {
            Kind::BlockComment if token.unclosed => {
                return Err("a comment that does not end".to_owned());
            }
            Kind::Space | Kind::LineComment | Kind::BlockComment => continue,
            Kind::Docstring | Kind::ModuleDoc => return Err("a doc comment".to_owned()),
            Kind::String => {
                check_string(part, token.unclosed)?;
                last = "";
            }
            Kind::Char if part.contains('\n') => {
                return Err("a quote that does not end".to_owned());
            }
            Kind::Char | Kind::Number => last = "",
            Kind::Word if token.unclosed => {
                return Err("a quoted name that does not end".to_owned());
            }
            Kind::Word => {
                check_word(part)?;
                if option_name {
                    if !OPTIONS.contains(&part) {
                        return Err(format!("the option `{part}`"));
                    }
                    option_name = false;
                }
                match part {
                    "set_option" | "open" => {
                        if let Some(before) = needs_in {
                            return Err(format!("`{before}` without `in`"));
                        }
                        needs_in = Some(part);
                        option_name = part == "set_option";
                    }
                    "in" => needs_in = None,
                    _ => {}
                }
                last = part;
            }
            Kind::Symbol => {
                if first && matches!(part, "|" | "·" | "." | "<;>" | ";" | ",") {
                    return Err(format!("`{part}` at the start"));
                }
                check_symbol(part, &text[token.span.end..])?;
                for c in part.chars() {
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
                last = if part == "*" && last == "at" { "" } else { part };
            }
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
    if keywords::is(last, Class::GoesOn) || keywords::GOES_ON.contains(&last) {
        return Err(format!("it ends after `{last}`"));
    }
    Ok(())
}

fn check_word(word: &str) -> Result<(), String> {
    let refused = keywords::begins_command(word) || keywords::is(word, Class::Clause);
    // These are tactics and terms, too, with an `in` behind them.
    if refused && !matches!(word, "open" | "set_option") {
        return Err(format!("the command `{word}`"));
    }
    if keywords::is(word, Class::ForbiddenAlone) {
        return Err(format!("the word `{word}`"));
    }
    // `Foo.theorem` is a name of its own, but `Lean.Elab.admitGoal` and the like have no business
    // here, so each part counts for this list.
    let forbidden = components(word).into_iter().find(|part| {
        let part = part.trim_matches(['«', '»']);
        keywords::is(part, Class::Forbidden)
            || FORBIDDEN_STEMS.iter().any(|stem| part.starts_with(stem))
    });
    match forbidden {
        Some(part) => Err(format!("the word `{part}`")),
        None => Ok(()),
    }
}

/// `text` is a string with what stands before its first quote.
fn check_string(text: &str, unclosed: bool) -> Result<(), String> {
    let what = match text.as_bytes()[0] {
        b'"' if unclosed => "a string that does not end",
        b'"' if text.contains('\n') => "a string over several lines",
        b'"' => return Ok(()),
        b'r' if !text.split('"').next().is_some_and(|before| before.ends_with('!')) => {
            "a raw string"
        }
        _ => "an interpolated string",
    };
    Err(what.to_owned())
}

/// `rest` is what follows the symbol.
fn check_symbol(symbol: &str, rest: &str) -> Result<(), String> {
    let next = rest.chars().next();
    if symbol == "#" && next.is_some_and(char::is_alphabetic) {
        return Err("a `#` command".to_owned());
    }
    if symbol == "@[" {
        return Err("an attribute".to_owned());
    }
    if symbol == "-" && next == Some('/') {
        return Err("`-/` outside a comment".to_owned());
    }
    if symbol == "`" {
        return Err("a quotation".to_owned());
    }
    if symbol == "'" {
        return Err("a quote that does not end".to_owned());
    }
    if symbol == "+" && rest.starts_with("native") {
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
