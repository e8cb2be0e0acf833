//! From a site and its candidates to a document, and from Lean's report back to outcomes.
//!
//! The trick that makes checking fast needs nothing but text: the goal is duplicated by a lemma
//! of our own, and each copy gets one candidate in a focused block. Lean recovers from an error at
//! the end of each block, so that the candidates do not disturb each other, and keeps what it knows
//! of everything before the first changed line.
//!
//! ```text
//!   all_goals
//!     refine _polya_dup2 ?_ (_polya_dup2 ?_ ?_)
//!     · rw [h]           unsolved goals ⊢ …   the new goals
//!     · exact foo        unknown identifier   failed
//!     · assumption       (nothing)            closed, to be confirmed
//!     exact _polya_end   always an error: nothing of the block becomes part of a proof
//! ```
//!
//! `all_goals` makes the block one step for Lean's incremental elaboration; keeping a snapshot for
//! every candidate would cost a third more. The error at its end spares Lean from assembling and
//! checking a term that nobody wants, and is also the proof that Lean got to the end of the block.
//!
//! Silence is never taken for success here: [`Reading::Quiet`] becomes `Closed` only after a second
//! document, made of the quiet candidates alone, was elaborated and kernel-checked with no
//! complaint at all ([`Shape::Confirm`]).

use std::{fmt::Write as _, ops::Range};

use polya_text::{
    Commands, What,
    header::{Header, newlines},
    lexer::tokens,
    splice::continued,
};

use crate::{
    asking::suggestions,
    check::Site,
    escape::Contained,
    goal::Goal,
    server::{Message, Report, Severity},
};

/// How the candidates are put into the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Many candidates, isolated from each other; the theorem is given up at the end.
    Batch,
    /// The same, but an error is not told, only that there was one. Printing errors, with all
    /// their context, is what takes longest about a candidate that fails.
    Brief,
    /// Candidates that were quiet; the theorem is finished, so that everything is checked.
    Confirm,
    /// One candidate, applied to all the goals that are there.
    Alone,
    /// No candidate: is the user's text all right?
    Statement,
}

/// A document for Lean, and the map back.
#[derive(Clone, Debug)]
pub(crate) struct Composed {
    /// Import header in canonical form: the key of the worker.
    pub(crate) header: String,
    /// The whole text, header included.
    pub(crate) text: String,
    /// Bytes of `text` before the last declaration: what a worker can do before the clock runs.
    above: usize,
    shape: Shape,
    /// Lines of each candidate.
    candidates: Vec<Range<u32>>,
    /// Column of the candidates' bullets.
    column: u32,
    /// Lines of each step of the path.
    steps: Vec<Range<u32>>,
    /// Line of the error that ends a batch.
    end: Option<u32>,
    /// Where "unsolved goals" is reported for the block that holds the candidates.
    enclosing: (u32, u32),
    /// The same for the blocks around that one.
    outer: Vec<(u32, u32)>,
    lines: LineMap,
}

/// From lines of the composed text to lines of the user's.
#[derive(Clone, Debug)]
struct LineMap {
    header: Vec<u32>,
    /// Composed lines above the rest of the user's text, and the user's.
    above: (u32, u32),
    /// The composed line that sets the limit for candidates, and how many lines it takes.
    limit: Option<(u32, u32)>,
}

impl LineMap {
    fn user_line(&self, line: u32) -> u32 {
        if let Some(user) = self.header.get(line as usize) {
            return *user;
        }
        let inserted = self.limit.filter(|(limit, _)| line > *limit).map_or(0, |limit| limit.1);
        (line - inserted).saturating_sub(self.above.0) + self.above.1
    }
}

/// What takes the place of an error that was not asked for.
const UNEXPLAINED: &str = "the tactic fails";

/// What a report says of one candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Lean reported nothing.
    Quiet,
    /// Goals are left.
    Goals(Vec<Goal>),
    /// An error, and the candidate's line at which it is reported.
    Error(String, Option<u32>),
    /// The heartbeats were spent, by this candidate or by one before.
    OutOfTime,
    /// Nothing can be said: something disturbed the block.
    Unknown,
    /// Nothing can be said, and this candidate or its neighbour is what disturbed the block.
    Suspect,
}

