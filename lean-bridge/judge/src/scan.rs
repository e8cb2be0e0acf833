//! The scan of a proof's text: warns widely, rejects narrowly.
//!
//! This is the weakest of the defences and stands first only because it is cheap and its messages
//! are clear. It knows Lean's comments, strings and quoted names, and nothing of Lean's grammar.
//! What it rejects no ordinary proof contains: commands that run code while the file compiles or
//! change how later text is read, attributes that replace a definition by other code, options that
//! switch checks off, and characters that make a text look like another one.

#[cfg(test)]
mod agreement;
mod lexer;
#[cfg(test)]
mod tests;

use serde::Serialize;

use self::lexer::{Kind, Lexer};

/// Something that the scan saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What.
    pub what: String,
    /// Where in the scanned text: the line, counted from 1.
    pub line: u32,
}

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scan {
    /// Reasons to reject.
    pub rejections: Vec<Remark>,
    /// Things worth a look.
    pub warnings: Vec<Remark>,
}

/// Keywords that are rejected. In quotes, or after a dot, the same letters are a name like any other.
#[rustfmt::skip]
const KEYWORDS: &[(&str, &str)] = &[
    ("prelude", "changes the file's header"),
    ("import", "changes the file's header"),
    ("unsafe", "leaves the logic"),
    ("export", "makes names mean something else"),
    ("initialize", "runs code while the file is loaded"),
    ("builtin_initialize", "runs code while the file is loaded"),
    ("run_cmd", "runs code while the file compiles"),
    ("run_tac", "runs code while the file compiles"),
    ("run_elab", "runs code while the file compiles"),
    ("run_meta", "runs code while the file compiles"),
    ("by_elab", "runs code while the file compiles"),
    ("simproc", "runs code while the file compiles"),
    ("simproc_decl", "runs code while the file compiles"),
    ("dsimproc", "runs code while the file compiles"),
];

/// Attributes that are rejected, quoted or not.
#[rustfmt::skip]
const ATTRIBUTES: &[(&str, &str)] = &[
    ("implemented_by", "replaces a definition by other code"),
    ("extern", "replaces a definition by other code"),
    ("export", "makes names mean something else"),
    ("csimp", "replaces a definition by other code"),
    ("init", "runs code while the file is loaded"),
    ("builtin_init", "runs code while the file is loaded"),
    ("simproc", "runs code while the file compiles"),
];

/// Components of names that are rejected, quoted or not.
#[rustfmt::skip]
const COMPONENTS: &[(&str, &str)] = &[
    ("addDecl", "adds constants behind the elaborator's back"),
    ("addDeclCore", "adds constants behind the elaborator's back"),
    ("addDeclWithoutChecking", "adds constants behind the elaborator's back"),
    ("addAndCompile", "adds constants behind the elaborator's back"),
    ("lcProof", "belongs to the compiler"),
    ("lcUnreachable", "belongs to the compiler"),
    ("lcAny", "belongs to the compiler"),
    ("lcErased", "belongs to the compiler"),
];

/// Commands that change how later text is read; `local` ones end with their section.
#[rustfmt::skip]
const NOTATIONS: &[&str] = &[
    "syntax", "notation", "notation3", "macro", "macro_rules", "elab", "elab_rules", "infix",
    "infixl", "infixr", "prefix", "postfix", "declare_syntax_cat", "unif_hint", "binder_predicate",
    "register_simp_attr", "unseal",
];

/// Options, below `debug`, that switch checks off.
const DEBUG_OPTIONS: &[&str] =
    &["skipKernelTC", "byAsSorry", "proofAsSorry", "terminalTacticsAsSorry"];

/// Commands after `#` that run code or end the file.
const REJECTED_HASH: &[&str] = &["#eval", "#exit", "#reduce"];

/// Words worth a look in a proof.
#[rustfmt::skip]
const WARNED: &[&str] = &[
    "sorry", "admit", "sorryAx", "stop", "axiom", "constant", "opaque", "partial", "native_decide",
    "theorem", "lemma", "def", "abbrev", "instance", "inductive", "structure", "class", "mutual",
    "namespace", "section", "end", "open", "variable", "universe", "attribute", "set_option",
    "example", "deriving", "ofReduceBool", "ofReduceNat", "trustCompiler", "unsafeCast", "elabAsElim",
];

