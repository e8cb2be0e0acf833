//! Finding the problems in a Lean file: the theorems whose whole proof is `sorry`.
//!
//! Works on the commands that `polya_text` finds. It does not know whether a statement makes sense; a
//! file that Lean rejects may well have problems in it, and the judge will say so.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use polya_text::{
    Body, Command, Commands, Declaration, Scopes, What,
    lexer::{Kind, Token, tokens},
};

use crate::marks::{Mark, Marks, Says, marks, single_spaced};

/// A theorem to prove, as found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Theorem {
    /// Full Lean name.
    pub(crate) name: String,
    /// Line of the word `theorem`, from 1.
    pub(crate) line: u32,
    /// The hole in [`Reading::source`].
    pub(crate) hole: Range<usize>,
    /// What closes the scopes that are open there.
    pub(crate) closing: Arc<str>,
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
    /// The file without its marks.
    pub(crate) source: Arc<str>,
    pub(crate) theorems: Vec<Theorem>,
    /// Places that should have been a problem and are not.
    pub(crate) malformed: Vec<Note>,
    /// Places that deserve a look.
    pub(crate) warnings: Vec<Note>,
}

/// Reads a file's text, which has line ends `\n` and no byte order mark.
pub(crate) fn read(text: &str) -> Reading {
    let Commands { commands, unclosed } = Commands::read(text);
    let mut reader = Reader {
        text,
        marks: marks(text),
        line_starts: std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect(),
        scopes: Scopes::default(),
        marks_from: 0,
        cut: Vec::new(),
        reading: Reading::default(),
    };
    reader.cut_marks();
    for command in &commands {
        reader.command(command);
    }
    if let Some(token) = unclosed {
        reader.unclosed(&token);
    }
    reader.report_marks();
    reader.reading.warnings.sort_by_key(|note| note.line);
    reader.reading
}

struct Reader<'t> {
    text: &'t str,
    marks: Vec<Mark>,
    line_starts: Vec<usize>,
    scopes: Scopes,
    /// End of the latest finished command: marks after it speak of the next theorem.
    marks_from: usize,
    /// Where a mark ended, and how many bytes were cut up to there.
    cut: Vec<(usize, usize)>,
    reading: Reading,
}

