//! The scan of a proof's text: warns widely, rejects narrowly.
//!
//! This is the weakest of the defences and stands first only because it is cheap and its messages
//! are clear. It knows Lean's comments, strings and quoted names, and nothing of Lean's grammar.
//! What it rejects no ordinary proof contains: commands that run code while the file compiles or
//! change how later text is read, attributes that replace a definition by other code, options that
//! switch checks off, and characters that make a text look like another one.

use serde::Serialize;

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
const REJECTED_HASH: &[&str] = &["#eval", "#exit", "#eval!", "#reduce"];

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
    let mut lexer = Lexer { text, at: 0, line: 1 };
    let mut before = String::new();
    // How many brackets are open since those of an attribute, `@[` or `attribute [`.
    let mut attribute = 0_u32;
    while let Some(token) = lexer.next() {
        let line = token.line;
        match token.text {
            "[" if attribute > 0 || before == "@" || before == "attribute" => attribute += 1,
            "]" => attribute = attribute.saturating_sub(1),
            _ => {}
        }
        let in_attribute = attribute > 0;
        let quoted = matches!(token.kind, TokenKind::Quoted);
        let place =
            Place { before: &before, after_dot: token.after_dot, quoted, line, in_attribute };
        match token.kind {
            TokenKind::Unclosed(what) => {
                scan.rejections.push(Remark { what: format!("{what} that does not end"), line });
            }
            TokenKind::Word => word(token.text, place, &mut scan),
            TokenKind::Quoted => {
                let what = format!("a quoted name, `{}`", token.text);
                scan.warnings.push(Remark { what, line });
                word(token.text.trim_matches(['«', '»']), place, &mut scan);
            }
            TokenKind::Other => {}
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
    if REJECTED_HASH.contains(&text) {
        scan.rejections.push(Remark { what: format!("`{text}` runs code or ends the file"), line });
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

struct Token<'a> {
    kind: TokenKind,
    text: &'a str,
    line: u32,
    /// Whether a single dot stands right before it.
    after_dot: bool,
}

enum TokenKind {
    /// A name or keyword, dots included, or a `#` command.
    Word,
    /// A name with quoted components.
    Quoted,
    /// A string, a number or a symbol.
    Other,
    /// Something that the text ends within.
    Unclosed(&'static str),
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let skipped = &self.text[self.at..self.at + bytes];
        self.line += u32::try_from(skipped.matches('\n').count()).unwrap_or(0);
        self.at += bytes;
        skipped
    }

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let space = self.rest().len() - self.rest().trim_start().len();
            self.skip(space);
            let rest = self.rest();
            let first = rest.chars().next()?;
            if rest.starts_with("--") {
                self.skip(rest.find('\n').unwrap_or(rest.len()));
                continue;
            }
            if rest.starts_with("/-") {
                match comment(rest) {
                    Some(length) => drop(self.skip(length)),
                    None => return Some(self.token(None, TokenKind::Unclosed("a comment"))),
                }
                continue;
            }
            return Some(if let Some(prefix) = string_start(rest) {
                let length = if prefix == 0 { string(rest) } else { raw_string(rest, prefix) };
                self.token(
                    length,
                    length.map_or(TokenKind::Unclosed("a string"), |_| TokenKind::Other),
                )
            } else if first == '\''
                && let Some(length) = character(rest)
            {
                self.token(Some(length), TokenKind::Other)
            } else if is_word(first) || matches!(first, '«' | '#') {
                let length = word_length(rest);
                let quoted = length.is_some_and(|length| rest[..length].contains('«'));
                let word = if quoted { TokenKind::Quoted } else { TokenKind::Word };
                self.token(length, length.map_or(TokenKind::Unclosed("a quoted name"), |_| word))
            } else {
                self.token(Some(first.len_utf8()), TokenKind::Other)
            });
        }
    }

    /// The token of this length; without one, all the rest.
    fn token(&mut self, length: Option<usize>, kind: TokenKind) -> Token<'a> {
        let line = self.line;
        let before = &self.text[..self.at];
        let after_dot = before.ends_with('.') && !before.ends_with("..");
        let text = self.skip(length.unwrap_or(self.rest().len()));
        Token { kind, text, line, after_dot }
    }
}

/// How long the prefix of a string is that `text` begins with: none, or `r` and any number of `#`.
fn string_start(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r').map_or(text, |rest| rest.trim_start_matches('#'));
    after.starts_with('"').then_some(text.len() - after.len())
}

/// Length of a raw string, in which nothing is escaped: `r"…"`, `r#"…"#`.
fn raw_string(text: &str, prefix: usize) -> Option<usize> {
    let end = format!("\"{}", "#".repeat(prefix - 1));
    text[prefix + 1..].find(&end).map(|at| prefix + 1 + at + end.len())
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '\'' | '!' | '?')
}