/// Looks through `text`, which is what an untrusted hand put into a file.
pub fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    characters(text, &mut scan);
    let mut before = String::new();
    // How many brackets are open since those of an attribute, `@[` or `attribute [`.
    let mut attribute = 0_u32;
    for token in Lexer::new(text) {
        let line = token.line;
        match token.text {
            "[" if attribute > 0 || before == "@" || before == "attribute" => attribute += 1,
            "]" => attribute = attribute.saturating_sub(1),
            _ => {}
        }
        let in_attribute = attribute > 0;
        let quoted = token.kind == Kind::Quoted;
        let place =
            Place { before: &before, after_dot: token.after_dot, quoted, line, in_attribute };
        match token.kind {
            Kind::Unclosed(what) => {
                scan.rejections.push(Remark { what: format!("{what} that does not end"), line });
            }
            Kind::Word => word(token.text, place, &mut scan),
            Kind::Quoted => {
                let name = token.text.trim_start_matches('`');
                if name.contains('«') {
                    let what = format!("a quoted name, `{name}`");
                    scan.warnings.push(Remark { what, line });
                }
                word(name.trim_matches(['«', '»']), place, &mut scan);
            }
            Kind::Number | Kind::String | Kind::Character | Kind::Symbol => {}
        }
        token.text.clone_into(&mut before);
    }
    scan
}

/// Where a word stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The token before it.
    before: &'a str,
    /// Whether it is the name of a field: `⟨a, b⟩.prefix`.
    after_dot: bool,
    quoted: bool,
    line: u32,
    in_attribute: bool,
}

fn word(text: &str, place: Place<'_>, scan: &mut Scan) {
    let Place { before, after_dot, quoted, line, in_attribute } = place;
    // Lean reads as much of it as is a command: `#eval` before a name needs no space.
    if let Some(command) = REJECTED_HASH.iter().find(|command| text.starts_with(**command)) {
        let what = format!("`{command}` runs code or ends the file");
        scan.rejections.push(Remark { what, line });
        return;
    }
    if text.starts_with('#') {
        scan.warnings.push(Remark { what: format!("the command `{text}`"), line });
        return;
    }
    let mut reject = |why: &str| {
        scan.rejections.push(Remark { what: format!("`{text}` {why}"), line });
    };
    if !quoted && !after_dot {
        if NOTATIONS.contains(&text) && before != "local" {
            reject("changes how later text is read");
        }
        for (_, why) in KEYWORDS.iter().filter(|(keyword, _)| *keyword == text) {
            reject(why);
        }
    }
    let components: Vec<&str> = text.split('.').map(|part| part.trim_matches(['«', '»'])).collect();
    if let ["debug", option, ..] = components[..]
        && (before == "set_option" || DEBUG_OPTIONS.contains(&option))
    {
        reject("is an option that switches checks off");
    }
    if in_attribute {
        for (_, why) in ATTRIBUTES.iter().filter(|(attribute, _)| components == [*attribute]) {
            reject(why);
        }
    }
    for (_, why) in COMPONENTS.iter().filter(|(name, _)| components.contains(name)) {
        reject(why);
    }
    if components.iter().any(|component| WARNED.contains(component)) {
        scan.warnings.push(Remark { what: format!("the word `{text}`"), line });
    }
}

/// Characters that are invisible or turn the reading direction are rejected; letters that look like
/// others are worth a look.
fn characters(text: &str, scan: &mut Scan) {
    for (index, line) in text.split('\n').enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for character in line.chars() {
            let code = u32::from(character);
            let hidden = matches!(
                code,
                0x00..=0x08 | 0x0b..=0x0c | 0x0e..=0x1f | 0x7f..=0x9f | 0xad | 0x034f | 0x061c | 0x115f
                    | 0x1160 | 0x17b4 | 0x17b5 | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e
                    | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
                    | 0xe0000..=0xe0fff
            );
            // A carriage return alone ends a line for a reader and not for Lean.
            let lone_return = character == '\r' && !line.ends_with('\r');
            if hidden || lone_return {
                let what = format!("the hidden character U+{code:04X}");
                scan.rejections.push(Remark { what, line: number });
            } else if matches!(code, 0x0400..=0x052f | 0x0530..=0x058f | 0xff01..=0xff5e | 0x13a0..=0x13ff)
            {
                let what = format!("`{character}` (U+{code:04X}), which looks like another letter");
                scan.warnings.push(Remark { what, line: number });
            }
        }
    }
}