impl Reader<'_> {
    fn command(&mut self, command: &Command) {
        match &command.what {
            What::Declaration(declaration) => match &self.text[command.keyword.clone()] {
                "theorem" | "lemma" => self.theorem(command, declaration),
                "example" => self.example(command, declaration),
                _ => {}
            },
            What::Namespace(Some(name)) => self.scopes.open_namespace(&self.text[name.clone()]),
            What::Namespace(None) => self.malformed(command, "`namespace` without a name", None),
            What::Section(name) => {
                self.scopes.open_section(name.clone().map(|name| &self.text[name]));
            }
            What::Mutual => self.scopes.open_mutual(),
            What::End(name) => {
                let name = name.clone().map(|name| &self.text[name]);
                if let Err(reason) = self.scopes.close(name) {
                    self.malformed(
                        command,
                        &reason,
                        Some("full names and closing lines after this place may be wrong"),
                    );
                }
            }
            What::Other => {}
        }
        self.marks_from = command.span.end;
    }

    fn theorem(&mut self, command: &Command, declaration: &Declaration) {
        let Some(name) = &declaration.name else {
            return self.malformed(
                command,
                &format!("`{}` without a name", &self.text[command.keyword.clone()]),
                Some("write `theorem my_name … := by sorry`"),
            );
        };
        let full_name = self.scopes.full_name(&self.text[name.clone()]);
        match self.hole(&declaration.body) {
            Hole::Whole(hole) => self.problem(command, full_name, hole, &declaration.signature),
            Hole::Partial => self.warn(
                command,
                format!("the proof of `{full_name}` has `sorry` in it but is more than that, so it is no problem"),
                Some("a problem's whole proof is `sorry` or `by sorry`"),
            ),
            Hole::Missing => self.malformed(
                command,
                &format!("`{full_name}` has no proof"),
                Some("end the statement with `:= by sorry`"),
            ),
            Hole::None => {}
        }
        self.take_marks(command);
    }

    fn problem(
        &mut self,
        command: &Command,
        name: String,
        hole: Range<usize>,
        signature: &Range<usize>,
    ) {
        let mut tags = self.tags(command);
        match self.sorry_in_statement(signature) {
            SorryInStatement::None => {}
            SorryInStatement::Answer => {
                tags.insert("answer".to_owned());
                self.warn(
                    command,
                    format!("`{name}` asks for an answer, `answer(sorry)`, besides a proof"),
                    Some("write the answer into the statement; Polya proves statements and does not fill in answers"),
                );
            }
            SorryInStatement::Bare => {
                return self.malformed(
                    command,
                    &format!("the statement of `{name}` itself contains `sorry`, so a proof of it would mean nothing"),
                    Some("replace the `sorry` before `:=` by what is meant"),
                );
            }
        }
        let marks = self.marks_of(command);
        let closing = match self.scopes.closing() {
            none if none.is_empty() => "\n".to_owned(),
            closing => format!("\n\n{closing}"),
        };
        let informal = command.docstring.clone().map(|text| docstring(&self.text[text]));
        self.reading.theorems.push(Theorem {
            name,
            line: self.line(command.keyword.start),
            hole: self.without_marks(hole.start)..self.without_marks(hole.end),
            closing: closing.into(),
            informal: informal.filter(|text| !text.is_empty()),
            tags,
            marks,
        });
    }

    /// What attributes and modifiers say.
    fn tags(&self, command: &Command) -> BTreeSet<String> {
        let mut tags = BTreeSet::new();
        for attribute in &command.attributes {
            let text = single_spaced(&self.text[attribute.clone()]);
            match text.split_once(' ') {
                // `AMS 5 11` names two subjects.
                Some(("AMS", subjects)) => {
                    tags.extend(subjects.split(' ').map(|subject| format!("AMS {subject}")));
                }
                // What follows points to a proof elsewhere, which is nothing to sort by.
                Some(("formal_proof", _)) => drop(tags.insert("formal_proof".to_owned())),
                _ => drop(tags.insert(text)),
            }
        }
        if command.private {
            tags.insert("private".to_owned());
        }
        tags
    }

    fn example(&mut self, command: &Command, declaration: &Declaration) {
        if matches!(self.hole(&declaration.body), Hole::Whole(_)) {
            self.malformed(
                command,
                "an `example` has no name, so nothing could be said to be proved",
                Some("write `theorem my_name … := by sorry`"),
            );
        }
        self.take_marks(command);
    }

    fn hole(&self, body: &Body) -> Hole {
        let (proof, equations) = match body {
            Body::Missing => return Hole::Missing,
            Body::Term(proof) => (proof, false),
            Body::Equations(proof) => (proof, true),
        };
        let words = self.words(proof);
        match words[..] {
            [] => Hole::Missing,
            ["sorry"] | ["by", "sorry"] if !equations => Hole::Whole(proof.clone()),
            _ if words.iter().any(|word| matches!(*word, "sorry" | "admit")) => Hole::Partial,
            _ => Hole::None,
        }
    }

    /// The tokens of a place that are not trivia.
    fn words(&self, place: &Range<usize>) -> Vec<&str> {
        let text = &self.text[place.clone()];
        let code = tokens(text).filter(|token| !token.kind.is_trivia());
        code.map(|token| &text[token.span]).collect()
    }

    fn sorry_in_statement(&self, statement: &Range<usize>) -> SorryInStatement {
        let words = self.words(statement);
        let mut found = SorryInStatement::None;
        for (at, word) in words.iter().enumerate() {
            if !matches!(*word, "sorry" | "sorryAx") {
                continue;
            }
            let answer = words[..at].ends_with(&["answer", "("]) && words.get(at + 1) == Some(&")");
            if !answer {
                return SorryInStatement::Bare;
            }
            found = SorryInStatement::Answer;
        }
        found
    }

    /// The marks above a command, and those that hold for the rest of the file.
    fn marks_of(&self, command: &Command) -> Marks {
        let place = command.keyword.start;
        let mut said = Marks::default();
        let before = &self.marks[..self.marks.partition_point(|mark| mark.span.start < place)];
        for mark in before.iter().filter(|mark| mark.default) {
            said.add(&mark.says);
        }
        let above = before.partition_point(|mark| mark.span.start < self.marks_from);
        for mark in before[above..].iter().filter(|mark| !mark.default) {
            said.add(&mark.says);
        }
        said
    }

    /// Counts the marks above a declaration as heard.
    fn take_marks(&mut self, command: &Command) {
        let place = |at: usize| self.marks.partition_point(|mark| mark.span.start < at);
        let above = place(self.marks_from)..place(command.keyword.start);
        for mark in &mut self.marks[above] {
            mark.heard = true;
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

    /// Leaves the marks out of the text.
    fn cut_marks(&mut self) {
        let mut kept = String::with_capacity(self.text.len());
        let (mut copied, mut cut) = (0, 0);
        for mark in &self.marks {
            kept.push_str(&self.text[copied..mark.span.start]);
            copied = mark.span.end;
            cut += mark.span.len();
            self.cut.push((copied, cut));
        }
        kept.push_str(&self.text[copied..]);
        self.reading.source = kept.into();
    }

    /// Where a place of the text lies without the marks. No place inside a mark is asked for.
    fn without_marks(&self, place: usize) -> usize {
        let marks = self.cut.partition_point(|(end, _)| *end <= place);
        place - marks.checked_sub(1).map_or(0, |last| self.cut[last].1)
    }

    fn unclosed(&mut self, token: &Token) {
        let reason = match token.kind {
            Kind::BlockComment | Kind::Docstring | Kind::ModuleDoc => {
                "a comment that is never closed"
            }
            Kind::String => "a string that is never closed",
            _ => "a name with `«` but no `»`",
        };
        self.reading.malformed.push(Note {
            line: self.line(token.span.start),
            reason: reason.to_owned(),
            hint: Some("the rest of the file was not read".to_owned()),
        });
    }

    fn malformed(&mut self, command: &Command, reason: &str, hint: Option<&str>) {
        let note = self.note(command, reason.to_owned(), hint);
        self.reading.malformed.push(note);
    }

    fn warn(&mut self, command: &Command, reason: String, hint: Option<&str>) {
        let note = self.note(command, reason, hint);
        self.reading.warnings.push(note);
    }

    fn note(&self, command: &Command, reason: String, hint: Option<&str>) -> Note {
        Note { line: self.line(command.keyword.start), reason, hint: hint.map(str::to_owned) }
    }

    fn line(&self, byte: usize) -> u32 {
        let line = self.line_starts.partition_point(|start| *start <= byte);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
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
