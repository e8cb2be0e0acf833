//! Finding the problems in a Lean file: the theorems whose whole proof is `sorry`.
//!
//! Works on tokens, not on syntax trees: it knows which words begin a command, which scopes are
//! open, and where a declaration's own `:=` stands. It does not know whether a statement makes
//! sense; a file that Lean rejects may well have problems in it, and the judge will say so.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use crate::{
    lexer::{Kind, Token, tokens},
    marks::{Mark, Marks, Says, marks, single_spaced},
    scope::Scopes,
};

/// A theorem to prove, as found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Theorem {
    /// Full Lean name.
    pub(crate) name: String,
    /// Line of the word `theorem`, from 1.
    pub(crate) line: u32,
    /// The complete file: see [`crate::Problem::source`].
    pub(crate) source: Arc<str>,
    /// The hole in it.
    pub(crate) hole: Range<usize>,
    pub(crate) informal: Option<String>,
    /// From attributes and modifiers.
    pub(crate) tags: BTreeSet<String>,
    pub(crate) marks: Marks,
}

/// Something to tell the user about a place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) line: u32,
    pub(crate) reason: String,
    pub(crate) hint: Option<String>,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) theorems: Vec<Theorem>,
    /// Places that should have been a problem and are not.
    pub(crate) malformed: Vec<Note>,
    /// Places that deserve a look.
    pub(crate) warnings: Vec<Note>,
}

/// Reads a file's text, which has line ends `\n` and no byte order mark.
pub(crate) fn read(text: &str) -> Reading {
    let all = tokens(text);
    let marks = marks(text, &all);
    let code = all.into_iter().filter(|token| !token.kind.is_trivia() || token.unclosed).collect();
    let mut reader = Reader {
        text,
        code,
        marks,
        line_starts: std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect(),
        scopes: Scopes::default(),
        marks_from: 0,
        prefix: Prefix::default(),
        reading: Reading::default(),
    };
    reader.run();
    reader.reading
}

/// Words that begin a command wherever they stand outside brackets.
const COMMANDS: &[&str] = &[
    "abbrev",
    "axiom",
    "class",
    "def",
    "end",
    "example",
    "inductive",
    "instance",
    "lemma",
    "mutual",
    "namespace",
    "opaque",
    "section",
    "structure",
    "theorem",
];

/// Words that begin a command, but may also stand inside a term or tactic proof (`open A in x`).
const SOFT_COMMANDS: &[&str] = &[
    "add_decl_doc",
    "alias",
    "attribute",
    "builtin_initialize",
    "declare_syntax_cat",
    "deriving",
    "elab",
    "elab_rules",
    "export",
    "import",
    "include",
    "infix",
    "infixl",
    "infixr",
    "initialize",
    "macro",
    "macro_rules",
    "notation",
    "notation3",
    "omit",
    "open",
    "postfix",
    "prefix",
    "prelude",
    "run_cmd",
    "set_option",
    "simproc",
    "suppress_compilation",
    "syntax",
    "universe",
    "universes",
    "variable",
    "variables",
];

/// Words before a declaration's own keyword.
const MODIFIERS: &[&str] = &[
    "local",
    "meta",
    "noncomputable",
    "nonrec",
    "partial",
    "private",
    "protected",
    "public",
    "scoped",
    "unsafe",
];

/// What stood before a declaration's keyword.
#[derive(Default)]
struct Prefix {
    docstring: Option<String>,
    tags: BTreeSet<String>,
}

