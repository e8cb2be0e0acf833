//! Setting aside what is wrong elsewhere in a problem's file.
//!
//! Plain Lean goes on after an error: a declaration that fails is not there, or is there without its
//! proof, and the rest of the file is as it was. The judge compiles files without any error. So what
//! Lean complained of is taken out of the text first: other declarations keep their lines, and what
//! they mean does not depend on it. Nothing is believed because of this: a problem whose own statement
//! needs what was set aside does not compile without it, or is found to rest on `sorry`.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use polya_text::{Body, Command, Commands, Declaration, What, header};

use crate::Problem;

/// An error that Lean reported of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in UTF-16 code units.
    pub column: u32,
    /// What Lean said.
    pub message: String,
}

/// What was done about one or several faults, for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Line of the first of them in the text, from 0.
    pub line: u32,
    /// What was done, and why.
    pub reason: String,
}

/// Attributes of problem libraries that say something about a problem and mean nothing to a proof.
const REMARKS: &[&str] = &["AMS", "category", "formal_proof"];

/// The problems of one file after [`set_aside`], in its order.
#[derive(Clone, Debug, Default)]
pub struct Mended {
    /// Those whose own statement Lean did not complain of. They share one source.
    pub problems: Vec<Problem>,
    /// Those whose own statement is wrong. They keep it, and share a source of their own.
    pub wrong: Vec<Problem>,
    /// What was done.
    pub set_aside: Vec<SetAside>,
}

/// The problems of one file, in its order, without what Lean complained of; `problems` share one
/// source.
pub fn set_aside(problems: &[Problem], faults: &[Fault]) -> Mended {
    let Some(first) = problems.first() else { return Mended::default() };
    let text = &*first.source;
    let commands = Commands::read(text).commands;
    let starts = line_starts(text);
    let mut mending = Mending { text, starts: &starts, ..Mending::default() };
    for (index, found) in by_command(text, &starts, &commands, faults) {
        let command = &commands[index];
        let found = mending.without_remarks(command, found);
        let Some((_, fault)) = found.first() else { continue };
        let own = problems.iter().any(|problem| covers(command, problem));
        if own {
            mending.wrong.push(index);
        } else {
            mending.mend(command, &found, fault);
        }
    }
    let Mending { edits, wrong, .. } = &mut mending;
    edits.sort_by_key(|(place, _)| place.start);
    let (others, moved) = edited(text, edits);
    // For the others, a problem whose statement is wrong is not there either.
    let mut wrong_edits = edits.clone();
    for &index in wrong.iter() {
        let span = commands[index].span.clone();
        wrong_edits.retain(|(place, _)| place.end <= span.start || place.start >= span.end);
        wrong_edits.push((span.clone(), blank(&text[span])));
    }
    wrong_edits.sort_by_key(|(place, _)| place.start);
    let (rest, moved_rest) = edited(text, &wrong_edits);
    let (others, rest): (Arc<str>, Arc<str>) = (others.into(), rest.into());
    let (unsound, sound): (Vec<&Problem>, Vec<&Problem>) = problems
        .iter()
        .partition(|problem| wrong.iter().any(|&index| covers(&commands[index], problem)));
    let within = |source: &Arc<str>, moved: &Moved, problems: Vec<&Problem>| {
        let place = |problem: &Problem| {
            let hole = moved.place(problem.hole.start)..moved.place(problem.hole.end);
            Problem { source: Arc::clone(source), hole, ..problem.clone() }
        };
        problems.into_iter().map(place).collect()
    };
    Mended {
        problems: within(&rest, &moved_rest, sound),
        wrong: within(&others, &moved, unsound),
        set_aside: mending.reasons(),
    }
}

/// Whether the problem's hole lies in this command.
fn covers(command: &Command, problem: &Problem) -> bool {
    command.span.start <= problem.hole.start && problem.hole.end <= command.span.end
}

