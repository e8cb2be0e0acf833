//! The commands of a Lean file, with their places.
//!
//! Works on tokens, not on syntax trees: it knows which words begin a command and where a
//! declaration's own `:=` stands. A command begins with its docstring, its attributes, and the
//! `open … in` or `set_option … in` before it; Lean asks of a `by` block that it stand to the right
//! of just that place. What a file or a library declares as notation is not known here, so a text that
//! Lean reads otherwise gives other commands, but every text gives some.

use std::ops::Range;

use crate::{
    keywords::{self, Class},
    lexer::{Kind, Token, tokens},
};

/// The commands of a file.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    /// The commands in order; nothing is read after `#exit` or what is never closed.
    pub commands: Vec<Command>,
    /// The comment, string or quoted name that is never closed, if there is one.
    pub unclosed: Option<Token>,
}

/// One command, or a word that begins one and is not followed by what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// From the first token of what stands before the keyword to the command's last token.
    pub span: Range<usize>,
    /// The keyword, or the first token where there is none.
    pub keyword: Range<usize>,
    /// What it is.
    pub what: What,
    /// Its docstring, `/--` and `-/` included.
    pub docstring: Option<Range<usize>>,
    /// What stands between the commas of its attributes, such as `simp` and `category research open`.
    pub attributes: Vec<Range<usize>>,
    /// Whether it is marked as private.
    pub private: bool,
}

/// What a command is, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// `theorem`, `lemma`, `example`, `def`, `abbrev`, `instance`, `opaque` or `axiom`.
    Declaration(Declaration),
    /// `namespace A`; the name is missing where no name follows on the same line.
    Namespace(Option<Range<usize>>),
    /// `section` or `section A`.
    Section(Option<Range<usize>>),
    /// `mutual`.
    Mutual,
    /// `end` or `end A`.
    End(Option<Range<usize>>),
    /// Anything else.
    Other,
}

/// The parts of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The name as it is written.
    pub name: Option<Range<usize>>,
    /// What stands between the name and the body.
    pub signature: Range<usize>,
    /// What follows the signature.
    pub body: Body,
}

/// The body of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    Missing,
    /// What follows `:=`; empty where nothing follows.
    Term(Range<usize>),
    /// Equations, from the first `|` on, or what begins with `where`.
    Equations(Range<usize>),
}

impl Command {
    /// The declaration, if it is one.
    pub fn declaration(&self) -> Option<&Declaration> {
        match &self.what {
            What::Declaration(declaration) => Some(declaration),
            _ => None,
        }
    }

    /// Whether it is a term or a tactic: `open A in x`, where `x` is no command.
    pub fn is_local(&self, text: &str) -> bool {
        let command = &text[self.keyword.start..self.span.end];
        let mut words = tokens(command).map(|token| &command[token.span]);
        matches!(words.next(), Some("open" | "set_option")) && words.any(|word| word == "in")
    }

    /// The column at which the command begins, in characters: Lean wants a `by` block to the right of
    /// it.
    pub fn column(&self, text: &str) -> usize {
        column(text, self.span.start)
    }
}

/// The column of a place, in characters.
pub fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].chars().count()
}

impl Commands {
    /// Reads a file.
    pub fn read(text: &str) -> Self {
        let code = tokens(text).filter(|token| !token.kind.is_trivia() || token.unclosed).collect();
        let mut reader = Reader { text, code, prefix: Prefix::default(), found: Self::default() };
        reader.run();
        reader.found
    }

    /// The last command of a text that ends inside it, such as all that stands before a proof.
    pub fn last(text: &str) -> Option<Command> {
        Self::read(text).commands.pop()
    }
}

/// What stood before a command's keyword.
#[derive(Default)]
struct Prefix {
    start: Option<usize>,
    docstring: Option<Range<usize>>,
    attributes: Vec<Range<usize>>,
    private: bool,
}

struct Reader<'t> {
    text: &'t str,
    /// The tokens that are not trivia.
    code: Vec<Token>,
    prefix: Prefix,
    found: Commands,
}