/// What a report says as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Understood {
    /// One reading per candidate.
    Read(Vec<Reading>),
    /// The text above the proof is wrong: line, column and message, in the user's lines.
    Rejected { line: u32, column: u32, message: String },
    /// A step of the path no longer works.
    PathBroken { step: usize, message: String },
    /// The report itself cannot be used.
    Unusable(String),
}

/// Lines of [`PREAMBLE`].
const PREAMBLE_LINES: u32 = 3;

/// The declarations that every document starts with. Lean's server collects every name in a
/// document after every edit, and works out its column from the start of its line, so these are
/// few, short, and have no more names than they need.
const PREAMBLE: &str = "axiom _polya_hole.{u} (p : Sort u) : p\n\
    axiom _polya_dup2.{u} {p : Sort u} : p → p → p\n\
    axiom _polya_dup8.{u} {p : Sort u} : p → p → p → p → p → p → p → p → p\n";

/// `refine`'s term with `count` holes for the same goal.
fn duplicate(count: usize) -> String {
    fn holes(count: usize, out: &mut String) {
        if count == 1 {
            out.push_str("?_");
            return;
        }
        let arity = if count < 8 { 2 } else { 8 };
        let _ = write!(out, "(_polya_dup{arity}");
        for i in 0..arity {
            out.push(' ');
            holes(count / arity + usize::from(i < count % arity), out);
        }
        out.push(')');
    }
    let mut out = String::new();
    holes(count, &mut out);
    out
}

/// Composes the document for `candidates` at `site`, whose path is `path`. Without `max_heartbeats`
/// the user's own limit holds for the theorem, too.
pub(crate) fn compose(
    site: &Site,
    path: &[Contained],
    candidates: &[&Contained],
    shape: Shape,
    max_heartbeats: Option<u32>,
) -> Composed {
    let Opening { header, text, above, lines } = opening(&site.before, max_heartbeats);
    // Lean wants the tactics to the right of the command that they prove.
    let indent = indent_at(&site.before);
    let mut text = continued(&text, "by", indent);
    let mut writer = Writer {
        line: newlines(&text),
        text: &mut text,
        indent: u32::try_from(indent).unwrap_or(u32::MAX),
    };
    let line_start = writer.text.rfind('\n').map_or(0, |i| i + 1);
    let by_column = writer.text[line_start..].encode_utf16().count() - "by".len();
    let mut enclosing = (writer.line, u32::try_from(by_column).unwrap_or(u32::MAX));
    writer.newline();

    let mut steps = Vec::with_capacity(path.len());
    let mut open = Vec::new();
    let mut outer = Vec::new();
    for (step, tactic) in site.path.iter().zip(path) {
        let start = writer.line;
        writer.block(tactic.as_str(), "");
        if step.goals > 1 {
            if step.chosen > 0 {
                writer.block(&format!("rotate_left {}", step.chosen), "");
            }
            outer.push(enclosing);
            enclosing = (writer.line, writer.indent);
            open.push(writer.indent);
            writer.bullet();
        }
        steps.push(start..writer.line);
    }

    let mut spans = Vec::with_capacity(candidates.len());
    let mut end = None;
    let column;
    match shape {
        Shape::Batch | Shape::Brief => {
            writer.block("all_goals", "");
            writer.indent += 2;
            writer.block(&format!("refine {}", duplicate(candidates.len())), "");
            column = writer.indent;
            for candidate in candidates {
                let start = writer.line;
                if shape == Shape::Brief {
                    writer.block(candidate.as_str(), "· first | (");
                    // On a line of its own, because a comment may end the candidate.
                    writer.block(") | exact _polya_failed", "          ");
                } else {
                    writer.block(candidate.as_str(), "· ");
                }
                spans.push(start..writer.line);
            }
            end = Some(writer.line);
            writer.block("exact _polya_end", "");
            writer.indent -= 2;
        }
        Shape::Confirm => {
            if candidates.len() > 1 {
                writer.block(&format!("refine {}", duplicate(candidates.len())), "");
            }
            column = writer.indent;
            for candidate in candidates {
                let start = writer.line;
                writer.block(candidate.as_str(), "· ");
                spans.push(start..writer.line);
            }
        }
        Shape::Alone | Shape::Statement => {
            column = writer.indent;
            for candidate in candidates {
                let start = writer.line;
                writer.block(candidate.as_str(), "");
                spans.push(start..writer.line);
            }
            if candidates.is_empty() {
                writer.block("skip", "");
            }
        }
    }
    for indent in open.into_iter().rev() {
        writer.indent = indent;
        writer.block("all_goals exact _polya_hole _", "");
    }
    Composed {
        header,
        text,
        above,
        shape,
        candidates: spans,
        column,
        steps,
        end,
        enclosing,
        outer,
        lines,
    }
}