/// The faults of each command, with their places in the text. Those of the header are left out.
fn by_command<'a>(
    text: &str,
    starts: &[usize],
    commands: &[Command],
    faults: &'a [Fault],
) -> BTreeMap<usize, Vec<(usize, &'a Fault)>> {
    let mut found: BTreeMap<usize, Vec<(usize, &Fault)>> = BTreeMap::new();
    for fault in faults {
        let at = offset(text, starts, fault);
        let command = commands.partition_point(|command| command.span.start <= at);
        let Some(command) = command.checked_sub(1) else { continue };
        if commands[command].span.start >= header::end(text) {
            found.entry(command).or_default().push((at, fault));
        }
    }
    found
}

/// What is changed in a file, and why.
#[derive(Default)]
struct Mending<'a> {
    text: &'a str,
    starts: &'a [usize],
    edits: Vec<(Range<usize>, String)>,
    done: Vec<SetAside>,
    /// Lines with commands that nobody knows, by their first word.
    unknown: BTreeMap<&'a str, Vec<u32>>,
    /// Lines of declarations whose attributes were taken as remarks.
    remarked: Vec<u32>,
    /// Commands with a problem whose own statement is wrong.
    wrong: Vec<usize>,
}

impl Mending<'_> {
    fn line(&self, command: &Command) -> u32 {
        line_at(self.starts, command.keyword.start)
    }

    /// Takes attributes that are remarks out of the command, and returns the faults that stay.
    fn without_remarks<'f>(
        &mut self,
        command: &Command,
        mut found: Vec<(usize, &'f Fault)>,
    ) -> Vec<(usize, &'f Fault)> {
        if let Some(remarks) = remarks(self.text, command, &found) {
            self.edits.push((remarks.clone(), blank(&self.text[remarks.clone()])));
            found.retain(|(at, _)| !remarks.contains(at));
            self.remarked.push(self.line(command));
        }
        found
    }

    /// Makes a command harmless of which Lean said `found`, first of all `fault`.
    fn mend(&mut self, command: &Command, found: &[(usize, &Fault)], fault: &Fault) {
        let text = self.text;
        let line = self.line(command);
        let message = fault.message.lines().next().unwrap_or_default();
        let word = &text[command.keyword.clone()];
        match &command.what {
            What::Declaration(declaration) => {
                let name = declaration.name.clone().map_or(word, |name| &text[name]);
                if self.keeps_statement(command, declaration, found, name, message) {
                    return;
                }
                let reason = format!("`{name}` is left out: {message}");
                self.done.push(SetAside { line, reason });
            }
            What::Other if message.contains("expected command") => {
                self.unknown.entry(word).or_default().push(line);
            }
            _ => {
                let shown = text[command.span.clone()].lines().next().unwrap_or_default();
                let reason = format!("`{shown}` is left out: {message}");
                self.done.push(SetAside { line, reason });
            }
        }
        self.edits.push((command.span.clone(), blank(&text[command.span.clone()])));
    }

    /// Keeps a declaration of which only the body is wrong, with `sorry` in its place, or one that
    /// only has to be marked `noncomputable`. False if it cannot be kept.
    fn keeps_statement(
        &mut self,
        command: &Command,
        declaration: &Declaration,
        found: &[(usize, &Fault)],
        name: &str,
        message: &str,
    ) -> bool {
        let (text, line) = (self.text, self.line(command));
        let word = &text[command.keyword.clone()];
        let keyword = command.keyword.start..command.keyword.start;
        let marked = (keyword.clone(), "noncomputable ".to_owned());
        let uncomputable =
            |(_, fault): &(usize, &Fault)| fault.message.contains("as `noncomputable`");
        if found.iter().all(uncomputable) {
            self.edits.push(marked);
            return true;
        }
        let body = match &declaration.body {
            Body::Term(body) if !body.is_empty() => Some((body, "sorry")),
            Body::Equations(body) if text[body.clone()].starts_with('|') => {
                Some((body, ":= sorry"))
            }
            _ => None,
        };
        let in_body = |body: &Range<usize>| {
            found.iter().all(|fault| fault.0 >= body.start || uncomputable(fault))
        };
        let keeps = matches!(word, "theorem" | "lemma" | "def" | "abbrev");
        let Some((body, sorry)) = body.filter(|(body, _)| keeps && in_body(body)) else {
            return false;
        };
        if is_value(word) && !text[command.span.start..keyword.start].contains("noncomputable") {
            self.edits.push(marked);
        }
        self.edits.push((body.clone(), kept_lines(sorry, &text[body.clone()])));
        let kept = if is_value(word) { "without its value" } else { "as unproved" };
        let reason = format!("`{name}` is taken {kept}: {message}");
        self.done.push(SetAside { line, reason });
        true
    }

    /// What was done, in the order of the file.
    fn reasons(self) -> Vec<SetAside> {
        let mut done = self.done;
        for (word, lines) in self.unknown {
            let places = match lines.len() {
                1 => "it is left out".to_owned(),
                count => format!("{count} places that begin with it are left out"),
            };
            let reason = format!("`{word}` is no command of the imported modules; {places}");
            done.push(SetAside { line: lines[0], reason });
        }
        if let Some(&line) = self.remarked.first() {
            let reason = match self.remarked.len() {
                1 => {
                    "its attributes belong to a library that is not imported, and are kept as tags"
                        .to_owned()
                }
                count => format!(
                    "the attributes of {count} theorems belong to a library that is not imported, and are kept as tags"
                ),
            };
            done.push(SetAside { line, reason });
        }
        done.sort_by_key(|done| done.line);
        done
    }
}