struct Reader<'t> {
    text: &'t str,
    /// The tokens that are not trivia.
    code: Vec<Token>,
    marks: Vec<Mark>,
    line_starts: Vec<usize>,
    scopes: Scopes,
    /// End of the latest finished command: marks after it speak of the next theorem.
    marks_from: usize,
    prefix: Prefix,
    reading: Reading,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.code.len() {
            if self.code[at].unclosed {
                self.unclosed(at);
                break;
            }
            if self.is(at, "#") && self.is(at + 1, "exit") {
                break;
            }
            at = self.command(at);
        }
        self.report_marks();
        self.reading.warnings.sort_by_key(|note| note.line);
    }

    /// Reads the command, or the part of one, that begins at a token; says where the next begins.
    fn command(&mut self, at: usize) -> usize {
        match self.code[at].kind {
            Kind::Docstring => {
                self.prefix.docstring = Some(docstring(self.token(at)));
                at + 1
            }
            Kind::Symbol if self.is(at, "@[") => self.attributes(at),
            Kind::Word => match self.token(at) {
                "theorem" | "lemma" => self.theorem(at),
                "example" => self.example(at),
                "namespace" => self.open_namespace(at),
                "section" => {
                    let name = self.scope_name(at);
                    let skip = 1 + usize::from(name.is_some());
                    self.scopes.open_section(name.as_deref());
                    self.finish_command(at + skip)
                }
                "end" => self.close_scope(at),
                "mutual" => {
                    self.scopes.open_mutual();
                    self.finish_command(at + 1)
                }
                word if MODIFIERS.contains(&word) => {
                    if word == "private" {
                        self.prefix.tags.insert("private".to_owned());
                    }
                    at + 1
                }
                _ => self.skip_command(at),
            },
            _ => self.skip_command(at),
        }
    }

    fn skip_command(&mut self, at: usize) -> usize {
        let next = self.next_command(at + 1);
        self.finish_command(next)
    }

    /// Forgets what stood before a command that ends before token `next`. Marks above
    /// `open A in` still speak of the theorem below it.
    fn finish_command(&mut self, next: usize) -> usize {
        self.prefix = Prefix::default();
        if !self.is(next - 1, "in") {
            self.marks_from = self.code[next - 1].span.end;
        }
        next
    }

    /// The first token from `at` on that begins a command.
    fn next_command(&self, mut at: usize) -> usize {
        let mut depth = 0_usize;
        while at < self.code.len() {
            if self.begins_line(at) && self.begins_command(at, true) {
                return at;
            }
            if depth == 0 && self.begins_command(at, true) {
                return at;
            }
            depth = self.depth_after(at, depth);
            at += 1;
        }
        at
    }

    /// Whether the token may begin a command; `soft`: also if it is a word that terms use too.
    fn begins_command(&self, at: usize, soft: bool) -> bool {
        let token = &self.code[at];
        match token.kind {
            Kind::Docstring | Kind::ModuleDoc => true,
            Kind::Word => {
                let word = self.token(at);
                token.unclosed
                    || COMMANDS.contains(&word)
                    || (soft && (SOFT_COMMANDS.contains(&word) || MODIFIERS.contains(&word)))
            }
            Kind::Symbol => match self.token(at) {
                "@[" => true,
                "#" => {
                    self.begins_line(at)
                        && self.code.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
                }
                _ => false,
            },
            _ => token.unclosed,
        }
    }

    fn depth_after(&self, at: usize, depth: usize) -> usize {
        match self.token(at) {
            "(" | "[" | "{" | "@[" => depth + 1,
            ")" | "]" | "}" => depth.saturating_sub(1),
            _ => depth,
        }
    }

    /// `@[a, b c]`: its parts become tags.
    fn attributes(&mut self, at: usize) -> usize {
        let mut depth = 1_usize;
        let mut end = at + 1;
        let mut part = end;
        while end < self.code.len() && !(self.begins_line(end) && self.begins_command(end, true)) {
            let after = self.depth_after(end, depth);
            if after == 0 || (depth == 1 && self.is(end, ",")) {
                self.add_attribute(part, end);
                part = end + 1;
            }
            end += 1;
            if after == 0 {
                break;
            }
            depth = after;
        }
        end
    }

    fn add_attribute(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        let words: Vec<&str> = (from..to).map(|at| self.token(at)).collect();
        let tags: Vec<String> = match words.as_slice() {
            // `AMS 5 11` names two subjects.
            ["AMS", subjects @ ..] if !subjects.is_empty() => {
                subjects.iter().map(|subject| format!("AMS {subject}")).collect()
            }
            // What follows points to a proof elsewhere, which is nothing to sort by.
            ["formal_proof", ..] => vec!["formal_proof".to_owned()],
            _ => vec![single_spaced(
                &self.text[self.code[from].span.start..self.code[to - 1].span.end],
            )],
        };
        self.prefix.tags.extend(tags);
    }

    fn open_namespace(&mut self, at: usize) -> usize {
        let Some(name) = self.scope_name(at) else {
            self.malformed(at, "`namespace` without a name", None);
            return self.finish_command(at + 1);
        };
        self.scopes.open_namespace(&name);
        self.finish_command(at + 2)
    }

    fn close_scope(&mut self, at: usize) -> usize {
        let name = self.scope_name(at);
        if let Err(reason) = self.scopes.close(name.as_deref()) {
            self.malformed(
                at,
                &reason,
                Some("full names and closing lines after this place may be wrong"),
            );
        }
        self.finish_command(at + 1 + usize::from(name.is_some()))
    }

    /// The name after `namespace`, `section` or `end`.
    fn scope_name(&self, at: usize) -> Option<String> {
        let next =
            self.code.get(at + 1).filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        let same_line = self.line(self.code[at].span.start) == self.line(next.span.start);
        (same_line && !self.begins_command(at + 1, true)).then(|| self.token(at + 1).to_owned())
    }

    fn theorem(&mut self, at: usize) -> usize {
        let Some(name) = self.declared_name(at) else {
            self.malformed(
                at,
                &format!("`{}` without a name", self.token(at)),
                Some("write `theorem my_name … := by sorry`"),
            );
            return self.skip_command(at);
        };
        let declaration = self.declaration(at + 2);
        let end = declaration.end;
        let full_name = self.scopes.full_name(&name);
        match self.hole(&declaration) {
            Hole::Whole(hole) => self.problem(at, full_name, hole, &declaration),
            Hole::Partial => self.warn(
                at,
                format!("the proof of `{full_name}` has `sorry` in it but is more than that, so it is no problem"),
                Some("a problem's whole proof is `sorry` or `by sorry`"),
            ),
            Hole::Missing => self.malformed(
                at,
                &format!("`{full_name}` has no proof"),
                Some("end the statement with `:= by sorry`"),
            ),
            Hole::None => {}
        }
        self.take_marks(at);
        self.finish_command(end)
    }

    fn problem(&mut self, at: usize, name: String, hole: Range<usize>, declaration: &Declaration) {
        let statement = at + 2..declaration.body.unwrap_or(declaration.end);
        let mut tags = std::mem::take(&mut self.prefix.tags);
        match self.sorry_in_statement(statement) {
            SorryInStatement::None => {}
            SorryInStatement::Answer => {
                tags.insert("answer".to_owned());
                self.warn(
                    at,
                    format!("`{name}` asks for an answer, `answer(sorry)`, besides a proof"),
                    Some("write the answer into the statement; Polya proves statements and does not fill in answers"),
                );
            }
            SorryInStatement::Bare => {
                self.malformed(
                    at,
                    &format!("the statement of `{name}` itself contains `sorry`, so a proof of it would mean nothing"),
                    Some("replace the `sorry` before `:=` by what is meant"),
                );
                return;
            }
        }
        let marks = self.marks_of(at);
        let (mut source, hole) = self.without_marks(hole);
        source.push('\n');
        let closing = self.scopes.closing();
        if !closing.is_empty() {
            source.push('\n');
            source.push_str(&closing);
        }
        self.reading.theorems.push(Theorem {
            name,
            line: self.line(self.code[at].span.start),
            source: source.into(),
            hole,
            informal: self.prefix.docstring.take().filter(|text| !text.is_empty()),
            tags,
            marks,
        });
    }

    fn example(&mut self, at: usize) -> usize {
        let declaration = self.declaration(at + 1);
        if matches!(self.hole(&declaration), Hole::Whole(_)) {
            self.malformed(
                at,
                "an `example` has no name, so nothing could be said to be proved",
                Some("write `theorem my_name … := by sorry`"),
            );
        }
        self.take_marks(at);
        self.finish_command(declaration.end)
    }

    fn declared_name(&self, at: usize) -> Option<String> {
        let next =
            self.code.get(at + 1).filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        let name = &self.text[next.span.clone()];
        (name != "_" && !self.begins_command(at + 1, false)).then(|| name.to_owned())
    }

    /// Finds the extent of a declaration whose signature begins at a token.
    fn declaration(&self, from: usize) -> Declaration {
        let mut depth = 0_usize;
        // `let x := 1; …` in the statement has a `:=` that is not the declaration's own.
        let mut bindings = 0_usize;
        let mut body = None;
        let mut by_equations = false;
        let mut at = from;
        while at < self.code.len() {
            let complete = body.is_some_and(|body| self.is_sorry(body + 1..at));
            let starts_line = self.begins_line(at);
            let ends_here = (starts_line && self.begins_command(at, true))
                || (depth == 0 && self.begins_command(at, complete))
                // A command that a user or a library declared.
                || (complete && starts_line && self.code[at].kind == Kind::Word);
            if ends_here {
                break;
            }
            if depth == 0 && body.is_none() {
                match self.token(at) {
                    "let" | "have" | "letI" | "haveI" => bindings += 1,
                    ":=" if bindings > 0 => bindings -= 1,
                    ":=" => body = Some(at),
                    "=>" | "where" => by_equations = true,
                    _ => {}
                }
            }
            depth = self.depth_after(at, depth);
            at += 1;
        }
        // A binding without `:=` (`let ⟨x, y⟩ | …`) may have taken the declaration's own.
        let body = body
            .or_else(|| (from..at).rev().find(|&i| self.is(i, ":=") && self.is_sorry(i + 1..at)));
        Declaration { body, end: at, by_equations }
    }

    fn hole(&self, declaration: &Declaration) -> Hole {
        let Some(body) = declaration.body else {
            return if declaration.by_equations { Hole::None } else { Hole::Missing };
        };
        let proof = body + 1..declaration.end;
        if proof.is_empty() {
            return Hole::Missing;
        }
        if self.is_sorry(proof.clone()) {
            return Hole::Whole(
                self.code[proof.start].span.start..self.code[proof.end - 1].span.end,
            );
        }
        let partial = proof.into_iter().any(|at| matches!(self.token(at), "sorry" | "admit"));
        if partial { Hole::Partial } else { Hole::None }
    }

    /// Whether the tokens are `sorry` or `by sorry`.
    fn is_sorry(&self, tokens: Range<usize>) -> bool {
        match tokens.len() {
            1 => self.is(tokens.start, "sorry"),
            2 => self.is(tokens.start, "by") && self.is(tokens.start + 1, "sorry"),
            _ => false,
        }
    }

    fn sorry_in_statement(&self, statement: Range<usize>) -> SorryInStatement {
        let mut found = SorryInStatement::None;
        for at in statement.clone() {
            if !matches!(self.token(at), "sorry" | "sorryAx") {
                continue;
            }
            let answer = at >= statement.start + 2
                && self.is(at - 2, "answer")
                && self.is(at - 1, "(")
                && self.is(at + 1, ")");
            if !answer {
                return SorryInStatement::Bare;
            }
            found = SorryInStatement::Answer;
        }
        found
    }

    /// What the marks say about the theorem at a token.
    fn marks_of(&self, at: usize) -> Marks {
        let place = self.code[at].span.start;
        let mut said = Marks::default();
        let before = |mark: &&Mark| mark.span.start < place;
        for mark in self.marks.iter().filter(before).filter(|mark| mark.default) {
            said.add(&mark.says);
        }
        for mark in self.marks.iter().filter(before) {
            if !mark.default && mark.span.start >= self.marks_from {
                said.add(&mark.says);
            }
        }
        said
    }

    /// Counts the marks above the declaration at a token as heard.
    fn take_marks(&mut self, at: usize) {
        let above = self.marks_from..self.code[at].span.start;
        for mark in &mut self.marks {
            mark.heard |= above.contains(&mark.span.start);
        }
    }

    fn report_marks(&mut self) {
        for mark in &self.marks {
            let (reason, hint) = match &mark.says {
                Says::Unclear(value) => (
                    format!("`{value}` says nothing about the truth of a statement"),
                    "write `-- expect: true`, `-- expect: false` or `-- expect: unknown`",
                ),
                _ if mark.heard || mark.default => continue,
                _ => (
                    format!(
                        "`{}` does not stand above a theorem",
                        self.text[mark.span.clone()].trim()
                    ),
                    "a mark belongs directly above its theorem; `-- default …` holds for the rest of the file",
                ),
            };
            let line = self.line(mark.span.start);
            self.reading.warnings.push(Note { line, reason, hint: Some(hint.to_owned()) });
        }
    }

    /// The text up to the end of the hole with all marks cut out, and where the hole then lies.
    fn without_marks(&self, hole: Range<usize>) -> (String, Range<usize>) {
        let mut source = self.cut_marks(0..hole.start);
        let start = source.len();
        source.push_str(&self.cut_marks(hole));
        let end = source.len();
        (source, start..end)
    }

    fn cut_marks(&self, range: Range<usize>) -> String {
        let mut kept = String::with_capacity(range.len() + 64);
        let mut copied = range.start;
        let inside = |mark: &&Mark| range.start <= mark.span.start && mark.span.end <= range.end;
        for mark in self.marks.iter().filter(inside) {
            kept.push_str(&self.text[copied..mark.span.start]);
            copied = mark.span.end;
        }
        kept.push_str(&self.text[copied..range.end]);
        kept
    }

    fn unclosed(&mut self, at: usize) {
        let token = &self.code[at];
        let what = match token.kind {
            Kind::BlockComment | Kind::Docstring | Kind::ModuleDoc => {
                "a comment that is never closed"
            }
            Kind::String => "a string that is never closed",
            _ => "a name with `«` but no `»`",
        };
        self.malformed(at, what, Some("the rest of the file was not read"));
    }

    fn malformed(&mut self, at: usize, reason: &str, hint: Option<&str>) {
        let note = self.note(at, reason.to_owned(), hint);
        self.reading.malformed.push(note);
    }

    fn warn(&mut self, at: usize, reason: String, hint: Option<&str>) {
        let note = self.note(at, reason, hint);
        self.reading.warnings.push(note);
    }

    fn note(&self, at: usize, reason: String, hint: Option<&str>) -> Note {
        Note { line: self.line(self.code[at].span.start), reason, hint: hint.map(str::to_owned) }
    }

    fn token(&self, at: usize) -> &str {
        &self.text[self.code[at].span.clone()]
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.code.get(at).is_some_and(|token| &self.text[token.span.clone()] == text)
    }

    fn begins_line(&self, at: usize) -> bool {
        let start = self.code[at].span.start;
        start == 0 || self.text.as_bytes()[start - 1] == b'\n'
    }

    fn line(&self, byte: usize) -> u32 {
        let line = self.line_starts.partition_point(|start| *start <= byte);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}

/// The tokens of a declaration.
struct Declaration {
    /// Its own `:=`.
    body: Option<usize>,
    /// The first token after it.
    end: usize,
    /// Has `| … => …` or `where` in place of `:=`.
    by_equations: bool,
}

enum Hole {
    /// The proof is `sorry`, at these bytes.
    Whole(Range<usize>),
    /// The proof has a `sorry` in it.
    Partial,
    /// There is no proof where one belongs.
    Missing,
    /// The proof is there.
    None,
}

enum SorryInStatement {
    None,
    /// Only as `answer(sorry)`.
    Answer,
    Bare,
}

/// The text of `/-- … -/`.
fn docstring(comment: &str) -> String {
    let inner = comment.trim_start_matches("/--").trim_end_matches("-/");
    inner.trim().to_owned()
}

#[cfg(test)]
#[path = "lean_tests.rs"]
mod lean_tests;