/// The document that only asks whether the statement is all right. Its text up to the proof is that
/// of [`compose`] with the same limit, so that Lean keeps what it knows of it.
pub(crate) fn compose_statement(before: &str, max_heartbeats: Option<u32>) -> Composed {
    let Opening { header, text, above, lines } = opening(before, max_heartbeats);
    let indent = indent_at(before);
    let mut text = continued(&text, "by", indent);
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
    text.push_str("exact _polya_hole _\n");
    Composed {
        header,
        text,
        above,
        shape: Shape::Statement,
        candidates: Vec::new(),
        column: 2,
        steps: Vec::new(),
        end: None,
        enclosing: (u32::MAX, 0),
        outer: Vec::new(),
        lines,
    }
}

/// A whole file as it is.
pub(crate) fn compose_file(text: &str) -> Composed {
    let Opening { header, mut text, above, lines } = opening(text, None);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Composed {
        header,
        text,
        above,
        shape: Shape::Alone,
        candidates: Vec::new(),
        column: 0,
        steps: Vec::new(),
        end: None,
        enclosing: (u32::MAX, 0),
        outer: Vec::new(),
        lines,
    }
}

/// How every document begins.
struct Opening {
    header: String,
    /// The user's text up to the proof, after header and preamble.
    text: String,
    above: usize,
    lines: LineMap,
}

fn opening(before: &str, max_heartbeats: Option<u32>) -> Opening {
    let split = Header::of(before);
    let header = split.canonical();
    let rest = split.rest().trim_end();
    let first = newlines(&header) + PREAMBLE_LINES;
    let limited = max_heartbeats.and_then(|limit| Limited::of(rest, limit));
    let lines = LineMap {
        header: (0..newlines(&header)).map(|i| split.line_of(i)).collect(),
        above: (first, split.lines()),
        limit: limited.as_ref().map(|limited| (first + limited.line, limited.inserted)),
    };
    let user = limited.as_ref().map_or(rest, |limited| &limited.text);
    let text = format!("{header}{PREAMBLE}{user}");
    let above = header.len() + PREAMBLE.len() + limited.as_ref().map_or(0, |limited| limited.at);
    Opening { header, text, above, lines }
}

/// A text with a limit of heartbeats for its last declaration.
struct Limited {
    text: String,
    /// Where the limit was put in.
    at: usize,
    /// The line that sets it.
    line: u32,
    /// Lines more than there were.
    inserted: u32,
}