/// Whether a declaration with this keyword has a value that programs compute with.
fn is_value(keyword: &str) -> bool {
    matches!(keyword, "def" | "abbrev")
}

/// The attributes of a command, from `@[` to `]`, if a fault lies in them and all of them are remarks.
fn remarks(text: &str, command: &Command, found: &[(usize, &Fault)]) -> Option<Range<usize>> {
    let (first, last) = (command.attributes.first()?, command.attributes.last()?);
    let is_remark = |attribute: &Range<usize>| {
        text[attribute.clone()]
            .split_whitespace()
            .next()
            .is_some_and(|word| REMARKS.contains(&word))
    };
    if !command.attributes.iter().all(is_remark) {
        return None;
    }
    let start = text[command.span.start..first.start].rfind("@[")? + command.span.start;
    let end = text[last.end..command.keyword.start].find(']')? + last.end + 1;
    found.iter().any(|(at, _)| (start..end).contains(at)).then_some(start..end)
}

/// Blanks in place of a text, its line ends kept.
fn blank(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

/// `text`, followed by as many line ends as `old` has.
fn kept_lines(text: &str, old: &str) -> String {
    format!("{text}{}", "\n".repeat(old.matches('\n').count()))
}

/// Where places of a text lie after it was edited.
struct Moved(Vec<(usize, isize)>);

impl Moved {
    fn place(&self, old: usize) -> usize {
        let edits = self.0.partition_point(|(end, _)| *end <= old);
        let shift = edits.checked_sub(1).map_or(0, |last| self.0[last].1);
        old.saturating_add_signed(shift)
    }
}

fn edited(text: &str, edits: &[(Range<usize>, String)]) -> (String, Moved) {
    let mut new = String::with_capacity(text.len() + 64);
    let (mut copied, mut moved) = (0, Vec::new());
    for (place, replacement) in edits {
        // Edits do not overlap, but if they did, the first would stand.
        let Some(kept) = text.get(copied..place.start) else { continue };
        new.push_str(kept);
        new.push_str(replacement);
        copied = place.end;
        moved.push((copied, new.len().cast_signed() - copied.cast_signed()));
    }
    new.push_str(&text[copied..]);
    (new, Moved(moved))
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn line_at(starts: &[usize], at: usize) -> u32 {
    u32::try_from(starts.partition_point(|start| *start <= at).saturating_sub(1))
        .unwrap_or(u32::MAX)
}

fn offset(text: &str, starts: &[usize], fault: &Fault) -> usize {
    let Some(&start) = starts.get(fault.line as usize) else { return text.len() };
    let line = text[start..].lines().next().unwrap_or_default();
    let mut column = 0;
    for (at, c) in line.char_indices() {
        if column >= fault.column as usize {
            return start + at;
        }
        column += c.len_utf16();
    }
    start + line.len()
}
