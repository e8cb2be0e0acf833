//! Setting aside what is wrong elsewhere in a problem's file.
//!
//! Plain Lean goes on after an error: a declaration that fails is not there, or is there without its
//! proof, and the rest of the file is as it was. The judge compiles files without any error. So what
//! Lean complained of is taken out of the text first: other declarations keep their lines, and what
//! they mean does not depend on it. Nothing is believed because of this: a problem whose own statement
//! needs what was set aside does not compile without it, or is found to rest on `sorry`.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use polya_text::{Body, Command, Commands, What, header};

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

/// The problems of one file, in its order, without what Lean complained of; `problems` share one
/// source. A problem whose own statement is wrong stays as it is.
pub fn set_aside(problems: &[Problem], faults: &[Fault]) -> (Vec<Problem>, Vec<SetAside>) {
    let Some(first) = problems.first() else { return (Vec::new(), Vec::new()) };
    let text = &*first.source;
    let commands = Commands::read(text).commands;
    let own = |command: &Command| {
        problems.iter().any(|problem| {
            command.span.start <= problem.hole.start && problem.hole.end <= command.span.end
        })
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut done: Vec<SetAside> = Vec::new();
    let mut unknown: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut wrong: Vec<usize> = Vec::new();
    let mut remarked: Vec<u32> = Vec::new();
    let starts = line_starts(text);
    let mut by_command: BTreeMap<usize, Vec<(usize, &Fault)>> = BTreeMap::new();
    for fault in faults {
        let at = offset(text, &starts, fault);
        let command = commands.partition_point(|command| command.span.start <= at);
        let Some(command) = command.checked_sub(1) else { continue };
        if commands[command].span.start >= header::end(text) {
            by_command.entry(command).or_default().push((at, fault));
        }
    }
    for (index, mut found) in by_command {
        let command = &commands[index];
        let line = line_at(&starts, command.keyword.start);
        if let Some(remarks) = remarks(text, command, &found) {
            edits.push((remarks.clone(), blank(&text[remarks.clone()])));
            found.retain(|(at, _)| !remarks.contains(at));
            remarked.push(line);
        }
        let Some((_, fault)) = found.first() else { continue };
        if own(command) {
            wrong.push(index);
            continue;
        }
        let message = fault.message.lines().next().unwrap_or_default();
        let word = &text[command.keyword.clone()];
        match &command.what {
            What::Declaration(declaration) => {
                let name = declaration.name.clone().map_or(word, |name| &text[name]);
                let uncomputable =
                    |(_, fault): &(usize, &Fault)| fault.message.contains("as `noncomputable`");
                if found.iter().all(uncomputable) {
                    edits.push((
                        command.keyword.start..command.keyword.start,
                        "noncomputable ".to_owned(),
                    ));
                    continue;
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
                if let Some((body, sorry)) = body.filter(|(body, _)| keeps && in_body(body)) {
                    if is_value(word)
                        && !text[command.span.start..command.keyword.start]
                            .contains("noncomputable")
                    {
                        edits.push((
                            command.keyword.start..command.keyword.start,
                            "noncomputable ".to_owned(),
                        ));
                    }
                    edits.push((body.clone(), kept_lines(sorry, &text[body.clone()])));
                    let kept = if is_value(word) { "without its value" } else { "as unproved" };
                    let reason = format!("`{name}` is taken {kept}: {message}");
                    done.push(SetAside { line, reason });
                    continue;
                }
                done.push(SetAside { line, reason: format!("`{name}` is left out: {message}") });
            }
            What::Other if message.contains("expected command") => {
                unknown.entry(word).or_default().push(line);
            }
            _ => {
                let shown = text[command.span.clone()].lines().next().unwrap_or_default();
                done.push(SetAside { line, reason: format!("`{shown}` is left out: {message}") });
            }
        }
        edits.push((command.span.clone(), blank(&text[command.span.clone()])));
    }
    for (word, lines) in unknown {
        let places = match lines.len() {
            1 => "it is left out".to_owned(),
            count => format!("{count} places that begin with it are left out"),
        };
        let reason = format!("`{word}` is no command of the imported modules; {places}");
        done.push(SetAside { line: lines[0], reason });
    }
    if let Some(&line) = remarked.first() {
        let reason = match remarked.len() {
            1 => "its attributes belong to a library that is not imported, and are kept as tags"
                .to_owned(),
            count => format!(
                "the attributes of {count} theorems belong to a library that is not imported, and are kept as tags"
            ),
        };
        done.push(SetAside { line, reason });
    }
    done.sort_by_key(|done| done.line);
    edits.sort_by_key(|(place, _)| place.start);
    let (others, moved) = edited(text, &edits);
    // For the others, a problem whose statement is wrong is not there either.
    let mut wrong_edits = edits.clone();
    for &index in &wrong {
        let span = commands[index].span.clone();
        wrong_edits.retain(|(place, _)| place.end <= span.start || place.start >= span.end);
        wrong_edits.push((span.clone(), blank(&text[span])));
    }
    wrong_edits.sort_by_key(|(place, _)| place.start);
    let (rest, moved_rest) = edited(text, &wrong_edits);
    let (others, rest): (Arc<str>, Arc<str>) = (others.into(), rest.into());
    let problems = problems.iter().map(|problem| {
        let is_wrong = wrong.iter().any(|&index| {
            let span = &commands[index].span;
            span.start <= problem.hole.start && problem.hole.end <= span.end
        });
        let (source, moved) = if is_wrong { (&others, &moved) } else { (&rest, &moved_rest) };
        let hole = moved.place(problem.hole.start)..moved.place(problem.hole.end);
        Problem { source: Arc::clone(source), hole, ..problem.clone() }
    });
    (problems.collect(), done)
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