impl Limited {
    /// What stands above the declaration keeps the limits that it has: only candidates are bounded
    /// by ours, and no option of the file lifts that. `None` if the text does not end in a
    /// declaration.
    ///
    /// The option stands before the declaration and its `… in`, not within: then what Lean keeps
    /// of the proof from one batch to the next is the same as without it. It stands at the margin: in
    /// the column of the tactics before it, it would be one of them.
    fn of(text: &str, max_heartbeats: u32) -> Option<Self> {
        let commands = Commands::read(text).commands;
        let last = commands.last().filter(|command| command.declaration().is_some())?;
        // Options are no part of a `mutual` block.
        let mut mutual = None;
        for command in &commands {
            match command.what {
                What::Mutual => mutual = Some(command.span.start),
                What::End(_) => mutual = None,
                _ => {}
            }
        }
        let start = mutual.unwrap_or(last.span.start);
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let column = text[line..start].chars().count();
        // Something else may stand before the declaration on its line.
        let begins_line = text[line..start].trim().is_empty();
        let at = if begins_line { line } else { start };
        let before = &text[..at];
        let end = if begins_line { "" } else { "\n" };
        let mut out = format!("{before}{end}set_option {OPTION} {max_heartbeats}\n");
        out.extend(std::iter::repeat_n(' ', column));
        // A limit of the declaration's own would come after ours.
        let mut done = start;
        let prefix = last.span.start..last.keyword.start;
        for own in own_limits(&text[prefix.clone()]) {
            out.push_str(&text[done..prefix.start + own.start]);
            let _ = write!(out, "{max_heartbeats}");
            done = prefix.start + own.end;
        }
        out.push_str(&text[done..]);
        let broken = u32::from(!begins_line);
        Some(Self { text: out, at, line: newlines(before) + broken, inserted: 1 + broken })
    }
}

const OPTION: &str = "maxHeartbeats";

/// The numbers in a text that are set as limits of heartbeats.
fn own_limits(text: &str) -> Vec<Range<usize>> {
    let code: Vec<_> = tokens(text).filter(|token| !token.kind.is_trivia()).collect();
    let limits = code.windows(3).filter(|window| {
        text[window[0].span.clone()] == *"set_option" && text[window[1].span.clone()] == *OPTION
    });
    limits.map(|window| window[2].span.clone()).collect()
}

/// The column for the tactics of a proof that follows `before`.
fn indent_at(before: &str) -> usize {
    2 + Commands::last(before).map_or(0, |command| command.column(before))
}

struct Writer<'a> {
    text: &'a mut String,
    line: u32,
    indent: u32,
}

impl Writer<'_> {
    fn newline(&mut self) {
        self.text.push('\n');
        self.line += 1;
    }

    /// Writes lines at the present indentation, the first one after `lead`.
    fn block(&mut self, lines: &str, lead: &str) {
        let hang = self.indent as usize + lead.chars().count();
        for (i, line) in lines.lines().enumerate() {
            if line.is_empty() {
                self.newline();
                continue;
            }
            if i == 0 {
                if !self.text.ends_with("· ") {
                    self.pad(self.indent as usize);
                }
                self.text.push_str(lead);
            } else {
                self.pad(hang);
            }
            self.text.push_str(line);
            self.newline();
        }
    }

    /// Starts a bullet; what is written next stands in it.
    fn bullet(&mut self) {
        self.pad(self.indent as usize);
        self.text.push_str("· ");
        self.indent += 2;
    }

    fn pad(&mut self, columns: usize) {
        self.text.extend(std::iter::repeat_n(' ', columns));
    }
}

impl Composed {
    /// Reads a report on this document. `warnings` is the number of `sorry` warnings that the
    /// user's text gives rise to by itself.
    pub(crate) fn read(&self, report: &Report, warnings: usize) -> Understood {
        if report.overflow {
            return Understood::Unusable("Lean said more than can be kept".to_owned());
        }
        let errors = || report.messages.iter().filter(|m| m.severity == Severity::Error);
        if self.shape == Shape::Statement {
            return match errors().next() {
                Some(error) => Understood::Rejected {
                    line: self.lines.user_line(error.line),
                    column: error.column,
                    message: error.text.clone(),
                },
                None if report.fatal => Understood::Rejected {
                    line: 0,
                    column: 0,
                    message: "Lean gave up on the file".to_owned(),
                },
                None => Understood::Read(Vec::new()),
            };
        }
        if report.fatal {
            return Understood::Unusable("Lean gave up on the file".to_owned());
        }
        // A candidate that does not parse takes along what stands below it, also what closes the
        // other goals of the path's steps: the blocks around then have goals left, through no
        // fault of the path.
        let stumbled = errors().any(|m| self.steps.last().is_some_and(|s| m.line >= s.end));
        let excused =
            |m: &Message| self.is_unsolved_around(m) || stumbled && self.is_unsolved_outside(m);
        for error in errors().filter(|m| !excused(m)) {
            if let Some(step) = self.steps.iter().position(|s| s.contains(&error.line)) {
                return Understood::PathBroken { step, message: error.text.clone() };
            }
        }
        Understood::Read(match self.shape {
            Shape::Batch | Shape::Brief => self.read_batch(report),
            Shape::Confirm => self.read_confirm(report, warnings),
            Shape::Alone | Shape::Statement => vec![self.read_alone(report, warnings)],
        })
    }