impl<'t> Reader<'t> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.code.len() {
            if self.code[at].unclosed {
                self.found.unclosed = Some(self.code[at].clone());
                break;
            }
            if self.is(at, "#") && self.is(at + 1, "exit") {
                break;
            }
            at = self.command(at);
        }
    }

    /// Reads the command, or the part of one, that begins at a token; says where the next begins.
    fn command(&mut self, at: usize) -> usize {
        match self.code[at].kind {
            Kind::Docstring => {
                self.prefix.start.get_or_insert(self.code[at].span.start);
                self.prefix.docstring = Some(self.code[at].span.clone());
                at + 1
            }
            Kind::Symbol if self.is(at, "@[") => {
                self.prefix.start.get_or_insert(self.code[at].span.start);
                self.attributes(at)
            }
            Kind::Word => match self.token(at) {
                "theorem" | "lemma" | "def" | "abbrev" | "instance" | "opaque" | "axiom" => {
                    self.declaration(at, true)
                }
                "example" => self.declaration(at, false),
                "namespace" => {
                    let name = self.scope_name(at);
                    self.finish(at, at + 1 + usize::from(name.is_some()), What::Namespace(name))
                }
                "section" => {
                    let name = self.scope_name(at);
                    self.finish(at, at + 1 + usize::from(name.is_some()), What::Section(name))
                }
                "end" => {
                    let name = self.scope_name(at);
                    self.finish(at, at + 1 + usize::from(name.is_some()), What::End(name))
                }
                "mutual" => self.finish(at, at + 1, What::Mutual),
                word if keywords::is(word, Class::Modifier) => {
                    self.prefix.start.get_or_insert(self.code[at].span.start);
                    self.prefix.private |= word == "private";
                    at + 1
                }
                _ => self.skip(at),
            },
            _ => self.skip(at),
        }
    }

    /// A command that is not read any further.
    fn skip(&mut self, at: usize) -> usize {
        let mut depth = 0_usize;
        let edge = self.edge(at);
        let mut next = at + 1;
        while next < self.code.len() {
            let begins = self.begins_command(next, true);
            if begins && (depth == 0 || self.begins_line(next, edge)) {
                break;
            }
            depth = self.depth_after(next, depth);
            next += 1;
        }
        // `open A in` stands before a command and belongs to it.
        if self.is(next - 1, "in") && next < self.code.len() {
            self.prefix.start.get_or_insert(self.code[at].span.start);
            self.prefix.docstring = None;
            self.prefix.attributes.clear();
            return next;
        }
        self.finish(at, next, What::Other)
    }

    /// Ends a command before token `next`.
    fn finish(&mut self, at: usize, next: usize, what: What) -> usize {
        let keyword = self.code[at].span.clone();
        let Prefix { start, docstring, attributes, private } = std::mem::take(&mut self.prefix);
        let span = start.unwrap_or(keyword.start)..self.code[next - 1].span.end;
        self.found.commands.push(Command { span, keyword, what, docstring, attributes, private });
        next
    }

    /// Whether the token may begin a command; `soft`: also if it is a word that terms use too.
    fn begins_command(&self, at: usize, soft: bool) -> bool {
        let token = &self.code[at];
        match token.kind {
            Kind::ModuleDoc => true,
            // A field, a constructor and a local definition have docstrings, too.
            Kind::Docstring => match self.code.get(at + 1) {
                Some(next) if next.kind == Kind::Word => {
                    keywords::begins_command(self.token(at + 1))
                        || (self.begins_line(at + 1, 0) && self.begins_line(at, 0))
                }
                Some(next) => next.kind != Kind::Symbol || self.is(at + 1, "@["),
                None => true,
            },
            Kind::Word => {
                let word = self.token(at);
                token.unclosed
                    || (keywords::is(word, Class::Command) && !self.is_argument(at))
                    || (soft && keywords::begins_command(word) && !self.is_argument(at))
            }
            Kind::Symbol => match self.token(at) {
                "@[" => true,
                "#" => {
                    self.begins_line(at, 0)
                        && self.code.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
                }
                _ => false,
            },
            _ => token.unclosed,
        }
    }

    /// Whether the word stands behind another one that begins the line and is no word of Lean's own:
    /// in `snip end`, a command of a library, `end` closes nothing.
    fn is_argument(&self, at: usize) -> bool {
        at > 0
            && self.is(at, "end")
            && self.code[at - 1].kind == Kind::Word
            && self.begins_line(at - 1, 0)
            && keywords::classes(self.token(at - 1)).is_empty()
            && self.same_line(at - 1, at)
            && self.code.get(at + 1).is_none_or(|_| !self.same_line(at, at + 1))
    }

    fn depth_after(&self, at: usize, depth: usize) -> usize {
        match self.token(at) {
            "(" | "[" | "{" | "@[" => depth + 1,
            ")" | "]" | "}" => depth.saturating_sub(1),
            _ => depth,
        }
    }

    /// `@[a, b c]`.
    fn attributes(&mut self, at: usize) -> usize {
        let mut depth = 1_usize;
        let mut end = at + 1;
        let mut part = end;
        while end < self.code.len() && !(self.begins_line(end, 0) && self.begins_command(end, true))
        {
            let after = self.depth_after(end, depth);
            if after == 0 || (depth == 1 && self.is(end, ",")) {
                if part < end {
                    let span = self.code[part].span.start..self.code[end - 1].span.end;
                    self.prefix.attributes.push(span);
                }
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

    /// The name after `namespace`, `section` or `end`.
    fn scope_name(&self, at: usize) -> Option<Range<usize>> {
        let next =
            self.code.get(at + 1).filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        (self.same_line(at, at + 1) && !self.begins_command(at + 1, true))
            .then(|| next.span.clone())
    }

    /// A declaration whose keyword is a token; `named`: a name should follow.
    fn declaration(&mut self, at: usize, named: bool) -> usize {
        let name = if named { self.declared_name(at) } else { None };
        let from = at + 1 + usize::from(name.is_some());
        let Extent { body, equations, end } = self.extent(at, from);
        let start = self.code[from - 1].span.end;
        let place = |token: usize| self.code[token].span.start;
        let after = |first: usize| match self.code.get(first) {
            Some(token) if first < end => token.span.start..self.code[end - 1].span.end,
            _ => self.code[end - 1].span.end..self.code[end - 1].span.end,
        };
        let (signature_end, body) = match (body, equations) {
            (_, Some(first)) => (place(first), Body::Equations(after(first))),
            (Some(body), None) => (place(body), Body::Term(after(body + 1))),
            (None, None) => (self.code[end - 1].span.end.max(start), Body::Missing),
        };
        let signature = start..signature_end;
        self.finish(at, end, What::Declaration(Declaration { name, signature, body }))
    }

    fn declared_name(&self, at: usize) -> Option<Range<usize>> {
        let next =
            self.code.get(at + 1).filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        let name = &self.text[next.span.clone()];
        (name != "_" && !self.begins_command(at + 1, false)).then(|| next.span.clone())
    }

    /// Finds how far a declaration goes whose signature begins at token `from`.
    fn extent(&self, keyword: usize, from: usize) -> Extent {
        let edge = self.edge(keyword);
        let mut depth = 0_usize;
        // `let x := 1; …` in the statement has a `:=` that is not the declaration's own.
        let mut bindings = 0_usize;
        let (mut body, mut equations, mut bar) = (None, None, None);
        let mut matches = false;
        let mut at = from;
        while at < self.code.len() {
            let complete = body.is_some_and(|body| self.is_sorry(body + 1..at));
            let starts_line = self.begins_line(at, edge);
            let ends_here = (starts_line && self.begins_command(at, true))
                || (depth == 0 && self.begins_command(at, complete))
                // A command that a user or a library declared.
                || (complete && starts_line && self.code[at].kind == Kind::Word)
                || (at > from && at + 1 < self.code.len() && self.begins_line(at, 0) && self.is_argument(at + 1));
            if ends_here {
                break;
            }
            if depth == 0 && body.is_none() && equations.is_none() {
                match self.token(at) {
                    "let" | "have" | "letI" | "haveI" => bindings += 1,
                    ":=" if bindings > 0 => bindings -= 1,
                    ":=" => body = Some(at),
                    // Between the bar and the arrow stands a pattern.
                    "|" if !matches => bar = bar.or(Some(at)),
                    "match" | "fun" | "λ" => matches = true,
                    "=>" => equations = bar,
                    "where" => equations = Some(at),
                    _ => {}
                }
            }
            depth = self.depth_after(at, depth);
            at += 1;
        }
        // A binding without `:=` (`let ⟨x, y⟩ | …`) may have taken the declaration's own.
        if equations.is_none() && body.is_none() {
            body = (from..at).rev().find(|&i| self.is(i, ":=") && self.is_sorry(i + 1..at));
        }
        Extent { body, equations, end: at }
    }

    /// Whether the tokens are `sorry` or `by sorry`.
    fn is_sorry(&self, tokens: Range<usize>) -> bool {
        match tokens.len() {
            1 => self.is(tokens.start, "sorry"),
            2 => self.is(tokens.start, "by") && self.is(tokens.start + 1, "sorry"),
            _ => false,
        }
    }

    fn token(&self, at: usize) -> &'t str {
        &self.text[self.code[at].span.clone()]
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.code.get(at).is_some_and(|token| &self.text[token.span.clone()] == text)
    }

    fn same_line(&self, first: usize, second: usize) -> bool {
        !self.text[self.code[first].span.end..self.code[second].span.start].contains('\n')
    }

    /// The column of a command whose keyword is a token, where it begins its line: what begins a
    /// line at or left of it begins another command.
    fn edge(&self, keyword: usize) -> usize {
        let start = self.prefix.start.unwrap_or(self.code[keyword].span.start);
        self.indentation(start).unwrap_or(0)
    }

    /// The column of a place that nothing but blanks stands before on its line.
    fn indentation(&self, place: usize) -> Option<usize> {
        let before = &self.text[..place];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        line.chars().all(|c| c == ' ').then_some(line.len())
    }

    /// Whether the token is the first of its line and not right of `edge`.
    fn begins_line(&self, at: usize, edge: usize) -> bool {
        let start = self.code[at].span.start;
        let blanks = self.text.as_bytes()[..start].iter().rev().take(edge + 1);
        let blanks = blanks.take_while(|&&byte| byte == b' ').count();
        blanks <= edge && (start == blanks || self.text.as_bytes()[start - blanks - 1] == b'\n')
    }
}

/// The tokens of a declaration.
struct Extent {
    /// Its own `:=`.
    body: Option<usize>,
    /// The first `|` of its equations, or `where`.
    equations: Option<usize>,
    /// The first token after it.
    end: usize,
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let mut seen = String::new();
        for command in Commands::read(text).commands {
            let part = |span: &Range<usize>| format!("{:?}", &text[span.clone()]);
            let what = match &command.what {
                What::Declaration(Declaration { name, signature, body }) => {
                    let body = match body {
                        Body::Missing => "missing".to_owned(),
                        Body::Term(body) => part(body),
                        Body::Equations(body) => format!("equations {}", part(body)),
                    };
                    format!("{:?} {} {body}", name.as_ref().map(part), part(signature))
                }
                what => format!("{what:?}").chars().take_while(|c| *c != '(').collect(),
            };
            writeln!(
                seen,
                "{} {} {what}",
                command.column(text),
                part(&(command.span.start..command.keyword.end))
            )
            .expect("a string");
        }
        expected.assert_eq(&seen);
    }

    #[test]
    fn a_command_begins_with_all_that_belongs_to_it() {
        check(
            "section theorem a : p := by\n  sorry\nend\n  /-- d -/ @[simp]\n  theorem b : p := by simp\n  open A\nopen N in\n  -- c\n  set_option x 1 in theorem c : p := -- d\n    by sorry\nnoncomputable def d := 1\n",
            &expect![[r#"
                0 "section" Section
                8 "theorem" Some("\"a\"") " : p " "by\n  sorry"
                0 "end" End
                2 "/-- d -/ @[simp]\n  theorem" Some("\"b\"") " : p " "by simp"
                2 "open" Other
                0 "open N in\n  -- c\n  set_option x 1 in theorem" Some("\"c\"") " : p " "by sorry"
                0 "noncomputable def" Some("\"d\"") " " "1"
            "#]],
        );
    }

    #[test]
    fn equations_are_told_from_bars_in_statements() {
        check(
            "theorem a : ∀ n : Nat, n = n\n  | 0 => rfl\n  | _ + 1 => rfl\ntheorem b (x : Int) : |x| ≥ 0 := sorry\ntheorem c : match 1 with | 1 => True | _ => False := trivial\ninstance : Add A where\n  add := f\ntheorem d : p | x => by\n  have y := x\n  exact y\ntheorem e : p := match x with\n  | h => h\n",
            &expect![[r#"
                0 "theorem" Some("\"a\"") " : ∀ n : Nat, n = n\n  " equations "| 0 => rfl\n  | _ + 1 => rfl"
                0 "theorem" Some("\"b\"") " (x : Int) : |x| ≥ 0 " "sorry"
                0 "theorem" Some("\"c\"") " : match 1 with | 1 => True | _ => False " "trivial"
                0 "instance" None " : Add A " equations "where\n  add := f"
                0 "theorem" Some("\"d\"") " : p " equations "| x => by\n  have y := x\n  exact y"
                0 "theorem" Some("\"e\"") " : p " "match x with\n  | h => h"
            "#]],
        );
    }

    #[test]
    fn a_librarys_command_with_end_in_it_closes_nothing() {
        check(
            "snip begin\ntheorem a : p := by\n  simp\nsnip end\nnamespace N\ntheorem b : p := h\nend N\n",
            &expect![[r#"
                0 "snip" Other
                0 "theorem" Some("\"a\"") " : p " "by\n  simp"
                0 "snip" Other
                0 "namespace" Namespace
                0 "theorem" Some("\"b\"") " : p " "h"
                0 "end" End
            "#]],
        );
    }

    proptest! {
        #[test]
        fn any_text_has_commands_in_order(text in "(?s)(theorem |x|:=|by|\n|  |sorry|end |open |in |@\\[|\\]|\\||=>|where|/-- d -/|«|\"|é|namespace A|section|[^a]){0,40}") {
            let mut end = 0;
            for command in Commands::read(&text).commands {
                prop_assert!(command.span.start >= end && command.span.end >= command.keyword.end);
                prop_assert!(command.span.start <= command.keyword.start);
                end = command.span.end;
                if let Some(declaration) = command.declaration() {
                    let signature = &declaration.signature;
                    prop_assert!(signature.start <= signature.end && signature.end <= end, "{command:?}");
                    if let Body::Term(body) | Body::Equations(body) = &declaration.body {
                        prop_assert!(signature.end <= body.start && body.end == end);
                    }
                }
            }
            prop_assert!(end <= text.len());
        }
    }
}