/// Length of the nested comment that `text` begins with.
fn comment(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
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

fn string(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().skip(1).find_map(|(at, character)| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends.then_some(at + 1)
    })
}

fn character(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    let (_, first) = characters.next()?;
    if first == '\\' {
        let end = text[1..].find('\'')? + 2;
        return (end <= 12).then_some(end);
    }
    let (at, close) = characters.next()?;
    (close == '\'' && first != '\'').then_some(at + 1)
}

/// Length of the name that `text` begins with: components with dots between, quoted or not.
fn word_length(text: &str) -> Option<usize> {
    let mut at = usize::from(text.starts_with('#'));
    loop {
        if text[at..].starts_with('«') {
            at += text[at..].find('»')? + '»'.len_utf8();
        } else {
            at += text[at..].find(|next: char| !is_word(next)).unwrap_or(text.len() - at);
        }
        let after = text[at..].strip_prefix('.');
        match after.and_then(|after| after.chars().next()) {
            Some(next) if next == '«' || (is_word(next) && !next.is_ascii_digit()) => at += 1,
            _ => return Some(at.max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejects(text: &str) -> bool {
        !scan(text).rejections.is_empty()
    }

    #[test]
    fn ordinary_proofs_pass() {
        for text in [
            "by simp",
            "by\n  intro h\n  exact h.left -- import unsafe\n",
            "by\n  /- #eval /- nested -/ prelude -/\n  rfl",
            "by\n  show \"import\" = \"import\"\n  rfl",
            "by\n  set_option maxRecDepth 100 in rfl",
            "by\n  open Classical in exact em p",
            "fun init => init",
            "⟨h, init⟩",
            "by\n  rw [init, init]\n  simp [init]",
            "List.foldl_init",
            "by\n  exact 'x'",
            "foo' h'",
            "by\n  have imported := 1\n  have unsafe' := 2\n  rfl",
            "by\n  intro «import» «prefix» «unsafe»\n  exact «macro»",
            "(h x).prefix",
            "⟨h.import, (h.1).export⟩",
            "Config.initialize.export",
            "by\n  obtain ⟨debug, _⟩ := h\n  exact debug.left",
            "show r\"\\\" = r#\"a\"b\"# ∧ s!\"{1}\" = t; rfl",
        ] {
            assert!(!rejects(text), "{text}: {:?}", scan(text));
        }
    }

    #[test]
    fn what_no_proof_needs_is_rejected() {
        for text in [
            "by trivial\n#eval 1",
            "by trivial\n#exit",
            "by trivial\nimport Foo",
            "by trivial\nset_option debug.skipKernelTC true",
            "by trivial\nset_option debug.«skipKernelTC» true",
            "by trivial\nset_option «debug».skipKernelTC true",
            "by trivial\nnotation \"True\" => False",
            "by trivial\nmacro_rules | `(x) => `(y)",
            "by trivial\n@[implemented_by foo] def bar := 1",
            "by trivial\n@[«extern» \"c\"] def bar := 1",
            "by trivial\nexport Foo (bar)",
            "by exact foo ..macro",
            "by trivial\n@[csimp] theorem t : a = b := rfl",
            "by exact (`debug.skipKernelTC)",
            "by exact Lean.Environment.«addDeclWithoutChecking»",
            "by exact r#\"unclosed\"",
            "by trivial\n@[simp, init foo] def bar := 1",
            "by trivial\n@[simp, deprecated foo [a], «init»] def bar := 1",
            "by trivial\nattribute /- -/ [local init] bar",
            "by trivial /- comment",
            "by trivial -- \u{202e}",
            "by triv\u{200b}ial",
            "by exact Lean.Environment.addDeclWithoutChecking",
            "by exact \"unclosed",
        ] {
            assert!(rejects(text), "{text}");
        }
    }

    #[test]
    fn local_notation_is_allowed() {
        assert!(!rejects("local notation \"T\" => True"));
        assert!(rejects("scoped notation \"T\" => True"));
    }

    #[test]
    fn suspicious_words_are_warned_of() {
        let scan = scan("by\n  sorry\n  exact «odd name»\n  еxact h");
        assert!(scan.rejections.is_empty());
        let lines: Vec<u32> = scan.warnings.iter().map(|remark| remark.line).collect();
        assert!(lines.contains(&2) && lines.contains(&3) && lines.contains(&4), "{scan:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_scanned(text in "\\PC*") {
            let _ = scan(&text);
        }

        #[test]
        fn any_lean_like_text_is_scanned(text in "[-/\"'\\\\«»#.a-c \n]{0,40}") {
            let _ = scan(&text);
        }
    }
}