    /// What Lean suggests in place of the candidates, in its order.
    pub(crate) fn suggestions(&self, report: &Report) -> Vec<String> {
        let told = report.messages.iter().filter(|m| m.severity == Severity::Information);
        let of_candidates = told.filter(|m| self.at_line(m.line).is_some());
        of_candidates.flat_map(|m| suggestions(&m.text)).collect()
    }

    /// The beginning of the text that does not depend on candidates: header, preamble and what the
    /// user wrote above the theorem.
    pub(crate) fn above(&self) -> &str {
        &self.text[..self.above]
    }

    /// True if the user wrote anything above the theorem.
    pub(crate) fn has_text_above(&self) -> bool {
        !self.text[self.header.len() + PREAMBLE.len()..self.above].trim().is_empty()
    }

    /// Candidates on whose line Lean was still at work.
    pub(crate) fn at_line(&self, line: u32) -> Option<usize> {
        self.candidates.iter().position(|c| c.contains(&line))
    }

    /// The text after header and preamble.
    pub(crate) fn without_opening(&self) -> &str {
        let lines = (newlines(&self.header) + PREAMBLE_LINES) as usize;
        let start = self.text.match_indices('\n').nth(lines - 1).map_or(0, |(i, _)| i + 1);
        &self.text[start..]
    }

    /// Messages of a whole file, in the user's lines.
    pub(crate) fn user_messages(&self, report: Report) -> Vec<Message> {
        let ours = newlines(&self.header)..self.lines.above.0;
        report
            .messages
            .into_iter()
            .filter(|m| !ours.contains(&m.line))
            .map(|m| Message {
                line: self.lines.user_line(m.line),
                end_line: self.lines.user_line(m.end_line),
                ..m
            })
            .collect()
    }

    /// Number of `sorry` warnings in a report.
    pub(crate) fn sorry_warnings(report: &Report) -> usize {
        report.messages.iter().filter(|m| is_sorry_warning(m)).count()
    }

    fn is_unsolved_around(&self, message: &Message) -> bool {
        (message.line, message.column) == self.enclosing
            && Goal::parse_unsolved(&message.text).is_some()
    }

    fn is_unsolved_outside(&self, message: &Message) -> bool {
        self.outer.contains(&(message.line, message.column))
            && Goal::parse_unsolved(&message.text).is_some()
    }

    fn read_batch(&self, report: &Report) -> Vec<Reading> {
        let mut readings = vec![Reading::Quiet; self.candidates.len()];
        let mut ended = false;
        let mut disturbed = false;
        for error in report.messages.iter().filter(|m| m.severity == Severity::Error) {
            if let Some(i) = self.at_line(error.line) {
                self.add(&mut readings[i], error, i);
            } else if Some(error.line) == self.end && is_no_goals(&error.text) {
                // Every block took one copy of the goal, and the end was reached.
                ended = true;
            } else {
                disturbed = true;
            }
        }
        if ended && !disturbed {
            return readings;
        }
        let mut unsure = vec![Reading::Unknown; readings.len()];
        if let Some(timeout) = readings.iter().position(|r| *r == Reading::OutOfTime) {
            // The budget is the same for one candidate as for the batch, so whoever ended before
            // it was spent ended in time, and whoever came later had no chance.
            for (i, reading) in readings.into_iter().enumerate().take(timeout + 1) {
                unsure[i] = reading;
            }
            return unsure;
        }
        // The text does not parse: Lean reports that, and drops everything else. The parser
        // stumbles in the guilty candidate, or at whatever follows an unfinished one.
        let stumble = report.messages.iter().find(|m| m.severity == Severity::Error);
        if let Some(error) = stumble {
            let at = self.at_line(error.line);
            let at = at.or_else(|| (Some(error.line) == self.end).then_some(unsure.len()));
            for guilty in at.into_iter().flat_map(|i| [i.checked_sub(1), Some(i)]).flatten() {
                if let Some(reading) = unsure.get_mut(guilty) {
                    *reading = Reading::Suspect;
                }
            }
        }
        unsure
    }

    fn add(&self, reading: &mut Reading, error: &Message, index: usize) {
        if is_timeout(&error.text) {
            *reading = Reading::OutOfTime;
            return;
        }
        let whole = error.line == self.candidates[index].start && error.column == self.column;
        let unsolved = whole.then(|| Goal::parse_unsolved(&error.text)).flatten();
        *reading = match (&reading, unsolved) {
            (Reading::Quiet, Some(Ok(goals))) => {
                Reading::Goals(goals.into_iter().map(|g| without_copy_tag(g, index + 1)).collect())
            }
            (Reading::Quiet, None)
                if self.shape == Shape::Brief && error.text.contains("_polya_failed") =>
            {
                Reading::Error(UNEXPLAINED.to_owned(), None)
            }
            (Reading::Quiet | Reading::Goals(_), _) => {
                let line = error.line.checked_sub(self.candidates[index].start);
                Reading::Error(error.text.clone(), line.filter(|_| self.shape == Shape::Batch))
            }
            // The first error stands.
            _ => return,
        };
    }

    fn read_confirm(&self, report: &Report, warnings: usize) -> Vec<Reading> {
        let clean = report.messages.iter().all(|m| m.severity != Severity::Error)
            && Self::sorry_warnings(report) <= warnings;
        let reading = if clean { Reading::Quiet } else { Reading::Unknown };
        vec![reading; self.candidates.len()]
    }

    fn read_alone(&self, report: &Report, warnings: usize) -> Reading {
        let mut goals = None;
        for error in report.messages.iter().filter(|m| m.severity == Severity::Error) {
            if is_timeout(&error.text) {
                return Reading::OutOfTime;
            }
            match Goal::parse_unsolved(&error.text) {
                Some(Ok(left)) if self.is_unsolved_around(error) && goals.is_none() => {
                    goals = Some(left);
                }
                _ => return Reading::Error(error.text.clone(), None),
            }
        }
        if let Some(goals) = goals {
            return Reading::Goals(goals);
        }
        if Self::sorry_warnings(report) > warnings {
            return Reading::Error("declaration uses `sorry`".to_owned(), None);
        }
        Reading::Quiet
    }
}

/// Copies of a goal get `refine_N` into their case tag; candidates should not see that.
fn without_copy_tag(mut goal: Goal, copy: usize) -> Goal {
    let tag = format!("refine_{copy}");
    if let Some(case) = &goal.case {
        let mut parts: Vec<&str> = case.split('.').collect();
        if let Some(at) = parts.iter().position(|p| *p == tag) {
            parts.remove(at);
        }
        let case = parts.join(".");
        goal.case = (!case.is_empty()).then_some(case);
    }
    goal
}

/// True if Lean says that the heartbeats are spent.
pub(crate) fn is_timeout(text: &str) -> bool {
    text.contains("(deterministic) timeout") || text.contains("maximum number of heartbeats")
}

/// What `exact` says when there is nothing left to do.
fn is_no_goals(text: &str) -> bool {
    text.starts_with("No goals") || text.starts_with("no goals")
}

fn is_sorry_warning(message: &Message) -> bool {
    message.severity == Severity::Warning && message.text.contains("sorry")
}
